//! `toLocaleString` of numbers and arrays, and `localeCompare`: as the locale en-US has them. There is no `Intl`.

mod compare;
mod number;

use boa_engine::object::JsObject;
use boa_engine::{Context, JsResult, JsString, JsValue, js_string};

use super::join::{Text, within_join};
use crate::binding::{function, set_hidden};
use crate::convert::{arg, text};
use crate::limits::checked_length;

pub(super) fn install(cx: &mut Context) {
    let constructors = cx.intrinsics().constructors();
    let (number, bigint) = (constructors.number().prototype(), constructors.bigint().prototype());
    let (array, string) = (constructors.array().prototype(), constructors.string().prototype());
    set_hidden(&number, "toLocaleString", function("toLocaleString", 0, number::number_text, cx));
    set_hidden(&bigint, "toLocaleString", function("toLocaleString", 0, bigint_text, cx));
    set_hidden(&array, "toLocaleString", function("toLocaleString", 0, array_text, cx));
    set_hidden(&string, "localeCompare", function("localeCompare", 1, compare::locale_compare, cx));
}

/// `1234567` as `1,234,567`.
fn grouped(digits: &str) -> String {
    let mut out = String::with_capacity(digits.len() + digits.len() / 3);
    for (index, digit) in digits.chars().enumerate() {
        if index > 0 && (digits.len() - index).is_multiple_of(3) {
            out.push(',');
        }
        out.push(digit);
    }
    out
}

fn bigint_text(this: &JsValue, _: &[JsValue], cx: &mut Context) -> JsResult<JsValue> {
    let prototype = cx.intrinsics().constructors().bigint().prototype();
    let Some(to_string) = prototype.get(js_string!("toString"), cx)?.as_callable() else { return Ok(this.clone()) };
    let digits = text(&to_string.call(this, &[], cx)?.to_string(cx)?);
    let (sign, digits) = digits.strip_prefix('-').map_or(("", &digits[..]), |digits| ("-", digits));
    Ok(JsString::from(format!("{sign}{}", grouped(digits))).into())
}

/// `Array.prototype.toLocaleString`: the engine's puts a blank behind the comma.
fn array_text(this: &JsValue, args: &[JsValue], cx: &mut Context) -> JsResult<JsValue> {
    let array = this.to_object(cx)?;
    within_join(&array, cx, |array, cx| elements_text(array, args, cx))
}

fn elements_text(array: &JsObject, args: &[JsValue], cx: &mut Context) -> JsResult<JsValue> {
    let mut text = Text::new();
    for index in 0..checked_length(array, cx)? {
        if index > 0 {
            text.push(js_string!(",").as_str())?;
        }
        let element = array.get(index, cx)?;
        if element.is_null_or_undefined() {
            continue;
        }
        let method = element.to_object(cx)?.get(js_string!("toLocaleString"), cx)?;
        let method =
            method.as_callable().ok_or_else(|| crate::error::type_error("toLocaleString is not a function"))?;
        let part = method.call(&element, &[arg(args, 0), arg(args, 1)], cx)?.to_string(cx)?;
        text.push(part.as_str())?;
    }
    Ok(text.into_string().into())
}
