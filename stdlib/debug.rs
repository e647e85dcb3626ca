//! `NODE_DEBUG`, a hexadecimal number: which parts report on standard error what they do. 1 is the loader of modules, 2 is
//! net (and every other stream), 4 is http.

use std::fmt::Debug;

use noderu_runtime::http::HttpEvent;
use noderu_runtime::{EventKind, HandleId};

use crate::stderr;

/// The parts that report.
#[derive(Clone, Copy, Debug)]
pub struct Debugging {
    /// The loader of modules.
    pub module: bool,
    /// Events of streams and servers.
    pub net: bool,
    /// Events of HTTP connections.
    pub http: bool,
}

impl Debugging {
    /// As the environment says.
    pub fn of_environment() -> Self {
        let bits = std::env::var("NODE_DEBUG").map_or(0, |value| number_of(&value, 16));
        Self { module: bits & 1 != 0, net: bits & 2 != 0, http: bits & 4 != 0 }
    }

    /// Reports an event of a handle.
    pub fn event(self, handle: HandleId, kind: &EventKind) {
        let part = if matches!(kind, EventKind::Response(_)) { ("http", self.http) } else { ("net", self.net) };
        if !part.1 {
            return;
        }
        let what = match kind {
            EventKind::Accepted { stream, peer } => {
                let peer = peer.map_or(String::from("a UNIX socket"), |peer| peer.to_string());
                format!("accepted {peer} as {}", stream.index)
            }
            EventKind::Data(bytes) => format!("data, {} bytes", bytes.len()),
            EventKind::Datagram { bytes, .. } => format!("datagram, {} bytes", bytes.len()),
            EventKind::Failed(error) => format!("failed: {error}"),
            EventKind::Response(event) => format!("answer: {}", variant(event)),
            other => variant(other),
        };
        stderr::line(&format!("{} {}: {what}", part.0, handle.index));
    }

    /// Reports an event of an HTTP connection to a server of the program.
    pub fn http_event(self, connection: HandleId, what: &HttpEvent) {
        if !self.http {
            return;
        }
        let what = match what {
            HttpEvent::Request(request) => {
                let line = request.raw.split(|&byte| byte == b'\n').find(|line| line.len() > 1).unwrap_or_default();
                format!("request {}", String::from_utf8_lossy(line).trim_end())
            }
            HttpEvent::Body { chunk, .. } => format!("body, {} bytes", chunk.len()),
            HttpEvent::Failed(error) => format!("failed: {error}"),
            other => variant(other),
        };
        stderr::line(&format!("http {}: {what}", connection.index));
    }
}

/// `Drain { exchange: 1 }` as `drain`.
fn variant(value: &impl Debug) -> String {
    let text = format!("{value:?}");
    text.split(|c: char| !c.is_alphanumeric()).next().unwrap_or_default().to_lowercase()
}

/// The number that the text begins with, as `parseInt` reads it; 0 for none.
pub fn number_of(text: &str, radix: u32) -> u32 {
    let text = text.trim_start();
    let text = text.strip_prefix("0x").filter(|_| radix == 16).unwrap_or(text);
    let len = text.bytes().take_while(|&byte| char::from(byte).is_digit(radix)).count();
    u32::from_str_radix(&text[..len], radix).unwrap_or(0)
}
