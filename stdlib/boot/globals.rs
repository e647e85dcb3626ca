//! The global object: what every program sees. What costs is made when it is first looked at.

use std::cell::Cell;
use std::rc::Rc;

use boa_engine::JsSymbol;
use boa_engine::property::PropertyKey;
use noderu_glue::binding;
use noderu_glue::lazy::{Lazy, install_lazy, lazy};
use noderu_glue::prelude::*;

use crate::{buffer, console, module, process, timers, web};

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
    install_lazy(&global, web::GLOBALS, cx);
    binding::install(&global, timers::GLOBALS, cx);
    binding::install(&global, REMOVED, cx);
    Ok(())
}

/// Which of [`LAZY`] are ordinary properties by now: one bit each.
fn settled_globals(_: &mut Context) -> Rc<Cell<u32>> {
    Rc::default()
}

/// Makes lazy globals ordinary properties when `code`, which is about to run, has their names in it: a getter costs twice
/// as much as a property at every look. Not to be called from a getter of the global object (see `glue::lazy`).
///
/// # Errors
/// What making a global threw.
pub fn settle_named(code: &str, cx: &mut Context) -> JsResult<()> {
    let settled_globals = slot(cx, settled_globals);
    let settled = settled_globals.get();
    if settled == (1 << LAZY.len()) - 1 {
        return Ok(());
    }
    for (index, row) in LAZY.iter().enumerate() {
        if settled & (1 << index) == 0 && code.contains(row.name) {
            let global = cx.global_object();
            let value = global.get(JsString::from(row.name), cx)?;
            binding::set(&global, row.name, value);
            settled_globals.set(settled_globals.get() | (1 << index));
        }
    }
    Ok(())
}

/// Puts on `target` what is on the global object and not the engine's: names that `for in` shows, and the web's.
///
/// # Errors
/// What making a global threw.
pub fn copy_to(target: &JsObject, cx: &mut Context) -> JsResult<()> {
    let global = cx.global_object();
    for key in global.own_property_keys(cx)? {
        let descriptor = global.borrow().properties().get(&key);
        if descriptor.is_some_and(|descriptor| descriptor.enumerable() == Some(true)) {
            let value = global.get(key.clone(), cx)?;
            target.create_data_property_or_throw(key, value, cx)?;
        }
    }
    for row in web::GLOBALS {
        let descriptor = global.borrow().properties().get(&JsString::from(row.name).into());
        if let Some(descriptor) = descriptor {
            target.insert_property(JsString::from(row.name), descriptor);
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
    method("__module", 0, |_, _, _| Err(error("'__module' has been renamed to 'module'"))),
];
