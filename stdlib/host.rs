//! What natives share: the reactor, the owners of its handles, and callbacks of pool jobs.
//!
//! The reactor knows ids, programs know objects; the tables here tie the two. An object is rooted only while its
//! handle is open. No borrow of anything in here is held while JavaScript runs.

use std::any::Any;
use std::cell::{Cell, RefCell};
use std::rc::Rc;
use std::time::Instant;

use boa_engine::object::JsObject;
use boa_engine::object::builtins::JsFunction;
use boa_engine::{Context, JsResult, JsValue};
use noderu_glue::jobs::{Jobs, Rejections};
use noderu_runtime::http::HttpEvent;
use noderu_runtime::resolver::{LookupId, LookupResult, Request};

use noderu_runtime::{EventKind, HandleId, JobId, Reactor, SystemError, Task};
use rustc_hash::FxHashMap;

use crate::debug::Debugging;
use crate::timers::Running;

/// Delivers an event of a handle to the object that adopted it.
pub type Deliver = fn(owner: &JsObject, handle: HandleId, kind: EventKind, cx: &mut Context) -> JsResult<()>;

/// Delivers an event of an HTTP connection to the server object whose listener accepted it.
pub type DeliverHttp = fn(server: &JsObject, connection: HandleId, what: HttpEvent, cx: &mut Context) -> JsResult<()>;

/// Continues after a pool job; gets the task with what the job returned.
type Continue = Box<dyn FnOnce(Task, &mut Context) -> JsResult<()>>;

/// Continues after a look-up.
pub type Resolved = Box<dyn FnOnce(LookupResult, &mut Context) -> JsResult<()>>;

/// A queued `process.nextTick` call.
pub struct Tick {
    /// What to call.
    pub callback: JsFunction,
    /// With what.
    pub arguments: Vec<JsValue>,
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

/// What the program was started with.
#[derive(Debug, Default)]
pub struct Launch {
    /// `process.argv`.
    pub argv: Vec<String>,
}

/// The one instance per process; see [`host`].
pub struct Host {
    /// The reactor. Borrow it for one call at a time.
    pub reactor: RefCell<Reactor>,
    /// Ticks that wait, in order.
    pub ticks: RefCell<Vec<Tick>>,
    /// The storage of ticks that ran, for those to come.
    pub spare_ticks: Cell<Vec<Tick>>,
    /// `setImmediate` calls that wait for the end of the turn.
    pub immediates: RefCell<Vec<JsObject>>,
    /// The objects of the running timers.
    pub timers: Running,
    /// The `process` object, once somebody looked at it.
    pub process: RefCell<Option<JsObject>>,
    /// What the command line said.
    pub launch: Launch,
    /// Who tells on standard error what happens.
    pub debugging: Debugging,
    /// When the program started.
    pub started: Instant,
    /// Which of the lazy globals are ordinary properties by now: one bit each.
    pub settled_globals: Cell<u32>,
    /// The signals that are watched for listeners of `process`.
    pub signals: RefCell<Vec<i32>>,
    /// `process.title`, once the program set it.
    pub title: RefCell<Option<String>>,
    /// Set by `process.unloop`: the loop ends, whatever is active.
    pub unlooped: Cell<bool>,
    /// The engine's promise jobs.
    pub jobs: Rc<Jobs>,
    /// The engine's unhandled rejections.
    pub rejections: Rc<Rejections>,
    /// Set by `process.exit`: the status to end with. The loop and every queue stop at once.
    pub exiting: Cell<Option<i32>>,
    owners: RefCell<Vec<Option<Owner>>>,
    retired: RefCell<Vec<Retired>>,
    /// By the slots of the reactor's jobs.
    continuations: RefCell<Vec<Option<(u32, Continue)>>>,
    lookups: RefCell<FxHashMap<LookupId, Resolved>>,
}

/// The host of this context.
///
/// # Panics
/// In a context that boot did not make: our own fault.
pub fn host(cx: &Context) -> Rc<Host> {
    cx.get_data::<Rc<Host>>().expect("boot puts the host into every context it makes").clone()
}

impl Host {
    /// A host with a fresh reactor.
    ///
    /// # Errors
    /// When the kernel gives no epoll descriptor.
    pub fn new(jobs: Rc<Jobs>, rejections: Rc<Rejections>, launch: Launch) -> Result<Rc<Host>, SystemError> {
        Ok(Rc::new(Host {
            reactor: RefCell::new(Reactor::new()?),
            ticks: RefCell::default(),
            spare_ticks: Cell::default(),
            immediates: RefCell::default(),
            timers: Running::default(),
            process: RefCell::default(),
            launch,
            debugging: Debugging::of_environment(),
            started: Instant::now(),
            settled_globals: Cell::new(0),
            signals: RefCell::default(),
            title: RefCell::default(),
            unlooped: Cell::new(false),
            jobs,
            rejections,
            exiting: Cell::new(None),
            owners: RefCell::default(),
            retired: RefCell::default(),
            continuations: RefCell::default(),
            lookups: RefCell::default(),
        }))
    }

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
        let mut owners = self.owners.borrow_mut();
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
        if let Some(slot) = self.owners.borrow_mut().get_mut(handle.index as usize)
            && slot.as_ref().is_some_and(|owner| owner.generation == handle.generation)
        {
            *slot = None;
        }
    }

    fn with_owner<T>(&self, handle: HandleId, read: impl FnOnce(&Owner) -> T) -> Option<T> {
        let owners = self.owners.borrow();
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
        let told = match self.http_owner(server) {
            Some((object, deliver)) => deliver(&object, connection, what, cx),
            None => Ok(()),
        };
        if closed {
            self.http_left(server);
        }
        told
    }

    /// The server object whose listener this is, or was: its connections may outlive it.
    pub fn http_server(&self, listener: HandleId) -> Option<JsObject> {
        self.http_owner(listener).map(|(object, _)| object)
    }

    /// A connection of this listener speaks HTTP no more.
    pub fn http_left(&self, listener: HandleId) {
        let mut retired = self.retired.borrow_mut();
        if let Some(place) = retired.iter().position(|server| server.listener == listener) {
            retired[place].connections = retired[place].connections.saturating_sub(1);
            if retired[place].connections == 0 {
                retired.swap_remove(place);
            }
        }
    }

    fn http_owner(&self, listener: HandleId) -> Option<(JsObject, DeliverHttp)> {
        let owner = self.with_owner(listener, |owner| Some((owner.object.clone(), owner.deliver_http?)));
        owner.flatten().or_else(|| {
            let retired = self.retired.borrow();
            retired.iter().find(|server| server.listener == listener).map(|it| (it.object.clone(), it.deliver))
        })
    }

    /// A listener is closed; when it leaves HTTP connections behind, its server goes on hearing of them.
    fn retire(&self, listener: HandleId) {
        let Some(Some((object, deliver))) =
            self.with_owner(listener, |owner| Some((owner.object.clone(), owner.deliver_http?)))
        else {
            return;
        };
        let connections = self.reactor.borrow().http_connections(listener);
        if connections > 0 {
            self.retired.borrow_mut().push(Retired { listener, object, deliver, connections });
        }
    }

    /// Runs `job` on the blocking pool and `next` with its result on the loop.
    pub fn offload<T: Any + Send>(
        &self,
        job: impl FnOnce() -> T + Send + 'static,
        next: impl FnOnce(T, &mut Context) -> JsResult<()> + 'static,
    ) -> JobId {
        self.offload_task(Task::new(job), next)
    }

    /// As [`Host::offload`], with work that returns a `T`.
    pub fn offload_task<T: Any>(
        &self,
        task: Task,
        next: impl FnOnce(T, &mut Context) -> JsResult<()> + 'static,
    ) -> JobId {
        let id = self.reactor.borrow_mut().spawn_task(task);
        let next: Continue = Box::new(move |mut task, cx| {
            next(task.take().expect("a job's result has the type its continuation was given with"), cx)
        });
        let mut continuations = self.continuations.borrow_mut();
        let index = id.index as usize;
        if continuations.len() <= index {
            continuations.resize_with(index + 1, || None);
        }
        continuations[index] = Some((id.generation, next));
        id
    }

    /// Forgets a job of [`Host::offload`]: its continuation does not run.
    pub fn cancel(&self, id: JobId) {
        self.reactor.borrow_mut().cancel(id);
        drop(self.continuation(id));
    }

    /// Takes what was to follow a job.
    fn continuation(&self, id: JobId) -> Option<Continue> {
        let mut continuations = self.continuations.borrow_mut();
        let slot = continuations.get_mut(id.index as usize)?;
        slot.take_if(|(generation, _)| *generation == id.generation).map(|(_, next)| next)
    }

    /// Before a call that blocks: what was asked for earlier may be what it waits for.
    pub fn before_blocking(&self) {
        self.reactor.borrow_mut().hand_over_jobs();
    }

    /// Begins a look-up and runs `next` with what came of it on the loop.
    pub fn look_up(
        &self,
        request: Request,
        next: impl FnOnce(LookupResult, &mut Context) -> JsResult<()> + 'static,
    ) -> LookupId {
        let id = self.reactor.borrow_mut().look_up(request);
        self.lookups.borrow_mut().insert(id, Box::new(next));
        id
    }

    /// Forgets a look-up: its continuation does not run.
    pub fn cancel_look_up(&self, id: LookupId) {
        self.reactor.borrow_mut().cancel_look_up(id);
        self.lookups.borrow_mut().remove(&id);
    }

    /// Continues after a look-up.
    ///
    /// # Errors
    /// What the program's callbacks threw.
    pub fn deliver_resolved(&self, id: LookupId, found: LookupResult, cx: &mut Context) -> JsResult<()> {
        let next = self.lookups.borrow_mut().remove(&id);
        next.map_or(Ok(()), |next| next(found, cx))
    }

    /// Continues after a job.
    ///
    /// # Errors
    /// What the program's callbacks threw.
    pub fn deliver_job(&self, id: JobId, task: Task, cx: &mut Context) -> JsResult<()> {
        self.continuation(id).map_or(Ok(()), |next| next(task, cx))
    }
}
