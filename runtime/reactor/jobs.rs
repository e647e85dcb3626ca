//! Jobs of the blocking pool, the caller's and the reactor's own.

use std::any::Any;
use std::os::fd::OwnedFd;
use std::sync::Arc;

use super::handles::Flags;
use super::pool::Output;
use super::{READ_LEN, Reactor};
use crate::{Bytes, Errno, Event, HandleId, JobId, sys};

/// Who waits for a job.
#[derive(Clone, Copy, Debug)]
pub(super) enum Purpose {
    /// The caller: `Event::Job`.
    Caller,
    /// A handle that reads a file.
    FileRead(HandleId),
}

impl Reactor {
    /// Runs `job` on the blocking pool; what it returns comes as `Event::Job`. Keeps the loop alive until then.
    pub fn spawn<T: Any + Send>(&mut self, job: impl FnOnce() -> T + Send + 'static) -> JobId {
        JobId(self.submit(Purpose::Caller, Box::new(move || Box::new(job()))))
    }

    /// Forgets a job: its event will not come. One that has begun runs to its end for nothing.
    pub fn cancel(&mut self, id: JobId) {
        if matches!(self.jobs.get(&id.0), Some(Purpose::Caller)) {
            self.jobs.remove(&id.0);
            self.pool.withdraw(id.0);
        }
    }

    fn submit(&mut self, purpose: Purpose, work: Box<dyn FnOnce() -> Output + Send>) -> u64 {
        self.next_job += 1;
        self.jobs.insert(self.next_job, purpose);
        self.pool.submit(self.next_job, work);
        self.next_job
    }

    /// What a finished job means: an event for the caller, or work for a handle, or nothing when it was cancelled.
    pub(super) fn job_done(&mut self, job: u64, output: Output) -> Option<Event> {
        match self.jobs.remove(&job)? {
            Purpose::Caller => Some(Event::Job(JobId(job), output)),
            Purpose::FileRead(id) => {
                let result = output.downcast::<Result<Bytes, Errno>>().ok()?;
                let handle = self.handles.get_mut(id).filter(|handle| handle.is_open())?;
                handle.flags.remove(Flags::FILE_READ);
                handle.rare().file_read = Some(*result);
                self.enqueue(id, true);
                None
            }
        }
    }

    /// Reads the next piece of a file on the pool. The reads of one handle follow each other, so they stay in order.
    pub(super) fn start_file_read(&mut self, id: HandleId) {
        let Some(handle) = self.handles.get_mut(id) else { return };
        let Some(file) = handle.rare().file.clone() else { return };
        handle.flags.insert(Flags::FILE_READ);
        self.submit(Purpose::FileRead(id), Box::new(move || Box::new(read_piece(&file))));
    }
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
