//! `http.ServerResponse`: status and headers become bytes in `writeHead`, and leave with the first piece of the body.
//!
//! On the wire it is v0.2.0's, with no Date and no Server; what stands there and how a body is framed is decided by
//! [`Outgoing`], for requests alike. Refused is what that cannot frame, and a `write` after `end`.

use std::borrow::Cow;

use boa_engine::JsData;
use boa_gc::{Finalize, Trace};
use noderu_glue::prelude::*;
use noderu_runtime::proto::http::connection::Outgoing;
use noderu_runtime::proto::http::connection::outgoing::{CONTINUE, FieldLines};
use noderu_runtime::proto::http::encode::reason_phrase;
use noderu_runtime::proto::http::status::is_bodiless;
use noderu_runtime::proto::text::Encoding;
use noderu_runtime::{Bytes, HandleId, WriteOutcome};

use super::compat;
use super::fields::{self, Fields};
use super::incoming::shadow;
use super::outgoing::{self, Message, unframed};
use super::state::{Http, http};
use crate::buffer;
use crate::events;
use crate::host::{Host, host};
use crate::pump::Taken;
use crate::stderr;

/// The state behind a response object.
#[derive(Trace, Finalize, JsData)]
pub(super) struct Response {
    /// None for a response that a program made itself: it goes nowhere.
    #[unsafe_ignore_trace]
    pub(super) connection: Option<HandleId>,
    #[unsafe_ignore_trace]
    pub(super) exchange: u32,
    #[unsafe_ignore_trace]
    outgoing: Outgoing,
    /// `statusCode`, for the head.
    #[unsafe_ignore_trace]
    status: u16,
    /// The net.Stream, once somebody looked.
    stream: Option<JsValue>,
    /// What `setHeader` collected.
    pub(super) fields: Fields,
    /// `statusMessage`, where the program set one.
    pub(super) reason: Option<JsString>,
}

impl Message for Response {
    const CLASS: &'static str = "ServerResponse";

    fn fields(&mut self) -> &mut Fields {
        &mut self.fields
    }

    fn outgoing(&mut self) -> &mut Outgoing {
        &mut self.outgoing
    }
}

impl Response {
    /// The response to a request: `minor` is its HTTP version, `to_head` whether its method was HEAD.
    pub(super) fn new(connection: Option<HandleId>, exchange: u32, minor: u8, to_head: bool, keep_alive: bool) -> Self {
        Self {
            connection,
            exchange,
            outgoing: Outgoing::response(minor, to_head, keep_alive),
            status: 200,
            stream: None,
            fields: Fields::default(),
            reason: None,
        }
    }

    /// Whether `end` was called.
    pub(super) fn is_finished(&self) -> bool {
        self.outgoing.is_finished()
    }

    /// Makes the head: status line, `setHeader`'s fields, `given`, and what framing asks for.
    fn make_head(&mut self, status: u16, reason: &[u8], given: &FieldLines) -> JsResult<()> {
        let before = self.fields.lines(given)?;
        self.status = status;
        self.outgoing.make_response_head(status, reason, &before, given, self.fields.length()).map_err(unframed)
    }

    /// Sends a piece of the body, behind the head when that has not left. None: this response has no body. None within:
    /// nobody waits for it any more.
    fn send(&mut self, bytes: &[u8], host: &Host, http: &Http) -> Option<Option<WriteOutcome>> {
        if !self.outgoing.allows_body() {
            return None;
        }
        if bytes.is_empty() && self.outgoing.is_head_sent() {
            return Some(Some(WriteOutcome::Flushed));
        }
        let Some(connection) = self.connection else { return Some(None) };
        let mut out = http.spare_buffer();
        let mut reactor = host.reactor.borrow_mut();
        self.outgoing.push_piece(bytes, &mut out, |out| {
            reactor.http_write(connection, self.exchange, out);
        });
        let outcome = reactor.http_write(connection, self.exchange, &out);
        http.keep_buffer(out);
        Some(outcome)
    }

    /// Sends bytes that a library framed itself.
    pub(super) fn send_raw(&mut self, bytes: &[u8], host: &Host, http: &Http) -> bool {
        let Some(connection) = self.connection.filter(|_| !self.is_finished()) else { return false };
        let mut out = http.spare_buffer();
        self.outgoing.push_raw(bytes, &mut out);
        let outcome = host.reactor.borrow_mut().http_write(connection, self.exchange, &out);
        http.keep_buffer(out);
        outcome == Some(WriteOutcome::Flushed)
    }

    /// Sends the last piece of the body, and the end of the response.
    fn finish(&mut self, bytes: &[u8], host: &Host, http: &Http) -> bool {
        let Some(connection) = self.connection else {
            self.outgoing.set_finished(true);
            return false;
        };
        let mut out = http.spare_buffer();
        let mut reactor = host.reactor.borrow_mut();
        self.outgoing.push_piece(bytes, &mut out, |out| {
            reactor.http_write(connection, self.exchange, out);
        });
        self.outgoing.push_end(&mut out);
        let outcome = reactor.http_finish(connection, self.exchange, &out, self.outgoing.persists());
        http.keep_buffer(out);
        http.connections.borrow_mut().response_done(connection, self.exchange);
        outcome == Some(WriteOutcome::Flushed)
    }
}

/// What JavaScript calls on a response.
pub(super) const METHODS: &[Method] = &[
    method("writeHead", 1, write_head),
    method("writeHeader", 1, write_head),
    method("sendHeader", 1, write_head),
    method("write", 1, write),
    method("end", 0, end),
    method("addTrailers", 1, outgoing::add_trailers::<Response>),
    method("setHeader", 2, outgoing::set_header::<Response>),
    method("getHeader", 1, outgoing::get_header::<Response>),
    method("removeHeader", 1, outgoing::remove_header::<Response>),
    method("writeContinue", 0, write_continue),
    method("destroy", 0, destroy),
    method("close", 0, close),
    method("sendBody", 0, |_, _, _| Err(error("sendBody() is now write()"))),
    method("finish", 0, |_, _, _| Err(error("finish() is now end()"))),
];

macro_rules! accessors {
    ($($name:literal $get:ident $set:ident)+) => {
        &[
            accessor("statusCode", get_status, set_status),
            accessor("connection", get_connection, |this, args, cx| shadow("connection", this, args, cx)),
            accessor("socket", get_connection, |this, args, cx| shadow("socket", this, args, cx)),
            accessor("_header", get_head, |this, args, cx| shadow("_header", this, args, cx)),
            readonly("headersSent", |this, _, _| read(this, |response| response.outgoing.is_head_made())),
            readonly("writable", |this, _, _| read(this, |response| !response.is_finished())),
            $(accessor(
                $name,
                |this, _, _| read(this, |response| response.outgoing.$get()),
                |this, args, _| {
                    let value = arg(args, 0).to_boolean();
                    change(this, |response| response.outgoing.$set(value))
                },
            ),)+
        ]
    };
}

/// Properties that libraries read and set.
pub(super) const ACCESSORS: &[Accessor] = accessors! {
    "finished" is_finished set_finished
    "_headerSent" is_head_sent set_head_sent
    "_hasBody" allows_body set_allows_body
    "_last" is_last set_last
    "shouldKeepAlive" keep_alive set_keep_alive
    "chunkedEncoding" is_chunked set_chunked
    "useChunkedEncodingByDefault" uses_chunks set_uses_chunks
};

fn read<T: Into<JsValue>>(this: &JsValue, read: impl FnOnce(&mut Response) -> T) -> JsResult<JsValue> {
    let Some(object) = this.as_object() else { return Ok(JsValue::undefined()) };
    let Some(mut response) = object.downcast_mut::<Response>() else { return Ok(JsValue::undefined()) };
    Ok(read(&mut response).into())
}

fn change(this: &JsValue, change: impl FnOnce(&mut Response)) -> JsResult<JsValue> {
    if let Some(mut response) = this.as_object().as_ref().and_then(JsObject::downcast_mut::<Response>) {
        change(&mut response);
    }
    Ok(JsValue::undefined())
}

/// `this` as a response, or a TypeError.
pub(super) fn receiver(this: &JsValue) -> JsResult<JsObject> {
    outgoing::receiver::<Response>(this)
}

fn get_status(this: &JsValue, _: &[JsValue], _: &mut Context) -> JsResult<JsValue> {
    read(this, |response| i32::from(response.status))
}

fn set_status(this: &JsValue, args: &[JsValue], cx: &mut Context) -> JsResult<JsValue> {
    let status = status_code(&arg(args, 0), cx)?;
    change(this, |response| response.status = status)
}

fn get_head(this: &JsValue, _: &[JsValue], _: &mut Context) -> JsResult<JsValue> {
    let Some(object) = this.as_object() else { return Ok(JsValue::undefined()) };
    let Some(response) = object.downcast_ref::<Response>() else { return Ok(JsValue::undefined()) };
    Ok(if response.outgoing.is_head_made() { latin1(response.outgoing.head()).into() } else { JsValue::null() })
}

fn get_connection(this: &JsValue, _: &[JsValue], cx: &mut Context) -> JsResult<JsValue> {
    let Some(object) = this.as_object().filter(JsObject::is::<Response>) else { return Ok(JsValue::undefined()) };
    let (connection, stream) = {
        let response = object.downcast_ref::<Response>().expect("checked above");
        (response.connection, response.stream.clone())
    };
    let (Some(connection), None) = (connection, &stream) else { return Ok(stream.unwrap_or(JsValue::null())) };
    let stream = super::connection::stream_of(connection, cx)?;
    object.downcast_mut::<Response>().expect("checked above").stream = Some(stream.clone());
    Ok(stream)
}

fn status_code(value: &JsValue, cx: &mut Context) -> JsResult<u16> {
    let number = value.to_integer_or_infinity(cx)?;
    match number.as_integer() {
        Some(status @ 100..=999) => Ok(status as u16),
        _ => Err(range_error(format!("Invalid status code: {}", value.display()))),
    }
}

/// `response.writeHead(statusCode, [reasonPhrase], [headers])`
pub(super) fn write_head(this: &JsValue, args: &[JsValue], cx: &mut Context) -> JsResult<JsValue> {
    let object = receiver(this)?;
    let status = status_code(&arg(args, 0), cx)?;
    let (reason, headers) = match args.get(1) {
        Some(reason) if reason.is_string() => (Some(reason.to_string(cx)?), arg(args, 2)),
        Some(headers) if headers.is_object() => (None, headers.clone()),
        _ => (None, arg(args, 2)),
    };
    let reason = reason.or_else(|| object.downcast_ref::<Response>().expect("checked above").reason.clone());
    let reason = match &reason {
        Some(reason) => fields::reason_bytes(reason)?,
        None => Cow::Borrowed(reason_of(status)),
    };
    let http = http(cx);
    let given = fields::given(&headers, http.spare_buffer(), cx)?;
    object.downcast_mut::<Response>().expect("checked above").make_head(status, &reason, &given)?;
    http.keep_buffer(given.into_buffer());
    Ok(this.clone())
}

/// Writes the head where the program did not: through its own `writeHead` when it put one there.
fn implicit_head(object: &JsObject, http: &Http, cx: &mut Context) -> JsResult<()> {
    let status = object.downcast_ref::<Response>().expect("checked by the caller").status;
    let write_head = object.get(js_string!("writeHead"), cx)?;
    match write_head.as_object() {
        Some(own) if own.is_callable() && !JsObject::equals(&own, &http.write_head) => {
            own.call(&object.clone().into(), &[status.into()], cx)?;
        }
        _ => {
            self::write_head(&object.clone().into(), &[status.into()], cx)?;
        }
    }
    let mut response = object.downcast_mut::<Response>().expect("checked by the caller");
    if !response.outgoing.is_head_made() {
        // The program's writeHead kept the head to itself.
        response.make_head(status, reason_of(status), &FieldLines::default())?;
    }
    Ok(())
}

/// `response._implicitHeader()`: the session and compression middlewares of all times call it before they look at
/// `_header`.
pub(super) fn make_head(this: &JsValue, _: &[JsValue], cx: &mut Context) -> JsResult<JsValue> {
    let object = receiver(this)?;
    let http = http(cx);
    if !stage(&object).1 {
        implicit_head(&object, &http, cx)?;
    }
    Ok(JsValue::undefined())
}

/// Whether a response is finished, and whether its head is made.
fn stage(response: &JsObject) -> (bool, bool) {
    let response = response.downcast_ref::<Response>().expect("checked by the caller");
    (response.outgoing.is_finished(), response.outgoing.is_head_made())
}

fn reason_of(status: u16) -> &'static [u8] {
    reason_phrase(status).unwrap_or("unknown").as_bytes()
}

/// `response.write(chunk, encoding='utf8')`
fn write(this: &JsValue, args: &[JsValue], cx: &mut Context) -> JsResult<JsValue> {
    let object = receiver(this)?;
    let http = http(cx);
    let (finished, head_made) = stage(&object);
    if finished {
        return Err(error("write after end: the response is complete"));
    }
    if !head_made {
        implicit_head(&object, &http, cx)?;
    }
    let host = host(cx);
    let (encoding, callback) = compat::encoding_and_callback(args);
    let sent = buffer::with_chunk(&arg(args, 0), encoding, Encoding::Utf8, cx, |bytes| {
        let mut response = object.downcast_mut::<Response>().expect("checked above");
        response.send(bytes, &host, &http)
    })?;
    if let Some(callback) = callback {
        compat::call_back(&object, callback, sent != Some(Some(WriteOutcome::Queued)), cx)?;
    }
    match sent {
        Some(outcome) => Ok((outcome == Some(WriteOutcome::Flushed)).into()),
        None => {
            stderr::line("This type of response MUST NOT have a body. Ignoring write() calls.");
            Ok(true.into())
        }
    }
}

/// Sends the head now.
pub(super) fn flush_head(object: &JsObject, cx: &mut Context) -> JsResult<()> {
    let http = http(cx);
    let (finished, head_made) = stage(object);
    if finished {
        return Ok(());
    }
    if !head_made {
        implicit_head(object, &http, cx)?;
    }
    let host = host(cx);
    object.downcast_mut::<Response>().expect("checked by the caller").send(&[], &host, &http);
    Ok(())
}

/// Takes what a pump brings.
pub(super) fn take(object: &JsObject, bytes: Bytes, cx: &mut Context) -> JsResult<Taken> {
    if !object.is::<Response>() {
        return Ok(Taken::Declined(bytes));
    }
    let (finished, head_made) = stage(object);
    if finished {
        return Ok(Taken::Gone);
    }
    let http = http(cx);
    if !head_made {
        implicit_head(object, &http, cx)?;
    }
    let host = host(cx);
    let mut response = object.downcast_mut::<Response>().expect("checked above");
    if !response.outgoing.allows_body() {
        // `write` says on standard error what becomes of it.
        return Ok(Taken::Declined(bytes));
    }
    Ok(match response.send(&bytes, &host, &http) {
        Some(Some(WriteOutcome::Flushed)) => Taken::Flushed,
        Some(Some(WriteOutcome::Queued)) => Taken::Queued,
        _ => Taken::Gone,
    })
}

/// `response.end([data], [encoding])`
fn end(this: &JsValue, args: &[JsValue], cx: &mut Context) -> JsResult<JsValue> {
    let object = receiver(this)?;
    let http = http(cx);
    let (finished, head_made) = stage(&object);
    if finished {
        return Ok(false.into());
    }
    let data = args.first().filter(|data| !data.is_null_or_undefined() && !data.is_callable());
    let (encoding, callback) = compat::encoding_and_callback(args);
    let callback = callback.or_else(|| args.first()?.as_function());
    if !head_made {
        let len = match data {
            Some(data) => buffer::with_chunk(data, encoding, Encoding::Utf8, cx, <[u8]>::len)?,
            None => 0,
        };
        known_length(&object, len);
        implicit_head(&object, &http, cx)?;
    }
    let host = host(cx);
    let finish = |bytes: &[u8]| {
        let mut response = object.downcast_mut::<Response>().expect("checked above");
        response.finish(bytes, &host, &http)
    };
    let flushed = match data {
        Some(data) => buffer::with_chunk(data, encoding, Encoding::Utf8, cx, finish)?,
        None => finish(&[]),
    };
    if let Some(callback) = callback {
        compat::call_back(&object, callback, true, cx)?;
    }
    if events::may_have_listeners(&object) && events::has_listeners(&object, &js_string!("finish"), cx) {
        events::emit(&object, &js_string!("finish"), &[], cx)?;
    }
    Ok(flushed.into())
}

/// A response that is complete in one call, and whose head is still to be made, gets a Content-Length.
fn known_length(object: &JsObject, len: usize) {
    let mut response = object.downcast_mut::<Response>().expect("checked by the caller");
    if response.outgoing.allows_body() && !is_bodiless(response.status) {
        response.fields.set_length(len);
    }
}

/// `response.writeContinue()`: asks a client that sent `Expect` for its body.
fn write_continue(this: &JsValue, _: &[JsValue], cx: &mut Context) -> JsResult<JsValue> {
    let object = receiver(this)?;
    let response = object.downcast_ref::<Response>().expect("checked above");
    if let Some(connection) = response.connection
        && !response.outgoing.is_head_sent()
    {
        host(cx).reactor.borrow_mut().http_write_interim(connection, response.exchange, CONTINUE);
    }
    Ok(JsValue::undefined())
}

fn destroy(this: &JsValue, _: &[JsValue], cx: &mut Context) -> JsResult<JsValue> {
    let object = receiver(this)?;
    let connection = object.downcast_ref::<Response>().expect("checked above").connection;
    if let Some(connection) = connection {
        host(cx).reactor.borrow_mut().close(connection);
    }
    Ok(JsValue::undefined())
}

fn close(this: &JsValue, args: &[JsValue], cx: &mut Context) -> JsResult<JsValue> {
    stderr::line("ServerResponse.prototype.close() is deprecated, use end()");
    end(this, args, cx)
}
