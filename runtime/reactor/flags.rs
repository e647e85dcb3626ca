//! The state that every handle has, whatever its role.
//!
//! What only one role knows stands in that role's own state. The poll is edge-triggered, so readiness is kept here from the
//! edge until a system call says EAGAIN.

use bitflags::bitflags;

bitflags! {
    /// The state of a handle.
    #[derive(Clone, Copy, Debug, PartialEq, Eq)]
    pub(crate) struct Flags: u32 {
        // What the poll has reported.

        /// A read (or accept) may succeed: not drained since the last readable edge.
        const READABLE = 1;
        /// A write may succeed: no EAGAIN since the last writable edge.
        const WRITABLE = 1 << 1;
        /// FIN, hang-up or an error: a short read does not mean drained.
        const HANGUP = 1 << 2;

        // Where the handle is in the reactor.

        /// In the ready queue of this turn or the next.
        const QUEUED = 1 << 3;
        /// In the list of handles to flush at the end of the turn.
        const DIRTY = 1 << 4;
        /// Registered with the poll.
        const REGISTERED = 1 << 5;
        /// Does not keep the loop alive by itself.
        const UNREF = 1 << 6;
        /// Counted among what keeps the loop alive.
        const COUNTED = 1 << 7;
        /// The descriptor is in blocking mode and shared with others: ask poll(2) before each call.
        const BLOCKING = 1 << 8;

        // The way in.

        /// connect(2) is under way.
        const CONNECTING = 1 << 9;
        /// `read_start` is in force.
        const READING = 1 << 10;
        /// The last read filled the whole buffer, so the next is likely to.
        const BULK = 1 << 11;
        /// `End` was reported.
        const ENDED = 1 << 12;

        // The way out.

        /// A `write` returned `Queued`, so `Drain` is owed when the queue empties.
        const DRAIN_OWED = 1 << 13;
        /// `Drain` is to be reported.
        const DRAIN = 1 << 14;
        /// `shutdown` was called: no more writes are taken.
        const SHUTDOWN_ASKED = 1 << 15;
        /// FIN was sent.
        const SHUT = 1 << 16;
        /// Close once the write queue is empty.
        const CLOSE_AFTER_FLUSH = 1 << 17;
        /// A write failed, but what the peer sent before is still being read; the error is reported after it.
        const WRITE_FAILED = 1 << 18;

        // The end.

        /// The descriptor is gone and `Closed` is to be reported.
        const CLOSED = 1 << 19;
        /// `Failed` is to be reported, before `Closed`.
        const FAILED = 1 << 20;
        /// `Failed` was reported.
        const HAD_ERROR = 1 << 21;
    }
}
