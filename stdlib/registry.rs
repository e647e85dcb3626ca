//! The one registry: every module, binding, file of JavaScript and lazy global that is built in.
//!
//! The tables are sorted by name; the tests below see to it. A new module copies a small folder and adds a row.

use noderu_glue::error::error;
use noderu_glue::lazy::{Lazy, lazy};

use crate::module::builtin::{Js, nothing};
use crate::module::{self, Module, Registry};
use crate::{
    assert, buffer, child_process, console, constants, dgram, dns, events, freelist, fs, http, net, os, path, process,
    punycode, querystring, readline, repl, script, stream, string_decoder, sys, timers, tty, url, web,
};

/// What boot gives to the loader.
pub static REGISTRY: Registry = Registry {
    modules: MODULES,
    bindings: BINDINGS,
    former: FORMER,
    scripts: SCRIPTS,
    globals: GLOBALS,
    later_globals: web::GLOBALS,
};

/// What `require(name)` gives.
const MODULES: &[Module] = &[
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

/// What `process.binding(name)` gives: libraries of 2010 used some.
const BINDINGS: &[Module] = &[
    Module { name: "evals", load: script::load_evals },
    Module { name: "http_parser", load: http::load_parser },
    Module { name: "natives", load: module::load_natives },
    Module { name: "net", load: net::load_binding },
    Module { name: "stdio", load: tty::load_stdio },
];

/// Names of modules from before 0.2.
const FORMER: &[Module] = &[
    Module { name: "file", load: |_| Err(error("The 'file' module has been removed. Use 'fs' in its place.")) },
    Module {
        name: "posix",
        load: |_| Err(error("The 'posix' module has been renamed to 'fs'. Please update your source code.")),
    },
    Module { name: "tcp", load: net::load_tcp },
    Module { name: "utils", load: sys::load },
];

/// The files of JavaScript.
const SCRIPTS: &[Js] = &[
    Js { name: "assert", source: include_str!("assert/assert.js"), needs: nothing },
    Js { name: "child_process", source: include_str!("child_process/child_process.js"), needs: nothing },
    Js { name: "child_process/fork", source: include_str!("child_process/fork.js"), needs: nothing },
    Js { name: "console", source: include_str!("console/console.js"), needs: nothing },
    Js { name: "events/on", source: include_str!("events/on.js"), needs: nothing },
    Js { name: "freelist", source: include_str!("freelist/freelist.js"), needs: nothing },
    Js { name: "http/cat", source: include_str!("http/cat.js"), needs: nothing },
    Js { name: "readline", source: include_str!("readline/readline.js"), needs: readline::natives },
    Js { name: "readline/promises", source: include_str!("readline/promises.js"), needs: nothing },
    Js { name: "readline/question", source: include_str!("readline/question.js"), needs: nothing },
    Js { name: "readline/sequences", source: include_str!("readline/sequences.js"), needs: nothing },
    Js { name: "repl", source: include_str!("repl/repl.js"), needs: repl::natives },
    Js { name: "repl/commands", source: include_str!("repl/commands.js"), needs: repl::natives },
    Js { name: "repl/completion", source: include_str!("repl/completion.js"), needs: repl::natives },
    Js { name: "repl/history", source: include_str!("repl/history.js"), needs: nothing },
    Js { name: "stream/duplex", source: include_str!("stream/duplex.js"), needs: nothing },
    Js { name: "stream/pipeline", source: include_str!("stream/pipeline.js"), needs: nothing },
    Js { name: "stream/readable", source: include_str!("stream/readable.js"), needs: nothing },
    Js { name: "stream/shared", source: include_str!("stream/shared.js"), needs: nothing },
    Js { name: "stream/transform", source: include_str!("stream/transform.js"), needs: nothing },
    Js { name: "stream/writable", source: include_str!("stream/writable.js"), needs: nothing },
    Js { name: "sys", source: include_str!("sys/sys.js"), needs: sys::natives },
    Js { name: "sys/parse_args", source: include_str!("sys/parse_args.js"), needs: nothing },
    Js { name: "timers/promises", source: include_str!("timers/promises.js"), needs: nothing },
    Js { name: "tty", source: include_str!("tty/tty.js"), needs: tty::natives },
    Js { name: "web/clone", source: include_str!("web/clone.js"), needs: web::clone_natives },
    Js { name: "web/events", source: include_str!("web/events.js"), needs: nothing },
    Js { name: "web/performance", source: include_str!("web/performance.js"), needs: web::performance_natives },
    Js { name: "web/url", source: include_str!("web/url.js"), needs: web::url_natives },
];

/// Globals that most programs use and some do not.
const GLOBALS: &[Lazy] = &[
    lazy("console", console::make),
    lazy("process", |cx| Ok(process::object(cx)?.into())),
    lazy("Buffer", |cx| Ok(buffer::constructor(cx)?.into())),
];

#[cfg(test)]
mod tests {
    use super::REGISTRY;

    #[test]
    fn the_tables_are_sorted() {
        for table in [REGISTRY.modules, REGISTRY.bindings, REGISTRY.former] {
            assert!(table.is_sorted_by(|a, b| a.name < b.name));
        }
        assert!(REGISTRY.scripts.is_sorted_by(|a, b| a.name < b.name));
    }
}
