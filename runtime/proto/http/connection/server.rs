//! A connection from the server's side: which request its bytes are, and whose turn it is to be responded to.
//!
//! The order that matters: a response leaves when every earlier one has left (RFC 9112 section 9.3.2), so output for a
//! later exchange is kept here until its turn comes. Refused are messages that `message::MessageReader` refuses and those
//! that are late; a client that sends requests and reads no responses is not read any further ([`PIPELINE_MAX`]).
//!
//! # States
//!
//! What is read and what is written go on side by side. [`Reading`] says what becomes of the next byte:
//!
//! | from          | event                                               | to                          |
//! |---------------|-----------------------------------------------------|-----------------------------|
//! | Open          | a head, a piece of a body, an end                   | Open                        |
//! | Open          | a head that asks for another protocol, nothing open | HandedOver                  |
//! | Open          | the same behind open exchanges                      | Upgrade                     |
//! | Upgrade       | the last of them is complete                        | HandedOver                  |
//! | Open, Upgrade | the message is refused or late                      | Refused                     |
//! | HandedOver    | the program never saw the request: it is refused    | Refused                     |
//! | any           | the last response is complete, the client may send  | Discarding                  |
//! | any           | the last response is complete, nothing is missing   | Closed                      |
//! | Discarding    | too much comes, for too long; the body is refused   | Closed                      |
//! | any           | FIN comes, and no response is left to send          | Closed                      |
//!
//! [`Writing`] says how far the response is whose turn it is. A response is the last when its head or its length says so,
//! when its request was refused, or when the client has sent FIN and nothing else is open.
//!
//! | from       | event                                               | to                          |
//! |------------|-----------------------------------------------------|-----------------------------|
//! | Idle       | a request                                           | Head                        |
//! | Head       | bytes of the response (interim ones do not count)   | Body                        |
//! | Head, Body | the response is complete, another exchange is open  | that exchange's Head, Body  |
//! | Head, Body | the response is complete, nothing else is open      | Idle                        |
//! | Head, Body | the last response is complete                       | Closed                      |
//!
//! Requests that were read behind the last response get no response: their output is refused ([`Output::Gone`]).

use std::rc::Rc;

use super::flight::{Clock, Flight, Waiting, Writing};
use super::inbound::{Inbound, InboundPiece};
pub use super::options::ServerOptions;
use super::outgoing::refusal_response;
use crate::Bytes;
use crate::http::head::{BodyKind, RequestHead, RequestLine};
use crate::http::refusal::{Cause, Refusal};

/// Requests read ahead of the response to the first of them.
pub const PIPELINE_MAX: u32 = 32;

/// Bytes kept for a response whose turn has not come, above which a write is reported as queued.
const WAITING_LEN_MAX: usize = 64 * 1024;

/// How long a client may go on sending behind the last response, in milliseconds and in bytes.
const LINGER_TOTAL_MS: u32 = 30_000;
const LINGER_LEN_MAX: u32 = 1 << 20;

/// A request whose head is complete.
#[derive(Debug)]
pub struct HttpRequest {
    /// Counts the requests of the connection, wrapping; names the response in [`Server::write`] and [`Server::finish`].
    pub exchange: u32,
    /// What the head says, in ranges of `raw`.
    pub head: RequestHead,
    /// The bytes of the head, blank line included.
    pub raw: Box<[u8]>,
}

/// What the bytes of a connection made.
#[derive(Debug)]
pub enum ServerEvent {
    /// A head is complete. `Body` and `End` follow when it announces a body, and only then. A head that asks for
    /// another protocol stops the reading until [`Server::take_over`].
    Request(HttpRequest),
    /// A piece of a request's body, the transfer coding taken off.
    Body {
        /// The exchange it belongs to.
        exchange: u32,
        /// Never empty.
        chunk: Bytes,
    },
    /// The body of a request is complete.
    End {
        /// The exchange it belongs to.
        exchange: u32,
        /// The raw lines of a trailer section, mostly empty.
        trailers: Box<[u8]>,
    },
    /// The bytes are no acceptable request, or came too late. Nothing is read behind them.
    Refused {
        /// Why.
        refusal: Refusal,
        /// What is to be done at once: the response to it, when it is its turn.
        due: Due,
    },
    /// The client has sent too much behind the last response: the connection is to be closed.
    Close,
}

/// What becomes of output.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Output {
    /// It is this exchange's turn: the bytes go to the socket.
    Now,
    /// It is kept until then.
    Kept {
        /// There is much of it: [`Server::take_drain`] says when its turn has come.
        full: bool,
    },
    /// Nobody waits for it: the exchange is over, or never was.
    Gone,
}

/// What is to be done behind a response that is complete.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Due {
    /// Bytes that are to be written: of later responses whose turn has come.
    pub bytes: Vec<u8>,
    /// The connection ends behind them.
    pub close: Option<Close>,
}

/// How a connection ends.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Close {
    /// At once: what was written is of no use.
    Now,
    /// When all is written.
    AfterFlush,
    /// FIN when all is written; the connection is read on for [`super::LINGER_MS`] after each piece.
    Linger,
}

/// What becomes of the next byte; see the table above.
#[derive(Debug)]
enum Reading {
    Open,
    /// The head of a request for another protocol, reported when every earlier exchange is complete.
    Upgrade(Box<(RequestHead, Box<[u8]>)>),
    /// Nothing is read until somebody takes the connection over.
    HandedOver,
    /// The response to what was refused waits for its turn.
    Refused,
    /// FIN was sent, and what comes is only read so that the response is not lost to a reset.
    Discarding {
        /// The response to the last request was complete before its body was complete: what comes of that is still reported.
        report: bool,
        /// Since when, in milliseconds, wrapping; and the bytes that came since then.
        since_ms: u32,
        len: u32,
    },
    Closed,
}

/// The state of a connection. What only a request in flight needs is dropped when none is: idle connections are many.
#[derive(Debug)]
pub struct Server {
    options: Rc<ServerOptions>,
    /// The number the next request gets.
    next: u32,
    /// The exchange whose response goes to the socket now; `next` when none is open.
    turn: u32,
    reading: Reading,
    writing: Writing,
    /// The program has paused the reading.
    paused: bool,
    /// The client has sent FIN.
    eof: bool,
    /// A response had more than fits to wait, and its turn has come: the program may go on writing it.
    drain: bool,
    flight: Option<Box<Flight>>,
}

impl Server {
    /// A connection that was just accepted.
    pub fn new(options: Rc<ServerOptions>) -> Self {
        Self {
            options,
            next: 0,
            turn: 0,
            reading: Reading::Open,
            writing: Writing::Idle,
            paused: false,
            eof: false,
            drain: false,
            flight: None,
        }
    }

    /// Requests that were reported and whose response is not complete; at most [`PIPELINE_MAX`].
    pub fn open_exchanges(&self) -> u32 {
        self.next.wrapping_sub(self.turn)
    }

    /// The exchange whose response is being written.
    pub fn turn(&self) -> u32 {
        self.turn
    }

    /// Whether a response is to be drained: true once.
    pub fn take_drain(&mut self) -> bool {
        std::mem::take(&mut self.drain)
    }

    /// Whether a response is to be drained.
    pub fn has_drain(&self) -> bool {
        self.drain
    }

    /// Whether more bytes are of use now.
    pub fn wants_input(&self) -> bool {
        match self.reading {
            Reading::Discarding { .. } => true,
            Reading::Open => !self.paused && !self.eof && self.open_exchanges() < PIPELINE_MAX,
            Reading::Upgrade(_) | Reading::HandedOver | Reading::Refused | Reading::Closed => false,
        }
    }

    /// Whether [`Server::receive`] may return an event without new bytes.
    pub fn has_event(&self) -> bool {
        let within = |flight: &Flight| flight.inbound.has_due() || flight.inbound.has_kept();
        match self.reading {
            _ if self.paused => false,
            Reading::Open => self.flight.as_deref().is_some_and(|flight| {
                within(flight) && (flight.inbound.is_within_body() || self.open_exchanges() < PIPELINE_MAX)
            }),
            Reading::Upgrade(_) => self.open_exchanges() == 0,
            Reading::Discarding { report: true, .. } => self.flight.as_deref().is_some_and(within),
            Reading::Discarding { .. } | Reading::HandedOver | Reading::Refused | Reading::Closed => false,
        }
    }

    /// Whether the next byte begins a request, or goes on with its head.
    pub fn is_between_bodies(&self) -> bool {
        let within = |flight: &Flight| flight.inbound.is_within_body();
        !matches!(self.reading, Reading::Discarding { .. }) && !self.flight.as_deref().is_some_and(within)
    }

    /// Whether a message is unfinished: part of its head came, or its body is not complete.
    pub fn is_mid_message(&self) -> bool {
        matches!(self.reading, Reading::Upgrade(_))
            || self.flight.as_deref().is_some_and(|flight| !flight.inbound.is_idle())
    }

    /// Takes in `fresh` bytes (none to go on with kept ones) and returns the first event they make. What they hold
    /// beyond it is kept; ask again while [`Server::has_event`].
    #[inline]
    pub fn receive(&mut self, fresh: &[u8], now_ms: u64) -> Option<ServerEvent> {
        if !matches!(self.reading, Reading::Open) {
            return self.receive_beside(fresh, now_ms);
        }
        if self.flight.is_some() {
            return self.advance(fresh, now_ms);
        }
        // The usual case: a whole request, nothing before it and nothing behind. It needs no allocation but its head.
        let mut inbound = Inbound::<RequestLine>::new(self.options.limits);
        let piece = inbound.next(fresh);
        match piece {
            None if inbound.is_idle() => return None,
            Some(InboundPiece::Head(head, raw)) if head.body == BodyKind::None && !head.is_upgrade() => {
                inbound.skip_end();
                if !inbound.is_idle() {
                    self.flight = Some(Flight::new(inbound));
                }
                return Some(self.begin(head, raw));
            }
            _ => {}
        }
        self.flight = Some(Flight::new(inbound));
        self.arrived(piece, false, now_ms)
    }

    /// Whether the next `len` bytes are all body, with none kept before them.
    pub fn is_body_only(&self, len: u64) -> bool {
        matches!(self.reading, Reading::Open)
            && self.flight.as_deref().is_some_and(|flight| flight.inbound.is_body_only(len))
    }

    /// Takes a piece of a body that [`Server::is_body_only`] announced. It is not copied.
    pub fn receive_body(&mut self, bytes: Bytes, now_ms: u64) -> Option<ServerEvent> {
        let piece = self.flight.as_deref_mut()?.inbound.take_body(bytes);
        self.arrived(piece, true, now_ms)
    }

    /// The client has sent FIN. True when the connection is to be closed once all is written; false while responses are
    /// to come. What came before it goes first: it is not called while [`Server::has_event`].
    pub fn end_of_input(&mut self) -> bool {
        self.eof = true;
        // A body that will never be complete leaves no response to send.
        let over =
            self.open_exchanges() == 0 || matches!(self.reading, Reading::Discarding { .. }) || self.is_body_missing();
        if over {
            self.abandon();
        }
        over
    }

    /// The program pauses or resumes the reading. While it pauses nobody is late.
    pub fn set_paused(&mut self, paused: bool) {
        self.paused = paused;
        if let Some(flight) = self.flight.as_deref_mut()
            && flight.inbound.is_within_body()
        {
            flight.clock = Clock::default();
        }
    }

    /// Gives the connection up to another protocol: the bytes behind the head.
    pub fn take_over(&mut self) -> Vec<u8> {
        self.reading = Reading::Closed;
        self.flight.take().map_or_else(Vec::new, |flight| flight.inbound.into_rest())
    }

    /// Whether the client has sent FIN.
    pub fn is_eof(&self) -> bool {
        self.eof
    }

    /// What becomes of bytes of the response to `exchange`. They are copied where they are kept.
    #[inline]
    pub fn write(&mut self, exchange: u32, bytes: &[u8]) -> Output {
        if exchange == self.turn && self.open_exchanges() > 0 {
            if !bytes.is_empty() {
                self.writing = Writing::Body;
            }
            return Output::Now;
        }
        let Some(waiting) = self.waiting(exchange) else { return Output::Gone };
        waiting.bytes.extend_from_slice(bytes);
        if !bytes.is_empty() {
            waiting.writing = Writing::Body;
        }
        let full = waiting.bytes.len() > WAITING_LEN_MAX;
        waiting.drain_owed |= full;
        Output::Kept { full }
    }

    /// The same for an interim response (1xx): the one that counts has not begun.
    pub fn write_interim(&mut self, exchange: u32, bytes: &[u8]) -> Output {
        if exchange == self.turn && self.open_exchanges() > 0 {
            return Output::Now;
        }
        let Some(waiting) = self.waiting(exchange) else { return Output::Gone };
        waiting.bytes.extend_from_slice(bytes);
        Output::Kept { full: false }
    }

    /// The response to `exchange` is complete; `keep_alive`: the connection lives on behind it. Returns what is due now;
    /// none when it was not its turn.
    #[inline]
    pub fn finish(&mut self, exchange: u32, keep_alive: bool, now_ms: u64) -> Option<Due> {
        if exchange != self.turn || self.open_exchanges() == 0 {
            if let Some(waiting) = self.waiting(exchange) {
                waiting.ended = Some(keep_alive);
            }
            return None;
        }
        let mut due = Due::default();
        self.drain = false;
        // A body that nobody waits for any more must not stop the requests behind it.
        self.set_paused(false);
        let mut keep_alive = keep_alive;
        loop {
            self.turn = self.turn.wrapping_add(1);
            if !keep_alive {
                due.close = Some(self.close(now_ms));
                return Some(due);
            }
            self.writing = if self.open_exchanges() > 0 { Writing::Head } else { Writing::Idle };
            let Some(mut waiting) = self.take_waiting() else { break };
            self.writing = waiting.writing;
            due.bytes.append(&mut waiting.bytes);
            match waiting.ended {
                Some(lives) => keep_alive = lives,
                None => {
                    self.drain = waiting.drain_owed;
                    break;
                }
            }
        }
        if self.eof && self.open_exchanges() == 0 {
            due.close = Some(Close::AfterFlush);
        }
        self.tidy();
        Some(due)
    }

    /// Refuses the message that is being read, or that is missing (see [`Server::missing`]).
    pub fn refuse(&mut self, refusal: Refusal, now_ms: u64) -> Due {
        self.refuse_message(refusal, self.is_body_missing(), now_ms)
    }

    /// Refuses a request that was reported already, when the program has not seen it yet.
    pub fn refuse_request(&mut self, exchange: u32, refusal: Refusal, now_ms: u64) -> Due {
        self.reading = Reading::Refused;
        self.drop_input();
        self.respond(exchange, &refusal_response(refusal), now_ms)
    }

    /// What is missing of a message, when the client is the one to wait for.
    pub fn missing(&self) -> Option<Cause> {
        let flight = self.flight.as_deref().filter(|_| matches!(self.reading, Reading::Open))?;
        if flight.inbound.is_body_incomplete() || flight.inbound.has_refusal() {
            return (!self.paused).then_some(Cause::BodyTimeout);
        }
        (flight.inbound.is_within_head() && flight.clock.since_ms.is_some()).then_some(Cause::HeadTimeout)
    }

    /// How long the client may be silent before what is missing is too late, in milliseconds; `None` when nothing is
    /// missing or it may take for ever.
    pub fn time_left_ms(&self, now_ms: u64) -> Option<u64> {
        let timeout = |ms: u64| (ms != 0).then_some(ms);
        match self.missing()? {
            Cause::HeadTimeout => {
                let since = self.flight.as_deref()?.clock.since_ms?;
                Some(timeout(self.options.head_timeout_ms)?.saturating_sub(now_ms.saturating_sub(since)))
            }
            _ => timeout(self.options.body_timeout_ms),
        }
    }

    /// Bytes while no requests are taken in.
    fn receive_beside(&mut self, fresh: &[u8], now_ms: u64) -> Option<ServerEvent> {
        match &mut self.reading {
            Reading::Open | Reading::Refused | Reading::Closed => None,
            Reading::HandedOver | Reading::Upgrade(_) => {
                let limits = self.options.limits;
                let flight = self.flight.get_or_insert_with(|| Flight::new(Inbound::new(limits)));
                flight.inbound.keep(fresh);
                if self.open_exchanges() > 0 {
                    return None;
                }
                match std::mem::replace(&mut self.reading, Reading::HandedOver) {
                    Reading::Upgrade(request) => Some(self.begin(request.0, request.1)),
                    _ => None,
                }
            }
            Reading::Discarding { report, since_ms, len } => {
                *len = len.saturating_add(u32::try_from(fresh.len()).unwrap_or(u32::MAX));
                let lingered_ms = (now_ms as u32).wrapping_sub(*since_ms);
                if !fresh.is_empty() && (*len > LINGER_LEN_MAX || lingered_ms > LINGER_TOTAL_MS) {
                    self.reading = Reading::Closed;
                    return Some(ServerEvent::Close);
                }
                if *report { self.advance(fresh, now_ms) } else { None }
            }
        }
    }

    fn advance(&mut self, fresh: &[u8], now_ms: u64) -> Option<ServerEvent> {
        let full = self.open_exchanges() >= PIPELINE_MAX;
        let flight = self.flight.as_deref_mut()?;
        let within_body = flight.inbound.is_within_body();
        if full && !within_body {
            flight.inbound.keep(fresh);
            return None;
        }
        let piece = flight.inbound.next(fresh);
        self.arrived(piece, within_body, now_ms)
    }

    /// What a piece of the input means; `within_body`: it was read in one.
    fn arrived(
        &mut self,
        piece: Option<InboundPiece<RequestHead>>,
        within_body: bool,
        now_ms: u64,
    ) -> Option<ServerEvent> {
        let exchange = self.next.wrapping_sub(1);
        let flight = self.flight.as_deref_mut()?;
        let late = match &piece {
            Some(InboundPiece::Body(chunk)) => flight.is_body_late(chunk.len(), &self.options, now_ms),
            None if within_body => flight.is_body_late(0, &self.options, now_ms),
            None => flight.is_head_late(&self.options, now_ms),
            Some(_) => None,
        };
        if let Some(cause) = late {
            return Some(self.refused(cause.into(), within_body, now_ms));
        }
        match piece? {
            InboundPiece::Head(head, raw) => {
                flight.clock = Clock::default();
                if head.is_upgrade() {
                    if self.open_exchanges() > 0 {
                        self.reading = Reading::Upgrade(Box::new((head, raw)));
                        return None;
                    }
                    self.reading = Reading::HandedOver;
                } else if head.body == BodyKind::None {
                    flight.inbound.skip_end();
                    self.tidy();
                }
                Some(self.begin(head, raw))
            }
            InboundPiece::Body(chunk) => Some(ServerEvent::Body { exchange, chunk }),
            InboundPiece::End(trailers) => {
                flight.clock = Clock::default();
                if let Reading::Discarding { report, .. } = &mut self.reading {
                    *report = false;
                    self.flight = None;
                }
                self.tidy();
                Some(ServerEvent::End { exchange, trailers })
            }
            InboundPiece::Refused(refusal) => Some(self.refused(refusal, within_body, now_ms)),
        }
    }

    fn begin(&mut self, head: RequestHead, raw: Box<[u8]>) -> ServerEvent {
        let exchange = self.next;
        self.next = exchange.wrapping_add(1);
        if self.writing == Writing::Idle {
            self.writing = Writing::Head;
        }
        ServerEvent::Request(HttpRequest { exchange, head, raw })
    }

    fn refused(&mut self, refusal: Refusal, within_body: bool, now_ms: u64) -> ServerEvent {
        ServerEvent::Refused { refusal, due: self.refuse_message(refusal, within_body, now_ms) }
    }

    /// A refused request gets its response in its turn like any other, and nothing is read behind it. When the response to
    /// a request whose body is refused has begun, all that is left is to end it where it is.
    fn refuse_message(&mut self, refusal: Refusal, within_body: bool, now_ms: u64) -> Due {
        let exchange = self.next.wrapping_sub(u32::from(within_body));
        if !within_body {
            self.next = self.next.wrapping_add(1);
        }
        if self.open_exchanges() == 0 || (exchange == self.turn && self.writing == Writing::Body) {
            self.abandon();
            return Due { bytes: Vec::new(), close: Some(Close::Now) };
        }
        self.end_reading(Reading::Refused);
        if let Some(waiting) = self.waiting_entry(exchange)
            && waiting.writing == Writing::Body
        {
            waiting.ended = Some(false);
            return Due::default();
        }
        self.respond(exchange, &refusal_response(refusal), now_ms)
    }

    /// Writes the last response.
    fn respond(&mut self, exchange: u32, response: &[u8], now_ms: u64) -> Due {
        let bytes = if self.write(exchange, response) == Output::Now { response.to_vec() } else { Vec::new() };
        let close = self.finish(exchange, false, now_ms).and_then(|due| due.close);
        Due { bytes, close }
    }

    /// The last response is complete: requests behind it get no response, and their bodies not reported.
    fn close(&mut self, now_ms: u64) -> Close {
        let refused = matches!(self.reading, Reading::Refused);
        let unread = refused || self.is_mid_message();
        if self.next != self.turn {
            self.next = self.turn;
            self.drop_input();
        }
        self.writing = Writing::Closed;
        if self.eof || !unread {
            self.end_reading(Reading::Closed);
            return Close::AfterFlush;
        }
        let report = !refused && self.flight.as_deref().is_some_and(|flight| flight.inbound.is_within_body());
        self.reading = Reading::Discarding { report, since_ms: now_ms as u32, len: 0 };
        if !report {
            self.flight = None;
        }
        Close::Linger
    }

    /// Nothing is read and nothing is written any more.
    fn abandon(&mut self) {
        self.next = self.turn;
        self.writing = Writing::Closed;
        self.end_reading(Reading::Closed);
    }

    fn end_reading(&mut self, reading: Reading) {
        self.reading = reading;
        self.drop_input();
    }

    /// Whether the body of the last request is not complete.
    fn is_body_missing(&self) -> bool {
        self.flight.as_deref().is_some_and(|flight| flight.inbound.is_body_incomplete() || flight.inbound.has_refusal())
    }

    fn drop_input(&mut self) {
        if let Some(flight) = self.flight.as_deref_mut() {
            flight.inbound = Inbound::new(self.options.limits);
            flight.clock = Clock::default();
        }
        self.tidy();
    }

    /// Where output of an exchange is kept whose turn has not come and which is not complete.
    fn waiting(&mut self, exchange: u32) -> Option<&mut Waiting> {
        self.waiting_entry(exchange).filter(|waiting| waiting.ended.is_none())
    }

    fn waiting_entry(&mut self, exchange: u32) -> Option<&mut Waiting> {
        let ahead = exchange.wrapping_sub(self.turn);
        if ahead == 0 || ahead >= self.open_exchanges() {
            return None;
        }
        let limits = self.options.limits;
        let flight = self.flight.get_or_insert_with(|| Flight::new(Inbound::new(limits)));
        flight.waiting_entry(exchange)
    }

    /// The output that waited for the turn that has come.
    fn take_waiting(&mut self) -> Option<Waiting> {
        let waiting = &mut self.flight.as_deref_mut()?.waiting;
        let place = waiting.iter().position(|waiting| waiting.exchange == self.turn)?;
        waiting.remove(place)
    }

    /// Drops what an idle connection does not need.
    #[inline]
    fn tidy(&mut self) {
        if self.flight.as_deref().is_some_and(|flight| flight.inbound.is_idle() && flight.waiting.is_empty()) {
            self.flight = None;
        }
    }
}
