//! The encodings of Buffer and of streams: bytes to text and back.
//!
//! Text has the engine's two shapes, Latin-1 bytes or UTF-16 units, so that nothing is converted twice on the way in
//! or out. Decoding returns Latin-1 whenever every character fits.

mod base64;
mod hex;
mod narrow;
mod search;
mod stream;
mod utf8;

pub use search::{find, find_last};
pub use stream::StreamDecoder;
pub use utf8::utf8_len;

/// An encoding that programs can name. `Hash` and friends so that it can be a key.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Encoding {
    /// UTF-8; what is not well formed decodes to U+FFFD as the WHATWG Encoding Standard says, and a lone surrogate is
    /// written as U+FFFD.
    Utf8,
    /// Seven bits: decoding strips the high bit (manual, Buffers); writing takes the low byte of each character.
    Ascii,
    /// One byte per character, the first 256 code points: `binary`, `latin1`.
    Binary,
    /// Base64 (RFC 4648): the URL-safe alphabet and white space are accepted as well, decoding ends at the first `=`.
    Base64,
    /// Two hexadecimal digits per byte; writing ends at the first pair that is not one.
    Hex,
    /// UTF-16, little endian: `ucs2`, `utf16le`.
    Ucs2,
}

/// Decoded text in one of the engine's two shapes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum DecodedText {
    /// One byte per character, U+0000 to U+00FF.
    Latin1(Vec<u8>),
    /// UTF-16 units; lone surrogates can be among them.
    Utf16(Vec<u16>),
}

/// Text to be encoded, in one of the engine's two shapes.
#[derive(Clone, Copy, Debug)]
pub enum Source<'a> {
    /// One byte per character, U+0000 to U+00FF.
    Latin1(&'a [u8]),
    /// UTF-16 units; lone surrogates can be among them.
    Utf16(&'a [u16]),
}

/// How much [`encode_into`] did.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Written {
    /// Bytes written.
    pub bytes: usize,
    /// UTF-16 units of the source taken in (`Buffer._charsWritten`).
    pub chars: usize,
}

impl Encoding {
    /// The encoding of this name, in any case.
    pub fn from_name(name: &str) -> Option<Self> {
        // Longest name: "utf-16le".
        let mut lower = [0u8; 8];
        let lower = lower.get_mut(..name.len())?;
        lower.copy_from_slice(name.as_bytes());
        lower.make_ascii_lowercase();
        Some(match &*lower {
            b"utf8" | b"utf-8" => Self::Utf8,
            b"ascii" => Self::Ascii,
            b"binary" | b"latin1" => Self::Binary,
            b"base64" => Self::Base64,
            b"hex" => Self::Hex,
            b"ucs2" | b"ucs-2" | b"utf16le" | b"utf-16le" => Self::Ucs2,
            _ => return None,
        })
    }

    /// The name that the manual uses.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Utf8 => "utf8",
            Self::Ascii => "ascii",
            Self::Binary => "binary",
            Self::Base64 => "base64",
            Self::Hex => "hex",
            Self::Ucs2 => "ucs2",
        }
    }
}

/// Decodes bytes to text.
pub fn decode(encoding: Encoding, bytes: &[u8]) -> DecodedText {
    match encoding {
        Encoding::Utf8 => utf8::decode(bytes),
        Encoding::Ascii => DecodedText::Latin1(bytes.iter().map(|byte| byte & 0x7f).collect()),
        Encoding::Binary => DecodedText::Latin1(bytes.to_vec()),
        Encoding::Base64 => DecodedText::Latin1(base64::decode_to_text(bytes)),
        Encoding::Hex => DecodedText::Latin1(hex::to_digits(bytes)),
        Encoding::Ucs2 => narrow::decode_ucs2(bytes),
    }
}

/// Encodes text to bytes.
pub fn encode(encoding: Encoding, source: Source<'_>) -> Vec<u8> {
    if let (Encoding::Ascii | Encoding::Binary, Source::Latin1(bytes)) = (encoding, source) {
        return bytes.to_vec();
    }
    let len = match encoding {
        Encoding::Base64 => base64::len_max(source.len()),
        Encoding::Hex => source.len() / 2,
        _ => encoded_len(encoding, source),
    };
    let mut out = vec![0; len];
    let written = encode_into(encoding, source, &mut out);
    out.truncate(written.bytes);
    out
}

/// Encodes as much text as fits into `out`, whole characters only (a surrogate pair is one character in UTF-8, and two
/// in `ucs2`, as Node has it).
pub fn encode_into(encoding: Encoding, source: Source<'_>, out: &mut [u8]) -> Written {
    match encoding {
        Encoding::Utf8 => utf8::encode_into(source, out),
        Encoding::Ascii | Encoding::Binary => narrow::low_bytes(source, out),
        Encoding::Base64 => base64::encode_into(source, out),
        Encoding::Hex => hex::encode_into(source, out),
        Encoding::Ucs2 => narrow::encode_ucs2(source, out),
    }
}

/// The bytes that [`encode`] would give.
pub fn encoded_len(encoding: Encoding, source: Source<'_>) -> usize {
    match encoding {
        Encoding::Utf8 => utf8_len(source),
        Encoding::Ascii | Encoding::Binary => source.len(),
        Encoding::Base64 => base64::encoded_len(source),
        Encoding::Hex => hex::encoded_len(source),
        // A string that long does not exist; saturating keeps the promise not to panic.
        Encoding::Ucs2 => source.len().saturating_mul(2),
    }
}

impl Default for DecodedText {
    fn default() -> Self {
        Self::Latin1(Vec::new())
    }
}

impl DecodedText {
    /// UTF-16 units in the text.
    pub fn len(&self) -> usize {
        self.as_source().len()
    }

    /// True for the empty text.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// The text, to be encoded.
    pub fn as_source(&self) -> Source<'_> {
        match self {
            Self::Latin1(bytes) => Source::Latin1(bytes),
            Self::Utf16(units) => Source::Utf16(units),
        }
    }

    /// Appends `more`; the result is UTF-16 when either part is.
    pub fn append(&mut self, more: Self) {
        if self.is_empty() {
            *self = more;
            return;
        }
        match (&mut *self, more) {
            (Self::Latin1(bytes), Self::Latin1(more)) => bytes.extend_from_slice(&more),
            (Self::Utf16(units), Self::Utf16(more)) => units.extend_from_slice(&more),
            (Self::Utf16(units), Self::Latin1(more)) => units.extend(more.into_iter().map(u16::from)),
            (Self::Latin1(bytes), Self::Utf16(more)) => {
                let mut units = Vec::with_capacity(bytes.len() + more.len());
                units.extend(bytes.iter().copied().map(u16::from));
                units.extend_from_slice(&more);
                *self = Self::Utf16(units);
            }
        }
    }

    /// The text as UTF-16 units.
    pub fn to_utf16(&self) -> Vec<u16> {
        match self {
            Self::Latin1(bytes) => bytes.iter().copied().map(u16::from).collect(),
            Self::Utf16(units) => units.clone(),
        }
    }
}

impl Source<'_> {
    /// UTF-16 units in the text.
    pub fn len(&self) -> usize {
        match self {
            Source::Latin1(bytes) => bytes.len(),
            Source::Utf16(units) => units.len(),
        }
    }

    /// True for the empty text.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }
}

#[cfg(test)]
mod tests;
