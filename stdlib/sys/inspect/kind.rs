//! What sort of object is shown: its braces, what it says of itself, and what it holds besides properties.

use boa_engine::builtins::date::Date;
use boa_engine::builtins::error::Error;
use boa_engine::builtins::function::OrdinaryFunction;
use boa_engine::builtins::promise::PromiseState;
use boa_engine::builtins::proxy::Proxy;
use boa_engine::builtins::regexp::RegExp;
use boa_engine::object::JsObject;
use boa_engine::object::builtins::{
    JsArrayBuffer, JsDate, JsMap, JsPromise, JsRegExp, JsSet, JsTypedArray, JsWeakMap, JsWeakSet,
};
use boa_engine::property::PropertyKey;
use boa_engine::{Context, JsBigInt, JsString, JsSymbol, JsValue, js_string};
use noderu_glue::convert::text;

use super::property::prototype_chain;
use super::{BOLD, CYAN, Color, ENTRIES_MAX, GREEN, MAGENTA, RED, YELLOW, quote};

/// How an object is shown.
pub struct Kind {
    /// What stands before the entries, such as `{`.
    pub open: String,
    /// What stands after them.
    pub close: &'static str,
    /// What the object says of itself, such as `[Function: f]`; stands alone when there are no entries.
    pub base: String,
    /// The color of the base.
    pub color: Color,
    /// Laid out as an array.
    pub array: bool,
    /// Integer keys are part of the base or of the contents.
    pub hides_indexes: bool,
    /// Beyond the depth, a regular expression still shows its source.
    pub is_regexp: bool,
    /// What it holds besides properties.
    pub contents: Contents,
}

/// What an object holds besides properties. The totals count what the limit left out too.
pub enum Contents {
    /// Nothing.
    None,
    /// Notes.
    Texts(Vec<String>),
    /// One value with a name and its separator, possibly empty.
    Named(&'static str, JsValue),
    /// A set's members, a typed array's elements.
    Values(Vec<JsValue>, usize),
    /// A map's.
    Pairs(Vec<(JsValue, JsValue)>, usize),
}

impl Contents {
    /// Whether there is nothing to show.
    pub fn is_empty(&self) -> bool {
        match self {
            Contents::None => true,
            Contents::Texts(texts) => texts.is_empty(),
            Contents::Named(..) => false,
            Contents::Values(values, _) => values.is_empty(),
            Contents::Pairs(pairs, _) => pairs.is_empty(),
        }
    }
}

/// Whether looking at the object runs traps.
pub fn is_proxy(object: &JsObject) -> bool {
    object.is::<Proxy>()
}

impl Kind {
    /// The kind of an object that is no proxy. Runs no code of the program.
    pub fn of(object: &JsObject, cx: &mut Context) -> Kind {
        if object.is_array() {
            return Kind { open: "[".into(), close: "]", array: true, ..Kind::plain() };
        }
        if object.is_callable() {
            return Kind::with_base(function(object, cx), CYAN);
        }
        if object.is_ordinary() {
            return match error_text(object, cx) {
                Some(text) => Kind::with_base(text, RED),
                None => Kind::plain(),
            };
        }
        Kind::of_builtin(object, cx)
    }

    fn of_builtin(object: &JsObject, cx: &mut Context) -> Kind {
        if object.is::<Error>() {
            Kind::with_base(error_text(object, cx).unwrap_or_else(|| "[Error]".into()), RED)
        } else if object.is::<RegExp>() {
            Kind { is_regexp: true, ..Kind::with_base(regexp(object, cx), RED) }
        } else if object.is::<Date>() {
            Kind::with_base(date(object, cx), MAGENTA)
        } else if let Some((base, color)) = boxed(object, cx) {
            Kind { hides_indexes: true, ..Kind::with_base(base, color) }
        } else {
            collection(object, cx).unwrap_or_else(|| match error_text(object, cx) {
                Some(text) => Kind::with_base(text, RED),
                None => Kind::plain(),
            })
        }
    }

    fn plain() -> Kind {
        Kind {
            open: "{".into(),
            close: "}",
            base: String::new(),
            color: BOLD,
            array: false,
            hides_indexes: false,
            is_regexp: false,
            contents: Contents::None,
        }
    }

    fn with_base(base: String, color: Color) -> Kind {
        Kind { base, color, ..Kind::plain() }
    }
}

/// `[Function: name]` for what has a name in its source, `[Function]` for `var f = function () {}`: that ECMAScript
/// gives such a function the name of its variable is younger than 0.2.
fn function(object: &JsObject, cx: &mut Context) -> String {
    let name =
        prototype_chain(object, &js_string!("name").into()).and_then(|name| name.as_string()).unwrap_or_default();
    if is_class(object) {
        return if name.is_empty() { "[class]".into() } else { format!("[class {}]", text(&name)) };
    }
    if name.is_empty() || has_inferred_name(object, &name, cx) {
        return "[Function]".into();
    }
    format!("[Function: {}]", text(&name))
}

/// The `prototype` of a class cannot be assigned.
fn is_class(object: &JsObject) -> bool {
    let prototype = object.borrow().properties().get(&js_string!("prototype").into());
    object.is::<OrdinaryFunction>() && prototype.is_some_and(|prototype| !prototype.writable().unwrap_or(true))
}

/// Whether it is a function expression without a name, which got that of its variable or property.
fn has_inferred_name(object: &JsObject, name: &JsString, cx: &mut Context) -> bool {
    let compiled = object.downcast_ref::<OrdinaryFunction>().map(|function| function.codeblock().name() == name);
    if compiled != Some(true) {
        return false;
    }
    let source = source_start(object, cx);
    let head = source.strip_prefix("async").map_or(source.as_str(), str::trim_start);
    head.strip_prefix("function").is_some_and(|rest| {
        let rest = rest.trim_start().trim_start_matches('*').trim_start();
        rest.starts_with('(') || rest.starts_with('/')
    })
}

/// The first characters of a function's source.
fn source_start(object: &JsObject, cx: &mut Context) -> String {
    let prototype = cx.intrinsics().constructors().function().prototype();
    let Some(method) = prototype_chain(&prototype, &js_string!("toString").into()).and_then(|it| it.as_callable())
    else {
        return String::new();
    };
    match method.call(&object.clone().into(), &[], cx).ok().and_then(|source| source.as_string()) {
        Some(source) => source.iter().take(64).map(|unit| char::from_u32(unit.into()).unwrap_or(' ')).collect(),
        None => String::new(),
    }
}

/// `[Error: message]` for errors and whatever inherits from `Error.prototype`.
fn error_text(object: &JsObject, cx: &Context) -> Option<String> {
    let root = cx.intrinsics().constructors().error().prototype();
    if JsObject::equals(object, &root) || !(object.is::<Error>() || inherits_from(object, &root)) {
        return None;
    }
    let read = |name: JsString| {
        let value = prototype_chain(object, &PropertyKey::from(name))?;
        value.as_string().map(|string| text(&string))
    };
    let name = read(js_string!("name")).unwrap_or_else(|| "Error".into());
    let message = read(js_string!("message")).unwrap_or_default();
    Some(match (name.is_empty(), message.is_empty()) {
        (_, true) => format!("[{name}]"),
        (true, false) => format!("[{message}]"),
        (false, false) => format!("[{name}: {message}]"),
    })
}

fn inherits_from(object: &JsObject, ancestor: &JsObject) -> bool {
    let mut next = object.prototype();
    while let Some(prototype) = next {
        if JsObject::equals(&prototype, ancestor) {
            return true;
        }
        next = prototype.prototype();
    }
    false
}

fn regexp(object: &JsObject, cx: &mut Context) -> String {
    let shown = JsRegExp::from_object(object.clone()).and_then(|regexp| regexp.to_string(cx));
    shown.unwrap_or_else(|_| "[RegExp]".into())
}

fn date(object: &JsObject, cx: &mut Context) -> String {
    let shown = JsDate::from_object(object.clone()).and_then(|date| date.to_utc_string(cx));
    match shown.ok().and_then(|shown| shown.as_string()) {
        Some(shown) => text(&shown),
        None => "Invalid Date".into(),
    }
}

/// `new Number(3)` and its like.
fn boxed(object: &JsObject, cx: &mut Context) -> Option<(String, Color)> {
    if let Some(number) = object.downcast_ref::<f64>() {
        let shown = JsValue::from(*number).to_string(cx).map(|shown| text(&shown)).unwrap_or_default();
        return Some((format!("[Number: {shown}]"), YELLOW));
    }
    if let Some(flag) = object.downcast_ref::<bool>() {
        return Some((format!("[Boolean: {}]", *flag), YELLOW));
    }
    if let Some(string) = object.downcast_ref::<JsString>() {
        return Some((format!("[String: {}]", quote::string(&string)), GREEN));
    }
    if let Some(symbol) = object.downcast_ref::<JsSymbol>() {
        return Some((format!("[Symbol: {}]", quote::symbol(&symbol)), GREEN));
    }
    let number = object.downcast_ref::<JsBigInt>()?;
    Some((format!("[BigInt: {}n]", *number), YELLOW))
}

/// What 2010 did not have.
fn collection(object: &JsObject, cx: &mut Context) -> Option<Kind> {
    let braces = |open: String, contents: Contents| Kind { open, contents, ..Kind::plain() };
    if let Ok(map) = JsMap::from_object(object.clone()) {
        let (mut pairs, mut total) = (Vec::new(), 0);
        let visited = map.for_each_native(|key, value| {
            total += 1;
            if total <= ENTRIES_MAX {
                pairs.push((key, value));
            }
            Ok(())
        });
        return visited
            .is_ok()
            .then(|| Kind { array: true, ..braces(format!("Map({total}) {{"), Contents::Pairs(pairs, total)) });
    }
    if let Ok(set) = JsSet::from_object(object.clone()) {
        let (mut values, mut total) = (Vec::new(), 0);
        let visited = set.for_each_native(|value| {
            total += 1;
            if total <= ENTRIES_MAX {
                values.push(value);
            }
            Ok(())
        });
        return visited
            .is_ok()
            .then(|| Kind { array: true, ..braces(format!("Set({total}) {{"), Contents::Values(values, total)) });
    }
    if let Ok(promise) = JsPromise::from_object(object.clone()) {
        let contents = match promise.state() {
            PromiseState::Pending => Contents::Texts(vec!["<pending>".into()]),
            PromiseState::Fulfilled(value) => Contents::Named("", value),
            PromiseState::Rejected(reason) => Contents::Named("<rejected> ", reason),
        };
        return Some(braces("Promise {".into(), contents));
    }
    if let Ok(array) = JsTypedArray::from_object(object.clone()) {
        return Some(typed_array(object, &array, cx));
    }
    if let Ok(buffer) = JsArrayBuffer::from_object(object.clone()) {
        let length = buffer.data().map_or(0, |bytes| bytes.len());
        let length = u32::try_from(length).map_or_else(|_| JsValue::from(length as f64), JsValue::from);
        return Some(braces("ArrayBuffer {".into(), Contents::Named("byteLength: ", length)));
    }
    if JsWeakMap::from_object(object.clone()).is_ok() {
        return Some(braces("WeakMap {".into(), Contents::Texts(vec!["<items unknown>".into()])));
    }
    if JsWeakSet::from_object(object.clone()).is_ok() {
        return Some(braces("WeakSet {".into(), Contents::Texts(vec!["<items unknown>".into()])));
    }
    None
}

fn typed_array(object: &JsObject, array: &JsTypedArray, cx: &mut Context) -> Kind {
    let total = array.length(cx).unwrap_or(0);
    let values = (0..total.min(ENTRIES_MAX)).map(|index| object.get(index as u64, cx).unwrap_or_default()).collect();
    let name = array.kind().map_or_else(|| "TypedArray".into(), |kind| format!("{kind:?}Array"));
    Kind {
        open: format!("{name}({total}) ["),
        close: "]",
        array: true,
        hides_indexes: true,
        contents: Contents::Values(values, total),
        ..Kind::plain()
    }
}
