//! `process.binding('evals').Script` and `require('vm')`: code that runs as its own script, with the program's global
//! object or with one that the program gives.

mod compat;

use std::time::Duration;

use boa_engine::object::JsObject;
use boa_engine::realm::Realm;
use boa_engine::{Finalize, JsData, JsNativeError, Script, Trace};
use noderu_glue::binding::{self, install, set};
use noderu_glue::builtins::syntax;
use noderu_glue::prelude::*;
use noderu_glue::sources::remember_for_a_while;
use noderu_glue::{eval, interrupt, realm};
use noderu_runtime::deadline;

use crate::stderr;

pub use compat::load_vm;

pub(super) const STATICS: &[Method] = &[
    method("runInThisContext", 2, run_in_this_context),
    method("runInNewContext", 3, run_in_new_context),
    method("runInContext", 3, run_in_context),
    method("createContext", 1, create_context),
];

const METHODS: &[Method] = &[
    method("runInThisContext", 0, script_in_this_context),
    method("runInNewContext", 1, script_in_new_context),
    method("runInContext", 1, script_in_context),
];

/// Code that was compiled.
#[derive(Trace, Finalize, JsData)]
struct Compiled {
    #[unsafe_ignore_trace]
    code: Box<str>,
    #[unsafe_ignore_trace]
    file: Box<str>,
    /// The engine binds what it compiles to a realm: this is the last one it was compiled for.
    last: Option<(Realm, Script)>,
}

/// `process.binding('evals')`.
///
/// # Errors
/// None in practice.
pub fn load_evals(cx: &mut Context) -> JsResult<JsValue> {
    let exports = JsObject::with_object_proto(cx.intrinsics());
    set(&exports, "Script", class(cx));
    Ok(exports.into())
}

/// The class, the same for both modules.
pub(super) fn class(cx: &mut Context) -> JsObject {
    slot(cx, make_class)
}

fn make_class(cx: &mut Context) -> JsObject {
    let class = binding::class("Script", 2, construct, None, cx);
    install(&class.constructor, STATICS, cx);
    install(&class.prototype, METHODS, cx);
    class.constructor
}

/// `new Script(code, [filename])`: compiles without running.
pub(super) fn construct(this: &JsValue, args: &[JsValue], cx: &mut Context) -> JsResult<JsValue> {
    let target = this.as_object().unwrap_or_else(|| class(cx));
    let prototype = target.get(js_string!("prototype"), cx)?.as_object();
    let (code, options) = (code(args, cx)?, ScriptOptions::read(&arg(args, 1), cx)?);
    let script = compile(&code, &options, cx)?;
    let file = options.file;
    let last = Some((cx.realm().clone(), script));
    Ok(JsObject::from_proto_and_data(prototype, Compiled { code: code.into(), file: file.into(), last }).into())
}

/// `Script.runInThisContext(code, [filename])`
fn run_in_this_context(_: &JsValue, args: &[JsValue], cx: &mut Context) -> JsResult<JsValue> {
    let (code, options) = (code(args, cx)?, ScriptOptions::read(&arg(args, 1), cx)?);
    let realm = cx.realm().clone();
    run_once(&code, &options, &realm, cx)
}

/// `Script.runInNewContext(code, [sandbox], [filename])`
///
/// # Errors
/// A SyntaxError, what the code throws, or a sandbox that cannot be one.
pub fn run_in_new_context(_: &JsValue, args: &[JsValue], cx: &mut Context) -> JsResult<JsValue> {
    let code = code(args, cx)?;
    let second = arg(args, 1);
    // The sandbox may be left out.
    let (sandbox, options) = match second.is_string() {
        true => (JsValue::undefined(), second),
        false => (second, arg(args, 2)),
    };
    let options = ScriptOptions::read(&options, cx)?;
    let realm = new_realm(&sandbox, cx)?;
    run_once(&code, &options, &realm, cx)
}

/// `Script.runInContext(code, context, [filename])`
fn run_in_context(_: &JsValue, args: &[JsValue], cx: &mut Context) -> JsResult<JsValue> {
    let (code, options) = (code(args, cx)?, ScriptOptions::read(&arg(args, 2), cx)?);
    let realm = context(&arg(args, 1), cx)?;
    run_once(&code, &options, &realm, cx)
}

/// `Script.createContext([sandbox])`: makes the object one that code can run in, and returns it.
fn create_context(_: &JsValue, args: &[JsValue], cx: &mut Context) -> JsResult<JsValue> {
    let sandbox = sandbox(&arg(args, 0), cx)?;
    realm::of_sandbox(&sandbox, cx)?;
    Ok(sandbox.into())
}

/// `script.runInThisContext()`
fn script_in_this_context(this: &JsValue, args: &[JsValue], cx: &mut Context) -> JsResult<JsValue> {
    let realm = cx.realm().clone();
    run_compiled(this, &arg(args, 0), &realm, cx)
}

/// `script.runInNewContext([sandbox])`
fn script_in_new_context(this: &JsValue, args: &[JsValue], cx: &mut Context) -> JsResult<JsValue> {
    let realm = new_realm(&arg(args, 0), cx)?;
    run_compiled(this, &arg(args, 1), &realm, cx)
}

/// `script.runInContext(context)`
fn script_in_context(this: &JsValue, args: &[JsValue], cx: &mut Context) -> JsResult<JsValue> {
    let realm = context(&arg(args, 0), cx)?;
    run_compiled(this, &arg(args, 1), &realm, cx)
}

fn run_compiled(this: &JsValue, options: &JsValue, realm: &Realm, cx: &mut Context) -> JsResult<JsValue> {
    let object = this.as_object().ok_or_else(bad_receiver)?;
    if !object.is::<Compiled>() {
        return Err(bad_receiver());
    }
    let timeout = ScriptOptions::read(options, cx)?.timeout;
    let last = object.downcast_ref::<Compiled>().and_then(|compiled| compiled.last.clone());
    let script = match last.filter(|(bound, _)| bound == realm) {
        Some((_, script)) => script,
        None => {
            let (code, file) = {
                let compiled = object.downcast_ref::<Compiled>().ok_or_else(bad_receiver)?;
                (compiled.code.clone(), compiled.file.clone())
            };
            let script = realm::within(realm, cx, |cx| noted(&code, &file, cx))?;
            if let Some(mut compiled) = object.downcast_mut::<Compiled>() {
                compiled.last = Some((realm.clone(), script.clone()));
            }
            script
        }
    };
    run_script(&script, realm, timeout, cx)
}

/// Runs code that nobody keeps. A syntax error is one of the caller's realm: `instanceof` must see it.
fn run_once(code: &str, options: &ScriptOptions, realm: &Realm, cx: &mut Context) -> JsResult<JsValue> {
    match realm::within(realm, cx, |cx| noted(code, &options.file, cx)) {
        Ok(script) => run_script(&script, realm, options.timeout, cx),
        Err(error) => Err(compile(code, options, cx).err().unwrap_or(error)),
    }
}

/// Runs a script of `realm`, at most as long as `timeout` says.
fn run_script(script: &Script, realm: &Realm, timeout: Option<Duration>, cx: &mut Context) -> JsResult<JsValue> {
    let run = |cx: &mut Context| realm::within(realm, cx, |cx| script.evaluate(cx));
    let Some(timeout) = timeout else { return run(cx) };
    let deadline = deadline::start(timeout, interrupt::flag())
        .map_err(|failure| error(format!("cannot watch the time of a script: {failure}")))?;
    let result = run(cx);
    let is_late = result.as_ref().is_err_and(interrupt::is_stop) && deadline.is_over();
    drop(deadline);
    if !is_late {
        return result;
    }
    let message = format!("Script execution timed out after {}ms", timeout.as_millis());
    let error = JsNativeError::error().with_message(message).into_opaque(cx);
    set(&error, "code", js_string!("ERR_SCRIPT_EXECUTION_TIMEOUT"));
    Err(JsError::from_opaque(error.into()))
}

/// Compiles for the current realm. A syntax error is written on standard error, too, as the manual says.
fn compile(code: &str, options: &ScriptOptions, cx: &mut Context) -> JsResult<Script> {
    noted(code, &options.file, cx).inspect_err(|error| {
        let object = error.as_opaque().and_then(JsValue::as_object);
        if options.tell && object.is_some_and(|object| syntax::place(&object, cx).is_some()) {
            stderr::report(error, cx);
        }
    })
}

/// Compiles for the current realm; an error that comes of the script can show its line.
fn noted(code: &str, file: &str, cx: &mut Context) -> JsResult<Script> {
    remember_for_a_while(file, code, cx);
    eval::compile(code, file, cx)
}

pub(super) fn code(args: &[JsValue], cx: &mut Context) -> JsResult<String> {
    match args.first() {
        Some(code) => to_text(code, cx),
        None => Err(type_error("needs at least 'code' argument.")),
    }
}

fn new_realm(value: &JsValue, cx: &mut Context) -> JsResult<Realm> {
    let sandbox = sandbox(value, cx)?;
    realm::of_sandbox_without_bindings(&sandbox, cx)
}

fn sandbox(value: &JsValue, cx: &mut Context) -> JsResult<JsObject> {
    if value.is_null_or_undefined() {
        return Ok(JsObject::with_object_proto(cx.intrinsics()));
    }
    value.as_object().ok_or_else(|| type_error("sandbox argument must be an object"))
}

pub(super) fn context(value: &JsValue, cx: &mut Context) -> JsResult<Realm> {
    let object = value.as_object();
    let realm = object.and_then(|object| realm::existing(&object, cx));
    realm.ok_or_else(|| type_error("needs a 'context' argument: what createContext returned"))
}

/// A file name, or what later releases take: `{ filename: name, timeout: milliseconds, displayErrors: false }`.
pub(super) struct ScriptOptions {
    file: String,
    timeout: Option<Duration>,
    /// Whether a syntax error is written on standard error.
    tell: bool,
}

impl ScriptOptions {
    fn read(value: &JsValue, cx: &mut Context) -> JsResult<Self> {
        let (mut name, mut timeout, mut tell) = (value.clone(), JsValue::undefined(), true);
        if let Some(options) = value.as_object() {
            name = options.get(js_string!("filename"), cx)?;
            timeout = options.get(js_string!("timeout"), cx)?;
            tell = options.get(js_string!("displayErrors"), cx)?.as_boolean() != Some(false);
        }
        let file = if name.is_null_or_undefined() { NAMELESS.into() } else { to_text(&name, cx)? };
        Ok(Self { file, timeout: milliseconds(&timeout)?, tell })
    }
}

/// # Errors
/// A TypeError or RangeError for a time that is none.
fn milliseconds(timeout: &JsValue) -> JsResult<Option<Duration>> {
    if timeout.is_undefined() {
        return Ok(None);
    }
    let number = timeout.as_number().ok_or_else(|| type_error("options.timeout must be a number of milliseconds"))?;
    if !(1.0..=f64::from(u32::MAX)).contains(&number) {
        return Err(range_error("options.timeout must be from 1 to 4294967295 milliseconds"));
    }
    Ok(Some(Duration::from_secs_f64(number / 1000.0)))
}

/// The file name of code that was given none.
const NAMELESS: &str = "evalmachine.<anonymous>";

fn bad_receiver() -> JsError {
    type_error("Not a Script")
}
