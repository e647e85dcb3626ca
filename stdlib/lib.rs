//! Node's API, one folder per module, and the one registry of modules.
//!
//! A module is a folder with its binding (`mod.rs`), its JavaScript when it has any, and a README. Adding one: copy a
//! small folder, add a row to [`MODULES`].
#![forbid(unsafe_code)]

pub mod assert;
pub mod boot;
pub mod buffer;
pub mod child_process;
pub mod console;
pub mod constants;
pub mod debug;
pub mod dgram;
pub mod dns;
pub mod error;
pub mod events;
pub mod freelist;
pub mod fs;
pub mod host;
pub mod http;
pub mod module;
pub mod net;
pub mod os;
pub mod path;
pub mod process;
pub mod pump;
pub mod punycode;
pub mod querystring;
pub mod readline;
pub mod repl;
pub mod script;
pub mod stdio;
pub mod stream;
pub mod string_decoder;
pub mod sys;
pub mod timers;
pub mod tty;
pub mod url;
pub mod web;

use boa_engine::{Context, JsResult, JsValue};
use noderu_glue::error::error;

/// A built-in module: what `require(name)` gives, made at the first require.
pub struct Module {
    /// The name programs require it by.
    pub name: &'static str,
    /// Makes the module's exports. Runs once per process.
    pub load: fn(&mut Context) -> JsResult<JsValue>,
}

/// Every built-in module, sorted by name.
pub const MODULES: &[Module] = &[
    Module { name: "assert", load: assert::load },
    Module { name: "assert/strict", load: assert::load_strict },
    Module { name: "buffer", load: buffer::load },
    Module { name: "child_process", load: child_process::load },
    Module { name: "console", load: console::load },
    Module { name: "constants", load: constants::load },
    Module { name: "dgram", load: dgram::load },
    Module { name: "dns", load: dns::load },
    Module { name: "events", load: events::load },
    Module { name: "freelist", load: freelist::load },
    Module { name: "fs", load: fs::load },
    Module { name: "fs/promises", load: fs::promises::load },
    Module { name: "http", load: http::load },
    Module { name: "module", load: module::load_module },
    Module { name: "net", load: net::load },
    Module { name: "os", load: os::load },
    Module { name: "path", load: path::load },
    Module { name: "path/posix", load: path::load_posix },
    Module { name: "perf_hooks", load: web::load_perf_hooks },
    Module { name: "process", load: process::load },
    Module { name: "punycode", load: punycode::load },
    Module { name: "querystring", load: querystring::load },
    Module { name: "readline", load: readline::load },
    Module { name: "readline/promises", load: readline::load_promises },
    Module { name: "repl", load: repl::load },
    Module { name: "stream", load: stream::load },
    Module { name: "stream/promises", load: stream::load_promises },
    Module { name: "string_decoder", load: string_decoder::load },
    Module { name: "sys", load: sys::load },
    Module { name: "timers", load: timers::load },
    Module { name: "timers/promises", load: timers::load_promises },
    Module { name: "tty", load: tty::load },
    Module { name: "url", load: url::load },
    Module { name: "util", load: sys::load },
    Module { name: "util/types", load: sys::load_types },
    Module { name: "vm", load: script::load_vm },
];

/// Every internal binding that `process.binding(name)` gives, sorted by name: libraries of 2010 used some.
pub const BINDINGS: &[Module] = &[
    Module { name: "evals", load: script::load_evals },
    Module { name: "http_parser", load: http::load_parser },
    Module { name: "natives", load: module::load_natives },
    Module { name: "net", load: net::load_binding },
    Module { name: "stdio", load: tty::load_stdio },
];

/// Names of modules from before 0.2: what `require` gives, or why it refuses, when no file has the name.
pub const FORMER: &[Module] = &[
    Module { name: "file", load: |_| Err(error("The 'file' module has been removed. Use 'fs' in its place.")) },
    Module {
        name: "posix",
        load: |_| Err(error("The 'posix' module has been renamed to 'fs'. Please update your source code.")),
    },
    Module { name: "tcp", load: net::load_tcp },
    Module { name: "utils", load: sys::load },
];
