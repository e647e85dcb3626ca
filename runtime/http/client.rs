//! One HTTP connection from the client's side: which bytes answer which request.
//!
//! One request is open at a time. Interim answers (1xx) come before the one that counts; a byte that no request asked for
//! is told once and ends the connection, because whoever reads on would take it for the answer to the next request.

use noderu_proto::http::chunked::{Decoder, Step};
use noderu_proto::http::{Cause, Limits, Method, Refusal, ResponseBody, ResponseHead, ResponseScanner, Status};

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
    limits: Limits,
    state: State,
    /// The method of the open request: it decides whether the answer has a body.
    method: Method,
    /// What the head of the answer says about the connection.
    keep_alive: bool,
    /// The server has sent FIN.
    pub eof: bool,
    /// Bytes that arrived and are not parsed, from `at` on.
    input: Vec<u8>,
    at: usize,
    /// `input` was scanned to its end and holds no whole head.
    starved: bool,
    scanner: ResponseScanner,
}

/// What the next byte is.
#[derive(Debug)]
enum State {
    /// No request is open: a byte too many.
    Idle,
    /// Of the head of the answer.
    Head,
    /// Of a body of which so much is left.
    Length(u64),
    /// Of a chunked body.
    Chunked(Box<Decoder>),
    /// Of a body that ends with the connection.
    UntilClose,
    /// All of the body was told; its `End` is still to be.
    Over(Box<[u8]>),
    /// Of no acceptable body, which is to be told.
    Fault(Refusal),
    /// Of another protocol.
    HandedOver,
    /// Nobody's: the connection is being closed.
    Broken,
}

impl ClientConnection {
    pub fn new(limits: Limits) -> ClientConnection {
        ClientConnection {
            limits,
            state: State::Idle,
            method: Method::Get,
            keep_alive: false,
            eof: false,
            input: Vec::new(),
            at: 0,
            starved: false,
            scanner: ResponseScanner::new(),
        }
    }

    /// A request goes out. False when the connection can't take one: the last is not answered, or the server said
    /// something unasked or has closed.
    pub fn begin(&mut self, method: Method) -> bool {
        if !matches!(self.state, State::Idle) || self.at < self.input.len() || self.eof {
            return false;
        }
        self.state = State::Head;
        self.method = method;
        true
    }

    /// Whether more bytes are of use now.
    pub fn wants_input(&self) -> bool {
        !self.eof && !matches!(self.state, State::Over(_) | State::Fault(_) | State::HandedOver | State::Broken)
    }

    /// Whether `next_event` may have something without new bytes.
    pub fn has_input(&self) -> bool {
        match self.state {
            State::Over(_) | State::Fault(_) => true,
            State::HandedOver | State::Broken => false,
            State::Head => self.at < self.input.len() && !self.starved,
            _ => self.at < self.input.len(),
        }
    }

    /// FIN came. A body without a length is complete with it; everything else is as unfinished as it was.
    pub fn end_of_input(&mut self) {
        self.eof = true;
        if let State::UntilClose = self.state {
            self.state = State::Over(Box::default());
        }
    }

    /// Takes in `fresh` bytes (none to go on with kept ones) and tells the first event they make. What they hold
    /// beyond it is kept; ask again while [`ClientConnection::has_input`].
    pub fn next_event(&mut self, fresh: &[u8]) -> Option<Answer> {
        self.starved = false;
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

    /// Gives the connection up to another protocol: the bytes behind the head.
    pub fn take_over(self) -> Vec<u8> {
        let mut input = self.input;
        input.drain(..self.at);
        input
    }

    fn advance(&mut self, input: &[u8]) -> (Option<Answer>, usize) {
        match &mut self.state {
            State::Idle if !input.is_empty() => self.refuse(Cause::Unasked.into(), input),
            State::Head => match self.scanner.parse(input, &self.limits) {
                Ok(Status::Complete { head, len }) => {
                    self.scanner = ResponseScanner::new();
                    (Some(Answer::Head(self.head(head, input[..len].into()))), len)
                }
                Ok(Status::Partial) => {
                    self.starved = true;
                    (None, 0)
                }
                Err(refusal) => self.refuse(refusal, input),
            },
            State::Length(left) => {
                let len = usize::try_from(*left).unwrap_or(usize::MAX).min(input.len());
                *left -= len as u64;
                if *left == 0 {
                    self.state = State::Over(Box::default());
                }
                (chunk(Bytes::from_slice(64, &input[..len])), len)
            }
            State::UntilClose => (chunk(Bytes::from_slice(64, input)), input.len()),
            State::Chunked(decoder) => {
                let mut data = Bytes::new(64);
                let mut used = 0;
                loop {
                    match decoder.decode(&input[used..]) {
                        Ok(Step::Data { bytes, consumed }) => {
                            data.extend_from_slice(bytes);
                            used += consumed;
                        }
                        Ok(Step::End { consumed }) => {
                            self.state = State::Over(decoder.take_trailers().into_boxed_slice());
                            return (chunk(data), used + consumed);
                        }
                        Ok(Step::Partial) => return (chunk(data), input.len()),
                        Err(refusal) if data.is_empty() => return self.refuse(refusal, input),
                        // What came before the fault is told first.
                        Err(refusal) => {
                            self.state = State::Fault(refusal);
                            return (chunk(data), input.len());
                        }
                    }
                }
            }
            State::Fault(refusal) => {
                let refusal = *refusal;
                self.refuse(refusal, input)
            }
            State::Idle | State::Over(_) | State::HandedOver | State::Broken => (None, 0),
        }
    }

    fn head(&mut self, head: ResponseHead, raw: Box<[u8]>) -> HttpResponse {
        let tunnel = self.method == Method::Connect && matches!(head.status, 200..300);
        let upgrade = head.status == 101 || tunnel;
        self.keep_alive = head.keep_alive;
        self.state = match head.body(self.method) {
            _ if upgrade => State::HandedOver,
            _ if head.status < 200 => State::Head,
            ResponseBody::None => State::Over(Box::default()),
            ResponseBody::Length(len) => State::Length(len),
            ResponseBody::Chunked => State::Chunked(Box::default()),
            ResponseBody::UntilClose => {
                self.keep_alive = false;
                if self.eof { State::Over(Box::default()) } else { State::UntilClose }
            }
        };
        HttpResponse { head, raw, upgrade }
    }

    fn end(&mut self) -> Option<Answer> {
        let State::Over(trailers) = &mut self.state else { return None };
        let trailers = std::mem::take(trailers);
        self.state = State::Idle;
        Some(Answer::End { trailers, reusable: self.keep_alive && !self.eof && self.at == self.input.len() })
    }

    fn refuse(&mut self, refusal: Refusal, input: &[u8]) -> (Option<Answer>, usize) {
        self.state = State::Broken;
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
