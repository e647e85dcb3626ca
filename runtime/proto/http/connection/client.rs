//! A connection from the client's side: which bytes are the response to which request.
//!
//! One request is open at a time. Interim responses (1xx) come before the one that counts. Refused is a byte that no
//! request asked for: it is reported once and ends the connection, because whoever reads on would take it for the response
//! to the next request.
//!
//! # States
//!
//! | reading   | event                                  | to        |   | writing  | event                           | to       |
//! |-----------|----------------------------------------|-----------|---|----------|---------------------------------|----------|
//! | Idle      | a request begins                       | Response  |   | Idle     | a request begins                | Request  |
//! | Response  | the head of an interim response        | Interim   |   | Request  | the request is complete         | Complete |
//! | Interim   | its end                                | Response  |   | Complete | the response is complete        | Idle     |
//! | Response  | the end, and the request is complete   | Idle      |   |          |                                 |          |
//! | Response  | the end, and it is not                 | Complete  |   |          |                                 |          |
//! | Complete  | the request is complete                | Idle      |   |          |                                 |          |
//! | Response  | the end, and the server closes         | MustClose |   |          |                                 |          |
//! | Response  | the head hands the connection over     | Closed    |   |          |                                 |          |
//! | any       | a refusal                              | Closed    |   |          |                                 |          |

use super::inbound::{Inbound, InboundPiece};
use crate::Bytes;
use crate::http::method::Method;
use crate::http::refusal::{Cause, Refusal};
use crate::http::response::{ResponseBody, ResponseHead, StatusLine};
use crate::http::scan::Limits;

/// What a server sent.
#[derive(Debug)]
pub enum ResponseEvent {
    /// A head is complete. `End` follows unless it is interim or hands the connection over.
    Head(HttpResponse),
    /// A piece of the body, the transfer coding taken off. Never empty.
    Body(Bytes),
    /// The response is complete.
    End {
        /// The raw lines of a trailer section, mostly empty.
        trailers: Box<[u8]>,
        /// What becomes of the connection.
        after: After,
    },
    /// Bytes that are no acceptable response, or one too many. The connection is to be closed.
    Refused(Refusal),
}

/// What becomes of a connection behind a response.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum After {
    /// It can take another request, once this one is complete, too.
    Request,
    /// It can take another request.
    Reuse,
    /// It takes none: the server closes it, or sent more than was requested.
    Close,
}

/// The head of a response.
#[derive(Debug)]
pub struct HttpResponse {
    /// What it says, in ranges of `raw`.
    pub head: ResponseHead,
    /// The bytes of the head, blank line included.
    pub raw: Box<[u8]>,
    /// Another protocol begins behind it: nothing is read until [`Client::take_over`].
    pub upgrade: bool,
}

impl HttpResponse {
    /// Another head follows.
    pub fn is_interim(&self) -> bool {
        self.head.status < 200 && !self.upgrade
    }
}

/// What is due from the server; see the table above.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Reading {
    /// Nothing: a byte is one too many. So it is in `Complete` and `MustClose`.
    Idle,
    /// The response, or the rest of it.
    Response,
    /// The end of an interim response, which is not reported.
    Interim,
    Complete,
    MustClose,
    /// Nothing is read.
    Closed,
}

/// How far the request is; see the table above.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Writing {
    Idle,
    Request,
    Complete,
}

/// The state of a connection to a server.
#[derive(Debug)]
pub struct Client {
    reading: Reading,
    writing: Writing,
    inbound: Inbound<StatusLine>,
    /// The method of the open request: it decides whether the response has a body.
    method: Method,
    /// The head of the response lets the connection live on.
    keep_alive: bool,
    /// The server has sent FIN.
    eof: bool,
}

impl Client {
    /// A connection on which nothing was sent.
    pub fn new(limits: Limits) -> Self {
        Self {
            reading: Reading::Idle,
            writing: Writing::Idle,
            inbound: Inbound::new(limits),
            method: Method::Get,
            keep_alive: false,
            eof: false,
        }
    }

    /// A request goes out. False when the connection cannot take one: the last exchange is not over, or the server said
    /// something unasked or has closed.
    pub fn begin(&mut self, method: Method) -> bool {
        if self.reading != Reading::Idle || self.writing != Writing::Idle || self.inbound.has_kept() || self.eof {
            return false;
        }
        self.reading = Reading::Response;
        self.writing = Writing::Request;
        self.method = method;
        true
    }

    /// All of the request was written. True when the exchange is over with it: the response was complete before.
    pub fn finish_request(&mut self) -> bool {
        if self.writing != Writing::Request {
            return false;
        }
        let over = self.reading == Reading::Complete;
        self.writing = Writing::Complete;
        if over {
            self.reading = Reading::Idle;
            self.writing = Writing::Idle;
        }
        over
    }

    /// Whether more bytes are of use now. Those that are one too many are: they end the connection.
    pub fn wants_input(&self) -> bool {
        !self.eof && self.reading != Reading::Closed
    }

    /// Whether [`Client::receive`] may return an event without new bytes.
    pub fn has_event(&self) -> bool {
        match self.reading {
            Reading::Response | Reading::Interim => self.inbound.has_kept() || self.inbound.has_due(),
            Reading::Idle | Reading::Complete | Reading::MustClose => self.inbound.has_kept(),
            Reading::Closed => false,
        }
    }

    /// The server has sent FIN.
    pub fn is_eof(&self) -> bool {
        self.eof
    }

    /// FIN came. A body without a length is complete with it; everything else is as unfinished as it was.
    pub fn end_of_input(&mut self) {
        self.eof = true;
        self.finish_input();
    }

    /// Takes in `fresh` bytes (none to go on with kept ones) and returns the first event they make. What they hold
    /// beyond it is kept; ask again while [`Client::has_event`].
    pub fn receive(&mut self, fresh: &[u8]) -> Option<ResponseEvent> {
        match self.reading {
            Reading::Response | Reading::Interim => {}
            Reading::Closed => {
                self.inbound.keep(fresh);
                return None;
            }
            Reading::Idle | Reading::Complete | Reading::MustClose => {
                let unasked = !fresh.is_empty() || self.inbound.has_kept();
                return unasked.then(|| self.refuse(Cause::Unasked.into()));
            }
        }
        let mut piece = self.inbound.next(fresh);
        while self.reading == Reading::Interim && matches!(piece, Some(InboundPiece::End(_))) {
            self.reading = Reading::Response;
            piece = self.inbound.next(&[]);
        }
        match piece {
            Some(InboundPiece::Head(head, raw)) => Some(ResponseEvent::Head(self.head(head, raw))),
            Some(InboundPiece::Body(bytes)) => Some(ResponseEvent::Body(bytes)),
            Some(InboundPiece::End(trailers)) => Some(ResponseEvent::End { trailers, after: self.end() }),
            Some(InboundPiece::Refused(refusal)) => Some(self.refuse(refusal)),
            None => {
                self.finish_input();
                None
            }
        }
    }

    /// Whether the next `len` bytes are all body, none of which was kept.
    pub fn is_body_only(&self, len: u64) -> bool {
        self.reading == Reading::Response && self.inbound.is_body_only(len)
    }

    /// Takes a piece of a body that [`Client::is_body_only`] announced. It is not copied.
    pub fn receive_body(&mut self, bytes: Bytes) -> Option<ResponseEvent> {
        match self.inbound.take_body(bytes) {
            Some(InboundPiece::Body(bytes)) => Some(ResponseEvent::Body(bytes)),
            _ => None,
        }
    }

    /// Gives the connection up to another protocol: the bytes behind the head.
    pub fn take_over(self) -> Vec<u8> {
        self.inbound.into_rest()
    }

    fn head(&mut self, head: ResponseHead, raw: Box<[u8]>) -> HttpResponse {
        let tunnel = self.method == Method::Connect && matches!(head.status, 200..300);
        let upgrade = head.status == 101 || tunnel;
        self.keep_alive = head.keep_alive && head.body(self.method) != ResponseBody::UntilClose;
        if upgrade {
            self.reading = Reading::Closed;
        } else if head.status < 200 {
            self.reading = Reading::Interim;
        } else if self.method == Method::Head {
            self.inbound.skip_body();
        }
        HttpResponse { head, raw, upgrade }
    }

    /// The response is complete.
    fn end(&mut self) -> After {
        let after = match self.writing {
            _ if !self.keep_alive || self.eof || self.inbound.has_kept() => After::Close,
            Writing::Request => After::Request,
            Writing::Idle | Writing::Complete => After::Reuse,
        };
        self.reading = match after {
            After::Close => Reading::MustClose,
            After::Request => Reading::Complete,
            After::Reuse => Reading::Idle,
        };
        if after == After::Reuse {
            self.writing = Writing::Idle;
        }
        after
    }

    fn refuse(&mut self, refusal: Refusal) -> ResponseEvent {
        self.reading = Reading::Closed;
        ResponseEvent::Refused(refusal)
    }

    fn finish_input(&mut self) {
        if self.eof && self.reading == Reading::Response && !self.inbound.has_kept() {
            self.inbound.finish();
        }
    }
}
