//! Built bundles, styles and icons, as they lie in the site's folder.

use std::path::Path;

use app::Assets;
use axum::body::Body;
use axum::extract::Request;
use axum::response::{IntoResponse, Response};
use http::{Method, StatusCode};
use tower::ServiceExt;
use tower_http::services::ServeDir;

/// A folder whose files are sent in the best encoding that lies beside them.
pub(crate) fn folder(path: &Path) -> ServeDir {
    ServeDir::new(path).precompressed_br().precompressed_gzip().append_index_html_on_directories(false)
}

/// The request as the folder needs it, when it may ask for a file at all.
pub(crate) fn question(request: &Request) -> Option<Request> {
    if !matches!(*request.method(), Method::GET | Method::HEAD) || request.uri().path().contains("/.") {
        return None;
    }
    let mut question = Request::new(Body::empty());
    *question.method_mut() = request.method().clone();
    *question.uri_mut() = request.uri().clone();
    *question.headers_mut() = request.headers().clone();
    Some(question)
}

/// The file that is asked for, if there is one.
pub(crate) async fn find(folder: ServeDir, question: Request) -> Option<Response> {
    let Ok(found) = folder.oneshot(question).await;
    let is_file = matches!(
        found.status(),
        StatusCode::OK | StatusCode::NOT_MODIFIED | StatusCode::PARTIAL_CONTENT | StatusCode::RANGE_NOT_SATISFIABLE
    );
    is_file.then(|| found.into_response())
}

/// The hashed names of what pages load. Without a built site pages are plain HTML, which still works.
pub(crate) fn assets(site_root: &Path) -> Assets {
    let manifest = site_root.join("pkg/manifest.json");
    let read = std::fs::read_to_string(&manifest).ok().and_then(|text| serde_json::from_str(&text).ok());
    read.unwrap_or_else(|| {
        tracing::warn!("no built site in the site folder: pages come without styles and scripts");
        Assets::default()
    })
}
