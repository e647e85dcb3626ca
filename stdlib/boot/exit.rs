//! How the process ends: the 'exit' event once, then nothing but what was written before.

use noderu_glue::prelude::*;

use super::fatal;
use crate::host::host;
use crate::process::{emit, exit_code};
use crate::{stderr, stdio};

/// The end of a program that has nothing left to do.
pub fn natural(cx: &mut Context) -> ! {
    let status = exit_code(cx);
    let host = host(cx);
    host.exiting.set(Some(status));
    if let Err(error) = emit("exit", &[status.into()], cx) {
        fatal::uncaught(error, cx);
    }
    // What an 'exit' listener wrote to a socket still goes out, if the peer takes it soon.
    host.reactor.borrow_mut().drain_all(DRAIN_MS);
    let changed = exit_code(cx);
    leave(stdio::finish(changed, cx))
}

/// How long the peer has to take what was written, in milliseconds.
const DRAIN_MS: u64 = 2_000;

/// `process.exit(status)`: emits 'exit', once, and ends at once. No JavaScript runs after it.
pub fn end(status: i32, cx: &mut Context) -> ! {
    let first = host(cx).exiting.replace(Some(status)).is_none();
    if first && let Err(error) = emit("exit", &[status.into()], cx) {
        stderr::report(&error, cx);
        leave(1);
    }
    leave(stdio::finish(status, cx))
}

/// Ends the process without a word to the program. Standard output and error are written synchronously, so nothing
/// is lost.
pub fn leave(status: i32) -> ! {
    noderu_runtime::process::exit(status)
}
