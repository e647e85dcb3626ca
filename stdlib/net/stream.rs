//! The class net.Stream: its properties and the methods that are neither writing nor connecting.

use std::time::Duration;

use boa_engine::property::PropertyDescriptor;
use noderu_glue::binding::{Class, install, install_accessors, set};
use noderu_glue::prelude::*;
use noderu_glue::state;
use noderu_runtime::proto::text::StreamDecoder;
use noderu_runtime::{Address, HandleId, Reactor, SystemError};

use crate::buffer::{Encoding, encoding_arg};
use crate::error::thrown;
use crate::host::host;
use crate::pump::{self, Sink};
use crate::stderr;

use super::compat;
use super::emit::{emit_later, once};
use super::state::{Family, StreamIo, StreamPhase, StreamState, receiver, with};
use super::{address, connect, write};

const METHODS: &[Method] = &[
    method("connect", 2, connect::connect),
    method("open", 2, open),
    method("write", 3, write::write),
    method("end", 2, write::end),
    method("destroy", 1, destroy_method),
    method("destroySoon", 0, write::destroy_soon),
    method("flush", 0, write::flush),
    // What is written in one turn of the loop leaves in one piece anyway.
    method("pause", 0, pause),
    method("resume", 0, resume),
    method("setEncoding", 1, set_encoding),
    method("setTimeout", 2, set_timeout),
    method("setNoDelay", 1, set_no_delay),
    method("setKeepAlive", 2, set_keep_alive),
    method("address", 0, address_method),
    method("setSecure", 1, no_tls),
    method("getCipher", 0, no_tls),
    method("verifyPeer", 0, no_tls),
    method("getPeerCertificate", 0, no_tls),
    method("close", 0, renamed_close),
    method("forceClose", 1, renamed_force_close),
    method("send", 2, renamed_send),
];

const ACCESSORS: &[Accessor] = &[
    accessor("readable", readable, set_readable),
    accessor("writable", writable, set_writable),
    accessor("allowHalfOpen", allow_half_open, set_allow_half_open),
    accessor("server", server, set_server),
    accessor("type", kind, set_own_type),
    accessor("remoteAddress", remote_address, set_own_remote_address),
    accessor("remotePort", remote_port, set_own_remote_port),
    readonly("fd", fd),
    readonly("readyState", ready_state),
    readonly("bytesRead", bytes_read),
    readonly("bytesWritten", bytes_written),
    readonly("bufferSize", buffer_size),
];

/// Makes the class.
pub(super) fn class(emitter: &JsObject, cx: &mut Context) -> JsResult<Class> {
    let class = constructor("Stream", 2, init, Some(emitter), cx)?;
    install(&class.prototype, METHODS, cx);
    install(&class.prototype, compat::STREAM_METHODS, cx);
    install_accessors(&class.prototype, ACCESSORS, cx);
    set(&class.prototype, "secure", false);
    pump::register(&class.prototype, Sink { take: write::take, is_message: false, is_standard: false }, cx)?;
    Ok(class)
}

/// `new net.Stream([fd], [type])`, and `net.Stream.call(this)` in a subclass. Today's `new net.Socket({fd: n})` works.
fn init(this: &JsValue, args: &[JsValue], cx: &mut Context) -> JsResult<JsValue> {
    let Some(stream) = this.as_object() else {
        return Err(type_error("net.Stream was called on something that is no object"));
    };
    state::attach(&stream, StreamState::closed(), cx);
    let mut descriptor = args.get_or_undefined(0).clone();
    if let Some(options) = descriptor.as_object() {
        let half_open = options.get(js_string!("allowHalfOpen"), cx)?;
        if !half_open.is_undefined() {
            with(&stream, cx, |state| state.io.allow_half_open = half_open.to_boolean());
        }
        descriptor = options.get(js_string!("fd"), cx)?;
    }
    if !descriptor.is_null_or_undefined() {
        open(this, &[descriptor, args.get_or_undefined(1).clone()], cx)?;
    }
    Ok(JsValue::undefined())
}

/// `stream.open(fd)`: takes an open descriptor over. Reading begins with `resume()`.
fn open(this: &JsValue, args: &[JsValue], cx: &mut Context) -> JsResult<JsValue> {
    let stream = receiver(this, cx)?;
    let raw = descriptor(args.get_or_undefined(0))?;
    if with(&stream, cx, |state| matches!(state.io.phase, StreamPhase::Open | StreamPhase::Opening)).unwrap_or(false) {
        return Err(error("Stream already opened"));
    }
    let host = host(cx);
    let opened = open_raw(&mut host.reactor.borrow_mut(), raw);
    let handle = match opened {
        Ok(handle) => handle,
        Err(failure) => return Err(thrown(&failure, cx)),
    };
    let family = match host.reactor.borrow().local_addr(handle) {
        Some(Address::Tcp(address)) => Family::of(&address),
        Some(Address::Unix(_)) => Family::Unix,
        None => Family::None,
    };
    let peer = match host.reactor.borrow().peer_addr(handle) {
        Some(Address::Tcp(address)) => Some(address),
        _ => None,
    };
    let timeout_ms = with(&stream, cx, |state| {
        state.io.reset();
        state.io.opened(handle, family, peer);
        // 0.2's programs call resume() when they are ready to read a descriptor that they opened themselves.
        state.io.paused = true;
        state.io.timeout_ms
    });
    host.adopt(handle, &stream, super::deliver);
    if let Some(timeout_ms @ 1..) = timeout_ms {
        host.reactor.borrow_mut().set_timeout(handle, timeout_ms);
    }
    Ok(JsValue::undefined())
}

fn open_raw(reactor: &mut Reactor, raw: i32) -> Result<HandleId, SystemError> {
    let owned = reactor.adopt_fd(raw)?;
    reactor.open_fd(owned)
}

/// A descriptor number.
pub(super) fn descriptor(value: &JsValue) -> JsResult<i32> {
    match value.as_number() {
        Some(number) if number.fract() == 0.0 && (0.0..=f64::from(i32::MAX)).contains(&number) => Ok(number as i32),
        _ => Err(type_error(format!("a descriptor is a number from 0 up, not {}", value.display()))),
    }
}

fn destroy_method(this: &JsValue, args: &[JsValue], cx: &mut Context) -> JsResult<JsValue> {
    let stream = receiver(this, cx)?;
    let exception = args.get_or_undefined(0);
    destroy(&stream, Some(exception.clone()).filter(JsValue::to_boolean), cx)?;
    Ok(JsValue::undefined())
}

/// Ends all activity at once. 'error' (when there is an exception) comes with the next tick, 'close' after it.
pub(super) fn destroy(stream: &JsObject, exception: Option<JsValue>, cx: &mut Context) -> JsResult<()> {
    let before = with(stream, cx, |state| {
        let io = &mut state.io;
        if !matches!(io.phase, StreamPhase::Open | StreamPhase::Opening) {
            return None;
        }
        let lookup = io.attempt.as_ref().and_then(|attempt| attempt.lookup);
        io.closing(exception.is_some());
        Some((io.handle, lookup))
    });
    let Some((handle, lookup)) = before.flatten() else { return Ok(()) };
    let host = host(cx);
    if let Some(lookup) = lookup {
        host.cancel_look_up(lookup);
    }
    if let Some(exception) = exception {
        emit_later(stream, js_string!("error"), &[exception], cx)?;
    }
    match handle {
        Some(handle) => {
            host.reactor.borrow_mut().close(handle);
            Ok(())
        }
        None => super::deliver::close_later(stream, cx),
    }
}

fn pause(this: &JsValue, _: &[JsValue], cx: &mut Context) -> JsResult<JsValue> {
    let stream = receiver(this, cx)?;
    let handle = with(&stream, cx, |state| {
        state.io.paused = true;
        state.io.live()
    });
    if let Some(handle) = handle.flatten() {
        host(cx).reactor.borrow_mut().read_stop(handle);
    }
    Ok(this.clone())
}

fn resume(this: &JsValue, _: &[JsValue], cx: &mut Context) -> JsResult<JsValue> {
    let stream = receiver(this, cx)?;
    let live = with(&stream, cx, |state| match state.io.phase {
        StreamPhase::Closed | StreamPhase::Closing => None,
        StreamPhase::Opening => {
            state.io.paused = false;
            Some(None)
        }
        StreamPhase::Open => {
            state.io.paused = false;
            Some(state.io.handle)
        }
    });
    match live.flatten() {
        None => Err(error("Cannot resume() closed Stream.")),
        Some(None) => Ok(this.clone()),
        Some(Some(handle)) => {
            host(cx).reactor.borrow_mut().read_start(handle);
            Ok(this.clone())
        }
    }
}

fn set_encoding(this: &JsValue, args: &[JsValue], cx: &mut Context) -> JsResult<JsValue> {
    let stream = receiver(this, cx)?;
    let decoding = match args.get_or_undefined(0) {
        none if none.is_null_or_undefined() => None,
        name => Some(StreamDecoder::new(encoding_arg(Some(name), Encoding::Utf8)?)),
    };
    with(&stream, cx, |state| state.io.decoding = decoding);
    Ok(this.clone())
}

fn set_timeout(this: &JsValue, args: &[JsValue], cx: &mut Context) -> JsResult<JsValue> {
    let stream = receiver(this, cx)?;
    let ms = args.get_or_undefined(0).to_number(cx)?;
    // NaN and negative times turn the timeout off, as 0 does; a fraction is rounded up so that it is not off.
    let ms = if ms > 0.0 { ms.ceil() as u64 } else { 0 };
    let handle = with(&stream, cx, |state| {
        state.io.timeout_ms = ms;
        state.io.idle = false;
        state.io.live()
    });
    if let Some(handle) = handle.flatten() {
        host(cx).reactor.borrow_mut().set_timeout(handle, ms);
    }
    if let Some(callback) = callback(args, 1) {
        once(&stream, js_string!("timeout"), callback, cx)?;
    }
    Ok(this.clone())
}

fn set_no_delay(this: &JsValue, args: &[JsValue], cx: &mut Context) -> JsResult<JsValue> {
    let stream = receiver(this, cx)?;
    let on = match args.get_or_undefined(0) {
        none if none.is_undefined() => true,
        given => given.to_boolean(),
    };
    let handle = with(&stream, cx, |state| {
        if let Some(attempt) = &mut state.io.attempt {
            attempt.no_delay = Some(on);
        }
        option_target(&state.io)
    });
    if let Some(handle) = handle.flatten() {
        let done = host(cx).reactor.borrow_mut().set_nodelay(handle, on);
        done.map_err(|failure| thrown(&failure, cx))?;
    }
    Ok(this.clone())
}

fn set_keep_alive(this: &JsValue, args: &[JsValue], cx: &mut Context) -> JsResult<JsValue> {
    let stream = receiver(this, cx)?;
    let on = args.get_or_undefined(0).to_boolean();
    let delay = keep_alive_delay(args.get_or_undefined(1), cx)?;
    let handle = with(&stream, cx, |state| {
        if let Some(attempt) = &mut state.io.attempt {
            attempt.keep_alive = Some((on, delay));
        }
        option_target(&state.io)
    });
    if let Some(handle) = handle.flatten() {
        let done = host(cx).reactor.borrow_mut().set_keepalive(handle, on, delay);
        done.map_err(|failure| thrown(&failure, cx))?;
    }
    Ok(this.clone())
}

/// Milliseconds to the first probe; 0 and nothing leave the setting as it is.
fn keep_alive_delay(value: &JsValue, cx: &mut Context) -> JsResult<Option<Duration>> {
    if value.is_undefined() {
        return Ok(None);
    }
    let ms = value.to_number(cx)?;
    // 32767 s is the kernel's limit.
    Ok(if ms > 0.0 { Some(Duration::from_millis(ms.min(32_767_000.0) as u64)) } else { None })
}

/// The handle whose TCP options can be set. They mean nothing to UNIX sockets and pipes, which ignore them.
fn option_target(io: &StreamIo) -> Option<HandleId> {
    if io.phase == StreamPhase::Open && matches!(io.family, Family::Tcp4 | Family::Tcp6) { io.handle } else { None }
}

fn address_method(this: &JsValue, _: &[JsValue], cx: &mut Context) -> JsResult<JsValue> {
    let stream = receiver(this, cx)?;
    let handle = with(&stream, cx, |state| state.io.live()).flatten();
    let local = handle.and_then(|handle| host(cx).reactor.borrow().local_addr(handle));
    Ok(address::describe(local, cx))
}

fn no_tls(_: &JsValue, _: &[JsValue], _: &mut Context) -> JsResult<JsValue> {
    Err(error("this build of noderu has no TLS yet: setSecure() and kin are not available"))
}

fn renamed_close(this: &JsValue, _: &[JsValue], cx: &mut Context) -> JsResult<JsValue> {
    stderr::line("Notice: Please use stream.end() instead of stream.close().");
    write::end(this, &[], cx)
}

fn renamed_force_close(this: &JsValue, args: &[JsValue], cx: &mut Context) -> JsResult<JsValue> {
    stderr::line("Notice: Please use stream.destroy() instead of stream.forceClose().");
    destroy_method(this, args, cx)
}

fn renamed_send(_: &JsValue, _: &[JsValue], _: &mut Context) -> JsResult<JsValue> {
    Err(error("send renamed to write"))
}

/// Reads a property from the state; undefined on an object that has none, such as the prototype itself.
fn read(this: &JsValue, cx: &mut Context, get: impl FnOnce(&mut StreamState) -> JsValue) -> JsResult<JsValue> {
    let Some(object) = this.as_object() else { return Ok(JsValue::undefined()) };
    Ok(with(&object, cx, get).unwrap_or_default())
}

fn readable(this: &JsValue, _: &[JsValue], cx: &mut Context) -> JsResult<JsValue> {
    read(this, cx, |state| state.io.readable.into())
}

fn writable(this: &JsValue, _: &[JsValue], cx: &mut Context) -> JsResult<JsValue> {
    read(this, cx, |state| state.io.writable.into())
}

fn allow_half_open(this: &JsValue, _: &[JsValue], cx: &mut Context) -> JsResult<JsValue> {
    read(this, cx, |state| state.io.allow_half_open.into())
}

fn server(this: &JsValue, _: &[JsValue], cx: &mut Context) -> JsResult<JsValue> {
    read(this, cx, |state| state.server.clone().map_or(JsValue::undefined(), JsValue::from))
}

fn kind(this: &JsValue, _: &[JsValue], cx: &mut Context) -> JsResult<JsValue> {
    read(this, cx, |state| state.io.family.name())
}

fn ready_state(this: &JsValue, _: &[JsValue], cx: &mut Context) -> JsResult<JsValue> {
    read(this, cx, |state| JsString::from(state.io.ready_state()).into())
}

fn bytes_read(this: &JsValue, _: &[JsValue], cx: &mut Context) -> JsResult<JsValue> {
    read(this, cx, |state| (state.io.bytes_read as f64).into())
}

fn bytes_written(this: &JsValue, _: &[JsValue], cx: &mut Context) -> JsResult<JsValue> {
    read(this, cx, |state| (state.io.bytes_written as f64).into())
}

fn remote_address(this: &JsValue, _: &[JsValue], cx: &mut Context) -> JsResult<JsValue> {
    read(this, cx, |state| state.io.peer.map_or(JsValue::undefined(), |peer| address::ip_text(&peer).into()))
}

fn remote_port(this: &JsValue, _: &[JsValue], cx: &mut Context) -> JsResult<JsValue> {
    read(this, cx, |state| state.io.peer.map_or(JsValue::undefined(), |peer| i32::from(peer.port()).into()))
}

/// The descriptor's number while it is open, null otherwise.
fn fd(this: &JsValue, _: &[JsValue], cx: &mut Context) -> JsResult<JsValue> {
    let Some(object) = this.as_object() else { return Ok(JsValue::undefined()) };
    let Some(handle) = with(&object, cx, |state| state.io.live()) else { return Ok(JsValue::undefined()) };
    let raw = handle.and_then(|handle| host(cx).reactor.borrow().raw_fd(handle));
    Ok(raw.map_or(JsValue::null(), JsValue::from))
}

/// How many bytes wait to be written.
fn buffer_size(this: &JsValue, _: &[JsValue], cx: &mut Context) -> JsResult<JsValue> {
    let Some(object) = this.as_object() else { return Ok(JsValue::undefined()) };
    let waiting = with(&object, cx, |state| match &state.io.attempt {
        Some(attempt) => (attempt.queue.len(), None),
        None => (0, state.io.live()),
    });
    let Some((own, handle)) = waiting else { return Ok(JsValue::undefined()) };
    let queued = handle.map_or(0, |handle| host(cx).reactor.borrow().queued(handle));
    Ok(((own + queued) as f64).into())
}

fn set_readable(this: &JsValue, args: &[JsValue], cx: &mut Context) -> JsResult<JsValue> {
    store(this, "readable", args.get_or_undefined(0), cx, |state, value| state.io.readable = value.to_boolean())
}

fn set_writable(this: &JsValue, args: &[JsValue], cx: &mut Context) -> JsResult<JsValue> {
    store(this, "writable", args.get_or_undefined(0), cx, |state, value| state.io.writable = value.to_boolean())
}

fn set_allow_half_open(this: &JsValue, args: &[JsValue], cx: &mut Context) -> JsResult<JsValue> {
    store(this, "allowHalfOpen", args.get_or_undefined(0), cx, |state, value| {
        state.io.allow_half_open = value.to_boolean();
    })
}

fn set_server(this: &JsValue, args: &[JsValue], cx: &mut Context) -> JsResult<JsValue> {
    store(this, "server", args.get_or_undefined(0), cx, |state, value| state.server = value.as_object())
}

fn set_own_type(this: &JsValue, args: &[JsValue], _: &mut Context) -> JsResult<JsValue> {
    define_own(this, "type", args.get_or_undefined(0))
}

fn set_own_remote_address(this: &JsValue, args: &[JsValue], _: &mut Context) -> JsResult<JsValue> {
    define_own(this, "remoteAddress", args.get_or_undefined(0))
}

fn set_own_remote_port(this: &JsValue, args: &[JsValue], _: &mut Context) -> JsResult<JsValue> {
    define_own(this, "remotePort", args.get_or_undefined(0))
}

/// Writes a property into the state; on an object without state it becomes a property of its own, as on any object
/// that inherits from net.Stream without being one.
fn store(
    this: &JsValue,
    name: &str,
    value: &JsValue,
    cx: &mut Context,
    put: impl FnOnce(&mut StreamState, &JsValue),
) -> JsResult<JsValue> {
    let Some(object) = this.as_object() else { return Ok(JsValue::undefined()) };
    match with(&object, cx, |state| put(state, value)) {
        Some(()) => Ok(JsValue::undefined()),
        None => define_own(this, name, value),
    }
}

/// What a program assigns wins over what the connection says (proxies overwrite `remoteAddress`).
fn define_own(this: &JsValue, name: &str, value: &JsValue) -> JsResult<JsValue> {
    if let Some(object) = this.as_object() {
        let descriptor =
            PropertyDescriptor::builder().value(value.clone()).writable(true).enumerable(true).configurable(true);
        object.insert_property(JsString::from(name), descriptor);
    }
    Ok(JsValue::undefined())
}
