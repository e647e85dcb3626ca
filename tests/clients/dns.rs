//! Look-ups against a name server of Debian's (bind9) with every type of record, against one that means no good
//! (`dns_server.rs`), and by the system's own files in a namespace where those can be replaced.

use std::fs;
use std::io::ErrorKind;
use std::net::{Ipv4Addr, TcpListener, UdpSocket};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use super::dns_server::DnsServer;
use crate::TESTS;
use crate::cases::{Case, Outcome, Row};
use crate::expect::compare;
use crate::process::{End, Finished, run};
use crate::scripts::Surroundings;

/// Enough for a script that waits for a dozen timeouts, on a busy machine.
const SCRIPT_TIMEOUT: Duration = Duration::from_secs(60);
/// How long a name server may take to answer its first question.
const PATIENCE: Duration = Duration::from_secs(20);

/// One case for each row.
pub fn cases() -> Vec<Case> {
    let rows: [Row; 8] = [
        ("records of every type (named)", every_type),
        ("a hostile server", hostile),
        ("timeouts and attempts", timeouts),
        ("servers in turn", rotate),
        ("two thousand at once", two_thousand),
        ("the search list", search_list),
        ("resolv.conf and hosts", system_files),
        ("the manual's example", manual_example),
    ];
    rows.into_iter().map(|(name, body)| Case::new(format!("client/dns/{name}"), body)).collect()
}

fn file(name: &str) -> PathBuf {
    Path::new(TESTS).join("clients/dns").join(name)
}

/// Runs a script of this folder with these variables.
fn script(name: &str, variables: &[(&str, &str)]) -> Result<Finished, String> {
    let script = file(name);
    let surroundings = Surroundings::new(&script).map_err(|error| format!("cannot set up: {error}"))?;
    let mut command = surroundings.command();
    command.arg(&script).envs(variables.iter().copied());
    run(&mut command, None, SCRIPT_TIMEOUT).map_err(|error| format!("cannot run noderu: {error}"))
}

/// It must have ended well and printed this.
fn expect(finished: &Finished, expected: &[u8]) -> Outcome {
    compare("stderr", b"", &finished.stderr)?;
    compare("stdout", expected, &finished.stdout)?;
    if finished.end == End::Status(0) { Ok(()) } else { Err(format!("ended by {:?}", finished.end)) }
}

fn expected(name: &str) -> Result<Vec<u8>, String> {
    fs::read(file(name)).map_err(|error| format!("{name}: {error}"))
}

fn every_type() -> Outcome {
    let Some(named) = Named::start()? else {
        println!("(named is not on this machine)");
        return Ok(());
    };
    let finished = script("zone.js", &[("SERVER", &format!("127.0.0.1:{}", named.port))])?;
    expect(&finished, &expected("zone.out")?)
}

fn hostile() -> Outcome {
    let server = DnsServer::start()?;
    let wanted = expected("hostile.out")?;
    let labels: Vec<_> = String::from_utf8_lossy(&wanted)
        .lines()
        .filter_map(|line| line.split_once(':').map(|(label, _)| label.to_owned()))
        .filter(|label| !["dead", "dead and good", "none"].contains(&label.as_str()))
        .collect();
    let dead = UdpSocket::bind("127.0.0.1:0").and_then(|socket| socket.local_addr());
    let dead = dead.map_err(|error| error.to_string())?.to_string();
    let finished = script(
        "hostile.js",
        &[
            ("SERVER", &server.address.to_string()),
            ("DEAD", &dead),
            ("LABELS", &labels.join(" ")),
            ("RES_OPTIONS", "timeout:1 attempts:1"),
        ],
    )?;
    expect(&finished, &wanted)?;
    // The fall-back to TCP, as it was on the wire.
    let ways: Vec<bool> = server.seen("cut").iter().map(|seen| seen.by_stream).collect();
    if ways != [false, true] {
        return Err(format!("a cut answer should be asked for again over TCP, once: {ways:?}"));
    }
    let twice: Vec<bool> = server.seen("no-edns").iter().map(|seen| seen.by_stream).collect();
    if twice != [false, false] {
        return Err(format!("a server without EDNS should be asked twice: {twice:?}"));
    }
    Ok(())
}

/// A silent server is asked as often, and waited for as long, as resolv.conf's options say.
fn timeouts() -> Outcome {
    let (first, second) = (DnsServer::start()?, DnsServer::start()?);
    let servers = format!("{},{}", first.address, second.address);
    let finished = script("timeouts.js", &[("SERVERS", &servers), ("RES_OPTIONS", "timeout:1 attempts:2")])?;
    expect(&finished, b"ETIMEOUT in at least 4 s\n")?;
    let (asked, asked_too) = (first.seen("silent"), second.seen("silent"));
    if (asked.len(), asked_too.len()) != (2, 2) {
        return Err(format!("each server should be asked twice: {asked:?} {asked_too:?}"));
    }
    if asked[0].id == asked[1].id && asked[0].port == asked[1].port {
        return Err(format!("each question should have an id and a port of its own: {asked:?}"));
    }
    Ok(())
}

fn rotate() -> Outcome {
    let servers = [DnsServer::start()?, DnsServer::start()?, DnsServer::start()?];
    let list = servers.each_ref().map(|server| server.address.to_string()).join(",");
    for (options, counts) in [("timeout:30", [6, 0, 0]), ("timeout:30 rotate", [2, 2, 2])] {
        let before = servers.each_ref().map(|server| server.seen("good").len());
        let finished = script("rotate.js", &[("SERVERS", &list), ("RES_OPTIONS", options)])?;
        expect(&finished, b"10.0.0.1\n10.0.0.1\n10.0.0.1\n10.0.0.1\n10.0.0.1\n10.0.0.1\n")?;
        let after = servers.each_ref().map(|server| server.seen("good").len());
        let got = [after[0] - before[0], after[1] - before[1], after[2] - before[2]];
        if got != counts {
            return Err(format!("with {options} the servers were asked {got:?} times"));
        }
    }
    Ok(())
}

/// The server answers none before it has seen all of them.
fn two_thousand() -> Outcome {
    let server = DnsServer::start()?;
    let variables = [("SERVER", &*server.address.to_string()), ("RES_OPTIONS", "timeout:30 attempts:1")];
    let finished = script("many.js", &variables)?;
    expect(
        &finished,
        b"2000 asked, descriptors bounded: true\n2000 answered, 0 failed, descriptors as before: true\n",
    )?;
    let ports: std::collections::BTreeSet<u16> = server.seen("held").iter().map(|seen| seen.port).collect();
    if !(2..=8).contains(&ports.len()) {
        return Err(format!("{} ports were used", ports.len()));
    }
    Ok(())
}

/// `LOCALDOMAIN` and ndots decide which names are asked for, and in which order.
fn search_list() -> Outcome {
    let server = DnsServer::start()?;
    let address = server.address.to_string();
    for (name, options, domains, names) in [
        ("nodata", "", "a.test b.test", "nodata.a.test nodata.a.test nodata.b.test nodata.b.test nodata nodata"),
        ("nodata.x", "", "a.test", "nodata.x nodata.x nodata.x.a.test nodata.x.a.test"),
        ("nodata.x", "ndots:2", "a.test", "nodata.x.a.test nodata.x.a.test nodata.x nodata.x"),
        ("nodata.", "", "a.test", "nodata nodata"),
        ("nxdomain", "", "a.test b.test", "nxdomain.a.test nxdomain.b.test nxdomain"),
    ] {
        let label = name.split('.').next().unwrap_or_default();
        let before = server.seen(label).len();
        let variables = [("SERVER", &*address), ("NAME", name), ("LOCALDOMAIN", domains), ("RES_OPTIONS", options)];
        let finished = script("lookup.js", &variables)?;
        expect(&finished, if label == "nodata" { b"ENODATA\n" } else { b"ENOTFOUND\n" })?;
        let asked: Vec<String> = server.seen(label).into_iter().skip(before).map(|seen| seen.name).collect();
        if asked.join(" ") != names {
            return Err(format!("{name} with {options:?} asked for {asked:?}"));
        }
    }
    Ok(())
}

/// In a namespace of its own the script's machine has a resolv.conf, a hosts file and name servers on port 53.
fn system_files() -> Outcome {
    let Some(finished) = in_namespace("system.js")? else { return Ok(()) };
    expect(&finished, &expected("system.out")?)
}

fn manual_example() -> Outcome {
    let Some(finished) = in_namespace("../../programs/dns.js")? else { return Ok(()) };
    let addresses = b"addresses: [\"74.125.79.104\"]\nreverse for 74.125.79.104: [\"www.google.com\"]\n";
    expect(&finished, addresses)
}

/// Runs a script as root of new mount and network namespaces. None where this machine does not let us.
fn in_namespace(name: &str) -> Result<Option<Finished>, String> {
    let script = file(name);
    let surroundings = Surroundings::new(&script).map_err(|error| format!("cannot set up: {error}"))?;
    let mut probe = Command::new("unshare");
    probe.args([
        "-rmn",
        "sh",
        "-c",
        "ip link set lo up && mount --bind /etc/hosts /etc/resolv.conf && dnsmasq --version",
    ]);
    let able = run(&mut probe, None, PATIENCE);
    if !able.is_ok_and(|finished| finished.end == End::Status(0)) {
        println!("(no namespaces, or no dnsmasq, on this machine)");
        return Ok(None);
    }
    let mut command = surroundings.command_of("unshare");
    command.args(["-rmn", "sh"]).arg(file("namespace.sh")).arg(&script);
    run(&mut command, None, SCRIPT_TIMEOUT).map(Some).map_err(|error| format!("cannot run unshare: {error}"))
}

/// bind9's server with the zones of this folder; ended when dropped.
struct Named {
    child: Child,
    folder: PathBuf,
    port: u16,
}

impl Named {
    /// Starts it and waits until it answers. None where it is not installed.
    fn start() -> Result<Option<Self>, String> {
        for attempt in 0..3 {
            let folder = std::env::temp_dir().join(format!("noderu-named-{}-{attempt}", std::process::id()));
            fs::create_dir_all(&folder).map_err(|error| error.to_string())?;
            let port = free_port()?;
            let conf = format!(
                "options {{ directory \"{0}\"; listen-on port {port} {{ 127.0.0.1; }}; listen-on-v6 {{ none; }}; recursion no; \
                 pid-file none; session-keyfile none; dnssec-validation no; }}; controls {{ }};\n\
                 zone \"test.example\" {{ type primary; file \"{1}\"; }};\n\
                 zone \"arpa\" {{ type primary; file \"{2}\"; }};\n",
                folder.display(),
                file("test.example.zone").display(),
                file("reverse.zone").display(),
            );
            fs::write(folder.join("named.conf"), conf).map_err(|error| error.to_string())?;
            let mut command = Command::new("named");
            command.args(["-g", "-n", "1", "-c"]).arg(folder.join("named.conf"));
            command.stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null());
            let child = match command.spawn() {
                Ok(child) => child,
                Err(error) if error.kind() == ErrorKind::NotFound => return Ok(None),
                Err(error) => return Err(format!("cannot run named: {error}")),
            };
            let mut named = Self { child, folder, port };
            // Somebody else may have taken the port meanwhile.
            if named.answers() {
                return Ok(Some(named));
            }
        }
        Err("named does not answer".into())
    }

    fn answers(&mut self) -> bool {
        let Ok(socket) = UdpSocket::bind("127.0.0.1:0") else { return false };
        let query = b"\0\x01\0\0\0\x01\0\0\0\0\0\0\x04test\x07example\0\0\x06\0\x01";
        let set = socket.set_read_timeout(Some(Duration::from_millis(50)));
        let deadline = Instant::now() + PATIENCE;
        let mut answer = [0; 512];
        while set.is_ok() && Instant::now() < deadline && matches!(self.child.try_wait(), Ok(None)) {
            let sent = socket.send_to(query, (Ipv4Addr::LOCALHOST, self.port));
            // An answer without fault that holds the start of the zone: it is loaded.
            if sent.is_ok()
                && socket.recv(&mut answer).is_ok_and(|len| len > 12 && answer[3] & 15 == 0 && answer[7] == 1)
            {
                return true;
            }
        }
        false
    }
}

impl Drop for Named {
    fn drop(&mut self) {
        // It may be gone already.
        let _ = self.child.kill();
        let _ = self.child.wait();
        let _ = fs::remove_dir_all(&self.folder);
    }
}

/// A port that is free in UDP and in TCP.
fn free_port() -> Result<u16, String> {
    let found = (0..100).find_map(|_| {
        let socket = UdpSocket::bind("127.0.0.1:0").ok()?;
        let address = socket.local_addr().ok()?;
        TcpListener::bind(address).ok()?;
        Some(address.port())
    });
    found.ok_or_else(|| "no port is free".into())
}
