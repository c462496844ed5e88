//! The numbers of boards as CSV files, for whoever may read them on screen: the same figures, told in the same way.

use axum::Router;
use axum::extract::{Path, Query, Request, State};
use axum::response::{IntoResponse, Redirect, Response};
use axum::routing::get;
use care::boards::{board, cohorts, comparison, csv_file, groups};
use care::{BoardAccess, CareError, Refused};
use domain::OdsCode;
use domain::board::{Range, Table};
use domain::figures::Dimension;
use http::{HeaderValue, StatusCode, header};
use serde::Deserialize;

use super::guard::Asking;
use super::pages::Pages;
use super::plain_page::{self, BROKEN, Wants};

#[derive(Deserialize)]
struct Days {
    days: Option<String>,
    until: Option<String>,
}

/// The addresses of the files. `pages` has the page for what does not exist.
pub(crate) fn routes(pages: Pages) -> Router {
    Router::new()
        .route("/practice/{ods}/files/{file}", get(of_one))
        .route("/icb/{code}/files/{file}", get(of_one))
        .route("/icb/{code}/pcn/{pcn}/files/{file}", get(of_pcn))
        .with_state(pages)
}

/// `GET /practice/{ods}/files/figures.csv?days=28&until=2026-11-22`, and so for an ICB.
async fn of_one(
    State(pages): State<Pages>,
    Path((code, file)): Path<(String, String)>,
    Query(days): Query<Days>,
    request: Request,
) -> Response {
    answer(pages, &code, &file, &days, request).await
}

/// `GET /icb/{code}/pcn/{pcn}/files/figures.csv`
async fn of_pcn(
    State(pages): State<Pages>,
    Path((_, pcn, file)): Path<(String, String, String)>,
    Query(days): Query<Days>,
    request: Request,
) -> Response {
    answer(pages, &pcn, &file, &days, request).await
}

async fn answer(pages: Pages, code: &str, file: &str, days: &Days, request: Request) -> Response {
    let wants = Wants::of(request.headers());
    let asking = request.extensions().get::<Asking>().cloned();
    match table(&pages, asking, code, file, days).await {
        Ok(table) => csv_file(&table)
            .map_or_else(|_| plain_page::answer(wants, &BROKEN), |file_body| download(code, file, file_body)),
        Err(Wrong::Days(text)) => (StatusCode::BAD_REQUEST, text).into_response(),
        Err(Wrong::Care(CareError::Refused(Refused::SignedOut))) => Redirect::to(app::routes::LOG_IN).into_response(),
        Err(Wrong::Care(CareError::Refused(_))) => pages.not_found(request).await,
        Err(Wrong::Care(CareError::Broken(_))) => plain_page::answer(wants, &BROKEN),
    }
}

/// Why there is no file.
enum Wrong {
    Care(CareError),
    Days(String),
}

impl<E: Into<CareError>> From<E> for Wrong {
    fn from(error: E) -> Self {
        Self::Care(error.into())
    }
}

async fn table(pages: &Pages, asking: Option<Asking>, code: &str, file: &str, days: &Days) -> Result<Table, Wrong> {
    let asking = asking.ok_or(Refused::SignedOut)?;
    let services = &pages.services;
    let code = OdsCode::parse(code).map_err(|_| Refused::NotFound)?;
    let access = BoardAccess::of(services, &asking.proof, &code).await?;
    let range = || {
        let found = Range::read(days.days.as_deref(), days.until.as_deref(), services.today());
        found.map_err(|problem| Wrong::Days(problem.to_string()))
    };
    let name = file.strip_suffix(".csv").ok_or(Refused::NotFound)?;
    Ok(match name {
        "figures" => board(&access, services, range()?).await?.figures_table(),
        "trends" => board(&access, services, range()?).await?.trends_table(),
        "below" => board(&access, services, range()?).await?.children_table(),
        "practices" => comparison(&access, services).await?.table(),
        "retention" => cohorts(&access, services).await?.table(),
        other => {
            let dimension = other.strip_prefix("groups-").and_then(Dimension::parse).ok_or(Refused::NotFound)?;
            groups(&access, services, dimension).await?.table()
        }
    })
}

/// Both are part of an address that was found, so they are letters, digits and hyphens.
fn download(code: &str, file: &str, content: Vec<u8>) -> Response {
    let name = HeaderValue::from_str(&format!("attachment; filename=\"{code}-{file}\""));
    let headers = [
        (header::CONTENT_TYPE, HeaderValue::from_static("text/csv; charset=utf-8")),
        (header::CONTENT_DISPOSITION, name.unwrap_or_else(|_| HeaderValue::from_static("attachment"))),
        (header::CACHE_CONTROL, HeaderValue::from_static("no-store")),
    ];
    (headers, content).into_response()
}
