//! How deeply source text nests.
/// Where a string is left open.
pub fn unterminated(_: &str) -> Option<(u32, u32)> {
    None
}
