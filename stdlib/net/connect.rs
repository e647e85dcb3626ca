//! Connecting: arguments, the look-up of the name, and one address after the other until one accepts.

use std::net::{Ipv4Addr, SocketAddr};

use noderu_glue::prelude::*;
use noderu_runtime::proto::text::StreamDecoder;
use noderu_runtime::resolver::{LookupResult, Request};
use noderu_runtime::{HandleId, SystemError, WriteOutcome};

use crate::dns::{addresses, lookup_error};
use crate::host::host;

use super::address::{Endpoint, literal, ordered, place};
use super::deliver::{close_later, native};
use super::emit::{emit_later, once};
use super::server;
use super::state::{Attempt, Family, StreamPhase, StreamState, receiver, with};

/// `net.createConnection(port, [host])`, `net.createConnection(path)`; today's `net.connect` and its options object.
pub(super) fn create(_: &JsValue, args: &[JsValue], cx: &mut Context) -> JsResult<JsValue> {
    let stream = native(StreamState::closed(), cx)?;
    if let Some(options) = args.get_or_undefined(0).as_object() {
        let half_open = options.get(js_string!("allowHalfOpen"), cx)?;
        if !half_open.is_undefined() {
            with(&stream, cx, |state| state.io.allow_half_open = half_open.to_boolean());
        }
    }
    begin(&stream, args, cx)?;
    Ok(stream.into())
}

/// `stream.connect(port, [host], [callback])` and its other forms. A stream that was closed may connect again.
pub(super) fn connect(this: &JsValue, args: &[JsValue], cx: &mut Context) -> JsResult<JsValue> {
    let stream = receiver(this, cx)?;
    begin(&stream, args, cx)?;
    Ok(this.clone())
}

/// Begins to connect.
///
/// # Errors
/// Arguments that name no place, or a stream that is open.
pub fn begin(stream: &JsObject, args: &[JsValue], cx: &mut Context) -> JsResult<()> {
    let Some(place) = place(args, cx)? else {
        return Err(type_error("connect() needs a port or the path of a UNIX socket"));
    };
    if with(stream, cx, |state| matches!(state.io.phase, StreamPhase::Open | StreamPhase::Opening)).unwrap_or(false) {
        return Err(error("Stream already opened"));
    }
    if let Some(callback) = args.iter().skip(1).find_map(JsValue::as_function) {
        once(stream, js_string!("connect"), callback, cx)?;
    }
    let serial = prepare(stream, matches!(place, Endpoint::Path(_)), cx);
    let result = match place {
        Endpoint::Path(path) => {
            let begun = host(cx).reactor.borrow_mut().connect_unix(&path);
            begun.map(|handle| attached(stream, handle, None, cx))
        }
        Endpoint::Port { port, host: None } => {
            try_address(stream, SocketAddr::new(Ipv4Addr::LOCALHOST.into(), port), cx)
        }
        Endpoint::Port { port, host: Some(name) } => match literal(&name) {
            Some(address) => try_address(stream, SocketAddr::new(address, port), cx),
            None => {
                look_up(stream, serial, name, port, cx);
                Ok(())
            }
        },
    };
    match result {
        Ok(()) => Ok(()),
        Err(failure) => {
            let exception = crate::error::object(&failure, cx);
            fail_later(stream, exception, cx)
        }
    }
}

/// A fresh attempt; what belonged to the last connection is forgotten.
fn prepare(stream: &JsObject, unix: bool, cx: &mut Context) -> u32 {
    let prepared = with(stream, cx, |state| {
        let io = &mut state.io;
        if io.phase == StreamPhase::Closing {
            io.reset();
        }
        let left = std::mem::take(&mut io.counted).then(|| state.server.take()).flatten();
        io.phase = StreamPhase::Opening;
        io.family = if unix { Family::Unix } else { Family::None };
        io.readable = true;
        io.writable = true;
        io.ended = false;
        io.peer = None;
        io.bytes_read = 0;
        io.bytes_written = 0;
        io.decoding = io.decoding.map(|decoding| StreamDecoder::new(decoding.encoding()));
        io.attempts = io.attempts.wrapping_add(1);
        io.attempt = Some(Box::new(Attempt { serial: io.attempts, ..Attempt::default() }));
        (io.attempts, left)
    });
    let (serial, left) = prepared.unwrap_or_default();
    if let Some(server) = left {
        server::connection_closed(&server, cx);
    }
    serial
}

fn look_up(stream: &JsObject, serial: u32, name: String, port: u16, cx: &mut Context) {
    let target = stream.clone();
    let request = Request::Addresses { name: name.clone(), family: None };
    let lookup = host(cx).look_up(request, move |found, cx| looked_up(&target, serial, (&name, port), found, cx));
    with(stream, cx, |state| {
        if let Some(attempt) = &mut state.io.attempt {
            attempt.lookup = Some(lookup);
        }
    });
}

fn looked_up(
    stream: &JsObject,
    serial: u32,
    (name, port): (&str, u16),
    found: LookupResult,
    cx: &mut Context,
) -> JsResult<()> {
    let current = with(stream, cx, |state| match &mut state.io.attempt {
        Some(attempt) if attempt.serial == serial => {
            attempt.lookup = None;
            true
        }
        _ => false,
    });
    if current != Some(true) {
        return Ok(());
    }
    let exception = match addresses(found).and_then(|addresses| ordered(addresses, port)) {
        Ok((first, rest)) => {
            with(stream, cx, |state| {
                if let Some(attempt) = &mut state.io.attempt {
                    attempt.addresses.extend(rest);
                }
            });
            match try_address(stream, first, cx) {
                Ok(()) => return Ok(()),
                Err(failure) => crate::error::object(&failure, cx),
            }
        }
        Err(failure) => lookup_error(&failure, name, cx),
    };
    fail_later(stream, exception, cx)
}

/// Begins to connect to `address`, or to the next one when connect(2) refuses it at once.
fn try_address(stream: &JsObject, mut address: SocketAddr, cx: &mut Context) -> Result<(), SystemError> {
    loop {
        let begun = host(cx).reactor.borrow_mut().connect_tcp(address);
        match begun {
            Ok(handle) => {
                attached(stream, handle, Some(address), cx);
                return Ok(());
            }
            Err(failure) => address = next(stream, cx).ok_or(failure)?,
        }
    }
}

fn next(stream: &JsObject, cx: &mut Context) -> Option<SocketAddr> {
    with(stream, cx, |state| state.io.attempt.as_mut()?.addresses.pop_front()).flatten()
}

/// The reactor has begun to connect this handle.
fn attached(stream: &JsObject, handle: HandleId, peer: Option<SocketAddr>, cx: &mut Context) {
    let told = with(stream, cx, |state| {
        let io = &mut state.io;
        io.handle = Some(handle);
        if let Some(peer) = peer {
            io.family = Family::of(&peer);
            io.peer = Some(peer);
        }
        (io.timeout_ms, io.protocol)
    });
    let (timeout_ms, protocol) = told.unwrap_or_default();
    let host = host(cx);
    host.adopt(handle, stream, protocol.map_or(super::deliver, |protocol| protocol.deliver));
    if timeout_ms != 0 {
        host.reactor.borrow_mut().set_timeout(handle, timeout_ms);
    }
}

/// The current address failed: goes on with the next, if there is one. The failed handle's `Closed` is nobody's then.
pub(super) fn next_address(stream: &JsObject, failed: HandleId, cx: &mut Context) -> bool {
    let Some(address) = next(stream, cx) else { return false };
    if try_address(stream, address, cx).is_err() {
        return false;
    }
    host(cx).disown(failed);
    true
}

/// Sets the options and writes the bytes that waited for the connection.
pub(super) fn release(handle: HandleId, attempt: Attempt, cx: &Context) -> Result<WriteOutcome, SystemError> {
    let host = host(cx);
    let mut reactor = host.reactor.borrow_mut();
    if let Some(on) = attempt.no_delay {
        reactor.set_nodelay(handle, on)?;
    }
    if let Some((on, delay)) = attempt.keep_alive {
        reactor.set_keepalive(handle, on, delay)?;
    }
    if attempt.descriptors.is_empty() {
        return reactor.write_owned(handle, attempt.queue);
    }
    let mut outcome = WriteOutcome::Flushed;
    let mut done = 0;
    for (index, &(at, raw)) in attempt.descriptors.iter().enumerate() {
        let until = attempt.descriptors.get(index + 1).map_or(attempt.queue.len(), |next| next.0);
        if done < at {
            reactor.write(handle, &attempt.queue[done..at])?;
        }
        // What the last write says holds for those before it.
        outcome = reactor.write_fd(handle, &attempt.queue[at..until], raw)?;
        done = until;
    }
    Ok(outcome)
}

/// The attempt is over before there was a connection: 'error' and 'close' on later ticks.
fn fail_later(stream: &JsObject, exception: JsObject, cx: &mut Context) -> JsResult<()> {
    with(stream, cx, |state| state.io.closing(true));
    emit_later(stream, js_string!("error"), &[exception.into()], cx)?;
    close_later(stream, cx)
}
