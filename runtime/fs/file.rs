//! System calls on descriptors, which programs hold as plain numbers: any number may come, and EBADF is the error for those
//! that are not open. Calls that a signal interrupted are made again.

use std::fs::Permissions;
use std::io;
use std::os::fd::{AsFd, IntoRawFd, OwnedFd, RawFd};
use std::os::unix::fs::{FileExt, PermissionsExt};
use std::path::Path;

use rustix::event::{PollFd, PollFlags, poll};
use rustix::fs::{Mode, OFlags};
use rustix::io::Errno as E;

use super::names::timestamps;
use super::{Stat, Time};
use crate::{Bytes, SystemError, sys};

/// open(2) with close-on-exec. `flags` are the numbers of [`crate::constants::FILES`]; what is no flag is refused by the
/// kernel or ignored, as it likes.
pub fn open(path: &Path, flags: i32, mode: u32) -> Result<RawFd, SystemError> {
    open_fd(path, flags, mode).map(IntoRawFd::into_raw_fd)
}

/// The flags of open(2) that a program names by letters, as fopen(3) does: `r`, `r+`, `w`, `w+`, `a`, `a+`; with `x` the
/// file must not exist yet, with `s` writes are synchronous. `None` for anything else.
pub fn open_flags(letters: &str) -> Option<i32> {
    let flags = match letters.get(..1)? {
        "r" => OFlags::empty(),
        "w" => OFlags::CREATE | OFlags::TRUNC,
        "a" => OFlags::CREATE | OFlags::APPEND,
        _ => return None,
    };
    let (extra, access) = match letters[1..].strip_suffix('+') {
        Some(extra) => (extra, OFlags::RDWR),
        None => (&letters[1..], if flags.is_empty() { OFlags::RDONLY } else { OFlags::WRONLY }),
    };
    let extra = match extra {
        "" => OFlags::empty(),
        "x" if !flags.is_empty() => OFlags::EXCL,
        "s" => OFlags::SYNC,
        _ => return None,
    };
    Some((flags | access | extra).bits().cast_signed())
}

pub(super) fn open_fd(path: &Path, flags: i32, mode: u32) -> Result<OwnedFd, SystemError> {
    let flags = OFlags::from_bits_retain(flags.cast_unsigned()) | OFlags::CLOEXEC;
    // File types have no place in the mode of open(2).
    let mode = Mode::from_raw_mode(mode & 0o7777);
    again(|| rustix::fs::open(path, flags, mode)).map_err(|errno| SystemError::with_path(errno, "open", path))
}

/// close(2). The descriptor comes from `Reactor::adopt_fd`, which gives out none of the reactor's own.
pub fn close(fd: OwnedFd) -> Result<(), SystemError> {
    match sys::close(fd) {
        // Linux has closed it all the same.
        Ok(()) | Err(E::INTR) => Ok(()),
        Err(errno) => Err(SystemError::new(errno, "close")),
    }
}

/// fstat(2)
pub fn fstat(fd: RawFd) -> Result<Stat, SystemError> {
    with_syscall(sys::with_file(fd, |file| file.metadata().map(Stat::from)), "fstat")
}

/// ftruncate(2)
pub fn truncate(fd: RawFd, len: u64) -> Result<(), SystemError> {
    with_syscall(sys::with_file(fd, |file| file.set_len(len)), "ftruncate")
}

/// fchmod(2)
pub fn fchmod(fd: RawFd, mode: u32) -> Result<(), SystemError> {
    with_syscall(sys::with_file(fd, |file| file.set_permissions(Permissions::from_mode(mode))), "fchmod")
}

/// fchown(2); what is none stays as it is.
pub fn fchown(fd: RawFd, uid: Option<u32>, gid: Option<u32>) -> Result<(), SystemError> {
    with_syscall(sys::with_file(fd, |file| std::os::unix::fs::fchown(file, uid, gid)), "fchown")
}

/// futimens(2): when it was read and written last.
pub fn futimes(fd: RawFd, atime: Time, mtime: Time) -> Result<(), SystemError> {
    let done = sys::with_fd(fd, |fd| rustix::fs::futimens(fd, &timestamps(atime, mtime)));
    done.map_err(|errno| SystemError::new(errno, "futimes"))
}

/// fsync(2)
pub fn fsync(fd: RawFd) -> Result<(), SystemError> {
    with_syscall(sys::with_file(fd, |file| file.sync_all()), "fsync")
}

/// fdatasync(2)
pub fn fdatasync(fd: RawFd) -> Result<(), SystemError> {
    with_syscall(sys::with_file(fd, |file| file.sync_data()), "fdatasync")
}

/// read(2), or pread(2) when there is a position. 0 at the end of the file.
pub fn read_at(fd: RawFd, room: &mut [u8], position: Option<u64>) -> Result<usize, SystemError> {
    let read = match position {
        Some(position) => sys::with_file(fd, |file| again_io(|| file.read_at(room, position))),
        None => sys::with_fd(fd, |fd| again(|| rustix::io::read(fd, &mut *room))).map_err(io::Error::from),
    };
    with_syscall(read, "read")
}

/// The same into memory of its own: up to `len` bytes, none at the end of the file.
pub fn read_piece(fd: RawFd, len: usize, position: Option<u64>) -> Result<Bytes, SystemError> {
    let mut bytes = Bytes::new(64);
    if bytes.try_reserve_exact(len).is_err() {
        return Err(SystemError::new(E::NOMEM, "read"));
    }
    let read = sys::with_fd(fd, |fd| again(|| read_once(fd, &mut bytes, len, position)));
    read.map_err(|errno| SystemError::new(errno, "read"))?;
    Ok(bytes)
}

/// The same for who reads on until the end: a descriptor in non-blocking mode, which others may have put it into, is
/// waited for.
pub fn read_next(fd: RawFd, len: usize, position: Option<u64>) -> Result<Bytes, SystemError> {
    loop {
        match read_piece(fd, len, position) {
            Err(error) if error.errno == E::AGAIN.into() => {
                wait_for(fd, PollFlags::IN).map_err(|errno| SystemError::new(errno, "read"))?;
            }
            result => return result,
        }
    }
}

/// Waits until a descriptor in non-blocking mode can be read or written.
pub(super) fn wait_for(fd: RawFd, what: PollFlags) -> Result<(), E> {
    sys::with_fd(fd, |fd| again(|| poll(&mut [PollFd::from_borrowed_fd(fd, what)], None))).map(drop)
}

/// One read of at most `len` bytes into the memory behind `bytes`.
pub(super) fn read_once(fd: impl AsFd, bytes: &mut Bytes, len: usize, position: Option<u64>) -> Result<usize, E> {
    sys::read_more(bytes, |room| {
        let end = len.min(room.len());
        let room = &mut room[..end];
        Ok(match position {
            Some(position) => rustix::io::pread(fd, room, position)?.0,
            None => rustix::io::read(fd, room)?.0,
        })
    })
}

/// write(2), or pwrite(2) when there is a position. What was written may be less than `bytes`.
pub fn write_at(fd: RawFd, bytes: &[u8], position: Option<u64>) -> Result<usize, SystemError> {
    if bytes.is_empty() {
        // What would become of it is not specified for anything but files; the descriptor must be open, though.
        return fstat(fd).map(|_| 0).map_err(|error| SystemError { syscall: "write", ..error });
    }
    let written = match position {
        Some(position) => sys::with_file(fd, |file| again_io(|| file.write_at(bytes, position))),
        None => sys::with_fd(fd, |fd| again(|| rustix::io::write(fd, bytes))).map_err(io::Error::from),
    };
    with_syscall(written, "write")
}

/// Writes all of it, in as many calls as that takes; a descriptor in non-blocking mode is waited for.
pub fn write_all_at(fd: RawFd, mut bytes: &[u8], mut position: Option<u64>) -> Result<(), SystemError> {
    while !bytes.is_empty() {
        let written = match write_at(fd, bytes, position) {
            Err(error) if error.errno == E::AGAIN.into() => {
                wait_for(fd, PollFlags::OUT).map_err(|errno| SystemError::new(errno, "write"))?;
                continue;
            }
            result => result?,
        };
        if written == 0 {
            return Err(SystemError::new(E::IO, "write"));
        }
        bytes = &bytes[written..];
        position = position.map(|position| position + written as u64);
    }
    Ok(())
}

/// sendfile(2): copies within the kernel, from `position` of a file or from where it stands. Returns how many bytes.
pub fn send_file(out: RawFd, input: RawFd, position: Option<u64>, len: usize) -> Result<usize, SystemError> {
    let mut position = position;
    sys::with_fd(out, |out| {
        sys::with_fd(input, |input| again(|| rustix::fs::sendfile(out, input, position.as_mut(), len)))
    })
    .map_err(|errno| SystemError::new(errno, "sendfile"))
}

pub(super) fn again<T>(mut call: impl FnMut() -> Result<T, E>) -> Result<T, E> {
    loop {
        match call() {
            Err(E::INTR) => {}
            result => return result,
        }
    }
}

fn again_io<T>(mut call: impl FnMut() -> io::Result<T>) -> io::Result<T> {
    loop {
        match call() {
            Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
            result => return result,
        }
    }
}

fn with_syscall<T>(result: io::Result<T>, syscall: &'static str) -> Result<T, SystemError> {
    result.map_err(|error| SystemError::new(error, syscall))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn letters() {
        let cases = [
            ("r", libc::O_RDONLY),
            ("r+", libc::O_RDWR),
            ("w", libc::O_WRONLY | libc::O_CREAT | libc::O_TRUNC),
            ("w+", libc::O_RDWR | libc::O_CREAT | libc::O_TRUNC),
            ("a", libc::O_WRONLY | libc::O_CREAT | libc::O_APPEND),
            ("a+", libc::O_RDWR | libc::O_CREAT | libc::O_APPEND),
            ("wx", libc::O_WRONLY | libc::O_CREAT | libc::O_TRUNC | libc::O_EXCL),
            ("as+", libc::O_RDWR | libc::O_CREAT | libc::O_APPEND | libc::O_SYNC),
        ];
        for (letters, wanted) in cases {
            assert_eq!(open_flags(letters), Some(wanted), "{letters}");
        }
        for letters in ["", "x", "r++", "rw", "rx", "+", "\u{e9}", "r\u{e9}"] {
            assert_eq!(open_flags(letters), None, "{letters}");
        }
    }
}
