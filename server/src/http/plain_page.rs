//! Pages made without the app, for the moments in which the app is what failed.
//!
//! They need no script, no style sheet and no database, and always hold the general emergency steps: whoever asked may
//! be in an attack.

use app::AppError;
use axum::body::Body;
use axum::response::Response;
use domain::plan::emergency::general_steps;
use domain::plan::words::runs;
use http::{HeaderMap, HeaderValue, StatusCode, header};

/// What such a page says above the emergency steps.
#[derive(Clone, Copy, Debug)]
pub(crate) struct PlainPage {
    /// Status of the answer.
    pub(crate) status: StatusCode,
    /// The heading.
    pub(crate) title: &'static str,
    /// What happened and what to do, in a sentence or two.
    pub(crate) message: &'static str,
}

/// Something broke.
pub(crate) const BROKEN: PlainPage = PlainPage {
    status: StatusCode::INTERNAL_SERVER_ERROR,
    title: "Sorry, something went wrong",
    message: "What you sent may not have been saved. Go back, reload the page and check before you send it again.",
};

/// Nothing is here.
pub(crate) const NOTHING_HERE: PlainPage = PlainPage {
    status: StatusCode::NOT_FOUND,
    title: "Page not found",
    message: "Nothing was changed. Go back, reload the page and try again.",
};

/// It is no longer as the page showed it.
pub(crate) const CHANGED: PlainPage = PlainPage {
    status: StatusCode::CONFLICT,
    title: "This has changed since the page was opened",
    message: "Nothing was changed. Go back and reload the page to see how it is now.",
};

/// One try too many.
pub(crate) const TOO_MANY_TRIES: PlainPage = PlainPage {
    status: StatusCode::TOO_MANY_REQUESTS,
    title: "Too many tries",
    message: "Wait an hour, or ask your GP surgery for a new invitation.",
};

/// A shared link that opens nothing.
pub(crate) const LINK_CLOSED: PlainPage = PlainPage {
    status: StatusCode::GONE,
    title: "This link no longer works",
    message: "It was stopped, or its time is over. Do not use paper copies: they may be old. Ask the family for a new link.",
};

/// A shared link that was opened too often.
pub(crate) const TOO_OFTEN: PlainPage = PlainPage {
    status: StatusCode::TOO_MANY_REQUESTS,
    title: "This link was opened too often",
    message: "Wait an hour and open it again.",
};

/// Something takes too long.
pub(crate) const TOO_SLOW: PlainPage = PlainPage {
    status: StatusCode::SERVICE_UNAVAILABLE,
    title: "Sorry, this is taking too long",
    message: "What you sent may not have been saved. Wait a minute, reload the page and check before you send it again.",
};

/// What the asker can read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Wants {
    /// A browser that shows what comes.
    Page,
    /// A script that reads the app's errors.
    Error,
}

impl Wants {
    /// Reads it from the request.
    pub(crate) fn of(headers: &HeaderMap) -> Self {
        let html = headers.get(header::ACCEPT).and_then(|v| v.to_str().ok()).is_some_and(|a| a.contains("text/html"));
        if html { Self::Page } else { Self::Error }
    }
}

/// The page, or the app's error for a script that asked.
pub(crate) fn answer(wants: Wants, page: &PlainPage) -> Response {
    let (kind, text) = match wants {
        Wants::Page => ("text/html; charset=utf-8", html(page)),
        Wants::Error => ("application/json", serde_json::to_string(&AppError::Transport).unwrap_or_default()),
    };
    let mut response = Response::new(Body::from(text));
    *response.status_mut() = page.status;
    response.headers_mut().insert(header::CONTENT_TYPE, HeaderValue::from_static(kind));
    response
}

/// The page as HTML.
pub(crate) fn html(page: &PlainPage) -> String {
    let PlainPage { title, message, .. } = page;
    let mut steps = String::new();
    for step in general_steps() {
        steps.push_str("<li>");
        for (text, bold) in runs(&step) {
            let text = escape(&text);
            if bold {
                steps.push_str(&format!("<strong>{text}</strong>"));
            } else {
                steps.push_str(&text);
            }
        }
        steps.push_str("</li>\n");
    }
    format!(
        "<!DOCTYPE html>\n<html lang=\"en-GB\">\n<head>\n<meta charset=\"utf-8\">\n\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n<title>{title}</title>\n</head>\n\
         <body>\n<main>\n<h1>{title}</h1>\n<p>{message}</p>\n<h2>Asthma attack? Do this now</h2>\n<ol>\n{steps}</ol>\n\
         <p><a href=\"tel:999\">Call 999</a></p>\n<p><a href=\"/\">Start page</a></p>\n</main>\n</body>\n</html>\n"
    )
}

fn escape(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_failure_never_hides_the_emergency_steps() {
        for page in [BROKEN, TOO_SLOW] {
            let html = html(&page);
            assert!(html.contains("Asthma attack? Do this now"));
            assert!(html.contains("<strong>Call 999</strong>"));
            assert_eq!(html.matches("<li>").count(), general_steps().len());
            assert!(!html.contains("**"), "marks for bold are turned into tags");
        }
    }
}
