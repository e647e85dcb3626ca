//! Files as streams: what epoll refuses is always ready, slow or not, and so is read on the pool, a piece at a time.
//!
//! The reads of one handle follow each other, so they stay in order. Files that the program opens by `fs` never come here:
//! these are standard input and other descriptors that are made a stream.

use std::os::fd::OwnedFd;
use std::sync::Arc;

use super::Role;
use crate::reactor::flags::Flags;
use crate::reactor::{READ_LEN, Reactor};
use crate::{Bytes, Errno, Event, EventKind, HandleId, SystemError, Task, sys};

/// The state of a stream that reads a file.
#[derive(Debug)]
pub(in crate::reactor) struct FileReader {
    /// The pool's hold on the file; `None` when it is closed.
    file: Option<Arc<OwnedFd>>,
    /// A read is under way.
    is_reading: bool,
    /// What the last read gave.
    read: Option<Result<Bytes, Errno>>,
}

impl FileReader {
    /// A reader of this file, from where it is.
    pub(in crate::reactor) fn new(file: OwnedFd) -> Box<Self> {
        Box::new(Self { file: Some(Arc::new(file)), is_reading: false, read: None })
    }

    pub(super) fn has_work(&self, flags: Flags) -> bool {
        flags.contains(Flags::READING) && !flags.contains(Flags::ENDED) && !self.is_reading
    }

    pub(super) fn close(&mut self) {
        self.file = None;
        self.read = None;
    }
}

pub(super) fn step(reactor: &mut Reactor, id: HandleId) -> Option<Event> {
    let handle = reactor.handles.get_mut(id)?;
    if !handle.has_work() {
        return None;
    }
    let Role::File(reader) = &mut handle.role else { return None };
    let kind = match reader.read.take() {
        None => {
            start_read(reactor, id);
            return None;
        }
        Some(Err(errno)) => {
            let error = SystemError::new(errno, "read");
            return Some(reactor.fail_now(id, error));
        }
        Some(Ok(bytes)) if bytes.is_empty() => {
            handle.flags.insert(Flags::ENDED);
            EventKind::End
        }
        Some(Ok(bytes)) => {
            start_read(reactor, id);
            EventKind::Data(bytes)
        }
    };
    reactor.stamp(id);
    Some(reactor.event(id, kind))
}

/// Reads the next piece of a file on the pool.
fn start_read(reactor: &mut Reactor, id: HandleId) {
    let Some(handle) = reactor.handles.get_mut(id) else { return };
    let Role::File(reader) = &mut handle.role else { return };
    let Some(file) = reader.file.clone() else { return };
    reader.is_reading = true;
    reactor.spawn_for(id, Task::new(move || read_piece(&file)));
}

/// A read on the pool has ended.
pub(super) fn read_done(reactor: &mut Reactor, id: HandleId, mut task: Task) {
    let Some(result) = task.take::<Result<Bytes, Errno>>() else { return };
    let Some(handle) = reactor.handles.get_mut(id).filter(|handle| handle.is_open()) else { return };
    let Role::File(reader) = &mut handle.role else { return };
    reader.is_reading = false;
    reader.read = Some(result);
    reactor.enqueue(id, true);
}

fn read_piece(file: &Arc<OwnedFd>) -> Result<Bytes, Errno> {
    let mut bytes = Bytes::with_capacity(64, READ_LEN);
    loop {
        match sys::read_spare(&mut bytes, |room| Ok(rustix::io::read(file, room)?.0)) {
            Ok(len) => {
                if len < READ_LEN / 2 {
                    bytes.shrink_to_fit();
                }
                return Ok(bytes);
            }
            Err(rustix::io::Errno::INTR) => {}
            Err(errno) => return Err(errno.into()),
        }
    }
}
