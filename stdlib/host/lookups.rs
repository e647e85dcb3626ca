//! Look-ups of host names, and what goes on with what they find.

use std::cell::RefCell;

use boa_engine::{Context, JsResult};
use noderu_runtime::resolver::{LookupId, LookupResult, Request};
use rustc_hash::FxHashMap;

use super::Host;

/// Continues after a look-up.
pub type Resolved = Box<dyn FnOnce(LookupResult, &mut Context) -> JsResult<()>>;

/// The look-ups that run.
#[derive(Default)]
pub(super) struct Lookups(RefCell<FxHashMap<LookupId, Resolved>>);

impl Host {
    /// Begins a look-up and runs `next` with what came of it on the loop.
    pub fn look_up(
        &self,
        request: Request,
        next: impl FnOnce(LookupResult, &mut Context) -> JsResult<()> + 'static,
    ) -> LookupId {
        let id = self.reactor.borrow_mut().look_up(request);
        self.lookups.0.borrow_mut().insert(id, Box::new(next));
        id
    }

    /// Forgets a look-up: its continuation does not run.
    pub fn cancel_look_up(&self, id: LookupId) {
        self.reactor.borrow_mut().cancel_look_up(id);
        self.lookups.0.borrow_mut().remove(&id);
    }

    /// Continues after a look-up.
    ///
    /// # Errors
    /// What the program's callbacks threw.
    pub fn deliver_resolved(&self, id: LookupId, found: LookupResult, cx: &mut Context) -> JsResult<()> {
        let next = self.lookups.0.borrow_mut().remove(&id);
        next.map_or(Ok(()), |next| next(found, cx))
    }
}
