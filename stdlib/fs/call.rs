//! The two forms of every function: the work is described once, then done here and now, or on the pool.

use std::ffi::OsString;
use std::path::PathBuf;

use boa_engine::object::builtins::{JsArray, JsPromise};
use noderu_glue::error::thrown_value;
use noderu_glue::prelude::*;
use noderu_runtime::fs::{Names, Stat};
use noderu_runtime::{Bytes, SystemError, Task};

use super::stats;
use crate::buffer;
use crate::error;
use crate::host::host;

/// What a piece of work returns, in plain values.
pub(super) enum Answer {
    /// That it is done.
    Nothing,
    /// A descriptor, or a count of bytes.
    Number(u64),
    /// What stat(2) returned.
    Stat(Stat),
    /// A path.
    Path(PathBuf),
    /// Names in a directory.
    Names(Names),
    /// Names with their types, as `mode` has them.
    Entries(Vec<(OsString, u32)>),
    /// What was read.
    Data(Bytes),
}

impl From<()> for Answer {
    fn from((): ()) -> Self {
        Self::Nothing
    }
}

impl From<usize> for Answer {
    fn from(count: usize) -> Self {
        Self::Number(count as u64)
    }
}

impl From<Stat> for Answer {
    fn from(stat: Stat) -> Self {
        Self::Stat(stat)
    }
}

/// What the work of a call returns.
type Outcome = Result<Answer, SystemError>;

/// Makes of the result what follows `null` in the callback's arguments.
type Finish = Box<dyn FnOnce(Answer, &mut Context) -> JsResult<Vec<JsValue>>>;

/// Work, and what becomes of its result.
pub(super) struct Call {
    /// Returns an [`Outcome`].
    work: Task,
    finish: Option<Finish>,
}

impl Call {
    /// Work whose result is passed on as it is.
    pub(super) fn new<T: Into<Answer>>(work: impl FnOnce() -> Result<T, SystemError> + Send + 'static) -> Self {
        Self { work: Task::new(move || -> Outcome { work().map(Into::into) }), finish: None }
    }

    /// Work whose result `finish` turns into the callback's arguments.
    pub(super) fn then<T: Into<Answer>>(
        work: impl FnOnce() -> Result<T, SystemError> + Send + 'static,
        finish: impl FnOnce(Answer, &mut Context) -> JsResult<Vec<JsValue>> + 'static,
    ) -> Self {
        Self { finish: Some(Box::new(finish)), ..Self::new(work) }
    }
}

/// Reads the arguments of a function, without its callback, into a [`Call`].
pub(super) type Prepare = fn(&[JsValue], &mut Context) -> JsResult<Call>;

/// The asynchronous form: the callback is the last function among the arguments, and may be missing.
///
/// # Errors
/// Those of the arguments. What goes wrong later goes to the callback.
pub(super) fn later(prepare: Prepare, args: &[JsValue], cx: &mut Context) -> JsResult<JsValue> {
    let place = args.iter().rposition(JsValue::is_callable);
    let callback = place.and_then(|place| args[place].as_function());
    let call = prepare(&args[..place.unwrap_or(args.len())], cx)?;
    host(cx).offload_task(call.work, move |result: Outcome, cx| {
        callback.map_or(Ok(()), |callback| call_back(&callback, result, call.finish, cx))
    });
    Ok(JsValue::undefined())
}

fn call_back(callback: &JsFunction, result: Outcome, finish: Option<Finish>, cx: &mut Context) -> JsResult<()> {
    let undefined = JsValue::undefined();
    let told = match (result, finish) {
        (Ok(answer), Some(finish)) => finish(answer, cx).map(|mut values| {
            if !values.is_empty() {
                values.insert(0, JsValue::null());
            }
            values
        }),
        (Ok(answer), None) => match value(answer, cx) {
            Ok(Some(value)) => return callback.call(&undefined, &[JsValue::null(), value], cx).map(drop),
            Ok(None) => Ok(Vec::new()),
            Err(failure) => Err(failure),
        },
        (Err(failure), _) => Err(JsError::from_opaque(error::object(&failure, cx).into())),
    };
    // v0.2.0 calls back without any argument when there is no result.
    let args = told.unwrap_or_else(|failure| vec![thrown_value(failure, cx)]);
    callback.call(&undefined, &args, cx).map(drop)
}

/// The form with a promise; wrong arguments break it, they do not throw.
///
/// # Errors
/// None in practice.
pub(super) fn promised(prepare: Prepare, args: &[JsValue], cx: &mut Context) -> JsResult<JsValue> {
    promised_then(prepare, args, |values, _| Ok(values.first().cloned().unwrap_or_default()), cx)
}

/// The same; `keep` makes the promise's value of what a callback would get after `null`.
///
/// # Errors
/// None in practice.
pub(super) fn promised_then(
    prepare: Prepare,
    args: &[JsValue],
    keep: impl FnOnce(&[JsValue], &mut Context) -> JsResult<JsValue> + 'static,
    cx: &mut Context,
) -> JsResult<JsValue> {
    let (promise, resolvers) = JsPromise::new_pending(cx);
    let settle = move |result: JsResult<JsValue>, cx: &mut Context| match result {
        Ok(value) => resolvers.resolve.call(&JsValue::undefined(), &[value], cx),
        Err(failure) => resolvers.reject.call(&JsValue::undefined(), &[thrown_value(failure, cx)], cx),
    };
    match prepare(args, cx) {
        Err(wrong) => drop(settle(Err(wrong), cx)?),
        Ok(call) => {
            host(cx).offload_task(call.work, move |result: Outcome, cx| {
                let told = match result {
                    Ok(answer) => told(answer, call.finish, cx).and_then(|values| keep(&values, cx)),
                    Err(failure) => Err(error::thrown(&failure, cx)),
                };
                settle(told, cx).map(drop)
            });
        }
    }
    Ok(promise.into())
}

/// The synchronous form.
///
/// # Errors
/// Those of the arguments, and the failure of the work.
pub(super) fn now(prepare: Prepare, args: &[JsValue], cx: &mut Context) -> JsResult<JsValue> {
    let mut call = prepare(args, cx)?;
    host(cx).before_blocking();
    call.work.run();
    let outcome: Outcome = call.work.take().expect("the work of a call returns an outcome");
    let answer = outcome.map_err(|failure| error::thrown(&failure, cx))?;
    let mut values = told(answer, call.finish, cx)?;
    Ok(match values.len() {
        0 => JsValue::undefined(),
        1 => values.swap_remove(0),
        _ => JsArray::from_iter(values, cx).into(),
    })
}

fn told(answer: Answer, finish: Option<Finish>, cx: &mut Context) -> JsResult<Vec<JsValue>> {
    match finish {
        Some(finish) => finish(answer, cx),
        None => Ok(value(answer, cx)?.into_iter().collect()),
    }
}

/// The result as a value; none when there is none.
fn value(answer: Answer, cx: &mut Context) -> JsResult<Option<JsValue>> {
    Ok(Some(match answer {
        Answer::Nothing => return Ok(None),
        Answer::Number(number) => (number as f64).into(),
        Answer::Stat(stat) => stats::object(&stat, cx)?.into(),
        Answer::Path(path) => JsString::from(path.to_string_lossy().as_ref()).into(),
        Answer::Names(names) => {
            let names: Vec<JsValue> = names.iter().map(|name| super::names::text_of(name).into()).collect();
            JsArray::from_iter(names, cx).into()
        }
        // Whoever asks for these makes the values itself.
        Answer::Entries(_) => return Ok(None),
        Answer::Data(bytes) => buffer::from_bytes(bytes, cx)?.into(),
    }))
}
