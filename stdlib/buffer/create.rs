//! Making Buffers: `new Buffer(..)` in its many forms, and the functions of the constructor.

use boa_engine::JsSymbol;
use noderu_glue::prelude::*;
use noderu_runtime::proto::text;

use super::argument::Bounds;
use super::class::shared;
use super::encoding::{Encoding, encoding_arg, source, verbatim};
use super::memory::{self, View, check_len};

/// `new Buffer(size | array | string, encoding | buffer | arrayBuffer | parent, start, end)`, with and without `new`.
pub(super) fn construct(new_target: &JsValue, args: &[JsValue], cx: &mut Context) -> JsResult<JsValue> {
    let class = match new_target.as_object() {
        Some(class) => class,
        None => shared(cx)?.constructor.clone(),
    };
    let first = args.get_or_undefined(0);
    let buffer = if let Some(size) = first.as_number() {
        memory::allocate(size_of(size)?, &class, cx, |_| ())?
    } else {
        from_value(args, &class, cx)?.ok_or_else(|| type_error("Bad argument"))?
    };
    Ok(buffer.into())
}

/// `new SlowBuffer(size)`: a Buffer outside the pool.
pub(super) fn construct_slow(_: &JsValue, args: &[JsValue], cx: &mut Context) -> JsResult<JsValue> {
    super::compat::alloc_unsafe_slow(&JsValue::undefined(), args, cx)
}

/// `Buffer.byteLength(string, encoding)`; of a Buffer or ArrayBuffer, its length.
pub(super) fn byte_length(_: &JsValue, args: &[JsValue], cx: &mut Context) -> JsResult<JsValue> {
    let value = args.get_or_undefined(0);
    if let Some(object) = value.as_object() {
        if let Some(view) = View::of_object(&object, cx) {
            return Ok(JsValue::from(view.len()));
        }
        let len = object.get(js_string!("byteLength"), cx)?;
        if memory::is_block(&object) || len.is_number() {
            return Ok(len);
        }
    }
    let encoding = encoding_arg(args.get(1), Encoding::Utf8)?;
    let string = value.to_string(cx)?;
    Ok(JsValue::from(match verbatim(&string, encoding) {
        Some(bytes) => bytes.len(),
        None => text::encoded_len(encoding, source(&string)),
    }))
}

/// A Buffer of anything but a size; none when the value is nothing that octets can be made of.
pub(super) fn from_value(args: &[JsValue], class: &JsObject, cx: &mut Context) -> JsResult<Option<JsObject>> {
    let first = args.get_or_undefined(0);
    if let Some(string) = first.as_string() {
        let encoding = encoding_arg(args.get(1), Encoding::Utf8)?;
        return from_string(&string, encoding, class, cx).map(Some);
    }
    let Some(object) = first.as_object() else { return Ok(None) };
    // A boxed string: `new String('x')`.
    let boxed = object.downcast_ref::<JsString>().map(|string| string.clone());
    if let Some(string) = boxed {
        let encoding = encoding_arg(args.get(1), Encoding::Utf8)?;
        return from_string(&string, encoding, class, cx).map(Some);
    }
    if let Some(view) = View::of_object(&object, cx) {
        return from_view(&view, args, class, cx).map(Some);
    }
    if memory::is_block(&object) {
        let constructor = cx.intrinsics().constructors().typed_uint8_array().constructor();
        let args = &args[..args.len().min(3)];
        return constructor.construct(args, Some(class), cx).map(Some);
    }
    let Some(octets) = octets_of(&object, cx)? else { return Ok(None) };
    memory::from_slice(&octets, class, cx).map(Some)
}

fn from_string(string: &JsString, encoding: Encoding, class: &JsObject, cx: &mut Context) -> JsResult<JsObject> {
    if let Some(bytes) = verbatim(string, encoding) {
        return memory::from_slice(bytes, class, cx);
    }
    let source = source(string);
    let len = text::encoded_len(encoding, source);
    memory::allocate(len, class, cx, |room| {
        text::encode_into(encoding, source, room);
    })
}

/// `new Buffer(parent, start, end)` shares the parent's memory; `new Buffer(buffer)` copies.
fn from_view(view: &View, args: &[JsValue], class: &JsObject, cx: &mut Context) -> JsResult<JsObject> {
    if args.len() > 1 && args[1].is_number() {
        let range = Bounds::of(args.get(1), args.get(2), cx)?.within(view.len())?;
        return memory::view_on(view.block(), view.start() + range.start, range.len(), class, cx);
    }
    let buffer = memory::allocate(view.len(), class, cx, |_| ())?;
    if let Some(copy) = View::of_object(&buffer, cx) {
        view.copy_to(0, view.len(), &copy, 0, cx)?;
    }
    Ok(buffer)
}

/// The octets of an array, of something like one, or of what `JSON.stringify(buffer)` gives; each modulo 256.
pub(super) fn octets_of(object: &JsObject, cx: &mut Context) -> JsResult<Option<Vec<u8>>> {
    let data = object.get(js_string!("data"), cx)?.as_object();
    let array = match data {
        Some(data) if data.is_array() && !object.is_array() => data,
        _ => object.clone(),
    };
    let length = array.get(js_string!("length"), cx)?;
    if !length.is_number() {
        return iterated(object, cx);
    }
    let length = usize::try_from(length.to_length(cx)?).unwrap_or(usize::MAX);
    check_len(length)?;
    let mut octets = Vec::new();
    for index in 0..length {
        octets.push(array.get(index, cx)?.to_uint8(cx)?);
    }
    Ok(Some(octets))
}

/// The octets that an iterable without a length gives.
fn iterated(object: &JsObject, cx: &mut Context) -> JsResult<Option<Vec<u8>>> {
    if object.get(JsSymbol::iterator(), cx)?.is_undefined() {
        return Ok(None);
    }
    let from = cx.intrinsics().constructors().array().constructor().get(js_string!("from"), cx)?;
    let list = match from.as_callable() {
        Some(from) => from.call(&JsValue::undefined(), &[object.clone().into()], cx)?,
        None => return Ok(None),
    };
    match list.as_object() {
        Some(list) if list.is_array() => octets_of(&list, cx),
        _ => Ok(None),
    }
}

pub(super) fn size_arg(args: &[JsValue]) -> JsResult<usize> {
    let size = args.get_or_undefined(0).as_number().ok_or_else(|| type_error("size must be a number"))?;
    size_of(size)
}

/// A size in octets: fractions are cut off.
fn size_of(size: f64) -> JsResult<usize> {
    if size.is_nan() || size < 0.0 {
        return Err(type_error("Bad argument"));
    }
    let size = size as usize;
    check_len(size)?;
    Ok(size)
}
