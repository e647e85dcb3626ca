//! Work on the blocking pool, and what goes on with its result on the loop.

use std::any::Any;
use std::cell::RefCell;

use boa_engine::{Context, JsResult};
use noderu_runtime::{JobId, Task};

use super::Host;

/// Continues after a job of the pool; gets the task with what the job returned.
type Continue = Box<dyn FnOnce(Task, &mut Context) -> JsResult<()>>;

/// What is to follow the jobs that run, by the slots that the reactor gives them.
#[derive(Default)]
pub(super) struct Continuations(RefCell<Vec<Option<(u32, Continue)>>>);

impl Host {
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
        let mut continuations = self.continuations.0.borrow_mut();
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
        let mut continuations = self.continuations.0.borrow_mut();
        let slot = continuations.get_mut(id.index as usize)?;
        slot.take_if(|(generation, _)| *generation == id.generation).map(|(_, next)| next)
    }

    /// Before a call that blocks: what was asked for earlier may be what it waits for.
    pub fn before_blocking(&self) {
        self.reactor.borrow_mut().hand_over_jobs();
    }

    /// Continues after a job.
    ///
    /// # Errors
    /// What the program's callbacks threw.
    pub fn deliver_job(&self, id: JobId, task: Task, cx: &mut Context) -> JsResult<()> {
        self.continuation(id).map_or(Ok(()), |next| next(task, cx))
    }
}
