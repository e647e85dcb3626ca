//! What a datagram socket remembers. Never borrowed while JavaScript runs.

use std::collections::VecDeque;
use std::net::SocketAddr;

use boa_engine::JsData;
use boa_gc::{Finalize, Trace};
use noderu_glue::prelude::*;
use noderu_glue::state;
use noderu_runtime::resolver::{IpFamily, LookupId};
use noderu_runtime::{DatagramOption, HandleId};

/// The types of sockets.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum SocketKind {
    Udp4,
    Udp6,
    Unix,
}

impl SocketKind {
    /// The name that programs give.
    pub(super) fn name(self) -> &'static str {
        match self {
            Self::Udp4 => "udp4",
            Self::Udp6 => "udp6",
            Self::Unix => "unix_dgram",
        }
    }

    /// The addresses that a host name is looked up for.
    pub(super) fn family(self) -> IpFamily {
        if self == Self::Udp6 { IpFamily::V6 } else { IpFamily::V4 }
    }
}

/// Where a socket is in its life.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum SocketPhase {
    /// The program has not bound it; the system may have, to a port of its choice.
    Unbound,
    /// The host name given to `bind` is being looked up.
    Binding(LookupId),
    /// Bound where the program wanted it.
    Bound,
    /// `close` was called; what is to be sent still is.
    Closing,
    /// 'close' was emitted.
    Closed,
}

/// The plain part.
pub(super) struct SocketIo {
    pub(super) kind: SocketKind,
    pub(super) handle: Option<HandleId>,
    pub(super) phase: SocketPhase,
    /// Datagrams whose host is being looked up.
    pub(super) looking_up: u32,
    /// What the program set, for when the socket has to be opened anew.
    pub(super) options: Vec<DatagramOption>,
    /// The last sender, port 0, and its address as a string: most datagrams come from who sent the one before.
    pub(super) last_sender: Option<(SocketAddr, JsString)>,
}

impl SocketIo {
    /// The handle, while the socket may be used.
    pub(super) fn live(&self) -> Option<HandleId> {
        if matches!(self.phase, SocketPhase::Closing | SocketPhase::Closed) { None } else { self.handle }
    }
}

/// A callback of a datagram that the kernel has not taken yet.
#[derive(Trace, Finalize)]
pub(super) struct Unsent {
    #[unsafe_ignore_trace]
    pub(super) handle: HandleId,
    pub(super) serial: u64,
    pub(super) callback: JsFunction,
}

/// The whole state.
#[derive(Trace, Finalize, JsData)]
pub(super) struct SocketState {
    #[unsafe_ignore_trace]
    pub(super) io: SocketIo,
    /// In the order of their numbers.
    pub(super) unsent: VecDeque<Unsent>,
}

/// Reads or changes the state; none when the object has none.
pub(super) fn with<T>(socket: &JsObject, cx: &mut Context, body: impl FnOnce(&mut SocketState) -> T) -> Option<T> {
    state::with(socket, cx, body)
}

/// The socket that a method was called on, with its type and, unless it is closed, its handle.
///
/// # Errors
/// Called on something else.
pub(super) fn receiver(this: &JsValue, cx: &mut Context) -> JsResult<(JsObject, SocketKind, Option<HandleId>)> {
    let wrong = || type_error("a method of dgram.Socket was called without a socket");
    let object = this.as_object().ok_or_else(wrong)?;
    let (kind, live) = with(&object, cx, |state| (state.io.kind, state.io.live())).ok_or_else(wrong)?;
    Ok((object, kind, live))
}

/// The same for what only an open socket can do.
///
/// # Errors
/// As [`receiver`]; `Not running` when it is closed.
pub(super) fn running(this: &JsValue, cx: &mut Context) -> JsResult<(JsObject, SocketKind, HandleId)> {
    let (object, kind, live) = receiver(this, cx)?;
    Ok((object, kind, live.ok_or_else(|| error("Not running"))?))
}
