//! Today's `http.Agent`: keeps the connections of `http.request`, per place so many at a time, and hands them on.

use std::cell::RefCell;
use std::collections::VecDeque;
use std::rc::Rc;

use boa_engine::JsData;
use boa_engine::builtins::object::OrdinaryObject;
use boa_gc::{Finalize, Trace};
use noderu_glue::binding::{Class, install, set};
use noderu_glue::prelude::*;
use noderu_glue::state;

use super::client;
use super::client_request::ClientRequest;

/// The connections of one agent.
#[derive(Default, Trace, Finalize, JsData)]
struct Pools {
    list: Vec<Pool>,
}

/// The connections to one place.
#[derive(Default, Trace, Finalize)]
struct Pool {
    /// Names the place; empty for a pool that is free for another.
    key: String,
    /// The arguments of `connect`.
    place: Vec<JsValue>,
    /// Connections that wait for a request, the one used last at the end.
    idle: Vec<JsObject>,
    /// Requests that wait for a connection.
    waiting: VecDeque<JsObject>,
    /// Connections there are, idle or not.
    total: u32,
    /// `destroy` was called while connections were in use: they are not kept.
    closing: bool,
}

/// Makes the class.
pub(super) fn class(cx: &mut Context) -> JsResult<Class> {
    let emitter = crate::events::prototype(cx)?;
    let class = constructor("Agent", 1, init, Some(&emitter), cx)?;
    install(&class.prototype, METHODS, cx);
    set(&class.prototype, "defaultPort", 80);
    set(&class.prototype, "protocol", js_string!("http:"));
    set(&class.constructor, "defaultMaxSockets", f64::INFINITY);
    Ok(class)
}

const METHODS: &[Method] = &[method("destroy", 0, destroy)];

/// `new http.Agent({keepAlive: false, maxSockets: Infinity})`
fn init(this: &JsValue, args: &[JsValue], cx: &mut Context) -> JsResult<JsValue> {
    let agent = this.as_object().ok_or_else(|| type_error("http.Agent needs an object to become an agent"))?;
    let options = match arg(args, 0).as_object() {
        Some(options) => options,
        None => JsObject::with_object_proto(cx.intrinsics()),
    };
    let keep_alive = options.get(js_string!("keepAlive"), cx)?.to_boolean();
    let max_sockets = options.get(js_string!("maxSockets"), cx)?;
    set(&agent, "keepAlive", keep_alive);
    set(&agent, "maxSockets", if max_sockets.to_boolean() { max_sockets } else { f64::INFINITY.into() });
    set(&agent, "options", options);
    state::attach(&agent, Pools::default(), cx);
    Ok(JsValue::undefined())
}

/// Whether `object` is an agent.
pub(super) fn is_agent(object: &JsObject, cx: &mut Context) -> bool {
    state::has::<Pools>(object, cx)
}

fn with<T>(agent: &JsObject, cx: &mut Context, body: impl FnOnce(&mut Vec<Pool>) -> T) -> Option<T> {
    state::with(agent, cx, |pools: &mut Pools| body(&mut pools.list))
}

/// Finds a connection to `place` for the request, makes one, or lets the request wait for one.
pub(super) fn assign(agent: &JsObject, place: Vec<JsValue>, request: &JsObject, cx: &mut Context) -> JsResult<()> {
    let max = agent.get(js_string!("maxSockets"), cx)?.to_number(cx)?;
    let key = place.iter().map(|part| part.display().to_string()).collect::<Vec<_>>().join(" ");
    let found = with(agent, cx, |pools| {
        let index = match pools.iter().position(|pool| pool.key == key) {
            Some(index) => index,
            None => {
                let fresh = Pool { key, place, idle: Vec::new(), waiting: VecDeque::new(), total: 0, closing: false };
                match pools.iter_mut().enumerate().find(|(_, pool)| pool.key.is_empty()) {
                    Some((index, free)) => {
                        *free = fresh;
                        index
                    }
                    None => {
                        pools.push(fresh);
                        pools.len() - 1
                    }
                }
            }
        };
        let pool = &mut pools[index];
        pool.closing = false;
        if let Some(client) = pool.idle.pop() {
            return Assignment::Idle(client);
        }
        if f64::from(pool.total) < max {
            pool.total += 1;
            return Assignment::New(index, pool.place.clone());
        }
        pool.waiting.push_back(request.clone());
        Assignment::None
    });
    match found {
        Some(Assignment::Idle(client)) => client::enqueue(&client, request, cx),
        Some(Assignment::New(index, place)) => {
            let client = client::for_agent(place, Some((agent, index)), cx)?;
            client::enqueue(&client, request, cx)
        }
        Some(Assignment::None) | None => Ok(()),
    }
}

enum Assignment {
    Idle(JsObject),
    New(usize, Vec<JsValue>),
    None,
}

/// A connection of the pool can take another request.
pub(super) fn freed(agent: &JsObject, index: usize, client: &JsObject, cx: &mut Context) -> JsResult<()> {
    let next = with(agent, cx, |pools| {
        let pool = pools.get_mut(index)?;
        let next = next_waiting(pool);
        if next.is_none() && !pool.closing {
            pool.idle.push(client.clone());
        }
        Some((next, pool.closing))
    });
    match next.flatten() {
        Some((Some(request), _)) => client::enqueue(client, &request, cx),
        Some((None, true)) => crate::net::protocol::destroy(client, cx),
        _ => Ok(()),
    }
}

/// A connection of the pool is gone.
pub(super) fn lost(agent: &JsObject, index: usize, client: &JsObject, cx: &mut Context) -> JsResult<()> {
    let next = with(agent, cx, |pools| {
        let pool = pools.get_mut(index)?;
        pool.idle.retain(|other| !JsObject::equals(other, client));
        let Some(next) = next_waiting(pool) else {
            pool.total = pool.total.saturating_sub(1);
            if pool.total == 0 {
                *pool = Pool::default();
            }
            return None;
        };
        Some((next, pool.place.clone()))
    });
    let Some((request, place)) = next.flatten() else { return Ok(()) };
    let client = client::for_agent(place, Some((agent, index)), cx)?;
    client::enqueue(&client, &request, cx)
}

/// The next request that was not aborted while it waited.
fn next_waiting(pool: &mut Pool) -> Option<JsObject> {
    loop {
        let request = pool.waiting.pop_front()?;
        if request.downcast_ref::<ClientRequest>().is_some_and(|request| !request.is_over()) {
            return Some(request);
        }
    }
}

/// `agent.destroy()`: closes the connections that are idle, and the others when their responses are complete.
fn destroy(this: &JsValue, _: &[JsValue], cx: &mut Context) -> JsResult<JsValue> {
    let Some(agent) = this.as_object() else { return Ok(JsValue::undefined()) };
    let idle = with(&agent, cx, |pools| {
        let empty = |pool: &mut Pool| {
            pool.closing = true;
            std::mem::take(&mut pool.idle)
        };
        pools.iter_mut().flat_map(empty).collect::<Vec<JsObject>>()
    });
    for client in idle.unwrap_or_default() {
        crate::net::protocol::destroy(&client, cx)?;
    }
    Ok(JsValue::undefined())
}

/// `http.globalAgent`: connections are not kept, as a program expects that ends when it has its responses.
pub(super) fn global(cx: &mut Context) -> JsResult<JsObject> {
    Ok(try_slot(cx, make_global)?.borrow().clone())
}

fn make_global(cx: &mut Context) -> JsResult<Rc<RefCell<JsObject>>> {
    let prototype = super::client_classes(cx)?.agent.prototype;
    let agent = JsObject::from_proto_and_data(prototype, OrdinaryObject);
    init(&agent.clone().into(), &[], cx)?;
    Ok(Rc::new(RefCell::new(agent)))
}

/// Replaces it, as programs do with `http.globalAgent = ..`.
pub(super) fn set_global(agent: JsObject, cx: &mut Context) -> JsResult<()> {
    *try_slot(cx, make_global)?.borrow_mut() = agent;
    Ok(())
}
