//! The client: one connection a question, an answer of so many bytes at most, within so many seconds. Redirections are
//! answers like others and are not followed.

use std::fmt;
use std::sync::Arc;
use std::time::Duration;

use chrono::{DateTime, Utc};
use domain::OdsCode;
use domain::air::{AirReport, Level};
use futures::future::{BoxFuture, Either, select};
use http::{Request, StatusCode, Uri, header};
use http_body_util::{BodyExt, Empty, Limited};
use hyper::body::Bytes;
use hyper_util::rt::TokioIo;
use serde::Deserialize;
use thiserror::Error;
use tokio::io::{AsyncRead, AsyncWrite};
use tokio::net::TcpStream;
use tokio::time::timeout;
use tokio_rustls::TlsConnector;
use tokio_rustls::rustls::pki_types::ServerName;
use tokio_rustls::rustls::{ClientConfig, RootCertStore};

use super::{AirFailure, AirService};

/// Nobody waits longer for a page.
const PATIENCE: Duration = Duration::from_secs(5);
/// An answer is some hundred bytes.
const LARGEST: usize = 16 * 1024;

/// The address is none that could be asked.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
#[error("an address with https://, or http:// on this very machine")]
pub struct BadAirAddress;

/// Where to ask.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AirAddress {
    tls: bool,
    host: String,
    port: u16,
    authority: String,
    path: String,
}

impl AirAddress {
    /// Reads an address. Without TLS only on this very machine: for an adapter that runs beside the server.
    ///
    /// # Errors
    /// For anything else, for names with a password in them and for an address that has a question already.
    pub fn parse(text: &str) -> Result<Self, BadAirAddress> {
        let uri: Uri = text.parse().map_err(|_| BadAirAddress)?;
        let authority = uri.authority().filter(|authority| !authority.as_str().contains('@')).ok_or(BadAirAddress)?;
        let host = authority.host().trim_start_matches('[').trim_end_matches(']').to_owned();
        let tls = match uri.scheme_str() {
            Some("https") => true,
            Some("http") if matches!(host.as_str(), "localhost" | "127.0.0.1" | "::1") => false,
            _ => return Err(BadAirAddress),
        };
        if uri.query().is_some() || host.is_empty() {
            return Err(BadAirAddress);
        }
        let port = authority.port_u16().unwrap_or(if tls { 443 } else { 80 });
        Ok(Self { tls, host, port, authority: authority.to_string(), path: uri.path().to_owned() })
    }
}

/// Asks the adapter.
pub struct AirClient {
    address: AirAddress,
    /// Goes along as a bearer token.
    key: Option<String>,
    tls: TlsConnector,
}

impl fmt::Debug for AirClient {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("AirClient").field("address", &self.address).finish_non_exhaustive()
    }
}

#[derive(Deserialize)]
struct Answer {
    air_index: Option<u8>,
    pollen: Option<String>,
    at: DateTime<Utc>,
    source: String,
}

impl AirClient {
    /// Asks at this address, with this key where it wants one.
    pub fn new(address: AirAddress, key: Option<String>) -> Self {
        let roots = RootCertStore { roots: webpki_roots::TLS_SERVER_ROOTS.to_vec() };
        let config = ClientConfig::builder().with_root_certificates(roots).with_no_client_auth();
        Self { address, key, tls: TlsConnector::from(Arc::new(config)) }
    }

    async fn get(&self, area: &OdsCode) -> Result<AirReport, AirFailure> {
        // A code is letters and digits: nothing of it needs to be escaped.
        let mut request = Request::get(format!("{}?area={area}", self.address.path))
            .header(header::HOST, &self.address.authority)
            .header(header::ACCEPT, "application/json");
        if let Some(key) = &self.key {
            request = request.header(header::AUTHORIZATION, format!("Bearer {key}"));
        }
        let request = request.body(Empty::new()).map_err(|_| AirFailure::Unreachable)?;
        let to = (self.address.host.as_str(), self.address.port);
        let tcp = TcpStream::connect(to).await.map_err(|_| AirFailure::Unreachable)?;
        let body = if self.address.tls {
            let name = ServerName::try_from(self.address.host.clone()).map_err(|_| AirFailure::Unreachable)?;
            let tls = self.tls.connect(name, tcp).await.map_err(|_| AirFailure::Unreachable)?;
            exchange(tls, request).await?
        } else {
            exchange(tcp, request).await?
        };
        read(&body)
    }
}

impl AirService for AirClient {
    fn is_set_up(&self) -> bool {
        true
    }

    fn ask<'a>(&'a self, area: &'a OdsCode) -> BoxFuture<'a, Result<AirReport, AirFailure>> {
        Box::pin(async move {
            let answer = timeout(PATIENCE, self.get(area)).await.unwrap_or(Err(AirFailure::Unreachable));
            if let Err(failure) = &answer {
                tracing::warn!(%failure, "no air quality");
            }
            answer
        })
    }
}

async fn exchange(
    stream: impl AsyncRead + AsyncWrite + Send + Unpin + 'static,
    request: Request<Empty<Bytes>>,
) -> Result<Bytes, AirFailure> {
    let connected = hyper::client::conn::http1::handshake(TokioIo::new(stream)).await;
    let (mut sender, connection) = connected.map_err(|_| AirFailure::Unreachable)?;
    let asked = async move {
        let response = sender.send_request(request).await.map_err(|_| AirFailure::Unreachable)?;
        match response.status() {
            StatusCode::OK => {}
            status => return Err(AirFailure::Status(status.as_u16())),
        }
        let body = Limited::new(response.into_body(), LARGEST).collect().await;
        body.map(|body| body.to_bytes()).map_err(|_| AirFailure::Unreadable)
    };
    match select(Box::pin(asked), Box::pin(connection)).await {
        Either::Left((answer, _)) => answer,
        Either::Right((_, asked)) => asked.await,
    }
}

fn read(body: &[u8]) -> Result<AirReport, AirFailure> {
    let answer: Answer = serde_json::from_slice(body).map_err(|_| AirFailure::Unreadable)?;
    let pollen = match answer.pollen.as_deref() {
        None => None,
        Some(word) => Some(Level::parse(word).ok_or(AirFailure::Unreadable)?),
    };
    Ok(AirReport { index: answer.air_index, pollen, at: answer.at, source: answer.source })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_have_tls_or_are_this_very_machine() {
        for good in
            ["https://air.example/v1/area", "https://air.example:8443", "http://127.0.0.1:4100/", "http://[::1]:1/"]
        {
            assert!(AirAddress::parse(good).is_ok(), "{good}");
        }
        for bad in [
            "http://air.example/",
            "https://me:secret@air.example/",
            "https://air.example/?a=b",
            "air.example",
            "",
            "/",
        ] {
            assert_eq!(AirAddress::parse(bad), Err(BadAirAddress), "{bad}");
        }
    }

    #[test]
    fn an_answer_is_read_or_refused_whole() {
        let at = "\"at\": \"2026-05-20T06:00:00Z\", \"source\": \"UK-AIR\"";
        let whole = read(format!("{{\"air_index\": 4, \"pollen\": \"very_high\", {at}, \"more\": 1}}").as_bytes());
        assert_eq!(whole.map(|report| (report.index, report.pollen)), Ok((Some(4), Some(Level::VeryHigh))));
        assert_eq!(read(format!("{{{at}}}").as_bytes()).map(|report| report.index), Ok(None));
        for bad in ["", "{}", "[]", "<html>", "{\"air_index\": 400}"] {
            assert_eq!(read(bad.as_bytes()), Err(AirFailure::Unreadable), "{bad}");
        }
        for bad in ["\"air_index\": -1", "\"pollen\": \"purple\"", "\"air_index\": \"4\""] {
            assert_eq!(read(format!("{{{bad}, {at}}}").as_bytes()), Err(AirFailure::Unreadable), "{bad}");
        }
    }
}
