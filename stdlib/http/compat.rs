//! What today's programs look for on responses and messages beside 2010's names, and the inner names that libraries of
//! 2010 reached for: small, and apart from the hot path.

use boa_engine::object::builtins::JsArray;
use noderu_glue::binding::set;
use noderu_glue::prelude::*;
use noderu_runtime::proto::text::Encoding;

use super::fields;
use super::response::{self, Response};
use super::state::http;
use crate::buffer;
use crate::events;
use crate::host::host;

/// More methods of `http.ServerResponse`.
pub(super) const RESPONSE_METHODS: &[Method] = &[
    method("hasHeader", 1, has_header),
    method("getHeaders", 0, get_headers),
    method("getHeaderNames", 0, get_header_names),
    method("flushHeaders", 0, flush_headers),
    method("_implicitHeader", 0, response::make_head),
    method("setTimeout", 2, set_timeout),
    method("_storeHeader", 2, store_header),
    method("_send", 2, send_raw),
];

/// More properties of `http.ServerResponse`.
pub(super) const RESPONSE_ACCESSORS: &[Accessor] = &[
    accessor("statusMessage", get_status_message, set_status_message),
    readonly("output", |_, _, cx| Ok(JsArray::from_iter([], cx).into())),
    readonly("writableEnded", |this, _, _| {
        let object = this.as_object();
        let response = object.as_ref().and_then(JsObject::downcast_ref::<Response>);
        Ok(response.map_or(JsValue::undefined(), |response| response.is_finished().into()))
    }),
];

/// More methods of `http.IncomingMessage`.
pub(super) const MESSAGE_METHODS: &[Method] = &[method("setTimeout", 2, set_timeout)];

fn has_header(this: &JsValue, args: &[JsValue], cx: &mut Context) -> JsResult<JsValue> {
    let object = response::receiver(this)?;
    let name = arg(args, 0).to_string(cx)?;
    let response = object.downcast_ref::<Response>().expect("checked by receiver");
    Ok(response.fields.get(&name).is_some().into())
}

/// `response.getHeaders()`: what `setHeader` collected, names in lower case.
fn get_headers(this: &JsValue, _: &[JsValue], cx: &mut Context) -> JsResult<JsValue> {
    let object = response::receiver(this)?;
    let headers = JsObject::with_object_proto(cx.intrinsics());
    for (name, value) in object.downcast_ref::<Response>().expect("checked by receiver").fields.iter() {
        set(&headers, &text(name).to_ascii_lowercase(), value.clone());
    }
    Ok(headers.into())
}

fn get_header_names(this: &JsValue, _: &[JsValue], cx: &mut Context) -> JsResult<JsValue> {
    let object = response::receiver(this)?;
    let names: Vec<JsValue> = {
        let response = object.downcast_ref::<Response>().expect("checked by receiver");
        let lower = |name: &JsString| JsString::from(text(name).to_ascii_lowercase().as_str()).into();
        response.fields.iter().map(|(name, _)| lower(name)).collect()
    };
    Ok(JsArray::from_iter(names, cx).into())
}

/// `response.flushHeaders()`: the head leaves without waiting for the body.
fn flush_headers(this: &JsValue, _: &[JsValue], cx: &mut Context) -> JsResult<JsValue> {
    response::flush_head(&response::receiver(this)?, cx)?;
    Ok(JsValue::undefined())
}

fn get_status_message(this: &JsValue, _: &[JsValue], _: &mut Context) -> JsResult<JsValue> {
    let object = this.as_object();
    let response = object.as_ref().and_then(JsObject::downcast_ref::<Response>);
    Ok(response.and_then(|response| response.reason.clone()).map_or(JsValue::undefined(), JsValue::from))
}

/// `response.statusMessage = phrase`: for the head that is made implicitly, or by a `writeHead` without a phrase.
fn set_status_message(this: &JsValue, args: &[JsValue], cx: &mut Context) -> JsResult<JsValue> {
    let reason = arg(args, 0).to_string(cx)?;
    fields::reason_bytes(&reason)?;
    if let Some(mut response) = this.as_object().as_ref().and_then(JsObject::downcast_mut::<Response>) {
        response.reason = Some(reason);
    }
    Ok(JsValue::undefined())
}

/// `response._storeHeader(statusLine, headers)`: the head from a status line that a library wrote itself.
fn store_header(this: &JsValue, args: &[JsValue], cx: &mut Context) -> JsResult<JsValue> {
    let object = response::receiver(this)?;
    let line = to_text(&arg(args, 0), cx)?;
    let (status, reason) = line
        .trim_end_matches(['\r', '\n'])
        .strip_prefix("HTTP/1.")
        .and_then(|rest| rest.get(2..))
        .map(|rest| rest.split_once(' ').unwrap_or((rest, "")))
        .ok_or_else(|| type_error(format!("not a status line: {line:?}")))?;
    let arguments = [JsString::from(status).into(), JsString::from(reason).into(), arg(args, 1)];
    response::write_head(&object.into(), &arguments, cx)?;
    Ok(JsValue::undefined())
}

/// `response._send(data, [encoding])`: bytes as they are, behind the head when that has not left.
fn send_raw(this: &JsValue, args: &[JsValue], cx: &mut Context) -> JsResult<JsValue> {
    let object = response::receiver(this)?;
    let (encoding, _) = encoding_and_callback(args);
    let (host, http) = (host(cx), http(cx));
    let flushed = buffer::with_chunk(&arg(args, 0), encoding, Encoding::Utf8, cx, |bytes| {
        object.downcast_mut::<Response>().expect("checked by receiver").send_raw(bytes, &host, &http)
    })?;
    Ok(flushed.into())
}

/// `message.setTimeout(ms, [callback])`: the connection's; the callback gets its 'timeout'.
fn set_timeout(this: &JsValue, args: &[JsValue], cx: &mut Context) -> JsResult<JsValue> {
    let Some(message) = this.as_object() else { return Ok(JsValue::undefined()) };
    let Some(stream) = message.get(js_string!("connection"), cx)?.as_object() else { return Ok(this.clone()) };
    if let Some(callback) = args.get(1).and_then(JsValue::as_function) {
        events::on(&stream, &js_string!("timeout"), callback, cx)?;
    }
    if let Some(set_timeout) = stream.get(js_string!("setTimeout"), cx)?.as_function() {
        set_timeout.call(&stream.into(), &[arg(args, 0)], cx)?;
    }
    Ok(this.clone())
}

/// The encoding and the callback of `write(chunk, [encoding], [callback])` and `end`.
pub(super) fn encoding_and_callback(args: &[JsValue]) -> (Option<&JsValue>, Option<JsFunction>) {
    match args.get(1) {
        None => (None, None),
        Some(second) => match second.as_function() {
            Some(callback) => (None, Some(callback)),
            None => (Some(second), args.get(2).and_then(JsValue::as_function)),
        },
    }
}

/// Calls back when a piece is with the kernel: on the next tick, or, where it had to wait, with the next 'drain'.
pub(super) fn call_back(object: &JsObject, callback: JsFunction, flushed: bool, cx: &mut Context) -> JsResult<()> {
    if !flushed && let Some(once) = object.get(js_string!("once"), cx)?.as_function() {
        return once.call(&object.clone().into(), &[js_string!("drain").into(), callback.into()], cx).map(drop);
    }
    host(cx).next_tick(callback, Vec::new());
    Ok(())
}
