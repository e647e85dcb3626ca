//! `require('freelist')`: objects kept to be used again. Not documented in 0.2, and used all the same.

use noderu_glue::eval;
use noderu_glue::prelude::*;

/// Makes the exports.
///
/// # Errors
/// None in practice: the engine's, on evaluating a dozen lines.
pub fn load(cx: &mut Context) -> JsResult<JsValue> {
    eval::run(include_str!("freelist.js"), "freelist.js", cx)
}
