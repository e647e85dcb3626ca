//! `require('fs')`: files, in Rust.
//!
//! Each function is described once, as work on plain values, and has two forms by [`call`]: done here and now, or on the
//! pool with the callback called from the loop. The system calls are all in `noderu_runtime::fs`.

mod args;
mod call;
mod descriptors;
mod names;
mod stats;
mod watch;
mod whole;

use boa_engine::builtins::object::OrdinaryObject;
use noderu_glue::binding::install;
use noderu_glue::lazy::{Lazy, install_lazy, lazy};
use noderu_glue::prelude::*;

const FUNCTIONS: &[Method] =
    &[method("watchFile", 3, watch::watch_file), method("unwatchFile", 2, watch::unwatch_file)];

const CLASSES: &[Lazy] = &[lazy("Stats", |cx| Ok(stats::class(cx).constructor.into()))];

/// `require('fs')`.
///
/// # Errors
/// None.
pub fn load(cx: &mut Context) -> JsResult<JsValue> {
    let prototype = cx.intrinsics().constructors().object().prototype();
    let exports = JsObject::from_proto_and_data(prototype, OrdinaryObject);
    for methods in [names::METHODS, descriptors::METHODS, whole::METHODS, FUNCTIONS] {
        install(&exports, methods, cx);
    }
    install_lazy(&exports, CLASSES, cx);
    Ok(exports.into())
}
