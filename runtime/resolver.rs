//! Host names to addresses, blocking: called on the pool. Literals and the hosts file.

use std::net::IpAddr;
use std::path::Path;

/// Which addresses are wanted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Family {
    /// IPv4.
    V4,
    /// IPv6.
    V6,
}

/// Why there is no address.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ResolveError {
    /// The name does not exist.
    NotFound,
    /// The name exists but has no address of the wanted family.
    NoData,
    /// The name cannot be one: too long, an empty label, a NUL.
    BadName,
    /// No server answered in time.
    Timeout,
    /// The server failed or answered with nonsense.
    ServerFailed,
    /// No server could be reached.
    ConnectionRefused,
}

/// The addresses of `name`: a literal, the hosts file's, or what DNS says.
pub fn lookup(name: &str, family: Option<Family>) -> Result<Vec<IpAddr>, ResolveError> {
    if let Ok(literal) = name.parse::<IpAddr>() {
        return if wanted(&literal, family) { Ok(vec![literal]) } else { Err(ResolveError::NoData) };
    }
    let hosts = std::fs::read(Path::new("/etc/hosts")).unwrap_or_default();
    let found = in_hosts(&String::from_utf8_lossy(&hosts), name, family);
    if found.is_empty() { Err(ResolveError::NotFound) } else { Ok(found) }
}

fn wanted(addr: &IpAddr, family: Option<Family>) -> bool {
    match family {
        None => true,
        Some(Family::V4) => addr.is_ipv4(),
        Some(Family::V6) => addr.is_ipv6(),
    }
}

/// hosts(5): an address, then names, up to `#`. All lines that have the name count, in their order.
fn in_hosts(hosts: &str, name: &str, family: Option<Family>) -> Vec<IpAddr> {
    let name = name.strip_suffix('.').unwrap_or(name);
    let mut found = Vec::new();
    for line in hosts.lines() {
        let line = line.split('#').next().unwrap_or_default();
        let mut words = line.split_ascii_whitespace();
        let Some(Ok(addr)) = words.next().map(str::parse::<IpAddr>) else { continue };
        if words.any(|word| word.eq_ignore_ascii_case(name)) && wanted(&addr, family) && !found.contains(&addr) {
            found.push(addr);
        }
    }
    found
}
