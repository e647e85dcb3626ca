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
mod odd;
mod options;
mod ports;
mod process;
mod programs;
mod scripts;
mod server;

use std::process::ExitCode;

/// The folder `tests/`.
const TESTS: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/tests");

/// The program under test: the one cargo built, or what `NODERU` names (another build, or a node to check a script by).
fn noderu() -> String {
    std::env::var("NODERU").unwrap_or_else(|_| env!("CARGO_BIN_EXE_noderu").to_owned())
}

fn main() -> ExitCode {
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
    cases::run(all, &options)
}
