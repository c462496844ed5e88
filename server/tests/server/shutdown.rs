//! Stopping: an open stream of live changes must not keep the server up, nor cut off a request that is under way.

use std::time::Duration;

use server::http::accept::{self, Limits};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};
use tokio::time::timeout;

use crate::support::{Who, site};

/// Far longer than stopping takes.
const PATIENCE: Duration = Duration::from_secs(20);

async fn read_until(stream: &mut TcpStream, wanted: &str) -> String {
    let mut text = String::new();
    let mut buffer = [0; 4_096];
    while !text.contains(wanted) {
        let read = timeout(PATIENCE, stream.read(&mut buffer)).await.expect("an answer in time").unwrap();
        assert_ne!(read, 0, "the connection was closed after: {text}");
        text.push_str(&String::from_utf8_lossy(&buffer[..read]));
    }
    text
}

#[tokio::test]
async fn an_open_stream_does_not_keep_the_server_up() {
    let site = site().await;
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let addr = listener.local_addr().unwrap();
    let serving = tokio::spawn(accept::serve(listener, site.router.clone(), site.stop.clone(), Limits::default()));

    let mut stream = TcpStream::connect(addr).await.unwrap();
    let (practice, cookie) = (&site.world.practice, site.cookie(Who::Nurse));
    let ask = format!("GET /live?topics=practice/{practice} HTTP/1.1\r\nHost: {addr}\r\nCookie: {cookie}\r\n\r\n");
    stream.write_all(ask.as_bytes()).await.unwrap();
    read_until(&mut stream, "event: hello").await;
    // A connection that was used and is kept open for more.
    let mut idle = TcpStream::connect(addr).await.unwrap();
    idle.write_all(format!("GET /healthz HTTP/1.1\r\nHost: {addr}\r\n\r\n").as_bytes()).await.unwrap();
    read_until(&mut idle, "ok\n").await;

    site.stop.cancel();
    timeout(PATIENCE, serving).await.expect("the server stops").unwrap();
    assert!(TcpStream::connect(addr).await.is_err(), "nobody listens any more");
}
