//! Protocols: bytes in, values out. No sockets, no clock, no engine; never panics on any input.
#![forbid(unsafe_code)]
#![deny(missing_docs, unnameable_types, unreachable_pub, unused_qualifications, clippy::use_self)]

mod bytes;
pub mod date;
pub mod dns;
pub mod http;
pub mod ip;
pub mod querystring;
pub mod readline;
pub mod text;
pub mod url;

pub use bytes::{Bytes, copied};
