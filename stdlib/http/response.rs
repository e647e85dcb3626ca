//! `http.ServerResponse`: status and headers become bytes in `writeHead`, and leave with the first piece of the body.
//!
//! On the wire it is v0.2.0's: no Date, no Server; the program's headers in its order and case, then `Connection`
//! unless the program gave one, then `Transfer-Encoding: chunked` where neither a length nor a coding was given.

use std::borrow::Cow;

use boa_engine::JsData;
use boa_gc::{Finalize, Trace};
use noderu_glue::prelude::*;
use noderu_runtime::proto::http::encode::{CHUNK_END, LAST_CHUNK, push_chunk_head};
use noderu_runtime::proto::text::Encoding;
use noderu_runtime::{Bytes, HandleId, WriteOutcome};

use super::fields::{Fields, Given};
use super::incoming::shadow;
use super::outgoing::{self, LARGE, Outgoing};
use super::state::{Http, http};
use super::today;
use crate::buffer;
use crate::events;
use crate::host::{Host, host};
use crate::net;
use crate::pump::Taken;

/// The state behind a response object.
#[derive(Trace, Finalize, JsData)]
pub struct Response {
    /// None for a response that a program made itself: it goes nowhere.
    #[unsafe_ignore_trace]
    pub(super) connection: Option<HandleId>,
    #[unsafe_ignore_trace]
    pub(super) exchange: u32,
    /// The head, until it leaves with the first piece of the body.
    #[unsafe_ignore_trace]
    out: Vec<u8>,
    /// Header lines for behind a chunked body.
    #[unsafe_ignore_trace]
    trailers: Vec<u8>,
    /// The net.Stream, once somebody looked.
    stream: Option<JsValue>,
    #[unsafe_ignore_trace]
    wire: Wire,
    /// What `setHeader` collected.
    pub(super) fields: Fields,
    /// `statusMessage`, where the program set one.
    pub(super) reason: Option<JsString>,
}

/// How the response stands, and how it is framed.
#[derive(Clone, Copy)]
struct Wire {
    status: u16,
    /// `writeHead` was called, by the program or implicitly.
    head_written: bool,
    /// The head left.
    head_sent: bool,
    /// `end` was called.
    finished: bool,
    /// The body is framed in chunks.
    chunked: bool,
    /// The client understands chunks.
    use_chunked: bool,
    /// The status and the method allow a body.
    has_body: bool,
    /// The request allows another one on the connection.
    keep_alive: bool,
    /// The connection closes behind this response.
    last: bool,
    /// The Content-Length that was given, and how much of the body was sent.
    announced: Option<u64>,
    sent: u64,
}

impl Outgoing for Response {
    const CLASS: &'static str = "ServerResponse";

    fn fields(&mut self) -> &mut Fields {
        &mut self.fields
    }

    fn trailers(&mut self) -> &mut Vec<u8> {
        &mut self.trailers
    }

    fn head_made(&self) -> bool {
        self.wire.head_written
    }
}

impl Response {
    /// The response to a request: `minor` is its HTTP version, `head` whether its method was HEAD.
    pub(super) fn new(
        connection: Option<HandleId>,
        exchange: u32,
        minor: u8,
        head: bool,
        keep_alive: bool,
    ) -> Response {
        let wire = Wire {
            status: 200,
            head_written: false,
            head_sent: false,
            finished: false,
            chunked: false,
            use_chunked: minor >= 1,
            has_body: !head,
            keep_alive,
            last: false,
            announced: None,
            sent: 0,
        };
        Response {
            connection,
            exchange,
            out: Vec::new(),
            trailers: Vec::new(),
            stream: None,
            wire,
            fields: Fields::default(),
            reason: None,
        }
    }

    /// Whether `end` was called.
    pub(super) fn is_finished(&self) -> bool {
        self.wire.finished
    }

    /// Writes the head into `out`: status line, `setHeader`'s fields, `given`, and what framing asks for.
    fn render(&mut self, status: u16, reason: &[u8], given: &Given) -> JsResult<()> {
        let wire = &mut self.wire;
        wire.status = status;
        if matches!(status, 100..=199 | 204 | 304) {
            wire.has_body = false;
        }
        // No other answer can follow one that is interim to the client.
        wire.last |= status < 200;
        self.out.clear();
        self.out.reserve(256);
        noderu_runtime::proto::http::encode::push_status_line(&mut self.out, status, reason);
        let seen = given.write(&self.fields, &mut self.out)?;
        // A coding of the program's own: only the end of the connection can end it.
        wire.last |= seen.coding && !seen.chunked && !seen.length && wire.has_body;
        match seen.connection {
            Some(close) if close => wire.last = true,
            Some(_) => wire.keep_alive = true,
            None if wire.keep_alive && !wire.last && (seen.length || wire.use_chunked) => {
                self.out.extend_from_slice(b"Connection: keep-alive\r\n");
            }
            None => {
                wire.last = true;
                self.out.extend_from_slice(b"Connection: close\r\n");
            }
        }
        wire.chunked = seen.chunked && wire.has_body;
        wire.announced = seen.announced.filter(|_| wire.has_body);
        if !seen.length && !seen.coding && wire.has_body {
            if wire.use_chunked {
                self.out.extend_from_slice(b"Transfer-Encoding: chunked\r\n");
                wire.chunked = true;
            } else {
                wire.last = true;
            }
        }
        self.out.extend_from_slice(b"\r\n");
        wire.head_written = true;
        Ok(())
    }
}

impl Response {
    /// Sends a piece of the body, behind the head when that has not left. None: this response has no body. None within:
    /// nobody waits for it any more.
    fn send(&mut self, bytes: &[u8], host: &Host, http: &Http) -> Option<Option<WriteOutcome>> {
        if !self.wire.has_body {
            return None;
        }
        if bytes.is_empty() && self.wire.head_sent {
            return Some(Some(WriteOutcome::Flushed));
        }
        let Some(connection) = self.connection else { return Some(None) };
        self.wire.sent += bytes.len() as u64;
        let mut out = http.spare_buffer();
        let mut reactor = host.reactor.borrow_mut();
        self.put(bytes, &mut out, |out| {
            reactor.http_write(connection, self.exchange, out);
        });
        let outcome = reactor.http_write(connection, self.exchange, &out);
        self.wire.head_sent = true;
        http.keep_buffer(out);
        Some(outcome)
    }

    /// Sends bytes that a library framed itself.
    pub(super) fn send_raw(&mut self, bytes: &[u8], host: &Host, http: &Http) -> bool {
        let Some(connection) = self.connection.filter(|_| !self.wire.finished) else { return false };
        let mut out = http.spare_buffer();
        if !self.wire.head_sent {
            out.extend_from_slice(&self.out);
            self.wire.head_sent = self.wire.head_written;
        }
        out.extend_from_slice(bytes);
        // Who frames a body counts it, too.
        self.wire.announced = None;
        let outcome = host.reactor.borrow_mut().http_write(connection, self.exchange, &out);
        http.keep_buffer(out);
        outcome == Some(WriteOutcome::Flushed)
    }

    /// Sends the last piece of the body, and the end of the response.
    fn finish(&mut self, bytes: &[u8], host: &Host, http: &Http) -> bool {
        self.wire.finished = true;
        let Some(connection) = self.connection else { return false };
        let mut out = http.spare_buffer();
        let mut reactor = host.reactor.borrow_mut();
        self.put(if self.wire.has_body { bytes } else { &[] }, &mut out, |out| {
            reactor.http_write(connection, self.exchange, out);
        });
        self.wire.head_sent = true;
        if self.wire.chunked && self.wire.has_body {
            if self.trailers.is_empty() {
                out.extend_from_slice(LAST_CHUNK);
            } else {
                out.extend_from_slice(b"0\r\n");
                out.extend_from_slice(&self.trailers);
                out.extend_from_slice(b"\r\n");
            }
        }
        if self.wire.has_body {
            self.wire.sent += bytes.len() as u64;
        }
        // A body that is shorter or longer than announced: what followed it would be taken for something else.
        let as_announced = self.wire.announced.is_none_or(|announced| announced == self.wire.sent);
        let keep_alive = self.wire.keep_alive && !self.wire.last && as_announced;
        let outcome = reactor.http_finish(connection, self.exchange, &out, keep_alive);
        http.keep_buffer(out);
        http.connections.borrow_mut().response_done(connection, self.exchange);
        outcome == Some(WriteOutcome::Flushed)
    }

    /// Puts the head, when it has not left, and a framed piece of the body into `out`. A large piece is not copied:
    /// what is in `out` goes through `large`, and then the piece itself.
    fn put(&self, bytes: &[u8], out: &mut Vec<u8>, mut large: impl FnMut(&[u8])) {
        if !self.wire.head_sent {
            out.extend_from_slice(&self.out);
        }
        if bytes.is_empty() {
            return;
        }
        if self.wire.chunked {
            push_chunk_head(out, bytes.len());
        }
        if bytes.len() < LARGE {
            out.extend_from_slice(bytes);
        } else {
            large(out);
            large(bytes);
            out.clear();
        }
        if self.wire.chunked {
            out.extend_from_slice(CHUNK_END);
        }
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

macro_rules! wire_accessors {
    ($($name:literal $field:ident)+) => {
        &[
            accessor("statusCode", get_status, set_status),
            accessor("connection", get_connection, |this, args, cx| shadow("connection", this, args, cx)),
            accessor("socket", get_connection, |this, args, cx| shadow("socket", this, args, cx)),
            accessor("_header", get_head, |this, args, cx| shadow("_header", this, args, cx)),
            readonly("headersSent", |this, _, _| wire(this, |wire| wire.head_written)),
            readonly("writable", |this, _, _| wire(this, |wire| !wire.finished)),
            $(accessor(
                $name,
                |this, _, _| wire(this, |wire| wire.$field),
                |this, args, _| {
                    let value = arg(args, 0).to_boolean();
                    wire(this, |wire| wire.$field = value).map(|_| JsValue::undefined())
                },
            ),)+
        ]
    };
}

/// Properties that libraries read and set.
pub(super) const ACCESSORS: &[Accessor] = wire_accessors! {
    "finished" finished
    "_headerSent" head_sent
    "_hasBody" has_body
    "_last" last
    "shouldKeepAlive" keep_alive
    "chunkedEncoding" chunked
    "useChunkedEncodingByDefault" use_chunked
};

fn wire<T: Into<JsValue>>(this: &JsValue, read: impl FnOnce(&mut Wire) -> T) -> JsResult<JsValue> {
    let Some(object) = this.as_object() else { return Ok(JsValue::undefined()) };
    let Some(mut response) = object.downcast_mut::<Response>() else { return Ok(JsValue::undefined()) };
    Ok(read(&mut response.wire).into())
}

/// `this` as a response, or a TypeError.
pub(super) fn receiver(this: &JsValue) -> JsResult<JsObject> {
    outgoing::receiver::<Response>(this)
}

fn get_status(this: &JsValue, _: &[JsValue], _: &mut Context) -> JsResult<JsValue> {
    wire(this, |wire| i32::from(wire.status))
}

fn set_status(this: &JsValue, args: &[JsValue], cx: &mut Context) -> JsResult<JsValue> {
    let status = status_code(&arg(args, 0), cx)?;
    wire(this, |wire| wire.status = status).map(|_| JsValue::undefined())
}

fn get_head(this: &JsValue, _: &[JsValue], _: &mut Context) -> JsResult<JsValue> {
    let Some(object) = this.as_object() else { return Ok(JsValue::undefined()) };
    let Some(response) = object.downcast_ref::<Response>() else { return Ok(JsValue::undefined()) };
    Ok(if response.wire.head_written { latin1(&response.out).into() } else { JsValue::null() })
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
        Some(reason) => Cow::Owned(super::fields::value_bytes(reason, "the reason phrase")?),
        None => Cow::Borrowed(reason_of(status)),
    };
    let http = http(cx);
    let given = Given::from_value(&headers, http.spare_buffer(), cx)?;
    let mut response = object.downcast_mut::<Response>().expect("checked above");
    if response.wire.head_written {
        return Err(error("writeHead() was called already: the head can't be changed"));
    }
    response.render(status, &reason, &given)?;
    http.keep_buffer(given.into_lines());
    Ok(this.clone())
}

/// Writes the head where the program did not: through its own `writeHead` when it put one there.
fn implicit_head(object: &JsObject, http: &Http, cx: &mut Context) -> JsResult<()> {
    let status = object.downcast_ref::<Response>().expect("checked by the caller").wire.status;
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
    if !response.wire.head_written {
        // The program's writeHead kept the head to itself.
        response.render(status, reason_of(status), &Given::default())?;
    }
    Ok(())
}

/// `response._implicitHeader()`: the session and compression middlewares of all times call it before they look at
/// `_header`.
pub(super) fn make_head(this: &JsValue, _: &[JsValue], cx: &mut Context) -> JsResult<JsValue> {
    let object = receiver(this)?;
    let http = http(cx);
    let wire = object.downcast_ref::<Response>().expect("checked above").wire;
    if !wire.head_written {
        implicit_head(&object, &http, cx)?;
    }
    Ok(JsValue::undefined())
}

fn reason_of(status: u16) -> &'static [u8] {
    noderu_runtime::proto::http::encode::reason_phrase(status).unwrap_or("unknown").as_bytes()
}

/// `response.write(chunk, encoding='utf8')`
fn write(this: &JsValue, args: &[JsValue], cx: &mut Context) -> JsResult<JsValue> {
    let object = receiver(this)?;
    let http = http(cx);
    let wire = object.downcast_ref::<Response>().expect("checked above").wire;
    if wire.finished {
        return Err(error("write after end: the response is complete"));
    }
    if !wire.head_written {
        implicit_head(&object, &http, cx)?;
    }
    let host = host(cx);
    let (encoding, callback) = today::encoding_and_callback(args);
    let sent = buffer::with_chunk(&arg(args, 0), encoding, Encoding::Utf8, cx, |bytes| {
        let mut response = object.downcast_mut::<Response>().expect("checked above");
        response.send(bytes, &host, &http)
    })?;
    if let Some(callback) = callback {
        today::call_back(&object, callback, sent != Some(Some(WriteOutcome::Queued)), cx)?;
    }
    match sent {
        Some(outcome) => Ok((outcome == Some(WriteOutcome::Flushed)).into()),
        None => {
            net::warn("This type of response MUST NOT have a body. Ignoring write() calls.");
            Ok(true.into())
        }
    }
}

/// Sends the head now.
pub(super) fn flush_head(object: &JsObject, cx: &mut Context) -> JsResult<()> {
    let http = http(cx);
    let wire = object.downcast_ref::<Response>().expect("checked by the caller").wire;
    if wire.finished {
        return Ok(());
    }
    if !wire.head_written {
        implicit_head(object, &http, cx)?;
    }
    let host = host(cx);
    object.downcast_mut::<Response>().expect("checked by the caller").send(&[], &host, &http);
    Ok(())
}

/// Takes what a pump brings.
pub(super) fn take(object: &JsObject, bytes: Bytes, cx: &mut Context) -> JsResult<Taken> {
    let Some(wire) = object.downcast_ref::<Response>().map(|response| response.wire) else {
        return Ok(Taken::Declined(bytes));
    };
    if wire.finished {
        return Ok(Taken::Gone);
    }
    let http = http(cx);
    if !wire.head_written {
        implicit_head(object, &http, cx)?;
    }
    let host = host(cx);
    let mut response = object.downcast_mut::<Response>().expect("checked above");
    if !response.wire.has_body {
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
    let wire = object.downcast_ref::<Response>().expect("checked above").wire;
    if wire.finished {
        return Ok(false.into());
    }
    let data = args.first().filter(|data| !data.is_null_or_undefined() && !data.is_callable());
    let (encoding, callback) = today::encoding_and_callback(args);
    let callback = callback.or_else(|| args.first()?.as_function());
    if !wire.head_written {
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
        today::call_back(&object, callback, true, cx)?;
    }
    if events::may_have_listeners(&object) && events::has_listeners(&object, &js_string!("finish"), cx) {
        events::emit(&object, &js_string!("finish"), &[], cx)?;
    }
    Ok(flushed.into())
}

/// A response that is complete in one call, and whose head is still to be made, gets a Content-Length.
fn known_length(object: &JsObject, len: usize) {
    let mut response = object.downcast_mut::<Response>().expect("checked by the caller");
    if response.wire.has_body && !matches!(response.wire.status, 100..=199 | 204 | 304) {
        response.fields.set_length(len);
    }
}

/// `response.writeContinue()`: tells a client that asked with `Expect` to send its body.
fn write_continue(this: &JsValue, _: &[JsValue], cx: &mut Context) -> JsResult<JsValue> {
    let object = receiver(this)?;
    let response = object.downcast_ref::<Response>().expect("checked above");
    if let Some(connection) = response.connection
        && !response.wire.head_sent
    {
        host(cx).reactor.borrow_mut().http_write_interim(
            connection,
            response.exchange,
            b"HTTP/1.1 100 Continue\r\n\r\n",
        );
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
    net::warn("ServerResponse.prototype.close() is deprecated, use end()");
    end(this, args, cx)
}
