//! `performance`: time since the program started, marks and measures, and `require('perf_hooks')`.

use std::time::{SystemTime, UNIX_EPOCH};

use boa_engine::JsSymbol;
use noderu_glue::binding::{install, set, set_hidden_key};
use noderu_glue::eval;
use noderu_glue::prelude::*;

use super::{event_class, once, property};
use crate::host::host;

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
pub fn make(cx: &mut Context) -> JsResult<JsValue> {
    once::<'p'>(
        |cx| {
            let performance = JsObject::with_object_proto(cx.intrinsics());
            install(&performance, METHODS, cx);
            set_hidden_key(&performance, JsSymbol::to_string_tag(), js_string!("Performance"));
            let since_epoch = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default();
            set(&performance, "timeOrigin", since_epoch.as_secs_f64() * 1e3 - elapsed_ms(cx));
            Ok(performance.into())
        },
        cx,
    )
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
    let functions = once::<'t'>(
        |cx| {
            let make = eval::run(include_str!("performance.js"), "web/performance.js", cx)?;
            let make = make.as_function().ok_or_else(|| type_error("performance.js gives no function"))?;
            let exception = event_class("DOMException", cx)?;
            let custom = crate::sys::custom_symbol(cx);
            make.call(&JsValue::undefined(), &[exception, custom.into()], cx)
        },
        cx,
    )?;
    let call =
        property(&functions, name, cx)?.as_function().ok_or_else(|| type_error(format!("no performance.{name}")))?;
    call.call(&JsValue::undefined(), args, cx)
}

fn to_json(this: &JsValue, _: &[JsValue], cx: &mut Context) -> JsResult<JsValue> {
    let json = JsObject::with_object_proto(cx.intrinsics());
    let origin = property(this, "timeOrigin", cx)?;
    set(&json, "timeOrigin", origin);
    Ok(json.into())
}
