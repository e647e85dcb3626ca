//! What 0.2 still had of 0.1, and what it had only for itself.

use boa_engine::JsError;
use noderu_glue::builtins::syntax;
use noderu_glue::eval;
use noderu_glue::prelude::*;
use noderu_glue::sources::remember_for_a_while;

use crate::host::host;
use crate::stderr;

/// Functions that are gone and say where to look.
pub(super) const REMOVED: &[Method] = &[
    method("debug", 1, |_, _, _| Err(error("process.debug() has moved. Use require('sys') to bring it back."))),
    method("error", 1, |_, _, _| Err(error("process.error() has moved. Use require('sys') to bring it back."))),
    method("watchFile", 2, |_, _, _| Err(error("process.watchFile() has moved to fs.watchFile()"))),
    method("unwatchFile", 1, |_, _, _| Err(error("process.unwatchFile() has moved to fs.unwatchFile()"))),
    method("mixin", 1, |_, _, _| Err(error("process.mixin() has been removed."))),
    method("createChildProcess", 1, |_, _, _| {
        Err(error("process.createChildProcess() has moved. Use require('child_process').spawn()"))
    }),
    method("inherits", 2, |_, _, _| Err(error("process.inherits() has moved to sys.inherits."))),
    method("Promise", 0, |_, _, _| Err(error("Promise has been removed. Functions take a callback instead."))),
];

/// `process.compile(code, filename)`: runs the code in the global scope and gives its last value. A syntax error ends
/// the process, as the manual says; what the code throws is thrown.
pub(super) fn compile(_: &JsValue, args: &[JsValue], cx: &mut Context) -> JsResult<JsValue> {
    if args.is_empty() {
        return Err(type_error("process.compile needs code and a file name"));
    }
    let code = to_text(&arg(args, 0), cx)?;
    let file = arg(args, 1);
    let file = if file.is_undefined() { "[eval]".into() } else { to_text(&file, cx)? };
    remember_for_a_while(&file, &code, cx);
    match eval::run(&code, &file, cx) {
        Err(error) if is_syntax_error(&error, cx) => {
            stderr::report(&error, cx);
            (host(cx).boot.exit)(1, cx)
        }
        result => result,
    }
}

/// The errors of the parser know their place in the source.
fn is_syntax_error(error: &JsError, cx: &mut Context) -> bool {
    error.as_opaque().and_then(JsValue::as_object).is_some_and(|error| syntax::place(&error, cx).is_some())
}

/// `process.assert(value, message)`
pub(super) fn assert(_: &JsValue, args: &[JsValue], cx: &mut Context) -> JsResult<JsValue> {
    if arg(args, 0).to_boolean() {
        return Ok(JsValue::undefined());
    }
    let message = arg(args, 1);
    Err(error(if message.to_boolean() { to_text(&message, cx)? } else { "assertion error".into() }))
}

pub(super) fn dlopen(_: &JsValue, args: &[JsValue], cx: &mut Context) -> JsResult<JsValue> {
    let file = to_text(&arg(args, 0), cx)?;
    Err(error(format!("{file}: noderu cannot load binary addons")))
}

/// `process.loop()`: turns the loop here and now until nothing is active.
pub(super) fn run_loop(_: &JsValue, _: &[JsValue], cx: &mut Context) -> JsResult<JsValue> {
    (host(cx).boot.run_loop)(cx);
    Ok(JsValue::undefined())
}

/// `process.unloop()`: ends the loop, whatever is active.
pub(super) fn unloop(_: &JsValue, _: &[JsValue], cx: &mut Context) -> JsResult<JsValue> {
    stderr::line("(node) process.unloop() is deprecated; use process.exit()");
    host(cx).unlooped.set(true);
    Ok(JsValue::undefined())
}

/// Runs what `process.nextTick` queued.
pub(super) fn tick_callback(_: &JsValue, _: &[JsValue], cx: &mut Context) -> JsResult<JsValue> {
    let host = host(cx);
    let thrown = |error, cx: &mut Context| {
        (host.boot.uncaught)(error, cx);
    };
    host.run_ticks(thrown, cx);
    Ok(JsValue::undefined())
}

/// The loop always looks for ticks: there is nothing to ask for.
pub(super) fn need_tick_callback(_: &JsValue, _: &[JsValue], _: &mut Context) -> JsResult<JsValue> {
    Ok(JsValue::undefined())
}
