//! System calls on names: of files, directories and links. Errors carry the path that they are about.
//!
//! Every call blocks; no name is expanded, and none checked for what the program may do with it.

use std::ffi::{OsStr, OsString};
use std::fs::{self, DirBuilder, OpenOptions, Permissions};
use std::io;
use std::os::unix::fs::{DirBuilderExt, FileTypeExt, PermissionsExt};
use std::path::{Path, PathBuf};

use rustix::fs::{Access, AtFlags, CWD, FileType, Timestamps};
use rustix::io::Errno as E;

use super::{Stat, Time};
use crate::SystemError;

/// Whether `path` names something, symbolic links followed.
pub fn exists(path: &Path) -> bool {
    fs::metadata(path).is_ok()
}

/// stat(2)
pub fn stat(path: &Path) -> Result<Stat, SystemError> {
    with_syscall(fs::metadata(path).map(Stat::from), "stat", path)
}

/// lstat(2): of the link itself.
pub fn lstat(path: &Path) -> Result<Stat, SystemError> {
    with_syscall(fs::symlink_metadata(path).map(Stat::from), "lstat", path)
}

/// rename(2)
pub fn rename(from: &Path, to: &Path) -> Result<(), SystemError> {
    with_syscall(fs::rename(from, to), "rename", from)
}

/// truncate(2)
pub fn truncate_path(path: &Path, len: u64) -> Result<(), SystemError> {
    with_syscall(OpenOptions::new().write(true).open(path).and_then(|file| file.set_len(len)), "truncate", path)
}

/// chmod(2)
pub fn chmod(path: &Path, mode: u32) -> Result<(), SystemError> {
    with_syscall(fs::set_permissions(path, Permissions::from_mode(mode)), "chmod", path)
}

/// chown(2); what is none stays as it is.
pub fn chown(path: &Path, uid: Option<u32>, gid: Option<u32>) -> Result<(), SystemError> {
    with_syscall(std::os::unix::fs::chown(path, uid, gid), "chown", path)
}

/// lchown(2): of the link itself.
pub fn lchown(path: &Path, uid: Option<u32>, gid: Option<u32>) -> Result<(), SystemError> {
    with_syscall(std::os::unix::fs::lchown(path, uid, gid), "lchown", path)
}

/// utimensat(2): when it was read and written last.
pub fn utimes(path: &Path, atime: Time, mtime: Time) -> Result<(), SystemError> {
    let done = rustix::fs::utimensat(CWD, path, &timestamps(atime, mtime), AtFlags::empty());
    done.map_err(|errno| SystemError::with_path(errno, "utimes", path))
}

pub(super) fn timestamps(atime: Time, mtime: Time) -> Timestamps {
    Timestamps { last_access: atime.into(), last_modification: mtime.into() }
}

/// access(2). `mode` is made of `R_OK`, `W_OK`, `X_OK`; 0 asks whether it is there.
pub fn access(path: &Path, mode: u32) -> Result<(), SystemError> {
    let asked = match Access::from_bits(mode) {
        Some(access) => rustix::fs::access(path, access),
        None => Err(E::INVAL),
    };
    asked.map_err(|errno| SystemError::with_path(errno, "access", path))
}

/// link(2): `new` becomes another name of `existing`.
pub fn link(existing: &Path, new: &Path) -> Result<(), SystemError> {
    with_syscall(fs::hard_link(existing, new), "link", existing)
}

/// symlink(2): `path` becomes a link that says `target`.
pub fn symlink(target: &Path, path: &Path) -> Result<(), SystemError> {
    with_syscall(std::os::unix::fs::symlink(target, path), "symlink", path)
}

/// readlink(2)
pub fn read_link(path: &Path) -> Result<PathBuf, SystemError> {
    with_syscall(fs::read_link(path), "readlink", path)
}

/// unlink(2)
pub fn unlink(path: &Path) -> Result<(), SystemError> {
    with_syscall(fs::remove_file(path), "unlink", path)
}

/// rmdir(2)
pub fn rmdir(path: &Path) -> Result<(), SystemError> {
    with_syscall(fs::remove_dir(path), "rmdir", path)
}

/// mkdir(2)
pub fn mkdir(path: &Path, mode: u32) -> Result<(), SystemError> {
    with_syscall(DirBuilder::new().mode(mode).create(path), "mkdir", path)
}

/// mkdir(2), for every directory on the way that is missing. Returns the first that was made; `None` when `path` was a
/// directory before.
pub fn mkdir_all(path: &Path, mode: u32) -> Result<Option<PathBuf>, SystemError> {
    let mut missing = vec![path];
    while let Some(&next) = missing.last() {
        match DirBuilder::new().mode(mode).create(next) {
            Ok(()) => break,
            Err(error) if error.kind() == io::ErrorKind::NotFound => match next.parent() {
                Some(parent) if parent != Path::new("") => missing.push(parent),
                _ => return with_syscall(Err(error), "mkdir", path),
            },
            Err(error) if error.kind() == io::ErrorKind::AlreadyExists && next.is_dir() => {
                missing.pop();
                break;
            }
            // A file in the way is not a directory; where the directory itself should be, it exists.
            Err(error) if error.kind() == io::ErrorKind::AlreadyExists && next != path => {
                return Err(SystemError::with_path(E::NOTDIR, "mkdir", path));
            }
            Err(error) => return with_syscall(Err(error), "mkdir", path),
        }
    }
    let first = missing.last().map(|first| first.to_path_buf());
    for &next in missing.iter().rev() {
        match DirBuilder::new().mode(mode).create(next) {
            Err(error) if error.kind() != io::ErrorKind::AlreadyExists || !next.is_dir() => {
                return with_syscall(Err(error), "mkdir", path);
            }
            _ => {}
        }
    }
    Ok(first)
}

/// Makes a directory with six characters behind `prefix` that no other has, for the user alone; mkdtemp(3).
pub fn mkdtemp(prefix: &OsStr) -> Result<PathBuf, SystemError> {
    const LETTERS: &[u8; 62] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";
    const ATTEMPTS: usize = 100;
    let mut pattern = prefix.to_owned();
    pattern.push("XXXXXX");
    for _ in 0..ATTEMPTS {
        let mut random = [0; 6];
        getrandom::fill(&mut random).map_err(|_| SystemError::with_path(E::IO, "mkdtemp", &pattern))?;
        let mut path = prefix.to_owned();
        random.iter().for_each(|byte| path.push(char::from(LETTERS[*byte as usize % 62]).to_string()));
        match DirBuilder::new().mode(0o700).create(&path) {
            Err(error) if error.kind() == io::ErrorKind::AlreadyExists => {}
            result => return with_syscall(result.map(|()| path.into()), "mkdtemp", Path::new(&pattern)),
        }
    }
    Err(SystemError::with_path(E::EXIST, "mkdtemp", pattern))
}

/// Removes a file, or with `recursive` also a directory with everything below it; links are removed, not followed. With
/// `force` nothing there is no failure.
pub fn remove(path: &Path, recursive: bool, force: bool) -> Result<(), SystemError> {
    let removed = match fs::symlink_metadata(path) {
        Ok(stat) if stat.is_dir() && !recursive => Err(E::ISDIR.into()),
        Ok(stat) if stat.is_dir() => fs::remove_dir_all(path),
        Ok(_) => fs::remove_file(path),
        Err(error) => Err(error),
    };
    match removed {
        Err(error) if force && error.kind() == io::ErrorKind::NotFound => Ok(()),
        removed => with_syscall(removed, "rm", path),
    }
}

/// The names in a directory as [`super::read_dir`] has them, with the type of each, as the type bits of stat(2)'s `mode`; 0 for
/// one that is gone again.
pub fn read_dir_kinds(path: &Path) -> Result<Vec<(OsString, u32)>, SystemError> {
    let kind = |entry: &fs::DirEntry| entry.file_type().map_or(0, kind_bits);
    let entries = || fs::read_dir(path)?.map(|entry| entry.map(|entry| (entry.file_name(), kind(&entry)))).collect();
    let mut entries: Vec<(OsString, u32)> = with_syscall(entries(), "readdir", path)?;
    entries.sort_unstable();
    Ok(entries)
}

fn kind_bits(kind: fs::FileType) -> u32 {
    let kind = if kind.is_file() {
        FileType::RegularFile
    } else if kind.is_dir() {
        FileType::Directory
    } else if kind.is_symlink() {
        FileType::Symlink
    } else if kind.is_fifo() {
        FileType::Fifo
    } else if kind.is_socket() {
        FileType::Socket
    } else if kind.is_char_device() {
        FileType::CharacterDevice
    } else {
        FileType::BlockDevice
    };
    kind.as_raw_mode()
}

fn with_syscall<T>(result: io::Result<T>, syscall: &'static str, path: &Path) -> Result<T, SystemError> {
    result.map_err(|error| SystemError::with_path(error, syscall, path))
}
