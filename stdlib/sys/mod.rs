//! `require('sys')`, and `util`, which later releases call it: printing, inspecting, `inherits`, `pump`.
//!
//! The natives are here, in [`inspect`], [`format`] and [`crate::pump`]; what calls back into the program and is seldom
//! used is `sys.js`, compiled when the first of its functions is called.

mod compat;
pub mod format;
mod format_today;
pub mod inspect;
mod kinds;
mod print;

use boa_engine::builtins::object::OrdinaryObject;
use boa_engine::property::PropertyDescriptor;
use noderu_glue::binding::{function, install, set, set_hidden};
use noderu_glue::lazy::{Lazy, install_lazy};
use noderu_glue::prelude::*;
use noderu_glue::slot::try_filled;

pub use compat::{load_types, natives};
pub use print::warn_once;

use inspect::Options;

pub use inspect::custom_symbol;
pub use kinds::is_plain;

use crate::encoding;

const METHODS: &[Method] = &[
    method("print", 1, print::print),
    method("puts", 1, print::puts),
    method("debug", 1, print::debug),
    method("error", 1, print::error_lines),
    method("log", 1, print::log),
    method("p", 1, print::p),
    method("inspect", 4, inspect_value),
    method("inherits", 2, inherits),
    method("pump", 3, crate::pump::pump),
    method("exec", 3, exec),
];

const LOOKS: &[Lazy] = &[inspect::COLORS, inspect::STYLES];

/// The module, the same for every name that it has.
#[derive(Clone)]
struct Sys {
    exports: JsObject,
    /// Its function `inspect`, which no object that merely carries it is shown by.
    inspect: JsObject,
}

/// Makes the exports.
///
/// # Errors
/// None in practice.
pub fn load(cx: &mut Context) -> JsResult<JsValue> {
    Ok(own(cx)?.exports.into())
}

fn own(cx: &mut Context) -> JsResult<Sys> {
    try_slot(cx, make)
}

/// The module if somebody asked for it before.
fn loaded(cx: &Context) -> Option<Sys> {
    try_filled(cx, &make)
}

fn make(cx: &mut Context) -> JsResult<Sys> {
    let prototype = cx.intrinsics().constructors().object().prototype();
    let exports = JsObject::from_proto_and_data(prototype.clone(), OrdinaryObject);
    install(&exports, METHODS, cx);
    install(&exports, compat::METHODS, cx);
    install(&exports, kinds::PREDICATES, cx);
    install_lazy(&exports, encoding::CODECS, cx);
    let types = JsObject::from_proto_and_data(prototype, OrdinaryObject);
    install(&types, kinds::TYPES, cx);
    set(&exports, "types", types);
    let inspect = exports.get(js_string!("inspect"), cx)?.as_object().expect("installed above");
    let custom = custom_symbol(cx);
    set_hidden(&inspect, "custom", custom);
    install_lazy(&inspect, LOOKS, cx);
    let defaults = PropertyDescriptor::builder()
        .get(function("defaultOptions", 0, inspect::options::get_defaults, cx))
        .set(function("defaultOptions", 1, inspect::options::set_defaults, cx))
        .enumerable(false)
        .configurable(true);
    inspect.insert_property(js_string!("defaultOptions"), defaults);
    if let Some(promisify) = exports.get(js_string!("promisify"), cx)?.as_object() {
        let custom = compat::promisify_symbol(cx)?;
        set_hidden(&promisify, "custom", custom);
    }
    Ok(Sys { exports, inspect })
}

/// What a thrown value that is no error looks like in the report of an uncaught exception: by its own `toString`,
/// inspected otherwise. None when its `inspect` fails.
pub fn describe_thrown(value: &JsValue, cx: &mut Context) -> Option<String> {
    if let Some(object) = value.as_object().filter(JsObject::is_ordinary)
        && let Ok(Some(shown)) = format_today::own_text(&object, cx)
    {
        return Some(shown);
    }
    inspect::inspect(value, Options::default(), cx).ok()
}

/// `inspect(value, showHidden=false, depth=2, colors=false)`.
fn inspect_value(_: &JsValue, args: &[JsValue], cx: &mut Context) -> JsResult<JsValue> {
    let options = Options::of_arguments(args, cx)?;
    let shown = inspect::inspect(&arg(args, 0), options, cx)?;
    Ok(JsString::from(shown.as_str()).into())
}

/// `inherits(constructor, superConstructor)`: a new prototype for the constructor, and its `super_`.
fn inherits(_: &JsValue, args: &[JsValue], cx: &mut Context) -> JsResult<JsValue> {
    let object = |value: JsValue, what: &str| {
        value.as_object().ok_or_else(|| type_error(format!("inherits: {what} must be a function")))
    };
    let constructor = object(arg(args, 0), "the constructor")?;
    let parent = object(arg(args, 1), "the super constructor")?;
    constructor.set(js_string!("super_"), parent.clone(), true, cx)?;
    let parent = match parent.get(js_string!("prototype"), cx)? {
        null if null.is_null() => None,
        prototype => Some(object(prototype, "the prototype of the super constructor")?),
    };
    let prototype = JsObject::from_proto_and_data(parent, OrdinaryObject);
    let descriptor =
        PropertyDescriptor::builder().value(constructor.clone()).writable(true).enumerable(false).configurable(true);
    prototype.insert_property(js_string!("constructor"), descriptor);
    constructor.set(js_string!("prototype"), prototype, true, cx)?;
    Ok(JsValue::undefined())
}

/// `exec(command, ..)`: where it went, once, and then that.
fn exec(_: &JsValue, args: &[JsValue], cx: &mut Context) -> JsResult<JsValue> {
    const MOVED: &str = "sys.exec has moved to the \"child_process\" module. Please update your source code.\n";
    warn_once("exec", MOVED, cx)?;
    let module = crate::module::builtin("child_process", cx)?;
    let module = module.and_then(|module| module.as_object());
    let module = module.ok_or_else(|| error("Cannot find module 'child_process'"))?;
    let exec = module.get(js_string!("exec"), cx)?;
    let exec = exec.as_callable().ok_or_else(|| type_error("child_process.exec is not a function"))?;
    exec.call(&module.into(), args, cx)
}
