//! HTTP connections. Of a listener: bytes in, requests out, responses in the order of the requests. To a server: one
//! request at a time, and its answer.
//!
//! `connection.rs` and `client.rs` are the state machines of one connection and make no system call; `drive.rs` and
//! `client_drive.rs` join them to the reactor's handles. An idle connection costs its handle and a [`connection::Connection`]; what a request in flight
//! needs hangs off it and is dropped with the last byte.

pub(crate) mod client;
mod client_drive;
#[cfg(test)]
mod client_tests;
pub(crate) mod connection;
mod drive;
#[cfg(test)]
mod tests;

pub use client::{Answer, HttpResponse};

use noderu_proto::http::Refusal;
use noderu_proto::http::head::{Limits, RequestHead};

use crate::{Bytes, SystemError};

/// What a listener allows its HTTP connections.
#[derive(Clone, Copy, Debug)]
pub struct HttpOptions {
    /// Sizes of a head.
    pub limits: Limits,
    /// From the first byte of a head to its last, in milliseconds (408); 0 for no limit.
    pub head_timeout_ms: u64,
    /// For a body to come, in milliseconds, and a second more for every KiB of it that came (408); 0 for no limit. While
    /// the program pauses the time stands still.
    pub body_timeout_ms: u64,
    /// Without a byte in or out, in milliseconds; 0 for no limit. v0.2.0: two minutes.
    pub idle_timeout_ms: u64,
}

impl Default for HttpOptions {
    fn default() -> HttpOptions {
        HttpOptions {
            limits: Limits::default(),
            head_timeout_ms: 60_000,
            body_timeout_ms: 300_000,
            idle_timeout_ms: 120_000,
        }
    }
}

/// A request whose head is complete.
#[derive(Debug)]
pub struct HttpRequest {
    /// Counts the requests of the connection; names the response in `http_write` and `http_finish`.
    pub exchange: u32,
    /// What the head says, in ranges of `raw`.
    pub head: RequestHead,
    /// The bytes of the head, blank line included.
    pub raw: Box<[u8]>,
}

/// What happened on an HTTP connection.
#[derive(Debug)]
pub enum HttpEvent {
    /// The connection was accepted.
    Accepted,
    /// A head is complete. `Body` and `End` follow when it announces a body, and only then. A head that asks for
    /// another protocol stops the connection until `http_take_over` or `close`.
    Request(HttpRequest),
    /// A piece of a request's body, the transfer coding taken off.
    Body {
        /// Whose.
        exchange: u32,
        /// Never empty.
        chunk: Bytes,
    },
    /// The body of a request is complete.
    End {
        /// Whose.
        exchange: u32,
        /// The raw lines of a trailer section, mostly empty.
        trailers: Box<[u8]>,
    },
    /// What was written for the response in progress has left, after a write had answered `Queued`.
    Drain {
        /// Whose.
        exchange: u32,
    },
    /// Bytes that are no acceptable request came. The refusal is already being answered and the connection closes.
    Refused(Refusal),
    /// Nothing moved for the idle time. The connection stays as it is; the caller decides.
    Timeout,
    /// A system call failed; `Closed` follows.
    Failed(SystemError),
    /// The connection is closed and its id stale. Comes once.
    Closed {
        /// Whether a `Failed` came before.
        had_error: bool,
    },
}
