//! `require('constants')`: POSIX numbers by name, which later releases moved here from `process`.

use noderu_glue::binding::set;
use noderu_glue::prelude::*;
use noderu_runtime::{constants, errno_table};

/// Two names of one number; the table of errors has the other.
const ALIASES: [(&str, &str); 3] = [("EWOULDBLOCK", "EAGAIN"), ("EDEADLK", "EDEADLOCK"), ("EOPNOTSUPP", "ENOTSUP")];

/// Every name that there is, with its number.
pub fn all() -> impl Iterator<Item = (&'static str, i32)> {
    let aliases = ALIASES
        .iter()
        .filter_map(|(alias, of)| errno_table().find(|(name, _)| name == of).map(|(_, number)| (*alias, number)));
    constants::FILES.iter().chain(constants::SIGNALS).copied().chain(errno_table()).chain(aliases)
}

/// `require('constants')`.
///
/// # Errors
/// None in practice.
pub fn load(cx: &mut Context) -> JsResult<JsValue> {
    let exports = JsObject::with_object_proto(cx.intrinsics());
    for (name, number) in all() {
        set(&exports, name, number);
    }
    Ok(exports.into())
}
