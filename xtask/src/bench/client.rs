//! A small HTTP/1.1 client on one connection that stays open: enough to measure with, and nothing between it and the
//! server.

use std::io::{BufRead, BufReader, Error, ErrorKind, Read, Result, Write};
use std::net::{SocketAddr, TcpStream};
use std::time::Duration;

/// What came back.
pub(super) struct Answer {
    pub(super) status: u16,
    pub(super) length: usize,
    /// The cookie it set, as it is sent back.
    pub(super) cookie: Option<String>,
}

/// The head of an answer.
struct Head {
    status: u16,
    framing: Framing,
    cookie: Option<String>,
}

/// One connection.
pub(super) struct Connection {
    stream: BufReader<TcpStream>,
    host: SocketAddr,
    body: Vec<u8>,
}

enum Framing {
    Length(usize),
    Chunked,
}

impl Connection {
    pub(super) fn open(host: SocketAddr) -> Result<Self> {
        let stream = TcpStream::connect(host)?;
        stream.set_nodelay(true)?;
        stream.set_read_timeout(Some(Duration::from_secs(30)))?;
        Ok(Self { stream: BufReader::with_capacity(64 * 1024, stream), host, body: Vec::new() })
    }

    /// Asks for a page as a browser does that is opening it, and reads all of it.
    pub(super) fn get(&mut self, path: &str) -> Result<Answer> {
        self.request(path, "")?;
        self.answer()
    }

    /// Asks for a page, with a cookie if there is one; [`Self::answer`] reads it.
    pub(super) fn request(&mut self, path: &str, cookie: &str) -> Result<()> {
        let cookie = if cookie.is_empty() { String::new() } else { format!("cookie: {cookie}\r\n") };
        let request = format!(
            "GET {path} HTTP/1.1\r\nhost: {}\r\naccept: text/html\r\nsec-fetch-site: none\r\nsec-fetch-mode: navigate\r\n{cookie}\r\n",
            self.host
        );
        self.stream.get_mut().write_all(request.as_bytes())
    }

    /// Posts a form as the page's own script does.
    pub(super) fn post(&mut self, path: &str, cookie: &str, form: &str) -> Result<Answer> {
        self.send_form(path, cookie, form)?;
        self.answer()
    }

    /// The same without waiting; [`Self::answer`] reads the answer.
    pub(super) fn send_form(&mut self, path: &str, cookie: &str, form: &str) -> Result<()> {
        let request = format!(
            "POST {path} HTTP/1.1\r\nhost: {}\r\naccept: application/json\r\nsec-fetch-site: same-origin\r\ncookie: {cookie}\r\n\
             content-type: application/x-www-form-urlencoded\r\ncontent-length: {}\r\n\r\n{form}",
            self.host,
            form.len()
        );
        self.stream.get_mut().write_all(request.as_bytes())
    }

    /// The last answer's body.
    pub(super) fn body(&self) -> &[u8] {
        &self.body
    }

    /// Opens a stream of events; its lines are read with [`Self::event_line`].
    pub(super) fn listen(&mut self, path: &str, cookie: &str) -> Result<u16> {
        let request = format!(
            "GET {path} HTTP/1.1\r\nhost: {}\r\naccept: text/event-stream\r\nsec-fetch-site: same-origin\r\ncookie: {cookie}\r\n\r\n",
            self.host
        );
        self.stream.get_mut().write_all(request.as_bytes())?;
        Ok(self.head()?.status)
    }

    /// The next line of a stream; lines that frame it come along and are nobody's event.
    pub(super) fn event_line(&mut self) -> Result<String> {
        self.line()
    }

    /// Reads all of what was asked for.
    pub(super) fn answer(&mut self) -> Result<Answer> {
        let Head { status, framing, cookie } = self.head()?;
        self.body.clear();
        match framing {
            Framing::Length(length) => self.take(length)?,
            Framing::Chunked => self.chunks()?,
        }
        Ok(Answer { status, length: self.body.len(), cookie })
    }

    fn head(&mut self) -> Result<Head> {
        let first = self.line()?;
        let status = first.split(' ').nth(1).and_then(|status| status.parse().ok());
        let status = status.ok_or_else(|| Error::new(ErrorKind::InvalidData, "no status"))?;
        let (mut framing, mut cookie) = (Framing::Length(0), None);
        loop {
            let typed = self.line()?;
            let line = typed.to_ascii_lowercase();
            if line.is_empty() {
                return Ok(Head { status, framing, cookie });
            }
            if line.starts_with("set-cookie:") {
                let pair = typed.split_once(':').map_or("", |(_, value)| value).split(';').next();
                cookie = pair.map(|pair| pair.trim().to_owned());
            }
            if let Some(length) = line.strip_prefix("content-length:") {
                let length = length.trim().parse();
                framing = Framing::Length(length.map_err(|_| Error::new(ErrorKind::InvalidData, "no length"))?);
            } else if line.starts_with("transfer-encoding:") && line.contains("chunked") {
                framing = Framing::Chunked;
            }
        }
    }

    fn chunks(&mut self) -> Result<()> {
        loop {
            let line = self.line()?;
            let digits = line.split(';').next().unwrap_or_default().trim();
            let length = usize::from_str_radix(digits, 16);
            let length = length.map_err(|_| Error::new(ErrorKind::InvalidData, "no chunk length"))?;
            self.take(length)?;
            self.line()?;
            if length == 0 {
                return Ok(());
            }
        }
    }

    fn take(&mut self, length: usize) -> Result<()> {
        let start = self.body.len();
        self.body.resize(start + length, 0);
        self.stream.read_exact(self.body.get_mut(start..).unwrap_or_default())
    }

    fn line(&mut self) -> Result<String> {
        let mut line = String::new();
        if self.stream.read_line(&mut line)? == 0 {
            return Err(ErrorKind::UnexpectedEof.into());
        }
        Ok(line.trim_end().to_owned())
    }
}
