//! Properties without running code: what an object holds, and what its prototype chain holds.

use boa_engine::object::JsObject;
use boa_engine::object::builtins::JsArray;
use boa_engine::property::PropertyKey;
use boa_engine::{Context, JsResult, JsString, JsValue, js_string};
use noderu_glue::error::type_error;

/// An own property: its value, or what kind of accessor it is.
pub struct Property {
    /// The value, or `[Getter]` and its like.
    pub value: Result<JsValue, &'static str>,
    /// Whether `for in` shows it.
    pub enumerable: bool,
}

/// An own property of an object that is no proxy.
pub fn own(object: &JsObject, key: &PropertyKey, cx: &mut Context) -> Property {
    let descriptor = object.borrow().properties().get(key);
    let Some(descriptor) = descriptor else {
        // An element of a string or typed array, which the engine keeps elsewhere. Reading it runs no code.
        return Property { value: Ok(object.get(key.clone(), cx).unwrap_or_default()), enumerable: true };
    };
    let enumerable = descriptor.expect_enumerable();
    let value = if descriptor.is_accessor_descriptor() {
        let is_set = |accessor: Option<&JsValue>| accessor.is_some_and(|it| !it.is_undefined());
        match (is_set(descriptor.get()), is_set(descriptor.set())) {
            (true, true) => Err("[Getter/Setter]"),
            (false, true) => Err("[Setter]"),
            (true, false) => Err("[Getter]"),
            (false, false) => Ok(JsValue::undefined()),
        }
    } else if matches!(key, PropertyKey::Index(_)) && !object.is_array() {
        // An `arguments` object gives the current value of the parameter only through its own `get`.
        Ok(object.get(key.clone(), cx).unwrap_or_default())
    } else {
        Ok(descriptor.value().cloned().unwrap_or_default())
    };
    Property { value, enumerable }
}

/// The value that `object[key]` would find if no accessor or proxy is in the way.
pub fn prototype_chain(object: &JsObject, key: &PropertyKey) -> Option<JsValue> {
    let mut next = Some(object.clone());
    while let Some(object) = next {
        let object = object.borrow();
        if let Some(descriptor) = object.properties().get(key) {
            return descriptor.value().cloned();
        }
        next = object.prototype();
    }
    None
}

/// The key as plain text.
pub fn name(key: &PropertyKey) -> String {
    match key {
        PropertyKey::String(name) => super::quote::bare(name),
        PropertyKey::Symbol(symbol) => super::quote::symbol(symbol),
        PropertyKey::Index(index) => index.get().to_string(),
    }
}

/// A proxy as its traps present it.
pub struct Presented {
    /// Whether the target is an array.
    pub is_array: bool,
    /// Enumerable names and values.
    pub entries: Vec<(JsString, JsValue)>,
}

/// Asks a proxy for its enumerable properties. Runs code of the program.
///
/// # Errors
/// What a trap throws, also for a revoked proxy.
pub fn of_proxy(proxy: &JsObject, entries_max: usize, cx: &mut Context) -> JsResult<Presented> {
    let constructors = cx.intrinsics().constructors();
    let (array, object) = (constructors.array().constructor(), constructors.object().constructor());
    let ask = |of: &JsObject, question: JsString, cx: &mut Context| {
        let method = of.get(question, cx)?.as_callable().ok_or_else(|| type_error("not a function"))?;
        method.call(&of.clone().into(), &[proxy.clone().into()], cx)
    };
    let is_array = ask(&array, js_string!("isArray"), cx)?.to_boolean();
    let names = ask(&object, js_string!("keys"), cx)?;
    let names = JsArray::from_object(names.to_object(cx)?)?;
    let count = usize::try_from(names.length(cx)?).unwrap_or(entries_max).min(entries_max);
    let mut entries = Vec::with_capacity(count);
    for number in 0..count {
        let name = names.get(number as u64, cx)?.to_string(cx)?;
        let value = proxy.get(name.clone(), cx)?;
        entries.push((name, value));
    }
    Ok(Presented { is_array, entries })
}
