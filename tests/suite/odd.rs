//! Odd scripts, `tests/odd/*.js`: each must end by itself with a JavaScript error or a plain result, whatever it does.
//!
//! `tests/odd/expect.txt` has a row for each: `name status where text`. Status is a number, or several with commas
//! between; `where` is `out` or `err`, and `text` must be somewhere in it (`{{*}}` as in expectations); `-` and nothing
//! more when only the end counts. A panic, a signal or a hang fails whatever the row says.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;
use std::process::Command;
use std::time::Duration;

use crate::TESTS;
use crate::cases::{Case, Outcome};
use crate::expect::{find, matches_line};
use crate::process::{End, run};
use crate::scripts::{Surroundings, entries};

/// Some of them take a while where the engine is slow; none of them may hang.
const TIMEOUT: Duration = Duration::from_secs(90);
/// Address space: large enough for a stack that is mapped lazily, too small to make the machine swap.
const MEMORY_KIB_MAX: u32 = 5 << 19;
/// What the Rust side prints when it breaks, which a program must never see unless its row says so.
const LAST_WORDS: [&str; 6] = [
    "panicked at",
    "This is a fault of noderu",
    "has overflowed its stack",
    "memory allocation of",
    "stack overflow",
    "out of memory",
];

/// One case for each script, one for the table itself.
pub fn cases() -> Vec<Case> {
    let folder = Path::new(TESTS).join("odd");
    let table = fs::read_to_string(folder.join("expect.txt")).unwrap_or_default();
    let mut rows: BTreeMap<String, Row> = BTreeMap::new();
    let mut bad_rows = Vec::new();
    for line in table.lines().filter(|line| !line.trim().is_empty() && !line.starts_with('#')) {
        match Row::parse(line) {
            Some((name, row)) => drop(rows.insert(name, row)),
            None => bad_rows.push(line.to_owned()),
        }
    }
    let scripts: BTreeSet<String> = entries(&folder)
        .into_iter()
        .filter(|path| path.extension().is_some_and(|extension| extension == "js"))
        .filter_map(|path| Some(path.file_stem()?.to_string_lossy().into_owned()))
        .collect();
    let no_script: Vec<String> = rows.keys().filter(|name| !scripts.contains(*name)).cloned().collect();

    let mut cases = vec![Case::new("odd/(table)", move || {
        if bad_rows.is_empty() && no_script.is_empty() {
            return Ok(());
        }
        Err(format!("rows that cannot be read: {bad_rows:?}\nrows without a script: {no_script:?}"))
    })];
    for name in scripts {
        let script = folder.join(format!("{name}.js"));
        let row = rows.remove(&name);
        cases.push(Case::new(format!("odd/{name}"), move || match row {
            Some(row) => check(&script, &row),
            None => Err("has no row in tests/odd/expect.txt".to_owned()),
        }));
    }
    cases
}

struct Row {
    statuses: Vec<i32>,
    text: Option<(Stream, String)>,
}

#[derive(Clone, Copy)]
enum Stream {
    Out,
    Err,
}

impl Row {
    fn parse(line: &str) -> Option<(String, Self)> {
        let (name, rest) = line.trim().split_once(char::is_whitespace)?;
        let (statuses, rest) = rest.trim_start().split_once(char::is_whitespace)?;
        let statuses = statuses.split(',').map(str::parse).collect::<Result<_, _>>().ok()?;
        let (place, text) = rest.trim_start().split_once(char::is_whitespace).unwrap_or((rest.trim_start(), ""));
        let text = match place {
            "out" => Some((Stream::Out, text.trim().to_owned())),
            "err" => Some((Stream::Err, text.trim().to_owned())),
            "-" => None,
            _ => return None,
        };
        Some((name.to_owned(), Self { statuses, text }))
    }
}

/// The script in a process that may not take the machine's memory with it.
fn limited(surroundings: &Surroundings, script: &Path) -> Command {
    let bare = surroundings.command();
    let mut command = surroundings.command_of("sh");
    command
        .arg("-c")
        .arg(format!("ulimit -v {MEMORY_KIB_MAX}; exec \"$0\" \"$1\""))
        .arg(bare.get_program())
        .arg(script);
    command
}

fn check(script: &Path, row: &Row) -> Outcome {
    let surroundings = Surroundings::new(script).map_err(|error| format!("cannot set up: {error}"))?;
    let begun = std::time::Instant::now();
    let finished = run(&mut limited(&surroundings, script), None, TIMEOUT)
        .map_err(|error| format!("cannot run noderu: {error}"))?;
    let mut problems = Vec::new();
    let expected = row.text.as_ref().map_or("", |(_, text)| text);
    let said = |text: &&&str| !expected.contains(**text) && find(&finished.stderr, text.as_bytes()).is_some();
    if let Some(text) = LAST_WORDS.iter().find(said) {
        problems.push(format!("standard error says {text:?}"));
    }
    if !matches!(finished.end, End::Status(status) if row.statuses.contains(&status)) {
        problems.push(format!("ended by {:?}, expected status {:?}", finished.end, row.statuses));
    }
    if let Some((stream, text)) = &row.text {
        let got = match stream {
            Stream::Out => &finished.stdout,
            Stream::Err => &finished.stderr,
        };
        let pattern = format!("{{{{*}}}}{text}{{{{*}}}}");
        let pattern = surroundings.fill(pattern.as_bytes());
        if !got.split(|byte| *byte == b'\n').any(|line| matches_line(&pattern, line)) {
            problems.push(format!("no line with {text:?}"));
        }
    }
    if problems.is_empty() {
        return Ok(());
    }
    let head = |bytes: &[u8]| String::from_utf8_lossy(&bytes[..bytes.len().min(2000)]).into_owned();
    problems.push(format!("after {:.1} s", Duration::as_secs_f64(&begun.elapsed())));
    problems.push(format!("stdout: {}\nstderr: {}", head(&finished.stdout), head(&finished.stderr)));
    Err(problems.join("\n"))
}
