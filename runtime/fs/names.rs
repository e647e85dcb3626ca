//! System calls on names: of files, directories and links. Errors carry the path that they are about.

use std::ffi::OsString;
use std::fs::{self, DirBuilder, OpenOptions, Permissions};
use std::io;
use std::os::unix::fs::{DirBuilderExt, PermissionsExt};
use std::path::{Path, PathBuf};

use super::Stat;
use crate::SystemError;

/// Whether `path` names something, symbolic links followed.
pub fn exists(path: &Path) -> bool {
    fs::metadata(path).is_ok()
}

/// stat(2)
pub fn stat(path: &Path) -> Result<Stat, SystemError> {
    told(fs::metadata(path).map(Stat::from), "stat", path)
}

/// lstat(2): of the link itself.
pub fn lstat(path: &Path) -> Result<Stat, SystemError> {
    told(fs::symlink_metadata(path).map(Stat::from), "lstat", path)
}

/// rename(2)
pub fn rename(from: &Path, to: &Path) -> Result<(), SystemError> {
    told(fs::rename(from, to), "rename", from)
}

/// truncate(2)
pub fn truncate_path(path: &Path, len: u64) -> Result<(), SystemError> {
    told(OpenOptions::new().write(true).open(path).and_then(|file| file.set_len(len)), "truncate", path)
}

/// chmod(2)
pub fn chmod(path: &Path, mode: u32) -> Result<(), SystemError> {
    told(fs::set_permissions(path, Permissions::from_mode(mode)), "chmod", path)
}

/// chown(2); what is none stays as it is.
pub fn chown(path: &Path, uid: Option<u32>, gid: Option<u32>) -> Result<(), SystemError> {
    told(std::os::unix::fs::chown(path, uid, gid), "chown", path)
}

/// link(2): `new` becomes another name of `existing`.
pub fn link(existing: &Path, new: &Path) -> Result<(), SystemError> {
    told(fs::hard_link(existing, new), "link", existing)
}

/// symlink(2): `path` becomes a link that says `target`.
pub fn symlink(target: &Path, path: &Path) -> Result<(), SystemError> {
    told(std::os::unix::fs::symlink(target, path), "symlink", path)
}

/// readlink(2)
pub fn read_link(path: &Path) -> Result<PathBuf, SystemError> {
    told(fs::read_link(path), "readlink", path)
}

/// unlink(2)
pub fn unlink(path: &Path) -> Result<(), SystemError> {
    told(fs::remove_file(path), "unlink", path)
}

/// rmdir(2)
pub fn rmdir(path: &Path) -> Result<(), SystemError> {
    told(fs::remove_dir(path), "rmdir", path)
}

/// mkdir(2)
pub fn mkdir(path: &Path, mode: u32) -> Result<(), SystemError> {
    told(DirBuilder::new().mode(mode).create(path), "mkdir", path)
}

/// The names in a directory but for `.` and `..`, in no order.
pub fn read_dir(path: &Path) -> Result<Vec<OsString>, SystemError> {
    let names = || fs::read_dir(path)?.map(|entry| Ok(entry?.file_name())).collect::<io::Result<Vec<_>>>();
    told(names(), "readdir", path)
}

fn told<T>(result: io::Result<T>, syscall: &'static str, path: &Path) -> Result<T, SystemError> {
    result.map_err(|error| SystemError::with_path(error, syscall, path))
}
