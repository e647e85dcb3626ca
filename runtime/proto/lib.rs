//! Protocols: bytes in, values out. No sockets, no clock, no engine; never panics on any input.
#![forbid(unsafe_code)]
#![deny(missing_docs)]

pub mod http;
pub mod text;
