//! What `write(chunk, encoding)` and `end(chunk, encoding)` take: a string in an encoding, a Buffer, or an array of
//! octets.

use noderu_glue::prelude::*;
use noderu_runtime::proto::text;

use super::create::octets_of;
use super::encoding::{Encoding, encode_append, source, stream_encoding_arg, verbatim};
use super::memory::View;

/// A chunk to be kept for later. A Buffer's bytes are copied: the program may change them after `write` returned.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Chunk(pub Vec<u8>);

impl Chunk {
    /// The bytes.
    pub fn as_slice(&self) -> &[u8] {
        &self.0
    }

    /// The bytes, given away.
    pub fn into_vec(self) -> Vec<u8> {
        self.0
    }
}

/// The chunk as bytes of its own.
///
/// # Errors
/// A TypeError for a value that is no chunk, or an unknown encoding.
pub fn chunk(value: &JsValue, encoding: Option<&JsValue>, default: Encoding, cx: &mut Context) -> JsResult<Chunk> {
    let mut bytes = Vec::new();
    append_chunk(value, encoding, default, &mut bytes, cx)?;
    Ok(Chunk(bytes))
}

/// Appends the chunk to `out`, without an allocation in between. Returns how many bytes it was; on an error `out` is
/// as it was.
///
/// # Errors
/// As [`chunk`].
pub fn append_chunk(
    value: &JsValue,
    encoding: Option<&JsValue>,
    default: Encoding,
    out: &mut Vec<u8>,
    cx: &mut Context,
) -> JsResult<usize> {
    if let Some(string) = value.as_string() {
        let encoding = stream_encoding_arg(encoding, default)?;
        return Ok(encode_append(&string, encoding, out));
    }
    with_octets(value, cx, |bytes| {
        out.extend_from_slice(bytes);
        bytes.len()
    })
}

/// Calls `take` with the chunk's bytes, which are not copied where it can be helped. No JavaScript may run in `take`.
///
/// # Errors
/// As [`chunk`].
pub fn with_chunk<R>(
    value: &JsValue,
    encoding: Option<&JsValue>,
    default: Encoding,
    cx: &mut Context,
    take: impl FnOnce(&[u8]) -> R,
) -> JsResult<R> {
    if let Some(string) = value.as_string() {
        let encoding = stream_encoding_arg(encoding, default)?;
        return Ok(match verbatim(&string, encoding) {
            Some(bytes) => take(bytes),
            None => take(&text::encode(encoding, source(&string))),
        });
    }
    with_octets(value, cx, take)
}

fn with_octets<R>(value: &JsValue, cx: &mut Context, take: impl FnOnce(&[u8]) -> R) -> JsResult<R> {
    if let Some(object) = value.as_object() {
        if let Some(view) = View::of_object(&object, cx) {
            return Ok(view.read(take));
        }
        if object.is_array()
            && let Some(octets) = octets_of(&object, cx)?
        {
            return Ok(take(&octets));
        }
    }
    Err(type_error("first argument must be a string, Array, or Buffer"))
}
