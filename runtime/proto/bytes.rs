//! The bytes of a body on their way to a program.
//!
//! Nothing is parsed here, and nothing shared: whoever has them owns them.

use aligned_vec::{AVec, ConstAlign};

/// Bytes that arrived, 64-byte aligned so that an engine can adopt them without a copy.
pub type Bytes = AVec<u8, ConstAlign<64>>;

/// A copy of these bytes. The vector's own `from_slice` copies one byte at a time.
pub fn copied(bytes: &[u8]) -> Bytes {
    let mut copy = Bytes::with_capacity(64, bytes.len());
    copy.extend_from_slice(bytes);
    copy
}
