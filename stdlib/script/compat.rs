//! `require('vm')`, as later releases call the module: the same class, and functions that compile.

use boa_engine::object::JsObject;
use boa_engine::object::builtins::JsArray;
use noderu_glue::binding::{install, set};
use noderu_glue::prelude::*;
use noderu_glue::{eval, realm};

use super::{STATICS, ScriptOptions, class, code, construct, context};

/// `require('vm')`, as later releases call it.
///
/// # Errors
/// None in practice.
pub fn load_vm(cx: &mut Context) -> JsResult<JsValue> {
    let exports = JsObject::with_object_proto(cx.intrinsics());
    set(&exports, "Script", class(cx));
    install(&exports, STATICS, cx);
    let later = [
        method("createScript", 2, create_script),
        method("isContext", 1, is_context),
        method("compileFunction", 3, compile_function),
    ];
    install(&exports, &later, cx);
    Ok(exports.into())
}

fn create_script(_: &JsValue, args: &[JsValue], cx: &mut Context) -> JsResult<JsValue> {
    construct(&JsValue::undefined(), args, cx)
}

fn is_context(_: &JsValue, args: &[JsValue], cx: &mut Context) -> JsResult<JsValue> {
    let Some(object) = arg(args, 0).as_object() else { return Ok(false.into()) };
    Ok(realm::existing(&object, cx).is_some().into())
}

/// `vm.compileFunction(code, [parameters], [options])`: a function with this body, of the realm of
/// `options.parsingContext` when there is one.
fn compile_function(_: &JsValue, args: &[JsValue], cx: &mut Context) -> JsResult<JsValue> {
    let code = code(args, cx)?;
    let mut parameters = Vec::new();
    if !arg(args, 1).is_undefined() {
        let names = arg(args, 1).as_object().ok_or_else(|| type_error("the parameters must be an array of names"))?;
        let names = JsArray::from_object(names)?;
        for index in 0..names.length(cx)? {
            parameters.push(to_text(&names.get(index, cx)?, cx)?);
        }
    }
    let parameters: Vec<&str> = parameters.iter().map(String::as_str).collect();
    let options = arg(args, 2);
    let file = ScriptOptions::read(&options, cx)?.file;
    let parsing = match options.as_object() {
        Some(options) => options.get(js_string!("parsingContext"), cx)?,
        None => JsValue::undefined(),
    };
    let realm = if parsing.is_undefined() { cx.realm().clone() } else { context(&parsing, cx)? };
    realm::within(&realm, cx, |cx| eval::function(&code, &parameters, &file, cx).map(JsValue::from))
}
