//! The reactor and the native work of noderu: sockets, timers, signals, files, look-ups.
//!
//! This crate knows no JavaScript. Only plain values leave it: [`HandleId`]s, [`Bytes`], [`Event`]s and
//! [`SystemError`]s. It owns every file descriptor; what it hands out are ids that go stale, never pointers.
#![deny(missing_docs, unnameable_types, unreachable_pub, unused_qualifications, clippy::use_self)]

mod allocator;
pub mod child;
pub mod constants;
pub mod deadline;
pub mod descriptors;
mod errno;
mod event;
pub mod fs;
pub mod http;
pub mod interrupt;
pub mod machine;
pub mod memory;
pub mod process;
mod reactor;
pub mod resolver;
pub mod stdio;
mod sys;
mod task;
mod tcp;
pub mod tty;
mod udp;
mod unix;
pub mod watch;

pub use errno::{Errno, SystemError, errno_table};
pub use event::{Address, Bytes, Event, EventKind, HandleId, JobId, SendOutcome, TimerId, WriteOutcome};
/// The protocols, for stdlib: it reaches them through this crate alone.
pub use noderu_proto as proto;
pub use reactor::{Child, Reactor};
pub use sys::duplicate_fd;
pub use task::Task;
pub use udp::{DatagramOption, Interface};
