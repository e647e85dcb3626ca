//! Strings and arguments between Rust and the engine, without the engine's slow escapes.

use boa_engine::string::{JsStr, JsStrVariant};
use boa_engine::{Context, JsResult, JsString, JsValue};

/// The bytes of a string in UTF-8; a lone surrogate becomes U+FFFD, as Node's encoder has it.
pub fn utf8(string: &JsString) -> Vec<u8> {
    match string.as_str().variant() {
        JsStrVariant::Latin1(bytes) if bytes.is_ascii() => bytes.to_vec(),
        JsStrVariant::Latin1(bytes) => bytes.iter().map(|&b| char::from(b)).collect::<String>().into_bytes(),
        JsStrVariant::Utf16(units) => String::from_utf16_lossy(units).into_bytes(),
    }
}

/// A string as Rust text; lone surrogates become U+FFFD.
pub fn text(string: &JsString) -> String {
    match string.as_str().variant() {
        JsStrVariant::Latin1(bytes) => bytes.iter().map(|&b| char::from(b)).collect(),
        JsStrVariant::Utf16(units) => String::from_utf16_lossy(units),
    }
}

/// `String(value)` as Rust text.
///
/// # Errors
/// What a `toString` of the program throws.
pub fn to_text(value: &JsValue, cx: &mut Context) -> JsResult<String> {
    Ok(text(&value.to_string(cx)?))
}

/// The string whose characters are these bytes (Latin-1): no decoding.
pub fn latin1(bytes: &[u8]) -> JsString {
    JsString::from(JsStr::latin1(bytes))
}

/// The string whose code units are these.
pub fn utf16(units: &[u16]) -> JsString {
    JsString::from(units)
}

/// The same in the engine's narrow shape where all units fit.
pub fn narrowed(units: &[u16]) -> JsString {
    match units.iter().map(|&unit| u8::try_from(unit).ok()).collect::<Option<Vec<u8>>>() {
        Some(bytes) => latin1(&bytes),
        None => utf16(units),
    }
}

/// The argument, or undefined.
pub fn arg(args: &[JsValue], index: usize) -> JsValue {
    args.get(index).cloned().unwrap_or_default()
}

/// The argument as a function, when it is one.
pub fn callback(args: &[JsValue], index: usize) -> Option<boa_engine::object::builtins::JsFunction> {
    args.get(index).and_then(JsValue::as_function)
}
