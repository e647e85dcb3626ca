//! What natives share: the reactor, and the tables that tie its ids to objects and callbacks of the program.
//!
//! One instance per process, given by boot. Knows no module of Node: what belongs to one (timers, signals, the title) is
//! kept by that module. No borrow of anything in here is held while JavaScript runs.

mod handles;
mod launch;
mod lookups;
mod offload;
mod ticks;

use std::cell::{Cell, RefCell};
use std::rc::Rc;
use std::time::Instant;

use boa_engine::{Context, JsError};
use noderu_glue::jobs::{Jobs, Rejections};
use noderu_runtime::{Reactor, SystemError};

use crate::debug::Debugging;

pub use handles::{Deliver, DeliverHttp};
pub use launch::{Launch, VERSION, install_prefix};
pub use lookups::Resolved;

/// What ends the program, or goes on with it: boot's business, which lower rooms ask for.
#[derive(Clone, Copy)]
pub struct Boot {
    /// Emits 'exit', once, and ends the process with this status at once.
    pub exit: fn(status: i32, cx: &mut Context) -> !,
    /// Turns the loop until nothing is active.
    pub run_loop: fn(cx: &mut Context),
    /// Deals with an exception that nobody caught.
    pub uncaught: Uncaught,
}

/// Says what becomes of an exception that reached the loop: `true` goes on, `false` ends the loop.
pub type Uncaught = fn(error: JsError, cx: &mut Context) -> bool;

/// The one instance per process; see [`host`].
pub struct Host {
    /// The reactor. Borrow it for one call at a time.
    pub reactor: RefCell<Reactor>,
    /// What ends the program.
    pub boot: Boot,
    /// What the command line said.
    pub launch: Launch,
    /// Which parts report on standard error what they do.
    pub debugging: Debugging,
    /// When the program started.
    pub started: Instant,
    /// Set by `process.unloop`: the loop ends, whatever is active.
    pub unlooped: Cell<bool>,
    /// The engine's promise jobs.
    pub jobs: Rc<Jobs>,
    /// The engine's unhandled rejections.
    pub rejections: Rc<Rejections>,
    /// Set by `process.exit`: the status to end with. The loop and every queue stop at once.
    pub exiting: Cell<Option<i32>>,
    ticks: ticks::Ticks,
    handles: handles::Handles,
    continuations: offload::Continuations,
    lookups: lookups::Lookups,
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
    pub fn new(
        jobs: Rc<Jobs>,
        rejections: Rc<Rejections>,
        launch: Launch,
        boot: Boot,
    ) -> Result<Rc<Self>, SystemError> {
        Ok(Rc::new(Self {
            reactor: RefCell::new(Reactor::new()?),
            boot,
            launch,
            debugging: Debugging::of_environment(),
            started: Instant::now(),
            unlooped: Cell::new(false),
            jobs,
            rejections,
            exiting: Cell::new(None),
            ticks: ticks::Ticks::default(),
            handles: handles::Handles::default(),
            continuations: offload::Continuations::default(),
            lookups: lookups::Lookups::default(),
        }))
    }
}
