//! Standard streams of every kind: what a program printed must be there when it has ended, whoever reads it and how slowly.

use std::fs;
use std::io::Read;
use std::path::Path;
use std::process::Stdio;
use std::thread;
use std::time::Duration;

use crate::TESTS;
use crate::cases::{Case, Outcome};
use crate::process::{End, end_of, run};
use crate::scripts::Surroundings;

/// Longer than a pipe holds, by far.
const LENGTH: usize = 3_000_000;

/// One case for each function.
pub fn cases() -> Vec<Case> {
    let all: [crate::cases::Row; 8] = [
        ("all of it to a slow reader of a pipe", all_to_a_slow_pipe),
        ("all of it to a file", all_to_a_file),
        ("all of it to a terminal", all_to_a_terminal),
        ("a reader that goes away", a_reader_that_goes_away),
        ("closed standard streams", closed_standard_streams),
        ("a full device", a_full_device),
        ("standard input that is a file, a folder, nothing", odd_standard_input),
        ("nothing to do costs nothing", nothing_to_do_costs_nothing),
    ];
    all.into_iter().map(|(name, body)| Case::new(format!("client/output/{name}"), body)).collect()
}

/// Ways to end after the text was written, and the status of each.
const ENDS: [(&str, i32); 5] = [
    ("", 0),
    ("process.exit(3);", 3),
    ("setTimeout(function () { process.exit(4); }, 1);", 4),
    ("throw new Error('the end');", 1),
    ("process.on('exit', function () { process.stdout.write('!'); });", 0),
];

fn program(end: &str) -> String {
    format!("process.stdout.write(new Array({LENGTH}).join('x') + '\\n'); {end}")
}

fn surroundings() -> Result<Surroundings, String> {
    Surroundings::new(&Path::new(TESTS).join("clients/none.js")).map_err(|error| format!("cannot set up: {error}"))
}

fn all_to_a_slow_pipe() -> Outcome {
    for (end, status) in ENDS {
        let surroundings = surroundings()?;
        let mut command = surroundings.command();
        command.args(["-e", &program(end)]).stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::null());
        let mut child = command.spawn().map_err(|error| error.to_string())?;
        let mut pipe = child.stdout.take().expect("stdout is a pipe");
        let mut block = vec![0; 256 << 10];
        let mut length = 0;
        // By the time the first byte is read the program has long wanted to end.
        thread::sleep(Duration::from_millis(100));
        loop {
            match pipe.read(&mut block) {
                Ok(0) => break,
                Ok(count) => length += count,
                Err(error) => return Err(format!("read: {error}")),
            }
            thread::sleep(Duration::from_millis(2));
        }
        let got = end_of(child.wait().map_err(|error| error.to_string())?);
        check_length(end, length, status, got)?;
    }
    Ok(())
}

fn all_to_a_file() -> Outcome {
    for (end, status) in ENDS {
        let surroundings = surroundings()?;
        let path = surroundings.scratch().join("out");
        let file = fs::File::create(&path).map_err(|error| error.to_string())?;
        let mut command = surroundings.command();
        command.args(["-e", &program(end)]).stdin(Stdio::null()).stdout(file).stderr(Stdio::null());
        let got = end_of(command.status().map_err(|error| error.to_string())?);
        let length = fs::metadata(&path).map_err(|error| error.to_string())?.len() as usize;
        check_length(end, length, status, got)?;
    }
    Ok(())
}

/// Through script(1), which gives its child a terminal and passes on its status.
fn all_to_a_terminal() -> Outcome {
    for (end, status) in ENDS {
        let surroundings = surroundings()?;
        let code = program(end).replace(&LENGTH.to_string(), "200000").replace('\'', "\"");
        let bare = surroundings.command();
        let mut command = surroundings.command_of("script");
        let line = format!("'{}' -e '{code}' 2>/dev/null", bare.get_program().to_string_lossy());
        command.args(["-qec", &line, "/dev/null"]);
        let finished = match run(&mut command, None, Duration::from_secs(30)) {
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => {
                println!("(script is not on this machine)");
                return Ok(());
            }
            other => other.map_err(|error| error.to_string())?,
        };
        let length = finished.stdout.iter().filter(|byte| **byte == b'x').count();
        if length != 199_999 || finished.end != End::Status(status) {
            return Err(format!("{end:?}: {length} of 199999 bytes, {:?}, expected status {status}", finished.end));
        }
    }
    Ok(())
}

fn check_length(end: &str, length: usize, status: i32, got: End) -> Outcome {
    let expected = LENGTH + usize::from(end.contains("'!'"));
    if length == expected && got == End::Status(status) {
        return Ok(());
    }
    Err(format!("{end:?}: {length} of {expected} bytes, {got:?}, expected status {status}"))
}

/// A shell line with `$0` for the program must end with one of these statuses, and nothing may panic.
fn shell(line: &str, statuses: &[i32]) -> Outcome {
    let surroundings = surroundings()?;
    let bare = surroundings.command();
    let mut command = surroundings.command_of("sh");
    command.args(["-c", line]).arg(bare.get_program());
    let finished = run(&mut command, None, Duration::from_secs(30)).map_err(|error| error.to_string())?;
    let stderr = String::from_utf8_lossy(&finished.stderr).into_owned();
    if stderr.contains("panicked") || !matches!(finished.end, End::Status(status) if statuses.contains(&status)) {
        return Err(format!("{line}\nended by {:?}, expected {statuses:?}; stderr: {stderr}", finished.end));
    }
    Ok(())
}

/// 141 is what the shell says of a program that SIGPIPE ended; noderu ends with it by itself.
fn a_reader_that_goes_away() -> Outcome {
    let status = r#"{ "$0" -e "CODE"; echo $? >"$TMP/status"; } | head -c 10 >/dev/null; exit $(cat "$TMP/status")"#;
    for code in [
        "for (var i = 0; i < 100000; i++) console.log(i);",
        "setInterval(function () { console.log(new Array(1000).join('x')); }, 1);",
        "process.stdout.on('error', function () { process.exit(0); }); \
         setInterval(function () { process.stdout.write(new Array(1000).join('x')); }, 1);",
    ] {
        shell(&status.replace("CODE", code), &[0, 1, 141])?;
    }
    Ok(())
}

fn closed_standard_streams() -> Outcome {
    for (line, status) in [
        (r#""$0" -e "console.log(1); process.exit(5)" >&-"#, 5),
        (r#""$0" -e "console.error(1); process.exit(5)" 2>&-"#, 5),
        (
            r#""$0" -e "process.openStdin().on('end', function () { process.exit(5); }).on('error', function () { process.exit(5); })" <&-"#,
            5,
        ),
        (r#""$0" -e "console.log(1); console.error(1); process.exit(5)" <&- >&- 2>&-"#, 5),
        (r#""$0" -e "throw new Error('x')" 2>&-"#, 1),
        // What is opened next must not become the standard output of the program.
        (
            r#""$0" -e "require('net').createServer().listen('$TMP/s', function () { console.log(1); process.exit(5); })" <&- >&- 2>&-"#,
            5,
        ),
    ] {
        shell(line, &[status])?;
    }
    Ok(())
}

fn a_full_device() -> Outcome {
    shell(r#""$0" -e "console.log(1)" >/dev/full"#, &[0, 1])?;
    shell(r#""$0" -e "console.error(1); throw new Error('x')" 2>/dev/full"#, &[1])?;
    shell(r#""$0" -e "process.stdout.write(new Array(1000000).join('x')); process.exit(6)" >/dev/full"#, &[1, 6])
}

fn odd_standard_input() -> Outcome {
    let read = "var n = 0, s = process.openStdin(); s.on('data', function (d) { n += d.length; }); \
                s.on('error', function () { process.exit(7); }); s.on('end', function () { process.exit(n === N ? 5 : 6); });";
    let line = |n: usize, input: &str| format!("{input}\"$0\" -e \"{}\"", read.replace('N', &n.to_string()));
    shell(&format!("{} </dev/null", line(0, "")), &[5])?;
    shell(&line(100_000, "head -c 100000 /dev/zero | "), &[5])?;
    shell(&format!("head -c 100000 /dev/zero >$TMP/in; {} <$TMP/in", line(100_000, "")), &[5])?;
    // Reading a folder is EISDIR.
    shell(&format!("{} </tmp", line(0, "")), &[7])
}

/// A server without clients and a timer that is far away: it does not run at all.
fn nothing_to_do_costs_nothing() -> Outcome {
    let mut server = crate::server::Server::start(&super::server_script("http.js"))?;
    super::http_streams::one_request(&server)?;
    server.expect_rest()?;
    server.expect_well()
}
