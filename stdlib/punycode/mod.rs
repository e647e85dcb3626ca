//! `require('punycode')`: names of hosts beyond ASCII (RFC 3492).

use boa_engine::object::builtins::JsArray;
use noderu_glue::binding::{install, set};
use noderu_glue::prelude::*;
use noderu_runtime::proto::url::punycode;

const METHODS: &[Method] = &[
    method("encode", 1, |_, args, cx| changed(args, punycode::encode, cx)),
    method("decode", 1, |_, args, cx| changed(args, punycode::decode, cx)),
    method("toASCII", 1, |_, args, cx| changed(args, punycode::to_ascii, cx)),
    method("toUnicode", 1, |_, args, cx| changed(args, punycode::to_unicode, cx)),
];

const UCS2: &[Method] = &[method("encode", 1, from_code_points), method("decode", 1, code_points)];

/// `require('punycode')`.
///
/// # Errors
/// None in practice.
pub fn load(cx: &mut Context) -> JsResult<JsValue> {
    let exports = JsObject::with_object_proto(cx.intrinsics());
    install(&exports, METHODS, cx);
    let ucs2 = JsObject::with_object_proto(cx.intrinsics());
    install(&ucs2, UCS2, cx);
    set(&exports, "ucs2", ucs2);
    set(&exports, "version", js_string!("2.1.0"));
    Ok(exports.into())
}

fn changed(args: &[JsValue], change: fn(&str) -> Option<String>, cx: &mut Context) -> JsResult<JsValue> {
    let input = to_text(&arg(args, 0), cx)?;
    let output = change(&input).ok_or_else(|| range_error("Invalid input"))?;
    Ok(JsString::from(output.as_str()).into())
}

/// `ucs2.decode(text)`: its code points; half of a pair stands for itself.
fn code_points(_: &JsValue, args: &[JsValue], cx: &mut Context) -> JsResult<JsValue> {
    let text = arg(args, 0).to_string(cx)?;
    let points: Vec<JsValue> = char::decode_utf16(text.iter())
        .map(|unit| unit.map_or_else(|half| u32::from(half.unpaired_surrogate()), u32::from).into())
        .collect();
    Ok(JsArray::from_iter(points, cx).into())
}

/// `ucs2.encode(code points)`
fn from_code_points(_: &JsValue, args: &[JsValue], cx: &mut Context) -> JsResult<JsValue> {
    let list = arg(args, 0).as_object().filter(JsObject::is_array);
    let list = list.ok_or_else(|| type_error("ucs2.encode needs an array of code points"))?;
    let mut units = Vec::new();
    for index in 0..list.get(js_string!("length"), cx)?.to_length(cx)? {
        let point = list.get(index, cx)?.to_u32(cx)?;
        match (u16::try_from(point), char::from_u32(point)) {
            (Ok(unit), _) => units.push(unit),
            (_, Some(c)) => units.extend_from_slice(c.encode_utf16(&mut [0; 2])),
            _ => return Err(range_error(format!("Invalid code point {point}"))),
        }
    }
    Ok(narrowed(&units).into())
}
