//! `require('repl')`, and the REPL that noderu is without arguments.
//!
//! The class REPLServer is `repl.js`, compiled at the first require; running what was typed is native (`glue::interactive`).

use boa_engine::object::builtins::JsArray;
use boa_engine::property::PropertyKey;
use noderu_glue::binding::{install, method};
use noderu_glue::builtins::syntax;
use noderu_glue::interactive::{self, Outcome};
use noderu_glue::prelude::*;
use noderu_glue::{interrupt as stopping, report, sources};
use noderu_runtime::interrupt;

use crate::module::{self, builtin};

/// `require('repl')`.
///
/// # Errors
/// None in practice.
pub fn load(cx: &mut Context) -> JsResult<JsValue> {
    Ok(builtin::script("repl", cx)?.into())
}

/// What the files of this folder need.
///
/// # Errors
/// None.
pub fn natives(natives: &JsObject, cx: &mut Context) -> JsResult<()> {
    install(natives, NATIVES, cx);
    Ok(())
}

/// Starts the REPL of the command line on the standard streams; the process ends with it.
///
/// # Errors
/// None in practice: what the standard streams throw.
pub fn start_standalone(cx: &mut Context) -> JsResult<()> {
    builtin::call("repl", "_standalone", &JsValue::undefined(), &[], cx).map(drop)
}

const NATIVES: &[Method] = &[
    method("evaluate", 3, evaluate),
    method("heedInterrupts", 1, |_, args, _| {
        match arg(args, 0).to_boolean() {
            true => interrupt::count_and_report(),
            false => drop(interrupt::stop()),
        }
        Ok(JsValue::undefined())
    }),
    method("forget", 0, |_, _, cx| interactive::forget(cx).map(|()| JsValue::undefined())),
    method("note", 1, note),
    method("syntaxPlace", 1, syntax_place),
    method("describe", 1, describe),
    method("lendRequire", 0, |_, _, cx| {
        module::lend_require(cx);
        Ok(JsValue::undefined())
    }),
    method("moduleNames", 0, |_, _, cx| {
        Ok(JsArray::from_iter(
            module::builtin_names(cx).map(|name| JsString::from(name).into()).collect::<Vec<JsValue>>(),
            cx,
        )
        .into())
    }),
];

/// `evaluate(code, file, canStop)`: null while the code is unfinished, `[value]`, or `[promise, true]` for code with `await`.
/// With `canStop`, Ctrl-C stops the code; false then.
fn evaluate(_: &JsValue, args: &[JsValue], cx: &mut Context) -> JsResult<JsValue> {
    let (code, file) = (to_text(&arg(args, 0), cx)?, to_text(&arg(args, 1), cx)?);
    sources::remember(&file, &code, cx);
    let outcome = if arg(args, 2).to_boolean() {
        interrupt::raise_flag(stopping::flag());
        let outcome = interactive::evaluate(&code, &file, cx);
        let came = interrupt::stop();
        if came && outcome.as_ref().is_err_and(stopping::is_stop) {
            return Ok(false.into());
        }
        outcome
    } else {
        interactive::evaluate(&code, &file, cx)
    };
    Ok(match outcome? {
        Outcome::Unfinished => JsValue::null(),
        Outcome::Value(value) => JsArray::from_iter([value], cx).into(),
        Outcome::Promise(promise) => JsArray::from_iter([promise, true.into()], cx).into(),
    })
}

/// `note(name)`: a property of the global object that `forget` is to take away.
fn note(_: &JsValue, args: &[JsValue], cx: &mut Context) -> JsResult<JsValue> {
    let key: PropertyKey = arg(args, 0).to_property_key(cx)?;
    interactive::note_made(key, cx);
    Ok(JsValue::undefined())
}

/// `syntaxPlace(error)`: the line and the caret below it, for a SyntaxError of the parser.
fn syntax_place(_: &JsValue, args: &[JsValue], cx: &mut Context) -> JsResult<JsValue> {
    let place = arg(args, 0).as_object().and_then(|error| syntax::place(&error, cx));
    let quoted = place.and_then(|place| place.quoted.clone());
    Ok(quoted.map_or(JsValue::undefined(), |quoted| JsString::from(quoted).into()))
}

/// `describe(error)`: what the report of an uncaught error says, without the place above it.
fn describe(_: &JsValue, args: &[JsValue], cx: &mut Context) -> JsResult<JsValue> {
    Ok(JsString::from(report::description(&arg(args, 0), cx)).into())
}
