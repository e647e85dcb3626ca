//! Finding octets in octets (`buffer.indexOf`).
//!
//! Octets are compared, not characters.

use memchr::memmem;

/// Where `needle` begins first; an empty one begins everywhere.
pub fn find(haystack: &[u8], needle: &[u8]) -> Option<usize> {
    match needle {
        [byte] => memchr::memchr(*byte, haystack),
        _ => memmem::find(haystack, needle),
    }
}

/// Where `needle` begins last.
pub fn find_last(haystack: &[u8], needle: &[u8]) -> Option<usize> {
    match needle {
        [byte] => memchr::memrchr(*byte, haystack),
        _ => memmem::rfind(haystack, needle),
    }
}

#[cfg(test)]
mod tests {
    use super::{find, find_last};

    #[test]
    fn first_and_last() {
        let cases: &[(&str, &str, Option<usize>, Option<usize>)] = &[
            ("", "", Some(0), Some(0)),
            ("abc", "", Some(0), Some(3)),
            ("abc", "abcd", None, None),
            ("abcabc", "bc", Some(1), Some(4)),
            ("abcabc", "a", Some(0), Some(3)),
            ("aaaa", "aa", Some(0), Some(2)),
            ("abc", "x", None, None),
        ];
        for (haystack, needle, first, last) in cases {
            assert_eq!(find(haystack.as_bytes(), needle.as_bytes()), *first, "{needle} in {haystack}");
            assert_eq!(find_last(haystack.as_bytes(), needle.as_bytes()), *last, "last {needle} in {haystack}");
        }
    }
}
