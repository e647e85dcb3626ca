//! Writing: strings and Buffers into the reactor's write queue, and the two ways to end.
//!
//! A Buffer's bytes are handed to the reactor where they lie; large ones go to the kernel from there. Strings are encoded
//! once. What is written before the connection stands waits in the stream's [`Attempt`], because the connection may move
//! on to another address.

use noderu_glue::prelude::*;
use noderu_runtime::{Bytes, HandleId, SystemError, WriteOutcome};

use crate::buffer::{Encoding, chunk, with_chunk};
use crate::host::host;
use crate::pump::Taken;

use super::state::{Family, StreamPhase, receiver, with};
use super::stream::{descriptor, destroy};

/// `stream.write(data, [encoding], [fd], [callback])`: true when the kernel took it or will at the end of the turn,
/// false when 'drain' follows.
///
/// The default encoding is utf8, as the manual's Streams section has it; its net section says ascii, of which utf8 is
/// the superset that loses nothing.
pub(super) fn write(this: &JsValue, args: &[JsValue], cx: &mut Context) -> JsResult<JsValue> {
    let stream = receiver(this, cx)?;
    let call = Call::read(args)?;
    put(&stream, args.get_or_undefined(0), call, cx).map(JsValue::from)
}

/// `stream.end([data], [encoding], [callback])`: FIN follows what was written; 'data' may still come. Again: nothing
/// happens, but for the callback.
pub(super) fn end(this: &JsValue, args: &[JsValue], cx: &mut Context) -> JsResult<JsValue> {
    let stream = receiver(this, cx)?;
    let writable = with(&stream, cx, |state| state.io.writable && !state.io.ended).unwrap_or(false);
    let data = args.get_or_undefined(0);
    if writable && !data.is_null_or_undefined() && !data.is_callable() {
        let call = Call::read(args)?;
        put(&stream, data, call, cx)?;
    } else if let Some(callback) = args.iter().find_map(JsValue::as_function) {
        let queued = with(&stream, cx, |state| {
            let queued = state.io.need_drain;
            state.written.extend(queued.then(|| callback.clone()));
            queued
        });
        if queued != Some(true) {
            host(cx).next_tick(callback, Vec::new());
        }
    }
    if !writable {
        return Ok(JsValue::undefined());
    }
    finish(&stream, cx);
    Ok(JsValue::undefined())
}

/// `stream.end()` for natives: FIN follows what was written. On a stream that is not written to nothing happens.
pub fn end_writing(stream: &JsObject, cx: &mut Context) {
    if with(stream, cx, |state| state.io.writable && !state.io.ended) == Some(true) {
        finish(stream, cx);
    }
}

/// `stream.destroySoon()`: closes when what was written is with the kernel.
pub(super) fn destroy_soon(this: &JsValue, _: &[JsValue], cx: &mut Context) -> JsResult<JsValue> {
    let stream = receiver(this, cx)?;
    let before = with(&stream, cx, |state| {
        let io = &mut state.io;
        if io.phase == StreamPhase::Open {
            io.closing(false);
            io.handle
        } else {
            None
        }
    });
    match before.flatten() {
        Some(handle) => {
            let host = host(cx);
            let mut reactor = host.reactor.borrow_mut();
            reactor.read_stop(handle);
            reactor.close_after_flush(handle);
        }
        None => destroy(&stream, None, cx)?,
    }
    Ok(JsValue::undefined())
}

/// `stream.flush()`: hands what is queued to the kernel now; true when nothing is left.
pub(super) fn flush(this: &JsValue, _: &[JsValue], cx: &mut Context) -> JsResult<JsValue> {
    let stream = receiver(this, cx)?;
    let state = with(&stream, cx, |state| (state.io.attempt.is_none(), state.io.live()));
    Ok(match state {
        Some((true, Some(handle))) => {
            let host = host(cx);
            let mut reactor = host.reactor.borrow_mut();
            reactor.flush();
            (reactor.queued(handle) == 0).into()
        }
        Some((opened, _)) => opened.into(),
        None => true.into(),
    })
}

/// What follows the data in a call of `write`: the manual's encoding and descriptor, and today's callback.
struct Call {
    encoding: Option<JsValue>,
    descriptor: Option<i32>,
    callback: Option<JsFunction>,
}

impl Call {
    fn read(args: &[JsValue]) -> JsResult<Self> {
        let mut call = Self { encoding: None, descriptor: None, callback: None };
        for value in args.iter().skip(1) {
            if value.is_null_or_undefined() {
                continue;
            } else if let Some(function) = value.as_function() {
                call.callback = Some(function);
            } else if value.is_number() {
                call.descriptor = Some(descriptor(value)?);
            } else {
                call.encoding = Some(value.clone());
            }
        }
        Ok(call)
    }
}

/// Where written bytes go.
enum Way {
    /// To the reactor.
    Open(HandleId, bool),
    /// Into the queue of the attempt to connect.
    Opening,
    /// Nowhere: what to throw.
    Refused(&'static str),
}

fn put(stream: &JsObject, data: &JsValue, call: Call, cx: &mut Context) -> JsResult<bool> {
    let way = with(stream, cx, |state| {
        let io = &state.io;
        match (io.writable, io.phase, io.handle) {
            (true, StreamPhase::Open, Some(handle)) => Way::Open(handle, io.family == Family::Unix),
            (true, StreamPhase::Opening, _) => Way::Opening,
            _ if io.ended && (io.phase == StreamPhase::Opening || io.need_drain) => {
                Way::Refused("Stream.end() called already; cannot write.")
            }
            _ => Way::Refused("Stream is not writable"),
        }
    });
    match way.unwrap_or(Way::Refused("Stream is not writable")) {
        Way::Refused(why) => Err(error(why)),
        Way::Opening => {
            let bytes = chunk(data, call.encoding.as_ref(), Encoding::Utf8, cx)?;
            if bytes.as_slice().is_empty() && call.descriptor.is_some() {
                return Err(lonely_descriptor());
            }
            with(stream, cx, |state| {
                if let Some(attempt) = &mut state.io.attempt {
                    // Descriptors travel over UNIX sockets only; elsewhere they are ignored (manual, Streams).
                    if let Some(raw) = call.descriptor.filter(|_| state.io.family == Family::Unix) {
                        attempt.descriptors.push((attempt.queue.len(), raw));
                    }
                    attempt.queue.extend_from_slice(bytes.as_slice());
                    state.io.need_drain = true;
                    state.written.extend(call.callback);
                }
            });
            Ok(false)
        }
        Way::Open(handle, unix) => {
            let descriptor = call.descriptor.filter(|_| unix);
            let (outcome, len) = send(handle, data, call.encoding.as_ref(), descriptor, cx)?;
            match outcome {
                Ok(outcome) => {
                    wrote(stream, handle, len, outcome, call.callback, cx);
                    Ok(outcome == WriteOutcome::Flushed)
                }
                Err(failure) => {
                    let exception = crate::error::object(&failure, cx);
                    destroy(stream, Some(exception.into()), cx)?;
                    Ok(false)
                }
            }
        }
    }
}

/// Takes what a pump brings.
pub(super) fn take(stream: &JsObject, bytes: Bytes, cx: &mut Context) -> JsResult<Taken> {
    let state = with(stream, cx, |state| {
        let io = &mut state.io;
        match (io.writable, io.phase, io.handle) {
            (true, StreamPhase::Open, Some(handle)) => Some(handle),
            _ => None,
        }
    });
    let Some(handle) = state.flatten() else {
        let opening = with(stream, cx, |state| state.io.writable && state.io.phase == StreamPhase::Opening);
        return Ok(if opening == Some(true) { Taken::Declined(bytes) } else { Taken::Gone });
    };
    let outcome = host(cx).reactor.borrow_mut().write(handle, &bytes);
    match outcome {
        Ok(outcome) => {
            wrote(stream, handle, bytes.len(), outcome, None, cx);
            Ok(if outcome == WriteOutcome::Flushed { Taken::Flushed } else { Taken::Queued })
        }
        Err(failure) => {
            let exception = crate::error::object(&failure, cx);
            destroy(stream, Some(exception.into()), cx)?;
            Ok(Taken::Queued)
        }
    }
}

/// Hands the data to the reactor. Answers what the reactor said, and how many bytes it was.
fn send(
    handle: HandleId,
    data: &JsValue,
    encoding: Option<&JsValue>,
    descriptor: Option<i32>,
    cx: &mut Context,
) -> JsResult<(Result<WriteOutcome, SystemError>, usize)> {
    let host = host(cx);
    with_chunk(data, encoding, Encoding::Utf8, cx, |bytes| {
        let mut reactor = host.reactor.borrow_mut();
        let outcome = match descriptor {
            Some(_) if bytes.is_empty() => return Err(lonely_descriptor()),
            Some(raw) => reactor.write_fd(handle, bytes, raw),
            None => reactor.write(handle, bytes),
        };
        Ok((outcome, bytes.len()))
    })?
}

fn lonely_descriptor() -> JsError {
    error("a descriptor travels with at least one byte of data")
}

/// Notes a write that the reactor took.
fn wrote(
    stream: &JsObject,
    handle: HandleId,
    len: usize,
    outcome: WriteOutcome,
    callback: Option<JsFunction>,
    cx: &mut Context,
) {
    let mut now = callback;
    let rearm = with(stream, cx, |state| {
        state.io.bytes_written += len as u64;
        if outcome == WriteOutcome::Queued {
            state.io.need_drain = true;
            state.written.extend(now.take());
        }
        std::mem::take(&mut state.io.idle).then_some(state.io.timeout_ms)
    });
    if let Some(timeout_ms) = rearm.flatten() {
        host(cx).reactor.borrow_mut().set_timeout(handle, timeout_ms);
    }
    if let Some(callback) = now {
        host(cx).next_tick(callback, Vec::new());
    }
}

/// The end of the writing side.
pub(super) fn finish(stream: &JsObject, cx: &mut Context) {
    let before = with(stream, cx, |state| {
        let io = &mut state.io;
        io.ended = true;
        io.writable = false;
        let done = !io.readable && io.phase == StreamPhase::Open;
        if io.phase == StreamPhase::Open { io.handle.map(|handle| (handle, done)) } else { None }
    });
    if let Some((handle, done)) = before.flatten() {
        let host = host(cx);
        let mut reactor = host.reactor.borrow_mut();
        if done { reactor.close_after_flush(handle) } else { reactor.shutdown(handle) }
    }
}
