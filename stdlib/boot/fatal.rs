//! Exceptions that nobody caught.

use std::path::Path;

use boa_engine::JsError;
use noderu_glue::error::thrown_value;
use noderu_glue::prelude::*;
use noderu_runtime::fs;

use super::exit;
use crate::host::host;
use crate::process::{emit, has_listeners};
use crate::stderr;

/// Gives an exception that reached the loop to the 'uncaughtException' listeners; without any, or when one of them
/// throws, reports it and ends the process with status 1. Returns true: the loop goes on.
pub fn uncaught(error: JsError, cx: &mut Context) -> bool {
    let ending = host(cx).exiting.get().is_some();
    if has_listeners("uncaughtException", cx) {
        let value = thrown_value(error, cx);
        match emit("uncaughtException", &[value], cx) {
            Ok(_) => return true,
            Err(second) => stderr::report(&second, cx),
        }
    } else {
        stderr::report(&error, cx);
    }
    if ending {
        exit::leave(1);
    }
    exit::end(1, cx)
}

/// The text of a source file, to quote a line of it; none when it is gone.
pub fn file_text(name: &str) -> Option<String> {
    let path = Path::new(name);
    // What is no regular file may block, or have no end.
    if !path.is_absolute() || fs::kind(path) != Some(fs::FileKind::File) {
        return None;
    }
    fs::read(path).ok().map(|bytes| String::from_utf8_lossy(&bytes).into_owned())
}

/// Makes a panic, which only a fault of noderu or of its engine can cause, end the process with a message and
/// status 1 instead of a core dump.
pub fn report_panics() {
    std::panic::set_hook(Box::new(|info| {
        let backtrace = match std::env::var_os("RUST_BACKTRACE") {
            Some(value) if value != "0" => std::backtrace::Backtrace::force_capture().to_string(),
            _ => String::new(),
        };
        let text =
            format!("\nnoderu: {info}\nThis is a fault of noderu or of its engine, not of the program.\n{backtrace}");
        stderr::write(&text);
        exit::leave(1)
    }));
}
