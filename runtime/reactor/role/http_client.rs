//! HTTP connections to servers: streams that somebody connected and owns, written with `write`, whose owner gets `Response`
//! where a stream's gets `Data`.
//!
//! What the bytes mean, and when a connection may be used again, is decided by the machine in `proto`; nothing is parsed here.

use noderu_proto::http::connection::Client;
use noderu_proto::http::{Limits, Method};

use super::Role;
use crate::http::ResponseEvent;
use crate::reactor::flags::Flags;
use crate::reactor::read::ReadOutcome;
use crate::reactor::{READ_LEN, Reactor};
use crate::{Bytes, Event, EventKind, HandleId};

pub(super) fn has_work(client: &Client, flags: Flags) -> bool {
    flags.contains(Flags::READING)
        && !flags.contains(Flags::ENDED)
        && (client.has_event() || client.is_eof() || (flags.contains(Flags::READABLE) && client.wants_input()))
}

impl Reactor {
    /// Makes a stream an HTTP connection to a server: what it reads is reported as `EventKind::Response`. Reading goes by
    /// `read_start` and `read_stop` as before.
    pub fn http_client(&mut self, connection: HandleId, limits: Limits) {
        if let Some(handle) = self.handles.get_mut(connection)
            && let Role::Stream = handle.role
        {
            handle.role = Role::HttpClient(Box::new(Client::new(limits)));
            if handle.has_work() {
                self.enqueue(connection, false);
            }
        }
    }

    /// A request of this method is about to be written. False when the connection can't take one: the last exchange is
    /// not over, the server sent something unrequested, or it has closed.
    pub fn http_begin_request(&mut self, connection: HandleId, method: Method) -> bool {
        self.is_open(connection) && self.client_machine(connection).is_some_and(|machine| machine.begin(method))
    }

    /// All of the request was written. True when its exchange is over: the response was complete before.
    pub fn http_finish_request(&mut self, connection: HandleId) -> bool {
        self.client_machine(connection).is_some_and(Client::finish_request)
    }

    fn client_machine(&mut self, connection: HandleId) -> Option<&mut Client> {
        match &mut self.handles.get_mut(connection)?.role {
            Role::HttpClient(client) => Some(client),
            _ => None,
        }
    }

    /// As `http_take_over`, for a connection in this role.
    pub(super) fn http_client_take_over(&mut self, connection: HandleId) -> Option<Bytes> {
        let handle = self.handles.get_mut(connection)?;
        let client = match std::mem::replace(&mut handle.role, Role::Stream) {
            Role::HttpClient(client) => client,
            other => {
                handle.role = other;
                return None;
            }
        };
        if client.is_eof() {
            handle.flags.remove(Flags::ENDED);
            handle.flags.insert(Flags::READABLE);
        }
        if handle.has_work() {
            self.enqueue(connection, false);
        }
        Some(Bytes::from_slice(64, &client.take_over()))
    }
}

/// The next thing on a ready connection to a server.
pub(super) fn step(reactor: &mut Reactor, id: HandleId) -> Option<Event> {
    let handle = reactor.handles.get_mut(id)?;
    if !handle.has_work() {
        return None;
    }
    let Role::HttpClient(client) = &mut handle.role else { return None };
    if client.has_event() {
        let event = client.receive(&[]);
        return responded(reactor, id, event);
    }
    if client.is_eof() {
        handle.flags.insert(Flags::ENDED);
        return Some(reactor.event(id, EventKind::End));
    }
    if client.is_body_only(READ_LEN as u64) && handle.flags.contains(Flags::BULK) {
        return match reactor.read_bulk(id) {
            (ReadOutcome::Bytes(_), chunk) => {
                let event = reactor.client_machine(id).and_then(|machine| machine.receive_body(chunk));
                responded(reactor, id, event)
            }
            (outcome, _) => read_nothing(reactor, id, outcome),
        };
    }
    let mut buffer = reactor.take_buffer();
    let outcome = reactor.read_once(id, &mut buffer);
    let event = match outcome {
        ReadOutcome::Bytes(len) => {
            let event = reactor.client_machine(id).and_then(|machine| machine.receive(&buffer[..len]));
            responded(reactor, id, event)
        }
        outcome => read_nothing(reactor, id, outcome),
    };
    reactor.buffer = buffer;
    event
}

/// A read that brought no bytes.
fn read_nothing(reactor: &mut Reactor, id: HandleId, outcome: ReadOutcome) -> Option<Event> {
    match outcome {
        ReadOutcome::Bytes(_) | ReadOutcome::Nothing => None,
        ReadOutcome::End => {
            if let Some(machine) = reactor.client_machine(id) {
                machine.end_of_input();
            }
            reactor.enqueue(id, true);
            None
        }
        ReadOutcome::Failed(error) => Some(reactor.fail_now(id, error)),
    }
}

fn responded(reactor: &mut Reactor, id: HandleId, event: Option<ResponseEvent>) -> Option<Event> {
    if reactor.handles.get(id)?.has_work() {
        reactor.enqueue(id, true);
    }
    let event = event?;
    if let ResponseEvent::Refused(_) = event {
        reactor.close(id);
        if let Some(handle) = reactor.handles.get_mut(id) {
            handle.flags.insert(Flags::HAD_ERROR);
        }
    }
    Some(reactor.event(id, EventKind::Response(event)))
}
