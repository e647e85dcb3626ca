//! Children in a mix with file operations: no descriptor, thread or zombie stays behind.

use std::path::Path;
use std::time::Duration;

use crate::TESTS;
use crate::cases::{Case, Outcome};
use crate::expect::compare;
use crate::options::Options;
use crate::process::{End, run};
use crate::scripts::Surroundings;

/// Children in a run of `cargo test`. The full mix is `cargo test --test suite client/children -- --children=2000`.
const COUNT: usize = 200;
/// File operations for each child.
const OPERATIONS: usize = 50;

/// The case.
pub fn cases(options: &Options) -> Vec<Case> {
    let count = options.children.unwrap_or(COUNT);
    vec![Case::new("client/children", move || children(count))]
}

fn children(count: usize) -> Outcome {
    let script = Path::new(TESTS).join("clients/children.js");
    let surroundings = Surroundings::new(&script).map_err(|error| format!("cannot set up: {error}"))?;
    let mut command = surroundings.command();
    command.arg(&script).args([count.to_string(), OPERATIONS.to_string()]);
    // A tenth of a second for each on a busy machine is plenty.
    let limit = Duration::from_secs(30) + Duration::from_millis(100) * count as u32;
    let finished = run(&mut command, None, limit).map_err(|error| format!("cannot run noderu: {error}"))?;
    compare("stderr", b"", &finished.stderr)?;
    compare("stdout", b"right: true true\ndescriptors: 0\nthreads: true\nzombies: 0\n", &finished.stdout)?;
    if finished.end == End::Status(0) { Ok(()) } else { Err(format!("ended by {:?}", finished.end)) }
}
