//! The global object as modules see it: lazy properties that code is about to use, and copies for contexts of their own.

use std::cell::Cell;
use std::rc::Rc;

use noderu_glue::binding;
use noderu_glue::prelude::*;

use super::loader;

/// Which of the registry's globals are ordinary properties by now: one bit each.
fn settled_globals(_: &mut Context) -> Rc<Cell<u32>> {
    Rc::default()
}

/// Makes lazy globals ordinary properties when `code`, which is about to run, has their names in it: a getter costs twice
/// as much as a property at every look. Not to be called from a getter of the global object (see `glue::lazy`).
///
/// # Errors
/// What making a global threw.
pub(super) fn settle_named(code: &str, cx: &mut Context) -> JsResult<()> {
    let settled_globals = slot(cx, settled_globals);
    let settled = settled_globals.get();
    let globals = loader(cx).registry.globals;
    if settled == (1 << globals.len()) - 1 {
        return Ok(());
    }
    for (index, row) in globals.iter().enumerate() {
        if settled & (1 << index) == 0 && code.contains(row.name) {
            let global = cx.global_object();
            let value = global.get(JsString::from(row.name), cx)?;
            binding::set(&global, row.name, value);
            settled_globals.set(settled_globals.get() | (1 << index));
        }
    }
    Ok(())
}

/// Puts on `target` what is on the global object and not the engine's: names that `for in` shows, and those of later releases.
///
/// # Errors
/// What making a global threw.
pub(super) fn copy_to(target: &JsObject, cx: &mut Context) -> JsResult<()> {
    let global = cx.global_object();
    for key in global.own_property_keys(cx)? {
        let descriptor = global.borrow().properties().get(&key);
        if descriptor.is_some_and(|descriptor| descriptor.enumerable() == Some(true)) {
            let value = global.get(key.clone(), cx)?;
            target.create_data_property_or_throw(key, value, cx)?;
        }
    }
    for row in loader(cx).registry.later_globals {
        let descriptor = global.borrow().properties().get(&JsString::from(row.name).into());
        if let Some(descriptor) = descriptor {
            target.insert_property(JsString::from(row.name), descriptor);
        }
    }
    Ok(())
}
