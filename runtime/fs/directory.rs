//! The names in a directory, in one piece of memory: a directory of ten thousand is three allocations, not twenty thousand.
//!
//! Names are bytes, as the system has them; nothing is decoded, filtered or followed.

use std::ffi::OsStr;
use std::os::unix::ffi::OsStrExt;
use std::path::Path;

use rustix::fs::{Mode, OFlags, RawDir};
use rustix::io::Errno as E;

use crate::SystemError;

/// Bytes that one system call gives at most: some thousand names.
const BLOCK_LEN: usize = 32 * 1024;

/// Names, in the order of their bytes.
#[derive(Debug, Default)]
pub struct Names {
    bytes: Vec<u8>,
    spans: Vec<Span>,
}

/// Where a name is. Its first eight bytes, as a number with the first on top, distinguish most names.
#[derive(Debug)]
struct Span {
    head: u64,
    start: usize,
    end: usize,
}

impl Names {
    /// The names one after the other.
    pub fn iter(&self) -> impl Iterator<Item = &OsStr> {
        self.spans.iter().map(|span| OsStr::from_bytes(&self.bytes[span.start..span.end]))
    }

    /// How many there are.
    pub fn len(&self) -> usize {
        self.spans.len()
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.spans.is_empty()
    }

    fn push(&mut self, name: &[u8]) {
        let mut head = [0; 8];
        let len = name.len().min(head.len());
        head[..len].copy_from_slice(&name[..len]);
        let start = self.bytes.len();
        self.bytes.extend_from_slice(name);
        self.spans.push(Span { head: u64::from_be_bytes(head), start, end: self.bytes.len() });
    }

    fn sort(&mut self) {
        let Self { bytes, spans } = self;
        let rest = |span: &Span| &bytes[span.start..span.end];
        // No name has a zero byte, so one that is shorter comes before those that it begins.
        spans.sort_unstable_by(|a, b| a.head.cmp(&b.head).then_with(|| rest(a).cmp(rest(b))));
    }
}

/// The names in a directory but for `.` and `..`, in the order of their bytes: what the file system says has none, and
/// differs from machine to machine. getdents(2)
pub fn read_dir(path: &Path) -> Result<Names, SystemError> {
    let mut names = Names::default();
    read(path, &mut names).map_err(|errno| SystemError::with_path(errno, "readdir", path))?;
    names.sort();
    Ok(names)
}

fn read(path: &Path, names: &mut Names) -> Result<(), E> {
    let flags = OFlags::RDONLY | OFlags::DIRECTORY | OFlags::CLOEXEC;
    let directory = rustix::io::retry_on_intr(|| rustix::fs::open(path, flags, Mode::empty()))?;
    let mut block = Vec::with_capacity(BLOCK_LEN);
    let mut entries = RawDir::new(directory, block.spare_capacity_mut());
    while let Some(entry) = entries.next() {
        match entry {
            Ok(entry) => match entry.file_name().to_bytes() {
                b"." | b".." => {}
                name => names.push(name),
            },
            Err(E::INTR) => {}
            Err(errno) => return Err(errno),
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_in_the_order_of_their_bytes() {
        let mut names = Names::default();
        let given: [&[u8]; 9] =
            [b"b", b"abcdefgh", b"abcdefghi", b"abcdefg", b"a", b"abcdefgha", b"\xff\xfe", b"10", b"9"];
        given.iter().for_each(|name| names.push(name));
        names.sort();
        let mut wanted = given.map(OsStr::from_bytes);
        wanted.sort();
        assert!(names.iter().eq(wanted) && names.len() == 9 && !names.is_empty());
    }

    #[test]
    fn directories_small_and_large() {
        let folder = std::env::temp_dir().join(format!("noderu-directory-{}", std::process::id()));
        std::fs::create_dir(&folder).unwrap();
        assert!(read_dir(&folder).unwrap().is_empty());
        let mut wanted: Vec<String> = (0..3000).map(|n| format!("{n}-{}", "x".repeat(n % 200))).collect();
        wanted.iter().for_each(|name| std::fs::write(folder.join(name), b"").unwrap());
        wanted.sort();
        let names = read_dir(&folder).unwrap();
        std::fs::remove_dir_all(&folder).unwrap();
        assert!(names.iter().eq(wanted.iter().map(OsStr::new)));
        for (path, name) in [("/no/such", "ENOENT"), ("/dev/null", "ENOTDIR"), ("/etc/passwd", "ENOTDIR")] {
            let failure = read_dir(Path::new(path)).unwrap_err();
            assert_eq!((failure.errno.name(), failure.syscall), (name, "readdir"), "{path}");
        }
    }
}
