//! `require('readline')`: lines from a terminal or a stream.
//!
//! The editing is native (`runtime/proto/readline`, bound by `editor`); `readline.js` is the class Interface around it,
//! compiled at the first require, `promises.js` what today's programs have beside it. While an editor shows its line on standard output, whatever else is printed there goes
//! above it: see [`make_way`].

mod editor;
mod keys;

use boa_engine::object::JsObject;
use noderu_glue::binding::{install, method, set};
use noderu_glue::prelude::*;
use noderu_runtime::tty::{self, Mode};

use crate::error::thrown;
use crate::module::builtin;

pub use editor::make_way;

/// `require('readline')`.
///
/// # Errors
/// None in practice.
pub fn load(cx: &mut Context) -> JsResult<JsValue> {
    Ok(builtin::script("readline", cx)?.into())
}

/// What `readline.js` needs.
///
/// # Errors
/// None.
pub fn natives(natives: &JsObject, cx: &mut Context) -> JsResult<()> {
    set(natives, "Editor", editor::class(cx));
    set(natives, "Keys", keys::class(cx));
    install(natives, NATIVES, cx);
    Ok(())
}

const NATIVES: &[Method] = &[
    method("isTerminal", 1, |_, args, _| Ok(tty::is_tty(arg(args, 0).as_i32().unwrap_or(-1)).into())),
    method("columns", 1, |_, args, _| Ok(crate::tty::columns_of(arg(args, 0).as_i32().unwrap_or(-1)).into())),
    method("setMode", 1, set_mode),
];

/// `require('readline/promises')`.
///
/// # Errors
/// None in practice.
pub fn load_promises(cx: &mut Context) -> JsResult<JsValue> {
    Ok(builtin::script("readline/promises", cx)?.into())
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
