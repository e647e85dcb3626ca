//! The global object: what every program sees. What costs is made when it is first looked at.

use boa_engine::JsSymbol;
use boa_engine::property::PropertyKey;
use noderu_glue::binding;
use noderu_glue::lazy::install_lazy;
use noderu_glue::prelude::*;

use crate::module::{self, Registry};
use crate::timers;

/// Puts everything in its place.
///
/// # Errors
/// None in practice: the engine's, on making an array.
pub fn install(registry: &'static Registry, cx: &mut Context) -> JsResult<()> {
    module::install(registry, cx)?;
    let global = cx.global_object();
    for name in ["global", "GLOBAL", "root"] {
        binding::set(&global, name, global.clone());
    }
    let tag = PropertyKey::Symbol(JsSymbol::to_string_tag());
    binding::set_hidden_key(&global, tag, js_string!("global"));
    install_lazy(&global, registry.globals, cx);
    install_lazy(&global, registry.later_globals, cx);
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
    method("__module", 0, |_, _, _| Err(error("'__module' has been renamed to 'module'"))),
];
