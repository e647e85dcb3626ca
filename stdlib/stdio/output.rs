//! A standard output as a Writable Stream.
//!
//! `end` and `destroy` leave the descriptor open: `console.log` after `sys.pump(file, process.stdout)` still prints.
//! They make the stream unwritable and emit 'close'; the reader sees EOF when the process ends.

use boa_engine::builtins::object::OrdinaryObject;
use boa_engine::{Finalize, JsData, Trace};
use noderu_glue::binding::{function, install, method, set};
use noderu_glue::prelude::*;
use noderu_glue::slot::try_filled;
use noderu_runtime::Bytes;
use noderu_runtime::stdio::{Stdio, StdioKind};

use super::failure::failed;
use crate::buffer::{Encoding, with_chunk};
use crate::events;
use crate::host::host;
use crate::pump::{self, Sink, Taken};

/// The native state of a stream object.
#[derive(Debug, Trace, Finalize, JsData)]
struct Output {
    #[unsafe_ignore_trace]
    which: Stdio,
    ended: bool,
}

/// The prototype of the streams and its `write`, by which a stream that still prints natively is known.
#[derive(Clone)]
struct OutputClass {
    prototype: JsObject,
    write: JsObject,
}

const METHODS: &[Method] = &[
    method("write", 2, write),
    method("end", 2, end),
    // Nothing waits to be flushed.
    method("flush", 0, |_, _, _| Ok(true.into())),
    method("destroy", 0, destroy),
    method("destroySoon", 0, destroy),
];

fn make_shared(cx: &mut Context) -> JsResult<OutputClass> {
    let prototype = JsObject::from_proto_and_data(events::prototype(cx)?, OrdinaryObject);
    install(&prototype, METHODS, cx);
    pump::register(&prototype, Sink { take, is_message: false, is_standard: true }, cx)?;
    let write = prototype.get(js_string!("write"), cx)?;
    let write = write.as_object().ok_or_else(|| type_error("write is not a function"))?;
    Ok(OutputClass { prototype, write })
}

/// A stream object.
///
/// # Errors
/// Those of making the EventEmitter: none in practice.
pub(super) fn make(which: Stdio, cx: &mut Context) -> JsResult<JsObject> {
    let object = JsObject::from_proto_and_data(try_slot(cx, make_shared)?.prototype, Output { which, ended: false });
    set(&object, "fd", if which == Stdio::Err { 2 } else { 1 });
    set(&object, "readable", false);
    set(&object, "writable", true);
    if which.kind() == StdioKind::Tty {
        set(&object, "isTTY", true);
        crate::tty::install_on_output(&object, cx);
    }
    Ok(object)
}

/// Whether the object is one of these streams.
pub(super) fn is_stream(object: &JsObject) -> bool {
    object.is::<Output>()
}

/// Whether the function is the `write` that these streams come with.
pub(super) fn is_native_write(function: &JsObject, cx: &Context) -> bool {
    try_filled(cx, &make_shared).is_some_and(|shared| JsObject::equals(&shared.write, function))
}

/// `stream.write(string, encoding='utf8', [callback])`, `stream.write(buffer, [callback])`: true, or false when it failed.
fn write(this: &JsValue, args: &[JsValue], cx: &mut Context) -> JsResult<JsValue> {
    let which = match receiver(this)?.downcast_ref::<Output>() {
        Some(output) if !output.ended => output.which,
        _ => return Err(error("Stream is not writable")),
    };
    crate::readline::make_way(cx);
    let encoding = args.get(1).filter(|encoding| !encoding.is_callable());
    let written = with_chunk(&arg(args, 0), encoding, Encoding::Utf8, cx, |bytes| which.write(bytes))?;
    let callback = args.iter().skip(1).find_map(JsValue::as_function);
    match written {
        Ok(()) => {
            if let Some(callback) = callback {
                host(cx).next_tick(callback, Vec::new());
            }
            Ok(true.into())
        }
        Err(error) => {
            if let Some(callback) = callback {
                let exception = crate::error::object(&error, cx);
                host(cx).next_tick(callback, vec![exception.into()]);
            }
            failed(which, error, cx).map(|()| false.into())
        }
    }
}

/// Takes what a pump brings.
fn take(stream: &JsObject, bytes: Bytes, cx: &mut Context) -> JsResult<Taken> {
    let which = match receiver(&stream.clone().into())?.downcast_ref::<Output>() {
        Some(output) if !output.ended => output.which,
        _ => return Ok(Taken::Gone),
    };
    match which.write(&bytes) {
        Ok(()) => Ok(Taken::Flushed),
        Err(error) => failed(which, error, cx).map(|()| Taken::Queued),
    }
}

/// `stream.end([data, [encoding]], [callback])`.
fn end(this: &JsValue, args: &[JsValue], cx: &mut Context) -> JsResult<JsValue> {
    if args.first().is_some_and(|data| !data.is_null_or_undefined() && !data.is_callable()) {
        write(this, args, cx)?;
    } else if let Some(callback) = args.iter().find_map(JsValue::as_function) {
        host(cx).next_tick(callback, Vec::new());
    }
    destroy(this, &[], cx)
}

/// `stream.destroy()`.
fn destroy(this: &JsValue, _: &[JsValue], cx: &mut Context) -> JsResult<JsValue> {
    let object = receiver(this)?;
    let before = object.downcast_mut::<Output>().map(|mut output| std::mem::replace(&mut output.ended, true));
    if before == Some(false) {
        object.set(js_string!("writable"), false, false, cx)?;
        let callback = function("", 0, emit_close, cx);
        host(cx).next_tick(callback, vec![object.into()]);
    }
    Ok(JsValue::undefined())
}

fn emit_close(_: &JsValue, args: &[JsValue], cx: &mut Context) -> JsResult<JsValue> {
    if let Some(stream) = arg(args, 0).as_object() {
        events::emit(&stream, &js_string!("close"), &[], cx)?;
    }
    Ok(JsValue::undefined())
}

/// The stream that a method was called on: `this`, or what `this` inherits from (`Object.create(process.stdout)`).
fn receiver(this: &JsValue) -> JsResult<JsObject> {
    let mut next = this.as_object();
    while let Some(object) = next {
        if is_stream(&object) {
            return Ok(object);
        }
        next = object.prototype();
    }
    Err(type_error("this is not a standard output stream"))
}
