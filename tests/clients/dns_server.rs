//! A name server that means no good: what it does with a question is in the first label of the name.

use std::io::{Read, Write};
use std::net::{SocketAddr, TcpListener, TcpStream, UdpSocket};
use std::sync::{Arc, Mutex};
use std::thread;
use std::time::Duration;

/// The address that a right answer holds.
const RIGHT: [u8; 4] = [10, 0, 0, 1];
/// The address of a right answer over TCP.
const RIGHT_BY_STREAM: [u8; 4] = [10, 0, 0, 2];
/// The address of every forged answer.
const FORGED: [u8; 4] = [6, 6, 6, 6];

/// A running server. It lives as long as the test program.
pub struct DnsServer {
    /// Where it listens, over UDP and TCP.
    pub address: SocketAddr,
    seen: Arc<Mutex<Vec<Seen>>>,
}

/// A question as it came.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Seen {
    /// The name, without the last dot.
    pub name: String,
    /// Whether it came over TCP.
    pub by_stream: bool,
    /// The port it came from.
    pub port: u16,
    /// Its id.
    pub id: u16,
}

impl DnsServer {
    /// Starts a server.
    pub fn start() -> Result<Self, String> {
        // The port that UDP gives may be somebody else's in TCP.
        let found = (0..100).find_map(|_| {
            let datagrams = UdpSocket::bind("127.0.0.1:0").ok()?;
            let streams = TcpListener::bind(datagrams.local_addr().ok()?).ok()?;
            Some((datagrams, streams))
        });
        let (datagrams, streams) = found.ok_or("no port is free in UDP and TCP")?;
        let address = datagrams.local_addr().map_err(|error| error.to_string())?;
        let seen = Arc::new(Mutex::new(Vec::new()));
        let (for_datagrams, for_streams) = (Arc::clone(&seen), Arc::clone(&seen));
        thread::spawn(move || serve_datagrams(&datagrams, &for_datagrams));
        thread::spawn(move || {
            for stream in streams.incoming().flatten() {
                let seen = Arc::clone(&for_streams);
                // A client that goes away ends its own thread.
                thread::spawn(move || drop(serve_stream(stream, &seen)));
            }
        });
        Ok(Self { address, seen })
    }

    /// Every question so far whose name begins with this label.
    pub fn seen(&self, label: &str) -> Vec<Seen> {
        let seen = self.seen.lock().expect("nobody panics holding it");
        seen.iter().filter(|seen| seen.name.split('.').next() == Some(label)).cloned().collect()
    }
}

fn serve_datagrams(socket: &UdpSocket, seen: &Mutex<Vec<Seen>>) {
    let other = UdpSocket::bind("127.0.0.1:0").expect("a second socket");
    let mut buffer = [0; 2048];
    let mut held = Vec::new();
    while let Ok((len, from)) = socket.recv_from(&mut buffer) {
        let Some(query) = Query::read(&buffer[..len]) else { continue };
        note(seen, &query, false, from.port());
        let send = |bytes: &[u8]| drop(socket.send_to(bytes, from));
        let right = query.answer(0, &[query.a(RIGHT)]);
        match query.label() {
            "silent" => {}
            "wrong-id" => {
                for change in 1..=200u16 {
                    send(&query.with_id(query.id ^ change).answer(0, &[query.a(FORGED)]));
                }
                send(&right);
            }
            "only-wrong-id" => send(&query.with_id(query.id ^ 1).answer(0, &[query.a(FORGED)])),
            "wrong-name" => {
                send(&query.named("other.example").answer(0, &[query.named("other.example").a(FORGED)]));
                send(&right);
            }
            "wrong-type" => {
                let mut forged = query.answer(0, &[query.a(FORGED)]);
                forged[query.end - 3] = 28;
                send(&forged);
                send(&right);
            }
            "elsewhere" => {
                let _ = other.send_to(&query.answer(0, &[query.a(FORGED)]), from);
                send(&right);
            }
            "no-answer-bit" => {
                let mut forged = query.answer(0, &[query.a(FORGED)]);
                forged[2] &= 0x7f;
                send(&forged);
                send(&right);
            }
            "header-nxdomain" => {
                let mut header = query.answer(3, &[])[..12].to_vec();
                header[5] = 0;
                send(&header);
                send(&right);
            }
            "scraps" => {
                for len in 0..right.len() {
                    if len < query.end {
                        send(&right[..len]);
                    }
                }
                send(&right);
            }
            "pointer-loop" => {
                let at = query.end as u16 | 0xc000;
                let mut looped = query.answer(0, &[]);
                looped[7] = 1;
                looped.extend_from_slice(&at.to_be_bytes());
                looped.extend_from_slice(&[0, 1, 0, 1, 0, 0, 0, 60, 0, 4, 6, 6, 6, 6]);
                send(&looped);
            }
            "alias-loop" => {
                let (here, there) = (&query.name[..], "alias-loop-two.example");
                send(&query.answer(0, &[cname(here, there), cname(there, here)]));
            }
            "long-chain" | "chain" => {
                let count = if query.label() == "chain" { 8 } else { 40 };
                let names: Vec<String> = (0..count).map(|n| format!("link{n}.example")).collect();
                let mut records = vec![cname(&query.name, &names[0])];
                records.extend(names.windows(2).map(|pair| cname(&pair[0], &pair[1])));
                records.push(query.named(names.last().expect("a chain has links")).a(RIGHT));
                // Servers may put them in any order.
                records.reverse();
                send(&query.answer(0, &records));
            }
            "foreign" => send(&query.answer(0, &[query.named("other.example").a(FORGED)])),
            "many-announced" => {
                let mut lying = query.answer(0, &[query.a(FORGED)]);
                lying[6..12].fill(0xff);
                send(&lying);
            }
            "odd-name" => {
                let name = b"\x08a.b\n\x1b[1m\x07example\0";
                let record = [&wire(&query.name)[..], &[0, 12, 0, 1, 0, 0, 0, 60, 0, name.len() as u8], name].concat();
                send(&query.answer(0, &[record]));
            }
            "slow" => {
                let (socket, right) = (socket.try_clone().expect("a second handle"), right);
                thread::spawn(move || {
                    thread::sleep(Duration::from_millis(400));
                    drop(socket.send_to(&right, from));
                });
            }
            "nxdomain" => send(&query.answer(3, &[])),
            "nodata" => send(&query.answer(0, &[])),
            "formerr" => send(&query.answer(1, &[])),
            "servfail" => send(&query.answer(2, &[])),
            "notimp" => send(&query.answer(4, &[])),
            "refused" => send(&query.answer(5, &[])),
            "no-edns" if query.edns => send(&query.answer(1, &[])),
            label if label.starts_with("cut") => {
                let mut cut = query.answer(0, &[query.a(FORGED)]);
                cut[2] |= 2;
                send(&cut);
            }
            // Nothing is answered before all are asked.
            "held" => {
                held.push((right, from));
                let count: usize = query.name.split('.').nth(2).and_then(|text| text.parse().ok()).unwrap_or(1);
                if held.len() >= count {
                    held.drain(..).for_each(|(right, from)| drop(socket.send_to(&right, from)));
                }
            }
            _ => send(&right),
        }
    }
}

fn serve_stream(mut stream: TcpStream, seen: &Mutex<Vec<Seen>>) -> std::io::Result<()> {
    let mut len = [0; 2];
    stream.read_exact(&mut len)?;
    let mut bytes = vec![0; usize::from(u16::from_be_bytes(len))];
    stream.read_exact(&mut bytes)?;
    let Some(query) = Query::read(&bytes) else { return Ok(()) };
    note(seen, &query, true, stream.peer_addr()?.port());
    let framed = |message: &[u8]| [&(message.len() as u16).to_be_bytes()[..], message].concat();
    let right = query.answer(0, &[query.a(RIGHT_BY_STREAM)]);
    match query.label() {
        "cut-and-closed" => Ok(()),
        "cut-and-cut" => {
            let mut cut = right;
            cut[2] |= 2;
            stream.write_all(&framed(&cut))
        }
        "cut-and-forged" => stream.write_all(&framed(&query.with_id(query.id ^ 1).answer(0, &[query.a(FORGED)]))),
        "cut-and-dripping" => {
            stream.set_nodelay(true)?;
            framed(&right).iter().try_for_each(|byte| stream.write_all(&[*byte]))
        }
        "cut-and-large" => {
            let records = vec![query.a(RIGHT_BY_STREAM); 1500];
            stream.write_all(&framed(&query.answer(0, &records)))
        }
        "cut-and-silent" => stream.read_exact(&mut len),
        _ => stream.write_all(&framed(&right)),
    }
}

fn note(seen: &Mutex<Vec<Seen>>, query: &Query, by_stream: bool, port: u16) {
    let entry = Seen { name: query.name.clone(), by_stream, port, id: query.id };
    seen.lock().expect("nobody panics holding it").push(entry);
}

/// A question.
struct Query {
    id: u16,
    name: String,
    kind: u16,
    edns: bool,
    /// Where the question ends.
    end: usize,
}

impl Query {
    fn read(bytes: &[u8]) -> Option<Self> {
        let mut at = 12;
        let mut labels = Vec::new();
        while let Some(len @ 1..=63) = bytes.get(at).map(|len| usize::from(*len)) {
            labels.push(String::from_utf8_lossy(bytes.get(at + 1..at + 1 + len)?).into_owned());
            at += 1 + len;
        }
        let kind = u16::from_be_bytes([*bytes.get(at + 1)?, *bytes.get(at + 2)?]);
        let id = u16::from_be_bytes([bytes[0], bytes[1]]);
        Some(Self { id, name: labels.join("."), kind, edns: bytes[11] == 1, end: at + 5 })
    }

    fn label(&self) -> &str {
        self.name.split('.').next().unwrap_or_default()
    }

    fn with_id(&self, id: u16) -> Self {
        Self { id, name: self.name.clone(), ..*self }
    }

    fn named(&self, name: &str) -> Self {
        Self { name: name.into(), ..*self }
    }

    /// Its answer, with this code and these records.
    fn answer(&self, code: u8, records: &[Vec<u8>]) -> Vec<u8> {
        let mut out = self.id.to_be_bytes().to_vec();
        out.extend_from_slice(&[0x81, 0x80 | code, 0, 1]);
        out.extend_from_slice(&(records.len() as u16).to_be_bytes());
        out.extend_from_slice(&[0; 4]);
        out.extend_from_slice(&wire(&self.name));
        out.extend_from_slice(&self.kind.to_be_bytes());
        out.extend_from_slice(&[0, 1]);
        out.extend(records.iter().flatten());
        out
    }

    /// An A record of its name.
    fn a(&self, address: [u8; 4]) -> Vec<u8> {
        [&wire(&self.name)[..], &[0, 1, 0, 1, 0, 0, 0, 60, 0, 4], &address].concat()
    }
}

fn cname(owner: &str, target: &str) -> Vec<u8> {
    let target = wire(target);
    [&wire(owner)[..], &[0, 5, 0, 1, 0, 0, 0, 60, 0, target.len() as u8], &target].concat()
}

fn wire(name: &str) -> Vec<u8> {
    name.split('.').flat_map(|label| [&[label.len() as u8], label.as_bytes()].concat()).chain([0]).collect()
}
