//! What the reactor reports of a stream becomes events.

use std::os::fd::{IntoRawFd, OwnedFd};

use noderu_glue::error::thrown_value;
use noderu_glue::prelude::*;
use noderu_runtime::proto::text::DecodedText;
use noderu_runtime::{Address, Bytes, EventKind, HandleId, SystemError, WriteOutcome};

use crate::buffer;
use crate::error;
use crate::events;
use crate::host::host;

use super::emit::{emit, emit_later, hook, shortcut};
use super::state::{Family, StreamPhase, StreamState, with};
use super::{connect, server, write};

/// Delivers an event of the handle that `stream` adopted.
///
/// # Errors
/// What the program's callbacks threw.
pub fn deliver(stream: &JsObject, handle: HandleId, kind: EventKind, cx: &mut Context) -> JsResult<()> {
    // After a destroy the object may be busy with its next connection; of the earlier one only 'close' is left.
    let phase = with(stream, cx, |state| (state.io.handle == Some(handle)).then_some(state.io.phase)).flatten();
    match kind {
        EventKind::Closed { had_error } => closed(stream, phase.is_some(), had_error, cx),
        _ if phase.is_none() => Ok(()),
        EventKind::Failed(failure) => failed(stream, handle, &failure, cx),
        // destroySoon() was called: only the end is of interest.
        _ if phase == Some(StreamPhase::Closing) => Ok(()),
        EventKind::Data(bytes) => data(stream, handle, bytes, cx),
        EventKind::End => ended(stream, handle, cx),
        EventKind::Drain => drained(stream, cx),
        EventKind::Connected => connected(stream, handle, cx),
        EventKind::Timeout => timed_out(stream, handle, cx),
        // Only a stream with a protocol has them, and its protocol gets them itself.
        EventKind::Response(_) => Ok(()),
        // A datagram socket's, which a stream is not.
        EventKind::Datagram { .. } | EventKind::Sent { .. } => Ok(()),
        // Processes and watched descriptors have them; a stream is neither.
        EventKind::Exited(_) | EventKind::Ready { .. } => Ok(()),
        EventKind::Fd(descriptor) => received(stream, descriptor, cx),
        // A stream accepts nothing; the descriptor is not ours to keep.
        EventKind::Accepted { stream: other, .. } => {
            host(cx).reactor.borrow_mut().close(other);
            Ok(())
        }
    }
}

/// A net.Stream for an open handle, such as an accepted or an upgraded connection. Its events go nowhere until
/// [`adopt_stream`]; it does not count among the server's connections.
///
/// # Errors
/// As [`super::load`].
pub fn stream_for(handle: HandleId, server: Option<&JsObject>, cx: &mut Context) -> JsResult<JsObject> {
    let (family, peer) = match host(cx).reactor.borrow().peer_addr(handle) {
        Some(Address::Tcp(peer)) => (Family::of(&peer), Some(peer)),
        Some(Address::Unix(_)) => (Family::Unix, None),
        None => (Family::None, None),
    };
    let mut state = StreamState::open(handle, family, peer);
    state.server = server.cloned();
    native(state, cx)
}

/// One end of a pipe as a net.Stream, which is only read or only written. Its events go nowhere until somebody adopts the
/// handle; to whom it belongs passes them on to [`deliver`]. What is written to a pipe that nobody reads any more ends no
/// program: when nobody listens for 'error', 'close' alone reports it.
///
/// # Errors
/// As [`super::load`].
pub fn pipe_end(handle: HandleId, reads: bool, cx: &mut Context) -> JsResult<JsObject> {
    let mut state = StreamState::open(handle, Family::None, None);
    state.io.readable = reads;
    state.io.writable = !reads;
    state.io.gentle = !reads;
    native(state, cx)
}

/// A pipe that goes both ways as a net.Stream, under the rules of [`pipe_end`]. The peer's end ends it.
///
/// # Errors
/// As [`super::load`].
pub fn duplex_end(handle: HandleId, cx: &mut Context) -> JsResult<JsObject> {
    let mut state = StreamState::open(handle, Family::Unix, None);
    state.io.allow_half_open = false;
    state.io.gentle = true;
    native(state, cx)
}

/// A stream as a native object.
pub(super) fn native(state: StreamState, cx: &mut Context) -> JsResult<JsObject> {
    let prototype = super::classes(cx)?.stream.prototype;
    Ok(JsObject::new(cx.root_shape(), prototype, state).upcast())
}

/// Sends the handle's events to the stream and starts reading, unless it is paused.
pub fn adopt_stream(stream: &JsObject, handle: HandleId, cx: &mut Context) {
    let paused = with(stream, cx, |state| state.io.paused).unwrap_or(true);
    let host = host(cx);
    host.adopt(handle, stream, deliver);
    if !paused {
        host.reactor.borrow_mut().read_start(handle);
    }
}

fn data(stream: &JsObject, handle: HandleId, bytes: Bytes, cx: &mut Context) -> JsResult<()> {
    let read = with(stream, cx, |state| {
        let io = &mut state.io;
        io.bytes_read += bytes.len() as u64;
        let rearm = std::mem::take(&mut io.idle).then_some(io.timeout_ms);
        (rearm, io.decoding.as_mut().map(|decoding| decoding.write(&bytes)))
    });
    let Some((rearm, text)) = read else { return Ok(()) };
    if let Some(timeout_ms) = rearm {
        host(cx).reactor.borrow_mut().set_timeout(handle, timeout_ms);
    }
    let shortcut = shortcut(stream, &js_string!("ondata"), cx)?;
    let bytes = match (&text, &shortcut) {
        (None, None) => match crate::pump::offer(stream, bytes, cx)? {
            Some(bytes) => bytes,
            None => return Ok(()),
        },
        _ => bytes,
    };
    let length = bytes.len();
    let buffer = match (&text, &shortcut) {
        (Some(_), None) => None,
        _ => Some(JsValue::from(buffer::from_bytes(bytes, cx)?)),
    };
    match (text, &buffer) {
        (Some(text), _) => emit_text(stream, text, cx)?,
        (None, Some(buffer)) => emit(stream, &js_string!("data"), std::slice::from_ref(buffer), cx)?,
        (None, None) => {}
    }
    if let (Some(shortcut), Some(buffer)) = (shortcut, buffer) {
        shortcut.call(&stream.clone().into(), &[buffer, 0.into(), (length as f64).into()], cx)?;
    }
    Ok(())
}

/// 'data' with decoded text; nothing when no character became whole.
fn emit_text(stream: &JsObject, text: DecodedText, cx: &mut Context) -> JsResult<()> {
    if text.is_empty() {
        return Ok(());
    }
    emit(stream, &js_string!("data"), &[buffer::string(text).into()], cx)
}

/// 'fd'. A descriptor that nobody asks for is closed.
fn received(stream: &JsObject, descriptor: OwnedFd, cx: &mut Context) -> JsResult<()> {
    let event = js_string!("fd");
    if !events::has_listeners(stream, &event, cx) {
        return Ok(());
    }
    emit(stream, &event, &[descriptor.into_raw_fd().into()], cx)
}

/// FIN: 'end'. The writing side stays as it is, unless the program asked for the whole to end.
fn ended(stream: &JsObject, handle: HandleId, cx: &mut Context) -> JsResult<()> {
    let state = with(stream, cx, |state| {
        let io = &mut state.io;
        io.readable = false;
        let rest = io.decoding.as_mut().map(|decoding| decoding.end());
        (rest, io.writable, io.ended)
    });
    let Some((rest, writable, by_program)) = state else { return Ok(()) };
    if !writable {
        // `writable` that the program itself set to false (a pipe it only reads) ends the same way.
        let host = host(cx);
        let mut reactor = host.reactor.borrow_mut();
        if by_program { reactor.close_after_flush(handle) } else { reactor.close(handle) }
    }
    if let Some(rest) = rest {
        emit_text(stream, rest, cx)?;
    }
    let result = emit(stream, &js_string!("end"), &[], cx).and_then(|()| hook(stream, &js_string!("onend"), &[], cx));
    let finish = with(stream, cx, |state| {
        let io = &state.io;
        io.handle == Some(handle) && io.phase == StreamPhase::Open && io.writable && !io.allow_half_open
    });
    if finish == Some(true) {
        write::finish(stream, cx);
    }
    result
}

fn drained(stream: &JsObject, cx: &mut Context) -> JsResult<()> {
    let Some(written) = with(stream, cx, |state| {
        state.io.need_drain = false;
        std::mem::take(&mut state.written)
    }) else {
        return Ok(());
    };
    for callback in written {
        host(cx).next_tick(callback, Vec::new());
    }
    emit(stream, &js_string!("drain"), &[], cx)?;
    hook(stream, &js_string!("ondrain"), &[], cx)
}

/// The connection stands: what was written meanwhile goes out, then 'connect'.
fn connected(stream: &JsObject, handle: HandleId, cx: &mut Context) -> JsResult<()> {
    let taken = with(stream, cx, |state| {
        let io = &mut state.io;
        io.phase = StreamPhase::Open;
        io.had_error = false;
        (io.attempt.take(), io.paused, io.ended)
    });
    let Some((attempt, paused, ended)) = taken else { return Ok(()) };
    let attempt = attempt.unwrap_or_default();
    let length = attempt.queue.len();
    let sent = connect::release(handle, *attempt, cx);
    let queued = matches!(sent, Ok(WriteOutcome::Queued));
    let waited = with(stream, cx, |state| {
        state.io.bytes_written += length as u64;
        std::mem::replace(&mut state.io.need_drain, queued)
    });
    let host = host(cx);
    if let Err(failure) = sent {
        let exception = error::object(&failure, cx);
        super::stream::destroy(stream, Some(exception.into()), cx)?;
        return emit(stream, &js_string!("connect"), &[], cx);
    }
    if waited == Some(true) && !queued {
        // The reactor owes no event for what it took whole; 'drain' comes after 'connect', as in v0.2.0.
        for callback in with(stream, cx, |state| std::mem::take(&mut state.written)).unwrap_or_default() {
            host.next_tick(callback, Vec::new());
        }
        let callback = super::classes(cx)?.drained;
        host.next_tick(callback, vec![stream.clone().into()]);
    }
    if ended {
        write::finish(stream, cx);
    }
    if !paused {
        host.reactor.borrow_mut().read_start(handle);
    }
    emit(stream, &js_string!("connect"), &[], cx)
}

/// The tick behind [`connected`].
pub(super) fn run_drained(_: &JsValue, args: &[JsValue], cx: &mut Context) -> JsResult<JsValue> {
    if let Some(stream) = args.get_or_undefined(0).as_object()
        // A listener of 'connect' may have filled the queue again; the reactor reports when that is empty.
        && with(&stream, cx, |state| state.io.phase == StreamPhase::Open && !state.io.need_drain) == Some(true)
    {
        drained(&stream, cx)?;
    }
    Ok(JsValue::undefined())
}

/// A system call failed: 'error' now, 'close' when the reactor has closed the descriptor.
///
/// An unheard 'error' ends the program, and v0.2.0 ended when a client of the manual's own echo server reset its
/// connection. What a client does must not end a server, so an accepted connection whose 'error' nobody listens to only
/// 'close' says that there was one (test: reset-unheard).
fn failed(stream: &JsObject, handle: HandleId, failure: &SystemError, cx: &mut Context) -> JsResult<()> {
    if with(stream, cx, |state| state.io.phase == StreamPhase::Opening) == Some(true)
        && connect::next_address(stream, handle, cx)
    {
        return Ok(());
    }
    let forgiven = with(stream, cx, |state| {
        state.io.closing(true);
        state.io.counted || (state.io.gentle && failure.errno.name() == "EPIPE")
    });
    let event = js_string!("error");
    if forgiven == Some(true) && !events::has_listeners(stream, &event, cx) {
        return Ok(());
    }
    let exception = error::object(failure, cx);
    emit(stream, &event, &[exception.into()], cx)
}

/// 'timeout', once per silence: the reactor's timeout is off until something moves again.
fn timed_out(stream: &JsObject, handle: HandleId, cx: &mut Context) -> JsResult<()> {
    with(stream, cx, |state| state.io.idle = true);
    host(cx).reactor.borrow_mut().set_timeout(handle, 0);
    emit(stream, &js_string!("timeout"), &[], cx)
}

/// The descriptor is closed.
fn closed(stream: &JsObject, current: bool, failed: bool, cx: &mut Context) -> JsResult<()> {
    let state = with(stream, cx, |state| {
        let had_error = failed || (current && state.io.had_error);
        if !current {
            return (had_error, None, Vec::new());
        }
        let counted = std::mem::take(&mut state.io.counted);
        state.io.reset();
        (had_error, state.server.clone().filter(|_| counted), std::mem::take(&mut state.written))
    });
    let Some((had_error, server, unwritten)) = state else { return Ok(()) };
    if let Some(server) = server {
        server::connection_closed(&server, cx);
    }
    abandon(unwritten, cx);
    emit(stream, &js_string!("close"), &[had_error.into()], cx)
}

/// Today's callbacks of `write` learn that their bytes were not written.
fn abandon(callbacks: Vec<JsFunction>, cx: &mut Context) {
    for callback in callbacks {
        let exception = thrown_value(error("Stream was closed before the data was written"), cx);
        host(cx).next_tick(callback, vec![exception]);
    }
}

/// 'close' on a later tick, for a stream that had no descriptor yet.
pub(super) fn close_later(stream: &JsObject, cx: &mut Context) -> JsResult<()> {
    let state = with(stream, cx, |state| {
        let had_error = state.io.had_error;
        state.io.reset();
        (had_error, std::mem::take(&mut state.written))
    });
    let (had_error, unwritten) = state.unwrap_or_default();
    abandon(unwritten, cx);
    emit_later(stream, js_string!("close"), &[had_error.into()], cx)
}
