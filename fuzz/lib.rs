//! The bodies of the fuzz targets: each takes any bytes, and panics when something that must hold does not.
//!
//! `cargo test` replays the corpora (`corpus/<target>/`) and simple mutations of them; `fuzz_targets/` hands the same
//! functions to libFuzzer.
#![forbid(unsafe_code)]
#![deny(missing_docs, unnameable_types, unreachable_pub, unused_qualifications, clippy::use_self)]

mod connection;
mod date;
mod dns;
mod http;
mod readline;
mod text;
mod url;

pub use connection::{client, outgoing, server};
pub use date::date;
pub use dns::{dns, hosts, resolv_conf, resolver};
pub use http::{chunked, http_request, http_response, messages, split};
pub use readline::readline;
pub use text::text;
pub use url::{querystring, url, whatwg_url};

/// A target: what must hold for these bytes.
pub type FuzzTarget = fn(&[u8]);

/// Every target with its name, which is the name of its corpus folder and of its binary, too.
pub fn targets() -> &'static [(&'static str, FuzzTarget)] {
    &[
        ("http_request", http_request),
        ("http_response", http_response),
        ("chunked", chunked),
        ("split", split),
        ("messages", messages),
        ("server", server),
        ("client", client),
        ("outgoing", outgoing),
        ("text", text),
        ("date", date),
        ("dns", dns),
        ("resolver", resolver),
        ("resolv_conf", resolv_conf),
        ("hosts", hosts),
        ("url", url),
        ("whatwg_url", whatwg_url),
        ("querystring", querystring),
        ("readline", readline),
    ]
}

#[cfg(test)]
mod replay;
