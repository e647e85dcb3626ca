//! Requests that must be answered: a table of bytes and answers, each row sent whole, split and byte by byte.

use std::thread;
use std::time::Duration;

use super::server_script;
use super::wire::Wire;
use crate::cases::{self, Case, Outcome};
use crate::server::Server;

/// One case for each row, and those that no row can say.
pub fn cases() -> Vec<Case> {
    let mut cases: Vec<Case> =
        ROWS.iter().map(|row| Case::new(format!("client/http/{}", row.name), || check(row))).collect();
    let more: [cases::Row; 8] = [
        ("rows split at every byte", rows_split_at_every_byte),
        ("rows byte by byte", rows_byte_by_byte),
        ("head answers have no body", head_answers_have_no_body),
        ("pipelined answers keep their order", pipelined_answers_keep_their_order),
        ("a thousand pipelined requests", a_thousand_pipelined_requests),
        ("half-closed after requests", half_closed_after_requests),
        ("half-closed within a request", half_closed_within_a_request),
        ("half-closed at once", half_closed_at_once),
    ];
    cases.extend(more.into_iter().map(|(name, body)| Case::new(format!("client/http/{name}"), body)));
    cases
}

/// Bytes that a client sends on one connection and what it must get.
struct Row {
    name: &'static str,
    request: &'static str,
    /// Status and body of each answer, in order.
    answers: &'static [(u16, &'static str)],
    /// Whether the server closes the connection after the last of them.
    closes: bool,
}

const fn stays(name: &'static str, request: &'static str, answers: &'static [(u16, &'static str)]) -> Row {
    Row { name, request, answers, closes: false }
}

const fn closes(name: &'static str, request: &'static str, answers: &'static [(u16, &'static str)]) -> Row {
    Row { name, request, answers, closes: true }
}

const ROWS: &[Row] = &[
    // Connections.
    stays("1.1 stays", "GET /a HTTP/1.1\r\nHost: x\r\n\r\n", &[(200, "GET /a 1.1 []\n")]),
    stays("1.1 without headers", "GET /a HTTP/1.1\r\n\r\n", &[(200, "GET /a 1.1 []\n")]),
    closes("1.1 that closes", "GET /a HTTP/1.1\r\nConnection: close\r\n\r\n", &[(200, "GET /a 1.1 []\n")]),
    closes("1.1 that Closes", "GET /a HTTP/1.1\r\nconnection: Close\r\n\r\n", &[(200, "GET /a 1.1 []\n")]),
    closes(
        "1.1 with a list that closes",
        "GET /a HTTP/1.1\r\nConnection: x, close\r\n\r\n",
        &[(200, "GET /a 1.1 []\n")],
    ),
    closes("1.0 closes", "GET /a HTTP/1.0\r\n\r\n", &[(200, "GET /a 1.0 []\n")]),
    stays("1.0 keep-alive", "GET /a HTTP/1.0\r\nConnection: keep-alive\r\n\r\n", &[(200, "GET /a 1.0 []\n")]),
    stays("1.0 Keep-Alive", "GET /a HTTP/1.0\r\nConnection: Keep-Alive\r\n\r\n", &[(200, "GET /a 1.0 []\n")]),
    // Without a length only the end of the connection ends the body for 1.0.
    closes(
        "1.0 keep-alive without a length",
        "GET /chunks/2 HTTP/1.0\r\nConnection: keep-alive\r\n\r\n",
        &[(200, "chunk 1\nchunk 2\n")],
    ),
    closes("the program closes", "GET /close HTTP/1.1\r\n\r\n", &[(200, "closing\n")]),
    closes(
        "nothing is answered after the close",
        "GET /a HTTP/1.1\r\nConnection: close\r\n\r\nGET /b HTTP/1.1\r\n\r\n",
        &[(200, "GET /a 1.1 []\n")],
    ),
    stays(
        "three in a row",
        "GET /a HTTP/1.1\r\n\r\nPOST /b HTTP/1.1\r\nContent-Length: 2\r\n\r\nhiGET /c HTTP/1.1\r\n\r\n",
        &[(200, "GET /a 1.1 []\n"), (200, "POST /b 1.1 [hi]\n"), (200, "GET /c 1.1 []\n")],
    ),
    // Leniencies of v0.2.0.
    stays("leading empty lines", "\r\n\r\nGET /a HTTP/1.1\r\n\r\n", &[(200, "GET /a 1.1 []\n")]),
    stays(
        "an empty line between requests",
        "GET /a HTTP/1.1\r\n\r\n\r\nGET /b HTTP/1.1\r\n\r\n",
        &[(200, "GET /a 1.1 []\n"), (200, "GET /b 1.1 []\n")],
    ),
    stays("bare line feeds", "GET /header/x HTTP/1.1\nX: 1\n\n", &[(200, "\"1\"\n")]),
    stays("an absolute URL", "GET http://h/a?b HTTP/1.1\r\n\r\n", &[(200, "GET http://h/a?b 1.1 []\n")]),
    stays("options star", "OPTIONS * HTTP/1.1\r\n\r\n", &[(200, "OPTIONS * 1.1 []\n")]),
    stays("a query and marks", "GET /a?b=%20&c=d;e HTTP/1.1\r\n\r\n", &[(200, "GET /a?b=%20&c=d;e 1.1 []\n")]),
    stays(
        "methods of WebDAV and Subversion",
        "PROPFIND /a HTTP/1.1\r\n\r\nREPORT /a HTTP/1.1\r\n\r\nMKACTIVITY /a HTTP/1.1\r\n\r\n\
         CHECKOUT /a HTTP/1.1\r\n\r\nMERGE /a HTTP/1.1\r\n\r\nDELETE /a HTTP/1.1\r\n\r\nPUT /a HTTP/1.1\r\n\
         Content-Length: 1\r\n\r\nx",
        &[
            (200, "PROPFIND /a 1.1 []\n"),
            (200, "REPORT /a 1.1 []\n"),
            (200, "MKACTIVITY /a 1.1 []\n"),
            (200, "CHECKOUT /a 1.1 []\n"),
            (200, "MERGE /a 1.1 []\n"),
            (200, "DELETE /a 1.1 []\n"),
            (200, "PUT /a 1.1 [x]\n"),
        ],
    ),
    // Headers.
    stays("names in lower case", "GET /header/x-a HTTP/1.1\r\nX-A: Value\r\n\r\n", &[(200, "\"Value\"\n")]),
    stays("blanks around a value", "GET /header/x HTTP/1.1\r\nX: \t v w \t\r\n\r\n", &[(200, "\"v w\"\n")]),
    stays("no blank before a value", "GET /header/x HTTP/1.1\r\nX:v\r\n\r\n", &[(200, "\"v\"\n")]),
    stays("an empty value", "GET /header/x HTTP/1.1\r\nX:\r\n\r\n", &[(200, "\"\"\n")]),
    stays("a colon in a value", "GET /header/x HTTP/1.1\r\nX: a:b: c\r\n\r\n", &[(200, "\"a:b: c\"\n")]),
    stays(
        "repeated headers join",
        "GET /header/accept HTTP/1.1\r\nAccept: a\r\nAccept: b\r\n\r\n",
        &[(200, "\"a, b\"\n")],
    ),
    stays(
        "__proto__ is a name like another",
        "GET /keys HTTP/1.1\r\n__proto__: 1\r\nconstructor: 2\r\n\r\n",
        &[(200, "__proto__ constructor\n")],
    ),
    // Bodies.
    stays("a body of no bytes", "POST /a HTTP/1.1\r\nContent-Length: 0\r\n\r\n", &[(200, "POST /a 1.1 []\n")]),
    stays("a body", "POST /a HTTP/1.1\r\nContent-Length: 5\r\n\r\nhello", &[(200, "POST /a 1.1 [hello]\n")]),
    stays("a body with GET", "GET /a HTTP/1.1\r\nContent-Length: 5\r\n\r\nhello", &[(200, "GET /a 1.1 [hello]\n")]),
    stays(
        "zeros before a length",
        "POST /a HTTP/1.1\r\nContent-Length: 0005\r\n\r\nhello",
        &[(200, "POST /a 1.1 [hello]\n")],
    ),
    stays(
        "a chunked body",
        "POST /a HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n1\r\n \r\n5\r\nworld\r\n0\r\n\r\n",
        &[(200, "POST /a 1.1 [hello world]\n")],
    ),
    stays(
        "a chunked body, echoed",
        "POST /echo HTTP/1.1\r\nTransfer-Encoding: Chunked\r\n\r\n00A\r\n0123456789\r\n0a;x=y;z=\"q\"\r\nabcdefghij\r\n0\r\n\r\n",
        &[(200, "0123456789abcdefghij")],
    ),
    stays(
        "a chunked body with a trailer",
        "POST /trailers HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\n2\r\nhi\r\n0\r\nX-Sum: 7\r\n\r\n",
        &[(200, "{\"x-sum\":\"7\"}\n")],
    ),
    stays(
        "an empty chunked body, then another request",
        "POST /a HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\nGET /b HTTP/1.1\r\n\r\n",
        &[(200, "POST /a 1.1 []\n"), (200, "GET /b 1.1 []\n")],
    ),
    stays(
        "a body that nobody reads",
        "POST /now HTTP/1.1\r\nContent-Length: 5\r\n\r\nhelloGET /b HTTP/1.1\r\n\r\n",
        &[(200, "now\n"), (200, "GET /b 1.1 []\n")],
    ),
    stays("a body that is paused", "POST /pause HTTP/1.1\r\nContent-Length: 5\r\n\r\nhello", &[(200, "5\n")]),
    // Answers.
    stays("chunks out", "GET /chunks/3 HTTP/1.1\r\n\r\n", &[(200, "chunk 1\nchunk 2\nchunk 3\n")]),
    closes("chunks out, 1.0", "GET /chunks/3 HTTP/1.0\r\n\r\n", &[(200, "chunk 1\nchunk 2\nchunk 3\n")]),
    stays(
        "204 has no body",
        "GET /status/204 HTTP/1.1\r\n\r\nGET /b HTTP/1.1\r\n\r\n",
        &[(204, ""), (200, "GET /b 1.1 []\n")],
    ),
    stays(
        "304 has no body",
        "GET /status/304 HTTP/1.1\r\n\r\nGET /b HTTP/1.1\r\n\r\n",
        &[(304, ""), (200, "GET /b 1.1 []\n")],
    ),
    stays("404 has one", "GET /status/404 HTTP/1.1\r\n\r\n", &[(404, "a body that is not for everybody\n")]),
    closes(
        "a connection that closes is told so",
        "GET /length HTTP/1.0\r\nConnection: close\r\n\r\n",
        &[(200, "twelve bytes")],
    ),
];

fn check(row: &Row) -> Outcome {
    let mut server = Server::start(&server_script("http.js"))?;
    let mut wire = Wire::connect(server.address())?;
    wire.send(row.request)?;
    check_answers(row, &mut wire)?;
    if row.closes {
        wire.expect_end()?;
    } else {
        // It is still open and in step.
        wire.send("GET /after HTTP/1.1\r\n\r\n")?;
        let after = wire.response(false)?;
        if after.text() != "GET /after 1.1 []\n" {
            return Err(format!("the next answer is {after:?}"));
        }
    }
    server.expect_alive()
}

fn check_answers(row: &Row, wire: &mut Wire) -> Outcome {
    for (number, (status, body)) in row.answers.iter().enumerate() {
        let response = wire.response(false).map_err(|error| format!("answer {}: {error}", number + 1))?;
        if response.status != *status || response.text() != *body {
            return Err(format!("answer {} is {response:?}, expected {status} {body:?}", number + 1));
        }
        let last = number + 1 == row.answers.len();
        let said = response.header("connection").unwrap_or_default();
        if said != if last && row.closes { "close" } else { "keep-alive" } {
            return Err(format!("answer {} says Connection: {said}", number + 1));
        }
    }
    Ok(())
}

/// Two writes, whatever the place of the cut.
fn rows_split_at_every_byte() -> Outcome {
    let mut server = Server::start(&server_script("http.js"))?;
    for row in ROWS.iter().filter(|row| !row.closes) {
        let mut wire = Wire::connect(server.address())?;
        for at in 1..row.request.len() {
            wire.send(&row.request[..at])?;
            // Time for the first half to arrive alone, mostly; the parser's own tests do not depend on luck.
            thread::sleep(Duration::from_micros(200));
            wire.send(&row.request[at..])?;
            check_answers(row, &mut wire).map_err(|error| format!("{}, split at {at}: {error}", row.name))?;
        }
    }
    server.expect_alive()
}

/// A slow client.
fn rows_byte_by_byte() -> Outcome {
    let mut server = Server::start(&server_script("http.js"))?;
    for row in ROWS {
        let mut wire = Wire::connect(server.address())?;
        for byte in row.request.as_bytes().chunks(1) {
            wire.send_anyhow(byte);
            thread::sleep(Duration::from_micros(100));
        }
        check_answers(row, &mut wire).map_err(|error| format!("{}: {error}", row.name))?;
    }
    server.expect_alive()
}

fn head_answers_have_no_body() -> Outcome {
    let mut server = Server::start(&server_script("http.js"))?;
    let mut wire = Wire::connect(server.address())?;
    for (path, length) in [("/length", Some("12")), ("/status/200", None), ("/chunks/3", None), ("/status/404", None)] {
        wire.send(format!("HEAD {path} HTTP/1.1\r\n\r\nGET /b HTTP/1.1\r\n\r\n"))?;
        let head = wire.response(true)?;
        if head.header("content-length") != length {
            return Err(format!("HEAD {path} says {head:?}"));
        }
        // A body would be read as the next answer.
        let next = wire.response(false).map_err(|error| format!("after HEAD {path}: {error}"))?;
        if next.text() != "GET /b 1.1 []\n" {
            return Err(format!("after HEAD {path} came {next:?}"));
        }
    }
    server.expect_alive()
}

fn pipelined_answers_keep_their_order() -> Outcome {
    let mut server = Server::start(&server_script("http.js"))?;
    let mut wire = Wire::connect(server.address())?;
    let paths = ["/late/60", "/late/1", "/now", "/chunks/2", "/late/20", "/length"];
    wire.send(paths.map(|path| format!("GET {path} HTTP/1.1\r\n\r\n")).concat())?;
    for expected in ["late 60\n", "late 1\n", "now\n", "chunk 1\nchunk 2\n", "late 20\n", "twelve bytes"] {
        let got = wire.response(false)?.text();
        if got != expected {
            return Err(format!("got {got:?}, expected {expected:?}"));
        }
    }
    server.expect_well()
}

fn a_thousand_pipelined_requests() -> Outcome {
    let mut server = Server::start(&server_script("http.js"))?;
    let mut wire = Wire::connect(server.address())?;
    let requests: Vec<String> = (0..1000).map(|number| format!("GET /{number} HTTP/1.1\r\n\r\n")).collect();
    wire.send(requests.concat())?;
    for number in 0..1000 {
        let got = wire.response(false)?.text();
        if got != format!("GET /{number} 1.1 []\n") {
            return Err(format!("answer {number} is {got:?}"));
        }
    }
    server.expect_well()
}

/// FIN says that no more requests come; the answers still do, then the end.
fn half_closed_after_requests() -> Outcome {
    let mut server = Server::start(&server_script("http.js"))?;
    let mut wire = Wire::connect(server.address())?;
    wire.send("GET /late/50 HTTP/1.1\r\n\r\nGET /late/1 HTTP/1.1\r\n\r\n")?;
    wire.half_close()?;
    for expected in ["late 50\n", "late 1\n"] {
        let got = wire.response(false)?.text();
        if got != expected {
            return Err(format!("got {got:?}, expected {expected:?}"));
        }
    }
    wire.expect_end()?;
    server.expect_well()
}

fn half_closed_within_a_request() -> Outcome {
    let mut server = Server::start(&server_script("http.js"))?;
    for part in ["GET", "GET /a HTTP/1.1\r\nHost", "POST /a HTTP/1.1\r\nContent-Length: 5\r\n\r\nhe", ""] {
        let mut wire = Wire::connect(server.address())?;
        wire.send(part)?;
        wire.half_close()?;
        let got = wire.read_to_end().map_err(|error| format!("after {part:?}: {error}"))?;
        if !got.is_empty() && !got.starts_with(b"HTTP/1.1 4") {
            return Err(format!("{part:?} was answered: {}", String::from_utf8_lossy(&got)));
        }
    }
    server.expect_alive()
}

/// Requests and FIN that arrive together: what can be answered is, whole bodies and early answers included.
fn half_closed_at_once() -> Outcome {
    let mut server = Server::start(&server_script("http.js"))?;
    let early = "POST /now HTTP/1.1\r\nContent-Length: 5\r\nConnection: close\r\n\r\nhello";
    let rows: [(String, &[&str]); 4] = [
        (early.to_owned(), &["now\n"]),
        (format!("GET /length HTTP/1.1\r\n\r\n{early}"), &["twelve bytes", "now\n"]),
        (format!("GET /length HTTP/1.1\r\n\r\n{}", &early[..early.len() - 2]), &["twelve bytes", "now\n"]),
        ("GET /length HTTP/1.1\r\n\r\nPOST /a HTTP/1.1\r\nContent-Length: 5\r\n\r\nhe".to_owned(), &["twelve bytes"]),
    ];
    for (request, answers) in rows {
        for _ in 0..20 {
            let mut wire = Wire::connect(server.address())?;
            wire.send(&request)?;
            wire.half_close()?;
            for expected in answers {
                let got = wire.response(false).map_err(|error| format!("{request:?}: {error}"))?.text();
                if got != *expected {
                    return Err(format!("{request:?} was answered {got:?}, expected {expected:?}"));
                }
            }
            wire.expect_end()?;
        }
    }
    server.expect_alive()
}
