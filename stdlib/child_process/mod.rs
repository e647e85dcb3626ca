//! `require('child_process')`: `spawn` and what waits for a child in Rust, `exec` and `execFile` in JavaScript on top.

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
];

/// What `child_process.js` evaluates to.
struct Functions(JsObject);

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
            let maker = eval::run(include_str!("child_process.js"), "child_process.js", cx)?;
            let maker = maker.as_callable().ok_or_else(|| type_error("child_process.js gives no function"))?;
            let module = crate::module::builtin("child_process", cx)?.unwrap_or_default();
            let buffer = crate::buffer::constructor(cx)?.into();
            let functions = maker.call(&JsValue::undefined(), &[module, buffer], cx)?;
            let functions = functions.as_object().ok_or_else(|| type_error("child_process.js makes no object"))?;
            cx.insert_data(Functions(functions.clone()));
            functions
        }
    };
    let function = functions.get(JsString::from(name), cx)?;
    let function = function.as_callable().ok_or_else(|| type_error(format!("{name} is not a function")))?;
    function.call(this, args, cx)
}
