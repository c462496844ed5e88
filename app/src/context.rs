//! What every request brings: the services and who is asking. Provided by one closure for pages, server functions and
//! the fallback alike.

use axum::http::StatusCode;
use axum::http::header::{ACCEPT, COOKIE, HeaderValue, SET_COOKIE, USER_AGENT};
use axum::http::request::Parts;
use care::Services;
use care::session::Proof;
use leptos::prelude::use_context;
use leptos_axum::ResponseOptions;

use crate::AppError;

/// Names and flags of the session cookies; staff and patient sessions never mix.
#[derive(Clone, Debug)]
pub struct CookieNames {
    /// Staff session.
    pub staff: &'static str,
    /// Patient session.
    pub patient: &'static str,
    /// Joining with an invitation.
    pub joining: &'static str,
    /// Sent over HTTPS only.
    pub secure: bool,
}

/// The session tokens a request brought, to end them at log-out.
#[derive(Clone, Default)]
pub struct Tokens {
    /// Staff session.
    pub staff: Option<String>,
    /// Patient session.
    pub patient: Option<String>,
}

/// What a request brings.
#[derive(Clone)]
pub struct RequestContext {
    /// Store, clock and the rest.
    pub services: Services,
    /// Who is asking.
    pub proof: Proof,
    /// Cookie names.
    pub cookies: CookieNames,
    /// Tokens, for log-out.
    pub tokens: Tokens,
}

/// The request's context.
///
/// # Errors
/// When called outside a request.
pub fn request() -> Result<RequestContext, AppError> {
    use_context::<RequestContext>().ok_or(AppError::Transport)
}

/// A form posted by a browser without WASM.
pub fn is_plain_post() -> bool {
    use_context::<Parts>()
        .and_then(|parts| parts.headers.get(ACCEPT).and_then(|v| v.to_str().ok()).map(|v| v.contains("text/html")))
        .unwrap_or(false)
}

/// Which session a cookie carries.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Session {
    /// Staff.
    Staff,
    /// Patient.
    Patient,
    /// Joining.
    Joining,
}

/// Sends a session cookie. It ends with the browser; the server keeps its own, stricter limits.
pub fn set_cookie(cx: &RequestContext, session: Session, token: &str) {
    let name = cookie_name(cx, session);
    // A link in an e-mail or letter opens the patient's pages from elsewhere; staff pages are never opened that way.
    let same_site = if session == Session::Staff { "Strict" } else { "Lax" };
    append_cookie(&format!("{name}={token}; Path=/; HttpOnly; SameSite={same_site}{}", secure(cx)));
}

/// Takes a session cookie away.
pub fn clear_cookie(cx: &RequestContext, session: Session) {
    let name = cookie_name(cx, session);
    append_cookie(&format!("{name}=; Path=/; HttpOnly; Max-Age=0{}", secure(cx)));
}

fn cookie_name(cx: &RequestContext, session: Session) -> &'static str {
    match session {
        Session::Staff => cx.cookies.staff,
        Session::Patient => cx.cookies.patient,
        Session::Joining => cx.cookies.joining,
    }
}

fn secure(cx: &RequestContext) -> &'static str {
    if cx.cookies.secure { "; Secure" } else { "" }
}

fn append_cookie(cookie: &str) {
    if let (Some(response), Ok(value)) = (use_context::<ResponseOptions>(), HeaderValue::from_str(cookie)) {
        response.append_header(SET_COOKIE, value);
    }
}

const NEW_SHARE: &str = "new-share";
/// The cookie of a browser that knows a link's code.
pub const SHARE_PASS: &str = "share-pass";
/// How long a browser shows a new link.
const NEW_SHARE_LASTS: u32 = 600;

/// Lets the page of a new link show it: the browser brings it back to that page alone, and the server keeps nothing.
pub fn show_new_share(cx: &RequestContext, token: &str, code: Option<&str>) {
    let (path, code) = (crate::routes::MY_NEW_SHARE, code.unwrap_or_default());
    append_cookie(&format!(
        "{NEW_SHARE}={token}.{code}; Path={path}; Max-Age={NEW_SHARE_LASTS}; HttpOnly; SameSite=Strict{}",
        secure(cx)
    ));
}

/// Token and code of the link that was just made.
pub fn new_share() -> Option<(String, Option<String>)> {
    let value = cookie(NEW_SHARE)?;
    let (token, code) = value.split_once('.')?;
    Some((token.to_owned(), (!code.is_empty()).then(|| code.to_owned())))
}

const NEW_KEY: &str = "new-key";

/// Lets the page of the ICB's keys show a new one, as [`show_new_share`] does: the server keeps none.
pub fn show_new_key(cx: &RequestContext, page: &str, key: &str) {
    append_cookie(&format!(
        "{NEW_KEY}={key}; Path={page}; Max-Age={NEW_SHARE_LASTS}; HttpOnly; SameSite=Strict{}",
        secure(cx)
    ));
}

/// The key that was just made.
pub fn new_key() -> Option<String> {
    cookie(NEW_KEY)
}

/// Lets a browser that knows the code open the link at `page`, for as long as the pass says.
pub fn set_share_pass(cx: &RequestContext, page: &str, pass: &str) {
    append_cookie(&format!("{SHARE_PASS}={pass}; Path={page}; HttpOnly; SameSite=Strict{}", secure(cx)));
}

/// The pass the browser brought.
pub fn share_pass() -> Option<String> {
    cookie(SHARE_PASS)
}

fn cookie(name: &str) -> Option<String> {
    let parts = use_context::<Parts>()?;
    let headers = parts.headers.get_all(COOKIE).iter().filter_map(|value| value.to_str().ok());
    headers
        .flat_map(|value| value.split(';'))
        .find_map(|pair| pair.trim().split_once('=').filter(|(key, _)| *key == name).map(|(_, value)| value.to_owned()))
}

/// The cookie of a browser in which the question about changed words rests.
pub const TERMS_LATER: &str = "terms-later";
const JOINED_FROM: &str = "joined-from";

/// Lets the question about changed words rest until the browser is closed.
pub fn ask_terms_later(cx: &RequestContext) {
    append_cookie(&format!("{TERMS_LATER}=yes; Path=/my; HttpOnly; SameSite=Lax{}", secure(cx)));
}

/// Remembers the public link somebody followed until they have joined. Its code says nothing of anybody.
pub fn remember_campaign(cx: &RequestContext, code: &str) {
    append_cookie(&format!("{JOINED_FROM}={code}; Path=/; HttpOnly; SameSite=Lax{}", secure(cx)));
}

/// The public link somebody followed.
pub fn campaign() -> Option<String> {
    cookie(JOINED_FROM)
}

/// What the browser says it is.
pub fn user_agent() -> String {
    let parts = use_context::<Parts>();
    let agent = parts.as_ref().and_then(|parts| parts.headers.get(USER_AGENT)).and_then(|agent| agent.to_str().ok());
    agent.unwrap_or_default().to_owned()
}

/// The page was here and is no more.
pub fn set_gone() {
    if let Some(response) = use_context::<ResponseOptions>() {
        response.set_status(StatusCode::GONE);
    }
}

/// Gives the response the status the error stands for.
pub fn set_status(error: &AppError) {
    let status = match error {
        AppError::SignedOut => StatusCode::UNAUTHORIZED,
        AppError::NotFound => StatusCode::NOT_FOUND,
        AppError::TooManyTries => StatusCode::TOO_MANY_REQUESTS,
        AppError::Changed => StatusCode::CONFLICT,
        AppError::Broken { .. } | AppError::Transport => StatusCode::INTERNAL_SERVER_ERROR,
    };
    if let Some(response) = use_context::<ResponseOptions>() {
        response.set_status(status);
    }
}
