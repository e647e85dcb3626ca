//! A system error of the runtime as the error object that programs see.

use boa_engine::object::JsObject;
use boa_engine::{Context, JsError};
use noderu_glue::error::{SystemErrorParts, system_error};
use noderu_runtime::SystemError;

/// The error object, for callbacks and 'error' events.
pub fn object(error: &SystemError, cx: &mut Context) -> JsObject {
    let path = error.path.as_ref().map(|path| path.to_string_lossy());
    let parts = SystemErrorParts {
        errno: error.errno.0,
        code: error.errno.name(),
        text: error.errno.text(),
        syscall: error.syscall,
        path: path.as_deref(),
    };
    system_error(parts, cx)
}

/// The error object, thrown.
pub fn thrown(error: &SystemError, cx: &mut Context) -> JsError {
    JsError::from_opaque(object(error, cx).into())
}
