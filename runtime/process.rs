//! The process itself: who it runs as, where, and what it uses.
//!
//! Every call blocks, none for long; which ways of ending there are is not decided here.

use std::ffi::CString;
use std::path::{Path, PathBuf};

use rustix::fs::Mode;
use rustix::io::Errno as E;
use rustix::process::{Resource, Rlimit, getrlimit, setrlimit};

use crate::{SystemError, sys};

/// The process id.
pub fn pid() -> i32 {
    rustix::process::getpid().as_raw_nonzero().get()
}

/// The short name of the local time zone at a time in seconds since 1970, such as `CEST` (TZ, /etc/localtime).
pub fn zone_name(seconds: i64) -> Option<String> {
    sys::zone_name(seconds)
}

/// The real user id.
pub fn uid() -> u32 {
    rustix::process::getuid().as_raw()
}

/// The effective user id.
pub fn effective_uid() -> u32 {
    rustix::process::geteuid().as_raw()
}

/// The real group id.
pub fn gid() -> u32 {
    rustix::process::getgid().as_raw()
}

/// The effective group id.
pub fn effective_gid() -> u32 {
    rustix::process::getegid().as_raw()
}

/// setuid(2), for all threads of the process.
pub fn set_uid(uid: u32) -> Result<(), SystemError> {
    sys::set_uid(uid).map_err(|errno| SystemError::new(errno, "setuid"))
}

/// setgid(2), for all threads of the process.
pub fn set_gid(gid: u32) -> Result<(), SystemError> {
    sys::set_gid(gid).map_err(|errno| SystemError::new(errno, "setgid"))
}

/// seteuid(2), for all threads of the process.
pub fn set_effective_uid(uid: u32) -> Result<(), SystemError> {
    sys::set_effective_uid(uid).map_err(|errno| SystemError::new(errno, "seteuid"))
}

/// setegid(2), for all threads of the process.
pub fn set_effective_gid(gid: u32) -> Result<(), SystemError> {
    sys::set_effective_gid(gid).map_err(|errno| SystemError::new(errno, "setegid"))
}

/// The groups that the process belongs to beside its own.
pub fn groups() -> Result<Vec<u32>, SystemError> {
    let groups = rustix::process::getgroups().map_err(|errno| SystemError::new(errno, "getgroups"))?;
    Ok(groups.into_iter().map(rustix::process::Gid::as_raw).collect())
}

/// setgroups(2), for all threads of the process.
pub fn set_groups(groups: &[u32]) -> Result<(), SystemError> {
    sys::set_groups(groups).map_err(|errno| SystemError::new(errno, "setgroups"))
}

/// The groups that /etc/group names the user a member of.
pub fn groups_of(user: &str) -> Vec<u32> {
    let text = std::fs::read_to_string("/etc/group").unwrap_or_default();
    let group = |line: &str| {
        let mut fields = line.split(':').skip(2);
        let gid = fields.next()?.parse().ok()?;
        fields.next()?.split(',').any(|member| member.trim() == user).then_some(gid)
    };
    text.lines().filter_map(group).collect()
}

/// The id of a user by name, from /etc/passwd.
pub fn uid_of(name: &str) -> Option<u32> {
    id_of("/etc/passwd", name)
}

/// The id of a group by name, from /etc/group.
pub fn gid_of(name: &str) -> Option<u32> {
    id_of("/etc/group", name)
}

/// Sets the file mode creation mask and returns the one before.
pub fn set_umask(mask: u32) -> u32 {
    rustix::process::umask(Mode::from_raw_mode(mask & 0o777)).as_raw_mode()
}

/// The file mode creation mask.
pub fn umask() -> u32 {
    // Linux reports it without the detour of setting it, which other threads could see.
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix("Umask:"));
    match line.and_then(|mask| u32::from_str_radix(mask.trim(), 8).ok()) {
        Some(mask) => mask,
        None => {
            let mask = set_umask(0o077);
            set_umask(mask);
            mask
        }
    }
}

/// Makes the C library's allocator serve all threads from its one main arena, and keep freed blocks of up to 160 bytes as they
/// are. Call it before there is a second thread.
///
/// The engine does not run on the main thread, and the arenas that glibc gives to other threads grow by one page per
/// system call: fifty calls until hello world is printed, and one for every 4 KiB of heap from then on. Most objects of the
/// engine are just above the 128 bytes up to which glibc does not join a freed block to its neighbours, to cut it out of
/// them again a moment later.
pub fn prepare_allocator() {
    sys::prepare_allocator();
}

/// A stack overflow and an allocation that fails end the process with a line on standard error and status 1.
pub fn explain_fatal_ends() {
    sys::last_words::install();
}

/// Ends the process right here: no destructor runs, on no thread. What was written with [`crate::stdio`] has left.
pub fn exit(status: i32) -> ! {
    sys::exit(status)
}

/// kill(2): `pid` of 0 is the caller's group, -1 everybody, below that a group; `signo` of 0 only tests.
pub fn kill(pid: i32, signo: i32) -> Result<(), SystemError> {
    sys::kill(pid, signo).map_err(|errno| SystemError::new(errno, "kill"))
}

/// The current directory. ENOENT when it was removed.
pub fn cwd() -> Result<PathBuf, SystemError> {
    std::env::current_dir().map_err(|error| SystemError::new(error, "getcwd"))
}

/// Changes the current directory.
pub fn chdir(path: &Path) -> Result<(), SystemError> {
    rustix::process::chdir(path).map_err(|errno| SystemError::with_path(errno, "chdir", path))
}

/// The file this process runs.
pub fn exec_path() -> Result<PathBuf, SystemError> {
    std::env::current_exe().map_err(|error| SystemError::with_path(error, "readlink", "/proc/self/exe"))
}

/// Raises the number of descriptors the process may have to the most that it is allowed. For a server the usual soft
/// limit of 1024 is low; what depended on it was select(2), which nothing here uses.
pub fn raise_descriptor_limit() {
    let limit = getrlimit(Resource::Nofile);
    if limit.current != limit.maximum {
        // Whoever forbids it wants the limit as it is.
        let _ = setrlimit(Resource::Nofile, Rlimit { current: limit.maximum, maximum: limit.maximum });
    }
}

/// What the process uses of memory, in bytes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Memory {
    /// Pages in memory.
    pub resident: u64,
    /// The whole address space.
    pub virtual_size: u64,
    /// What the allocator holds.
    pub heap_total: u64,
    /// What of it is in use.
    pub heap_used: u64,
}

/// Reads the numbers from /proc.
pub fn memory() -> Result<Memory, SystemError> {
    const STATM: &str = "/proc/self/statm";
    let failed = |errno: E| SystemError::with_path(errno, "read", STATM);
    let text = std::fs::read_to_string(STATM).map_err(|error| SystemError::with_path(error, "read", STATM))?;
    let mut pages = text.split_ascii_whitespace().map(str::parse::<u64>);
    let (Some(Ok(size)), Some(Ok(resident))) = (pages.next(), pages.next()) else { return Err(failed(E::INVAL)) };
    let page_len = rustix::param::page_size() as u64;
    let shared = pages.next().and_then(Result::ok).unwrap_or(0);
    // Where the allocator does not say, the pages that belong to nobody else stand for it.
    let private = resident.saturating_sub(shared) * page_len;
    let (heap_total, heap_used) = sys::heap().unwrap_or((private, private));
    Ok(Memory { resident: resident * page_len, virtual_size: size * page_len, heap_total, heap_used })
}

/// What ps and top show of the process: its name, of which the kernel keeps 15 bytes, and its command line, of which it
/// shows [`TITLE_LEN_MAX`] at most. What is longer than the first command line and the environment together is cut.
pub fn set_title(title: &str) -> Result<(), SystemError> {
    // A sandbox may forbid it; the name is still set then.
    let _ = replace_command_line(title.as_bytes());
    set_name(title)
}

/// The kernel reads a page of a command line that reaches into the environment.
const TITLE_LEN_MAX: usize = 4095;

/// Overwrites the arguments where the kernel put them at exec(2), fields 48 and 49 of /proc/self/stat. Nothing but
/// `std::env::args` looks there. A title that is longer than they were goes on into the environment behind them, fields 50
/// and 51, as setproctitle(3) has it: a last byte of the arguments that is not NUL shows the kernel.
fn replace_command_line(title: &[u8]) -> Option<()> {
    let stat = std::fs::read_to_string("/proc/self/stat").ok()?;
    // The second field is the name in parentheses, with any bytes in it; the rest begins with the third.
    let mut rest = stat[stat.rfind(')')? + 1..].split_ascii_whitespace().skip(48 - 3).map(str::parse::<u64>);
    let mut next = || rest.next()?.ok();
    let (start, end, environment, environment_end) = (next()?, next()?, next()?, next()?);
    let len = |from: u64, to: u64| to.checked_sub(from).and_then(|len| usize::try_from(len).ok());
    let own = len(start, end).filter(|len| *len > 0 && start > 0)?;
    let mut room = own;
    if title.len() >= own && environment == end {
        room += len(environment, environment_end)?;
        sys::move_environment();
    }
    let kept = title.len().min(room - 1).min(TITLE_LEN_MAX);
    let mut line = vec![0; own.max(kept + 1)];
    line[..kept].copy_from_slice(&title[..kept]);
    let memory = std::fs::OpenOptions::new().write(true).open("/proc/self/mem").ok()?;
    std::os::unix::fs::FileExt::write_all_at(&memory, &line, start).ok()
}

fn set_name(title: &str) -> Result<(), SystemError> {
    let visible: Vec<u8> = title.bytes().filter(|byte| *byte != 0).take(15).collect();
    let name = CString::new(visible).map_err(|_| SystemError::new(E::INVAL, "prctl"))?;
    // The main thread's name is what ps shows; it is the process's `comm`, which /proc lets us write from any thread.
    match std::fs::write("/proc/self/comm", name.as_bytes()) {
        Ok(()) => Ok(()),
        Err(_) => rustix::thread::set_name(&name).map_err(|errno| SystemError::new(errno, "prctl")),
    }
}

/// The third column of a file in the form of passwd(5).
fn id_of(file: &str, name: &str) -> Option<u32> {
    let text = std::fs::read_to_string(file).ok()?;
    let line = text.lines().find(|line| line.split(':').next() == Some(name))?;
    line.split(':').nth(2)?.parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_process_knows_itself() {
        assert_eq!(pid(), std::process::id() as i32);
        assert_eq!(uid_of("root"), Some(0));
        assert_eq!(gid_of("no such group"), None);
        let memory = memory().unwrap();
        assert!(memory.resident > 100_000 && memory.virtual_size >= memory.resident);
        assert!(exec_path().unwrap().is_absolute() && cwd().unwrap().is_absolute());
    }

    #[test]
    fn kill_tests_for_existence() {
        assert_eq!(kill(pid(), 0), Ok(()));
        assert_eq!(kill(pid(), 999), Err(SystemError::new(E::INVAL, "kill")));
        assert_eq!(kill(0x3fff_fff0, 0), Err(SystemError::new(E::SRCH, "kill")));
    }

    #[test]
    fn chdir_names_the_path() {
        let error = chdir(Path::new("/no/such/place")).unwrap_err();
        assert_eq!(error.to_string(), "ENOENT, No such file or directory '/no/such/place'");
    }
}
