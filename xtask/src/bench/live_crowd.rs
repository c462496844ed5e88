//! Thousands of browsers that keep a stream open, in little memory: each does what an `EventSource` does.

use std::io::{Error, ErrorKind, Read, Result, Write};
use std::net::{Ipv4Addr, SocketAddr, TcpStream};
use std::thread;
use std::time::{Duration, Instant};

use socket2::{Domain, Socket, Type};

use crate::Outcome;

/// One source address has too few ports near each other: finding a free one gets slow after some thousand.
const EACH_ADDRESS: usize = 500;
/// They share the machine with the nodes.
const THREADS: usize = 4;
const PATIENCE: Duration = Duration::from_secs(60);

/// Everybody who listens.
pub(super) struct Crowd(Vec<Browser>);

/// One of them.
struct Browser {
    from: Ipv4Addr,
    path: String,
    cookie: String,
    stream: Option<TcpStream>,
    text: String,
    /// As the stream said: where to go on from, and after how long.
    last: Option<String>,
    retry: Duration,
}

impl Crowd {
    /// Opens so many streams at a node, a few for each session.
    pub(super) fn open(
        node: SocketAddr,
        practice: &str,
        sessions: &[String],
        each: usize,
        clients: usize,
    ) -> Outcome<Self> {
        let path = format!("/live?topics=practice/{practice}");
        let cookies = sessions.iter().flat_map(|session| std::iter::repeat_n(session, each));
        let mut crowd: Vec<Browser> =
            cookies.take(clients).enumerate().map(|(number, cookie)| Browser::new(number, &path, cookie)).collect();
        together(&mut crowd, |browser| {
            browser.connect(node)?;
            browser.greeted()
        })?;
        Ok(Self(crowd))
    }

    /// Waits until each has heard of a change; how long each waited since `start`.
    pub(super) fn hear(&mut self, start: Instant) -> Outcome<Vec<Duration>> {
        let waited = |browser: &mut Browser| {
            while browser.event()? != "changed" {}
            Ok(start.elapsed())
        };
        together(&mut self.0, waited)
    }

    /// Their node is gone: each comes back at another one when it was told to, and hears what it missed. How long that
    /// took each since `dropped`.
    pub(super) fn come_back(&mut self, node: SocketAddr, dropped: Instant) -> Outcome<Vec<Duration>> {
        for browser in &mut self.0 {
            // What was still on its way, the farewell with a new waiting time among it.
            while browser.event().is_ok() {}
            browser.stream = None;
            browser.text.clear();
        }
        self.0.sort_by_key(|browser| browser.retry);
        together(&mut self.0, |browser| {
            thread::sleep(browser.retry.saturating_sub(dropped.elapsed()));
            browser.connect(node)?;
            browser.greeted()?;
            while !matches!(browser.event()?.as_str(), "changed" | "resync") {}
            Ok(dropped.elapsed())
        })
    }
}

/// Does it with everybody, in the order they stand in, some at the same time.
fn together<T: Send>(crowd: &mut [Browser], what: impl Fn(&mut Browser) -> Result<T> + Sync) -> Outcome<Vec<T>> {
    let lanes: Vec<Vec<&mut Browser>> = {
        let mut lanes: Vec<Vec<&mut Browser>> = (0..THREADS).map(|_| Vec::new()).collect();
        for (number, browser) in crowd.iter_mut().enumerate() {
            if let Some(lane) = lanes.get_mut(number % THREADS) {
                lane.push(browser);
            }
        }
        lanes
    };
    thread::scope(|scope| {
        let what = &what;
        let threads: Vec<_> = lanes
            .into_iter()
            .map(|lane| scope.spawn(move || lane.into_iter().map(what).collect::<Result<Vec<T>>>()))
            .collect();
        let mut all = Vec::new();
        for thread in threads {
            let done = thread.join().map_err(|_| "a listener broke down".to_owned())?;
            all.extend(done.map_err(|error| format!("a stream was lost: {error}"))?);
        }
        Ok(all)
    })
}

impl Browser {
    fn new(number: usize, path: &str, cookie: &str) -> Self {
        let place = u8::try_from(2 + number / EACH_ADDRESS % 250).unwrap_or(2);
        Self {
            from: Ipv4Addr::new(127, 0, 0, place),
            path: path.to_owned(),
            cookie: cookie.to_owned(),
            stream: None,
            text: String::new(),
            last: None,
            retry: Duration::from_secs(3),
        }
    }

    fn connect(&mut self, node: SocketAddr) -> Result<()> {
        let socket = Socket::new(Domain::IPV4, Type::STREAM, None)?;
        socket.bind(&SocketAddr::from((self.from, 0)).into())?;
        socket.connect(&node.into())?;
        let mut stream = TcpStream::from(socket);
        stream.set_read_timeout(Some(PATIENCE))?;
        let last = self.last.as_ref().map_or_else(String::new, |last| format!("last-event-id: {last}\r\n"));
        let (path, cookie) = (&self.path, &self.cookie);
        let request = format!(
            "GET {path} HTTP/1.1\r\nhost: {node}\r\naccept: text/event-stream\r\nsec-fetch-site: same-origin\r\n\
             cookie: {cookie}\r\n{last}\r\n"
        );
        stream.write_all(request.as_bytes())?;
        self.stream = Some(stream);
        Ok(())
    }

    fn greeted(&mut self) -> Result<()> {
        while self.event()? != "hello" {}
        Ok(())
    }

    /// Name of the next event. Lines that only frame it are passed over.
    fn event(&mut self) -> Result<String> {
        let mut name = String::new();
        loop {
            let line = self.line()?;
            match line.split_once(": ") {
                Some(("event", event)) => name = event.to_owned(),
                Some(("id", last)) => self.last = Some(last.to_owned()),
                Some(("retry", wait)) => self.retry = wait.parse().map_or(self.retry, Duration::from_millis),
                Some(("data", _)) => return Ok(name),
                Some(_) | None if line.starts_with("HTTP/1.1 ") && !line.starts_with("HTTP/1.1 200") => {
                    return Err(Error::other(line));
                }
                Some(_) | None => {}
            }
        }
    }

    fn line(&mut self) -> Result<String> {
        loop {
            if let Some((line, rest)) = self.text.split_once('\n') {
                let (line, rest) = (line.trim_end().to_owned(), rest.to_owned());
                self.text = rest;
                return Ok(line);
            }
            let mut some = [0; 512];
            let stream = self.stream.as_mut().ok_or(ErrorKind::NotConnected)?;
            let read = stream.read(&mut some)?;
            if read == 0 {
                return Err(ErrorKind::UnexpectedEof.into());
            }
            self.text.push_str(&String::from_utf8_lossy(some.get(..read).unwrap_or_default()));
        }
    }
}
