//! One HTTP connection from the client's side: which bytes answer which request.
//!
//! One request is open at a time. Interim answers (1xx) come before the one that counts; a byte that no request asked for
//! is told once and ends the connection, because whoever reads on would take it for the answer to the next request.

use noderu_proto::http::message::{Head, Part, Reader, Side};
use noderu_proto::http::{Cause, Limits, Method, Refusal, ResponseBody, ResponseHead};

use crate::Bytes;

/// What a server said, told by [`crate::EventKind::Answer`].
#[derive(Debug)]
pub enum Answer {
    /// A head is complete. `End` follows unless it is an interim answer or hands the connection over.
    Head(HttpResponse),
    /// A piece of the body, the transfer coding taken off. Never empty.
    Body(Bytes),
    /// The answer is complete.
    End {
        /// The raw lines of a trailer section, mostly empty.
        trailers: Box<[u8]>,
        /// The server keeps the connection open for another request.
        reusable: bool,
    },
    /// Bytes that are no acceptable answer, or one too many. The connection is closed; `Closed` follows.
    Refused(Refusal),
}

/// The head of an answer.
#[derive(Debug)]
pub struct HttpResponse {
    /// What it says, in ranges of `raw`.
    pub head: ResponseHead,
    /// The bytes of the head, blank line included.
    pub raw: Box<[u8]>,
    /// Another protocol begins behind it: nothing is read until `http_take_over` or `close`.
    pub upgrade: bool,
}

impl HttpResponse {
    /// An interim answer: another head follows.
    pub fn is_interim(&self) -> bool {
        self.head.status < 200 && !self.upgrade
    }
}

/// The state of a connection to a server.
#[derive(Debug)]
pub(crate) struct ClientConnection {
    state: State,
    reader: Reader,
    /// The method of the open request: it decides whether the answer has a body.
    method: Method,
    /// What the head of the answer says about the connection.
    keep_alive: bool,
    /// The server has sent FIN.
    pub eof: bool,
    /// Bytes that arrived and are not read, from `at` on.
    input: Vec<u8>,
    at: usize,
}

/// What is due.
#[derive(Debug)]
enum State {
    /// No request is open: a byte is one too many.
    Idle,
    /// The answer, or the rest of it.
    Asked,
    /// The end of an interim answer, which nobody hears of.
    Interim,
    /// All of the body was told; its `End` is still to be.
    Over(Box<[u8]>),
    /// What came of the body was told; that the rest is none is still to be.
    Fault(Refusal),
    /// Nothing: another protocol took over, or the connection is being closed.
    Done,
}

impl ClientConnection {
    pub fn new(limits: Limits) -> ClientConnection {
        ClientConnection {
            state: State::Idle,
            reader: Reader::new(Side::Responses, limits),
            method: Method::Get,
            keep_alive: false,
            eof: false,
            input: Vec::new(),
            at: 0,
        }
    }

    /// A request goes out. False when the connection can't take one: the last is not answered, or the server said
    /// something unasked or has closed.
    pub fn begin(&mut self, method: Method) -> bool {
        if !matches!(self.state, State::Idle) || self.at < self.input.len() || self.eof {
            return false;
        }
        self.state = State::Asked;
        self.method = method;
        true
    }

    /// Whether more bytes are of use now.
    pub fn wants_input(&self) -> bool {
        !self.eof && matches!(self.state, State::Idle | State::Asked | State::Interim)
    }

    /// Whether `next_event` may have something without new bytes.
    pub fn has_input(&self) -> bool {
        match self.state {
            State::Over(_) | State::Fault(_) => true,
            State::Done => false,
            State::Idle => self.at < self.input.len(),
            State::Asked | State::Interim => self.at < self.input.len() || self.reader.has_end(),
        }
    }

    /// FIN came. A body without a length is complete with it; everything else is as unfinished as it was.
    pub fn end_of_input(&mut self) {
        self.eof = true;
        if let (State::Asked, Ok(Some(Part::End { trailers }))) = (&self.state, self.reader.finish()) {
            self.state = State::Over(trailers);
        }
    }

    /// Takes in `fresh` bytes (none to go on with kept ones) and tells the first event they make. What they hold
    /// beyond it is kept; ask again while [`ClientConnection::has_input`].
    pub fn next_event(&mut self, fresh: &[u8]) -> Option<Answer> {
        let told = if self.at == self.input.len() {
            let (told, used) = self.advance(fresh);
            self.input.extend_from_slice(&fresh[used..]);
            told
        } else {
            self.input.extend_from_slice(fresh);
            let kept = std::mem::take(&mut self.input);
            let (told, used) = self.advance(&kept[self.at..]);
            self.input = kept;
            self.consume(used);
            told
        };
        told.or_else(|| self.end())
    }

    /// Whether so many of the next bytes are body and nothing else, none of which was kept.
    pub fn is_body_only(&self, len: u64) -> bool {
        matches!(self.state, State::Asked) && self.at == self.input.len() && self.reader.is_body_only(len)
    }

    /// Takes a piece of a body that [`ClientConnection::is_body_only`] announced. It is not copied.
    pub fn whole_chunk(&mut self, bytes: Bytes) -> Option<Answer> {
        match self.reader.read(&bytes) {
            Ok((_, Some(Part::Body { len }))) if len == bytes.len() => chunk(bytes),
            _ => None,
        }
    }

    /// Gives the connection up to another protocol: the bytes behind the head.
    pub fn take_over(self) -> Vec<u8> {
        let mut input = self.input;
        input.drain(..self.at);
        input
    }

    fn advance(&mut self, input: &[u8]) -> (Option<Answer>, usize) {
        match self.state {
            State::Idle if !input.is_empty() => return self.refuse(Cause::Unasked.into(), input),
            State::Fault(refusal) => return self.refuse(refusal, input),
            State::Asked | State::Interim => {}
            State::Idle | State::Over(_) | State::Done => return (None, 0),
        }
        let (mut data, mut used) = (Bytes::new(64), 0);
        loop {
            match self.reader.read(&input[used..]) {
                Ok((len, Some(Part::Head { head: Head::Response(head), kept }))) => {
                    let raw = kept.unwrap_or_else(|| input[used..used + len].into());
                    return (Some(Answer::Head(self.head(head, raw))), used + len);
                }
                Ok((taken, Some(Part::Body { len }))) => {
                    used += taken;
                    data.extend_from_slice(&input[used - len..used]);
                }
                Ok((taken, Some(Part::End { trailers }))) => {
                    used += taken;
                    if let State::Interim = self.state {
                        self.state = State::Asked;
                        continue;
                    }
                    self.state = State::Over(trailers);
                    return (chunk(data), used);
                }
                Ok((taken, _)) => {
                    if self.eof {
                        self.end_of_input();
                    }
                    return (chunk(data), used + taken);
                }
                Err(refusal) if data.is_empty() => return self.refuse(refusal, input),
                // What came before the fault is told first.
                Err(refusal) => {
                    self.state = State::Fault(refusal);
                    return (chunk(data), input.len());
                }
            }
        }
    }

    fn head(&mut self, head: ResponseHead, raw: Box<[u8]>) -> HttpResponse {
        let tunnel = self.method == Method::Connect && matches!(head.status, 200..300);
        let upgrade = head.status == 101 || tunnel;
        self.keep_alive = head.keep_alive && head.body(self.method) != ResponseBody::UntilClose;
        if upgrade {
            self.state = State::Done;
        } else if head.status < 200 {
            self.state = State::Interim;
        } else if self.method == Method::Head {
            self.reader.skip_body();
        }
        HttpResponse { head, raw, upgrade }
    }

    fn end(&mut self) -> Option<Answer> {
        let State::Over(trailers) = &mut self.state else { return None };
        let trailers = std::mem::take(trailers);
        self.state = State::Idle;
        Some(Answer::End { trailers, reusable: self.keep_alive && !self.eof && self.at == self.input.len() })
    }

    fn refuse(&mut self, refusal: Refusal, input: &[u8]) -> (Option<Answer>, usize) {
        self.state = State::Done;
        (Some(Answer::Refused(refusal)), input.len())
    }

    fn consume(&mut self, len: usize) {
        self.at += len;
        if self.at == self.input.len() {
            self.input = Vec::new();
            self.at = 0;
        } else if self.at > self.input.len() / 2 {
            self.input.drain(..self.at);
            self.at = 0;
        }
    }
}

fn chunk(data: Bytes) -> Option<Answer> {
    (!data.is_empty()).then_some(Answer::Body(data))
}
