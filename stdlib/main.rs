//! The program `noderu`.
#![forbid(unsafe_code)]

fn main() {}
