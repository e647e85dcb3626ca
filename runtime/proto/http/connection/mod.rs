//! What a server and a client do with the bytes of one HTTP/1 connection: whose turn it is, what a body is, what leaves.
//!
//! No sockets and no clock: bytes and `now` are arguments, events and bytes come back. [`Server`] and [`Client`] read with
//! the one [`MessageReader`](super::message::MessageReader), [`Outgoing`] writes the messages of both. What cannot be
//! framed is refused before a byte of it leaves.

pub mod client;
mod flight;
mod inbound;
mod lines;
mod options;
pub mod outgoing;
pub mod server;

pub use client::Client;
pub use outgoing::Outgoing;
pub use server::Server;

/// How long the remote end may take to close behind the last response, or between two pieces of what it still sends; in
/// milliseconds. A close with unread bytes would reset the connection and could take the response with it.
pub const LINGER_MS: u32 = 2_000;
