//! `process.stdout`, `process.stderr`, `process.stdin` and `process.openStdin()`.
//!
//! Output is synchronous: what was written has left the process when `write` returns, to a tty, pipe or file alike, so
//! no way of ending the process loses any of it, and `write` returns true. `console` and `sys` print through [`print`],
//! which goes straight to the descriptor unless the program put a `write` of its own on the stream.
//!
//! A write that fails is never silent: [`failure`] says what becomes of it.

mod failure;
mod input;
mod output;

use std::cell::RefCell;
use std::rc::Rc;

use noderu_glue::binding::{accessor, install, install_accessors, method, readonly};
use noderu_glue::prelude::*;
use noderu_glue::slot::filled;
use noderu_runtime::stdio::Stdio;

pub use failure::finish;

/// The streams of this context, each made when the program first looks at it.
#[derive(Default)]
struct Streams {
    /// What `process.stdout` is; the program may have assigned something else.
    stdout: RefCell<Option<JsValue>>,
    stderr: RefCell<Option<JsValue>>,
    stdin: RefCell<Option<JsObject>>,
}

impl Streams {
    fn slot(&self, which: Stdio) -> &RefCell<Option<JsValue>> {
        if which == Stdio::Err { &self.stderr } else { &self.stdout }
    }
}

const ACCESSORS: &[Accessor] = &[
    accessor("stdout", |_, _, cx| stream(Stdio::Out, cx), |_, args, cx| replace(Stdio::Out, args, cx)),
    accessor("stderr", |_, _, cx| stream(Stdio::Err, cx), |_, args, cx| replace(Stdio::Err, args, cx)),
    readonly("stdin", |_, _, cx| Ok(stdin(cx)?.into())),
];

/// Puts the streams on the process object. Nothing is opened or made before the program asks.
pub fn install_on(process: &JsObject, cx: &mut Context) {
    install_accessors(process, ACCESSORS, cx);
    install(process, &[method("openStdin", 0, open_stdin)], cx);
}

/// Prints bytes (of UTF-8 text) to one of the outputs, as `process.stdout.write` would.
///
/// # Errors
/// What a `write` of the program throws.
pub fn print(which: Stdio, bytes: &[u8], cx: &mut Context) -> JsResult<()> {
    crate::readline::make_way(cx);
    if let Some((stream, write)) = overridden(which, cx)? {
        let text = JsString::from(String::from_utf8_lossy(bytes).as_ref());
        return write.call(&stream, &[text.into()], cx).map(drop);
    }
    match which.write(bytes) {
        Ok(()) => Ok(()),
        Err(error) => failure::failed(which, error, cx),
    }
}

/// The `write` that the program put on the stream, or on what it assigned in the stream's place.
fn overridden(which: Stdio, cx: &mut Context) -> JsResult<Option<(JsValue, JsObject)>> {
    let Some(streams) = filled(cx, &no_streams) else { return Ok(None) };
    let Some(stream) = streams.slot(which).borrow().clone() else { return Ok(None) };
    let Some(object) = stream.as_object() else { return Ok(None) };
    let Some(write) = object.get(js_string!("write"), cx)?.as_callable() else { return Ok(None) };
    let ours = output::is_stream(&object) && output::is_native_write(&write, cx);
    Ok((!ours).then_some((stream, write)))
}

/// What `process.stdout` or `process.stderr` is.
fn stream(which: Stdio, cx: &mut Context) -> JsResult<JsValue> {
    let streams = streams(cx);
    if let Some(stream) = streams.slot(which).borrow().as_ref() {
        return Ok(stream.clone());
    }
    let stream = JsValue::from(output::make(which, cx)?);
    streams.slot(which).replace(Some(stream.clone()));
    Ok(stream)
}

fn replace(which: Stdio, args: &[JsValue], cx: &mut Context) -> JsResult<JsValue> {
    streams(cx).slot(which).replace(Some(arg(args, 0)));
    Ok(JsValue::undefined())
}

fn stdin(cx: &mut Context) -> JsResult<JsObject> {
    let streams = streams(cx);
    if let Some(stdin) = streams.stdin.borrow().as_ref() {
        return Ok(stdin.clone());
    }
    let stdin = input::make(cx)?;
    streams.stdin.replace(Some(stdin.clone()));
    Ok(stdin)
}

/// `process.openStdin()`: the standard input, being read from now on.
fn open_stdin(_: &JsValue, _: &[JsValue], cx: &mut Context) -> JsResult<JsValue> {
    let stdin = JsValue::from(stdin(cx)?);
    input::resume(&stdin, &[], cx)?;
    Ok(stdin)
}

fn streams(cx: &mut Context) -> Rc<Streams> {
    slot(cx, no_streams)
}

fn no_streams(_: &mut Context) -> Rc<Streams> {
    Rc::default()
}
