//! Whole files in one go: one job of the pool instead of one for each system call.

use std::os::fd::AsRawFd;
use std::path::Path;

use rustix::fs::{FileType, OFlags};
use rustix::io::Errno as E;

use super::file::{again, open_fd, read_once};
use super::{close, fstat, write_all_at};
use crate::{Bytes, Errno, SystemError};

/// Bytes that are read at once where stat(2) does not tell how many there are, as in /proc.
const PIECE_LEN: usize = 8 << 10;

/// Bytes that are read at once at most.
const READ_LEN_MAX: usize = 1 << 30;

/// The bytes of a file, which may be a pipe or device. EFBIG when there are more than `len_max`.
pub fn read_file(path: &Path, len_max: usize) -> Result<Bytes, SystemError> {
    let about = |errno: Errno| SystemError::with_path(errno, "read", path);
    let file = open_fd(path, OFlags::RDONLY.bits().cast_signed(), 0)?;
    // What stat(2) says of a directory or a device is no number of bytes to read.
    let size = fstat(file.as_raw_fd()).map_or(0, |stat| if is_regular(stat.mode) { stat.size } else { 0 });
    let size = usize::try_from(size).ok().filter(|&size| size <= len_max).ok_or_else(|| about(E::FBIG.into()))?;
    let mut bytes = Bytes::new(64);
    // One byte more than the file has: the read that finds its end needs room.
    let mut room = if size == 0 { PIECE_LEN } else { size + 1 };
    loop {
        if bytes.try_reserve_exact(room).is_err() {
            return Err(about(E::NOMEM.into()));
        }
        while bytes.len() < bytes.capacity() {
            let read = again(|| read_once(&file, &mut bytes, READ_LEN_MAX, None));
            if read.map_err(|errno| about(errno.into()))? == 0 {
                return Ok(bytes);
            }
        }
        if bytes.len() > len_max {
            return Err(about(E::FBIG.into()));
        }
        room = bytes.len().max(PIECE_LEN);
    }
}

fn is_regular(mode: u32) -> bool {
    FileType::from_raw_mode(mode) == FileType::RegularFile
}

/// Writes `bytes` into the file that open(2) makes or finds with these flags, and closes it.
pub fn write_file(path: &Path, flags: i32, mode: u32, bytes: &[u8]) -> Result<(), SystemError> {
    let about = |error: SystemError| SystemError { path: Some(path.into()), ..error };
    let file = open_fd(path, flags, mode)?;
    write_all_at(file.as_raw_fd(), bytes, None).map_err(about)?;
    close(file).map_err(about)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sizes_that_stat_tells_and_does_not_tell() {
        let status = read_file(Path::new("/proc/self/status"), 1 << 20).unwrap();
        assert!(status.starts_with(b"Name:"));
        assert_eq!(read_file(Path::new("/dev/null"), 10).unwrap().len(), 0);
        assert_eq!(read_file(Path::new("/dev/zero"), 100_000).unwrap_err().errno.name(), "EFBIG");
        let exe = std::env::current_exe().unwrap();
        let wanted = std::fs::read(&exe).unwrap();
        assert_eq!(read_file(&exe, wanted.len()).unwrap().as_slice(), wanted);
        assert_eq!(read_file(&exe, wanted.len() - 1).unwrap_err().errno.name(), "EFBIG");
        let error = read_file(Path::new("/"), 1 << 20).unwrap_err();
        assert_eq!((error.errno.name(), error.syscall), ("EISDIR", "read"));
    }

    #[test]
    fn a_full_disk() {
        let error = write_file(Path::new("/dev/full"), OFlags::WRONLY.bits().cast_signed(), 0, b"x").unwrap_err();
        assert_eq!(error.to_string(), "ENOSPC, No space left on device '/dev/full'");
    }
}
