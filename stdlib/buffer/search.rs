//! Comparing Buffers and finding octets in them.

use std::cmp::Ordering;

use noderu_glue::prelude::*;
use noderu_runtime::proto::text::{find, find_last};

use super::argument::this_view;
use super::encoding::{Encoding, encode_append, encoding_arg};
use super::memory::{View, with_bytes};

/// `buffer.equals(other)`.
pub(super) fn equals(this: &JsValue, args: &[JsValue], cx: &mut Context) -> JsResult<JsValue> {
    Ok((order(this, args.get_or_undefined(0), cx)? == Ordering::Equal).into())
}

/// `buffer.compare(other)`: -1, 0 or 1.
pub(super) fn compare(this: &JsValue, args: &[JsValue], cx: &mut Context) -> JsResult<JsValue> {
    Ok((order(this, args.get_or_undefined(0), cx)? as i32).into())
}

/// `Buffer.compare(a, b)`.
pub(super) fn static_compare(_: &JsValue, args: &[JsValue], cx: &mut Context) -> JsResult<JsValue> {
    Ok((order(args.get_or_undefined(0), args.get_or_undefined(1), cx)? as i32).into())
}

fn order(left: &JsValue, right: &JsValue, cx: &mut Context) -> JsResult<Ordering> {
    match (View::of(left, cx), View::of(right, cx)) {
        (Some(left), Some(right)) => Ok(left.read(|left| right.read(|right| left.cmp(right)))),
        _ => Err(type_error("Arguments must be Buffers")),
    }
}

/// `buffer.indexOf(value, start, encoding)`: -1 when it is not there.
pub(super) fn index_of(this: &JsValue, args: &[JsValue], cx: &mut Context) -> JsResult<JsValue> {
    Ok(search(this, args, Direction::Forward, cx)?.map_or_else(|| JsValue::from(-1), JsValue::from))
}

/// `buffer.lastIndexOf(value, start, encoding)`.
pub(super) fn last_index_of(this: &JsValue, args: &[JsValue], cx: &mut Context) -> JsResult<JsValue> {
    Ok(search(this, args, Direction::Backward, cx)?.map_or_else(|| JsValue::from(-1), JsValue::from))
}

/// `buffer.includes(value, start, encoding)`.
pub(super) fn includes(this: &JsValue, args: &[JsValue], cx: &mut Context) -> JsResult<JsValue> {
    Ok(search(this, args, Direction::Forward, cx)?.is_some().into())
}

#[derive(Clone, Copy)]
enum Direction {
    Forward,
    Backward,
}

fn search(this: &JsValue, args: &[JsValue], direction: Direction, cx: &mut Context) -> JsResult<Option<usize>> {
    let value = args.get_or_undefined(0);
    let (start, encoding) = match args {
        [_, encoding] if encoding.is_string() => (None, Some(encoding)),
        _ => (args.get(1), args.get(2)),
    };
    let mut needle = Vec::new();
    if let Some(string) = value.as_string() {
        encode_append(&string, encoding_arg(encoding, Encoding::Utf8)?, &mut needle);
    } else if let Some(bytes) = with_bytes(value, cx, <[u8]>::to_vec) {
        needle = bytes;
    } else if value.is_number() {
        needle.push(value.to_uint8(cx)?);
    } else {
        return Err(type_error("The value must be a string, a number or a Buffer"));
    }
    let start = match start {
        Some(start) if !start.is_undefined() => start.to_number(cx)?,
        _ => f64::NAN,
    };
    let view = this_view(this, cx)?;
    let len = view.len() as f64;
    let start = if start < 0.0 { start + len } else { start };
    Ok(view.read(|bytes| match direction {
        Direction::Forward => {
            let start = (start.max(0.0) as usize).min(bytes.len());
            find(&bytes[start..], &needle).map(|at| at + start)
        }
        Direction::Backward if start < 0.0 => None,
        Direction::Backward => {
            // The match may begin at `start` at the latest; no start means anywhere.
            let last = if start.is_nan() { bytes.len() } else { start as usize };
            let end = last.saturating_add(needle.len()).min(bytes.len());
            find_last(&bytes[..end], &needle)
        }
    }))
}
