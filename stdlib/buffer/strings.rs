//! Strings into and out of Buffers.

use noderu_glue::prelude::*;
use noderu_runtime::proto::text;

use super::argument::{Bounds, integer, string_arg, this_view};
use super::class::shared;
use super::encoding::{Encoding, decode, encoding_arg, source};

/// The methods that name their encoding.
pub(super) const METHODS: &[Method] = &[
    method("utf8Slice", 2, utf8_slice),
    method("asciiSlice", 2, ascii_slice),
    method("binarySlice", 2, binary_slice),
    method("latin1Slice", 2, binary_slice),
    method("base64Slice", 2, base64_slice),
    method("hexSlice", 2, hex_slice),
    method("ucs2Slice", 2, ucs2_slice),
    method("utf8Write", 3, utf8_write),
    method("asciiWrite", 3, ascii_write),
    method("binaryWrite", 3, binary_write),
    method("latin1Write", 3, binary_write),
    method("base64Write", 3, base64_write),
    method("hexWrite", 3, hex_write),
    method("ucs2Write", 3, ucs2_write),
];

/// `buffer.toString(encoding='utf8', start=0, end=buffer.length)`.
pub(super) fn to_string(this: &JsValue, args: &[JsValue], cx: &mut Context) -> JsResult<JsValue> {
    let encoding = encoding_arg(args.first(), Encoding::Utf8)?;
    slice(this, args.get(1), args.get(2), encoding, cx)
}

/// `buffer.write(string, offset=0, encoding='utf8')`.
///
/// Also `(string, encoding, offset)`, which the manual's own example of `buffer.length` uses, and the later
/// `(string, offset, length, encoding)`.
pub(super) fn write(this: &JsValue, args: &[JsValue], cx: &mut Context) -> JsResult<JsValue> {
    let (offset, length, encoding) = match args {
        [_, encoding, ..] if encoding.is_string() => (args.get(2), args.get(3), Some(encoding)),
        [_, offset, length, encoding, ..] if !length.is_string() => (Some(offset), Some(length), Some(encoding)),
        [_, offset, length] if length.is_number() => (Some(offset), Some(length), None),
        _ => (args.get(1), None, args.get(2)),
    };
    let encoding = encoding_arg(encoding, Encoding::Utf8)?;
    put(this, string_arg(args, 0)?, offset, length, encoding, cx)
}

fn slice(
    this: &JsValue,
    start: Option<&JsValue>,
    end: Option<&JsValue>,
    encoding: Encoding,
    cx: &mut Context,
) -> JsResult<JsValue> {
    let bounds = Bounds::of(start, end, cx)?;
    let view = this_view(this, cx)?;
    let range = bounds.within(view.len())?;
    Ok(view.read(|bytes| decode(bytes.get(range).unwrap_or_default(), encoding)).into())
}

/// Writes what fits, whole characters only, and returns the bytes written.
fn put(
    this: &JsValue,
    string: JsString,
    offset: Option<&JsValue>,
    length: Option<&JsValue>,
    encoding: Encoding,
    cx: &mut Context,
) -> JsResult<JsValue> {
    let offset = integer(offset.filter(|offset| !offset.is_null()), 0, cx)?;
    let length = integer(length.filter(|length| !length.is_null()), i64::MAX, cx)?;
    let view = this_view(this, cx)?;
    let offset = usize::try_from(offset).map_err(|_| type_error("Bad argument"))?;
    if string.is_empty() {
        shared(cx)?.chars_written.set(0);
        return Ok(0.into());
    }
    if offset >= view.len() {
        return Err(type_error("Offset is out of bounds"));
    }
    let length = usize::try_from(length.max(0)).unwrap_or(usize::MAX).min(view.len() - offset);
    let source = source(&string);
    let written = view.write(cx, |bytes| match bytes.get_mut(offset..offset + length) {
        Some(room) => text::encode_into(encoding, source, room),
        None => text::Written::default(),
    })?;
    shared(cx)?.chars_written.set(written.chars);
    Ok(JsValue::from(written.bytes))
}

fn slice_in(this: &JsValue, args: &[JsValue], encoding: Encoding, cx: &mut Context) -> JsResult<JsValue> {
    slice(this, args.first(), args.get(1), encoding, cx)
}

fn write_in(this: &JsValue, args: &[JsValue], encoding: Encoding, cx: &mut Context) -> JsResult<JsValue> {
    put(this, string_arg(args, 0)?, args.get(1), args.get(2), encoding, cx)
}

fn utf8_slice(this: &JsValue, args: &[JsValue], cx: &mut Context) -> JsResult<JsValue> {
    slice_in(this, args, Encoding::Utf8, cx)
}

fn ascii_slice(this: &JsValue, args: &[JsValue], cx: &mut Context) -> JsResult<JsValue> {
    slice_in(this, args, Encoding::Ascii, cx)
}

fn binary_slice(this: &JsValue, args: &[JsValue], cx: &mut Context) -> JsResult<JsValue> {
    slice_in(this, args, Encoding::Binary, cx)
}

fn base64_slice(this: &JsValue, args: &[JsValue], cx: &mut Context) -> JsResult<JsValue> {
    slice_in(this, args, Encoding::Base64, cx)
}

fn hex_slice(this: &JsValue, args: &[JsValue], cx: &mut Context) -> JsResult<JsValue> {
    slice_in(this, args, Encoding::Hex, cx)
}

fn ucs2_slice(this: &JsValue, args: &[JsValue], cx: &mut Context) -> JsResult<JsValue> {
    slice_in(this, args, Encoding::Ucs2, cx)
}

fn utf8_write(this: &JsValue, args: &[JsValue], cx: &mut Context) -> JsResult<JsValue> {
    write_in(this, args, Encoding::Utf8, cx)
}

fn ascii_write(this: &JsValue, args: &[JsValue], cx: &mut Context) -> JsResult<JsValue> {
    write_in(this, args, Encoding::Ascii, cx)
}

fn binary_write(this: &JsValue, args: &[JsValue], cx: &mut Context) -> JsResult<JsValue> {
    write_in(this, args, Encoding::Binary, cx)
}

fn base64_write(this: &JsValue, args: &[JsValue], cx: &mut Context) -> JsResult<JsValue> {
    write_in(this, args, Encoding::Base64, cx)
}

fn hex_write(this: &JsValue, args: &[JsValue], cx: &mut Context) -> JsResult<JsValue> {
    write_in(this, args, Encoding::Hex, cx)
}

fn ucs2_write(this: &JsValue, args: &[JsValue], cx: &mut Context) -> JsResult<JsValue> {
    write_in(this, args, Encoding::Ucs2, cx)
}
