//! Signals as events of `process`, and `process.kill`.
//!
//! The first listener of a signal starts the watch; when the last one is gone the default action is back. Listeners
//! can go in ways that pass no method of ours (`once`, the live array of `listeners`), so a delivery checks again.

use std::cell::RefCell;
use std::rc::Rc;

use boa_engine::NativeFunction;
use boa_engine::object::{FunctionObjectBuilder, JsObject};
use noderu_glue::binding::set_hidden;
use noderu_glue::prelude::*;
use noderu_runtime::{constants, process as system};

use super::identity::plain;
use super::{emit, has_listeners};
use crate::error::thrown;
use crate::events;
use crate::host::host;

/// The EventEmitter's methods that change who listens.
const CHANGING: [&str; 8] = [
    "addListener",
    "on",
    "once",
    "prependListener",
    "prependOnceListener",
    "removeListener",
    "off",
    "removeAllListeners",
];

/// Puts versions of the event methods on `target` that keep the watched signals in step.
pub(super) fn wrap_event_methods(target: &JsObject, cx: &mut Context) -> JsResult<()> {
    for name in CHANGING {
        let call = NativeFunction::from_copy_closure(move |this, args, cx| {
            let method = events::prototype(cx)?.get(JsString::from(name), cx)?;
            let Some(method) = method.as_function() else { return Err(type_error("the EventEmitter was taken apart")) };
            let result = method.call(this, args, cx)?;
            match args.first().filter(|event| !event.is_undefined()) {
                Some(event) => event.as_string().map_or(Ok(()), |event| follow(&text(&event), cx))?,
                None => constants::SIGNALS.iter().try_for_each(|(signal, _)| follow(signal, cx))?,
            }
            Ok(result)
        });
        let function = FunctionObjectBuilder::new(cx.realm(), call).name(JsString::from(name)).length(2).build();
        set_hidden(target, name, function);
    }
    Ok(())
}

/// The signals that are watched for listeners of `process`.
fn watched_signals(_: &mut Context) -> Rc<RefCell<Vec<i32>>> {
    Rc::default()
}

/// Watches the signal of this name when somebody listens, and stops when nobody does. Other events are none of ours.
fn follow(name: &str, cx: &mut Context) -> JsResult<()> {
    let Some(signo) = constants::signal_number(name) else { return Ok(()) };
    let wanted = has_listeners(name, cx);
    let host = host(cx);
    let signals = slot(cx, watched_signals);
    let watched = signals.borrow().contains(&signo);
    if wanted && !watched {
        host.reactor.borrow_mut().signal_watch(signo).map_err(|error| thrown(&error, cx))?;
        signals.borrow_mut().push(signo);
    } else if !wanted && watched {
        host.reactor.borrow_mut().signal_unwatch(signo);
        signals.borrow_mut().retain(|other| *other != signo);
    }
    Ok(())
}

/// Hands a signal that arrived to the listeners.
///
/// # Errors
/// What a listener threw.
pub fn deliver(signo: i32, cx: &mut Context) -> JsResult<()> {
    let Some(name) = constants::signal_name(signo) else { return Ok(()) };
    // A program may listen by the second name of a number (SIGIOT for SIGABRT).
    let names = constants::SIGNALS.iter().filter(|row| row.1 == signo).map(|row| row.0);
    let heard: Vec<&str> = names.filter(|name| has_listeners(name, cx)).collect();
    if heard.is_empty() {
        follow(name, cx)?;
        // The default action is back; the signal that was meant for it is sent again.
        return system::kill(system::pid(), signo).map_err(|error| plain(&error, cx));
    }
    for name in heard {
        emit(name, &[JsString::from(name).into(), signo.into()], cx)?;
        follow(name, cx)?;
    }
    Ok(())
}

/// `process.kill(pid, signal = 'SIGINT')`: the manual's default. A number is a signal too; 0 tests for existence.
pub(super) fn kill(_: &JsValue, args: &[JsValue], cx: &mut Context) -> JsResult<JsValue> {
    let pid = arg(args, 0).to_number(cx)?;
    if pid.fract() != 0.0 || pid.abs() > f64::from(i32::MAX) || pid.is_nan() {
        return Err(type_error("Bad argument: a process id is a whole number"));
    }
    let signal = arg(args, 1);
    let signo = if signal.is_undefined() || signal.is_null() {
        constants::signal_number("SIGINT")
    } else if let Some(name) = signal.as_string() {
        constants::signal_number(&text(&name))
    } else {
        Some(signal.to_i32(cx)?)
    };
    let Some(signo) = signo else { return Err(error("Unknown signal")) };
    // A listener that `once` or the live array removed may be the last: then the default action is meant.
    if let Some(name) = constants::signal_name(signo) {
        follow(name, cx)?;
    }
    system::kill(pid as i32, signo).map_err(|error| plain(&error, cx))?;
    Ok(true.into())
}
