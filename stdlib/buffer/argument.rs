//! Arguments: offsets, ranges, and the words of v0.2's errors about them.

use std::ops::Range;

use noderu_glue::prelude::*;

use super::memory::View;

/// The bytes of `this`.
pub(super) fn this_view(this: &JsValue, cx: &mut Context) -> JsResult<View> {
    View::of(this, cx).ok_or_else(|| type_error("Argument must be a buffer"))
}

/// An integer argument; `default` when it is missing. Fractions are cut off.
///
/// # Errors
/// A TypeError `Bad argument.` for what is no number; what a `valueOf` of the program throws.
pub(super) fn integer(value: Option<&JsValue>, default: i64, cx: &mut Context) -> JsResult<i64> {
    let Some(value) = value.filter(|value| !value.is_undefined()) else { return Ok(default) };
    if let Some(number) = value.as_i32() {
        return Ok(number.into());
    }
    let number = value.to_number(cx)?;
    if number.is_nan() {
        return Err(type_error("Bad argument."));
    }
    // Casting saturates; nothing that long exists.
    Ok(number as i64)
}

/// `start` and `end` arguments, converted: no JavaScript runs after that.
pub(super) struct Bounds {
    start: i64,
    end: Option<i64>,
}

impl Bounds {
    /// Converts the arguments; by default they are everything.
    ///
    /// # Errors
    /// As [`integer`].
    pub(super) fn of(start: Option<&JsValue>, end: Option<&JsValue>, cx: &mut Context) -> JsResult<Self> {
        let start = integer(start, 0, cx)?;
        let end = match end {
            Some(end) if !end.is_undefined() => Some(integer(Some(end), 0, cx)?),
            _ => None,
        };
        Ok(Self { start, end })
    }

    /// The range within `len` bytes.
    ///
    /// # Errors
    /// v0.2's: `Bad argument.`, `Must have start <= end`, `end cannot be longer than parent.length`.
    pub(super) fn within(&self, len: usize) -> JsResult<Range<usize>> {
        let end = self.end.unwrap_or(len as i64);
        let (Ok(start), Ok(end)) = (usize::try_from(self.start), usize::try_from(end)) else {
            return Err(type_error("Bad argument."));
        };
        if start > end {
            return Err(error("Must have start <= end"));
        }
        if end > len {
            return Err(error("end cannot be longer than parent.length"));
        }
        Ok(start..end)
    }
}

/// `start` and `end` as arrays have them: negative ones count from the end, all are cut to fit.
///
/// # Errors
/// What a `valueOf` of the program throws.
pub(super) fn clamped(
    start: Option<&JsValue>,
    end: Option<&JsValue>,
    len: usize,
    cx: &mut Context,
) -> JsResult<Range<usize>> {
    let start = clamp(start, 0, len, cx)?;
    let end = clamp(end, len, len, cx)?;
    Ok(start..end.max(start))
}

fn clamp(value: Option<&JsValue>, default: usize, len: usize, cx: &mut Context) -> JsResult<usize> {
    let Some(value) = value.filter(|value| !value.is_undefined()) else { return Ok(default) };
    let number = value.to_integer_or_infinity(cx)?;
    let len_i64 = len as i64;
    let number = number.as_integer().unwrap_or(match number {
        boa_engine::value::IntegerOrInfinity::NegativeInfinity => 0,
        _ => len_i64,
    });
    let from_start = if number < 0 { number.saturating_add(len_i64) } else { number };
    Ok(from_start.clamp(0, len_i64) as usize)
}

/// The string argument of a write.
///
/// # Errors
/// A TypeError for anything else.
pub(super) fn string_arg(args: &[JsValue], index: usize) -> JsResult<JsString> {
    args.get(index).and_then(JsValue::as_string).ok_or_else(|| type_error("Argument must be a string"))
}
