//! Whole files in one go: one job of the pool instead of one for each system call.
//!
//! The caller sets how long a file may be; one that grows meanwhile is read to the same limit.

use std::fs::{File, OpenOptions};
use std::io;
use std::os::fd::{AsFd, AsRawFd, BorrowedFd, RawFd};
use std::os::unix::fs::{MetadataExt, OpenOptionsExt};
use std::path::{Path, PathBuf};

use rustix::event::PollFlags;
use rustix::fs::FileType;
use rustix::io::Errno as E;

use super::file::{again, open_fd, read_once, wait_for};
use super::{close, fstat, write_all_at};
use crate::{Bytes, Errno, SystemError, sys};

/// Bytes that are read at once where stat(2) does not say how many there are, as in /proc.
const PIECE_LEN: usize = 8 << 10;

/// Bytes that are read at once at most.
const READ_LEN_MAX: usize = 1 << 30;

/// A file as a whole: by its name, or open already, which it stays.
#[derive(Clone, Debug)]
pub enum Whole {
    /// By name.
    Path(PathBuf),
    /// A descriptor; it is read and written where it stands.
    Open(RawFd),
}

impl Whole {
    fn about(&self, errno: impl Into<Errno>, syscall: &'static str) -> SystemError {
        let path = match self {
            Self::Path(path) => Some(path.clone()),
            Self::Open(_) => None,
        };
        SystemError { errno: errno.into(), syscall, path }
    }
}

/// The bytes of a file, opened with these flags, which may be a pipe or device. EFBIG when there are more than `len_max`.
pub fn read_file(whole: &Whole, flags: i32, len_max: usize) -> Result<Bytes, SystemError> {
    let about = |errno: E| whole.about(errno, "read");
    match whole {
        Whole::Path(path) => read_to_end(open_fd(path, flags, 0o666)?.as_fd(), len_max),
        Whole::Open(fd) => sys::with_fd(*fd, |fd| Ok(read_to_end(fd, len_max))).map_err(about)?,
    }
    .map_err(about)
}

fn read_to_end(file: BorrowedFd<'_>, len_max: usize) -> Result<Bytes, E> {
    // What stat(2) says of a directory or a device is no number of bytes to read.
    let size = fstat(file.as_raw_fd()).map_or(0, |stat| if is_regular(stat.mode) { stat.size } else { 0 });
    let size = usize::try_from(size).ok().filter(|&size| size <= len_max).ok_or(E::FBIG)?;
    let mut bytes = Bytes::new(64);
    // One byte more than the file has: the read that finds its end needs room.
    let mut room = if size == 0 { PIECE_LEN } else { size + 1 };
    loop {
        bytes.try_reserve_exact(room).map_err(|_| E::NOMEM)?;
        while bytes.len() < bytes.capacity() {
            match again(|| read_once(file, &mut bytes, READ_LEN_MAX, None)) {
                Ok(0) => return Ok(bytes),
                Ok(_) => {}
                // A pipe in non-blocking mode, such as a standard stream that others share.
                Err(E::AGAIN) => wait_for(file.as_raw_fd(), PollFlags::IN)?,
                Err(errno) => return Err(errno),
            }
        }
        if bytes.len() > len_max {
            return Err(E::FBIG);
        }
        room = bytes.len().max(PIECE_LEN);
    }
}

fn is_regular(mode: u32) -> bool {
    FileType::from_raw_mode(mode) == FileType::RegularFile
}

/// Writes `bytes` into a file: one that open(2) makes or finds with these flags and that is closed again, or an open one.
pub fn write_file(whole: &Whole, flags: i32, mode: u32, bytes: &[u8]) -> Result<(), SystemError> {
    let about = |error: SystemError| whole.about(error.errno, error.syscall);
    match whole {
        Whole::Path(path) => {
            let file = open_fd(path, flags, mode)?;
            write_all_at(file.as_raw_fd(), bytes, None).map_err(about)?;
            close(file).map_err(about)
        }
        Whole::Open(fd) => write_all_at(*fd, bytes, None),
    }
}

/// Copies the bytes and permissions of a file. With `is_new` the copy must not exist yet: EEXIST.
pub fn copy_file(from: &Path, to: &Path, is_new: bool) -> Result<(), SystemError> {
    let about = |error: io::Error| SystemError::with_path(error, "copyfile", from);
    let mut source = File::open(from).map_err(about)?;
    let stat = source.metadata().map_err(about)?;
    if stat.is_dir() {
        return Err(about(E::ISDIR.into()));
    }
    let mut options = OpenOptions::new();
    options.write(true).create(true).create_new(is_new).mode(stat.mode() & 0o777);
    let mut copy = options.open(to).map_err(|error| SystemError::with_path(error, "copyfile", to))?;
    let there = copy.metadata().map_err(about)?;
    if (there.dev(), there.ino()) == (stat.dev(), stat.ino()) {
        // The copy of a file onto itself: truncating it would lose it.
        return Ok(());
    }
    if !there.is_file() {
        // A device or a pipe has no length to cut, and permissions of its own.
        return io::copy(&mut source, &mut copy).map(drop).map_err(about);
    }
    let copied = copy.set_len(0).and_then(|()| io::copy(&mut source, &mut copy));
    copied.and_then(|_| copy.set_permissions(stat.permissions())).map_err(about)
}

#[cfg(test)]
mod tests {
    use rustix::fs::OFlags;

    use super::*;

    fn path(path: &str) -> Whole {
        Whole::Path(path.into())
    }

    #[test]
    fn sizes_that_stat_tells_and_does_not_tell() {
        let status = read_file(&path("/proc/self/status"), 0, 1 << 20).unwrap();
        assert!(status.starts_with(b"Name:"));
        assert_eq!(read_file(&path("/dev/null"), 0, 10).unwrap().len(), 0);
        assert_eq!(read_file(&path("/dev/zero"), 0, 100_000).unwrap_err().errno.name(), "EFBIG");
        let exe = std::env::current_exe().unwrap();
        let wanted = std::fs::read(&exe).unwrap();
        assert_eq!(read_file(&Whole::Path(exe.clone()), 0, wanted.len()).unwrap().as_slice(), wanted);
        assert_eq!(read_file(&Whole::Path(exe.clone()), 0, wanted.len() - 1).unwrap_err().errno.name(), "EFBIG");
        let error = read_file(&path("/"), 0, 1 << 20).unwrap_err();
        assert_eq!((error.errno.name(), error.syscall), ("EISDIR", "read"));
    }

    #[test]
    fn a_full_disk() {
        let error = write_file(&path("/dev/full"), OFlags::WRONLY.bits().cast_signed(), 0, b"x").unwrap_err();
        assert_eq!(error.to_string(), "ENOSPC, No space left on device '/dev/full'");
    }
}
