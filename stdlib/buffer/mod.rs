//! `require('buffer')` and the global `Buffer`: octets, native.
//!
//! For other natives: [`from_bytes`] and [`from_slice`] make Buffers of what was read, [`with_bytes`] reads them,
//! [`with_chunk`] and [`append_chunk`] take what `write(chunk, encoding)` is given, [`decode`] makes strings.

mod argument;
mod chunk;
mod class;
mod compat;
mod create;
mod encoding;
mod inspect;
mod memory;
mod numbers;
mod octets;
mod search;
mod strings;

use noderu_glue::prelude::*;
use noderu_runtime::Bytes;

pub use self::chunk::{Chunk, append_chunk, chunk, with_chunk};
pub use self::class::{constructor, load, prototype};
pub use self::encoding::{Encoding, decode, encode_append, encoding_arg, source, string};
pub use self::memory::{LEN_MAX, View, is_pool, with_bytes};

/// A Buffer of what the reactor read; large amounts are taken over without a copy.
///
/// # Errors
/// A RangeError when there is no memory.
pub fn from_bytes(bytes: Bytes, cx: &mut Context) -> JsResult<JsObject> {
    let class = constructor(cx)?;
    memory::from_bytes(bytes, &class, cx)
}

/// A Buffer with a copy of these bytes.
///
/// # Errors
/// A RangeError when there is no memory.
pub fn from_slice(bytes: &[u8], cx: &mut Context) -> JsResult<JsObject> {
    let class = constructor(cx)?;
    memory::from_slice(bytes, &class, cx)
}

/// A plain Uint8Array with a copy of these bytes, and an ArrayBuffer of its own.
///
/// # Errors
/// A RangeError when there is no memory.
pub fn uint8_array(bytes: &[u8], cx: &mut Context) -> JsResult<JsObject> {
    let class = cx.intrinsics().constructors().typed_uint8_array().constructor();
    let array = memory::allocate_own(bytes.len(), &class, cx)?;
    if let Some(view) = View::of_object(&array, cx) {
        view.write(cx, |room| room.copy_from_slice(bytes))?;
    }
    Ok(array)
}

/// Whether the value is a Buffer (and not merely some Uint8Array).
pub fn is_buffer(value: &JsValue, cx: &mut Context) -> bool {
    class::is_buffer(value, cx)
}

/// A Buffer that shares the memory of another: the bytes of this range.
///
/// # Errors
/// A RangeError for what lies outside; a TypeError for what is no Buffer.
pub fn part(buffer: &JsObject, range: std::ops::Range<usize>, cx: &mut Context) -> JsResult<JsObject> {
    let view = View::of_object(buffer, cx).filter(|view| range.start <= range.end && range.end <= view.len());
    let view = view.ok_or_else(|| range_error("not within the Buffer"))?;
    let class = constructor(cx)?;
    memory::view_on(view.block(), view.start() + range.start, range.len(), &class, cx)
}
