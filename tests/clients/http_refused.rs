//! Requests that must be refused: a clear 4xx, a closed connection, and a server that goes on.
//!
//! The table (`hostile.txt`) follows the design's page on hostile input: framing that two servers could read in two ways (request
//! smuggling, RFC 9112 sections 6 and 11.2), bytes that have no place in a head, and sizes beyond the limits.

use super::server_script;
use super::wire::{Wire, show};
use crate::cases::{Case, Outcome};
use crate::server::Server;

/// All rows of a group are sent to one server, each on its own connection.
pub fn cases() -> Vec<Case> {
    let mut cases = Vec::new();
    for section in ["smuggling", "heads", "chunks"] {
        cases.push(Case::new(format!("client/http refused/{section}"), move || check_whole(section)));
        cases.push(Case::new(format!("client/http refused/{section}, split"), move || check_split(section)));
    }
    cases.push(Case::new("client/http refused/limits", limits));
    cases.push(Case::new("client/http refused/within a pipeline", refused_within_a_pipeline));
    cases
}

/// A row of `hostile.txt`.
struct Row {
    name: String,
    status: u16,
    reason: String,
    request: Vec<u8>,
}

/// The rows of one section.
fn rows(section: &str) -> Result<Vec<Row>, String> {
    let (mut rows, mut current) = (Vec::new(), "");
    for line in include_str!("hostile.txt").lines().filter(|line| !line.is_empty()) {
        if let Some(title) = line.strip_prefix("# ") {
            current = title;
        } else if current == section {
            rows.push(Row::read(line).ok_or_else(|| format!("not a row: {line}"))?);
        }
    }
    if rows.is_empty() { Err(format!("no rows in section {section}")) } else { Ok(rows) }
}

impl Row {
    fn read(line: &str) -> Option<Row> {
        let (name, rest) = line.split_once(" | ")?;
        let (answer, bytes) = rest.split_once(" | ")?;
        let (status, reason) = answer.split_once(' ')?;
        let (name, reason) = (name.to_owned(), reason.to_owned());
        Some(Row { name, status: status.parse().ok()?, reason, request: unescape(bytes)? })
    }
}

fn unescape(text: &str) -> Option<Vec<u8>> {
    let (mut bytes, mut rest) = (Vec::new(), text.bytes());
    while let Some(byte) = rest.next() {
        bytes.push(match byte {
            b'\\' => match rest.next()? {
                b'r' => b'\r',
                b'n' => b'\n',
                b't' => b'\t',
                b'0' => 0,
                b'x' => u8::from_str_radix(std::str::from_utf8(&[rest.next()?, rest.next()?]).ok()?, 16).ok()?,
                b'\\' => b'\\',
                _ => return None,
            },
            byte => byte,
        });
    }
    Some(bytes)
}

fn check_whole(section: &str) -> Outcome {
    let mut server = Server::start(&server_script("http.js"))?;
    let mut problems = Vec::new();
    for row in rows(section)? {
        let told = || -> Outcome {
            refused(&server, &row.request, &[row.status], Some(&row.reason))?;
            let mut program = Wire::connect(server.address())?;
            program.send("GET /error HTTP/1.1\r\n\r\n")?;
            let told = program.response(false)?.text();
            let expected = format!("{} Parse Error: {}\n", row.status, row.reason);
            if told == expected { Ok(()) } else { Err(format!("the program was told {told:?}")) }
        };
        problems.extend(told().err().map(|error| format!("{}: {error}", row.name)));
    }
    problems.extend(server.expect_well().err());
    if problems.is_empty() { Ok(()) } else { Err(problems.join("\n")) }
}

/// All cuts of a row at once, each on its own connection: first halves, a request of somebody else, second halves.
fn check_split(section: &str) -> Outcome {
    let mut server = Server::start(&server_script("http.js"))?;
    let mut problems = Vec::new();
    let mut other = Wire::connect(server.address())?;
    for row in rows(section)? {
        let mut wires = Vec::new();
        for at in 1..row.request.len() {
            let mut wire = Wire::connect(server.address())?;
            wire.send_anyhow(&row.request[..at]);
            wires.push((at, wire));
        }
        other.send("GET /now HTTP/1.1\r\n\r\n")?;
        other.response(false)?;
        for (at, wire) in &mut wires {
            wire.send_anyhow(&row.request[*at..]);
        }
        for (at, wire) in &mut wires {
            let told = expect_refusal(wire, &[row.status], Some(&row.reason));
            problems.extend(told.err().map(|error| format!("{}, split at {at}: {error}", row.name)));
        }
    }
    problems.extend(server.expect_well().err());
    if problems.is_empty() { Ok(()) } else { Err(problems.join("\n")) }
}

/// One answer with one of these numbers, the end, and a next client that is served.
fn refused(server: &Server, request: &[u8], statuses: &[u16], reason: Option<&str>) -> Outcome {
    let mut wire = Wire::connect(server.address())?;
    wire.send_anyhow(request);
    expect_refusal(&mut wire, statuses, reason)?;
    let mut next = Wire::connect(server.address())?;
    next.send("GET /b HTTP/1.1\r\n\r\n")?;
    match next.response(false)? {
        response if response.status == 200 => Ok(()),
        response => Err(format!("the next client got {}", response.status_line)),
    }
}

/// One answer and the end.
fn expect_refusal(wire: &mut Wire, statuses: &[u16], reason: Option<&str>) -> Outcome {
    let response = wire.response(false)?;
    if !statuses.contains(&response.status) {
        return Err(format!("answered with {}: {}", response.status_line, show(&response.body)));
    }
    if response.header("connection") != Some("close") {
        return Err(format!("does not say that it closes: {:?}", response.headers));
    }
    if reason.is_some_and(|reason| response.text().trim_end() != reason) {
        return Err(format!("says {:?}", response.text()));
    }
    wire.expect_end()
}

/// Sizes on both sides of each limit.
fn limits() -> Outcome {
    const KIB: usize = 1024;
    let mut server = Server::start(&server_script("http.js"))?;
    let head = |headers: &str| format!("GET /count HTTP/1.1\r\n{headers}\r\n");
    let line = |length: usize| format!("GET /{} HTTP/1.1\r\n\r\n", "a".repeat(length));
    let many = |count: usize| (0..count).map(|n| format!("X{n}: y\r\n")).collect::<String>();
    let long = |length: usize| format!("X: {}\r\n", "y".repeat(length));

    let served = [
        ("a target of 15 KiB", line(15 * KIB)),
        ("1000 headers", head(&many(1000))),
        ("a header of 70 KiB", head(&long(70 * KIB))),
        ("headers of 70 KiB together", head(&long(KIB).repeat(70))),
    ];
    for (name, request) in served {
        let mut wire = Wire::connect(server.address())?;
        wire.send(request)?;
        let response = wire.response(false).map_err(|error| format!("{name}: {error}"))?;
        if response.status != 200 {
            return Err(format!("{name}: {}", response.status_line));
        }
    }

    let refused_rows = [
        ("a target of 17 KiB", line(17 * KIB), 414),
        // Nobody waits for the end of a line that does not come.
        ("a target without end", format!("GET /{}", "a".repeat(200 * KIB)), 414),
        ("1001 headers", head(&many(1001)), 431),
        ("20000 headers", head(&many(20_000)), 431),
        ("a header of 90 KiB", head(&long(90 * KIB)), 431),
        ("headers of 90 KiB together", head(&long(KIB).repeat(90)), 431),
        ("a header without end", format!("GET /a HTTP/1.1\r\nX: {}", "y".repeat(200 * KIB)), 431),
        ("a name without end", format!("GET /a HTTP/1.1\r\n{}", "x".repeat(200 * KIB)), 431),
        (
            "a chunk extension without end",
            format!("POST /a HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\n5;{}", "x".repeat(200 * KIB)),
            400,
        ),
        (
            "trailers without end",
            format!("POST /a HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n{}", long(KIB).repeat(200)),
            431,
        ),
        ("empty lines without end", "\r\n".repeat(100 * KIB), 400),
    ];
    let mut problems = Vec::new();
    for (name, request, status) in refused_rows {
        problems.extend(
            refused(&server, request.as_bytes(), &[status], None).err().map(|error| format!("{name}: {error}")),
        );
    }
    problems.extend(server.expect_well().err());
    if problems.is_empty() { Ok(()) } else { Err(problems.join("\n")) }
}

/// What came before is answered, what comes after is not.
fn refused_within_a_pipeline() -> Outcome {
    let mut server = Server::start(&server_script("http.js"))?;
    let mut wire = Wire::connect(server.address())?;
    wire.send("GET /late/30 HTTP/1.1\r\n\r\nGET /a HTTP/1.1\r\nX : 1\r\n\r\nGET /b HTTP/1.1\r\n\r\n")?;
    let first = wire.response(false)?;
    if first.text() != "late 30\n" {
        return Err(format!("first came {first:?}"));
    }
    let second = wire.response(false)?;
    if second.status != 400 {
        return Err(format!("then came {second:?}"));
    }
    wire.expect_end()?;
    server.expect_well()
}
