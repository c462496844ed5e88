//! What phones keep for when there is no network: the worker that opens pages without one, and the copy of the account's
//! people. Both addresses stay as they are: phones come back with old code.

use std::fmt::Write as _;
use std::fs;
use std::path::Path;
use std::sync::Arc;

use axum::extract::{Request, State};
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use axum::{Json, Router};
use care::access::PatientAccess;
use care::{CareError, Refused, Services};
use domain::PatientId;
use domain::diary::{DiaryView, PhoneCopy, TodayView};
use domain::plan::PlanStatus;
use http::{HeaderMap, HeaderValue, StatusCode, header};
use serde::Serialize;
use sha2::{Digest, Sha256};

use super::guard::Asking;
use super::pages::Pages;

/// A worker that takes itself away with everything it kept: for an operator who wants pages from the server only.
const NO_WORKER: &str = "self.addEventListener('install', () => self.skipWaiting());\n\
    self.addEventListener('activate', (event) => event.waitUntil((async () => {\n\
    for (const name of await caches.keys()) await caches.delete(name);\n\
    await self.registration.unregister();\n})()));\n";

/// In which a phone shows the ticket of the copy it keeps.
const KEPT: &str = "x-kept";

#[derive(Clone)]
struct Phone {
    services: Services,
    worker: Arc<str>,
}

/// The addresses of phones.
pub(crate) fn routes(pages: &Pages, site_root: &Path, offline: bool) -> Router {
    let worker = if offline { worker(pages, site_root) } else { NO_WORKER.into() };
    let phone = Phone { services: pages.services.clone(), worker: worker.into() };
    Router::new().route("/sw.js", get(script)).route("/sync/v1/copy", get(copy)).with_state(phone)
}

/// The worker as it is written, after the name of this build and the files it keeps. The name changes whenever one of
/// them does, or a shell.
fn worker(pages: &Pages, site_root: &Path) -> String {
    let (assets, mut name) = (&pages.assets, Sha256::new());
    let mut files: Vec<String> = [&assets.css, &assets.patient.js, &assets.patient.wasm].map(Clone::clone).into();
    files.retain(|file| !file.is_empty());
    for file in &files {
        name.update(file);
    }
    for (folder, ending) in [("phone", ".js"), ("icons", ".png")] {
        for file in names(&site_root.join(folder), ending) {
            name.update(fs::read(site_root.join(folder).join(&file)).unwrap_or_default());
            files.push(format!("/{folder}/{file}"));
        }
    }
    files.push("/manifest.webmanifest".into());
    let written = fs::read_to_string(site_root.join("sw.js")).unwrap_or_default();
    name.update(&written);
    name.update(app::patient::shells());
    let name = name.finalize().iter().take(8).fold(String::new(), |mut text, byte| {
        let _ = write!(text, "{byte:02x}");
        text
    });
    let build = serde_json::json!({ "name": name, "files": files });
    format!("const BUILD = {build};\n{written}")
}

fn names(folder: &Path, ending: &str) -> Vec<String> {
    let entries = fs::read_dir(folder).into_iter().flatten().flatten();
    let mut names: Vec<String> = entries.filter_map(|entry| entry.file_name().into_string().ok()).collect();
    names.retain(|name| name.ends_with(ending));
    names.sort();
    names
}

/// `GET /sw.js`
async fn script(State(phone): State<Phone>) -> Response {
    let kind = (header::CONTENT_TYPE, HeaderValue::from_static("text/javascript"));
    ([kind], phone.worker.to_string()).into_response()
}

/// The copy of one account.
#[derive(Serialize)]
struct Copy {
    /// Another account's copy replaces everything that is kept.
    account: String,
    /// Sent back with the next request in the header `x-kept`.
    ticket: String,
    made_at: chrono::DateTime<chrono::Utc>,
    current: Option<PatientId>,
    people: Vec<KeptPerson>,
}

/// The pages of one person.
#[derive(Serialize)]
struct KeptPerson {
    id: PatientId,
    given_name: String,
    age: u16,
    /// Version of the plan in force.
    plan_number: Option<u32>,
    pages: std::collections::BTreeMap<String, String>,
    today: TodayView,
    diary: DiaryView,
}

/// Why there is no copy.
#[derive(Serialize)]
struct Failure {
    error: &'static str,
    /// Whom the phone may go on keeping, for one that shows which copy it has: a session that ran out takes no plan away.
    #[serde(skip_serializing_if = "Option::is_none")]
    still: Option<Vec<PatientId>>,
}

/// `GET /sync/v1/copy`
async fn copy(State(phone): State<Phone>, request: Request) -> Response {
    let access = request.extensions().get::<Asking>().and_then(|asking| PatientAccess::of(&asking.proof).ok());
    let (parts, _) = request.into_parts();
    let Some(access) = access else { return signed_out(&phone, ticket(&parts.headers)).await };
    match care::diary::phone_copies(&access, &phone.services).await {
        Ok(copies) => {
            let current = copies.iter().map(|copy| copy.today.person.id).next();
            let people = copies.into_iter().map(kept).collect();
            let account = access.account();
            let ticket = care::diary::phone_ticket(&phone.services, account);
            Json(Copy { account: account.to_string(), ticket, made_at: phone.services.now(), current, people })
                .into_response()
        }
        Err(CareError::Refused(Refused::SignedOut)) => signed_out(&phone, ticket(&parts.headers)).await,
        Err(_) => broken(),
    }
}

fn ticket(headers: &HeaderMap) -> Option<&str> {
    headers.get(KEPT)?.to_str().ok()
}

async fn signed_out(phone: &Phone, ticket: Option<&str>) -> Response {
    let still = match ticket {
        Some(ticket) => care::diary::still_kept(&phone.services, ticket).await,
        None => Ok(None),
    };
    match still {
        Ok(still) => (StatusCode::UNAUTHORIZED, Json(Failure { error: "signed_out", still })).into_response(),
        Err(_) => broken(),
    }
}

fn broken() -> Response {
    (StatusCode::SERVICE_UNAVAILABLE, Json(Failure { error: "broken", still: None })).into_response()
}

fn kept(copy: PhoneCopy) -> KeptPerson {
    let person = &copy.today.person;
    let in_force = copy.today.plan.as_ref().filter(|plan| plan.status() == PlanStatus::Signed);
    KeptPerson {
        id: person.id,
        given_name: person.given_name.clone(),
        age: person.age,
        plan_number: in_force.map(|plan| plan.number()),
        pages: app::patient::kept_pages(copy.clone()).into_iter().collect(),
        today: copy.today,
        diary: copy.diary,
    }
}
