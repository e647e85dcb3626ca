//! `process.binding('evals').Script` and `require('vm')`: code that runs as its own script, with the program's global
//! object or with one that the program gives.

use boa_engine::object::JsObject;
use boa_engine::realm::Realm;
use boa_engine::{Finalize, JsData, Script, Trace};
use noderu_glue::binding::{self, install, set};
use noderu_glue::gaps::recursion::catchable;
use noderu_glue::gaps::syntax;
use noderu_glue::prelude::*;
use noderu_glue::{eval, realm};

use crate::boot::fatal;

const STATICS: &[Method] = &[
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

/// The class, the same for both modules.
struct Class(JsObject);

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

/// `require('vm')`, as later releases call it.
///
/// # Errors
/// None in practice.
pub fn load_vm(cx: &mut Context) -> JsResult<JsValue> {
    let exports = JsObject::with_object_proto(cx.intrinsics());
    set(&exports, "Script", class(cx));
    install(&exports, STATICS, cx);
    install(&exports, &[method("createScript", 2, create_script), method("isContext", 1, is_context)], cx);
    Ok(exports.into())
}

fn class(cx: &mut Context) -> JsObject {
    if let Some(class) = cx.get_data::<Class>() {
        return class.0.clone();
    }
    let class = binding::class("Script", 2, construct, None, cx);
    install(&class.constructor, STATICS, cx);
    install(&class.prototype, METHODS, cx);
    cx.insert_data(Class(class.constructor.clone()));
    class.constructor
}

/// `new Script(code, [filename])`: compiles without running.
fn construct(this: &JsValue, args: &[JsValue], cx: &mut Context) -> JsResult<JsValue> {
    let target = this.as_object().unwrap_or_else(|| class(cx));
    let prototype = target.get(js_string!("prototype"), cx)?.as_object();
    let (code, file) = (to_text(&arg(args, 0), cx)?, file_name(&arg(args, 1), cx)?);
    let script = compile(&code, &file, cx)?;
    let last = Some((cx.realm().clone(), script));
    Ok(JsObject::from_proto_and_data(prototype, Compiled { code: code.into(), file: file.into(), last }).into())
}

fn create_script(_: &JsValue, args: &[JsValue], cx: &mut Context) -> JsResult<JsValue> {
    construct(&JsValue::undefined(), args, cx)
}

/// `Script.runInThisContext(code, [filename])`
fn run_in_this_context(_: &JsValue, args: &[JsValue], cx: &mut Context) -> JsResult<JsValue> {
    let (code, file) = (to_text(&arg(args, 0), cx)?, file_name(&arg(args, 1), cx)?);
    compile(&code, &file, cx)?.evaluate(cx).map_err(catchable)
}

/// `Script.runInNewContext(code, [sandbox], [filename])`
///
/// # Errors
/// A SyntaxError, what the code throws, or a sandbox that cannot be one.
pub fn run_in_new_context(_: &JsValue, args: &[JsValue], cx: &mut Context) -> JsResult<JsValue> {
    let code = to_text(&arg(args, 0), cx)?;
    let second = arg(args, 1);
    // The sandbox may be left out.
    let (sandbox, file) = match second.is_string() {
        true => (JsValue::undefined(), second),
        false => (second, arg(args, 2)),
    };
    let file = file_name(&file, cx)?;
    let realm = new_realm(&sandbox, cx)?;
    run_once(&code, &file, &realm, cx)
}

/// `Script.runInContext(code, context, [filename])`
fn run_in_context(_: &JsValue, args: &[JsValue], cx: &mut Context) -> JsResult<JsValue> {
    let (code, file) = (to_text(&arg(args, 0), cx)?, file_name(&arg(args, 2), cx)?);
    let realm = context(&arg(args, 1), cx)?;
    run_once(&code, &file, &realm, cx)
}

/// `Script.createContext([sandbox])`: makes the object one that code can run in, and returns it.
fn create_context(_: &JsValue, args: &[JsValue], cx: &mut Context) -> JsResult<JsValue> {
    let sandbox = sandbox(&arg(args, 0), cx)?;
    realm::of_sandbox(&sandbox, cx)?;
    Ok(sandbox.into())
}

fn is_context(_: &JsValue, args: &[JsValue], cx: &mut Context) -> JsResult<JsValue> {
    let Some(object) = arg(args, 0).as_object() else { return Ok(false.into()) };
    Ok(realm::existing(&object, cx).is_some().into())
}

/// `script.runInThisContext()`
fn script_in_this_context(this: &JsValue, _: &[JsValue], cx: &mut Context) -> JsResult<JsValue> {
    let realm = cx.realm().clone();
    run_compiled(this, &realm, cx)
}

/// `script.runInNewContext([sandbox])`
fn script_in_new_context(this: &JsValue, args: &[JsValue], cx: &mut Context) -> JsResult<JsValue> {
    let realm = new_realm(&arg(args, 0), cx)?;
    run_compiled(this, &realm, cx)
}

/// `script.runInContext(context)`
fn script_in_context(this: &JsValue, args: &[JsValue], cx: &mut Context) -> JsResult<JsValue> {
    let realm = context(&arg(args, 0), cx)?;
    run_compiled(this, &realm, cx)
}

fn run_compiled(this: &JsValue, realm: &Realm, cx: &mut Context) -> JsResult<JsValue> {
    let object = this.as_object().ok_or_else(bad_receiver)?;
    let (code, file, ready) = {
        let compiled = object.downcast_ref::<Compiled>().ok_or_else(bad_receiver)?;
        let ready = compiled.last.as_ref().filter(|(bound, _)| bound == realm).map(|(_, script)| script.clone());
        match ready {
            Some(script) => (Box::default(), Box::default(), Some(script)),
            None => (compiled.code.clone(), compiled.file.clone(), None),
        }
    };
    let script = match ready {
        Some(script) => script,
        None => {
            let script = realm::within(realm, cx, |cx| eval::compile(&code, &file, cx))?;
            if let Some(mut compiled) = object.downcast_mut::<Compiled>() {
                compiled.last = Some((realm.clone(), script.clone()));
            }
            script
        }
    };
    script.evaluate(cx).map_err(catchable)
}

/// Runs code that nobody keeps. A syntax error is one of the caller's realm: `instanceof` must see it.
fn run_once(code: &str, file: &str, realm: &Realm, cx: &mut Context) -> JsResult<JsValue> {
    match realm::within(realm, cx, |cx| eval::compile(code, file, cx)) {
        Ok(script) => script.evaluate(cx).map_err(catchable),
        Err(error) => Err(compile(code, file, cx).err().unwrap_or(error)),
    }
}

/// Compiles for the current realm. A syntax error is told on standard error, too, as the manual says.
fn compile(code: &str, file: &str, cx: &mut Context) -> JsResult<Script> {
    eval::compile(code, file, cx).inspect_err(|error| {
        let object = error.as_opaque().and_then(JsValue::as_object);
        if object.is_some_and(|object| syntax::place(&object, cx).is_some()) {
            fatal::report(error, cx);
        }
    })
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

fn context(value: &JsValue, cx: &mut Context) -> JsResult<Realm> {
    let object = value.as_object();
    let realm = object.and_then(|object| realm::existing(&object, cx));
    realm.ok_or_else(|| type_error("needs a 'context' argument: what createContext returned"))
}

/// A file name, or today's `{ filename: name }`.
fn file_name(value: &JsValue, cx: &mut Context) -> JsResult<String> {
    let name = match value.as_object() {
        Some(options) => options.get(js_string!("filename"), cx)?,
        None => value.clone(),
    };
    if name.is_null_or_undefined() { Ok(NAMELESS.into()) } else { to_text(&name, cx) }
}

/// The file name of code that was given none.
const NAMELESS: &str = "evalmachine.<anonymous>";

fn bad_receiver() -> JsError {
    type_error("Not a Script")
}
