//! What a client may take: a slow one loses its connection, and more than the server holds wait for their turn.

use std::time::Duration;

use server::http::accept::{self, Limits};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};
use tokio::time::timeout;

use crate::support::site;

const PATIENCE: Duration = Duration::from_secs(20);
/// Long enough that an answer which may come has come.
const A_WHILE: Duration = Duration::from_millis(300);

async fn ask(stream: &mut TcpStream) {
    stream.write_all(b"GET /healthz HTTP/1.1\r\nHost: localhost\r\n\r\n").await.unwrap();
}

async fn answer(stream: &mut TcpStream) -> String {
    let mut buffer = [0; 4_096];
    let read = timeout(PATIENCE, stream.read(&mut buffer)).await.expect("an answer in time").unwrap();
    String::from_utf8_lossy(&buffer[..read]).into_owned()
}

#[tokio::test]
async fn given_a_client_that_never_ends_its_headers_then_it_loses_the_connection() {
    let site = site().await;
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let addr = listener.local_addr().unwrap();
    let limits = Limits { header_deadline: Duration::from_millis(200), ..Limits::default() };
    tokio::spawn(accept::serve(listener, site.router.clone(), site.stop.clone(), limits));

    let mut slow = TcpStream::connect(addr).await.unwrap();
    slow.write_all(b"GET /healthz HTTP/1.1\r\nHost: local").await.unwrap();
    let mut rest = Vec::new();
    timeout(PATIENCE, slow.read_to_end(&mut rest)).await.expect("the connection ends").unwrap();
    assert!(!String::from_utf8_lossy(&rest).contains("200 OK"));

    let mut prompt = TcpStream::connect(addr).await.unwrap();
    ask(&mut prompt).await;
    assert!(answer(&mut prompt).await.contains("200 OK"));
    site.stop.cancel();
}

#[tokio::test]
async fn given_as_many_connections_as_it_holds_then_the_next_waits_until_one_ends() {
    let site = site().await;
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let addr = listener.local_addr().unwrap();
    let limits = Limits { connections: 2, ..Limits::default() };
    tokio::spawn(accept::serve(listener, site.router.clone(), site.stop.clone(), limits));

    let mut held = Vec::new();
    for _ in 0..2 {
        let mut stream = TcpStream::connect(addr).await.unwrap();
        ask(&mut stream).await;
        assert!(answer(&mut stream).await.contains("200 OK"));
        held.push(stream);
    }
    let mut third = TcpStream::connect(addr).await.unwrap();
    ask(&mut third).await;
    assert!(timeout(A_WHILE, third.readable()).await.is_err(), "the third is answered while two are held");
    held.pop();
    assert!(answer(&mut third).await.contains("200 OK"));
    site.stop.cancel();
}
