//! Exceptions that nobody caught.

use boa_engine::JsError;
use noderu_glue::error::thrown_value;
use noderu_glue::prelude::*;
use noderu_runtime::stdio::Stdio;

use super::exit;
use crate::host::host;
use crate::process::{emit, has_listeners};

/// Gives an exception that reached the loop to the 'uncaughtException' listeners; without any, or when one of them
/// throws, reports it and ends the process with status 1. Returns true: the loop goes on.
pub fn uncaught(error: JsError, cx: &mut Context) -> bool {
    let ending = host(cx).exiting.get().is_some();
    if has_listeners("uncaughtException", cx) {
        let value = thrown_value(error, cx);
        match emit("uncaughtException", &[value], cx) {
            Ok(_) => return true,
            Err(second) => report(&second, cx),
        }
    } else {
        report(&error, cx);
    }
    if ending {
        exit::leave(1);
    }
    exit::end(1, cx)
}

/// Prints the report of an exception on standard error.
pub fn report(error: &JsError, cx: &mut Context) {
    let report = noderu_glue::report::report(error, cx);
    // When standard error is closed there is nobody left to tell.
    let _ = Stdio::Err.write(report.as_bytes());
}
