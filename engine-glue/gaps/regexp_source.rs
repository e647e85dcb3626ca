//! `RegExp.prototype.source`: the engine escapes every slash, also one that is escaped already, so that
//! `/a\/b/.source` is `a\\/b`, which means something else. Routers build expressions of such sources.

use boa_engine::object::builtins::JsFunction;
use boa_engine::property::{PropertyDescriptor, PropertyKey};
use boa_engine::{Context, JsResult, JsString, JsValue, js_string};

use crate::binding;

/// The engine's getter.
struct Escaped(JsFunction);

pub(super) fn install(cx: &mut Context) {
    let prototype = cx.intrinsics().constructors().regexp().prototype();
    let key = PropertyKey::from(js_string!("source"));
    let descriptor = prototype.borrow().properties().get(&key);
    let Some(getter) = descriptor.and_then(|descriptor| descriptor.get().and_then(JsValue::as_function)) else {
        return;
    };
    if cx.get_data::<Escaped>().is_none() {
        cx.insert_data(Escaped(getter));
    }
    let getter = binding::function("get source", 0, source, cx);
    let descriptor = PropertyDescriptor::builder().get(getter).set(JsValue::undefined());
    prototype.insert_property(key, descriptor.enumerable(false).configurable(true));
}

fn source(this: &JsValue, _: &[JsValue], cx: &mut Context) -> JsResult<JsValue> {
    let Some(getter) = cx.get_data::<Escaped>().map(|escaped| escaped.0.clone()) else {
        return Ok(JsValue::undefined());
    };
    let escaped = getter.call(this, &[], cx)?;
    match escaped.as_string() {
        Some(text) if text.iter().any(|unit| unit == SLASH) => Ok(repaired(&text).into()),
        _ => Ok(escaped),
    }
}

const SLASH: u16 = b'/' as u16;
const BACKSLASH: u16 = b'\\' as u16;

/// Takes back the backslash that the engine put before every slash, and puts one only where a literal needs it: not
/// after a backslash, and not in a class.
fn repaired(escaped: &JsString) -> JsString {
    let mut units = escaped.iter().peekable();
    let mut out = Vec::with_capacity(escaped.len());
    let (mut after_backslash, mut in_class) = (false, false);
    while let Some(unit) = units.next() {
        if unit == BACKSLASH && units.peek() == Some(&SLASH) {
            units.next();
            if !after_backslash && !in_class {
                out.push(BACKSLASH);
            }
            out.push(SLASH);
            after_backslash = false;
            continue;
        }
        out.push(unit);
        if after_backslash {
            after_backslash = false;
        } else if unit == BACKSLASH {
            after_backslash = true;
        } else if unit == u16::from(b'[') {
            in_class = true;
        } else if unit == u16::from(b']') {
            in_class = false;
        }
    }
    JsString::from(out.as_slice())
}

#[cfg(test)]
mod tests {
    use crate::testing::table;

    #[test]
    fn slashes_are_escaped_once() {
        table(&[
            (r"/a\/b/.source", r"a\/b"),
            (r"String(/a\/b/gi)", r"/a\/b/gi"),
            (r"new RegExp('a/b').source", r"a\/b"),
            (r"/[/]\//.source", r"[/]\/"),
            (r"/\\\//.source", r"\\\/"),
            (r"/[\]/]x/.source", r"[\]/]x"),
            (r"new RegExp(/^\/user\/(\d+)$/.source).test('/user/7')", "true"),
            (r"/½\/é/.source", r"½\/é"),
            (r"RegExp.prototype.source + new RegExp('').source", "(?:)(?:)"),
            (r"/abc/.source", "abc"),
            (r"Object.getOwnPropertyDescriptor(RegExp.prototype, 'source').get.call({})", {
                "TypeError: RegExp.prototype.source method called on incompatible value"
            }),
        ]);
    }
}
