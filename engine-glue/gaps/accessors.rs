//! Getters and setters that put a property in their own place, as every lazy value does.
//!
//! After a getter has run, boa_engine 0.22 remembers for that place of the program, under the shape that the object has
//! *now*, the slot in which it found the getter *before* (and so it does for setters). When the getter has meanwhile
//! defined a property of the same name, the next run calls the prototype's getter once more (`Cannot redefine
//! property`, in chalk 4), or takes the value for a getter and calls it. Nothing outside the engine can make it forget;
//! but what lies in the remembered slot can be made to answer right:
//!
//! - an own accessor that `defineProperty` turns into a value stays an accessor in its slot, with natives that hold the
//!   value;
//! - the accessor of a prototype that an object's own property comes to hide is called through a native, which looks
//!   for the own property first.
//!
//! `getOwnPropertyDescriptor` and its kin tell of neither. What a program could still see: `Object.freeze` leaves a held
//! value writable, and `super.x` in the accessor of a subclass finds an own `x` of the instance.

use boa_engine::builtins::function::OrdinaryFunction;
use boa_engine::builtins::object::OrdinaryObject;
use boa_engine::builtins::proxy::Proxy;
use boa_engine::object::builtins::JsFunction;
use boa_engine::object::{FunctionObjectBuilder, JsObject};
use boa_engine::property::{PropertyDescriptor, PropertyKey};
use boa_engine::{Context, Finalize, JsData, JsResult, JsString, JsValue, NativeFunction, Trace, js_string};
use boa_gc::{Gc, GcRefCell};

use crate::binding::{function, set, set_hidden};
use crate::convert::{arg, text};
use crate::error::type_error;
use crate::hidden::{attach, own_state};

pub(super) fn install(cx: &mut Context) {
    let object = cx.intrinsics().constructors().object();
    let (constructor, prototype) = (object.constructor(), object.prototype());
    let reflect = cx.intrinsics().objects().reflect();
    set_hidden(&constructor, "defineProperty", function("defineProperty", 3, define_property, cx));
    set_hidden(&constructor, "defineProperties", function("defineProperties", 2, define_properties, cx));
    set_hidden(&reflect, "defineProperty", function("defineProperty", 3, reflect_define_property, cx));
    amend(&constructor, "getOwnPropertyDescriptor", 2, amend_descriptor, cx);
    amend(&constructor, "getOwnPropertyDescriptors", 1, amend_descriptors, cx);
    amend(&reflect, "getOwnPropertyDescriptor", 2, amend_descriptor, cx);
    amend(&prototype, "__lookupGetter__", 1, amend_function, cx);
    amend(&prototype, "__lookupSetter__", 1, amend_function, cx);
}

/// A descriptor as the program knows it: a value that is held, or the program's own accessors.
#[must_use]
pub fn as_defined(descriptor: PropertyDescriptor, cx: &mut Context) -> PropertyDescriptor {
    if !descriptor.is_accessor_descriptor() {
        return descriptor;
    }
    let builder = PropertyDescriptor::builder()
        .enumerable(descriptor.expect_enumerable())
        .configurable(descriptor.expect_configurable());
    if let Some(value) = held_value(&descriptor, cx) {
        return builder.value(value).writable(is_set(descriptor.set())).build();
    }
    let as_defined = |accessor: Option<&JsValue>, cx: &mut Context| accessor.cloned().map(|it| written(it, cx));
    let get = as_defined(descriptor.get(), cx);
    builder.maybe_get(get).maybe_set(as_defined(descriptor.set(), cx)).build()
}

/// Behind the getter and the setter of a value that is held: the value.
#[derive(Clone, Trace, Finalize, JsData)]
struct Held(Gc<GcRefCell<JsValue>>);

/// Behind a native that looks for an own property first: the program's function.
#[derive(Trace, Finalize, JsData)]
struct Through(JsObject);

/// `Object.defineProperty(object, key, descriptor)`
fn define_property(_: &JsValue, args: &[JsValue], cx: &mut Context) -> JsResult<JsValue> {
    let object = target(args, "defineProperty")?;
    let key = arg(args, 1).to_property_key(cx)?;
    let descriptor = description(&arg(args, 2), cx)?;
    define(&object, key, descriptor, cx)?;
    Ok(object.into())
}

/// `Object.defineProperties(object, descriptors)`
fn define_properties(_: &JsValue, args: &[JsValue], cx: &mut Context) -> JsResult<JsValue> {
    let object = target(args, "defineProperties")?;
    let table = arg(args, 1).to_object(cx)?;
    let own = cx.intrinsics().constructors().object().prototype().get(js_string!("propertyIsEnumerable"), cx)?;
    let own = own.as_function().ok_or_else(|| type_error("propertyIsEnumerable is not a function"))?;
    let mut descriptors = Vec::new();
    for key in table.own_property_keys(cx)? {
        if own.call(&table.clone().into(), &[key.clone().into()], cx)?.to_boolean() {
            let descriptor = description(&table.get(key.clone(), cx)?, cx)?;
            descriptors.push((key, descriptor));
        }
    }
    for (key, descriptor) in descriptors {
        define(&object, key, descriptor, cx)?;
    }
    Ok(object.into())
}

/// `Reflect.defineProperty(object, key, descriptor)`: false instead of an error where the property cannot be so.
fn reflect_define_property(_: &JsValue, args: &[JsValue], cx: &mut Context) -> JsResult<JsValue> {
    let object = arg(args, 0).as_object();
    let object = object.ok_or_else(|| type_error("Reflect.defineProperty called on non-object"))?;
    let key = arg(args, 1).to_property_key(cx)?;
    let descriptor = description(&arg(args, 2), cx)?;
    if object.is::<Proxy>() {
        // What a trap throws goes on.
        return match object.define_property_or_throw(key, descriptor, cx) {
            Err(error) if error.as_native().is_none() => Err(error),
            result => Ok(result.is_ok().into()),
        };
    }
    Ok(define(&object, key, descriptor, cx).is_ok().into())
}

fn description(value: &JsValue, cx: &mut Context) -> JsResult<PropertyDescriptor> {
    match value.as_object() {
        Some(object) => object.to_property_descriptor(cx),
        None => Err(type_error(format!("Property description must be an object: {}", value.display()))),
    }
}

fn target(args: &[JsValue], method: &str) -> JsResult<JsObject> {
    arg(args, 0).as_object().ok_or_else(|| type_error(format!("Object.{method} called on non-object")))
}

fn define(object: &JsObject, key: PropertyKey, wanted: PropertyDescriptor, cx: &mut Context) -> JsResult<()> {
    // The engine remembers slots of names only.
    let PropertyKey::String(name) = &key else { return object.define_property_or_throw(key, wanted, cx).map(drop) };
    if object.is::<Proxy>() {
        return object.define_property_or_throw(key, wanted, cx).map(drop);
    }
    let current = object.borrow().properties().get(&key);
    match current {
        Some(current) if current.is_accessor_descriptor() => {
            let value = held_value(&current, cx);
            let as_data = wanted.is_data_descriptor() && current.expect_configurable();
            if value.is_some() || as_data {
                let held = value.is_some();
                return replace(object, name, &current, value.unwrap_or_default(), held, &wanted, cx);
            }
        }
        Some(_) => {}
        None => look_through(object, &key, name, cx),
    }
    object.define_property_or_throw(key, wanted, cx).map(drop)
}

/// Makes the accessor `current` of `object` what is wanted: another value (`value` until now, if it `held` one), or an
/// accessor again.
fn replace(
    object: &JsObject,
    name: &JsString,
    current: &PropertyDescriptor,
    value: JsValue,
    held: bool,
    wanted: &PropertyDescriptor,
    cx: &mut Context,
) -> JsResult<()> {
    let (enumerable, configurable) = (current.expect_enumerable(), current.expect_configurable());
    let writable = held && is_set(current.set());
    if !configurable {
        let other_value = wanted.value().is_some_and(|other| !JsValue::same_value(other, &value));
        let refused = wanted.configurable() == Some(true)
            || wanted.enumerable().is_some_and(|other| other != enumerable)
            || wanted.is_accessor_descriptor()
            || (!writable && (wanted.writable() == Some(true) || other_value));
        if refused {
            return Err(type_error(format!("cannot redefine property: {}", text(name))));
        }
    }
    let builder = PropertyDescriptor::builder()
        .enumerable(wanted.enumerable().unwrap_or(enumerable))
        .configurable(wanted.configurable().unwrap_or(configurable));
    let builder = if wanted.is_accessor_descriptor() {
        builder.get(wanted.get().cloned().unwrap_or_default()).set(wanted.set().cloned().unwrap_or_default())
    } else {
        let writable = wanted.writable().unwrap_or(writable);
        let value = Held(Gc::new(GcRefCell::new(wanted.value().cloned().unwrap_or(value))));
        let set = if writable { holder_set(object, name, &value, cx).into() } else { JsValue::undefined() };
        builder.get(holder_get(name, value, cx)).set(set)
    };
    // Not the engine's own way to define: that would move the slots behind this one.
    object.insert_property(name.clone(), builder);
    Ok(())
}

fn holder_get(name: &JsString, value: Held, cx: &mut Context) -> JsFunction {
    let get = NativeFunction::from_copy_closure_with_captures(
        |_, _, value: &Held, _| Ok(value.0.borrow().clone()),
        value.clone(),
    );
    marked(name, 0, get, value, cx)
}

/// Assigning to the object that has the value changes it; to one that inherits it makes an own property there.
fn holder_set(object: &JsObject, name: &JsString, value: &Held, cx: &mut Context) -> JsFunction {
    let set = NativeFunction::from_copy_closure_with_captures(
        |this, args, (owner, name, value): &(JsObject, JsString, Held), cx| {
            match this.as_object().filter(|receiver| !JsObject::equals(receiver, owner)) {
                Some(receiver) => {
                    receiver.create_data_property(name.clone(), arg(args, 0), cx)?;
                }
                None => *value.0.borrow_mut() = arg(args, 0),
            }
            Ok(JsValue::undefined())
        },
        (object.clone(), name.clone(), value.clone()),
    );
    marked(name, 1, set, value.clone(), cx)
}

/// `object` is about to get a property of its own under this name: the accessor of its prototype, if it is one of the
/// program's, is called through a native from now on.
fn look_through(object: &JsObject, key: &PropertyKey, name: &JsString, cx: &mut Context) {
    let Some(parent) = object.prototype().filter(|parent| !parent.is::<Proxy>()) else { return };
    let Some(current) = parent.borrow().properties().get(key) else { return };
    if !current.is_accessor_descriptor() {
        return;
    }
    let mut changed = false;
    let mut through = |accessor: Option<&JsValue>, length, cx: &mut Context| {
        let accessor = accessor.cloned().unwrap_or_default();
        let Some(of_program) = accessor.as_object().filter(JsObject::is::<OrdinaryFunction>) else { return accessor };
        changed = true;
        let native = NativeFunction::from_copy_closure_with_captures(own_first, (of_program.clone(), name.clone()));
        marked(name, length, native, Through(of_program), cx).into()
    };
    let get = through(current.get(), 0, cx);
    let set = through(current.set(), 1, cx);
    if changed {
        let builder = PropertyDescriptor::builder().get(get).set(set);
        let builder = builder.enumerable(current.expect_enumerable()).configurable(current.expect_configurable());
        // The slot stays the same, also where the property must not be redefined.
        parent.insert_property(key.clone(), builder);
    }
}

/// The accessor of a prototype: reads or writes an own property of the receiver, else calls the program's function.
fn own_first(
    this: &JsValue,
    args: &[JsValue],
    (of_program, name): &(JsObject, JsString),
    cx: &mut Context,
) -> JsResult<JsValue> {
    if let Some(receiver) = this.as_object().filter(|receiver| !receiver.is::<Proxy>()) {
        let own = receiver.borrow().properties().get(&name.clone().into());
        if own.is_some_and(|own| !is_through(&own, of_program, cx)) {
            return match args.first() {
                None => receiver.get(name.clone(), cx),
                Some(value) => receiver.set(name.clone(), value.clone(), false, cx).map(|_| JsValue::undefined()),
            };
        }
    }
    of_program.call(this, args, cx)
}

/// Whether the property is the one whose accessor is called: the receiver is the prototype itself.
fn is_through(own: &PropertyDescriptor, of_program: &JsObject, cx: &mut Context) -> bool {
    [own.get().cloned(), own.set().cloned()].into_iter().flatten().any(|accessor| {
        written(accessor, cx).as_object().is_some_and(|accessor| JsObject::equals(&accessor, of_program))
    })
}

fn marked<T: boa_engine::object::NativeObject>(
    name: &JsString,
    length: usize,
    native: NativeFunction,
    mark: T,
    cx: &mut Context,
) -> JsFunction {
    let function = FunctionObjectBuilder::new(cx.realm(), native).name(name.clone()).length(length).build();
    attach(&function, mark, cx);
    function
}

fn is_set(accessor: Option<&JsValue>) -> bool {
    accessor.is_some_and(|it| !it.is_undefined())
}

fn held_value(descriptor: &PropertyDescriptor, cx: &mut Context) -> Option<JsValue> {
    let state = own_state::<Held>(&descriptor.get()?.as_object()?, cx)?;
    let held = state.downcast_ref::<Held>()?;
    Some(held.0.borrow().clone())
}

/// The program's function in the place of the native that was put before it.
fn written(accessor: JsValue, cx: &mut Context) -> JsValue {
    let state = accessor.as_object().and_then(|accessor| own_state::<Through>(&accessor, cx));
    let of_program = state.and_then(|state| state.downcast_ref::<Through>().map(|through| through.0.clone()));
    of_program.map_or(accessor, JsValue::from)
}

/// Puts a function before one of the engine's, which passes on what that one says as `amend` has it.
fn amend(target: &JsObject, name: &str, length: usize, amend: fn(JsValue, &mut Context) -> JsValue, cx: &mut Context) {
    let engines = target.borrow().properties().get(&JsString::from(name).into());
    let Some(engines) = engines.and_then(|engines| engines.value().and_then(JsValue::as_function)) else { return };
    let native = NativeFunction::from_copy_closure_with_captures(
        move |this, args, engines: &JsFunction, cx| Ok(amend(engines.call(this, args, cx)?, cx)),
        engines,
    );
    let function = FunctionObjectBuilder::new(cx.realm(), native).name(JsString::from(name)).length(length).build();
    set_hidden(target, name, function);
}

/// What `__lookupGetter__` and `__lookupSetter__` found.
fn amend_function(found: JsValue, cx: &mut Context) -> JsValue {
    let held = found.as_object().is_some_and(|found| own_state::<Held>(&found, cx).is_some());
    if held { JsValue::undefined() } else { written(found, cx) }
}

/// A descriptor object, new from the engine.
fn amend_descriptor(found: JsValue, cx: &mut Context) -> JsValue {
    let Some(object) = found.as_object() else { return found };
    let field = |name: JsString| object.borrow().properties().get(&name.into()).and_then(|it| it.value().cloned());
    let Some(get) = field(js_string!("get")) else { return found };
    let put = field(js_string!("set")).unwrap_or_default();
    let flag = |name| field(name).is_some_and(|value| value.to_boolean());
    let builder = PropertyDescriptor::builder()
        .enumerable(flag(js_string!("enumerable")))
        .configurable(flag(js_string!("configurable")));
    let descriptor = as_defined(builder.get(get).set(put).build(), cx);
    let (enumerable, configurable) = (descriptor.expect_enumerable(), descriptor.expect_configurable());
    let out = JsObject::from_proto_and_data(cx.intrinsics().constructors().object().prototype(), OrdinaryObject);
    match descriptor.value() {
        Some(value) => {
            set(&out, "value", value.clone());
            set(&out, "writable", descriptor.expect_writable());
        }
        None => {
            set(&out, "get", descriptor.get().cloned().unwrap_or_default());
            set(&out, "set", descriptor.set().cloned().unwrap_or_default());
        }
    }
    set(&out, "enumerable", enumerable);
    set(&out, "configurable", configurable);
    out.into()
}

/// What `getOwnPropertyDescriptors` made: an object of descriptors.
fn amend_descriptors(found: JsValue, cx: &mut Context) -> JsValue {
    let Some(object) = found.as_object() else { return found };
    for key in object.own_property_keys(cx).unwrap_or_default() {
        let each = object.borrow().properties().get(&key).and_then(|each| each.value().cloned());
        let amended = amend_descriptor(each.unwrap_or_default(), cx);
        let builder = PropertyDescriptor::builder().value(amended).writable(true).enumerable(true).configurable(true);
        object.insert_property(key, builder);
    }
    found
}

#[cfg(test)]
mod tests {
    use crate::testing::table;

    /// Reads `o.x` three times from one place.
    const THRICE: &str = "function read() { return o.x } [read(), read(), read()].join()";

    fn thrice(rows: &[(&str, &str)]) {
        let codes: Vec<String> = rows.iter().map(|row| format!("{}; {THRICE}", row.0)).collect();
        table(&codes.iter().zip(rows).map(|(code, row)| (code.as_str(), row.1)).collect::<Vec<_>>());
    }

    #[test]
    fn a_getter_that_replaces_itself_runs_once() {
        thrice(&[
            (
                "var n = 0, o = {}; Object.defineProperty(o, 'x', { configurable: true, get: function () { \
              var v = { toString: function () { return 'v' + n } }; n++; Object.defineProperty(o, 'x', { value: v }); return v } })",
                "v1,v1,v1",
            ),
            (
                "var n = 0, o = { get x() { n++; var v = function () { throw 1 }; v.toString = function () { return 'f' + n }; \
              Object.defineProperty(this, 'x', { value: v }); return v } }",
                "f1,f1,f1",
            ),
            (
                "var n = 0, p = {}; Object.defineProperty(p, 'x', { get: function () { n++; var v = ['v' + n]; \
              Object.defineProperty(this, 'x', { value: v }); return v } }); var o = Object.create(p)",
                "v1,v1,v1",
            ),
            (
                "var n = 0; class A { get x() { n++; Object.defineProperty(this, 'x', { value: n }); return n } } var o = new A",
                "1,1,1",
            ),
            (
                "var n = 0, p = { get x() { n++; Object.defineProperties(this, { x: { value: [n] } }); return [n] } }, \
              o = { __proto__: p, y: 1 }",
                "1,1,1",
            ),
            ("var o = { get x() { Reflect.defineProperty(this, 'x', { value: [7] }); return [7] } }", "7,7,7"),
        ]);
    }

    #[test]
    fn a_setter_that_replaces_itself_runs_once() {
        table(&[
            (
                "var n = 0, o = { set x(v) { n++; Object.defineProperty(this, 'x', { value: v, writable: true }) } }; \
              function put(v) { o.x = v } put(1); put(2); put(3); [n, o.x]",
                "1,3",
            ),
            (
                "var n = 0; class A { set x(v) { n++; Object.defineProperty(this, 'x', { value: v, writable: true }) } } \
              var o = new A; function put(v) { o.x = v } put(1); put(2); put(3); [n, o.x]",
                "1,3",
            ),
        ]);
    }

    #[test]
    fn a_value_that_was_an_accessor_is_a_value() {
        const O: &str =
            "var o = { y: 1, get x() { return 0 }, z: 2 }, D = Object.getOwnPropertyDescriptor, S = JSON.stringify;";
        let rows = [
            (
                "Object.defineProperty(o, 'x', { value: 5 }); S(D(o, 'x'))",
                r#"{"value":5,"writable":false,"enumerable":true,"configurable":true}"#,
            ),
            (
                "Object.defineProperty(o, 'x', { value: 5, writable: true, configurable: false }); S(Object.getOwnPropertyDescriptors(o).x)",
                r#"{"value":5,"writable":true,"enumerable":true,"configurable":false}"#,
            ),
            ("Object.defineProperty(o, 'x', { value: 5 }); o.x = 6; o.x", "5"),
            (
                "Object.defineProperty(o, 'x', { value: 5 }); (function () { 'use strict'; o.x = 6 })()",
                "TypeError: Cannot assign to property 'x': it is read-only or cannot be added",
            ),
            (
                "Object.defineProperty(o, 'x', { value: 5, writable: true }); o.x = 6; var c = Object.create(o); c.x = 7; [o.x, c.x, Object.keys(c)]",
                "6,7,x",
            ),
            ("Object.defineProperty(o, 'x', { writable: true }); [o.x, Object.keys(o)]", ",y,x,z"),
            ("Object.defineProperty(o, 'x', { value: 5, enumerable: false }); S(o)", r#"{"y":1,"z":2}"#),
            (
                "Object.defineProperty(o, 'x', { value: 5 }); [o.__lookupGetter__('x'), o.__lookupSetter__('x'), delete o.x, o.x]",
                ",,true,",
            ),
            (
                "Object.defineProperty(o, 'x', { value: 5 }); Object.defineProperty(o, 'x', { get: function () { return 8 } }); [o.x, D(o, 'x').set]",
                "8,",
            ),
            ("Object.defineProperty(o, 'x', { value: 5 }); Object.defineProperty(o, 'x', { value: 9 }); o.x", "9"),
            (
                "Object.defineProperty(o, 'x', { value: 5, configurable: false }); Object.defineProperty(o, 'x', { value: 5 }); Object.defineProperty(o, 'x', { value: 9 })",
                "TypeError: cannot redefine property: x",
            ),
            (
                "Object.defineProperty(o, 'x', { value: 5, configurable: false }); Reflect.defineProperty(o, 'x', { get: function () {} })",
                "false",
            ),
            (
                "Object.defineProperty(o, 'x', { value: 5, writable: true, configurable: false }); Object.defineProperty(o, 'x', { value: 9, writable: false }); o.x = 1; o.x",
                "9",
            ),
            ("Object.defineProperty(o, 'x', { value: 5 }); Object.assign({}, o).x + ({ ...o }).x", "10"),
            (
                "Object.defineProperty(o, 'x', { get: function f() { return 3 } }); [o.x, D(o, 'x').get.name, Object.keys(o)]",
                "3,f,y,x,z",
            ),
        ];
        let codes: Vec<String> = rows.iter().map(|row| format!("{O} {}", row.0)).collect();
        table(&codes.iter().zip(&rows).map(|(code, row)| (code.as_str(), row.1)).collect::<Vec<_>>());
    }

    #[test]
    fn a_hidden_accessor_is_still_the_programs() {
        const A: &str = "function g() { return 'g' + (this.n || '') } function s(v) { this.n = v } var p = {}; \
                         Object.defineProperty(p, 'x', { get: g, set: s }); \
                         var o = Object.create(p); Object.defineProperty(o, 'x', { value: 1 });";
        let rows = [
            ("[o.x, p.x, Object.create(p).x]", "1,g,g"),
            (
                "var d = Object.getOwnPropertyDescriptor(p, 'x'); [d.get === g, d.set === s, d.enumerable, d.configurable]",
                "true,true,false,false",
            ),
            (
                "[p.__lookupGetter__('x') === g, Object.create(p).__lookupSetter__('x') === s, Reflect.getOwnPropertyDescriptor(p, 'x').get === g]",
                "true,true,true",
            ),
            ("p.x = 2; var c = Object.create(p); c.x = 3; [p.x, c.x, o.x]", "g2,g3,1"),
            ("Object.defineProperty(p, 'x', { get: s })", "TypeError: cannot redefine property: x"),
        ];
        let codes: Vec<String> = rows.iter().map(|row| format!("{A} {}", row.0)).collect();
        table(&codes.iter().zip(&rows).map(|(code, row)| (code.as_str(), row.1)).collect::<Vec<_>>());
    }

    #[test]
    fn ordinary_definitions_are_as_they_were() {
        table(&[
            ("Object.defineProperty(1, 'x', {})", "TypeError: Object.defineProperty called on non-object"),
            ("Object.defineProperties(null, {})", "TypeError: Object.defineProperties called on non-object"),
            ("Reflect.defineProperty(1, 'x', {})", "TypeError: Reflect.defineProperty called on non-object"),
            (
                "var o = Object.defineProperties({}, { a: { value: 1, enumerable: true }, b: { get: function () { return 2 } } }); [o.a, o.b, Object.keys(o)]",
                "1,2,a",
            ),
            ("Object.keys(Object.defineProperties({}, Object.defineProperty({}, 'a', { value: 1 }))) + ''", ""),
            (
                "var t = []; var o = new Proxy({}, { defineProperty: function (o, k) { t.push(k); return false } }); [Reflect.defineProperty(o, 'q', {}), t]",
                "false,q",
            ),
            (
                "Reflect.defineProperty(new Proxy({}, { defineProperty: function () { throw 'thrown' } }), 'q', {})",
                "thrown",
            ),
            ("var a = [1, 2]; Object.defineProperty(a, 'length', { value: 1 }); a", "1"),
            ("var s = Symbol(), o = Object.defineProperty({}, s, { value: 4 }); o[s]", "4"),
            (
                "[Object.defineProperty.length, Object.defineProperty.name, Object.getOwnPropertyDescriptor.length, Reflect.defineProperty.length]",
                "3,defineProperty,2,3",
            ),
            ("Object.defineProperty({}, 'x')", "TypeError: Property description must be an object: undefined"),
            ("Object.defineProperties({}, { x: 1 })", "TypeError: Property description must be an object: 1"),
            ("Object.defineProperty(Object.freeze({}), 'x', { value: 1 })", "TypeError: cannot redefine property: x"),
        ]);
    }
}
