//! Accepting connections.
//!
//! axum's own loop sets no timer, which turns hyper's deadline for request headers off; this one sets it, limits how
//! many connections are open, and stops within a moment when asked to.

use std::io;
use std::sync::Arc;
use std::time::Duration;

use axum::Router;
use hyper::server::conn::http1;
use hyper_util::rt::{TokioIo, TokioTimer};
use hyper_util::service::TowerToHyperService;
use tokio::io::{AsyncRead, AsyncWrite};
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::Semaphore;
use tokio::time::{sleep, timeout};
use tokio_util::sync::CancellationToken;
use tokio_util::task::TaskTracker;

use super::unread::Unread;

/// What a client may take.
#[derive(Clone, Copy, Debug)]
pub struct Limits {
    /// A client that sends its headers slower than this holds a connection for nothing.
    pub header_deadline: Duration,
    /// A client that takes nothing of its answer for so long loses its connection, and what waited for it is let go.
    pub unread: Duration,
    /// Connections open at once; more wait until one ends.
    pub connections: usize,
}

impl Default for Limits {
    /// 900 connections are below the usual limit of open files (1,024) together with the database's.
    fn default() -> Self {
        Self { header_deadline: Duration::from_secs(10), unread: Duration::from_secs(30), connections: 900 }
    }
}

const MOST_HEADERS: usize = 100;
const LARGEST_HEADERS: usize = 64 * 1024;
/// How long requests under way may take to finish once the server is told to stop.
const DRAIN: Duration = Duration::from_secs(1);

/// Serves until `stop` is cancelled, then lets requests under way finish.
pub async fn serve(listener: TcpListener, router: Router, stop: CancellationToken, limits: Limits) {
    let places = Arc::new(Semaphore::new(limits.connections));
    let connections = TaskTracker::new();
    loop {
        let accepted = tokio::select! {
            () = stop.cancelled() => break,
            accepted = accept(&listener, &places) => accepted,
        };
        match accepted {
            Ok((stream, place)) => {
                let (router, stop) = (router.clone(), stop.clone());
                connections.spawn(async move {
                    converse(stream, router, stop, limits).await;
                    drop(place);
                });
            }
            Err(error) => {
                // Out of files or memory: wait for others to finish instead of spinning.
                tracing::warn!(reason = %error.kind(), "a connection could not be accepted");
                sleep(Duration::from_millis(100)).await;
            }
        }
    }
    drop(listener);
    connections.close();
    if timeout(DRAIN, connections.wait()).await.is_err() {
        tracing::warn!(open = connections.len(), "stopped while requests were still under way");
    }
}

async fn accept(
    listener: &TcpListener,
    places: &Arc<Semaphore>,
) -> io::Result<(TcpStream, tokio::sync::OwnedSemaphorePermit)> {
    let place = Arc::clone(places).acquire_owned().await.map_err(io::Error::other)?;
    let (stream, _) = listener.accept().await?;
    // Small answers go out at once instead of waiting to be joined by others.
    stream.set_nodelay(true)?;
    Ok((stream, place))
}

/// Answers on one connection until it ends.
pub(crate) async fn converse(
    stream: impl AsyncRead + AsyncWrite + Unpin + Send + 'static,
    router: Router,
    stop: CancellationToken,
    limits: Limits,
) {
    let stream = TokioIo::new(Unread::new(stream, limits.unread));
    let connection = http1::Builder::new()
        .timer(TokioTimer::new())
        .header_read_timeout(limits.header_deadline)
        .max_headers(MOST_HEADERS)
        .max_buf_size(LARGEST_HEADERS)
        .serve_connection(stream, TowerToHyperService::new(router));
    let mut connection = std::pin::pin!(connection);
    let ended = tokio::select! {
        ended = connection.as_mut() => ended,
        () = stop.cancelled() => {
            connection.as_mut().graceful_shutdown();
            connection.await
        }
    };
    // Browsers close connections as they please; that is not news.
    if let Err(error) = ended {
        tracing::debug!(%error, "a connection ended early");
    }
}
