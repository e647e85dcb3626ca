//! Lines from a terminal or a stream: keys out of bytes, editing in the manner of emacs, and what a terminal is sent
//! to show.
//!
//! [`Editor`] is for terminals, [`Lines`] for everything else. Neither reads or writes: bytes that were typed go in,
//! events and bytes for the terminal come out. They know nothing of what the lines mean.

mod editor;
mod edits;
mod keys;
mod lines;
mod screen;
mod search;
mod table;
#[cfg(test)]
mod tests;
mod text;

pub use editor::{Editor, EditorEvent};
pub use keys::{Code, KeyPress, Keys};
pub use lines::Lines;
pub use table::table;
