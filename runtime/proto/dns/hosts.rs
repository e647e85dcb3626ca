//! `/etc/hosts`, as hosts(5) describes it.
//!
//! Lines that are not understood are ignored, as the C library does; nothing is read from a disk here.

use std::collections::HashMap;
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

/// The entries of the file, in order. Lines that are not understood are ignored.
pub fn hosts_entries(bytes: &[u8]) -> impl Iterator<Item = HostsEntry<'_>> {
    bytes.split(|&byte| byte == b'\n').filter_map(|line| {
        let line = line.split(|&byte| byte == b'#').next()?;
        let line = std::str::from_utf8(line).ok()?.trim_ascii();
        let (address, names) = line.split_once(|char: char| char.is_ascii_whitespace())?;
        // `fe80::1%lo0` stands in the hosts files of some systems; without its zone the address is of no use.
        Some(HostsEntry { address: address.parse().ok()?, names })
    })
}

/// The whole file, ready to be asked: lists of blocked names have a hundred thousand lines.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Hosts {
    addresses: HashMap<Box<str>, Vec<IpAddr>>,
    names: HashMap<IpAddr, Vec<Box<str>>>,
}

impl Hosts {
    /// Reads the bytes of the file.
    pub fn parse(bytes: &[u8]) -> Self {
        let mut hosts = Self::default();
        for entry in hosts_entries(bytes) {
            for name in entry.names() {
                let addresses = hosts.addresses.entry(name.to_ascii_lowercase().into()).or_default();
                // The many names of a blocked address, one line each, would be compared with each other.
                if addresses.last() != Some(&entry.address) && !addresses.contains(&entry.address) {
                    addresses.push(entry.address);
                }
                let names = hosts.names.entry(entry.address).or_default();
                if names.len() < NAMES_MAX {
                    names.push(name.into());
                }
            }
        }
        hosts
    }

    /// The addresses of `name`, in the order of the file and each once. Names are compared without regard to case,
    /// and a dot at the end of `name` means nothing here.
    pub fn addresses(&self, name: &str) -> &[IpAddr] {
        let name = name.strip_suffix('.').unwrap_or(name).to_ascii_lowercase();
        self.addresses.get(&*name).map_or(&[], |addresses| addresses)
    }

    /// The names of `address`, in the order of the file.
    pub fn names(&self, address: IpAddr) -> &[Box<str>] {
        self.names.get(&address).map_or(&[], |names| names)
    }
}

/// Names kept of one address; a list of blocked names gives all of them the same.
const NAMES_MAX: usize = 256;

#[cfg(test)]
mod tests {
    use super::*;

    const FILE: &[u8] = b"# comment\n127.0.0.1\tlocalhost\n127.0.1.1 box.example  box # me\r\n\n::1 localhost ip6-localhost\r\n\
        10.0.0.1\n10.0.0.x bad\n\xff\xfe bad\n fe80::1%lo0 localhost\n10.0.0.2 box\n127.0.0.1 LOCALHOST again\n10.0.0.3 last";

    #[test]
    fn names_and_addresses() {
        let ip = |text: &str| text.parse::<IpAddr>().expect("an address");
        let hosts = Hosts::parse(FILE);
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
            assert_eq!(hosts.addresses(name), expect, "{name}");
        }
        let names = |text: &str| hosts.names(ip(text)).iter().map(|name| &**name).collect::<Vec<_>>();
        assert_eq!(names("127.0.1.1"), ["box.example", "box"]);
        assert_eq!(names("127.0.0.1"), ["localhost", "LOCALHOST", "again"]);
        assert_eq!(names("10.0.0.1"), [""; 0]);
    }
}
