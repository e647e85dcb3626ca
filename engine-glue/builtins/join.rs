//! `Array.prototype.join` and that of typed arrays: with limits, and fast.

use std::cell::RefCell;
use std::rc::Rc;

use boa_engine::object::JsObject;
use boa_engine::string::{JsStr, JsStrVariant};
use boa_engine::{Context, JsResult, JsString, JsValue, js_string};

use crate::binding::{function, set_hidden};
use crate::convert::arg;
use crate::depth::descend;
use crate::limits::{ELEMENTS_MAX, STRING_MAX, array_length, too_long};

pub(super) fn install(cx: &mut Context) {
    if cx.get_data::<Joining>().is_none() {
        cx.insert_data(Joining::default());
    }
    let constructors = cx.intrinsics().constructors();
    let (array, typed) = (constructors.array().prototype(), constructors.typed_array().prototype());
    set_hidden(&array, "join", function("join", 1, join, cx));
    set_hidden(&typed, "join", function("join", 1, join_typed, cx));
}

/// Text that grows: one byte per character as long as all fit in Latin-1.
#[derive(Debug)]
pub(crate) enum Text {
    Latin1(Vec<u8>),
    Utf16(Vec<u16>),
}

impl Text {
    pub(crate) fn new() -> Text {
        Text::Latin1(Vec::new())
    }

    /// Its code units.
    pub(crate) fn len(&self) -> usize {
        match self {
            Text::Latin1(bytes) => bytes.len(),
            Text::Utf16(units) => units.len(),
        }
    }

    /// Appends; a RangeError beyond [`STRING_MAX`].
    pub(crate) fn push(&mut self, text: JsStr<'_>) -> JsResult<()> {
        if (self.len() + text.len()) as u64 > STRING_MAX {
            return Err(too_long());
        }
        match (&mut *self, text.variant()) {
            (Text::Latin1(bytes), JsStrVariant::Latin1(more)) => bytes.extend_from_slice(more),
            (Text::Latin1(bytes), JsStrVariant::Utf16(more)) => {
                let mut units: Vec<u16> = bytes.iter().map(|&byte| byte.into()).collect();
                units.extend_from_slice(more);
                *self = Text::Utf16(units);
            }
            (Text::Utf16(units), JsStrVariant::Latin1(more)) => units.extend(more.iter().map(|&byte| u16::from(byte))),
            (Text::Utf16(units), JsStrVariant::Utf16(more)) => units.extend_from_slice(more),
        }
        Ok(())
    }

    /// Appends a few ASCII characters, without a look at the limit.
    pub(crate) fn push_ascii(&mut self, text: &[u8]) {
        match self {
            Text::Latin1(bytes) => bytes.extend_from_slice(text),
            Text::Utf16(units) => units.extend(text.iter().map(|&byte| u16::from(byte))),
        }
    }

    pub(crate) fn into_string(self) -> JsString {
        match self {
            Text::Latin1(bytes) => JsString::from(JsStr::latin1(&bytes)),
            Text::Utf16(units) => JsString::from(&units[..]),
        }
    }
}

/// The arrays that are being joined: one within itself gives nothing, as everywhere.
#[derive(Clone, Default)]
struct Joining(Rc<RefCell<Vec<JsObject>>>);

fn join(this: &JsValue, args: &[JsValue], cx: &mut Context) -> JsResult<JsValue> {
    let object = this.to_object(cx)?;
    within_join(&object, cx, |object, cx| {
        let length = array_length(object, cx)?;
        join_elements(object, length, args, cx)
    })
}

/// What `body` makes of an array, or an empty string when that is being made already.
pub(super) fn within_join(
    object: &JsObject,
    cx: &mut Context,
    body: impl FnOnce(&JsObject, &mut Context) -> JsResult<JsValue>,
) -> JsResult<JsValue> {
    let joining = cx.get_data::<Joining>().cloned().unwrap_or_default();
    if joining.0.borrow().iter().any(|other| JsObject::equals(other, object)) {
        return Ok(js_string!().into());
    }
    joining.0.borrow_mut().push(object.clone());
    let joined = descend(cx, |cx| body(object, cx));
    joining.0.borrow_mut().pop();
    joined
}

fn join_typed(this: &JsValue, args: &[JsValue], cx: &mut Context) -> JsResult<JsValue> {
    let object = super::sort::typed_array(this, cx)?;
    let length = boa_engine::object::builtins::JsTypedArray::from_object(object.clone())?.length(cx)?;
    join_elements(&object, length as u64, args, cx)
}

fn join_elements(object: &JsObject, length: u64, args: &[JsValue], cx: &mut Context) -> JsResult<JsValue> {
    let separator = arg(args, 0);
    let separator = if separator.is_undefined() { js_string!(",") } else { separator.to_string(cx)? };
    if length.saturating_sub(1).saturating_mul(separator.len() as u64) > STRING_MAX {
        return Err(too_long());
    }
    if length > ELEMENTS_MAX {
        return Err(crate::limits::too_many());
    }
    let mut text = Text::new();
    for index in 0..length {
        if index > 0 {
            text.push(separator.as_str())?;
        }
        let element = object.get(index, cx)?;
        if let Some(string) = element.as_string() {
            text.push(string.as_str())?;
        } else if !element.is_null_or_undefined() {
            text.push(element.to_string(cx)?.as_str())?;
        }
    }
    Ok(text.into_string().into())
}

#[cfg(test)]
mod tests {
    use crate::testing::table;

    #[test]
    fn arrays_are_joined() {
        table(&[
            ("[1,,null,undefined,'a',{}].join('-')", "1----a-[object Object]"),
            ("[].join() + '|' + [7].join('x')", "|7"),
            ("[1,2].join(undefined) + [1,2].join(null) + [1,2].join('')", "1,21null212"),
            ("var a = [1]; a.push(a, [a, 2]); a.join('/') + '|' + a", "1//,2|1,,,2"),
            ("['\u{e9}', '\u{1F600}', 'z'].join('\u{20ac}')", "\u{e9}\u{20ac}\u{1F600}\u{20ac}z"),
            ("Array.prototype.join.call({length: 2, 0: 'a'}, '+')", "a+"),
            ("Array.prototype.join.call('abc', '+')", "a+b+c"),
            ("Array.prototype.join.call(null)", "TypeError: Cannot convert undefined or null to object"),
            ("[{toString: function () { throw new Error('t') }}].join()", "Error: t"),
            ("try { [[{toString: function () { throw 1 }}]].join() } catch (e) {} [[1]].join()", "1"),
            ("[Symbol()].join()", "TypeError: Cannot convert a Symbol value to a string"),
            ("new Array(4294967295).join()", "RangeError: Invalid string length"),
            ("new Array(4294967295).join('')", "RangeError: Invalid array length"),
            ("new Array(4294967295).toString()", "RangeError: Invalid string length"),
            ("new Array(1.2e8).join('abcde')", "RangeError: Invalid string length"),
            ("new Array(1e5).join('abc').length", "299997"),
            (
                "var a = []; for (var i = 0; i < 100000; i++) a = [a]; a.join()",
                "RangeError: Maximum call stack size exceeded",
            ),
            ("var a = []; for (var i = 0; i < 7000; i++) a = [a]; a.join()", ""),
            ("new Uint8Array([1,2,3]).join('-') + new Float64Array([.5, NaN]).join()", "1-2-30.5,NaN"),
            ("Uint8Array.prototype.join.call([])", "TypeError: this is not a typed array"),
            ("[].join.length + [].join.name", "1join"),
        ]);
    }

    #[test]
    fn elements_are_found() {
        table(&[
            ("[1,2,3,2].indexOf(2) + ',' + [1,2,3,2].indexOf(2, 2) + ',' + [1,2,3,2].indexOf(2, -1)", "1,3,3"),
            ("[NaN].indexOf(NaN) + ',' + [,].indexOf(undefined) + ',' + [undefined].indexOf(undefined)", "-1,-1,0"),
            (
                "['1'].indexOf(1) + ',' + [1].indexOf(1, 5) + ',' + [1].indexOf(1, -Infinity) + ',' + [1].indexOf(1, Infinity)",
                "-1,-1,0,-1",
            ),
            ("[-0].indexOf(0)", "0"),
            ("Array.prototype.indexOf.call('abc', 'c')", "2"),
            ("new Array(4294967295).indexOf(1)", "RangeError: Invalid array length"),
        ]);
    }

    #[test]
    fn lengths_are_bounded() {
        let length = "RangeError: Invalid array length";
        let calls = "RangeError: Maximum call stack size exceeded";
        table(&[
            ("new Array(4294967295).fill(0)", length),
            ("new Array(4294967295).reverse()", length),
            ("new Array(4294967295).unshift(1)", length),
            ("new Array(4294967295).splice(0, 1)", length),
            ("new Array(4294967295).includes(1)", length),
            ("new Array(4294967295).lastIndexOf(1)", length),
            ("new Array(4294967295).copyWithin(0, 1)", length),
            ("new Array(4294967295).flat()", length),
            ("new Array(4294967295).with(0, 1)", length),
            ("new Array(4294967295).toReversed()", length),
            ("new Array(4294967295).toSpliced(0, 0)", length),
            ("new Array(4294967295).toLocaleString()", length),
            ("Array.prototype.fill.call({ length: Math.pow(2, 53) - 1 }, 0)", length),
            ("Array.from({ length: 4294967295 })", length),
            ("Array.from({ length: Math.pow(2, 53) - 1 })", length),
            ("String.raw({ raw: { length: Math.pow(2, 53) - 1 } })", length),
            ("JSON.stringify(new Array(4294967295))", length),
            ("Array.apply(null, { length: 4294967295 })", calls),
            ("Math.max.apply(null, { length: Math.pow(2, 53) - 1 })", calls),
            ("Reflect.apply(Math.max, null, { length: Math.pow(2, 53) - 1 })", calls),
            ("Reflect.construct(Array, { length: Math.pow(2, 53) - 1 })", calls),
            ("new Array(-1)", "RangeError: Invalid array length"),
            ("new Array(4294967295).length", "4294967295"),
            ("var a = []; a.length = 4294967295; a.push(1)", "RangeError: Invalid array length"),
            (
                "new Uint8Array(Math.pow(2, 53) - 1)",
                "RangeError: cannot allocate a buffer that exceeds the maximum buffer size",
            ),
            ("new ArrayBuffer(2e9)", "RangeError: cannot allocate a buffer that exceeds the maximum buffer size"),
            // The guards change nothing else.
            (
                "[1, 2, 3].fill(7, 1) + '|' + [3, 1].reverse() + '|' + [1].includes(1) + [].fill.length + [].flat.name",
                "1,7,7|1,3|true1flat",
            ),
            (
                "Array.from('ab') + Array.from({ length: 2 }, function (x, i) { return i }) + Array.from(new Set([1]))",
                "a,b0,11",
            ),
            ("JSON.stringify([1, { a: 2 }]) + JSON.stringify()", "[1,{\"a\":2}]undefined"),
            (
                "Math.max.apply(null, [1, 3, 2]) + Math.max.apply() + (function () { return arguments.length }).apply(1, 'x')",
                "TypeError: CreateListFromArrayLike called on non-object",
            ),
            ("(function () { return this + arguments.length }).apply('a', [1, 2])", "a2"),
            ("Function.prototype.apply.call(1)", "TypeError: Function.prototype.apply.call is not a function"),
            ("Reflect.apply(Math.max, null, [1, 2])", "2"),
            ("String.raw`a${1}\\n`", "a1\\n"),
        ]);
    }
}
