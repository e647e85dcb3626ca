//! A server program that a case talks to, and what can be seen of it from outside.

use std::fs;
use std::io::{BufRead, BufReader, Read};
use std::net::{Ipv4Addr, SocketAddr};
use std::os::unix::process::CommandExt;
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::sync::mpsc::{Receiver, RecvTimeoutError, channel};
use std::sync::{Arc, Mutex};
use std::thread;
use std::time::{Duration, Instant};

use rustix::process::{Pid, Signal, kill_process, kill_process_group};

use crate::process::{End, end_of};
use crate::scripts::Surroundings;

/// The numbers of epoll_wait(2) and epoll_pwait(2), whose fourth argument is how long they wait, in milliseconds.
#[cfg(target_arch = "x86_64")]
const EPOLL_WAIT: [u32; 2] = [232, 281];
#[cfg(target_arch = "x86")]
const EPOLL_WAIT: [u32; 2] = [256, 319];
#[cfg(target_arch = "arm")]
const EPOLL_WAIT: [u32; 2] = [252, 346];
#[cfg(not(any(target_arch = "x86_64", target_arch = "x86", target_arch = "arm")))]
const EPOLL_WAIT: [u32; 1] = [22];

/// How long a server may take to listen, or a process to end once it was told to.
const PATIENCE: Duration = Duration::from_secs(15);

/// A running server; killed when dropped.
pub struct Server {
    child: Child,
    port: u16,
    lines: Receiver<String>,
    stderr: Arc<Mutex<Vec<u8>>>,
    surroundings: Surroundings,
}

impl Server {
    /// Starts a script that listens on the port in `PORT` and prints `ready` when it does.
    pub fn start(script: &Path) -> Result<Self, String> {
        let mut server = Self::launch(script, None)?;
        server.expect_line("ready")?;
        Ok(server)
    }

    /// Starts a script that prints this line when it is ready.
    pub fn start_saying(script: &Path, line: &str) -> Result<Self, String> {
        let mut server = Self::launch(script, None)?;
        server.expect_line(line)?;
        Ok(server)
    }

    /// Starts a script that listens on a port of its own choice and waits until it does. It asks the kernel: a
    /// connection that comes and goes would be a client like another to the program.
    pub fn start_on(script: &Path, port: u16) -> Result<Self, String> {
        let mut server = Self::launch(script, Some(port))?;
        let deadline = Instant::now() + PATIENCE;
        while !is_listening(port) {
            if Instant::now() > deadline || server.end().is_some() {
                return Err(server.complaint("does not listen"));
            }
            thread::sleep(Duration::from_millis(5));
        }
        Ok(server)
    }

    fn launch(script: &Path, port: Option<u16>) -> Result<Self, String> {
        let surroundings = Surroundings::new(script).map_err(|error| format!("cannot set up: {error}"))?;
        let port = port.unwrap_or_else(|| surroundings.port());
        let mut command: Command = surroundings.command();
        command.arg(script).process_group(0);
        command.stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::piped());
        let mut child = command.spawn().map_err(|error| format!("cannot run noderu: {error}"))?;

        let (sender, lines) = channel();
        let stdout = BufReader::new(child.stdout.take().expect("stdout is a pipe"));
        thread::spawn(move || {
            for line in stdout.split(b'\n').map_while(Result::ok) {
                if sender.send(String::from_utf8_lossy(&line).into_owned()).is_err() {
                    return;
                }
            }
        });
        let stderr = Arc::new(Mutex::new(Vec::new()));
        let mut pipe = child.stderr.take().expect("stderr is a pipe");
        let kept = Arc::clone(&stderr);
        thread::spawn(move || {
            let mut block = [0; 4096];
            while let Ok(count @ 1..) = pipe.read(&mut block) {
                kept.lock().expect("nobody panics holding it").extend_from_slice(&block[..count]);
            }
        });
        Ok(Self { child, port, lines, stderr, surroundings })
    }

    /// Where it listens.
    pub fn address(&self) -> SocketAddr {
        (Ipv4Addr::LOCALHOST, self.port).into()
    }

    /// Where the script may listen for something else.
    pub fn address2(&self) -> SocketAddr {
        (Ipv4Addr::LOCALHOST, self.surroundings.port2()).into()
    }

    /// The next line it prints must be this one.
    pub fn expect_line(&mut self, expected: &str) -> Result<(), String> {
        let line = self.next_line(expected)?;
        if line == expected {
            return Ok(());
        }
        Err(self.complaint(&format!("printed {line:?}, expected {expected:?}")))
    }

    /// The next line it prints; `expected` is for the complaint when there is none.
    pub fn next_line(&mut self, expected: &str) -> Result<String, String> {
        match self.lines.recv_timeout(PATIENCE) {
            Ok(line) => Ok(line),
            Err(RecvTimeoutError::Timeout) => Err(self.complaint(&format!("printed nothing, expected {expected:?}"))),
            Err(RecvTimeoutError::Disconnected) => Err(self.complaint(&format!("ended, expected {expected:?}"))),
        }
    }

    /// It must still run and must have said nothing on standard error.
    pub fn expect_well(&mut self) -> Result<(), String> {
        if self.end().is_some() || !self.stderr_text().is_empty() {
            return Err(self.complaint("is not well"));
        }
        Ok(())
    }

    /// It must still run, whatever it said.
    pub fn expect_alive(&mut self) -> Result<(), String> {
        if self.end().is_some() { Err(self.complaint("has ended")) } else { Ok(()) }
    }

    /// Its open descriptors must come down to this number.
    pub fn expect_descriptors(&mut self, count: usize) -> Result<(), String> {
        let deadline = Instant::now() + PATIENCE;
        loop {
            let now = self.descriptors()?;
            if now <= count {
                return Ok(());
            }
            if Instant::now() > deadline {
                return Err(self.complaint(&format!("keeps {now} descriptors, it had {count}")));
            }
            thread::sleep(Duration::from_millis(10));
        }
    }

    /// Sends SIGTERM and waits for the end.
    pub fn terminate(&mut self) -> Result<End, String> {
        kill_process(Pid::from_child(&self.child), Signal::TERM).map_err(|error| error.to_string())?;
        let deadline = Instant::now() + PATIENCE;
        loop {
            match self.end() {
                Some(end) => return Ok(end),
                None if Instant::now() > deadline => return Err(self.complaint("does not end after SIGTERM")),
                None => thread::sleep(Duration::from_millis(5)),
            }
        }
    }

    /// Open descriptors.
    pub fn descriptors(&self) -> Result<usize, String> {
        let folder = format!("/proc/{}/fd", self.child.id());
        Ok(fs::read_dir(folder).map_err(|error| error.to_string())?.count())
    }

    /// Resident memory in KiB.
    pub fn resident_kib(&self) -> Result<u64, String> {
        let text =
            fs::read_to_string(format!("/proc/{}/status", self.child.id())).map_err(|error| error.to_string())?;
        let line = text.lines().find_map(|line| line.strip_prefix("VmRSS:"));
        line.and_then(|line| line.trim().strip_suffix("kB")?.trim().parse().ok()).ok_or_else(|| "no VmRSS".to_owned())
    }

    /// It must come to rest: every thread sleeps in the kernel, none of them for a short time, and none has run between two
    /// looks. How fast the machine is makes no difference: a server that has nothing to do does not run at all.
    pub fn expect_rest(&mut self) -> Result<(), String> {
        let deadline = Instant::now() + PATIENCE;
        let mut before = None;
        loop {
            let now = self.sleeping_threads()?;
            if now.is_some() && now == before {
                return Ok(());
            }
            before = now;
            if Instant::now() > deadline {
                return Err(self.complaint("does not come to rest"));
            }
            thread::sleep(Duration::from_millis(50));
        }
    }

    /// How often the threads have run, when all of them sleep, and none that polls does so for less than a second.
    fn sleeping_threads(&self) -> Result<Option<Vec<(String, u64)>>, String> {
        let mut threads = Vec::new();
        let folder = format!("/proc/{}/task", self.child.id());
        for entry in fs::read_dir(folder).map_err(|error| error.to_string())? {
            let folder = entry.map_err(|error| error.to_string())?.path();
            // A thread may end meanwhile.
            let Ok(call) = fs::read_to_string(folder.join("syscall")) else { return Ok(None) };
            let Ok(status) = fs::read_to_string(folder.join("status")) else { return Ok(None) };
            let mut words = call.split_whitespace();
            let Some(number) = words.next().and_then(|word| word.parse::<u32>().ok()) else { return Ok(None) };
            let timeout = words.nth(3).and_then(|word| u64::from_str_radix(word.trim_start_matches("0x"), 16).ok());
            let timeout_ms = timeout.map_or(0, |timeout| timeout as i32);
            if EPOLL_WAIT.contains(&number) && (0..1000).contains(&timeout_ms) {
                return Ok(None);
            }
            let switches = status.lines().filter_map(|line| line.split_once("ctxt_switches:"));
            let runs = switches.filter_map(|(_, count)| count.trim().parse::<u64>().ok()).sum();
            threads.push((folder.display().to_string(), runs));
        }
        Ok(Some(threads))
    }

    fn end(&mut self) -> Option<End> {
        self.child.try_wait().ok().flatten().map(end_of)
    }

    fn stderr_text(&self) -> String {
        String::from_utf8_lossy(&self.stderr.lock().expect("nobody panics holding it")).into_owned()
    }

    fn complaint(&mut self, what: &str) -> String {
        let end = self.end().map_or_else(String::new, |end| format!(" ({end:?})"));
        format!("the server {what}{end}; its standard error:\n{}", self.stderr_text())
    }
}

/// Whether a socket listens on this port (proc(5): the local address is the second column, state 0A is LISTEN).
fn is_listening(port: u16) -> bool {
    let local = format!(":{port:04X}");
    ["/proc/net/tcp", "/proc/net/tcp6"].iter().filter_map(|path| fs::read_to_string(path).ok()).any(|table| {
        table.lines().map(|line| line.split_whitespace().collect::<Vec<_>>()).any(|columns| {
            columns.get(1).is_some_and(|address| address.ends_with(&local)) && columns.get(3) == Some(&"0A")
        })
    })
}

impl Drop for Server {
    fn drop(&mut self) {
        // Both may be gone already.
        let _ = kill_process_group(Pid::from_child(&self.child), Signal::KILL);
        let _ = self.child.wait();
    }
}
