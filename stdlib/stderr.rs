//! Standard error, for what the program itself does not print: warnings, reports, what `NODE_DEBUG` asks for.
//!
//! Written at once and past any `write` that the program put on `process.stderr`.

use boa_engine::{Context, JsError};
use noderu_runtime::stdio::Stdio;

/// Writes text as it is.
pub fn write(text: &str) {
    // When standard error is closed there is nobody left to tell.
    let _ = Stdio::Err.write(text.as_bytes());
}

/// Writes a line.
pub fn line(text: &str) {
    write(&format!("{text}\n"));
}

/// The report of an exception that nobody caught, in Node's form.
pub fn report(error: &JsError, cx: &mut Context) {
    write(&noderu_glue::report::report(error, cx));
}
