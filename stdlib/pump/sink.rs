//! Where native bytes can go: the table of the `write` methods that have a native form.

use std::cell::{Cell, RefCell};
use std::rc::Rc;

use noderu_glue::lookup::lookup;
use noderu_glue::prelude::*;
use noderu_glue::slot::filled;
use noderu_runtime::Bytes;

/// A kind of writable stream that takes bytes natively.
#[derive(Clone, Copy)]
pub struct Sink {
    /// Takes them, as its `write(buffer)` would.
    pub take: fn(stream: &JsObject, bytes: Bytes, cx: &mut Context) -> JsResult<Taken>,
    /// A message of HTTP: it is over with `end()` and need not emit 'close', and half of one must not look whole.
    pub is_message: bool,
    /// A standard output, which `pipe` does not end.
    pub is_standard: bool,
}

/// What became of bytes that were given to a sink.
pub enum Taken {
    /// They are written, or will be at the end of the turn.
    Flushed,
    /// They wait; 'drain' follows.
    Queued,
    /// Nobody will ever read them: the stream is closed.
    Gone,
    /// This stream takes none natively just now; here they are again.
    Declined(Bytes),
}

/// The `write` methods that have a native form.
type Sinks = Rc<RefCell<Vec<(JsObject, Sink)>>>;

fn no_sinks(_: &mut Context) -> Sinks {
    Sinks::default()
}

/// Says that the method `write` of this prototype does what `sink` does natively. Objects that inherit the method, also
/// through classes of the program, are such sinks; those that have another `write` are not.
///
/// # Errors
/// None in practice: those of reading the prototype's method.
pub fn register(prototype: &JsObject, sink: Sink, cx: &mut Context) -> JsResult<()> {
    let write = prototype.get(js_string!("write"), cx)?;
    let write = write.as_object().ok_or_else(|| type_error("write is not a function"))?;
    slot(cx, no_sinks).borrow_mut().push((write, sink));
    Ok(())
}

/// Says which sources are messages of HTTP, whose rest is read and dropped when a pump ends before it.
pub fn register_messages(is_message: fn(&JsObject) -> bool, cx: &mut Context) {
    slot(cx, no_messages).set(is_message);
}

/// Whether the source is a message of HTTP.
pub(super) fn is_message(source: &JsObject, cx: &Context) -> bool {
    filled(cx, &no_messages).is_some_and(|is_message| is_message.get()(source))
}

type MessageTest = Cell<fn(&JsObject) -> bool>;

fn no_messages(_: &mut Context) -> Rc<MessageTest> {
    Rc::new(Cell::new(|_| false))
}

/// The native form of this stream's `write`, when it has one.
///
/// # Errors
/// What a getter of the program throws.
pub(super) fn of(stream: &JsObject, cx: &mut Context) -> JsResult<Option<Sink>> {
    let write = lookup(stream, &js_string!("write").into(), cx)?;
    let (Some(write), Some(sinks)) = (write.as_object(), filled(cx, &no_sinks)) else { return Ok(None) };
    let found = sinks.borrow().iter().find(|row| JsObject::equals(&row.0, &write)).map(|row| row.1);
    Ok(found)
}
