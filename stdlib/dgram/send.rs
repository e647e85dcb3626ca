//! `socket.send`: a datagram out, at once where its address needs no look-up.

use std::net::SocketAddr;

use noderu_glue::prelude::*;
use noderu_runtime::resolver::{LookupResult, Request};
use noderu_runtime::{Address, HandleId, SendOutcome, SystemError};

use crate::buffer::{Encoding, chunk, with_chunk};
use crate::dns::{addresses, lookup_error};
use crate::events;
use crate::host::host;

use super::address::{literal, path, port};
use super::deliver::emit_later;
use super::state::{SocketKind, SocketPhase, Unsent, running, with};

/// `socket.send(buf, offset, length, path, [callback])`, `socket.send(buf, offset, length, port, address, [callback])`;
/// today's forms without offset and length. The callback gets (err, bytes) on a later tick.
pub(super) fn send(this: &JsValue, args: &[JsValue], cx: &mut Context) -> JsResult<JsValue> {
    let (socket, kind, handle) = running(this, cx)?;
    let data = args.get_or_undefined(0);
    let long = args.get_or_undefined(1).is_number() && args.get_or_undefined(2).is_number();
    let range = if long { Some((count(&args[1], "offset")?, count(&args[2], "length")?)) } else { None };
    let rest = args.get(if long { 3 } else { 1 }..).unwrap_or_default();
    let callback = rest.iter().rev().find_map(JsValue::as_function);
    let to = match destination(&socket, kind, rest, cx)? {
        Destination::Address(to) => to,
        Destination::Name(name, port) => {
            let mut bytes = chunk(data, None, Encoding::Utf8, cx)?.into_vec();
            if let Some((offset, length)) = range {
                bytes = part(&bytes, offset, length)?.to_vec();
            }
            with(&socket, cx, |state| state.io.looking_up += 1);
            let request = Request::Addresses { name: name.clone(), family: Some(kind.family()) };
            host(cx).look_up(request, move |found, cx| {
                let failed = resolved(&socket, found, (&name, port), &bytes, callback, cx);
                // A socket that was closed meanwhile has waited for this.
                let done = with(&socket, cx, |state| {
                    state.io.looking_up -= 1;
                    state.io.handle.filter(|_| state.io.phase == SocketPhase::Closing && state.io.looking_up == 0)
                });
                if let Some(handle) = done.flatten() {
                    host(cx).reactor.borrow_mut().close_after_flush(handle);
                }
                failed
            });
            return Ok(JsValue::undefined());
        }
    };
    let host = host(cx);
    let outcome = with_chunk(data, None, Encoding::Utf8, cx, |bytes| {
        let bytes = match range {
            Some((offset, length)) => part(bytes, offset, length)?,
            None => bytes,
        };
        JsResult::Ok(host.reactor.borrow_mut().send_to(handle, bytes, &to))
    })??;
    finish(&socket, handle, outcome, callback, cx)?;
    Ok(JsValue::undefined())
}

enum Destination {
    Address(Address),
    /// A host to look up, and the port.
    Name(String, u16),
}

/// Where a datagram goes: the first of `rest`, and for UDP the second.
fn destination(socket: &JsObject, kind: SocketKind, rest: &[JsValue], cx: &mut Context) -> JsResult<Destination> {
    let first = rest.first().cloned().unwrap_or_default();
    if kind == SocketKind::Unix {
        let text = first.as_string().ok_or_else(|| {
            type_error("unix_dgram sockets must send to a path in the filesystem: send(buf, offset, length, path)")
        })?;
        return Ok(Destination::Address(Address::Unix(Some(path(&text)?))));
    }
    let name = rest.get(1).and_then(JsValue::as_string).ok_or_else(|| {
        let kind = kind.name();
        type_error(format!(
            "{kind} sockets must send to a port and an address: send(buf, offset, length, port, address)"
        ))
    })?;
    let port = port(&first, cx)?;
    // Most datagrams reply to another, and the string is the one that 'message' came with.
    let last = with(socket, cx, |state| match &state.io.last_sender {
        Some((address, text)) if *text == name => Some(*address),
        _ => None,
    });
    if let Some(mut address) = last.flatten() {
        address.set_port(port);
        return Ok(Destination::Address(Address::Tcp(address)));
    }
    let name = text(&name);
    Ok(match literal(&name, port, cx) {
        Some(address) => Destination::Address(Address::Tcp(address)),
        None => Destination::Name(name, port),
    })
}

fn count(value: &JsValue, what: &str) -> JsResult<usize> {
    match value.as_number() {
        Some(number) if number >= 0.0 && number.fract() == 0.0 => Ok(number as usize),
        _ => Err(range_error(format!("the {what} is a whole number from 0 up, not {}", value.display()))),
    }
}

fn part(bytes: &[u8], offset: usize, length: usize) -> JsResult<&[u8]> {
    let end = offset.checked_add(length).filter(|end| *end <= bytes.len());
    end.map(|end| &bytes[offset..end]).ok_or_else(|| {
        range_error(format!("offset {offset} and length {length} reach beyond the buffer's {} bytes", bytes.len()))
    })
}

/// The host of a datagram was looked up.
fn resolved(
    socket: &JsObject,
    found: LookupResult,
    (name, port): (&str, u16),
    bytes: &[u8],
    callback: Option<JsFunction>,
    cx: &mut Context,
) -> JsResult<()> {
    let address = match addresses(found) {
        Ok(addresses) => SocketAddr::new(addresses[0], port),
        Err(failure) => {
            let exception = lookup_error(&failure, name, cx);
            return report(socket, exception, callback, cx);
        }
    };
    let Some(handle) = with(socket, cx, |state| state.io.handle).flatten() else { return Ok(()) };
    let outcome = host(cx).reactor.borrow_mut().send_to(handle, bytes, &Address::Tcp(address));
    finish(socket, handle, outcome, callback, cx)
}

/// Calls the callback with what became of a datagram, or keeps it until that is known.
fn finish(
    socket: &JsObject,
    handle: HandleId,
    outcome: Result<SendOutcome, SystemError>,
    callback: Option<JsFunction>,
    cx: &mut Context,
) -> JsResult<()> {
    match (outcome, callback) {
        (Ok(SendOutcome::Sent(_)), None) | (Ok(SendOutcome::Queued(_)), None) => Ok(()),
        (Ok(SendOutcome::Sent(len)), Some(callback)) => {
            host(cx).next_tick(callback, vec![JsValue::null(), (len as f64).into()]);
            Ok(())
        }
        (Ok(SendOutcome::Queued(serial)), Some(callback)) => {
            with(socket, cx, |state| state.unsent.push_back(Unsent { handle, serial, callback }));
            Ok(())
        }
        (Err(failure), callback) => {
            let exception = crate::error::object(&failure, cx);
            report(socket, exception, callback, cx)
        }
    }
}

/// A datagram that could not be sent: to its callback, or to who listens to 'error'. Without either it is lost in
/// silence, as a datagram may be anywhere on its way.
pub(super) fn report(
    socket: &JsObject,
    exception: JsObject,
    callback: Option<JsFunction>,
    cx: &mut Context,
) -> JsResult<()> {
    let event = js_string!("error");
    if let Some(callback) = callback {
        host(cx).next_tick(callback, vec![exception.into()]);
    } else if events::has_listeners(socket, &event, cx) {
        return emit_later(socket, event, &[exception.into()], cx);
    }
    Ok(())
}
