//! Requests that must be refused: a clear 4xx, a closed connection, and a server that goes on.
//!
//! The table follows the design's page on hostile input: framing that two servers could read in two ways (request
//! smuggling, RFC 9112 sections 6 and 11.2), bytes that have no place in a head, and sizes beyond the limits.

use super::server_script;
use super::wire::{Wire, show};
use crate::cases::{Case, Outcome};
use crate::server::Server;

/// All rows of a group are sent to one server, each on its own connection.
pub fn cases() -> Vec<Case> {
    let mut cases: Vec<Case> = [("smuggling", SMUGGLING), ("heads", HEADS), ("chunks", CHUNKS)]
        .into_iter()
        .map(|(name, rows)| Case::new(format!("client/http refused/{name}"), || check_rows(rows)))
        .collect();
    cases.push(Case::new("client/http refused/limits", limits));
    cases.push(Case::new("client/http refused/within a pipeline", refused_within_a_pipeline));
    cases
}

/// A name and what is sent. The answer must be 400, or 501 where the request asks for what nobody has to know.
type Row = (&'static str, &'static str);

const SMUGGLING: &[Row] = &[
    ("length and chunked", "POST /a HTTP/1.1\r\nContent-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n"),
    ("chunked and length", "POST /a HTTP/1.1\r\nTransfer-Encoding: chunked\r\nContent-Length: 5\r\n\r\n0\r\n\r\n"),
    ("differing lengths", "POST /a HTTP/1.1\r\nContent-Length: 5\r\nContent-Length: 6\r\n\r\nhello"),
    ("repeated lengths", "POST /a HTTP/1.1\r\nContent-Length: 5\r\nContent-Length: 5\r\n\r\nhello"),
    ("a list of lengths", "POST /a HTTP/1.1\r\nContent-Length: 5, 5\r\n\r\nhello"),
    ("a plus before the length", "POST /a HTTP/1.1\r\nContent-Length: +5\r\n\r\nhello"),
    ("a minus before the length", "POST /a HTTP/1.1\r\nContent-Length: -5\r\n\r\nhello"),
    ("a blank in the length", "POST /a HTTP/1.1\r\nContent-Length: 5 5\r\n\r\nhello"),
    ("letters after the length", "POST /a HTTP/1.1\r\nContent-Length: 5a\r\n\r\nhello"),
    ("a hexadecimal length", "POST /a HTTP/1.1\r\nContent-Length: 0x5\r\n\r\nhello"),
    ("a fraction of a length", "POST /a HTTP/1.1\r\nContent-Length: 5.0\r\n\r\nhello"),
    ("an empty length", "POST /a HTTP/1.1\r\nContent-Length:\r\n\r\nhello"),
    ("a length beyond 64 bits", "POST /a HTTP/1.1\r\nContent-Length: 18446744073709551621\r\n\r\nhello"),
    ("a length with a vertical tab", "POST /a HTTP/1.1\r\nContent-Length:\x0b5\r\n\r\nhello"),
    ("chunked is not last", "POST /a HTTP/1.1\r\nTransfer-Encoding: chunked, gzip\r\n\r\n0\r\n\r\n"),
    ("chunked twice", "POST /a HTTP/1.1\r\nTransfer-Encoding: chunked, chunked\r\n\r\n0\r\n\r\n"),
    (
        "chunked in two headers",
        "POST /a HTTP/1.1\r\nTransfer-Encoding: chunked\r\nTransfer-Encoding: identity\r\n\r\n0\r\n\r\n",
    ),
    ("something like chunked", "POST /a HTTP/1.1\r\nTransfer-Encoding: xchunked\r\n\r\n0\r\n\r\n"),
    ("chunked in quotes", "POST /a HTTP/1.1\r\nTransfer-Encoding: \"chunked\"\r\n\r\n0\r\n\r\n"),
    ("an unknown coding", "POST /a HTTP/1.1\r\nTransfer-Encoding: cow\r\n\r\n0\r\n\r\n"),
    ("an empty coding", "POST /a HTTP/1.1\r\nTransfer-Encoding:\r\n\r\n0\r\n\r\n"),
    ("a vertical tab before chunked", "POST /a HTTP/1.1\r\nTransfer-Encoding: \x0bchunked\r\n\r\n0\r\n\r\n"),
    ("a blank before the colon", "POST /a HTTP/1.1\r\nTransfer-Encoding : chunked\r\n\r\n0\r\n\r\n"),
    ("a tab before the colon", "POST /a HTTP/1.1\r\nContent-Length\t: 5\r\n\r\nhello"),
    ("a folded coding", "POST /a HTTP/1.1\r\nTransfer-Encoding:\r\n chunked\r\n\r\n0\r\n\r\n"),
    ("a blank before the first name", "POST /a HTTP/1.1\r\n Content-Length: 5\r\n\r\nhello"),
    ("a carriage return before chunked", "POST /a HTTP/1.1\r\nX: a\rTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n"),
    ("a carriage return for a line end", "POST /a HTTP/1.1\rContent-Length: 5\r\r\r\n\r\nhello"),
];

const HEADS: &[Row] = &[
    ("a folded header", "GET /a HTTP/1.1\r\nX: a\r\n b\r\n\r\n"),
    ("a header folded with a tab", "GET /a HTTP/1.1\r\nX: a\r\n\tb\r\n\r\n"),
    ("no colon", "GET /a HTTP/1.1\r\nno colon\r\n\r\n"),
    ("no name", "GET /a HTTP/1.1\r\n: x\r\n\r\n"),
    ("a blank in a name", "GET /a HTTP/1.1\r\nX Y: x\r\n\r\n"),
    ("NUL in a name", "GET /a HTTP/1.1\r\nX\0Y: x\r\n\r\n"),
    ("NUL in a value", "GET /a HTTP/1.1\r\nX: a\0b\r\n\r\n"),
    ("a control byte in a value", "GET /a HTTP/1.1\r\nX: a\x08b\r\n\r\n"),
    ("DEL in a value", "GET /a HTTP/1.1\r\nX: a\x7fb\r\n\r\n"),
    ("a carriage return in a value", "GET /a HTTP/1.1\r\nX: a\rb\r\n\r\n"),
    ("a bracket in a name", "GET /a HTTP/1.1\r\nX(Y): x\r\n\r\n"),
    ("a name that is not ASCII", "GET /a HTTP/1.1\r\nÄ: x\r\n\r\n"),
    ("HTTP/0.9", "GET /a\r\n\r\n"),
    ("no target", "GET HTTP/1.1\r\n\r\n"),
    ("two blanks", "GET  /a HTTP/1.1\r\n\r\n"),
    ("a blank in the target", "GET /a b HTTP/1.1\r\n\r\n"),
    ("a tab for a blank", "GET\t/a HTTP/1.1\r\n\r\n"),
    ("NUL in the target", "GET /a\0b HTTP/1.1\r\n\r\n"),
    ("a carriage return in the target", "GET /a\rb HTTP/1.1\r\n\r\n"),
    ("an unknown method", "FROB /a HTTP/1.1\r\n\r\n"),
    ("a method in lower case", "get /a HTTP/1.1\r\n\r\n"),
    ("no method", " /a HTTP/1.1\r\n\r\n"),
    ("another protocol", "GET /a HTCPCP/1.0\r\n\r\n"),
    ("a protocol in lower case", "GET /a http/1.1\r\n\r\n"),
    ("HTTP/2.0", "GET /a HTTP/2.0\r\n\r\n"),
    ("a long version", "GET /a HTTP/1.10\r\n\r\n"),
    ("no version", "GET /a HTTP/\r\n\r\n"),
    ("something after the version", "GET /a HTTP/1.1 x\r\n\r\n"),
    ("TLS", "\x16\x03\x01\x02\0\x01\0\x01\x7c\x03\x03"),
    ("noise", "\u{fffd}\u{fffd}\0\0\0\0\n\n\n\n"),
];

const CHUNKS: &[Row] = &[
    ("no size", "POST /a HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\n\r\nhello\r\n0\r\n\r\n"),
    ("a size that is none", "POST /a HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\ng\r\nhello\r\n0\r\n\r\n"),
    ("a negative size", "POST /a HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\n-5\r\nhello\r\n0\r\n\r\n"),
    ("a plus before the size", "POST /a HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\n+5\r\nhello\r\n0\r\n\r\n"),
    ("0x before the size", "POST /a HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\n0x5\r\nhello\r\n0\r\n\r\n"),
    ("a blank before the size", "POST /a HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\n 5\r\nhello\r\n0\r\n\r\n"),
    (
        "a size beyond 64 bits",
        "POST /a HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\nfffffffffffffffff\r\nhello\r\n0\r\n\r\n",
    ),
    (
        "a size that wraps to five",
        "POST /a HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\n10000000000000005\r\nhello\r\n0\r\n\r\n",
    ),
    ("a chunk that is longer", "POST /a HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nhello\r\n0\r\n\r\n"),
    (
        "a carriage return in an extension",
        "POST /a HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\n5;a\rb\r\nhello\r\n0\r\n\r\n",
    ),
    ("NUL in an extension", "POST /a HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\n5;\0\r\nhello\r\n0\r\n\r\n"),
    ("a trailer without a colon", "POST /a HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\n0\r\nx\r\n\r\n"),
    ("a folded trailer", "POST /a HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\n0\r\nX: a\r\n b\r\n\r\n"),
];

fn check_rows(rows: &[Row]) -> Outcome {
    let mut server = Server::start(&server_script("http.js"))?;
    let mut problems = Vec::new();
    for (name, request) in rows {
        problems.extend(refused(&server, request.as_bytes(), &[400, 501, 505]).err().map(|e| format!("{name}: {e}")));
    }
    problems.extend(server.expect_well().err());
    if problems.is_empty() { Ok(()) } else { Err(problems.join("\n")) }
}

/// One answer with one of these numbers, the end, and a next client that is served.
fn refused(server: &Server, request: &[u8], statuses: &[u16]) -> Outcome {
    let mut wire = Wire::connect(server.address())?;
    wire.send_anyhow(request);
    let response = wire.response(false)?;
    if !statuses.contains(&response.status) {
        return Err(format!("answered with {}: {}", response.status_line, show(&response.body)));
    }
    if response.header("connection") != Some("close") {
        return Err(format!("does not say that it closes: {:?}", response.headers));
    }
    wire.expect_end()?;
    let mut next = Wire::connect(server.address())?;
    next.send("GET /b HTTP/1.1\r\n\r\n")?;
    match next.response(false)? {
        response if response.status == 200 => Ok(()),
        response => Err(format!("the next client got {}", response.status_line)),
    }
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
        problems.extend(refused(&server, request.as_bytes(), &[status]).err().map(|error| format!("{name}: {error}")));
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
