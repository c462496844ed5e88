//! A stand-in for an air quality adapter: what it is asked, and what comes of what it answers.

#![expect(clippy::unwrap_used, reason = "a test that cannot set its stage has failed")]

use domain::OdsCode;
use domain::air::Level;
use integrations::air::{AirAddress, AirClient, AirFailure, AirService};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpListener;

/// Answers one request with this status and body; gives back what it was asked.
async fn stand_in(status: &'static str, body: String) -> (String, tokio::task::JoinHandle<String>) {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = format!("http://{}/v1/air", listener.local_addr().unwrap());
    let heard = tokio::spawn(async move {
        let (mut stream, _) = listener.accept().await.unwrap();
        let mut bytes = vec![0; 4_096];
        let count = stream.read(&mut bytes).await.unwrap();
        bytes.truncate(count);
        let head =
            format!("HTTP/1.1 {status}\r\nlocation: http://127.0.0.1:1/\r\ncontent-length: {}\r\n\r\n", body.len());
        let _ = stream.write_all(format!("{head}{body}").as_bytes()).await;
        String::from_utf8(bytes).unwrap()
    });
    (address, heard)
}

async fn ask(status: &'static str, body: &str) -> (Result<domain::air::AirReport, AirFailure>, String) {
    let (address, heard) = stand_in(status, body.to_owned()).await;
    let client = AirClient::new(AirAddress::parse(&address).unwrap(), Some("opens".into()));
    let answer = client.ask(&OdsCode::parse("QMF").unwrap()).await;
    (answer, heard.await.unwrap())
}

#[tokio::test]
async fn the_area_is_all_that_is_told_and_the_answer_is_read() {
    let body = r#"{"air_index": 4, "pollen": "high", "at": "2026-05-20T06:00:00Z", "source": "UK-AIR"}"#;
    let (answer, heard) = ask("200 OK", body).await;
    let report = answer.unwrap();
    assert_eq!((report.index, report.pollen, report.source.as_str()), (Some(4), Some(Level::High), "UK-AIR"));
    let heard = heard.to_lowercase();
    assert!(heard.starts_with("get /v1/air?area=qmf http/1.1\r\n"), "{heard}");
    assert!(heard.contains("authorization: bearer opens\r\n"), "{heard}");
    assert!(!heard.contains("cookie") && !heard.contains("referer"), "{heard}");
}

#[tokio::test]
async fn what_is_no_answer_is_no_answer() {
    for (status, body, wanted) in [
        ("302 Found", String::new(), AirFailure::Status(302)),
        ("503 Service Unavailable", String::new(), AirFailure::Status(503)),
        ("200 OK", "<html>".to_owned(), AirFailure::Unreadable),
        ("200 OK", format!("{{\"source\": \"{}\"}}", "a".repeat(20_000)), AirFailure::Unreadable),
    ] {
        assert_eq!(ask(status, &body).await.0, Err(wanted), "{status}");
    }
    let nobody = AirClient::new(AirAddress::parse("http://127.0.0.1:1/").unwrap(), None);
    assert_eq!(nobody.ask(&OdsCode::parse("QMF").unwrap()).await, Err(AirFailure::Unreachable));
}
