//! Octets themselves: slices, copies, fills, single ones.

use boa_engine::object::builtins::JsArray;
use noderu_glue::binding;
use noderu_glue::prelude::*;

use super::argument::{Bounds, clamped, integer, this_view};
use super::class::shared;
use super::encoding::{Encoding, encode_append, encoding_arg};
use super::memory::{self, View};

/// `buffer.slice(start, end=buffer.length)`: the same memory, cropped.
pub(super) fn slice(this: &JsValue, args: &[JsValue], cx: &mut Context) -> JsResult<JsValue> {
    let bounds = Bounds::of(args.first(), args.get(1), cx)?;
    let view = this_view(this, cx)?;
    let range = bounds.within(view.len())?;
    crop(&view, range, cx)
}

/// `buffer.subarray(start, end)`: like slice with the rules of arrays.
pub(super) fn subarray(this: &JsValue, args: &[JsValue], cx: &mut Context) -> JsResult<JsValue> {
    let len = this_view(this, cx)?.len();
    let range = clamped(args.first(), args.get(1), len, cx)?;
    crop(&this_view(this, cx)?, range, cx)
}

fn crop(view: &View, range: std::ops::Range<usize>, cx: &mut Context) -> JsResult<JsValue> {
    let class = shared(cx)?.constructor.clone();
    Ok(memory::view_on(view.block(), view.start() + range.start, range.len(), &class, cx)?.into())
}

/// `buffer.copy(target, targetStart=0, sourceStart=0, sourceEnd=buffer.length)`: as much as the target has room for;
/// returns how much.
pub(super) fn copy(this: &JsValue, args: &[JsValue], cx: &mut Context) -> JsResult<JsValue> {
    let first = args.get_or_undefined(0);
    if View::of(first, cx).is_none() {
        return Err(type_error("First arg should be a Buffer"));
    }
    let target_start = integer(args.get(1).filter(|value| !value.is_null()), 0, cx)?;
    let source_start = integer(args.get(2).filter(|value| !value.is_null()), 0, cx)?;
    let source_end = integer(args.get(3).filter(|value| !value.is_null()), i64::MAX, cx)?;
    let source = this_view(this, cx)?;
    let target = View::of(first, cx).ok_or_else(|| type_error("First arg should be a Buffer"))?;
    let is_whole = source_end == i64::MAX;
    let source_end = if is_whole { source.len() as i64 } else { source_end };
    if source_end < source_start && !is_whole {
        return Err(error("sourceEnd < sourceStart"));
    }
    if source_start == source_end {
        return Ok(0.into());
    }
    let Some(at) = usize::try_from(target_start).ok().filter(|at| *at < target.len()) else {
        return Err(error("targetStart out of bounds"));
    };
    let Some(from) = usize::try_from(source_start).ok().filter(|from| *from < source.len()) else {
        return Err(error("sourceStart out of bounds"));
    };
    if source_end > source.len() as i64 {
        return Err(error("sourceEnd out of bounds"));
    }
    let len = (source_end as usize - from).min(target.len() - at);
    source.copy_to(from, len, &target, at, cx)?;
    Ok(JsValue::from(len))
}

/// `buffer.fill(value, start=0, end=buffer.length, encoding='utf8')`: a number, a string or a Buffer, repeated.
pub(super) fn fill(this: &JsValue, args: &[JsValue], cx: &mut Context) -> JsResult<JsValue> {
    let value = args.get_or_undefined(0);
    let (start, end, encoding) = match args {
        [_, encoding, ..] if encoding.is_string() => (None, None, Some(encoding)),
        [_, start, encoding, ..] if encoding.is_string() => (Some(start), None, Some(encoding)),
        _ => (args.get(1), args.get(2), args.get(3)),
    };
    let mut pattern = Vec::new();
    if let Some(string) = value.as_string() {
        encode_append(&string, encoding_arg(encoding, Encoding::Utf8)?, &mut pattern);
    } else if let Some(bytes) = memory::with_bytes(value, cx, <[u8]>::to_vec) {
        pattern = bytes;
    } else {
        pattern.push(value.to_uint8(cx)?);
    }
    if pattern.is_empty() {
        pattern.push(0);
    }
    let len = this_view(this, cx)?.len();
    let start = integer(start.filter(|value| !value.is_null()), 0, cx)?;
    let end = integer(end.filter(|value| !value.is_null()), len as i64, cx)?;
    let view = this_view(this, cx)?;
    let in_bounds = |at: i64| usize::try_from(at).ok().filter(|at| *at <= view.len());
    let (Some(start), Some(end)) = (in_bounds(start), in_bounds(end)) else {
        return Err(range_error("start or end out of bounds"));
    };
    view.write(cx, |bytes| {
        let room = bytes.get_mut(start..end).unwrap_or_default();
        if let [octet] = pattern[..] {
            room.fill(octet);
        } else {
            for chunk in room.chunks_mut(pattern.len()) {
                chunk.copy_from_slice(&pattern[..chunk.len()]);
            }
        }
    })?;
    Ok(this.clone())
}

/// `buffer.get(index)`.
pub(super) fn get(this: &JsValue, args: &[JsValue], cx: &mut Context) -> JsResult<JsValue> {
    let index = integer(args.first(), 0, cx)?;
    let octet = this_view(this, cx)?.read(|bytes| bytes.get(usize::try_from(index).ok()?).copied());
    octet.map(JsValue::from).ok_or_else(|| range_error("index out of range"))
}

/// `buffer.set(index, value)`; with an array, the `set(array, offset)` of Uint8Array.
pub(super) fn set(this: &JsValue, args: &[JsValue], cx: &mut Context) -> JsResult<JsValue> {
    if args.get_or_undefined(0).is_object() {
        let inherited = cx.intrinsics().constructors().typed_array().prototype().get(js_string!("set"), cx)?;
        let inherited = inherited.as_callable().ok_or_else(|| type_error("Uint8Array.prototype.set is gone"))?;
        return inherited.call(this, args, cx);
    }
    let index = integer(args.first(), 0, cx)?;
    let value = args.get_or_undefined(1);
    let octet = value.to_uint8(cx)?;
    let done = this_view(this, cx)?.write(cx, |bytes| {
        *bytes.get_mut(usize::try_from(index).ok()?)? = octet;
        Some(())
    })?;
    done.map(|()| value.clone()).ok_or_else(|| range_error("index out of range"))
}

/// `buffer.unpack(format, index)`: an array of numbers, one for each letter of the format. `N` is four octets and `n`
/// two, both big endian, `o` is one.
pub(super) fn unpack(this: &JsValue, args: &[JsValue], cx: &mut Context) -> JsResult<JsValue> {
    let Some(format) = args.get_or_undefined(0).as_string() else {
        return Err(type_error("Argument must be a string"));
    };
    let index = integer(args.get(1), 0, cx)?;
    let mut at = usize::try_from(index).map_err(|_| type_error("Bad argument"))?;
    let numbers = this_view(this, cx)?.read(|bytes| {
        let mut numbers = Vec::with_capacity(format.len());
        for letter in format.iter() {
            let size = match u8::try_from(letter) {
                Ok(b'N') => 4,
                Ok(b'n') => 2,
                Ok(b'o') => 1,
                _ => return Err(type_error("Unknown format character")),
            };
            let octets = at.checked_add(size).and_then(|end| bytes.get(at..end));
            let octets = octets.ok_or_else(|| range_error("Out of bounds"))?;
            numbers.push(JsValue::from(octets.iter().fold(0u32, |number, octet| number << 8 | u32::from(*octet))));
            at += size;
        }
        Ok(numbers)
    })?;
    Ok(JsArray::from_iter(numbers, cx).into())
}

/// `buffer.toJSON()`.
pub(super) fn to_json(this: &JsValue, _: &[JsValue], cx: &mut Context) -> JsResult<JsValue> {
    let octets: Vec<JsValue> =
        this_view(this, cx)?.read(|bytes| bytes.iter().map(|octet| JsValue::from(*octet)).collect());
    let data = JsArray::from_iter(octets, cx);
    let json = JsObject::with_object_proto(cx.intrinsics());
    binding::set(&json, "type", js_string!("Buffer"));
    binding::set(&json, "data", data);
    Ok(json.into())
}

/// `buffer.parent`: a Buffer over all of the memory that this one is a part of.
pub(super) fn parent(this: &JsValue, _: &[JsValue], cx: &mut Context) -> JsResult<JsValue> {
    // `Buffer.prototype.parent` itself is looked at by whoever prints the prototype.
    let Some(view) = View::of(this, cx) else { return Ok(JsValue::undefined()) };
    let block = view.block();
    let len = block.get(js_string!("byteLength"), cx)?.to_length(cx)?;
    let class = shared(cx)?.constructor.clone();
    Ok(memory::view_on(block, 0, usize::try_from(len).unwrap_or(0), &class, cx)?.into())
}

/// `buffer.offset`: where this Buffer begins in its parent.
pub(super) fn offset(this: &JsValue, _: &[JsValue], cx: &mut Context) -> JsResult<JsValue> {
    Ok(View::of(this, cx).map_or_else(JsValue::undefined, |view| JsValue::from(view.start())))
}
