//! Realms beside the program's own: each has an object of the program, the sandbox, as its global object.
//!
//! The engine puts its builtins on that object as properties that do not enumerate. What the program had there under
//! the same names stays. A sandbox keeps its realm, so that functions made in it and later code meet the same globals.

use std::cell::RefCell;
use std::rc::Rc;

use boa_engine::object::JsObject;
use boa_engine::property::{PropertyDescriptor, PropertyKey};
use boa_engine::realm::Realm;
use boa_engine::{Context, Finalize, JsData, JsError, JsResult, Trace};

use crate::error::type_error;
use crate::{gaps, hidden};

/// The object that the next realm takes for its global object; set only while one is made.
pub(crate) type NextGlobal = Rc<RefCell<Option<JsObject>>>;

/// What belongs to the engine as a whole.
pub(crate) struct Realms {
    pub(crate) next_global: NextGlobal,
    /// The realm of the program.
    pub(crate) main: Realm,
}

/// The realm that a sandbox keeps.
#[derive(Trace, Finalize, JsData)]
struct Own(Realm);

/// The realm whose global object `sandbox` is; none when it was not made one.
pub fn existing(sandbox: &JsObject, cx: &mut Context) -> Option<Realm> {
    let main = main(cx)?;
    if is_global_of(sandbox, &main, cx) {
        return Some(main);
    }
    let own = hidden::own_state::<Own>(sandbox, cx)?;
    own.downcast_ref::<Own>().map(|own| own.0.clone())
}

/// The realm whose global object `sandbox` is; made at the first call.
///
/// # Errors
/// A TypeError for an object that takes no new properties, or looks like none.
pub fn of_sandbox(sandbox: &JsObject, cx: &mut Context) -> JsResult<Realm> {
    match existing(sandbox, cx) {
        Some(realm) => Ok(realm),
        None => create(sandbox, cx),
    }
}

/// The same for code that is to see no `let`, `const` and `class` of code before it: where there are some, the sandbox
/// gets a realm anew.
///
/// # Errors
/// As [`of_sandbox`].
pub fn of_sandbox_without_bindings(sandbox: &JsObject, cx: &mut Context) -> JsResult<Realm> {
    match existing(sandbox, cx) {
        Some(realm) if realm.scope().num_bindings() == 0 || main(cx).as_ref() == Some(&realm) => Ok(realm),
        _ => create(sandbox, cx),
    }
}

/// Runs `body` in `realm`.
pub fn within<T>(realm: &Realm, cx: &mut Context, body: impl FnOnce(&mut Context) -> T) -> T {
    let before = cx.enter_realm(realm.clone());
    let result = body(cx);
    cx.enter_realm(before);
    result
}

fn main(cx: &Context) -> Option<Realm> {
    cx.get_data::<Realms>().map(|realms| realms.main.clone())
}

fn is_global_of(object: &JsObject, realm: &Realm, cx: &mut Context) -> bool {
    within(realm, cx, |cx| JsObject::equals(&cx.global_object(), object))
}

fn create(sandbox: &JsObject, cx: &mut Context) -> JsResult<Realm> {
    let Some(next_global) = cx.get_data::<Realms>().map(|realms| realms.next_global.clone()) else {
        return Err(type_error("this engine has one realm"));
    };
    if sandbox.is::<boa_engine::builtins::proxy::Proxy>() {
        return Err(type_error("a Proxy cannot be a sandbox"));
    }
    if !sandbox.is_extensible(cx)? {
        return Err(type_error("the sandbox takes no new properties"));
    }
    // The engine defines its builtins over what is there: it must be able to, and is set right afterwards.
    let keys = sandbox.own_property_keys(cx)?;
    let property = |key: PropertyKey| Some((key.clone(), sandbox.borrow().properties().get(&key)?));
    let properties: Vec<_> = keys.into_iter().filter_map(property).collect();
    for (key, property) in properties.iter().filter(|(_, property)| property.configurable() == Some(false)) {
        sandbox.insert_property(key.clone(), freed(property));
    }
    let before = cx.realm().clone();
    next_global.replace(Some(sandbox.clone()));
    let made = cx.create_realm();
    next_global.take();
    if made.is_err() {
        // The engine leaves its new realm entered.
        cx.enter_realm(before);
    }
    for (key, property) in properties {
        sandbox.insert_property(key, property);
    }
    let realm = made.map_err(|error: JsError| type_error(format!("the object cannot be a sandbox: {error}")))?;
    within(&realm, cx, gaps::install);
    hidden::attach(sandbox, Own(realm.clone()), cx);
    Ok(realm)
}

fn freed(property: &PropertyDescriptor) -> PropertyDescriptor {
    let mut builder = PropertyDescriptor::builder().configurable(true).enumerable(property.enumerable() == Some(true));
    match property.value() {
        Some(value) => {
            builder = builder.value(value.clone()).writable(property.writable() == Some(true));
        }
        None => {
            builder = builder.maybe_get(property.get().cloned()).maybe_set(property.set().cloned());
        }
    }
    builder.build()
}
