//! Promise jobs and rejections: our own queue, because the engine's drops what is queued behind an error.

use std::cell::RefCell;
use std::collections::VecDeque;
use std::rc::Rc;

use boa_engine::builtins::promise::{OperationType, Promise};
use boa_engine::context::HostHooks;
use boa_engine::job::{Job, JobExecutor};
use boa_engine::object::JsObject;
use boa_engine::realm::Realm;
use boa_engine::{Context, JsResult, JsString};

use crate::convert::utf8;
use crate::error::range_error;
use crate::nesting;

/// The queue of promise jobs. [`Context::run_jobs`] drains it and stops at the first error, which it returns; the
/// rest stays queued, so the caller reports the error and calls again.
#[derive(Default)]
pub struct Jobs {
    queue: RefCell<VecDeque<Job>>,
}

impl Jobs {
    /// Whether nothing waits.
    pub fn is_empty(&self) -> bool {
        self.queue.borrow().is_empty()
    }
}

impl JobExecutor for Jobs {
    fn enqueue_job(self: Rc<Self>, job: Job, _: &mut Context) {
        self.queue.borrow_mut().push_back(job);
    }

    fn run_jobs(self: Rc<Self>, cx: &mut Context) -> JsResult<()> {
        loop {
            let Some(job) = self.queue.borrow_mut().pop_front() else { return Ok(()) };
            match job {
                Job::PromiseJob(job) => job.call(cx).map(drop)?,
                Job::GenericJob(job) => job.call(cx).map(drop)?,
                // Timers are the reactor's, and nothing here makes futures.
                _ => {}
            }
        }
    }
}

/// Rejected promises that nobody handles so far.
#[derive(Default)]
pub struct Rejections {
    promises: RefCell<Vec<JsObject<Promise>>>,
}

impl Rejections {
    /// Takes the promises that were rejected and are still unhandled; call it when the jobs are drained.
    pub fn take(&self) -> Vec<JsObject<Promise>> {
        if self.promises.borrow().is_empty() { Vec::new() } else { self.promises.take() }
    }
}

/// Bytes of the largest ArrayBuffer: a quarter of the address space on 32-bit machines.
const BUFFER_MAX: u64 = 1 << 30;

/// The engine's calls back to the host.
pub struct Hooks {
    /// Where rejections are noted.
    pub rejections: Rc<Rejections>,
}

impl HostHooks for Hooks {
    /// `eval` and `new Function` reach the parser as files do.
    fn ensure_can_compile_strings(
        &self,
        _: Realm,
        parameters: &[JsString],
        body: &JsString,
        _: bool,
        _: &mut Context,
    ) -> JsResult<()> {
        match parameters.iter().chain([body]).all(|text| nesting::fits(&utf8(text))) {
            true => Ok(()),
            false => Err(range_error(nesting::MESSAGE)),
        }
    }

    fn max_buffer_size(&self, _: &mut Context) -> u64 {
        BUFFER_MAX
    }

    fn promise_rejection_tracker(&self, promise: &JsObject<Promise>, operation: OperationType, _: &mut Context) {
        let mut promises = self.rejections.promises.borrow_mut();
        match operation {
            OperationType::Reject => promises.push(promise.clone()),
            OperationType::Handle => promises.retain(|other| !JsObject::equals(other, promise)),
        }
    }
}
