//! The web's globals: made when a program first looks at one of them.

mod base64;
mod performance;
mod url;

use boa_engine::object::builtins::JsArrayBuffer;
use noderu_glue::binding::install;
use noderu_glue::lazy::Lazy;
use noderu_glue::prelude::*;

use crate::module::builtin;
use crate::{buffer, encoding, sys};

pub use performance::{load as load_perf_hooks, natives as performance_natives};
pub use url::{MODERN as MODERN_URL, formatted as formatted_url, natives as url_natives};

/// The globals of this room.
pub const GLOBALS: &[Lazy] = &[
    hidden("URL", |cx| url::member("URL", cx)),
    hidden("URLSearchParams", |cx| url::member("URLSearchParams", cx)),
    hidden("TextEncoder", encoding::encoder),
    hidden("TextDecoder", encoding::decoder),
    hidden("atob", |cx| Ok(function("atob", 1, base64::atob, cx))),
    hidden("btoa", |cx| Ok(function("btoa", 1, base64::btoa, cx))),
    hidden("structuredClone", |cx| Ok(function("structuredClone", 1, structured_clone, cx))),
    hidden("performance", performance::make),
    hidden("DOMException", |cx| event_class("DOMException", cx)),
    hidden("Event", |cx| event_class("Event", cx)),
    hidden("CustomEvent", |cx| event_class("CustomEvent", cx)),
    hidden("EventTarget", |cx| event_class("EventTarget", cx)),
    hidden("AbortSignal", |cx| event_class("AbortSignal", cx)),
    hidden("AbortController", |cx| event_class("AbortController", cx)),
];

const fn hidden(name: &'static str, make: fn(&mut Context) -> JsResult<JsValue>) -> Lazy {
    Lazy { name, enumerable: false, make }
}

fn function(
    name: &str,
    length: usize,
    call: fn(&JsValue, &[JsValue], &mut Context) -> JsResult<JsValue>,
    cx: &Context,
) -> JsValue {
    noderu_glue::binding::function(name, length, call, cx).into()
}

/// A class of events.js.
fn event_class(name: &str, cx: &mut Context) -> JsResult<JsValue> {
    builtin::member("web/events", name, cx)
}

/// A DOMException to throw.
fn dom_exception(message: &str, name: &str, cx: &mut Context) -> JsError {
    let made = event_class("DOMException", cx).and_then(|class| {
        let class = class.as_object().ok_or_else(|| type_error(message))?;
        class.construct(&[JsString::from(message).into(), JsString::from(name).into()], None, cx)
    });
    match made {
        Ok(exception) => JsError::from_opaque(exception.into()),
        Err(error) => error,
    }
}

/// `structuredClone(value, { transfer })`. Its JavaScript is called from here, so that too deep a value is a RangeError.
fn structured_clone(_: &JsValue, args: &[JsValue], cx: &mut Context) -> JsResult<JsValue> {
    builtin::call("web/clone", "structuredClone", &JsValue::undefined(), args, cx)
}

/// What `clone.js` needs.
///
/// # Errors
/// None.
pub fn clone_natives(natives: &JsObject, cx: &mut Context) -> JsResult<()> {
    install(
        natives,
        &[method("isPlain", 1, |_, args, _| Ok(sys::is_plain(args).into())), method("detach", 1, detach)],
        cx,
    );
    Ok(())
}

/// Takes its bytes from an ArrayBuffer; not from the one that small Buffers share.
fn detach(_: &JsValue, args: &[JsValue], cx: &mut Context) -> JsResult<JsValue> {
    let block = arg(args, 0).as_object().ok_or_else(|| type_error("not an ArrayBuffer"))?;
    if !buffer::is_pool(&block, cx) {
        JsArrayBuffer::from_object(block)?.detach(&JsValue::undefined())?;
    }
    Ok(JsValue::undefined())
}
