//! Which object owns which handle of the reactor: where the events of a handle go.
//!
//! The reactor knows ids, programs know objects. An object is rooted here only while its handle is open. No borrow is held
//! while an event is delivered: JavaScript runs then.

use std::cell::RefCell;

use boa_engine::object::JsObject;
use boa_engine::{Context, JsResult};
use noderu_runtime::http::HttpEvent;
use noderu_runtime::{EventKind, HandleId};

use super::Host;

/// Delivers an event of a handle to the object that adopted it.
pub type Deliver = fn(owner: &JsObject, handle: HandleId, kind: EventKind, cx: &mut Context) -> JsResult<()>;

/// Delivers an event of an HTTP connection to the server object whose listener accepted it.
pub type DeliverHttp = fn(server: &JsObject, connection: HandleId, what: HttpEvent, cx: &mut Context) -> JsResult<()>;

/// The owners of all handles.
#[derive(Default)]
pub(super) struct Handles {
    /// By the slot of the handle.
    owners: RefCell<Vec<Option<Owner>>>,
    retired: RefCell<Vec<Retired>>,
}

struct Owner {
    generation: u32,
    object: JsObject,
    deliver: Deliver,
    deliver_http: Option<DeliverHttp>,
}

/// A server that listens no more, while connections that its listener accepted are open.
struct Retired {
    listener: HandleId,
    object: JsObject,
    deliver: DeliverHttp,
    connections: usize,
}

impl Host {
    /// Makes `object` the receiver of the handle's events, until `Closed`. Replaces an earlier owner.
    pub fn adopt(&self, handle: HandleId, object: &JsObject, deliver: Deliver) {
        self.set_owner(
            handle,
            Owner { generation: handle.generation, object: object.clone(), deliver, deliver_http: None },
        );
    }

    /// The same for a listener whose connections speak HTTP: their events go to `deliver_http`.
    pub fn adopt_http(&self, handle: HandleId, object: &JsObject, deliver: Deliver, deliver_http: DeliverHttp) {
        let owner =
            Owner { generation: handle.generation, object: object.clone(), deliver, deliver_http: Some(deliver_http) };
        self.set_owner(handle, owner);
    }

    fn set_owner(&self, handle: HandleId, owner: Owner) {
        let mut owners = self.handles.owners.borrow_mut();
        let index = handle.index as usize;
        if owners.len() <= index {
            owners.resize_with(index + 1, || None);
        }
        owners[index] = Some(owner);
    }

    /// The object that adopted the handle.
    pub fn owner(&self, handle: HandleId) -> Option<JsObject> {
        self.with_owner(handle, |owner| owner.object.clone())
    }

    /// Forgets the handle's owner.
    pub fn disown(&self, handle: HandleId) {
        if let Some(slot) = self.handles.owners.borrow_mut().get_mut(handle.index as usize)
            && slot.as_ref().is_some_and(|owner| owner.generation == handle.generation)
        {
            *slot = None;
        }
    }

    fn with_owner<T>(&self, handle: HandleId, read: impl FnOnce(&Owner) -> T) -> Option<T> {
        let owners = self.handles.owners.borrow();
        let owner = owners.get(handle.index as usize)?.as_ref()?;
        (owner.generation == handle.generation).then(|| read(owner))
    }

    /// Hands an event to the owner of its handle; an event that nobody owns is dropped.
    ///
    /// # Errors
    /// What the program's callbacks threw.
    pub fn deliver(&self, handle: HandleId, kind: EventKind, cx: &mut Context) -> JsResult<()> {
        self.debugging.event(handle, &kind);
        let owner = self.with_owner(handle, |owner| (owner.object.clone(), owner.deliver));
        if matches!(kind, EventKind::Closed { .. }) {
            self.retire(handle);
            self.disown(handle);
        }
        match owner {
            Some((object, deliver)) => deliver(&object, handle, kind, cx),
            None => Ok(()),
        }
    }

    /// Hands an event of an HTTP connection to the owner of the listener that accepted it.
    ///
    /// # Errors
    /// What the program's callbacks threw.
    pub fn deliver_http(
        &self,
        server: HandleId,
        connection: HandleId,
        what: HttpEvent,
        cx: &mut Context,
    ) -> JsResult<()> {
        self.debugging.http_event(connection, &what);
        let closed = matches!(what, HttpEvent::Closed { .. });
        let result = match self.http_owner(server) {
            Some((object, deliver)) => deliver(&object, connection, what, cx),
            None => Ok(()),
        };
        if closed {
            self.http_left(server);
        }
        result
    }

    /// The server object whose listener this is, or was: its connections may outlive it.
    pub fn http_server(&self, listener: HandleId) -> Option<JsObject> {
        self.http_owner(listener).map(|(object, _)| object)
    }

    /// A connection of this listener speaks HTTP no more.
    pub fn http_left(&self, listener: HandleId) {
        let mut retired = self.handles.retired.borrow_mut();
        if let Some(index) = retired.iter().position(|server| server.listener == listener) {
            retired[index].connections = retired[index].connections.saturating_sub(1);
            if retired[index].connections == 0 {
                retired.swap_remove(index);
            }
        }
    }

    fn http_owner(&self, listener: HandleId) -> Option<(JsObject, DeliverHttp)> {
        let owner = self.with_owner(listener, |owner| Some((owner.object.clone(), owner.deliver_http?)));
        owner.flatten().or_else(|| {
            let retired = self.handles.retired.borrow();
            retired.iter().find(|server| server.listener == listener).map(|it| (it.object.clone(), it.deliver))
        })
    }

    /// A listener is closed; while HTTP connections that it accepted are open, their events still go to its server.
    fn retire(&self, listener: HandleId) {
        let Some(Some((object, deliver))) =
            self.with_owner(listener, |owner| Some((owner.object.clone(), owner.deliver_http?)))
        else {
            return;
        };
        let connections = self.reactor.borrow().http_connections(listener);
        if connections > 0 {
            self.handles.retired.borrow_mut().push(Retired { listener, object, deliver, connections });
        }
    }
}
