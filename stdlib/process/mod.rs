//! The global `process`: made when somebody first looks at it, so that a program which does not costs nothing.
//!
//! The object inherits from one that holds the POSIX numbers and the wrapped event methods, which inherits from
//! `EventEmitter.prototype`.

mod compat;
mod identity;
mod information;
mod io_watcher;
mod legacy;
mod signals;
mod warning;

use boa_engine::JsSymbol;
use boa_engine::builtins::object::OrdinaryObject;
use boa_engine::builtins::promise::{Promise, PromiseState};
use boa_engine::object::JsObject;
use boa_engine::object::builtins::{JsArray, JsPromise};
use boa_engine::property::PropertyKey;
use noderu_glue::binding::{self, set, set_hidden, set_hidden_key};
use noderu_glue::lazy::{Lazy, install_lazy, lazy};
use noderu_glue::prelude::*;
use noderu_glue::report;
use noderu_glue::slot::try_filled;
use noderu_runtime::process as system;

use crate::constants;
use crate::events;
use crate::host::{Uncaught, VERSION, host, install_prefix};
use crate::module;

pub use information::{CHANNEL_VARIABLE, arch};
pub use signals::deliver as deliver_signal;

const METHODS: &[Method] = &[
    method("exit", 1, end),
    method("reallyExit", 1, really_exit),
    method("nextTick", 1, next_tick),
    method("cwd", 0, identity::cwd),
    method("chdir", 1, identity::chdir),
    method("umask", 1, identity::umask),
    method("getuid", 0, identity::get_uid),
    method("setuid", 1, identity::set_uid),
    method("getgid", 0, identity::get_gid),
    method("setgid", 1, identity::set_gid),
    method("kill", 2, signals::kill),
    method("memoryUsage", 0, information::memory_usage),
    method("binding", 1, binding_of),
    method("compile", 2, legacy::compile),
    method("evalcx", 3, crate::script::run_in_new_context),
    method("assert", 2, legacy::assert),
    method("dlopen", 2, legacy::dlopen),
    method("loop", 0, legacy::run_loop),
    method("unloop", 0, legacy::unloop),
    method("_tickCallback", 0, legacy::tick_callback),
    method("_needTickCallback", 0, legacy::need_tick_callback),
];

const LAZY: &[Lazy] = &[
    lazy("env", information::env),
    lazy("ENV", |cx| own("env", cx)),
    lazy("execPath", information::exec_path),
    lazy("installPrefix", |_| Ok(JsString::from(install_prefix()).into())),
    lazy("versions", information::versions),
    lazy("mainModule", |cx| Ok(module::main_module(cx).map_or(JsValue::undefined(), Into::into))),
    lazy("EventEmitter", |cx| Ok(events::constructor(cx)?.into())),
    lazy("IOWatcher", |cx| Ok(io_watcher::constructor(cx).into())),
    lazy("Timer", |cx| Ok(crate::timers::class(cx).constructor.into())),
    lazy("Module", |cx| module::loader(cx).prototype.get(js_string!("constructor"), cx)),
    lazy("_byteLength", byte_length),
];

const ACCESSORS: &[Accessor] = &[accessor("title", information::title, information::set_title)];

/// `require('process')`: the global object.
///
/// # Errors
/// As [`object`].
pub fn load(cx: &mut Context) -> JsResult<JsValue> {
    object(cx).map(Into::into)
}

/// The process object.
///
/// # Errors
/// None in practice: the engine's, on making the EventEmitter.
pub fn object(cx: &mut Context) -> JsResult<JsObject> {
    try_slot(cx, make)
}

fn make(cx: &mut Context) -> JsResult<JsObject> {
    let process = JsObject::from_proto_and_data(prototype(cx)?, OrdinaryObject);
    binding::install(&process, METHODS, cx);
    binding::install(&process, compat::METHODS, cx);
    binding::install(&process, legacy::REMOVED, cx);
    binding::install_accessors(&process, ACCESSORS, cx);
    install_lazy(&process, LAZY, cx);
    let argv = argv(cx);
    set(&process, "argv", argv.clone());
    set(&process, "ARGV", argv);
    set(&process, "version", JsString::from(VERSION));
    set(&process, "platform", js_string!("linux"));
    set(&process, "arch", JsString::from(arch()));
    set(&process, "pid", system::pid());
    set(&process, "global", cx.global_object());
    if let Some(hrtime) = process.get(js_string!("hrtime"), cx)?.as_object() {
        binding::install(&hrtime, compat::HRTIME_METHODS, cx);
    }
    crate::stdio::install_on(&process, cx);
    Ok(process)
}

fn prototype(cx: &mut Context) -> JsResult<JsObject> {
    let prototype = JsObject::from_proto_and_data(events::prototype(cx)?, OrdinaryObject);
    for (name, number) in constants::all() {
        set_hidden(&prototype, name, number);
    }
    signals::wrap_event_methods(&prototype, cx)?;
    set_hidden_key(&prototype, PropertyKey::Symbol(JsSymbol::to_string_tag()), js_string!("process"));
    Ok(prototype)
}

fn argv(cx: &mut Context) -> JsArray {
    let argv: Vec<JsValue> = host(cx).launch.argv.iter().map(|value| JsString::from(value.as_str()).into()).collect();
    JsArray::from_iter(argv, cx)
}

/// Another property of process, for the aliases that 0.1 knew.
fn own(name: &str, cx: &mut Context) -> JsResult<JsValue> {
    object(cx)?.get(JsString::from(name), cx)
}

fn byte_length(cx: &mut Context) -> JsResult<JsValue> {
    match cx.global_object().get(js_string!("Buffer"), cx)?.as_object() {
        Some(buffer) => buffer.get(js_string!("byteLength"), cx),
        None => Ok(JsValue::undefined()),
    }
}

/// Emits an event of `process`; false when nobody listens, for instance because nobody ever looked at `process`.
///
/// # Errors
/// What a listener threw.
pub fn emit(name: &str, args: &[JsValue], cx: &mut Context) -> JsResult<bool> {
    let Some(process) = try_filled(cx, &make) else { return Ok(false) };
    events::emit(&process, &JsString::from(name), args, cx)
}

/// Whether somebody listens for the event of `process`.
pub fn has_listeners(name: &str, cx: &mut Context) -> bool {
    let Some(process) = try_filled(cx, &make) else { return false };
    events::has_listeners(&process, &JsString::from(name), cx)
}

/// The status to end with: `process.exitCode` when the program set one.
pub fn exit_code(cx: &mut Context) -> i32 {
    let Some(process) = try_filled(cx, &make) else { return 0 };
    let code = process.get(js_string!("exitCode"), cx).unwrap_or_default();
    code.to_i32(cx).unwrap_or(0)
}

/// A promise was rejected and nobody took care: its reason counts as an uncaught exception.
pub fn unhandled_rejection(promise: &JsObject<Promise>, uncaught: Uncaught, cx: &mut Context) {
    let Ok(promise) = JsPromise::from_object(promise.clone().upcast()) else { return };
    if let PromiseState::Rejected(reason) = promise.state() {
        report::from_promise(|| uncaught(JsError::from_opaque(reason), cx));
    }
}

fn status(args: &[JsValue], cx: &mut Context) -> JsResult<i32> {
    match args.first() {
        Some(status) if !status.is_undefined() => status.to_i32(cx),
        _ => Ok(exit_code(cx)),
    }
}

/// `process.exit([status])`: nothing of the program runs after it but the 'exit' listeners.
fn end(_: &JsValue, args: &[JsValue], cx: &mut Context) -> JsResult<JsValue> {
    let status = status(args, cx)?;
    (host(cx).boot.exit)(status, cx)
}

/// `process.reallyExit([status])`: not even those.
fn really_exit(_: &JsValue, args: &[JsValue], cx: &mut Context) -> JsResult<JsValue> {
    system::exit(status(args, cx)?)
}

fn next_tick(_: &JsValue, args: &[JsValue], cx: &mut Context) -> JsResult<JsValue> {
    let Some(callback) = callback(args, 0) else {
        return Err(type_error("process.nextTick: the callback must be a function"));
    };
    host(cx).next_tick(callback, args[1..].to_vec());
    Ok(JsValue::undefined())
}

/// `process.binding(name)`: the internal bindings that libraries used.
fn binding_of(_: &JsValue, args: &[JsValue], cx: &mut Context) -> JsResult<JsValue> {
    let name = to_text(&arg(args, 0), cx)?;
    match module::internal_binding(&name, cx)? {
        Some(binding) => Ok(binding),
        None => Err(error("No such module")),
    }
}
