//! What later releases added to streams and servers: `ref` and `unref`, `pipe`, a count of connections.

use noderu_glue::prelude::*;

use super::{server, state};
use crate::host::host;
use crate::pump;

/// Methods of net.Stream. Writes are gathered until the end of the turn anyway, so that `cork` has nothing to do.
pub(super) const STREAM_METHODS: &[Method] = &[
    method("cork", 0, |_, _, _| Ok(JsValue::undefined())),
    method("uncork", 0, |_, _, _| Ok(JsValue::undefined())),
    method("pipe", 2, pump::pipe),
    method("ref", 0, |this, _, cx| hold_by_stream(this, true, cx)),
    method("unref", 0, |this, _, cx| hold_by_stream(this, false, cx)),
];

/// Methods of net.Server.
pub(super) const SERVER_METHODS: &[Method] = &[
    method("getConnections", 1, count_connections),
    method("ref", 0, |this, _, cx| hold_by_server(this, true, cx)),
    method("unref", 0, |this, _, cx| hold_by_server(this, false, cx)),
];

/// `stream.ref()`, `stream.unref()`: whether the stream keeps the loop turning.
fn hold_by_stream(this: &JsValue, on: bool, cx: &mut Context) -> JsResult<JsValue> {
    let stream = state::receiver(this, cx)?;
    if let Some(handle) = state::with(&stream, cx, |state| state.io.live()).flatten() {
        host(cx).reactor.borrow_mut().set_ref(handle, on);
    }
    Ok(this.clone())
}

/// The same for a server.
fn hold_by_server(this: &JsValue, on: bool, cx: &mut Context) -> JsResult<JsValue> {
    let server = server::receiver(this, cx)?;
    if let Some(handle) = server::live(&server, cx) {
        host(cx).reactor.borrow_mut().set_ref(handle, on);
    }
    Ok(this.clone())
}

/// `server.getConnections(callback)`: `callback(null, count)`.
fn count_connections(this: &JsValue, args: &[JsValue], cx: &mut Context) -> JsResult<JsValue> {
    let server = server::receiver(this, cx)?;
    let count = server::with(&server, cx, |io| io.connections).unwrap_or(0);
    if let Some(callback) = callback(args, 0) {
        host(cx).next_tick(callback, vec![JsValue::null(), count.into()]);
    }
    Ok(this.clone())
}
