//! Lengths: how long a string may become, and how many elements a native goes through.

use boa_engine::object::JsObject;
use boa_engine::{Context, JsError, JsResult, js_string};

use crate::error::range_error;

/// Elements that a native visits or makes at most: 2^27, as many as a dense array of V8 holds.
pub const ELEMENTS_MAX: u64 = 1 << 27;

/// What is thrown beyond [`ELEMENTS_MAX`].
pub fn too_many(_length: u64) -> JsError {
    range_error("Invalid array length")
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
