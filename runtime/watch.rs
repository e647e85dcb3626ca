//! inotify(7): what happens to files and in directories. The descriptor is a stream of the reactor's; what it reads is
//! parsed here.

use std::os::fd::{OwnedFd, RawFd};
use std::path::Path;

use rustix::fs::inotify::{self, CreateFlags, ReadFlags, WatchFlags};

use crate::{SystemError, sys};

/// What is asked for: changes of contents and of what stat(2) returns, and names that come and go.
const INTEREST: WatchFlags = WatchFlags::ATTRIB
    .union(WatchFlags::MODIFY)
    .union(WatchFlags::CREATE)
    .union(WatchFlags::DELETE)
    .union(WatchFlags::DELETE_SELF)
    .union(WatchFlags::MOVE)
    .union(WatchFlags::MOVE_SELF);

/// A descriptor that reports changes, for `Reactor::open_fd`. EMFILE beyond 128 of them for one user.
pub fn open() -> Result<OwnedFd, SystemError> {
    inotify::init(CreateFlags::CLOEXEC | CreateFlags::NONBLOCK).map_err(|errno| SystemError::new(errno, "watch"))
}

/// Begins to watch; the result names the watch in [`Change`]. One file has one watch, whatever it is called.
pub fn add(raw: RawFd, path: &Path) -> Result<i32, SystemError> {
    let added = sys::with_fd(raw, |fd| inotify::add_watch(fd, path, INTEREST));
    added.map_err(|errno| SystemError::with_path(errno, "watch", path))
}

/// Ends a watch. One that ended by itself, since its file is gone, is none any more: no failure.
pub fn remove(raw: RawFd, watch: i32) {
    let _ = sys::with_fd(raw, |fd| inotify::remove_watch(fd, watch));
}

/// One thing that happened.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Change<'a> {
    /// The watch that [`add`] began; -1 when so much happened that the kernel lost some of it.
    pub watch: i32,
    /// What happened.
    pub what: What,
    /// In a watched directory: the name it happened to.
    pub name: Option<&'a [u8]>,
}

/// The kinds of change that programs distinguish.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum What {
    /// Contents, or what stat(2) returns.
    Changed,
    /// A name came or went.
    Renamed,
    /// The watch ended: the file is gone, or [`remove`] was called.
    Ended,
}

/// The changes in what was read: `struct inotify_event { int wd; uint32_t mask, cookie, len; char name[len]; }`, one after
/// the other.
pub fn changes(mut bytes: &[u8]) -> impl Iterator<Item = Change<'_>> {
    const HEAD_LEN: usize = 16;
    std::iter::from_fn(move || {
        let (head, rest) = bytes.split_at_checked(HEAD_LEN)?;
        let field = |at: usize| Some(u32::from_ne_bytes(head.get(at..at + 4)?.try_into().ok()?));
        let (name, rest) = rest.split_at_checked(field(12)? as usize)?;
        bytes = rest;
        let flags = ReadFlags::from_bits_retain(field(4)?);
        let what = if flags.contains(ReadFlags::IGNORED) {
            What::Ended
        } else if flags.intersects(ReadFlags::MODIFY | ReadFlags::ATTRIB) {
            What::Changed
        } else {
            What::Renamed
        };
        // The name is filled up with NULs.
        let name = name.split(|&byte| byte == 0).next().filter(|name| !name.is_empty());
        Some(Change { watch: field(0)?.cast_signed(), what, name })
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn event(watch: i32, mask: u32, name: &[u8]) -> Vec<u8> {
        let mut bytes = Vec::new();
        bytes.extend(watch.to_ne_bytes());
        [mask, 0, name.len() as u32].iter().for_each(|field| bytes.extend(field.to_ne_bytes()));
        bytes.extend(name);
        bytes
    }

    #[test]
    fn events_are_told_apart() {
        let mut bytes = event(1, ReadFlags::MODIFY.bits(), b"");
        bytes.extend(event(2, ReadFlags::CREATE.bits(), b"name\0\0\0\0"));
        bytes.extend(event(1, ReadFlags::IGNORED.bits(), b""));
        let wanted = [
            Change { watch: 1, what: What::Changed, name: None },
            Change { watch: 2, what: What::Renamed, name: Some(b"name") },
            Change { watch: 1, what: What::Ended, name: None },
        ];
        assert_eq!(changes(&bytes).collect::<Vec<_>>(), wanted);
        // Whatever is cut off, what is whole is reported and nothing more.
        for len in 0..bytes.len() {
            let reported: Vec<_> = changes(&bytes[..len]).collect();
            assert_eq!(reported, wanted[..reported.len()], "{len}");
        }
    }
}
