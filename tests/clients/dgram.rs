//! Datagram sockets seen from outside: the manual's programs, and an echo that must lose nothing.

use std::fs;
use std::net::UdpSocket;
use std::os::unix::net::UnixDatagram;
use std::path::{Path, PathBuf};
use std::time::Duration;

use super::server_script;
use crate::TESTS;
use crate::cases::{Case, Lane, Outcome, Row};
use crate::process::{End, Finished, run};
use crate::scripts::Surroundings;
use crate::server::Server;

/// No datagram on loopback takes this long.
const PATIENCE: Duration = Duration::from_secs(15);
/// Where the manual's example of a log message sends it.
const SYSLOG: &str = "/var/run/syslog";

/// One case for each row. The manual's programs have a port and paths of their own.
pub fn cases() -> Vec<Case> {
    let manual: [Row; 3] = [
        ("program/dgram-server, dgram-send", udp_programs),
        ("program/dgram-unix-server, dgram-unix-client", unix_programs),
        ("program/dgram-syslog", syslog_program),
    ];
    let mut cases: Vec<Case> =
        manual.into_iter().map(|(name, body)| Case::in_lane(Lane::ManualPort, name, body)).collect();
    cases.push(Case::new("client/dgram/echo of 20,000", echo));
    cases
}

fn program(name: &str) -> PathBuf {
    Path::new(TESTS).join("programs").join(name)
}

fn run_program(name: &str) -> Result<Finished, String> {
    let script = program(name);
    let surroundings = Surroundings::new(&script).map_err(|error| format!("cannot set up: {error}"))?;
    let mut command = surroundings.command();
    command.arg(&script);
    run(&mut command, None, PATIENCE).map_err(|error| format!("cannot run noderu: {error}"))
}

fn udp_programs() -> Outcome {
    let mut server = Server::start_saying(&program("dgram-server.js"), "server listening 0.0.0.0:41234")?;
    let socket = UdpSocket::bind("127.0.0.1:0").map_err(|error| error.to_string())?;
    let sent = socket.send_to("grüß dich".as_bytes(), "127.0.0.1:41234");
    let port = sent.and_then(|_| socket.local_addr()).map_err(|error| error.to_string())?.port();
    server.expect_line(&format!("server got: grüß dich from 127.0.0.1:{port}"))?;
    // The one that sends to a host name and closes in the same breath.
    let finished = run_program("dgram-send.js")?;
    if finished.end != End::Status(0) || !finished.stdout.is_empty() || !finished.stderr.is_empty() {
        return Err(format!("dgram-send.js: {:?} {}", finished.end, String::from_utf8_lossy(&finished.stderr)));
    }
    let line = server.next_line("server got: Some bytes from ...")?;
    let port = line.strip_prefix("server got: Some bytes from 127.0.0.1:").and_then(|port| port.parse::<u16>().ok());
    port.map(drop).ok_or(format!("the server printed {line:?}"))?;
    server.expect_well()
}

fn unix_programs() -> Outcome {
    let mut server = Server::start_saying(&program("dgram-unix-server.js"), "server listening /tmp/dgram_server_sock")?;
    let mut client = Server::start_saying(&program("dgram-unix-client.js"), "client listening /tmp/dgram_client_sock")?;
    let (heard, echoed) = (server.next_line("got: ...")?, client.next_line("got: ...")?);
    let message = heard.strip_suffix(" from /tmp/dgram_client_sock").ok_or(format!("the server printed {heard:?}"))?;
    if !message.starts_with("got: A message at ") || echoed != format!("{message} from /tmp/dgram_server_sock") {
        return Err(format!("the server printed {heard:?}, the client {echoed:?}"));
    }
    server.expect_well()?;
    client.expect_well()?;
    // What a killed program leaves behind is no obstacle to the next.
    drop(server);
    let again = Server::start_saying(&program("dgram-unix-server.js"), "server listening /tmp/dgram_server_sock");
    drop(again?);
    for path in ["/tmp/dgram_server_sock", "/tmp/dgram_client_sock"] {
        fs::remove_file(path).map_err(|error| format!("{path}: {error}"))?;
    }
    Ok(())
}

fn syslog_program() -> Outcome {
    // Without somebody there the program's own `throw err` ends it.
    let there = fs::symlink_metadata(SYSLOG).is_ok();
    if !there {
        let finished = run_program("dgram-syslog.js")?;
        let text = String::from_utf8_lossy(&finished.stderr).into_owned();
        if finished.end != End::Status(1) || !text.contains("ENOENT, No such file or directory '/var/run/syslog'") {
            return Err(format!("without a log daemon: {:?} {text}", finished.end));
        }
    }
    let Ok(daemon) = UnixDatagram::bind(SYSLOG) else {
        println!("(cannot bind {SYSLOG} on this machine)");
        return Ok(());
    };
    let finished = run_program("dgram-syslog.js");
    let mut buffer = [0; 100];
    let got = daemon.set_read_timeout(Some(PATIENCE)).and_then(|()| daemon.recv(&mut buffer));
    let removed = fs::remove_file(SYSLOG);
    let (finished, got) = (finished?, got.map_err(|error| error.to_string())?);
    removed.map_err(|error| error.to_string())?;
    if finished.end != End::Status(0)
        || finished.stdout != b"Wrote 17 bytes to socket.\n"
        || !finished.stderr.is_empty()
    {
        let (stdout, stderr) = (&finished.stdout, &finished.stderr);
        let text = [&stdout[..], stderr].concat();
        return Err(format!("{:?} {}", finished.end, String::from_utf8_lossy(&text)));
    }
    if buffer[..got] == *b"A message to log." { Ok(()) } else { Err("the log daemon got something else".into()) }
}

/// 20,000 datagrams of different lengths, 32 under way at any time: every one comes back, as it was, in order.
fn echo() -> Outcome {
    const COUNT: u32 = 20_000;
    const WINDOW: u32 = 32;
    let mut server = Server::start(&server_script("udp_echo.js"))?;
    let port = server.next_line("the port")?;
    let socket = UdpSocket::bind("127.0.0.1:0").map_err(|error| error.to_string())?;
    let set = socket.connect(format!("127.0.0.1:{port}")).and_then(|()| socket.set_read_timeout(Some(PATIENCE)));
    set.map_err(|error| error.to_string())?;
    let datagram = |n: u32| -> Vec<u8> { n.to_be_bytes().into_iter().cycle().take(4 + n as usize % 600).collect() };
    let (mut sent, mut received) = (0, 0);
    let mut buffer = [0; 2048];
    while received < COUNT {
        while sent < COUNT && sent - received < WINDOW {
            socket.send(&datagram(sent)).map_err(|error| error.to_string())?;
            sent += 1;
        }
        let len = socket.recv(&mut buffer).map_err(|error| format!("{received} came back, then {error}"))?;
        if buffer[..len] != datagram(received)[..] {
            return Err(format!("datagram {received} came back as another"));
        }
        received += 1;
    }
    server.expect_well()
}
