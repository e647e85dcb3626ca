//! Runs one program to its end: feeds it, takes what it prints, and ends it when it takes too long or prints too much.

use std::io::{self, ErrorKind, Read, Write};
use std::os::fd::AsFd;
use std::os::unix::process::{CommandExt, ExitStatusExt};
use std::process::{Child, Command, ExitStatus, Stdio};
use std::time::{Duration, Instant};

use rustix::event::{PollFd, PollFlags, Timespec, poll};
use rustix::process::{Pid, Signal, kill_process_group};

/// A script that prints more than this is not going to end.
const OUTPUT_LEN_MAX: usize = 32 << 20;
/// How long output may still come from grandchildren after the program has ended.
const GRACE: Duration = Duration::from_millis(500);

/// What a program left behind.
pub struct Finished {
    /// All of standard output.
    pub stdout: Vec<u8>,
    /// All of standard error.
    pub stderr: Vec<u8>,
    /// How it ended.
    pub end: End,
}

/// How a program ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum End {
    /// By itself, with this status.
    Status(i32),
    /// By a signal that was not ours.
    Signal(i32),
    /// It had to be killed: time was up.
    Timeout,
    /// It had to be killed: it printed without end.
    Flood,
}

/// Runs the command in a process group of its own, so that nothing it started outlives the case.
pub fn run(command: &mut Command, stdin: Option<&[u8]>, limit: Duration) -> io::Result<Finished> {
    command.stdin(if stdin.is_some() { Stdio::piped() } else { Stdio::null() });
    command.stdout(Stdio::piped()).stderr(Stdio::piped()).process_group(0);
    let mut child = command.spawn()?;
    let group = Pid::from_child(&child);
    let result = talk(&mut child, stdin.unwrap_or_default(), limit);
    // Gone already is the usual answer.
    let _ = kill_process_group(group, Signal::KILL);
    let (stdout, stderr, end) = result?;
    let end = match (end, child.wait()?) {
        (Some(end), _) => end,
        (None, status) => end_of(status),
    };
    Ok(Finished { stdout, stderr, end })
}

/// The end that an exit status tells of.
pub fn end_of(status: ExitStatus) -> End {
    status.code().map_or_else(|| End::Signal(status.signal().unwrap_or(0)), End::Status)
}

type Talk = (Vec<u8>, Vec<u8>, Option<End>);

fn talk(child: &mut Child, mut input: &[u8], limit: Duration) -> io::Result<Talk> {
    let deadline = Instant::now() + limit;
    let mut stdin = child.stdin.take();
    let mut stdout = Drain::new(child.stdout.take());
    let mut stderr = Drain::new(child.stderr.take());
    if let Some(pipe) = &stdin {
        rustix::io::ioctl_fionbio(pipe, true)?;
    }
    let mut ended_at: Option<Instant> = None;
    loop {
        let now = Instant::now();
        if ended_at.is_none() && child.try_wait()?.is_some() {
            ended_at = Some(now);
        }
        let closed = stdout.pipe.is_none() && stderr.pipe.is_none();
        let end = if ended_at.is_some_and(|at| closed || now >= at + GRACE) {
            Some(None)
        } else if stdout.bytes.len() + stderr.bytes.len() > OUTPUT_LEN_MAX {
            Some(Some(End::Flood))
        } else if now >= deadline {
            Some(Some(End::Timeout))
        } else {
            None
        };
        if let Some(end) = end {
            return Ok((stdout.bytes, stderr.bytes, end));
        }

        // Waiting for the end of a process has no descriptor of its own here: look again after a few milliseconds.
        let pause = Timespec { tv_sec: 0, tv_nsec: 5_000_000 };
        let mut fds = Vec::with_capacity(3);
        fds.extend(stdout.pipe.iter().map(|pipe| PollFd::new(pipe, PollFlags::IN)));
        fds.extend(stderr.pipe.iter().map(|pipe| PollFd::new(pipe, PollFlags::IN)));
        fds.extend(stdin.iter().map(|pipe| PollFd::new(pipe, PollFlags::OUT)));
        match poll(&mut fds, Some(&pause)) {
            Ok(_) | Err(rustix::io::Errno::INTR) => {}
            Err(error) => return Err(error.into()),
        }
        drop(fds);
        stdout.take();
        stderr.take();
        if let Some(pipe) = &mut stdin {
            match pipe.write(input) {
                Ok(count) => input = &input[count..],
                Err(error) if matches!(error.kind(), ErrorKind::WouldBlock | ErrorKind::Interrupted) => {}
                // It does not read on: its own affair.
                Err(_) => input = &[],
            }
            if input.is_empty() {
                stdin = None;
            }
        }
    }
}

/// One pipe and what came out of it; the pipe is let go at its end.
struct Drain<P> {
    pipe: Option<P>,
    bytes: Vec<u8>,
}

impl<P: Read + AsFd> Drain<P> {
    fn new(pipe: Option<P>) -> Self {
        if let Some(pipe) = &pipe {
            // Without it a read would block, and the 5 ms rhythm would be lost, nothing else.
            let _ = rustix::io::ioctl_fionbio(pipe, true);
        }
        Self { pipe, bytes: Vec::new() }
    }

    fn take(&mut self) {
        let Some(pipe) = &mut self.pipe else { return };
        let mut block = [0; 16 << 10];
        loop {
            match pipe.read(&mut block) {
                Ok(0) => break,
                Ok(count) => self.bytes.extend_from_slice(&block[..count]),
                Err(error) if error.kind() == ErrorKind::Interrupted => {}
                Err(error) if error.kind() == ErrorKind::WouldBlock => return,
                Err(_) => break,
            }
            if self.bytes.len() > OUTPUT_LEN_MAX {
                return;
            }
        }
        self.pipe = None;
    }
}
