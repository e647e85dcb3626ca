//! Events of streams and servers: at once, or on the next tick.

use noderu_glue::prelude::*;

use crate::events;
use crate::host::host;

use super::server;
use super::state::with;

/// Emits an event; see [`events::emit`].
pub(super) fn emit(object: &JsObject, event: &JsString, args: &[JsValue], cx: &mut Context) -> JsResult<()> {
    events::emit(object, event, args, cx).map(drop)
}

/// Calls `object[name]` when it is a function: 0.2's shortcuts around the emitter (`ondata`, `onend`, `ondrain`).
pub(super) fn hook(object: &JsObject, name: &JsString, args: &[JsValue], cx: &mut Context) -> JsResult<()> {
    match shortcut(object, name, cx)? {
        Some(function) => function.call(&object.clone().into(), args, cx).map(drop),
        None => Ok(()),
    }
}

/// The shortcut, where the program set one.
pub(super) fn shortcut(object: &JsObject, name: &JsString, cx: &mut Context) -> JsResult<Option<JsObject>> {
    Ok(object.get(name.clone(), cx)?.as_object().filter(JsObject::is_callable))
}

/// Registers `callback` for the next `event`, through the object's own `once`.
pub(super) fn once(object: &JsObject, event: JsString, callback: JsFunction, cx: &mut Context) -> JsResult<()> {
    let method = object.get(js_string!("once"), cx)?;
    let method = method.as_function().ok_or_else(|| type_error("the object has no method once"))?;
    method.call(&object.clone().into(), &[event.into(), callback.into()], cx).map(drop)
}

/// Emits `event` on the next tick: the caller's listeners may be registered after the call that causes it.
///
/// # Errors
/// As [`super::load`].
pub fn emit_later(object: &JsObject, event: JsString, args: &[JsValue], cx: &mut Context) -> JsResult<()> {
    let callback = super::classes(cx)?.later.clone();
    let mut arguments = vec![object.clone().into(), event.into()];
    arguments.extend_from_slice(args);
    host(cx).next_tick(callback, arguments);
    Ok(())
}

/// The tick behind [`emit_later`].
pub(super) fn run_later(_: &JsValue, args: &[JsValue], cx: &mut Context) -> JsResult<JsValue> {
    let [object, event, args @ ..] = args else { return Ok(JsValue::undefined()) };
    let (Some(object), Some(event)) = (object.as_object(), event.as_string()) else {
        return Ok(JsValue::undefined());
    };
    // A server that was closed before its tick has nothing to announce.
    if event == js_string!("listening") && !server::is_listening(&object, cx) {
        return Ok(JsValue::undefined());
    }
    if let Some(protocol) = with(&object, cx, |state| state.io.protocol).flatten()
        && (protocol.later)(&object, &event, args, cx)?
    {
        return Ok(JsValue::undefined());
    }
    emit(&object, &event, args, cx)?;
    Ok(JsValue::undefined())
}
