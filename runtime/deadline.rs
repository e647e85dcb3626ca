//! Times after which a flag is raised, whatever the thread that waits for it does: what computes looks at the flag.
//!
//! One thread watches all deadlines; it is made with the first and sleeps while there is none.

use std::io;
use std::sync::atomic::{AtomicU32, Ordering};
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::thread;
use std::time::{Duration, Instant};

/// The bit of a flag that is set while a deadline of it is over.
pub const BIT: u32 = 1 << 1;

static WATCHED: Mutex<Watched> = Mutex::new(Watched { deadlines: Vec::new(), next: 0, has_thread: false });
static CHANGED: Condvar = Condvar::new();

struct Watched {
    deadlines: Vec<Watch>,
    next: u64,
    has_thread: bool,
}

struct Watch {
    id: u64,
    at: Instant,
    flag: Arc<AtomicU32>,
    is_over: bool,
}

/// A deadline; dropped, it is no more, and its bit of the flag is as if it had never been.
#[derive(Debug)]
pub struct Deadline {
    id: u64,
}

/// Sets [`BIT`] of `flag` when `after` is over.
///
/// # Errors
/// The system's, when it has no room for a thread.
pub fn start(after: Duration, flag: Arc<AtomicU32>) -> io::Result<Deadline> {
    let mut watched = lock();
    if !watched.has_thread {
        thread::Builder::new().name("deadlines".into()).stack_size(STACK_SIZE).spawn(watch)?;
        watched.has_thread = true;
    }
    let id = watched.next;
    watched.next += 1;
    watched.deadlines.push(Watch { id, at: Instant::now() + after, flag, is_over: false });
    CHANGED.notify_one();
    Ok(Deadline { id })
}

impl Deadline {
    /// Whether it is over.
    pub fn is_over(&self) -> bool {
        lock().deadlines.iter().any(|watch| watch.id == self.id && watch.is_over)
    }
}

impl Drop for Deadline {
    fn drop(&mut self) {
        let mut watched = lock();
        let Some(index) = watched.deadlines.iter().position(|watch| watch.id == self.id) else { return };
        let gone = watched.deadlines.swap_remove(index);
        let others = |watch: &Watch| watch.is_over && Arc::ptr_eq(&watch.flag, &gone.flag);
        if gone.is_over && !watched.deadlines.iter().any(others) {
            gone.flag.fetch_and(!BIT, Ordering::SeqCst);
        }
    }
}

/// The thread that watches.
fn watch() {
    let mut watched = lock();
    loop {
        let now = Instant::now();
        for watch in watched.deadlines.iter_mut().filter(|watch| watch.at <= now && !watch.is_over) {
            watch.is_over = true;
            watch.flag.fetch_or(BIT, Ordering::SeqCst);
        }
        let next = watched.deadlines.iter().filter(|watch| !watch.is_over).map(|watch| watch.at).min();
        watched = match next {
            Some(at) => {
                let waited = CHANGED.wait_timeout(watched, at.saturating_duration_since(Instant::now()));
                waited.unwrap_or_else(PoisonError::into_inner).0
            }
            None => CHANGED.wait(watched).unwrap_or_else(PoisonError::into_inner),
        };
    }
}

/// A poisoned lock only says that a test panicked; the list stays consistent.
fn lock() -> MutexGuard<'static, Watched> {
    WATCHED.lock().unwrap_or_else(PoisonError::into_inner)
}

/// The thread looks through a list and no more.
const STACK_SIZE: usize = 64 << 10;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_flag_is_raised_as_long_as_a_deadline_is_over() {
        let flag = Arc::new(AtomicU32::new(1));
        let wait_for = |value| {
            while flag.load(Ordering::SeqCst) != value {
                thread::yield_now();
            }
        };
        let far = start(Duration::from_secs(3600), flag.clone()).expect("a thread");
        let near = start(Duration::from_millis(1), flag.clone()).expect("a thread");
        wait_for(1 | BIT);
        assert!(near.is_over() && !far.is_over());
        let nearer = start(Duration::ZERO, flag.clone()).expect("a thread");
        while !nearer.is_over() {
            thread::yield_now();
        }
        drop(near);
        assert_eq!(flag.load(Ordering::SeqCst), 1 | BIT);
        drop(nearer);
        assert_eq!(flag.load(Ordering::SeqCst), 1);
        drop(far);
    }
}
