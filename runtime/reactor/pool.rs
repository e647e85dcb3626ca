//! The blocking pool: a few threads for files and look-ups, started when the first job comes.
//!
//! A job is a closure; what it returns comes back through a list and one wake-up of the poll per batch. The threads
//! never hold the process: they are left behind when it exits.

use std::any::Any;
use std::collections::VecDeque;
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::thread;

use mio::Waker;

use crate::SystemError;

/// As many as Node 0.2's libeio had.
const THREADS_MAX: usize = 4;

/// Enough for std's directory and path work and for a look-up; mapped lazily.
const STACK_LEN: usize = 512 * 1024;

pub(crate) type Output = Box<dyn Any + Send>;
type Work = Box<dyn FnOnce() -> Output + Send>;

/// The reactor's end of the pool.
#[derive(Debug)]
pub(crate) struct Pool {
    shared: Arc<Shared>,
    threads: usize,
}

struct Shared {
    waiting: Mutex<Waiting>,
    work_came: Condvar,
    done: Mutex<Vec<(u64, Output)>>,
    waker: Waker,
}

#[derive(Default)]
struct Waiting {
    jobs: VecDeque<(u64, Work)>,
    idle_threads: usize,
    closed: bool,
}

impl Pool {
    pub fn new(waker: Waker) -> Pool {
        let shared = Shared { waiting: Mutex::default(), work_came: Condvar::new(), done: Mutex::default(), waker };
        Pool { shared: Arc::new(shared), threads: 0 }
    }

    /// Hands a job to the pool. When not a single thread can be started the job runs here and now.
    pub fn submit(&mut self, id: u64, work: Work) {
        let mut waiting = lock(&self.shared.waiting);
        waiting.jobs.push_back((id, work));
        let must_grow = waiting.jobs.len() > waiting.idle_threads && self.threads < THREADS_MAX;
        drop(waiting);
        if must_grow && self.start_thread().is_ok() {
            self.threads += 1;
        }
        if self.threads > 0 {
            self.shared.work_came.notify_one();
            return;
        }
        let alone = lock(&self.shared.waiting).jobs.pop_back();
        if let Some((id, work)) = alone {
            self.shared.finish(id, work());
        }
    }

    /// Takes a job back that no thread has begun. False when it runs or is done.
    pub fn withdraw(&mut self, id: u64) -> bool {
        let mut waiting = lock(&self.shared.waiting);
        let place = waiting.jobs.iter().position(|job| job.0 == id);
        place.and_then(|place| waiting.jobs.remove(place)).is_some()
    }

    /// Moves what is done to the end of `into`.
    pub fn collect(&mut self, into: &mut VecDeque<(u64, Output)>) {
        into.extend(lock(&self.shared.done).drain(..));
    }

    fn start_thread(&self) -> Result<(), SystemError> {
        let shared = Arc::clone(&self.shared);
        let builder = thread::Builder::new().name("noderu-pool".into()).stack_size(STACK_LEN);
        builder.spawn(move || shared.serve()).map(drop).map_err(|error| SystemError::new(error, "clone"))
    }
}

impl Drop for Pool {
    fn drop(&mut self) {
        let mut waiting = lock(&self.shared.waiting);
        waiting.closed = true;
        waiting.jobs.clear();
        drop(waiting);
        self.shared.work_came.notify_all();
    }
}

impl Shared {
    fn serve(&self) {
        let mut waiting = lock(&self.waiting);
        loop {
            if let Some((id, work)) = waiting.jobs.pop_front() {
                drop(waiting);
                self.finish(id, work());
                waiting = lock(&self.waiting);
            } else if waiting.closed {
                return;
            } else {
                waiting.idle_threads += 1;
                waiting = self.work_came.wait(waiting).unwrap_or_else(PoisonError::into_inner);
                waiting.idle_threads -= 1;
            }
        }
    }

    fn finish(&self, id: u64, output: Output) {
        let mut done = lock(&self.done);
        done.push((id, output));
        if done.len() == 1 {
            // An eventfd write fails only when its counter is full, and then the poll wakes anyway.
            let _ = self.waker.wake();
        }
    }
}

impl std::fmt::Debug for Shared {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Shared").finish_non_exhaustive()
    }
}

/// A poisoned lock only says that a job panicked elsewhere; the lists stay consistent.
fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}
