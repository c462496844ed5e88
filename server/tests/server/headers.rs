//! What every answer tells the browser.

use axum::body::Body;
use http::{Request, StatusCode, header};
use server::http::page_routes;

use crate::support::{Answer, Site, Who, config, site, site_on};

/// Addresses of every page, with the world's own ids in them.
pub(crate) fn address(site: &Site, route: &str) -> String {
    let practice = if route.starts_with("/icb") { &site.world.icb } else { &site.world.practice };
    route
        .replace("{ods}", practice.as_str())
        .replace("{id}", &site.world.patient.to_string())
        .replace("{kind}", "attack")
        .replace("{number}", "1")
        .replace("{version}", "0")
        .replace("{template}", "mart")
        .replace("{condition}", "allergy")
        .replace("{guide}", "spacer")
        .replace("{token}", "0123456789abcdef0123456789abcdef")
        .replace("{page}", "plan")
        .replace("{hack}", if route.starts_with("/icb") { "new" } else { "0190f3a0-0000-7000-8000-0000000000b1" })
        .replace("{topic}", "basics")
        .replace("{list}", "no-plan")
        .replace("{pcn}", site.world.pcn.as_str())
        .replace("{dimension}", "age")
        .replace("{figure}", "registered")
        .replace("{file}", "figures.csv")
        .replace("{code}", if route.starts_with("/icb") { practice.as_str() } else { "AAAAABBBBB" })
}

fn check_document(answer: &Answer, path: &str) {
    let policy = answer.header("content-security-policy");
    assert!(policy.contains("default-src 'none'") && policy.contains("frame-ancestors 'none'"), "{path}: {policy}");
    assert!(!policy.contains("unsafe-inline"), "{path}");
    assert_eq!(answer.header("x-content-type-options"), "nosniff", "{path}");
    assert_eq!(answer.header("cross-origin-opener-policy"), "same-origin", "{path}");
    assert_eq!(answer.header("cross-origin-resource-policy"), "same-origin", "{path}");
    assert!(answer.header("permissions-policy").contains("camera=()"), "{path}");
    assert_eq!(answer.header("cache-control"), "no-store", "{path}");
    let keyed = path.starts_with("/join") || path.starts_with("/s/");
    let referrer = if keyed { "no-referrer" } else { "strict-origin-when-cross-origin" };
    assert_eq!(answer.header("referrer-policy"), referrer, "{path}");
}

/// The number in the header.
fn nonce(answer: &Answer) -> String {
    let policy = answer.header("content-security-policy");
    policy.split("'nonce-").nth(1).unwrap().split('\'').next().unwrap().to_owned()
}

/// The audience whose page it is.
fn reader(path: &str) -> Who {
    match path {
        _ if path.starts_with("/my") => Who::Patient,
        _ if path.starts_with("/icb") => Who::IcbLead,
        _ if path.ends_with("/team") => Who::Manager,
        _ if path.starts_with("/practice") => Who::Nurse,
        _ => Who::Anonymous,
    }
}

#[tokio::test]
async fn every_page_has_the_headers_and_runs_only_its_own_scripts() {
    let site = site().await;
    let mut seen = 0;
    for route in page_routes() {
        let path = address(&site, route.path());
        assert!(!path.contains('{'), "{path}: say what stands here in a test");
        let answer = site.open(&path, reader(&path)).await;
        check_document(&answer, &path);
        if answer.body.is_empty() {
            assert!(answer.status.is_redirection(), "{path}: {}", answer.status);
            continue;
        }
        let nonce = nonce(&answer);
        let scripts = answer.body.matches("<script").count();
        let ours = answer.body.matches(&format!("nonce=\"{nonce}\"")).count();
        assert!(scripts > 0, "{path} starts the app");
        assert!(ours >= scripts, "{path}: {scripts} scripts, {ours} with the number of the header");
        assert!(!answer.body.contains(" style=\""), "{path} has a style that the policy forbids");
        seen += 1;
    }
    assert!(seen >= 15, "only {seen} pages were rendered");
}

#[tokio::test]
async fn the_number_is_new_for_every_answer() {
    let site = site().await;
    let (first, second) = (site.open("/", Who::Anonymous).await, site.open("/", Who::Anonymous).await);
    assert_ne!(nonce(&first), nonce(&second));
}

#[tokio::test]
async fn addresses_that_are_none_of_ours_are_pages_too() {
    let site = site().await;
    for path in ["/nothing-here", "/practice", "/my/nothing", "/pkg-not", "/design/nothing"] {
        let answer = site.open(path, Who::Nurse).await;
        if path.starts_with("/my") {
            assert_eq!(answer.status, StatusCode::SEE_OTHER, "{path}");
            continue;
        }
        assert_eq!(answer.status, StatusCode::NOT_FOUND, "{path}");
        assert!(answer.body.contains("ot found"), "{path}: {}", answer.body);
        check_document(&answer, path);
    }
}

#[tokio::test]
async fn files_are_kept_only_when_their_name_changes_with_them() {
    let site = site().await;
    for (path, kept) in [
        ("/pkg/passport.0a1b2c3d4e5f.css", "public, max-age=31536000, immutable"),
        ("/pkg/staff.js", "no-cache"),
        ("/favicon.svg", "public, max-age=3600"),
        ("/sw.js", "no-cache"),
        ("/healthz", "no-store"),
        ("/readyz", "no-store"),
        ("/metrics", "no-store"),
    ] {
        let answer = site.open(path, Who::Anonymous).await;
        assert_eq!(answer.status, StatusCode::OK, "{path}");
        assert_eq!(answer.header("cache-control"), kept, "{path}");
        assert_eq!(answer.header("x-content-type-options"), "nosniff", "{path}");
    }
    for path in ["/pkg/missing.0a1b2c3d4e5f.js", "/pkg/../Cargo.toml", "/pkg/%2e%2e/%2e%2e/Cargo.toml", "/.git/config"]
    {
        let answer = site.open(path, Who::Anonymous).await;
        assert_eq!(answer.status, StatusCode::NOT_FOUND, "{path}");
        assert_eq!(answer.header("cache-control"), "no-store", "{path}");
    }
}

#[tokio::test]
async fn over_tls_browsers_are_told_to_stay_there() {
    let plain = site().await;
    assert_eq!(plain.open("/", Who::Anonymous).await.header("strict-transport-security"), "");
    let config = config(&[("PASSPORT_PUBLIC_URL", "https://passport.example")]);
    let tls = site_on(storage::testing::sqlite().await, config).await;
    let answer = tls.open("/", Who::Anonymous).await;
    assert_eq!(answer.header("strict-transport-security"), "max-age=31536000; includeSubDomains");
}

#[tokio::test]
async fn pages_come_compressed() {
    let site = site().await;
    for (accepted, sent) in [("br, gzip", "br"), ("gzip", "gzip"), ("identity", "")] {
        let request = Request::builder()
            .uri("/")
            .header(header::ACCEPT, "text/html")
            .header(header::ACCEPT_ENCODING, accepted)
            .body(Body::empty())
            .unwrap();
        assert_eq!(site.send(request).await.header("content-encoding"), sent, "{accepted}");
    }
}

#[tokio::test]
async fn figures_about_the_server_name_routes_and_nobody() {
    let site = site().await;
    let path = address(&site, "/practice/{ods}/patients/{id}");
    site.open(&path, Who::Nurse).await;
    let figures = site.open("/metrics", Who::Anonymous).await.body;
    assert!(figures.contains("/practice/{ods}/patients/{id}"), "{figures}");
    assert!(!figures.contains(&site.world.patient.to_string()));
    assert!(!figures.contains(site.world.practice.as_str()));
    assert!(figures.contains("database=\"sqlite\""));
}

#[tokio::test]
async fn a_body_that_no_form_of_ours_sends_is_refused() {
    let site = site().await;
    let huge = "x".repeat(300 * 1024);
    let request = Request::builder()
        .method("POST")
        .uri("/api/patients/search")
        .header(header::CONTENT_LENGTH, huge.len())
        .header("sec-fetch-site", "same-origin")
        .body(Body::from(huge.clone()))
        .unwrap();
    assert_eq!(site.send(request).await.status, StatusCode::PAYLOAD_TOO_LARGE);
    // One that does not say how long it is comes no further.
    let answer =
        site.call("/api/patients/search", Who::Nurse, &format!("practice={}&words={huge}", site.world.practice)).await;
    assert!(answer.status.is_server_error() || answer.status.is_client_error(), "{}", answer.status);
    // What lacks a field, or holds what none can hold, is the asker's fault and no alarm of ours.
    for form in ["words=smith", "practice=%21&words=smith"] {
        assert_eq!(site.call("/api/patients/search", Who::Nurse, form).await.status, StatusCode::CONFLICT, "{form}");
    }
}
