//! Signed plans and a person's own data as files, for whoever may read them on screen.

use std::sync::Arc;

use app::context::SHARE_PASS;
use axum::Router;
use axum::body::Body;
use axum::extract::{Path, Query, Request, State};
use axum::response::{IntoResponse, Redirect, Response};
use axum::routing::get;
use care::access::{ClinicalAccess, PatientAccess};
use care::{CareError, PatientScope, Refused};
use chrono::{DateTime, Utc};
use documents::PlanPrint;
use domain::condition::SignedConditionPlan;
use domain::own_data::OwnDataPaper;
use domain::plan::SignedPlan;
use domain::{Condition, OdsCode, PatientId};
use http::{HeaderValue, header};
use serde::Deserialize;
use tokio::sync::Semaphore;

use super::cookies;
use super::guard::Asking;
use super::pages::Pages;
use super::plain_page::{self, BROKEN, LINK_CLOSED, TOO_OFTEN, Wants};

/// Plans that are set at the same time. Setting one keeps a core busy, and pages must not wait for paper.
const AT_ONCE: usize = 2;

/// What prints need.
#[derive(Clone)]
pub(crate) struct Prints {
    pages: Pages,
    presses: Arc<Semaphore>,
}

#[derive(Deserialize)]
struct Wanted {
    print: Option<String>,
}

/// A plan that whoever asks may print.
struct Job {
    paper: Paper,
    demo: bool,
}

/// Which plan.
enum Paper {
    Asthma(Box<SignedPlan>, PlanPrint),
    Other(Box<SignedConditionPlan>),
    /// Everything that is kept about a person, and when it was put together.
    OwnData(Box<OwnDataPaper>, DateTime<Utc>),
}

/// The addresses of prints. `pages` has the page for what does not exist.
pub(crate) fn routes(pages: Pages) -> Router {
    Router::new()
        .route("/practice/{ods}/patients/{id}/plan/versions/{number}/plan.pdf", get(version))
        .route("/practice/{ods}/patients/{id}/conditions/{condition}/{number}/plan.pdf", get(condition_version))
        .route("/my/plan.pdf", get(my_plan))
        .route("/my/plans/{condition}/plan.pdf", get(my_condition))
        .route("/my/data.json", get(my_data))
        .route("/my/data.pdf", get(my_data_on_paper))
        .route("/s/{token}/card.pdf", get(shared_card))
        .with_state(Prints { pages, presses: Arc::new(Semaphore::new(AT_ONCE)) })
}

/// `GET /practice/{ods}/patients/{id}/plan/versions/{number}/plan.pdf?print=a4|booklet|school|bw`
async fn version(
    State(prints): State<Prints>,
    Path((ods, id, number)): Path<(String, String, String)>,
    Query(wanted): Query<Wanted>,
    request: Request,
) -> Response {
    let job = prints.of_a_record(asking(&request), (&ods, &id, &number), &wanted).await;
    prints.answer(request, job).await
}

/// `GET /my/plan.pdf?print=a4|booklet|school|bw`
async fn my_plan(State(prints): State<Prints>, Query(wanted): Query<Wanted>, request: Request) -> Response {
    let job = prints.of_ones_own(asking(&request), &wanted).await;
    prints.answer(request, job).await
}

/// `GET /practice/{ods}/patients/{id}/conditions/{condition}/{number}/plan.pdf`
async fn condition_version(
    State(prints): State<Prints>,
    Path((ods, id, condition, number)): Path<(String, String, String, String)>,
    request: Request,
) -> Response {
    let job = prints.condition_of_a_record(asking(&request), (&ods, &id, &condition, &number)).await;
    prints.answer(request, job).await
}

/// `GET /my/plans/{condition}/plan.pdf`
async fn my_condition(State(prints): State<Prints>, Path(condition): Path<String>, request: Request) -> Response {
    let job = prints.condition_of_ones_own(asking(&request), &condition).await;
    prints.answer(request, job).await
}

/// `GET /my/data.json`: everything that is kept about the person shown, to take away.
async fn my_data(State(prints): State<Prints>, request: Request) -> Response {
    let services = &prints.pages.services;
    let file = match asking(&request) {
        Ok(Asking { proof, .. }) => match PatientAccess::of(&proof) {
            Ok(access) => care::own_data::own_data(&access, services).await,
            Err(error) => Err(error),
        },
        Err(refused) => Err(refused.into()),
    };
    let file = match file {
        Ok(file) => format!("{file:#}"),
        Err(error) => return prints.answer(request, Err(error)).await,
    };
    let headers = [
        (header::CONTENT_TYPE, HeaderValue::from_static("application/json")),
        (header::CONTENT_DISPOSITION, HeaderValue::from_static("attachment; filename=\"my-asthma-data.json\"")),
        (header::CACHE_CONTROL, HeaderValue::from_static("no-store")),
    ];
    (headers, file).into_response()
}

/// `GET /my/data.pdf`: the same in words.
async fn my_data_on_paper(State(prints): State<Prints>, request: Request) -> Response {
    let services = &prints.pages.services;
    let file = match asking(&request) {
        Ok(Asking { proof, .. }) => match PatientAccess::of(&proof) {
            Ok(access) => care::own_data::own_data(&access, services).await,
            Err(error) => Err(error),
        },
        Err(refused) => Err(refused.into()),
    };
    let job = file.map(|file| Job {
        paper: Paper::OwnData(Box::new(OwnDataPaper::of_file(&file)), services.now()),
        demo: services.demo,
    });
    prints.answer(request, job).await
}

/// `GET /s/{token}/card.pdf`: the school card behind a shared link.
async fn shared_card(State(prints): State<Prints>, Path(token): Path<String>, request: Request) -> Response {
    let wants = Wants::of(request.headers());
    let services = &prints.pages.services;
    let pass = cookies::value(request.headers(), SHARE_PASS);
    match care::shares::shared_plan_to_print(services, &token, pass.as_deref()).await {
        Ok(plan) => {
            let job = Job { paper: Paper::Asthma(Box::new(plan), PlanPrint::School), demo: services.demo };
            prints.answer(request, Ok(job)).await
        }
        Err(CareError::Refused(Refused::TooManyTries)) => plain_page::answer(wants, &TOO_OFTEN),
        Err(CareError::Refused(_)) => plain_page::answer(wants, &LINK_CLOSED),
        Err(CareError::Broken(_)) => plain_page::answer(wants, &BROKEN),
    }
}

impl Wanted {
    fn kind(&self) -> Result<PlanPrint, Refused> {
        self.print.as_deref().map_or(Some(PlanPrint::A4), PlanPrint::parse).ok_or(Refused::NotFound)
    }
}

impl Prints {
    async fn of_a_record(
        &self,
        asking: Result<Asking, Refused>,
        (ods, id, number): (&str, &str, &str),
        wanted: &Wanted,
    ) -> Result<Job, CareError> {
        let (asking, kind) = (asking?, wanted.kind()?);
        let number: u32 = number.parse().map_err(|_| Refused::NotFound)?;
        let scope = self.scope(&asking, ods, id).await?;
        let view = care::plans::print_version(&scope, &self.pages.services, number, kind.as_str()).await?;
        Ok(Job { paper: Paper::Asthma(Box::new(view.plan), kind), demo: view.demo })
    }

    async fn condition_of_a_record(
        &self,
        asking: Result<Asking, Refused>,
        (ods, id, condition, number): (&str, &str, &str, &str),
    ) -> Result<Job, CareError> {
        let (asking, condition) = (asking?, condition.parse::<Condition>().map_err(|_| Refused::NotFound)?);
        let number: u32 = number.parse().map_err(|_| Refused::NotFound)?;
        let (scope, services) = (self.scope(&asking, ods, id).await?, &self.pages.services);
        let view = care::conditions::print_condition_plan(&scope, services, condition, number).await?;
        Ok(Job { paper: Paper::Other(Box::new(view.plan)), demo: services.demo })
    }

    async fn condition_of_ones_own(&self, asking: Result<Asking, Refused>, condition: &str) -> Result<Job, CareError> {
        let (Asking { proof, .. }, services) = (asking?, &self.pages.services);
        let condition = condition.parse::<Condition>().map_err(|_| Refused::NotFound)?;
        let access = PatientAccess::of(&proof)?;
        let plan = care::conditions::print_my_condition_plan(&access, services, condition).await?;
        Ok(Job { paper: Paper::Other(Box::new(plan)), demo: services.demo })
    }

    async fn scope(&self, asking: &Asking, ods: &str, id: &str) -> Result<PatientScope, CareError> {
        let practice = OdsCode::parse(ods).map_err(|_| Refused::NotFound)?;
        let patient: PatientId = id.parse().map_err(|_| Refused::NotFound)?;
        ClinicalAccess::at(&asking.proof, &practice)?.patient(&self.pages.services, patient).await
    }

    async fn of_ones_own(&self, asking: Result<Asking, Refused>, wanted: &Wanted) -> Result<Job, CareError> {
        let (Asking { proof, .. }, kind) = (asking?, wanted.kind()?);
        let services = &self.pages.services;
        let access = PatientAccess::of(&proof)?;
        let plan = care::plans::print_my_plan(&access, services, kind.as_str()).await?;
        Ok(Job { paper: Paper::Asthma(Box::new(plan), kind), demo: services.demo })
    }

    async fn answer(self, request: Request, job: Result<Job, CareError>) -> Response {
        let wants = Wants::of(request.headers());
        match job {
            Ok(job) => self.print(job).await.unwrap_or_else(|| plain_page::answer(wants, &BROKEN)),
            Err(CareError::Refused(Refused::SignedOut)) => Redirect::to(app::routes::LOG_IN).into_response(),
            Err(CareError::Refused(_)) => self.pages.not_found(request).await,
            Err(CareError::Broken(_)) => plain_page::answer(wants, &BROKEN),
        }
    }

    /// Sets the plan on a thread that may be kept busy. The place at the press is given back when the print is done,
    /// also when nobody waits for it any more.
    async fn print(&self, Job { paper, demo }: Job) -> Option<Response> {
        let place = Arc::clone(&self.presses).acquire_owned().await.ok()?;
        let name = match &paper {
            Paper::Asthma(plan, _) => format!("inline; filename=\"asthma-plan-v{}.pdf\"", plan.number()),
            Paper::Other(plan) => {
                format!("inline; filename=\"{}-plan-v{}.pdf\"", plan.content().condition, plan.number())
            }
            Paper::OwnData(..) => "attachment; filename=\"my-asthma-data.pdf\"".to_owned(),
        };
        let printed = tokio::task::spawn_blocking(move || {
            let _place = place;
            match &paper {
                Paper::Asthma(plan, kind) => documents::plan_pdf(plan, *kind, demo),
                Paper::Other(plan) => documents::condition_pdf(plan, demo),
                Paper::OwnData(paper, made_at) => documents::own_data_pdf(paper, *made_at, demo),
            }
        });
        let pdf = match printed.await {
            Ok(Ok(pdf)) => pdf,
            Ok(Err(fault)) => {
                tracing::error!(%fault, "a plan could not be printed");
                return None;
            }
            Err(_) => return None,
        };
        let mut response = Response::new(Body::from(pdf));
        let headers = response.headers_mut();
        headers.insert(header::CONTENT_TYPE, HeaderValue::from_static("application/pdf"));
        headers.insert(header::CONTENT_DISPOSITION, HeaderValue::from_str(&name).ok()?);
        Some(response)
    }
}

fn asking(request: &Request) -> Result<Asking, Refused> {
    request.extensions().get::<Asking>().cloned().ok_or(Refused::SignedOut)
}
