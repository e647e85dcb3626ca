//! `require('tty')`, `process.binding('stdio')`, and what the standard streams have when they are terminals.

use noderu_glue::binding::{install, install_accessors, method, readonly, set};
use noderu_glue::prelude::*;
use noderu_runtime::tty::{self, Mode, is_tty};

use crate::error::thrown;
use crate::events;
use crate::module::{builtin, member_of};
use crate::stderr;

/// `require('tty')`.
///
/// # Errors
/// None in practice.
pub fn load(cx: &mut Context) -> JsResult<JsValue> {
    Ok(builtin::script("tty", cx)?.into())
}

/// What `tty.js` needs.
///
/// # Errors
/// None.
pub fn natives(natives: &JsObject, cx: &mut Context) -> JsResult<()> {
    install(natives, FUNCTIONS, cx);
    install(natives, NATIVES, cx);
    Ok(())
}

const FUNCTIONS: &[Method] =
    &[method("isatty", 1, isatty), method("setRawMode", 1, set_raw_mode), method("getWindowSize", 1, window_size)];

/// For `tty.js`: what a terminal's stream has beyond others.
const NATIVES: &[Method] = &[
    method("extendInput", 1, |_, args, cx| {
        if let Some(stream) = arg(args, 0).as_object() {
            install_on_input(&stream, cx);
        }
        Ok(JsValue::undefined())
    }),
    method("extendOutput", 1, |_, args, cx| {
        if let Some(stream) = arg(args, 0).as_object() {
            install_on_output(&stream, cx);
        }
        Ok(JsValue::undefined())
    }),
];

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
    install(stream, OUTPUT, cx);
}

const OUTPUT: &[Method] = &[
    method("getWindowSize", 0, stream_size),
    method("clearLine", 2, |this, args, cx| of_class("clearLine", this, args, cx)),
    method("clearScreenDown", 1, |this, args, cx| of_class("clearScreenDown", this, args, cx)),
    method("cursorTo", 3, |this, args, cx| of_class("cursorTo", this, args, cx)),
    method("moveCursor", 3, |this, args, cx| of_class("moveCursor", this, args, cx)),
    method("getColorDepth", 1, |this, args, cx| of_class("getColorDepth", this, args, cx)),
    method("hasColors", 2, |this, args, cx| of_class("hasColors", this, args, cx)),
    method("on", 2, |this, args, cx| listen("on", this, args, cx)),
    method("addListener", 2, |this, args, cx| listen("addListener", this, args, cx)),
    method("once", 2, |this, args, cx| listen("once", this, args, cx)),
];

/// A method of `tty.WriteStream`, which is compiled when the first of them is called.
fn of_class(name: &str, this: &JsValue, args: &[JsValue], cx: &mut Context) -> JsResult<JsValue> {
    let missing = || error("the module 'tty' lacks a method");
    let class = member_of("tty", "WriteStream", cx)?.as_object().ok_or_else(missing)?;
    let prototype = class.get(js_string!("prototype"), cx)?.as_object().ok_or_else(missing)?;
    prototype.get(JsString::from(name), cx)?.as_callable().ok_or_else(missing)?.call(this, args, cx)
}

/// `stream.on(event, listener)` and its like: who listens for 'resize' wants the window watched.
fn listen(name: &str, this: &JsValue, args: &[JsValue], cx: &mut Context) -> JsResult<JsValue> {
    let inherited = events::prototype(cx)?.get(JsString::from(name), cx)?;
    inherited.as_callable().ok_or_else(|| type_error("EventEmitter lacks a method"))?.call(this, args, cx)?;
    if arg(args, 0).as_string().is_some_and(|event| event == js_string!("resize")) {
        of_class("_watchSize", this, &[], cx)?;
    }
    Ok(this.clone())
}

/// The width to assume of a terminal that does not say.
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
    set_mode(0, args, cx)?;
    Ok(true.into())
}

fn set_mode(fd: i32, args: &[JsValue], cx: &mut Context) -> JsResult<()> {
    let mode = if arg(args, 0).to_boolean() { Mode::Raw } else { Mode::Cooked };
    tty::set_mode(fd, mode).map_err(|error| thrown(&error, cx))
}

/// `stdin.setRawMode(on)`: the stream.
fn set_stream_mode(this: &JsValue, args: &[JsValue], cx: &mut Context) -> JsResult<JsValue> {
    set_mode(fd_of(this, cx)?.unwrap_or(0), args, cx)?;
    if let Some(stream) = this.as_object() {
        stream.set(js_string!("isRaw"), arg(args, 0).to_boolean(), false, cx)?;
    }
    Ok(this.clone())
}

fn write_error(_: &JsValue, args: &[JsValue], cx: &mut Context) -> JsResult<JsValue> {
    let text = to_text(&arg(args, 0), cx)?;
    stderr::write(&text);
    Ok(JsValue::undefined())
}
