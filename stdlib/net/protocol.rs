//! Streams that speak a protocol for the program, such as a client of http: what their module needs to know and to do.

use noderu_glue::prelude::*;
use noderu_glue::state;
use noderu_runtime::HandleId;

use super::state::{Protocol, StreamPhase, StreamState, with};

/// Where such a stream is in its life.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ConnectionState {
    /// There is no connection: one can be begun.
    Closed,
    /// A connection is being made.
    Opening,
    /// It stands.
    Open(HandleId),
    /// It is on its way to be closed; 'close' will come.
    Closing,
}

/// Makes `object` a stream that this protocol speaks for.
pub fn attach(object: &JsObject, protocol: Protocol, cx: &mut Context) {
    let mut state = StreamState::closed();
    state.io.protocol = Some(protocol);
    state::attach(object, state, cx);
}

/// Makes a stream that has a connection already one that this protocol speaks for.
pub fn set(stream: &JsObject, protocol: Protocol, cx: &mut Context) {
    with(stream, cx, |state| state.io.protocol = Some(protocol));
}

/// The writing side was ended by somebody else: `end` does nothing any more, and `write` throws.
pub fn note_ended(stream: &JsObject, cx: &mut Context) {
    with(stream, cx, |state| {
        state.io.ended = true;
        state.io.writable = false;
    });
}

/// The stream's end is to be counted on its server, which counted the connection when it was accepted.
pub fn note_counted(stream: &JsObject, cx: &mut Context) {
    with(stream, cx, |state| state.io.counted = true);
}

/// Where the stream is.
pub fn connection_state(stream: &JsObject, cx: &mut Context) -> ConnectionState {
    let standing = with(stream, cx, |state| match (state.io.phase, state.io.handle) {
        (StreamPhase::Open, Some(handle)) if !state.io.ended && state.io.readable => ConnectionState::Open(handle),
        (StreamPhase::Open | StreamPhase::Closing, _) => ConnectionState::Closing,
        (StreamPhase::Opening, _) => ConnectionState::Opening,
        (StreamPhase::Closed, _) => ConnectionState::Closed,
    });
    standing.unwrap_or(ConnectionState::Closed)
}

/// The connection failed: true when another address is being tried, otherwise 'close' will come.
pub fn try_next_address(stream: &JsObject, failed: HandleId, cx: &mut Context) -> bool {
    if with(stream, cx, |state| state.io.phase == StreamPhase::Opening) == Some(true)
        && super::connect::next_address(stream, failed, cx)
    {
        return true;
    }
    with(stream, cx, |state| state.io.closing(true));
    false
}

/// The stream is not to be used any more; its handle is being closed already.
pub fn note_closing(stream: &JsObject, had_error: bool, cx: &mut Context) {
    with(stream, cx, |state| state.io.closing(had_error));
}

/// The end of the writing side.
pub fn finish(stream: &JsObject, cx: &mut Context) {
    super::write::finish(stream, cx);
}

/// Closes at once; 'close' follows.
///
/// # Errors
/// As [`super::load`].
pub fn destroy(stream: &JsObject, cx: &mut Context) -> JsResult<()> {
    super::stream::destroy(stream, None, cx)
}
