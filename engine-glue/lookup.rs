//! Reading a property without the engine's generic path.
//!
//! `JsObject::get` builds a descriptor at each level of the prototype chain behind two indirect calls; natives that ask
//! for the same few names all the time (`_events`, `emit`) walk the chain themselves. The answer is the same: whatever
//! is not a plain value on a plain chain is left to the engine.

use boa_engine::builtins::proxy::Proxy;
use boa_engine::object::JsObject;
use boa_engine::property::PropertyKey;
use boa_engine::{Context, JsResult, JsValue};

/// The value of the property that `key` names on `object` or what it inherits from; undefined when there is none.
///
/// # Errors
/// What a getter or a proxy's trap throws.
pub fn lookup(object: &JsObject, key: &PropertyKey, cx: &mut Context) -> JsResult<JsValue> {
    let mut inherited: Option<JsObject> = None;
    loop {
        let level = inherited.as_ref().unwrap_or(object);
        if level.is::<Proxy>() {
            break;
        }
        let parent = {
            let level = level.borrow();
            match level.properties().get(key) {
                Some(property) => match property.value() {
                    Some(value) => return Ok(value.clone()),
                    None => break,
                },
                None => level.prototype(),
            }
        };
        match parent {
            Some(parent) => inherited = Some(parent),
            None => return Ok(JsValue::undefined()),
        }
    }
    object.get(key.clone(), cx)
}

#[cfg(test)]
mod tests {
    use super::*;
    use boa_engine::{Source, js_string};

    #[test]
    fn answers_what_the_engine_answers() {
        let cx = &mut Context::default();
        let cases = [
            ("({ x: 1 })", "1"),
            ("({ y: 1 })", "undefined"),
            ("({ __proto__: { x: 2 } })", "2"),
            ("({ __proto__: { __proto__: { x: 3 } } })", "3"),
            ("({ x: undefined, __proto__: { x: 4 } })", "undefined"),
            ("({ y: 5, get x() { return this.y } })", "5"),
            ("({ y: 6, __proto__: { get x() { return this.y } } })", "6"),
            ("({ set x(v) {}, __proto__: { x: 7 } })", "undefined"),
            ("new Proxy({ x: 8 }, {})", "8"),
            ("({ __proto__: new Proxy({ x: 9 }, {}) })", "9"),
            ("(function () {}).bind()", "undefined"),
            ("Object.assign([], { x: 10 })", "10"),
        ];
        for (code, expected) in cases {
            let object = cx.eval(Source::from_bytes(code)).unwrap().as_object().unwrap();
            let value = lookup(&object, &js_string!("x").into(), cx).unwrap();
            assert_eq!(value.display().to_string(), expected, "{code}");
        }
        let object = cx.eval(Source::from_bytes("({ get x() { throw 1 } })")).unwrap().as_object().unwrap();
        assert!(lookup(&object, &js_string!("x").into(), cx).is_err());
    }
}
