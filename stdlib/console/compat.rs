//! What later releases added to `console`: groups, counters, tables, and the class `Console`.

use noderu_glue::lazy::Lazy;
use noderu_glue::prelude::*;
use noderu_runtime::stdio::Stdio;

use super::{elapsed, groups, label, labels, log, print_line, print_lines};
use crate::module::builtin;
use crate::sys::format::format;

pub(super) const METHODS: &[Method] = &[
    method("debug", 0, log),
    method("timeLog", 1, time_log),
    method("count", 0, count),
    method("countReset", 0, count_reset),
    method("group", 0, group),
    method("groupCollapsed", 0, group),
    method("groupEnd", 0, |_, _, cx| Ok(groups::close(cx))),
    method("dirxml", 0, log),
    method("table", 1, table),
];

pub(super) const CLASS: &[Lazy] =
    &[Lazy { name: "Console", enumerable: false, make: |cx| builtin::member("console", "Console", cx) }];

/// `console.timeLog(label, value, ..)`: the same with values behind it.
fn time_log(_: &JsValue, args: &[JsValue], cx: &mut Context) -> JsResult<JsValue> {
    let mut line = elapsed(&label(args, cx)?, cx);
    for value in args.iter().skip(1) {
        line.push(' ');
        line.push_str(&format(std::slice::from_ref(value), cx)?);
    }
    line.push('\n');
    print_lines(Stdio::Out, line.into_bytes(), cx)
}

/// `console.count(label)`: how often it was called with this label.
fn count(_: &JsValue, args: &[JsValue], cx: &mut Context) -> JsResult<JsValue> {
    let label = label(args, cx)?;
    let line = format!("{label}: {}\n", labels::count(label.clone(), cx));
    print_lines(Stdio::Out, line.into_bytes(), cx)
}

/// `console.countReset(label)`.
fn count_reset(_: &JsValue, args: &[JsValue], cx: &mut Context) -> JsResult<JsValue> {
    let label = label(args, cx)?;
    labels::reset(&label, cx);
    Ok(JsValue::undefined())
}

/// `console.group(label, ..)`: prints the label; what follows is indented until `console.groupEnd()`.
fn group(_: &JsValue, args: &[JsValue], cx: &mut Context) -> JsResult<JsValue> {
    if !args.is_empty() {
        print_line(Stdio::Out, args, cx)?;
    }
    groups::open(cx);
    Ok(JsValue::undefined())
}

/// `console.table(rows, columns)`: rows in boxes; anything that has no rows as `log` prints it.
fn table(_: &JsValue, args: &[JsValue], cx: &mut Context) -> JsResult<JsValue> {
    match builtin::call("console", "table", &JsValue::undefined(), args, cx)?.as_string() {
        Some(boxes) => print_lines(Stdio::Out, utf8(&boxes), cx),
        None => print_line(Stdio::Out, args, cx),
    }
}
