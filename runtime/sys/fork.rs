//! What std's `Command` does not do for a child process.
//!
//! Between fork and exec nothing but async-signal-safe calls is made.

use std::os::fd::{AsRawFd, OwnedFd, RawFd};
use std::os::unix::process::CommandExt;
use std::process::Command;

use rustix::io::Errno as E;
use rustix::process::Pid;

use super::check;

/// fork(2): a child that writes `words` to a descriptor and ends with `status`. It stands for a program that could not
/// be run.
pub(crate) fn fork_to_say(words: &[u8], fd: RawFd, status: i32) -> Result<Pid, E> {
    // SAFETY: sigset_t is plain numbers, which sigfillset sets; pthread_sigmask gets pointers to locals. All signals
    // wait until the child is gone or has no handler of ours to run any more.
    let before = unsafe {
        let mut all: libc::sigset_t = std::mem::zeroed();
        let mut before: libc::sigset_t = std::mem::zeroed();
        libc::sigfillset(&mut all);
        libc::pthread_sigmask(libc::SIG_SETMASK, &all, &mut before);
        before
    };
    // SAFETY: the child, a copy of one thread of many, calls nothing but write and _exit, which are async-signal-safe,
    // with bytes and numbers that were there before.
    let pid = unsafe { libc::fork() };
    if pid == 0 {
        // SAFETY: as above.
        unsafe {
            libc::write(fd, words.as_ptr().cast(), words.len());
            libc::_exit(status)
        }
    }
    let result = if pid < 0 { check(pid).map(|()| None) } else { Ok(Pid::from_raw(pid)) };
    // SAFETY: puts the mask back that was read above.
    unsafe {
        libc::pthread_sigmask(libc::SIG_SETMASK, &before, std::ptr::null_mut());
    }
    result?.ok_or(E::INVAL)
}

/// The child will lead a session of its own (setsid(2)), without a terminal.
pub(crate) fn begin_session(command: &mut Command) {
    // SAFETY: the closure runs between fork and exec, where only async-signal-safe calls may be made: setsid is one,
    // and it allocates nothing.
    unsafe {
        command.pre_exec(|| if libc::setsid() < 0 { Err(std::io::Error::last_os_error()) } else { Ok(()) });
    }
}

/// The child will have these descriptors from number 3 on; each of them has a higher number here than any that it is copied
/// to. The numbers in between are held by what is returned until the child runs: std's own pipe, by which it learns that exec
/// failed, must not lie among them.
pub(crate) fn pass_descriptors(command: &mut Command, extra: &[Option<OwnedFd>]) -> Result<Vec<OwnedFd>, E> {
    let Some(first) = extra.iter().flatten().next() else { return Ok(Vec::new()) };
    let above = 3 + extra.len() as RawFd;
    let mut reserved = Vec::new();
    loop {
        let held = rustix::io::fcntl_dupfd_cloexec(first, 3)?;
        if held.as_raw_fd() >= above {
            break;
        }
        reserved.push(held);
    }
    let copies: Vec<(RawFd, RawFd)> =
        (3..).zip(extra).filter_map(|(number, fd)| Some((fd.as_ref()?.as_raw_fd(), number))).collect();
    // SAFETY: the closure runs between fork and exec, where only async-signal-safe calls may be made: dup2 is one, and it
    // allocates nothing. What it copies from stays open in the caller until the child runs.
    unsafe {
        command.pre_exec(move || {
            for &(from, to) in &copies {
                if libc::dup2(from, to) < 0 {
                    return Err(std::io::Error::last_os_error());
                }
            }
            Ok(())
        });
    }
    Ok(reserved)
}

/// Makes sure that children stay to be waited for: whoever ignores SIGCHLD, which a program can inherit, does not learn
/// how they end.
pub(crate) fn keep_zombies() {
    // SAFETY: sigaction is plain numbers; the calls read and write locals. SIG_DFL is no handler that could be entered.
    unsafe {
        let mut action: libc::sigaction = std::mem::zeroed();
        if libc::sigaction(libc::SIGCHLD, std::ptr::null(), &mut action) == 0 && action.sa_sigaction == libc::SIG_IGN {
            action.sa_sigaction = libc::SIG_DFL;
            libc::sigaction(libc::SIGCHLD, &action, std::ptr::null_mut());
        }
    }
}
