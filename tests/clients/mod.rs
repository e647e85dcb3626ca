//! What a script cannot say about itself: clients with their hands on the bytes, against a running server.

use crate::cases::Case;
use crate::options::Options;

pub mod wire;

/// The cases of every file here.
pub fn cases(options: &Options) -> Vec<Case> {
    let _ = options;
    Vec::new()
}
