//! `performance`: time since the program started, and `require('perf_hooks')`.

use std::time::{SystemTime, UNIX_EPOCH};

use noderu_glue::binding::{install, set};
use noderu_glue::prelude::*;

use super::once;
use crate::host::host;

const METHODS: &[Method] = &[method("now", 0, now), method("toJSON", 0, to_json)];

/// The object, the same for every look.
///
/// # Errors
/// None in practice.
pub fn make(cx: &mut Context) -> JsResult<JsValue> {
    once::<'p'>(
        |cx| {
            let performance = JsObject::with_object_proto(cx.intrinsics());
            install(&performance, METHODS, cx);
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

fn to_json(this: &JsValue, _: &[JsValue], cx: &mut Context) -> JsResult<JsValue> {
    let json = JsObject::with_object_proto(cx.intrinsics());
    let origin = super::property(this, "timeOrigin", cx)?;
    set(&json, "timeOrigin", origin);
    Ok(json.into())
}
