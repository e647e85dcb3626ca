//! `err.stack` as programs know it: the line `Name: message`, then the frames. `Error.captureStackTrace`,
//! `Error.stackTraceLimit` and `Error.prepareStackTrace`.
//!
//! The engine's own `stack` is the frames alone, with the columns of the module wrapper, and none for errors that
//! natives made. Ours is written anew at each look.

use std::cell::Cell;
use std::rc::Rc;

use boa_engine::builtins::error::Error;
use boa_engine::object::builtins::{JsArray, JsFunction};
use boa_engine::object::{JsObject, ObjectInitializer};
use boa_engine::property::{PropertyDescriptor, PropertyKey};
use boa_engine::{Context, Finalize, JsData, JsResult, JsString, JsValue, NativeFunction, Trace, js_string};

use super::syntax;
use crate::binding::{self, set_hidden};
use crate::convert::{arg, text};
use crate::error::type_error;
use crate::state as hidden;
use crate::trace::{Frame, Place, frames};

/// Frames that a trace shows unless `Error.stackTraceLimit` says otherwise, as in V8.
const LIMIT_DEFAULT: f64 = 10.0;
/// Frames that the engine collects at most, whatever the program asks for.
const LIMIT_MAX: f64 = 1000.0;
/// Frames that the engine collects beyond the limit: its natives count too, and the report needs one in a file.
const LIMIT_MARGIN: usize = 6;

struct Stacks {
    /// The engine's getter of `stack`.
    frames: JsFunction,
    /// Getter and setter of the `stack` that `Error.captureStackTrace` gives.
    captured: (JsFunction, JsFunction),
    limit: Cell<f64>,
}

pub(super) fn install(cx: &mut Context) {
    let error = cx.intrinsics().constructors().error();
    let (constructor, prototype) = (error.constructor(), error.prototype());
    let key = PropertyKey::from(js_string!("stack"));
    let Some(frames) = prototype
        .borrow()
        .properties()
        .get(&key)
        .and_then(|descriptor| descriptor.get().and_then(JsValue::as_function))
    else {
        return;
    };
    // The getter of any realm reads the errors of all.
    if stacks(cx).is_none() {
        let captured =
            (binding::function("stack", 0, get_captured, cx), binding::function("stack", 1, set_captured, cx));
        cx.insert_data(Rc::new(Stacks { frames, captured, limit: Cell::new(LIMIT_DEFAULT) }));
        set_limit(LIMIT_DEFAULT, cx);
    }
    let accessor = |get, set, cx: &Context| {
        PropertyDescriptor::builder()
            .get(binding::function("stack", 0, get, cx))
            .set(binding::function("stack", 1, set, cx))
            .enumerable(false)
            .configurable(true)
    };
    prototype.insert_property(key, accessor(get_stack, set_stack, cx));
    constructor.insert_property(js_string!("stackTraceLimit"), accessor(get_limit, put_limit, cx));
    let capture = binding::function("captureStackTrace", 2, capture, cx);
    set_hidden(&constructor, "captureStackTrace", capture);
}

fn stacks(cx: &Context) -> Option<Rc<Stacks>> {
    cx.get_data::<Rc<Stacks>>().cloned()
}

fn get_limit(_: &JsValue, _: &[JsValue], cx: &mut Context) -> JsResult<JsValue> {
    Ok(stacks(cx).map(|stacks| stacks.limit.get().into()).unwrap_or_default())
}

fn put_limit(_: &JsValue, args: &[JsValue], cx: &mut Context) -> JsResult<JsValue> {
    // What is not a number turns traces off in V8; here it changes nothing.
    if let Some(limit) = arg(args, 0).as_number().filter(|limit| !limit.is_nan()) {
        set_limit(limit, cx);
    }
    Ok(JsValue::undefined())
}

fn set_limit(limit: f64, cx: &mut Context) {
    if let Some(stacks) = stacks(cx) {
        stacks.limit.set(limit);
    }
    // The engine indexes before the first frame when its limit is 0.
    cx.runtime_limits_mut().set_backtrace_limit(limit.clamp(1.0, LIMIT_MAX) as usize + LIMIT_MARGIN);
}

fn get_stack(this: &JsValue, _: &[JsValue], cx: &mut Context) -> JsResult<JsValue> {
    let Some(object) = this.as_object() else { return Ok(JsValue::undefined()) };
    if !object.is::<Error>() {
        return Ok(JsValue::undefined());
    }
    let frames = own_frames(&object, cx);
    formatted(&object, frames, cx)
}

fn set_stack(this: &JsValue, args: &[JsValue], cx: &mut Context) -> JsResult<JsValue> {
    let object = this.as_object().ok_or_else(|| type_error("stack can be set on objects only"))?;
    let descriptor =
        PropertyDescriptor::builder().value(arg(args, 0)).writable(true).enumerable(false).configurable(true);
    object.define_property_or_throw(js_string!("stack"), descriptor, cx)?;
    Ok(JsValue::undefined())
}

/// The frames of where an error object was made, or thrown first when a native made it; the most recent first.
pub(crate) fn own_frames(object: &JsObject, cx: &mut Context) -> Vec<Frame> {
    let Some(stacks) = stacks(cx) else { return Vec::new() };
    let Ok(text) = stacks.frames.call(&object.clone().into(), &[], cx) else { return Vec::new() };
    text.as_string().map(|string| frames(&text_of(&string), cx)).unwrap_or_default()
}

fn text_of(string: &JsString) -> String {
    text(string)
}

/// The trace as a string, or as what the program's `Error.prepareStackTrace` makes of it.
fn formatted(object: &JsObject, mut frames: Vec<Frame>, cx: &mut Context) -> JsResult<JsValue> {
    let limit = stacks(cx).map_or(LIMIT_DEFAULT, |stacks| stacks.limit.get());
    frames.truncate(limit.clamp(0.0, LIMIT_MAX) as usize);
    let constructor = cx.intrinsics().constructors().error().constructor();
    if let Some(prepare) = constructor.get(js_string!("prepareStackTrace"), cx)?.as_function() {
        let sites: Vec<JsValue> = frames.into_iter().map(|frame| call_site(frame, cx).into()).collect();
        let sites = JsArray::from_iter(sites, cx);
        return prepare.call(&constructor.into(), &[object.clone().into(), sites.into()], cx);
    }
    Ok(JsString::from(written(object, &frames, cx)).into())
}

/// The text of a trace. Never throws: what getters of the program throw leaves a gap.
pub(crate) fn written(object: &JsObject, frames: &[Frame], cx: &mut Context) -> String {
    let mut stack = syntax::place(object, cx).map(|place| place.text()).unwrap_or_default();
    stack.push_str(&header(object, cx));
    for frame in frames {
        stack.push_str("\n    at ");
        stack.push_str(&frame.text());
    }
    stack
}

/// `Name: message`.
fn header(object: &JsObject, cx: &mut Context) -> String {
    let mut part = |key: JsString, default: &str| match object.get(key, cx) {
        Ok(value) if value.is_undefined() => default.to_owned(),
        Ok(value) => match value.as_string() {
            Some(string) => text(&string),
            None if value.is_object() || value.is_symbol() => default.to_owned(),
            None => value.to_string(cx).map(|string| text(&string)).unwrap_or_default(),
        },
        Err(_) => default.to_owned(),
    };
    let name = part(js_string!("name"), "Error");
    let message = part(js_string!("message"), "");
    match (name.is_empty(), message.is_empty()) {
        (_, true) => name,
        (true, false) => message,
        (false, false) => format!("{name}: {message}"),
    }
}

/// `Error.captureStackTrace(object, function)`: gives `object` a `stack` of the callers of this call; with `function`,
/// of the callers of `function`, which is found by its name.
fn capture(_: &JsValue, args: &[JsValue], cx: &mut Context) -> JsResult<JsValue> {
    let object = arg(args, 0).as_object().ok_or_else(|| type_error("captureStackTrace needs an object"))?;
    let here = cx.intrinsics().constructors().error().constructor().construct(&[], None, cx)?;
    // The first frame is this native.
    let mut frames: Vec<Frame> = own_frames(&here, cx).into_iter().skip(1).collect();
    if let Some(function) = arg(args, 1).as_function() {
        let name = function.get(js_string!("name"), cx)?.as_string().map(|name| text(&name)).unwrap_or_default();
        let called = frames.iter().position(|frame| !name.is_empty() && frame.function.as_ref() == Some(&name));
        if let Some(index) = called {
            frames.drain(..=index);
        }
    }
    let Some(stacks) = stacks(cx) else { return Ok(JsValue::undefined()) };
    // A trace that the program formats is formatted here, as V8 does; any other when somebody looks.
    let prepare = cx.intrinsics().constructors().error().constructor().get(js_string!("prepareStackTrace"), cx)?;
    let value = if prepare.is_callable() { Some(formatted(&object, frames.clone(), cx)?) } else { None };
    let descriptor = PropertyDescriptor::builder()
        .get(stacks.captured.0.clone())
        .set(stacks.captured.1.clone())
        .enumerable(false)
        .configurable(true);
    object.define_property_or_throw(js_string!("stack"), descriptor, cx)?;
    hidden::attach(&object, Captured { frames, value }, cx);
    Ok(JsValue::undefined())
}

/// What `Error.captureStackTrace` saw; hidden state of the object that got it. 2010's constructors capture first and
/// set `name` and `message` then, so the text is written when somebody looks.
#[derive(Trace, Finalize, JsData)]
struct Captured {
    #[unsafe_ignore_trace]
    frames: Vec<Frame>,
    /// What the program put in its place.
    value: Option<JsValue>,
}

fn get_captured(this: &JsValue, _: &[JsValue], cx: &mut Context) -> JsResult<JsValue> {
    let (Some(object), Some(state)) = (this.as_object(), hidden::state::<Captured>(this, cx)) else {
        return Ok(JsValue::undefined());
    };
    let (frames, value) = match state.downcast_ref::<Captured>() {
        Some(captured) => (captured.frames.clone(), captured.value.clone()),
        None => return Ok(JsValue::undefined()),
    };
    value.map_or_else(|| formatted(&object, frames, cx), Ok)
}

fn set_captured(this: &JsValue, args: &[JsValue], cx: &mut Context) -> JsResult<JsValue> {
    let object = this.as_object().ok_or_else(|| type_error("stack can be set on objects only"))?;
    let value = Some(arg(args, 0));
    let own = hidden::own_state::<Captured>(&object, cx);
    if let Some(mut captured) = own.as_ref().and_then(|own| own.downcast_mut::<Captured>()) {
        captured.value = value;
        return Ok(JsValue::undefined());
    }
    hidden::attach(&object, Captured { frames: Vec::new(), value }, cx);
    Ok(JsValue::undefined())
}

/// Whether the object's own `stack` is what `Error.captureStackTrace` gave it.
pub fn is_captured(object: &JsObject, cx: &mut Context) -> bool {
    hidden::own_state::<Captured>(object, cx).is_some()
}

/// A frame as `Error.prepareStackTrace` sees it.
#[derive(Trace, Finalize, JsData)]
struct CallSite {
    #[unsafe_ignore_trace]
    frame: Frame,
}

/// A call site with V8's methods. Made anew each time: only programs that set `Error.prepareStackTrace` pay for it.
fn call_site(frame: Frame, cx: &mut Context) -> JsObject {
    let mut builder = ObjectInitializer::with_native_data(CallSite { frame }, cx);
    for (name, method) in CALL_SITE {
        builder.function(NativeFunction::from_fn_ptr(*method), js_string!(*name), 0);
    }
    builder.build()
}

type Native = fn(&JsValue, &[JsValue], &mut Context) -> JsResult<JsValue>;

const CALL_SITE: &[(&str, Native)] = &[
    ("getColumnNumber", |this, _, _| with_frame(this, |frame| position(frame).map(|(_, column)| column).into_value())),
    ("getEvalOrigin", undefined),
    ("getFileName", |this, _, _| with_frame(this, file_name)),
    ("getFunction", undefined),
    ("getFunctionName", |this, _, _| with_frame(this, |frame| frame.function.clone().into_value())),
    ("getLineNumber", |this, _, _| with_frame(this, |frame| position(frame).map(|(line, _)| line).into_value())),
    ("getMethodName", null),
    ("getScriptNameOrSourceURL", |this, _, _| with_frame(this, file_name)),
    ("getThis", undefined),
    ("getTypeName", null),
    ("getPromiseIndex", null),
    ("isAsync", |_, _, _| Ok(false.into())),
    ("isConstructor", |_, _, _| Ok(false.into())),
    ("isEval", |this, _, _| with_frame(this, |frame| (frame.place == Place::Eval).into())),
    ("isNative", |this, _, _| with_frame(this, |frame| (frame.place == Place::Native).into())),
    ("isPromiseAll", |_, _, _| Ok(false.into())),
    ("isToplevel", |_, _, _| Ok(true.into())),
    ("toString", |this, _, _| with_frame(this, |frame| JsString::from(frame.text()).into())),
];

fn undefined(_: &JsValue, _: &[JsValue], _: &mut Context) -> JsResult<JsValue> {
    Ok(JsValue::undefined())
}

fn null(_: &JsValue, _: &[JsValue], _: &mut Context) -> JsResult<JsValue> {
    Ok(JsValue::null())
}

fn with_frame(this: &JsValue, read: fn(&Frame) -> JsValue) -> JsResult<JsValue> {
    let object = this.as_object().ok_or_else(|| type_error("not a call site"))?;
    let site = object.downcast_ref::<CallSite>().ok_or_else(|| type_error("not a call site"))?;
    Ok(read(&site.frame))
}

fn file_name(frame: &Frame) -> JsValue {
    match &frame.place {
        Place::File { file, .. } => JsString::from(file.as_str()).into(),
        Place::Native => js_string!("native").into(),
        Place::Eval => JsValue::undefined(),
    }
}

fn position(frame: &Frame) -> Option<(u32, u32)> {
    match frame.place {
        Place::File { position, .. } => position,
        Place::Native | Place::Eval => None,
    }
}

/// An option as V8's call sites give it: null when there is nothing to tell.
trait IntoValue {
    fn into_value(self) -> JsValue;
}

impl IntoValue for Option<u32> {
    fn into_value(self) -> JsValue {
        self.map_or_else(JsValue::null, JsValue::from)
    }
}

impl IntoValue for Option<String> {
    fn into_value(self) -> JsValue {
        self.map_or_else(JsValue::null, |text| JsString::from(text).into())
    }
}
