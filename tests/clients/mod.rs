//! What a script cannot say about itself: clients with their hands on the bytes, against a running server.

use std::path::{Path, PathBuf};

use crate::TESTS;
use crate::cases::Case;
use crate::options::Options;

mod abuse;
mod children;
mod dgram;
mod dns;
mod dns_server;
mod files;
mod http;
mod http_refused;
mod http_streams;
mod http_tools;
mod output;
mod repl;
mod stdio;
mod terminal;
pub mod wire;

/// The cases of every file here.
pub fn cases(options: &Options) -> Vec<Case> {
    [
        http::cases(),
        http_refused::cases(),
        http_streams::cases(),
        http_tools::cases(),
        output::cases(),
        abuse::cases(options),
        children::cases(options),
        files::cases(options),
        dgram::cases(),
        dns::cases(),
        stdio::cases(),
        repl::cases(),
    ]
    .into_iter()
    .flatten()
    .collect()
}

/// A script in `tests/clients/servers/`.
fn server_script(name: &str) -> PathBuf {
    Path::new(TESTS).join("clients/servers").join(name)
}
