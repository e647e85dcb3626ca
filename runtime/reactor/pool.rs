//! The blocking pool: a few threads for files and look-ups, started when the first job comes.
//!
//! A job is a closure; what it returns comes back through a list and one wake-up of the poll per batch. The threads
//! never hold the process: they are left behind when it exits.
//!
//! A job may take for ever: opening a FIFO that nobody writes to, reading a file on a server that is gone. So a thread
//! whose job has run for [`STUCK_US`] while others wait does not count: there are always [`THREADS`] that do, up to
//! [`THREADS_MAX`] in all. What is too many ends as soon as it finds nothing to do.

use std::any::Any;
use std::collections::VecDeque;
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::thread;

use mio::Waker;

use crate::SystemError;

/// As many as Node 0.2's libeio had.
const THREADS: usize = 4;

/// As many as there are when jobs do not end. With all of these stuck, further jobs wait.
const THREADS_MAX: usize = 64;

/// How long a job may run while others wait before another thread takes over from its own.
const STUCK_US: u64 = 20_000;

/// Enough for std's directory and path work and for a look-up; mapped lazily.
const STACK_LEN: usize = 512 * 1024;

pub(crate) type Output = Box<dyn Any + Send>;
type Work = Box<dyn FnOnce() -> Output + Send>;

/// The reactor's end of the pool.
#[derive(Debug)]
pub(crate) struct Pool {
    shared: Arc<Shared>,
    /// When the running jobs were looked at last.
    looked_us: u64,
}

struct Shared {
    state: Mutex<State>,
    work_came: Condvar,
    waker: Waker,
}

#[derive(Default)]
struct State {
    jobs: VecDeque<(u64, Work)>,
    done: Vec<(u64, Output)>,
    running: Vec<Running>,
    threads: usize,
    /// Threads that wait for a job, and how many of them have been told of one.
    idle: usize,
    told: usize,
    closed: bool,
}

/// A job that a thread has begun.
struct Running {
    id: u64,
    /// Looks that found it running.
    looks: u32,
}

impl State {
    /// Threads whose job ran all the time from one look to the next.
    fn stuck(&self) -> usize {
        self.running.iter().filter(|job| job.looks >= 2).count()
    }
}

impl Pool {
    pub fn new(waker: Waker) -> Pool {
        let shared = Shared { state: Mutex::default(), work_came: Condvar::new(), waker };
        Pool { shared: Arc::new(shared), looked_us: 0 }
    }

    /// Hands a job to the pool. When not a single thread can be started the job runs here and now.
    pub fn submit(&mut self, id: u64, work: Work) {
        let mut state = lock(&self.shared.state);
        state.jobs.push_back((id, work));
        if state.idle > state.told {
            // One system call for each thread that sleeps, not for each job.
            state.told += 1;
            drop(state);
            self.shared.work_came.notify_one();
            return;
        }
        if state.threads < THREADS && self.shared.start_thread(&mut state).is_err() && state.threads == 0 {
            let alone = state.jobs.pop_back();
            drop(state);
            if let Some((id, work)) = alone {
                let output = work();
                drop(self.shared.finish(lock(&self.shared.state), id, output));
            }
        }
    }

    /// Takes a job back that no thread has begun. False when it runs or is done.
    pub fn withdraw(&mut self, id: u64) -> bool {
        let mut state = lock(&self.shared.state);
        let place = state.jobs.iter().position(|job| job.0 == id);
        place.and_then(|place| state.jobs.remove(place)).is_some()
    }

    /// Moves what is done to the end of `into`.
    pub fn collect(&mut self, into: &mut VecDeque<(u64, Output)>) {
        into.extend(lock(&self.shared.state).done.drain(..));
    }

    /// Looks at the running jobs when others wait, and starts threads in place of those that are stuck. Returns when to
    /// look again; none when nothing waits, or nothing more can be done about it.
    pub fn relieve(&mut self, now_us: u64) -> Option<u64> {
        let mut state = lock(&self.shared.state);
        if state.jobs.is_empty() || state.threads >= THREADS_MAX {
            return None;
        }
        if now_us >= self.looked_us + STUCK_US {
            self.looked_us = now_us;
            state.running.iter_mut().for_each(|job| job.looks = job.looks.saturating_add(1));
            let able = state.threads.saturating_sub(state.stuck());
            // Where none is able the next ones may well get stuck too: twice as many.
            let wanted = if able == 0 { state.threads } else { THREADS.saturating_sub(able) };
            for _ in 0..wanted.min(state.jobs.len()).min(THREADS_MAX - state.threads) {
                if self.shared.start_thread(&mut state).is_err() {
                    break;
                }
            }
        }
        Some(self.looked_us + STUCK_US)
    }
}

impl Drop for Pool {
    fn drop(&mut self) {
        let mut state = lock(&self.shared.state);
        state.closed = true;
        state.jobs.clear();
        drop(state);
        self.shared.work_came.notify_all();
    }
}

impl Shared {
    fn start_thread(self: &Arc<Self>, state: &mut State) -> Result<(), SystemError> {
        let shared = Arc::clone(self);
        let builder = thread::Builder::new().name("noderu-pool".into()).stack_size(STACK_LEN);
        builder.spawn(move || shared.serve()).map_err(|error| SystemError::new(error, "clone"))?;
        state.threads += 1;
        Ok(())
    }

    fn serve(&self) {
        let mut state = lock(&self.state);
        loop {
            if let Some((id, work)) = state.jobs.pop_front() {
                state.running.push(Running { id, looks: 0 });
                drop(state);
                let output = work();
                state = self.finish(lock(&self.state), id, output);
            } else if state.closed || state.threads > THREADS + state.stuck() {
                state.threads -= 1;
                return;
            } else {
                state.idle += 1;
                state = self.work_came.wait(state).unwrap_or_else(PoisonError::into_inner);
                state.idle -= 1;
                // Whoever wakes first takes the job, told or not; the others find nothing and sleep again.
                state.told = state.told.saturating_sub(1);
            }
        }
    }

    /// Puts the output where the reactor finds it; the first of a batch wakes it.
    fn finish<'a>(&'a self, mut state: MutexGuard<'a, State>, id: u64, output: Output) -> MutexGuard<'a, State> {
        state.running.retain(|job| job.id != id);
        state.done.push((id, output));
        if state.done.len() > 1 {
            return state;
        }
        drop(state);
        // An eventfd write fails only when its counter is full, and then the poll wakes anyway.
        let _ = self.waker.wake();
        lock(&self.state)
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
