//! What later releases added to the EventEmitter: `once`, promises and iterators of events, and looks at who listens.

use std::cell::Cell;

use boa_engine::builtins::promise::ResolvingFunctions;
use boa_engine::object::FunctionObjectBuilder;
use boa_engine::object::builtins::{JsArray, JsPromise};
use boa_engine::{NativeFunction, js_str};
use boa_gc::{Finalize, Gc, GcRefCell, Trace};
use noderu_glue::binding::set;
use noderu_glue::prelude::*;

use super::listeners::{self, Position};
use super::methods::{add, emitter, function, remove, remove_listener, subscribe};
use crate::module::builtin;

pub(super) const METHODS: &[Method] = &[
    method("prependListener", 2, prepend_listener),
    method("once", 2, once),
    method("prependOnceListener", 2, prepend_once_listener),
    method("off", 2, remove_listener),
    method("rawListeners", 1, raw_listeners),
    method("listenerCount", 1, listener_count),
    method("eventNames", 0, event_names),
    method("setMaxListeners", 1, set_max_listeners),
    method("getMaxListeners", 0, get_max_listeners),
];

/// Functions of the constructor.
pub(super) const STATIC_METHODS: &[Method] = &[
    method("listenerCount", 2, static_listener_count),
    method("getEventListeners", 2, static_raw_listeners),
    method("once", 2, promise_once),
    method("on", 2, iterate),
];

/// `EventEmitter.on(emitter, event, options)`: an async iterator over the arguments of such events. The work is `on.js`.
fn iterate(_: &JsValue, args: &[JsValue], cx: &mut Context) -> JsResult<JsValue> {
    emitter(args.get_or_undefined(0))?;
    builtin::call("events/on", "on", &JsValue::undefined(), args, cx)
}

fn prepend_listener(this: &JsValue, args: &[JsValue], cx: &mut Context) -> JsResult<JsValue> {
    subscribe(this, args, Position::First, cx)
}

fn once(this: &JsValue, args: &[JsValue], cx: &mut Context) -> JsResult<JsValue> {
    subscribe_once(this, args, Position::Last, cx)
}

fn prepend_once_listener(this: &JsValue, args: &[JsValue], cx: &mut Context) -> JsResult<JsValue> {
    subscribe_once(this, args, Position::First, cx)
}

/// A listener for one call: what the wrapper that `once` registers knows.
#[derive(Trace, Finalize)]
struct Once {
    emitter: JsObject,
    event: JsValue,
    listener: JsObject,
    wrapper: GcRefCell<Option<JsObject>>,
    // The listeners of a running emit are a copy, so a nested emit can come first; being removed is not enough.
    #[unsafe_ignore_trace]
    called: Cell<bool>,
}

fn subscribe_once(this: &JsValue, args: &[JsValue], place: Position, cx: &mut Context) -> JsResult<JsValue> {
    let object = emitter(this)?;
    let listener = function(args, "once")?;
    let event = args.get_or_undefined(0);
    let state = Gc::new(Once {
        emitter: object.clone(),
        event: event.clone(),
        listener: listener.clone(),
        wrapper: GcRefCell::new(None),
        called: Cell::new(false),
    });
    let native = NativeFunction::from_copy_closure_with_captures(call_once, state.clone());
    let wrapper = JsObject::from(FunctionObjectBuilder::new(cx.realm(), native).build());
    *state.wrapper.borrow_mut() = Some(wrapper.clone());
    // Libraries find the function behind the wrapper by this name, and so does removeListener.
    set(&wrapper, "listener", listener.clone());
    add(&object, event, &wrapper, &listener, place, cx)?;
    Ok(this.clone())
}

fn call_once(this: &JsValue, args: &[JsValue], once: &Gc<Once>, cx: &mut Context) -> JsResult<JsValue> {
    if once.called.replace(true) {
        return Ok(JsValue::undefined());
    }
    // The wrapper itself goes, not the first entry of the same function: `on` may have added that one.
    let wrapper = once.wrapper.borrow().clone();
    if let Some(wrapper) = wrapper {
        remove(&once.emitter, &once.event, &wrapper, &once.listener, cx)?;
    }
    once.listener.call(this, args, cx)
}

fn raw_listeners(this: &JsValue, args: &[JsValue], cx: &mut Context) -> JsResult<JsValue> {
    let object = emitter(this)?;
    let key = args.get_or_undefined(0).to_property_key(cx)?;
    let copy = match listeners::handler(&object, &key, cx)? {
        listeners::Handler::None => Vec::new(),
        listeners::Handler::One(only) => vec![only.into()],
        listeners::Handler::Many(array) => listeners::elements(&array, cx)?,
    };
    Ok(JsArray::from_iter(copy, cx).into())
}

fn listener_count(this: &JsValue, args: &[JsValue], cx: &mut Context) -> JsResult<JsValue> {
    let object = emitter(this)?;
    let key = args.get_or_undefined(0).to_property_key(cx)?;
    Ok(JsValue::from(listeners::count(&object, &key, cx)?))
}

fn static_listener_count(_: &JsValue, args: &[JsValue], cx: &mut Context) -> JsResult<JsValue> {
    listener_count(args.get_or_undefined(0), args.get(1..).unwrap_or_default(), cx)
}

fn static_raw_listeners(_: &JsValue, args: &[JsValue], cx: &mut Context) -> JsResult<JsValue> {
    raw_listeners(args.get_or_undefined(0), args.get(1..).unwrap_or_default(), cx)
}

/// The two listeners of a promise of [`promise_once`], which leave together.
#[derive(Trace, Finalize)]
struct Awaited {
    emitter: JsObject,
    event: JsValue,
    functions: ResolvingFunctions,
    heard: GcRefCell<Option<JsObject>>,
    failed: GcRefCell<Option<JsObject>>,
}

/// `EventEmitter.once(emitter, event)`: a promise of the arguments of the next such event, as an array; rejected by an
/// 'error' event before it.
fn promise_once(_: &JsValue, args: &[JsValue], cx: &mut Context) -> JsResult<JsValue> {
    let object = emitter(args.get_or_undefined(0))?;
    let event = args.get_or_undefined(1).clone();
    let (promise, functions) = JsPromise::new_pending(cx);
    let waits = Gc::new(Awaited {
        emitter: object.clone(),
        event: event.clone(),
        functions,
        heard: GcRefCell::new(None),
        failed: GcRefCell::new(None),
    });
    let heard = NativeFunction::from_copy_closure_with_captures(
        |_, args, waits: &Gc<Awaited>, cx| {
            waits.leave(cx)?;
            let list = JsArray::from_iter(args.to_vec(), cx);
            waits.functions.resolve.call(&JsValue::undefined(), &[list.into()], cx)
        },
        waits.clone(),
    );
    let heard = JsObject::from(FunctionObjectBuilder::new(cx.realm(), heard).build());
    *waits.heard.borrow_mut() = Some(heard.clone());
    add(&object, &event, &heard, &heard, Position::Last, cx)?;
    if event.as_string().is_none_or(|name| name != "error") {
        let failed = NativeFunction::from_copy_closure_with_captures(
            |_, args, waits: &Gc<Awaited>, cx| {
                waits.leave(cx)?;
                waits.functions.reject.call(&JsValue::undefined(), args.get(..1).unwrap_or_default(), cx)
            },
            waits.clone(),
        );
        let failed = JsObject::from(FunctionObjectBuilder::new(cx.realm(), failed).build());
        *waits.failed.borrow_mut() = Some(failed.clone());
        add(&object, &js_string!("error").into(), &failed, &failed, Position::Last, cx)?;
    }
    Ok(promise.into())
}

impl Awaited {
    fn leave(&self, cx: &mut Context) -> JsResult<()> {
        let (heard, failed) = (self.heard.borrow_mut().take(), self.failed.borrow_mut().take());
        if let Some(heard) = heard {
            remove(&self.emitter, &self.event, &heard, &heard, cx)?;
        }
        if let Some(failed) = failed {
            remove(&self.emitter, &js_string!("error").into(), &failed, &failed, cx)?;
        }
        Ok(())
    }
}

fn event_names(this: &JsValue, _: &[JsValue], cx: &mut Context) -> JsResult<JsValue> {
    let names = listeners::names(&emitter(this)?, cx)?;
    Ok(JsArray::from_iter(names, cx).into())
}

/// Accepted and kept, but nothing is counted: 0.2 knew no limit, and a warning on stderr would be news to it.
fn set_max_listeners(this: &JsValue, args: &[JsValue], cx: &mut Context) -> JsResult<JsValue> {
    emitter(this)?.set(js_str!("_maxListeners"), args.get_or_undefined(0).clone(), true, cx)?;
    Ok(this.clone())
}

fn get_max_listeners(this: &JsValue, _: &[JsValue], cx: &mut Context) -> JsResult<JsValue> {
    let own = emitter(this)?.get(js_str!("_maxListeners"), cx)?;
    if !own.is_undefined() {
        return Ok(own);
    }
    super::constructor(cx)?.get(js_str!("defaultMaxListeners"), cx)
}
