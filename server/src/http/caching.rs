//! What browsers and proxies may keep, as one function of what is answered.

use http::{HeaderMap, StatusCode, header};

/// The page may hold somebody's record, and a shared computer keeps what it caches.
const NEVER: &str = "no-store";
/// The file's name changes whenever its content does.
const FOR_EVER: &str = "public, max-age=31536000, immutable";
/// Kept, but asked about each time.
const ASK: &str = "no-cache";
const AN_HOUR: &str = "public, max-age=3600";

/// `Cache-Control` of an answer.
pub(crate) fn policy(path: &str, status: StatusCode, html: bool, headers: &HeaderMap) -> &'static str {
    // A service worker that is kept too long keeps an old plan alive.
    if path == "/sw.js" {
        return ASK;
    }
    let is_file = headers.contains_key(header::LAST_MODIFIED) || status == StatusCode::NOT_MODIFIED;
    if html || !is_file {
        return NEVER;
    }
    match path.strip_prefix("/pkg/") {
        Some(file) if names_its_content(file) => FOR_EVER,
        Some(_) => ASK,
        None if path.starts_with("/phone/") || path.ends_with(".webmanifest") => ASK,
        None => AN_HOUR,
    }
}

/// Whether a part of the name is a digest, as in `staff.8f3kQ-1b2c9d.js`: without one (a build for development) the
/// same name stands for other content after the next build.
fn names_its_content(file: &str) -> bool {
    file.split(['/', '.']).any(|part| {
        let digest = part.rsplit_once('-').map_or(part, |(_, last)| last);
        let is_digest = |text: &str| {
            text.len() >= 8
                && text.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'_' || b == b'-')
                && text.bytes().any(|b| b.is_ascii_digit())
        };
        is_digest(digest) || is_digest(part)
    })
}

#[cfg(test)]
mod tests {
    use http::HeaderValue;

    use super::*;

    fn file() -> HeaderMap {
        let mut headers = HeaderMap::new();
        headers.insert(header::LAST_MODIFIED, HeaderValue::from_static("Sun, 22 Nov 2026 10:00:00 GMT"));
        headers
    }

    #[test]
    fn only_files_are_kept() {
        let none = HeaderMap::new();
        assert_eq!(policy("/my/plan", StatusCode::OK, true, &none), NEVER);
        assert_eq!(policy("/api/plans/save_draft", StatusCode::OK, false, &none), NEVER);
        assert_eq!(policy("/healthz", StatusCode::OK, false, &none), NEVER);
        assert_eq!(policy("/pkg/missing.8f3kQ1b2c9d.js", StatusCode::NOT_FOUND, false, &none), NEVER);
    }

    #[test]
    fn only_names_that_change_with_their_content_are_kept_for_ever() {
        for (path, kept) in [
            ("/pkg/staff.8f3kQ-1b2c9d.js", FOR_EVER),
            ("/pkg/patient.0a1b2c3d4e5f.wasm", FOR_EVER),
            ("/pkg/passport-9c8b7a6d5e4f.css", FOR_EVER),
            ("/pkg/staff.js", ASK),
            ("/pkg/passport.css", ASK),
            ("/sw.js", ASK),
            ("/phone/start.js", ASK),
            ("/manifest.webmanifest", ASK),
            ("/favicon.svg", AN_HOUR),
        ] {
            assert_eq!(policy(path, StatusCode::OK, false, &file()), kept, "{path}");
        }
    }
}
