//! Standard output and input as a shell connects them: pipes whose reader goes away, full disks, closed descriptors.

use std::process::Command;
use std::time::Duration;

use crate::cases::{Case, Outcome};
use crate::noderu;
use crate::process::{End, run};

/// One case for each row.
pub fn cases() -> Vec<Case> {
    ROWS.iter().map(|row| Case::new(format!("client/stdio/{}", row.name), || check(row))).collect()
}

/// A command line for sh, in which `$NODERU` is the program, and what comes of it.
struct Row {
    name: &'static str,
    command: &'static str,
    stdout: &'static str,
    /// What standard error must contain; empty: it must be empty.
    stderr: &'static str,
    status: i32,
}

const fn row(name: &'static str, command: &'static str, stdout: &'static str) -> Row {
    Row { name, command, stdout, stderr: "", status: 0 }
}

const ROWS: &[Row] = &[
    row("the reader goes away", r#""$NODERU" -e 'for (;;) console.log("y")' | head -n 2"#, "y\ny\n"),
    row(
        "the reader goes away, in a timer",
        r#""$NODERU" -e 'setInterval(function () { console.log("y") }, 1)' | head -n 1"#,
        "y\n",
    ),
    row(
        "the status of a broken pipe",
        r#"exec 3>&1; { "$NODERU" -e 'for (;;) console.log("y")'; echo $? >&3; } | head -n 1"#,
        "y\n141\n",
    ),
    row(
        "an 'error' listener hears of a broken pipe",
        r#"exec 3>&1; "$NODERU" -e 'process.stdout.on("error", function (e) { console.error(e.code); process.exit() }); setInterval(function () { console.log("x") }, 1)' 2>&3 | true"#,
        "EPIPE\n",
    ),
    Row {
        name: "a full disk",
        command: r#""$NODERU" -e 'console.log("x"); console.log("y")' >/dev/full"#,
        stdout: "",
        stderr: "ENOSPC",
        status: 1,
    },
    row(
        "a full disk that the program hears of",
        r#""$NODERU" -e 'process.stdout.on("error", function (e) { console.error(e.message, process.stdout.writable) }); console.log("x")' 2>&1 >/dev/full"#,
        "ENOSPC, No space left on device false\n",
    ),
    Row {
        name: "a full disk and exit",
        command: r#""$NODERU" -e 'console.log("x"); process.exit(0)' >/dev/full"#,
        stdout: "",
        stderr: "cannot write to standard output: ENOSPC, No space left on device",
        status: 1,
    },
    row("full standard error", r#""$NODERU" -e 'console.error("x"); console.log("y")' 2>/dev/full"#, "y\n"),
    row(
        "closed output",
        r#""$NODERU" -e 'console.log("x"); console.error("y"); process.stdout.write("z")' >&- 2>&-"#,
        "",
    ),
    row(
        "closed input",
        r#""$NODERU" -e 'process.openStdin().on("end", function () { console.log("end") })' <&-"#,
        "end\n",
    ),
    row(
        "input from a file",
        r#"echo text >"$TMP/file" && "$NODERU" -e 'process.stdin.setEncoding("utf8"); process.stdin.on("data", console.log); process.stdin.on("end", function () { console.log("end") })' <"$TMP/file""#,
        "text\n\nend\n",
    ),
    row(
        "much to a slow reader",
        r#""$NODERU" -e 'var b = new Array(100001).join("0123456789"); process.stdout.write(b); process.exit(0)' | { sleep 0.3; wc -c; }"#,
        "1000000\n",
    ),
    row(
        "much through a pipe",
        r#"head -c 3000000 /dev/zero | "$NODERU" -e 'require("sys").pump(process.openStdin(), process.stdout)' | wc -c"#,
        "3000000\n",
    ),
    row(
        "input that never ends is let go",
        r#"yes | "$NODERU" -e 'var stdin = process.openStdin(); stdin.on("data", function () { stdin.destroy(); console.log("enough") })'"#,
        "enough\n",
    ),
];

fn check(row: &Row) -> Outcome {
    let folder = std::env::temp_dir().join(format!(
        "noderu-stdio-{}-{:x}",
        std::process::id(),
        row.name.len() * 31 + row.command.len()
    ));
    std::fs::create_dir_all(&folder).map_err(|error| error.to_string())?;
    let mut command = Command::new("sh");
    command.args(["-c", row.command]).env("NODERU", noderu()).env("TMP", &folder);
    let finished = run(&mut command, None, Duration::from_secs(30)).map_err(|error| error.to_string());
    // A folder that stays behind in the system's place for such harms nobody.
    let _ = std::fs::remove_dir_all(&folder);
    let finished = finished?;
    let (stdout, stderr) = (String::from_utf8_lossy(&finished.stdout), String::from_utf8_lossy(&finished.stderr));
    let stderr_is_right = if row.stderr.is_empty() { stderr.is_empty() } else { stderr.contains(row.stderr) };
    if stdout == row.stdout && stderr_is_right && finished.end == End::Status(row.status) {
        return Ok(());
    }
    Err(format!("{}\nstdout: {stdout}\nstderr: {stderr}\nend: {:?}", row.command, finished.end))
}
