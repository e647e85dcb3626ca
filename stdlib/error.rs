//! Errors of the runtime as the error objects of Node 0.2: message `ENOENT, No such file or directory '/p'`, numeric
//! `errno`, and `code`, `syscall`, `path` beside it. The names and texts are those of `runtime/errno.rs`.

use boa_engine::object::JsObject;
use boa_engine::{Context, JsError, JsNativeError, JsString};
use noderu_glue::binding::set;
use noderu_runtime::SystemError;

/// The error object, for callbacks and 'error' events.
pub fn object(error: &SystemError, cx: &mut Context) -> JsObject {
    let object = coded(error.to_string(), error.errno.0, error.errno.name(), cx);
    if !error.syscall.is_empty() {
        set(&object, "syscall", JsString::from(error.syscall));
    }
    if let Some(path) = &error.path {
        set(&object, "path", JsString::from(path.to_string_lossy().as_ref()));
    }
    object
}

/// An error object with `errno` and `code`.
pub fn coded(message: String, errno: i32, code: &str, cx: &mut Context) -> JsObject {
    let object = JsNativeError::error().with_message(message).into_opaque(cx);
    set(&object, "errno", errno);
    set(&object, "code", JsString::from(code));
    object
}

/// The error object, thrown.
pub fn thrown(error: &SystemError, cx: &mut Context) -> JsError {
    JsError::from_opaque(object(error, cx).into())
}
