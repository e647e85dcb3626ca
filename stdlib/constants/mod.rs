//! The POSIX numbers by name: `require('constants')`, and on `process` as 0.2 has them.

use noderu_glue::binding::set;
use noderu_glue::prelude::*;
use noderu_runtime::{constants, errno_table};

/// `require('constants')`.
///
/// # Errors
/// None.
pub fn load(cx: &mut Context) -> JsResult<JsValue> {
    let exports = JsObject::with_object_proto(cx.intrinsics());
    each(|name, number| set(&exports, name, number));
    Ok(exports.into())
}

/// Tells every name with its number: flags of open(2), bits of a mode, signals, errors.
pub fn each(mut tell: impl FnMut(&str, i32)) {
    let files = constants::FILES.iter().chain(constants::SIGNALS).copied();
    for (name, number) in files.chain(errno_table()) {
        tell(name, number);
        // Two names of one number; the table of errors has the other.
        if let Some((alias, _)) = ALIASES.iter().find(|(_, of)| *of == name) {
            tell(alias, number);
        }
    }
}

const ALIASES: [(&str, &str); 3] = [("EWOULDBLOCK", "EAGAIN"), ("EDEADLK", "EDEADLOCK"), ("EOPNOTSUPP", "ENOTSUP")];
