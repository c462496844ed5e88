//! The figures as JSON, for an ICB's own tools. They are those of the boards, told as the boards tell them to whoever leads
//! an ICB; a key in `Authorization: Bearer` says which. Cookies open nothing here.

#![expect(unused_qualifications, reason = "the macro that describes the addresses writes them")]

mod answers;
mod limit;
mod problem;

use std::sync::Arc;

use axum::extract::rejection::QueryRejection;
use axum::extract::{FromRequestParts, Path, Query, State};
use axum::response::{IntoResponse, Response};
use axum::{Json, Router};
use care::api_tokens::ApiProof;
use care::boards::{board, cohorts, comparison, groups};
use care::{BoardAccess, CareError, Refused, Services};
use domain::OdsCode;
use domain::board::Range;
use domain::figures::Dimension;
use domain::metrics::Metric;
use http::request::Parts;
use http::{HeaderMap, HeaderValue, header};
use serde::Deserialize;
use utoipa::openapi::security::{HttpAuthScheme, HttpBuilder, SecurityScheme};
use utoipa::{IntoParams, Modify, OpenApi};
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes as paths;

use answers::{CohortsAnswer, FiguresAnswer, GroupsAnswer, LinesAnswer, MetricAnswer, OrganisationAnswer};
use limit::Limit;
use problem::{ApiProblem, Problem};

/// What the handlers share.
#[derive(Clone)]
struct Api {
    services: Services,
    limit: Arc<Limit>,
}

#[derive(OpenApi)]
#[openapi(
    info(
        title = "Digital Health Passport: figures",
        description = "Every number that leaves a practice is a multiple of seven and is hidden (null) under 14. Definitions: /api/v1/metrics."
    ),
    modifiers(&Key),
    security(("key" = []))
)]
struct Document;

/// How a key is shown.
struct Key;

impl Modify for Key {
    fn modify(&self, document: &mut utoipa::openapi::OpenApi) {
        let scheme =
            HttpBuilder::new().scheme(HttpAuthScheme::Bearer).description(Some("A key made by the ICB: dhp_..."));
        let components = document.components.get_or_insert_default();
        components.add_security_scheme("key", SecurityScheme::Http(scheme.build()));
    }
}

/// The addresses, and the document that describes them.
pub(crate) fn routes(services: Services) -> Router {
    let (router, document) = OpenApiRouter::with_openapi(Document::openapi())
        .routes(paths!(metrics))
        .routes(paths!(organisations))
        .routes(paths!(figures))
        .routes(paths!(below))
        .routes(paths!(practices))
        .routes(paths!(groups_of))
        .routes(paths!(cohorts_of))
        .split_for_parts();
    let document = Arc::new(document);
    router
        .with_state(Api { services, limit: Arc::new(Limit::default()) })
        .route("/api/v1/openapi.json", axum::routing::get(move || async move { no_store(Json(&*document)) }))
        .route(
            "/api/v1/{*other}",
            axum::routing::any(|| async { ApiProblem::from(CareError::from(Refused::NotFound)) }),
        )
        .method_not_allowed_fallback(|| async { ApiProblem::only_read() })
}

#[derive(Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
#[serde(deny_unknown_fields)]
struct Until {
    /// The last day, such as 2026-11-22. Today when left out.
    until: Option<String>,
}

type Answer = Result<Response, ApiProblem>;

/// What stands in an address; one that cannot be read names nothing.
struct In<T>(T);

impl<S: Sync, T> FromRequestParts<S> for In<T>
where
    Path<T>: FromRequestParts<S>,
{
    type Rejection = ApiProblem;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, ApiProblem> {
        let read = Path::from_request_parts(parts, state).await;
        read.map(|Path(found)| Self(found)).map_err(|_| CareError::from(Refused::NotFound).into())
    }
}

/// Every figure with its definition
#[utoipa::path(get, path = "/api/v1/metrics", responses((status = 200, body = Vec<MetricAnswer>), (status = 401, body = Problem)))]
async fn metrics(State(api): State<Api>, headers: HeaderMap) -> Answer {
    api.key(&headers).await?;
    Ok(no_store(Json(Metric::ALL.map(MetricAnswer::of))))
}

/// The organisations that the key may read
#[utoipa::path(get, path = "/api/v1/organisations", responses((status = 200, body = Vec<OrganisationAnswer>), (status = 401, body = Problem)))]
async fn organisations(State(api): State<Api>, headers: HeaderMap) -> Answer {
    let key = api.key(&headers).await?;
    let found = key.organisations(&api.services).await?;
    Ok(no_store(Json(found.into_iter().map(OrganisationAnswer::of).collect::<Vec<_>>())))
}

/// The figures of a practice, a PCN or an ICB
#[utoipa::path(get, path = "/api/v1/organisations/{code}/figures", params(("code" = String, Path, description = "ODS code"), Until),
    responses((status = 200, body = FiguresAnswer), (status = 400, body = Problem), (status = 401, body = Problem), (status = 404, body = Problem), (status = 429, body = Problem)))]
async fn figures(
    State(api): State<Api>,
    headers: HeaderMap,
    In(code): In<String>,
    until: Result<Query<Until>, QueryRejection>,
) -> Answer {
    let access = api.access(&headers, &code).await?;
    let range = api.range(until)?;
    Ok(no_store(Json(FiguresAnswer::of(&board(&access, &api.services, range).await?))))
}

/// The organisations right below a PCN or an ICB
#[utoipa::path(get, path = "/api/v1/organisations/{code}/below", params(("code" = String, Path, description = "ODS code"), Until),
    responses((status = 200, body = LinesAnswer), (status = 400, body = Problem), (status = 401, body = Problem), (status = 404, body = Problem), (status = 429, body = Problem)))]
async fn below(
    State(api): State<Api>,
    headers: HeaderMap,
    In(code): In<String>,
    until: Result<Query<Until>, QueryRejection>,
) -> Answer {
    let access = api.access(&headers, &code).await?;
    let range = api.range(until)?;
    let board = board(&access, &api.services, range).await?;
    Ok(no_store(Json(LinesAnswer::of(&board.code, board.as_at, &board.children))))
}

/// Every practice of a PCN or an ICB
#[utoipa::path(get, path = "/api/v1/organisations/{code}/practices", params(("code" = String, Path, description = "ODS code")),
    responses((status = 200, body = LinesAnswer), (status = 401, body = Problem), (status = 404, body = Problem), (status = 429, body = Problem)))]
async fn practices(State(api): State<Api>, headers: HeaderMap, In(code): In<String>) -> Answer {
    let access = api.access(&headers, &code).await?;
    let found = comparison(&access, &api.services).await?;
    Ok(no_store(Json(LinesAnswer::of(&found.code, found.as_at, &found.practices))))
}

/// Groups of people: age, sex, ethnicity, deprivation, language, source
#[utoipa::path(get, path = "/api/v1/organisations/{code}/groups/{dimension}",
    params(("code" = String, Path, description = "ODS code"), ("dimension" = String, Path, description = "age or source; for an ICB also sex, ethnicity, deprivation, language")),
    responses((status = 200, body = GroupsAnswer), (status = 400, body = Problem), (status = 401, body = Problem), (status = 404, body = Problem), (status = 429, body = Problem)))]
async fn groups_of(State(api): State<Api>, headers: HeaderMap, In((code, dimension)): In<(String, String)>) -> Answer {
    let access = api.access(&headers, &code).await?;
    let dimension = Dimension::parse(&dimension).ok_or_else(|| {
        ApiProblem::wrong("There is no such dimension. Ask for age, sex, ethnicity, deprivation, language or source.")
    })?;
    Ok(no_store(Json(GroupsAnswer::of(&groups(&access, &api.services, dimension).await?))))
}

/// People by the month in which they registered
#[utoipa::path(get, path = "/api/v1/organisations/{code}/retention", params(("code" = String, Path, description = "ODS code")),
    responses((status = 200, body = CohortsAnswer), (status = 401, body = Problem), (status = 404, body = Problem), (status = 429, body = Problem)))]
async fn cohorts_of(State(api): State<Api>, headers: HeaderMap, In(code): In<String>) -> Answer {
    let access = api.access(&headers, &code).await?;
    Ok(no_store(Json(CohortsAnswer::of(&cohorts(&access, &api.services).await?))))
}

impl Api {
    /// The key that was shown.
    async fn key(&self, headers: &HeaderMap) -> Result<ApiProof, ApiProblem> {
        let shown = headers.get(header::AUTHORIZATION).and_then(|value| value.to_str().ok());
        let secret =
            shown.and_then(|text| text.split_once(' ')).filter(|(scheme, _)| scheme.eq_ignore_ascii_case("bearer"));
        let (_, secret) = secret.ok_or(CareError::from(Refused::SignedOut))?;
        let key = ApiProof::of(&self.services, secret.trim()).await?;
        self.limit.take(key.id(), self.services.now()).map_err(ApiProblem::too_often)?;
        Ok(key)
    }

    async fn access(&self, headers: &HeaderMap, code: &str) -> Result<BoardAccess, ApiProblem> {
        let key = self.key(headers).await?;
        let code = OdsCode::parse(code).map_err(|_| CareError::from(Refused::NotFound))?;
        Ok(BoardAccess::by_token(&self.services, &key, &code).await?)
    }

    fn range(&self, until: Result<Query<Until>, QueryRejection>) -> Result<Range, ApiProblem> {
        let Query(asked) = until.map_err(|_| ApiProblem::wrong("Only until can be asked for here, once."))?;
        Range::read(None, asked.until.as_deref(), self.services.today())
            .map_err(|problem| ApiProblem::wrong(&problem.to_string()))
    }
}

fn no_store(answer: impl IntoResponse) -> Response {
    let mut response = answer.into_response();
    response.headers_mut().insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    response
}
