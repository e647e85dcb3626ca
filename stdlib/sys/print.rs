//! The functions of `sys` that print.

use std::cell::RefCell;
use std::rc::Rc;

use boa_engine::object::builtins::JsDate;
use noderu_glue::prelude::*;
use noderu_runtime::stdio::Stdio;

use super::inspect::{Options, inspect};
use crate::stdio;

/// `print(string, ..)`: to standard output, without a line's end.
pub(super) fn print(_: &JsValue, args: &[JsValue], cx: &mut Context) -> JsResult<JsValue> {
    for value in args {
        let text = value.to_string(cx)?;
        stdio::print(Stdio::Out, &utf8(&text), cx)?;
    }
    Ok(JsValue::undefined())
}

/// `puts(string, ..)`: one line per argument on standard output.
pub(super) fn puts(_: &JsValue, args: &[JsValue], cx: &mut Context) -> JsResult<JsValue> {
    lines(Stdio::Out, args, cx)
}

/// `error(string, ..)`: one line per argument on standard error.
pub(super) fn error_lines(_: &JsValue, args: &[JsValue], cx: &mut Context) -> JsResult<JsValue> {
    lines(Stdio::Err, args, cx)
}

/// `debug(string)`: a line on standard error.
pub(super) fn debug(_: &JsValue, args: &[JsValue], cx: &mut Context) -> JsResult<JsValue> {
    let line = format!("DEBUG: {}\n", to_text(&arg(args, 0), cx)?);
    stdio::print(Stdio::Err, line.as_bytes(), cx)?;
    Ok(JsValue::undefined())
}

/// `p(value, ..)`: the inspected values on standard error, and once that there are better ways.
pub(super) fn p(_: &JsValue, args: &[JsValue], cx: &mut Context) -> JsResult<JsValue> {
    const GOING: &str = "sys.p will be removed in future versions of Node. Use sys.puts(sys.inspect()) instead.\n";
    warn_once("p", GOING, cx)?;
    for value in args {
        let options = Options::of_program(cx)?;
        let line = inspect(value, options, cx)? + "\n";
        stdio::print(Stdio::Err, line.as_bytes(), cx)?;
    }
    Ok(JsValue::undefined())
}

/// `log(string)`: a line on standard output that begins with the local time, such as `26 Feb 16:19:34 - msg`.
pub(super) fn log(_: &JsValue, args: &[JsValue], cx: &mut Context) -> JsResult<JsValue> {
    let message = to_text(&arg(args, 0), cx)?;
    let line = format!("{} - {message}\n", timestamp(cx)?);
    stdio::print(Stdio::Out, line.as_bytes(), cx)?;
    Ok(JsValue::undefined())
}

fn timestamp(cx: &mut Context) -> JsResult<String> {
    const MONTHS: [&str; 12] = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];
    let now = JsDate::new(cx);
    let day = now.get_date(cx)?.to_u32(cx)?;
    let month = now.get_month(cx)?.to_u32(cx)? as usize;
    let [hours, minutes, seconds] = [now.get_hours(cx)?, now.get_minutes(cx)?, now.get_seconds(cx)?];
    let (hours, minutes, seconds) = (hours.to_u32(cx)?, minutes.to_u32(cx)?, seconds.to_u32(cx)?);
    Ok(format!("{day} {} {hours:02}:{minutes:02}:{seconds:02}", MONTHS[month % 12]))
}

fn lines(which: Stdio, args: &[JsValue], cx: &mut Context) -> JsResult<JsValue> {
    for value in args {
        let mut line = utf8(&value.to_string(cx)?);
        line.push(b'\n');
        stdio::print(which, &line, cx)?;
    }
    Ok(JsValue::undefined())
}

/// What this process was warned of.
fn warned(_: &mut Context) -> Rc<RefCell<Vec<&'static str>>> {
    Rc::default()
}

/// Prints a warning on standard error, the first time only.
///
/// # Errors
/// What a `write` that the program put on `process.stderr` throws.
pub fn warn_once(name: &'static str, warning: &str, cx: &mut Context) -> JsResult<()> {
    let warned = slot(cx, warned);
    if warned.borrow().contains(&name) {
        return Ok(());
    }
    warned.borrow_mut().push(name);
    stdio::print(Stdio::Err, warning.as_bytes(), cx)
}
