//! What moves the bytes of a pump, and what ends it.

use noderu_glue::binding::function;
use noderu_glue::prelude::*;
use noderu_glue::slot::filled;
use noderu_glue::state;
use noderu_runtime::Bytes;

use super::sink::{self, Taken};
use super::{Moves, Pump, used, with};
use crate::events;
use crate::host::host;

/// The bytes of a 'data' event that is about to be emitted on `source`. None: a pump is all that listens, and its sink
/// has taken them natively. Else they are to be emitted as ever. Not to be asked by a source that decodes them.
///
/// # Errors
/// What methods of the program throw that a pump calls.
pub fn offer(source: &JsObject, bytes: Bytes, cx: &mut Context) -> JsResult<Option<Bytes>> {
    if filled(cx, &used).is_none() {
        return Ok(Some(bytes));
    }
    let Some(listener) = events::sole_listener(source, &js_string!("data"), cx)? else { return Ok(Some(bytes)) };
    let Some(holder) = state::own_state::<Moves>(&listener, cx) else { return Ok(Some(bytes)) };
    let Some(pump) = holder.downcast_ref::<Moves>().map(|moves| moves.0.clone()) else { return Ok(Some(bytes)) };
    let writable = with(&pump, |pump| pump.writable.clone());
    let Some(sink) = sink::of(&writable, cx)? else { return Ok(Some(bytes)) };
    match (sink.take)(&writable, bytes, cx)? {
        Taken::Flushed => Ok(None),
        Taken::Queued => pause(&pump, cx).map(|()| None),
        Taken::Gone => gone(&pump, cx).map(|()| None),
        Taken::Declined(bytes) => Ok(Some(bytes)),
    }
}

/// 'data', where it is an event like any other.
pub(super) fn on_data(_: &JsValue, args: &[JsValue], pump: &JsObject, cx: &mut Context) -> JsResult<JsValue> {
    let writable = with(pump, |pump| pump.writable.clone());
    if !is_writable(&writable, cx)? {
        gone(pump, cx)?;
        return Ok(JsValue::undefined());
    }
    let write = writable.get(js_string!("write"), cx)?;
    let write = write.as_callable().ok_or_else(|| type_error("pump: the writable stream has no method write()"))?;
    if write.call(&writable.into(), args.get(..1).unwrap_or_default(), cx)? == JsValue::from(false) {
        pause(pump, cx)?;
    }
    Ok(JsValue::undefined())
}

pub(super) fn on_drain(_: &JsValue, _: &[JsValue], pump: &JsObject, cx: &mut Context) -> JsResult<JsValue> {
    if with(pump, |pump| std::mem::take(&mut pump.flow.paused)) {
        let readable = with(pump, |pump| pump.readable.clone());
        call(&readable, js_string!("resume"), &[], cx)?;
    }
    Ok(JsValue::undefined())
}

pub(super) fn on_end(_: &JsValue, _: &[JsValue], pump: &JsObject, cx: &mut Context) -> JsResult<JsValue> {
    let (writable, ends) = with(pump, |pump| {
        pump.flow.ended = true;
        (pump.writable.clone(), pump.flow.ends)
    });
    if !ends {
        finish(pump, None, cx)?;
        return Ok(JsValue::undefined());
    }
    call(&writable, js_string!("end"), &[], cx)?;
    if sink::of(&writable, cx)?.is_some_and(|sink| sink.is_message) {
        // Not in the middle of the source's 'end'.
        let callback = function("", 1, finish_later, cx);
        host(cx).next_tick(callback, vec![pump.clone().into()]);
    }
    Ok(JsValue::undefined())
}

fn finish_later(_: &JsValue, args: &[JsValue], cx: &mut Context) -> JsResult<JsValue> {
    if let Some(pump) = arg(args, 0).as_object() {
        finish(&pump, None, cx)?;
    }
    Ok(JsValue::undefined())
}

/// An HTTP message that the peer broke off; its 'close' follows.
pub(super) fn on_aborted(_: &JsValue, _: &[JsValue], pump: &JsObject, _: &mut Context) -> JsResult<JsValue> {
    with(pump, |pump| pump.flow.aborted = true);
    Ok(JsValue::undefined())
}

/// The source closed. Without an 'end' before, what is there is all there will be.
pub(super) fn on_readable_close(_: &JsValue, _: &[JsValue], pump: &JsObject, cx: &mut Context) -> JsResult<JsValue> {
    let (writable, flow) = with(pump, |pump| (pump.writable.clone(), pump.flow));
    if flow.over || flow.ended {
        return Ok(JsValue::undefined());
    }
    with(pump, |pump| pump.flow.ended = true);
    let failure = flow.aborted.then(|| thrown("the source was closed before it had ended", cx));
    if !flow.ends {
        return finish(pump, failure, cx).map(|()| JsValue::undefined());
    }
    let is_message = sink::of(&writable, cx)?.is_some_and(|sink| sink.is_message);
    if let Some(failure) = failure {
        finish(pump, Some(failure), cx)?;
        if is_message {
            // A message that was begun and is cut short must not look complete to who gets it.
            call(&writable, js_string!("destroy"), &[], cx)?;
            return Ok(JsValue::undefined());
        }
    }
    if is_writable(&writable, cx)? {
        call(&writable, js_string!("end"), &[], cx)?;
    }
    if is_message {
        finish(pump, None, cx)?;
    }
    Ok(JsValue::undefined())
}

pub(super) fn on_writable_close(_: &JsValue, _: &[JsValue], pump: &JsObject, cx: &mut Context) -> JsResult<JsValue> {
    finish(pump, None, cx).map(|()| JsValue::undefined())
}

pub(super) fn on_readable_error(_: &JsValue, args: &[JsValue], pump: &JsObject, cx: &mut Context) -> JsResult<JsValue> {
    if with(pump, |pump| std::mem::replace(&mut pump.flow.ended, true)) {
        return Ok(JsValue::undefined());
    }
    let (writable, ends) = with(pump, |pump| (pump.writable.clone(), pump.flow.ends));
    finish(pump, Some(arg(args, 0)), cx)?;
    if ends && is_writable(&writable, cx)? {
        call(&writable, js_string!("end"), &[], cx)?;
    }
    Ok(JsValue::undefined())
}

pub(super) fn on_writable_error(_: &JsValue, args: &[JsValue], pump: &JsObject, cx: &mut Context) -> JsResult<JsValue> {
    finish(pump, Some(arg(args, 0)), cx).map(|()| JsValue::undefined())
}

/// The sink is closed, and its 'close' may have come before there was a pump.
fn gone(pump: &JsObject, cx: &mut Context) -> JsResult<()> {
    let failure = thrown("Stream is not writable", cx);
    finish(pump, Some(failure), cx)
}

/// Ends the pump: removes its listeners, calls the callback, and lets go of a source that has more to give.
fn finish(pump: &JsObject, failure: Option<JsValue>, cx: &mut Context) -> JsResult<()> {
    let taken = with(pump, |pump| {
        let Pump { readable, callback, listeners, flow, .. } = pump;
        if std::mem::replace(&mut flow.over, true) {
            return None;
        }
        Some((readable.clone(), callback.take(), std::mem::take(listeners), flow.ended))
    });
    let Some((readable, callback, listeners, ended)) = taken else { return Ok(()) };
    for added in listeners {
        let args = [added.event.clone().into(), added.listener.clone().into()];
        call(&added.emitter, js_string!("removeListener"), &args, cx)?;
    }
    let told = match callback {
        Some(callback) => callback.call(&JsValue::undefined(), &[failure.unwrap_or_default()], cx).map(drop),
        None => Ok(()),
    };
    if !ended {
        // What a client still sends of a message is read and dropped, so that it can be answered; anything else goes.
        let method = if sink::is_message(&readable, cx) { js_string!("resume") } else { js_string!("destroy") };
        call(&readable, method, &[], cx)?;
    }
    told
}

/// The sink is full.
fn pause(pump: &JsObject, cx: &mut Context) -> JsResult<()> {
    let (readable, over) = with(pump, |pump| {
        pump.flow.paused = true;
        (pump.readable.clone(), pump.flow.over)
    });
    if over { Ok(()) } else { call(&readable, js_string!("pause"), &[], cx) }
}

/// Calls a method that the object may lack.
pub(super) fn call(object: &JsObject, name: JsString, args: &[JsValue], cx: &mut Context) -> JsResult<()> {
    match object.get(name, cx)?.as_callable() {
        Some(method) => method.call(&object.clone().into(), args, cx).map(drop),
        None => Ok(()),
    }
}

/// Streams that do not say are writable.
fn is_writable(stream: &JsObject, cx: &mut Context) -> JsResult<bool> {
    Ok(stream.get(js_string!("writable"), cx)? != JsValue::from(false))
}

fn thrown(message: &'static str, cx: &mut Context) -> JsValue {
    noderu_glue::error::thrown_value(error(message), cx)
}
