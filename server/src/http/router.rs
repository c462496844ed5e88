//! The whole product as one router, layer by layer.

use std::sync::Arc;

use axum::extract::Request;
use axum::response::Response;
use axum::routing::get;
use axum::{Router, middleware};
use care::Services;
use http::header;
use leptos::config::LeptosOptions;
use tokio_util::sync::CancellationToken;
use tower::ServiceBuilder;
use tower_http::compression::CompressionLayer;
use tower_http::limit::RequestBodyLimitLayer;
use tower_http::services::ServeDir;

use super::csrf::{self, OwnOrigin};
use super::guard::{self, Guard};
use super::headers::{self, OverTls};
use super::metrics::{self, ServerFigures};
use super::pages::Pages;
use super::request_log::{self, RequestLog};
use super::{api, board_files, cookies, failsafe, files, form_answers, health, phone, prints, sync};
use crate::config::Config;
use crate::live::{self, Live};

/// The largest form is a plan of some ten kilobytes.
const LARGEST_BODY: usize = 256 * 1024;

/// The product's router. `stop` ends streams of live changes, which would otherwise stay open for ever.
pub fn build(services: Services, config: &Config, stop: CancellationToken) -> Router {
    let over_tls = config.http.is_https();
    let names = cookies::names(over_tls);
    let figures = ServerFigures::new(config.database.kind());
    let site = files::folder(&config.http.site_root);
    let options = leptos_options(config);
    let pages = Pages {
        services: services.clone(),
        cookies: names.clone(),
        assets: Arc::new(files::assets(&config.http.site_root)),
    };
    let for_tools = services.clone();
    let live = Live::new(services.clone(), figures.clone(), stop);
    let log = RequestLog { figures: figures.clone(), ids: Arc::clone(&services.ids) };
    let (ready, store) = (services.clone(), services.store.clone());
    let (prints, board_files) = (prints::routes(pages.clone()), board_files::routes(pages.clone()));
    let phone = phone::routes(&pages, &config.http.site_root, config.http.offline);
    let sync = sync::routes(services.clone());

    let for_people = pages
        .add_to(Router::new(), &options)
        .fallback(move |request: Request| find_or_say_so(site, pages, request))
        .with_state(options)
        .merge(Router::new().route("/live", get(live::listen)).with_state(live))
        .merge(prints)
        .merge(board_files)
        .merge(phone)
        .merge(sync)
        .layer(middleware::from_fn_with_state(Guard { services, cookies: names }, guard::identify))
        .layer(middleware::from_fn(form_answers::speak_plainly));

    for_people
        .merge(api::routes(for_tools))
        .nest_service("/pkg", files::folder(&config.http.site_root.join("pkg")))
        .route("/healthz", get(health::alive))
        .merge(Router::new().route("/readyz", get(health::ready)).with_state(ready))
        .merge(Router::new().route("/metrics", get(metrics::show)).with_state((figures, store)))
        .layer(RequestBodyLimitLayer::new(LARGEST_BODY))
        .layer(
            // From the outside in.
            ServiceBuilder::new()
                .layer(middleware::from_fn_with_state(log, request_log::write))
                .layer(middleware::from_fn_with_state(OverTls(over_tls), headers::protect))
                .layer(CompressionLayer::new().compress_when(is_text))
                .layer(middleware::from_fn(failsafe::guard))
                .layer(middleware::from_fn_with_state(OwnOrigin(config.http.public_url.clone()), csrf::refuse_foreign)),
        )
}

/// A file of the site's folder, or the page that says there is nothing.
async fn find_or_say_so(site: ServeDir, pages: Pages, request: Request) -> Response {
    if let Some(question) = files::question(&request)
        && let Some(file) = files::find(site, question).await
    {
        return file;
    }
    pages.not_found(request).await
}

/// Pages and answers of server functions. Files come compressed from the build, and a stream of live changes must not
/// wait in a compressor.
fn is_text(_: http::StatusCode, _: http::Version, headers: &http::HeaderMap, _: &http::Extensions) -> bool {
    headers.get(header::CONTENT_TYPE).and_then(|kind| kind.to_str().ok()).is_some_and(|kind| {
        ["text/html", "application/json", "application/openmetrics-text"].iter().any(|text| kind.starts_with(text))
    })
}

fn leptos_options(config: &Config) -> LeptosOptions {
    LeptosOptions::builder()
        .output_name("passport")
        .site_root(config.http.site_root.display().to_string())
        .site_addr(config.http.addr)
        .build()
}
