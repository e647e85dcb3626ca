//! The reactor and the native work of noderu: sockets, timers, signals, files, look-ups.
//!
//! This crate knows no JavaScript. Only plain values leave it: [`HandleId`]s, [`Bytes`], [`Event`]s and
//! [`SystemError`]s. It owns every file descriptor; what it hands out are ids that go stale, never pointers.
#![deny(missing_docs)]

mod errno;
mod event;
pub mod http;

pub use errno::{Errno, SystemError, errno_table};
pub use event::{Bytes, Event, EventKind, HandleId, JobId, TimerId};
