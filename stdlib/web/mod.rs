//! The web's globals: made when a program first looks at one of them.

mod base64;
mod encoding;
mod performance;
mod url;

use boa_engine::JsSymbol;
use boa_engine::object::builtins::JsArrayBuffer;
use noderu_glue::binding::{Class, set, set_hidden_key};
use noderu_glue::error::thrown_value;
use noderu_glue::eval;
use noderu_glue::lazy::Lazy;
use noderu_glue::prelude::*;

use crate::{buffer, module, sys};

pub use performance::load as load_perf_hooks;
pub use url::{MODERN as MODERN_URL, formatted as formatted_url, member as url_member};

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

/// TextEncoder and TextDecoder, as `require('util')` has them.
pub const CODECS: &[Lazy] = &[hidden("TextEncoder", encoding::encoder), hidden("TextDecoder", encoding::decoder)];

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

/// What a file of this room evaluated to.
struct Made<const FILE: char>(JsValue);

/// The value of `make`, which runs once.
fn once<const FILE: char>(make: fn(&mut Context) -> JsResult<JsValue>, cx: &mut Context) -> JsResult<JsValue> {
    if let Some(made) = cx.get_data::<Made<FILE>>() {
        return Ok(made.0.clone());
    }
    let made = make(cx)?;
    cx.insert_data(Made::<FILE>(made.clone()));
    Ok(made)
}

fn property(object: &JsValue, name: &str, cx: &mut Context) -> JsResult<JsValue> {
    object.as_object().ok_or_else(|| type_error(format!("{name} is not there")))?.get(JsString::from(name), cx)
}

/// A class of events.js.
fn event_class(name: &str, cx: &mut Context) -> JsResult<JsValue> {
    let classes = once::<'e'>(|cx| eval::run(include_str!("events.js"), "web/events.js", cx), cx)?;
    property(&classes, name, cx)
}

/// An error with the `code` that today's programs look at.
fn coded(error: JsError, code: &str, cx: &mut Context) -> JsError {
    let value = thrown_value(error, cx);
    if let Some(object) = value.as_object() {
        set(&object, "code", JsString::from(code));
    }
    JsError::from_opaque(value)
}

/// What `Object.prototype.toString` calls the instances of a class.
fn tag(class: &Class, name: &str) {
    set_hidden_key(&class.prototype, JsSymbol::to_string_tag(), JsString::from(name));
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
    let clone = once::<'c'>(
        |cx| {
            let make = eval::run(include_str!("clone.js"), "web/clone.js", cx)?;
            let make = make.as_function().ok_or_else(|| type_error("clone.js gives no function"))?;
            let util = module::builtin("util", cx)?.unwrap_or_default();
            let types = property(&util, "types", cx)?;
            let exception = event_class("DOMException", cx)?;
            let is_plain = function("isPlain", 1, |_, args, _| Ok(sys::is_plain(args).into()), cx);
            let detach = function("detach", 1, detach, cx);
            make.call(&JsValue::undefined(), &[types, is_plain, exception, detach], cx)
        },
        cx,
    )?;
    let clone = clone.as_function().ok_or_else(|| type_error("structuredClone is not there"))?;
    clone.call(&JsValue::undefined(), args, cx)
}

/// Takes its bytes from an ArrayBuffer; not from the one that small Buffers share.
fn detach(_: &JsValue, args: &[JsValue], cx: &mut Context) -> JsResult<JsValue> {
    let block = arg(args, 0).as_object().ok_or_else(|| type_error("not an ArrayBuffer"))?;
    if !buffer::is_pool(&block, cx) {
        JsArrayBuffer::from_object(block)?.detach(&JsValue::undefined())?;
    }
    Ok(JsValue::undefined())
}
