//! `require('assert')`: `assert.js`, compiled at the first require.

use noderu_glue::prelude::*;

use crate::module::{builtin, member_of};

/// `require('assert')`.
///
/// # Errors
/// None in practice.
pub fn load(cx: &mut Context) -> JsResult<JsValue> {
    builtin::member("assert", "assert", cx)
}

/// `require('assert/strict')`
///
/// # Errors
/// None in practice.
pub fn load_strict(cx: &mut Context) -> JsResult<JsValue> {
    member_of("assert", "strict", cx)
}
