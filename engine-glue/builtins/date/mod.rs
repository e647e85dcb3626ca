//! `Date`: reads every text that V8 reads, knows the local zone's name, is right in the hours around a change of the
//! clocks, and prints `toLocale..String` as people in America write dates.
//!
//! The engine's own reads the standard's form alone, takes the offset of local time from the wrong side of a change, and
//! prints everything as `toString` does. What reads texts and names zones is given by the host ([`set_host`]): this
//! room knows neither.

mod calendar;
mod locale;
mod print;

use boa_engine::object::builtins::JsDate;
use boa_engine::object::{FunctionObjectBuilder, JsObject};
use boa_engine::property::{PropertyDescriptor, PropertyKey};
use boa_engine::value::PreferredType;
use boa_engine::{Context, JsResult, JsString, JsValue, NativeFunction, js_string};

use calendar::{clip, from_local, make_date};
use locale::Wanted;

use crate::binding::{function, set_hidden};
use crate::convert::{arg, text};
use crate::error::type_error;

/// A point in time as a text has it: year, month from 0, day, hour, minute, second and millisecond, and the seconds east
/// of Greenwich, none for local time.
pub type DateFields = ([f64; 7], Option<i32>);

/// What the host knows of dates.
#[derive(Clone, Copy, Debug)]
pub struct DateHost {
    /// Reads a text.
    pub parse: fn(&str) -> Option<DateFields>,
    /// The local zone's short name (`CEST`) at a time in seconds since 1970.
    pub zone: fn(i64) -> Option<String>,
}

/// Gives the host's part to all dates of this engine.
pub fn set_host(host: DateHost, cx: &mut Context) {
    cx.insert_data(host);
}

pub(super) fn install(cx: &mut Context) {
    let date = cx.intrinsics().constructors().date();
    let (original, prototype) = (date.constructor(), date.prototype());
    let construct = NativeFunction::from_copy_closure_with_captures(
        |target, args, original: &JsObject, cx| construct(target, args, original, cx),
        original.clone(),
    );
    let constructor =
        FunctionObjectBuilder::new(cx.realm(), construct).name("Date").length(7).constructor(true).build();
    constructor.insert_property(
        js_string!("prototype"),
        PropertyDescriptor::builder().value(prototype.clone()).writable(false).enumerable(false).configurable(false),
    );
    for name in ["now", "UTC"] {
        let key = PropertyKey::from(JsString::from(name));
        let native = original.borrow().properties().get(&key);
        if let Some(native) = native {
            constructor.insert_property(key, native);
        }
    }
    set_hidden(&constructor, "parse", function("parse", 1, parse, cx));
    set_hidden(&prototype, "constructor", constructor.clone());
    for row in PRINTERS {
        set_hidden(&prototype, row.0, function(row.0, 0, row.1, cx));
    }
    set_hidden(&cx.global_object(), "Date", constructor);
}

type Native = fn(&JsValue, &[JsValue], &mut Context) -> JsResult<JsValue>;

const PRINTERS: &[(&str, Native)] = &[
    ("toString", |this, _, cx| printed(this, print::full, cx)),
    ("toTimeString", |this, _, cx| printed(this, print::time, cx)),
    ("toLocaleString", |this, args, cx| locale::print(this, args, Wanted::DateAndTime, cx)),
    ("toLocaleDateString", |this, args, cx| locale::print(this, args, Wanted::Date, cx)),
    ("toLocaleTimeString", |this, args, cx| locale::print(this, args, Wanted::Time, cx)),
];

fn printed(this: &JsValue, print: fn(f64, &Context) -> String, cx: &mut Context) -> JsResult<JsValue> {
    let time = time_of(this, cx)?;
    let text = if time.is_nan() { String::from("Invalid Date") } else { print(time, cx) };
    Ok(JsString::from(text).into())
}

fn time_of(this: &JsValue, cx: &mut Context) -> JsResult<f64> {
    let object = this.as_object().ok_or_else(|| type_error("this is not a Date object."))?;
    let date = JsDate::from_object(object).map_err(|_| type_error("this is not a Date object."))?;
    date.get_time(cx)?.to_number(cx)
}

/// `Date()`, `new Date()`, `new Date(value)`, `new Date(year, month, ..)`
fn construct(target: &JsValue, args: &[JsValue], original: &JsObject, cx: &mut Context) -> JsResult<JsValue> {
    let Some(target) = target.as_object() else {
        let now = original.construct(&[], None, cx)?;
        return printed(&now.into(), print::full, cx);
    };
    let time = match args {
        [] => None,
        [value] => {
            if value.as_object().is_some_and(|object| JsDate::from_object(object).is_ok()) {
                Some(JsValue::new(time_of(value, cx)?))
            } else {
                let value = value.to_primitive(cx, PreferredType::Default)?;
                match value.as_string() {
                    Some(text) => read(&text, cx).map(JsValue::new).or(Some(value)),
                    None => Some(value),
                }
            }
        }
        _ => Some(JsValue::new(local_time(args, cx)?)),
    };
    Ok(original.construct(time.as_slice(), Some(&target), cx)?.into())
}

/// The time value of local year, month, day, hour, minute, second, millisecond.
fn local_time(args: &[JsValue], cx: &mut Context) -> JsResult<f64> {
    let mut fields = [0.0, 0.0, 1.0, 0.0, 0.0, 0.0, 0.0];
    for (field, value) in fields.iter_mut().zip(args) {
        *field = value.to_number(cx)?;
    }
    let year = fields[0].trunc();
    if (0.0..=99.0).contains(&year) {
        fields[0] = year + 1900.0;
    }
    Ok(clip(from_local(make_date(fields), cx)))
}

/// `Date.parse(text)`
fn parse(_: &JsValue, args: &[JsValue], cx: &mut Context) -> JsResult<JsValue> {
    let text = arg(args, 0).to_string(cx)?;
    Ok(JsValue::new(read(&text, cx).unwrap_or(f64::NAN)))
}

/// The time value that a text stands for; none without a host.
fn read(string: &JsString, cx: &mut Context) -> Option<f64> {
    let host = *cx.get_data::<DateHost>()?;
    let Some((fields, offset)) = (host.parse)(&text(string)) else { return Some(f64::NAN) };
    let date = make_date(fields);
    Some(clip(match offset {
        Some(offset) => date - f64::from(offset) * 1000.0,
        None => from_local(date, cx),
    }))
}

#[cfg(test)]
mod tests {
    use crate::testing::table;

    #[test]
    fn dates_are_made_and_printed() {
        table(&[
            (
                "Date.length + Date.name + (new Date(0) instanceof Date) + (Date.prototype.constructor === Date)",
                "7Datetruetrue",
            ),
            ("typeof Date() + (Date.now() > 1e12) + Date.UTC(1970, 0, 2)", "stringtrue86400000"),
            ("new Date(new Date(5)).getTime() + new Date(7).getTime() + new Date(true).getTime()", "13"),
            (
                "new Date(2010, 7).getMonth() + ' ' + new Date(99, 0).getFullYear() + ' ' + new Date(100, 0).getFullYear()",
                "7 1999 100",
            ),
            (
                "var d = new Date(2010, 14, 31, 25, 61, 61, 1001); d.getFullYear() + '-' + d.getMonth() + '-' + d.getDate()",
                "2011-3-1",
            ),
            (
                "String(new Date(NaN)) + new Date(NaN).toLocaleString() + new Date(1e16).getTime()",
                "Invalid DateInvalid DateNaN",
            ),
            (
                "class D extends Date { x() { return this.getTime() } } new D(8).x() + ' ' + (new D() instanceof D)",
                "8 true",
            ),
            ("new Date({ valueOf: function () { return 9 } }).getTime()", "9"),
            ("new Date(undefined).getTime() + String(new Date(null).getTime())", "NaN0"),
            ("try { Date.prototype.toString.call({}) } catch (e) { e.message }", "this is not a Date object."),
            ("Object.prototype.toString.call(new Date()) + Object.keys(Date).length", "[object Date]0"),
        ]);
    }
}
