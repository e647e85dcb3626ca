//! What the program prints when nobody caught an error, in Node's form.
//!
//! Runs no JavaScript but the getters that an error object has and what the host's [`Describe`] runs, and survives what
//! those throw.

use std::cell::Cell;

use boa_engine::builtins::error::Error;
use boa_engine::error::EngineError;
use boa_engine::object::JsObject;
use boa_engine::property::PropertyKey;
use boa_engine::{Context, JsError, JsString, JsValue, js_string};

use crate::builtins::{stack, syntax};
use crate::convert::text;
use crate::sources::{quote, text_of};
use crate::trace::{Frame, Place, frames_of};

/// The report of an uncaught error: an empty line, `file:line`, the source line, a caret under the column, then
/// `err.stack`, or the value when what was thrown is no error. Ends with a line end. Never throws.
/// The source line comes from [`crate::sources::text_of`].
pub fn report(error: &JsError, cx: &mut Context) -> String {
    if let Some(engine) = error.as_engine() {
        let frames = frames_of(error, cx);
        return framed(&engine_text(engine), &frames, cx);
    }
    let frames = frames_of(error, cx);
    let value = match error.clone().into_opaque(cx) {
        Ok(value) => value,
        Err(_) => return framed("Error: the engine failed", &frames, cx),
    };
    let object = value.as_object();
    if let Some(object) = &object
        && let Some(place) = syntax::place(object, cx)
    {
        let shown = shown(&value, Some(object), cx);
        // The stack begins with the place, unless the program replaced it.
        let place = if shown.starts_with(&place.text()) { String::new() } else { place.text() };
        return format!("\n{place}{shown}\n");
    }
    let head = headed(object.as_ref(), &frames, cx);
    let mut report = format!("\n{head}{}\n", shown(&value, object.as_ref(), cx));
    if let Some(object) = object {
        reasons(&object, 1, &mut vec![object.clone()], &mut report, cx);
    }
    report
}

/// What stands behind an error, below it: its `cause`, and the `errors` of an AggregateError, each with its own.
fn reasons(object: &JsObject, level: usize, told: &mut Vec<JsObject>, report: &mut String, cx: &mut Context) {
    let own = |key: &str| {
        let key = PropertyKey::from(JsString::from(key));
        object.borrow().properties().get(&key).and_then(|property| property.value().cloned())
    };
    if level > REASON_LEVELS_MAX || !object.is::<Error>() {
        return;
    }
    let mut behind: Vec<(String, JsValue)> = Vec::new();
    if let Some(errors) = own("errors").and_then(|errors| errors.as_object()).filter(JsObject::is_array) {
        for number in 0..REASONS_MAX {
            let error = errors.borrow().properties().get(&PropertyKey::from(number));
            let Some(error) = error.and_then(|property| property.value().cloned()) else { break };
            behind.push((format!("[errors][{number}]"), error));
        }
    }
    behind.extend(own("cause").map(|cause| (String::from("[cause]"), cause)));
    let indent = "  ".repeat(level);
    for (name, value) in behind {
        let inner = value.as_object();
        if inner.as_ref().is_some_and(|inner| told.iter().any(|other| JsObject::equals(other, inner))) {
            report.push_str(&format!("{indent}{name}: [Circular]\n"));
            continue;
        }
        let text = shown(&value, inner.as_ref(), cx);
        let text = text.strip_prefix("Uncaught ").unwrap_or(&text);
        let text = text.strip_prefix("(in promise) ").unwrap_or(text).replace('\n', &format!("\n{indent}"));
        report.push_str(&format!("{indent}{name}: {text}\n"));
        if let Some(inner) = inner {
            told.push(inner.clone());
            reasons(&inner, level + 1, told, report, cx);
            told.pop();
        }
    }
}

/// How deep the causes of causes are told.
const REASON_LEVELS_MAX: usize = 8;
/// How many errors of an AggregateError are told.
const REASONS_MAX: u32 = 10;

/// [`report`] for a value that was thrown, such as a promise's reason.
pub fn report_value(value: &JsValue, cx: &mut Context) -> String {
    report(&JsError::from_opaque(value.clone()), cx)
}

/// The last part of the report: `err.stack`, or the value when what was thrown is no error.
pub fn description(value: &JsValue, cx: &mut Context) -> String {
    shown(value, value.as_object().as_ref(), cx)
}

/// What the program is told when the engine stops for a limit of its own.
fn engine_text(error: &EngineError) -> String {
    format!("Error: {error}")
}

fn framed(text: &str, frames: &[Frame], cx: &mut Context) -> String {
    let mut report = format!("\n{}{text}", place_lines(frames, cx));
    for frame in frames.iter().take(FRAMES_MAX) {
        report.push_str("\n    at ");
        report.push_str(&frame.text());
    }
    report.push('\n');
    report
}

/// Frames of a report that is not an error object's `stack`.
const FRAMES_MAX: usize = 10;

/// The lines above the error: where it was thrown, with the source.
fn headed(object: Option<&JsObject>, frames: &[Frame], cx: &mut Context) -> String {
    let own = match object {
        Some(object) if frames.is_empty() && object.is::<Error>() => stack::own_frames(object, cx),
        _ => Vec::new(),
    };
    let frames = if own.is_empty() { frames } else { &own };
    place_lines(frames, cx)
}

/// `file:line`, the source line and the caret line of the first frame whose file can be read.
fn place_lines(frames: &[Frame], cx: &mut Context) -> String {
    for frame in frames {
        let Place::File { file, position } = &frame.place else { continue };
        let Some(source) = text_of(file, cx) else { continue };
        let Some((line, column)) = *position else { return format!("{file}\n") };
        return match quote(&source, line, column) {
            Some(quoted) => format!("{file}:{line}\n{quoted}\n"),
            None => format!("{file}:{line}\n"),
        };
    }
    String::new()
}

/// `err.stack`, or the value in a form that programs' own code does not take part in.
fn shown(value: &JsValue, object: Option<&JsObject>, cx: &mut Context) -> String {
    if let Some(object) = object {
        if let Ok(stack) = object.get(js_string!("stack"), cx)
            && let Some(stack) = stack.as_string()
            && !stack.is_empty()
        {
            return text(&stack);
        }
        if object.is::<Error>() {
            return stack::written(object, &stack::own_frames(object, cx), cx);
        }
        if let Some(line) = error_like(object, cx) {
            return line;
        }
    }
    let described = cx.get_data::<Describer>().map(|describer| describer.0);
    let described = described.and_then(|describe| describe(value, cx));
    let whence = if REJECTED.get() { "Uncaught (in promise)" } else { "Uncaught" };
    format!("{whence} {}", described.unwrap_or_else(|| brief(value)))
}

thread_local! {
    /// Set while what is reported is the reason of a promise, which has no place in the source.
    static REJECTED: Cell<bool> = const { Cell::new(false) };
}

/// Runs `deal`, in which a report of a value that is no error says that it comes from a promise.
pub fn from_promise<T>(deal: impl FnOnce() -> T) -> T {
    REJECTED.set(true);
    let dealt = deal();
    REJECTED.set(false);
    dealt
}

/// Shows a thrown value that is no error; none when it cannot.
pub type Describe = fn(&JsValue, &mut Context) -> Option<String>;

struct Describer(Describe);

/// Sets how a report shows values that are no errors. Without it they are shown as [`brief`] does.
pub fn set_describer(describe: Describe, cx: &mut Context) {
    cx.insert_data(Describer(describe));
}

/// `Name: message` of an object that has both, or that inherits from `Error` without being one, as
/// `inherits(MyError, Error)` makes.
fn error_like(object: &JsObject, cx: &mut Context) -> Option<String> {
    let own = |key: JsString| object.borrow().properties().get(&key.into())?.value()?.as_string();
    if let (Some(name), Some(message)) = (own(js_string!("name")), own(js_string!("message"))) {
        return Some(format!("{}: {}", text(&name), text(&message)));
    }
    let prototype = cx.intrinsics().constructors().error().prototype();
    let mut parent = object.prototype();
    let mut steps = 0;
    while !JsObject::equals(parent.as_ref()?, &prototype) {
        parent = parent?.prototype();
        steps += 1;
        if steps > PROTOTYPES_MAX {
            return None;
        }
    }
    Some(stack::written(object, &[], cx))
}

const PROTOTYPES_MAX: usize = 1000;

/// A value as text, without running any JavaScript.
pub fn brief(value: &JsValue) -> String {
    if let Some(string) = value.as_string() {
        let shown: String = text(&string).chars().take(BRIEF_LEN_MAX).collect();
        return format!("'{shown}'");
    }
    if let Some(symbol) = value.as_symbol() {
        return symbol.to_string();
    }
    if let Some(object) = value.as_object().filter(JsObject::is_callable) {
        let key = PropertyKey::from(js_string!("name"));
        let name = object.borrow().properties().get(&key).and_then(|name| name.value().and_then(JsValue::as_string));
        return name.map_or("[Function]".into(), |name| format!("[Function: {}]", text(&name)));
    }
    let mut brief = Brief(String::new());
    match std::fmt::write(&mut brief, format_args!("{}", value.display())) {
        Ok(()) if brief.0 == "{\n\n}" => "{}".into(),
        Ok(()) => brief.0,
        Err(_) => brief.0 + "...",
    }
}

/// How much of a thrown value a report shows, in characters or bytes.
const BRIEF_LEN_MAX: usize = 4 << 10;

struct Brief(String);

impl std::fmt::Write for Brief {
    fn write_str(&mut self, text: &str) -> std::fmt::Result {
        if self.0.len() + text.len() > BRIEF_LEN_MAX {
            return Err(std::fmt::Error);
        }
        self.0.push_str(text);
        Ok(())
    }
}
