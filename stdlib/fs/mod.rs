//! `require('fs')`: files, in Rust.
//!
//! Each function is described once, as work on plain values, and has two forms by [`call`]: done here and now, or on the
//! pool with the callback called from the loop. The system calls are all in `noderu_runtime::fs`.

mod args;
mod call;
mod compat;
mod descriptors;
mod names;
mod notify;
pub mod promises;
mod reader;
mod stats;
mod stream;
mod watch;
mod whole;
mod writer;

use boa_engine::builtins::object::OrdinaryObject;
use noderu_glue::binding::{install, set};
use noderu_glue::lazy::{Lazy, install_lazy, lazy};
use noderu_glue::prelude::*;

const FUNCTIONS: &[Method] = &[
    method("watchFile", 3, watch::watch_file),
    method("unwatchFile", 2, watch::unwatch_file),
    method("watch", 3, notify::watch),
    method("createReadStream", 2, |_, args, cx| {
        Ok(stream::classes(cx)?.read.constructor.construct(args, None, cx)?.into())
    }),
    method("createWriteStream", 2, |_, args, cx| {
        Ok(stream::classes(cx)?.write.constructor.construct(args, None, cx)?.into())
    }),
];

const CLASSES: &[Lazy] = &[
    lazy("Dirent", |cx| Ok(stats::dirent_class(cx).constructor.into())),
    lazy("Stats", |cx| Ok(stats::class(cx).constructor.into())),
    lazy("ReadStream", |cx| Ok(stream::classes(cx)?.read.constructor.into())),
    lazy("WriteStream", |cx| Ok(stream::classes(cx)?.write.constructor.into())),
    lazy("FileReadStream", |cx| Ok(stream::classes(cx)?.read.constructor.into())),
    lazy("FSWatcher", |cx| Ok(notify::class(cx)?.into())),
    lazy("constants", |cx| Ok(constants(cx).into())),
    lazy("promises", |cx| Ok(promises::make(cx))),
    lazy("FileWriteStream", |cx| Ok(stream::classes(cx)?.write.constructor.into())),
];

/// The modes of access(2), which POSIX gives these numbers.
const ACCESS: &[(&str, i32)] = &[("F_OK", 0), ("X_OK", 1), ("W_OK", 2), ("R_OK", 4)];

/// `require('fs')`.
///
/// # Errors
/// None.
pub fn load(cx: &mut Context) -> JsResult<JsValue> {
    let prototype = cx.intrinsics().constructors().object().prototype();
    let exports = JsObject::from_proto_and_data(prototype, OrdinaryObject);
    for methods in [names::METHODS, descriptors::METHODS, whole::METHODS, FUNCTIONS, compat::METHODS] {
        install(&exports, methods, cx);
    }
    install_lazy(&exports, CLASSES, cx);
    for (name, number) in ACCESS {
        set(&exports, name, *number);
    }
    Ok(exports.into())
}

/// `fs.constants`, of later releases: what `process` has as properties of its own, and the modes of `access`.
fn constants(cx: &mut Context) -> JsObject {
    let prototype = cx.intrinsics().constructors().object().prototype();
    let constants = JsObject::from_proto_and_data(prototype, OrdinaryObject);
    for (name, number) in ACCESS.iter().chain(noderu_runtime::constants::FILES) {
        set(&constants, name, *number);
    }
    set(&constants, "COPYFILE_EXCL", compat::COPYFILE_EXCL);
    constants
}
