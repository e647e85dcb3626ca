//! `atob` and `btoa` (HTML Standard, section 8.3; Infra Standard, "forgiving-base64").

use boa_engine::string::JsStrVariant;
use noderu_glue::error::coded;
use noderu_glue::prelude::*;
use noderu_runtime::proto::text::{DecodedText, Encoding, Source, decode, encode};

use super::dom_exception;

/// `btoa(binary)`: one byte per character; a character beyond U+00FF is an InvalidCharacterError.
pub(super) fn btoa(_: &JsValue, args: &[JsValue], cx: &mut Context) -> JsResult<JsValue> {
    if args.is_empty() {
        return Err(coded(type_error("The \"input\" argument must be specified"), "ERR_MISSING_ARGS", cx));
    }
    let text = args[0].to_string(cx)?;
    let bytes: Option<Vec<u8>> = match text.as_str().variant() {
        JsStrVariant::Latin1(bytes) => Some(bytes.to_vec()),
        JsStrVariant::Utf16(units) => units.iter().map(|&unit| u8::try_from(unit).ok()).collect(),
    };
    match bytes.map(|bytes| decode(Encoding::Base64, &bytes)) {
        Some(DecodedText::Latin1(digits)) => Ok(latin1(&digits).into()),
        _ => Err(dom_exception("Invalid character", "InvalidCharacterError", cx)),
    }
}

/// `atob(digits)`: white space does not count; what is no base64 is an InvalidCharacterError.
pub(super) fn atob(_: &JsValue, args: &[JsValue], cx: &mut Context) -> JsResult<JsValue> {
    if args.is_empty() {
        return Err(coded(type_error("The \"input\" argument must be specified"), "ERR_MISSING_ARGS", cx));
    }
    let text = args[0].to_string(cx)?;
    let digits: Option<Vec<u8>> = text.iter().map(|unit| u8::try_from(unit).ok()).collect();
    let bytes = digits.and_then(forgiving);
    match bytes {
        Some(bytes) => Ok(latin1(&bytes).into()),
        None => Err(dom_exception("Invalid character", "InvalidCharacterError", cx)),
    }
}

fn forgiving(mut digits: Vec<u8>) -> Option<Vec<u8>> {
    digits.retain(|byte| !matches!(byte, b' ' | b'\t' | b'\n' | b'\r' | b'\x0c'));
    if digits.len().is_multiple_of(4) {
        let padding = digits.iter().rev().take(2).take_while(|&&byte| byte == b'=').count();
        digits.truncate(digits.len() - padding);
    }
    let is_digit = |byte: &u8| byte.is_ascii_alphanumeric() || matches!(byte, b'+' | b'/');
    (digits.len() % 4 != 1 && digits.iter().all(is_digit)).then(|| encode(Encoding::Base64, Source::Latin1(&digits)))
}
