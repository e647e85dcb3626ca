//! Signal handlers that write a byte to a socket, and the actions that were there before them.
//!
//! A handler may run on any thread at any moment, so it reads nothing but atomics, and writes to a socket that is never
//! closed: the pairs of sockets belong to slots, which are used again and never given up.

use std::os::fd::AsRawFd;
use std::os::unix::net::UnixStream;
use std::sync::atomic::{AtomicI32, AtomicU32, AtomicUsize, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, OnceLock, PoisonError};

use libc::{c_int, c_void, siginfo_t};
use rustix::io::Errno as E;

use super::{check, terminal};

/// Highest signal number plus one.
pub(crate) const SIGNALS: usize = 65;

/// How many may watch one signal at the same time: reactors, of which a program has one.
const WATCHERS_MAX: usize = 8;

/// By signal and slot: the descriptor to write to, -1 for nobody.
static WRITERS: [[AtomicI32; WATCHERS_MAX]; SIGNALS] =
    [const { [const { AtomicI32::new(-1) }; WATCHERS_MAX] }; SIGNALS];

/// By signal: the handler (with SA_SIGINFO) that was there before, as a number, for what is not ours to handle; 0 for none.
static HANDLERS_BEFORE: [AtomicUsize; SIGNALS] = [const { AtomicUsize::new(0) }; SIGNALS];

static REGISTRY: Mutex<Registry> = Mutex::new(Registry { slots: Vec::new(), before: [const { None }; SIGNALS] });

struct Registry {
    slots: Vec<WatchSlot>,
    /// By signal: what to put back when the last watcher is gone.
    before: [Option<libc::sigaction>; SIGNALS],
}

/// A pair of sockets for one watcher of a signal. The reading end is out while it watches.
struct WatchSlot {
    signo: i32,
    place: usize,
    writer: UnixStream,
    reader: Option<UnixStream>,
}

/// A watched signal. [`unwatch`] takes it back; dropping it leaves the signal watched by nobody.
#[derive(Debug)]
pub(crate) struct Watch {
    signo: i32,
    place: usize,
    /// Readable when the signal came. Does not block.
    pub reader: UnixStream,
}

/// Starts to watch a signal. EINVAL for what is no signal or cannot be caught, EMFILE when the process has no descriptor
/// left, EBUSY when many watch it already.
pub(crate) fn watch(signo: i32) -> Result<Watch, E> {
    if signo <= 0 || signo as usize >= SIGNALS || signo == libc::SIGKILL || signo == libc::SIGSTOP {
        return Err(E::INVAL);
    }
    let mut registry = registry();
    let free = registry.slots.iter().position(|slot| slot.signo == signo && slot.reader.is_some());
    let at = match free {
        Some(at) => at,
        None => registry.add_slot(signo)?,
    };
    if registry.before[signo as usize].is_none() {
        registry.before[signo as usize] = Some(replace(signo)?);
    }
    let slot = &mut registry.slots[at];
    let reader = slot.reader.take().ok_or(E::BUSY)?;
    WRITERS[signo as usize][slot.place].store(slot.writer.as_raw_fd(), Ordering::SeqCst);
    Ok(Watch { signo, place: slot.place, reader })
}

/// Ends a watch; the last one puts back what happened to the signal before the first.
pub(crate) fn unwatch(watch: Watch) {
    let Watch { signo, place, reader } = watch;
    let mut registry = registry();
    WRITERS[signo as usize][place].store(-1, Ordering::SeqCst);
    let of_signal = |slot: &&mut WatchSlot| slot.signo == signo;
    if let Some(slot) = registry.slots.iter_mut().filter(of_signal).find(|slot| slot.place == place) {
        slot.reader = Some(reader);
    }
    let is_watched = registry.slots.iter().any(|slot| slot.signo == signo && slot.reader.is_none());
    if !is_watched && let Some(before) = registry.before[signo as usize].take() {
        // SAFETY: puts back an action that the kernel gave for this very signal.
        unsafe {
            libc::sigaction(signo, &before, std::ptr::null_mut());
        }
    }
}

/// Makes sure that the terminal is put back before the default action of a signal ends the process. Signals that are
/// ignored or handled stay so.
pub(crate) fn restore_terminal_before(signo: i32) {
    let handler: extern "C" fn(c_int) = put_terminal_back;
    let mut registry = registry();
    // SAFETY: all-zero bytes are a valid `sigaction` (no flags, empty mask), whose handler is then set to one of the
    // signature that it asks for without SA_SIGINFO.
    let mut action: libc::sigaction = unsafe { std::mem::zeroed() };
    action.sa_sigaction = handler as usize;
    action.sa_flags = libc::SA_ONSTACK;
    if let Some(before) = &mut registry.before[signo as usize] {
        if before.sa_sigaction == libc::SIG_DFL {
            *before = action;
        }
        return;
    }
    // SAFETY: reads an action into a `sigaction`, and sets the one above; its handler calls only what signal-safety(7)
    // allows.
    unsafe {
        let mut before: libc::sigaction = std::mem::zeroed();
        if libc::sigaction(signo, std::ptr::null(), &mut before) == 0 && before.sa_sigaction == libc::SIG_DFL {
            libc::sigaction(signo, &action, std::ptr::null_mut());
        }
    }
}

/// What the first SIGINT does.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[repr(i32)]
pub(crate) enum InterruptMode {
    /// It has its usual effect.
    Usual,
    /// It is counted and has no other effect.
    Counted,
    /// It is counted, and has its usual effect.
    CountedAndReported,
}

/// The [`InterruptMode`] in force.
static INTERRUPT_MODE: AtomicI32 = AtomicI32::new(InterruptMode::Usual as i32);

/// Sets what the first SIGINT does from now on.
pub(crate) fn set_interrupt_mode(mode: InterruptMode) {
    INTERRUPT_MODE.store(mode as i32, Ordering::SeqCst);
}

/// What the second SIGINT writes to standard error.
const INTERRUPT_TEXT: &[u8] =
    b"\nnoderu: ended by the second Ctrl-C: what runs inside a native function cannot be interrupted\n";

/// How often SIGINT came since it was last asked for.
pub(crate) static INTERRUPTS: AtomicI32 = AtomicI32::new(0);

/// The bit of [`INTERRUPT_FLAG`] that SIGINT sets.
pub const INTERRUPT_BIT: u32 = 1;

/// The flag that what computes looks at. A signal handler reads it, so it is never replaced.
pub(crate) static INTERRUPT_FLAG: OnceLock<Arc<AtomicU32>> = OnceLock::new();

/// Counts a SIGINT while the program computes. True when that was all: the signal does nothing else. The second one, if
/// nobody asked for the first, ends the program.
fn is_counted(signo: c_int) -> bool {
    let mode = INTERRUPT_MODE.load(Ordering::SeqCst);
    if signo != libc::SIGINT || mode == InterruptMode::Usual as i32 {
        return false;
    }
    if INTERRUPTS.fetch_add(1, Ordering::SeqCst) == 0 {
        let counted = mode == InterruptMode::Counted as i32;
        if counted && let Some(flag) = INTERRUPT_FLAG.get() {
            flag.fetch_or(INTERRUPT_BIT, Ordering::SeqCst);
        }
        return counted;
    }
    set_interrupt_mode(InterruptMode::Usual);
    terminal::restore();
    // SAFETY: all three are async-signal-safe; the bytes are valid for their length. The signal, blocked until the handler
    // returns, ends the process then.
    unsafe {
        libc::write(2, INTERRUPT_TEXT.as_ptr().cast(), INTERRUPT_TEXT.len());
        libc::signal(signo, libc::SIG_DFL);
        libc::raise(signo);
    }
    true
}

extern "C" fn put_terminal_back(signo: c_int) {
    if is_counted(signo) {
        return;
    }
    terminal::restore();
    // SAFETY: both are async-signal-safe and take numbers; the signal, blocked until the handler returns, ends the
    // process then.
    unsafe {
        libc::signal(signo, libc::SIG_DFL);
        libc::raise(signo);
    }
}

impl Registry {
    fn add_slot(&mut self, signo: i32) -> Result<usize, E> {
        let place = self.slots.iter().filter(|slot| slot.signo == signo).count();
        if place == WATCHERS_MAX {
            return Err(E::BUSY);
        }
        let errno = |error: std::io::Error| E::from_io_error(&error).unwrap_or(E::IO);
        let (reader, writer) = UnixStream::pair().map_err(errno)?;
        reader.set_nonblocking(true).map_err(errno)?;
        // Full, it is readable already; a handler must not wait.
        writer.set_nonblocking(true).map_err(errno)?;
        self.slots.push(WatchSlot { signo, place, writer, reader: Some(reader) });
        Ok(self.slots.len() - 1)
    }
}

/// A poisoned lock only says that a test panicked; the registry stays consistent.
fn registry() -> MutexGuard<'static, Registry> {
    REGISTRY.lock().unwrap_or_else(PoisonError::into_inner)
}

/// Sets the handler, and returns the action that it replaced.
fn replace(signo: i32) -> Result<libc::sigaction, E> {
    let handler: extern "C" fn(c_int, *mut siginfo_t, *mut c_void) = note;
    // SAFETY: all-zero bytes are a valid `sigaction` (no flags, empty mask), whose fields are then set; the handler has
    // the signature that SA_SIGINFO asks for and calls only what signal-safety(7) allows.
    unsafe {
        let mut before: libc::sigaction = std::mem::zeroed();
        check(libc::sigaction(signo, std::ptr::null(), &mut before))?;
        let is_handler = before.sa_flags & libc::SA_SIGINFO != 0
            && before.sa_sigaction != libc::SIG_DFL
            && before.sa_sigaction != libc::SIG_IGN;
        // Known before it can be needed.
        HANDLERS_BEFORE[signo as usize].store(if is_handler { before.sa_sigaction } else { 0 }, Ordering::SeqCst);
        let mut action: libc::sigaction = std::mem::zeroed();
        action.sa_sigaction = handler as usize;
        action.sa_flags = libc::SA_SIGINFO | libc::SA_RESTART | libc::SA_ONSTACK;
        check(libc::sigaction(signo, &action, std::ptr::null_mut()))?;
        Ok(before)
    }
}

extern "C" fn note(signo: c_int, information: *mut siginfo_t, context: *mut c_void) {
    // SAFETY: the kernel hands a valid siginfo to a handler with SA_SIGINFO, and the address of errno is the thread's
    // own. write, signal and raise are async-signal-safe. The number in HANDLERS_BEFORE is the address of a function of
    // this signature, which sigaction gave.
    unsafe {
        if is_fault(signo, (*information).si_code) {
            let before = HANDLERS_BEFORE[signo as usize].load(Ordering::SeqCst);
            if before == 0 {
                libc::signal(signo, libc::SIG_DFL);
                libc::raise(signo);
                return;
            }
            let before: extern "C" fn(c_int, *mut siginfo_t, *mut c_void) = std::mem::transmute(before);
            return before(signo, information, context);
        }
        let errno = libc::__errno_location();
        let errno_before = *errno;
        if is_counted(signo) {
            *errno = errno_before;
            return;
        }
        for writer in &WRITERS[signo as usize] {
            let writer = writer.load(Ordering::SeqCst);
            if writer >= 0 {
                libc::write(writer, b"!".as_ptr().cast(), 1);
            }
        }
        *errno = errno_before;
    }
}

/// Whether this is no message from somebody but the consequence of what this thread did, which cannot go on.
fn is_fault(signo: c_int, code: c_int) -> bool {
    match signo {
        libc::SIGSEGV | libc::SIGBUS | libc::SIGILL | libc::SIGFPE | libc::SIGTRAP | libc::SIGSYS => code > 0,
        // abort(3) sends it to its own thread.
        libc::SIGABRT => code == libc::SI_TKILL,
        _ => false,
    }
}
