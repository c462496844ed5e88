//! The client: one connection a message, to an address that was looked up and checked here. Redirections are answers like
//! others and are not followed.

use std::fmt;
use std::net::SocketAddr;
use std::sync::Arc;
use std::time::Duration;

use chrono::{DateTime, TimeDelta, Utc};
use futures::future::{BoxFuture, Either, select};
use http::{Request, Response, StatusCode, header};
use http_body_util::Full;
use hyper::body::{Bytes, Incoming};
use hyper_util::rt::TokioIo;
use tokio::io::{AsyncRead, AsyncWrite};
use tokio::net::{TcpStream, lookup_host};
use tokio::time::timeout;
use tokio_rustls::TlsConnector;
use tokio_rustls::rustls::pki_types::ServerName;
use tokio_rustls::rustls::{ClientConfig, RootCertStore};

use super::{Answer, Destination, Failure, Message, PushRules, PushService, VapidKey, seal};

/// A service that takes longer is not reached.
const PATIENCE: Duration = Duration::from_secs(10);
/// Waited after 429 without a time.
const USUAL_WAIT: TimeDelta = TimeDelta::minutes(5);
/// Nobody makes us wait longer.
const LONGEST_WAIT: TimeDelta = TimeDelta::hours(24);

/// Sends messages to push services.
pub struct WebPush {
    key: VapidKey,
    rules: PushRules,
    /// "mailto:..." or "https://...": whom a service asks when something is wrong.
    contact: String,
    tls: TlsConnector,
}

impl fmt::Debug for WebPush {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("WebPush").field("rules", &self.rules).finish_non_exhaustive()
    }
}

impl WebPush {
    /// A client with a key.
    pub fn new(key: VapidKey, rules: PushRules, contact: String) -> Self {
        let roots = RootCertStore { roots: webpki_roots::TLS_SERVER_ROOTS.to_vec() };
        let config = ClientConfig::builder().with_root_certificates(roots).with_no_client_auth();
        Self { key, rules, contact, tls: TlsConnector::from(Arc::new(config)) }
    }

    async fn post(&self, to: &Destination, message: Message<'_>) -> Result<Answer, Failure> {
        let sealed = seal(message.p256dh, message.auth, message.text.as_bytes()).map_err(|_| Failure::Keys)?;
        let request = Request::post(&to.path)
            .header(header::HOST, host(to))
            .header(header::AUTHORIZATION, self.key.authorization(&to.origin, &self.contact, message.now))
            .header(header::CONTENT_ENCODING, "aes128gcm")
            .header(header::CONTENT_TYPE, "application/octet-stream")
            .header("ttl", message.ttl.num_seconds().max(0))
            .header("urgency", "normal")
            .header("topic", message.topic)
            .body(Full::new(Bytes::from(sealed)))
            .map_err(|_| Failure::Address)?;
        let tcp = self.connect(to).await?;
        let response = if to.tls {
            let name = ServerName::try_from(to.host.clone()).map_err(|_| Failure::Address)?;
            let tls = self.tls.connect(name, tcp).await.map_err(|_| Failure::Unreachable)?;
            exchange(tls, request).await?
        } else {
            exchange(tcp, request).await?
        };
        Ok(read(&response, message.now))
    }

    /// Connects to a number that was looked up and checked: looking the name up again could lead elsewhere.
    async fn connect(&self, to: &Destination) -> Result<TcpStream, Failure> {
        let host = to.host.trim_start_matches('[').trim_end_matches(']');
        let found = lookup_host((host, to.port)).await.map_err(|_| Failure::Unreachable)?;
        let found: Vec<SocketAddr> = found.collect();
        if found.iter().any(|address| !self.rules.may_connect(address.ip())) {
            return Err(Failure::Address);
        }
        for address in found {
            if let Ok(stream) = TcpStream::connect(address).await {
                return Ok(stream);
            }
        }
        Err(Failure::Unreachable)
    }
}

impl PushService for WebPush {
    fn public_key(&self) -> Option<String> {
        Some(self.key.public())
    }

    fn allows(&self, endpoint: &str) -> bool {
        self.rules.check(endpoint).is_ok()
    }

    fn send<'a>(&'a self, message: Message<'a>) -> BoxFuture<'a, Answer> {
        Box::pin(async move {
            let Ok(to) = self.rules.check(message.endpoint) else { return Answer::Failed(Failure::Address) };
            match timeout(PATIENCE, self.post(&to, message)).await {
                Ok(Ok(answer)) => answer,
                Ok(Err(failure)) => Answer::Failed(failure),
                Err(_) => Answer::Failed(Failure::Unreachable),
            }
        })
    }
}

fn host(to: &Destination) -> &str {
    to.origin.split_once("://").map_or(to.origin.as_str(), |(_, host)| host)
}

async fn exchange(
    stream: impl AsyncRead + AsyncWrite + Send + Unpin + 'static,
    request: Request<Full<Bytes>>,
) -> Result<Response<Incoming>, Failure> {
    let connected = hyper::client::conn::http1::handshake(TokioIo::new(stream)).await;
    let (mut sender, connection) = connected.map_err(|_| Failure::Unreachable)?;
    // A service may keep the connection open: the answer is all that is waited for.
    let answer = match select(Box::pin(sender.send_request(request)), Box::pin(connection)).await {
        Either::Left((answer, _)) => answer,
        Either::Right((_, answer)) => answer.await,
    };
    answer.map_err(|_| Failure::Unreachable)
}

fn read<B>(response: &Response<B>, now: DateTime<Utc>) -> Answer {
    match response.status() {
        status if status.is_success() => Answer::Taken,
        StatusCode::NOT_FOUND | StatusCode::GONE => Answer::Gone,
        StatusCode::TOO_MANY_REQUESTS | StatusCode::SERVICE_UNAVAILABLE => Answer::Wait(retry_after(response, now)),
        status => Answer::Failed(Failure::Status(status.as_u16())),
    }
}

/// Seconds or a date, as RFC 9110 has it.
fn retry_after<B>(response: &Response<B>, now: DateTime<Utc>) -> TimeDelta {
    let text = response.headers().get(header::RETRY_AFTER).and_then(|value| value.to_str().ok()).map(str::trim);
    let seconds = text.and_then(|text| text.parse().ok()).map(|seconds: u32| TimeDelta::seconds(i64::from(seconds)));
    let date = || text.and_then(|text| DateTime::parse_from_rfc2822(text).ok()).map(|at| at.with_timezone(&Utc) - now);
    seconds.or_else(date).unwrap_or(USUAL_WAIT).clamp(TimeDelta::seconds(1), LONGEST_WAIT)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn answers_of_a_service_are_understood() {
        let now: DateTime<Utc> = "2026-11-22T10:00:00Z".parse().unwrap_or_default();
        let answer = |status: u16, after: Option<&str>| {
            let mut response = Response::builder().status(status);
            if let Some(after) = after {
                response = response.header("retry-after", after);
            }
            response.body(()).map(|response| read(&response, now)).ok()
        };
        for (status, after, wanted) in [
            (201, None, Answer::Taken),
            (404, None, Answer::Gone),
            (410, None, Answer::Gone),
            (429, Some("120"), Answer::Wait(TimeDelta::seconds(120))),
            (429, Some("Sun, 22 Nov 2026 10:02:00 GMT"), Answer::Wait(TimeDelta::minutes(2))),
            (429, None, Answer::Wait(TimeDelta::minutes(5))),
            (429, Some("99999999"), Answer::Wait(TimeDelta::hours(24))),
            (503, Some("Sun, 22 Nov 2020 10:02:00 GMT"), Answer::Wait(TimeDelta::seconds(1))),
            (403, None, Answer::Failed(Failure::Status(403))),
            (302, None, Answer::Failed(Failure::Status(302))),
        ] {
            assert_eq!(answer(status, after), Some(wanted), "{status} {after:?}");
        }
    }
}
