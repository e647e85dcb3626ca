//! The one test binary: every test that needs the program `noderu` is a case of it.
//!
//! Cases come from data first: `tests/js/<module>/*.js` with the output beside each, `tests/odd/*.js` with the table
//! `tests/odd/expect.txt`, and the manual's programs in `tests/programs/`. What a script cannot say about itself
//! (bytes on a raw socket, killed clients) is a function in `tests/clients/`. The command line and the printed lines
//! are libtest's. It does not know what is inside the program: it only runs it.
#![forbid(unsafe_code)]

#[path = "../clients/mod.rs"]
mod clients;

mod cases;
mod expect;
mod messages;
mod odd;
mod options;
mod ports;
mod process;
mod programs;
mod scripts;
mod server;

use std::os::unix::process::CommandExt;
use std::process::{Command, ExitCode};

/// The folder `tests/`.
const TESTS: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/tests");

/// The program under test: the one cargo built, or what `NODERU` names (another build, or a node to check a script by).
fn noderu() -> String {
    std::env::var("NODERU").unwrap_or_else(|_| env!("CARGO_BIN_EXE_noderu").to_owned())
}

/// Runs the whole suite anew with the signals of the terminal at their defaults, where whoever started it (`nohup`, a
/// shell's `&`) had them ignored: the programs under test inherit that, and would ignore them too.
fn heed_signals() {
    const MARK: &str = "NODERU_SUITE_SIGNALS";
    let ignored = std::fs::read_to_string("/proc/self/status").ok().and_then(|status| {
        let mask = status.lines().find_map(|line| line.strip_prefix("SigIgn:"))?;
        u64::from_str_radix(mask.trim(), 16).ok()
    });
    // SIGHUP, SIGINT, SIGQUIT.
    if ignored.is_some_and(|mask| mask & 0b111 != 0) && std::env::var_os(MARK).is_none() {
        let itself = std::env::current_exe().expect("a running program has a path");
        let error = Command::new("env")
            .arg("--default-signal=HUP,INT,QUIT")
            .arg(itself)
            .args(std::env::args_os().skip(1))
            .env(MARK, "default")
            .exec();
        eprintln!("error: the suite cannot be started with default signals: {error}");
    }
}

fn main() -> ExitCode {
    heed_signals();
    let options = match options::Options::parse(std::env::args().skip(1)) {
        Ok(options) => options,
        Err(message) => {
            eprintln!("error: {message}");
            return ExitCode::from(2);
        }
    };
    let mut all = Vec::new();
    all.extend(programs::cases());
    all.extend(clients::cases(&options));
    all.extend(scripts::cases());
    all.extend(odd::cases());
    all.extend(messages::cases());
    cases::run(all, &options)
}
