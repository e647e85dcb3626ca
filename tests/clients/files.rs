//! Scripts that need a file system made for them: a full disk, a read-only one, few descriptors, FIFOs.
//!
//! Mounts are made in a mount namespace of the script's own (`unshare -m`, as root or as root of a user namespace), and
//! go with it. Where the kernel does not allow that, the cases that need it say so and pass.

use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::Duration;

use rustix::fs::{CWD, FileType, Mode, mknodat};

use crate::cases::{Case, Lane, Outcome};
use crate::expect::compare;
use crate::options::Options;
use crate::process::{End, run};
use crate::scripts::Surroundings;
use crate::{TESTS, noderu};

/// Operations in a run of `cargo test`; with `--abuse=10000` it is ten for each connection: 100,000.
const OPERATIONS: usize = 5_000;
/// More than the pool's four threads, and less than it grows to.
const FIFOS: usize = 20;
/// More than it ever grows to.
const FIFOS_MANY: usize = 100;
/// How long one script may take; a full mix on a busy machine takes minutes.
const PATIENCE: Duration = Duration::from_secs(60);
const PATIENCE_FULL: Duration = Duration::from_secs(600);

/// A file system in `$TMP/disk` of 64 KiB and 16 names, its root among them.
const FULL: &str = "mkdir $TMP/disk && mount -t tmpfs -o size=64k,nr_inodes=16 none $TMP/disk";
/// One with a file and a directory on it, that may not be written.
const READ_ONLY: &str = "mkdir $TMP/disk && mount -t tmpfs -o size=64k none $TMP/disk && printf kept > $TMP/disk/f \
                         && mkdir $TMP/disk/d && mount -o remount,ro $TMP/disk";
/// Enough descriptors to start, and few enough to use up.
const FEW_DESCRIPTORS: &str = "ulimit -n 40";

/// The cases. Where the system says no it must not matter what else runs; the mix counts threads and memory of its own
/// process only.
pub fn cases(options: &Options) -> Vec<Case> {
    let operations = options.abuse.map_or(OPERATIONS, |connections| connections * 10);
    let patience = if operations > OPERATIONS { PATIENCE_FULL } else { PATIENCE };
    vec![
        Case::new("client/files-denied", || failures("denied", None)),
        Case::new("client/files-directory", || failures("directory", None)),
        Case::new("client/files-descriptors", || failures("descriptors", Some(FEW_DESCRIPTORS))),
        Case::new("client/files-full", || on_mount("full", FULL)),
        Case::new("client/files-readonly", || on_mount("readonly", READ_ONLY)),
        Case::new("client/files-fifos", || fifos("fifos.js", "fifos.out", FIFOS)),
        Case::new("client/files-fifos-many", || fifos("fifos.js", "fifos-many.out", FIFOS_MANY)),
        Case::new("client/files-nonblocking", || fifos("nonblocking.js", "nonblocking.out", 2)),
        Case::new("program/fs-unlink", || manual("fs-unlink.js", &["hello"], "successfully deleted /tmp/hello\n", &[])),
        Case::new("program/fs-unlink-sync", || {
            manual("fs-unlink-sync.js", &["hello"], "successfully deleted /tmp/hello\n", &[])
        }),
        Case::new("program/fs-rename-stat", || {
            let told = "stats: {\"dev\":{{*}},\"ino\":{{*}},\"mode\":33188,\"nlink\":1,\"uid\":{{*}},\"size\":5,{{*}}\"mtime\":{{*}}}\n";
            manual("fs-rename-stat.js", &["hello"], told, &["world"])
        }),
        Case::new("program/fs-write-file", || manual("fs-write-file.js", &[], "It's saved!\n", &["message.txt"])),
        Case::in_lane(Lane::Alone, "client/files-abuse", move || mix(operations, patience)),
    ]
}

/// The calls of one situation, after `prepare` in a shell.
fn failures(situation: &str, prepare: Option<&str>) -> Outcome {
    let surroundings = around("failures.js")?;
    let mut command = match prepare {
        Some(prepare) => in_shell(&surroundings, &["sh"], prepare),
        None => surroundings.command(),
    };
    command.arg(script("failures.js")).arg(situation);
    check(&mut command, &format!("{situation}.out"), &surroundings)
}

/// The same in a mount namespace.
fn on_mount(situation: &str, prepare: &str) -> Outcome {
    let surroundings = around("failures.js")?;
    let Some(shell) = mounting_shell(&surroundings) else {
        println!("(files-{situation}: skipped: mounting is not allowed here)");
        return Ok(());
    };
    let mut command = in_shell(&surroundings, shell, prepare);
    command.arg(script("failures.js")).arg(situation);
    check(&mut command, &format!("{situation}.out"), &surroundings)
}

/// A shell that may mount, in a namespace of its own; none where the kernel allows it nobody.
fn mounting_shell(surroundings: &Surroundings) -> Option<&'static [&'static str]> {
    const SHELLS: [&[&str]; 2] = [&["unshare", "-m", "sh"], &["unshare", "-r", "-m", "sh"]];
    SHELLS.into_iter().find(|shell| {
        let mut command = surroundings.command_of(shell[0]);
        command.args(&shell[1..]).args(["-c", "mount -t tmpfs none $TMP"]);
        command.output().is_ok_and(|output| output.status.success())
    })
}

/// A program of the manual that works in `/tmp`: this run's scratch folder is mounted there and is where it runs. Names
/// the files that are there before it, each with five bytes, and those that are there after it.
fn manual(name: &str, before: &[&str], told: &str, after: &[&str]) -> Outcome {
    let surroundings = around("failures.js")?;
    let Some(shell) = mounting_shell(&surroundings) else {
        println!("({name}: skipped: mounting is not allowed here)");
        return Ok(());
    };
    if [Path::new(TESTS), Path::new(&noderu())].iter().any(|path| path.starts_with("/tmp")) {
        println!("({name}: skipped: it would hide this repository, which lies in /tmp)");
        return Ok(());
    }
    let folder = surroundings.scratch();
    for file in before {
        std::fs::write(folder.join(file), "hello").map_err(|error| format!("{file}: {error}"))?;
    }
    let program = Path::new(TESTS).join("programs").join(name);
    let mut command = in_shell(&surroundings, shell, "umask 022 && mount --bind $TMP /tmp && cd /tmp");
    command.arg(program);
    let finished = run(&mut command, None, PATIENCE).map_err(|error| format!("cannot run noderu: {error}"))?;
    compare("stdout", told.as_bytes(), &finished.stdout)?;
    compare("stderr", b"", &finished.stderr)?;
    let entries = std::fs::read_dir(folder).map_err(|error| error.to_string())?;
    let mut left: Vec<_> = entries.filter_map(|entry| Some(entry.ok()?.file_name())).collect();
    left.sort();
    if left == *after { Ok(()) } else { Err(format!("there are {left:?}, not {after:?}")) }
}

/// A shell that prepares and then becomes the program, with the arguments that are added to the command.
fn in_shell(surroundings: &Surroundings, shell: &[&str], prepare: &str) -> Command {
    let mut command = surroundings.command_of(shell[0]);
    command.args(&shell[1..]).args(["-c", &format!("{prepare} && exec \"$NODERU\" \"$@\""), "sh"]);
    command
}

/// A script that finds so many FIFOs.
fn fifos(name: &str, expected: &str, count: usize) -> Outcome {
    let surroundings = around(name)?;
    for number in 0..count {
        let path = surroundings.scratch().join(format!("fifo{number}"));
        mknodat(CWD, &path, FileType::Fifo, Mode::RUSR | Mode::WUSR, 0).map_err(|error| format!("mkfifo: {error}"))?;
    }
    check(surroundings.command().arg(script(name)), expected, &surroundings)
}

fn mix(operations: usize, patience: Duration) -> Outcome {
    let surroundings = around("mix.js")?;
    let mut command = surroundings.command();
    command.arg(script("mix.js")).arg(operations.to_string());
    let finished = run(&mut command, None, patience).map_err(|error| format!("cannot run noderu: {error}"))?;
    let stderr = String::from_utf8_lossy(&finished.stderr);
    compare("stdout", b"descriptors 0, threads true, files 0\n", &finished.stdout)
        .map_err(|problem| format!("{problem}\n{stderr}"))?;
    if finished.end != End::Status(0) {
        return Err(format!("ended by {:?}\n{stderr}", finished.end));
    }
    println!("{}", stderr.trim_end());
    Ok(())
}

fn check(command: &mut Command, expected: &str, surroundings: &Surroundings) -> Outcome {
    let expected = std::fs::read(script(expected)).map_err(|error| format!("{expected}: {error}"))?;
    let finished = run(command, None, PATIENCE).map_err(|error| format!("cannot run noderu: {error}"))?;
    compare("stdout", &surroundings.fill(&expected), &finished.stdout)?;
    compare("stderr", b"", &finished.stderr)?;
    if finished.end == End::Status(0) { Ok(()) } else { Err(format!("ended by {:?}", finished.end)) }
}

/// The surroundings of a script; its scratch folder is open to other users.
fn around(name: &str) -> Result<Surroundings, String> {
    let set_up = || {
        let surroundings = Surroundings::new(&script(name))?;
        std::fs::set_permissions(surroundings.scratch(), std::fs::Permissions::from_mode(0o755))?;
        Ok(surroundings)
    };
    set_up().map_err(|error: std::io::Error| format!("cannot set up: {error}"))
}

fn script(name: &str) -> PathBuf {
    Path::new(TESTS).join("clients/files").join(name)
}
