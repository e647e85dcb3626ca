//! `sys.js`: functions that make functions, compiled when the first of them is called; `parse_args.js` likewise.

use noderu_glue::prelude::*;
use noderu_glue::{binding, eval};

use crate::module;

/// What the file evaluates to.
struct Functions(JsObject);

/// Calls a function of the file.
///
/// # Errors
/// What it throws.
pub fn call(name: &str, this: &JsValue, args: &[JsValue], cx: &mut Context) -> JsResult<JsValue> {
    let function = functions(cx)?.get(JsString::from(name), cx)?;
    let function = function.as_callable().ok_or_else(|| type_error(format!("sys.{name} is not a function")))?;
    function.call(this, args, cx)
}

/// A file of one function: its text and its name.
pub type File = (&'static str, &'static str);

/// `util.parseArgs`
pub const PARSE_ARGS: File = (include_str!("parse_args.js"), "parse_args.js");

/// Calls the function that a file evaluates to, compiled at each call: these are called once in a program.
///
/// # Errors
/// What it throws.
pub fn call_file(file: File, this: &JsValue, args: &[JsValue], cx: &mut Context) -> JsResult<JsValue> {
    let function = eval::run(file.0, file.1, cx)?;
    let function = function.as_callable().ok_or_else(|| type_error(format!("{} gives no function", file.1)))?;
    function.call(this, args, cx)
}

fn functions(cx: &mut Context) -> JsResult<JsObject> {
    if let Some(functions) = cx.get_data::<Functions>() {
        return Ok(functions.0.clone());
    }
    let make = eval::run(include_str!("sys.js"), "sys.js", cx)?;
    let make = make.as_function().ok_or_else(|| type_error("sys.js gives no function"))?;
    let custom = promisify_symbol(cx)?;
    let require = binding::function("require", 1, require_builtin, cx);
    let functions = make.call(&JsValue::undefined(), &[custom, require.into()], cx)?;
    let functions = functions.as_object().ok_or_else(|| type_error("sys.js gives no object"))?;
    cx.insert_data(Functions(functions.clone()));
    Ok(functions)
}

/// `Symbol.for('nodejs.util.promisify.custom')`: where a function keeps its own promise-giving form.
///
/// # Errors
/// When the program took `Symbol.for` away.
pub fn promisify_symbol(cx: &mut Context) -> JsResult<JsValue> {
    let class = cx.intrinsics().constructors().symbol().constructor();
    let method = class.get(js_string!("for"), cx)?.as_callable();
    let method = method.ok_or_else(|| type_error("Symbol.for is not a function"))?;
    method.call(&class.into(), &[js_string!("nodejs.util.promisify.custom").into()], cx)
}

fn require_builtin(_: &JsValue, args: &[JsValue], cx: &mut Context) -> JsResult<JsValue> {
    let name = to_text(&arg(args, 0), cx)?;
    module::builtin(&name, cx)?.ok_or_else(|| error(format!("Cannot find module '{name}'")))
}
