//! `/etc/resolv.conf`, as resolv.conf(5) describes it. What is not understood is ignored, as the C library does.
//!
//! Limits are those of the C library; nothing is read from a disk here.

use std::net::{IpAddr, Ipv4Addr, SocketAddr, SocketAddrV6};

/// Which servers to ask, and how.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ResolvConf {
    /// The servers in the order they are asked; the one of this machine when the file names none.
    pub servers: Vec<SocketAddr>,
    /// The domains to try for short names.
    pub search: Vec<String>,
    /// Names with at least that many dots are tried as they stand first.
    pub ndots: u8,
    /// How long to wait for one answer, in seconds.
    pub timeout_s: u8,
    /// How often to ask all the servers.
    pub attempts: u8,
    /// Spread the queries over the servers instead of asking the first one always.
    pub rotate: bool,
}

impl Default for ResolvConf {
    fn default() -> Self {
        Self {
            servers: vec![SocketAddr::from((Ipv4Addr::LOCALHOST, PORT))],
            search: Vec::new(),
            ndots: 1,
            timeout_s: 5,
            attempts: 2,
            rotate: false,
        }
    }
}

impl ResolvConf {
    /// Reads the bytes of the file. Of several `search` and `domain` lines the last one counts.
    pub fn parse(bytes: &[u8]) -> Self {
        let mut conf = Self::default();
        let mut servers = Vec::new();
        for line in bytes.split(|&byte| byte == b'\n') {
            let Ok(line) = std::str::from_utf8(line) else { continue };
            let line = line.split(['#', ';']).next().unwrap_or_default();
            let mut words = line.split_ascii_whitespace();
            match words.next() {
                Some("nameserver") if servers.len() < SERVERS_MAX => servers.extend(words.next().and_then(server)),
                Some("search") => conf.search = words.take(SEARCH_MAX).map(domain).collect(),
                Some("domain") => conf.search = words.take(1).map(domain).collect(),
                Some("options") => words.for_each(|option| conf.option(option)),
                _ => {}
            }
        }
        if !servers.is_empty() {
            conf.servers = servers;
        }
        conf
    }

    /// What the environment says of it (resolv.conf(5)): `LOCALDOMAIN` in place of the search list, `RES_OPTIONS` in
    /// addition to the options.
    pub fn amend(&mut self, local_domain: Option<&str>, options: Option<&str>) {
        if let Some(domains) = local_domain {
            self.search = domains.split_ascii_whitespace().take(SEARCH_MAX).map(domain).collect();
        }
        options.unwrap_or_default().split_ascii_whitespace().for_each(|option| self.option(option));
    }

    /// The names to ask for, in order, when a program looks up `name`. A dot at the end means that the name is whole.
    pub fn candidates(&self, name: &str) -> Vec<String> {
        if name.ends_with('.') {
            return vec![name.to_string()];
        }
        let mut names: Vec<String> =
            self.search.iter().filter(|domain| !domain.is_empty()).map(|domain| format!("{name}.{domain}")).collect();
        let dots = name.bytes().filter(|&byte| byte == b'.').count();
        let at = if dots >= self.ndots.into() { 0 } else { names.len() };
        names.insert(at, name.to_string());
        names
    }

    fn option(&mut self, option: &str) {
        let (name, value) = option.split_once(':').unwrap_or((option, ""));
        let number = |max: u8| value.parse::<u32>().ok().map(|number| number.min(max.into()) as u8);
        match name {
            "ndots" => self.ndots = number(15).unwrap_or(self.ndots),
            "timeout" => self.timeout_s = number(30).unwrap_or(self.timeout_s).max(1),
            "attempts" => self.attempts = number(5).unwrap_or(self.attempts).max(1),
            "rotate" => self.rotate = true,
            _ => {}
        }
    }
}

/// An address, with a numeric zone for link-local ones (`fe80::1%2`). Zones by interface name are ignored: the
/// number behind the name is the system's to resolve.
fn server(text: &str) -> Option<SocketAddr> {
    if let Some((address, zone)) = text.split_once('%') {
        return Some(SocketAddrV6::new(address.parse().ok()?, PORT, 0, zone.parse().ok()?).into());
    }
    text.parse::<IpAddr>().ok().map(|ip| SocketAddr::new(ip, PORT))
}

fn domain(text: &str) -> String {
    text.trim_matches('.').to_string()
}

const PORT: u16 = 53;
/// MAXNS of the C library.
const SERVERS_MAX: usize = 3;
/// Each one may cost a query per look-up; the C library stopped at 6 for long.
const SEARCH_MAX: usize = 16;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_usual_file() {
        let conf = ResolvConf::parse(
            b"# by hand\nnameserver 10.0.0.1\r\nnameserver\t2001:db8::1 # six\nnameserver fe80::1%2\nnameserver 10.0.0.4\n\
              domain old.example\nsearch a.example. b.example\noptions ndots:2 timeout:1 attempts:99 rotate edns0\n",
        );
        assert_eq!(
            conf,
            ResolvConf {
                servers: vec![
                    "10.0.0.1:53".parse().expect("an address"),
                    "[2001:db8::1]:53".parse().expect("an address"),
                    "[fe80::1%2]:53".parse().expect("an address"),
                ],
                search: vec!["a.example".into(), "b.example".into()],
                ndots: 2,
                timeout_s: 1,
                attempts: 5,
                rotate: true,
            }
        );
        assert_eq!(conf.candidates("www"), ["www.a.example", "www.b.example", "www"]);
        assert_eq!(conf.candidates("a.b.c"), ["a.b.c", "a.b.c.a.example", "a.b.c.b.example"]);
        assert_eq!(conf.candidates("www."), ["www."]);
    }

    #[test]
    fn odd_files_leave_the_defaults() {
        for bytes in [
            &b""[..],
            b"\xff\xfe\nnameserver",
            b"nameserver localhost\nnameserver 10.0.0\nnameserver fe80::1%eth0\nnameserver 10.0.0.1%1",
            b"  ; nothing\noptions\noptions ndots timeout: attempts:x ndots:-1",
            b"NAMESERVER 10.0.0.1",
        ] {
            assert_eq!(ResolvConf::parse(bytes), ResolvConf::default(), "{:?}", bytes.escape_ascii().to_string());
        }
        assert_eq!(ResolvConf::parse(b"options timeout:0 attempts:0").timeout_s, 1);
    }

    #[test]
    fn the_environment_has_the_last_word() {
        let mut conf = ResolvConf::parse(b"search a.example\noptions ndots:2 timeout:3");
        conf.amend(None, None);
        assert_eq!((&conf.search[..], conf.ndots, conf.timeout_s), (&["a.example".to_string()][..], 2, 3));
        conf.amend(Some("b.example. c.example"), Some("timeout:1 rotate x"));
        assert_eq!(conf.search, ["b.example", "c.example"]);
        assert_eq!((conf.ndots, conf.timeout_s, conf.rotate), (2, 1, true));
        conf.amend(Some(""), None);
        assert!(conf.search.is_empty());
    }
}
