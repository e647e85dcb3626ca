//! One HTTP connection: what its bytes mean, and whose turn it is to be answered.
//!
//! The order that matters: a response leaves when every earlier one has left (RFC 9112 section 9.3.2), so output for a
//! later exchange is kept here until its turn comes. A client that sends requests and reads no answers is not read
//! any further ([`PIPELINE_MAX`]).

use std::collections::VecDeque;
use std::rc::Rc;

use noderu_proto::http::chunked::{Decoder, Step};
use noderu_proto::http::head::{BodyKind, HeadScanner, RequestHead, Status};
use noderu_proto::http::{Cause, Refusal};

use super::{HttpEvent, HttpOptions, HttpRequest};
use crate::event::copied;
use crate::{Bytes, HandleId};

/// Requests read ahead of the answer to the first of them.
const PIPELINE_MAX: u32 = 32;

/// Bytes kept for responses whose turn has not come, above which a write answers that it is queued.
const WAITING_LEN_MAX: usize = 64 * 1024;

/// Bytes of a body that give it another second (see [`HttpOptions::body_timeout_ms`]).
const BODY_LEN_PER_SECOND: u64 = 1024;

/// The state of a connection that outlives its requests.
#[derive(Debug)]
pub(crate) struct Connection {
    /// The listener that accepted it.
    pub server: HandleId,
    options: Rc<HttpOptions>,
    /// The number the next request gets.
    next: u32,
    /// The exchange whose response goes to the socket now; `next` when none is open.
    writing: u32,
    /// Not read while the program says so.
    pub paused: bool,
    /// The peer has sent FIN.
    pub eof: bool,
    /// What comes is thrown away: the last response is on its way, or was.
    pub deaf: bool,
    /// Bytes of the response that is being written have left.
    started: bool,
    /// A message was refused; bytes of it may still be coming.
    pub refused: bool,
    /// FIN was sent, and what comes is only read so that the answer is not lost to a reset.
    pub lingering: bool,
    /// Bytes that came while lingering, and since when that is, in milliseconds, wrapping.
    pub discarded: u32,
    pub linger_since_ms: u32,
    /// The head of another protocol's request came: nothing is read until somebody takes over.
    handed_over: bool,
    /// `Drain` is to be told for the response that is being written now.
    pub drain: bool,
    /// The idle time that is in force because part of a message is missing, 0 when none is; and the one before it.
    pub urgent_ms: u32,
    pub idle_before_ms: u32,
    /// Requests in flight, bodies and bytes that are not parsed yet.
    work: Option<Box<Work>>,
}

/// What a request in flight needs.
#[derive(Debug, Default)]
struct Work {
    /// Bytes that arrived and are not parsed, from `at` on.
    input: Vec<u8>,
    at: usize,
    scanner: HeadScanner,
    /// `input` was scanned to its end and holds no whole head.
    starved: bool,
    /// When the first byte of the unfinished head came, in milliseconds.
    head_since_ms: Option<u64>,
    /// A head that asks for another protocol is here; it is told when all before it is answered.
    upgrade_waits: bool,
    body: Body,
    /// Since when bytes of the body are waited for, and how many came since then.
    body_since_ms: Option<u64>,
    body_len: u64,
    /// Output for exchanges behind the one that is being written.
    waiting: VecDeque<Waiting>,
}

/// Where in a message the next byte is.
#[derive(Debug, Default)]
enum Body {
    /// In a head.
    #[default]
    None,
    Length(u64),
    Chunked(Box<Decoder>),
    /// All of the body was told; its `End` is still to be.
    Over(Box<[u8]>),
    /// What came of the body was told; that it is refused is still to be.
    Fault(Refusal),
}

/// Output of an exchange whose turn has not come.
#[derive(Debug)]
struct Waiting {
    exchange: u32,
    bytes: Vec<u8>,
    /// It was ended; whether the connection lives on behind it.
    ended: Option<bool>,
    drain_owed: bool,
}

/// What to do with output.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum Output {
    /// It is this exchange's turn: the bytes go to the socket.
    Now,
    /// It is kept. `true`: there is little of it so far.
    Kept(bool),
    /// Nobody wants it: the exchange is over, or never was.
    Gone,
}

/// What follows a response that left.
#[derive(Debug, Default, PartialEq, Eq)]
pub(crate) struct Next {
    /// Bytes of later responses, now due.
    pub bytes: Vec<u8>,
    /// The connection ends behind them.
    pub close: bool,
}

impl Connection {
    pub fn new(server: HandleId, options: Rc<HttpOptions>) -> Connection {
        Connection {
            server,
            options,
            next: 0,
            writing: 0,
            paused: false,
            eof: false,
            deaf: false,
            started: false,
            refused: false,
            lingering: false,
            discarded: 0,
            linger_since_ms: 0,
            handed_over: false,
            drain: false,
            urgent_ms: 0,
            idle_before_ms: 0,
            work: None,
        }
    }

    /// Requests that were told and whose response has not left.
    pub fn open_exchanges(&self) -> u32 {
        self.next.wrapping_sub(self.writing)
    }

    /// The exchange whose response is being written.
    pub fn writing(&self) -> u32 {
        self.writing
    }

    /// Whether a request is unfinished: part of its head came, or its body is not complete.
    pub fn mid_request(&self) -> bool {
        self.work.as_ref().is_some_and(|work| !matches!(work.body, Body::None) || work.at < work.input.len())
    }

    /// Whether a body is incomplete.
    pub fn mid_body(&self) -> bool {
        self.work.as_ref().is_some_and(|work| matches!(work.body, Body::Length(_) | Body::Chunked(_) | Body::Fault(_)))
    }

    /// Whether the next byte begins a request, or goes on with its head.
    pub fn between_bodies(&self) -> bool {
        !self.lingering && self.work.as_ref().is_none_or(|work| matches!(work.body, Body::None))
    }

    /// The last request was answered before its body was complete: what comes of that is still told.
    pub fn tells_rest(&self) -> bool {
        self.lingering && self.work.as_ref().is_some_and(|work| !matches!(work.body, Body::None))
    }

    /// Whether part of a head came and the rest is waited for. Empty lines are no part of it.
    fn mid_head(&self) -> Option<&Work> {
        let work = self.work.as_deref().filter(|_| !self.deaf && !self.handed_over)?;
        (matches!(work.body, Body::None) && work.head_since_ms.is_some()).then_some(work)
    }

    /// What is missing of a message, when the client is the one to wait for.
    pub fn missing(&self) -> Option<Cause> {
        if self.mid_head().is_some() {
            return Some(Cause::HeadTimeout);
        }
        (self.mid_body() && !self.paused && !self.deaf).then_some(Cause::BodyTimeout)
    }

    /// How long the client may be silent before what is missing is too late, in milliseconds; none while the usual idle
    /// time does.
    pub fn urgent(&self, now_ms: u64, idle_ms: u32) -> Option<u32> {
        let left = match self.mid_head() {
            Some(work) => {
                let timeout = Some(self.options.head_timeout_ms).filter(|&ms| ms != 0)?;
                timeout.saturating_sub(now_ms.saturating_sub(work.head_since_ms?))
            }
            None if self.missing().is_some() => Some(self.options.body_timeout_ms).filter(|&ms| ms != 0)?,
            None => return None,
        };
        let left = u32::try_from(left).unwrap_or(u32::MAX).max(1);
        (idle_ms == 0 || left < idle_ms).then_some(left)
    }

    /// The program pauses or resumes the reading. While it pauses nobody is late.
    pub fn set_paused(&mut self, paused: bool) {
        self.paused = paused;
        if let Some(work) = &mut self.work {
            work.body_since_ms = None;
        }
    }

    /// Whether more bytes are of use now.
    pub fn wants_input(&self) -> bool {
        self.lingering
            || !(self.deaf
                || self.paused
                || self.handed_over
                || self.eof
                || self.open_exchanges() >= PIPELINE_MAX
                || self.work.as_ref().is_some_and(|work| work.upgrade_waits))
    }

    /// Whether `next_event` may have something without new bytes.
    pub fn has_input(&self) -> bool {
        if (self.deaf && !self.tells_rest()) || self.paused || self.handed_over {
            return false;
        }
        let Some(work) = &self.work else { return false };
        match work.body {
            Body::Over(_) | Body::Fault(_) => true,
            Body::None if work.upgrade_waits => self.open_exchanges() == 0,
            Body::None => work.at < work.input.len() && !work.starved && self.open_exchanges() < PIPELINE_MAX,
            Body::Length(_) | Body::Chunked(_) => work.at < work.input.len(),
        }
    }

    /// Takes in `fresh` bytes (none to go on with kept ones) and tells the first event they make. What they hold
    /// beyond it is kept; ask again while [`Connection::has_input`].
    pub fn next_event(&mut self, fresh: &[u8], now_ms: u64) -> Option<Result<HttpEvent, Refusal>> {
        if (self.deaf && !self.tells_rest()) || self.handed_over {
            if self.handed_over && !fresh.is_empty() {
                self.work().input.extend_from_slice(fresh);
            }
            return None;
        }
        // The usual case: a whole request, nothing before it and nothing behind.
        if self.work.is_none() {
            match HeadScanner::new().parse(fresh, &self.options.limits) {
                Ok(Status::Complete { head, .. }) if head.is_upgrade() && self.open_exchanges() > 0 => {}
                Ok(Status::Complete { head, len }) => return Some(Ok(self.request(head, fresh, len))),
                Ok(Status::Partial) if fresh.is_empty() => return None,
                Ok(Status::Partial) => {}
                Err(refusal) => return Some(Err(refusal)),
            }
        }
        let mut work = self.work.take().unwrap_or_default();
        let told = self.advance(&mut work, fresh, now_ms);
        self.work = Some(work);
        if matches!(told, Some(Ok(HttpEvent::End { .. }))) {
            self.tidy();
        }
        told
    }

    fn advance(&mut self, work: &mut Work, fresh: &[u8], now_ms: u64) -> Option<Result<HttpEvent, Refusal>> {
        if let Body::Over(_) = work.body {
            work.keep(fresh);
            let Body::Over(trailers) = std::mem::take(&mut work.body) else { return None };
            return Some(Ok(HttpEvent::End { exchange: self.next.wrapping_sub(1), trailers }));
        }
        if let Body::None = work.body {
            work.keep(fresh);
            if self.open_exchanges() >= PIPELINE_MAX {
                return None;
            }
            return match work.scanner.parse(&work.input[work.at..], &self.options.limits) {
                Ok(Status::Complete { head, .. }) if head.is_upgrade() && self.open_exchanges() > 0 => {
                    work.upgrade_waits = true;
                    work.scanner = HeadScanner::new();
                    work.head_since_ms = None;
                    None
                }
                Ok(Status::Complete { head, len }) => {
                    work.upgrade_waits = false;
                    let raw = work.input[work.at..work.at + len].into();
                    work.consume(len);
                    work.scanner = HeadScanner::new();
                    work.head_since_ms = None;
                    Some(Ok(self.begin(work, head, raw)))
                }
                Ok(Status::Partial) => {
                    work.starved = true;
                    if work.scanner.is_idle() {
                        return None;
                    }
                    let since = *work.head_since_ms.get_or_insert(now_ms);
                    let late = self.options.head_timeout_ms != 0
                        && now_ms.saturating_sub(since) > self.options.head_timeout_ms;
                    late.then(|| Err(Cause::HeadTimeout.into()))
                }
                Err(refusal) => Some(Err(refusal)),
            };
        }
        if let Body::Fault(refusal) = work.body {
            return Some(Err(refusal));
        }
        // In a body: kept bytes first, and only when they are used up the fresh ones, which need no copy then.
        let kept = std::mem::take(&mut work.input);
        let at = std::mem::take(&mut work.at);
        let (told, used) = if at < kept.len() {
            let told = work.body(self.next.wrapping_sub(1), &kept[at..]);
            (told.0, at + told.1)
        } else {
            work.body(self.next.wrapping_sub(1), fresh)
        };
        if at < kept.len() {
            work.input = kept;
            work.at = used;
            work.consume(0);
            work.keep(fresh);
        } else {
            work.keep(&fresh[used..]);
        }
        if work.is_late(self.options.body_timeout_ms, now_ms) { Some(Err(Cause::BodyTimeout.into())) } else { told }
    }

    /// Whether so many of the next bytes are body and nothing else, none of which was kept.
    pub fn is_body_only(&self, len: u64) -> bool {
        let whole = |work: &Work| work.at == work.input.len() && matches!(work.body, Body::Length(left) if left >= len);
        !self.lingering && !self.deaf && self.work.as_deref().is_some_and(whole)
    }

    /// Takes a piece of a body that [`Connection::is_body_only`] announced. It is not copied.
    pub fn whole_chunk(&mut self, chunk: Bytes, now_ms: u64) -> Option<Result<HttpEvent, Refusal>> {
        let exchange = self.next.wrapping_sub(1);
        let timeout = self.options.body_timeout_ms;
        let work = self.work.as_deref_mut()?;
        let Body::Length(left) = &mut work.body else { return None };
        *left = left.saturating_sub(chunk.len() as u64);
        if *left == 0 {
            work.body = Body::Over(Box::default());
        }
        work.count_body(chunk.len());
        if work.is_late(timeout, now_ms) {
            return Some(Err(Cause::BodyTimeout.into()));
        }
        chunk_event(exchange, chunk)
    }

    /// The first request of bytes that have nothing before them.
    fn request(&mut self, head: RequestHead, fresh: &[u8], len: usize) -> HttpEvent {
        let raw = fresh[..len].into();
        let rest = &fresh[len..];
        if rest.is_empty() && head.body == BodyKind::None && !head.is_upgrade() {
            let exchange = self.next;
            self.next = self.next.wrapping_add(1);
            return HttpEvent::Request(HttpRequest { exchange, head, raw });
        }
        let mut work = Box::<Work>::default();
        work.input.extend_from_slice(rest);
        let event = self.begin(&mut work, head, raw);
        self.work = Some(work);
        event
    }

    fn begin(&mut self, work: &mut Work, head: RequestHead, raw: Box<[u8]>) -> HttpEvent {
        work.body = match head.body {
            BodyKind::None => Body::None,
            BodyKind::Length(len) => Body::Length(len),
            BodyKind::Chunked => Body::Chunked(Box::default()),
        };
        work.body_since_ms = None;
        self.handed_over = head.is_upgrade();
        let exchange = self.next;
        self.next = self.next.wrapping_add(1);
        HttpEvent::Request(HttpRequest { exchange, head, raw })
    }

    /// Where output for `exchange` goes.
    pub fn output(&mut self, exchange: u32, bytes: &[u8]) -> Output {
        if exchange == self.writing && self.open_exchanges() > 0 {
            self.started |= !bytes.is_empty();
            return Output::Now;
        }
        let Some(waiting) = self.waiting(exchange) else { return Output::Gone };
        waiting.bytes.extend_from_slice(bytes);
        let little = waiting.bytes.len() <= WAITING_LEN_MAX;
        waiting.drain_owed |= !little;
        Output::Kept(little)
    }

    /// The same for an interim response: the one that counts has not begun.
    pub fn interim(&mut self, exchange: u32, bytes: &[u8]) -> Output {
        let started = self.started;
        let output = self.output(exchange, bytes);
        self.started = started;
        output
    }

    /// The response to `exchange` is complete; `keep_alive`: the connection lives on behind it. Answers what is due
    /// now, or none when it was not its turn.
    pub fn finish(&mut self, exchange: u32, keep_alive: bool) -> Option<Next> {
        if exchange != self.writing || self.open_exchanges() == 0 {
            if let Some(waiting) = self.waiting(exchange) {
                waiting.ended = Some(keep_alive);
            }
            return None;
        }
        let mut next = Next::default();
        self.drain = false;
        self.started = false;
        // A body that nobody waits for any more must not stop the requests behind it.
        self.set_paused(false);
        let mut keep_alive = keep_alive;
        loop {
            self.writing = self.writing.wrapping_add(1);
            if !keep_alive {
                // Requests behind the last response are not answered, and their bodies not told.
                self.deaf = true;
                if self.next != self.writing {
                    self.next = self.writing;
                    self.drop_input();
                }
                next.close = true;
                break;
            }
            let writing = self.writing;
            let Some(work) = &mut self.work else { break };
            let Some(place) = work.waiting.iter().position(|waiting| waiting.exchange == writing) else { break };
            let Some(mut waiting) = work.waiting.remove(place) else { break };
            self.started = !waiting.bytes.is_empty();
            next.bytes.append(&mut waiting.bytes);
            match waiting.ended {
                Some(lives) => keep_alive = lives,
                None => {
                    self.drain = waiting.drain_owed;
                    break;
                }
            }
        }
        next.close |= self.eof && self.open_exchanges() == 0;
        self.tidy();
        Some(next)
    }

    /// A refused request is answered in its turn like any other, and nothing is read behind it. None: its body was
    /// refused when the answer to it had begun, so all that is left is to close.
    pub fn refuse(&mut self) -> Option<u32> {
        let exchange = if self.mid_body() {
            let current = self.next.wrapping_sub(1);
            (!(self.open_exchanges() == 0 || (current == self.writing && self.started))).then_some(current)
        } else {
            self.next = self.next.wrapping_add(1);
            Some(self.next.wrapping_sub(1))
        };
        self.deaf = true;
        self.refused = true;
        self.drop_input();
        exchange
    }

    /// A request that was told already is refused: nothing is read behind it, nor of its body.
    pub fn refuse_told(&mut self) {
        self.deaf = true;
        self.refused = true;
        self.handed_over = false;
        self.drop_input();
    }

    fn drop_input(&mut self) {
        if let Some(work) = &mut self.work {
            work.input = Vec::new();
            work.at = 0;
            work.body = Body::None;
            work.head_since_ms = None;
        }
    }

    /// Gives the connection up to another protocol: the bytes behind the head.
    pub fn take_over(&mut self) -> Vec<u8> {
        let Some(work) = self.work.take() else { return Vec::new() };
        work.input[work.at..].to_vec()
    }

    fn waiting(&mut self, exchange: u32) -> Option<&mut Waiting> {
        let ahead = exchange.wrapping_sub(self.writing);
        if ahead == 0 || ahead >= self.open_exchanges() {
            return None;
        }
        let waiting = &mut self.work().waiting;
        let place = match waiting.iter().position(|waiting| waiting.exchange == exchange) {
            Some(place) => place,
            None => {
                waiting.push_back(Waiting { exchange, bytes: Vec::new(), ended: None, drain_owed: false });
                waiting.len() - 1
            }
        };
        waiting.get_mut(place)
    }

    fn work(&mut self) -> &mut Work {
        self.work.get_or_insert_default()
    }

    /// Drops what an idle connection does not need.
    fn tidy(&mut self) {
        if let Some(work) = &self.work
            && work.at == work.input.len()
            && matches!(work.body, Body::None)
            && work.waiting.is_empty()
            && !self.handed_over
        {
            self.work = None;
        }
    }
}

impl Work {
    fn keep(&mut self, fresh: &[u8]) {
        self.starved &= fresh.is_empty();
        self.input.extend_from_slice(fresh);
    }

    fn consume(&mut self, len: usize) {
        self.at += len;
        if self.at == self.input.len() {
            self.input.clear();
            self.at = 0;
        } else if self.at > self.input.len() / 2 {
            self.input.drain(..self.at);
            self.at = 0;
        }
    }

    /// Notes bytes of the body, the first since it is waited for or more of them.
    fn count_body(&mut self, len: usize) {
        self.body_len = if self.body_since_ms.is_none() { 0 } else { self.body_len + len as u64 };
    }

    /// Whether the body is slower than a client may send it.
    fn is_late(&mut self, timeout_ms: u64, now_ms: u64) -> bool {
        let since = *self.body_since_ms.get_or_insert(now_ms);
        let allowed = timeout_ms.saturating_add(self.body_len / BODY_LEN_PER_SECOND * 1000);
        let incomplete = matches!(self.body, Body::Length(_) | Body::Chunked(_));
        timeout_ms != 0 && incomplete && now_ms.saturating_sub(since) > allowed
    }

    /// Reads body from `input`: all that is there becomes one event. Answers how much was used.
    fn body(&mut self, exchange: u32, input: &[u8]) -> (Option<Result<HttpEvent, Refusal>>, usize) {
        self.count_body(input.len());
        match &mut self.body {
            Body::Length(left) => {
                let len = usize::try_from(*left).unwrap_or(usize::MAX).min(input.len());
                *left -= len as u64;
                if *left == 0 {
                    self.body = Body::Over(Box::default());
                }
                (chunk_event(exchange, copied(&input[..len])), len)
            }
            Body::Chunked(decoder) => {
                let mut chunk = Bytes::new(64);
                let mut used = 0;
                loop {
                    match decoder.decode(&input[used..]) {
                        Ok(Step::Data { bytes, consumed }) => {
                            chunk.extend_from_slice(bytes);
                            used += consumed;
                        }
                        Ok(Step::End { consumed }) => {
                            used += consumed;
                            let trailers = decoder.take_trailers().into_boxed_slice();
                            if chunk.is_empty() {
                                self.body = Body::None;
                                return (Some(Ok(HttpEvent::End { exchange, trailers })), used);
                            }
                            self.body = Body::Over(trailers);
                            return (chunk_event(exchange, chunk), used);
                        }
                        Ok(Step::Partial) => return (chunk_event(exchange, chunk), input.len()),
                        Err(refusal) if chunk.is_empty() => return (Some(Err(refusal)), input.len()),
                        // What came before the fault is told first, as it is when the two come apart.
                        Err(refusal) => {
                            self.body = Body::Fault(refusal);
                            return (chunk_event(exchange, chunk), input.len());
                        }
                    }
                }
            }
            Body::None | Body::Over(_) | Body::Fault(_) => (None, 0),
        }
    }
}

fn chunk_event(exchange: u32, chunk: Bytes) -> Option<Result<HttpEvent, Refusal>> {
    (!chunk.is_empty()).then_some(Ok(HttpEvent::Body { exchange, chunk }))
}
