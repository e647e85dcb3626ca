//! Native state of objects: in the object itself, or in a slot behind it that programs do not see.
//!
//! Objects that natives make carry their state as the object's data ([`native`]). Objects that a constructor of the program
//! made (`net.Stream.call(this)`) are ordinary; their state lives in an object of its own behind a private symbol
//! ([`attach`]). [`with`] finds both. State is borrowed while a closure runs, and JavaScript must not run in there: a
//! method that comes back to the same object would find its state taken, which ends the process.

use boa_engine::object::{JsObject, NativeObject};
use boa_engine::property::PropertyDescriptor;
use boa_engine::{Context, JsSymbol, JsValue};

use crate::slot::slot;

/// Reads or changes the state `T` of an object: its own, or what it inherits from the object that has some; none when
/// there is none.
pub fn with<T: NativeObject, R>(object: &JsObject, cx: &mut Context, body: impl FnOnce(&mut T) -> R) -> Option<R> {
    if let Some(mut state) = object.downcast_mut::<T>() {
        return Some(body(&mut state));
    }
    let holder = object.get(key::<T>(cx), cx).ok()?.as_object()?;
    native(&holder, body)
}

/// As [`with`] for an object that carries its state as its data; no slot is looked into.
pub fn native<T: NativeObject, R>(object: &JsObject, body: impl FnOnce(&mut T) -> R) -> Option<R> {
    object.downcast_mut::<T>().map(|mut state| body(&mut state))
}

/// As [`with`], but what the object inherits does not count: with `Sub.prototype = new Stream()` the prototype's state is
/// not that of the instances.
pub fn with_own<T: NativeObject, R>(object: &JsObject, cx: &mut Context, body: impl FnOnce(&mut T) -> R) -> Option<R> {
    native(&own_state::<T>(object, cx)?, body)
}

/// Whether [`with`] finds state.
pub fn has<T: NativeObject>(object: &JsObject, cx: &mut Context) -> bool {
    with::<T, _>(object, cx, |_| ()).is_some()
}

/// The object that holds the state `T` of `this`: itself, or what [`attach`] put behind it.
pub fn state<T: NativeObject>(this: &JsValue, cx: &mut Context) -> Option<JsObject> {
    let object = this.as_object()?;
    if object.is::<T>() {
        return Some(object);
    }
    let holder = object.get(key::<T>(cx), cx).ok()?.as_object()?;
    holder.is::<T>().then_some(holder)
}

/// As [`state`] for an object, but what it inherits does not count.
pub fn own_state<T: NativeObject>(object: &JsObject, cx: &mut Context) -> Option<JsObject> {
    if object.is::<T>() {
        return Some(object.clone());
    }
    let slot = object.borrow().properties().get(&key::<T>(cx).into())?;
    let holder = slot.value()?.as_object()?;
    holder.is::<T>().then_some(holder)
}

/// Gives an ordinary object native state; earlier state is replaced. Returns the holder.
pub fn attach<T: NativeObject>(object: &JsObject, data: T, cx: &mut Context) -> JsObject {
    let holder = JsObject::from_proto_and_data(None, data);
    share::<T>(object, holder.clone(), cx);
    holder
}

/// Gives another object the state that `holder`, which [`attach`] returned, holds.
pub fn share<T: NativeObject>(object: &JsObject, holder: JsObject, cx: &mut Context) {
    let symbol = key::<T>(cx);
    let descriptor = PropertyDescriptor::builder().value(holder).writable(true).enumerable(false).configurable(true);
    object.insert_property(symbol, descriptor);
}

/// The private symbol of one type of state; an object can have several.
fn key<T: NativeObject>(cx: &mut Context) -> JsSymbol {
    slot(cx, new_key::<T>)
}

#[expect(clippy::extra_unused_type_parameters, reason = "the type distinguishes makers, and so symbols")]
fn new_key<T: NativeObject>(_: &mut Context) -> JsSymbol {
    JsSymbol::new(None).expect("symbols are counted in 64 bits")
}
