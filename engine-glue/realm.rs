//! Realms beside the program's own: each has an object of the program, the sandbox, as its global object.
//!
//! The engine puts its builtins on that object as properties that do not enumerate. What the program had there under
//! the same names stays. A sandbox keeps its realm, so that functions made in it and later code meet the same globals;
//! both go when nobody holds the sandbox, or anything that was made in it.

use std::cell::Cell;
use std::rc::Rc;

use boa_engine::builtins::object::OrdinaryObject;
use boa_engine::object::{FunctionObjectBuilder, JsObject};
use boa_engine::property::{PropertyDescriptor, PropertyKey};
use boa_engine::realm::Realm;
use boa_engine::{Context, Finalize, JsData, JsError, JsResult, JsValue, NativeFunction, Trace};

use crate::builtins;
use crate::convert::arg;
use crate::depth;
use crate::error::{range_error, type_error};
use crate::jobs::Hooks;
use crate::state;

/// The realm of the program.
pub(crate) struct MainRealm {
    realm: Realm,
    /// Runs in realms of sandboxes that are under way, one within the other.
    nested: Cell<usize>,
}

/// How many of them there may be: code that makes a sandbox in each takes 220 KB for it.
const NESTED_MAX: usize = 250;

impl MainRealm {
    /// For a new context, whose current realm it is.
    pub(crate) fn new(cx: &Context) -> MainRealm {
        MainRealm { realm: cx.realm().clone(), nested: Cell::new(0) }
    }
}

/// The realm that a sandbox keeps, also known to the global object where that is not the sandbox itself.
#[derive(Trace, Finalize, JsData)]
struct SandboxRealm {
    realm: Realm,
    #[unsafe_ignore_trace]
    builtin_names: Box<[PropertyKey]>,
    /// What the engine put there under these names.
    builtins: Box<[JsValue]>,
}

impl SandboxRealm {
    /// Whether a property of the global object is what the engine put there.
    fn is_builtin(&self, key: &PropertyKey, property: &PropertyDescriptor) -> bool {
        let index = self.builtin_names.iter().position(|name| name == key);
        let builtin = index.and_then(|index| self.builtins.get(index));
        builtin.zip(property.value()).is_some_and(|(builtin, value)| JsValue::same_value(builtin, value))
    }
}

/// The realm whose global object `sandbox` is; none when it was not made one.
pub fn existing(sandbox: &JsObject, cx: &mut Context) -> Option<Realm> {
    let main = main(cx)?;
    if is_global_of(sandbox, &main, cx) {
        return Some(main);
    }
    let own = state::own_state::<SandboxRealm>(sandbox, cx)?;
    own.downcast_ref::<SandboxRealm>().map(|own| own.realm.clone())
}

/// The realm whose global object `sandbox` is; made at the first call.
///
/// # Errors
/// A TypeError for an object that cannot be a global object.
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
        Some(realm) if realm.scope().num_bindings() == 0 || is_main(&realm, cx) => Ok(realm),
        _ => create(sandbox, cx),
    }
}

/// Runs `body` in `realm`.
///
/// # Errors
/// What `body` throws; a RangeError beyond [`NESTED_MAX`].
pub fn within<T>(realm: &Realm, cx: &mut Context, body: impl FnOnce(&mut Context) -> JsResult<T>) -> JsResult<T> {
    if is_main(realm, cx) {
        return in_place(realm, cx, body);
    }
    if count_nested(1, cx) > NESTED_MAX {
        count_nested(-1, cx);
        return Err(range_error(depth::MESSAGE));
    }
    let result = in_place(realm, cx, |cx| finished(body(cx), cx));
    count_nested(-1, cx);
    result
}

fn count_nested(change: isize, cx: &Context) -> usize {
    let Some(main) = cx.get_data::<MainRealm>() else { return 0 };
    main.nested.set(main.nested.get().saturating_add_signed(change));
    main.nested.get()
}

fn in_place<T>(realm: &Realm, cx: &mut Context, body: impl FnOnce(&mut Context) -> T) -> T {
    let before = cx.enter_realm(realm.clone());
    let result = body(cx);
    cx.enter_realm(before);
    result
}

fn finished<T>(result: JsResult<T>, cx: &mut Context) -> JsResult<T> {
    show_replaced(cx);
    result.map_err(|error| match error {
        // Becomes an object while its realm is known.
        error if error.as_native().is_some() => error.into_opaque(cx).map_or_else(|error| error, JsError::from_opaque),
        error => error,
    })
}

/// Whether `realm` is the program's.
pub fn is_main(realm: &Realm, cx: &Context) -> bool {
    main(cx).as_ref() == Some(realm)
}

fn main(cx: &Context) -> Option<Realm> {
    cx.get_data::<MainRealm>().map(|main| main.realm.clone())
}

fn is_global_of(object: &JsObject, realm: &Realm, cx: &mut Context) -> bool {
    in_place(realm, cx, |cx| JsObject::equals(&cx.global_object(), object))
}

fn create(sandbox: &JsObject, cx: &mut Context) -> JsResult<Realm> {
    if sandbox.is::<boa_engine::builtins::proxy::Proxy>() {
        return Err(type_error("a Proxy cannot be a sandbox"));
    }
    let keys = sandbox.own_property_keys(cx)?;
    let property = |key: PropertyKey| Some((key.clone(), sandbox.borrow().properties().get(&key)?));
    let mut properties: Vec<_> = keys.into_iter().filter_map(property).collect();
    // The builtins of the realm before make room for the new ones.
    if let Some(holder) = state::own_state::<SandboxRealm>(sandbox, cx)
        && let Some(own) = holder.downcast_ref::<SandboxRealm>()
    {
        properties.retain(|(key, property)| !own.is_builtin(key, property));
    }
    let global = if sandbox.is_extensible(cx)? {
        // The engine defines its builtins over what is there: it must be able to, and is set right afterwards.
        for (key, property) in properties.iter().filter(|(_, property)| property.configurable() == Some(false)) {
            sandbox.insert_property(key.clone(), freed(property));
        }
        sandbox.clone()
    } else {
        for (key, property) in &mut properties {
            *property = forwarded(sandbox, key, property, cx);
        }
        JsObject::from_proto_and_data(sandbox.prototype(), OrdinaryObject)
    };
    let made = make(&global, cx);
    let mut own = Vec::new();
    for key in global.own_property_keys(cx)? {
        if let Some(value) = global.borrow().properties().get(&key).and_then(|property| property.value().cloned()) {
            own.push((key, value));
        }
    }
    for (key, property) in properties {
        own.retain(|(name, _)| *name != key);
        global.insert_property(key, property);
    }
    let realm = made.map_err(|error: JsError| type_error(format!("the object cannot be a sandbox: {error}")))?;
    let (names, values): (Vec<_>, Vec<_>) = own.into_iter().unzip();
    let own = SandboxRealm { realm: realm.clone(), builtin_names: names.into(), builtins: values.into() };
    let holder = state::attach(sandbox, own, cx);
    if !JsObject::equals(&global, sandbox) {
        state::share::<SandboxRealm>(&global, holder, cx);
    }
    Ok(realm)
}

/// A realm whose global object is `global`, with all builtins.
fn make(global: &JsObject, cx: &mut Context) -> JsResult<Realm> {
    let hooks = cx.get_data::<Rc<Hooks>>().expect("Engine::new puts them there");
    hooks.global.set(Some(global.clone()));
    // A realm that fails to come about is entered all the same, and is to be left.
    let here = cx.realm().clone();
    let realm = in_place(&here, cx, |cx| cx.create_realm())?;
    in_place(&realm, cx, builtins::install);
    Ok(realm)
}

/// What code puts in the place of a builtin (`Array = 5`) enumerates as any other global does.
fn show_replaced(cx: &mut Context) {
    let global = cx.global_object();
    let Some(holder) = state::own_state::<SandboxRealm>(&global, cx) else { return };
    let Some(own) = holder.downcast_ref::<SandboxRealm>() else { return };
    let replaced: Vec<_> = own
        .builtin_names
        .iter()
        .zip(&own.builtins)
        .filter_map(|(name, builtin)| {
            let property = global.borrow().properties().get(name)?;
            let hidden = property.enumerable() == Some(false) && property.configurable() == Some(true);
            let value = property.value().filter(|value| hidden && !JsValue::same_value(value, builtin))?;
            Some((name.clone(), PropertyDescriptor::builder().value(value.clone()).writable(true)))
        })
        .collect();
    drop(own);
    for (name, property) in replaced {
        global.insert_property(name, property.enumerable(true).configurable(true));
    }
}

/// A property of an object that takes no new ones (it cannot be a global object itself), as the object in its place has
/// it: reads and writes go to the original.
fn forwarded(
    object: &JsObject,
    key: &PropertyKey,
    property: &PropertyDescriptor,
    cx: &mut Context,
) -> PropertyDescriptor {
    let place = || Forwarded { object: object.clone(), key: key.clone() };
    let get = NativeFunction::from_copy_closure_with_captures(
        |_, _, place: &Forwarded, cx| place.object.get(place.key.clone(), cx),
        place(),
    );
    let set = NativeFunction::from_copy_closure_with_captures(
        |_, args, place: &Forwarded, cx| {
            place.object.set(place.key.clone(), arg(args, 0), false, cx).map(|_| JsValue::undefined())
        },
        place(),
    );
    PropertyDescriptor::builder()
        .get(FunctionObjectBuilder::new(cx.realm(), get).build())
        .set(FunctionObjectBuilder::new(cx.realm(), set).length(1).build())
        .enumerable(property.enumerable() == Some(true))
        .configurable(false)
        .build()
}

#[derive(Clone, Trace, Finalize)]
struct Forwarded {
    object: JsObject,
    #[unsafe_ignore_trace]
    key: PropertyKey,
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
