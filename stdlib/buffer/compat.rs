//! What later releases added to Buffer: making it without `new`, comparing, searching, numbers.

use noderu_glue::prelude::*;

use super::argument::integer;
use super::class::shared;
use super::create::{from_value, size_arg};
use super::encoding::{Encoding, encoding_arg};
use super::memory::{self, View, check_len};
use super::{octets, search};

/// Methods of the prototype.
pub(super) const METHODS: &[Method] = &[
    method("subarray", 2, octets::subarray),
    method("equals", 1, search::equals),
    method("compare", 1, search::compare),
    method("indexOf", 3, search::index_of),
    method("lastIndexOf", 3, search::last_index_of),
    method("includes", 3, search::includes),
    method("toJSON", 0, octets::to_json),
];

/// Functions of the constructor.
pub(super) const STATIC_METHODS: &[Method] = &[
    method("isEncoding", 1, is_encoding),
    method("from", 3, from),
    method("alloc", 3, alloc),
    method("allocUnsafe", 1, alloc_unsafe),
    method("allocUnsafeSlow", 1, alloc_unsafe_slow),
    method("concat", 2, concat),
    method("compare", 2, search::static_compare),
];

/// `Buffer.from(value, ..)`.
pub(super) fn from(_: &JsValue, args: &[JsValue], cx: &mut Context) -> JsResult<JsValue> {
    let class = shared(cx)?.constructor.clone();
    from_value(args, &class, cx)?.map(JsValue::from).ok_or_else(|| {
        type_error("The first argument must be a string, a Buffer, an ArrayBuffer, an array or something like one")
    })
}

/// `Buffer.alloc(size, fill, encoding)`.
pub(super) fn alloc(_: &JsValue, args: &[JsValue], cx: &mut Context) -> JsResult<JsValue> {
    let class = shared(cx)?.constructor.clone();
    let buffer = memory::allocate(size_arg(args)?, &class, cx, |_| ())?;
    let fill = args.get_or_undefined(1);
    if !fill.is_undefined() {
        let undefined = JsValue::undefined();
        let args = [fill.clone(), undefined.clone(), undefined, args.get_or_undefined(2).clone()];
        octets::fill(&buffer.clone().into(), &args, cx)?;
    }
    Ok(buffer.into())
}

/// `Buffer.allocUnsafe(size)`: zeroed all the same.
pub(super) fn alloc_unsafe(_: &JsValue, args: &[JsValue], cx: &mut Context) -> JsResult<JsValue> {
    let class = shared(cx)?.constructor.clone();
    Ok(memory::allocate(size_arg(args)?, &class, cx, |_| ())?.into())
}

/// `Buffer.allocUnsafeSlow(size)`: outside the pool.
pub(super) fn alloc_unsafe_slow(_: &JsValue, args: &[JsValue], cx: &mut Context) -> JsResult<JsValue> {
    let class = shared(cx)?.constructor.clone();
    Ok(memory::allocate_own(size_arg(args)?, &class, cx)?.into())
}

/// `Buffer.concat(list, totalLength)`.
pub(super) fn concat(_: &JsValue, args: &[JsValue], cx: &mut Context) -> JsResult<JsValue> {
    const USAGE: &str = "Usage: Buffer.concat(list, [totalLength])";
    let list = args.get_or_undefined(0).as_object().filter(JsObject::is_array).ok_or_else(|| type_error(USAGE))?;
    let count = list.get(js_string!("length"), cx)?.to_length(cx)?;
    let total = match args.get(1) {
        Some(total) if !total.is_undefined() => Some(integer(Some(total), 0, cx)?.max(0)),
        _ => None,
    };
    let mut parts = Vec::new();
    let mut sum = 0u64;
    for index in 0..count {
        let part = list.get(index, cx)?;
        let part = View::of(&part, cx).ok_or_else(|| type_error(USAGE))?;
        sum += part.len() as u64;
        parts.push(part);
    }
    let len = total.map_or(sum, |total| total as u64);
    let len = usize::try_from(len).unwrap_or(usize::MAX);
    check_len(len)?;
    let class = shared(cx)?.constructor.clone();
    // The parts may lie in the same pool block as the result: no borrow of one while the other is written.
    let buffer = memory::allocate(len, &class, cx, |_| ())?;
    let all = View::of_object(&buffer, cx).ok_or_else(|| type_error(USAGE))?;
    let mut at = 0;
    for part in &parts {
        let fits = part.len().min(len - at);
        part.copy_to(0, fits, &all, at, cx)?;
        at += fits;
    }
    Ok(buffer.into())
}

/// `Buffer.isEncoding(name)`.
pub(super) fn is_encoding(_: &JsValue, args: &[JsValue], _: &mut Context) -> JsResult<JsValue> {
    let name = args.get_or_undefined(0);
    let named = name.as_string().is_some_and(|name| !name.is_empty());
    Ok((named && encoding_arg(Some(name), Encoding::Utf8).is_ok()).into())
}
