//! The app's pages and server functions.

use std::sync::{Arc, OnceLock};

use app::context::{CookieNames, RequestContext};
use app::words::Locale;
use app::{Assets, Audience, PatientApp, PatientPlainApp, PublicApp, StaffApp, StaffPlainApp, shell};
use axum::Router;
use axum::extract::Request;
use axum::response::{IntoResponse, Response};
use care::Services;
use futures::StreamExt;
use futures::stream::once;
use http::request::Parts;
use http::{Method, StatusCode};
use leptos::config::LeptosOptions;
use leptos::nonce::Nonce;
use leptos::prelude::*;
use leptos_axum::{AxumRouteListing, LeptosRoutes, generate_route_list, handle_response_inner};

use super::guard::Asking;
use super::plain_page::{self, NOTHING_HERE, Wants};

/// Everything pages need besides the request.
#[derive(Clone)]
pub(crate) struct Pages {
    pub(crate) services: Services,
    pub(crate) cookies: CookieNames,
    pub(crate) assets: Arc<Assets>,
}

/// Every page of the five roots. Listed once: while the framework lists, no page of the whole process loads anything, and
/// one that is being made would wait for ever.
pub fn page_routes() -> Vec<AxumRouteListing> {
    static ROUTES: OnceLock<Vec<AxumRouteListing>> = OnceLock::new();
    let listed = ROUTES.get_or_init(|| {
        let mut routes = generate_route_list(PublicApp);
        routes.extend(generate_route_list(PatientApp));
        routes.extend(generate_route_list(PatientPlainApp));
        routes.extend(generate_route_list(StaffApp));
        routes.extend(generate_route_list(StaffPlainApp));
        routes
    });
    listed.clone()
}

impl Pages {
    /// Adds pages and server functions to a router. All go in together: adding routes registers every server
    /// function, and doing that twice stops the program.
    pub(crate) fn add_to(&self, router: Router<LeptosOptions>, options: &LeptosOptions) -> Router<LeptosOptions> {
        let pages = self.clone();
        router.leptos_routes_with_context(options, page_routes(), self.context(), move || pages.view())
    }

    /// The page for an address that is none of ours, in the same frame as every other.
    pub(crate) async fn not_found(self, request: Request) -> Response {
        if !matches!(*request.method(), Method::GET | Method::HEAD) {
            return plain_page::answer(Wants::of(request.headers()), &NOTHING_HERE);
        }
        let context = self.context();
        let mut response = handle_response_inner(
            context,
            move || self.view(),
            request,
            |app, chunks, _| {
                Box::pin(async move {
                    let page = app.to_html_stream_in_order().collect::<String>().await;
                    Box::pin(once(async move { page }).chain(chunks())) as _
                })
            },
        )
        .await;
        if response.status() == StatusCode::OK {
            *response.status_mut() = StatusCode::NOT_FOUND;
        }
        response.into_response()
    }

    /// What every entry into the app is given: the number for inline scripts, the services and who is asking. One
    /// closure for pages, server functions and the page for unknown addresses, so that none can lack a part.
    fn context(&self) -> impl Fn() + Clone + Send + Sync + 'static + use<> {
        let pages = self.clone();
        move || {
            let Some(parts) = use_context::<Parts>() else { return };
            // The framework has made a number of its own by now; the one in the header is this.
            if let Some(nonce) = parts.extensions.get::<Nonce>() {
                provide_context(nonce.clone());
            }
            provide_context(Locale::asked(&parts.headers, pages.services.demo));
            if let Some(asking) = parts.extensions.get::<Asking>() {
                provide_context(RequestContext {
                    services: pages.services.clone(),
                    proof: asking.proof.clone(),
                    cookies: pages.cookies.clone(),
                    tokens: asking.for_log_out(),
                });
            }
        }
    }

    fn view(&self) -> impl IntoView + use<> {
        let path = use_context::<Parts>().map(|parts| parts.uri.path().to_owned()).unwrap_or_default();
        shell(Audience::of_path(&path), &self.assets)
    }
}
