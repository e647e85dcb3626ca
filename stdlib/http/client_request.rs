//! `http.ClientRequest`: a request that a program makes. It collects head and body until it is its turn on the client's
//! connection, and writes straight to the connection from then on.
//!
//! On the wire it is v0.2.0's; what stands there and how a body is framed is decided by [`Outgoing`], for responses alike.
//! Refused are methods and paths that cannot stand in a request line.

use boa_engine::JsData;
use boa_gc::{Finalize, Trace};
use noderu_glue::prelude::*;
use noderu_runtime::proto::http::Method as HttpMethod;
use noderu_runtime::proto::http::connection::Outgoing;
use noderu_runtime::proto::http::connection::outgoing::{FieldLines, Unframed, check_request_line};
use noderu_runtime::proto::text::Encoding;
use noderu_runtime::{Bytes, HandleId, WriteOutcome};

use super::exchange;
use super::fields::Fields;
use super::incoming::shadow;
use super::outgoing::{self, Message, unframed};
use crate::buffer;
use crate::events;
use crate::host::{Host, host};
use crate::net;
use crate::pump::Taken;
use crate::stderr;

/// The state behind a request object.
#[derive(Trace, Finalize, JsData)]
pub(super) struct ClientRequest {
    /// The client whose connection it goes out on; none while an agent has none for it.
    pub(super) client: Option<JsObject>,
    fields: Fields,
    #[unsafe_ignore_trace]
    method: JsString,
    #[unsafe_ignore_trace]
    path: JsString,
    #[unsafe_ignore_trace]
    outgoing: Outgoing,
    /// What waits for the request's turn, framed.
    #[unsafe_ignore_trace]
    waiting: Vec<u8>,
    #[unsafe_ignore_trace]
    turn: Turn,
    /// The method, as far as the framing depends on it.
    #[unsafe_ignore_trace]
    known_method: HttpMethod,
    /// Made by `http.request`: today's defaults.
    today: bool,
    /// `setTimeout`, in milliseconds.
    pub(super) timeout_ms: Option<u64>,
}

/// Where a request is.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Turn {
    /// It is collected until its turn on the client's connection comes. `drain_owed`: a write returned false.
    Waiting { drain_owed: bool },
    /// It is written to the connection.
    Current(HandleId),
    /// Its exchange is over, it was aborted, or its connection is gone: what is written goes nowhere.
    Over,
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

impl Message for ClientRequest {
    const CLASS: &'static str = "ClientRequest";

    fn fields(&mut self) -> &mut Fields {
        &mut self.fields
    }

    fn outgoing(&mut self) -> &mut Outgoing {
        &mut self.outgoing
    }
}

impl ClientRequest {
    /// Checks what the program gave; nothing is sent of a request that is refused here.
    pub(super) fn new(plan: Plan) -> JsResult<Self> {
        let name = text(&plan.method).to_ascii_uppercase();
        let path = text(&plan.path);
        check_request_line(name.as_bytes(), path.as_bytes()).map_err(|why| match why {
            Unframed::Method => type_error(format!("Method must be a valid HTTP token: {name:?}")),
            _ => type_error(format!("Request path contains unescaped characters: {path:?}")),
        })?;
        Ok(Self {
            client: None,
            fields: plan.fields,
            method: JsString::from(name.as_str()),
            path: plan.path,
            outgoing: Outgoing::request(plan.keep_alive),
            waiting: Vec::new(),
            turn: Turn::Waiting { drain_owed: false },
            // The response to an unknown method is framed as to any other.
            known_method: HttpMethod::from_bytes(name.as_bytes()).unwrap_or(HttpMethod::Post),
            today: plan.today,
            timeout_ms: None,
        })
    }

    /// Makes the head. `body`: a piece of a body is there already.
    fn make_head(&mut self, body: bool) -> JsResult<()> {
        // The handshakes of 2010's web sockets have eight raw bytes behind the head (test: client-upgrade).
        let raw = self.fields.has("upgrade") || self.known_method == HttpMethod::Connect;
        let wanted = self.known_method.expects_body(self.today) || (body && !raw);
        let lines = self.fields.lines(&FieldLines::default())?;
        let (method, path) = (text(&self.method), text(&self.path));
        let length = self.fields.length();
        self.outgoing.make_request_head(method.as_bytes(), path.as_bytes(), &lines, length, wanted).map_err(unframed)
    }

    /// The method, as far as the framing depends on it.
    pub(super) fn known_method(&self) -> HttpMethod {
        self.known_method
    }

    /// Whether all of it was written.
    pub(super) fn is_finished(&self) -> bool {
        self.outgoing.is_finished()
    }

    /// Whether its connection may take another request, as far as it is for this one to say.
    pub(super) fn persists(&self) -> bool {
        self.outgoing.persists()
    }

    /// Whether nothing that is written reaches anybody.
    pub(super) fn is_over(&self) -> bool {
        self.turn == Turn::Over
    }

    /// The connection, while it is the request's turn.
    pub(super) fn connection(&self) -> Option<HandleId> {
        match self.turn {
            Turn::Current(connection) => Some(connection),
            Turn::Waiting { .. } | Turn::Over => None,
        }
    }

    /// Nothing that is written from now on reaches anybody. True when that was so before.
    pub(super) fn end_turn(&mut self) -> bool {
        std::mem::replace(&mut self.turn, Turn::Over) == Turn::Over
    }

    /// Whether it can be sent a second time, because nothing of it changes anything at the server and all of it is here.
    pub(super) fn is_repeatable(&self) -> bool {
        matches!(self.known_method, HttpMethod::Get | HttpMethod::Head)
            && !self.is_over()
            && self.is_finished()
            && self.outgoing.is_bare()
    }

    /// It is to be sent again, on another connection.
    pub(super) fn rewind(&mut self) {
        self.turn = Turn::Waiting { drain_owed: false };
        self.outgoing.rewind();
    }

    /// Whether the head has left; one that waits has not.
    fn is_head_sent(&self) -> bool {
        self.outgoing.is_head_sent() && self.waiting.is_empty()
    }
}

/// It is the request's turn on this connection: writes what it has so far. True when the kernel did not take all of it.
pub(super) fn begin_turn(object: &JsObject, handle: HandleId, cx: &mut Context) -> JsResult<bool> {
    let (out, owed, timeout_ms) = {
        let Some(mut request) = object.downcast_mut::<ClientRequest>() else { return Ok(false) };
        let owed = std::mem::replace(&mut request.turn, Turn::Current(handle)) == Turn::Waiting { drain_owed: true };
        let mut out = std::mem::take(&mut request.waiting);
        if request.outgoing.is_head_made() {
            request.outgoing.push_piece(&[], &mut out, |_| {});
        }
        (out, owed, request.timeout_ms)
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
    readonly("headersSent", |this, _, _| read(this, |request| request.outgoing.is_head_made())),
    readonly("_headerSent", |this, _, _| read(this, |request| request.is_head_sent())),
    readonly("finished", |this, _, _| read(this, |request| request.is_finished())),
    readonly("writable", |this, _, _| read(this, |request| !request.is_finished() && !request.is_over())),
    readonly("aborted", |this, _, _| read(this, |request| request.is_over())),
    readonly("chunkedEncoding", |this, _, _| read(this, |request| request.outgoing.is_chunked())),
    accessor(
        "shouldKeepAlive",
        |this, _, _| read(this, |request| request.outgoing.keep_alive() && !request.outgoing.is_last()),
        |this, args, _| {
            let value = arg(args, 0).to_boolean();
            read(this, |request| {
                request.outgoing.set_keep_alive(value);
                request.outgoing.set_last(!value);
            })
            .map(|_| JsValue::undefined())
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

fn get_client(this: &JsValue, _: &[JsValue], _: &mut Context) -> JsResult<JsValue> {
    read(this, |request| request.client.clone().map_or(JsValue::null(), JsValue::from))
}

fn get_head(this: &JsValue, _: &[JsValue], _: &mut Context) -> JsResult<JsValue> {
    read(
        this,
        |request| {
            if request.outgoing.is_head_made() { latin1(request.outgoing.head()).into() } else { JsValue::null() }
        },
    )
}

/// Whether all of the request was written, and whether that reaches nobody any more.
fn stage(request: &JsObject) -> (bool, bool) {
    let request = request.downcast_ref::<ClientRequest>().expect("checked by receiver");
    (request.is_finished(), request.is_over())
}

/// `request.write(chunk, encoding='utf8')`: true when the kernel took it or will at the end of the turn.
fn write(this: &JsValue, args: &[JsValue], cx: &mut Context) -> JsResult<JsValue> {
    let object = receiver(this)?;
    let (finished, over) = stage(&object);
    if finished {
        return Err(error("write after end: the request is complete"));
    }
    if over {
        return Ok(false.into());
    }
    send(&object, Some(&arg(args, 0)), args.get(1), false, cx).map(JsValue::from)
}

/// Takes what a pump brings.
pub(super) fn take(object: &JsObject, bytes: Bytes, cx: &mut Context) -> JsResult<Taken> {
    if !object.is::<ClientRequest>() {
        return Ok(Taken::Declined(bytes));
    }
    if let (true, _) | (_, true) = stage(object) {
        return Ok(Taken::Gone);
    }
    Ok(if put(object, &bytes, false, &host(cx))? { Taken::Flushed } else { Taken::Queued })
}

/// `request.end([data], [encoding])`
fn end(this: &JsValue, args: &[JsValue], cx: &mut Context) -> JsResult<JsValue> {
    let object = receiver(this)?;
    if let (true, _) | (_, true) = stage(&object) {
        return Ok(false.into());
    }
    let callback = args.iter().find_map(JsValue::as_function);
    let data = args.first().filter(|data| !data.is_null_or_undefined() && !data.is_callable());
    let was_current = {
        let request = object.downcast_ref::<ClientRequest>().expect("checked by receiver");
        request.connection().is_some()
    };
    note_length(&object, data, args.get(1).filter(|encoding| !encoding.is_callable()), cx)?;
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
        Some(client) if was_current => exchange::request_finished(&client, &object, cx)?,
        _ => {}
    }
    Ok(flushed.into())
}

/// A request of `http.request` that is complete in one call gets a Content-Length.
fn note_length(
    object: &JsObject,
    data: Option<&JsValue>,
    encoding: Option<&JsValue>,
    cx: &mut Context,
) -> JsResult<()> {
    let (wanted, method) = {
        let request = object.downcast_ref::<ClientRequest>().expect("checked by receiver");
        (request.today && !request.outgoing.is_head_made(), request.known_method)
    };
    if !wanted {
        return Ok(());
    }
    let len = match data {
        Some(data) => buffer::with_chunk(data, encoding, Encoding::Utf8, cx, <[u8]>::len)?,
        None => 0,
    };
    if len > 0 || method.expects_body(true) {
        object.downcast_mut::<ClientRequest>().expect("checked by receiver").fields.set_length(len);
    }
    Ok(())
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
    if !request.outgoing.is_head_made() {
        request.make_head(!bytes.is_empty())?;
    }
    let ClientRequest { outgoing, waiting, turn, .. } = &mut *request;
    let mut out = Vec::new();
    match turn {
        Turn::Over => Ok(false),
        Turn::Waiting { drain_owed } => {
            *drain_owed = true;
            outgoing.push_piece(bytes, &mut out, |bytes| waiting.extend_from_slice(bytes));
            if last {
                outgoing.push_end(&mut out);
            }
            waiting.append(&mut out);
            Ok(false)
        }
        Turn::Current(handle) => {
            let mut reactor = host.reactor.borrow_mut();
            outgoing.push_piece(bytes, &mut out, |bytes| {
                // A failure is reported by an event of the connection.
                let _ = reactor.write(*handle, bytes);
            });
            if last {
                outgoing.push_end(&mut out);
            }
            Ok(matches!(reactor.write(*handle, &out), Ok(WriteOutcome::Flushed)))
        }
    }
}

/// `request.abort()`, today's `request.destroy([exception])`: gives the request and its connection up.
fn abort(this: &JsValue, args: &[JsValue], cx: &mut Context) -> JsResult<JsValue> {
    let object = receiver(this)?;
    let exception = args.first().filter(|exception| exception.is_object()).cloned();
    let (client, over) = {
        let mut request = object.downcast_mut::<ClientRequest>().expect("checked by receiver");
        (request.client.clone(), request.end_turn())
    };
    if over {
        return Ok(this.clone());
    }
    if let Some(exception) = exception {
        net::emit_later(&object, js_string!("error"), &[exception], cx)?;
    }
    net::emit_later(&object, js_string!("abort"), &[], cx)?;
    match client {
        Some(client) => exchange::abandon(&client, &object, cx)?,
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
        request.timeout_ms = Some(ms);
        request.connection()
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
    let ready = {
        let request = object.downcast_ref::<ClientRequest>().expect("checked by receiver");
        !request.outgoing.is_head_made() && !request.is_over()
    };
    if ready {
        send(&object, None, None, false, cx)?;
    }
    Ok(JsValue::undefined())
}

fn close(this: &JsValue, args: &[JsValue], cx: &mut Context) -> JsResult<JsValue> {
    stderr::line("Warning: ClientRequest.prototype.close has been renamed to end()");
    end(this, args, cx)
}
