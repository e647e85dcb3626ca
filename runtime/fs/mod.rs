//! Files. All of it blocks: who must not wait calls it on the pool.
//!
//! Here is what the module loader needs: whole reads, kinds, real paths. The calls by path are in [`names`], directories in
//! [`directory`], those by descriptor in [`file`](mod@file), whole files in [`whole`].

mod directory;
mod file;
mod names;
mod stat;
mod whole;

use std::io;
use std::path::{Path, PathBuf};

use crate::SystemError;

pub use directory::{Names, read_dir};
pub use file::{
    close, fchmod, fchown, fdatasync, fstat, fsync, futimes, open, open_flags, read_at, read_next, read_piece,
    send_file, truncate, write_all_at, write_at,
};
pub use names::{
    access, chmod, chown, exists, lchown, link, lstat, mkdir, mkdir_all, mkdtemp, read_dir_kinds, read_link, remove,
    rename, rmdir, stat, symlink, truncate_path, unlink, utimes,
};
pub use stat::{Stat, Time};
pub use whole::{Whole, copy_file, read_file, write_file};

/// What a path names, symbolic links followed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FileKind {
    /// A regular file.
    File,
    /// A directory.
    Directory,
    /// A device, pipe or socket.
    Other,
}

/// The bytes of a file.
pub fn read(path: &Path) -> Result<Vec<u8>, SystemError> {
    std::fs::read(path).map_err(|error| failed(error, "open", path))
}

/// What `path` names; `None` when it names nothing that can be reached.
pub fn kind(path: &Path) -> Option<FileKind> {
    let metadata = std::fs::metadata(path).ok()?;
    Some(if metadata.is_file() {
        FileKind::File
    } else if metadata.is_dir() {
        FileKind::Directory
    } else {
        FileKind::Other
    })
}

/// The absolute path without symbolic links.
pub fn real_path(path: &Path) -> Result<PathBuf, SystemError> {
    std::fs::canonicalize(path).map_err(|error| failed(error, "realpath", path))
}

/// A directory read as a file fails in read(2), everything else in open(2).
fn failed(error: io::Error, syscall: &'static str, path: &Path) -> SystemError {
    let syscall = if error.kind() == io::ErrorKind::IsADirectory { "read" } else { syscall };
    SystemError::with_path(error, syscall, path)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn kinds_and_errors() {
        assert_eq!(kind(Path::new("/")), Some(FileKind::Directory));
        assert_eq!(kind(Path::new("/dev/null")), Some(FileKind::Other));
        assert_eq!(kind(Path::new("/no/such")), None);
        assert_eq!(kind(&std::env::current_exe().unwrap()), Some(FileKind::File));
        assert_eq!(read(Path::new("/")).unwrap_err().errno.name(), "EISDIR");
        let error = read(Path::new("/no/such")).unwrap_err();
        assert_eq!((error.errno.name(), error.syscall), ("ENOENT", "open"));
        assert_eq!(real_path(Path::new("/usr/../")).unwrap(), Path::new("/"));
    }
}
