//! Realms beside the program's own: each has an object of the program, the sandbox, as its global object.
//!
//! The engine puts its builtins on that object as properties that do not enumerate. What the program had there under
//! the same names stays. A sandbox keeps its realm, so that functions made in it and later code meet the same globals.

use std::cell::Cell;
use std::rc::Rc;

use boa_engine::builtins::object::OrdinaryObject;
use boa_engine::context::intrinsics::Intrinsics;
use boa_engine::context::{ContextBuilder, HostHooks};
use boa_engine::module::IdleModuleLoader;
use boa_engine::object::JsObject;
use boa_engine::property::{PropertyDescriptor, PropertyKey};
use boa_engine::realm::Realm;
use boa_engine::{Context, Finalize, JsData, JsError, JsResult, Trace};

use crate::error::type_error;
use crate::{gaps, hidden};

/// The realm of the program.
pub(crate) struct MainRealm {
    realm: Realm,
    /// A prototype that no object keeps: see [`forget_dead_prototypes`].
    unused: JsObject,
}

impl MainRealm {
    /// For a new context, whose current realm it is.
    pub(crate) fn new(cx: &Context) -> MainRealm {
        MainRealm { realm: cx.realm().clone(), unused: JsObject::with_null_proto() }
    }
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
    cx.get_data::<MainRealm>().map(|main| main.realm.clone())
}

fn is_global_of(object: &JsObject, realm: &Realm, cx: &mut Context) -> bool {
    within(realm, cx, |cx| JsObject::equals(&cx.global_object(), object))
}

fn create(sandbox: &JsObject, cx: &mut Context) -> JsResult<Realm> {
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
    forget_dead_prototypes(cx);
    let made = make(sandbox);
    if let Ok(realm) = &made {
        within(realm, cx, gaps::install);
    }
    for (key, property) in properties {
        sandbox.insert_property(key, property);
    }
    let realm = made.map_err(|error: JsError| type_error(format!("the object cannot be a sandbox: {error}")))?;
    hidden::attach(sandbox, Own(realm.clone()), cx);
    Ok(realm)
}

/// Makes a realm with the engine's builtins.
///
/// Not with [`Context::create_realm`]: the tree of shapes of a context holds on to the prototypes of all its realms, as
/// long as the context lives. This one grows in a context, and a tree, of its own that nobody else needs, so that the
/// realm goes with its sandbox. (Objects that code makes with `new` and `Object.create` belong to the program's tree
/// again: while the sandbox keeps one of them, the engine keeps the sandbox.)
fn make(sandbox: &JsObject) -> JsResult<Realm> {
    let hooks = Rc::new(SandboxHooks(Cell::new(Some(sandbox.clone()))));
    let nursery = ContextBuilder::new().host_hooks(hooks).module_loader(Rc::new(IdleModuleLoader)).build()?;
    Ok(nursery.realm().clone())
}

/// Makes the engine forget prototypes of the program's tree of shapes that no object has any more, and with them the
/// realms they belong to. It does so by itself at every 256th new prototype only, or when it comes upon a dead one:
/// this is one, once the collector ran.
fn forget_dead_prototypes(cx: &Context) {
    if let Some(main) = cx.get_data::<MainRealm>() {
        drop(JsObject::new(cx.root_shape(), main.unused.clone(), OrdinaryObject));
    }
}

/// Gives a new realm its global object.
struct SandboxHooks(Cell<Option<JsObject>>);

impl HostHooks for SandboxHooks {
    fn create_global_object(&self, intrinsics: &Intrinsics) -> JsObject {
        self.0.take().unwrap_or_else(|| JsObject::with_object_proto(intrinsics))
    }
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
