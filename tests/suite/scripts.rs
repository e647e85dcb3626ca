//! `tests/js/<module>/<name>.js`, each with what it prints beside it.
//!
//! | file | what it holds | without it |
//! |---|---|---|
//! | `name.out` | standard output | standard output must be empty |
//! | `name.err` | standard error | standard error must be empty |
//! | `name.status` | exit status | 0 |
//! | `name.argv` | arguments after the script, one a line; with a line `{{FILE}}`, or no `name.js`, all arguments | none |
//! | `name.stdin` | what comes through a pipe on standard input | `/dev/null` |
//! | `name.env` | `KEY=value` lines | |
//!
//! Files in deeper folders are fixtures: modules to require, data to read.

use std::collections::BTreeSet;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::atomic::{AtomicU32, Ordering};
use std::time::Duration;

use crate::cases::{Case, Outcome};
use crate::expect::{compare, fill};
use crate::ports::ReservedPort;
use crate::process::{End, run};
use crate::{TESTS, noderu};

/// Enough for any script on a busy machine; what takes longer hangs.
const SCRIPT_TIMEOUT: Duration = Duration::from_secs(30);

/// One case for each script.
pub fn cases() -> Vec<Case> {
    let folders = entries(&Path::new(TESTS).join("js"));
    let scripts = folders.iter().filter(|path| path.is_dir()).flat_map(|folder| {
        let module = text_of(folder.file_name());
        // Command lines may have no script: the expectation alone makes a case.
        stems(folder, &["js", "out"]).into_iter().map(move |stem| case(stem, &format!("js/{module}")))
    });
    scripts.collect()
}

/// One case for each file in this folder that has an expectation; the others are no tests of this kind.
pub fn cases_in(folder: &Path, prefix: &str) -> Vec<Case> {
    stems(folder, &["out"]).into_iter().map(|stem| case(stem, prefix)).collect()
}

fn case(stem: PathBuf, prefix: &str) -> Case {
    Case::new(format!("{prefix}/{}", text_of(stem.file_name())), move || check(&stem))
}

/// The files with one of these extensions, without it.
fn stems(folder: &Path, extensions: &[&str]) -> BTreeSet<PathBuf> {
    let wanted = |path: &PathBuf| extensions.iter().any(|extension| path.extension().is_some_and(|e| e == *extension));
    entries(folder).into_iter().filter(wanted).map(|path| path.with_extension("")).collect()
}

/// The files and folders in a folder, none when there is no such folder.
pub fn entries(folder: &Path) -> Vec<PathBuf> {
    let mut paths: Vec<_> =
        fs::read_dir(folder).into_iter().flatten().filter_map(|entry| entry.ok().map(|entry| entry.path())).collect();
    paths.sort();
    paths
}

fn check(stem: &Path) -> Outcome {
    let stdout = read(stem, "out")?.unwrap_or_default();
    let stderr = read(stem, "err")?.unwrap_or_default();
    let status = match read(stem, "status")? {
        Some(text) => {
            let text = String::from_utf8_lossy(&text).trim().to_owned();
            text.parse().map_err(|_| format!("{}.status holds no number", stem.display()))?
        }
        None => 0,
    };

    let script = beside(stem, "js");
    let surroundings = Surroundings::new(&script).map_err(|error| format!("cannot set up: {error}"))?;
    let mut command = surroundings.command();
    let arguments = read(stem, "argv")?.map(|text| surroundings.fill(&text)).unwrap_or_default();
    let arguments: Vec<String> = String::from_utf8_lossy(&arguments).lines().map(str::to_owned).collect();
    let whole = !script.exists() || arguments.iter().any(|argument| Path::new(argument) == script);
    if !whole {
        command.arg(&script);
    }
    command.args(arguments);
    for line in
        String::from_utf8_lossy(&read(stem, "env")?.map(|text| surroundings.fill(&text)).unwrap_or_default()).lines()
    {
        if let Some((key, value)) = line.split_once('=') {
            command.env(key, value);
        }
    }
    let stdin = read(stem, "stdin")?;
    let finished =
        run(&mut command, stdin.as_deref(), SCRIPT_TIMEOUT).map_err(|error| format!("cannot run noderu: {error}"))?;

    let mut problems = Vec::new();
    problems.extend(compare("stdout", &surroundings.fill(&stdout), &finished.stdout).err());
    problems.extend(compare("stderr", &surroundings.fill(&stderr), &finished.stderr).err());
    if finished.end != End::Status(status) {
        problems.push(format!("ended by {:?}, expected {:?}", finished.end, End::Status(status)));
    }
    if problems.is_empty() { Ok(()) } else { Err(problems.join("\n")) }
}

/// What a script finds around it: its folder, a scratch folder, ports that are its own, and no environment of ours.
pub struct Surroundings {
    script: PathBuf,
    tmp: Scratch,
    ports: [ReservedPort; 3],
}

impl Surroundings {
    /// Sets up for this script.
    pub fn new(script: &Path) -> io::Result<Self> {
        let ports = [ReservedPort::new()?, ReservedPort::new()?, ReservedPort::new()?];
        Ok(Self { script: script.to_owned(), tmp: Scratch::new()?, ports })
    }

    /// The bare command; the arguments are the caller's.
    pub fn command(&self) -> Command {
        self.command_of(&noderu())
    }

    /// Another program in the same surroundings.
    pub fn command_of(&self, program: &str) -> Command {
        let mut command = Command::new(program);
        command.current_dir(self.folder()).env_clear();
        command.envs(std::env::var_os("PATH").map(|path| ("PATH", path)));
        command.env("HOME", &self.tmp.0).env("TMP", &self.tmp.0).env("TZ", "UTC").env("NODERU", noderu());
        for (name, port) in ["PORT", "PORT2", "PORT3"].into_iter().zip(&self.ports) {
            command.env(name, port.number().to_string());
        }
        command
    }

    /// Puts the values of this run in place of the marks.
    pub fn fill(&self, text: &[u8]) -> Vec<u8> {
        let mut values = vec![
            ("DIR", self.folder().display().to_string()),
            ("FILE", self.script.display().to_string()),
            ("TMP", self.tmp.0.display().to_string()),
            ("NODERU", noderu()),
        ];
        for (name, port) in ["PORT", "PORT2", "PORT3"].into_iter().zip(&self.ports) {
            values.push((name, port.number().to_string()));
        }
        fill(text, &values)
    }

    /// The folder in `TMP`.
    pub fn scratch(&self) -> &Path {
        &self.tmp.0
    }

    /// The port in `PORT`.
    pub fn port(&self) -> u16 {
        self.ports[0].number()
    }

    /// The port in `PORT2`.
    pub fn port2(&self) -> u16 {
        self.ports[1].number()
    }

    fn folder(&self) -> &Path {
        self.script.parent().expect("a script lies in a folder")
    }
}

/// A fresh folder, removed afterwards.
struct Scratch(PathBuf);

impl Scratch {
    fn new() -> io::Result<Self> {
        static COUNT: AtomicU32 = AtomicU32::new(0);
        let number = COUNT.fetch_add(1, Ordering::Relaxed);
        let path = std::env::temp_dir().join(format!("noderu-{}-{number}", std::process::id()));
        fs::create_dir_all(&path)?;
        Ok(Self(path))
    }
}

impl Drop for Scratch {
    fn drop(&mut self) {
        // A test may have taken its own rights away; the leftovers lie in the system's temporary folder.
        let _ = fs::remove_dir_all(&self.0);
    }
}

fn read(stem: &Path, extension: &str) -> Result<Option<Vec<u8>>, String> {
    let path = beside(stem, extension);
    match fs::read(&path) {
        Ok(bytes) => Ok(Some(bytes)),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
        Err(error) => Err(format!("{}: {error}", path.display())),
    }
}

/// The file of this extension; the stem may have dots of its own.
fn beside(stem: &Path, extension: &str) -> PathBuf {
    let mut path = stem.as_os_str().to_owned();
    path.push(".");
    path.push(extension);
    path.into()
}

fn text_of(name: Option<&std::ffi::OsStr>) -> String {
    name.map_or_else(String::new, |name| name.to_string_lossy().into_owned())
}
