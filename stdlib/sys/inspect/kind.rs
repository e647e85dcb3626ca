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
use noderu_glue::builtins::stack;
use noderu_glue::convert::text;

use super::property::prototype_chain;
use super::{BOLD, CYAN, Color, GREEN, MAGENTA, MESSAGE, Options, RED, STACK, YELLOW, quote};

/// How an object is shown.
pub(super) struct Kind {
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
    /// It is an error of the engine's kind: its cause is shown although it is hidden.
    pub is_error: bool,
    /// The `stack` of `Error.captureStackTrace` is shown although it is hidden: in 0.2 it was not.
    pub shows_stack: bool,
    /// The length of a boxed string, whose indexes the engine keeps elsewhere.
    pub string_len: Option<u32>,
    /// What it holds besides properties.
    pub contents: Contents,
}

/// What an object holds besides properties. The totals count what the limit left out too.
pub(super) enum Contents {
    /// Nothing.
    None,
    /// What 0.2 shows of an error: its message, and that it has a stack.
    Error(Option<JsValue>),
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
    pub(super) fn is_empty(&self) -> bool {
        match self {
            Self::None => true,
            Self::Texts(texts) => texts.is_empty(),
            Self::Named(..) | Self::Error(_) => false,
            Self::Values(values, _) => values.is_empty(),
            Self::Pairs(pairs, _) => pairs.is_empty(),
        }
    }
}

/// Whether looking at the object runs traps.
pub(super) fn is_proxy(object: &JsObject) -> bool {
    object.is::<Proxy>()
}

impl Kind {
    /// The kind of an object that is no proxy. Runs no code of the program, but for the `stack` of an error when
    /// the options are today's.
    pub(super) fn of(object: &JsObject, options: Options, cx: &mut Context) -> Self {
        if object.is_array() {
            return Self { open: "[".into(), close: "]", array: true, ..Self::plain() };
        }
        if object.is_callable() {
            return Self::with_base(function(object, cx), CYAN);
        }
        if object.is_ordinary() {
            return Self::of_ordinary(object, options, cx);
        }
        Self::of_builtin(object, options, cx)
    }

    fn of_ordinary(object: &JsObject, options: Options, cx: &mut Context) -> Self {
        // With `List.prototype = []`, 0.2 takes a list for an array.
        if prototypes(object).any(|prototype| prototype.is_array()) {
            return Self { open: "[".into(), close: "]", array: true, ..Self::plain() };
        }
        match error_text(object, options, cx) {
            Some(text) if options.today => Self::with_base(text, RED),
            Some(_) => Self { shows_stack: stack::is_captured(object, cx), ..Self::plain() },
            None => Self::plain(),
        }
    }

    fn of_builtin(object: &JsObject, options: Options, cx: &mut Context) -> Self {
        if object.is::<Error>() {
            if options.today {
                let base = error_text(object, options, cx).unwrap_or_else(|| "[Error]".into());
                return Self { is_error: true, ..Self::with_base(base, RED) };
            }
            let message = object.borrow().properties().get(&MESSAGE.into());
            let message = message.and_then(|message| message.value().cloned());
            Self { is_error: true, contents: Contents::Error(message), ..Self::plain() }
        } else if object.is::<RegExp>() {
            Self { is_regexp: true, ..Self::with_base(regexp(object, cx), RED) }
        } else if object.is::<Date>() {
            Self::with_base(date(object, cx), MAGENTA)
        } else if let Some((base, color)) = boxed(object, options, cx) {
            Self { hides_indexes: true, ..Self::with_base(base, color) }
        } else if let Some(string) = object.downcast_ref::<JsString>() {
            Self { string_len: u32::try_from(string.len()).ok(), ..Self::plain() }
        } else {
            collection(object, options, cx).unwrap_or_else(|| match tag(object) {
                Some(tag) => Self { open: format!("{tag} {{"), ..Self::plain() },
                None => Self::of_ordinary(object, options, cx),
            })
        }
    }

    /// Whether message and stack are contents, not properties.
    pub(super) fn shows_error(&self) -> bool {
        matches!(self.contents, Contents::Error(_))
    }

    /// Whether the message is no plain value, and shown as a property.
    pub(super) fn contents_lack_message(&self) -> bool {
        matches!(self.contents, Contents::Error(None))
    }

    fn plain() -> Self {
        Self {
            open: "{".into(),
            close: "}",
            base: String::new(),
            color: BOLD,
            array: false,
            hides_indexes: false,
            is_regexp: false,
            is_error: false,
            shows_stack: false,
            string_len: None,
            contents: Contents::None,
        }
    }

    fn with_base(base: String, color: Color) -> Self {
        Self { base, color, ..Self::plain() }
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

/// For errors and whatever inherits from `Error.prototype`: today's form, which is the stack, or `[Error: message]`
/// where there is none; of other options only that it is one matters.
fn error_text(object: &JsObject, options: Options, cx: &mut Context) -> Option<String> {
    let root = cx.intrinsics().constructors().error().prototype();
    let is_one = object.is::<Error>() || prototypes(object).any(|prototype| JsObject::equals(&prototype, &root));
    if JsObject::equals(object, &root) || !is_one {
        return None;
    }
    if options.today
        && let Ok(stack) = object.get(STACK, cx)
        && let Some(stack) = stack.as_string().map(|stack| text(&stack))
        && !stack.is_empty()
    {
        return Some(if stack.contains("\n    at ") { stack } else { format!("[{stack}]") });
    }
    let read = |name: JsString| {
        let value = prototype_chain(object, &PropertyKey::from(name))?;
        value.as_string().map(|string| text(&string))
    };
    let name = read(js_string!("name")).unwrap_or_else(|| "Error".into());
    let message = read(MESSAGE).unwrap_or_default();
    Some(match (name.is_empty(), message.is_empty()) {
        (_, true) => format!("[{name}]"),
        (true, false) => format!("[{message}]"),
        (false, false) => format!("[{name}: {message}]"),
    })
}

/// What the engine calls the rest of its own objects, such as generators; 0.2 knew none of them.
fn tag(object: &JsObject) -> Option<String> {
    let tag = prototype_chain(object, &JsSymbol::to_string_tag().into())?.as_string()?;
    (!tag.is_empty()).then(|| text(&tag))
}

/// What the object inherits from, the nearest first.
fn prototypes(object: &JsObject) -> impl Iterator<Item = JsObject> {
    std::iter::successors(object.prototype(), JsObject::prototype)
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

/// `new Number(3)` and its like; of those that 0.2 knew, which are like other objects to it, only in today's form.
fn boxed(object: &JsObject, options: Options, cx: &mut Context) -> Option<(String, Color)> {
    if let Some(symbol) = object.downcast_ref::<JsSymbol>() {
        return Some((format!("[Symbol: {}]", quote::symbol(&symbol)), GREEN));
    }
    if let Some(number) = object.downcast_ref::<JsBigInt>() {
        return Some((format!("[BigInt: {}n]", *number), YELLOW));
    }
    if !options.today {
        return None;
    }
    if let Some(number) = object.downcast_ref::<f64>() {
        let shown = JsValue::from(*number).to_string(cx).map(|shown| text(&shown)).unwrap_or_default();
        return Some((format!("[Number: {shown}]"), YELLOW));
    }
    if let Some(flag) = object.downcast_ref::<bool>() {
        return Some((format!("[Boolean: {}]", *flag), YELLOW));
    }
    let string = object.downcast_ref::<JsString>()?;
    Some((format!("[String: {}]", quote::string(&string)), GREEN))
}

/// What 2010 did not have.
fn collection(object: &JsObject, options: Options, cx: &mut Context) -> Option<Kind> {
    let max = options.array_len_max;
    let braces = |open: String, contents: Contents| Kind { open, contents, ..Kind::plain() };
    if let Ok(map) = JsMap::from_object(object.clone()) {
        let (mut pairs, mut total) = (Vec::new(), 0);
        let visited = map.for_each_native(|key, value| {
            total += 1;
            if total <= max {
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
            if total <= max {
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
        return Some(typed_array(object, &array, max, cx));
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

fn typed_array(object: &JsObject, array: &JsTypedArray, max: usize, cx: &mut Context) -> Kind {
    let total = array.length(cx).unwrap_or(0);
    let values = (0..total.min(max)).map(|index| object.get(index as u64, cx).unwrap_or_default()).collect();
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
