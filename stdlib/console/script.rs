//! `console.js`: `table`, and the class `Console`, compiled when the first of them is used.

use noderu_glue::eval;
use noderu_glue::prelude::*;

use crate::module;

/// What the file evaluates to.
struct Functions(JsObject);

/// The text of `console.table(rows, columns)`; none when what it was given has no rows.
///
/// # Errors
/// What a getter of the program throws.
pub fn table(args: &[JsValue], cx: &mut Context) -> JsResult<Option<JsString>> {
    let table = functions(cx)?.get(js_string!("table"), cx)?;
    let table = table.as_callable().ok_or_else(|| type_error("console.js has no table"))?;
    Ok(table.call(&JsValue::undefined(), args, cx)?.as_string())
}

/// `console.Console`
///
/// # Errors
/// None in practice.
pub fn console_class(cx: &mut Context) -> JsResult<JsValue> {
    functions(cx)?.get(js_string!("Console"), cx)
}

fn functions(cx: &mut Context) -> JsResult<JsObject> {
    if let Some(functions) = cx.get_data::<Functions>() {
        return Ok(functions.0.clone());
    }
    let util = module::builtin("util", cx)?.ok_or_else(|| type_error("util is not there"))?;
    let make = eval::run(include_str!("console.js"), "console.js", cx)?;
    let make = make.as_function().ok_or_else(|| type_error("console.js gives no function"))?;
    let functions = make.call(&JsValue::undefined(), &[util], cx)?;
    let functions = functions.as_object().ok_or_else(|| type_error("console.js gives no object"))?;
    cx.insert_data(Functions(functions.clone()));
    Ok(functions)
}
