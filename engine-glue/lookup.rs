//! Reading a property without the engine's generic path, and remembering where it was found.
//!
//! `JsObject::get` builds a descriptor at each level of the prototype chain behind two indirect calls; natives that ask
//! for the same few names all the time (`_events`, `emit`) walk the chain themselves. The answer is the same: whatever
//! is not a plain value on a plain chain is left to the engine.

use std::cell::RefCell;

use boa_engine::builtins::proxy::Proxy;
use boa_engine::object::JsObject;
use boa_engine::object::shape::Shape;
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

/// [`lookup`] for one name that is asked for all the time: remembers for objects of a shape at which level of their
/// prototype chain the name was found, or that it was at none.
///
/// An object's shape stands for its keys, what kind of property each is, and its prototype; it does not stand for
/// values, which are read each time. Shapes that belong to one object only (the engine changes those in place) are
/// looked into each time. The cache holds on to the prototypes that it knows, [`PLACES`] chains at most.
pub struct LookupCache {
    key: PropertyKey,
    places: RefCell<[Option<Chain>; PLACES]>,
}

/// How many chains a cache knows. A power of two.
const PLACES: usize = 16;

/// From this many prototypes on a chain is walked each time.
const LEVELS: usize = 8;

/// Where the name is for objects of one shape.
struct Chain {
    shape: Shape,
    /// The prototypes up to the one that has the name, or all of them.
    parents: Vec<Parent>,
    found: Found,
}

enum Found {
    Here,
    /// On the last of the parents.
    Inherited,
    Nowhere,
}

struct Parent {
    object: JsObject,
    /// None for a shape of its own.
    shape: Option<Shape>,
}

impl LookupCache {
    /// A cache for the name `key`.
    pub fn new(key: impl Into<PropertyKey>) -> LookupCache {
        LookupCache { key: key.into(), places: RefCell::default() }
    }

    /// The value of the property on `object` or what it inherits from; undefined when there is none.
    ///
    /// # Errors
    /// As [`lookup`].
    pub fn get(&self, object: &JsObject, cx: &mut Context) -> JsResult<JsValue> {
        let address = object.borrow().shape().to_addr_usize();
        // Shapes lie at least 16 bytes apart.
        let place = (address >> 4) % PLACES;
        if let Some(chain) = &self.places.borrow()[place]
            && chain.shape.to_addr_usize() == address
            && let Some(value) = self.follow(chain, object)
        {
            return Ok(value);
        }
        if let Some(chain) = self.survey(object) {
            self.places.borrow_mut()[place] = Some(chain);
        }
        lookup(object, &self.key, cx)
    }

    /// The value, where the chain still is what it was.
    fn follow(&self, chain: &Chain, object: &JsObject) -> Option<JsValue> {
        let (holder, before) = match chain.found {
            Found::Here => (Some(object), &chain.parents[..]),
            Found::Nowhere => (None, &chain.parents[..]),
            Found::Inherited => {
                let (holder, before) = chain.parents.split_last()?;
                (Some(&holder.object), before)
            }
        };
        let unchanged = before.iter().all(|parent| {
            let object = parent.object.borrow();
            match &parent.shape {
                Some(shape) => object.shape().to_addr_usize() == shape.to_addr_usize(),
                // The last of a chain, such as Object.prototype.
                None => !object.properties().contains_key(&self.key) && object.prototype().is_none(),
            }
        });
        if !unchanged {
            return None;
        }
        match holder {
            Some(holder) => holder.borrow().properties().get(&self.key)?.value().cloned(),
            None => Some(JsValue::undefined()),
        }
    }

    /// Walks the chain; none where it cannot be remembered.
    fn survey(&self, object: &JsObject) -> Option<Chain> {
        if object.is::<Proxy>() {
            return None;
        }
        let (own, mut next) = {
            let object = object.borrow();
            let own = object.shape().clone();
            if !own.is_shared() {
                return None;
            }
            if let Some(property) = object.properties().get(&self.key) {
                property.value()?;
                return Some(Chain { shape: own, parents: Vec::new(), found: Found::Here });
            }
            (own, object.prototype())
        };
        let mut parents = Vec::new();
        while let Some(object) = next {
            if object.is::<Proxy>() || parents.len() == LEVELS {
                return None;
            }
            let (shape, property, parent) = {
                let object = object.borrow();
                (object.shape().clone(), object.properties().get(&self.key), object.prototype())
            };
            // A prototype's prototype can change: where its shape is its own, nothing would show it.
            if !shape.is_shared() && parent.is_some() && property.is_none() {
                return None;
            }
            parents.push(Parent { object, shape: Some(shape).filter(Shape::is_shared) });
            if let Some(property) = property {
                property.value()?;
                return Some(Chain { shape: own, parents, found: Found::Inherited });
            }
            next = parent;
        }
        Some(Chain { shape: own, parents, found: Found::Nowhere })
    }
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

    #[test]
    fn a_cache_answers_what_the_engine_answers() {
        let cx = &mut Context::default();
        let key = PropertyKey::from(js_string!("x"));
        let cache = LookupCache::new(key.clone());
        // Each line changes something; `o` is asked after each. What is read stands behind it.
        let steps = [
            ("var top = { z: 1 }, middle = Object.create(top), o = Object.create(middle); o.a = 1", "undefined"),
            ("top.x = 1", "1"),
            ("top.x = 2", "2"),
            ("middle.x = 3", "3"),
            ("o.x = 4", "4"),
            ("o.x = 5", "5"),
            ("delete o.x", "3"),
            ("delete middle.x", "2"),
            ("Object.defineProperty(top, 'x', { get: function () { return this.a + 5 }, configurable: true })", "6"),
            ("o.a = 2", "7"),
            ("Object.defineProperty(top, 'x', { value: 8, configurable: true })", "8"),
            ("Object.setPrototypeOf(middle, { x: 9 })", "9"),
            ("Object.setPrototypeOf(o, { x: 10 })", "10"),
            ("Object.setPrototypeOf(o, null)", "undefined"),
            ("Object.setPrototypeOf(o, middle)", "9"),
            ("Object.setPrototypeOf(middle, null)", "undefined"),
            ("Object.setPrototypeOf(middle, top)", "8"),
            ("delete top.x", "undefined"),
            ("Object.prototype.x = 11", "11"),
            ("delete Object.prototype.x", "undefined"),
            ("Object.setPrototypeOf(middle, new Proxy({}, { get: function () { return 12 } }))", "12"),
            ("for (var i = 0; i < 2000; i++) o['p' + i] = i; Object.setPrototypeOf(middle, top)", "undefined"),
            ("o.x = 13", "13"),
            ("o = Object.create(Object.create(null))", "undefined"),
            ("Object.setPrototypeOf(Object.getPrototypeOf(o), { x: 18 })", "18"),
            ("function F() { this.b = 1 } F.prototype = middle; o = new F", "undefined"),
            ("middle.x = 14", "14"),
            ("o = [1]; o.x = 15", "15"),
            ("o = function () {}", "undefined"),
            ("Function.prototype.x = 16", "16"),
            ("o = new Proxy({ x: 17 }, {})", "17"),
        ];
        for (code, expected) in steps {
            cx.eval(Source::from_bytes(code)).unwrap();
            let object = cx.eval(Source::from_bytes("o")).unwrap().as_object().unwrap();
            for _ in 0..3 {
                let value = cache.get(&object, cx).unwrap();
                assert_eq!(value.display().to_string(), expected, "{code}");
                assert_eq!(value, lookup(&object, &key, cx).unwrap(), "{code}");
            }
        }
    }
}
