//! The class net.Server: what listens, whom it lets in, and when it is closed.

use std::net::SocketAddr;

use boa_engine::JsData;
use boa_gc::{Finalize, Trace};
use noderu_glue::binding::{Class, install, install_accessors};
use noderu_glue::prelude::*;
use noderu_glue::state;
use noderu_runtime::resolver::LookupId;
use noderu_runtime::{EventKind, HandleId, SystemError};

use crate::events;
use crate::host::host;
use crate::stderr;

use super::address;
use super::compat;
use super::deliver::{adopt_stream, native};
use super::emit::{emit, emit_later, once};
use super::listen::{listen, listen_fd};
use super::state::{Family, StreamPhase, StreamState, with as with_stream};

/// What becomes of a server's listener: net's makes net.Streams, http's speaks HTTP.
#[derive(Clone, Copy)]
pub struct ServerKind {
    /// Called when the listener is bound, before 'listening': adopts the handle.
    pub bound: fn(listener: HandleId, server: &JsObject, cx: &mut Context) -> JsResult<()>,
}

/// Where a server is in its life. A closed one can listen again.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum ServerPhase {
    /// Not running.
    Idle,
    /// Its host name is being looked up.
    Opening,
    Listening,
    /// `close` was called, 'close' is yet to come.
    Closing,
}

/// The state of a server.
#[derive(Trace, Finalize, JsData)]
pub(super) struct ServerState {
    #[unsafe_ignore_trace]
    pub(super) io: ServerIo,
}

/// Plain values only.
pub(super) struct ServerIo {
    pub(super) handle: Option<HandleId>,
    pub(super) phase: ServerPhase,
    pub(super) kind: ServerKind,
    pub(super) family: Family,
    /// The path as the program gave it.
    pub(super) path: Option<String>,
    pub(super) lookup: Option<LookupId>,
    /// Tells a look-up that ends late from the current one.
    pub(super) serial: u32,
    pub(super) connections: u32,
    pub(super) allow_half_open: bool,
}

const METHODS: &[Method] = &[
    method("listen", 3, listen),
    method("listenFD", 2, listen_fd),
    method("close", 1, close),
    method("address", 0, address_method),
];

const ACCESSORS: &[Accessor] = &[
    accessor("connections", connections, set_connections),
    readonly("fd", fd),
    readonly("type", kind),
    readonly("path", path),
];

const NET: ServerKind = ServerKind { bound };

/// Makes the class.
pub(super) fn class(emitter: &JsObject, cx: &mut Context) -> JsResult<Class> {
    let class = constructor("Server", 2, init, Some(emitter), cx)?;
    install(&class.prototype, METHODS, cx);
    install(&class.prototype, compat::SERVER_METHODS, cx);
    install_accessors(&class.prototype, ACCESSORS, cx);
    Ok(class)
}

/// `net.createServer([options], [connectionListener])`
pub(super) fn create(_: &JsValue, args: &[JsValue], cx: &mut Context) -> JsResult<JsValue> {
    let class = super::server_class(cx)?;
    Ok(class.constructor.construct(args, None, cx)?.into())
}

/// `new net.Server(..)`, and `net.Server.call(this, ..)` in a subclass.
fn init(this: &JsValue, args: &[JsValue], cx: &mut Context) -> JsResult<JsValue> {
    let Some(server) = this.as_object() else {
        return Err(type_error("net.Server was called on something that is no object"));
    };
    init_server(&server, NET, cx);
    for value in args.iter().take(2) {
        if let Some(listener) = value.as_function() {
            events::on(&server, &js_string!("connection"), listener, cx)?;
        } else if let Some(options) = value.as_object() {
            let half_open = options.get(js_string!("allowHalfOpen"), cx)?;
            if !half_open.is_undefined() {
                with(&server, cx, |io| io.allow_half_open = half_open.to_boolean());
            }
        } else if !value.is_null_or_undefined() {
            return Err(type_error("a connection listener is a function"));
        }
    }
    Ok(JsValue::undefined())
}

/// Gives an object the state of a server of this kind.
pub fn init_server(server: &JsObject, kind: ServerKind, cx: &mut Context) {
    let io = ServerIo {
        handle: None,
        phase: ServerPhase::Idle,
        kind,
        family: Family::None,
        path: None,
        lookup: None,
        serial: 0,
        connections: 0,
        allow_half_open: true,
    };
    state::attach(server, ServerState { io }, cx);
}

/// Reads or changes the state of `server`; none when it has none.
pub(super) fn with<T>(server: &JsObject, cx: &mut Context, body: impl FnOnce(&mut ServerIo) -> T) -> Option<T> {
    state::with(server, cx, |state: &mut ServerState| body(&mut state.io))
}

/// The server that a method was called on; an object whose constructor did not call net.Server gets its state here.
pub(super) fn receiver(this: &JsValue, cx: &mut Context) -> JsResult<JsObject> {
    let Some(object) = this.as_object() else {
        return Err(type_error("a method of net.Server was called without a server"));
    };
    // As with streams, an idle server that is only inherited is not this one.
    if with(&object, cx, |io| io.phase != ServerPhase::Idle) != Some(true)
        && state::own_state::<ServerState>(&object, cx).is_none()
    {
        if JsObject::equals(&object, &super::server_class(cx)?.prototype) {
            return Err(type_error("a method of net.Server was called on its prototype"));
        }
        init_server(&object, NET, cx);
    }
    Ok(object)
}

/// Whether the server is bound.
pub(super) fn is_listening(server: &JsObject, cx: &mut Context) -> bool {
    // Streams emit their events through the same tick; they are no servers and announce no 'listening'.
    with(server, cx, |io| io.phase == ServerPhase::Listening).unwrap_or(false)
}

fn bound(listener: HandleId, server: &JsObject, cx: &mut Context) -> JsResult<()> {
    host(cx).adopt(listener, server, deliver_listener);
    Ok(())
}

/// Delivers an event of a server's listener.
///
/// # Errors
/// What the program's callbacks threw.
pub fn deliver_listener(server: &JsObject, handle: HandleId, kind: EventKind, cx: &mut Context) -> JsResult<()> {
    match kind {
        EventKind::Accepted { stream, peer } => accepted(server, stream, peer, cx),
        EventKind::Failed(failure) => failed(server, &failure, cx),
        EventKind::Closed { .. } => {
            with(server, cx, |io| {
                if io.handle == Some(handle) {
                    io.handle = None;
                    io.phase = ServerPhase::Idle;
                }
            });
            emit(server, &js_string!("close"), &[], cx)
        }
        _ => Ok(()),
    }
}

/// 'connection' on the server, then 'connect' on the stream, which is redundant but which 0.2's programs wait for.
fn accepted(server: &JsObject, handle: HandleId, peer: Option<SocketAddr>, cx: &mut Context) -> JsResult<()> {
    let admitted = connection_opened(server, cx);
    if !matches!(admitted, Ok(true)) {
        host(cx).reactor.borrow_mut().close(handle);
        return admitted.map(drop);
    }
    let family = peer.as_ref().map_or(Family::Unix, Family::of);
    let mut state = StreamState::open(handle, family, peer);
    state.server = Some(server.clone());
    state.io.counted = true;
    state.io.allow_half_open = with(server, cx, |io| io.allow_half_open).unwrap_or(true);
    let stream = native(state, cx)?;
    adopt_stream(&stream, handle, cx);
    emit(server, &js_string!("connection"), &[stream.clone().into()], cx)?;
    let open = with_stream(&stream, cx, |state| state.io.handle == Some(handle) && state.io.phase == StreamPhase::Open);
    if open == Some(true) { emit(&stream, &js_string!("connect"), &[], cx) } else { Ok(()) }
}

/// accept(2) failed. A shortage passes, and a client must not be able to end a server by causing one, so without an
/// 'error' listener it is only written on stderr.
fn failed(server: &JsObject, failure: &SystemError, cx: &mut Context) -> JsResult<()> {
    let event = js_string!("error");
    let shortage = matches!(failure.errno.name(), "EMFILE" | "ENFILE" | "ENOBUFS" | "ENOMEM");
    if shortage && !events::has_listeners(server, &event, cx) {
        stderr::line(&format!("net.Server: accept: {failure}"));
        return Ok(());
    }
    let exception = crate::error::object(failure, cx);
    emit(server, &event, &[exception.into()], cx)
}

/// Counts a new connection; false, and not counted, when `maxConnections` are open already.
///
/// # Errors
/// What a getter of the program throws.
pub fn connection_opened(server: &JsObject, cx: &mut Context) -> JsResult<bool> {
    let max = server.get(js_string!("maxConnections"), cx)?.as_number().filter(|max| *max > 0.0);
    Ok(with(server, cx, |io| {
        let admitted = max.is_none_or(|max| f64::from(io.connections) < max);
        io.connections += u32::from(admitted);
        admitted
    })
    .unwrap_or(true))
}

/// A counted connection is closed.
pub fn connection_closed(server: &JsObject, cx: &mut Context) {
    with(server, cx, |io| io.connections = io.connections.saturating_sub(1));
}

/// `server.close([callback])`: accepts no more; open connections stay. 'close' follows.
fn close(this: &JsValue, args: &[JsValue], cx: &mut Context) -> JsResult<JsValue> {
    let server = receiver(this, cx)?;
    let running = with(&server, cx, |io| match io.phase {
        ServerPhase::Idle | ServerPhase::Closing => None,
        ServerPhase::Opening => {
            io.phase = ServerPhase::Idle;
            io.serial = io.serial.wrapping_add(1);
            Some((None, io.lookup.take()))
        }
        ServerPhase::Listening => {
            io.phase = ServerPhase::Closing;
            Some((io.handle, None))
        }
    });
    let Some((handle, lookup)) = running.flatten() else { return Err(error("Not running")) };
    if let Some(callback) = callback(args, 0) {
        once(&server, js_string!("close"), callback, cx)?;
    }
    if let Some(lookup) = lookup {
        host(cx).cancel_look_up(lookup);
    }
    match handle {
        Some(handle) => host(cx).reactor.borrow_mut().close(handle),
        None => emit_later(&server, js_string!("close"), &[], cx)?,
    }
    Ok(JsValue::undefined())
}

pub(super) fn live(server: &JsObject, cx: &mut Context) -> Option<HandleId> {
    with(server, cx, |io| io.handle.filter(|_| io.phase == ServerPhase::Listening)).flatten()
}

fn address_method(this: &JsValue, _: &[JsValue], cx: &mut Context) -> JsResult<JsValue> {
    let server = receiver(this, cx)?;
    let local = live(&server, cx).and_then(|handle| host(cx).reactor.borrow().local_addr(handle));
    Ok(address::describe(local, cx))
}

fn connections(this: &JsValue, _: &[JsValue], cx: &mut Context) -> JsResult<JsValue> {
    read(this, cx, |io| io.connections.into())
}

fn set_connections(this: &JsValue, args: &[JsValue], cx: &mut Context) -> JsResult<JsValue> {
    let count = args.get_or_undefined(0).to_u32(cx)?;
    if let Some(server) = this.as_object() {
        with(&server, cx, |io| io.connections = count);
    }
    Ok(JsValue::undefined())
}

fn fd(this: &JsValue, _: &[JsValue], cx: &mut Context) -> JsResult<JsValue> {
    let Some(server) = this.as_object() else { return Ok(JsValue::undefined()) };
    let raw = live(&server, cx).and_then(|handle| host(cx).reactor.borrow().raw_fd(handle));
    Ok(raw.map_or(JsValue::null(), JsValue::from))
}

fn kind(this: &JsValue, _: &[JsValue], cx: &mut Context) -> JsResult<JsValue> {
    read(this, cx, |io| io.family.name())
}

fn path(this: &JsValue, _: &[JsValue], cx: &mut Context) -> JsResult<JsValue> {
    read(this, cx, |io| io.path.as_deref().map_or(JsValue::undefined(), |path| JsString::from(path).into()))
}

fn read(this: &JsValue, cx: &mut Context, get: impl FnOnce(&mut ServerIo) -> JsValue) -> JsResult<JsValue> {
    let Some(server) = this.as_object() else { return Ok(JsValue::undefined()) };
    Ok(with(&server, cx, get).unwrap_or_default())
}
