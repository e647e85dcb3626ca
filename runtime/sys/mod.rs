//! System calls that no safe crate offers. The one room where `unsafe` may live; each block says why it is sound.
#![expect(unsafe_code, reason = "system calls that no safe crate offers; each block says why it is sound")]

mod fork;
pub(crate) mod last_words;
pub(crate) mod signals;
pub(crate) mod terminal;

use std::fs::File;
use std::mem::{ManuallyDrop, MaybeUninit};
use std::os::fd::{BorrowedFd, FromRawFd, IntoRawFd, OwnedFd, RawFd};

use rustix::io::Errno as E;

use crate::{Bytes, SystemError};

pub(crate) use fork::{begin_session, fork_to_say, keep_zombies, pass_descriptors};

/// A duplicate (close-on-exec) of the descriptor with this number, which may be any number.
pub fn duplicate_fd(raw: RawFd) -> Result<OwnedFd, SystemError> {
    duplicate_fd_above(raw, 3)
}

/// The same, with a number that is not below `least`.
pub(crate) fn duplicate_fd_above(raw: RawFd, least: RawFd) -> Result<OwnedFd, SystemError> {
    if raw < 0 {
        return Err(SystemError::new(E::BADF, "dup"));
    }
    // SAFETY: the number is not -1, and it is borrowed for this one call only, which does not touch memory;
    // the kernel returns EBADF when it is not open.
    let borrowed = unsafe { BorrowedFd::borrow_raw(raw) };
    rustix::io::fcntl_dupfd_cloexec(borrowed, least).map_err(|errno| SystemError::new(errno, "dup"))
}

/// Makes the C library keep the environment on the heap, so that nobody looks any more at where the kernel put it.
pub(crate) fn move_environment() {
    static MOVED: std::sync::Once = std::sync::Once::new();
    MOVED.call_once(|| {
        let variables: Vec<_> = std::env::vars_os().collect();
        for (name, _) in &variables {
            // SAFETY: std's own lock keeps all readers that are Rust away, and this program has no others: no C code in it
            // reads the environment. The name is one that the environment had.
            unsafe { std::env::remove_var(name) };
        }
        // Of a name that was there twice, getenv(3) saw the first.
        for (name, value) in variables.into_iter().rev() {
            // SAFETY: as above.
            unsafe { std::env::set_var(name, value) };
        }
    });
}

/// Takes over an open descriptor that a program holds as a plain number (inherited, or received over a socket).
/// EBADF when it is not open. The caller must know that nobody else owns it: see `Reactor::adopt_fd`.
pub(crate) fn adopt_fd(raw: RawFd) -> Result<OwnedFd, SystemError> {
    if raw < 0 {
        return Err(SystemError::new(E::BADF, "fcntl"));
    }
    // SAFETY: as in `duplicate_fd`.
    let borrowed = unsafe { BorrowedFd::borrow_raw(raw) };
    let flags = rustix::io::fcntl_getfd(borrowed).map_err(|errno| SystemError::new(errno, "fcntl"))?;
    let wanted = flags | rustix::io::FdFlags::CLOEXEC;
    if flags != wanted {
        rustix::io::fcntl_setfd(borrowed, wanted).map_err(|errno| SystemError::new(errno, "fcntl"))?;
    }
    // SAFETY: the descriptor is open, as the calls above showed, and the program that named it by number gives it
    // away; the reactor has checked that it is none of its own.
    Ok(unsafe { OwnedFd::from_raw_fd(raw) })
}

/// Lends the descriptor with this number, which may be any number, to one call.
pub(crate) fn with_fd<T>(raw: RawFd, call: impl FnOnce(BorrowedFd<'_>) -> Result<T, E>) -> Result<T, E> {
    if raw < 0 {
        return Err(E::BADF);
    }
    // SAFETY: the number is not -1, and it is borrowed for this one call only; the kernel returns EBADF when it is not
    // open. Programs hold descriptors as plain numbers: which file a number names is theirs to know.
    call(unsafe { BorrowedFd::borrow_raw(raw) })
}

/// The same with the descriptor as a file of std, for calls whose types differ from machine to machine.
pub(crate) fn with_file<T>(raw: RawFd, call: impl FnOnce(&File) -> std::io::Result<T>) -> std::io::Result<T> {
    if raw < 0 {
        return Err(E::BADF.into());
    }
    // SAFETY: as in `with_fd`; the file is never dropped, so that nothing closes the descriptor.
    let file = ManuallyDrop::new(unsafe { File::from_raw_fd(raw) });
    call(&file)
}

/// close(2), with the error that std drops.
pub(crate) fn close(fd: OwnedFd) -> Result<(), E> {
    // SAFETY: the descriptor is owned here, and given up.
    check(unsafe { libc::close(fd.into_raw_fd()) })
}

/// Lets `read` fill the memory behind an empty vector, which costs nothing to clear since it is not cleared. `read`
/// returns the part it made bytes of, which must begin at the start. Returns how long it is.
pub(crate) fn read_spare(
    bytes: &mut Bytes,
    read: impl for<'a> FnOnce(&'a mut [MaybeUninit<u8>]) -> Result<&'a mut [u8], E>,
) -> Result<usize, E> {
    bytes.clear();
    read_more(bytes, read)
}

/// The same behind the bytes that are there already. `read` returns what it added; this returns how long that is.
pub(crate) fn read_more(
    bytes: &mut Bytes,
    read: impl for<'a> FnOnce(&'a mut [MaybeUninit<u8>]) -> Result<&'a mut [u8], E>,
) -> Result<usize, E> {
    let (len, capacity) = (bytes.len(), bytes.capacity());
    // SAFETY: the vector owns `capacity` bytes, of which the first `len` are in use.
    let start = unsafe { bytes.as_mut_ptr().add(len) };
    // SAFETY: the vector owns these bytes, holds nothing in them, and is borrowed meanwhile; MaybeUninit asks nothing
    // of them.
    let room = unsafe { std::slice::from_raw_parts_mut(start.cast::<MaybeUninit<u8>>(), capacity - len) };
    let filled = read(room)?;
    let added = filled.len();
    assert!(std::ptr::eq(filled.as_ptr(), start) && added <= capacity - len, "a read fills its room from the start");
    // SAFETY: the bytes in front were there, and these `added` ones are the initialised ones that `read` returned.
    unsafe { bytes.set_len(len + added) };
    Ok(added)
}

/// setuid(2) for the whole process. The raw system call changes only the calling thread, so this goes through libc.
pub(crate) fn set_uid(uid: u32) -> Result<(), E> {
    // SAFETY: takes a number, touches no memory of ours.
    check(unsafe { libc::setuid(uid) })
}

/// setgid(2) for the whole process; see [`set_uid`].
pub(crate) fn set_gid(gid: u32) -> Result<(), E> {
    // SAFETY: takes a number, touches no memory of ours.
    check(unsafe { libc::setgid(gid) })
}

/// seteuid(2) for the whole process; see [`set_uid`].
pub(crate) fn set_effective_uid(uid: u32) -> Result<(), E> {
    // SAFETY: takes a number, touches no memory of ours.
    check(unsafe { libc::seteuid(uid) })
}

/// setegid(2) for the whole process; see [`set_uid`].
pub(crate) fn set_effective_gid(gid: u32) -> Result<(), E> {
    // SAFETY: takes a number, touches no memory of ours.
    check(unsafe { libc::setegid(gid) })
}

/// setgroups(2) for the whole process; see [`set_uid`].
pub(crate) fn set_groups(groups: &[u32]) -> Result<(), E> {
    // SAFETY: reads the numbers of a slice that outlives the call.
    check(unsafe { libc::setgroups(groups.len(), groups.as_ptr()) })
}

/// See `process::prepare_allocator`.
#[cfg(all(target_os = "linux", target_env = "gnu"))]
pub(crate) fn prepare_allocator() {
    const ARENAS: i32 = 1;
    /// The most that mallopt(3) allows: 160 bytes, or 80.
    const FAST_LEN: i32 = 20 * size_of::<usize>() as i32;
    // SAFETY: takes two numbers; what it refuses it leaves as it was.
    unsafe {
        libc::mallopt(libc::M_ARENA_MAX, ARENAS);
        libc::mallopt(libc::M_MXFAST, FAST_LEN);
    }
}

/// Other C libraries have one arena for all.
#[cfg(not(all(target_os = "linux", target_env = "gnu")))]
pub(crate) fn prepare_allocator() {}

/// _exit(2). `std::process::exit` would run the destructors of this thread's locals, which takes a heap apart, object by
/// object.
pub(crate) fn exit(status: i32) -> ! {
    terminal::restore();
    // SAFETY: takes a number and does not return; the kernel takes back everything that the process holds.
    unsafe { libc::_exit(status) }
}

/// kill(2) with any numbers; the safe crates refuse those that they have no name for.
pub(crate) fn kill(pid: i32, signo: i32) -> Result<(), E> {
    // SAFETY: takes numbers, touches no memory of ours.
    check(unsafe { libc::kill(pid, signo) })
}

/// Bytes that the allocator holds, and bytes that are in use. `None` where the C library does not say.
#[cfg(all(target_os = "linux", target_env = "gnu"))]
pub(crate) fn heap() -> Option<(u64, u64)> {
    // SAFETY: takes nothing, gives numbers.
    let info = unsafe { libc::mallinfo() };
    // The fields are C ints that count bytes modulo 2^32.
    let bytes = |count: i32| u64::from(count as u32);
    let mapped = bytes(info.hblkhd);
    Some((bytes(info.arena) + mapped, bytes(info.uordblks) + mapped))
}

/// Bytes that the allocator holds, and bytes that are in use. `None` where the C library does not say.
#[cfg(not(all(target_os = "linux", target_env = "gnu")))]
pub(crate) fn heap() -> Option<(u64, u64)> {
    None
}

fn check(result: i32) -> Result<(), E> {
    if result == 0 { Ok(()) } else { Err(E::from_io_error(&std::io::Error::last_os_error()).unwrap_or(E::IO)) }
}

/// The name of the local zone at a time in seconds since 1970, such as `CEST`. None beyond the calendar of localtime(3).
pub(crate) fn zone_name(seconds: i64) -> Option<String> {
    let seconds = libc::time_t::try_from(seconds).ok()?;
    let mut parts = MaybeUninit::<libc::tm>::uninit();
    // SAFETY: both pointers are to values of this function, for this call only; localtime_r is made for threads.
    let filled = unsafe { libc::localtime_r(&raw const seconds, parts.as_mut_ptr()) };
    if filled.is_null() {
        return None;
    }
    // SAFETY: localtime_r gave the pointer back, so it filled the parts in. `tm_zone` is null or a C string that the C
    // library keeps until the zone is set anew, which nothing in this program does.
    unsafe {
        let name = parts.assume_init().tm_zone;
        (!name.is_null()).then(|| std::ffi::CStr::from_ptr(name).to_string_lossy().into_owned())
    }
}
