//! `require('child_process')`: `spawn` and what waits for a child in Rust, `exec`, `execFile` and `fork` in JavaScript on
//! top.

mod child;
mod options;
mod sync;

use boa_engine::builtins::object::OrdinaryObject;
use noderu_glue::binding::{install, set};
use noderu_glue::prelude::*;

use crate::module::builtin;
use crate::process::CHANNEL_VARIABLE;

const METHODS: &[Method] = &[
    method("spawn", 3, |_, args, cx| Ok(child::spawn(args, cx)?.into())),
    method("exec", 3, |this, args, cx| call("exec", this, args, cx)),
    method("execFile", 4, |this, args, cx| call("execFile", this, args, cx)),
    method("spawnSync", 3, sync::spawn_sync),
    method("execSync", 2, |this, args, cx| call("execSync", this, args, cx)),
    method("execFileSync", 3, |this, args, cx| call("execFileSync", this, args, cx)),
    method("fork", 3, |_, args, cx| call_fork("fork", args, cx)),
];

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
    builtin::call("child_process", name, this, args, cx)
}

/// Calls a function of `fork.js`.
fn call_fork(name: &str, args: &[JsValue], cx: &mut Context) -> JsResult<JsValue> {
    builtin::call("child_process/fork", name, &JsValue::undefined(), args, cx)
}

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
