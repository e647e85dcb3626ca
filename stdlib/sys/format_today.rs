//! `util.format` of later releases: more codes than 0.2's `console.log`, and objects that are left over are inspected.
//!
//! `%s` string, `%d` number, `%i` integer, `%f` float, `%j` JSON, `%o` inspected with what is hidden, `%O` inspected,
//! `%c` nothing, `%%` a percent sign. A code for which no argument is left stays as it is.

use boa_engine::builtins::function::OrdinaryFunction;
use boa_engine::value::JsVariant;
use noderu_glue::prelude::*;

use super::format::append_json;
use super::inspect::property::prototype_chain;
use super::inspect::{Options, inspect};

/// Levels that `%o` shows.
const HIDDEN_DEPTH: f64 = 4.0;

/// The text, without a line's end; values are inspected with these options.
///
/// # Errors
/// What a `toString`, `toJSON` or `inspect` of the program throws.
pub(super) fn format(options: Options, args: &[JsValue], cx: &mut Context) -> JsResult<String> {
    let mut out = String::new();
    let mut rest = args.iter();
    if let [first, _, ..] = args
        && let Some(template) = first.as_string()
    {
        rest.next();
        fill(&text(&template), &mut rest, options, &mut out, cx)?;
        if rest.len() > 0 {
            out.push(' ');
        }
    }
    for (number, value) in rest.enumerate() {
        if number > 0 {
            out.push(' ');
        }
        match value.as_string() {
            Some(string) => out.push_str(&text(&string)),
            None => out.push_str(&inspect(value, options, cx)?),
        }
    }
    Ok(out)
}

fn fill(
    template: &str,
    args: &mut std::slice::Iter<'_, JsValue>,
    options: Options,
    out: &mut String,
    cx: &mut Context,
) -> JsResult<()> {
    let mut rest = template;
    while let Some(at) = rest.find('%') {
        let (before, code) = rest.split_at(at);
        out.push_str(before);
        let letter = code.as_bytes().get(1).copied().unwrap_or(0);
        match letter {
            b'%' => out.push('%'),
            b's' | b'd' | b'i' | b'f' | b'j' | b'o' | b'O' | b'c' => match args.next() {
                Some(value) => append(letter, value, options, out, cx)?,
                None => out.push_str(&code[..2]),
            },
            _ => {
                out.push('%');
                rest = &code[1..];
                continue;
            }
        }
        rest = &code[2..];
    }
    out.push_str(rest);
    Ok(())
}

fn append(letter: u8, value: &JsValue, options: Options, out: &mut String, cx: &mut Context) -> JsResult<()> {
    match letter {
        b's' => out.push_str(&string(value, options, cx)?),
        b'j' => append_json(value, out, cx)?,
        b'O' => out.push_str(&inspect(value, Options { today: true, ..options }, cx)?),
        b'o' => {
            let hidden = Options { show_hidden: true, depth: Some(HIDDEN_DEPTH), today: true, ..options };
            out.push_str(&inspect(value, hidden, cx)?);
        }
        b'd' | b'i' | b'f' => out.push_str(&number(letter, value, cx)?),
        // `%c` is a style of browsers.
        _ => {}
    }
    Ok(())
}

fn string(value: &JsValue, options: Options, cx: &mut Context) -> JsResult<String> {
    match value.variant() {
        JsVariant::Float64(number) if number == 0.0 && number.is_sign_negative() => Ok("-0".into()),
        JsVariant::BigInt(number) => Ok(format!("{number}n")),
        JsVariant::Symbol(symbol) => Ok(text(&symbol.descriptive_string())),
        JsVariant::Object(object) if !object.is_callable() => match own_text(&object, cx)? {
            Some(shown) => Ok(shown),
            None => inspect(value, Options { depth: Some(0.0), colors: false, today: true, ..options }, cx),
        },
        _ => to_text(value, cx),
    }
}

/// What an object's `toString` gives, when it is a function of the program and not the engine's.
///
/// # Errors
/// What it throws.
pub(super) fn own_text(object: &JsObject, cx: &mut Context) -> JsResult<Option<String>> {
    let method = prototype_chain(object, &js_string!("toString").into()).and_then(|method| method.as_object());
    match method.filter(JsObject::is::<OrdinaryFunction>) {
        Some(_) => to_text(&object.clone().into(), cx).map(Some),
        None => Ok(None),
    }
}

fn number(letter: u8, value: &JsValue, cx: &mut Context) -> JsResult<String> {
    let number = match value.variant() {
        JsVariant::BigInt(number) if letter != b'f' => return Ok(format!("{number}n")),
        JsVariant::Symbol(_) => JsValue::nan(),
        JsVariant::Object(_) if letter == b'd' => JsValue::nan(),
        _ if letter == b'd' => value.to_number(cx)?.into(),
        _ => {
            let name = if letter == b'i' { js_string!("parseInt") } else { js_string!("parseFloat") };
            let number = cx.intrinsics().constructors().number().constructor();
            let parse = number.get(name, cx)?.as_callable().ok_or_else(|| type_error("parseInt is no function"))?;
            parse.call(&JsValue::undefined(), std::slice::from_ref(value), cx)?
        }
    };
    match number.as_number() {
        Some(zero) if zero == 0.0 && zero.is_sign_negative() => Ok("-0".into()),
        _ => to_text(&number, cx),
    }
}
