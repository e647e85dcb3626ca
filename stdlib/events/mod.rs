//! `require('events')`: the EventEmitter, native.
//!
//! What other natives need is here: [`emit`], [`emit_error`], [`has_listeners`], [`prototype`]. An emitter is any
//! object; its listeners live in its ordinary property `_events`, where libraries of 2010 look for them (see
//! [`listeners`]). No borrow is held while a listener runs, and listeners are copied before the first one is called, so
//! they may add, remove and emit as they like.

mod compat;
mod listeners;
mod methods;

use std::rc::Rc;

use boa_engine::property::PropertyKey;
use boa_engine::{Source, js_str};
use noderu_glue::binding::{install, set};
use noderu_glue::lookup::LookupCache;
use noderu_glue::prelude::*;

use self::listeners::Handler;

/// The class, our own `emit` to compare a program's with, and where objects have the two properties that
/// every event asks for.
struct EmitterClass {
    constructor: JsObject,
    prototype: JsObject,
    emit: JsObject,
    emit_of: LookupCache,
    events_of: LookupCache,
}

/// The message of an 'error' event without a listener and without an Error.
const UNSPECIFIED_ERROR: &str = "Uncaught, unspecified 'error' event.";

/// `require('events')`: the constructor itself, which has itself as `EventEmitter`.
///
/// # Errors
/// None in practice: the engine may refuse to evaluate the constructor's line of JavaScript.
pub fn load(cx: &mut Context) -> JsResult<JsValue> {
    Ok(constructor(cx)?.into())
}

/// The EventEmitter constructor.
///
/// # Errors
/// As [`load`].
pub fn constructor(cx: &mut Context) -> JsResult<JsObject> {
    Ok(shared(cx)?.constructor.clone())
}

/// `EventEmitter.prototype`: the parent of every prototype whose objects emit events.
///
/// # Errors
/// As [`load`].
pub fn prototype(cx: &mut Context) -> JsResult<JsObject> {
    Ok(shared(cx)?.prototype.clone())
}

/// Emits `event` on `object` with exactly these arguments. True when somebody listened.
///
/// An `emit` that the program put on the object or on its class is called instead of ours, as Node's own JavaScript
/// would have.
///
/// # Errors
/// What a listener throws (later listeners do not run then), or the unheard 'error'.
pub fn emit(object: &JsObject, event: &JsString, args: &[JsValue], cx: &mut Context) -> JsResult<bool> {
    let shared = shared(cx)?;
    let method = shared.emit_of.get(object, cx)?;
    if let Some(method) = method.as_object()
        && !JsObject::equals(&method, &shared.emit)
        && method.is_callable()
    {
        let mut with_event = Vec::with_capacity(args.len() + 1);
        with_event.push(event.clone().into());
        with_event.extend_from_slice(args);
        return Ok(method.call(&object.clone().into(), &with_event, cx)?.to_boolean());
    }
    dispatch(object, &PropertyKey::from(event.clone()), args, cx)
}

/// Emits 'error' with this value. When nobody listens, the value itself comes back as the error.
///
/// # Errors
/// As [`emit`].
pub fn emit_error(object: &JsObject, error: JsValue, cx: &mut Context) -> JsResult<bool> {
    emit(object, &js_string!("error"), &[error], cx)
}

/// Whether listeners were added to this very object: the cheap look before [`has_listeners`], where prototypes that
/// listen to an event of later releases are of no interest.
pub fn may_have_listeners(object: &JsObject) -> bool {
    object.borrow().properties().contains_key(&PropertyKey::String(js_string!("_events")))
}

/// Whether somebody listens to `event`.
pub fn has_listeners(object: &JsObject, event: &JsString, cx: &mut Context) -> bool {
    listener_count(object, event, cx) > 0
}

/// The listener of `event` when there is exactly one and our own `emit` would call it.
///
/// # Errors
/// What getters of the program throw.
pub fn sole_listener(object: &JsObject, event: &JsString, cx: &mut Context) -> JsResult<Option<JsObject>> {
    let shared = shared(cx)?;
    let method = shared.emit_of.get(object, cx)?.as_object();
    if !method.is_some_and(|method| JsObject::equals(&method, &shared.emit)) {
        return Ok(None);
    }
    match listeners::handler(object, &PropertyKey::from(event.clone()), cx)? {
        Handler::One(listener) => Ok(Some(listener)),
        Handler::Many(_) | Handler::None => Ok(None),
    }
}

/// How many listen to `event`.
pub fn listener_count(object: &JsObject, event: &JsString, cx: &mut Context) -> usize {
    // A getter of the program that throws here would throw in `emit` as well, where it is reported.
    listeners::count(object, &PropertyKey::from(event.clone()), cx).unwrap_or(0)
}

/// Adds a listener, as `object.on(event, listener)` of the class does.
///
/// # Errors
/// What a 'newListener' listener throws; a TypeError for an object that takes no properties.
pub fn on(object: &JsObject, event: &JsString, listener: JsFunction, cx: &mut Context) -> JsResult<()> {
    let listener = JsObject::from(listener);
    methods::add(object, &event.clone().into(), &listener, &listener, listeners::Position::Last, cx)
}

/// Calls the listeners of `key` on `object`: the work behind `emit`.
fn dispatch(object: &JsObject, key: &PropertyKey, args: &[JsValue], cx: &mut Context) -> JsResult<bool> {
    let this = JsValue::from(object.clone());
    match listeners::handler(object, key, cx)? {
        Handler::One(listener) => {
            listener.call(&this, args, cx)?;
            return Ok(true);
        }
        Handler::Many(array) => {
            let copy = listeners::elements(&array, cx)?;
            if !copy.is_empty() {
                for listener in copy {
                    call(&listener, &this, args, cx)?;
                }
                return Ok(true);
            }
        }
        Handler::None => {}
    }
    if matches!(key, PropertyKey::String(name) if name == &js_str!("error")) {
        return Err(unheard(args.first(), cx)?);
    }
    Ok(false)
}

fn call(listener: &JsValue, this: &JsValue, args: &[JsValue], cx: &mut Context) -> JsResult<()> {
    match listener.as_object() {
        Some(function) => function.call(this, args, cx).map(drop),
        // The array is the program's to edit; `delete array[0]` leaves a hole.
        None if listener.is_undefined() => Ok(()),
        None => Err(type_error(format!("{} is not a function", listener.display()))),
    }
}

/// What an 'error' event without a listener throws: the Error it came with, or one that says there was none.
fn unheard(value: Option<&JsValue>, cx: &mut Context) -> JsResult<JsError> {
    if let Some(value) = value {
        let class = cx.intrinsics().constructors().error().constructor();
        if value.is_object() && value.instance_of(&class.into(), cx)? {
            return Ok(JsError::from_opaque(value.clone()));
        }
    }
    Ok(error(UNSPECIFIED_ERROR))
}

fn shared(cx: &mut Context) -> JsResult<Rc<EmitterClass>> {
    try_slot(cx, make)
}

/// The constructor is one line of JavaScript, so that `EventEmitter.call(this)` of subclasses works: the engine
/// hides `this` from native constructors. It keeps nothing: `_events` is made by the first listener, as in 0.2.
const CONSTRUCTOR: &str =
    "(function(){'use strict';return function EventEmitter(){if(this===undefined)return new EventEmitter}})()";

fn make(cx: &mut Context) -> JsResult<Rc<EmitterClass>> {
    let constructor = cx.eval(Source::from_bytes(CONSTRUCTOR))?;
    let constructor = constructor.as_object().ok_or_else(|| error("no EventEmitter"))?;
    let prototype = constructor.get(js_string!("prototype"), cx)?;
    let prototype = prototype.as_object().ok_or_else(|| error("no EventEmitter.prototype"))?;
    install(&prototype, methods::METHODS, cx);
    install(&prototype, compat::METHODS, cx);
    install(&constructor, compat::STATIC_METHODS, cx);
    set(&constructor, "EventEmitter", constructor.clone());
    set(&constructor, "defaultMaxListeners", 10);
    let emit = prototype.get(js_string!("emit"), cx)?;
    let emit = emit.as_object().ok_or_else(|| error("no EventEmitter.prototype.emit"))?;
    let emit_of = LookupCache::new(js_string!("emit"));
    let events_of = LookupCache::new(js_string!("_events"));
    Ok(Rc::new(EmitterClass { constructor, prototype, emit, emit_of, events_of }))
}
