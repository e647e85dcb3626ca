//! What the http module keeps: its classes, and which request and response belong to which connection.

use std::cell::RefCell;
use std::rc::Rc;

use boa_engine::object::JsObject;
use boa_engine::{Context, JsString};
use noderu_glue::binding::Class;
use noderu_glue::slot::try_filled;
use noderu_runtime::HandleId;

/// The module's state; one per context, made when http is first required.
pub(super) struct Http {
    pub(super) server: Class,
    pub(super) request: Class,
    pub(super) outgoing: Class,
    pub(super) response: Class,
    /// The native `writeHead`, to see whether a program put another in its place.
    pub(super) write_head: JsObject,
    pub(super) request_event: JsString,
    pub(super) connections: RefCell<Connections>,
    spare: RefCell<Vec<Vec<u8>>>,
}

/// The state of this context.
///
/// # Panics
/// When called before the module was loaded: its objects do not exist then.
pub(super) fn http(cx: &Context) -> Rc<Http> {
    try_filled(cx, &super::make).expect("objects of the http module exist only once it is loaded")
}

/// Buffers kept for reuse, and the size above which one is not worth keeping.
const SPARE_MAX: usize = 4;
const SPARE_LEN_MAX: usize = 64 * 1024;

impl Http {
    pub(super) fn new(server: Class, request: Class, outgoing: Class, response: Class, write_head: JsObject) -> Self {
        Self {
            server,
            request,
            outgoing,
            response,
            write_head,
            request_event: boa_engine::js_string!("request"),
            connections: RefCell::default(),
            spare: RefCell::default(),
        }
    }

    /// An empty buffer to put a piece of a response together in.
    pub(super) fn spare_buffer(&self) -> Vec<u8> {
        self.spare.borrow_mut().pop().unwrap_or_default()
    }

    /// Takes a buffer back.
    pub(super) fn keep_buffer(&self, mut buffer: Vec<u8>) {
        let mut spare = self.spare.borrow_mut();
        if spare.len() < SPARE_MAX && buffer.capacity() <= SPARE_LEN_MAX {
            buffer.clear();
            spare.push(buffer);
        }
    }
}

/// A request and its response, rooted until both are complete or the connection is gone.
pub(super) struct Exchange {
    number: u32,
    pub(super) request: JsObject,
    pub(super) response: JsObject,
    request_done: bool,
    response_done: bool,
}

/// The exchanges of each connection, by the slot of its handle.
#[derive(Default)]
pub(super) struct Connections {
    slots: Vec<Slot>,
}

#[derive(Default)]
struct Slot {
    generation: u32,
    /// The oldest exchange; only a pipelining client ever has more.
    first: Option<Exchange>,
    more: Vec<Exchange>,
}

impl Connections {
    fn slot(&mut self, connection: HandleId) -> &mut Slot {
        let index = connection.index as usize;
        if self.slots.len() <= index {
            self.slots.resize_with(index + 1, Slot::default);
        }
        let slot = &mut self.slots[index];
        if slot.generation != connection.generation {
            *slot = Slot { generation: connection.generation, ..Slot::default() };
        }
        slot
    }

    /// A request arrived. `request_done`: it has no body.
    pub(super) fn begin(
        &mut self,
        connection: HandleId,
        number: u32,
        request: &JsObject,
        response: &JsObject,
        request_done: bool,
    ) {
        let exchange = Exchange {
            number,
            request: request.clone(),
            response: response.clone(),
            request_done,
            response_done: false,
        };
        let slot = self.slot(connection);
        if slot.first.is_none() && slot.more.is_empty() {
            slot.first = Some(exchange);
        } else {
            slot.more.push(exchange);
        }
    }

    /// The exchange of that number.
    pub(super) fn find(&mut self, connection: HandleId, number: u32) -> Option<&mut Exchange> {
        let slot = self.slot(connection);
        slot.first.iter_mut().chain(slot.more.iter_mut()).find(|exchange| exchange.number == number)
    }

    /// The body of the request is complete.
    pub(super) fn request_done(&mut self, connection: HandleId, number: u32) {
        if let Some(exchange) = self.find(connection, number) {
            exchange.request_done = true;
        }
        self.slot(connection).drop_done();
    }

    /// The response was ended.
    pub(super) fn response_done(&mut self, connection: HandleId, number: u32) {
        if let Some(exchange) = self.find(connection, number) {
            exchange.response_done = true;
        }
        self.slot(connection).drop_done();
    }

    /// The connection is gone: takes what was not complete.
    pub(super) fn end(&mut self, connection: HandleId) -> Vec<Exchange> {
        let slot = self.slot(connection);
        let mut left: Vec<Exchange> = slot.first.take().into_iter().collect();
        left.append(&mut slot.more);
        slot.more = Vec::new();
        left
    }
}

impl Slot {
    fn drop_done(&mut self) {
        let done = |exchange: &Exchange| exchange.request_done && exchange.response_done;
        if self.first.as_ref().is_some_and(done) {
            self.first = None;
        }
        if !self.more.is_empty() {
            self.more.retain(|exchange| !done(exchange));
        }
    }
}
