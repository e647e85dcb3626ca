//! Native state on objects: in the object itself, or in a slot that programs do not see.
//!
//! Objects that natives make carry their state as the object's data. Objects that a constructor of the program made
//! (`net.Stream.call(this)`) are ordinary; their state lives in an object of its own behind a private symbol.

use std::marker::PhantomData;

use boa_engine::object::{JsObject, NativeObject};
use boa_engine::property::PropertyDescriptor;
use boa_engine::{Context, JsSymbol, JsValue};

/// The slot of one type of state; an object can have several.
struct Key<T>(JsSymbol, PhantomData<fn() -> T>);

fn key<T: NativeObject>(cx: &mut Context) -> JsSymbol {
    if let Some(key) = cx.get_data::<Key<T>>() {
        return key.0.clone();
    }
    let symbol = JsSymbol::new(None).expect("symbols are counted in 64 bits");
    cx.insert_data(Key::<T>(symbol.clone(), PhantomData));
    symbol
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

/// As [`state`] for an object, but what it inherits does not count: with `Sub.prototype = new Stream()` the prototype's
/// state is not that of the instances.
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
