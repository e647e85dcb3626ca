//! A client that has its hands on every byte, and a reader of HTTP responses that takes no excuses.

use std::io::{ErrorKind, Read, Write};
use std::net::{Shutdown, SocketAddr, TcpStream};
use std::time::Duration;

use rustix::net::sockopt;

/// No answer of a healthy server takes this long.
const PATIENCE: Duration = Duration::from_secs(10);

/// One connection.
pub struct Wire {
    stream: TcpStream,
    /// What came and was not asked for yet.
    rest: Vec<u8>,
}

/// A whole response.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Response {
    /// `HTTP/1.1 200 OK`
    pub status_line: String,
    /// The number in it.
    pub status: u16,
    /// As sent, in order; names in their own case.
    pub headers: Vec<(String, String)>,
    /// Without its coding.
    pub body: Vec<u8>,
    /// The trailer lines of a chunked body.
    pub trailers: Vec<String>,
}

impl Response {
    /// The value of a header, whatever its case; the last when it comes twice.
    pub fn header(&self, name: &str) -> Option<&str> {
        self.headers.iter().rev().find(|(key, _)| key.eq_ignore_ascii_case(name)).map(|(_, value)| value.as_str())
    }

    /// The body as text.
    pub fn text(&self) -> String {
        String::from_utf8_lossy(&self.body).into_owned()
    }
}

impl Wire {
    /// Connects.
    pub fn connect(address: SocketAddr) -> Result<Self, String> {
        let stream = TcpStream::connect_timeout(&address, PATIENCE).map_err(|error| format!("connect: {error}"))?;
        let set = stream.set_read_timeout(Some(PATIENCE)).and_then(|()| stream.set_write_timeout(Some(PATIENCE)));
        set.and_then(|()| stream.set_nodelay(true)).map_err(|error| format!("socket options: {error}"))?;
        Ok(Self { stream, rest: Vec::new() })
    }

    /// Sends all of it.
    pub fn send(&mut self, bytes: impl AsRef<[u8]>) -> Result<(), String> {
        self.stream.write_all(bytes.as_ref()).map_err(|error| format!("send: {error}"))
    }

    /// Sends what the other side still takes; that it may have closed is part of the case.
    pub fn send_anyhow(&mut self, bytes: impl AsRef<[u8]>) {
        let _ = self.stream.write_all(bytes.as_ref());
    }

    /// Sends the same bytes again and again, at most so many times, until the other side takes nothing for this long.
    /// The number of whole ones that went out; the part of one that did not is sent by nobody.
    pub fn repeat_until_stuck(&mut self, bytes: impl AsRef<[u8]>, times_max: usize, time: Duration) -> usize {
        let bytes = bytes.as_ref();
        let block = bytes.repeat((16 << 10) / bytes.len().max(1) + 1);
        let total = bytes.len() * times_max;
        let mut sent = 0;
        // A timeout of zero is refused, and none of these is: the rest of the connection then waits less, nothing more.
        let _ = self.stream.set_write_timeout(Some(time));
        while sent < total {
            let at = sent % bytes.len();
            let piece = &block[at..block.len().min(at + total - sent)];
            match self.stream.write(piece) {
                Ok(count @ 1..) => sent += count,
                _ => break,
            }
        }
        let _ = self.stream.set_write_timeout(Some(PATIENCE));
        sent / bytes.len()
    }

    /// Sends FIN and goes on reading.
    pub fn half_close(&mut self) -> Result<(), String> {
        self.stream.shutdown(Shutdown::Write).map_err(|error| format!("shutdown: {error}"))
    }

    /// Ends the connection with RST.
    pub fn reset(self) -> Result<(), String> {
        sockopt::set_socket_linger(&self.stream, Some(Duration::ZERO)).map_err(|error| format!("linger: {error}"))
    }

    /// Exactly these bytes must come next.
    pub fn expect(&mut self, expected: impl AsRef<[u8]>) -> Result<(), String> {
        let expected = expected.as_ref();
        while self.rest.len() < expected.len() && self.more()? {}
        let got: Vec<u8> = self.rest.drain(..expected.len().min(self.rest.len())).collect();
        if got == expected { Ok(()) } else { Err(format!("got {:?}, expected {:?}", show(&got), show(expected))) }
    }

    /// The end must come next, with nothing before it.
    pub fn expect_end(&mut self) -> Result<(), String> {
        let rest = self.read_to_end()?;
        if rest.is_empty() { Ok(()) } else { Err(format!("more came before the end: {:?}", show(&rest))) }
    }

    /// All up to the end; a reset counts as the end.
    pub fn read_to_end(&mut self) -> Result<Vec<u8>, String> {
        while self.more()? {}
        Ok(std::mem::take(&mut self.rest))
    }

    /// At least this many bytes, or all there is before the end.
    pub fn read_some(&mut self, count: usize) -> Result<Vec<u8>, String> {
        while self.rest.len() < count && self.more()? {}
        let count = count.min(self.rest.len());
        Ok(self.rest.drain(..count).collect())
    }

    /// One response. `head_only` for the answer to HEAD, which has no body whatever its head announces.
    pub fn response(&mut self, head_only: bool) -> Result<Response, String> {
        let head = loop {
            if let Some(at) = find(&self.rest, b"\r\n\r\n") {
                break self.rest.drain(..at + 4).collect::<Vec<u8>>();
            }
            if !self.more()? {
                return Err(format!("ended within a head: {:?}", show(&self.rest)));
            }
        };
        let head = String::from_utf8(head).map_err(|_| "the head is not UTF-8".to_owned())?;
        let mut lines = head.trim_end_matches("\r\n").split("\r\n");
        let status_line = lines.next().unwrap_or_default().to_owned();
        let status = status_line
            .strip_prefix("HTTP/1.1 ")
            .and_then(|rest| rest.get(..3)?.parse().ok())
            .ok_or_else(|| format!("not a status line: {status_line:?}"))?;
        let mut response =
            Response { status_line, status, headers: Vec::new(), body: Vec::new(), trailers: Vec::new() };
        for line in lines {
            let (name, value) = line.split_once(": ").ok_or_else(|| format!("not a header: {line:?}"))?;
            response.headers.push((name.to_owned(), value.to_owned()));
        }
        if head_only || status < 200 || status == 204 || status == 304 {
            return Ok(response);
        }
        if response.header("transfer-encoding") == Some("chunked") {
            self.chunks(&mut response)?;
        } else if let Some(length) = response.header("content-length") {
            let length: usize = length.parse().map_err(|_| format!("not a length: {length:?}"))?;
            response.body = self.read_some(length)?;
            if response.body.len() < length {
                return Err(format!("ended after {} of {length} body bytes", response.body.len()));
            }
        } else {
            response.body = self.read_to_end()?;
        }
        Ok(response)
    }

    fn chunks(&mut self, response: &mut Response) -> Result<(), String> {
        loop {
            let line = self.line()?;
            let size = usize::from_str_radix(&line, 16).map_err(|_| format!("not a chunk size: {line:?}"))?;
            if size == 0 {
                break;
            }
            let chunk = self.read_some(size)?;
            if chunk.len() < size {
                return Err("ended within a chunk".to_owned());
            }
            response.body.extend_from_slice(&chunk);
            self.expect("\r\n")?;
        }
        loop {
            match self.line()? {
                line if line.is_empty() => return Ok(()),
                line => response.trailers.push(line),
            }
        }
    }

    fn line(&mut self) -> Result<String, String> {
        loop {
            if let Some(at) = find(&self.rest, b"\r\n") {
                let line: Vec<u8> = self.rest.drain(..at + 2).take(at).collect();
                return String::from_utf8(line).map_err(|_| "a line is not UTF-8".to_owned());
            }
            if !self.more()? {
                return Err(format!("ended within a line: {:?}", show(&self.rest)));
            }
        }
    }

    /// Reads once more; false at the end.
    fn more(&mut self) -> Result<bool, String> {
        let mut block = [0; 64 << 10];
        loop {
            return match self.stream.read(&mut block) {
                Ok(0) => Ok(false),
                Ok(count) => {
                    self.rest.extend_from_slice(&block[..count]);
                    Ok(true)
                }
                Err(error) if error.kind() == ErrorKind::Interrupted => continue,
                // A server that refuses may close while our bytes are still under way.
                Err(error) if error.kind() == ErrorKind::ConnectionReset => Ok(false),
                Err(error) if matches!(error.kind(), ErrorKind::WouldBlock | ErrorKind::TimedOut) => {
                    Err(format!("no answer; so far: {:?}", show(&self.rest)))
                }
                Err(error) => Err(format!("read: {error}")),
            };
        }
    }
}

/// Bytes for a message, not too many of them.
pub fn show(bytes: &[u8]) -> String {
    let text = String::from_utf8_lossy(&bytes[..bytes.len().min(600)]).into_owned();
    if bytes.len() > 600 { format!("{text}... ({} bytes)", bytes.len()) } else { text }
}

pub use crate::expect::find;
