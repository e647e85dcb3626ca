//! IP addresses in text, strictly: no zone ids, no leading zeros, no short forms (`127.1`), nothing around them.
//!
//! What is no address in this sense is none, whatever inet_aton(3) would make of it.

use std::net::{IpAddr, Ipv4Addr, Ipv6Addr};

/// The address, which prints in its canonical form (RFC 5952 for IPv6). `None` for anything else, host names before all.
pub fn parse(text: &str) -> Option<IpAddr> {
    text.parse().ok()
}

/// True for an IPv4 address in dotted decimal form (`net.isIPv4`).
pub fn is_ipv4(text: &str) -> bool {
    text.parse::<Ipv4Addr>().is_ok()
}

/// True for an IPv6 address (`net.isIPv6`).
pub fn is_ipv6(text: &str) -> bool {
    text.parse::<Ipv6Addr>().is_ok()
}

/// 4, 6, or 0 for what is no address (`net.isIP`).
pub fn version(text: &str) -> u8 {
    match parse(text) {
        Some(IpAddr::V4(_)) => 4,
        Some(IpAddr::V6(_)) => 6,
        None => 0,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses() {
        for (text, expect, canonical) in [
            ("127.0.0.1", 4, "127.0.0.1"),
            ("255.255.255.255", 4, "255.255.255.255"),
            ("::", 6, "::"),
            ("::1", 6, "::1"),
            ("2001:0DB8:0:0::1", 6, "2001:db8::1"),
            ("::ffff:10.0.0.1", 6, "::ffff:10.0.0.1"),
            ("", 0, ""),
            ("localhost", 0, ""),
            ("127.1", 0, ""),
            ("127.0.0.01", 0, ""),
            ("127.0.0.256", 0, ""),
            ("127.0.0.1.", 0, ""),
            (" 127.0.0.1", 0, ""),
            ("127.0.0.1\n", 0, ""),
            ("0x7f.0.0.1", 0, ""),
            ("fe80::1%eth0", 0, ""),
            ("fe80::1%1", 0, ""),
            ("[::1]", 0, ""),
            ("1:2:3:4:5:6:7:8:9", 0, ""),
            ("1::2::3", 0, ""),
            ("12345::", 0, ""),
        ] {
            assert_eq!(version(text), expect, "{text}");
            assert_eq!((is_ipv4(text), is_ipv6(text)), (expect == 4, expect == 6));
            assert_eq!(parse(text).map(|ip| ip.to_string()).unwrap_or_default(), canonical);
        }
    }
}
