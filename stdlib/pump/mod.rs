//! `sys.pump(readable, writable, [callback])` and `readable.pipe(writable, [options])`.
//!
//! A pump is a handful of listeners, such as a program would add itself, and works with every stream that a program
//! makes. Between streams that are native at both ends the bytes stay native: the source, about to emit 'data', asks
//! [`offer`] whether a pump is the only one that listens, and then the pump hands the bytes to the sink's own [`Sink`]
//! without making a Buffer of them or calling JavaScript. That is decided anew for each piece, by looking at the very
//! properties that the other way would use (`emit`, the listeners, the sink's `write`): a program that adds a listener,
//! sets an encoding or puts a `write` of its own on the sink sees every byte from then on.
//!
//! The order that matters: a pump forgets its listeners before it calls the program back, so nothing that the program
//! does in there reaches a pump that is over.

mod flow;
mod sink;

use boa_engine::object::FunctionObjectBuilder;
use boa_engine::{JsData, NativeFunction};
use boa_gc::{Finalize, Trace};
use noderu_glue::prelude::*;
use noderu_glue::state;

use crate::events;

pub use flow::offer;
pub use sink::{Sink, Taken, register, register_messages};

/// One pump. It lives in a slot of its 'data' listener, by which [`offer`] finds it.
#[derive(Trace, Finalize, JsData)]
struct Pump {
    readable: JsObject,
    writable: JsObject,
    callback: Option<JsFunction>,
    /// What was added where, to be removed at the end. The listeners of 'error' stay: a second error is nobody's news.
    listeners: Vec<Added>,
    #[unsafe_ignore_trace]
    flow: Flow,
}

/// A listener that a pump added.
#[derive(Clone, Trace, Finalize)]
struct Added {
    emitter: JsObject,
    event: JsString,
    listener: JsObject,
}

/// How a pump stands.
#[derive(Clone, Copy, Default)]
struct Flow {
    /// The sink is full, and the source was paused for it.
    paused: bool,
    /// The source's 'end' came.
    ended: bool,
    /// The source was cut short ('aborted').
    aborted: bool,
    /// The end of the source ends the sink.
    ends: bool,
    /// Nothing is to be done any more.
    over: bool,
}

/// Filled once some pump was made: before that no source needs to look for one.
fn used(_: &mut Context) {}

/// `sys.pump(readable, writable, [callback])`. The callback is called once: with the first error, or with nothing when `writable`
/// is closed (or, for a message of HTTP, complete).
///
/// # Errors
/// A TypeError for what is no stream; what the streams' methods throw.
pub fn pump(_: &JsValue, args: &[JsValue], cx: &mut Context) -> JsResult<JsValue> {
    let readable = stream(args.first(), "pump: the first argument must be a readable stream")?;
    let writable = stream(args.get(1), "pump: the second argument must be a writable stream")?;
    let callback = args.get(2).and_then(JsValue::as_function);
    begin(&readable, &writable, callback, true, cx)?;
    Ok(JsValue::undefined())
}

/// `readable.pipe(writable, {end: true})`, as later releases have it: returns `writable`. The end of `readable` ends
/// `writable` unless `end` is false; the standard outputs are never ended.
///
/// # Errors
/// As [`pump`].
pub fn pipe(this: &JsValue, args: &[JsValue], cx: &mut Context) -> JsResult<JsValue> {
    let readable = stream(Some(this), "pipe: this is not a readable stream")?;
    let writable = stream(args.first(), "pipe: the destination must be a writable stream")?;
    let end = match args.get(1).and_then(JsValue::as_object) {
        Some(options) => options.get(js_string!("end"), cx)?,
        None => JsValue::undefined(),
    };
    let standard = sink::of(&writable, cx)?.is_some_and(|sink| sink.is_standard);
    begin(&readable, &writable, None, !(standard || end == JsValue::from(false)), cx)?;
    events::emit(&writable, &js_string!("pipe"), &[readable.into()], cx)?;
    Ok(writable.into())
}

/// Whether the object is a stream to which bytes go natively.
///
/// # Errors
/// What a getter of the program throws.
pub fn is_sink(object: &JsObject, cx: &mut Context) -> JsResult<bool> {
    Ok(sink::of(object, cx)?.is_some())
}

fn stream(value: Option<&JsValue>, otherwise: &'static str) -> JsResult<JsObject> {
    value.and_then(JsValue::as_object).ok_or_else(|| type_error(otherwise))
}

/// A listener: `pump` is the object that holds the [`Pump`].
type Listener = fn(&JsValue, &[JsValue], &JsObject, &mut Context) -> JsResult<JsValue>;

fn begin(
    readable: &JsObject,
    writable: &JsObject,
    callback: Option<JsFunction>,
    ends: bool,
    cx: &mut Context,
) -> JsResult<()> {
    slot(cx, used);
    let hears_errors = callback.is_some();
    let flow = Flow { ends, ..Flow::default() };
    let pump = Pump { readable: readable.clone(), writable: writable.clone(), callback, listeners: Vec::new(), flow };
    let pump: JsObject = JsObject::new(cx.root_shape(), None, pump).upcast();

    // A file stream may give larger pieces when all they do is go somewhere else.
    flow::call(readable, js_string!("_bulk"), &[], cx)?;
    let add = |emitter: &JsObject, event: JsString, listener: Listener, kept: bool, cx: &mut Context| {
        let native = NativeFunction::from_copy_closure_with_captures(listener, pump.clone());
        let listener: JsObject = FunctionObjectBuilder::new(cx.realm(), native).build().into();
        if event == js_string!("data") {
            state::attach(&listener, Moves(pump.clone()), cx);
        }
        if !kept && let Some(mut pump) = pump.downcast_mut::<Pump>() {
            let (emitter, event, listener) = (emitter.clone(), event.clone(), listener.clone());
            pump.listeners.push(Added { emitter, event, listener });
        }
        let on = emitter.get(js_string!("on"), cx)?;
        let on = on.as_callable().ok_or_else(|| type_error("pump: a stream has no method on()"))?;
        on.call(&emitter.clone().into(), &[event.into(), listener.into()], cx).map(drop)
    };
    add(readable, js_string!("end"), flow::on_end, false, cx)?;
    add(readable, js_string!("aborted"), flow::on_aborted, false, cx)?;
    add(readable, js_string!("close"), flow::on_readable_close, false, cx)?;
    add(writable, js_string!("drain"), flow::on_drain, false, cx)?;
    add(writable, js_string!("close"), flow::on_writable_close, false, cx)?;
    if hears_errors {
        add(readable, js_string!("error"), flow::on_readable_error, true, cx)?;
        add(writable, js_string!("error"), flow::on_writable_error, true, cx)?;
    }
    // The last: it opens what waits for a listener, such as standard input.
    add(readable, js_string!("data"), flow::on_data, false, cx)
}

/// What the 'data' listener of a pump carries: the object that holds the pump.
#[derive(Trace, Finalize, JsData)]
struct Moves(JsObject);

/// Reads or changes a pump.
fn with<T>(pump: &JsObject, body: impl FnOnce(&mut Pump) -> T) -> T {
    let mut pump = pump.downcast_mut::<Pump>().expect("listeners of a pump carry the object that was made for it");
    body(&mut pump)
}
