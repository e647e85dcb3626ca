//! What `console.log` makes of its arguments.
//!
//! A first argument that is a string is a format: `%s` is the next argument as a string, `%d` as a number, `%j` as
//! JSON; a code for which no argument is left, and every other `%`, stays as it is. What is left of the arguments
//! is appended, each as a string after a space. A first argument of any other kind: every argument is inspected.

use boa_engine::builtins::proxy::Proxy;
use boa_engine::value::JsVariant;
use noderu_glue::prelude::*;

use super::inspect::property::prototype_chain;
use super::inspect::{Options, inspect};

/// The text, without a line's end.
///
/// # Errors
/// What a `toString`, `toJSON` or `inspect` of the program throws.
pub fn format(args: &[JsValue], cx: &mut Context) -> JsResult<String> {
    let Some((first, rest)) = args.split_first() else { return Ok(String::new()) };
    match first.as_string() {
        Some(template) => filled(&text(&template), rest, cx),
        None => {
            let options = Options::of_program(cx)?;
            let shown = args.iter().map(|value| inspect(value, options, cx));
            Ok(shown.collect::<JsResult<Vec<_>>>()?.join(" "))
        }
    }
}

fn filled(template: &str, args: &[JsValue], cx: &mut Context) -> JsResult<String> {
    let mut out = String::with_capacity(template.len() + 16 * args.len());
    let mut args = args.iter();
    let mut rest = template;
    while let Some(at) = rest.find('%') {
        let (before, code) = rest.split_at(at);
        out.push_str(before);
        let fill = match code.as_bytes().get(1) {
            Some(b's') => append_string,
            Some(b'd') => append_number,
            Some(b'j') => append_json,
            _ => {
                out.push('%');
                rest = &code[1..];
                continue;
            }
        };
        match args.next() {
            Some(value) => fill(value, &mut out, cx)?,
            None => out.push_str(&code[..2]),
        }
        rest = &code[2..];
    }
    out.push_str(rest);
    for value in args {
        out.push(' ');
        append_string(value, &mut out, cx)?;
    }
    Ok(out)
}

/// `String(value)`; an object that cannot be made a string at all is inspected.
fn append_string(value: &JsValue, out: &mut String, cx: &mut Context) -> JsResult<()> {
    match value.variant() {
        JsVariant::Symbol(symbol) => out.push_str(&text(&symbol.descriptive_string())),
        JsVariant::Object(object) if is_inconvertible(&object) => {
            out.push_str(&inspect(value, Options::default(), cx)?);
        }
        _ => out.push_str(&to_text(value, cx)?),
    }
    Ok(())
}

fn append_number(value: &JsValue, out: &mut String, cx: &mut Context) -> JsResult<()> {
    let number = match value.variant() {
        JsVariant::Symbol(_) => JsValue::nan(),
        JsVariant::BigInt(_) => value.clone(),
        JsVariant::Object(object) if is_inconvertible(&object) => JsValue::nan(),
        _ => JsValue::from(value.to_number(cx)?),
    };
    out.push_str(&to_text(&number, cx)?);
    Ok(())
}

pub(super) fn append_json(value: &JsValue, out: &mut String, cx: &mut Context) -> JsResult<()> {
    let json = cx.intrinsics().objects().json();
    let stringify = json.get(js_string!("stringify"), cx)?;
    let stringify = stringify.as_callable().ok_or_else(|| type_error("JSON.stringify is not a function"))?;
    match stringify.call(&json.into(), std::slice::from_ref(value), cx) {
        Ok(json) => out.push_str(&to_text(&json, cx)?),
        // A cycle is not worth an exception in a line of log.
        Err(error) if is_cycle(&error) => out.push_str("[Circular]"),
        Err(error) => return Err(error),
    }
    Ok(())
}

/// Whether `JSON.stringify` failed because the value contains itself.
fn is_cycle(error: &JsError) -> bool {
    let text = error.to_string();
    text.contains("cyclic") || text.contains("circular")
}

/// Whether the object has nothing that would make it a string or number: it has no prototype, for instance.
fn is_inconvertible(object: &JsObject) -> bool {
    let lacks = |name: JsString| prototype_chain(object, &name.into()).is_none();
    !object.is::<Proxy>() && lacks(js_string!("toString")) && lacks(js_string!("valueOf"))
}
