//! Requests that change something must come from our own pages.
//!
//! Server functions accept what any form on any site could send, so one layer in front of all of them decides. Browsers
//! say where a request comes from in `Sec-Fetch-Site`; those that do not are known by `Origin`. A request that says
//! neither is refused: a page under `no-referrer` still sends the first of the two.

use axum::extract::{Request, State};
use axum::middleware::Next;
use axum::response::Response;
use http::{HeaderMap, HeaderName, Method, StatusCode, header};

use super::plain_page::{self, PlainPage, Wants};
use crate::config::PublicUrl;

const SEC_FETCH_SITE: HeaderName = HeaderName::from_static("sec-fetch-site");

/// Which origin is ours.
#[derive(Clone, Debug)]
pub(crate) struct OwnOrigin(pub(crate) Option<PublicUrl>);

/// Refuses a change that does not come from our own pages.
pub(crate) async fn refuse_foreign(State(own): State<OwnOrigin>, request: Request, next: Next) -> Response {
    if is_own(request.method(), request.headers(), &own) {
        return next.run(request).await;
    }
    plain_page::answer(
        Wants::of(request.headers()),
        &PlainPage {
            status: StatusCode::FORBIDDEN,
            title: "This did not come from our pages",
            message: "We could not tell that this request came from a page of this website, so nothing was changed. Go back, reload the page and try again.",
        },
    )
}

/// Whether a request may go on.
fn is_own(method: &Method, headers: &HeaderMap, own: &OwnOrigin) -> bool {
    if matches!(*method, Method::GET | Method::HEAD | Method::OPTIONS) {
        return true;
    }
    match only(headers, &SEC_FETCH_SITE) {
        Found::One(site) => return site == "same-origin",
        Found::Unclear => return false,
        Found::Nothing => {}
    }
    match (only(headers, &header::ORIGIN), &own.0) {
        (Found::One(origin), Some(url)) => origin == url.origin(),
        // Without a public address the server stands alone, and its own name is the one it was called by.
        (Found::One(origin), None) => match only(headers, &header::HOST) {
            Found::One(host) => origin.strip_prefix("http://") == Some(host),
            _ => false,
        },
        _ => false,
    }
}

enum Found<'a> {
    Nothing,
    One(&'a str),
    /// Several, or not text.
    Unclear,
}

fn only<'a>(headers: &'a HeaderMap, name: &HeaderName) -> Found<'a> {
    let mut values = headers.get_all(name).iter();
    match (values.next(), values.next()) {
        (None, _) => Found::Nothing,
        (Some(value), None) => value.to_str().map_or(Found::Unclear, Found::One),
        (Some(_), Some(_)) => Found::Unclear,
    }
}

#[cfg(test)]
mod tests {
    #![expect(clippy::unwrap_used, reason = "a test may stop at the first surprise")]

    use super::*;

    /// Headers of a request.
    type Shape = &'static [(&'static str, &'static str)];

    fn asked(own: &OwnOrigin, pairs: &[(&str, &str)]) -> bool {
        let mut headers = HeaderMap::new();
        for (name, value) in pairs {
            headers.append(name.parse::<HeaderName>().unwrap(), value.parse().unwrap());
        }
        is_own(&Method::POST, &headers, own)
    }

    #[test]
    fn only_our_own_pages_may_change_something() {
        let own = OwnOrigin(Some(PublicUrl::parse("https://passport.example").unwrap()));
        let cases: [(&str, Shape, bool); 15] = [
            ("our page in a new browser", &[("sec-fetch-site", "same-origin")], true),
            ("our page under no-referrer", &[("sec-fetch-site", "same-origin"), ("origin", "null")], true),
            ("our page in an old browser", &[("origin", "https://passport.example")], true),
            ("another site", &[("sec-fetch-site", "cross-site"), ("origin", "https://passport.example")], false),
            ("a sibling of ours", &[("sec-fetch-site", "same-site")], false),
            ("typed into the address bar", &[("sec-fetch-site", "none")], false),
            ("two claims", &[("sec-fetch-site", "same-origin"), ("sec-fetch-site", "same-origin")], false),
            ("null origin", &[("origin", "null")], false),
            ("nothing said", &[], false),
            ("another port", &[("origin", "https://passport.example:8443")], false),
            ("upper case", &[("origin", "https://PASSPORT.example")], false),
            ("trailing dot", &[("origin", "https://passport.example.")], false),
            ("longer name", &[("origin", "https://passport.example.attacker.example")], false),
            ("plain http", &[("origin", "http://passport.example")], false),
            ("two origins", &[("origin", "https://passport.example"), ("origin", "https://passport.example")], false),
        ];
        for (what, headers, fine) in cases {
            assert_eq!(asked(&own, headers), fine, "{what}");
        }
    }

    #[test]
    fn without_a_public_address_the_name_called_by_counts() {
        let own = OwnOrigin(None);
        assert!(asked(&own, &[("host", "127.0.0.1:3000"), ("origin", "http://127.0.0.1:3000")]));
        assert!(!asked(&own, &[("host", "127.0.0.1:3000"), ("origin", "http://127.0.0.1:3001")]));
        assert!(!asked(&own, &[("origin", "http://127.0.0.1:3000")]));
    }

    #[test]
    fn reading_needs_no_proof() {
        assert!(is_own(&Method::GET, &HeaderMap::new(), &OwnOrigin(None)));
        assert!(!is_own(&Method::DELETE, &HeaderMap::new(), &OwnOrigin(None)));
    }
}
