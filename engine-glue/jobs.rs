//! Promise jobs and rejections: our own queue, because the engine's drops what is queued behind an error.

use std::cell::{Cell, RefCell};
use std::collections::VecDeque;
use std::future::Future;
use std::pin::Pin;
use std::rc::Rc;
use std::task;

use boa_engine::builtins::promise::{OperationType, Promise};
use boa_engine::context::HostHooks;
use boa_engine::context::intrinsics::Intrinsics;
use boa_engine::job::{Job, JobExecutor, NativeAsyncJob};
use boa_engine::object::JsObject;
use boa_engine::{Context, JsResult};

use crate::realm;

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
            let Some(job) = self.queue.borrow_mut().pop_front() else {
                // What a WeakRef showed stays alive until here.
                cx.clear_kept_objects();
                return Ok(());
            };
            match job {
                Job::PromiseJob(job) => {
                    // What a sandbox's code does later may change its globals, too.
                    let realm = job.realm().cloned().filter(|realm| !realm::is_main(realm, cx));
                    match realm {
                        Some(realm) => realm::within(&realm, cx, |cx| job.call(cx).map(drop))?,
                        None => job.call(cx).map(drop)?,
                    }
                }
                Job::GenericJob(job) => job.call(cx).map(drop)?,
                Job::AsyncJob(job) => run_future(job, cx)?,
                // Timers are the reactor's.
                _ => {}
            }
        }
    }
}

/// Runs a job that is a future. The engine makes one only for `import()`, and its module loader, which refuses
/// every module, is ready at once; a future that waits is dropped.
fn run_future(job: NativeAsyncJob, cx: &mut Context) -> JsResult<()> {
    let cell = RefCell::new(cx);
    let mut future = job.call(&cell);
    match Pin::new(&mut future).poll(&mut task::Context::from_waker(task::Waker::noop())) {
        task::Poll::Ready(result) => result.map(drop),
        task::Poll::Pending => Ok(()),
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
#[derive(Default)]
pub struct Hooks {
    /// Where rejections are noted.
    pub rejections: Rc<Rejections>,
    /// The global object of the realm that is made next, where it is not to be a new object.
    pub(crate) global: Cell<Option<JsObject>>,
}

impl HostHooks for Hooks {
    fn create_global_object(&self, intrinsics: &Intrinsics) -> JsObject {
        self.global.take().unwrap_or_else(|| JsObject::with_object_proto(intrinsics))
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

#[cfg(test)]
mod tests {
    use boa_engine::builtins::promise::PromiseState;
    use boa_engine::job::GenericJob;
    use boa_engine::object::builtins::JsPromise;

    use crate::convert::{to_text, utf8};
    use crate::error::error;
    use crate::eval::run;
    use crate::testing::in_engine;

    /// Runs `code`, then all jobs, and gives the global `out` as text.
    fn after_jobs(code: &'static str) -> String {
        in_engine(move |engine| {
            let cx = &mut engine.context;
            run(code, "/test.js", cx).expect("the code throws nothing");
            cx.run_jobs().expect("the jobs throw nothing");
            assert!(engine.jobs.is_empty());
            let out = run("String(out)", "/test.js", cx).expect("out is there");
            String::from_utf8(utf8(&out.as_string().expect("a string"))).expect("text")
        })
    }

    #[test]
    fn jobs_run_in_order_until_none_is_left() {
        assert_eq!(
            after_jobs(
                "var out = []; Promise.resolve().then(function () { out.push(1); \
                 Promise.resolve().then(function () { out.push(3) }) }).then(function () { out.push(4) }); \
                 Promise.resolve().then(function () { out.push(2) }); out.push(0)"
            ),
            "0,1,2,3,4"
        );
        assert_eq!(after_jobs("var out; import('x').catch(function (e) { out = e.name })"), "TypeError");
        assert_eq!(
            after_jobs("var out = 1; new FinalizationRegistry(function () {}).register({}, 1); new WeakRef({})"),
            "1"
        );
    }

    #[test]
    fn an_error_leaves_the_later_jobs_queued() {
        in_engine(|engine| {
            let cx = &mut engine.context;
            let realm = cx.realm().clone();
            cx.enqueue_job(GenericJob::new(|_| Err(error("first")), realm).into());
            run("var out; Promise.resolve(7).then(function (x) { out = x })", "/test.js", cx)
                .expect("it throws nothing");
            assert!(cx.run_jobs().is_err());
            assert!(!engine.jobs.is_empty());
            cx.run_jobs().expect("the rest throws nothing");
            assert_eq!(run("out", "/test.js", cx).ok().and_then(|out| out.as_number()), Some(7.0));
        });
    }

    #[test]
    fn rejections_are_noted_until_they_are_handled() {
        in_engine(|engine| {
            let cx = &mut engine.context;
            run(
                "var a = Promise.reject(1), b = Promise.reject(2), c = a.catch(function () {}); \
                 (async function () { throw new Error('late') })()",
                "/test.js",
                cx,
            )
            .expect("it throws nothing");
            cx.run_jobs().expect("the jobs throw nothing");
            let reasons: Vec<String> = engine
                .rejections
                .take()
                .into_iter()
                .map(|promise| match JsPromise::from_object(promise.upcast()).expect("a promise").state() {
                    PromiseState::Rejected(reason) => to_text(&reason, cx).expect("text"),
                    _ => String::from("not rejected"),
                })
                .collect();
            assert_eq!(reasons, ["2", "Error: late"]);
            assert!(engine.rejections.take().is_empty());
        });
    }
}
