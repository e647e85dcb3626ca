//! What stat(2) returns, in types that are the same on every machine.
//!
//! Times keep their nanoseconds, numbers their 64 bits; what a program sees of them is not decided here.

use std::fs::Metadata;
use std::os::unix::fs::MetadataExt;

/// A point in time as the file system keeps it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Time {
    /// Seconds since 1970.
    pub seconds: i64,
    /// Nanoseconds beyond them.
    pub nanoseconds: i64,
}

impl From<Time> for rustix::fs::Timespec {
    fn from(time: Time) -> Self {
        Self { tv_sec: time.seconds, tv_nsec: time.nanoseconds as _ }
    }
}

/// What stat(2) returns of a file. The default is what stands for a file that is not there.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Stat {
    /// The device that holds it.
    pub dev: u64,
    /// Its number on the device.
    pub ino: u64,
    /// Type and permissions.
    pub mode: u32,
    /// How many names it has.
    pub nlink: u64,
    /// The owner.
    pub uid: u32,
    /// The owning group.
    pub gid: u32,
    /// Which device it is, when it is one.
    pub rdev: u64,
    /// Bytes.
    pub size: u64,
    /// Bytes that are good to read or write at once.
    pub blksize: u64,
    /// Blocks of 512 bytes that it takes up.
    pub blocks: u64,
    /// Last read.
    pub atime: Time,
    /// Last written.
    pub mtime: Time,
    /// Last change of what is here.
    pub ctime: Time,
}

impl From<Metadata> for Stat {
    fn from(metadata: Metadata) -> Self {
        Self {
            dev: metadata.dev(),
            ino: metadata.ino(),
            mode: metadata.mode(),
            nlink: metadata.nlink(),
            uid: metadata.uid(),
            gid: metadata.gid(),
            rdev: metadata.rdev(),
            size: metadata.size(),
            blksize: metadata.blksize(),
            blocks: metadata.blocks(),
            atime: Time { seconds: metadata.atime(), nanoseconds: metadata.atime_nsec() },
            mtime: Time { seconds: metadata.mtime(), nanoseconds: metadata.mtime_nsec() },
            ctime: Time { seconds: metadata.ctime(), nanoseconds: metadata.ctime_nsec() },
        }
    }
}

impl Stat {
    /// Whether the file was changed between the two; having been read is no change.
    pub fn differs(&self, other: &Self) -> bool {
        *self != Self { atime: self.atime, ..*other }
    }
}
