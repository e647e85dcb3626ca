//! Binding tables: the names JavaScript sees, readable in one screen, and the functions behind them.
//!
//! Methods and accessors are enumerable, as everything that 2010's libraries put on a prototype was: they copied
//! prototypes with `for (var k in Proto)`.

use boa_engine::builtins::object::OrdinaryObject;
use boa_engine::native_function::NativeFunctionPointer;
use boa_engine::object::builtins::JsFunction;
use boa_engine::object::{FunctionObjectBuilder, JsObject};
use boa_engine::property::{PropertyDescriptor, PropertyKey};
use boa_engine::{Context, JsResult, JsString, JsValue, NativeFunction, js_string};

/// A row of a method table: name, `length`, function.
pub struct Method {
    /// The property's name.
    pub name: &'static str,
    /// What the function's `length` says.
    pub length: usize,
    /// The native function: `this`, arguments, context.
    pub call: NativeFunctionPointer,
}

/// A row of an accessor table.
pub struct Accessor {
    /// The property's name.
    pub name: &'static str,
    /// Reads it.
    pub get: NativeFunctionPointer,
    /// Writes it; none for a read-only property (writes are ignored, or throw in strict mode).
    pub set: Option<NativeFunctionPointer>,
}

/// A method row.
pub const fn method(name: &'static str, length: usize, call: NativeFunctionPointer) -> Method {
    Method { name, length, call }
}

/// An accessor row that can be read and written.
pub const fn accessor(name: &'static str, get: NativeFunctionPointer, set: NativeFunctionPointer) -> Accessor {
    Accessor { name, get, set: Some(set) }
}

/// An accessor row that can only be read.
pub const fn readonly(name: &'static str, get: NativeFunctionPointer) -> Accessor {
    Accessor { name, get, set: None }
}

/// A native function as a JavaScript value.
pub fn function(name: &str, length: usize, call: NativeFunctionPointer, cx: &Context) -> JsFunction {
    FunctionObjectBuilder::new(cx.realm(), NativeFunction::from_fn_ptr(call))
        .name(JsString::from(name))
        .length(length)
        .build()
}

/// Puts the methods of a table on `target`.
pub fn install(target: &JsObject, methods: &[Method], cx: &mut Context) {
    for row in methods {
        let function = function(row.name, row.length, row.call, cx);
        target.insert_property(JsString::from(row.name), data(function));
    }
}

/// Puts the accessors of a table on `target`.
pub fn install_accessors(target: &JsObject, accessors: &[Accessor], cx: &mut Context) {
    for row in accessors {
        let mut descriptor =
            PropertyDescriptor::builder().enumerable(true).configurable(true).get(function(row.name, 0, row.get, cx));
        if let Some(set) = row.set {
            descriptor = descriptor.set(function(row.name, 1, set, cx));
        }
        target.insert_property(JsString::from(row.name), descriptor);
    }
}

/// Sets an ordinary (writable, enumerable, configurable) property without running any JavaScript.
pub fn set(target: &JsObject, name: &str, value: impl Into<JsValue>) {
    target.insert_property(JsString::from(name), data(value));
}

/// Sets a writable property that `for in` does not show.
pub fn set_hidden(target: &JsObject, name: &str, value: impl Into<JsValue>) {
    set_hidden_key(target, JsString::from(name), value);
}

/// The same under any key, such as a symbol.
pub fn set_hidden_key(target: &JsObject, key: impl Into<PropertyKey>, value: impl Into<JsValue>) {
    let descriptor = PropertyDescriptor::builder().value(value).writable(true).enumerable(false).configurable(true);
    target.insert_property(key, descriptor);
}

fn data(value: impl Into<JsValue>) -> PropertyDescriptor {
    PropertyDescriptor::builder().value(value).writable(true).enumerable(true).configurable(true).build()
}

/// A native constructor with its prototype: `new Name(..)` calls `construct` with new.target as `this`.
///
/// The engine hands `undefined` as `this` to a native constructor that is called without `new`, so the pattern
/// `Name.call(this)` of 2010's subclasses reaches nothing. A class that must support it uses [`constructor`].
pub fn class(
    name: &str,
    length: usize,
    construct: NativeFunctionPointer,
    parent: Option<&JsObject>,
    cx: &mut Context,
) -> Class {
    let constructor = FunctionObjectBuilder::new(cx.realm(), NativeFunction::from_fn_ptr(construct))
        .name(JsString::from(name))
        .length(length)
        .constructor(true)
        .build();
    tie(constructor.into(), prototype(parent, cx))
}

/// A constructor that works with `new Name(..)`, as `Name(..)`, and as `Name.call(this, ..)` in a subclass of the
/// `inherits` kind: `init` is called with the instance as `this`, which is an ordinary object; what native state it
/// needs goes into a [`crate::hidden`] slot.
///
/// # Errors
/// None so far.
pub fn constructor(
    name: &str,
    length: usize,
    init: NativeFunctionPointer,
    parent: Option<&JsObject>,
    cx: &mut Context,
) -> JsResult<Class> {
    let prototype = prototype(parent, cx);
    let construct = NativeFunction::from_copy_closure_with_captures(
        move |this, args, prototype: &JsObject, cx| {
            let instance = this.as_object().filter(|this| is_instance(this, prototype));
            let instance =
                instance.unwrap_or_else(|| JsObject::new(cx.root_shape(), prototype.clone(), OrdinaryObject).upcast());
            init(&instance.clone().into(), args, cx)?;
            Ok(instance.into())
        },
        prototype.clone(),
    );
    let constructor = FunctionObjectBuilder::new(cx.realm(), construct)
        .name(JsString::from(name))
        .length(length)
        .constructor_with_this()
        .build();
    Ok(tie(constructor.into(), prototype))
}

fn is_instance(object: &JsObject, prototype: &JsObject) -> bool {
    let mut next = object.prototype();
    while let Some(object) = next {
        if JsObject::equals(&object, prototype) {
            return true;
        }
        next = object.prototype();
    }
    false
}

/// A constructor and its prototype.
#[derive(Clone, Debug)]
pub struct Class {
    /// What programs call.
    pub constructor: JsObject,
    /// What its instances inherit from.
    pub prototype: JsObject,
}

/// A shared shape, by which `lookup::LookupCache` sees at a glance whether a prototype changed.
fn prototype(parent: Option<&JsObject>, cx: &Context) -> JsObject {
    let parent = parent.cloned().unwrap_or_else(|| cx.intrinsics().constructors().object().prototype());
    JsObject::new(cx.root_shape(), parent, OrdinaryObject).upcast()
}

fn tie(constructor: JsObject, prototype: JsObject) -> Class {
    set_hidden(&prototype, "constructor", constructor.clone());
    constructor.insert_property(
        js_string!("prototype"),
        PropertyDescriptor::builder().value(prototype.clone()).writable(true).enumerable(false).configurable(false),
    );
    Class { constructor, prototype }
}
