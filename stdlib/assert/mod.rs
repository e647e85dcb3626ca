//! `require('assert')`: `assert.js`, compiled at the first require.

use noderu_glue::eval;
use noderu_glue::prelude::*;

use crate::module;

/// `require('assert')`.
///
/// # Errors
/// None in practice.
pub fn load(cx: &mut Context) -> JsResult<JsValue> {
    let inspect = member("sys", "inspect", cx)?;
    let buffer = member("buffer", "Buffer", cx)?;
    let buffer = buffer.as_object().ok_or_else(|| type_error("Buffer is not there"))?;
    let is_buffer = buffer.get(js_string!("isBuffer"), cx)?;
    let make = eval::run(include_str!("assert.js"), "assert", cx)?;
    let make = make.as_function().ok_or_else(|| type_error("assert.js gives no function"))?;
    make.call(&JsValue::undefined(), &[inspect, is_buffer], cx)
}

/// `require('assert/strict')`
///
/// # Errors
/// None in practice.
pub fn load_strict(cx: &mut Context) -> JsResult<JsValue> {
    member("assert", "strict", cx)
}

fn member(name: &str, member: &str, cx: &mut Context) -> JsResult<JsValue> {
    let exports = module::builtin(name, cx)?.and_then(|exports| exports.as_object());
    exports.ok_or_else(|| type_error(format!("{name} is not there")))?.get(JsString::from(member), cx)
}
