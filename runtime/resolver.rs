//! Host names to addresses, blocking: called on the pool. Literals, then the hosts file, then the system's DNS servers.
//!
//! The files are read at each look-up, as the C library does, so that a change counts at once. Nothing is cached.

use std::fmt;
use std::io::{ErrorKind, Read, Write};
use std::net::{IpAddr, Ipv4Addr, Ipv6Addr, SocketAddr, TcpStream, UdpSocket};
use std::time::{Duration, Instant};

use noderu_proto::dns::{self, Answer, AnswerError, Kind, ResolvConf};
use noderu_proto::ip;

/// Which addresses are wanted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Family {
    /// IPv4.
    V4,
    /// IPv6.
    V6,
}

/// Why there is no address.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ResolveError {
    /// The name does not exist.
    NotFound,
    /// The name exists but has no address of the wanted family.
    NoData,
    /// The name cannot be one: too long, an empty label, an odd character.
    BadName,
    /// No server answered in time.
    Timeout,
    /// The servers failed, or answered with nonsense.
    ServerFailed,
    /// No server could be reached.
    ConnectionRefused,
}

impl fmt::Display for ResolveError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            ResolveError::NotFound => "Domain name not found",
            ResolveError::NoData => "DNS server returned answer with no data",
            ResolveError::BadName => "Misformatted domain name",
            ResolveError::Timeout => "Timeout while contacting DNS servers",
            ResolveError::ServerFailed => "DNS server returned general failure",
            ResolveError::ConnectionRefused => "Could not contact DNS servers",
        })
    }
}

impl std::error::Error for ResolveError {}

/// The addresses of `name`, at least one. Without a family: the IPv4 addresses, or where there are none the IPv6 ones.
pub fn lookup(name: &str, family: Option<Family>) -> Result<Vec<IpAddr>, ResolveError> {
    if let Some(literal) = ip::parse(name) {
        return of_family(vec![literal], family).ok_or(ResolveError::NoData);
    }
    // A missing file is an empty one.
    let hosts = std::fs::read("/etc/hosts").unwrap_or_default();
    if let Some(found) = local(&hosts, name, family) {
        return Ok(found);
    }
    let conf =
        std::fs::read("/etc/resolv.conf").map_or_else(|_| ResolvConf::default(), |bytes| ResolvConf::parse(&bytes));
    ask(&conf, name, family)
}

/// What needs no server: the hosts file, and `localhost` (RFC 6761 section 6.3) where that file lacks it.
fn local(hosts: &[u8], name: &str, family: Option<Family>) -> Option<Vec<IpAddr>> {
    let in_file = of_family(dns::hosts_lookup(hosts, name), family);
    if in_file.is_some() {
        return in_file;
    }
    let name = name.strip_suffix('.').unwrap_or(name);
    if !name.eq_ignore_ascii_case("localhost") {
        return None;
    }
    of_family(vec![Ipv4Addr::LOCALHOST.into(), Ipv6Addr::LOCALHOST.into()], family)
}

/// The wanted ones of `addresses`; none when there are none.
fn of_family(addresses: Vec<IpAddr>, family: Option<Family>) -> Option<Vec<IpAddr>> {
    let of = |wanted: Family| -> Vec<IpAddr> {
        addresses.iter().copied().filter(|addr| addr.is_ipv4() == (wanted == Family::V4)).collect()
    };
    let found = match family {
        Some(family) => of(family),
        None => Some(of(Family::V4)).filter(|found| !found.is_empty()).unwrap_or_else(|| of(Family::V6)),
    };
    Some(found).filter(|found| !found.is_empty())
}

/// Tries the names that the search list makes of `name`. A name that exists without an address outlives in the answer
/// one that does not exist.
fn ask(conf: &ResolvConf, name: &str, family: Option<Family>) -> Result<Vec<IpAddr>, ResolveError> {
    let kinds: &[Kind] = match family {
        Some(Family::V4) => &[Kind::A],
        Some(Family::V6) => &[Kind::Aaaa],
        None => &[Kind::A, Kind::Aaaa],
    };
    if name.is_empty() {
        return Err(ResolveError::BadName);
    }
    let mut outcome = None;
    for candidate in conf.candidates(name) {
        for kind in kinds {
            match ask_servers(conf, &candidate, *kind) {
                Err(ResolveError::NoData) => outcome = Some(ResolveError::NoData),
                Err(error @ (ResolveError::NotFound | ResolveError::BadName)) => {
                    outcome.get_or_insert(error);
                    break;
                }
                found_or_failed => return found_or_failed,
            }
        }
    }
    Err(outcome.unwrap_or(ResolveError::NotFound))
}

/// Asks one server after the other, `attempts` times around, until one knows.
fn ask_servers(conf: &ResolvConf, name: &str, kind: Kind) -> Result<Vec<IpAddr>, ResolveError> {
    let timeout = Duration::from_secs(conf.timeout_s.max(1).into());
    let mut error = ResolveError::ConnectionRefused;
    for _ in 0..conf.attempts.max(1) {
        let first = if conf.rotate { usize::from(random_id()?) } else { 0 };
        for turn in 0..conf.servers.len() {
            let server = conf.servers[(first + turn) % conf.servers.len()];
            match ask_server(server, name, kind, timeout) {
                Ok(Answer::Addresses { addresses, .. }) => return Ok(addresses),
                Ok(Answer::NoData) => return Err(ResolveError::NoData),
                Ok(Answer::NotFound) => return Err(ResolveError::NotFound),
                Ok(Answer::Truncated | Answer::Failed(_)) => error = ResolveError::ServerFailed,
                Err(ResolveError::BadName) => return Err(ResolveError::BadName),
                Err(failed) => error = failed,
            }
        }
    }
    Err(error)
}

fn ask_server(server: SocketAddr, name: &str, kind: Kind, timeout: Duration) -> Result<Answer, ResolveError> {
    let id = random_id()?;
    let query = dns::query(id, name, kind).map_err(|_| ResolveError::BadName)?;
    let check = |answer: &[u8]| dns::check_answer(answer, id, name, kind);
    match over_udp(server, &query, timeout, check)? {
        Answer::Truncated => over_tcp(server, &query, timeout, check),
        answer => Ok(answer),
    }
}

/// Sends the query and waits for its answer; what is no answer to it (late, forged) is passed over.
fn over_udp(
    server: SocketAddr,
    query: &[u8],
    timeout: Duration,
    check: impl Fn(&[u8]) -> Result<Answer, AnswerError>,
) -> Result<Answer, ResolveError> {
    let any: SocketAddr = match server {
        SocketAddr::V4(_) => (Ipv4Addr::UNSPECIFIED, 0).into(),
        SocketAddr::V6(_) => (Ipv6Addr::UNSPECIFIED, 0).into(),
    };
    let socket = UdpSocket::bind(any).map_err(failed)?;
    // Connected, so that the kernel drops what others send and tells of a closed port.
    socket.connect(server).map_err(failed)?;
    socket.send(query).map_err(failed)?;
    let deadline = Instant::now() + timeout;
    let mut buffer = [0; UDP_LEN_MAX];
    loop {
        let left = deadline.saturating_duration_since(Instant::now());
        if left.is_zero() {
            return Err(ResolveError::Timeout);
        }
        socket.set_read_timeout(Some(left)).map_err(failed)?;
        match socket.recv(&mut buffer) {
            Ok(len) => match check(&buffer[..len]) {
                Ok(answer) => return Ok(answer),
                Err(AnswerError::NotOurs) => {}
                Err(AnswerError::Malformed) => return Err(ResolveError::ServerFailed),
            },
            Err(error) if error.kind() == ErrorKind::Interrupted => {}
            Err(error) => return Err(failed(error)),
        }
    }
}

/// RFC 1035 section 4.2.2: each message behind two bytes of length.
fn over_tcp(
    server: SocketAddr,
    query: &[u8],
    timeout: Duration,
    check: impl Fn(&[u8]) -> Result<Answer, AnswerError>,
) -> Result<Answer, ResolveError> {
    let mut stream = TcpStream::connect_timeout(&server, timeout).map_err(failed)?;
    stream.set_read_timeout(Some(timeout)).map_err(failed)?;
    stream.set_write_timeout(Some(timeout)).map_err(failed)?;
    let len = u16::try_from(query.len()).map_err(|_| ResolveError::BadName)?;
    stream.write_all(&[&len.to_be_bytes(), query].concat()).map_err(failed)?;
    let mut len = [0; 2];
    stream.read_exact(&mut len).map_err(failed)?;
    let mut answer = vec![0; u16::from_be_bytes(len).into()];
    stream.read_exact(&mut answer).map_err(failed)?;
    check(&answer).map_err(|_| ResolveError::ServerFailed)
}

fn failed(error: std::io::Error) -> ResolveError {
    match error.kind() {
        ErrorKind::WouldBlock | ErrorKind::TimedOut => ResolveError::Timeout,
        ErrorKind::UnexpectedEof => ResolveError::ServerFailed,
        _ => ResolveError::ConnectionRefused,
    }
}

/// Nobody outside may guess it (RFC 5452).
fn random_id() -> Result<u16, ResolveError> {
    let mut id = [0; 2];
    getrandom::fill(&mut id).map_err(|_| ResolveError::ServerFailed)?;
    Ok(u16::from_ne_bytes(id))
}

/// We announce no larger size, so servers keep to 512; some do not.
const UDP_LEN_MAX: usize = 4096;

#[cfg(test)]
mod tests {
    use super::*;

    /// A server on loopback; `answer` makes the records (an A of 1.2.3.n, or a code) of the name asked for.
    fn server(answer: impl Fn(&str, u16) -> Reply + Send + 'static) -> SocketAddr {
        // The port that UDP gives may be somebody else's in TCP.
        let (socket, tcp) = (0..100)
            .find_map(|_| {
                let socket = UdpSocket::bind("127.0.0.1:0").ok()?;
                let tcp = std::net::TcpListener::bind(socket.local_addr().ok()?).ok()?;
                Some((socket, tcp))
            })
            .unwrap();
        let addr = socket.local_addr().unwrap();
        std::thread::spawn(move || {
            let mut buffer = [0; 512];
            while let Ok((len, from)) = socket.recv_from(&mut buffer) {
                let (name, kind, end) = question(&buffer[..len]);
                match answer(&name, kind) {
                    Reply::Silence => {}
                    Reply::Code(code) => drop(socket.send_to(&reply(&buffer[..end], code, None), from)),
                    Reply::Addr(last) => {
                        // A forged one first: it must be passed over.
                        let mut forged = reply(&buffer[..end], 0, Some(99));
                        forged[0] ^= 1;
                        socket.send_to(&forged, from).unwrap();
                        socket.send_to(&reply(&buffer[..end], 0, Some(last)), from).unwrap();
                    }
                    Reply::Cut(last) => {
                        let mut cut = reply(&buffer[..end], 0, None);
                        cut[2] |= 2;
                        socket.send_to(&cut, from).unwrap();
                        let (mut stream, _) = tcp.accept().unwrap();
                        let mut asked = vec![0; 2 + len];
                        stream.read_exact(&mut asked).unwrap();
                        let whole = reply(&asked[2..2 + end], 0, Some(last));
                        stream.write_all(&(whole.len() as u16).to_be_bytes()).unwrap();
                        stream.write_all(&whole).unwrap();
                    }
                }
            }
        });
        addr
    }

    enum Reply {
        Silence,
        Code(u8),
        Addr(u8),
        Cut(u8),
    }

    fn question(query: &[u8]) -> (String, u16, usize) {
        let mut at = 12;
        let mut name = String::new();
        while query[at] != 0 {
            let len = usize::from(query[at]);
            name.push_str(std::str::from_utf8(&query[at + 1..at + 1 + len]).unwrap());
            name.push('.');
            at += 1 + len;
        }
        (name, u16::from_be_bytes([query[at + 1], query[at + 2]]), at + 5)
    }

    fn reply(query: &[u8], code: u8, last: Option<u8>) -> Vec<u8> {
        let mut out = query.to_vec();
        (out[2], out[3]) = (0x81, 0x80 | code);
        out[6..12].copy_from_slice(&[0, u8::from(last.is_some()), 0, 0, 0, 0]);
        if let Some(last) = last {
            out.extend_from_slice(&[0xc0, 12, 0, 1, 0, 1, 0, 0, 0, 60, 0, 4, 1, 2, 3, last]);
        }
        out
    }

    fn conf(servers: Vec<SocketAddr>) -> ResolvConf {
        ResolvConf { servers, timeout_s: 1, attempts: 1, ..ResolvConf::default() }
    }

    #[test]
    fn literals_and_hosts() {
        let ip = |text: &str| text.parse::<IpAddr>().unwrap();
        assert_eq!(lookup("10.1.2.3", None), Ok(vec![ip("10.1.2.3")]));
        assert_eq!(lookup("::1", Some(Family::V4)), Err(ResolveError::NoData));
        let hosts = b"10.0.0.1 a b\n::5 a\n";
        assert_eq!(local(hosts, "A", None), Some(vec![ip("10.0.0.1")]));
        assert_eq!(local(hosts, "a", Some(Family::V6)), Some(vec![ip("::5")]));
        assert_eq!(local(hosts, "c", None), None);
        assert_eq!(local(b"", "localhost", None), Some(vec![ip("127.0.0.1")]));
    }

    #[test]
    fn servers_answer() {
        let first = server(|name, kind| match (name, kind) {
            ("up.example.", 1) => Reply::Addr(7),
            ("big.example.", 1) => Reply::Cut(8),
            ("none.example.", _) => Reply::Code(3),
            ("broken.example.", 1) => Reply::Code(2),
            ("silent.example.", _) => Reply::Silence,
            _ => Reply::Code(0),
        });
        let second = server(|name, _| if name == "broken.example." { Reply::Addr(9) } else { Reply::Code(2) });
        let conf = conf(vec![first, second]);
        let found = |last| Ok(vec![IpAddr::from([1, 2, 3, last])]);
        assert_eq!(ask(&conf, "up.example", None), found(7));
        assert_eq!(ask(&conf, "big.example", Some(Family::V4)), found(8));
        assert_eq!(ask(&conf, "broken.example", None), found(9));
        assert_eq!(ask(&conf, "none.example", None), Err(ResolveError::NotFound));
        assert_eq!(ask(&conf, "empty.example", None), Err(ResolveError::NoData));
        assert_eq!(ask(&conf, "a..b", None), Err(ResolveError::BadName));
        assert_eq!(ask(&conf, "silent.example", Some(Family::V4)), Err(ResolveError::ServerFailed));
    }

    #[test]
    fn nobody_answers() {
        let silent = server(|_, _| Reply::Silence);
        assert_eq!(ask(&conf(vec![silent]), "x.example", None), Err(ResolveError::Timeout));
        let closed = UdpSocket::bind("127.0.0.1:0").unwrap().local_addr().unwrap();
        assert_eq!(ask(&conf(vec![closed]), "x.example", None), Err(ResolveError::ConnectionRefused));
    }
}
