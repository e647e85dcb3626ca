//! V8's messages and positions: the programs of `tests/odd/messages/*.txt`, one process for a list, against what node 20
//! prints for them. `differs.txt` names the programs whose answer is another one still; it may only become shorter.

use std::collections::BTreeSet;
use std::fmt::Write;
use std::fs;
use std::path::Path;
use std::time::Duration;

use crate::TESTS;
use crate::cases::{Case, Outcome};
use crate::process::{End, run};
use crate::scripts::{Surroundings, entries};

const TIMEOUT: Duration = Duration::from_secs(60);

/// One case for each list.
pub fn cases() -> Vec<Case> {
    let folder = Path::new(TESTS).join("odd/messages");
    let lists =
        entries(&folder).into_iter().filter(|path| path.extension().is_some_and(|extension| extension == "node"));
    let names = lists.filter_map(|path| Some(path.file_stem()?.to_string_lossy().into_owned()));
    names.map(|name| Case::new(format!("odd/messages/{name}"), move || check(&name))).collect()
}

fn check(name: &str) -> Outcome {
    let folder = Path::new(TESTS).join("odd/messages");
    let text = |file: String| fs::read_to_string(folder.join(&file)).map_err(|error| format!("{file}: {error}"));
    let programs = text(format!("{name}.txt"))?;
    let expected = text(format!("{name}.node"))?;
    let table = text("differs.txt".into())?;
    let mark = format!("{name} ");
    let known: BTreeSet<&str> = table.lines().filter_map(|line| line.strip_prefix(&mark)).collect();

    let surroundings = Surroundings::new(&folder.join("make.js")).map_err(|error| format!("cannot set up: {error}"))?;
    let mut make = surroundings.command();
    make.arg(folder.join("make.js")).arg(surroundings.scratch()).arg(name);
    let made = run(&mut make, None, TIMEOUT).map_err(|error| format!("cannot run make.js: {error}"))?;
    if made.end != End::Status(0) {
        return Err(format!("make.js: {:?}\n{}", made.end, String::from_utf8_lossy(&made.stderr)));
    }
    let mut program = surroundings.command();
    program.arg(surroundings.scratch().join(format!("messages-{name}.js")));
    let finished = run(&mut program, None, TIMEOUT).map_err(|error| format!("cannot run it: {error}"))?;
    let stdout = String::from_utf8_lossy(&finished.stdout);
    if finished.end != End::Status(0) || stdout.lines().count() != programs.lines().count() {
        return Err(format!("{:?}\n{stdout}{}", finished.end, String::from_utf8_lossy(&finished.stderr)));
    }

    let mut differing = BTreeSet::new();
    let mut wrong = String::new();
    for ((program, expected), found) in programs.lines().zip(expected.lines()).zip(stdout.lines()) {
        if expected == found {
            continue;
        }
        differing.insert(program);
        if !known.contains(program) {
            let _ = writeln!(wrong, "{program}\n  node: {expected}\n  here: {found}");
        }
    }
    for program in known.difference(&differing) {
        let _ = writeln!(wrong, "{program}\n  is right now: its row in differs.txt goes");
    }
    if wrong.is_empty() { Ok(()) } else { Err(wrong) }
}
