//! The timer object: what `setTimeout` returns, and the class `process.Timer`.

use boa_engine::object::JsObject;
use boa_engine::property::PropertyKey;
use boa_engine::{Finalize, JsData, JsSymbol, Trace};
use noderu_glue::binding::{self, Class};
use noderu_glue::prelude::*;
use noderu_runtime::TimerId;

use super::immediate::Immediate;
use super::{delay, needed_callback, running};
use crate::host::host;

/// The state of a timer object.
#[derive(Trace, Finalize, JsData)]
struct Timer {
    callback: JsValue,
    arguments: Option<Box<[JsValue]>>,
    #[unsafe_ignore_trace]
    id: Option<TimerId>,
    /// Milliseconds, 0 for a timer that fires once.
    repeat_ms: u32,
    /// The delay that it was started with last, in milliseconds.
    after_ms: u32,
    unref: bool,
}

impl Timer {
    fn new(callback: JsValue) -> Self {
        Self { callback, arguments: None, id: None, repeat_ms: 0, after_ms: 0, unref: false }
    }
}

const METHODS: &[Method] = &[
    method("start", 2, start),
    method("stop", 0, stop),
    method("again", 1, again),
    method("ref", 0, make_ref),
    method("unref", 0, make_unref),
    method("hasRef", 0, has_ref),
    method("close", 0, close),
    method("refresh", 0, refresh),
];

const ACCESSORS: &[Accessor] =
    &[accessor("callback", get_callback, set_callback), accessor("repeat", get_repeat, set_repeat)];

/// The class `process.Timer`.
pub fn class(cx: &mut Context) -> Class {
    slot(cx, make_class)
}

fn make_class(cx: &mut Context) -> Class {
    let class = binding::class("Timer", 0, construct, None, cx);
    binding::install(&class.prototype, METHODS, cx);
    binding::install_accessors(&class.prototype, ACCESSORS, cx);
    let primitive = binding::function("[Symbol.toPrimitive]", 0, to_primitive, cx);
    binding::set_hidden_key(&class.prototype, PropertyKey::Symbol(JsSymbol::to_primitive()), primitive);
    class
}

fn construct(_: &JsValue, _: &[JsValue], cx: &mut Context) -> JsResult<JsValue> {
    Ok(make(Timer::new(JsValue::undefined()), cx).into())
}

fn make(timer: Timer, cx: &mut Context) -> JsObject {
    let prototype = class(cx).prototype;
    JsObject::new(cx.root_shape(), prototype, timer).upcast()
}

/// `setTimeout(callback, delay, [arg], [...])`
pub(super) fn set_timeout(_: &JsValue, args: &[JsValue], cx: &mut Context) -> JsResult<JsValue> {
    let callback = needed_callback(args, "setTimeout")?;
    let after = delay(&arg(args, 1), cx)?;
    Ok(started(callback, args, after, 0, cx))
}

/// `setInterval(callback, delay, [arg], [...])`
pub fn set_interval(_: &JsValue, args: &[JsValue], cx: &mut Context) -> JsResult<JsValue> {
    let callback = needed_callback(args, "setInterval")?;
    let after = delay(&arg(args, 1), cx)?;
    Ok(started(callback, args, after, after as u32, cx))
}

fn started(callback: JsFunction, args: &[JsValue], after: u64, repeat_ms: u32, cx: &mut Context) -> JsValue {
    let mut timer = Timer::new(callback.into());
    timer.repeat_ms = repeat_ms;
    if args.len() > 2 {
        timer.arguments = Some(args[2..].into());
    }
    let object = make(timer, cx);
    activate(&object, after, cx);
    object.into()
}

/// Starts the timer anew, `after` milliseconds from now.
fn activate(object: &JsObject, after: u64, cx: &mut Context) {
    let (host, running) = (host(cx), running(cx));
    let Some(mut timer) = object.downcast_mut::<Timer>() else { return };
    let mut reactor = host.reactor.borrow_mut();
    if let Some(id) = timer.id.take() {
        reactor.timer_stop(id);
        running.remove(id);
    }
    let id = reactor.timer_start(after, (timer.repeat_ms > 0).then_some(timer.repeat_ms.into()));
    if timer.unref {
        reactor.timer_ref(id, false);
    }
    timer.id = Some(id);
    timer.after_ms = after as u32;
    running.insert(id, object);
}

fn deactivate(object: &JsObject, cx: &mut Context) {
    let id = object.downcast_mut::<Timer>().and_then(|mut timer| timer.id.take());
    if let Some(id) = id {
        host(cx).reactor.borrow_mut().timer_stop(id);
        running(cx).remove(id);
    }
}

/// Calls the callback of a timer that ran out.
///
/// # Errors
/// What the callback threw.
pub fn deliver(id: TimerId, cx: &mut Context) -> JsResult<()> {
    let running = running(cx);
    let Some(object) = running.get(id) else { return Ok(()) };
    let (callback, arguments) = {
        let Some(mut timer) = object.downcast_mut::<Timer>() else { return Ok(()) };
        if timer.repeat_ms == 0 {
            timer.id = None;
            running.remove(id);
        }
        (timer.callback.as_object(), timer.arguments.clone())
    };
    match callback {
        Some(callback) if callback.is_callable() => {
            callback.call(&object.into(), arguments.as_deref().unwrap_or_default(), cx).map(drop)
        }
        _ => Ok(()),
    }
}

/// `clearTimeout` and all its kin: any timer, the number of one, or nothing at all.
pub fn clear(_: &JsValue, args: &[JsValue], cx: &mut Context) -> JsResult<JsValue> {
    let Some(given) = args.first() else { return Ok(JsValue::undefined()) };
    let object = match given.as_object() {
        Some(object) => object,
        None => match given.as_number().and_then(id_of_number).and_then(|id| running(cx).get(id)) {
            Some(object) => object,
            None => return Ok(JsValue::undefined()),
        },
    };
    if object.is::<Timer>() {
        deactivate(&object, cx);
        if let Some(mut timer) = object.downcast_mut::<Timer>() {
            timer.callback = JsValue::null();
            timer.arguments = None;
        }
    } else {
        Immediate::cancel(&object);
    }
    Ok(JsValue::undefined())
}

/// Slots per generation in the number that a timer converts to.
const SLOTS: f64 = 4_194_304.0;

fn number_of_id(id: TimerId) -> f64 {
    f64::from(id.generation) * SLOTS + f64::from(id.index) + 1.0
}

fn id_of_number(number: f64) -> Option<TimerId> {
    let count = number - 1.0;
    (count >= 0.0 && count.fract() == 0.0)
        .then(|| TimerId { index: (count % SLOTS) as u32, generation: (count / SLOTS) as u32 })
}

fn this_timer(this: &JsValue) -> JsResult<JsObject> {
    this.as_object().filter(JsObject::is::<Timer>).ok_or_else(|| type_error("this is no timer"))
}

fn with<T>(this: &JsValue, act: impl FnOnce(&mut Timer) -> T) -> JsResult<T> {
    let object = this_timer(this)?;
    let mut timer = object.downcast_mut::<Timer>().ok_or_else(|| type_error("this is no timer"))?;
    Ok(act(&mut timer))
}

/// `timer.start(after, repeat)`: milliseconds both.
fn start(this: &JsValue, args: &[JsValue], cx: &mut Context) -> JsResult<JsValue> {
    let object = this_timer(this)?;
    let after = delay(&arg(args, 0), cx)?;
    let repeat_ms = repeat_argument(&arg(args, 1), cx)?;
    with(this, |timer| timer.repeat_ms = repeat_ms)?;
    activate(&object, after, cx);
    Ok(JsValue::undefined())
}

fn repeat_argument(value: &JsValue, cx: &mut Context) -> JsResult<u32> {
    let ms = value.to_number(cx)?;
    Ok(if ms > 0.0 { delay(value, cx)? as u32 } else { 0 })
}

fn stop(this: &JsValue, _: &[JsValue], cx: &mut Context) -> JsResult<JsValue> {
    deactivate(&this_timer(this)?, cx);
    Ok(JsValue::undefined())
}

/// `timer.again([repeat])`: a repeating timer starts its interval anew; one that does not repeat stops (libev's
/// `ev_timer_again`).
fn again(this: &JsValue, args: &[JsValue], cx: &mut Context) -> JsResult<JsValue> {
    let object = this_timer(this)?;
    if let Some(value) = args.first() {
        let repeat_ms = repeat_argument(value, cx)?;
        with(this, |timer| timer.repeat_ms = repeat_ms)?;
    }
    match with(this, |timer| timer.repeat_ms)? {
        0 => deactivate(&object, cx),
        repeat_ms => activate(&object, repeat_ms.into(), cx),
    }
    Ok(JsValue::undefined())
}

fn make_ref(this: &JsValue, _: &[JsValue], cx: &mut Context) -> JsResult<JsValue> {
    set_ref(this, true, cx)
}

/// Lets the loop end although the timer runs, as its method `unref` does.
///
/// # Errors
/// A TypeError for what is no timer.
pub fn release(timer: &JsValue, cx: &mut Context) -> JsResult<()> {
    set_ref(timer, false, cx).map(drop)
}

fn make_unref(this: &JsValue, _: &[JsValue], cx: &mut Context) -> JsResult<JsValue> {
    set_ref(this, false, cx)
}

fn set_ref(this: &JsValue, on: bool, cx: &mut Context) -> JsResult<JsValue> {
    let id = with(this, |timer| {
        timer.unref = !on;
        timer.id
    })?;
    if let Some(id) = id {
        host(cx).reactor.borrow_mut().timer_ref(id, on);
    }
    Ok(this.clone())
}

fn has_ref(this: &JsValue, _: &[JsValue], _: &mut Context) -> JsResult<JsValue> {
    with(this, |timer| (!timer.unref).into())
}

fn close(this: &JsValue, _: &[JsValue], cx: &mut Context) -> JsResult<JsValue> {
    clear(&JsValue::undefined(), std::slice::from_ref(this), cx)?;
    Ok(this.clone())
}

/// `timer.refresh()`: the delay begins anew.
fn refresh(this: &JsValue, _: &[JsValue], cx: &mut Context) -> JsResult<JsValue> {
    let after_ms = with(this, |timer| timer.id.map(|_| timer.after_ms))?;
    if let Some(after_ms) = after_ms {
        activate(&this_timer(this)?, after_ms.into(), cx);
    }
    Ok(this.clone())
}

fn get_callback(this: &JsValue, _: &[JsValue], _: &mut Context) -> JsResult<JsValue> {
    with(this, |timer| timer.callback.clone())
}

fn set_callback(this: &JsValue, args: &[JsValue], _: &mut Context) -> JsResult<JsValue> {
    with(this, |timer| timer.callback = arg(args, 0))?;
    Ok(JsValue::undefined())
}

fn get_repeat(this: &JsValue, _: &[JsValue], _: &mut Context) -> JsResult<JsValue> {
    with(this, |timer| timer.repeat_ms.into())
}

fn set_repeat(this: &JsValue, args: &[JsValue], cx: &mut Context) -> JsResult<JsValue> {
    let repeat_ms = repeat_argument(&arg(args, 0), cx)?;
    with(this, |timer| timer.repeat_ms = repeat_ms)?;
    Ok(JsValue::undefined())
}

/// A running timer as a number, which `clearTimeout` takes too.
fn to_primitive(this: &JsValue, _: &[JsValue], _: &mut Context) -> JsResult<JsValue> {
    with(this, |timer| timer.id.map_or(f64::NAN, number_of_id).into())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_of_timers() {
        for id in [TimerId { index: 0, generation: 0 }, TimerId { index: 4_194_303, generation: 77 }] {
            assert_eq!(id_of_number(number_of_id(id)), Some(id));
        }
        for number in [0.0, -1.0, 1.5, f64::NAN, f64::INFINITY] {
            assert_eq!(id_of_number(number), None);
        }
    }
}
