//! How long a string may become, and how many elements natives of ours go through or make. The engine's own natives know the
//! number of elements, too (the edit `element-limits`).

use boa_engine::object::JsObject;
use boa_engine::{Context, JsError, JsResult, JsString, js_string};

use crate::error::range_error;

/// Elements that a native visits or makes at most: 2^27, as many as a dense array of V8 holds.
pub const ELEMENTS_MAX: u64 = 1 << 27;

/// Code units of the longest string: the engine's limit (the edit `string-rope`).
pub const STRING_MAX: u64 = JsString::MAX_LENGTH as u64;

/// What is thrown beyond [`ELEMENTS_MAX`].
pub fn too_many() -> JsError {
    range_error("Invalid array length")
}

/// What is thrown beyond [`STRING_MAX`].
pub fn too_long() -> JsError {
    range_error("Invalid string length")
}

/// The length of an array-like: an integer from 0 to 2^53 - 1.
///
/// # Errors
/// What a getter of the program throws.
pub fn array_length(object: &JsObject, cx: &mut Context) -> JsResult<u64> {
    let length = object.get(js_string!("length"), cx)?;
    match length.as_i32() {
        Some(length) => Ok(u64::try_from(length).unwrap_or(0)),
        None => length.to_length(cx),
    }
}

/// The length, or a RangeError beyond [`ELEMENTS_MAX`].
///
/// # Errors
/// Also what a getter of the program throws.
pub fn checked_length(object: &JsObject, cx: &mut Context) -> JsResult<u64> {
    let length = array_length(object, cx)?;
    if length > ELEMENTS_MAX { Err(too_many()) } else { Ok(length) }
}
