//! What only a request in flight needs on a server's connection: what arrives, since when, and output that waits.
//!
//! It is dropped when no request is in flight: idle connections are many.

use std::collections::VecDeque;

use super::inbound::Inbound;
use super::options::ServerOptions;
use crate::http::head::RequestLine;
use crate::http::refusal::Cause;

/// Bytes of a body that give it another second (see [`ServerOptions::body_timeout_ms`]).
const BODY_LEN_PER_SECOND: u64 = 1024;

/// What a request in flight needs.
#[derive(Debug)]
pub(super) struct Flight {
    pub(super) inbound: Inbound<RequestLine>,
    pub(super) clock: Clock,
    /// Output for exchanges behind the one whose turn it is.
    pub(super) waiting: VecDeque<Waiting>,
}

/// Since when the rest of a head, or more of a body, is waited for; in milliseconds.
#[derive(Debug, Default)]
pub(super) struct Clock {
    pub(super) since_ms: Option<u64>,
    /// Bytes of the body that came since then.
    pub(super) body_len: u64,
}

/// How far the response is whose turn it is; see the table of `server.rs`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Writing {
    Idle,
    Head,
    Body,
    Closed,
}

/// Output of an exchange whose turn has not come.
#[derive(Debug)]
pub(super) struct Waiting {
    pub(super) exchange: u32,
    pub(super) bytes: Vec<u8>,
    pub(super) writing: Writing,
    /// It is complete; whether the connection lives on behind it.
    pub(super) ended: Option<bool>,
    pub(super) drain_owed: bool,
}

impl Flight {
    pub(super) fn new(inbound: Inbound<RequestLine>) -> Box<Self> {
        Box::new(Self { inbound, clock: Clock::default(), waiting: VecDeque::new() })
    }

    /// The head is not complete: whether it is late. Nothing is waited for until it has begun.
    pub(super) fn is_head_late(&mut self, options: &ServerOptions, now_ms: u64) -> Option<Cause> {
        if !self.inbound.is_within_head() {
            return None;
        }
        let since = *self.clock.since_ms.get_or_insert(now_ms);
        let timeout = options.head_timeout_ms;
        (timeout != 0 && now_ms.saturating_sub(since) > timeout).then_some(Cause::HeadTimeout)
    }

    /// So many more bytes of the body have come: whether it is slower than a client may send it.
    pub(super) fn is_body_late(&mut self, len: usize, options: &ServerOptions, now_ms: u64) -> Option<Cause> {
        let timeout = options.body_timeout_ms;
        match &mut self.clock.since_ms {
            Some(_) => self.clock.body_len += len as u64,
            since @ None => *since = Some(now_ms),
        }
        let since = self.clock.since_ms.unwrap_or(now_ms);
        let allowed = timeout.saturating_add(self.clock.body_len / BODY_LEN_PER_SECOND * 1000);
        let late = timeout != 0 && now_ms.saturating_sub(since) > allowed;
        (late && self.inbound.is_body_incomplete()).then_some(Cause::BodyTimeout)
    }

    /// The output of an exchange whose turn has not come.
    pub(super) fn waiting_entry(&mut self, exchange: u32) -> Option<&mut Waiting> {
        let place = match self.waiting.iter().position(|waiting| waiting.exchange == exchange) {
            Some(place) => place,
            None => {
                let (bytes, writing) = (Vec::new(), Writing::Head);
                self.waiting.push_back(Waiting { exchange, bytes, writing, ended: None, drain_owed: false });
                self.waiting.len() - 1
            }
        };
        self.waiting.get_mut(place)
    }
}
