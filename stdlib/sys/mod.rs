//! `require('sys')`, and `util`, which later releases call it: printing, inspecting, `inherits`, `pump`.
//!
//! The natives are here, in [`inspect`], [`format`] and [`crate::pump`]; what calls back into the program and is seldom
//! used is `sys.js`, compiled when the first of its functions is called.

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
use noderu_runtime::Errno;

pub use print::warn_once;

use inspect::Options;

pub use inspect::custom_symbol;
pub use kinds::is_plain;

use crate::encoding;
use crate::module::builtin;

const METHODS: &[Method] = &[
    method("print", 1, print::print),
    method("puts", 1, print::puts),
    method("debug", 1, print::debug),
    method("error", 1, print::error_lines),
    method("log", 1, print::log),
    method("p", 1, print::p),
    method("inspect", 4, inspect_value),
    method("format", 1, format_values),
    method("styleText", 2, inspect::style_text),
    method("getSystemErrorName", 1, system_error_name),
    method("parseArgs", 1, |this, args, cx| builtin::call("sys/parse_args", "parseArgs", this, args, cx)),
    method("inherits", 2, inherits),
    method("pump", 3, crate::pump::pump),
    method("exec", 3, exec),
    method("isArray", 1, |_, args, _| Ok(kinds::is_array(&arg(args, 0)).into())),
    method("isRegExp", 1, |_, args, _| Ok(kinds::is_regexp(&arg(args, 0)).into())),
    method("isDate", 1, |_, args, _| Ok(kinds::is_date(&arg(args, 0)).into())),
    method("isError", 1, |_, args, cx| Ok(kinds::is_error(&arg(args, 0), cx).into())),
    method("deprecate", 2, |this, args, cx| from_js("deprecate", this, args, cx)),
    method("promisify", 1, |this, args, cx| from_js("promisify", this, args, cx)),
    method("callbackify", 1, |this, args, cx| from_js("callbackify", this, args, cx)),
    method("debuglog", 1, |this, args, cx| from_js("debuglog", this, args, cx)),
    method("isDeepStrictEqual", 2, |this, args, cx| from_js("isDeepStrictEqual", this, args, cx)),
    method("_extend", 2, |this, args, cx| from_js("_extend", this, args, cx)),
    method("formatWithOptions", 2, format_with_options),
    method("stripVTControlCharacters", 1, strip_escapes),
    method("toUSVString", 1, |_, args, cx| Ok(JsString::from(to_text(&arg(args, 0), cx)?.as_str()).into())),
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
        let custom = promisify_symbol(cx)?;
        set_hidden(&promisify, "custom", custom);
    }
    Ok(Sys { exports, inspect })
}

/// `Symbol.for('nodejs.util.promisify.custom')`: where a function keeps its own promise-giving form.
///
/// # Errors
/// When the program took `Symbol.for` away.
fn promisify_symbol(cx: &mut Context) -> JsResult<JsValue> {
    let class = cx.intrinsics().constructors().symbol().constructor();
    let method = class.get(js_string!("for"), cx)?.as_callable();
    let method = method.ok_or_else(|| type_error("Symbol.for is not a function"))?;
    method.call(&class.into(), &[js_string!("nodejs.util.promisify.custom").into()], cx)
}

/// Calls a function of `sys.js`.
fn from_js(name: &str, this: &JsValue, args: &[JsValue], cx: &mut Context) -> JsResult<JsValue> {
    builtin::call("sys", name, this, args, cx)
}

/// What `sys.js` needs.
///
/// # Errors
/// As [`load`].
pub fn natives(natives: &JsObject, cx: &mut Context) -> JsResult<()> {
    set(natives, "custom", promisify_symbol(cx)?);
    Ok(())
}

/// `require('util/types')`
///
/// # Errors
/// None in practice.
pub fn load_types(cx: &mut Context) -> JsResult<JsValue> {
    let exports = load(cx)?.as_object().ok_or_else(|| type_error("util is not there"))?;
    exports.get(js_string!("types"), cx)
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

/// `format(format, ..)`. 0.2 had none: it formats as later releases do, and knows more codes than `console.log`.
fn format_values(_: &JsValue, args: &[JsValue], cx: &mut Context) -> JsResult<JsValue> {
    let options = Options::of_program(cx)?;
    let text = format_today::format(options, args, cx)?;
    Ok(JsString::from(text.as_str()).into())
}

/// `formatWithOptions(options, format, ..)`
fn format_with_options(_: &JsValue, args: &[JsValue], cx: &mut Context) -> JsResult<JsValue> {
    let options = Options::of_arguments(&[JsValue::undefined(), arg(args, 0)], cx)?;
    let text = format_today::format(options, args.get(1..).unwrap_or_default(), cx)?;
    Ok(JsString::from(text.as_str()).into())
}

/// `getSystemErrorName(-2)`: `ENOENT`. Later releases have negative numbers in `errno`, 0.2 positive ones: both will do.
fn system_error_name(_: &JsValue, args: &[JsValue], cx: &mut Context) -> JsResult<JsValue> {
    let number = arg(args, 0).to_i32(cx)?;
    Ok(JsString::from(Errno(number.checked_abs().unwrap_or(0)).name()).into())
}

/// `stripVTControlCharacters(text)`: the text without what only moves and colors on a terminal: `ESC [ .. letter`,
/// `ESC ] .. BEL`, and two-character sequences.
fn strip_escapes(_: &JsValue, args: &[JsValue], _: &mut Context) -> JsResult<JsValue> {
    let shown = arg(args, 0).as_string().ok_or_else(|| type_error("The \"str\" argument must be a string"))?;
    let shown = text(&shown);
    let mut out = String::with_capacity(shown.len());
    let mut rest = shown.chars();
    while let Some(c) = rest.next() {
        match c {
            '\u{1b}' => match rest.next() {
                Some('[') => while rest.next().is_some_and(|c| !matches!(c, '@'..='~')) {},
                Some(']') => while rest.next().is_some_and(|c| c != '\u{7}') {},
                _ => {}
            },
            '\u{9b}' => while rest.next().is_some_and(|c| !matches!(c, '@'..='~')) {},
            _ => out.push(c),
        }
    }
    Ok(JsString::from(out.as_str()).into())
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
    print::warn_once("exec", MOVED, cx)?;
    let module = crate::module::builtin("child_process", cx)?;
    let module = module.and_then(|module| module.as_object());
    let module = module.ok_or_else(|| error("Cannot find module 'child_process'"))?;
    let exec = module.get(js_string!("exec"), cx)?;
    let exec = exec.as_callable().ok_or_else(|| type_error("child_process.exec is not a function"))?;
    exec.call(&module.into(), args, cx)
}
