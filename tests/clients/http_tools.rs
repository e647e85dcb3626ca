//! Clients and servers that other people wrote: curl, ab, and nginx on either side.
//!
//! A tool that is not on this machine is named and left out; `.ci/run` installs them all.

use std::fs;
use std::os::unix::process::CommandExt;
use std::process::{Child, Command, Stdio};
use std::thread;
use std::time::{Duration, Instant};

use rustix::process::{Pid, Signal, kill_process_group};

use super::server_script;
use super::wire::Wire;
use crate::cases::{Case, Outcome};
use crate::process::{End, Finished, run};
use crate::scripts::Surroundings;
use crate::server::Server;

/// One case for each function.
pub fn cases() -> Vec<Case> {
    let all: [crate::cases::Row; 4] = [
        ("curl", curl),
        ("ab", ab),
        ("nginx in front", nginx_in_front),
        ("a client against nginx", client_against_nginx),
    ];
    all.into_iter().map(|(name, body)| Case::new(format!("client/http tools/{name}"), body)).collect()
}

/// Runs a tool; none when it is not on this machine.
fn tool(name: &str, arguments: &[&str], stdin: Option<&[u8]>) -> Result<Option<Finished>, String> {
    let mut command = Command::new(name);
    command.args(arguments).env_remove("http_proxy").env("no_proxy", "*");
    match run(&mut command, stdin, Duration::from_secs(30)) {
        Ok(finished) => Ok(Some(finished)),
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => {
            println!("({name} is not on this machine)");
            Ok(None)
        }
        Err(error) => Err(format!("cannot run {name}: {error}")),
    }
}

/// What is asked, what goes in, and what curl prints.
type Call<'a> = (&'a [&'a str], Option<&'a [u8]>, &'a str);

fn curl() -> Outcome {
    let mut server = Server::start(&server_script("http.js"))?;
    let url = |path: &str| format!("http://{}{path}", server.address());
    let (a, echo, size, length) = (url("/a"), url("/echo"), url("/size"), url("/length"));
    let many = (url("/status/204"), url("/status/304"), url("/chunks/2"));
    let large = "0123456789abcdef".repeat(1 << 18);
    let calls: &[Call] = &[
        (&["--http1.0", &a], None, "GET /a 1.0 []\n"),
        (&["-d", "a=b", &a], None, "POST /a 1.1 [a=b]\n"),
        (&["-X", "PROPFIND", &a], None, "PROPFIND /a 1.1 []\n"),
        (&["-X", "OPTIONS", "--request-target", "*", &a], None, "OPTIONS * 1.1 []\n"),
        // Announced with Expect: 100-continue, and waited for.
        (&["-T", "-", &size], Some(large.as_bytes()), "PUT 4194304 chunked 100-continue\n"),
        (&["-H", "Expect: 100-continue", "-d", "x", &size], None, "POST 1 1 100-continue\n"),
        (&["--http1.0", "-d", "x", &size], None, "POST 1 1 undefined\n"),
        (&["--compressed", &url("/gzip")], None, "hello world"),
        (&["-I", "-o", "/dev/null", "-w", "%{http_code} %{size_download}\n", &length], None, "200 0\n"),
        (
            &["-w", "%{http_code} %{num_connects}\n", &length, &many.0, &many.1, &many.2],
            None,
            "twelve bytes200 1\n204 0\n304 0\nchunk 1\nchunk 2\n200 0\n",
        ),
        (&["-o", "/dev/null", "-w", "%{http_code}\n", "-X", "BREW", &a], None, "400\n"),
        (&["-o", "/dev/null", "-w", "%{size_download}\n", &url("/bytes/5000000")], None, "5000000\n"),
        (&["-F", "field=value", "-o", "/dev/null", "-w", "%{http_code}\n", &echo], None, "200\n"),
    ];
    for (arguments, stdin, expected) in calls {
        let arguments: Vec<&str> = ["-s"].iter().chain(*arguments).copied().collect();
        let Some(finished) = tool("curl", &arguments, *stdin)? else { return Ok(()) };
        let got = String::from_utf8_lossy(&finished.stdout);
        if finished.end != End::Status(0) || got != *expected {
            return Err(format!("curl {arguments:?}: {:?}, printed {got:?}, expected {expected:?}", finished.end));
        }
    }
    server.expect_alive()
}

/// HTTP/1.0 with `Connection: Keep-Alive`.
fn ab() -> Outcome {
    let mut server = Server::start(&server_script("http.js"))?;
    let url = format!("http://{}/length", server.address());
    for (arguments, kept) in [(&["-k"][..], "Keep-Alive requests:    300"), (&[][..], "Complete requests:      300")] {
        let arguments: Vec<&str> =
            ["-q", "-n", "300", "-c", "10"].iter().chain(arguments).copied().chain([&*url]).collect();
        let Some(finished) = tool("ab", &arguments, None)? else { return Ok(()) };
        let got = String::from_utf8_lossy(&finished.stdout);
        if finished.end != End::Status(0) || !got.contains(kept) || !got.contains("Failed requests:        0") {
            return Err(format!("ab {arguments:?}: {:?}\n{got}", finished.end));
        }
    }
    server.expect_well()
}

/// nginx speaks 1.0 or 1.1 to the server behind it, and passes bodies on as they come.
fn nginx_in_front() -> Outcome {
    let mut server = Server::start(&server_script("http.js"))?;
    let Some(nginx) = Nginx::start(server.address().port())? else { return Ok(()) };
    for place in ["/old", "/kept"] {
        let version = if place == "/old" { "1.0" } else { "1.1" };
        let mut wire = Wire::connect(nginx.address())?;
        let rows = [
            (format!("GET {place}/a HTTP/1.1\r\nHost: h\r\n\r\n"), format!("GET /a {version} []\n")),
            (
                format!("POST {place}/b HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: chunked\r\n\r\n2\r\nhi\r\n0\r\n\r\n"),
                format!("POST /b {version} [hi]\n"),
            ),
            (format!("GET {place}/chunks/3 HTTP/1.1\r\nHost: h\r\n\r\n"), "chunk 1\nchunk 2\nchunk 3\n".to_owned()),
            (format!("GET {place}/late/20 HTTP/1.1\r\nHost: h\r\n\r\n"), "late 20\n".to_owned()),
        ];
        for (request, expected) in rows {
            wire.send(&request)?;
            let response = wire.response(false).map_err(|error| format!("{request:?}: {error}"))?;
            if response.status != 200 || response.text() != expected {
                return Err(format!("{request:?} was answered {response:?}"));
            }
        }
        wire.send(format!("GET {place}/bytes/3000000 HTTP/1.1\r\nHost: h\r\n\r\n"))?;
        let len = wire.response(false)?.body.len();
        if len != 3_000_000 {
            return Err(format!("{len} bytes came through {place}"));
        }
        wire.send(format!("GET {place}/status/304 HTTP/1.1\r\nHost: h\r\n\r\n"))?;
        if wire.response(false)?.status != 304 {
            return Err("304 did not come through".to_owned());
        }
    }
    server.expect_well()
}

/// http.createClient, http.get with an agent, uploads through nginx to ourselves, and connections that nginx closes.
fn client_against_nginx() -> Outcome {
    let mut server = Server::start(&server_script("http.js"))?;
    let Some(nginx) = Nginx::start(server.address().port())? else { return Ok(()) };
    let script = server_script("against.js");
    let surroundings = Surroundings::new(&script).map_err(|error| error.to_string())?;
    let mut command = surroundings.command();
    command.arg(&script).env("PORT", nginx.address().port().to_string());
    let finished = run(&mut command, None, Duration::from_secs(30)).map_err(|error| error.to_string())?;
    let got = String::from_utf8_lossy(&finished.stdout);
    let expected = "kept: 10 answers\nagent: 40 answers, 1000120 bytes\nPOST /up 1.1 [abcdef]\nHEAD 200 50000\n404\n";
    if finished.end != End::Status(0) || got != expected {
        let stderr = String::from_utf8_lossy(&finished.stderr);
        return Err(format!("{:?}, printed {got:?}, expected {expected:?}\n{stderr}", finished.end));
    }
    server.expect_well()
}

/// A running nginx with one worker; ended when dropped.
struct Nginx {
    child: Child,
    surroundings: Surroundings,
}

impl Nginx {
    /// Starts it before a server on this port; none when it is not on this machine.
    fn start(behind: u16) -> Result<Option<Nginx>, String> {
        let surroundings = Surroundings::new(&server_script("nginx.conf")).map_err(|error| error.to_string())?;
        let folder = surroundings.scratch().display().to_string();
        let template = fs::read_to_string(server_script("nginx.conf")).map_err(|error| error.to_string())?;
        let port = surroundings.port();
        let config = template
            .replace("{{FOLDER}}", &folder)
            .replace("{{PORT}}", &port.to_string())
            .replace("{{BEHIND}}", &behind.to_string());
        let path = surroundings.scratch().join("nginx.conf");
        let written = fs::write(&path, config)
            .and_then(|()| fs::write(surroundings.scratch().join("small"), "small\n"))
            .and_then(|()| fs::write(surroundings.scratch().join("large"), vec![b'x'; 50_000]));
        written.map_err(|error| format!("cannot write for nginx: {error}"))?;
        let mut command = Command::new("nginx");
        command.arg("-e").arg(surroundings.scratch().join("errors")).arg("-c").arg(&path).process_group(0);
        command.stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null());
        let child = match command.spawn() {
            Ok(child) => child,
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => {
                println!("(nginx is not on this machine)");
                return Ok(None);
            }
            Err(error) => return Err(format!("cannot run nginx: {error}")),
        };
        let mut nginx = Nginx { child, surroundings };
        let deadline = Instant::now() + Duration::from_secs(15);
        while Wire::connect(nginx.address()).is_err() {
            if Instant::now() > deadline || nginx.child.try_wait().is_ok_and(|end| end.is_some()) {
                let errors = fs::read_to_string(nginx.surroundings.scratch().join("errors")).unwrap_or_default();
                return Err(format!("nginx does not listen: {errors}"));
            }
            thread::sleep(Duration::from_millis(5));
        }
        Ok(Some(nginx))
    }

    fn address(&self) -> std::net::SocketAddr {
        (std::net::Ipv4Addr::LOCALHOST, self.surroundings.port()).into()
    }
}

impl Drop for Nginx {
    fn drop(&mut self) {
        // Both may be gone already.
        let _ = kill_process_group(Pid::from_child(&self.child), Signal::KILL);
        let _ = self.child.wait();
    }
}
