//! What becomes of a write to a standard output that failed.
//!
//! Somebody listens for the stream's 'error': it is emitted on the next tick. Nobody does: the program ends as it does
//! on every 'error' without a listener, with a report and status 1, except when the reader of standard output went away,
//! as in `noderu app.js | head -1`: then it ends at once and quietly, with the status that a shell gives to a program
//! that SIGPIPE ended. A failure on standard error that nobody listens for has nowhere to be reported.

use std::cell::RefCell;
use std::rc::Rc;

use noderu_glue::binding::function;
use noderu_glue::prelude::*;
use noderu_runtime::SystemError;
use noderu_runtime::stdio::Stdio;

use super::stream;
use crate::events;
use crate::host::host;
use crate::stderr;

/// A failure of standard output whose 'error' waits for its tick.
fn unreported(_: &mut Context) -> Rc<RefCell<Option<SystemError>>> {
    Rc::default()
}

/// 128 and the number of SIGPIPE.
const STATUS_OF_BROKEN_PIPE: i32 = 141;

/// Deals with a failed write.
///
/// # Errors
/// None in practice: those of making the stream object.
pub(super) fn failed(which: Stdio, error: SystemError, cx: &mut Context) -> JsResult<()> {
    let stream = stream(which, cx)?;
    let is_heard = stream.as_object().is_some_and(|stream| events::has_listeners(&stream, &js_string!("error"), cx));
    if !is_heard {
        if which == Stdio::Err {
            return Ok(());
        }
        if error.errno.name() == "EPIPE" {
            (host(cx).boot.exit)(STATUS_OF_BROKEN_PIPE, cx);
        }
    }
    if let Some(object) = stream.as_object() {
        object.set(js_string!("writable"), false, false, cx)?;
    }
    if which == Stdio::Out && slot(cx, unreported).replace(Some(error.clone())).is_some() {
        // One report for what failed within one callback.
        return Ok(());
    }
    let error = crate::error::object(&error, cx);
    let callback = function("", 0, report, cx);
    host(cx).next_tick(callback, vec![stream, error.into()]);
    Ok(())
}

/// Emits 'error' on the stream, the first argument.
fn report(_: &JsValue, args: &[JsValue], cx: &mut Context) -> JsResult<JsValue> {
    slot(cx, unreported).take();
    match arg(args, 0).as_object() {
        Some(stream) => events::emit_error(&stream, arg(args, 1), cx).map(JsValue::from),
        None => Err(JsError::from_opaque(arg(args, 1))),
    }
}

/// The exit status, given the one that the program would end with: output whose loss could not be reported any more,
/// because it happened on the way out, is reported on standard error and turns success into failure.
pub fn finish(status: i32, cx: &mut Context) -> i32 {
    let Some(failure) = slot(cx, unreported).take() else { return status };
    // When standard error fails too, the status still says so.
    stderr::line(&format!("noderu: cannot write to standard output: {failure}"));
    if status == 0 { 1 } else { status }
}
