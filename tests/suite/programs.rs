//! The manual's programs, word for word: `tests/programs/`.
//!
//! Those that end have their output beside them and run like any script. The servers listen on port 8124, as the
//! manual has it, so they run one after the other, against curl and a raw socket.

use std::io::{Read, Write};
use std::net::Ipv4Addr;
use std::os::unix::net::UnixStream;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::Duration;

use crate::TESTS;
use crate::cases::{Case, Lane, Outcome};
use crate::clients::wire::Wire;
use crate::process::{End, run};
use crate::scripts;
use crate::server::Server;

/// The port of the manual's servers.
const MANUAL_PORT: u16 = 8124;

/// The cases over `tests/programs/`.
pub fn cases() -> Vec<Case> {
    let mut cases = vec![
        Case::in_lane(Lane::ManualPort, "program/example (raw socket)", hello_on_a_raw_socket),
        Case::in_lane(Lane::ManualPort, "program/example (curl)", hello_through_curl),
        Case::in_lane(Lane::ManualPort, "program/echo (raw socket)", echo_on_a_raw_socket),
        Case::in_lane(Lane::ManualPort, "program/net-echo (raw socket)", greeting_echo_on_a_raw_socket),
        Case::in_lane(Lane::ManualPort, "program/synopsis (raw socket)", synopsis_on_a_raw_socket),
        Case::in_lane(Lane::ManualPort, "program/repl-sockets (raw sockets)", repl_on_raw_sockets),
    ];
    cases.extend(scripts::cases_in(&Path::new(TESTS).join("programs"), "program"));
    cases
}

fn program(name: &str) -> PathBuf {
    Path::new(TESTS).join("programs").join(name)
}

fn hello_on_a_raw_socket() -> Outcome {
    let mut server = Server::start_on(&program("example.js"), MANUAL_PORT)?;
    server.expect_line("Server running at http://127.0.0.1:8124/")?;
    check_hello(&server)?;
    server.expect_well()?;
    match server.terminate()? {
        End::Signal(15) => Ok(()),
        other => Err(format!("SIGTERM should end it, but: {other:?}")),
    }
}

fn synopsis_on_a_raw_socket() -> Outcome {
    let mut server = Server::start_on(&program("synopsis.js"), MANUAL_PORT)?;
    server.expect_line("Server running at http://127.0.0.1:8124/")?;
    check_hello(&server)?;
    server.expect_well()
}

/// The bytes are those of v0.2.0: no Date, no Server, no guess at a length.
fn check_hello(server: &Server) -> Outcome {
    let mut wire = Wire::connect(server.address())?;
    for _ in 0..3 {
        wire.send("GET / HTTP/1.1\r\nHost: 127.0.0.1:8124\r\n\r\n")?;
        wire.expect(
            "HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\nConnection: keep-alive\r\nTransfer-Encoding: chunked\r\n\
             \r\nc\r\nHello World\n\r\n0\r\n\r\n",
        )?;
    }
    wire.send("GET / HTTP/1.0\r\n\r\n")?;
    wire.expect("HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\nConnection: close\r\n\r\nHello World\n")?;
    wire.expect_end()
}

fn hello_through_curl() -> Outcome {
    let mut server = Server::start_on(&program("example.js"), MANUAL_PORT)?;
    let url = "http://127.0.0.1:8124/";
    let calls: [(&[&str], &str); 5] = [
        (&["-s", url], "Hello World\n"),
        (&["-s", "--http1.0", url], "Hello World\n"),
        (&["-s", url, url, url], "Hello World\nHello World\nHello World\n"),
        (&["-s", "-d", "a=b", url], "Hello World\n"),
        (&["-s", "-o", "/dev/null", "-w", "%{http_code} %{content_type} %{num_connects}\n", url], "200 text/plain 1\n"),
    ];
    for (arguments, expected) in calls {
        let mut command = Command::new("curl");
        command.args(arguments).env_remove("http_proxy").env("no_proxy", "*");
        let finished = match run(&mut command, None, Duration::from_secs(10)) {
            Ok(finished) => finished,
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => {
                println!("(curl is not on this machine)");
                return Ok(());
            }
            Err(error) => return Err(format!("cannot run curl: {error}")),
        };
        let got = String::from_utf8_lossy(&finished.stdout);
        if finished.end != End::Status(0) || got != expected {
            return Err(format!(
                "curl {arguments:?} ended by {:?} and printed {got:?}, expected {expected:?}",
                finished.end
            ));
        }
    }
    server.expect_well()
}

fn echo_on_a_raw_socket() -> Outcome {
    let mut server = Server::start_on(&program("echo.js"), MANUAL_PORT)?;
    let mut wire = Wire::connect(server.address())?;
    wire.expect("Echo server\r\n")?;
    for line in ["hello\r\n", "¿ein Bär?\n", "\0\x01\x02"] {
        wire.send(line)?;
        wire.expect(line)?;
    }
    // A character split between two packets stays whole.
    wire.send(b"\xe2\x82")?;
    wire.send(b"\xac")?;
    wire.expect("€")?;
    let large = "0123456789abcdef".repeat(64 << 10);
    wire.send(&large[..large.len() / 2])?;
    wire.expect(&large[..large.len() / 2])?;
    wire.half_close()?;
    wire.expect_end()?;
    // Others are served at the same time and afterwards.
    let mut first = Wire::connect(server.address())?;
    let mut second = Wire::connect(server.address())?;
    for wire in [&mut first, &mut second] {
        wire.expect("Echo server\r\n")?;
    }
    second.send("two")?;
    second.expect("two")?;
    first.send("one")?;
    first.expect("one")?;
    server.expect_well()
}

fn greeting_echo_on_a_raw_socket() -> Outcome {
    let mut server = Server::start_on(&program("net-echo.js"), MANUAL_PORT)?;
    let mut wire = Wire::connect(server.address())?;
    wire.expect("hello\r\n")?;
    wire.send("again\r\n")?;
    wire.expect("again\r\n")?;
    wire.half_close()?;
    wire.expect("goodbye\r\n")?;
    wire.expect_end()?;
    server.expect_well()
}

/// One REPL on standard input, which is at its end, and others on a TCP and a UNIX socket of the manual's.
fn repl_on_raw_sockets() -> Outcome {
    const SOCKET: &str = "/tmp/node-repl-sock";
    const PORT: u16 = 5001;
    // A run that was killed leaves it behind.
    let _ = std::fs::remove_file(SOCKET);
    let mut server = Server::start_on(&program("repl-sockets.js"), PORT)?;
    server.expect_line("node via stdin> ")?;
    let mut tcp = Wire::connect((Ipv4Addr::LOCALHOST, PORT).into())?;
    tcp.expect("node via TCP socket> ")?;
    let mut unix = UnixStream::connect(SOCKET).map_err(|error| format!("connect: {error}"))?;
    unix.write_all(b"connections\nvar x = [1,\n2]\n.exit\n").map_err(|error| format!("send: {error}"))?;
    let mut said = String::new();
    unix.read_to_string(&mut said).map_err(|error| format!("read: {error}"))?;
    if said != "node via Unix socket> 2\nnode via Unix socket> ...   node via Unix socket> " {
        return Err(format!("the REPL on the UNIX socket said {said:?}"));
    }
    tcp.send("x\r\n")?;
    tcp.expect("[ 1, 2 ]\nnode via TCP socket> ")?;
    tcp.half_close()?;
    tcp.expect_end()?;
    server.expect_well()
}
