//! HTTP connections on the reactor's handles: sockets and timers for the machines of `proto/http/connection`.
//!
//! `server.rs` drives the connections of a listener, `client.rs` those to servers; neither looks at a byte. An idle
//! connection of a server costs its handle and a [`ServerConnection`].

pub use noderu_proto::http::connection::LINGER_MS;
pub use noderu_proto::http::connection::client::{After, HttpResponse, ResponseEvent};
pub use noderu_proto::http::connection::server::{HttpRequest, ServerOptions as HttpOptions};

use noderu_proto::http::Refusal;

use crate::{Bytes, SystemError};

/// What happened on an HTTP connection of a listener.
#[derive(Debug)]
pub enum HttpEvent {
    /// The connection was accepted.
    Accepted,
    /// A head is complete. `Body` and `End` follow when it announces a body, and only then. A head that asks for
    /// another protocol stops the connection until `http_take_over` or `close`.
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
    /// What was written for the response in progress has left, after a write had returned `Queued`.
    Drain {
        /// The exchange it belongs to.
        exchange: u32,
    },
    /// Bytes that are no acceptable request came. The response to them is already on its way and the connection closes.
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
