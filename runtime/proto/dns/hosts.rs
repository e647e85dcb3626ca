//! `/etc/hosts`, as hosts(5) describes it. Read line by line at each look-up: nothing is kept.

use std::net::IpAddr;

/// One line: an address and its names, the first of which is the canonical one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct HostsEntry<'a> {
    /// The address.
    pub address: IpAddr,
    names: &'a str,
}

impl<'a> HostsEntry<'a> {
    /// The names, canonical name first; at least one.
    pub fn names(&self) -> impl Iterator<Item = &'a str> + use<'a> {
        self.names.split_ascii_whitespace()
    }
}

/// The entries of the file, in order. Lines that are not understood are passed over.
pub fn hosts_entries(bytes: &[u8]) -> impl Iterator<Item = HostsEntry<'_>> {
    bytes.split(|&byte| byte == b'\n').filter_map(|line| {
        let line = line.split(|&byte| byte == b'#').next()?;
        let line = std::str::from_utf8(line).ok()?.trim_ascii();
        let (address, names) = line.split_once(|char: char| char.is_ascii_whitespace())?;
        // `fe80::1%lo0` stands in the hosts files of some systems; without its zone the address is of no use.
        Some(HostsEntry { address: address.parse().ok()?, names })
    })
}

/// The addresses of `name`, in the order of the file and each once. Names are compared without regard to case, and a
/// dot at the end of `name` means nothing here.
pub fn hosts_lookup(bytes: &[u8], name: &str) -> Vec<IpAddr> {
    let name = name.strip_suffix('.').unwrap_or(name);
    let mut addresses = Vec::new();
    for entry in hosts_entries(bytes) {
        if !addresses.contains(&entry.address) && entry.names().any(|other| other.eq_ignore_ascii_case(name)) {
            addresses.push(entry.address);
        }
    }
    addresses
}

/// The names of `address`, in the order of the file.
pub fn hosts_names(bytes: &[u8], address: IpAddr) -> Vec<&str> {
    hosts_entries(bytes).filter(|entry| entry.address == address).flat_map(|entry| entry.names()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    const FILE: &[u8] = b"# comment\n127.0.0.1\tlocalhost\n127.0.1.1 box.example  box # me\r\n\n::1 localhost ip6-localhost\r\n\
        10.0.0.1\n10.0.0.x bad\n\xff\xfe bad\n fe80::1%lo0 localhost\n10.0.0.2 box\n127.0.0.1 LOCALHOST again\n10.0.0.3 last";

    #[test]
    fn names_and_addresses() {
        let ip = |text: &str| text.parse::<IpAddr>().expect("an address");
        for (name, addresses) in [
            ("localhost", &["127.0.0.1", "::1"][..]),
            ("LocalHost.", &["127.0.0.1", "::1"]),
            ("box", &["127.0.1.1", "10.0.0.2"]),
            ("box.example", &["127.0.1.1"]),
            ("last", &["10.0.0.3"]),
            ("me", &[]),
            ("bad", &[]),
            ("", &[]),
        ] {
            let expect: Vec<_> = addresses.iter().map(|text| ip(text)).collect();
            assert_eq!(hosts_lookup(FILE, name), expect, "{name}");
        }
        assert_eq!(hosts_names(FILE, ip("127.0.1.1")), ["box.example", "box"]);
        assert_eq!(hosts_names(FILE, ip("127.0.0.1")), ["localhost", "LOCALHOST", "again"]);
        assert_eq!(hosts_names(FILE, ip("10.0.0.1")), [""; 0]);
    }
}
