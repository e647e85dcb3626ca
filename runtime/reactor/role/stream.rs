//! Plain streams: what is read goes to the owner as it is.
//!
//! A descriptor that came along with bytes is reported before them, each by an event of its own. Writing needs nothing
//! here: `write` takes bytes for every stream.

use crate::reactor::Reactor;
use crate::reactor::flags::Flags;
use crate::reactor::read::ReadOutcome;
use crate::{Event, EventKind, HandleId};

pub(super) fn has_work(flags: Flags) -> bool {
    flags.contains(Flags::READING) && flags.contains(Flags::READABLE) && !flags.contains(Flags::ENDED)
}

pub(super) fn step(reactor: &mut Reactor, id: HandleId) -> Option<Event> {
    let handle = reactor.handles.get_mut(id)?;
    if !handle.has_work() {
        return None;
    }
    if let Some(rare) = handle.rare_mut()
        && rare.held.is_some()
    {
        let kind = match rare.fds.pop_front() {
            Some(fd) => EventKind::Fd(fd),
            None => EventKind::Data(rare.held.take()?),
        };
        reactor.enqueue(id, true);
        return Some(reactor.event(id, kind));
    }

    let is_bulk = handle.flags.contains(Flags::BULK);
    let (outcome, bytes) = if is_bulk { reactor.read_bulk(id) } else { reactor.read_exact_size(id) };
    match outcome {
        ReadOutcome::Bytes(_) => {
            let handle = reactor.handles.get_mut(id)?;
            if let Some(rare) = handle.rare_mut()
                && let Some(fd) = rare.fds.pop_front()
            {
                rare.held = Some(bytes);
                return Some(reactor.event(id, EventKind::Fd(fd)));
            }
            Some(reactor.event(id, EventKind::Data(bytes)))
        }
        ReadOutcome::Nothing => None,
        ReadOutcome::End => {
            reactor.handles.get_mut(id)?.flags.insert(Flags::ENDED);
            Some(reactor.event(id, EventKind::End))
        }
        ReadOutcome::Failed(error) => Some(reactor.fail_now(id, error)),
    }
}
