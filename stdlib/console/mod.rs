//! `console`: prints to standard output and standard error, synchronously.
//!
//! A first argument that is a string is a format (`%s`, `%d`, `%j`), and what is left over is appended as strings;
//! otherwise every argument is inspected: see [`crate::sys::format`]. `table` and the class `Console` are `console.js`,
//! compiled when the first of them is used.

mod compat;
mod groups;
mod labels;

use boa_engine::builtins::object::OrdinaryObject;
use boa_engine::string::JsStrVariant;
use noderu_glue::binding::install;
use noderu_glue::lazy::install_lazy;
use noderu_glue::prelude::*;
use noderu_runtime::stdio::Stdio;

use crate::stdio::print;
use crate::sys::format::format;
use crate::sys::inspect::{Options, inspect};

const METHODS: &[Method] = &[
    method("log", 0, log),
    method("info", 0, log),
    method("warn", 0, warn),
    method("error", 0, warn),
    method("dir", 1, dir),
    method("time", 1, time),
    method("timeEnd", 1, time_end),
    method("trace", 1, trace),
    method("assert", 1, assert),
];

/// `require('console')`: the global one.
///
/// # Errors
/// What a getter that the program put on the global object throws.
pub fn load(cx: &mut Context) -> JsResult<JsValue> {
    cx.global_object().get(js_string!("console"), cx)
}

/// The console object. Its methods need no `this`.
///
/// # Errors
/// None in practice.
pub fn make(cx: &mut Context) -> JsResult<JsValue> {
    let console = JsObject::from_proto_and_data(cx.intrinsics().constructors().object().prototype(), OrdinaryObject);
    install(&console, METHODS, cx);
    install(&console, compat::METHODS, cx);
    install_lazy(&console, compat::CLASS, cx);
    Ok(console.into())
}

pub(super) fn log(_: &JsValue, args: &[JsValue], cx: &mut Context) -> JsResult<JsValue> {
    print_line(Stdio::Out, args, cx)
}

fn warn(_: &JsValue, args: &[JsValue], cx: &mut Context) -> JsResult<JsValue> {
    print_line(Stdio::Err, args, cx)
}

pub(super) fn print_line(which: Stdio, args: &[JsValue], cx: &mut Context) -> JsResult<JsValue> {
    let mut line = match args {
        [only] => match only.as_string() {
            Some(string) => bytes_of(&string),
            None => format(args, cx)?.into_bytes(),
        },
        _ => format(args, cx)?.into_bytes(),
    };
    line.push(b'\n');
    print_lines(which, line, cx)
}

/// Prints lines, as far in as the groups that are open.
pub(super) fn print_lines(which: Stdio, lines: Vec<u8>, cx: &mut Context) -> JsResult<JsValue> {
    let lines = groups::indented(lines, cx);
    print(which, &lines, cx)?;
    Ok(JsValue::undefined())
}

/// UTF-8, with room for the line's end.
fn bytes_of(string: &JsString) -> Vec<u8> {
    match string.as_str().variant() {
        JsStrVariant::Latin1(bytes) if bytes.is_ascii() => {
            let mut line = Vec::with_capacity(bytes.len() + 1);
            line.extend_from_slice(bytes);
            line
        }
        _ => utf8(string),
    }
}

/// `console.dir(object, options)`: the object, inspected; its own `inspect` is not asked when there are options.
fn dir(_: &JsValue, args: &[JsValue], cx: &mut Context) -> JsResult<JsValue> {
    let options = match arg(args, 1).as_object() {
        Some(_) => Options { custom: false, ..Options::of_arguments(args, cx)? },
        None => Options::of_program(cx)?,
    };
    let mut line = inspect(&arg(args, 0), options, cx)?;
    line.push('\n');
    print_lines(Stdio::Out, line.into_bytes(), cx)
}

/// The label of a clock or counter: `default` when none is given.
pub(super) fn label(args: &[JsValue], cx: &mut Context) -> JsResult<String> {
    args.first().map_or_else(|| Ok("default".into()), |label| to_text(label, cx))
}

/// `console.time(label)`.
fn time(_: &JsValue, args: &[JsValue], cx: &mut Context) -> JsResult<JsValue> {
    let label = label(args, cx)?;
    labels::start(label, cx);
    Ok(JsValue::undefined())
}

/// `console.timeEnd(label)`: prints `label: 12ms`, and `NaN` for a label that was never started, as 0.2 did.
fn time_end(_: &JsValue, args: &[JsValue], cx: &mut Context) -> JsResult<JsValue> {
    let line = elapsed(&label(args, cx)?, cx) + "\n";
    print_lines(Stdio::Out, line.into_bytes(), cx)
}

pub(super) fn elapsed(label: &str, cx: &mut Context) -> String {
    let elapsed = labels::elapsed_ms(label, cx).map_or_else(|| "NaN".into(), |elapsed| elapsed.to_string());
    format!("{label}: {elapsed}ms")
}

/// `console.trace(label)`: the label and where it was called from, on standard error.
fn trace(_: &JsValue, args: &[JsValue], cx: &mut Context) -> JsResult<JsValue> {
    let label = if args.is_empty() { String::new() } else { format(args, cx)? };
    let class = cx.intrinsics().constructors().error().constructor();
    let stack = class.construct(&[], None, cx)?.get(js_string!("stack"), cx)?;
    let stack = stack.as_string().map(|stack| text(&stack)).unwrap_or_default();
    let mut lines = if label.is_empty() { "Trace".into() } else { format!("Trace: {label}") };
    let frames = stack.lines().filter(|line| line.starts_with("    at "));
    // The first is `console.trace` itself.
    for frame in frames.skip_while(|frame| frame.ends_with("(native)")) {
        lines.push('\n');
        lines.push_str(frame);
    }
    lines.push('\n');
    print_lines(Stdio::Err, lines.into_bytes(), cx)
}

/// `console.assert(value, message, ..)`: throws when the value is falsy.
fn assert(_: &JsValue, args: &[JsValue], cx: &mut Context) -> JsResult<JsValue> {
    if arg(args, 0).to_boolean() {
        return Ok(JsValue::undefined());
    }
    let message = match args.get(1..) {
        Some(rest) if !rest.is_empty() => format(rest, cx)?,
        _ => "assertion error".into(),
    };
    Err(error(message))
}
