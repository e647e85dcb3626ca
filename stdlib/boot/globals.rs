//! The global object: what every program sees. What costs is made when it is first looked at.

use boa_engine::JsSymbol;
use boa_engine::property::PropertyKey;
use noderu_glue::binding;
use noderu_glue::lazy::{Lazy, install_lazy, lazy};
use noderu_glue::prelude::*;

use crate::{buffer, console, module, process, timers};

const LAZY: &[Lazy] = &[
    lazy("console", console::make),
    lazy("process", |cx| Ok(process::object(cx)?.into())),
    lazy("Buffer", |cx| Ok(buffer::constructor(cx)?.into())),
];

/// Puts everything in its place.
///
/// # Errors
/// None in practice: the engine's, on making an array.
pub fn install(cx: &mut Context) -> JsResult<()> {
    module::install(cx)?;
    let global = cx.global_object();
    for name in ["global", "GLOBAL", "root"] {
        binding::set(&global, name, global.clone());
    }
    let tag = PropertyKey::Symbol(JsSymbol::to_string_tag());
    binding::set_hidden_key(&global, tag, js_string!("global"));
    install_lazy(&global, LAZY, cx);
    binding::install(&global, timers::GLOBALS, cx);
    binding::install(&global, REMOVED, cx);
    Ok(())
}

/// Functions that v0.1 had and that say where they went.
const REMOVED: &[Method] = &[
    method("include", 1, |_, _, _| Err(error("include(module) has been removed. Use require(module)"))),
    method("puts", 1, |_, _, _| Err(error("puts() has moved. Use require('sys') to bring it back."))),
    method("print", 1, |_, _, _| Err(error("print() has moved. Use require('sys') to bring it back."))),
    method("p", 1, |_, _, _| Err(error("p() has moved. Use require('sys') to bring it back."))),
];
