//! Encodings as programs name them, and text between the engine's strings and bytes.

use boa_engine::string::{JsStr, JsStrVariant};
use noderu_glue::prelude::*;
pub use noderu_runtime::proto::text::Encoding;
use noderu_runtime::proto::text::{self, DecodedText, Source};

/// The encoding that an optional argument names; nothing, `null` and `''` mean `default`.
///
/// # Errors
/// A TypeError `Unknown encoding`.
pub fn encoding_arg(value: Option<&JsValue>, default: Encoding) -> JsResult<Encoding> {
    named(value).map(|encoding| encoding.unwrap_or(default)).ok_or_else(|| type_error("Unknown encoding"))
}

/// Like [`encoding_arg`], for streams: the error names what was given.
pub(super) fn stream_encoding_arg(value: Option<&JsValue>, default: Encoding) -> JsResult<Encoding> {
    match named(value) {
        Some(encoding) => Ok(encoding.unwrap_or(default)),
        None => {
            let name =
                value.map(|value| value.as_string().map_or_else(|| value.display().to_string(), |s| text_of(&s)));
            Err(type_error(format!("Unknown encoding {}", name.unwrap_or_default())))
        }
    }
}

/// Decodes bytes to a string.
pub fn decode(bytes: &[u8], encoding: Encoding) -> JsString {
    // Most text is ASCII: one look, one copy.
    let as_is = match encoding {
        Encoding::Utf8 | Encoding::Ascii => bytes.is_ascii(),
        Encoding::Binary => true,
        Encoding::Base64 | Encoding::Hex | Encoding::Ucs2 => false,
    };
    if as_is { latin1(bytes) } else { string(text::decode(encoding, bytes)) }
}

/// A decoded text as a string of the engine.
pub fn string(text: DecodedText) -> JsString {
    match text {
        DecodedText::Latin1(bytes) => JsString::from(JsStr::latin1(&bytes)),
        DecodedText::Utf16(units) => JsString::from(units.as_slice()),
    }
}

/// A string of the engine as text to be encoded.
pub fn source(string: &JsString) -> Source<'_> {
    match string.as_str().variant() {
        JsStrVariant::Latin1(bytes) => Source::Latin1(bytes),
        JsStrVariant::Utf16(units) => Source::Utf16(units),
    }
}

/// The bytes of the string when encoding changes nothing: most strings are ASCII.
pub(super) fn verbatim(string: &JsString, encoding: Encoding) -> Option<&[u8]> {
    let JsStrVariant::Latin1(bytes) = string.as_str().variant() else { return None };
    match encoding {
        Encoding::Ascii | Encoding::Binary => Some(bytes),
        Encoding::Utf8 => bytes.is_ascii().then_some(bytes),
        Encoding::Base64 | Encoding::Hex | Encoding::Ucs2 => None,
    }
}

/// Appends the string's bytes to `out`, without an allocation of its own. Returns how many there were.
pub fn encode_append(string: &JsString, encoding: Encoding, out: &mut Vec<u8>) -> usize {
    if let Some(bytes) = verbatim(string, encoding) {
        out.extend_from_slice(bytes);
        return bytes.len();
    }
    let source = source(string);
    let start = out.len();
    out.resize(start + text::encoded_len(encoding, source), 0);
    let written = text::encode_into(encoding, source, &mut out[start..]).bytes;
    out.truncate(start + written);
    written
}

/// None: an unknown name. Some(None): no name at all.
fn named(value: Option<&JsValue>) -> Option<Option<Encoding>> {
    let Some(value) = value.filter(|value| !value.is_null_or_undefined()) else { return Some(None) };
    let name = value.as_string()?;
    match name.as_str().variant() {
        JsStrVariant::Latin1([]) | JsStrVariant::Utf16([]) => Some(None),
        JsStrVariant::Latin1(bytes) => std::str::from_utf8(bytes).ok().and_then(Encoding::from_name).map(Some),
        // What toLowerCase() and replace() make is wide in the engine, whatever is in it.
        JsStrVariant::Utf16(_) => Encoding::from_name(&text_of(&name)).map(Some),
    }
}

fn text_of(string: &JsString) -> String {
    text(string)
}
