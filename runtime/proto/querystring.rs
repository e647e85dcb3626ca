//! Query strings: `a=1&b[]=2` in, names and values out, and back again.
//!
//! Works on the engine's two string shapes. A parse goes in three steps, because a program may put its own decoder in
//! the place of the second: [`pairs`] cuts, [`unescape`] decodes, [`QueryFields`] puts values of one name together. Names are
//! structured as Node 0.2 had it: `a[]=1` makes a list, `a[b]=1` an object. What is no such form is an ordinary name.

use std::collections::HashMap;

use crate::text::{DecodedText, Encoding, Source, decode};

/// Names that a query may have before the rest is dropped, unless the caller says otherwise: what comes from the network
/// must not fill memory with names.
pub const NAMES_MAX: usize = 1000;

/// Levels of `a[b][c]..` that are taken apart; a name with more is an ordinary name.
pub const LEVELS_MAX: usize = 64;

/// The pieces of a query, cut at `separator`, each as name and value, cut at the first `assignment`. Empty pieces are
/// ignored; a piece without assignment has an empty value. An empty separator or assignment cuts nothing.
pub fn pairs<'a, U: Copy + Eq>(
    query: &'a [U],
    separator: &'a [U],
    assignment: &'a [U],
) -> impl Iterator<Item = (&'a [U], &'a [U])> {
    let mut rest = Some(query);
    std::iter::from_fn(move || {
        loop {
            let text = rest?;
            let piece = match position(text, separator) {
                Some(at) => {
                    rest = Some(&text[at + separator.len()..]);
                    &text[..at]
                }
                None => {
                    rest = None;
                    text
                }
            };
            if !piece.is_empty() {
                return Some(match position(piece, assignment) {
                    Some(at) => (&piece[..at], &piece[at + assignment.len()..]),
                    None => (piece, &piece[piece.len()..]),
                });
            }
        }
    })
}

fn position<U: Copy + Eq>(text: &[U], sought: &[U]) -> Option<usize> {
    match sought {
        [] => None,
        [one] => text.iter().position(|unit| unit == one),
        _ => text.windows(sought.len()).position(|window| window == sought),
    }
}

/// Decodes `%XX` as UTF-8, and `+` as a space when `plus` says so. A `%` without two hexadecimal digits stays as it is;
/// bytes that are no UTF-8 become U+FFFD.
pub fn unescape(source: Source<'_>, plus: bool) -> DecodedText {
    match source {
        Source::Latin1(units) => unescape_units(units, plus),
        Source::Utf16(units) => unescape_units(units, plus),
    }
}

fn unescape_units<U: Copy + Into<u16>>(units: &[U], plus: bool) -> DecodedText {
    let mut bytes = Vec::with_capacity(units.len());
    let mut at = 0;
    while let Some(&unit) = units.get(at) {
        let unit: u16 = unit.into();
        at += 1;
        match u8::try_from(unit) {
            Ok(b'+') if plus => bytes.push(b' '),
            Ok(b'%') => match (digit(units.get(at)), digit(units.get(at + 1))) {
                (Some(high), Some(low)) => {
                    bytes.push(high << 4 | low);
                    at += 2;
                }
                _ => bytes.push(b'%'),
            },
            Ok(byte) if byte < 0x80 => bytes.push(byte),
            _ => {
                let low = units.get(at).map(|&low| low.into());
                let pair = low.and_then(|low| char::decode_utf16([unit, low]).next()?.ok());
                let single = char::from_u32(u32::from(unit));
                at += usize::from(single.is_none() && pair.is_some());
                let char = single.or(pair).unwrap_or(char::REPLACEMENT_CHARACTER);
                bytes.extend_from_slice(char.encode_utf8(&mut [0; 4]).as_bytes());
            }
        }
    }
    decode(Encoding::Utf8, &bytes)
}

/// The same as bytes: of what is not escaped, the low byte of each code unit.
pub fn unescape_bytes(source: Source<'_>, plus: bool) -> Vec<u8> {
    let bytes: Vec<u8> = match source {
        Source::Latin1(units) => units.to_vec(),
        Source::Utf16(units) => units.iter().map(|&unit| unit as u8).collect(),
    };
    let mut out = Vec::with_capacity(bytes.len());
    let mut rest = bytes.as_slice();
    while let [byte, after @ ..] = rest {
        rest = after;
        match (byte, digit(after.first()), digit(after.get(1))) {
            (b'%', Some(high), Some(low)) => {
                out.push(high << 4 | low);
                rest = &after[2..];
            }
            (b'+', ..) if plus => out.push(b' '),
            _ => out.push(*byte),
        }
    }
    out
}

fn digit<U: Copy + Into<u16>>(unit: Option<&U>) -> Option<u8> {
    let unit: u16 = (*unit?).into();
    let value = char::from(u8::try_from(unit).ok()?).to_digit(16)?;
    u8::try_from(value).ok()
}

/// Appends the characters as `encodeURIComponent` writes them: all but `A-Z a-z 0-9 - _ . ! ~ * ' ( )` as `%XX` of their
/// UTF-8 bytes. A lone surrogate, which it refuses, is written as U+FFFD.
pub fn escape(source: Source<'_>, out: &mut Vec<u8>) {
    match source {
        Source::Latin1(units) => units.iter().for_each(|&unit| escape_char(char::from(unit), out)),
        Source::Utf16(units) => char::decode_utf16(units.iter().copied())
            .for_each(|char| escape_char(char.unwrap_or(char::REPLACEMENT_CHARACTER), out)),
    }
}

fn escape_char(char: char, out: &mut Vec<u8>) {
    const DIGITS: &[u8; 16] = b"0123456789ABCDEF";
    for &byte in char.encode_utf8(&mut [0; 4]).as_bytes() {
        if byte.is_ascii_alphanumeric() || b"-_.!~*'()".contains(&byte) {
            out.push(byte);
        } else {
            out.extend_from_slice(&[b'%', DIGITS[usize::from(byte >> 4)], DIGITS[usize::from(byte & 15)]]);
        }
    }
}

/// What a name stands for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Value<V> {
    /// One value.
    One(V),
    /// The values of a name that came more than once, or as `name[]`.
    Many(Vec<Self>),
    /// What came as `name[key]`.
    Fields(QueryFields<V>),
}

/// Names with their values, in the order of their first appearance.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct QueryFields<V> {
    entries: Vec<(Vec<u16>, Value<V>)>,
    /// Where a name is; built when there are more names than a look along the list is good for.
    places: HashMap<Vec<u16>, usize>,
}

impl<V> Default for QueryFields<V> {
    fn default() -> Self {
        Self { entries: Vec::new(), places: HashMap::new() }
    }
}

impl<V> QueryFields<V> {
    /// Adds the value of a decoded name, taking `a[]` and `a[b]` apart.
    pub fn add(&mut self, name: &[u16], value: V) {
        let (head, keys) = levels(name);
        let value = keys.iter().rev().fold(Value::One(value), |value, key| match key {
            [] => Value::Many(vec![value]),
            key => {
                let mut fields = Self::default();
                fields.put(key, value);
                Value::Fields(fields)
            }
        });
        self.put(head, value);
    }

    /// Adds the value of a decoded name that is taken as it is.
    pub fn add_plain(&mut self, name: &[u16], value: V) {
        self.put(name, Value::One(value));
    }

    /// The names with their values.
    pub fn into_entries(self) -> impl Iterator<Item = (Vec<u16>, Value<V>)> {
        self.entries.into_iter()
    }

    fn put(&mut self, name: &[u16], value: Value<V>) {
        match self.place(name) {
            Some(place) => merge(&mut self.entries[place].1, value),
            None => {
                let place = self.entries.len();
                self.entries.push((name.to_vec(), value));
                if place == LINEAR_MAX {
                    let names = self.entries.iter().enumerate();
                    self.places = names.map(|(place, (name, _))| (name.clone(), place)).collect();
                } else if place > LINEAR_MAX {
                    self.places.insert(name.to_vec(), place);
                }
            }
        }
    }

    fn place(&self, name: &[u16]) -> Option<usize> {
        if self.entries.len() > LINEAR_MAX {
            return self.places.get(name).copied();
        }
        self.entries.iter().position(|(other, _)| other == name)
    }
}

/// Names that are looked for one by one.
const LINEAR_MAX: usize = 12;

/// Two values of one name: lists grow, fields are joined, anything else becomes a list.
fn merge<V>(present: &mut Value<V>, added: Value<V>) {
    match (present, added) {
        (Value::Fields(present), Value::Fields(added)) => {
            added.into_entries().for_each(|(name, value)| present.put(&name, value));
        }
        (Value::Many(present), Value::Many(added)) => present.extend(added),
        (Value::Many(present), added) => present.push(added),
        (present, added) => {
            let first = std::mem::replace(present, Value::Many(Vec::new()));
            let mut list = vec![first];
            match added {
                Value::Many(added) => list.extend(added),
                added => list.push(added),
            }
            *present = Value::Many(list);
        }
    }
}

/// `a[b][]` as `a` and the keys `b` and nothing; a name that is not of this form as itself, without keys.
fn levels(name: &[u16]) -> (&[u16], Vec<&[u16]>) {
    const OPEN: u16 = b'[' as u16;
    const CLOSE: u16 = b']' as u16;
    let mut keys = Vec::new();
    let mut head = name;
    while let [rest @ .., CLOSE] = head {
        let Some(open) = rest.iter().rposition(|&unit| unit == OPEN) else { break };
        let key = &rest[open + 1..];
        if open == 0 || key.contains(&CLOSE) {
            break;
        }
        keys.push(key);
        head = &rest[..open];
        if keys.len() > LEVELS_MAX {
            return (name, Vec::new());
        }
    }
    keys.reverse();
    (head, keys)
}

#[cfg(test)]
mod tests {
    use std::fmt::Write;

    use super::*;

    fn shown(value: &Value<String>) -> String {
        match value {
            Value::One(text) => format!("'{text}'"),
            Value::Many(list) => format!("[{}]", list.iter().map(shown).collect::<Vec<_>>().join(",")),
            Value::Fields(fields) => object(fields),
        }
    }

    fn object(fields: &QueryFields<String>) -> String {
        let mut out = String::from("{");
        for (index, (name, value)) in fields.entries.iter().enumerate() {
            let comma = if index == 0 { "" } else { "," };
            write!(out, "{comma}{}:{}", String::from_utf16_lossy(name), shown(value)).expect("a string takes text");
        }
        out + "}"
    }

    fn text(bytes: &[u8]) -> Vec<u16> {
        unescape(Source::Latin1(bytes), true).to_utf16()
    }

    #[test]
    fn parses() {
        for (query, expect) in [
            ("", "{}"),
            ("&&&", "{}"),
            ("a=b&b=c", "{a:'b',b:'c'}"),
            ("a", "{a:''}"),
            ("a=", "{a:''}"),
            ("=b", "{:'b'}"),
            ("a=b=c", "{a:'b=c'}"),
            ("a=1&a=2&a=3", "{a:['1','2','3']}"),
            ("a[]=1", "{a:['1']}"),
            ("a%5B%5D=1&a[]=2", "{a:['1','2']}"),
            ("a=1&a[]=2", "{a:['1','2']}"),
            ("a[b]=1&a[c]=2", "{a:{b:'1',c:'2'}}"),
            ("a[b]=1&a[b]=2", "{a:{b:['1','2']}}"),
            ("a[b][c][d]=1&a[b][x]=2", "{a:{b:{c:{d:'1'},x:'2'}}}"),
            ("a[][b]=1&a[][b]=2", "{a:[{b:'1'},{b:'2'}]}"),
            ("a[][]=1", "{a:[['1']]}"),
            ("a[b]=1&a=2", "{a:[{b:'1'},'2']}"),
            ("a=1&a[b]=2", "{a:['1',{b:'2'}]}"),
            ("[b]=1", "{[b]:'1'}"),
            ("[]=1", "{[]:'1'}"),
            ("a[b=1", "{a[b:'1'}"),
            ("a]=1", "{a]:'1'}"),
            ("a[b]c=1", "{a[b]c:'1'}"),
            ("a[b]c]=1", "{a[b]c]:'1'}"),
            ("a[[b]=1", "{a[:{b:'1'}}"),
            ("a+b=c+d%2Be", "{a b:'c d+e'}"),
            ("a=%zx&b=%&c=%4&d=%4g", "{a:'%zx',b:'%',c:'%4',d:'%4g'}"),
            ("a=%C3%A9%E2%82%AC%F0%9F%98%80", "{a:'é€😀'}"),
            ("a=%E9", "{a:'\u{fffd}'}"),
            ("__proto__=1&a[__proto__][x]=2", "{__proto__:'1',a:{__proto__:{x:'2'}}}"),
        ] {
            let mut fields = QueryFields::default();
            for (name, value) in pairs(query.as_bytes(), b"&", b"=") {
                fields.add(&text(name), String::from_utf16_lossy(&text(value)));
            }
            assert_eq!(object(&fields), expect, "{query}");
        }
    }

    #[test]
    fn longer_cuts() {
        let cut: Vec<_> = pairs(b"a::1, b::2, ,c".as_slice(), b", ", b"::").collect();
        assert_eq!(cut, [(&b"a"[..], &b"1"[..]), (b"b", b"2"), (b",c", b"")]);
        assert_eq!(pairs(b"a=1&b".as_slice(), b"", b"=").count(), 1);
    }

    #[test]
    fn many_names_and_levels() {
        let mut fields = QueryFields::default();
        for round in 0..2 {
            for n in 0..5000 {
                fields.add(&n.to_string().encode_utf16().collect::<Vec<_>>(), round);
            }
        }
        assert_eq!(fields.entries.len(), 5000);
        assert!(fields.entries.iter().all(|(_, value)| *value == Value::Many(vec![Value::One(0), Value::One(1)])));
        let name = format!("a{}", "[b]".repeat(100_000)).encode_utf16().collect::<Vec<_>>();
        let mut fields = QueryFields::default();
        fields.add(&name, 1);
        assert_eq!(fields.entries, [(name, Value::One(1))]);
    }

    #[test]
    fn escapes() {
        for (text, expect) in [
            ("a-z_A.Z!0~9*'()", "a-z_A.Z!0~9*'()"),
            (" &=+/?#[]", "%20%26%3D%2B%2F%3F%23%5B%5D"),
            ("é€😀", "%C3%A9%E2%82%AC%F0%9F%98%80"),
        ] {
            let mut out = Vec::new();
            escape(Source::Utf16(&text.encode_utf16().collect::<Vec<_>>()), &mut out);
            assert_eq!(String::from_utf8_lossy(&out), expect);
            assert_eq!(unescape(Source::Latin1(&out), false).to_utf16(), text.encode_utf16().collect::<Vec<_>>());
        }
        let mut out = Vec::new();
        escape(Source::Utf16(&[0xd800, 0x61]), &mut out);
        assert_eq!(out, b"%EF%BF%BDa");
        assert_eq!(unescape(Source::Utf16(&[0xd83d, 0xde00, 0xd800]), false).to_utf16(), [0xd83d, 0xde00, 0xfffd]);
    }
}
