//! Standard input as a Readable Stream. Nothing is read before `openStdin`, `resume` or a 'data' listener asks for it.

use boa_engine::builtins::object::OrdinaryObject;
use boa_engine::{Finalize, JsData, Trace};
use noderu_glue::binding::{function, install, method, set};
use noderu_glue::prelude::*;
use noderu_runtime::proto::text::{DecodedText, StreamDecoder};
use noderu_runtime::stdio::{Stdio, StdioKind};
use noderu_runtime::{EventKind, HandleId, SystemError};

use crate::buffer::{self, Encoding, encoding_arg};
use crate::events;
use crate::host::host;

#[derive(Debug, Trace, Finalize, JsData)]
struct Input {
    #[unsafe_ignore_trace]
    state: InputState,
    #[unsafe_ignore_trace]
    decoder: Option<StreamDecoder>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum InputState {
    /// Nobody has asked for it.
    Unopened,
    /// Open, being read or paused.
    Open(HandleId),
    /// At its end, destroyed, or failed.
    Closed,
}

const METHODS: &[Method] = &[
    method("setEncoding", 1, set_encoding),
    method("pause", 0, pause),
    method("resume", 0, resume),
    method("destroy", 0, destroy),
    method("pipe", 2, crate::pump::pipe),
    method("on", 2, |this, args, cx| listen(js_string!("on"), this, args, cx)),
    method("addListener", 2, |this, args, cx| listen(js_string!("addListener"), this, args, cx)),
    method("once", 2, |this, args, cx| listen(js_string!("once"), this, args, cx)),
];

/// The stream object.
///
/// # Errors
/// Those of making the EventEmitter: none in practice.
pub(super) fn make(cx: &mut Context) -> JsResult<JsObject> {
    let prototype = JsObject::from_proto_and_data(events::prototype(cx)?, OrdinaryObject);
    install(&prototype, METHODS, cx);
    let object = JsObject::from_proto_and_data(prototype, Input { state: InputState::Unopened, decoder: None });
    set(&object, "fd", 0);
    set(&object, "readable", true);
    set(&object, "writable", false);
    if Stdio::In.kind() == StdioKind::Tty {
        set(&object, "isTTY", true);
        crate::tty::install_on_input(&object, cx);
    }
    Ok(object)
}

/// `stream.setEncoding(encoding='utf8')`: 'data' brings strings from now on.
fn set_encoding(this: &JsValue, args: &[JsValue], _: &mut Context) -> JsResult<JsValue> {
    let object = receiver(this)?;
    let encoding = encoding_arg(args.first(), Encoding::Utf8)?;
    if let Some(mut input) = object.downcast_mut::<Input>() {
        input.decoder = Some(StreamDecoder::new(encoding));
    }
    Ok(JsValue::undefined())
}

/// `stream.pause()`: no 'data' until `resume`. A paused stream does not keep the program running.
fn pause(this: &JsValue, _: &[JsValue], cx: &mut Context) -> JsResult<JsValue> {
    if let InputState::Open(handle) = state(&receiver(this)?) {
        let host = host(cx);
        let mut reactor = host.reactor.borrow_mut();
        reactor.read_stop(handle);
        reactor.set_ref(handle, false);
    }
    Ok(JsValue::undefined())
}

/// `stream.resume()`: reads, opening the descriptor the first time.
///
/// # Errors
/// A TypeError for a `this` of another kind.
pub(super) fn resume(this: &JsValue, _: &[JsValue], cx: &mut Context) -> JsResult<JsValue> {
    let object = receiver(this)?;
    match state(&object) {
        InputState::Unopened => open(&object, cx)?,
        InputState::Open(handle) => {
            let host = host(cx);
            let mut reactor = host.reactor.borrow_mut();
            reactor.set_ref(handle, true);
            reactor.read_start(handle);
        }
        InputState::Closed => {}
    }
    Ok(JsValue::undefined())
}

fn open(object: &JsObject, cx: &mut Context) -> JsResult<()> {
    let host = host(cx);
    let opened = Stdio::In.duplicate().and_then(|fd| host.reactor.borrow_mut().open_fd(fd));
    match opened {
        Ok(handle) => {
            set_state(object, InputState::Open(handle));
            host.adopt(handle, object, deliver);
            host.reactor.borrow_mut().read_start(handle);
        }
        Err(error) => {
            close(object, cx)?;
            let error = crate::error::object(&error, cx);
            let callback = function("", 0, emit_error, cx);
            host.next_tick(callback, vec![object.clone().into(), error.into()]);
        }
    }
    Ok(())
}

fn emit_error(_: &JsValue, args: &[JsValue], cx: &mut Context) -> JsResult<JsValue> {
    if let Some(stream) = arg(args, 0).as_object() {
        events::emit_error(&stream, arg(args, 1), cx)?;
    }
    Ok(JsValue::undefined())
}

/// `stream.destroy()`.
fn destroy(this: &JsValue, _: &[JsValue], cx: &mut Context) -> JsResult<JsValue> {
    let object = receiver(this)?;
    close(&object, cx)?;
    Ok(JsValue::undefined())
}

/// `stream.on(event, listener)` and its like: who listens for 'data' wants it read, unless it was paused.
fn listen(name: JsString, this: &JsValue, args: &[JsValue], cx: &mut Context) -> JsResult<JsValue> {
    let object = receiver(this)?;
    let inherited = events::prototype(cx)?.get(name, cx)?;
    let inherited = inherited.as_callable().ok_or_else(|| type_error("EventEmitter lacks a method"))?;
    inherited.call(this, args, cx)?;
    let is_data = arg(args, 0).as_string().is_some_and(|event| event == js_string!("data"));
    if is_data && state(&object) == InputState::Unopened {
        open(&object, cx)?;
    }
    Ok(this.clone())
}

fn deliver(object: &JsObject, _: HandleId, kind: EventKind, cx: &mut Context) -> JsResult<()> {
    match kind {
        EventKind::Data(bytes) => {
            let text = object.downcast_mut::<Input>().and_then(|mut input| Some(input.decoder.as_mut()?.write(&bytes)));
            match text {
                Some(text) => emit_text(object, text, cx),
                None => {
                    let Some(bytes) = crate::pump::offer(object, bytes, cx)? else { return Ok(()) };
                    let buffer = buffer::from_bytes(bytes, cx)?;
                    events::emit(object, &js_string!("data"), &[buffer.into()], cx).map(drop)
                }
            }
        }
        EventKind::End => end(object, cx),
        EventKind::Failed(error) => fail(object, &error, cx),
        EventKind::Closed { .. } => events::emit(object, &js_string!("close"), &[], cx).map(drop),
        _ => Ok(()),
    }
}

fn end(object: &JsObject, cx: &mut Context) -> JsResult<()> {
    let rest = object.downcast_mut::<Input>().and_then(|mut input| Some(input.decoder.as_mut()?.end()));
    if let Some(rest) = rest {
        emit_text(object, rest, cx)?;
    }
    // Before the listener runs, which may throw.
    close(object, cx)?;
    events::emit(object, &js_string!("end"), &[], cx).map(drop)
}

fn fail(object: &JsObject, error: &SystemError, cx: &mut Context) -> JsResult<()> {
    close(object, cx)?;
    let error = crate::error::object(error, cx);
    events::emit_error(object, error.into(), cx).map(drop)
}

/// Ends reading for good; 'close' follows when a descriptor was open.
fn close(object: &JsObject, cx: &mut Context) -> JsResult<()> {
    let before = state(object);
    set_state(object, InputState::Closed);
    object.set(js_string!("readable"), false, false, cx)?;
    if let InputState::Open(handle) = before {
        host(cx).reactor.borrow_mut().close(handle);
    }
    Ok(())
}

fn emit_text(object: &JsObject, text: DecodedText, cx: &mut Context) -> JsResult<()> {
    if text.is_empty() {
        return Ok(());
    }
    events::emit(object, &js_string!("data"), &[buffer::string(text).into()], cx).map(drop)
}

fn receiver(this: &JsValue) -> JsResult<JsObject> {
    let object = this.as_object().filter(JsObject::is::<Input>);
    object.ok_or_else(|| type_error("this is not the standard input"))
}

fn state(object: &JsObject) -> InputState {
    object.downcast_ref::<Input>().map_or(InputState::Closed, |input| input.state)
}

fn set_state(object: &JsObject, state: InputState) {
    if let Some(mut input) = object.downcast_mut::<Input>() {
        input.state = state;
    }
}
