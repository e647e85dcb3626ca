//! `require('child_process')`: `spawn` and what waits for a child in Rust, `exec`, `execFile` and `fork` in JavaScript on
//! top.

mod child;
mod options;
mod sync;

use boa_engine::builtins::object::OrdinaryObject;
use noderu_glue::binding::{install, set};
use noderu_glue::eval;
use noderu_glue::prelude::*;

const METHODS: &[Method] = &[
    method("spawn", 3, |_, args, cx| Ok(child::spawn(args, cx)?.into())),
    method("exec", 3, |this, args, cx| call("exec", this, args, cx)),
    method("execFile", 4, |this, args, cx| call("execFile", this, args, cx)),
    method("spawnSync", 3, sync::spawn_sync),
    method("execSync", 2, |this, args, cx| call("execSync", this, args, cx)),
    method("execFileSync", 3, |this, args, cx| call("execFileSync", this, args, cx)),
    method("fork", 3, |_, args, cx| call_fork("fork", args, cx)),
];

/// What `child_process.js` evaluates to.
struct Functions(JsObject);

/// What `fork.js` evaluates to.
struct ForkFunctions(JsObject);

/// Makes the exports.
///
/// # Errors
/// None in practice: the engine's, on making the EventEmitter.
pub fn load(cx: &mut Context) -> JsResult<JsValue> {
    let prototype = cx.intrinsics().constructors().object().prototype();
    let exports = JsObject::from_proto_and_data(prototype, OrdinaryObject);
    install(&exports, METHODS, cx);
    set(&exports, "ChildProcess", child::class(cx)?.constructor);
    Ok(exports.into())
}

/// Calls a function of `child_process.js`, which is compiled when the first of them is called.
fn call(name: &str, this: &JsValue, args: &[JsValue], cx: &mut Context) -> JsResult<JsValue> {
    let functions = match cx.get_data::<Functions>() {
        Some(functions) => functions.0.clone(),
        None => {
            let buffer = crate::buffer::constructor(cx)?.into();
            let functions = make(include_str!("child_process.js"), "child_process.js", buffer, cx)?;
            cx.insert_data(Functions(functions.clone()));
            functions
        }
    };
    member(&functions, name, this, args, cx)
}

/// Calls a function of `fork.js`.
fn call_fork(name: &str, args: &[JsValue], cx: &mut Context) -> JsResult<JsValue> {
    let functions = match cx.get_data::<ForkFunctions>() {
        Some(functions) => functions.0.clone(),
        None => {
            let net = crate::module::builtin("net", cx)?.unwrap_or_default();
            let functions = make(include_str!("fork.js"), "fork.js", net, cx)?;
            cx.insert_data(ForkFunctions(functions.clone()));
            functions
        }
    };
    member(&functions, name, &JsValue::undefined(), args, cx)
}

/// Evaluates a file of functions that take this module and another value.
fn make(source: &str, name: &str, other: JsValue, cx: &mut Context) -> JsResult<JsObject> {
    let maker = eval::run(source, name, cx)?;
    let maker = maker.as_callable().ok_or_else(|| type_error(format!("{name} gives no function")))?;
    let module = crate::module::builtin("child_process", cx)?.unwrap_or_default();
    let functions = maker.call(&JsValue::undefined(), &[module, other], cx)?;
    functions.as_object().ok_or_else(|| type_error(format!("{name} makes no object")))
}

fn member(functions: &JsObject, name: &str, this: &JsValue, args: &[JsValue], cx: &mut Context) -> JsResult<JsValue> {
    let function = functions.get(JsString::from(name), cx)?;
    let function = function.as_callable().ok_or_else(|| type_error(format!("{name} is not a function")))?;
    function.call(this, args, cx)
}

/// The environment variable by which a program that was forked knows the descriptor of its channel.
pub const CHANNEL_VARIABLE: &str = "NODE_CHANNEL_FD";

/// Opens the channel of a program that was forked; nothing in any other. To be called before the program runs.
///
/// # Errors
/// None in practice: a descriptor that is not open is no channel.
pub fn join_channel(cx: &mut Context) -> JsResult<()> {
    let fd = std::env::var(CHANNEL_VARIABLE).ok().and_then(|fd| fd.parse::<i32>().ok());
    match fd {
        Some(fd) => call_fork("join", &[fd.into()], cx).map(drop),
        None => Ok(()),
    }
}
