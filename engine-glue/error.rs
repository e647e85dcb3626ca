//! Errors at the border: what natives throw, and system errors in the shape of Node's.

use boa_engine::object::JsObject;
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

/// A failed system call as plain values: what the one border function makes an error object of.
#[derive(Clone, Copy, Debug)]
pub struct SystemErrorParts<'a> {
    /// The number, such as 2.
    pub errno: i32,
    /// The name, such as `ENOENT`.
    pub code: &'a str,
    /// The text of strerror(3).
    pub text: &'a str,
    /// The call that failed; empty when there is none to name.
    pub syscall: &'a str,
    /// The file it was about.
    pub path: Option<&'a str>,
}

/// Node 0.2's error object of a system error: message `ENOENT, No such file or directory '/p'`, numeric `errno`,
/// and `code`, `syscall`, `path` beside it.
pub fn system_error(parts: SystemErrorParts<'_>, cx: &mut Context) -> JsObject {
    let mut message = format!("{}, {}", parts.code, parts.text);
    if let Some(path) = parts.path {
        message.push_str(&format!(" '{path}'"));
    }
    let object = JsNativeError::error().with_message(message).into_opaque(cx);
    set(&object, "errno", parts.errno);
    set(&object, "code", JsString::from(parts.code));
    if !parts.syscall.is_empty() {
        set(&object, "syscall", JsString::from(parts.syscall));
    }
    if let Some(path) = parts.path {
        set(&object, "path", JsString::from(path));
    }
    object
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
