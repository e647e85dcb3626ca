//! The reactor: polls descriptors, keeps timers, and reports what happened when it is asked. It calls nobody back.
//!
//! Pull style. [`Reactor::turn`] only notes readiness; [`Reactor::next_event`] does the one read or accept of a ready
//! handle at the moment it is asked. So whatever the caller does on one event (pause, close) holds before the
//! next, and nothing is queued that could be outdated.
//!
//! The order that matters in a turn: write queues are flushed *before* the poll, and readiness is noted into flags
//! before any handle is touched, so no stale poll event can ever reach a reused slot.

mod close;
mod flags;
mod handles;
mod idle;
mod jobs;
mod open;
mod pool;
mod queue;
mod read;
mod resolver;
mod role;
mod signals;
#[cfg(test)]
mod tests;
mod timers;
mod transport;
mod wakeups;
mod write;

use std::collections::VecDeque;
use std::marker::PhantomData;
use std::os::fd::{AsRawFd, OwnedFd};
use std::rc::Rc;
use std::time::{Duration, Instant};

use mio::unix::SourceFd;
use mio::{Events, Interest, Poll, Token, Waker};

use crate::{Event, HandleId, JobId, SystemError, Task, TimerId};
use flags::Flags;
use handles::{Handle, Table};
use jobs::Jobs;
use pool::{JobPool, Outlook};
use queue::WriteQueue;
use resolver::Dns;
use role::Role;
use role::child::CHILD_SIGNAL;
use signals::{SIGNALS, WatchedSignal};
use timers::Timers;
use transport::Family;
use wakeups::Wakeups;

pub use role::child::Child;

/// One read takes at most this much.
const READ_LEN: usize = 64 * 1024;

/// Look-ups reported per turn; one that begins the next in its callback and needs no server would go on for ever.
const RESOLVED_PER_TURN: u32 = 1024;

/// Events taken from the kernel per poll; more stay there for the next turn.
const POLL_EVENTS: usize = 512;

/// Turns that do not wait poll once in so many microseconds.
const POLL_INTERVAL_US: u64 = 50;

const WAKE: Token = Token(usize::MAX);

/// The event loop of one thread: it stays on the thread that made it.
#[derive(Debug)]
pub struct Reactor {
    poll: Poll,
    events: Events,
    start: Instant,
    now_us: u64,
    /// When this turn's poll ended: what expires in this turn is decided by it.
    turn_us: u64,
    turn_number: u32,

    handles: Table,
    /// Handles with something to do in this turn, and those that wait for the next.
    ready: VecDeque<HandleId>,
    later: VecDeque<HandleId>,
    /// Handles with bytes to write at the end of the turn.
    dirty: Vec<HandleId>,
    /// Handles that keep the loop alive, and handles with unsent bytes.
    active: usize,
    unsent: usize,
    /// Write queues that no handle uses right now, with their storage.
    #[expect(clippy::vec_box, reason = "the boxes move between here and the handles; unboxing would allocate anew")]
    spare_queues: Vec<Box<WriteQueue>>,
    /// Where every read goes first.
    buffer: Box<[u8]>,

    timers: Timers,
    wakeups: Wakeups,

    pool: JobPool,
    jobs: Jobs,
    jobs_done: VecDeque<(JobId, Task)>,

    signals: Vec<WatchedSignal>,
    /// Signals that came and are not reported.
    signals_came: VecDeque<i32>,
    /// Children whose end only SIGCHLD reports.
    signalled_children: Vec<HandleId>,

    /// The resolver, once there was a look-up.
    dns: Option<Box<Dns>>,
    resolved_in_turn: u32,

    _not_send: PhantomData<Rc<()>>,
}

impl Reactor {
    /// A reactor with nothing in it. Fails when the process is out of descriptors.
    pub fn new() -> Result<Self, SystemError> {
        let poll = Poll::new().map_err(|error| SystemError::new(error, "epoll_create1"))?;
        let waker = Waker::new(poll.registry(), WAKE).map_err(|error| SystemError::new(error, "eventfd"))?;
        Ok(Self {
            poll,
            events: Events::with_capacity(POLL_EVENTS),
            start: Instant::now(),
            now_us: 0,
            turn_us: 0,
            turn_number: 0,
            handles: Table::default(),
            ready: VecDeque::new(),
            later: VecDeque::new(),
            dirty: Vec::new(),
            active: 0,
            unsent: 0,
            spare_queues: Vec::new(),
            buffer: Box::default(),
            timers: Timers::default(),
            wakeups: Wakeups::default(),
            pool: JobPool::new(waker),
            jobs: Jobs::default(),
            jobs_done: VecDeque::new(),
            signals: Vec::new(),
            signals_came: VecDeque::new(),
            dns: None,
            resolved_in_turn: 0,
            signalled_children: Vec::new(),
            _not_send: PhantomData,
        })
    }

    /// One turn: writes out every dirty queue (one writev each), then polls. Waits at most until the next timer, and not
    /// at all when `wait` is false or something is ready already.
    pub fn turn(&mut self, wait: bool) -> Result<(), SystemError> {
        self.flush();
        self.pool.hand_over();
        if self.ready.is_empty() {
            std::mem::swap(&mut self.ready, &mut self.later);
        } else {
            self.ready.append(&mut self.later);
        }
        let work = !self.ready.is_empty()
            || !self.signals_came.is_empty()
            || !self.jobs_done.is_empty()
            || self.has_resolved();
        if !wait && !work && self.polled_just_now() {
            return Ok(());
        }
        let sleeps = wait && !work;
        let timeout = match self.pool_outlook(sleeps) {
            Outlook::Nothing if sleeps => self.time_to_deadline(None),
            Outlook::Until(look_us) if sleeps => self.time_to_deadline(Some(look_us)),
            _ => Some(Duration::ZERO),
        };
        self.poll_once(timeout)?;
        self.turn_us = self.now_us;
        self.turn_number = self.turn_number.wrapping_add(1);
        self.timers.begin_turn();
        self.resolved_in_turn = 0;
        self.expire_resolver();
        Ok(())
    }

    /// The next event of this turn: expired timers first (by time, then creation), then signals and jobs, then handles.
    /// None: turn again. Each ready handle gets at most one read of 64 KiB per turn; what is left stays ready.
    pub fn next_event(&mut self) -> Option<Event> {
        if let Some(event) = self.next_expired() {
            return Some(event);
        }
        if let Some(signo) = self.signals_came.pop_front() {
            return Some(Event::Signal(signo));
        }
        while let Some((job, output)) = self.jobs_done.pop_front() {
            if let Some(event) = self.job_done(job, output) {
                return Some(event);
            }
        }
        if let Some(event) = self.resolved() {
            return Some(event);
        }
        while let Some(id) = self.ready.pop_front() {
            let Some(handle) = self.handles.get_mut(id) else { continue };
            handle.flags.remove(Flags::QUEUED);
            // A socket of the resolver has no events of its own.
            if let Some(event) = self.step(id).or_else(|| self.resolved()) {
                return Some(event);
            }
        }
        None
    }

    fn resolved(&mut self) -> Option<Event> {
        if self.dns.is_none() || self.resolved_in_turn == RESOLVED_PER_TURN {
            return None;
        }
        let event = self.next_resolved()?;
        self.resolved_in_turn += 1;
        Some(event)
    }

    /// Whether anything that is ref'd can still happen: an open handle, a timer, a job, a look-up, unsent bytes, a
    /// `Closed` that is not reported.
    pub fn alive(&self) -> bool {
        self.active > 0
            || self.unsent > 0
            || self.timers.referenced() > 0
            || !self.jobs.is_empty()
            || self.resolving() > 0
            || !self.signals_came.is_empty()
    }

    /// Milliseconds since the reactor was made, as of the last turn.
    pub fn now_ms(&self) -> u64 {
        self.now_us / 1000
    }

    /// Reads the clock.
    pub fn update_now(&mut self) {
        self.now_us = self.start.elapsed().as_micros() as u64;
    }

    /// Starts a timer: after `delay_ms`, and then every `repeat_ms` when that is given (0 counts as 1).
    pub fn timer_start(&mut self, delay_ms: u64, repeat_ms: Option<u64>) -> TimerId {
        self.update_now();
        let repeat_us = repeat_ms.map(|ms| ms.max(1).saturating_mul(1000));
        self.timers.start(self.now_us, delay_ms.saturating_mul(1000), repeat_us)
    }

    /// Stops a timer. False when it ran out, was stopped before, or never was.
    pub fn timer_stop(&mut self, id: TimerId) -> bool {
        self.timers.stop(id)
    }

    /// Whether the timer keeps the loop alive; it does by default.
    pub fn timer_ref(&mut self, id: TimerId, on: bool) {
        self.timers.set_ref(id, on);
    }

    /// Whether the last poll is so recent that a turn which does not wait needs none. A program that runs a tick per turn
    /// would spend most of its time in the poll.
    fn polled_just_now(&mut self) -> bool {
        self.update_now();
        self.now_us < self.turn_us.saturating_add(POLL_INTERVAL_US) && self.turn_number != 0
    }

    /// Polls and notes what is ready.
    fn poll_once(&mut self, timeout: Option<Duration>) -> Result<(), SystemError> {
        match self.poll.poll(&mut self.events, timeout) {
            Ok(()) => {}
            Err(error) if error.kind() == std::io::ErrorKind::Interrupted => self.events.clear(),
            Err(error) => return Err(SystemError::new(error, "epoll_wait")),
        }
        self.update_now();
        let mut child_ended = false;
        for event in &self.events {
            let token = event.token();
            if token == WAKE {
                // What the pool's threads did is collected after every poll.
            } else if token.0 > WAKE.0 - SIGNALS {
                let signo = (WAKE.0 - token.0) as i32;
                let watched = self.signals.iter_mut().find(|watched| watched.signo == signo);
                if let Some(watched) = watched
                    && watched.take()
                {
                    if watched.is_reported {
                        self.signals_came.push_back(signo);
                    }
                    child_ended |= signo == CHILD_SIGNAL;
                }
            } else if let Some((id, handle)) = self.handles.at(token.0 as u32) {
                if event.is_readable() {
                    handle.flags.insert(Flags::READABLE);
                }
                if event.is_read_closed() || event.is_error() {
                    handle.flags.insert(Flags::READABLE | Flags::HANGUP);
                }
                if event.is_writable() || event.is_error() {
                    handle.flags.insert(Flags::WRITABLE);
                    if handle.wants_flush() && !handle.flags.contains(Flags::DIRTY) {
                        handle.flags.insert(Flags::DIRTY);
                        self.dirty.push(id);
                    }
                }
                if handle.has_work() && !handle.flags.contains(Flags::QUEUED) {
                    handle.flags.insert(Flags::QUEUED);
                    self.ready.push_back(id);
                }
            }
        }
        if child_ended {
            self.check_signalled_children();
        }
        self.pool.collect(&mut self.jobs_done);
        // Queues that were full and are not any more.
        self.flush();
        Ok(())
    }

    /// Has the pool look after its threads and the wake-up of a poll that sleeps. When to poll again at the latest.
    fn pool_outlook(&mut self, sleeps: bool) -> Outlook {
        if self.jobs.is_empty() {
            return Outlook::Nothing;
        }
        self.update_now();
        self.pool.before_poll(sleeps, self.now_us)
    }

    /// How long a poll may sleep; `None` for as long as it takes.
    fn time_to_deadline(&mut self, look_us: Option<u64>) -> Option<Duration> {
        let (timer_us, wakeup_us) = (self.timers.next_us(), self.next_wakeup_us());
        let deadline_us = [timer_us, wakeup_us, look_us, self.next_resolver_us()].into_iter().flatten().min()?;
        self.update_now();
        Some(Duration::from_micros(deadline_us.saturating_sub(self.now_us)))
    }

    /// Asks for a step of this handle: in this turn, or in the next.
    fn enqueue(&mut self, id: HandleId, this_turn: bool) {
        if let Some(handle) = self.handles.get_mut(id)
            && !handle.flags.contains(Flags::QUEUED)
        {
            handle.flags.insert(Flags::QUEUED);
            if this_turn { self.ready.push_back(id) } else { self.later.push_back(id) }
        }
    }

    /// Keeps the count of what holds the loop in step with one handle's state.
    fn recount(&mut self, id: HandleId) {
        let Some(handle) = self.handles.get_mut(id) else { return };
        let holds = !handle.flags.contains(Flags::UNREF) || handle.flags.contains(Flags::CLOSED);
        if holds != handle.flags.contains(Flags::COUNTED) {
            handle.flags.set(Flags::COUNTED, holds);
            if holds { self.active += 1 } else { self.active -= 1 }
        }
    }

    /// Makes a handle of a descriptor, which goes into the poll.
    fn add(&mut self, fd: Option<OwnedFd>, family: Family, role: Role, flags: Flags) -> Result<HandleId, SystemError> {
        let id = self.insert(fd, family, role, flags);
        match self.register(id) {
            Ok(()) => Ok(id),
            Err(error) => {
                self.discard(id);
                Err(SystemError::new(error, "epoll_ctl"))
            }
        }
    }

    /// The same for one that is not polled, or not yet.
    fn insert(&mut self, fd: Option<OwnedFd>, family: Family, role: Role, flags: Flags) -> HandleId {
        let mut handle = Handle::new(fd, family, role, flags);
        handle.active_ms = self.now_ms() as u32;
        let id = self.handles.insert(handle);
        self.recount(id);
        id
    }

    /// Registers once, for both directions and edge-triggered; readiness is kept in the flags.
    fn register(&mut self, id: HandleId) -> Result<(), std::io::Error> {
        if let Some(handle) = self.handles.get_mut(id)
            && let Some(fd) = &handle.fd
        {
            let interest = Interest::READABLE | Interest::WRITABLE;
            let token = Token(id.index as usize);
            self.poll.registry().register(&mut SourceFd(&fd.as_raw_fd()), token, interest)?;
            handle.flags.insert(Flags::REGISTERED);
        }
        Ok(())
    }

    /// Closes and forgets a handle whose events are not reported.
    fn drop_handle(&mut self, id: HandleId) {
        self.close_descriptor(id);
        self.discard(id);
    }

    /// Frees the slot of a handle.
    fn discard(&mut self, id: HandleId) -> Option<Handle> {
        let handle = self.handles.remove(id)?;
        if handle.flags.contains(Flags::COUNTED) {
            self.active -= 1;
        }
        if handle.wake_seq != 0 {
            self.note_stale_wakeup();
        }
        Some(handle)
    }
}
