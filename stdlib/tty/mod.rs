//! `require('tty')`, `process.binding('stdio')`, and what the standard streams have when they are terminals.

use noderu_glue::binding::{install, install_accessors, method, readonly, set};
use noderu_glue::prelude::*;
use noderu_runtime::stdio::Stdio;
use noderu_runtime::tty::{self, Mode, is_tty};

use crate::error::thrown;

/// `require('tty')`.
///
/// # Errors
/// None in practice.
pub fn load(cx: &mut Context) -> JsResult<JsValue> {
    let exports = JsObject::with_object_proto(cx.intrinsics());
    install(&exports, FUNCTIONS, cx);
    Ok(exports.into())
}

const FUNCTIONS: &[Method] =
    &[method("isatty", 1, isatty), method("setRawMode", 1, set_raw_mode), method("getWindowSize", 1, window_size)];

/// `process.binding('stdio')`, as terminal libraries of 2010 used it.
///
/// # Errors
/// None in practice.
pub fn load_stdio(cx: &mut Context) -> JsResult<JsValue> {
    let binding = JsObject::with_object_proto(cx.intrinsics());
    install(&binding, STDIO, cx);
    for (name, fd) in [("stdinFD", 0), ("stdoutFD", 1), ("stderrFD", 2)] {
        set(&binding, name, fd);
    }
    Ok(binding.into())
}

const STDIO: &[Method] = &[
    method("isatty", 1, isatty),
    method("setRawMode", 1, set_raw_mode),
    method("getColumns", 0, |_, _, _| Ok(columns_of(1).into())),
    method("getRows", 0, |_, _, _| Ok(size_of(1).map_or(DEFAULT_ROWS, |size| size.1).into())),
    method("isStdinBlocking", 0, |_, _, _| Ok(false.into())),
    method("isStdoutBlocking", 0, |_, _, _| Ok(true.into())),
    method("openStdin", 0, |_, _, _| Ok(0.into())),
    method("writeError", 1, write_error),
];

/// Puts on the standard input what it has when it is a terminal.
pub fn install_on_input(stream: &JsObject, cx: &mut Context) {
    set(stream, "isRaw", false);
    install(stream, &[method("setRawMode", 1, set_stream_mode)], cx);
}

/// Puts on a standard output what it has when it is a terminal.
pub fn install_on_output(stream: &JsObject, cx: &mut Context) {
    install_accessors(
        stream,
        &[
            readonly("columns", |this, _, cx| Ok(fd_of(this, cx)?.map_or(DEFAULT_COLUMNS, columns_of).into())),
            readonly("rows", |this, _, cx| {
                let size = fd_of(this, cx)?.and_then(size_of);
                Ok(size.map_or(DEFAULT_ROWS, |size| size.1).into())
            }),
        ],
        cx,
    );
    install(stream, &[method("getWindowSize", 0, stream_size)], cx);
}

/// The width to assume of a terminal that does not tell.
const DEFAULT_COLUMNS: u16 = 80;
const DEFAULT_ROWS: u16 = 24;

/// Columns and rows, when the terminal knows them.
fn size_of(fd: i32) -> Option<(u16, u16)> {
    tty::window_size(fd).ok().filter(|(columns, rows)| *columns > 0 && *rows > 0)
}

/// The columns of the terminal with this descriptor, or what to assume.
pub fn columns_of(fd: i32) -> u16 {
    size_of(fd).map_or(DEFAULT_COLUMNS, |size| size.0)
}

fn fd_arg(args: &[JsValue]) -> Option<i32> {
    let number = arg(args, 0).as_number()?;
    (number.fract() == 0.0 && (0.0..f64::from(i32::MAX)).contains(&number)).then_some(number as i32)
}

fn fd_of(this: &JsValue, cx: &mut Context) -> JsResult<Option<i32>> {
    let Some(stream) = this.as_object() else { return Ok(None) };
    Ok(fd_arg(&[stream.get(js_string!("fd"), cx)?]))
}

/// `tty.isatty(fd)`
fn isatty(_: &JsValue, args: &[JsValue], _: &mut Context) -> JsResult<JsValue> {
    Ok(fd_arg(args).is_some_and(is_tty).into())
}

/// `tty.getWindowSize(fd)`: `[rows, columns]`.
fn window_size(_: &JsValue, args: &[JsValue], cx: &mut Context) -> JsResult<JsValue> {
    let fd = fd_arg(args).ok_or_else(|| type_error("tty.getWindowSize: fd must be the number of a descriptor"))?;
    let (columns, rows) = tty::window_size(fd).map_err(|error| thrown(&error, cx))?;
    Ok(pair(rows, columns, cx))
}

/// `stream.getWindowSize()`: `[columns, rows]`.
fn stream_size(this: &JsValue, _: &[JsValue], cx: &mut Context) -> JsResult<JsValue> {
    let (columns, rows) = fd_of(this, cx)?.and_then(size_of).unwrap_or((DEFAULT_COLUMNS, DEFAULT_ROWS));
    Ok(pair(columns, rows, cx))
}

fn pair(first: u16, second: u16, cx: &mut Context) -> JsValue {
    boa_engine::object::builtins::JsArray::from_iter([first.into(), second.into()], cx).into()
}

/// `tty.setRawMode(on)`: of the terminal that is the standard input.
fn set_raw_mode(_: &JsValue, args: &[JsValue], cx: &mut Context) -> JsResult<JsValue> {
    let mode = if arg(args, 0).to_boolean() { Mode::Raw } else { Mode::Cooked };
    tty::set_mode(0, mode).map_err(|error| thrown(&error, cx))?;
    Ok(true.into())
}

/// `stdin.setRawMode(on)`: the stream.
fn set_stream_mode(this: &JsValue, args: &[JsValue], cx: &mut Context) -> JsResult<JsValue> {
    set_raw_mode(this, args, cx)?;
    if let Some(stream) = this.as_object() {
        stream.set(js_string!("isRaw"), arg(args, 0).to_boolean(), false, cx)?;
    }
    Ok(this.clone())
}

fn write_error(_: &JsValue, args: &[JsValue], cx: &mut Context) -> JsResult<JsValue> {
    let text = to_text(&arg(args, 0), cx)?;
    // When standard error is gone there is nobody to tell.
    let _ = Stdio::Err.write(text.as_bytes());
    Ok(JsValue::undefined())
}
