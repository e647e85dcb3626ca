//! `http.ClientRequest`: a request that a program makes. It collects head and body until it is its turn on the client's
//! connection, and writes straight to the connection from then on.
//!
//! On the wire it is v0.2.0's: the program's headers in its order and case, then `Connection` unless the program gave
//! one, then `Transfer-Encoding: chunked` where a body may come and neither a length nor a coding was given.

use boa_engine::JsData;
use boa_gc::{Finalize, Trace};
use noderu_glue::prelude::*;
use noderu_runtime::proto::http::Method as HttpMethod;
use noderu_runtime::proto::http::encode::{CHUNK_END, LAST_CHUNK, is_request_target, is_token, push_chunk_head};
use noderu_runtime::proto::text::Encoding;
use noderu_runtime::{Bytes, HandleId, WriteOutcome};

use super::client;
use super::fields::{Fields, Given};
use super::incoming::shadow;
use super::outgoing::{self, LARGE, Outgoing};
use crate::buffer;
use crate::events;
use crate::host::{Host, host};
use crate::net;
use crate::pump::Taken;

/// The state behind a request object.
#[derive(Trace, Finalize, JsData)]
pub struct ClientRequest {
    /// The client whose connection it goes out on; none while an agent has none for it.
    pub(super) client: Option<JsObject>,
    fields: Fields,
    #[unsafe_ignore_trace]
    method: JsString,
    #[unsafe_ignore_trace]
    path: JsString,
    /// The head, once it is made.
    #[unsafe_ignore_trace]
    head: Vec<u8>,
    /// Body that waits for the request's turn, framed.
    #[unsafe_ignore_trace]
    out: Vec<u8>,
    #[unsafe_ignore_trace]
    trailers: Vec<u8>,
    #[unsafe_ignore_trace]
    pub(super) wire: Wire,
}

/// How the request stands, and how it is framed.
#[derive(Clone, Copy)]
pub(super) struct Wire {
    /// The method, as far as the answer's framing depends on it.
    pub(super) method: HttpMethod,
    /// The connection, while it is the request's turn.
    pub(super) handle: Option<HandleId>,
    /// The head is made.
    head_made: bool,
    /// The head left.
    head_sent: bool,
    /// `end` was called.
    pub(super) finished: bool,
    /// The body is framed in chunks.
    chunked: bool,
    /// There is a body, or may be.
    has_body: bool,
    /// Made by `http.request`: today's defaults.
    today: bool,
    /// The Content-Length that was given, and how much of the body was sent.
    announced: Option<u64>,
    sent: u64,
    /// The connection is to live on behind the answer.
    pub(super) keep_alive: bool,
    /// A write answered false because the request's turn had not come.
    drain_owed: bool,
    /// It was aborted, or its connection is gone: what is written goes nowhere.
    pub(super) over: bool,
    /// `setTimeout`, in milliseconds.
    pub(super) timeout_ms: Option<u64>,
}

/// What a request is made of.
pub(super) struct Plan {
    pub(super) method: JsString,
    pub(super) path: JsString,
    pub(super) fields: Fields,
    pub(super) today: bool,
    /// Whether the connection lives on where no header says so.
    pub(super) keep_alive: bool,
}

impl Outgoing for ClientRequest {
    const CLASS: &'static str = "ClientRequest";

    fn fields(&mut self) -> &mut Fields {
        &mut self.fields
    }

    fn trailers(&mut self) -> &mut Vec<u8> {
        &mut self.trailers
    }

    fn head_made(&self) -> bool {
        self.wire.head_made
    }
}

impl ClientRequest {
    /// Checks what the program gave; nothing is sent of a request that is refused here.
    pub(super) fn new(plan: Plan) -> JsResult<ClientRequest> {
        let name = text(&plan.method).to_ascii_uppercase();
        if !is_token(name.as_bytes()) {
            return Err(type_error(format!("Method must be a valid HTTP token: {name:?}")));
        }
        let path = text(&plan.path);
        if !is_request_target(path.as_bytes()) {
            return Err(type_error(format!("Request path contains unescaped characters: {path:?}")));
        }
        let wire = Wire {
            // Of an unknown method the answer is framed as of any other.
            method: HttpMethod::from_bytes(name.as_bytes()).unwrap_or(HttpMethod::Post),
            handle: None,
            head_made: false,
            head_sent: false,
            finished: false,
            chunked: false,
            has_body: false,
            announced: None,
            sent: 0,
            today: plan.today,
            keep_alive: plan.keep_alive,
            drain_owed: false,
            over: false,
            timeout_ms: None,
        };
        Ok(ClientRequest {
            client: None,
            fields: plan.fields,
            method: JsString::from(name.as_str()),
            path: plan.path,
            head: Vec::new(),
            out: Vec::new(),
            trailers: Vec::new(),
            wire,
        })
    }

    /// Makes the head. `body`: a piece of a body is there already.
    fn make_head(&mut self, body: bool) -> JsResult<()> {
        let mut head = Vec::with_capacity(256);
        head.extend_from_slice(text(&self.method).as_bytes());
        head.push(b' ');
        head.extend_from_slice(text(&self.path).as_bytes());
        head.extend_from_slice(b" HTTP/1.1\r\n");
        let seen = Given::default().write(&self.fields, &mut head)?;
        let wire = &mut self.wire;
        match seen.connection {
            Some(close) => wire.keep_alive = !close,
            None if wire.keep_alive => head.extend_from_slice(b"Connection: keep-alive\r\n"),
            None => head.extend_from_slice(b"Connection: close\r\n"),
        }
        wire.chunked = seen.chunked;
        wire.announced = seen.announced;
        wire.has_body = seen.length || seen.coding;
        if !wire.has_body {
            let expected = match wire.method {
                HttpMethod::Get | HttpMethod::Head | HttpMethod::Connect => false,
                HttpMethod::Delete | HttpMethod::Options | HttpMethod::Trace => !wire.today,
                _ => true,
            };
            // The handshakes of 2010's web sockets have eight raw bytes behind the head (test: client-upgrade).
            let raw = self.fields.has("upgrade") || wire.method == HttpMethod::Connect;
            if expected || (body && !raw) {
                head.extend_from_slice(b"Transfer-Encoding: chunked\r\n");
                wire.chunked = true;
                wire.has_body = true;
            }
        }
        head.extend_from_slice(b"\r\n");
        self.head = head;
        wire.head_made = true;
        Ok(())
    }

    /// Whether it can be sent a second time, because nothing of it changes anything at the server and all of it is here.
    pub(super) fn repeatable(&self) -> bool {
        let wire = &self.wire;
        matches!(wire.method, HttpMethod::Get | HttpMethod::Head) && wire.finished && !wire.has_body
    }

    /// It is to be sent again, on another connection.
    pub(super) fn rewind(&mut self) {
        self.wire.handle = None;
        self.wire.head_sent = false;
    }

    /// It is its turn: what is there so far.
    fn take_out(&mut self, handle: HandleId) -> Vec<u8> {
        self.wire.handle = Some(handle);
        if !self.wire.head_made {
            return Vec::new();
        }
        self.wire.head_sent = true;
        let mut out = self.head.clone();
        out.append(&mut self.out);
        out
    }

    /// Appends a framed piece of the body.
    fn frame(&self, bytes: &[u8], out: &mut Vec<u8>) {
        if bytes.is_empty() {
            return;
        }
        if self.wire.chunked {
            push_chunk_head(out, bytes.len());
        }
        out.extend_from_slice(bytes);
        if self.wire.chunked {
            out.extend_from_slice(CHUNK_END);
        }
    }

    fn frame_end(&self, out: &mut Vec<u8>) {
        if !self.wire.chunked {
            return;
        }
        if self.trailers.is_empty() {
            out.extend_from_slice(LAST_CHUNK);
        } else {
            out.extend_from_slice(b"0\r\n");
            out.extend_from_slice(&self.trailers);
            out.extend_from_slice(b"\r\n");
        }
    }
}

/// It is the request's turn on this connection: writes what it has so far. True when the kernel did not take all of it.
pub(super) fn begin_turn(object: &JsObject, handle: HandleId, cx: &mut Context) -> JsResult<bool> {
    let (out, owed, timeout_ms) = {
        let Some(mut request) = object.downcast_mut::<ClientRequest>() else { return Ok(false) };
        let out = request.take_out(handle);
        (out, std::mem::take(&mut request.wire.drain_owed), request.wire.timeout_ms)
    };
    let outcome = {
        let host = host(cx);
        let mut reactor = host.reactor.borrow_mut();
        if let Some(timeout_ms) = timeout_ms {
            reactor.set_timeout(handle, timeout_ms);
        }
        reactor.write_owned(handle, out)
    };
    let queued = matches!(outcome, Ok(WriteOutcome::Queued));
    if owed && !queued {
        net::emit_later(object, js_string!("drain"), &[], cx)?;
    }
    Ok(queued)
}

/// What JavaScript calls on a request.
pub(super) const METHODS: &[Method] = &[
    method("write", 1, write),
    method("end", 0, end),
    method("addTrailers", 1, outgoing::add_trailers::<ClientRequest>),
    method("setHeader", 2, outgoing::set_header::<ClientRequest>),
    method("getHeader", 1, outgoing::get_header::<ClientRequest>),
    method("removeHeader", 1, outgoing::remove_header::<ClientRequest>),
    method("abort", 0, abort),
    method("destroy", 1, abort),
    method("setTimeout", 2, set_timeout),
    method("setNoDelay", 1, set_no_delay),
    method("setSocketKeepAlive", 2, set_keep_alive),
    method("flushHeaders", 0, flush_headers),
    method("sendBody", 0, |_, _, _| Err(error("sendBody() is now write()"))),
    method("finish", 0, |_, _, _| Err(error("finish() is now end()"))),
    method("close", 0, close),
];

/// Properties that programs read.
pub(super) const ACCESSORS: &[Accessor] = &[
    accessor(
        "method",
        |this, _, _| read(this, |request| request.method.clone()),
        |this, args, cx| shadow("method", this, args, cx),
    ),
    accessor(
        "path",
        |this, _, _| read(this, |request| request.path.clone()),
        |this, args, cx| shadow("path", this, args, cx),
    ),
    accessor("client", get_client, |this, args, cx| shadow("client", this, args, cx)),
    accessor("connection", get_client, |this, args, cx| shadow("connection", this, args, cx)),
    accessor("socket", get_client, |this, args, cx| shadow("socket", this, args, cx)),
    accessor("_header", get_head, |this, args, cx| shadow("_header", this, args, cx)),
    readonly("headersSent", |this, _, _| read(this, |request| request.wire.head_made)),
    readonly("_headerSent", |this, _, _| read(this, |request| request.wire.head_sent)),
    readonly("finished", |this, _, _| read(this, |request| request.wire.finished)),
    readonly("writable", |this, _, _| read(this, |request| !request.wire.finished && !request.wire.over)),
    readonly("aborted", |this, _, _| read(this, |request| request.wire.over)),
    readonly("chunkedEncoding", |this, _, _| read(this, |request| request.wire.chunked)),
    accessor(
        "shouldKeepAlive",
        |this, _, _| read(this, |request| request.wire.keep_alive),
        |this, args, _| {
            let value = arg(args, 0).to_boolean();
            read(this, |request| request.wire.keep_alive = value).map(|_| JsValue::undefined())
        },
    ),
];

trait Value {
    fn value(self) -> JsValue;
}

impl Value for () {
    fn value(self) -> JsValue {
        JsValue::undefined()
    }
}

impl Value for bool {
    fn value(self) -> JsValue {
        self.into()
    }
}

impl Value for JsString {
    fn value(self) -> JsValue {
        self.into()
    }
}

impl Value for JsValue {
    fn value(self) -> JsValue {
        self
    }
}

fn read<T: Value>(this: &JsValue, read: impl FnOnce(&mut ClientRequest) -> T) -> JsResult<JsValue> {
    let Some(object) = this.as_object() else { return Ok(JsValue::undefined()) };
    let Some(mut request) = object.downcast_mut::<ClientRequest>() else { return Ok(JsValue::undefined()) };
    Ok(read(&mut request).value())
}

fn receiver(this: &JsValue) -> JsResult<JsObject> {
    outgoing::receiver::<ClientRequest>(this)
}

fn wire(object: &JsObject) -> Wire {
    object.downcast_ref::<ClientRequest>().expect("checked by receiver").wire
}

fn get_client(this: &JsValue, _: &[JsValue], _: &mut Context) -> JsResult<JsValue> {
    read(this, |request| request.client.clone().map_or(JsValue::null(), JsValue::from))
}

fn get_head(this: &JsValue, _: &[JsValue], _: &mut Context) -> JsResult<JsValue> {
    read(this, |request| if request.wire.head_made { latin1(&request.head).into() } else { JsValue::null() })
}

/// `request.write(chunk, encoding='utf8')`: true when the kernel took it or will at the end of the turn.
fn write(this: &JsValue, args: &[JsValue], cx: &mut Context) -> JsResult<JsValue> {
    let object = receiver(this)?;
    let wire = wire(&object);
    if wire.finished {
        return Err(error("write after end: the request is complete"));
    }
    if wire.over {
        return Ok(false.into());
    }
    send(&object, Some(&arg(args, 0)), args.get(1), false, cx).map(JsValue::from)
}

/// Takes what a pump brings.
pub(super) fn take(object: &JsObject, bytes: Bytes, cx: &mut Context) -> JsResult<Taken> {
    let Some(wire) = object.downcast_ref::<ClientRequest>().map(|request| request.wire) else {
        return Ok(Taken::Declined(bytes));
    };
    if wire.finished || wire.over {
        return Ok(Taken::Gone);
    }
    Ok(if put(object, &bytes, false, &host(cx))? { Taken::Flushed } else { Taken::Queued })
}

/// `request.end([data], [encoding])`
fn end(this: &JsValue, args: &[JsValue], cx: &mut Context) -> JsResult<JsValue> {
    let object = receiver(this)?;
    let before = wire(&object);
    if before.finished || before.over {
        return Ok(false.into());
    }
    let callback = args.iter().find_map(JsValue::as_function);
    let data = args.first().filter(|data| !data.is_null_or_undefined() && !data.is_callable());
    if before.today && !before.head_made {
        let len = match data {
            Some(data) => {
                buffer::with_chunk(data, args.get(1).filter(|it| !it.is_callable()), Encoding::Utf8, cx, <[u8]>::len)?
            }
            None => 0,
        };
        let bodiless = matches!(
            before.method,
            HttpMethod::Get
                | HttpMethod::Head
                | HttpMethod::Delete
                | HttpMethod::Options
                | HttpMethod::Trace
                | HttpMethod::Connect
        );
        if len > 0 || !bodiless {
            object.downcast_mut::<ClientRequest>().expect("checked by receiver").fields.set_length(len);
        }
    }
    let encoding = args.get(1).filter(|encoding| !encoding.is_callable());
    let flushed = send(&object, data, encoding, true, cx)?;
    if let Some(callback) = callback {
        callback.call(this, &[], cx)?;
    }
    if events::has_listeners(&object, &js_string!("finish"), cx) {
        events::emit(&object, &js_string!("finish"), &[], cx)?;
    }
    let client = object.downcast_ref::<ClientRequest>().expect("checked by receiver").client.clone();
    match client {
        Some(client) if before.handle.is_some() => client::request_finished(&client, &object, cx)?,
        _ => {}
    }
    Ok(flushed.into())
}

/// Sends a piece of the body, the last of them when `last`, or keeps it for the request's turn.
fn send(
    object: &JsObject,
    data: Option<&JsValue>,
    encoding: Option<&JsValue>,
    last: bool,
    cx: &mut Context,
) -> JsResult<bool> {
    let host = host(cx);
    match data {
        Some(data) => buffer::with_chunk(data, encoding, Encoding::Utf8, cx, |bytes| put(object, bytes, last, &host))?,
        None => put(object, &[], last, &host),
    }
}

/// The same for bytes.
fn put(object: &JsObject, bytes: &[u8], last: bool, host: &Host) -> JsResult<bool> {
    let mut request = object.downcast_mut::<ClientRequest>().expect("checked by receiver");
    let request = &mut *request;
    if !request.wire.head_made {
        request.make_head(!bytes.is_empty())?;
    }
    request.wire.finished = last;
    request.wire.sent += bytes.len() as u64;
    if last && request.wire.announced.is_some_and(|announced| announced != request.wire.sent) {
        // What followed a body of another length than announced would be taken for something else.
        request.wire.keep_alive = false;
    }
    let Some(handle) = request.wire.handle else {
        let mut out = std::mem::take(&mut request.out);
        request.frame(bytes, &mut out);
        if last {
            request.frame_end(&mut out);
        }
        request.out = out;
        request.wire.drain_owed = true;
        return Ok(false);
    };
    let mut reactor = host.reactor.borrow_mut();
    let mut out = Vec::new();
    if !request.wire.head_sent {
        out.extend_from_slice(&request.head);
        request.wire.head_sent = true;
    }
    if bytes.len() < LARGE {
        request.frame(bytes, &mut out);
    } else {
        if request.wire.chunked {
            push_chunk_head(&mut out, bytes.len());
        }
        // A failure is told by an event of the connection.
        let _ = reactor.write(handle, &out);
        let _ = reactor.write(handle, bytes);
        out.clear();
        if request.wire.chunked {
            out.extend_from_slice(CHUNK_END);
        }
    }
    if last {
        request.frame_end(&mut out);
    }
    Ok(matches!(reactor.write(handle, &out), Ok(WriteOutcome::Flushed)))
}

/// `request.abort()`, today's `request.destroy([exception])`: gives the request and its connection up.
fn abort(this: &JsValue, args: &[JsValue], cx: &mut Context) -> JsResult<JsValue> {
    let object = receiver(this)?;
    let exception = args.first().filter(|exception| exception.is_object()).cloned();
    let (client, over) = {
        let mut request = object.downcast_mut::<ClientRequest>().expect("checked by receiver");
        (request.client.clone(), std::mem::replace(&mut request.wire.over, true))
    };
    if over {
        return Ok(this.clone());
    }
    if let Some(exception) = exception {
        net::emit_later(&object, js_string!("error"), &[exception], cx)?;
    }
    net::emit_later(&object, js_string!("abort"), &[], cx)?;
    match client {
        Some(client) => client::abandon(&client, &object, cx)?,
        None => net::emit_later(&object, js_string!("close"), &[], cx)?,
    }
    Ok(this.clone())
}

/// `request.setTimeout(ms, [callback])`: 'timeout' when nothing moved on the connection for that long.
fn set_timeout(this: &JsValue, args: &[JsValue], cx: &mut Context) -> JsResult<JsValue> {
    let object = receiver(this)?;
    let ms = arg(args, 0).to_number(cx)?;
    let ms = if ms > 0.0 { ms.ceil() as u64 } else { 0 };
    let handle = {
        let mut request = object.downcast_mut::<ClientRequest>().expect("checked by receiver");
        request.wire.timeout_ms = Some(ms);
        request.wire.handle
    };
    if let Some(handle) = handle {
        host(cx).reactor.borrow_mut().set_timeout(handle, ms);
    }
    if let Some(callback) = args.get(1).and_then(JsValue::as_function) {
        events::on(&object, &js_string!("timeout"), callback, cx)?;
    }
    Ok(this.clone())
}

fn set_no_delay(this: &JsValue, args: &[JsValue], cx: &mut Context) -> JsResult<JsValue> {
    through(this, js_string!("setNoDelay"), args, cx)
}

fn set_keep_alive(this: &JsValue, args: &[JsValue], cx: &mut Context) -> JsResult<JsValue> {
    through(this, js_string!("setKeepAlive"), args, cx)
}

/// Calls a method of the client, which is a net.Stream.
fn through(this: &JsValue, name: JsString, args: &[JsValue], cx: &mut Context) -> JsResult<JsValue> {
    let object = receiver(this)?;
    let client = object.downcast_ref::<ClientRequest>().expect("checked by receiver").client.clone();
    if let Some(client) = client {
        let method = client.get(name, cx)?;
        if let Some(method) = method.as_function() {
            method.call(&client.into(), args, cx)?;
        }
    }
    Ok(JsValue::undefined())
}

/// `request.flushHeaders()`: sends the head now.
fn flush_headers(this: &JsValue, _: &[JsValue], cx: &mut Context) -> JsResult<JsValue> {
    let object = receiver(this)?;
    let wire = wire(&object);
    if !wire.head_made && !wire.over {
        send(&object, None, None, false, cx)?;
    }
    Ok(JsValue::undefined())
}

fn close(this: &JsValue, args: &[JsValue], cx: &mut Context) -> JsResult<JsValue> {
    net::warn("Warning: ClientRequest.prototype.close has been renamed to end()");
    end(this, args, cx)
}
