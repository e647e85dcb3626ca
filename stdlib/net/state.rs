//! What a net.Stream remembers: plain values, no closures, nothing per connection that can be asked of the reactor.
//!
//! Accepted streams carry their state as the data of a native object; streams that a program constructed are ordinary
//! objects with the state behind a hidden slot. The slot is inherited like any property, so that `Object.create(stream)`
//! is that stream; but what begins a connection makes a slot of the object's own, so that `Sub.prototype = new
//! net.Stream()` does not make all instances of `Sub` one stream. The state is never borrowed while JavaScript runs.

use std::collections::VecDeque;
use std::net::SocketAddr;
use std::time::Duration;

use boa_engine::object::JsObject;
use boa_engine::object::builtins::JsFunction;
use boa_engine::{Context, JsData};
use boa_gc::{Finalize, Trace};
use noderu_glue::prelude::*;
use noderu_glue::state;
use noderu_runtime::HandleId;
use noderu_runtime::proto::text::StreamDecoder;
use noderu_runtime::resolver::LookupId;

use crate::host::Deliver;

/// How a stream that speaks a protocol differs from a plain one.
#[derive(Clone, Copy)]
pub struct Protocol {
    /// Gets the events of its handle; what it leaves alone it passes on to [`super::deliver`].
    pub deliver: Deliver,
    /// Gets the events that net emits on a later tick ('error' of an attempt to connect, 'close' after it). True: it
    /// has seen to it.
    pub later: fn(stream: &JsObject, event: &JsString, args: &[JsValue], cx: &mut Context) -> JsResult<bool>,
}

/// Where a stream is in its life. A stream that is closed can connect again.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum StreamPhase {
    /// No descriptor, and no 'close' outstanding.
    Closed,
    /// A look-up or a connect(2) is under way; see [`Attempt`].
    Opening,
    /// The descriptor is open, in at least one direction.
    Open,
    /// `destroy` was called or a system call failed; the 'close' event is yet to come.
    Closing,
}

/// What `stream.type` and `server.type` say.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Family {
    /// `null`: nothing opened yet, or a descriptor that is no socket.
    None,
    /// `tcp4`
    Tcp4,
    /// `tcp6`
    Tcp6,
    /// `unix`
    Unix,
}

impl Family {
    /// The family of a TCP address.
    pub(super) fn of(address: &SocketAddr) -> Self {
        if address.is_ipv4() { Self::Tcp4 } else { Self::Tcp6 }
    }

    /// The value of the `type` property.
    pub(super) fn name(self) -> JsValue {
        match self {
            Self::None => JsValue::null(),
            Self::Tcp4 => js_string!("tcp4").into(),
            Self::Tcp6 => js_string!("tcp6").into(),
            Self::Unix => js_string!("unix").into(),
        }
    }
}

/// What waits for a connection to be established.
#[derive(Default)]
pub(super) struct Attempt {
    /// Tells a look-up that ends late from the attempt that is current.
    pub(super) serial: u32,
    /// The look-up, while it runs.
    pub(super) lookup: Option<LookupId>,
    /// Addresses that were not tried yet.
    pub(super) addresses: VecDeque<SocketAddr>,
    /// Bytes written so far; they survive the change to the next address.
    pub(super) queue: Vec<u8>,
    /// Descriptors to send: which, and with the byte at which offset of the queue.
    pub(super) descriptors: Vec<(usize, i32)>,
    /// `setNoDelay` was called.
    pub(super) no_delay: Option<bool>,
    /// `setKeepAlive` was called.
    pub(super) keep_alive: Option<(bool, Option<Duration>)>,
}

/// The plain part of a stream's state.
pub(super) struct StreamIo {
    /// The reactor's name for the descriptor; stale while `phase` is `Closing` and the event is yet to come.
    pub(super) handle: Option<HandleId>,
    pub(super) phase: StreamPhase,
    pub(super) family: Family,
    /// 'data' and 'end' may still come.
    pub(super) readable: bool,
    /// `write` and `end` are allowed.
    pub(super) writable: bool,
    pub(super) paused: bool,
    /// `end` was called.
    pub(super) ended: bool,
    /// False: `end()` is called for the program when the peer sends FIN.
    pub(super) allow_half_open: bool,
    /// A `write` returned false and 'drain' has not come yet.
    pub(super) need_drain: bool,
    /// 'timeout' was emitted and nothing was read or written since; the reactor's timeout is off.
    pub(super) idle: bool,
    /// What 'close' will say.
    pub(super) had_error: bool,
    /// Whether the connection is one of `server.connections`.
    pub(super) counted: bool,
    /// `setTimeout`, in milliseconds; 0 is none.
    pub(super) timeout_ms: u64,
    /// The peer's address, for TCP.
    pub(super) peer: Option<SocketAddr>,
    pub(super) bytes_read: u64,
    pub(super) bytes_written: u64,
    /// `setEncoding`.
    pub(super) decoding: Option<StreamDecoder>,
    /// While `phase` is `Opening`.
    pub(super) attempt: Option<Box<Attempt>>,
    /// How many connections were attempted: the source of [`Attempt::serial`].
    pub(super) attempts: u32,
    /// A failure to write because nobody reads any more, without an 'error' listener: 'close' alone reports it.
    pub(super) gentle: bool,
    /// Who speaks for it, when it is not a plain stream.
    pub(super) protocol: Option<Protocol>,
}

/// The whole state of a stream.
#[derive(Trace, Finalize, JsData)]
pub(super) struct StreamState {
    #[unsafe_ignore_trace]
    pub(super) io: StreamIo,
    /// `stream.server`, for accepted connections.
    pub(super) server: Option<JsObject>,
    /// Callbacks of writes that are still queued.
    pub(super) written: Vec<JsFunction>,
}

impl StreamState {
    /// The state of a stream that was never opened.
    pub(super) fn closed() -> Self {
        Self {
            io: StreamIo {
                handle: None,
                phase: StreamPhase::Closed,
                family: Family::None,
                readable: false,
                writable: false,
                paused: false,
                ended: false,
                allow_half_open: true,
                need_drain: false,
                idle: false,
                had_error: false,
                counted: false,
                timeout_ms: 0,
                peer: None,
                bytes_read: 0,
                bytes_written: 0,
                decoding: None,
                attempt: None,
                attempts: 0,
                gentle: false,
                protocol: None,
            },
            server: None,
            written: Vec::new(),
        }
    }

    /// The state of a stream whose descriptor is open both ways.
    pub(super) fn open(handle: HandleId, family: Family, peer: Option<SocketAddr>) -> Self {
        let mut state = Self::closed();
        state.io.opened(handle, family, peer);
        state
    }
}

impl StreamIo {
    /// The descriptor is open, both ways.
    pub(super) fn opened(&mut self, handle: HandleId, family: Family, peer: Option<SocketAddr>) {
        self.handle = Some(handle);
        self.phase = StreamPhase::Open;
        self.family = family;
        self.peer = peer;
        self.readable = true;
        self.writable = true;
    }

    /// The handle, while reading and writing make sense.
    pub(super) fn live(&self) -> Option<HandleId> {
        if matches!(self.phase, StreamPhase::Open | StreamPhase::Opening) { self.handle } else { None }
    }

    /// Nothing may be read or written any more, and 'close' is outstanding.
    pub(super) fn closing(&mut self, had_error: bool) {
        self.phase = StreamPhase::Closing;
        self.readable = false;
        self.writable = false;
        self.had_error |= had_error;
        self.attempt = None;
    }

    /// Forgets everything of the connection that ended, so that the object can connect again.
    pub(super) fn reset(&mut self) {
        self.handle = None;
        self.phase = StreamPhase::Closed;
        self.readable = false;
        self.writable = false;
        self.paused = false;
        self.ended = false;
        self.need_drain = false;
        self.idle = false;
        self.had_error = false;
        self.attempt = None;
    }

    /// `stream.readyState`
    pub(super) fn ready_state(&self) -> &'static str {
        match (self.phase, self.readable, self.writable) {
            (StreamPhase::Opening, ..) => "opening",
            (_, true, true) => "open",
            (_, true, false) => "readOnly",
            (_, false, true) => "writeOnly",
            (_, false, false) => "closed",
        }
    }
}

/// Reads or changes the state of `stream`; none when it has no state.
pub(super) fn with<T>(stream: &JsObject, cx: &mut Context, body: impl FnOnce(&mut StreamState) -> T) -> Option<T> {
    if stream.is::<StreamState>() {
        return state::native(stream, body);
    }
    let holder = state::state::<StreamState>(&stream.clone().into(), cx).or_else(|| inherited(stream))?;
    state::native(&holder, body)
}

/// The native stream that `stream` was made of with `Object.create`.
fn inherited(stream: &JsObject) -> Option<JsObject> {
    let mut ancestor = stream.prototype();
    while let Some(object) = ancestor {
        if object.is::<StreamState>() {
            return Some(object);
        }
        ancestor = object.prototype();
    }
    None
}

/// The stream that a method was called on. An object that inherits from net.Stream but whose constructor did not call
/// net.Stream gets its state here.
pub(super) fn receiver(this: &JsValue, cx: &mut Context) -> JsResult<JsObject> {
    let Some(object) = this.as_object() else {
        return Err(type_error("a method of net.Stream was called without a stream"));
    };
    if with(&object, cx, |state| state.io.phase != StreamPhase::Closed) != Some(true)
        && state::own_state::<StreamState>(&object, cx).is_none()
    {
        if JsObject::equals(&object, &super::classes(cx)?.stream.prototype) {
            return Err(type_error("a method of net.Stream was called on its prototype"));
        }
        state::attach(&object, StreamState::closed(), cx);
    }
    Ok(object)
}
