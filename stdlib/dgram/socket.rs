//! The class dgram.Socket: made, bound, closed.
//!
//! A UDP socket listens as soon as it is made (the manual), on a port of the system's choice unless `bind` names one in
//! the same tick. A `bind` that comes later still gets its port: the socket is opened anew, options included. A UNIX
//! socket listens after `bind` only, and does not keep the program running before.

use std::collections::VecDeque;
use std::net::{IpAddr, Ipv4Addr, Ipv6Addr, SocketAddr};

use noderu_glue::binding::{Class, install, install_accessors, set};
use noderu_glue::prelude::*;
use noderu_glue::state;
use noderu_runtime::resolver::{LookupResult, Request};
use noderu_runtime::{Address, DatagramOption, HandleId, Reactor, SystemError};

use crate::dns::{addresses, lookup_error};
use crate::error::{object as system_error, thrown};
use crate::events;
use crate::host::host;

use super::address::{describe, literal, path, port};
use super::deliver::{deliver, emit_later};
use super::state::{SocketIo, SocketKind, SocketPhase, SocketState, receiver, running, with};
use super::{options, send};

const METHODS: &[Method] = &[
    method("bind", 2, bind),
    method("send", 6, send::send),
    method("close", 0, close),
    method("address", 0, address_method),
    method("setBroadcast", 1, options::set_broadcast),
    method("setTTL", 1, options::set_ttl),
    method("setMulticastTTL", 1, options::set_multicast_ttl),
    method("setMulticastLoopback", 1, options::set_multicast_loopback),
    method("addMembership", 2, options::add_membership),
    method("dropMembership", 2, options::drop_membership),
    method("ref", 0, |this, _, cx| hold_loop(this, true, cx)),
    method("unref", 0, |this, _, cx| hold_loop(this, false, cx)),
];

const ACCESSORS: &[Accessor] = &[readonly("fd", fd)];

/// Makes the class.
pub(super) fn class(emitter: &JsObject, cx: &mut Context) -> JsResult<Class> {
    let class = constructor("Socket", 2, init, Some(emitter), cx)?;
    install(&class.prototype, METHODS, cx);
    install_accessors(&class.prototype, ACCESSORS, cx);
    Ok(class)
}

/// `new dgram.Socket(type, [listener])`; today's `{type, reuseAddr}` in place of the type.
fn init(this: &JsValue, args: &[JsValue], cx: &mut Context) -> JsResult<JsValue> {
    let Some(socket) = this.as_object() else {
        return Err(type_error("dgram.Socket was called on something that is no object"));
    };
    let mut name = args.get_or_undefined(0).clone();
    let mut initial = Vec::new();
    if let Some(given) = name.as_object() {
        name = given.get(js_string!("type"), cx)?;
        if given.get(js_string!("reuseAddr"), cx)?.to_boolean() {
            initial.push(DatagramOption::ReuseAddress(true));
        }
    }
    let name = to_text(&name, cx)?;
    let kind = [SocketKind::Udp4, SocketKind::Udp6, SocketKind::Unix].into_iter().find(|kind| kind.name() == name);
    let kind = kind.ok_or_else(|| {
        error(format!("Bad socket type specified ({name}).  Valid types are: unix_dgram, udp4, udp6"))
    })?;
    let handle = open(&mut host(cx).reactor.borrow_mut(), kind, &initial).map_err(|failure| thrown(&failure, cx))?;
    let io = SocketIo {
        kind,
        handle: Some(handle),
        phase: SocketPhase::Unbound,
        looking_up: 0,
        options: initial,
        last_sender: None,
    };
    state::attach(&socket, SocketState { io, unsent: VecDeque::new() }, cx);
    set(&socket, "type", JsString::from(kind.name()));
    host(cx).adopt(handle, &socket, deliver);
    if let Some(listener) = callback(args, 1) {
        events::on(&socket, &js_string!("message"), listener, cx)?;
    }
    if kind != SocketKind::Unix {
        let callback = super::shared(cx)?.announce;
        host(cx).next_tick(callback, vec![socket.into()]);
    }
    Ok(JsValue::undefined())
}

/// A handle that reads, with these options.
fn open(reactor: &mut Reactor, kind: SocketKind, options: &[DatagramOption]) -> Result<HandleId, SystemError> {
    let handle = match kind {
        SocketKind::Unix => reactor.open_unix_datagram()?,
        SocketKind::Udp4 | SocketKind::Udp6 => reactor.open_udp(kind == SocketKind::Udp6)?,
    };
    for option in options {
        if let Err(failure) = reactor.set_datagram_option(handle, *option) {
            reactor.close(handle);
            return Err(failure);
        }
    }
    if kind == SocketKind::Unix {
        reactor.set_ref(handle, false);
    }
    reactor.read_start(handle);
    Ok(handle)
}

/// The tick after a UDP socket was made: it listens, wherever the program has not bound it meanwhile.
pub(super) fn announce(_: &JsValue, args: &[JsValue], cx: &mut Context) -> JsResult<JsValue> {
    let Some(socket) = args.get_or_undefined(0).as_object() else { return Ok(JsValue::undefined()) };
    let unbound = with(&socket, cx, |state| {
        let io = &state.io;
        io.handle.filter(|_| io.phase == SocketPhase::Unbound).map(|handle| (handle, io.kind))
    });
    if let Some((handle, kind)) = unbound.flatten() {
        // EINVAL: a datagram was sent already, for which the system has bound it.
        let _ = host(cx).reactor.borrow_mut().bind_udp(handle, SocketAddr::new(unspecified(kind), 0));
        events::emit(&socket, &js_string!("listening"), &[], cx)?;
    }
    Ok(JsValue::undefined())
}

/// `socket.bind(path)`, `socket.bind(port, [address])`; today's callback, and `{port, address}`. 'listening' follows.
///
/// # Errors
/// What bind(2) says, when nobody listens to 'error' (otherwise that event follows).
fn bind(this: &JsValue, args: &[JsValue], cx: &mut Context) -> JsResult<JsValue> {
    let (socket, kind, handle) = running(this, cx)?;
    let unbound = with(&socket, cx, |state| state.io.phase == SocketPhase::Unbound) == Some(true);
    if !unbound {
        return Err(error("Socket is already bound"));
    }
    let callback = args.iter().find_map(JsValue::as_function);
    let first = args.get_or_undefined(0);
    if kind == SocketKind::Unix {
        let text = first
            .as_string()
            .ok_or_else(|| type_error("unix_dgram sockets must be bound to a path in the filesystem"))?;
        let path = path(&text)?;
        let bound = host(cx).reactor.borrow_mut().bind_unix_datagram(handle, &path);
        if bound.is_ok() {
            host(cx).reactor.borrow_mut().set_ref(handle, true);
        }
        finish_bind(&socket, bound, callback, cx)?;
        return Ok(this.clone());
    }
    let (mut number, mut name) = (first.clone(), args.get_or_undefined(1).clone());
    if let Some(given) = first.as_object().filter(|object| !object.is_callable()) {
        number = given.get(js_string!("port"), cx)?;
        name = given.get(js_string!("address"), cx)?;
    }
    let port = if number.is_null_or_undefined() || number.is_callable() { 0 } else { port(&number, cx)? };
    if name.is_null_or_undefined() || name.is_callable() {
        let bound = bind_udp(&socket, SocketAddr::new(unspecified(kind), port), cx);
        finish_bind(&socket, bound, callback, cx)?;
        return Ok(this.clone());
    }
    let name = to_text(&name, cx)?;
    if let Some(address) = literal(&name, port, cx) {
        let bound = bind_udp(&socket, address, cx);
        finish_bind(&socket, bound, callback, cx)?;
        return Ok(this.clone());
    }
    let target = socket.clone();
    let request = Request::Addresses { name: name.clone(), family: Some(kind.family()) };
    let lookup = host(cx).look_up(request, move |found, cx| bind_resolved(&target, found, &name, port, callback, cx));
    with(&socket, cx, |state| state.io.phase = SocketPhase::Binding(lookup));
    Ok(this.clone())
}

fn bind_resolved(
    socket: &JsObject,
    found: LookupResult,
    name: &str,
    port: u16,
    callback: Option<JsFunction>,
    cx: &mut Context,
) -> JsResult<()> {
    with(socket, cx, |state| state.io.phase = SocketPhase::Unbound);
    match addresses(found) {
        Ok(addresses) => {
            let bound = bind_udp(socket, SocketAddr::new(addresses[0], port), cx);
            finish_bind(socket, bound, callback, cx)
        }
        Err(failure) => {
            let exception = lookup_error(&failure, name, cx);
            report(socket, exception, cx)
        }
    }
}

/// Binds the socket. One that the system has bound already is opened anew: a port cannot be changed.
fn bind_udp(socket: &JsObject, address: SocketAddr, cx: &mut Context) -> Result<(), SystemError> {
    let state = with(socket, cx, |state| (state.io.kind, state.io.handle, state.io.options.clone()));
    let Some((kind, Some(handle), options)) = state else { return Ok(()) };
    let host = host(cx);
    let bound = host.reactor.borrow_mut().bind_udp(handle, address);
    if !matches!(&bound, Err(failure) if failure.errno.name() == "EINVAL") {
        return bound;
    }
    let fresh = open(&mut host.reactor.borrow_mut(), kind, &options)?;
    if let Err(failure) = host.reactor.borrow_mut().bind_udp(fresh, address) {
        host.reactor.borrow_mut().close(fresh);
        return Err(failure);
    }
    with(socket, cx, |state| state.io.handle = Some(fresh));
    host.adopt(fresh, socket, deliver);
    let mut reactor = host.reactor.borrow_mut();
    reactor.read_stop(handle);
    reactor.close_after_flush(handle);
    Ok(())
}

fn finish_bind(
    socket: &JsObject,
    bound: Result<(), SystemError>,
    callback: Option<JsFunction>,
    cx: &mut Context,
) -> JsResult<()> {
    if let Err(failure) = bound {
        let exception = system_error(&failure, cx);
        return report(socket, exception, cx);
    }
    with(socket, cx, |state| state.io.phase = SocketPhase::Bound);
    if let Some(callback) = callback {
        let once = socket.get(js_string!("once"), cx)?;
        let once = once.as_function().ok_or_else(|| type_error("the socket has no method once"))?;
        once.call(&socket.clone().into(), &[js_string!("listening").into(), callback.into()], cx)?;
    }
    emit_later(socket, js_string!("listening"), &[], cx)
}

/// 'error' when somebody listens, else thrown.
fn report(socket: &JsObject, exception: JsObject, cx: &mut Context) -> JsResult<()> {
    let event = js_string!("error");
    if events::has_listeners(socket, &event, cx) {
        return emit_later(socket, event, &[exception.into()], cx);
    }
    Err(JsError::from_opaque(exception.into()))
}

/// `socket.close()`: no more 'message'. What was given to `send` still goes out, look-ups included; then 'close'.
fn close(this: &JsValue, args: &[JsValue], cx: &mut Context) -> JsResult<JsValue> {
    let (socket, _, handle) = running(this, cx)?;
    if let Some(callback) = callback(args, 0) {
        events::on(&socket, &js_string!("close"), callback, cx)?;
    }
    let before = with(&socket, cx, |state| {
        let before = std::mem::replace(&mut state.io.phase, SocketPhase::Closing);
        (before, state.io.looking_up)
    });
    let host = host(cx);
    if let Some((SocketPhase::Binding(lookup), _)) = before {
        host.cancel_look_up(lookup);
    }
    let mut reactor = host.reactor.borrow_mut();
    reactor.read_stop(handle);
    if before.is_none_or(|(_, looking_up)| looking_up == 0) {
        reactor.close_after_flush(handle);
    }
    Ok(JsValue::undefined())
}

/// `socket.address()`
fn address_method(this: &JsValue, _: &[JsValue], cx: &mut Context) -> JsResult<JsValue> {
    let (_, kind, handle) = running(this, cx)?;
    let local = host(cx).reactor.borrow().local_addr(handle);
    let local = if kind == SocketKind::Unix { local.or(Some(Address::Unix(None))) } else { local };
    Ok(describe(local, cx).into())
}

fn hold_loop(this: &JsValue, on: bool, cx: &mut Context) -> JsResult<JsValue> {
    if let (_, _, Some(handle)) = receiver(this, cx)? {
        host(cx).reactor.borrow_mut().set_ref(handle, on);
    }
    Ok(this.clone())
}

/// The descriptor's number while it is open, null otherwise.
fn fd(this: &JsValue, _: &[JsValue], cx: &mut Context) -> JsResult<JsValue> {
    let Some(object) = this.as_object() else { return Ok(JsValue::undefined()) };
    let Some(live) = with(&object, cx, |state| state.io.live()) else { return Ok(JsValue::undefined()) };
    let raw = live.and_then(|handle| host(cx).reactor.borrow().raw_fd(handle));
    Ok(raw.map_or(JsValue::null(), JsValue::from))
}

fn unspecified(kind: SocketKind) -> IpAddr {
    if kind == SocketKind::Udp6 { Ipv6Addr::UNSPECIFIED.into() } else { Ipv4Addr::UNSPECIFIED.into() }
}
