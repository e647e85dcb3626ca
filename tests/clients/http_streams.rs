//! Bodies that are larger than any buffer, clients that are slower than any server, and those who leave.

use std::time::Duration;

use super::server_script;
use super::wire::Wire;
use crate::cases::{Case, Outcome};
use crate::server::Server;

/// What a server may grow by while somebody makes it wait: buffers, not bodies.
const GROWTH_KIB_MAX: u64 = 12 << 10;

/// One case for each function.
pub fn cases() -> Vec<Case> {
    let all: [crate::cases::Row; 10] = [
        ("a large body in", a_large_body_in),
        ("a large chunked body in", a_large_chunked_body_in),
        ("a large body, echoed", a_large_body_echoed),
        ("a large body out to a slow reader", a_large_body_out_to_a_slow_reader),
        ("a body that nobody takes waits in the client", a_paused_body_waits_in_the_client),
        ("pipelining without reading answers", pipelining_without_reading_answers),
        ("pipelining without reading answers given at once", pipelining_without_reading_whole_answers),
        ("trailers out", trailers_out),
        ("expect 100-continue", expect_continue),
        ("leaving early", leaving_early),
    ];
    all.into_iter().map(|(name, body)| Case::new(format!("client/http streams/{name}"), body)).collect()
}

fn a_large_body_in() -> Outcome {
    let mut server = Server::start(&server_script("http.js"))?;
    let mut wire = Wire::connect(server.address())?;
    let body = vec![b'x'; 8 << 20];
    wire.send(format!("POST /pause HTTP/1.1\r\nContent-Length: {}\r\n\r\n", body.len()))?;
    wire.send(&body)?;
    expect_text(&mut wire, "8388608\n")?;
    server.expect_well()
}

fn a_large_chunked_body_in() -> Outcome {
    let mut server = Server::start(&server_script("http.js"))?;
    let mut wire = Wire::connect(server.address())?;
    wire.send("POST /pause HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\n")?;
    let mut total = 0;
    for size in (1..2000).chain([1 << 20]) {
        total += size;
        wire.send(format!("{size:x}\r\n{}\r\n", "x".repeat(size)))?;
    }
    wire.send("0\r\n\r\n")?;
    expect_text(&mut wire, &format!("{total}\n"))?;
    server.expect_well()
}

fn a_large_body_echoed() -> Outcome {
    let mut server = Server::start(&server_script("http.js"))?;
    let mut wire = Wire::connect(server.address())?;
    // Less at a time than what sockets hold: this client writes before it reads.
    let body: Vec<u8> = (0..100_000_u32).map(|n| (n % 251) as u8).collect();
    for _ in 0..20 {
        wire.send(format!("POST /echo HTTP/1.1\r\nContent-Length: {}\r\n\r\n", body.len()))?;
        wire.send(&body)?;
        if wire.response(false)?.body != body {
            return Err("another body came back".to_owned());
        }
    }
    server.expect_well()
}

fn a_large_body_out_to_a_slow_reader() -> Outcome {
    let mut server = Server::start(&server_script("http.js"))?;
    let mut wire = Wire::connect(server.address())?;
    wire.send("GET /length HTTP/1.1\r\n\r\n")?;
    wire.response(false)?;
    let before = server.resident_kib()?;
    wire.send("GET /bytes/200000000 HTTP/1.1\r\n\r\n")?;
    wire.read_some(10_000)?;
    // Others are served meanwhile.
    let mut other = Wire::connect(server.address())?;
    for _ in 0..100 {
        other.send("GET /length HTTP/1.1\r\n\r\n")?;
        expect_text(&mut other, "twelve bytes")?;
    }
    let growth = server.resident_kib()?.saturating_sub(before);
    if growth > GROWTH_KIB_MAX {
        return Err(format!("the server grew by {growth} KiB with a reader that does not read"));
    }
    let rest = (200_000_000 - 1_000_000) as usize;
    let mut got = 0;
    while got < rest {
        got += match wire.read_some(1 << 20)?.len() {
            0 => return Err(format!("the body ended after {got} bytes")),
            count => count,
        };
    }
    let growth = server.resident_kib()?.saturating_sub(before);
    if growth > 2 * GROWTH_KIB_MAX {
        return Err(format!("the server grew by {growth} KiB over a large body"));
    }
    server.expect_well()
}

/// A paused request stops the reading of its socket: the client cannot go on sending.
fn a_paused_body_waits_in_the_client() -> Outcome {
    let mut server = Server::start(&server_script("stubborn.js"))?;
    let mut wire = Wire::connect(server.address())?;
    wire.send("POST / HTTP/1.1\r\nContent-Length: 200000000\r\n\r\n")?;
    server.expect_line("paused")?;
    let before = server.resident_kib()?;
    let sent = wire.repeat_until_stuck("x", 200_000_000, Duration::from_millis(300));
    if sent == 200_000_000 {
        return Err("the server takes what its program does not want yet".to_owned());
    }
    let growth = server.resident_kib()?.saturating_sub(before);
    if growth > GROWTH_KIB_MAX {
        return Err(format!("the server grew by {growth} KiB while the program paused"));
    }
    server.expect_well()
}

fn pipelining_without_reading_answers() -> Outcome {
    let mut server = Server::start(&server_script("http.js"))?;
    let mut wire = Wire::connect(server.address())?;
    wire.send("GET /bytes/100000 HTTP/1.1\r\n\r\n")?;
    wire.response(false)?;
    let before = server.resident_kib()?;
    let request = "GET /bytes/100000 HTTP/1.1\r\n\r\n";
    let sent = wire.repeat_until_stuck(request, 400_000, Duration::from_millis(300));
    let growth = server.resident_kib()?.saturating_sub(before);
    if sent == 400_000 {
        return Err("the server reads requests on whose answers nobody waits".to_owned());
    }
    if growth > GROWTH_KIB_MAX {
        return Err(format!("the server grew by {growth} KiB"));
    }
    let mut other = Wire::connect(server.address())?;
    other.send("GET /length HTTP/1.1\r\n\r\n")?;
    expect_text(&mut other, "twelve bytes")?;
    // And then somebody reads after all.
    for number in 0..1000 {
        let response = wire.response(false).map_err(|error| format!("answer {number}: {error}"))?;
        if response.body.len() != 100_000 {
            return Err(format!("answer {number} has {} bytes", response.body.len()));
        }
    }
    server.expect_well()
}

/// A program that ends each answer in one call asks nobody whether the client keeps up: the server does.
fn pipelining_without_reading_whole_answers() -> Outcome {
    let mut server = Server::start(&server_script("http.js"))?;
    let mut wire = Wire::connect(server.address())?;
    let request = "GET /whole/60000 HTTP/1.1\r\n\r\n";
    wire.send(request)?;
    wire.response(false)?;
    let before = server.resident_kib()?;
    let sent = wire.repeat_until_stuck(request, 400_000, Duration::from_millis(300));
    if sent == 400_000 {
        return Err("the server reads requests on whose answers nobody waits".to_owned());
    }
    let growth = server.resident_kib()?.saturating_sub(before);
    if growth > GROWTH_KIB_MAX {
        return Err(format!("the server grew by {growth} KiB"));
    }
    for number in 0..sent {
        let response = wire.response(false).map_err(|error| format!("answer {number}: {error}"))?;
        if response.body.len() != 60_000 {
            return Err(format!("answer {number} has {} bytes", response.body.len()));
        }
    }
    server.expect_well()
}

fn trailers_out() -> Outcome {
    let mut server = Server::start(&server_script("http.js"))?;
    let mut wire = Wire::connect(server.address())?;
    wire.send("GET /trailing HTTP/1.1\r\n\r\n")?;
    let response = wire.response(false)?;
    if response.text() != "body\n" || response.trailers != ["X-Sum: 5"] {
        return Err(format!("got {response:?}"));
    }
    // Without chunks there is no place for them.
    wire.send("GET /trailing HTTP/1.0\r\n\r\n")?;
    expect_text(&mut wire, "body\n")?;
    wire.expect_end()?;
    server.expect_well()
}

/// v0.2.0 sends no 100 by itself; a client that goes on after a while must be served, and one that is told to go on too.
fn expect_continue() -> Outcome {
    let mut server = Server::start(&server_script("http.js"))?;
    let mut wire = Wire::connect(server.address())?;
    wire.send("POST /a HTTP/1.1\r\nExpect: 100-continue\r\nContent-Length: 5\r\n\r\n")?;
    wire.send("hello")?;
    let mut response = wire.response(false)?;
    if response.status == 100 {
        response = wire.response(false)?;
    }
    if response.text() != "POST /a 1.1 [hello]\n" {
        return Err(format!("got {response:?}"));
    }
    server.expect_well()
}

/// Ends of every kind at every place; descriptors return to where they were.
fn leaving_early() -> Outcome {
    let mut server = Server::start(&server_script("http.js"))?;
    let mut wire = Wire::connect(server.address())?;
    wire.send("GET /length HTTP/1.1\r\n\r\n")?;
    expect_text(&mut wire, "twelve bytes")?;
    let before = server.descriptors()?;
    let parts = [
        "",
        "GET",
        "GET /late/20 HTTP/1.1\r\n\r\n",
        "GET /flood/100 HTTP/1.1\r\n\r\n",
        "GET /chunks/1000 HTTP/1.1\r\n\r\n",
        "POST /echo HTTP/1.1\r\nContent-Length: 100\r\n\r\nhello",
        "POST /a HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\n64\r\nhello",
        "GET /late/5 HTTP/1.1\r\n\r\nGET /late/5 HTTP/1.1\r\n\r\nGET /bytes/1000000 HTTP/1.1\r\n\r\n",
    ];
    for part in parts {
        for way in 0..4 {
            let mut leaver = Wire::connect(server.address())?;
            leaver.send(part)?;
            match way {
                0 => drop(leaver),
                1 => leaver.reset()?,
                2 => {
                    leaver.half_close()?;
                    leaver.reset()?;
                }
                _ => {
                    leaver.half_close()?;
                    leaver.read_to_end().map_err(|error| format!("half-closed after {part:?}: {error}"))?;
                }
            }
        }
    }
    server.expect_descriptors(before)?;
    wire.send("GET /length HTTP/1.1\r\n\r\n")?;
    expect_text(&mut wire, "twelve bytes")?;
    server.expect_well()
}

/// A connection that is left open, and a request on it.
pub fn one_request(server: &Server) -> Outcome {
    let mut wire = Wire::connect(server.address())?;
    wire.send("GET /length HTTP/1.1\r\n\r\n")?;
    expect_text(&mut wire, "twelve bytes")
}

fn expect_text(wire: &mut Wire, expected: &str) -> Outcome {
    let response = wire.response(false)?;
    if response.status == 200 && response.text() == expected {
        return Ok(());
    }
    Err(format!("got {} {:?}, expected {expected:?}", response.status_line, response.text()))
}
