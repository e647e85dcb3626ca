//! The listeners of an object, kept as 0.2 kept them: `object._events[event]` is the function when one listens and an
//! array when more do; `_events` appears with the first listener.
//!
//! Libraries read and write that property, so nothing here trusts its shape. A table of ours has no prototype; in one
//! that a program made (`this._events = {}`) only own properties count, so that an event may be called `toString` or
//! `__proto__`.

use boa_engine::builtins::object::OrdinaryObject;
use boa_engine::object::IndexProperties;
use boa_engine::object::builtins::JsArray;
use boa_engine::property::{PropertyDescriptor, PropertyKey};
use noderu_glue::lookup::lookup;
use noderu_glue::prelude::*;

/// What `_events[event]` holds.
pub(super) enum Handler {
    /// Nothing, or nothing that can be called.
    None,
    /// The only listener.
    One(JsObject),
    /// An array of listeners, possibly empty.
    Many(JsObject),
}

/// Where a new listener goes.
#[derive(Clone, Copy)]
pub(super) enum Position {
    /// Before the others.
    First,
    /// After the others.
    Last,
}

/// The handler of `key`.
pub(super) fn handler(object: &JsObject, key: &PropertyKey, cx: &mut Context) -> JsResult<Handler> {
    match table(object, cx)? {
        Some(table) => entry(&table, key, cx),
        None => Ok(Handler::None),
    }
}

/// The elements of an array of listeners, copied.
pub(super) fn elements(array: &JsObject, cx: &mut Context) -> JsResult<Vec<JsValue>> {
    let length = length(array, cx)?;
    if let IndexProperties::DenseElement(elements) = array.borrow().properties().index_properties()
        && elements.len() == length
    {
        return Ok(elements.map(|(_, element)| element.clone()).collect());
    }
    let mut elements = Vec::with_capacity(length.min(64));
    for index in 0..length {
        elements.push(array.get(index, cx)?);
    }
    Ok(elements)
}

/// How many listeners `key` has.
pub(super) fn count(object: &JsObject, key: &PropertyKey, cx: &mut Context) -> JsResult<usize> {
    match handler(object, key, cx)? {
        Handler::None => Ok(0),
        Handler::One(_) => Ok(1),
        Handler::Many(array) => length(&array, cx),
    }
}

/// Adds a listener; the same function may be added many times.
pub(super) fn insert(
    object: &JsObject,
    key: &PropertyKey,
    listener: JsObject,
    place: Position,
    cx: &mut Context,
) -> JsResult<()> {
    let table = table_or_new(object, cx)?;
    match entry(&table, key, cx)? {
        Handler::None => put(&table, key, listener.into(), cx),
        Handler::One(other) => {
            let pair = match place {
                Position::First => [listener.into(), other.into()],
                Position::Last => [other.into(), listener.into()],
            };
            let array = JsArray::from_iter(pair, cx);
            put(&table, key, array.into(), cx)
        }
        Handler::Many(array) => {
            let array = JsArray::from_object(array)?;
            match place {
                Position::First => array.unshift(&[listener.into()], cx)?,
                Position::Last => array.push(listener, cx)?,
            };
            Ok(())
        }
    }
}

/// Removes the first entry that is `listener`, or that `once` made of it. The array is changed in place: programs
/// hold it. Returns whether there was one.
pub(super) fn remove(object: &JsObject, key: &PropertyKey, listener: &JsObject, cx: &mut Context) -> JsResult<bool> {
    let Some(table) = table(object, cx)? else { return Ok(false) };
    match entry(&table, key, cx)? {
        Handler::None => Ok(false),
        Handler::One(only) => {
            if !is_or_wraps(&only, listener, cx)? {
                return Ok(false);
            }
            table.delete_property_or_throw(key.clone(), cx)
        }
        Handler::Many(array) => {
            let mut found = None;
            for (index, element) in elements(&array, cx)?.iter().enumerate() {
                if let Some(element) = element.as_object()
                    && is_or_wraps(&element, listener, cx)?
                {
                    found = Some(index);
                    break;
                }
            }
            let Some(index) = found else { return Ok(false) };
            if length(&array, cx)? == 1 {
                table.delete_property_or_throw(key.clone(), cx)?;
            }
            let index = u32::try_from(index).unwrap_or(u32::MAX);
            JsArray::from_object(array)?.splice(index, Some(1), &[], cx)?;
            Ok(true)
        }
    }
}

/// Removes every listener of `key`.
pub(super) fn remove_all(object: &JsObject, key: &PropertyKey, cx: &mut Context) -> JsResult<()> {
    if let Some(table) = table(object, cx)?
        && table.has_own_property(key.clone(), cx)?
    {
        table.delete_property_or_throw(key.clone(), cx)?;
    }
    Ok(())
}

/// Removes every listener of every event: the object gets a fresh table.
pub(super) fn clear(object: &JsObject, cx: &mut Context) -> JsResult<()> {
    if table(object, cx)?.is_some() {
        new_table(object, cx)?;
    }
    Ok(())
}

/// The live array of `key`: what a program does to it is done to the listeners. A bare function is put into one first.
pub(super) fn live(object: &JsObject, key: &PropertyKey, cx: &mut Context) -> JsResult<JsObject> {
    let table = table_or_new(object, cx)?;
    let array = match entry(&table, key, cx)? {
        Handler::Many(array) => return Ok(array),
        Handler::One(only) => JsArray::from_iter([only.into()], cx),
        Handler::None => JsArray::from_iter([], cx),
    };
    put(&table, key, array.clone().into(), cx)?;
    Ok(array.into())
}

/// The events that somebody listens to.
pub(super) fn names(object: &JsObject, cx: &mut Context) -> JsResult<Vec<JsValue>> {
    let Some(table) = table(object, cx)? else { return Ok(Vec::new()) };
    let mut names = Vec::new();
    for key in table.own_property_keys(cx)? {
        let listened = match entry(&table, &key, cx)? {
            Handler::None => false,
            Handler::One(_) => true,
            Handler::Many(array) => length(&array, cx)? > 0,
        };
        if listened {
            names.push(JsValue::from(&key));
        }
    }
    Ok(names)
}

fn entry(table: &JsObject, key: &PropertyKey, cx: &mut Context) -> JsResult<Handler> {
    let bare = table.is_ordinary() && table.prototype().is_none();
    if !bare && !table.has_own_property(key.clone(), cx)? {
        return Ok(Handler::None);
    }
    let Some(value) = lookup(table, key, cx)?.as_object() else { return Ok(Handler::None) };
    Ok(if value.is_callable() {
        Handler::One(value)
    } else if value.is_array() {
        Handler::Many(value)
    } else {
        Handler::None
    })
}

fn table(object: &JsObject, cx: &mut Context) -> JsResult<Option<JsObject>> {
    Ok(super::shared(cx)?.events_of.get(object, cx)?.as_object())
}

fn table_or_new(object: &JsObject, cx: &mut Context) -> JsResult<JsObject> {
    match table(object, cx)? {
        Some(table) => Ok(table),
        None => new_table(object, cx),
    }
}

fn new_table(object: &JsObject, cx: &mut Context) -> JsResult<JsObject> {
    let table = JsObject::new(cx.root_shape(), None, OrdinaryObject).upcast();
    object.set(js_string!("_events"), table.clone(), true, cx)?;
    Ok(table)
}

/// Defines rather than sets, so that no setter of a prototype (`__proto__`) gets in the way.
fn put(table: &JsObject, key: &PropertyKey, value: JsValue, cx: &mut Context) -> JsResult<()> {
    let property = PropertyDescriptor::builder().value(value).writable(true).enumerable(true).configurable(true);
    if table.is_ordinary() && table.is_extensible(cx)? {
        table.insert_property(key.clone(), property);
        return Ok(());
    }
    table.define_property_or_throw(key.clone(), property, cx).map(drop)
}

/// Whether `entry` is the listener itself, or carries it as its `listener` property as `once` leaves it.
fn is_or_wraps(entry: &JsObject, listener: &JsObject, cx: &mut Context) -> JsResult<bool> {
    if JsObject::equals(entry, listener) {
        return Ok(true);
    }
    let wrapped = lookup(entry, &PropertyKey::String(js_string!("listener")), cx)?;
    Ok(wrapped.as_object().is_some_and(|wrapped| JsObject::equals(&wrapped, listener)))
}

fn length(array: &JsObject, cx: &mut Context) -> JsResult<usize> {
    let length = lookup(array, &PropertyKey::String(js_string!("length")), cx)?;
    if let Some(length) = length.as_i32() {
        return Ok(length.try_into().unwrap_or(0));
    }
    let length = length.to_length(cx)?;
    Ok(usize::try_from(length).unwrap_or(usize::MAX))
}
