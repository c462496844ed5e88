//! A stand-in for a push service reads what was sent: who signed it, for whom it is sealed, how long it is kept.

#![expect(clippy::unwrap_used, reason = "a test that cannot set its stage has failed")]

use std::collections::BTreeMap;

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use chrono::{DateTime, TimeDelta, Utc};
use integrations::push::{Answer, Failure, Message, PushRules, PushService, VapidKey, WebPush, open_with};
use p256::SecretKey;
use p256::ecdsa::signature::Verifier;
use p256::ecdsa::{Signature, VerifyingKey};
use p256::elliptic_curve::sec1::ToSec1Point;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpListener;

const AUTH: [u8; 16] = *b"sixteen bytes ok";

/// One request, in parts.
struct Heard {
    line: String,
    headers: BTreeMap<String, String>,
    body: Vec<u8>,
}

/// Answers one request and keeps the connection open, as push services do.
async fn stand_in(answer: &'static str) -> (String, tokio::task::JoinHandle<Heard>) {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = format!("http://{}/push/device-1", listener.local_addr().unwrap());
    let heard = tokio::spawn(async move {
        let (mut stream, _) = listener.accept().await.unwrap();
        let mut bytes = Vec::new();
        let head = loop {
            let mut more = [0; 4_096];
            let count = stream.read(&mut more).await.unwrap();
            bytes.extend_from_slice(more.get(..count).unwrap());
            if let Some(at) = bytes.windows(4).position(|four| four == b"\r\n\r\n") {
                break at;
            }
        };
        let text = String::from_utf8(bytes.get(..head).unwrap().to_vec()).unwrap();
        let mut lines = text.lines();
        let line = lines.next().unwrap().to_owned();
        let headers: BTreeMap<String, String> =
            lines.map(|line| line.split_once(": ").unwrap()).map(|(k, v)| (k.to_lowercase(), v.to_owned())).collect();
        let length: usize = headers["content-length"].parse().unwrap();
        let mut body = bytes.split_off(head + 4);
        while body.len() < length {
            let mut more = [0; 4_096];
            let count = stream.read(&mut more).await.unwrap();
            body.extend_from_slice(more.get(..count).unwrap());
        }
        stream.write_all(format!("HTTP/1.1 {answer}\r\ncontent-length: 0\r\n\r\n").as_bytes()).await.unwrap();
        // Open until the other side is done with it.
        let _ = stream.read(&mut [0; 1]).await;
        Heard { line, headers, body }
    });
    (address, heard)
}

fn device() -> (SecretKey, String, String) {
    let key = SecretKey::from_slice(&[7; 32]).unwrap();
    let public = URL_SAFE_NO_PAD.encode(key.public_key().to_sec1_point(false).as_bytes());
    (key, public, URL_SAFE_NO_PAD.encode(AUTH))
}

fn client(key: &VapidKey, private: bool) -> WebPush {
    let rules = PushRules { more_hosts: Vec::new(), private };
    WebPush::new(key.clone(), rules, "mailto:help@passport.example".into())
}

fn now() -> DateTime<Utc> {
    "2026-11-22T08:00:30Z".parse().unwrap()
}

fn message<'a>(endpoint: &'a str, p256dh: &'a str, auth: &'a str, text: &'a str) -> Message<'a> {
    Message { endpoint, p256dh, auth, text, ttl: TimeDelta::hours(1), topic: "a", now: now() }
}

#[tokio::test]
async fn only_the_device_reads_what_was_sent_and_the_service_knows_who_sent_it() {
    let (endpoint, heard) = stand_in("201 Created").await;
    let (secret, p256dh, auth) = device();
    let key = VapidKey::new().unwrap();
    let text = domain::reminder::message("https://passport.example/my");
    let answer = client(&key, true).send(message(&endpoint, &p256dh, &auth, &text)).await;
    assert_eq!(answer, Answer::Taken);
    let heard = heard.await.unwrap();
    assert_eq!(heard.line, "POST /push/device-1 HTTP/1.1");
    for (name, value) in [("ttl", "3600"), ("topic", "a"), ("content-encoding", "aes128gcm"), ("urgency", "normal")] {
        assert_eq!(heard.headers[name], value, "{name}");
    }
    let opened = open_with(&secret, &AUTH, &heard.body).unwrap();
    assert_eq!(String::from_utf8(opened).unwrap(), text);
    assert!(!heard.body.windows(8).any(|part| part == b"reminder"), "it went in clear");

    let token = heard.headers["authorization"].strip_prefix("vapid t=").unwrap();
    let (token, public) = token.split_once(", k=").unwrap();
    assert_eq!(public, key.public());
    let (signed, signature) = token.rsplit_once('.').unwrap();
    let read = |text: &str| URL_SAFE_NO_PAD.decode(text).unwrap();
    let verifier = VerifyingKey::from_sec1_bytes(&read(public)).unwrap();
    verifier.verify(signed.as_bytes(), &Signature::from_slice(&read(signature)).unwrap()).unwrap();
    let claims: serde_json::Value = serde_json::from_slice(&read(signed.split_once('.').unwrap().1)).unwrap();
    assert_eq!(claims["aud"], endpoint.trim_end_matches("/push/device-1"));
    assert_eq!(claims["sub"], "mailto:help@passport.example");
}

#[tokio::test]
async fn what_a_service_answers_is_understood() {
    let (_, p256dh, auth) = device();
    let key = VapidKey::new().unwrap();
    for (status, wanted) in [
        ("410 Gone", Answer::Gone),
        ("404 Not Found", Answer::Gone),
        ("429 Too Many Requests\r\nretry-after: 90", Answer::Wait(TimeDelta::seconds(90))),
        ("403 Forbidden", Answer::Failed(Failure::Status(403))),
        ("307 Temporary Redirect\r\nlocation: http://169.254.169.254/", Answer::Failed(Failure::Status(307))),
    ] {
        let (endpoint, _heard) = stand_in(status).await;
        let answer = client(&key, true).send(message(&endpoint, &p256dh, &auth, "x")).await;
        assert_eq!(answer, wanted, "{status}");
    }
}

#[tokio::test]
async fn nothing_connects_to_an_address_inside_unless_it_is_allowed() {
    let (endpoint, heard) = stand_in("201 Created").await;
    let (_, p256dh, auth) = device();
    let key = VapidKey::new().unwrap();
    let strict = client(&key, false);
    for inside in [endpoint.as_str(), "https://127.0.0.1/x", "https://localhost/x", "https://[::1]/x"] {
        assert!(!strict.allows(inside), "{inside}");
        let answer = strict.send(message(inside, &p256dh, &auth, "x")).await;
        assert_eq!(answer, Answer::Failed(Failure::Address), "{inside}");
    }
    // A name that is allowed and leads inside, as an attacker's own name server could make it.
    let rules = PushRules { more_hosts: vec!["localhost".into()], private: false };
    let fooled = WebPush::new(key.clone(), rules, "mailto:help@passport.example".into());
    let answer = fooled.send(message("https://localhost/x", &p256dh, &auth, "x")).await;
    assert_eq!(answer, Answer::Failed(Failure::Address));
    assert!(!heard.is_finished(), "somebody connected");
    heard.abort();
    let gone = client(&key, true).send(message("http://127.0.0.1:1/x", &p256dh, &auth, "x")).await;
    assert_eq!(gone, Answer::Failed(Failure::Unreachable));
    let keys = client(&key, true).send(message(&endpoint, "nonsense", &auth, "x")).await;
    assert_eq!(keys, Answer::Failed(Failure::Keys));
}
