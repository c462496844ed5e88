//! Session cookies: one for staff, one for patients, one for joining, so that no session opens another's pages.

use app::context::CookieNames;
use http::{HeaderMap, header};

/// Longer values are not ours.
const LONGEST: usize = 256;

/// Names and flags. Over TLS the `__Host-` prefix makes browsers insist on it and on this very host.
pub(crate) const fn names(over_tls: bool) -> CookieNames {
    if over_tls {
        CookieNames { staff: "__Host-staff", patient: "__Host-patient", joining: "__Host-joining", secure: true }
    } else {
        CookieNames { staff: "staff", patient: "patient", joining: "joining", secure: false }
    }
}

/// The value of the cookie of this name; the first when a browser sends several.
pub(crate) fn value(headers: &HeaderMap, name: &str) -> Option<String> {
    headers
        .get_all(header::COOKIE)
        .iter()
        .filter_map(|line| line.to_str().ok())
        .flat_map(|line| line.split(';'))
        .filter_map(|pair| pair.trim().split_once('='))
        .find(|(found, _)| *found == name)
        .map(|(_, value)| value.to_owned())
        .filter(|value| !value.is_empty() && value.len() <= LONGEST)
}

#[cfg(test)]
mod tests {
    use http::HeaderValue;

    use super::*;

    #[test]
    fn a_cookie_is_found_by_its_whole_name() {
        let mut headers = HeaderMap::new();
        headers.append(header::COOKIE, HeaderValue::from_static("not-staff=a; staff=b;patient=c"));
        headers.append(header::COOKIE, HeaderValue::from_static("joining=d; staff=e"));
        assert_eq!(value(&headers, "staff").as_deref(), Some("b"));
        assert_eq!(value(&headers, "patient").as_deref(), Some("c"));
        assert_eq!(value(&headers, "joining").as_deref(), Some("d"));
        assert_eq!(value(&headers, "__Host-staff"), None);
    }
}
