//! The process's own standard streams, written synchronously and completely.
//!
//! What `write` was given has left the process when it returns: to a file, a pipe or a tty alike, blocking or not. So
//! nothing is lost at exit, whatever way the process ends.

use std::os::fd::{AsFd, BorrowedFd, OwnedFd};
use std::sync::atomic::{AtomicBool, Ordering};

use rustix::event::{PollFd, PollFlags};
use rustix::fs::FileType;
use rustix::io::Errno as E;

use crate::SystemError;

/// Whether what was written last to an output did not end with a line end.
static LINE_IS_OPEN: AtomicBool = AtomicBool::new(false);

/// Whether what this process wrote last to its outputs ended within a line: a prompt wants one of its own.
pub fn line_is_open() -> bool {
    LINE_IS_OPEN.load(Ordering::Relaxed)
}

/// One of the standard streams.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stdio {
    /// Descriptor 0.
    In,
    /// Descriptor 1.
    Out,
    /// Descriptor 2.
    Err,
}

/// What a standard stream is connected to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum StdioKind {
    /// A terminal.
    Tty,
    /// A pipe or FIFO.
    Pipe,
    /// A socket.
    Socket,
    /// A regular file, a device such as `/dev/null`, or anything else.
    File,
    /// Not open.
    Closed,
}

impl Stdio {
    /// Writes all of `bytes`. EPIPE when nobody reads any more.
    pub fn write(self, bytes: &[u8]) -> Result<(), SystemError> {
        if let Some(last) = bytes.last() {
            LINE_IS_OPEN.store(*last != b'\n', Ordering::Relaxed);
        }
        write_all(self.fd(), bytes).map_err(|errno| SystemError::new(errno, "write"))
    }

    /// Everything that comes until the end.
    pub fn read_to_end(self) -> Result<Vec<u8>, SystemError> {
        read_all(self.fd()).map_err(|errno| SystemError::new(errno, "read"))
    }

    /// What it is connected to.
    pub fn kind(self) -> StdioKind {
        let fd = self.fd();
        if rustix::termios::isatty(fd) {
            return StdioKind::Tty;
        }
        match rustix::fs::fstat(fd).map(|stat| FileType::from_raw_mode(stat.st_mode)) {
            Ok(FileType::Fifo) => StdioKind::Pipe,
            Ok(FileType::Socket) => StdioKind::Socket,
            Ok(_) => StdioKind::File,
            Err(_) => StdioKind::Closed,
        }
    }

    /// A duplicate, for `Reactor::open_fd`. Closing it leaves the standard stream open.
    pub fn duplicate(self) -> Result<OwnedFd, SystemError> {
        rustix::io::fcntl_dupfd_cloexec(self.fd(), 3).map_err(|errno| SystemError::new(errno, "dup"))
    }

    fn fd(self) -> BorrowedFd<'static> {
        match self {
            Self::In => rustix::stdio::stdin(),
            Self::Out => rustix::stdio::stdout(),
            Self::Err => rustix::stdio::stderr(),
        }
    }
}

fn write_all(fd: BorrowedFd<'_>, mut bytes: &[u8]) -> Result<(), E> {
    while !bytes.is_empty() {
        match rustix::io::write(fd, bytes) {
            Ok(written) => bytes = &bytes[written..],
            Err(E::INTR) => {}
            Err(E::AGAIN) => wait_for(fd, PollFlags::OUT)?,
            Err(errno) => return Err(errno),
        }
    }
    Ok(())
}

fn read_all(fd: BorrowedFd<'_>) -> Result<Vec<u8>, E> {
    let mut all = Vec::new();
    let mut chunk = vec![0; 64 << 10];
    loop {
        match rustix::io::read(fd, &mut chunk) {
            Ok(0) => return Ok(all),
            Ok(read) => all.extend_from_slice(&chunk[..read]),
            Err(E::INTR) => {}
            Err(E::AGAIN) => wait_for(fd, PollFlags::IN)?,
            Err(errno) => return Err(errno),
        }
    }
}

/// Somebody who shares the descriptor made it non-blocking.
fn wait_for(fd: BorrowedFd<'_>, flags: PollFlags) -> Result<(), E> {
    match rustix::event::poll(&mut [PollFd::from_borrowed_fd(fd.as_fd(), flags)], None) {
        Ok(_) | Err(E::INTR) => Ok(()),
        Err(errno) => Err(errno),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::io::Read;
    use std::os::unix::net::UnixStream;

    #[test]
    fn a_full_non_blocking_descriptor_is_waited_for() {
        let (ours, mut theirs) = UnixStream::pair().unwrap();
        ours.set_nonblocking(true).unwrap();
        let reader = std::thread::spawn(move || {
            let mut all = Vec::new();
            theirs.read_to_end(&mut all).unwrap();
            all.len()
        });
        write_all(ours.as_fd(), &vec![7; 3_000_000]).unwrap();
        drop(ours);
        assert_eq!(reader.join().unwrap(), 3_000_000);
    }

    #[test]
    fn nobody_reads() {
        let (ours, theirs) = UnixStream::pair().unwrap();
        drop(theirs);
        assert_eq!(write_all(ours.as_fd(), b"x"), Err(E::PIPE));
    }
}
