//! Errors at the border: what natives throw. System errors, which it does not know, are `stdlib/error.rs`'s.

use boa_engine::{Context, JsError, JsNativeError, JsString, JsValue};

use crate::binding::set;

/// An `Error` to throw.
pub fn error(message: impl Into<String>) -> JsError {
    JsNativeError::error().with_message(message.into()).into()
}

/// A `TypeError` to throw: the caller gave something of a wrong kind.
pub fn type_error(message: impl Into<String>) -> JsError {
    JsNativeError::typ().with_message(message.into()).into()
}

/// A `RangeError` to throw.
pub fn range_error(message: impl Into<String>) -> JsError {
    JsNativeError::range().with_message(message.into()).into()
}

/// The error with the `code` that programs of today look at.
pub fn coded(error: JsError, code: &str, cx: &mut Context) -> JsError {
    let value = thrown_value(error, cx);
    if let Some(object) = value.as_object() {
        set(&object, "code", JsString::from(code));
    }
    JsError::from_opaque(value)
}

/// The value that a `catch` of the program would see for this error; engine limits that cannot be caught become an
/// error object that says so.
pub fn thrown_value(error: JsError, cx: &mut Context) -> JsValue {
    let text = error.to_string();
    match error.into_opaque(cx) {
        Ok(value) => value,
        Err(_) => JsNativeError::error().with_message(text).into_opaque(cx).into(),
    }
}
