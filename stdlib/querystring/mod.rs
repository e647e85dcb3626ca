//! `require('querystring')`. Cutting and decoding is `proto`'s; here values become objects and back.
//!
//! `escape` and `unescape` are looked up on the exports at each call, because programs replace them; while they are the
//! module's own, no JavaScript runs in between.

mod stringify;

use boa_engine::object::JsObject;
use boa_engine::object::builtins::JsArray;
use boa_engine::property::PropertyKey;
use boa_engine::string::JsStrVariant::{Latin1, Utf16};
use noderu_glue::binding::{function, set};
use noderu_glue::prelude::*;
use noderu_runtime::proto::querystring::{self as proto, QueryFields, Value};
use noderu_runtime::proto::text::{DecodedText, Source};

use crate::buffer::{self, source, string};
use crate::module;

pub use stringify::stringify;

/// The functions as the module comes with them.
#[derive(Clone)]
struct OwnFunctions {
    escape: JsFunction,
    unescape: JsFunction,
}

fn make_own(cx: &mut Context) -> OwnFunctions {
    OwnFunctions {
        escape: function("escape", 1, escape_value, cx),
        unescape: function("unescape", 1, unescape_string, cx),
    }
}

/// `require('querystring')`.
///
/// # Errors
/// None in practice.
pub fn load(cx: &mut Context) -> JsResult<JsValue> {
    let exports = JsObject::with_object_proto(cx.intrinsics());
    let OwnFunctions { escape, unescape } = slot(cx, make_own);
    let stringify = function("stringify", 4, stringify::call, cx);
    let parse = function("parse", 4, parse_call, cx);
    let unescape_buffer = function("unescapeBuffer", 2, unescape_buffer, cx);
    for (name, function) in [
        ("unescapeBuffer", &unescape_buffer),
        ("unescape", &unescape),
        ("escape", &escape),
        ("stringify", &stringify),
        ("encode", &stringify),
        ("parse", &parse),
        ("decode", &parse),
    ] {
        set(&exports, name, function.clone());
    }
    Ok(exports.into())
}

/// `escape(value)`: what `encodeURIComponent` gives, but a lone surrogate is no error.
fn escape_value(_: &JsValue, args: &[JsValue], cx: &mut Context) -> JsResult<JsValue> {
    let text = arg(args, 0).to_string(cx)?;
    let mut out = Vec::with_capacity(text.len());
    proto::escape(source(&text), &mut out);
    Ok(latin1(&out).into())
}

/// `unescape(string, plus=false)`: broken escapes stay as they are.
fn unescape_string(_: &JsValue, args: &[JsValue], cx: &mut Context) -> JsResult<JsValue> {
    let text = arg(args, 0).to_string(cx)?;
    Ok(string(proto::unescape(source(&text), arg(args, 1).to_boolean())).into())
}

/// `unescapeBuffer(string, plus=false)`: the bytes, whatever encoding they are in.
fn unescape_buffer(_: &JsValue, args: &[JsValue], cx: &mut Context) -> JsResult<JsValue> {
    let text = arg(args, 0).to_string(cx)?;
    let bytes = proto::unescape_bytes(source(&text), arg(args, 1).to_boolean());
    Ok(buffer::from_slice(&bytes, cx)?.into())
}

/// `parse(string, sep='&', eq='=', options)`
fn parse_call(_: &JsValue, args: &[JsValue], cx: &mut Context) -> JsResult<JsValue> {
    let Some(query) = arg(args, 0).as_string() else { return Ok(JsObject::with_object_proto(cx.intrinsics()).into()) };
    let separator = mark(args, 1, js_string!("&"), cx)?;
    let assignment = mark(args, 2, js_string!("="), cx)?;
    let mut names_max = Some(proto::NAMES_MAX);
    let mut decoder = None;
    if let Some(options) = arg(args, 3).as_object() {
        if let Some(max) = options.get(js_string!("maxKeys"), cx)?.as_number() {
            names_max = (max > 0.0).then_some(max as usize);
        }
        decoder = options.get(js_string!("decodeURIComponent"), cx)?.as_function();
    }
    let decoder = match decoder {
        Some(decoder) => Some(decoder),
        None => replaced("unescape", |own| &own.unescape, cx)?,
    };
    let query = Query { text: &query, separator: &separator, assignment: &assignment, names_max };
    Ok(query.parse(decoder.as_ref(), cx)?.into())
}

/// The query of a URL as an object, with what the module's defaults are now.
///
/// # Errors
/// What the program's own `unescape` throws.
pub fn parse(text: &JsString, cx: &mut Context) -> JsResult<JsObject> {
    let decoder = replaced("unescape", |own| &own.unescape, cx)?;
    let (separator, assignment) = (js_string!("&"), js_string!("="));
    let names_max = Some(proto::NAMES_MAX);
    Query { text, separator: &separator, assignment: &assignment, names_max }.parse(decoder.as_ref(), cx)
}

/// A separator or assignment argument; what is empty or not there is the default.
fn mark(args: &[JsValue], index: usize, default: JsString, cx: &mut Context) -> JsResult<JsString> {
    let value = arg(args, index);
    if value.is_null_or_undefined() {
        return Ok(default);
    }
    let mark = value.to_string(cx)?;
    Ok(if mark.is_empty() { default } else { mark })
}

/// The function that the program put in the place of one of ours.
fn replaced(name: &str, of: fn(&OwnFunctions) -> &JsFunction, cx: &mut Context) -> JsResult<Option<JsFunction>> {
    let Some(exports) = module::builtin("querystring", cx)?.and_then(|exports| exports.as_object()) else {
        return Ok(None);
    };
    let function = exports.get(JsString::from(name), cx)?.as_function();
    let own = slot(cx, make_own);
    Ok(function.filter(|function| !JsObject::equals(of(&own), function)))
}

struct Query<'a> {
    text: &'a JsString,
    separator: &'a JsString,
    assignment: &'a JsString,
    names_max: Option<usize>,
}

impl Query<'_> {
    fn parse(&self, decoder: Option<&JsFunction>, cx: &mut Context) -> JsResult<JsObject> {
        let mut fields: QueryFields<JsString> = QueryFields::default();
        let max = self.names_max.unwrap_or(usize::MAX);
        match (self.text.as_str().variant(), self.separator.as_str().variant(), self.assignment.as_str().variant()) {
            (Latin1(text), Latin1(separator), Latin1(assignment)) => {
                for (name, value) in proto::pairs(text, separator, assignment).take(max) {
                    let name = decoded(QueryPiece::Narrow(name), decoder, cx)?;
                    fields.add(&name.to_vec(), decoded(QueryPiece::Narrow(value), decoder, cx)?);
                }
            }
            (Utf16(_), ..) | (_, Utf16(_), _) | (.., Utf16(_)) => {
                let (text, separator) = (self.text.to_vec(), self.separator.to_vec());
                for (name, value) in proto::pairs(&text, &separator, &self.assignment.to_vec()).take(max) {
                    let name = decoded(QueryPiece::Wide(name), decoder, cx)?;
                    fields.add(&name.to_vec(), decoded(QueryPiece::Wide(value), decoder, cx)?);
                }
            }
        }
        object(fields, cx)
    }
}

/// A name or value before it is decoded.
enum QueryPiece<'a> {
    Narrow(&'a [u8]),
    Wide(&'a [u16]),
}

fn decoded(piece: QueryPiece<'_>, decoder: Option<&JsFunction>, cx: &mut Context) -> JsResult<JsString> {
    let Some(decoder) = decoder else {
        return Ok(match piece {
            QueryPiece::Narrow(bytes) if !bytes.iter().any(|byte| matches!(byte, b'%' | b'+')) => latin1(bytes),
            QueryPiece::Narrow(bytes) => string(proto::unescape(Source::Latin1(bytes), true)),
            QueryPiece::Wide(units) => string(proto::unescape(Source::Utf16(units), true)),
        });
    };
    // A decoder of the program, such as decodeURIComponent, need not know what a plus means.
    let text = match piece {
        QueryPiece::Narrow(bytes) => DecodedText::Latin1(spelled_out(bytes)),
        QueryPiece::Wide(units) => DecodedText::Utf16(spelled_out(units)),
    };
    decoder.call(&JsValue::undefined(), &[string(text).into(), true.into()], cx)?.to_string(cx)
}

fn spelled_out<U: Copy + Eq + From<u8>>(units: &[U]) -> Vec<U> {
    let mut out = Vec::with_capacity(units.len());
    for &unit in units {
        match unit == U::from(b'+') {
            true => out.extend(b"%20".map(U::from)),
            false => out.push(unit),
        }
    }
    out
}

fn object(fields: QueryFields<JsString>, cx: &mut Context) -> JsResult<JsObject> {
    let object = JsObject::with_object_proto(cx.intrinsics());
    for (name, value) in fields.into_entries() {
        let name = PropertyKey::from(narrowed(&name));
        let value = value_of(value, cx)?;
        // Defines, and so does not reach the setter of `__proto__`.
        object.create_data_property_or_throw(name, value, cx)?;
    }
    Ok(object)
}

fn value_of(value: Value<JsString>, cx: &mut Context) -> JsResult<JsValue> {
    Ok(match value {
        Value::One(text) => text.into(),
        Value::Fields(fields) => object(fields, cx)?.into(),
        Value::Many(list) => {
            let list = list.into_iter().map(|value| value_of(value, cx)).collect::<JsResult<Vec<_>>>()?;
            JsArray::from_iter(list, cx).into()
        }
    })
}
