//! Jobs of the blocking pool, the caller's and the reactor's own.
//!
//! Here is who waits for which; the threads are `pool.rs`'s.

use std::any::Any;

use super::Reactor;
use crate::{Event, HandleId, JobId, Task};

/// Who waits for a job.
#[derive(Clone, Copy, Debug)]
pub(super) enum Purpose {
    /// The caller: `Event::Job`.
    Caller,
    /// A handle, whose role takes the result.
    Handle(HandleId),
}

/// The jobs that somebody waits for.
#[derive(Debug, Default)]
pub(super) struct Jobs {
    slots: Vec<JobSlot>,
    free: Vec<u32>,
    len: usize,
}

#[derive(Debug)]
struct JobSlot {
    generation: u32,
    purpose: Option<Purpose>,
}

impl Jobs {
    pub(super) fn is_empty(&self) -> bool {
        self.len == 0
    }

    fn insert(&mut self, purpose: Purpose) -> JobId {
        self.len += 1;
        if let Some(index) = self.free.pop() {
            let slot = &mut self.slots[index as usize];
            slot.purpose = Some(purpose);
            return JobId { index, generation: slot.generation };
        }
        self.slots.push(JobSlot { generation: 0, purpose: Some(purpose) });
        JobId { index: (self.slots.len() - 1) as u32, generation: 0 }
    }

    fn get(&self, id: JobId) -> Option<Purpose> {
        self.slots.get(id.index as usize).filter(|slot| slot.generation == id.generation)?.purpose
    }

    fn remove(&mut self, id: JobId) -> Option<Purpose> {
        let slot = self.slots.get_mut(id.index as usize).filter(|slot| slot.generation == id.generation)?;
        let purpose = slot.purpose.take()?;
        slot.generation = slot.generation.wrapping_add(1);
        self.free.push(id.index);
        self.len -= 1;
        Some(purpose)
    }
}

impl Reactor {
    /// Runs `job` on the blocking pool; what it returns comes as `Event::Job`. Keeps the loop alive until then.
    pub fn spawn<T: Any + Send>(&mut self, job: impl FnOnce() -> T + Send + 'static) -> JobId {
        self.spawn_task(Task::new(job))
    }

    /// As [`Reactor::spawn`].
    pub fn spawn_task(&mut self, task: Task) -> JobId {
        self.submit(Purpose::Caller, task)
    }

    /// Makes sure that no job waits for the end of this turn, nor for another job as long as there are threads: for a
    /// caller about to block on something that a job may have to do first. With no jobs it costs nothing.
    pub fn hand_over_jobs(&mut self) {
        self.pool.hand_over_all();
    }

    /// Forgets a job: its event will not come. One that has begun runs to its end for nothing.
    pub fn cancel(&mut self, id: JobId) {
        if matches!(self.jobs.get(id), Some(Purpose::Caller)) {
            self.jobs.remove(id);
            self.pool.withdraw(id);
        }
    }

    /// Runs a job for a handle, whose role takes what it returned. Keeps the loop alive until then.
    pub(super) fn spawn_for(&mut self, id: HandleId, task: Task) {
        self.submit(Purpose::Handle(id), task);
    }

    fn submit(&mut self, purpose: Purpose, task: Task) -> JobId {
        let id = self.jobs.insert(purpose);
        self.pool.submit(id, task);
        id
    }

    /// What a finished job means: an event for the caller, or work for a handle, or nothing when it was cancelled.
    pub(super) fn job_done(&mut self, id: JobId, task: Task) -> Option<Event> {
        match self.jobs.remove(id)? {
            Purpose::Caller => Some(Event::Job(id, task)),
            Purpose::Handle(handle) => {
                self.job_done_for(handle, task);
                None
            }
        }
    }
}
