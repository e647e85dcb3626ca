//! The global `process`.

use boa_engine::builtins::object::OrdinaryObject;
use boa_engine::builtins::promise::{Promise, PromiseState};
use boa_engine::object::JsObject;
use boa_engine::object::builtins::{JsArray, JsPromise};
use noderu_glue::binding::{self, set};
use noderu_glue::prelude::*;
use noderu_runtime::process as system;

use crate::boot::exit;
use crate::boot::turn::Uncaught;
use crate::host::{Tick, host};

const METHODS: &[Method] = &[method("exit", 1, end), method("nextTick", 1, next_tick)];

/// The process object, made at the first look.
///
/// # Errors
/// None in practice: the engine's, on making arrays.
pub fn object(cx: &mut Context) -> JsResult<JsObject> {
    let host = host(cx);
    if let Some(process) = host.process.borrow().clone() {
        return Ok(process);
    }
    let prototype = cx.intrinsics().constructors().object().prototype();
    let process = JsObject::from_proto_and_data(prototype, OrdinaryObject);
    binding::install(&process, METHODS, cx);
    let argv: Vec<JsValue> = host.launch.argv.iter().map(|value| JsString::from(value.as_str()).into()).collect();
    set(&process, "argv", JsArray::from_iter(argv, cx));
    set(&process, "pid", system::pid());
    *host.process.borrow_mut() = Some(process.clone());
    Ok(process)
}

/// Emits an event of `process`; false when nobody listens, for instance because nobody ever looked at `process`.
///
/// # Errors
/// What a listener threw.
pub fn emit(name: &str, args: &[JsValue], cx: &mut Context) -> JsResult<bool> {
    let Some(process) = host(cx).process.borrow().clone() else { return Ok(false) };
    let Some(emit) = process.get(js_string!("emit"), cx)?.as_function() else { return Ok(false) };
    let mut all = vec![JsString::from(name).into()];
    all.extend_from_slice(args);
    Ok(emit.call(&process.into(), &all, cx)?.to_boolean())
}

/// Whether somebody listens for the event of `process`.
pub fn has_listeners(name: &str, cx: &mut Context) -> bool {
    let Some(process) = host(cx).process.borrow().clone() else { return false };
    let Ok(events) = process.get(js_string!("_events"), cx) else { return false };
    let Some(events) = events.as_object() else { return false };
    let Some(listeners) = events.get(JsString::from(name), cx).ok().and_then(|listeners| listeners.as_object()) else {
        return false;
    };
    match JsArray::from_object(listeners) {
        Ok(array) => array.length(cx).is_ok_and(|length| length > 0),
        Err(_) => true,
    }
}

/// The status to end with: `process.exitCode` when the program set one.
pub fn exit_code(cx: &mut Context) -> i32 {
    let Some(process) = host(cx).process.borrow().clone() else { return 0 };
    let code = process.get(js_string!("exitCode"), cx).unwrap_or_default();
    code.to_i32(cx).unwrap_or(0)
}

/// Hands a signal that arrived to the listeners.
///
/// # Errors
/// What a listener threw.
pub fn deliver_signal(_signo: i32, _cx: &mut Context) -> JsResult<()> {
    Ok(())
}

/// A promise was rejected and nobody took care: its reason counts as an uncaught exception.
pub fn unhandled_rejection(promise: &JsObject<Promise>, uncaught: Uncaught, cx: &mut Context) {
    let Ok(promise) = JsPromise::from_object(promise.clone().upcast()) else { return };
    if let PromiseState::Rejected(reason) = promise.state() {
        uncaught(JsError::from_opaque(reason), cx);
    }
}

/// The folder that this was installed into: the parent of the one that holds the executable.
pub fn install_prefix() -> String {
    let path = system::exec_path().ok();
    let prefix = path.as_deref().and_then(|path| path.parent()?.parent());
    prefix.map_or_else(|| "/usr/local".into(), |prefix| prefix.to_string_lossy().into_owned())
}

fn end(_: &JsValue, args: &[JsValue], cx: &mut Context) -> JsResult<JsValue> {
    let status = match args.first() {
        Some(status) if !status.is_undefined() => status.to_i32(cx)?,
        _ => exit_code(cx),
    };
    exit::end(status, cx)
}

fn next_tick(_: &JsValue, args: &[JsValue], cx: &mut Context) -> JsResult<JsValue> {
    let Some(callback) = callback(args, 0) else {
        return Err(type_error("process.nextTick: the callback must be a function"));
    };
    let tick = Tick { callback, arguments: args[1..].to_vec() };
    host(cx).ticks.borrow_mut().push(tick);
    Ok(JsValue::undefined())
}
