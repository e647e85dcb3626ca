//! `JSON.parse` and `JSON.stringify`, native and without recursion.
//!
//! The engine's own goes through the parser of scripts and is an order of magnitude slower; it stops at depth 128 one
//! way and overflows the native stack the other way. Here both walk with a stack of their own, to [`DEPTH_MAX`].

mod parse;
mod quote;
mod revive;
mod stringify;

use boa_engine::object::JsObject;
use boa_engine::object::builtins::JsFunction;
use boa_engine::property::PropertyKey;
use boa_engine::string::JsStrVariant;
use boa_engine::{Context, JsError, JsResult, JsString, JsValue, js_string};

use crate::binding::{function, set_hidden};
use crate::convert::arg;
use crate::error::range_error;

/// How deep arrays and objects may nest, both ways.
pub const DEPTH_MAX: usize = 100_000;

/// Natives of the engine that answer what its interface keeps to itself.
#[derive(Clone)]
struct Natives {
    /// `Array.isArray`, which looks through proxies.
    is_array: JsFunction,
    /// `Object.keys`, for objects with keys of their own making.
    keys: JsFunction,
    /// `JSON.isRawJSON`.
    is_raw: JsFunction,
}

pub(super) fn install(cx: &mut Context) {
    let constructors = cx.intrinsics().constructors();
    let (array, object) = (constructors.array().constructor(), constructors.object().constructor());
    let Some(json) = property(&cx.global_object(), "JSON").and_then(|json| json.as_object()) else { return };
    if cx.get_data::<Natives>().is_none() {
        let native = |owner: &JsObject, name: &str| property(owner, name)?.as_function();
        let (Some(is_array), Some(keys), Some(is_raw)) =
            (native(&array, "isArray"), native(&object, "keys"), native(&json, "isRawJSON"))
        else {
            return;
        };
        cx.insert_data(Natives { is_array, keys, is_raw });
    }
    set_hidden(&json, "parse", function("parse", 2, parse, cx));
    set_hidden(&json, "stringify", function("stringify", 3, stringify, cx));
}

/// The value of an ordinary property of the object itself.
fn property(object: &JsObject, name: &str) -> Option<JsValue> {
    object.borrow().properties().get(&PropertyKey::from(JsString::from(name)))?.value().cloned()
}

/// `JSON.parse(text, [reviver])`
fn parse(_: &JsValue, args: &[JsValue], cx: &mut Context) -> JsResult<JsValue> {
    let text = match args.first().and_then(JsValue::as_string) {
        Some(text) => text,
        None => arg(args, 0).to_string(cx)?,
    };
    let value = match text.as_str().variant() {
        JsStrVariant::Latin1(bytes) => parse::parse(bytes, cx),
        JsStrVariant::Utf16(units) => parse::parse(units, cx),
    }?;
    match args.get(1).and_then(JsValue::as_callable) {
        Some(reviver) => revive::revive(value, &reviver, cx),
        None => Ok(value),
    }
}

/// `JSON.stringify(value, [replacer], [space])`
fn stringify(_: &JsValue, args: &[JsValue], cx: &mut Context) -> JsResult<JsValue> {
    stringify::stringify(arg(args, 0), &arg(args, 1), &arg(args, 2), cx)
}

impl Natives {
    fn of(cx: &Context) -> Option<Natives> {
        cx.get_data::<Natives>().cloned()
    }

    /// Whether it is an array, or a proxy for one.
    fn is_array(&self, object: &JsObject, cx: &mut Context) -> JsResult<bool> {
        if object.is_array() || object.is_ordinary() {
            return Ok(object.is_array());
        }
        Ok(self.is_array.call(&JsValue::undefined(), &[object.clone().into()], cx)?.to_boolean())
    }

    /// The names of the object's own enumerable properties, as [`PropertyKey`]s.
    fn keys(&self, object: &JsObject, cx: &mut Context) -> JsResult<Vec<PropertyKey>> {
        let list = self.keys.call(&JsValue::undefined(), &[object.clone().into()], cx)?;
        let Some(list) = list.as_object() else { return Ok(Vec::new()) };
        let length = crate::limits::array_length(&list, cx)?;
        let mut keys = Vec::new();
        for index in 0..length {
            let key = list.get(index, cx)?;
            keys.push(key.to_property_key(cx)?);
        }
        Ok(keys)
    }
}

/// What is thrown beyond [`DEPTH_MAX`].
fn too_deep() -> JsError {
    range_error(format!("JSON nests deeper than {DEPTH_MAX} levels"))
}

/// A key as the string that programs see.
fn key_string(key: &PropertyKey) -> JsString {
    match key {
        PropertyKey::String(string) => string.clone(),
        PropertyKey::Index(index) => index_string(index.get().into()),
        PropertyKey::Symbol(_) => js_string!(),
    }
}

fn index_string(index: u64) -> JsString {
    JsString::from(index.to_string())
}
