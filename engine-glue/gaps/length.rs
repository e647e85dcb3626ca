//! Lengths: how long a string may become, and how many elements a native goes through or makes.
//!
//! The engine takes any length that the standard allows, and then the memory for it: `new Array(4294967295).join()`
//! ends in a failed allocation, which ends the process. The natives that make memory of a length are guarded or
//! replaced, and so are those that walk through the indexes of an empty array for minutes and that nobody calls in
//! hot loops. `forEach`, `map`, `filter`, `slice`, `concat` and the like are left alone: they take long on
//! `new Array(4294967295)` (minutes), but they end, and no memory grows.

use boa_engine::object::FunctionObjectBuilder;
use boa_engine::object::JsObject;
use boa_engine::object::builtins::JsFunction;
use boa_engine::property::PropertyKey;
use boa_engine::{Context, JsError, JsResult, JsString, JsSymbol, JsValue, NativeFunction, js_string};

use super::recursion::MESSAGE;
use crate::binding::{function, set_hidden};
use crate::convert::arg;
use crate::error::{range_error, type_error};

/// Elements that a native visits or makes at most: 2^27, as many as a dense array of V8 holds.
pub const ELEMENTS_MAX: u64 = 1 << 27;

/// Arguments of a call through `apply`: what the engine's value stack holds four times.
const ARGUMENTS_MAX: u64 = 1 << 20;

/// Code units of the longest string that a native makes: V8's limit of the time, 2^28 - 16.
pub const STRING_MAX: u64 = (1 << 28) - 16;

/// Array methods that are refused for arrays beyond [`ELEMENTS_MAX`].
const ARRAY_METHODS: &[&str] = &[
    "copyWithin",
    "fill",
    "flat",
    "flatMap",
    "includes",
    "lastIndexOf",
    "reduceRight",
    "reverse",
    "splice",
    "toReversed",
    "toSpliced",
    "unshift",
    "with",
];

pub(super) fn install(cx: &mut Context) {
    let array = cx.intrinsics().constructors().array();
    let (array, arrays) = (array.constructor(), array.prototype());
    for name in ARRAY_METHODS {
        guard(&arrays, name, check_this, cx);
    }
    guard(&array, "from", check_first, cx);
    let string = cx.intrinsics().constructors().string().constructor();
    guard(&string, "raw", check_raw, cx);
    let functions = cx.intrinsics().constructors().function().prototype();
    set_hidden(&functions, "apply", function("apply", 2, apply, cx));
    let reflect = cx.intrinsics().objects().reflect();
    guard(&reflect, "apply", |_, args, cx| check_arguments(&arg(args, 2), cx), cx);
    guard(&reflect, "construct", |_, args, cx| check_arguments(&arg(args, 1), cx), cx);
}

/// What is thrown beyond [`ELEMENTS_MAX`].
pub fn too_many() -> JsError {
    range_error("Invalid array length")
}

/// What is thrown beyond [`STRING_MAX`].
pub fn too_long() -> JsError {
    range_error("Invalid string length")
}

/// The length of an array-like: an integer from 0 to 2^53 - 1.
///
/// # Errors
/// What a getter of the program throws.
pub fn array_length(object: &JsObject, cx: &mut Context) -> JsResult<u64> {
    let length = object.get(js_string!("length"), cx)?;
    match length.as_i32() {
        Some(length) => Ok(u64::try_from(length).unwrap_or(0)),
        None => length.to_length(cx),
    }
}

/// The length, or a RangeError beyond [`ELEMENTS_MAX`].
///
/// # Errors
/// Also what a getter of the program throws.
pub fn checked_length(object: &JsObject, cx: &mut Context) -> JsResult<u64> {
    let length = array_length(object, cx)?;
    if length > ELEMENTS_MAX { Err(too_many()) } else { Ok(length) }
}

/// Throws when a native must not run with this `this` and these arguments.
type Check = fn(&JsValue, &[JsValue], &mut Context) -> JsResult<()>;

/// Puts a check before a native of the engine.
fn guard(owner: &JsObject, name: &'static str, check: Check, cx: &mut Context) {
    let key = PropertyKey::from(JsString::from(name));
    let Some(native) =
        owner.borrow().properties().get(&key).and_then(|found| found.value().and_then(JsValue::as_function))
    else {
        return;
    };
    let length = native.borrow().properties().get(&js_string!("length").into());
    let length = length.and_then(|length| length.value().and_then(JsValue::as_number)).unwrap_or(0.0);
    let guarded = NativeFunction::from_copy_closure_with_captures(
        move |this, args, native: &JsFunction, cx| {
            check(this, args, cx)?;
            native.call(this, args, cx)
        },
        native,
    );
    let guarded = FunctionObjectBuilder::new(cx.realm(), guarded).name(name).length(length as usize).build();
    set_hidden(owner, name, guarded);
}

fn check_this(this: &JsValue, _: &[JsValue], cx: &mut Context) -> JsResult<()> {
    match this.as_object() {
        Some(object) => checked_length(&object, cx).map(drop),
        None => Ok(()),
    }
}

/// The first argument, where it is an array-like and not an iterable of another kind.
fn check_first(_: &JsValue, args: &[JsValue], cx: &mut Context) -> JsResult<()> {
    let Some(object) = arg(args, 0).as_object() else { return Ok(()) };
    if object.is_array() || (object.is_ordinary() && object.get(JsSymbol::iterator(), cx)?.is_undefined()) {
        return checked_length(&object, cx).map(drop);
    }
    Ok(())
}

fn check_raw(_: &JsValue, args: &[JsValue], cx: &mut Context) -> JsResult<()> {
    let Some(template) = arg(args, 0).as_object() else { return Ok(()) };
    match template.get(js_string!("raw"), cx)?.as_object() {
        Some(raw) => checked_length(&raw, cx).map(drop),
        None => Ok(()),
    }
}

fn check_arguments(list: &JsValue, cx: &mut Context) -> JsResult<()> {
    let Some(object) = list.as_object() else { return Ok(()) };
    if array_length(&object, cx)? > ARGUMENTS_MAX { Err(range_error(MESSAGE)) } else { Ok(()) }
}

/// `Function.prototype.apply`: the engine's takes the memory for any length that the list claims.
fn apply(this: &JsValue, args: &[JsValue], cx: &mut Context) -> JsResult<JsValue> {
    let Some(function) = this.as_function() else {
        return Err(type_error("Function.prototype.apply was called on something that is not a function"));
    };
    let list = arg(args, 1);
    if list.is_null_or_undefined() {
        return function.call(&arg(args, 0), &[], cx);
    }
    let list = list.as_object().ok_or_else(|| type_error("Function.prototype.apply: Arguments list has wrong type"))?;
    let length = array_length(&list, cx)?;
    if length > ARGUMENTS_MAX {
        return Err(range_error(MESSAGE));
    }
    let mut arguments = Vec::with_capacity(length as usize);
    for index in 0..length {
        arguments.push(list.get(index, cx)?);
    }
    function.call(&arg(args, 0), &arguments, cx)
}
