//! Clients that leave in every bad way, many times: nothing may leak, and the server answers on.

use std::net::SocketAddr;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;
use std::time::{Duration, Instant};

use super::server_script;
use super::wire::Wire;
use crate::cases::{Case, Lane, Outcome};
use crate::options::Options;
use crate::server::Server;

/// Connections in a run of `cargo test`. The full mix is `cargo test --test suite abuse -- --abuse=10000`.
const COUNT: usize = 1_000;
/// Clients at the same time.
const CLIENTS: usize = 8;
/// What the process may grow by over the whole run: fragments, not connections (1,000 leaked ones are well above).
const GROWTH_KIB_MAX: u64 = 3 << 10;
/// How long the last connections may take to go away.
const PATIENCE: Duration = Duration::from_secs(20);

/// The case; it measures memory, so it runs alone.
pub fn cases(options: &Options) -> Vec<Case> {
    let count = options.abuse.unwrap_or(COUNT);
    vec![Case::in_lane(Lane::Alone, "client/abuse", move || abuse(count))]
}

fn abuse(count: usize) -> Outcome {
    let mut server = Server::start(&server_script("abuse.js"))?;
    // The heap takes its shape first.
    maltreat(&server, COUNT)?;
    settle(&server)?;
    let (descriptors, memory) = (server.descriptors()?, server.resident_kib()?);

    let begun = Instant::now();
    maltreat(&server, count)?;
    let took = begun.elapsed();
    server.expect_descriptors(descriptors)?;
    settle(&server)?;

    let grown = server.resident_kib()?.saturating_sub(memory);
    println!("(abuse: {count} connections in {:.1} s, memory {memory} KiB and {grown} more)", took.as_secs_f64());
    if grown > GROWTH_KIB_MAX {
        return Err(format!("memory grew by {grown} KiB from {memory} KiB over {count} connections"));
    }
    server.expect_rest()?;
    hello(server.address())?;
    server.expect_well()
}

/// Runs the acts round and round, several at a time.
fn maltreat(server: &Server, count: usize) -> Outcome {
    let next = AtomicUsize::new(0);
    let (http, tcp) = (server.address(), server.address2());
    thread::scope(|scope| {
        let client = || {
            loop {
                let number = next.fetch_add(1, Ordering::Relaxed);
                if number >= count {
                    return Ok(());
                }
                // A step that shares no factor with the number of acts mixes neighbours differently every time.
                let (name, act) = ACTS[(number * 7 + number / ACTS.len()) % ACTS.len()];
                act(http, tcp).map_err(|error| format!("connection {number} ({name}): {error}"))?;
            }
        };
        let clients: Vec<_> = (0..CLIENTS).map(|_| scope.spawn(client)).collect();
        clients.into_iter().try_for_each(|client| client.join().map_err(|_| "a client panicked".to_owned())?)
    })
}

/// Gives late timers and collections their turn: some ordinary requests, then no more descriptors than before.
fn settle(server: &Server) -> Outcome {
    let deadline = Instant::now() + PATIENCE;
    let mut before = usize::MAX;
    loop {
        hello(server.address())?;
        let now = server.descriptors()?;
        if now == before {
            return Ok(());
        }
        if Instant::now() > deadline {
            return Err(format!("the number of descriptors does not settle: {before}, {now}"));
        }
        before = now;
        thread::sleep(Duration::from_millis(100));
    }
}

fn hello(http: SocketAddr) -> Outcome {
    let mut wire = Wire::connect(http)?;
    for _ in 0..20 {
        wire.send("GET / HTTP/1.1\r\n\r\n")?;
        let response = wire.response(false)?;
        if response.text() != "Hello World\n" {
            return Err(format!("got {response:?}"));
        }
    }
    Ok(())
}

/// What one client does: the HTTP server's address, the TCP server's.
type Act = fn(SocketAddr, SocketAddr) -> Outcome;

const ACTS: &[(&str, Act)] = &[
    ("reset at once", |http, _| Wire::connect(http)?.reset()),
    ("close at once", |http, _| Wire::connect(http).map(drop)),
    ("reset within a head", |http, _| sent(http, "GET / HTTP/1.1\r\nHo")?.reset()),
    ("close within a head", |http, _| sent(http, "GET / HT").map(drop)),
    ("half-close within a head", |http, _| half_closed(http, "GET / HTTP/1.1\r\nHost: x\r\n")),
    ("reset without reading", |http, _| sent(http, "GET / HTTP/1.1\r\n\r\n")?.reset()),
    ("close without reading", |http, _| sent(http, "GET / HTTP/1.1\r\n\r\n").map(drop)),
    ("a request and a close", |http, _| sent(http, "GET / HTTP/1.1\r\n\r\n")?.response(false).map(drop)),
    ("reset within a body", |http, _| sent(http, "POST / HTTP/1.1\r\nContent-Length: 9999\r\n\r\nhe")?.reset()),
    ("close within a chunk", |http, _| {
        sent(http, "POST / HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\nff\r\nhe").map(drop)
    }),
    ("half-close within a body", |http, _| half_closed(http, "POST / HTTP/1.1\r\nContent-Length: 9999\r\n\r\nhe")),
    ("close within a pipeline", |http, _| sent(http, "GET / HTTP/1.1\r\n\r\n".repeat(20)).map(drop)),
    ("half-close after a pipeline", |http, _| half_closed(http, &"GET / HTTP/1.1\r\n\r\n".repeat(20))),
    ("reset within an answer", |http, _| {
        let mut wire = sent(http, "GET /large HTTP/1.1\r\n\r\n")?;
        wire.read_some(1000)?;
        wire.reset()
    }),
    ("close within an answer", |http, _| {
        let mut wire = sent(http, "GET /large HTTP/1.1\r\n\r\n")?;
        wire.read_some(1000).map(drop)
    }),
    ("reset before a late answer", |http, _| sent(http, "GET /late HTTP/1.1\r\n\r\n")?.reset()),
    ("close before late answers", |http, _| sent(http, "GET /late HTTP/1.1\r\n\r\n".repeat(3)).map(drop)),
    ("half-close before a late answer", |http, _| half_closed(http, "GET /late HTTP/1.1\r\n\r\n")),
    ("reset while it drips", |http, _| {
        let mut wire = sent(http, "GET /drip HTTP/1.1\r\n\r\n")?;
        wire.read_some(10)?;
        wire.reset()
    }),
    ("noise", |http, _| {
        let mut wire = Wire::connect(http)?;
        wire.send_anyhow("\x16\x03\x01\0\0\n\n");
        wire.read_to_end().map(drop)
    }),
    ("noise after a request, and reset", |http, _| sent(http, "GET / HTTP/1.1\r\n\r\n\0\0\0 / x\r\n\r\n")?.reset()),
    ("tcp: echo and close", |_, tcp| {
        let mut wire = sent(tcp, "hello")?;
        wire.expect("hello")
    }),
    ("tcp: half-close", |_, tcp| {
        let mut wire = sent(tcp, "hello")?;
        wire.half_close()?;
        wire.expect("hello")?;
        wire.expect_end()
    }),
    ("tcp: reset with an echo under way", |_, tcp| sent(tcp, vec![b'x'; 60_000])?.reset()),
    ("tcp: close with an echo under way", |_, tcp| sent(tcp, vec![b'x'; 60_000]).map(drop)),
    ("tcp: half-close, then reset", |_, tcp| {
        let mut wire = sent(tcp, "hello")?;
        wire.half_close()?;
        wire.reset()
    }),
    ("tcp: reset while it drips", |_, tcp| {
        let mut wire = sent(tcp, "drip")?;
        wire.expect("drip\n")?;
        wire.reset()
    }),
    ("tcp: close while it drips", |_, tcp| {
        let mut wire = sent(tcp, "drip")?;
        wire.expect("drip\n")
    }),
    ("tcp: nothing and reset", |_, tcp| Wire::connect(tcp)?.reset()),
];

fn sent(address: SocketAddr, bytes: impl AsRef<[u8]>) -> Result<Wire, String> {
    let mut wire = Wire::connect(address)?;
    wire.send(bytes)?;
    Ok(wire)
}

/// Whatever the server has to say to it, it must end.
fn half_closed(address: SocketAddr, bytes: &str) -> Outcome {
    let mut wire = sent(address, bytes)?;
    wire.half_close()?;
    wire.read_to_end().map(drop)
}
