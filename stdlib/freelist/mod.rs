//! `require('freelist')`: objects kept to be used again. Not documented in 0.2, and used all the same.

use noderu_glue::prelude::*;

use crate::module::builtin;

/// Makes the exports.
///
/// # Errors
/// None in practice.
pub fn load(cx: &mut Context) -> JsResult<JsValue> {
    Ok(builtin::script("freelist", cx)?.into())
}
