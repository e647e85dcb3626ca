//! Header fields that a program gives, as lines that are checked, and what they say about framing.
//!
//! Refused are names that are no tokens and values that would end their line.

use smallvec::SmallVec;

use crate::http::encode::{is_field_value, is_token, push_decimal};

/// Header fields as lines, each checked, and what they say about framing.
#[derive(Debug, Default)]
pub struct FieldLines {
    pub(super) bytes: Vec<u8>,
    /// Where each line begins, has its colon, and ends.
    spans: SmallVec<[[u32; 3]; 8]>,
    pub(super) said: Said,
}

/// What fields say about framing.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Said {
    /// `Connection`, and whether it says close.
    pub(super) connection: Option<bool>,
    /// `Content-Length`; [`NO_LENGTH`] for what is no number or is said twice.
    pub(super) length: Option<u64>,
    /// `Transfer-Encoding`, and whether it says chunked.
    pub(super) coding: Option<bool>,
}

/// No body has this length, so that the connection ends behind a message that announces it.
pub(super) const NO_LENGTH: u64 = u64::MAX;

impl FieldLines {
    /// No fields, in a buffer that is used again; it must be empty.
    pub fn with_buffer(buffer: Vec<u8>) -> Self {
        Self { bytes: buffer, ..Self::default() }
    }

    /// The buffer.
    pub fn into_buffer(self) -> Vec<u8> {
        self.bytes
    }

    /// Appends a field.
    ///
    /// # Errors
    /// [`Unframed::Name`] and [`Unframed::Value`]; nothing is appended then.
    #[inline]
    pub fn push(&mut self, name: &[u8], value: &[u8]) -> Result<(), Unframed> {
        if !is_field_value(value) {
            return Err(if is_token(name) { Unframed::Value } else { Unframed::Name });
        }
        self.push_with(name, |bytes| bytes.extend_from_slice(value))
    }

    /// The same for a number.
    ///
    /// # Errors
    /// As [`FieldLines::push`].
    pub fn push_number(&mut self, name: &[u8], value: u64) -> Result<(), Unframed> {
        self.push_with(name, |bytes| push_decimal(bytes, value))
    }

    /// The names and values, in order.
    pub fn iter(&self) -> impl Iterator<Item = (&[u8], &[u8])> {
        self.spans.iter().map(|&[start, colon, end]| {
            (&self.bytes[start as usize..colon as usize], &self.bytes[colon as usize + 2..end as usize - 2])
        })
    }

    /// Whether there is a field of this name, in any case.
    pub fn has(&self, name: &[u8]) -> bool {
        self.iter().any(|(other, _)| other.eq_ignore_ascii_case(name))
    }

    /// The first field that cannot be a trailer: one that says how a message is framed or where it goes would come too
    /// late (RFC 9110 section 6.5.1).
    pub fn forbidden_trailer(&self) -> Option<&[u8]> {
        let forbidden = [&b"content-length"[..], b"transfer-encoding", b"host"];
        self.iter().map(|(name, _)| name).find(|name| forbidden.iter().any(|it| name.eq_ignore_ascii_case(it)))
    }

    #[inline]
    fn push_with(&mut self, name: &[u8], value: impl FnOnce(&mut Vec<u8>)) -> Result<(), Unframed> {
        if !is_token(name) {
            return Err(Unframed::Name);
        }
        if self.bytes.capacity() == 0 {
            // Most heads fit, and a vector that grows line by line is moved each time.
            self.bytes.reserve(128);
        }
        let start = self.bytes.len();
        self.bytes.extend_from_slice(name);
        self.bytes.extend_from_slice(b": ");
        value(&mut self.bytes);
        self.said.note(name, &self.bytes[start + name.len() + 2..]);
        self.bytes.extend_from_slice(b"\r\n");
        self.spans.push([start as u32, (start + name.len()) as u32, self.bytes.len() as u32]);
        Ok(())
    }
}

impl Said {
    #[inline]
    fn note(&mut self, name: &[u8], value: &[u8]) {
        match name.len() {
            10 if name.eq_ignore_ascii_case(b"connection") => {
                self.connection = Some(contains(value, b"close") || self.connection == Some(true));
            }
            14 if name.eq_ignore_ascii_case(b"content-length") => {
                self.length =
                    Some(if self.length.is_some() { NO_LENGTH } else { length_of(value).unwrap_or(NO_LENGTH) });
            }
            17 if name.eq_ignore_ascii_case(b"transfer-encoding") => {
                self.coding = Some(contains(value, b"chunk") || self.coding == Some(true));
            }
            _ => {}
        }
    }

    /// What the fields of two lists say that have no name in common.
    pub(super) fn and(self, other: Self) -> Self {
        Self {
            connection: self.connection.or(other.connection),
            length: self.length.or(other.length),
            coding: self.coding.or(other.coding),
        }
    }
}

/// Content-Length = 1*DIGIT (RFC 9110 section 8.6)
fn length_of(value: &[u8]) -> Option<u64> {
    let mut length = 0u64;
    for byte in value {
        length = length.checked_mul(10)?.checked_add(char::from(*byte).to_digit(10)?.into())?;
    }
    (!value.is_empty()).then_some(length)
}

fn contains(value: &[u8], word: &[u8]) -> bool {
    value.windows(word.len()).any(|window| window.eq_ignore_ascii_case(word))
}

/// What a head or trailer section cannot hold.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unframed {
    /// A field name that is no token.
    Name,
    /// A field value with CR, LF, NUL or another control character.
    Value,
    /// A status code that is not 100 to 999.
    Status,
    /// A reason phrase with a control character.
    Reason,
    /// A method that is no token.
    Method,
    /// A request target with a space or a control character.
    Target,
    /// A trailer field that would change the framing of the message, or where it goes.
    Trailer,
    /// The head is made already.
    HeadMade,
}
