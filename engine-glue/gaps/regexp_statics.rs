//! `RegExp.$1` to `$9`, `lastMatch`, `lastParen`, `leftContext`, `rightContext`, `input` and their short names: what the
//! last match of any expression found. Packages of 2010 use them.
//!
//! The engine has nothing of the kind. `exec`, which every match goes through, is replaced by one that keeps what it
//! found; that doubles the cost of a short match, so it happens only once a program is compiled whose text names one of
//! these properties ([`watch`]).

use std::cell::RefCell;

use boa_engine::object::builtins::JsFunction;
use boa_engine::object::{FunctionObjectBuilder, JsObject};
use boa_engine::property::{PropertyDescriptor, PropertyKey};
use boa_engine::{Context, JsString, JsValue, NativeFunction, js_string};
use memchr::memmem;

use crate::binding::set_hidden;
use crate::convert::arg;

/// Groups that have a name here.
const GROUPS: usize = 9;

/// The last match.
#[derive(Debug, Default)]
struct Last {
    input: JsString,
    index: usize,
    /// The whole match, and the groups that took part.
    found: Vec<JsString>,
}

/// There once the properties are.
#[derive(Default)]
struct Statics(RefCell<Last>);

/// In a realm made later: there when the program's realm has them.
pub(super) fn install(cx: &mut Context) {
    if cx.get_data::<Statics>().is_some() {
        put(cx);
    }
}

/// Puts the properties in place when `code`, which is about to be compiled, names one.
pub fn watch(code: &str, cx: &mut Context) {
    if cx.get_data::<Statics>().is_some() || !names_one(code.as_bytes()) {
        return;
    }
    cx.insert_data(Statics::default());
    put(cx);
}

/// Whether the text has `RegExp` and behind it, or where another name stands for it, one of the properties.
fn names_one(code: &[u8]) -> bool {
    if memmem::find(code, b"RegExp").is_none() {
        return false;
    }
    let short = |at: usize| matches!(code.get(at + 2), Some(b'1'..=b'9' | b'&' | b'+' | b'`' | b'\'' | b'_'));
    memmem::find_iter(code, b".$").any(short)
        || memmem::find_iter(code, b"'$").any(short)
        || memmem::find_iter(code, b"\"$").any(short)
        || LONG_NAMES.iter().any(|(name, _)| memmem::find(code, name.as_bytes()).is_some())
        || memmem::find(code, b"RegExp.input").is_some()
}

type Read = fn(&Last) -> JsString;

const LONG_NAMES: &[(&str, Read)] =
    &[("lastMatch", whole), ("lastParen", last_group), ("leftContext", left), ("rightContext", right)];
const OTHER_NAMES: &[(&str, Read)] = &[
    ("input", |last| last.input.clone()),
    ("$_", |last| last.input.clone()),
    ("$&", whole),
    ("$+", last_group),
    ("$`", left),
    ("$'", right),
];

fn whole(last: &Last) -> JsString {
    last.found.first().cloned().unwrap_or_default()
}

fn last_group(last: &Last) -> JsString {
    if last.found.len() > 1 { last.found[last.found.len() - 1].clone() } else { js_string!() }
}

fn left(last: &Last) -> JsString {
    last.input.get(..last.index).unwrap_or_default()
}

fn right(last: &Last) -> JsString {
    last.input.get(last.index + whole(last).len()..).unwrap_or_default()
}

fn put(cx: &mut Context) {
    let regexp = cx.intrinsics().constructors().regexp();
    let (constructor, prototype) = (regexp.constructor(), regexp.prototype());
    for &(name, read) in LONG_NAMES.iter().chain(OTHER_NAMES) {
        put_getter(&constructor, name, read, cx);
    }
    for group in 1..=GROUPS {
        let read = move |last: &Last| last.found.get(group).cloned().unwrap_or_default();
        put_getter(&constructor, &format!("${group}"), read, cx);
    }
    let key = PropertyKey::from(js_string!("exec"));
    let original = prototype.borrow().properties().get(&key);
    let Some(original) = original.and_then(|exec| exec.value().and_then(JsValue::as_function)) else { return };
    let exec = NativeFunction::from_copy_closure_with_captures(
        |this, args, original: &JsFunction, cx| {
            let result = original.call(this, args, cx)?;
            if let Some(result) = result.as_object()
                && let Some(Statics(last)) = cx.get_data::<Statics>()
            {
                record(&result, &arg(args, 0), &mut last.borrow_mut());
            }
            Ok(result)
        },
        original,
    );
    let exec = FunctionObjectBuilder::new(cx.realm(), exec).name("exec").length(1).build();
    set_hidden(&prototype, "exec", exec);
}

fn put_getter(owner: &JsObject, name: &str, read: impl Fn(&Last) -> JsString + Copy + 'static, cx: &Context) {
    let get = NativeFunction::from_copy_closure(move |_, _, cx| {
        let text = cx.get_data::<Statics>().map(|Statics(last)| read(&last.borrow()));
        Ok(text.unwrap_or_default().into())
    });
    // What a program assigns is passed over, as V8 does.
    let set = NativeFunction::from_copy_closure(|_, _, _| Ok(JsValue::undefined()));
    let descriptor = PropertyDescriptor::builder()
        .get(FunctionObjectBuilder::new(cx.realm(), get).name(name).build())
        .set(FunctionObjectBuilder::new(cx.realm(), set).name(name).length(1).build())
        .enumerable(false)
        .configurable(true);
    owner.insert_property(JsString::from(name), descriptor);
}

/// Keeps what a match found. `result` is fresh from the engine: its elements are strings, or undefined.
fn record(result: &JsObject, input: &JsValue, last: &mut Last) {
    let result = result.borrow();
    let named = |name: JsString| result.properties().get(&name.into()).and_then(|property| property.value().cloned());
    let input = input.as_string().or_else(|| named(js_string!("input"))?.as_string());
    last.input = input.unwrap_or_default();
    last.index = named(js_string!("index")).and_then(|index| index.as_number()).map_or(0, |index| index as usize);
    last.found.clear();
    for (_, element) in result.properties().index_properties() {
        last.found.push(element.value().and_then(JsValue::as_string).unwrap_or_default());
    }
}

#[cfg(test)]
mod tests {
    use super::names_one;
    use crate::testing::table;

    #[test]
    fn the_last_match_is_kept() {
        // As node 20 has it.
        table(&[
            (
                "/b(.)(d)?/.exec('abcx'); [RegExp.$1, RegExp.$2, RegExp.$3, RegExp.lastMatch, RegExp.lastParen, RegExp.leftContext, RegExp.rightContext, RegExp.input].join('|')",
                "c|||bc||a|x|abcx",
            ),
            (
                "/(\\d)-(\\d)/.test('x1-2y'); RegExp.$1 + RegExp.$2 + RegExp['$&'] + RegExp['$`'] + RegExp[\"$'\"] + RegExp['$+'] + RegExp.$_",
                "121-2xy2x1-2y",
            ),
            ("'a1b2'.replace(/([a-z])(\\d)/g, function () { return RegExp.$2 + RegExp.$1 })", "2b2b"),
            ("'a1b2'.match(/([a-z])/); RegExp.$1", "a"),
            ("'k=v'.split(/(=)/); RegExp.$1", "="),
            ("'xyz'.search(/(z)/); RegExp.$1 + RegExp.leftContext", "zxy"),
            ("/(a)/.test('a'); /(b)/.test('a'); RegExp.$1", "a"),
            ("/(a)(b)(c)(d)(e)(f)(g)(h)(i)(j)/.test('abcdefghij'); RegExp.$9 + RegExp.lastParen", "ij"),
            ("RegExp.$1 = 'x'; RegExp.$1 + '' + Object.keys(RegExp).length", "0"),
            ("var R = RegExp; /(q)/.test('q'); R.$1 + /a/.exec('ba').index + /(é)/.test('é') + R.$1", "q1trueé"),
            (
                "RegExp.prototype.exec.length + RegExp.prototype.exec.name + /x/.exec('y') + RegExp.lastMatch",
                "1execnull",
            ),
        ]);
    }

    #[test]
    fn only_programs_that_name_them_pay() {
        for (text, expect) in [
            ("if (/a/.test(b)) RegExp.$1", true),
            ("var r = RegExp; r['$2']", true),
            ("RegExp.leftContext", true),
            ("new RegExp('a$'); $.get(x); jQuery.$", false),
            ("'x'.replace(/a(b)/, '$1')", false),
            ("RegExp.$x", false),
        ] {
            assert_eq!(names_one(text.as_bytes()), expect, "{text}");
        }
    }
}
