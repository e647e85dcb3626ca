//! `util`, which later releases call the module: formats, predicates, promises, and what packages of today look for.

use noderu_glue::binding::set;
use noderu_glue::prelude::*;
use noderu_runtime::Errno;

use super::{format_today, inspect, kinds, load};
use crate::module::builtin;
use inspect::Options;

pub(super) const METHODS: &[Method] = &[
    method("format", 1, format_values),
    method("styleText", 2, inspect::style_text),
    method("getSystemErrorName", 1, system_error_name),
    method("parseArgs", 1, |this, args, cx| builtin::call("sys/parse_args", "parseArgs", this, args, cx)),
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

/// `Symbol.for('nodejs.util.promisify.custom')`: where a function keeps its own promise-giving form.
///
/// # Errors
/// When the program took `Symbol.for` away.
pub(super) fn promisify_symbol(cx: &mut Context) -> JsResult<JsValue> {
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
