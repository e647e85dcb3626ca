//! One request and its response on a client's connection, from `begin` to `release`.
//!
//! Which bytes are the response and whether the connection can be used again is `runtime/proto`'s to say; here its events
//! become JavaScript's. The order that matters: what is known of an exchange is put right before the program is called,
//! since its listeners may make the next request, abort this one or destroy the client. Responses that nobody asked for
//! end the connection.

use boa_gc::{Finalize, Trace};
use noderu_glue::error::thrown_value;
use noderu_glue::prelude::*;
use noderu_runtime::http::{After, HttpResponse, LINGER_MS, ResponseEvent};
use noderu_runtime::proto::http::{Limits, Method as HttpMethod, ResponseHead};
use noderu_runtime::{Bytes, EventKind, HandleId, SystemError};

use super::agent;
use super::client::{Stage, advance, with};
use super::client_request::{self, ClientRequest};
use super::incoming::{self, Incoming};
use super::state::http;
use crate::buffer;
use crate::events;
use crate::host::host;
use crate::net::protocol::{self, ConnectionState};
use crate::net::{self, Protocol};

/// What net calls for a client's stream.
pub(super) const PROTOCOL: Protocol = Protocol { deliver, later };

/// A request that is on the connection, and how far its response is.
#[derive(Clone, Trace, Finalize)]
pub(super) struct Exchange {
    pub(super) request: JsObject,
    response: Response,
}

#[derive(Clone, Trace, Finalize)]
enum Response {
    /// No head but interim ones came.
    Awaited,
    /// The head came.
    Arriving(JsObject),
    /// It is complete; the request may not be.
    Complete,
}

impl Response {
    fn arriving(&self) -> Option<JsObject> {
        match self {
            Self::Arriving(response) => Some(response.clone()),
            Self::Awaited | Self::Complete => None,
        }
    }
}

/// Reads or changes the state behind a request.
fn of_request<T>(request: &JsObject, body: impl FnOnce(&mut ClientRequest) -> T) -> T {
    body(&mut request.downcast_mut::<ClientRequest>().expect("only requests are queued and made current"))
}

/// The request that is on the connection.
fn current_request(client: &JsObject, cx: &mut Context) -> Option<JsObject> {
    with(client, cx, |state| state.current.as_ref().map(|current| current.request.clone())).flatten()
}

/// The turn of the first request of the queue.
pub(super) fn begin(client: &JsObject, handle: HandleId, request: JsObject, cx: &mut Context) -> JsResult<()> {
    let method = of_request(&request, |request| request.known_method());
    let free = {
        let host = host(cx);
        let mut reactor = host.reactor.borrow_mut();
        reactor.set_ref(handle, true);
        reactor.http_begin_request(handle, method)
    };
    if !free {
        // Its 'close' makes the connection anew.
        return protocol::destroy(client, cx);
    }
    let fresh = with(client, cx, |state| {
        state.queue.pop_front();
        state.current = Some(Exchange { request: request.clone(), response: Response::Awaited });
        state.stage == Stage::Fresh
    });
    let queued = client_request::begin_turn(&request, handle, cx)?;
    if of_request(&request, |request| request.is_finished()) {
        host(cx).reactor.borrow_mut().http_finish_request(handle);
    }
    // v0.2.0's client was a stream that was written to before it was connected.
    if fresh == Some(true) && !queued && events::has_listeners(client, &js_string!("drain"), cx) {
        net::emit_later(client, js_string!("drain"), &[], cx)?;
    }
    if events::has_listeners(&request, &js_string!("socket"), cx) {
        net::emit_later(&request, js_string!("socket"), &[client.clone().into()], cx)?;
    }
    Ok(())
}

/// `request.end()` was called in its turn.
pub(super) fn request_finished(client: &JsObject, request: &JsObject, cx: &mut Context) -> JsResult<()> {
    let current = with(client, cx, |state| state.is_current(request)) == Some(true);
    let Some(handle) = of_request(request, |request| request.connection()).filter(|_| current) else { return Ok(()) };
    let over = host(cx).reactor.borrow_mut().http_finish_request(handle);
    if over { release(client, true, cx) } else { Ok(()) }
}

/// The current exchange is over. `reusable`: the connection can take another one.
fn release(client: &JsObject, reusable: bool, cx: &mut Context) -> JsResult<()> {
    let taken = with(client, cx, |state| {
        state.stage = Stage::Reused;
        (state.current.take(), state.agent())
    });
    let Some((Some(exchange), agent)) = taken else { return Ok(()) };
    let request = &exchange.request;
    let (handle, has_timeout, persists) = of_request(request, |request| {
        let handle = request.connection();
        request.end_turn();
        (handle, request.timeout_ms.is_some(), request.persists())
    });
    if let Some(handle) = handle.filter(|_| has_timeout) {
        host(cx).reactor.borrow_mut().set_timeout(handle, 0);
    }
    if reusable && persists {
        let freed = match agent {
            Some((agent, pool)) => agent::freed(&agent, pool, client, cx),
            None => Ok(()),
        };
        advance(client, cx)?;
        freed?;
    } else {
        with(client, cx, |state| state.stage = Stage::Lingering);
        protocol::finish(client, cx);
        if let Some(handle) = handle {
            host(cx).reactor.borrow_mut().set_timeout(handle, LINGER_MS.into());
        }
    }
    if events::has_listeners(request, &js_string!("close"), cx) {
        net::emit_later(request, js_string!("close"), &[], cx)?;
    }
    Ok(())
}

/// The program gives a request up.
pub(super) fn abandon(client: &JsObject, request: &JsObject, cx: &mut Context) -> JsResult<()> {
    let found = with(client, cx, |state| {
        state.queue.retain(|other| !JsObject::equals(other, request));
        (state.is_current(request), state.queue.is_empty())
    });
    if let Some((true, _)) = found {
        return protocol::destroy(client, cx);
    }
    if let (ConnectionState::Opening, Some((_, true))) = (protocol::connection_state(client, cx), found) {
        protocol::destroy(client, cx)?;
    }
    net::emit_later(request, js_string!("close"), &[], cx)
}

/// Delivers an event of the connection.
fn deliver(client: &JsObject, handle: HandleId, kind: EventKind, cx: &mut Context) -> JsResult<()> {
    let Some(stage) = with(client, cx, |state| state.stage) else { return Ok(()) };
    match kind {
        EventKind::Response(event) => on_response_event(client, handle, event, cx),
        EventKind::Closed { had_error } => on_closed(client, handle, had_error, cx),
        kind if stage == Stage::Upgraded => net::deliver(client, handle, kind, cx),
        EventKind::Connected => {
            host(cx).reactor.borrow_mut().http_client(handle, Limits::default());
            with(client, cx, |state| state.stage = Stage::Fresh);
            let delivered = net::deliver(client, handle, EventKind::Connected, cx);
            let begun = advance(client, cx);
            delivered.and(begun)
        }
        EventKind::Failed(failure) => on_failed(client, handle, &failure, cx),
        EventKind::End => on_end(client, handle, cx),
        EventKind::Timeout if stage == Stage::Lingering => protocol::destroy(client, cx),
        EventKind::Timeout => deliver_twice(client, handle, EventKind::Timeout, js_string!("timeout"), cx),
        EventKind::Drain => deliver_twice(client, handle, EventKind::Drain, js_string!("drain"), cx),
        kind => net::deliver(client, handle, kind, cx),
    }
}

/// An event that the client emits, and then its request.
fn deliver_twice(
    client: &JsObject,
    handle: HandleId,
    kind: EventKind,
    event: JsString,
    cx: &mut Context,
) -> JsResult<()> {
    let request = current_request(client, cx);
    net::deliver(client, handle, kind, cx)?;
    match request {
        Some(request) => events::emit(&request, &event, &[], cx).map(drop),
        None => Ok(()),
    }
}

fn on_response_event(client: &JsObject, handle: HandleId, event: ResponseEvent, cx: &mut Context) -> JsResult<()> {
    match event {
        ResponseEvent::Head(response) => on_head(client, handle, response, cx),
        ResponseEvent::Body(chunk) => {
            let response = with(client, cx, |state| match &state.current {
                Some(Exchange { response: Response::Arriving(response), .. }) => Some(response.clone()),
                _ => None,
            });
            match response.flatten() {
                Some(response) => incoming::emit_body(&response, chunk, cx),
                None => Ok(()),
            }
        }
        ResponseEvent::End { trailers, after } => on_response_end(client, trailers, after, cx),
        ResponseEvent::Refused(refusal) => {
            let exception = thrown_value(error(format!("Parse Error: {}", refusal.reason)), cx);
            protocol::note_closing(client, true, cx);
            give_up(client, exception, cx)
        }
    }
}

fn on_response_end(client: &JsObject, trailers: Box<[u8]>, after: After, cx: &mut Context) -> JsResult<()> {
    let taken = with(client, cx, |state| {
        let current = state.current.as_mut()?;
        let response = std::mem::replace(&mut current.response, Response::Complete);
        Some((current.request.clone(), response.arriving()))
    });
    let Some((request, response)) = taken.flatten() else { return Ok(()) };
    let emitted = match response {
        Some(response) => {
            if let Some(mut response) = response.downcast_mut::<Incoming>() {
                response.set_trailers(trailers);
            }
            incoming::emit_end(&response, cx)
        }
        None => Ok(()),
    };
    // A listener may have ended the request, which released it, or destroyed the client, whose next request is another.
    let same = with(client, cx, |state| state.is_current(&request)) == Some(true);
    let next = match after {
        After::Reuse if same => release(client, true, cx),
        After::Close if same => release(client, false, cx),
        _ => Ok(()),
    };
    emitted.and(next)
}

fn on_head(client: &JsObject, handle: HandleId, arrived: HttpResponse, cx: &mut Context) -> JsResult<()> {
    let Some(request) = current_request(client, cx) else { return Ok(()) };
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
    with(client, cx, |state| {
        if let Some(current) = &mut state.current {
            current.response = Response::Arriving(response.clone());
        }
    });
    events::emit(&request, &js_string!("response"), &[response.into()], cx).map(drop)
}

fn message(client: &JsObject, handle: HandleId, head: ResponseHead, raw: Box<[u8]>, cx: &mut Context) -> JsObject {
    let message = Incoming::response(handle, client, head, raw);
    JsObject::new(cx.root_shape(), http(cx).request.prototype.clone(), message).upcast()
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
    let connect = of_request(request, |request| request.known_method()) == HttpMethod::Connect;
    let event = if connect { js_string!("connect") } else { js_string!("upgrade") };
    let target = if events::has_listeners(request, &event, cx) {
        request
    } else if !connect && events::has_listeners(client, &event, cx) {
        client
    } else {
        return protocol::destroy(client, cx);
    };
    let agent = with(client, cx, |state| {
        state.stage = Stage::Upgraded;
        state.current = None;
        state.leave_agent()
    });
    of_request(request, ClientRequest::end_turn);
    let taken = host(cx).reactor.borrow_mut().http_take_over(handle);
    if let Some((agent, pool)) = agent.flatten() {
        agent::lost(&agent, pool, client, cx)?;
    }
    let head = buffer::from_bytes(taken.unwrap_or_else(|| Bytes::new(64)), cx)?;
    events::emit(target, &event, &[response.into(), client.clone().into(), head.into()], cx).map(drop)
}

/// The server closed.
fn on_end(client: &JsObject, handle: HandleId, cx: &mut Context) -> JsResult<()> {
    if current_request(client, cx).is_some() {
        if retry(client, cx) {
            return protocol::destroy(client, cx);
        }
        let delivered = net::deliver(client, handle, EventKind::End, cx);
        let exception = hang_up(cx);
        protocol::destroy(client, cx)?;
        let given_up = give_up(client, exception, cx);
        return delivered.and(given_up);
    }
    let delivered = net::deliver(client, handle, EventKind::End, cx);
    // What the program has not ended itself ends here: the connection is of no use any more.
    protocol::finish(client, cx);
    delivered
}

/// The connection was idle when the server closed it, and the request crossed with that: it can be made again.
fn retry(client: &JsObject, cx: &mut Context) -> bool {
    let again = with(client, cx, |state| {
        let repeatable = state.stage == Stage::Reused
            && state.current.as_ref().is_some_and(|current| {
                matches!(current.response, Response::Awaited) && of_request(&current.request, |it| it.is_repeatable())
            });
        if !repeatable {
            return false;
        }
        let Some(current) = state.current.take() else { return false };
        of_request(&current.request, ClientRequest::rewind);
        state.queue.push_front(current.request.clone());
        true
    });
    again == Some(true)
}

/// What today's programs look for when a server closes without a response.
fn hang_up(cx: &mut Context) -> JsValue {
    let exception = thrown_value(error("socket hang up"), cx);
    if let Some(object) = exception.as_object() {
        noderu_glue::binding::set(&object, "code", js_string!("ECONNRESET"));
        noderu_glue::binding::set(&object, "errno", 104);
    }
    exception
}

fn on_failed(client: &JsObject, handle: HandleId, failure: &SystemError, cx: &mut Context) -> JsResult<()> {
    if protocol::try_next_address(client, handle, cx) || retry(client, cx) {
        return Ok(());
    }
    if with(client, cx, |state| state.stage == Stage::Lingering && state.current.is_none()) == Some(true) {
        // The response was complete; how the connection ends is of no interest.
        return Ok(());
    }
    let exception = crate::error::object(failure, cx);
    give_up(client, exception.into(), cx)
}

/// The request that is under way, or the one that the connection was made for, fails.
fn give_up(client: &JsObject, exception: JsValue, cx: &mut Context) -> JsResult<()> {
    let failed = with(client, cx, |state| {
        let fresh = state.stage == Stage::Fresh;
        let current = state.current.take();
        let waiting = if fresh && current.is_none() { state.queue.pop_front() } else { None };
        let request = current.as_ref().map(|current| current.request.clone()).or(waiting);
        (request, current.map_or(Response::Awaited, |current| current.response.clone()), fresh)
    });
    let Some((request, response, fresh)) = failed else { return Ok(()) };
    if let Some(request) = &request {
        let aborted = of_request(request, ClientRequest::end_turn);
        net::emit_later(request, js_string!("close"), &[], cx)?;
        if aborted {
            return Ok(());
        }
    }
    let partial = !matches!(response, Response::Awaited);
    let response = response.arriving();
    if let Some(response) = &response {
        cut_short(response, cx)?;
    }
    let event = js_string!("error");
    for listener in [request.as_ref(), response.as_ref(), Some(client)].into_iter().flatten() {
        if events::has_listeners(listener, &event, cx) {
            return events::emit(listener, &event, &[exception], cx).map(drop);
        }
    }
    // The response's listeners got 'aborted' and 'close', and after a complete one there is nothing to miss.
    if partial || (request.is_none() && !fresh) {
        return Ok(());
    }
    events::emit_error(client, exception, cx).map(drop)
}

/// A response that will have no 'end'.
fn cut_short(response: &JsObject, cx: &mut Context) -> JsResult<()> {
    if let Some(mut response) = response.downcast_mut::<Incoming>() {
        response.complete = true;
    }
    events::emit(response, &js_string!("aborted"), &[], cx)?;
    events::emit(response, &js_string!("close"), &[], cx).map(drop)
}

fn on_closed(client: &JsObject, handle: HandleId, had_error: bool, cx: &mut Context) -> JsResult<()> {
    let left = with(client, cx, |state| {
        state.stage = Stage::Fresh;
        state.current.take()
    });
    let ended = match left.flatten() {
        Some(current) => left_behind(current, cx),
        None => Ok(()),
    };
    let closed = net::deliver(client, handle, EventKind::Closed { had_error }, cx);
    ended.and(closed).and(gone(client, cx))
}

/// What was under way when the program closed the connection itself.
fn left_behind(exchange: Exchange, cx: &mut Context) -> JsResult<()> {
    of_request(&exchange.request, ClientRequest::end_turn);
    if let Some(response) = exchange.response.arriving() {
        cut_short(&response, cx)?;
    }
    events::emit(&exchange.request, &js_string!("close"), &[], cx).map(drop)
}

/// The connection is gone: the next request makes another.
fn gone(client: &JsObject, cx: &mut Context) -> JsResult<()> {
    let idle = with(client, cx, |state| if state.queue.is_empty() { state.leave_agent() } else { None });
    if let Some((agent, pool)) = idle.flatten() {
        return agent::lost(&agent, pool, client, cx);
    }
    advance(client, cx)
}

/// What net emits on a later tick: an attempt that failed before there was a connection, and what a `destroy` leaves.
fn later(client: &JsObject, event: &JsString, args: &[JsValue], cx: &mut Context) -> JsResult<bool> {
    if event == &js_string!("error") {
        if with(client, cx, |state| state.stage == Stage::Upgraded) == Some(true) {
            return Ok(false);
        }
        give_up(client, arg(args, 0), cx)?;
        return Ok(true);
    }
    if event == &js_string!("close") {
        let emitted = events::emit(client, event, args, cx);
        let next = gone(client, cx);
        emitted?;
        next?;
        return Ok(true);
    }
    Ok(false)
}
