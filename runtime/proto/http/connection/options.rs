//! What a server allows its connections: sizes and times. Nothing is measured here.

use crate::http::scan::Limits;

/// What a server allows its connections.
#[derive(Clone, Copy, Debug)]
pub struct ServerOptions {
    /// Sizes of a head.
    pub limits: Limits,
    /// From the first byte of a head to its last, in milliseconds (408); 0 for no limit.
    pub head_timeout_ms: u64,
    /// For a body to come, in milliseconds, and a second more for every KiB of it that came (408); 0 for no limit. While
    /// the program pauses the time stands still.
    pub body_timeout_ms: u64,
    /// Without a byte in or out, in milliseconds; 0 for no limit. v0.2.0: two minutes. Whoever has the socket measures it.
    pub idle_timeout_ms: u64,
}

impl Default for ServerOptions {
    fn default() -> Self {
        Self { limits: Limits::default(), head_timeout_ms: 60_000, body_timeout_ms: 300_000, idle_timeout_ms: 120_000 }
    }
}
