//! A child that the caller waits for. Blocks, with everything: for what is named Sync.
//!
//! Neither shell nor encodings are known here: the caller gives a program and gets bytes.

use std::io::{ErrorKind, Read, Write};
use std::os::fd::AsFd;
use std::time::{Duration, Instant};

use rustix::event::{PollFd, PollFlags, Timespec, poll};
use rustix::io::Errno as E;
use rustix::process::{PidfdFlags, WaitOptions, pidfd_open, waitpid};

use super::{Exit, Spawn, exit_of, launch};
use crate::{Errno, SystemError, sys};

/// What ends the wait early.
#[derive(Clone, Copy, Debug)]
pub struct SyncLimits {
    /// How long it may run, in milliseconds; 0 is no limit.
    pub timeout_ms: u64,
    /// How many bytes of output, and of error output, it may give.
    pub output_len_max: usize,
    /// The signal that ends it when it does more.
    pub kill_signo: i32,
}

/// What a child left behind.
#[derive(Debug)]
pub struct Finished {
    /// The process id that it had.
    pub pid: i32,
    /// What came through the pipes, where there were any.
    pub output: [Option<Vec<u8>>; 2],
    /// How it ended.
    pub exit: Exit,
    /// What went wrong: the program could not be run, ETIMEDOUT, or ENOBUFS for too much output.
    pub error: Option<Errno>,
}

/// How long to look away where no descriptor shows that a process has ended (Linux before 5.3).
const GLANCE_MS: u64 = 5;

/// Starts a child, gives it `input`, and waits for its end and for the end of its output.
pub fn run(spawn: &Spawn, input: &[u8], limits: SyncLimits) -> Result<Finished, SystemError> {
    let failed = |errno: E| SystemError::new(errno, "poll");
    let started = Instant::now();
    let launched = launch(spawn)?;
    let pid = launched.pid;
    let mut finished = Finished {
        pid: pid.as_raw_nonzero().get(),
        output: [None, None],
        exit: Exit::Unknown,
        error: launched.refused,
    };
    let mut pipes = launched.pipes.map(|pipe| pipe.map(std::fs::File::from));
    for (place, pipe) in pipes.iter().enumerate() {
        if let Some(pipe) = pipe {
            rustix::io::ioctl_fionbio(pipe, true).map_err(failed)?;
            if place > 0 {
                finished.output[place - 1] = Some(Vec::new());
            }
        }
    }
    let pidfd = pidfd_open(pid, PidfdFlags::empty()).ok();
    let mut rest = input;
    let mut ended = false;
    let mut killed = false;
    loop {
        if rest.is_empty() {
            pipes[0] = None;
        }
        if !ended {
            match waitpid(Some(pid), WaitOptions::NOHANG) {
                Ok(None) | Err(E::INTR) => {}
                Ok(Some((_, status))) => (ended, finished.exit) = (true, exit_of(status)),
                Err(_) => ended = true,
            }
        }
        // Once it was killed, what it left running has no say in how long this takes.
        if ended && (killed || (pipes[1].is_none() && pipes[2].is_none())) {
            for output in finished.output.iter_mut().flatten() {
                output.truncate(limits.output_len_max);
            }
            return Ok(finished);
        }
        let spent = started.elapsed();
        let limit = Some(Duration::from_millis(limits.timeout_ms)).filter(|limit| !limit.is_zero() && !killed);
        let too_much = finished.output.iter().flatten().any(|output| output.len() > limits.output_len_max);
        let too_long = limit.is_some_and(|limit| spent >= limit);
        if !killed && (too_much || too_long) {
            killed = true;
            finished.error = Some(if too_much { E::NOBUFS } else { E::TIMEDOUT }.into());
            if !ended {
                // It may have ended in this very moment.
                let _ = sys::kill(finished.pid, limits.kill_signo);
            }
            continue;
        }
        let wait = limit.map(|limit| limit.saturating_sub(spent));
        let wait = if !ended && pidfd.is_none() { Some(Duration::from_millis(GLANCE_MS)) } else { wait };
        let ready = wait_for(&pipes, pidfd.as_ref().filter(|_| !ended), wait).map_err(failed)?;
        if ready[0] {
            match pipes[0].as_mut().map(|pipe| pipe.write(rest)) {
                Some(Ok(written)) => rest = &rest[written..],
                Some(Err(error)) if matches!(error.kind(), ErrorKind::WouldBlock | ErrorKind::Interrupted) => {}
                // It reads no more: its own affair.
                _ => rest = &[],
            }
        }
        for place in [1, 2] {
            if ready[place]
                && let (Some(pipe), Some(output)) = (&mut pipes[place], &mut finished.output[place - 1])
                && !take(pipe, output)
            {
                pipes[place] = None;
            }
        }
    }
}

/// One read. False at the end.
fn take(pipe: &mut std::fs::File, output: &mut Vec<u8>) -> bool {
    let mut piece = [0; 16 << 10];
    match pipe.read(&mut piece) {
        Ok(0) => false,
        Ok(read) => {
            output.extend_from_slice(&piece[..read]);
            true
        }
        Err(error) => matches!(error.kind(), ErrorKind::WouldBlock | ErrorKind::Interrupted),
    }
}

fn wait_for(
    pipes: &[Option<std::fs::File>; 3],
    pidfd: Option<&std::os::fd::OwnedFd>,
    wait: Option<Duration>,
) -> Result<[bool; 3], E> {
    let mut polled = Vec::with_capacity(4);
    let mut places = Vec::with_capacity(4);
    for (place, pipe) in pipes.iter().enumerate() {
        if let Some(pipe) = pipe {
            let flags = if place == 0 { PollFlags::OUT } else { PollFlags::IN };
            polled.push(PollFd::from_borrowed_fd(pipe.as_fd(), flags));
            places.push(place);
        }
    }
    if let Some(pidfd) = pidfd {
        polled.push(PollFd::new(pidfd, PollFlags::IN));
    }
    let wait = wait.map(|wait| Timespec { tv_sec: wait.as_secs() as _, tv_nsec: wait.subsec_nanos() as _ });
    match poll(&mut polled, wait.as_ref()) {
        Ok(_) | Err(E::INTR) => {}
        Err(errno) => return Err(errno),
    }
    let mut ready = [false; 3];
    for (place, polled) in places.iter().zip(&polled) {
        ready[*place] = !polled.revents().is_empty();
    }
    Ok(ready)
}

#[cfg(test)]
mod tests {
    use super::super::{ChildStdio, own_environment};
    use super::*;

    fn shell(script: &str, input: &[u8], limits: SyncLimits) -> Finished {
        let spawn = Spawn {
            program: "sh".into(),
            args: vec!["-c".into(), script.into()],
            env: own_environment(),
            stdio: [ChildStdio::Pipe; 3],
            ..Spawn::default()
        };
        run(&spawn, input, limits).unwrap()
    }

    const ENDLESS: SyncLimits = SyncLimits { timeout_ms: 0, output_len_max: usize::MAX, kill_signo: libc::SIGTERM };

    #[test]
    fn input_and_output_longer_than_a_pipe() {
        let input = vec![b'x'; 300_000];
        let finished = shell("cat; echo end >&2; exit 3", &input, ENDLESS);
        assert_eq!((finished.exit, finished.error), (Exit::Code(3), None));
        assert_eq!(finished.output[0].as_ref().unwrap().len(), 300_000);
        assert_eq!(finished.output[1].as_deref().unwrap(), b"end\n");
        // Nobody reads the input.
        assert_eq!(shell("exec 0<&-; sleep 0.1", &input, ENDLESS).exit, Exit::Code(0));
    }

    #[test]
    fn limits_end_it() {
        let finished = shell("sleep 60", b"", SyncLimits { timeout_ms: 50, ..ENDLESS });
        assert_eq!((finished.exit, finished.error), (Exit::Signal(15), Some(E::TIMEDOUT.into())));
        let finished = shell("yes", b"", SyncLimits { output_len_max: 1000, ..ENDLESS });
        assert_eq!(finished.error, Some(E::NOBUFS.into()));
        assert_eq!(finished.output[0].as_ref().unwrap().len(), 1000);
        // What it left running does not hold the wait.
        for timeout_ms in [100, 1000, 10_000] {
            let limits = SyncLimits { timeout_ms, kill_signo: libc::SIGKILL, ..ENDLESS };
            let finished = shell("sleep 60 & echo $!; sleep 60", b"", limits);
            assert_eq!((finished.exit, finished.error), (Exit::Signal(libc::SIGKILL), Some(E::TIMEDOUT.into())));
            let orphan = String::from_utf8(finished.output[0].clone().unwrap()).unwrap();
            // A busy machine may not have come so far.
            if let Ok(pid) = orphan.trim().parse() {
                assert_eq!(sys::kill(pid, libc::SIGKILL), Ok(()));
                return;
            }
        }
        panic!("the shell did not start its child");
    }
}
