//! What sort of value it is, by what the engine knows of it: also true for values of another `Script` context.

use boa_engine::builtins::array_buffer::{ArrayBuffer, SharedArrayBuffer};
use boa_engine::builtins::async_generator::AsyncGenerator;
use boa_engine::builtins::dataview::DataView;
use boa_engine::builtins::date::Date;
use boa_engine::builtins::error::Error;
use boa_engine::builtins::generator::Generator;
use boa_engine::builtins::map::ordered_map::OrderedMap;
use boa_engine::builtins::promise::Promise;
use boa_engine::builtins::proxy::Proxy;
use boa_engine::builtins::regexp::RegExp;
use boa_engine::builtins::set::ordered_set::OrderedSet;
use boa_engine::builtins::typed_array::{TypedArray, TypedArrayKind};
use boa_engine::object::builtins::{JsWeakMap, JsWeakSet};
use boa_engine::{JsBigInt, JsSymbol};
use noderu_glue::prelude::*;

/// The methods of `util.types`.
pub(super) const TYPES: &[Method] = &[
    method("isRegExp", 1, |_, args, _| Ok(is_regexp(&arg(args, 0)).into())),
    method("isDate", 1, |_, args, _| Ok(is_date(&arg(args, 0)).into())),
    method("isNativeError", 1, |_, args, _| Ok(is::<Error>(args).into())),
    method("isMap", 1, |_, args, _| Ok(is::<OrderedMap<JsValue>>(args).into())),
    method("isSet", 1, |_, args, _| Ok(is::<OrderedSet>(args).into())),
    method("isWeakMap", 1, |_, args, _| Ok(object(args).is_some_and(|it| JsWeakMap::from_object(it).is_ok()).into())),
    method("isWeakSet", 1, |_, args, _| Ok(object(args).is_some_and(|it| JsWeakSet::from_object(it).is_ok()).into())),
    method("isPromise", 1, |_, args, _| Ok(is::<Promise>(args).into())),
    method("isProxy", 1, |_, args, _| Ok(is::<Proxy>(args).into())),
    method("isTypedArray", 1, |_, args, _| Ok(is::<TypedArray>(args).into())),
    method("isUint8Array", 1, |_, args, _| Ok(is_array_of(args, TypedArrayKind::Uint8).into())),
    method("isUint8ClampedArray", 1, |_, args, _| Ok(is_array_of(args, TypedArrayKind::Uint8Clamped).into())),
    method("isUint16Array", 1, |_, args, _| Ok(is_array_of(args, TypedArrayKind::Uint16).into())),
    method("isUint32Array", 1, |_, args, _| Ok(is_array_of(args, TypedArrayKind::Uint32).into())),
    method("isInt8Array", 1, |_, args, _| Ok(is_array_of(args, TypedArrayKind::Int8).into())),
    method("isInt16Array", 1, |_, args, _| Ok(is_array_of(args, TypedArrayKind::Int16).into())),
    method("isInt32Array", 1, |_, args, _| Ok(is_array_of(args, TypedArrayKind::Int32).into())),
    method("isFloat32Array", 1, |_, args, _| Ok(is_array_of(args, TypedArrayKind::Float32).into())),
    method("isFloat64Array", 1, |_, args, _| Ok(is_array_of(args, TypedArrayKind::Float64).into())),
    method("isBigInt64Array", 1, |_, args, _| Ok(is_array_of(args, TypedArrayKind::BigInt64).into())),
    method("isBigUint64Array", 1, |_, args, _| Ok(is_array_of(args, TypedArrayKind::BigUint64).into())),
    method("isMapIterator", 1, |_, args, cx| Ok(has_tag(args, "[object Map Iterator]", cx)?.into())),
    method("isSetIterator", 1, |_, args, cx| Ok(has_tag(args, "[object Set Iterator]", cx)?.into())),
    // Of these there are none here.
    method("isModuleNamespaceObject", 1, |_, _, _| Ok(false.into())),
    method("isExternal", 1, |_, _, _| Ok(false.into())),
    method("isDataView", 1, |_, args, _| Ok(is::<DataView>(args).into())),
    method("isArrayBufferView", 1, |_, args, _| Ok((is::<TypedArray>(args) || is::<DataView>(args)).into())),
    method("isArrayBuffer", 1, |_, args, _| Ok(is::<ArrayBuffer>(args).into())),
    method("isSharedArrayBuffer", 1, |_, args, _| Ok(is::<SharedArrayBuffer>(args).into())),
    method("isAnyArrayBuffer", 1, |_, args, _| Ok((is::<ArrayBuffer>(args) || is::<SharedArrayBuffer>(args)).into())),
    method("isNumberObject", 1, |_, args, _| Ok(is::<f64>(args).into())),
    method("isStringObject", 1, |_, args, _| Ok(is::<JsString>(args).into())),
    method("isBooleanObject", 1, |_, args, _| Ok(is::<bool>(args).into())),
    method("isBigIntObject", 1, |_, args, _| Ok(is::<JsBigInt>(args).into())),
    method("isSymbolObject", 1, |_, args, _| Ok(is::<JsSymbol>(args).into())),
    method("isBoxedPrimitive", 1, |_, args, _| Ok(is_boxed(args).into())),
    method("isGeneratorObject", 1, |_, args, _| Ok((is::<Generator>(args) || is::<AsyncGenerator>(args)).into())),
    method("isAsyncFunction", 1, |_, args, cx| Ok(is_function_of_kind(args, [1, 2], cx).into())),
    method("isGeneratorFunction", 1, |_, args, cx| Ok(is_function_of_kind(args, [0, 2], cx).into())),
    method("isArgumentsObject", 1, |_, args, cx| Ok(has_tag(args, "[object Arguments]", cx)?.into())),
];

/// For natives of this program alone: an object that holds nothing but properties.
pub fn is_plain(args: &[JsValue]) -> bool {
    object(args).is_some_and(|object| object.is_ordinary() && !object.is_callable())
}

fn object(args: &[JsValue]) -> Option<JsObject> {
    args.first().and_then(JsValue::as_object)
}

fn is_boxed(args: &[JsValue]) -> bool {
    is::<f64>(args) || is::<JsString>(args) || is::<bool>(args) || is::<JsBigInt>(args) || is::<JsSymbol>(args)
}

fn is_array_of(args: &[JsValue], kind: TypedArrayKind) -> bool {
    let object = object(args);
    let array = object.as_ref().and_then(JsObject::downcast_ref::<TypedArray>);
    array.is_some_and(|array| array.kind() == kind)
}

/// Whether it inherits from one of the prototypes of generator functions (0), async functions (1), both at once (2).
fn is_function_of_kind(args: &[JsValue], kinds: [usize; 2], cx: &Context) -> bool {
    let constructors = cx.intrinsics().constructors();
    let prototypes = [
        constructors.generator_function().prototype(),
        constructors.async_function().prototype(),
        constructors.async_generator_function().prototype(),
    ];
    let own = object(args).filter(JsObject::is_callable).and_then(|function| function.prototype());
    own.is_some_and(|own| kinds.iter().any(|&kind| JsObject::equals(&own, &prototypes[kind])))
}

/// What `Object.prototype.toString` says of it.
fn has_tag(args: &[JsValue], tag: &str, cx: &mut Context) -> JsResult<bool> {
    let prototype = cx.intrinsics().constructors().object().prototype();
    let method = prototype.get(js_string!("toString"), cx)?.as_callable();
    let Some(method) = method else { return Ok(false) };
    Ok(method.call(&arg(args, 0), &[], cx)?.as_string().is_some_and(|shown| shown == tag))
}

/// What `util` of later releases asks of any value.
pub(super) const PREDICATES: &[Method] = &[
    method("isBoolean", 1, |_, args, _| Ok(arg(args, 0).is_boolean().into())),
    method("isBuffer", 1, |_, args, cx| Ok(crate::buffer::is_buffer(&arg(args, 0), cx).into())),
    method("isFunction", 1, |_, args, _| Ok(arg(args, 0).is_callable().into())),
    method("isNull", 1, |_, args, _| Ok(arg(args, 0).is_null().into())),
    method("isNullOrUndefined", 1, |_, args, _| Ok(arg(args, 0).is_null_or_undefined().into())),
    method("isNumber", 1, |_, args, _| Ok(arg(args, 0).is_number().into())),
    method("isObject", 1, |_, args, _| Ok((arg(args, 0).is_object() && !arg(args, 0).is_callable()).into())),
    method("isPrimitive", 1, |_, args, _| Ok((!arg(args, 0).is_object()).into())),
    method("isString", 1, |_, args, _| Ok(arg(args, 0).is_string().into())),
    method("isSymbol", 1, |_, args, _| Ok(arg(args, 0).is_symbol().into())),
    method("isUndefined", 1, |_, args, _| Ok(arg(args, 0).is_undefined().into())),
];

fn is<T: boa_engine::object::NativeObject>(args: &[JsValue]) -> bool {
    args.first().and_then(JsValue::as_object).is_some_and(|object| object.is::<T>())
}

/// Whether it is an array.
pub(super) fn is_array(value: &JsValue) -> bool {
    value.as_object().is_some_and(|object| object.is_array())
}

/// Whether it is a regular expression.
pub(super) fn is_regexp(value: &JsValue) -> bool {
    value.as_object().is_some_and(|object| object.is::<RegExp>())
}

/// Whether it is a date.
pub(super) fn is_date(value: &JsValue) -> bool {
    value.as_object().is_some_and(|object| object.is::<Date>())
}

/// Whether it is an error, or inherits from `Error.prototype`.
pub(super) fn is_error(value: &JsValue, cx: &Context) -> bool {
    let root = cx.intrinsics().constructors().error().prototype();
    let mut next = value.as_object();
    if next.as_ref().is_some_and(JsObject::is::<Error>) {
        return true;
    }
    while let Some(object) = next {
        next = object.prototype();
        if next.as_ref().is_some_and(|prototype| JsObject::equals(prototype, &root)) {
            return true;
        }
    }
    false
}
