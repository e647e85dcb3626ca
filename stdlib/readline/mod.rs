//! `require('readline')`: lines from a terminal or a stream.
//!
//! The editing is native (`runtime/proto/readline`, bound by `editor`); `readline.js` is the class Interface around it,
//! compiled at the first require, `promises.js` what today's programs have beside it. While an editor shows its line on standard output, whatever else is printed there goes
//! above it: see [`make_way`].

mod editor;
mod keys;

use boa_engine::object::JsObject;
use noderu_glue::binding::{install, method, set};
use noderu_glue::eval;
use noderu_glue::prelude::*;
use noderu_runtime::tty::{self, Mode};

use crate::error::thrown;
use crate::{events, module};

pub use editor::make_way;

/// `require('readline')`.
///
/// # Errors
/// None in practice.
pub fn load(cx: &mut Context) -> JsResult<JsValue> {
    let exports = JsObject::with_object_proto(cx.intrinsics());
    let natives = JsObject::with_object_proto(cx.intrinsics());
    set(&natives, "Editor", editor::class(cx));
    set(&natives, "Keys", keys::class(cx));
    install(&natives, NATIVES, cx);
    let parameters = ["exports", "EventEmitter", "natives"];
    let body = eval::function(include_str!("readline.js"), &parameters, "readline", cx)?;
    let emitter = events::constructor(cx)?;
    body.call(&JsValue::undefined(), &[exports.clone().into(), emitter.into(), natives.into()], cx)?;
    Ok(exports.into())
}

const NATIVES: &[Method] = &[
    method("isTerminal", 1, |_, args, _| Ok(tty::is_tty(arg(args, 0).as_i32().unwrap_or(-1)).into())),
    method("columns", 1, |_, args, _| Ok(crate::tty::columns_of(arg(args, 0).as_i32().unwrap_or(-1)).into())),
    method("setMode", 1, set_mode),
    method("promises", 3, promises),
];

/// `require('readline/promises')`.
///
/// # Errors
/// None in practice.
pub fn load_promises(cx: &mut Context) -> JsResult<JsValue> {
    let readline = module::builtin("readline", cx)?.and_then(|readline| readline.as_object());
    let readline = readline.ok_or_else(|| error("there is no module 'readline'"))?;
    readline.get(js_string!("promises"), cx)
}

/// `promises(Interface, texts, ask)`: the module's exports, made of what `readline.js` has.
fn promises(_: &JsValue, args: &[JsValue], cx: &mut Context) -> JsResult<JsValue> {
    let exports = JsObject::with_object_proto(cx.intrinsics());
    let parameters = ["exports", "Base", "texts", "ask"];
    let body = eval::function(include_str!("promises.js"), &parameters, "readline/promises", cx)?;
    let arguments = [exports.clone().into(), arg(args, 0), arg(args, 1), arg(args, 2)];
    body.call(&JsValue::undefined(), &arguments, cx)?;
    Ok(exports.into())
}

/// `setMode(mode)`: of the standard input: 0 as it was found, 1 for editing, 2 while the program computes. The terminal
/// marks what is pasted while it is edited.
fn set_mode(_: &JsValue, args: &[JsValue], cx: &mut Context) -> JsResult<JsValue> {
    let mode = match arg(args, 0).as_i32() {
        Some(1) => Mode::Raw,
        Some(2) => Mode::RawWithSignals,
        _ => Mode::Cooked,
    };
    tty::set_mode(0, mode).map_err(|error| thrown(&error, cx))?;
    tty::mark_pastes(mode == Mode::Raw);
    Ok(JsValue::undefined())
}
