//! Who is asking. Every page and server function is told by this one place; pages of people who have to log in send
//! everybody else to the log-in page before anything is rendered.

use app::context::{CookieNames, TERMS_LATER, Tokens};
use app::routes;
use axum::extract::{Request, State};
use axum::middleware::Next;
use axum::response::{IntoResponse, Redirect, Response};
use care::session::{Proof, SessionTokens};
use care::{PatientAccess, Services};
use http::{HeaderMap, Method};

use super::cookies;
use super::plain_page::{self, BROKEN, Wants};

/// What the guard needs.
#[derive(Clone)]
pub(crate) struct Guard {
    pub(crate) services: Services,
    pub(crate) cookies: CookieNames,
}

/// Who is asking, as pages, server functions and streams find it with the request.
#[derive(Clone)]
pub(crate) struct Asking {
    pub(crate) proof: Proof,
    pub(crate) tokens: SessionTokens,
}

impl Asking {
    /// The tokens that log-out ends.
    pub(crate) fn for_log_out(&self) -> Tokens {
        Tokens { staff: self.tokens.staff.clone(), patient: self.tokens.patient.clone() }
    }
}

/// Finds out who is asking, and sends to the log-in page who may not see the page at all.
pub(crate) async fn identify(State(guard): State<Guard>, mut request: Request, next: Next) -> Response {
    let tokens = tokens(request.headers(), &guard.cookies);
    let known = if is_heartbeat(request.uri().path()) {
        care::session::peek(&guard.services, &tokens).await
    } else {
        care::session::proof(&guard.services, &tokens).await
    };
    let proof = match known {
        Ok(proof) => proof,
        // Whoever opens the emergency steps gets those for everybody.
        Err(_) if request.uri().path() == routes::EMERGENCY => Proof::default(),
        Err(_) => return plain_page::answer(Wants::of(request.headers()), &BROKEN),
    };
    if must_log_in(request.method(), request.uri().path(), proof.staff.is_some(), proof.patient.is_some()) {
        return Redirect::to(routes::LOG_IN).into_response();
    }
    if opens_today(&request) && words_are_due(&guard, &proof).await {
        return Redirect::to(routes::MY_TERMS).into_response();
    }
    request.extensions_mut().insert(Asking { proof, tokens });
    next.run(request).await
}

/// Whoever comes to Today, and agreed to other words than there are now, is asked once: plan, emergency steps and
/// everything else open all the same.
fn opens_today(request: &Request) -> bool {
    let today = *request.method() == Method::GET && request.uri().path() == routes::MY;
    today && cookies::value(request.headers(), TERMS_LATER).is_none()
}

async fn words_are_due(guard: &Guard, proof: &Proof) -> bool {
    let Ok(access) = PatientAccess::of(proof) else { return false };
    care::consents::is_due(&access, &guard.services).await.unwrap_or(false)
}

/// Asked by a page that is merely open: that keeps no session from going idle.
fn is_heartbeat(path: &str) -> bool {
    path == routes::HEARTBEAT
}

fn tokens(headers: &HeaderMap, names: &CookieNames) -> SessionTokens {
    SessionTokens {
        staff: cookies::value(headers, names.staff),
        patient: cookies::value(headers, names.patient),
        joining: cookies::value(headers, names.joining),
    }
}

/// Whether the page is one for which somebody has to be logged in, and nobody is.
fn must_log_in(method: &Method, path: &str, staff: bool, patient: bool) -> bool {
    let reads = matches!(*method, Method::GET | Method::HEAD);
    // The emergency steps open for everybody: a session that ran out must not stand between a person and them.
    // The shells hold nobody's data, and a phone keeps them before and after anybody is logged in.
    let for_patients = under(path, routes::MY) && path != routes::EMERGENCY && !under(path, routes::OFFLINE);
    let for_staff = under(path, "/practice") || under(path, "/icb");
    reads && ((for_patients && !patient) || (for_staff && !staff))
}

fn under(path: &str, root: &str) -> bool {
    path.strip_prefix(root).is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pages_of_others_ask_for_a_log_in_first() {
        for (path, staff, patient, sent_away) in [
            ("/my/offline/emergency", false, false, false),
            ("/my/offline", false, false, false),
            ("/my", false, false, true),
            ("/my/plan", true, false, true),
            ("/my/plan", false, true, false),
            ("/my/emergency", false, false, false),
            ("/myself", false, false, false),
            ("/practice/A81001", false, true, true),
            ("/practice/A81001/patients", true, false, false),
            ("/icb/QMF", false, false, true),
            ("/", false, false, false),
            ("/join/ABCDE", false, false, false),
        ] {
            assert_eq!(must_log_in(&Method::GET, path, staff, patient), sent_away, "{path}");
            assert!(!must_log_in(&Method::POST, path, staff, patient), "{path}");
        }
    }
}
