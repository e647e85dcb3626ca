//! `http.Client`: a net.Stream that makes requests, one after the other, and connects when there is one to make.
//!
//! The order that matters: what is known of an exchange is put right before the program hears of it, since its listeners
//! may make the next request, abort this one or destroy the client.

use std::collections::VecDeque;

use boa_engine::JsData;
use boa_gc::{Finalize, Trace};
use noderu_glue::binding::{Class, install};
use noderu_glue::error::thrown_value;
use noderu_glue::hidden;
use noderu_glue::prelude::*;
use noderu_runtime::http::{Answer, HttpResponse};
use noderu_runtime::proto::http::{Limits, Method as HttpMethod, Refusal};
use noderu_runtime::{Bytes, EventKind, HandleId, SystemError};

use super::agent;
use super::client_request::{self, ClientRequest, Plan};
use super::fields;
use super::incoming::{self, Incoming};
use super::state::http;
use crate::buffer;
use crate::events;
use crate::host::host;
use crate::net::speaker::{self, Standing};
use crate::net::{self, Speaker};

/// How long a server may take to close a connection that will not be used again.
const LINGER_MS: u64 = 2_000;

/// What a client remembers beside its stream.
#[derive(Trace, Finalize, JsData)]
struct State {
    /// Where to connect to: the arguments of `connect`.
    place: Vec<JsValue>,
    /// Requests that wait, in order.
    queue: VecDeque<JsObject>,
    /// The request that is on the connection.
    current: Option<JsObject>,
    /// Its answer, once the head came.
    response: Option<JsObject>,
    /// The agent that the connection goes back to.
    agent: Option<JsObject>,
    /// In which of its pools.
    pool: usize,
    #[unsafe_ignore_trace]
    line: Line,
}

/// Where the current exchange and the connection are.
#[derive(Clone, Copy, Default)]
struct Line {
    /// The answer is complete; the connection can be used again once the request is too.
    answered: bool,
    /// The connection answered a request before this one.
    reused: bool,
    /// Another protocol took over: what comes belongs to the stream.
    upgraded: bool,
    /// The last exchange is over and the server is to close.
    lingering: bool,
    /// `client.end()` was called while requests were under way.
    ending: bool,
}

const SPEAKER: Speaker = Speaker { deliver, later };

/// Makes the class.
pub(super) fn class(cx: &mut Context) -> JsResult<Class> {
    let stream = net::classes(cx)?.stream;
    let class = constructor("Client", 4, init, Some(&stream.prototype), cx)?;
    install(&class.prototype, METHODS, cx);
    Ok(class)
}

const METHODS: &[Method] = &[
    method("request", 3, request),
    method("end", 2, end),
    method("get", 2, |_, _, _| Err(renamed("get", "GET"))),
    method("head", 2, |_, _, _| Err(renamed("head", "HEAD"))),
    method("post", 2, |_, _, _| Err(renamed("post", "POST"))),
    method("put", 2, |_, _, _| Err(renamed("put", "PUT"))),
    method("del", 2, |_, _, _| Err(renamed("del", "DELETE"))),
];

fn renamed(name: &str, method: &str) -> JsError {
    error(format!("client.{name}(...) is now client.request(\"{method}\", ...)"))
}

/// `new http.Client()`; `http.createClient` gives it its place.
fn init(this: &JsValue, args: &[JsValue], cx: &mut Context) -> JsResult<JsValue> {
    let client = this.as_object().ok_or_else(|| type_error("http.Client needs an object to become a client"))?;
    if arg(args, 2).to_boolean() {
        return Err(error("this build of noderu has no TLS yet: http.createClient(.., secure) is not available"));
    }
    let place = if arg(args, 1).is_null_or_undefined() { vec![arg(args, 0)] } else { vec![arg(args, 0), arg(args, 1)] };
    prepare(&client, place, None, cx);
    Ok(JsValue::undefined())
}

fn prepare(client: &JsObject, place: Vec<JsValue>, agent: Option<(&JsObject, usize)>, cx: &mut Context) {
    speaker::attach(client, SPEAKER, cx);
    let (agent, pool) = agent.map_or((None, 0), |(agent, pool)| (Some(agent.clone()), pool));
    let line = Line::default();
    let state = State { place, queue: VecDeque::new(), current: None, response: None, agent, pool, line };
    hidden::attach(client, state, cx);
}

/// `http.createClient(port, host='localhost', secure=false, [credentials])`
pub(super) fn create(_: &JsValue, args: &[JsValue], cx: &mut Context) -> JsResult<JsValue> {
    let class = super::client_classes(cx)?.client;
    let client = class.constructor.construct(args, None, cx)?;
    for (index, name) in [(0, "port"), (1, "host")] {
        noderu_glue::binding::set(&client, name, arg(args, index));
    }
    Ok(client.into())
}

/// A client for `http.request`, in a pool of an agent.
pub(super) fn for_agent(
    place: Vec<JsValue>,
    agent: Option<(&JsObject, usize)>,
    cx: &mut Context,
) -> JsResult<JsObject> {
    let prototype = super::client_classes(cx)?.client.prototype;
    let client = JsObject::from_proto_and_data(prototype, boa_engine::builtins::object::OrdinaryObject);
    prepare(&client, place, agent, cx);
    Ok(client)
}

/// Reads or changes what a client remembers; none for an object that is no client.
fn with<T>(client: &JsObject, cx: &mut Context, body: impl FnOnce(&mut State) -> T) -> Option<T> {
    let holder = hidden::state::<State>(&client.clone().into(), cx)?;
    let mut state = holder.downcast_mut::<State>()?;
    Some(body(&mut state))
}

/// `client.request([method], path, [headers])`
fn request(this: &JsValue, args: &[JsValue], cx: &mut Context) -> JsResult<JsValue> {
    let client = this.as_object().ok_or_else(|| type_error("request() was called without a client"))?;
    if with(&client, cx, |_| ()).is_none() {
        return Err(type_error("this is not an http.Client"));
    }
    let (method, path, headers) = match (args.first(), args.get(1)) {
        (Some(method), Some(path)) if path.is_string() => (method.clone(), path.clone(), arg(args, 2)),
        (Some(path), headers) => (JsValue::undefined(), path.clone(), headers.cloned().unwrap_or_default()),
        (None, _) => return Err(type_error("request() needs a path")),
    };
    let method = if method.to_boolean() { method.to_string(cx)? } else { js_string!("GET") };
    let path = if path.to_boolean() { path.to_string(cx)? } else { js_string!("/") };
    let fields = fields::of_request(&headers, cx)?;
    let request = ClientRequest::new(Plan { method, path, fields, today: false, keep_alive: false })?;
    let prototype = super::client_classes(cx)?.request.prototype;
    let request = JsObject::new(cx.root_shape(), prototype, request).upcast();
    enqueue(&client, &request, cx)?;
    Ok(request.into())
}

/// Gives the client one more request.
pub(super) fn enqueue(client: &JsObject, request: &JsObject, cx: &mut Context) -> JsResult<()> {
    if let Some(mut state) = request.downcast_mut::<ClientRequest>() {
        state.client = Some(client.clone());
    }
    with(client, cx, |state| {
        state.line.ending = false;
        state.queue.push_back(request.clone());
    });
    advance(client, cx)
}

/// `client.end()`: the connection ends when the requests that were made are answered.
fn end(this: &JsValue, args: &[JsValue], cx: &mut Context) -> JsResult<JsValue> {
    let client = this.as_object().ok_or_else(|| type_error("end() was called without a client"))?;
    let busy = with(&client, cx, |state| {
        state.line.ending = !state.line.upgraded && (state.current.is_some() || !state.queue.is_empty());
        state.line.ending
    });
    if busy == Some(true) {
        return Ok(JsValue::undefined());
    }
    let stream_end = net::classes(cx)?.stream.prototype.get(js_string!("end"), cx)?;
    match stream_end.as_function() {
        Some(stream_end) => stream_end.call(this, args, cx),
        None => Ok(JsValue::undefined()),
    }
}

/// Puts the next request on the connection, connects for it, or lets an idle connection be.
fn advance(client: &JsObject, cx: &mut Context) -> JsResult<()> {
    let waits = with(client, cx, |state| (state.current.is_none() && !state.line.upgraded, state.queue.is_empty()));
    let Some((true, empty)) = waits else { return Ok(()) };
    match speaker::standing(client, cx) {
        Standing::Opening | Standing::Closing => Ok(()),
        Standing::Closed if empty => Ok(()),
        Standing::Closed => {
            let place = with(client, cx, |state| state.place.clone()).unwrap_or_default();
            net::begin(client, &place, cx)
        }
        Standing::Open(handle) if empty => {
            // An idle connection is no reason to go on living.
            host(cx).reactor.borrow_mut().set_ref(handle, false);
            if with(client, cx, |state| state.line.ending) == Some(true) {
                speaker::finish(client, cx);
            }
            Ok(())
        }
        Standing::Open(handle) => begin(client, handle, cx),
    }
}

/// The next request's turn.
fn begin(client: &JsObject, handle: HandleId, cx: &mut Context) -> JsResult<()> {
    let next = with(client, cx, |state| state.queue.front().cloned()).flatten();
    let Some(request) = next else { return Ok(()) };
    let method = request.downcast_ref::<ClientRequest>().map_or(HttpMethod::Get, |request| request.wire.method);
    let free = {
        let host = host(cx);
        let mut reactor = host.reactor.borrow_mut();
        reactor.set_ref(handle, true);
        reactor.http_ask(handle, method)
    };
    if !free {
        // Its 'close' makes the connection anew.
        return speaker::destroy(client, cx);
    }
    with(client, cx, |state| {
        state.queue.pop_front();
        state.current = Some(request.clone());
        state.response = None;
        state.line.answered = false;
    });
    let queued = client_request::begin_turn(&request, handle, cx)?;
    // v0.2.0's client was a stream that was written to before it was connected.
    let fresh = with(client, cx, |state| !state.line.reused) == Some(true);
    if fresh && !queued && events::has_listeners(client, &js_string!("drain"), cx) {
        net::emit_later(client, js_string!("drain"), &[], cx)?;
    }
    if events::has_listeners(&request, &js_string!("socket"), cx) {
        net::emit_later(&request, js_string!("socket"), &[client.clone().into()], cx)?;
    }
    settle(client, cx)
}

/// `request.end()` was called in its turn.
pub(super) fn request_finished(client: &JsObject, request: &JsObject, cx: &mut Context) -> JsResult<()> {
    let current = with(client, cx, |state| state.current.as_ref().is_some_and(|it| JsObject::equals(it, request)));
    if current == Some(true) { settle(client, cx) } else { Ok(()) }
}

/// Goes on to the next request when the current one and its answer are complete.
fn settle(client: &JsObject, cx: &mut Context) -> JsResult<()> {
    let done = with(client, cx, |state| {
        let finished = state.current.as_ref().and_then(JsObject::downcast_ref::<ClientRequest>)?;
        let (finished, handle) = (finished.wire.finished, finished.wire.handle);
        (state.line.answered && finished).then_some(handle)
    });
    let Some(Some(handle)) = done else { return Ok(()) };
    release(client, handle, true, cx)
}

/// The current exchange is over. `reusable`: the connection can take another one.
fn release(client: &JsObject, handle: Option<HandleId>, reusable: bool, cx: &mut Context) -> JsResult<()> {
    let taken = with(client, cx, |state| {
        state.line.reused = true;
        state.response = None;
        (state.current.take(), state.agent.clone().map(|agent| (agent, state.pool)))
    });
    let Some((Some(request), agent)) = taken else { return Ok(()) };
    let keep = {
        let mut request = request.downcast_mut::<ClientRequest>().expect("only requests are made current");
        request.wire.over = true;
        if request.wire.timeout_ms.is_some()
            && let Some(handle) = handle
        {
            host(cx).reactor.borrow_mut().set_timeout(handle, 0);
        }
        reusable && request.wire.keep_alive
    };
    if keep {
        let freed = match agent {
            Some((agent, pool)) => agent::freed(&agent, pool, client, cx),
            None => Ok(()),
        };
        advance(client, cx)?;
        freed?;
    } else {
        with(client, cx, |state| state.line.lingering = true);
        speaker::finish(client, cx);
        if let Some(handle) = handle {
            host(cx).reactor.borrow_mut().set_timeout(handle, LINGER_MS);
        }
    }
    if events::has_listeners(&request, &js_string!("close"), cx) {
        net::emit_later(&request, js_string!("close"), &[], cx)?;
    }
    Ok(())
}

/// The program gives a request up.
pub(super) fn abandon(client: &JsObject, request: &JsObject, cx: &mut Context) -> JsResult<()> {
    let current = with(client, cx, |state| {
        state.queue.retain(|other| !JsObject::equals(other, request));
        state.current.as_ref().is_some_and(|it| JsObject::equals(it, request))
    });
    if current == Some(true) {
        return speaker::destroy(client, cx);
    }
    if speaker::standing(client, cx) == Standing::Opening
        && with(client, cx, |state| state.queue.is_empty()) == Some(true)
    {
        speaker::destroy(client, cx)?;
    }
    net::emit_later(request, js_string!("close"), &[], cx)
}

/// Delivers an event of the connection.
fn deliver(client: &JsObject, handle: HandleId, kind: EventKind, cx: &mut Context) -> JsResult<()> {
    let Some((upgraded, lingering)) = with(client, cx, |state| (state.line.upgraded, state.line.lingering)) else {
        return Ok(());
    };
    match kind {
        EventKind::Answer(answer) => on_answer(client, handle, answer, cx),
        EventKind::Closed { had_error } => on_closed(client, handle, had_error, cx),
        kind if upgraded => net::deliver(client, handle, kind, cx),
        EventKind::Connected => {
            host(cx).reactor.borrow_mut().http_client(handle, Limits::default());
            with(client, cx, |state| {
                let Line { ending, .. } = state.line;
                state.line = Line { ending, ..Line::default() };
            });
            let told = net::deliver(client, handle, EventKind::Connected, cx);
            let begun = advance(client, cx);
            told.and(begun)
        }
        EventKind::Failed(failure) => on_failed(client, handle, &failure, cx),
        EventKind::End => on_end(client, handle, cx),
        EventKind::Timeout if lingering => speaker::destroy(client, cx),
        EventKind::Timeout => {
            let request = with(client, cx, |state| state.current.clone()).flatten();
            net::deliver(client, handle, EventKind::Timeout, cx)?;
            match request {
                Some(request) => events::emit(&request, &js_string!("timeout"), &[], cx).map(drop),
                None => Ok(()),
            }
        }
        EventKind::Drain => {
            let request = with(client, cx, |state| state.current.clone()).flatten();
            net::deliver(client, handle, EventKind::Drain, cx)?;
            match request {
                Some(request) => events::emit(&request, &js_string!("drain"), &[], cx).map(drop),
                None => Ok(()),
            }
        }
        kind => net::deliver(client, handle, kind, cx),
    }
}

fn on_answer(client: &JsObject, handle: HandleId, answer: Answer, cx: &mut Context) -> JsResult<()> {
    match answer {
        Answer::Head(response) => on_head(client, handle, response, cx),
        Answer::Body(chunk) => match with(client, cx, |state| state.response.clone()).flatten() {
            Some(response) => incoming::tell_body(&response, chunk, cx),
            None => Ok(()),
        },
        Answer::End { trailers, reusable } => {
            let taken = with(client, cx, |state| {
                state.line.answered = true;
                (state.response.take(), state.current.clone())
            });
            let Some((response, Some(request))) = taken else { return Ok(()) };
            let told = match response {
                Some(response) => {
                    if let Some(mut response) = response.downcast_mut::<Incoming>() {
                        response.set_trailers(trailers);
                    }
                    incoming::tell_end(&response, cx)
                }
                None => Ok(()),
            };
            // A listener may have destroyed the client, whose next request is another one.
            let same =
                with(client, cx, |state| state.current.as_ref().is_some_and(|it| JsObject::equals(it, &request)));
            let next = match same {
                Some(true) if reusable => settle(client, cx),
                Some(true) => release(client, Some(handle), false, cx),
                _ => Ok(()),
            };
            told.and(next)
        }
        Answer::Refused(refusal) => {
            let exception = parse_error(refusal, cx)?;
            speaker::note_closing(client, true, cx);
            give_up(client, exception, cx)
        }
    }
}

fn parse_error(refusal: Refusal, cx: &mut Context) -> JsResult<JsValue> {
    Ok(thrown_value(error(format!("Parse Error: {}", refusal.reason)), cx))
}

fn on_head(client: &JsObject, handle: HandleId, arrived: HttpResponse, cx: &mut Context) -> JsResult<()> {
    let Some(request) = with(client, cx, |state| state.current.clone()).flatten() else { return Ok(()) };
    let (interim, upgrade) = (arrived.is_interim(), arrived.upgrade);
    let HttpResponse { head, raw, .. } = arrived;
    if interim {
        let event = if head.status == 100 { js_string!("continue") } else { js_string!("information") };
        if !events::has_listeners(&request, &event, cx) {
            return Ok(());
        }
        let response = message(client, handle, head, raw, cx);
        return events::emit(&request, &event, &[response.into()], cx).map(drop);
    }
    let response = message(client, handle, head, raw, cx);
    if upgrade {
        return on_upgrade(client, handle, &request, response, cx);
    }
    with(client, cx, |state| state.response = Some(response.clone()));
    events::emit(&request, &js_string!("response"), &[response.into()], cx).map(drop)
}

fn message(
    client: &JsObject,
    handle: HandleId,
    head: noderu_runtime::proto::http::ResponseHead,
    raw: Box<[u8]>,
    cx: &mut Context,
) -> JsObject {
    let message = Incoming::answer(handle, client, head, raw);
    JsObject::new(cx.root_shape(), http(cx).request_prototype.clone(), message).upcast()
}

/// The server speaks another protocol from here on: the client becomes the socket. Where nobody listens the connection
/// is closed.
fn on_upgrade(
    client: &JsObject,
    handle: HandleId,
    request: &JsObject,
    response: JsObject,
    cx: &mut Context,
) -> JsResult<()> {
    let connect = request.downcast_ref::<ClientRequest>().is_some_and(|it| it.wire.method == HttpMethod::Connect);
    let event = if connect { js_string!("connect") } else { js_string!("upgrade") };
    let target = if events::has_listeners(request, &event, cx) {
        request
    } else if !connect && events::has_listeners(client, &event, cx) {
        client
    } else {
        return speaker::destroy(client, cx);
    };
    let agent = with(client, cx, |state| {
        state.line.upgraded = true;
        state.current = None;
        state.agent.take().map(|agent| (agent, state.pool))
    });
    if let Some(mut request) = request.downcast_mut::<ClientRequest>() {
        request.wire.over = true;
        request.wire.handle = None;
    }
    let taken = host(cx).reactor.borrow_mut().http_take_over(handle);
    if let Some((agent, pool)) = agent.flatten() {
        agent::lost(&agent, pool, client, cx)?;
    }
    let head = buffer::from_bytes(taken.unwrap_or_else(|| Bytes::new(64)), cx)?;
    events::emit(target, &event, &[response.into(), client.clone().into(), head.into()], cx).map(drop)
}

/// The server closed.
fn on_end(client: &JsObject, handle: HandleId, cx: &mut Context) -> JsResult<()> {
    let busy = with(client, cx, |state| state.current.is_some()).unwrap_or(false);
    if busy {
        if retry(client, cx) {
            return speaker::destroy(client, cx);
        }
        let told = net::deliver(client, handle, EventKind::End, cx);
        let exception = hang_up(cx);
        speaker::destroy(client, cx)?;
        let given_up = give_up(client, exception, cx);
        return told.and(given_up);
    }
    let told = net::deliver(client, handle, EventKind::End, cx);
    // What the program has not ended itself ends here: the connection is of no use any more.
    speaker::finish(client, cx);
    told
}

/// The connection was idle when the server closed it, and the request crossed with that: it can be made again.
fn retry(client: &JsObject, cx: &mut Context) -> bool {
    let again = with(client, cx, |state| {
        let fresh = !state.line.reused || state.response.is_some() || state.line.answered;
        let request = state.current.clone().filter(|_| !fresh)?;
        let repeatable = request.downcast_ref::<ClientRequest>().is_some_and(|it| it.repeatable() && !it.wire.over);
        if !repeatable {
            return None;
        }
        if let Some(mut request) = request.downcast_mut::<ClientRequest>() {
            request.rewind();
        }
        state.current = None;
        state.queue.push_front(request);
        Some(())
    });
    again.flatten().is_some()
}

/// What today's programs look for when a server goes without an answer.
fn hang_up(cx: &mut Context) -> JsValue {
    let exception = thrown_value(error("socket hang up"), cx);
    if let Some(object) = exception.as_object() {
        noderu_glue::binding::set(&object, "code", js_string!("ECONNRESET"));
        noderu_glue::binding::set(&object, "errno", 104);
    }
    exception
}

fn on_failed(client: &JsObject, handle: HandleId, failure: &SystemError, cx: &mut Context) -> JsResult<()> {
    if speaker::try_next_address(client, handle, cx) || retry(client, cx) {
        return Ok(());
    }
    let lingers = with(client, cx, |state| state.line.lingering && state.current.is_none()).unwrap_or(false);
    if lingers {
        // The answer was complete; how the connection ends is of no interest.
        return Ok(());
    }
    let exception = crate::error::object(failure, cx);
    give_up(client, exception.into(), cx)
}

/// The request that is under way, or the one that the connection was made for, fails.
fn give_up(client: &JsObject, exception: JsValue, cx: &mut Context) -> JsResult<()> {
    let failed = with(client, cx, |state| {
        let answered = state.line.answered;
        let connected = state.current.is_some() || state.line.reused;
        let request = state.current.take().or_else(|| if connected { None } else { state.queue.pop_front() });
        (request, state.response.take(), answered)
    });
    let Some((request, response, answered)) = failed else { return Ok(()) };
    let event = js_string!("error");
    if let Some(request) = &request {
        let aborted = match request.downcast_mut::<ClientRequest>() {
            Some(mut request) => std::mem::replace(&mut request.wire.over, true),
            None => false,
        };
        net::emit_later(request, js_string!("close"), &[], cx)?;
        if aborted {
            return Ok(());
        }
    }
    let partial = response.is_some() || answered;
    if let Some(response) = &response {
        cut_short(response, cx)?;
    }
    for listener in [request.as_ref(), response.as_ref(), Some(client)].into_iter().flatten() {
        if events::has_listeners(listener, &event, cx) {
            return events::emit(listener, &event, &[exception], cx).map(drop);
        }
    }
    // The answer's listeners have heard 'aborted' and 'close', and after a complete answer there is nothing to miss.
    if partial || (request.is_none() && with(client, cx, |state| state.line.reused) == Some(true)) {
        return Ok(());
    }
    events::emit_error(client, exception, cx).map(drop)
}

/// An answer that will have no 'end'.
fn cut_short(response: &JsObject, cx: &mut Context) -> JsResult<()> {
    if let Some(mut response) = response.downcast_mut::<Incoming>() {
        response.complete = true;
    }
    events::emit(response, &js_string!("aborted"), &[], cx)?;
    events::emit(response, &js_string!("close"), &[], cx).map(drop)
}

fn on_closed(client: &JsObject, handle: HandleId, had_error: bool, cx: &mut Context) -> JsResult<()> {
    let left = with(client, cx, |state| {
        state.line.upgraded = false;
        state.line.lingering = false;
        (state.current.take(), state.response.take())
    });
    let (request, response) = left.unwrap_or_default();
    let told = left_behind(request, response, cx);
    let closed = net::deliver(client, handle, EventKind::Closed { had_error }, cx);
    told.and(closed).and(gone(client, cx))
}

/// What was under way when the program closed the connection itself.
fn left_behind(request: Option<JsObject>, response: Option<JsObject>, cx: &mut Context) -> JsResult<()> {
    if let Some(request) = &request
        && let Some(mut request) = request.downcast_mut::<ClientRequest>()
    {
        request.wire.over = true;
    }
    if let Some(response) = response {
        cut_short(&response, cx)?;
    }
    match request {
        Some(request) => events::emit(&request, &js_string!("close"), &[], cx).map(drop),
        None => Ok(()),
    }
}

/// The connection is gone: the next request makes another.
fn gone(client: &JsObject, cx: &mut Context) -> JsResult<()> {
    let idle = with(client, cx, |state| {
        if !state.queue.is_empty() {
            return None;
        }
        state.agent.take().map(|agent| (agent, state.pool))
    });
    if let Some((agent, pool)) = idle.flatten() {
        return agent::lost(&agent, pool, client, cx);
    }
    advance(client, cx)
}

/// What net tells on a later tick: an attempt that failed before there was a connection, and what a `destroy` leaves.
fn later(client: &JsObject, event: &JsString, args: &[JsValue], cx: &mut Context) -> JsResult<bool> {
    if event == &js_string!("error") {
        if with(client, cx, |state| state.line.upgraded) == Some(true) {
            return Ok(false);
        }
        give_up(client, arg(args, 0), cx)?;
        return Ok(true);
    }
    if event == &js_string!("close") {
        let told = events::emit(client, event, args, cx);
        let next = gone(client, cx);
        told?;
        next?;
        return Ok(true);
    }
    Ok(false)
}
