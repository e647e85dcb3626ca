//! Starts the engine, runs the main program, turns the loop, ends the process. Only this module turns the loop.
//!
//! Order of a turn: timers, signals, jobs and handles as the reactor gives them; after each callback the ticks queued
//! so far, then promise jobs; at the end of the turn the immediates. A tick that is queued by a tick waits for the next
//! round, so that a program which re-queues itself for ever starves nobody (as in v0.2.0).

pub mod cli;
mod dates;
pub mod exit;
pub mod fatal;
pub mod globals;
mod start;
pub mod turn;

use noderu_glue::engine::on_deep_stack;
use noderu_runtime::memory;
use noderu_runtime::stdio::{Stdio, StdioKind};

use cli::Command;

use crate::stderr;

/// The whole program: reads the command line, runs what it names, ends the process.
pub fn main() -> ! {
    fatal::report_panics();
    noderu_runtime::process::prepare_allocator();
    noderu_runtime::process::explain_fatal_ends();
    noderu_runtime::process::raise_descriptor_limit();
    let arguments: Vec<String> =
        std::env::args_os().skip(1).map(|argument| argument.to_string_lossy().into_owned()).collect();
    let options = std::env::var_os("NODE_OPTIONS").unwrap_or_default();
    let heap_mib = cli::heap_mib(&arguments, &options.to_string_lossy());
    let status = match cli::parse(arguments, Stdio::In.kind() == StdioKind::Tty) {
        Command::Print(text) => Stdio::Out.write(text.as_bytes()).map_or(1, |()| 0),
        Command::Refuse(text) => refuse(&text, 9),
        Command::Run(program) => match on_deep_stack(move || {
            memory::limit(heap_mib);
            start::run(program)
        }) {
            Ok(never) => match never {},
            Err(error) => refuse(&format!("cannot start the engine's thread: {error}"), 1),
        },
    };
    exit::leave(status)
}

/// Prints why nothing was run and gives the exit status back.
fn refuse(text: &str, status: i32) -> i32 {
    stderr::line(&format!("noderu: {text}"));
    status
}
