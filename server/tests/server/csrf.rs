//! No form on another site can change anything here, whichever server function it is sent to.

use axum::body::Body;
use http::{Request, StatusCode, header};
use leptos::server_fn::axum::server_fn_paths;
use server::config::Config;

use crate::support::{Site, Who, config, site, site_on};

/// Headers of a request.
type Shape = &'static [(&'static str, &'static str)];

/// What browsers, attackers and scripts send, for a site at `https://passport.example`.
const SHAPES: [(&str, Shape, bool); 13] = [
    ("our page", &[("sec-fetch-site", "same-origin"), ("origin", "https://passport.example")], true),
    ("our page, where the address is a key", &[("sec-fetch-site", "same-origin"), ("origin", "null")], true),
    ("our page in an old browser", &[("origin", "https://passport.example")], true),
    ("another site", &[("sec-fetch-site", "cross-site"), ("origin", "https://attacker.example")], false),
    (
        "another site that forges the origin",
        &[("sec-fetch-site", "cross-site"), ("origin", "https://passport.example")],
        false,
    ),
    ("a sibling site", &[("sec-fetch-site", "same-site"), ("origin", "https://www.passport.example")], false),
    ("a page without an origin", &[("origin", "null")], false),
    ("nothing said", &[], false),
    ("another port", &[("origin", "https://passport.example:8443")], false),
    ("another spelling", &[("origin", "https://PASSPORT.example")], false),
    ("a trailing dot", &[("origin", "https://passport.example.")], false),
    ("two origins", &[("origin", "https://passport.example"), ("origin", "https://attacker.example")], false),
    ("another scheme", &[("origin", "http://passport.example")], false),
];

fn public() -> Config {
    config(&[("PASSPORT_PUBLIC_URL", "https://passport.example")])
}

async fn send(site: &Site, path: &str, method: &str, shape: Shape) -> StatusCode {
    let mut request = Request::builder()
        .method(method)
        .uri(path)
        .header(header::HOST, "passport.example")
        .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded")
        .header(header::ACCEPT, "application/json");
    for (name, value) in shape {
        request = request.header(*name, *value);
    }
    site.send(request.body(Body::empty()).unwrap()).await.status
}

#[tokio::test]
async fn every_server_function_refuses_what_our_pages_did_not_send() {
    let site = site_on(storage::testing::sqlite().await, public()).await;
    let mut functions = 0;
    for (path, _) in server_fn_paths() {
        functions += 1;
        for (what, shape, ours) in SHAPES {
            let refused = send(&site, path, "POST", shape).await == StatusCode::FORBIDDEN;
            assert_eq!(refused, !ours, "{path}: {what}");
        }
    }
    assert!(functions > 10, "the app's server functions are linked in");
}

#[tokio::test]
async fn no_server_function_can_be_called_by_a_link() {
    let site = site().await;
    for (path, _) in server_fn_paths() {
        let status = send(&site, path, "GET", &[("sec-fetch-site", "cross-site")]).await;
        assert_eq!(status, StatusCode::METHOD_NOT_ALLOWED, "{path}");
    }
}

#[tokio::test]
async fn a_refusal_says_so_in_a_page_and_still_holds_the_emergency_steps() {
    let site = site().await;
    let request = Request::builder()
        .method("POST")
        .uri("/api/anything")
        .header(header::ACCEPT, "text/html")
        .header(header::COOKIE, site.cookie(Who::Patient))
        .header("sec-fetch-site", "cross-site")
        .body(Body::empty())
        .unwrap();
    let answer = site.send(request).await;
    assert_eq!(answer.status, StatusCode::FORBIDDEN);
    assert!(answer.body.contains("nothing was changed"));
    assert!(answer.body.contains("Call 999"));
}
