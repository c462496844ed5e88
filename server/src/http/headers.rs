//! What every answer tells the browser: what it may run, what it may keep, what it may tell others.

use axum::extract::{Request, State};
use axum::middleware::Next;
use axum::response::Response;
use http::{HeaderMap, HeaderName, HeaderValue, header};
use leptos::nonce::Nonce;

use super::caching;

const PERMISSIONS: &str = "accelerometer=(), browsing-topics=(), camera=(), display-capture=(), \
    geolocation=(), gyroscope=(), hid=(), magnetometer=(), microphone=(), midi=(), payment=(), serial=(), usb=()";

/// Whether browsers reach us over TLS.
#[derive(Clone, Copy, Debug)]
pub(crate) struct OverTls(pub(crate) bool);

/// Mints the number that lets our own inline scripts run, hands it to the page, and writes the headers.
///
/// Page and header must carry the same number, or nothing on the page comes alive; so it is made here, outside, and
/// travels with the request.
pub(crate) async fn protect(State(OverTls(over_tls)): State<OverTls>, mut request: Request, next: Next) -> Response {
    let nonce = Nonce::new();
    let path = request.uri().path().to_owned();
    request.extensions_mut().insert(nonce.clone());
    let mut response = next.run(request).await;
    let html = is_html(response.headers());
    let cache = caching::policy(&path, response.status(), html, response.headers());
    let headers = response.headers_mut();
    set(headers, header::CONTENT_SECURITY_POLICY, &content_security_policy(html.then_some(&nonce)));
    set(headers, header::X_CONTENT_TYPE_OPTIONS, "nosniff");
    set(headers, HeaderName::from_static("cross-origin-opener-policy"), "same-origin");
    set(headers, HeaderName::from_static("cross-origin-resource-policy"), "same-origin");
    set(headers, HeaderName::from_static("permissions-policy"), PERMISSIONS);
    set(headers, header::REFERRER_POLICY, referrer_policy(&path));
    if is_key(&path) {
        set(headers, HeaderName::from_static("x-robots-tag"), "noindex, nofollow, noarchive");
    }
    set(headers, header::CACHE_CONTROL, cache);
    if over_tls {
        set(headers, header::STRICT_TRANSPORT_SECURITY, "max-age=31536000; includeSubDomains");
    }
    response
}

fn is_html(headers: &HeaderMap) -> bool {
    headers.get(header::CONTENT_TYPE).is_some_and(|kind| kind.as_bytes().starts_with(b"text/html"))
}

fn set(headers: &mut HeaderMap, name: HeaderName, value: &str) {
    if let Ok(value) = HeaderValue::from_str(value) {
        headers.insert(name, value);
    }
}

/// Scripts, styles and connections of our own only; nobody may frame us.
fn content_security_policy(nonce: Option<&Nonce>) -> String {
    match nonce {
        Some(nonce) => format!(
            "default-src 'none'; script-src 'self' 'wasm-unsafe-eval' 'nonce-{nonce}'; style-src 'self'; \
             img-src 'self' data:; font-src 'self'; connect-src 'self'; worker-src 'self'; manifest-src 'self'; \
             form-action 'self'; base-uri 'none'; object-src 'none'; frame-ancestors 'none'"
        ),
        // A service worker works under the policy of its own file, so this one leaves it our own files.
        None => "default-src 'self'; script-src 'self' 'wasm-unsafe-eval'; base-uri 'none'; object-src 'none'; \
                 form-action 'none'; frame-ancestors 'none'"
            .to_owned(),
    }
}

/// Addresses of invitations and shares are keys: they are told to nobody.
fn referrer_policy(path: &str) -> &'static str {
    if is_key(path) { "no-referrer" } else { "strict-origin-when-cross-origin" }
}

fn is_key(path: &str) -> bool {
    ["/join", "/s"].iter().any(|key| path == *key || path.strip_prefix(key).is_some_and(|rest| rest.starts_with('/')))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_that_are_keys_are_told_to_nobody() {
        for (path, policy) in [
            ("/join", "no-referrer"),
            ("/join/ABCDE", "no-referrer"),
            ("/join/ABCDE/agree", "no-referrer"),
            ("/s/token", "no-referrer"),
            ("/", "strict-origin-when-cross-origin"),
            ("/sync/v1/entries", "strict-origin-when-cross-origin"),
            ("/joiner", "strict-origin-when-cross-origin"),
        ] {
            assert_eq!(referrer_policy(path), policy, "{path}");
        }
    }

    #[test]
    fn nothing_inline_runs_without_the_number() {
        let nonce = Nonce::new();
        let policy = content_security_policy(Some(&nonce));
        assert!(policy.contains(&format!("'nonce-{nonce}'")));
        assert!(!policy.contains("unsafe-inline"));
        assert!(!content_security_policy(None).contains("nonce"));
    }
}
