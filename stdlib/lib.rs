//! Node's API, one folder per module.
//!
//! A module is a folder with its binding (`mod.rs`), its JavaScript when it has any, and a README. Adding one: copy a
//! small folder, add a row to [`registry`]. A file imports from those that stand below it alone: `registry` and `boot`
//! know every module, `module` and `host` know none.
#![forbid(unsafe_code)]
#![deny(missing_docs, unnameable_types, unreachable_pub, unused_qualifications, clippy::use_self)]

pub mod assert;
pub mod boot;
pub mod buffer;
pub mod child_process;
pub mod console;
pub mod constants;
pub mod debug;
pub mod dgram;
pub mod dns;
pub mod encoding;
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
pub mod registry;
pub mod repl;
pub mod script;
pub mod stderr;
pub mod stdio;
pub mod stream;
pub mod string_decoder;
pub mod sys;
pub mod timers;
pub mod tty;
pub mod url;
pub mod web;
