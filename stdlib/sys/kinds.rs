//! What sort of value it is, by what the engine knows of it: also true for values of another `Script` context.

use boa_engine::builtins::date::Date;
use boa_engine::builtins::error::Error;
use boa_engine::builtins::map::ordered_map::OrderedMap;
use boa_engine::builtins::promise::Promise;
use boa_engine::builtins::proxy::Proxy;
use boa_engine::builtins::regexp::RegExp;
use boa_engine::builtins::set::ordered_set::OrderedSet;
use boa_engine::builtins::typed_array::TypedArray;
use noderu_glue::prelude::*;

/// The methods of `util.types`.
pub const TYPES: &[Method] = &[
    method("isRegExp", 1, |_, args, _| Ok(is_regexp(&arg(args, 0)).into())),
    method("isDate", 1, |_, args, _| Ok(is_date(&arg(args, 0)).into())),
    method("isNativeError", 1, |_, args, _| Ok(is::<Error>(args).into())),
    method("isMap", 1, |_, args, _| Ok(is::<OrderedMap<JsValue>>(args).into())),
    method("isSet", 1, |_, args, _| Ok(is::<OrderedSet>(args).into())),
    method("isPromise", 1, |_, args, _| Ok(is::<Promise>(args).into())),
    method("isProxy", 1, |_, args, _| Ok(is::<Proxy>(args).into())),
    method("isTypedArray", 1, |_, args, _| Ok(is::<TypedArray>(args).into())),
];

fn is<T: boa_engine::object::NativeObject>(args: &[JsValue]) -> bool {
    args.first().and_then(JsValue::as_object).is_some_and(|object| object.is::<T>())
}

/// Whether it is an array.
pub fn is_array(value: &JsValue) -> bool {
    value.as_object().is_some_and(|object| object.is_array())
}

/// Whether it is a regular expression.
pub fn is_regexp(value: &JsValue) -> bool {
    value.as_object().is_some_and(|object| object.is::<RegExp>())
}

/// Whether it is a date.
pub fn is_date(value: &JsValue) -> bool {
    value.as_object().is_some_and(|object| object.is::<Date>())
}

/// Whether it is an error, or inherits from `Error.prototype`.
pub fn is_error(value: &JsValue, cx: &Context) -> bool {
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
