//! Messages for tests, byte by byte.

/// A datagram: id 7, `flags`, question, records as (owner, type, data).
pub(super) fn datagram(flags: u16, question: &str, qtype: u16, records: &[(&str, u16, &[u8])]) -> Vec<u8> {
    let mut out = Vec::new();
    for word in [7, flags, 1, records.len() as u16, 0, 0] {
        out.extend_from_slice(&word.to_be_bytes());
    }
    out.extend_from_slice(&wire(question));
    out.extend_from_slice(&qtype.to_be_bytes());
    out.extend_from_slice(&[0, 1]);
    for (owner, rtype, data) in records {
        out.extend_from_slice(&wire(owner));
        out.extend_from_slice(&rtype.to_be_bytes());
        out.extend_from_slice(&[0, 1, 0, 0, 0, 60]);
        out.extend_from_slice(&(data.len() as u16).to_be_bytes());
        out.extend_from_slice(data);
    }
    out
}

/// A name on the wire.
pub(super) fn wire(name: &str) -> Vec<u8> {
    let labels = name.split('.').filter(|label| !label.is_empty());
    labels.flat_map(|label| [&[label.len() as u8], label.as_bytes()].concat()).chain([0]).collect()
}
