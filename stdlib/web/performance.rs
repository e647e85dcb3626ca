//! `performance`: time since the program started, marks and measures, and `require('perf_hooks')`.

use std::time::{SystemTime, UNIX_EPOCH};

use boa_engine::JsSymbol;
use noderu_glue::binding::{install, set, set_hidden_key};
use noderu_glue::prelude::*;

use crate::host::host;
use crate::module::builtin;

const METHODS: &[Method] = &[
    method("now", 0, now),
    method("toJSON", 0, to_json),
    method("mark", 1, |_, args, cx| timeline("mark", args, cx)),
    method("measure", 1, |_, args, cx| timeline("measure", args, cx)),
    method("getEntries", 0, |_, args, cx| timeline("getEntries", args, cx)),
    method("getEntriesByName", 1, |_, args, cx| timeline("getEntriesByName", args, cx)),
    method("getEntriesByType", 1, |_, args, cx| timeline("getEntriesByType", args, cx)),
    method("clearMarks", 0, |_, args, cx| timeline("clearMarks", args, cx)),
    method("clearMeasures", 0, |_, args, cx| timeline("clearMeasures", args, cx)),
];

/// The object, the same for every look.
///
/// # Errors
/// None in practice.
pub(super) fn make(cx: &mut Context) -> JsResult<JsValue> {
    Ok(slot(cx, make_object).into())
}

fn make_object(cx: &mut Context) -> JsObject {
    let performance = JsObject::with_object_proto(cx.intrinsics());
    install(&performance, METHODS, cx);
    set_hidden_key(&performance, JsSymbol::to_string_tag(), js_string!("Performance"));
    let since_epoch = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default();
    set(&performance, "timeOrigin", since_epoch.as_secs_f64() * 1e3 - elapsed_ms(cx));
    performance
}

/// What `performance.js` needs.
///
/// # Errors
/// None.
pub fn natives(natives: &JsObject, cx: &mut Context) -> JsResult<()> {
    set(natives, "custom", crate::sys::custom_symbol(cx));
    Ok(())
}

/// `require('perf_hooks')`.
///
/// # Errors
/// None in practice.
pub fn load(cx: &mut Context) -> JsResult<JsValue> {
    let exports = JsObject::with_object_proto(cx.intrinsics());
    let performance = make(cx)?;
    set(&exports, "performance", performance);
    Ok(exports.into())
}

fn elapsed_ms(cx: &Context) -> f64 {
    host(cx).started.elapsed().as_secs_f64() * 1e3
}

/// `performance.now()`: milliseconds since the program started, with fractions.
fn now(_: &JsValue, _: &[JsValue], cx: &mut Context) -> JsResult<JsValue> {
    Ok(elapsed_ms(cx).into())
}

/// A function of performance.js, which is compiled for the first of them.
fn timeline(name: &str, args: &[JsValue], cx: &mut Context) -> JsResult<JsValue> {
    builtin::call("web/performance", name, &JsValue::undefined(), args, cx)
}

fn to_json(this: &JsValue, _: &[JsValue], cx: &mut Context) -> JsResult<JsValue> {
    let json = JsObject::with_object_proto(cx.intrinsics());
    let performance = this.as_object().ok_or_else(|| type_error("this is not performance"))?;
    let origin = performance.get(js_string!("timeOrigin"), cx)?;
    set(&json, "timeOrigin", origin);
    Ok(json.into())
}
