//! What JavaScript sees of the EventEmitter.

use boa_engine::property::PropertyKey;
use noderu_glue::prelude::*;

use super::listeners::{self, Position};

/// `EventEmitter.prototype`. Enumerable, because mixins copy it with `for in`.
pub(super) const METHODS: &[Method] = &[
    method("addListener", 2, on),
    method("on", 2, on),
    method("removeListener", 2, remove_listener),
    method("removeAllListeners", 1, remove_all_listeners),
    method("listeners", 1, live_listeners),
    method("emit", 1, emit),
];

/// Adds `listener`; before that emits 'newListener' with `told`, the function that the program gave.
pub(super) fn add(
    object: &JsObject,
    event: &JsValue,
    listener: &JsObject,
    told: &JsObject,
    place: Position,
    cx: &mut Context,
) -> JsResult<()> {
    let key = event.to_property_key(cx)?;
    announce(object, event, told, cx)?;
    listeners::insert(object, &key, listener.clone(), place, cx)
}

/// Emits 'newListener', through the program's own `emit` where it has one.
fn announce(object: &JsObject, event: &JsValue, listener: &JsObject, cx: &mut Context) -> JsResult<()> {
    super::emit(object, &js_string!("newListener"), &[event.clone(), listener.clone().into()], cx).map(drop)
}

fn emit(this: &JsValue, args: &[JsValue], cx: &mut Context) -> JsResult<JsValue> {
    let object = emitter(this)?;
    let (event, rest) = match args.split_first() {
        Some((event, rest)) => (event.to_property_key(cx)?, rest),
        None => (PropertyKey::from(js_string!("undefined")), args),
    };
    super::dispatch(&object, &event, rest, cx).map(JsValue::from)
}

fn on(this: &JsValue, args: &[JsValue], cx: &mut Context) -> JsResult<JsValue> {
    subscribe(this, args, Position::Last, cx)
}

pub(super) fn subscribe(this: &JsValue, args: &[JsValue], place: Position, cx: &mut Context) -> JsResult<JsValue> {
    let object = emitter(this)?;
    let listener = function(args, "addListener")?;
    add(&object, args.get_or_undefined(0), &listener, &listener, place, cx)?;
    Ok(this.clone())
}

pub(super) fn remove_listener(this: &JsValue, args: &[JsValue], cx: &mut Context) -> JsResult<JsValue> {
    let object = emitter(this)?;
    let listener = function(args, "removeListener")?;
    remove(&object, args.get_or_undefined(0), &listener, &listener, cx)?;
    Ok(this.clone())
}

/// Removes `entry` and emits 'removeListener' with `told`: newer programs count on this event.
pub(super) fn remove(
    object: &JsObject,
    event: &JsValue,
    entry: &JsObject,
    told: &JsObject,
    cx: &mut Context,
) -> JsResult<()> {
    let key = event.to_property_key(cx)?;
    let name = js_string!("removeListener");
    if listeners::remove(object, &key, entry, cx)?
        && listeners::count(object, &PropertyKey::String(name.clone()), cx)? > 0
    {
        super::emit(object, &name, &[event.clone(), told.clone().into()], cx)?;
    }
    Ok(())
}

/// Without an event 0.2 did nothing; whoever writes that today means all of them.
fn remove_all_listeners(this: &JsValue, args: &[JsValue], cx: &mut Context) -> JsResult<JsValue> {
    let object = emitter(this)?;
    match args.first() {
        Some(event) if !event.is_undefined() => {
            let key = event.to_property_key(cx)?;
            listeners::remove_all(&object, &key, cx)?;
        }
        _ => listeners::clear(&object, cx)?,
    }
    Ok(this.clone())
}

fn live_listeners(this: &JsValue, args: &[JsValue], cx: &mut Context) -> JsResult<JsValue> {
    let object = emitter(this)?;
    let key = args.get_or_undefined(0).to_property_key(cx)?;
    Ok(listeners::live(&object, &key, cx)?.into())
}

pub(super) fn emitter(this: &JsValue) -> JsResult<JsObject> {
    this.as_object().ok_or_else(|| type_error("An EventEmitter method was called on something that is no object"))
}

/// The listener argument, with 0.2's words for what is none.
pub(super) fn function(args: &[JsValue], caller: &str) -> JsResult<JsObject> {
    args.get(1)
        .and_then(JsValue::as_object)
        .filter(JsObject::is_callable)
        .ok_or_else(|| error(format!("{caller} only takes instances of Function")))
}
