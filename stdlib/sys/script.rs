//! `sys.js`: functions that make functions, compiled when the first of them is called.

use noderu_glue::eval;
use noderu_glue::prelude::*;

/// What the file evaluates to.
struct Functions(JsObject);

/// Calls a function of the file.
///
/// # Errors
/// What it throws.
pub fn call(name: &str, this: &JsValue, args: &[JsValue], cx: &mut Context) -> JsResult<JsValue> {
    let functions = match cx.get_data::<Functions>() {
        Some(functions) => functions.0.clone(),
        None => {
            let functions = eval::run(include_str!("sys.js"), "sys.js", cx)?;
            let functions = functions.as_object().ok_or_else(|| type_error("sys.js gives no object"))?;
            cx.insert_data(Functions(functions.clone()));
            functions
        }
    };
    let function = functions.get(JsString::from(name), cx)?;
    let function = function.as_callable().ok_or_else(|| type_error(format!("sys.{name} is not a function")))?;
    function.call(this, args, cx)
}
