//! How Rust talks to the engine: binding tables, conversions, errors, evaluation, and what the engine lacks.
//!
//! Knows no I/O: a line that needs a system call is in `runtime`.
#![forbid(unsafe_code)]
#![deny(missing_docs)]
