//! `server.listen` in all its forms.

use std::net::{IpAddr, Ipv4Addr, SocketAddr};

use noderu_glue::prelude::*;
use noderu_runtime::resolver::{Request, ResolveError};
use noderu_runtime::{HandleId, Reactor, SystemError};

use crate::dns::{addresses, lookup_error};
use crate::events;
use crate::host::host;

use super::address::{Endpoint, literal, ordered, place};
use super::emit::{emit_later, once};
use super::server::{ServerPhase, receiver, with};
use super::state::Family;
use super::stream::descriptor;

/// The queue of connections that the kernel keeps until they are accepted; it caps this at `net.core.somaxconn`.
const BACKLOG: u32 = 511;

/// What a call of `listen` asks for.
pub struct Listen {
    /// Where.
    pub at: Target,
    /// How many connections may wait to be accepted.
    pub backlog: u32,
    /// Called once when the server is bound.
    pub callback: Option<JsFunction>,
}

/// Where to listen.
pub enum Target {
    /// On a new socket.
    Endpoint(Endpoint),
    /// On a descriptor that is bound already.
    Descriptor(i32),
}

/// `server.listen(port, [host], [callback])`, `(path, [callback])`, `()`.
pub(super) fn listen(this: &JsValue, args: &[JsValue], cx: &mut Context) -> JsResult<JsValue> {
    let server = receiver(this, cx)?;
    let how = listen_arguments(args, cx)?;
    start_listening(&server, how, cx)?;
    Ok(this.clone())
}

/// `server.listenFD(fd)`: on a socket that bind(2) and listen(2) were called on.
pub(super) fn listen_fd(this: &JsValue, args: &[JsValue], cx: &mut Context) -> JsResult<JsValue> {
    let server = receiver(this, cx)?;
    let raw = descriptor(args.get_or_undefined(0))?;
    let callback = args.iter().rev().find_map(JsValue::as_function);
    start_listening(&server, Listen { at: Target::Descriptor(raw), backlog: BACKLOG, callback }, cx)?;
    Ok(this.clone())
}

/// Reads the arguments of `listen`: `(port, [host], [backlog], [callback])`, `(path, ..)`, `({port, host, path, fd,
/// backlog}, ..)`, and nothing or only a callback for a port that the system chooses.
///
/// # Errors
/// A port out of range, or a first argument that is no place.
pub fn listen_arguments(args: &[JsValue], cx: &mut Context) -> JsResult<Listen> {
    let callback = args.iter().rev().find_map(JsValue::as_function);
    let mut backlog = args.iter().skip(1).find_map(JsValue::as_number);
    if let Some(options) = args.first().and_then(JsValue::as_object).filter(|object| !object.is_callable()) {
        backlog = options.get(js_string!("backlog"), cx)?.as_number().or(backlog);
        let fd = options.get(js_string!("fd"), cx)?;
        if fd.is_number() {
            return Ok(Listen { at: Target::Descriptor(descriptor(&fd)?), backlog: BACKLOG, callback });
        }
    }
    let backlog = backlog.filter(|backlog| *backlog >= 1.0).map_or(BACKLOG, |backlog| backlog as u32);
    let place = place(args, cx)?.unwrap_or(Endpoint::Port { port: 0, host: None });
    Ok(Listen { at: Target::Endpoint(place), backlog, callback })
}

/// Binds the server. 'listening' follows on the next tick, or when the host name is looked up.
///
/// # Errors
/// `Server already opened`; what bind(2) says, when nobody listens to 'error' (otherwise that event follows).
pub fn start_listening(server: &JsObject, how: Listen, cx: &mut Context) -> JsResult<()> {
    if with(server, cx, |io| matches!(io.phase, ServerPhase::Opening | ServerPhase::Listening)).unwrap_or(false) {
        return Err(error("Server already opened"));
    }
    let Listen { at, backlog, callback } = how;
    let result = match at {
        Target::Descriptor(raw) => open_descriptor(&mut host(cx).reactor.borrow_mut(), raw),
        Target::Endpoint(Endpoint::Path(path)) => host(cx).reactor.borrow_mut().listen_unix(&path, backlog),
        Target::Endpoint(Endpoint::Port { port, host: None }) => {
            bind(IpAddr::V4(Ipv4Addr::UNSPECIFIED), port, backlog, cx)
        }
        Target::Endpoint(Endpoint::Port { port, host: Some(name) }) => match literal(&name) {
            Some(address) => bind(address, port, backlog, cx),
            None => {
                look_up(server, name, port, backlog, callback, cx);
                return Ok(());
            }
        },
    };
    bound(server, result, callback, cx)
}

fn open_descriptor(reactor: &mut Reactor, raw: i32) -> Result<HandleId, SystemError> {
    let owned = reactor.adopt_fd(raw)?;
    reactor.listen_fd(owned)
}

fn bind(address: IpAddr, port: u16, backlog: u32, cx: &Context) -> Result<HandleId, SystemError> {
    host(cx).reactor.borrow_mut().listen_tcp(SocketAddr::new(address, port), backlog)
}

fn look_up(server: &JsObject, name: String, port: u16, backlog: u32, callback: Option<JsFunction>, cx: &mut Context) {
    let serial = with(server, cx, |io| {
        io.phase = ServerPhase::Opening;
        io.serial = io.serial.wrapping_add(1);
        io.serial
    });
    let target = server.clone();
    let request = Request::Addresses { name: name.clone(), family: None };
    let lookup = host(cx).look_up(request, move |found, cx| {
        let result = addresses(found).and_then(|addresses| ordered(addresses, port));
        looked_up(&target, serial, &name, backlog, result, callback, cx)
    });
    with(server, cx, |io| io.lookup = Some(lookup));
}

fn looked_up(
    server: &JsObject,
    serial: Option<u32>,
    name: &str,
    backlog: u32,
    result: Result<(SocketAddr, Vec<SocketAddr>), ResolveError>,
    callback: Option<JsFunction>,
    cx: &mut Context,
) -> JsResult<()> {
    let current = with(server, cx, |io| {
        let current = io.phase == ServerPhase::Opening && Some(io.serial) == serial;
        if current {
            io.phase = ServerPhase::Idle;
            io.lookup = None;
        }
        current
    });
    if current != Some(true) {
        return Ok(());
    }
    let (first, rest) = match result {
        Ok(addresses) => addresses,
        Err(failure) => {
            let exception = lookup_error(&failure, name, cx);
            return report(server, exception, cx);
        }
    };
    let mut last = host(cx).reactor.borrow_mut().listen_tcp(first, backlog);
    for address in rest {
        // A name that has an address of a family the machine lacks still has its other ones.
        if !matches!(&last, Err(failure) if matches!(failure.errno.name(), "EADDRNOTAVAIL" | "EAFNOSUPPORT")) {
            break;
        }
        last = host(cx).reactor.borrow_mut().listen_tcp(address, backlog);
    }
    bound(server, last, callback, cx)
}

fn bound(
    server: &JsObject,
    result: Result<HandleId, SystemError>,
    callback: Option<JsFunction>,
    cx: &mut Context,
) -> JsResult<()> {
    let handle = match result {
        Ok(handle) => handle,
        Err(failure) => {
            let exception = crate::error::object(&failure, cx);
            return report(server, exception, cx);
        }
    };
    let (family, path) = match host(cx).reactor.borrow().local_addr(handle) {
        Some(noderu_runtime::Address::Tcp(address)) => (Family::of(&address), None),
        Some(noderu_runtime::Address::Unix(path)) => {
            (Family::Unix, path.map(|path| path.to_string_lossy().into_owned()))
        }
        None => (Family::None, None),
    };
    let kind = with(server, cx, |io| {
        io.handle = Some(handle);
        io.phase = ServerPhase::Listening;
        io.family = family;
        io.path = path;
        io.kind
    });
    if let Some(kind) = kind {
        (kind.bound)(handle, server, cx)?;
    }
    if let Some(callback) = callback {
        once(server, js_string!("listening"), callback, cx)?;
    }
    emit_later(server, js_string!("listening"), &[], cx)
}

/// A server that cannot listen: 'error' when somebody listens, else thrown (v0.2.0 threw always).
fn report(server: &JsObject, exception: JsObject, cx: &mut Context) -> JsResult<()> {
    let event = js_string!("error");
    if events::has_listeners(server, &event, cx) {
        emit_later(server, event, &[exception.into()], cx)
    } else {
        Err(JsError::from_opaque(exception.into()))
    }
}
