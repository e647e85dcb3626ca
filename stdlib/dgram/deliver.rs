//! What the reactor reports of a datagram socket becomes events.

use boa_engine::property::PropertyDescriptor;
use noderu_glue::prelude::*;
use noderu_runtime::{Address, Bytes, EventKind, HandleId};

use crate::buffer;
use crate::error::object as system_error;
use crate::events;
use crate::host::host;

use super::address::{family, ip_text, path_text, plain};
use super::send::report;
use super::state::{SocketPhase, with};

/// Delivers an event of the handle that `socket` adopted.
///
/// # Errors
/// What the program's callbacks threw.
pub(super) fn deliver(socket: &JsObject, handle: HandleId, kind: EventKind, cx: &mut Context) -> JsResult<()> {
    match kind {
        EventKind::Datagram { bytes, from } => message(socket, handle, bytes, from, cx),
        EventKind::Sent { serial, result } => {
            let callback = with(socket, cx, |state| {
                let unsent = &mut state.unsent;
                let place = unsent.iter().position(|unsent| unsent.handle == handle && unsent.serial == serial)?;
                unsent.remove(place).map(|unsent| unsent.callback.clone())
            });
            match (result, callback.flatten()) {
                (Ok(len), Some(callback)) => {
                    host(cx).next_tick(callback, vec![JsValue::null(), (len as f64).into()]);
                    Ok(())
                }
                (Ok(_), None) => Ok(()),
                (Err(failure), callback) => {
                    let exception = system_error(&failure, cx);
                    report(socket, exception, callback, cx)
                }
            }
        }
        EventKind::Failed(failure) => {
            let exception = system_error(&failure, cx);
            report(socket, exception, None, cx)
        }
        EventKind::Closed { .. } => {
            let current = with(socket, cx, |state| {
                let current = state.io.handle == Some(handle);
                if current {
                    state.io.phase = SocketPhase::Closed;
                    state.io.handle = None;
                }
                current
            });
            if current == Some(true) { events::emit(socket, &js_string!("close"), &[], cx).map(drop) } else { Ok(()) }
        }
        // A datagram socket has none of these.
        _ => Ok(()),
    }
}

/// 'message', with the sender: `{address, port, size, family}` of UDP, `{address, size}` of a path, which is empty for a
/// sender without one.
fn message(socket: &JsObject, handle: HandleId, bytes: Bytes, from: Address, cx: &mut Context) -> JsResult<()> {
    let size = bytes.len();
    let sender = with(socket, cx, |state| {
        // Of a socket that was opened anew only the new handle counts.
        if state.io.handle != Some(handle) || state.io.live().is_none() {
            return None;
        }
        Some(match from {
            Address::Tcp(address) => {
                let mut host = address;
                host.set_port(0);
                let text = match &state.io.last_sender {
                    Some((last, text)) if *last == host => text.clone(),
                    _ => {
                        let text = ip_text(&host);
                        state.io.last_sender = Some((host, text.clone()));
                        text
                    }
                };
                (text, Some(address))
            }
            Address::Unix(path) => (path_text(path), None),
        })
    });
    let Some((address, internet)) = sender.flatten() else { return Ok(()) };
    let rinfo = plain(cx);
    let key = PropertyDescriptor::builder;
    let field = |name: JsString, value: JsValue| {
        rinfo.insert_property(name, key().value(value).writable(true).enumerable(true).configurable(true));
    };
    field(js_string!("address"), address.into());
    if let Some(internet) = internet {
        field(js_string!("port"), i32::from(internet.port()).into());
    }
    field(js_string!("size"), JsValue::from(size));
    if let Some(internet) = internet {
        field(js_string!("family"), family(internet.ip()).into());
    }
    let buffer = buffer::from_bytes(bytes, cx)?;
    events::emit(socket, &js_string!("message"), &[buffer.into(), rinfo.into()], cx).map(drop)
}

/// Emits on the next tick.
///
/// # Errors
/// As [`super::load`].
pub(super) fn emit_later(object: &JsObject, event: JsString, args: &[JsValue], cx: &mut Context) -> JsResult<()> {
    let callback = super::shared(cx)?.emit;
    let mut arguments = vec![object.clone().into(), event.into()];
    arguments.extend_from_slice(args);
    host(cx).next_tick(callback, arguments);
    Ok(())
}

/// The tick behind [`emit_later`].
pub(super) fn run_emit(_: &JsValue, args: &[JsValue], cx: &mut Context) -> JsResult<JsValue> {
    let [object, event, args @ ..] = args else { return Ok(JsValue::undefined()) };
    let (Some(object), Some(event)) = (object.as_object(), event.as_string()) else {
        return Ok(JsValue::undefined());
    };
    // A socket that was closed before its tick has nothing to announce.
    let live = with(&object, cx, |state| state.io.live().is_some()).unwrap_or(false);
    if live || event != js_string!("listening") {
        events::emit(&object, &event, args, cx)?;
    }
    Ok(JsValue::undefined())
}
