//! The blocking pool: a few threads for files and look-ups, started when the first job comes.
//!
//! A job is a [`Task`]; it comes back through a list and one wake-up of the poll per batch. The threads never hold the
//! process: they are left behind when it exits.
//!
//! A job may take for ever: opening a FIFO that nobody writes to, reading a file on a server that is gone. So a thread
//! whose job has run for [`STUCK_US`] while others wait does not count: there are always [`THREADS`] that do, up to
//! [`THREADS_MAX`] in all. What is too many ends as soon as it finds nothing to do.
//!
//! Most jobs take a microsecond or two, because the kernel has what they ask for in its caches, and then waking a thread
//! for each of them, and the reactor for each result, would cost several times the work itself. So the threads measure
//! how long jobs take. While that is no more than [`FAST_NS`], jobs are handed over in batches of [`BATCH`] (what is left of a
//! batch at the end of the turn), one thread runs them, and the reactor sleeps until a batch of results is there, or
//! all of them. A job that takes long after all holds the others up for [`BATCH_DELAY_US`]: then another thread is called.
//! While jobs do take long, each is handed over at once, to a thread of its own as far as there are any.

use std::collections::VecDeque;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::thread;
use std::time::{Duration, Instant};

use mio::Waker;

use crate::{JobId, SystemError, Task};

/// As many as Node 0.2's libeio had.
const THREADS: usize = 4;

/// As many as there are when jobs do not end. With all of these stuck, further jobs wait.
const THREADS_MAX: usize = 64;

/// How long a job may run while others wait before another thread takes over from its own.
const STUCK_US: u64 = 20_000;

/// Jobs that take so long, as a rule, are worth neither a thread nor a wake-up of their own: about what those cost.
const FAST_NS: u32 = 8_000;

/// The longest that counts when the usual time is reckoned: one slow job among fast ones is an exception.
const SAMPLE_NS: u32 = 100_000;

/// Fast jobs handed over at once, and results reported at once.
const BATCH: usize = 64;

/// How long fast jobs, and their results, may wait behind one that turns out to be slow.
const BATCH_DELAY_US: u64 = 1_000;

/// Enough for std's directory and path work and for a look-up; mapped lazily.
const STACK_LEN: usize = 512 * 1024;

/// The reactor's end of the pool.
#[derive(Debug)]
pub(crate) struct JobPool {
    shared: Arc<PoolShared>,
    /// Jobs that no thread has been notified of yet.
    staged: Vec<Job>,
    /// Jobs that were submitted and neither came back nor were withdrawn.
    under_way: usize,
    /// When the running jobs were looked at last.
    looked_us: u64,
}

/// What a poll that is about to sleep has to expect of the pool.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Outlook {
    /// There are results to report.
    Results,
    /// Nothing before this time, on the reactor's clock in microseconds.
    Until(u64),
    /// Nothing but what the threads wake the poll for.
    Nothing,
}

type Job = (JobId, Task);

struct PoolShared {
    state: Mutex<PoolState>,
    work_came: Condvar,
    waker: Waker,
    /// Whether jobs are fast at present, for a look without the lock.
    is_fast: AtomicBool,
}

struct PoolState {
    jobs: VecDeque<Job>,
    done: Vec<Job>,
    running: Vec<Running>,
    threads: usize,
    /// Threads that have not come to look for a job yet.
    starting: usize,
    /// Threads that wait for a job, and how many of them have been notified of one.
    idle: usize,
    notified: usize,
    /// How long jobs take, as a running mean. At first they count as slow.
    usual_ns: u32,
    /// The number of results that the reactor sleeps for; 0 while it is awake.
    wake_at: usize,
    closed: bool,
}

/// A job that a thread has begun.
struct Running {
    id: JobId,
    since: Instant,
    /// Looks that found it running.
    looks: u32,
}

impl PoolState {
    /// Threads whose job ran all the time from one look to the next.
    fn stuck(&self) -> usize {
        self.running.iter().filter(|job| job.looks >= 2).count()
    }

    fn is_fast(&self) -> bool {
        self.usual_ns <= FAST_NS
    }

    /// Whether a thread will take waiting jobs soon: one that was notified, or one whose job began just now.
    fn is_attended(&self) -> bool {
        let delay = Duration::from_micros(BATCH_DELAY_US);
        self.notified + self.starting > 0 || self.running.iter().any(|job| job.since.elapsed() < delay)
    }
}

impl JobPool {
    pub(super) fn new(waker: Waker) -> Self {
        let state = PoolState {
            jobs: VecDeque::new(),
            done: Vec::new(),
            running: Vec::new(),
            threads: 0,
            starting: 0,
            idle: 0,
            notified: 0,
            usual_ns: FAST_NS * 8,
            wake_at: 0,
            closed: false,
        };
        let shared =
            PoolShared { state: Mutex::new(state), work_came: Condvar::new(), waker, is_fast: AtomicBool::new(false) };
        Self { shared: Arc::new(shared), staged: Vec::new(), under_way: 0, looked_us: 0 }
    }

    /// Takes a job. It is handed over at the latest by the next [`JobPool::hand_over`].
    pub(super) fn submit(&mut self, id: JobId, task: Task) {
        self.staged.push((id, task));
        self.under_way += 1;
        // A program that asks for one thing and then computes gets it meanwhile.
        if self.under_way == 1 || self.staged.len() >= BATCH || !self.shared.is_fast.load(Ordering::Relaxed) {
            self.hand_over();
        }
    }

    /// Hands the jobs to the threads. When not a single thread can be started the jobs run here and now.
    pub(super) fn hand_over(&mut self) {
        if !self.staged.is_empty() {
            self.hand_over_as(false);
        }
    }

    /// The same for a reactor that is about to block: every job that waits gets a thread, as if it were slow.
    pub(super) fn hand_over_all(&mut self) {
        if self.under_way > 0 {
            self.hand_over_as(true);
        }
    }

    fn hand_over_as(&mut self, slow: bool) {
        let mut state = lock(&self.shared.state);
        state.jobs.extend(self.staged.drain(..));
        let slow = slow || !state.is_fast();
        let called = self.shared.call_threads(&mut state, slow);
        if state.threads == 0 {
            while let Some((id, mut task)) = state.jobs.pop_front() {
                drop(state);
                task.run();
                state = lock(&self.shared.state);
                state.done.push((id, task));
            }
        }
        drop(state);
        self.shared.wake_threads(called);
    }

    /// Takes a job back that no thread has begun. False when it runs or is done.
    pub(super) fn withdraw(&mut self, id: JobId) -> bool {
        if let Some(place) = self.staged.iter().position(|job| job.0 == id) {
            self.staged.remove(place);
            self.under_way -= 1;
            return true;
        }
        let mut state = lock(&self.shared.state);
        let place = state.jobs.iter().position(|job| job.0 == id);
        let withdrawn = place.and_then(|place| state.jobs.remove(place)).is_some();
        self.under_way -= usize::from(withdrawn);
        withdrawn
    }

    /// Moves what is done to the end of `into`, after a poll.
    pub(super) fn collect(&mut self, into: &mut VecDeque<Job>) {
        if self.under_way == 0 {
            return;
        }
        let mut state = lock(&self.shared.state);
        state.wake_at = 0;
        self.under_way -= state.done.len();
        into.extend(state.done.drain(..));
    }

    /// Before a poll. When it is to sleep: whether it should, and until when at most; from here until [`JobPool::collect`] the
    /// threads wake it.
    pub(super) fn before_poll(&mut self, sleeps: bool, now_us: u64) -> Outlook {
        if self.under_way == 0 {
            return Outlook::Nothing;
        }
        let shared = Arc::clone(&self.shared);
        let mut state = lock(&shared.state);
        if !state.done.is_empty() {
            return Outlook::Results;
        }
        let look_us = self.relieve(&mut state, now_us);
        let slow = !state.is_fast();
        let called = shared.call_threads(&mut state, slow);
        let waits_for_batch = !slow && !state.jobs.is_empty() && state.is_attended();
        if sleeps {
            state.wake_at = if waits_for_batch { BATCH } else { 1 };
        }
        drop(state);
        shared.wake_threads(called);
        let batch_us = waits_for_batch.then_some(now_us + BATCH_DELAY_US);
        [look_us, batch_us].into_iter().flatten().min().map_or(Outlook::Nothing, Outlook::Until)
    }

    /// Looks at the running jobs when others wait, and starts threads in place of those that are stuck. Returns when to
    /// look again; `None` when nothing waits, or nothing more can be done about it.
    fn relieve(&mut self, state: &mut PoolState, now_us: u64) -> Option<u64> {
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
                if self.shared.start_thread(state).is_err() {
                    break;
                }
            }
        }
        Some(self.looked_us + STUCK_US)
    }
}

impl Drop for JobPool {
    fn drop(&mut self) {
        let mut state = lock(&self.shared.state);
        state.closed = true;
        state.jobs.clear();
        drop(state);
        self.shared.work_came.notify_all();
    }
}

impl PoolShared {
    fn start_thread(self: &Arc<Self>, state: &mut PoolState) -> Result<(), SystemError> {
        let shared = Arc::clone(self);
        let builder = thread::Builder::new().name("noderu-pool".into()).stack_size(STACK_LEN);
        builder.spawn(move || shared.serve()).map_err(|error| SystemError::new(error, "clone"))?;
        state.threads += 1;
        state.starting += 1;
        Ok(())
    }

    /// Decides how many sleeping threads to notify of what waits, one for each job where jobs are slow, and starts threads as
    /// long as there are few. The caller wakes as many as this returns, with [`PoolShared::wake_threads`], when it has let go
    /// of the lock.
    fn call_threads(self: &Arc<Self>, state: &mut PoolState, slow: bool) -> usize {
        let wanted = match state.jobs.len() {
            0 => 0,
            waiting if slow => waiting.saturating_sub(state.notified + state.starting),
            _ => usize::from(!state.is_attended()),
        };
        let called = wanted.min(state.idle.saturating_sub(state.notified));
        state.notified += called;
        for _ in called..wanted {
            if state.threads >= THREADS || self.start_thread(state).is_err() {
                break;
            }
        }
        called
    }

    /// One system call for each thread that sleeps, not for each job.
    fn wake_threads(&self, called: usize) {
        for _ in 0..called {
            self.work_came.notify_one();
        }
    }

    fn serve(self: &Arc<Self>) {
        let mut state = lock(&self.state);
        state.starting -= 1;
        let mut begin: Option<Instant> = None;
        loop {
            if let Some((id, mut task)) = state.jobs.pop_front() {
                let since = begin.unwrap_or_else(Instant::now);
                state.running.push(Running { id, since, looks: 0 });
                // A queue that fast jobs left behind may hold slow ones.
                let called = if state.is_fast() { 0 } else { self.call_threads(&mut state, true) };
                drop(state);
                self.wake_threads(called);
                task.run();
                let end = Instant::now();
                begin = Some(end);
                state = self.finish(lock(&self.state), (id, task), end - since);
            } else if state.closed || state.threads > THREADS + state.stuck() {
                state.threads -= 1;
                return;
            } else {
                begin = None;
                state.idle += 1;
                state = self.work_came.wait(state).unwrap_or_else(PoisonError::into_inner);
                state.idle -= 1;
                // Whoever wakes first takes the job, notified or not; the others find nothing and sleep again.
                state.notified = state.notified.saturating_sub(1);
            }
        }
    }

    /// Puts the job where the reactor finds it, and wakes the reactor when it sleeps for no more than there is.
    fn finish<'a>(
        &'a self,
        mut state: MutexGuard<'a, PoolState>,
        job: Job,
        took: Duration,
    ) -> MutexGuard<'a, PoolState> {
        let sample = u32::try_from(took.as_nanos()).unwrap_or(SAMPLE_NS).min(SAMPLE_NS);
        state.usual_ns = state.usual_ns - state.usual_ns / 8 + sample / 8;
        self.is_fast.store(state.is_fast(), Ordering::Relaxed);
        state.running.retain(|running| running.id != job.0);
        state.done.push(job);
        if state.wake_at == 0 || (state.done.len() < state.wake_at && !state.jobs.is_empty()) {
            return state;
        }
        state.wake_at = 0;
        drop(state);
        // An eventfd write fails only when its counter is full, and then the poll wakes anyway.
        let _ = self.waker.wake();
        lock(&self.state)
    }
}

impl std::fmt::Debug for PoolShared {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("PoolShared").finish_non_exhaustive()
    }
}

/// A poisoned lock only says that a job panicked elsewhere; the lists stay consistent.
fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}
