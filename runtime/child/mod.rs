//! Child processes: how one is started. The reactor reports how it ends (`reactor/role/child.rs`); [`sync`] waits for it.
//!
//! std's `Command` does the work, by way of posix_spawn(3), which copies no page tables, wherever it can: it gives up
//! on that when it has to search a PATH that was given, so the search is done here. The child gets the descriptors it
//! is given, default signal actions for what this process catches or ignores by its own wish, and an empty signal mask.
//!
//! A program that cannot be run is no failure of `spawn`: as with fork(2) and execvp(3) a process comes to be, says
//! why on its standard error, and ends with status 127. Where exec fails a second, tiny child plays that part.

pub mod sync;

use std::ffi::{OsStr, OsString};
use std::os::fd::{AsRawFd, OwnedFd, RawFd};
use std::os::unix::ffi::{OsStrExt, OsStringExt};
use std::os::unix::process::CommandExt;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use rustix::fs::{Access, FileType};
use rustix::io::Errno as E;
use rustix::net::{AddressFamily, SocketFlags, SocketType, socketpair};
use rustix::pipe::PipeFlags;
use rustix::process::{Pid, WaitStatus};

use crate::{Errno, SystemError, sys};

/// What to run, and how.
#[derive(Debug, Default)]
pub struct Spawn {
    /// A path, or a name to be searched for in the PATH of `env`.
    pub program: OsString,
    /// The arguments after the program's name.
    pub args: Vec<OsString>,
    /// The name that the program gets as its own, when that is not `program`.
    pub argv0: Option<OsString>,
    /// The whole environment.
    pub env: Vec<(OsString, OsString)>,
    /// The folder to start in; `None` for ours.
    pub cwd: Option<PathBuf>,
    /// Standard input, output and error.
    pub stdio: [ChildStdio; 3],
    /// The descriptors from 3 on; none leaves the number to what the child inherits, which mostly is nothing. A pipe among
    /// them goes both ways (a UNIX socket). At most [`EXTRA_MAX`].
    pub extra: Vec<Option<ChildStdio>>,
    /// The user to become.
    pub uid: Option<u32>,
    /// The group to become.
    pub gid: Option<u32>,
    /// Whether it leads a session of its own: no signal of our terminal reaches it.
    pub new_session: bool,
}

/// How many descriptors a child may get beside its standard streams: with them it has 256, a quarter of the usual limit.
pub const EXTRA_MAX: usize = 253;

/// What a stream of the child is connected to.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum ChildStdio {
    /// A pipe to us.
    #[default]
    Pipe,
    /// A duplicate of the descriptor with this number.
    Descriptor(RawFd),
    /// `/dev/null`.
    Null,
}

/// How a child ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Exit {
    /// By itself, with this status.
    Code(i32),
    /// By this signal.
    Signal(i32),
    /// Somebody else in this process has waited for it.
    Unknown,
}

/// A child that runs.
#[derive(Debug)]
pub(crate) struct Launched {
    pub pid: Pid,
    /// Our ends of the pipes, in blocking mode, close-on-exec.
    pub pipes: [Option<OwnedFd>; 3],
    /// Our ends of the sockets among its further descriptors.
    pub extra: Vec<Option<OwnedFd>>,
    /// Why the program could not be run; the child prints it, then.
    pub refused: Option<Errno>,
}

/// Starts a child. EAGAIN, ENOMEM and EMFILE when the system has no room for one, EPERM for a user or group that we
/// may not become, EBADF for a descriptor that is not open, EINVAL where there is a NUL byte.
pub(crate) fn launch(spawn: &Spawn) -> Result<Launched, SystemError> {
    let failed = |errno: E| SystemError::with_path(errno, "spawn", PathBuf::from(&spawn.program));
    if has_nul(spawn) {
        return Err(failed(E::INVAL));
    }
    let (pipes, theirs) = connect(&spawn.stdio)?;
    let (extra, passed) = connect_extra(&spawn.extra)?;
    let given = Given { stdio: &theirs, extra: &passed };
    let (pid, refused) = match run(spawn, given) {
        Ok(pid) => (pid, None),
        Err((_, errno @ (E::AGAIN | E::NOMEM | E::MFILE | E::NFILE))) => return Err(failed(errno)),
        Err((_, E::PERM)) if spawn.uid.is_some() || spawn.gid.is_some() => return Err(failed(E::PERM)),
        Err((call, errno)) => {
            let errno = Errno::from(errno);
            let words = format!("{call}(): {}\n", errno.text());
            let pid = sys::fork_to_say(words.as_bytes(), theirs[2].as_raw_fd(), EXEC_FAILED).map_err(failed)?;
            (pid, Some(errno))
        }
    };
    Ok(Launched { pid, pipes, extra, refused })
}

/// The status of a shell for a command that it cannot run.
const EXEC_FAILED: i32 = 127;

/// Opens what the standard streams are connected to: our ends and the child's.
fn connect(stdio: &[ChildStdio; 3]) -> Result<([Option<OwnedFd>; 3], [OwnedFd; 3]), SystemError> {
    let mut ours = [None, None, None];
    let mut end = |place: usize| match stdio[place] {
        ChildStdio::Pipe => {
            let (reader, writer) =
                rustix::pipe::pipe_with(PipeFlags::CLOEXEC).map_err(|errno| SystemError::new(errno, "pipe"))?;
            let (our, their) = if place == 0 { (writer, reader) } else { (reader, writer) };
            ours[place] = Some(our);
            Ok(their)
        }
        ChildStdio::Descriptor(raw) => sys::duplicate_fd(raw),
        ChildStdio::Null => {
            let null = std::fs::OpenOptions::new().read(true).write(true).open("/dev/null");
            null.map(OwnedFd::from).map_err(|error| SystemError::with_path(error, "open", "/dev/null"))
        }
    };
    let theirs = [end(0)?, end(1)?, end(2)?];
    Ok((ours, theirs))
}

/// What the child gets: its standard streams, and its descriptors from 3 on.
#[derive(Clone, Copy)]
struct Given<'a> {
    stdio: &'a [OwnedFd; 3],
    extra: &'a [Option<OwnedFd>],
}

/// One end for us and one for the child of each further descriptor. The child's have numbers above all that they are to be
/// copied to, so that no copy can hit another's source.
type Ends = (Vec<Option<OwnedFd>>, Vec<Option<OwnedFd>>);

fn connect_extra(extra: &[Option<ChildStdio>]) -> Result<Ends, SystemError> {
    if extra.len() > EXTRA_MAX {
        return Err(SystemError::new(E::MFILE, "spawn"));
    }
    let above = 3 + extra.len() as RawFd;
    let (mut ours, mut theirs) = (Vec::new(), Vec::new());
    for kind in extra {
        let (our, their) = match kind {
            None | Some(ChildStdio::Null) => (None, None),
            Some(ChildStdio::Descriptor(raw)) => (None, Some(sys::duplicate_fd_above(*raw, above)?)),
            Some(ChildStdio::Pipe) => {
                let pair = socketpair(AddressFamily::UNIX, SocketType::STREAM, SocketFlags::CLOEXEC, None);
                let (our, their) = pair.map_err(|errno| SystemError::new(errno, "socketpair"))?;
                (Some(our), Some(sys::duplicate_fd_above(their.as_raw_fd(), above)?))
            }
        };
        ours.push(our);
        theirs.push(their);
    }
    Ok((ours, theirs))
}

/// Runs the program as execvp(3) finds it. The error names the call that failed in the child.
fn run(spawn: &Spawn, given: Given<'_>) -> Result<Pid, (&'static str, E)> {
    if let Some(errno) = spawn.cwd.as_deref().and_then(|folder| enter(folder).err()) {
        return Err(("chdir", errno));
    }
    let search = !spawn.program.as_bytes().contains(&b'/');
    let path = spawn.env.iter().rev().find(|(name, _)| name == "PATH").map(|(_, value)| value.as_os_str());
    let mut refused = E::NOENT;
    for file in files(&spawn.program, search, path) {
        if search {
            match executable(&file, spawn.cwd.as_deref()) {
                Ok(true) => {}
                Ok(false) => {
                    refused = E::ACCESS;
                    continue;
                }
                Err(_) => continue,
            }
        }
        let name = spawn.argv0.as_deref().unwrap_or(&spawn.program);
        match start(spawn, file.as_os_str(), name, &spawn.args, given) {
            Err(E::ACCESS) if search => refused = E::ACCESS,
            Err(E::NOENT | E::NOTDIR) if search => {}
            // execvp(3): a file that the system does not know how to run is a shell's script.
            Err(E::NOEXEC) => {
                let mut args = vec![file.into_os_string()];
                args.extend(spawn.args.iter().cloned());
                let shell = OsStr::new("/bin/sh");
                return start(spawn, shell, name, &args, given).map_err(|errno| ("execvp", errno));
            }
            result => return result.map_err(|errno| ("execvp", errno)),
        }
    }
    Err(("execvp", refused))
}

/// The files that a program's name may mean, in the order in which execvp(3) tries them.
fn files<'a>(program: &'a OsStr, search: bool, path: Option<&'a OsStr>) -> impl Iterator<Item = PathBuf> + 'a {
    let alone = (!search).then(|| PathBuf::from(program));
    let folders = path.unwrap_or(OsStr::new("/usr/local/bin:/bin:/usr/bin")).as_bytes().split(|byte| *byte == b':');
    let found = folders.take_while(move |_| search && !program.is_empty()).map(move |folder| {
        // An empty entry is the current folder.
        Path::new(if folder.is_empty() { OsStr::new(".") } else { OsStr::from_bytes(folder) }).join(program)
    });
    alone.into_iter().chain(found)
}

/// Whether a file of the search can be run; an error when it is not there or no file.
fn executable(file: &Path, cwd: Option<&Path>) -> Result<bool, E> {
    let there = match cwd {
        Some(folder) => rustix::fs::stat(folder.join(file)),
        None => rustix::fs::stat(file),
    }?;
    if FileType::from_raw_mode(there.st_mode) != FileType::RegularFile {
        return Err(E::NOENT);
    }
    Ok(there.st_mode & 0o111 != 0)
}

/// Whether chdir(2) would succeed.
fn enter(folder: &Path) -> Result<(), E> {
    let there = rustix::fs::stat(folder)?;
    if FileType::from_raw_mode(there.st_mode) != FileType::Directory {
        return Err(E::NOTDIR);
    }
    rustix::fs::access(folder, Access::EXEC_OK)
}

fn start(spawn: &Spawn, file: &OsStr, name: &OsStr, args: &[OsString], given: Given<'_>) -> Result<Pid, E> {
    let errno = |error: std::io::Error| E::from_io_error(&error).unwrap_or(E::INVAL);
    let end = |place: usize| given.stdio[place].try_clone().map(Stdio::from).map_err(errno);
    let mut command = Command::new(file);
    command.arg0(name).args(args).env_clear().envs(spawn.env.iter().map(|(name, value)| (name, value)));
    command.stdin(end(0)?).stdout(end(1)?).stderr(end(2)?);
    if let Some(folder) = &spawn.cwd {
        command.current_dir(folder);
    }
    if let Some(gid) = spawn.gid {
        command.gid(gid);
    }
    if let Some(uid) = spawn.uid {
        command.uid(uid);
    }
    if spawn.new_session {
        sys::begin_session(&mut command);
    }
    let reserved = sys::pass_descriptors(&mut command, given.extra)?;
    let child = crate::memory::unlimited(|| command.spawn()).map_err(errno)?;
    drop(reserved);
    // Dropping std's Child neither waits for the process nor ends it.
    Pid::from_raw(child.id() as i32).ok_or(E::INVAL)
}

fn has_nul(spawn: &Spawn) -> bool {
    let nul = |text: &OsStr| text.as_bytes().contains(&0);
    nul(&spawn.program)
        || spawn.argv0.as_deref().is_some_and(nul)
        || spawn.cwd.as_deref().is_some_and(|folder| nul(folder.as_os_str()))
        || spawn.args.iter().any(|arg| nul(arg))
        || spawn.env.iter().any(|(name, value)| nul(name) || nul(value))
}

/// The environment of this process.
pub fn own_environment() -> Vec<(OsString, OsString)> {
    std::env::vars_os().collect()
}

/// Bytes of UTF-8 text as a program's argument.
pub fn argument(text: Vec<u8>) -> OsString {
    OsString::from_vec(text)
}

/// What waitpid(2) says of a child that ended.
pub(crate) fn exit_of(status: WaitStatus) -> Exit {
    match (status.exit_status(), status.terminating_signal()) {
        (Some(code), _) => Exit::Code(code),
        (None, Some(signo)) => Exit::Signal(signo),
        (None, None) => Exit::Unknown,
    }
}

#[cfg(test)]
mod tests {
    use std::io::Read;

    use rustix::process::{WaitOptions, waitpid};

    use super::*;

    fn spawned(program: &str, args: &[&str], change: impl FnOnce(&mut Spawn)) -> (Exit, String) {
        let mut spawn = Spawn {
            program: program.into(),
            args: args.iter().map(OsString::from).collect(),
            env: own_environment(),
            stdio: [ChildStdio::Null, ChildStdio::Pipe, ChildStdio::Pipe],
            ..Spawn::default()
        };
        change(&mut spawn);
        let launched = launch(&spawn).unwrap();
        let mut output = String::new();
        for pipe in launched.pipes.into_iter().flatten() {
            std::fs::File::from(pipe).read_to_string(&mut output).unwrap();
        }
        let (_, status) = waitpid(Some(launched.pid), WaitOptions::empty()).unwrap().unwrap();
        (exit_of(status), output)
    }

    #[test]
    fn programs_are_searched_for_as_execvp_does() {
        let folder = std::env::temp_dir().join(format!("noderu-child-{}", std::process::id()));
        std::fs::create_dir_all(folder.join("sub")).unwrap();
        std::fs::write(folder.join("a-script"), "echo script \"$@\"").unwrap();
        std::fs::write(folder.join("plain"), "").unwrap();
        let mode = |name: &str, mode| {
            let permissions = std::os::unix::fs::PermissionsExt::from_mode(mode);
            std::fs::set_permissions(folder.join(name), permissions).unwrap();
        };
        mode("a-script", 0o755);
        mode("plain", 0o644);
        let with_path = |path: String| move |spawn: &mut Spawn| spawn.env = vec![("PATH".into(), path.into())];
        let place = folder.to_str().unwrap().to_owned();

        let row = |program: &str, args: &[&str], path: String| spawned(program, args, with_path(path));
        assert_eq!(row("echo", &["a b"], "/bin".into()), (Exit::Code(0), "a b\n".into()));
        // A script without #! goes to the shell; folders and what is not there are ignored.
        assert_eq!(row("a-script", &["x"], format!("/nowhere:{place}")), (Exit::Code(0), "script x\n".into()));
        let missing = (Exit::Code(127), "execvp(): No such file or directory\n".into());
        let denied = (Exit::Code(127), "execvp(): Permission denied\n".into());
        assert_eq!(row("a-script", &[], "/nowhere:/bin".into()), missing);
        assert_eq!(row("sub", &[], place.clone()), missing);
        assert_eq!(row("plain", &[], format!("{place}:/bin")), denied);
        assert_eq!(row("", &[], "/bin".into()), missing);
        assert_eq!(row(&place, &[], "/bin".into()), denied);
        // Relative to the folder that the child is in.
        let relative = |spawn: &mut Spawn| {
            spawn.cwd = Some(folder.clone());
            spawn.env = vec![("PATH".into(), ":/bin".into())];
        };
        assert_eq!(spawned("a-script", &["y"], relative), (Exit::Code(0), "script y\n".into()));
        assert_eq!(spawned("./a-script", &["z"], relative), (Exit::Code(0), "script z\n".into()));
        std::fs::remove_dir_all(&folder).unwrap();
        assert_eq!(spawned("ls", &[], relative), (Exit::Code(127), "chdir(): No such file or directory\n".into()));
    }

    #[test]
    fn a_child_gets_what_it_is_given_and_nothing_else() {
        let (end, output) = spawned("env", &[], |spawn| spawn.env = vec![("A".into(), "1".into())]);
        assert_eq!((end, output.as_str()), (Exit::Code(0), "A=1\n"));
        let _open = std::fs::File::open("/proc/self/status").unwrap();
        let (_, output) = spawned("ls", &["-l", "/proc/self/fd"], |_| {});
        assert!(output.contains("/dev/null") && !output.contains("status"), "{output}");
        let (_, output) = spawned("sh", &["-c", "echo $0 out; echo err >&2"], |spawn| {
            spawn.stdio[2] = ChildStdio::Null;
            spawn.argv0 = Some("named".into());
        });
        assert_eq!(output, "named out\n");
        assert_eq!(spawned("sh", &["-c", "kill -9 $$"], |_| {}).0, Exit::Signal(9));
    }

    #[test]
    fn what_cannot_be_passed_on_is_refused() {
        let refused = |spawn: Spawn| launch(&spawn).unwrap_err().errno.name();
        assert_eq!(refused(Spawn { program: "a\0b".into(), ..Spawn::default() }), "EINVAL");
        let stdio = [ChildStdio::Null, ChildStdio::Descriptor(999_999), ChildStdio::Null];
        assert_eq!(refused(Spawn { program: "true".into(), stdio, ..Spawn::default() }), "EBADF");
    }
}
