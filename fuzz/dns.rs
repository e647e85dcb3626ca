//! Answers of DNS servers, and the files of the resolver.

use std::net::IpAddr;

use noderu_proto::dns::{
    Answer, AnswerError, Kind, ResolvConf, check_answer, hosts_entries, hosts_lookup, hosts_names, query,
};

/// A datagram from the network: answers to us alone are taken, and they hold what was asked for.
pub fn dns(data: &[u8]) {
    let id = u16::from_be_bytes([data.first().copied().unwrap_or(0), data.get(1).copied().unwrap_or(0)]);
    for name in ["www.example.com", "a"] {
        for kind in [Kind::A, Kind::Aaaa] {
            if let Ok(Answer::Addresses { addresses, .. }) = check_answer(data, id, name, kind) {
                assert!(!addresses.is_empty());
                assert!(addresses.iter().all(|address| address.is_ipv4() == (kind == Kind::A)));
            }
            assert_eq!(check_answer(data, !id, name, kind), Err(AnswerError::NotOurs));
        }
    }
    // The bytes as a name: a query for it is either refused or can be read back.
    if let Ok(name) = std::str::from_utf8(data)
        && let Ok(mut message) = query(id, name, Kind::A)
    {
        message[2] |= 0x80;
        assert_eq!(check_answer(&message, id, name, Kind::A), Ok(Answer::NoData));
    }
}

/// Any file gives servers to ask and sane numbers.
pub fn resolv_conf(data: &[u8]) {
    let conf = ResolvConf::parse(data);
    assert!((1..=3).contains(&conf.servers.len()));
    assert!(conf.ndots <= 15 && (1..=30).contains(&conf.timeout_s) && (1..=5).contains(&conf.attempts));
    for name in ["a", "a.b", "a.b.", ""] {
        assert!(conf.candidates(name).iter().any(|candidate| candidate == name));
        assert!(conf.candidates(name).len() <= conf.search.len() + 1);
    }
}

/// Every name of every entry is found again.
pub fn hosts(data: &[u8]) {
    for entry in hosts_entries(data).take(20) {
        let mut names = entry.names().peekable();
        assert!(names.peek().is_some());
        for name in names.take(20).filter(|name| !name.ends_with('.')) {
            assert!(hosts_lookup(data, name).contains(&entry.address));
            assert!(hosts_names(data, entry.address).contains(&name));
        }
    }
    assert!(hosts_lookup(data, "").is_empty());
    assert!(hosts_names(data, IpAddr::from([203, 0, 113, 9])).iter().all(|name| !name.is_empty()));
}
