//! The process itself: who it runs as, where, and what it uses.

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

/// The id of a user by name, from /etc/passwd.
pub fn uid_of(name: &str) -> Option<u32> {
    id_of("/etc/passwd", name)
}

/// The id of a group by name, from /etc/group.
pub fn gid_of(name: &str) -> Option<u32> {
    id_of("/etc/group", name)
}

/// Sets the file mode creation mask and answers the one before.
pub fn set_umask(mask: u32) -> u32 {
    rustix::process::umask(Mode::from_raw_mode(mask & 0o777)).as_raw_mode()
}

/// The file mode creation mask.
pub fn umask() -> u32 {
    // Linux tells it without the detour of setting it, which other threads could see.
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
}

/// Reads the numbers from /proc.
pub fn memory() -> Result<Memory, SystemError> {
    const STATM: &str = "/proc/self/statm";
    let failed = |errno: E| SystemError::with_path(errno, "read", STATM);
    let text = std::fs::read_to_string(STATM).map_err(|error| SystemError::with_path(error, "read", STATM))?;
    let mut pages = text.split_ascii_whitespace().map(str::parse::<u64>);
    let (Some(Ok(size)), Some(Ok(resident))) = (pages.next(), pages.next()) else { return Err(failed(E::INVAL)) };
    let page_len = rustix::param::page_size() as u64;
    Ok(Memory { resident: resident * page_len, virtual_size: size * page_len })
}

/// The name that ps and top show for the calling thread; the kernel keeps 15 bytes of it.
pub fn set_title(title: &str) -> Result<(), SystemError> {
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
