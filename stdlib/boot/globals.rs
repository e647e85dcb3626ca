//! The global object: what every program sees. What costs is made when it is first looked at.

use boa_engine::JsSymbol;
use boa_engine::property::PropertyKey;
use noderu_glue::binding;
use noderu_glue::lazy::{Lazy, install_lazy, lazy};
use noderu_glue::prelude::*;

use crate::host::host;
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

/// Makes lazy globals ordinary properties when `code`, which is about to run, has their names in it: a getter costs twice
/// as much as a property at every look. Not to be called from a getter of the global object (see `glue::lazy`).
///
/// # Errors
/// What making a global threw.
pub fn settle_named(code: &str, cx: &mut Context) -> JsResult<()> {
    let host = host(cx);
    let settled = host.settled_globals.get();
    if settled == (1 << LAZY.len()) - 1 {
        return Ok(());
    }
    for (index, row) in LAZY.iter().enumerate() {
        if settled & (1 << index) == 0 && code.contains(row.name) {
            let global = cx.global_object();
            let value = global.get(JsString::from(row.name), cx)?;
            binding::set(&global, row.name, value);
            host.settled_globals.set(host.settled_globals.get() | (1 << index));
        }
    }
    Ok(())
}

/// Functions that v0.1 had and that say where they went.
const REMOVED: &[Method] = &[
    method("include", 1, |_, _, _| Err(error("include(module) has been removed. Use require(module)"))),
    method("puts", 1, |_, _, _| Err(error("puts() has moved. Use require('sys') to bring it back."))),
    method("print", 1, |_, _, _| Err(error("print() has moved. Use require('sys') to bring it back."))),
    method("p", 1, |_, _, _| Err(error("p() has moved. Use require('sys') to bring it back."))),
];
