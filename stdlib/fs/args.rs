//! Arguments: paths, descriptors, numbers, modes, flags. What is of a wrong kind throws, also in the asynchronous forms.

use std::ffi::OsString;
use std::os::unix::ffi::OsStringExt;
use std::path::PathBuf;

use noderu_glue::prelude::*;
use noderu_runtime::fs::{self, Time, Whole};

use crate::buffer::{Encoding, View, encoding_arg};

/// The largest integer that a number of JavaScript holds exactly.
const INTEGER_MAX: f64 = 9_007_199_254_740_991.0;

/// A path: a string, or a Buffer for a name that is no text.
///
/// # Errors
/// A TypeError that names the argument.
pub(super) fn path(args: &[JsValue], index: usize, name: &str, cx: &mut Context) -> JsResult<PathBuf> {
    let value = args.get_or_undefined(index);
    let bytes = if let Some(string) = value.as_string() {
        utf8(&string)
    } else if let Some(view) = View::of(value, cx) {
        view.read(<[u8]>::to_vec)
    } else if value.as_object().is_some_and(|object| object.is::<JsString>()) {
        utf8(&value.to_string(cx)?)
    } else {
        return Err(bad(name, "must be a string", value));
    };
    if bytes.contains(&0) {
        return Err(type_error(format!("Bad argument: {name} must not contain NUL bytes")));
    }
    Ok(PathBuf::from(OsString::from_vec(bytes)))
}

/// A descriptor.
///
/// # Errors
/// A TypeError.
pub(super) fn fd(args: &[JsValue], index: usize) -> JsResult<i32> {
    let value = args.get_or_undefined(index);
    match value.as_number() {
        Some(number) if number.fract() == 0.0 && number.abs() <= f64::from(i32::MAX) => Ok(number as i32),
        _ => Err(bad("fd", "must be the number of a descriptor", value)),
    }
}

/// A file as a whole: a path, or a descriptor.
///
/// # Errors
/// As [`path`] and [`fd`].
pub(super) fn whole(args: &[JsValue], name: &str, cx: &mut Context) -> JsResult<Whole> {
    if args.get_or_undefined(0).is_number() {
        fd(args, 0).map(Whole::Open)
    } else {
        path(args, 0, name, cx).map(Whole::Path)
    }
}

/// A point in time: seconds since 1970, as a number or in digits, or a Date.
///
/// # Errors
/// A TypeError that names the argument; what a `valueOf` of the program throws.
pub(super) fn time(args: &[JsValue], index: usize, name: &str, cx: &mut Context) -> JsResult<Time> {
    let value = args.get_or_undefined(index);
    let seconds = if value.is_object() { value.to_number(cx)? / 1000.0 } else { value.to_number(cx)? };
    // Beyond these no Date goes, and no file system; NaN is not within them.
    if value.is_null_or_undefined() || value.is_boolean() || !(-8.64e12..=8.64e12).contains(&seconds) {
        return Err(bad(name, "must be a Date or a number of seconds", value));
    }
    // A Date counts milliseconds: what lies beyond microseconds is the rounding of the division.
    let micros = (seconds * 1e6).round();
    Ok(Time { seconds: (micros / 1e6).floor() as i64, nanoseconds: (micros.rem_euclid(1e6) as i64) * 1000 })
}

/// A length or offset in bytes: any integer from 0 up, beyond 32 bits too. Missing, it is `default`.
///
/// # Errors
/// A TypeError that names the argument.
pub(super) fn size(args: &[JsValue], index: usize, name: &str, default: u64) -> JsResult<u64> {
    let value = args.get_or_undefined(index);
    if value.is_null_or_undefined() {
        return Ok(default);
    }
    integer(value).ok_or_else(|| bad(name, "must be an integer from 0 up", value))
}

/// A place in a file; none (`null`, missing, -1) is where the file stands.
///
/// # Errors
/// A TypeError.
pub(super) fn position(args: &[JsValue], index: usize) -> JsResult<Option<u64>> {
    let value = args.get_or_undefined(index);
    if value.is_null_or_undefined() || value.as_number() == Some(-1.0) {
        return Ok(None);
    }
    match integer(value) {
        Some(position) => Ok(Some(position)),
        None => Err(bad("position", "must be an integer from 0 up, or null", value)),
    }
}

fn integer(value: &JsValue) -> Option<u64> {
    let number = value.as_number()?;
    (number.fract() == 0.0 && (0.0..=INTEGER_MAX).contains(&number)).then_some(number as u64)
}

/// Permissions: a number, or a string of octal digits.
///
/// # Errors
/// A TypeError.
pub(super) fn mode(value: &JsValue, default: u32) -> JsResult<u32> {
    if value.is_null_or_undefined() {
        return Ok(default);
    }
    let mode = match value.as_string() {
        Some(digits) => u64::from_str_radix(text(&digits).trim_start_matches("0o"), 8).ok(),
        None => integer(value),
    };
    let mode = mode.and_then(|mode| u32::try_from(mode).ok());
    mode.ok_or_else(|| bad("mode", "must be a number or octal digits", value))
}

/// Permissions that must be there.
///
/// # Errors
/// A TypeError.
pub(super) fn needed_mode(args: &[JsValue], index: usize) -> JsResult<u32> {
    let value = args.get_or_undefined(index);
    if value.is_null_or_undefined() {
        return Err(type_error("Bad argument: mode must be a number or octal digits"));
    }
    mode(value, 0)
}

/// A user's or group's number; none (-1) leaves it as it is.
///
/// # Errors
/// A TypeError that names the argument.
pub(super) fn id(args: &[JsValue], index: usize, name: &str) -> JsResult<Option<u32>> {
    let value = args.get_or_undefined(index);
    if value.as_number() == Some(-1.0) {
        return Ok(None);
    }
    match integer(value).and_then(|id| u32::try_from(id).ok()) {
        Some(id) => Ok(Some(id)),
        None => Err(bad(name, "must be a number", value)),
    }
}

/// Flags of open(2): letters or a number.
///
/// # Errors
/// `Unknown file open flag: x`.
pub(super) fn flags(value: &JsValue, default: &str) -> JsResult<i32> {
    if let Some(number) = value.as_number()
        && number.fract() == 0.0
        && number.abs() <= f64::from(i32::MAX)
    {
        return Ok(number as i32);
    }
    let letters = if value.is_null_or_undefined() { Some(default.into()) } else { value.as_string().map(|s| text(&s)) };
    let flags = letters.as_deref().and_then(fs::open_flags);
    flags.ok_or_else(|| error(format!("Unknown file open flag: {}", letters.unwrap_or_else(|| shown(value)))))
}

/// The encoding that an argument names, itself or in its property `encoding`; none when there is none.
///
/// # Errors
/// `Unknown encoding`; what a getter of the options throws.
pub(super) fn encoding(value: &JsValue, cx: &mut Context) -> JsResult<Option<Encoding>> {
    let name = option(value, js_string!("encoding"), cx)?.unwrap_or_else(|| value.clone());
    if name.is_null_or_undefined() || name.as_string().is_some_and(|name| name.is_empty()) {
        return Ok(None);
    }
    encoding_arg(Some(&name), Encoding::Utf8).map(Some)
}

/// A property of an options object; none when `options` is no object. Strings and functions are no options.
///
/// # Errors
/// What a getter throws.
pub(super) fn option(options: &JsValue, name: JsString, cx: &mut Context) -> JsResult<Option<JsValue>> {
    match options.as_object().filter(|object| !object.is_callable()) {
        Some(options) => options.get(name, cx).map(Some),
        None => Ok(None),
    }
}

fn bad(name: &str, wanted: &str, value: &JsValue) -> JsError {
    type_error(format!("Bad argument: {name} {wanted}, not {}", shown(value)))
}

fn shown(value: &JsValue) -> String {
    noderu_glue::report::brief(value)
}
