//! The HTTP connections of a listener: what the sockets bring goes to the machine in `proto`, what it returns to the write
//! queue, and its deadlines become idle timeouts. Nothing is parsed here, and no turn decided.
//!
//! Closing is done with care where the client may still be sending: FIN first, then what comes is thrown away for a
//! while, because a close with unread bytes resets the connection and may take the response with it. When to do so is
//! the machine's to say.

use std::rc::Rc;

use noderu_proto::http::Refusal;
use noderu_proto::http::connection::LINGER_MS;
use noderu_proto::http::connection::server::{Close, Due, Output, Server, ServerEvent};

use super::Role;
use crate::event::copied;
use crate::http::{HttpEvent, HttpOptions};
use crate::reactor::flags::Flags;
use crate::reactor::read::ReadOutcome;
use crate::reactor::{READ_LEN, Reactor};
use crate::{Bytes, Event, EventKind, HandleId, WriteOutcome};

/// Bytes of responses that a client may leave unread before its next request is.
const UNREAD_LEN_MAX: usize = 64 * 1024;

/// An HTTP connection that a listener accepted.
#[derive(Debug)]
pub(in crate::reactor) struct HttpServerConnection {
    listener: HandleId,
    machine: Server,
    /// The idle timeout that is in force because part of a message is missing, 0 when none is; and the one before it.
    message_timeout_ms: u32,
    idle_timeout_ms: u32,
}

/// What a step of a connection does.
enum Work {
    /// Reports that a response has left.
    Drain,
    /// Reports what the machine makes of bytes that it has.
    Event,
    /// Reads.
    Read,
}

impl HttpServerConnection {
    pub(super) fn has_work(&self, flags: Flags, queued_len: impl FnOnce() -> usize) -> bool {
        self.next_work(flags, queued_len).is_some()
    }

    /// What a step is to do. `queued_len` is how many bytes wait to be written.
    fn next_work(&self, flags: Flags, queued_len: impl FnOnce() -> usize) -> Option<Work> {
        let machine = &self.machine;
        if machine.has_drain() {
            return Some(Work::Drain);
        }
        let work = if machine.has_event() {
            Work::Event
        } else if flags.contains(Flags::READING | Flags::READABLE)
            && !flags.contains(Flags::ENDED)
            && machine.wants_input()
        {
            Work::Read
        } else {
            return None;
        };
        // A client that takes no responses is asked for no more requests.
        let is_unread = !flags.contains(Flags::WRITABLE) && queued_len() > UNREAD_LEN_MAX;
        if is_unread && machine.is_between_bodies() { None } else { Some(work) }
    }

    /// An event of the connection, addressed to its listener.
    pub(super) fn event(&self, connection: HandleId, kind: EventKind) -> Event {
        let what = match kind {
            EventKind::Timeout => HttpEvent::Timeout,
            EventKind::Failed(error) => HttpEvent::Failed(error),
            EventKind::Closed { had_error } => HttpEvent::Closed { had_error },
            // Only a write leads here: reads are this file's own.
            _ => HttpEvent::Drain { exchange: self.machine.turn() },
        };
        Event::Http { server: self.listener, connection, what }
    }
}

impl Reactor {
    /// The connections that `listener` accepts from now on speak HTTP; their events are `Event::Http`.
    pub fn listen_http(&mut self, listener: HandleId, options: HttpOptions) {
        if let Some(handle) = self.handles.get_mut(listener)
            && let Role::Listener(listener) = &mut handle.role
        {
            listener.http = Some(Rc::new(options));
        }
    }

    /// The listener of an HTTP connection; `None` for a handle that is not one, or not any more.
    pub fn http_server(&self, connection: HandleId) -> Option<HandleId> {
        match &self.handles.get(connection)?.role {
            Role::HttpServer(http) => Some(http.listener),
            _ => None,
        }
    }

    /// How many connections that this listener accepted speak HTTP still.
    pub fn http_connections(&self, listener: HandleId) -> usize {
        let roles = self.handles.iter().map(|handle| &handle.role);
        roles.filter(|role| matches!(role, Role::HttpServer(http) if http.listener == listener)).count()
    }

    /// Takes bytes of the response to `exchange`; they leave in its turn. None: nobody waits for them.
    pub fn http_write(&mut self, connection: HandleId, exchange: u32, bytes: &[u8]) -> Option<WriteOutcome> {
        match self.machine(connection)?.write(exchange, bytes) {
            Output::Now => self.write(connection, bytes).ok(),
            Output::Kept { full: false } => Some(WriteOutcome::Flushed),
            Output::Kept { full: true } => Some(WriteOutcome::Queued),
            Output::Gone => None,
        }
    }

    /// Takes an interim response (1xx) to `exchange`.
    pub fn http_write_interim(&mut self, connection: HandleId, exchange: u32, bytes: &[u8]) {
        let Some(machine) = self.machine(connection) else { return };
        if machine.write_interim(exchange, bytes) == Output::Now {
            // A failure is reported by an event of the connection.
            let _ = self.write(connection, bytes);
        }
    }

    /// Takes the last bytes of the response to `exchange`. `keep_alive`: the connection lives on behind it.
    pub fn http_finish(
        &mut self,
        connection: HandleId,
        exchange: u32,
        bytes: &[u8],
        keep_alive: bool,
    ) -> Option<WriteOutcome> {
        let outcome = self.http_write(connection, exchange, bytes);
        let now_ms = self.now_ms();
        let machine = self.machine(connection)?;
        let was_stalled = !machine.wants_input() && !machine.has_event();
        let Some(due) = machine.finish(exchange, keep_alive, now_ms) else { return outcome };
        let resumed = was_stalled && (machine.wants_input() || machine.has_event());
        let closes = due.close.is_some();
        if !self.send(connection, due) {
            return None;
        }
        if !closes && (resumed || self.handles.get(connection).is_some_and(|handle| handle.has_work())) {
            self.enqueue(connection, true);
        }
        outcome
    }

    /// Does what is due behind a response. False when the connection is gone.
    fn send(&mut self, id: HandleId, due: Due) -> bool {
        if !due.bytes.is_empty() && self.write_owned(id, due.bytes).is_err() {
            return false;
        }
        match due.close {
            None => {}
            Some(Close::Now) => self.close(id),
            Some(Close::AfterFlush) => self.close_after_flush(id),
            Some(Close::Linger) => {
                self.shutdown(id);
                self.arm_idle(id, LINGER_MS);
                self.enqueue(id, false);
            }
        }
        true
    }

    fn machine(&mut self, connection: HandleId) -> Option<&mut Server> {
        match &mut self.handles.get_mut(connection)?.role {
            Role::HttpServer(http) => Some(&mut http.machine),
            _ => None,
        }
    }

    /// Stops to read from the connection: no more of the body, and no other request.
    pub fn http_pause(&mut self, connection: HandleId) {
        self.http_set_paused(connection, true);
    }

    /// Goes on reading.
    pub fn http_resume(&mut self, connection: HandleId) {
        self.http_set_paused(connection, false);
    }

    fn http_set_paused(&mut self, connection: HandleId, paused: bool) {
        let Some(handle) = self.handles.get_mut(connection) else { return };
        match &mut handle.role {
            Role::HttpClient(_) if paused => self.read_stop(connection),
            Role::HttpClient(_) => self.read_start(connection),
            Role::HttpServer(http) => {
                http.machine.set_paused(paused);
                if handle.has_work() {
                    self.enqueue(connection, false);
                }
                self.set_message_timeout(connection);
            }
            _ => {}
        }
    }

    /// Makes the connection a plain stream, read by `Data` events; gives the bytes that came behind the head. None
    /// when it is gone.
    pub fn http_take_over(&mut self, connection: HandleId) -> Option<Bytes> {
        let handle = self.handles.get_mut(connection)?;
        let mut http = match std::mem::replace(&mut handle.role, Role::Stream) {
            Role::HttpServer(http) => http,
            other => {
                handle.role = other;
                return self.http_client_take_over(connection);
            }
        };
        if http.machine.is_eof() {
            // FIN came with the head: the stream's reader has yet to see it.
            handle.flags.remove(Flags::ENDED);
            handle.flags.insert(Flags::READABLE);
        }
        self.set_timeout(connection, 0);
        if self.handles.get(connection).is_some_and(|handle| handle.has_work()) {
            self.enqueue(connection, false);
        }
        Some(copied(&http.machine.take_over()))
    }

    /// After `HttpEvent::Timeout`: when part of a message is missing and it is too late for it, refuses the message.
    pub fn http_overdue(&mut self, connection: HandleId) -> Option<Refusal> {
        let handle = self.handles.get(connection)?;
        let Role::HttpServer(http) = &handle.role else { return None };
        if http.message_timeout_ms == 0 || http.message_timeout_ms != handle.timeout_ms {
            return None;
        }
        let refusal = Refusal::from(http.machine.missing()?);
        self.refuse(connection, refusal);
        Some(refusal)
    }

    /// The idle timeout is over: half a message is refused, anything else is closed.
    pub fn http_expire(&mut self, connection: HandleId) -> Option<Refusal> {
        let missing = self.machine(connection)?.missing();
        match missing.map(Refusal::from) {
            Some(refusal) => self.refuse(connection, refusal),
            None => self.close(connection),
        }
        missing.map(Refusal::from)
    }

    /// Shortens the idle timeout while part of a message is missing, and puts it back when nothing is.
    fn set_message_timeout(&mut self, id: HandleId) {
        let now_ms = self.now_ms();
        let Some(handle) = self.handles.get_mut(id) else { return };
        let in_force_ms = handle.timeout_ms;
        let Role::HttpServer(http) = &mut handle.role else { return };
        let message_before_ms = http.message_timeout_ms;
        // A timeout that the program set meanwhile is the one that counts.
        let is_ours = message_before_ms != 0 && in_force_ms == message_before_ms;
        let idle_ms = if is_ours { http.idle_timeout_ms } else { in_force_ms };
        let left = http.machine.time_left_ms(now_ms).map(|ms| u32::try_from(ms).unwrap_or(u32::MAX).max(1));
        match left.filter(|&left_ms| idle_ms == 0 || left_ms < idle_ms) {
            Some(left_ms) => {
                (http.message_timeout_ms, http.idle_timeout_ms) = (left_ms, idle_ms);
                if message_before_ms != 0 && handle.wake_seq != 0 && left_ms < in_force_ms {
                    // The same deadline, nearer: what was set up for it comes up then.
                    (handle.timeout_ms, handle.active_ms) = (left_ms, now_ms as u32);
                } else {
                    self.arm_idle(id, left_ms);
                }
            }
            None if message_before_ms != 0 => {
                http.message_timeout_ms = 0;
                self.arm_idle(id, idle_ms);
            }
            None => {}
        }
    }

    /// Responds to a message that is late, in its turn, and closes behind the response.
    fn refuse(&mut self, id: HandleId, refusal: Refusal) {
        let now_ms = self.now_ms();
        if let Some(due) = self.machine(id).map(|machine| machine.refuse(refusal, now_ms)) {
            self.send(id, due);
        }
    }

    /// The same for a request that was reported already, when the program has not begun with it.
    pub fn http_refuse(&mut self, connection: HandleId, exchange: u32, refusal: Refusal) {
        let now_ms = self.now_ms();
        if let Some(due) = self.machine(connection).map(|machine| machine.refuse_request(exchange, refusal, now_ms)) {
            self.send(connection, due);
        }
    }
}

/// Makes an accepted handle an HTTP connection.
pub(super) fn begin(
    reactor: &mut Reactor,
    connection: HandleId,
    listener: HandleId,
    options: Rc<HttpOptions>,
) -> Event {
    let idle_timeout_ms = u32::try_from(options.idle_timeout_ms).unwrap_or(u32::MAX);
    if let Some(handle) = reactor.handles.get_mut(connection) {
        handle.flags.insert(Flags::READING);
        handle.role = Role::HttpServer(Box::new(HttpServerConnection {
            listener,
            machine: Server::new(options),
            message_timeout_ms: 0,
            idle_timeout_ms: 0,
        }));
    }
    if idle_timeout_ms != 0 {
        reactor.arm_idle(connection, idle_timeout_ms);
    }
    Event::Http { server: listener, connection, what: HttpEvent::Accepted }
}

/// The next thing on a ready HTTP connection.
pub(super) fn step(reactor: &mut Reactor, id: HandleId) -> Option<Event> {
    let now_ms = reactor.now_ms();
    let handle = reactor.handles.get_mut(id)?;
    let Role::HttpServer(http) = &mut handle.role else { return None };
    match http.next_work(handle.flags, || handle.queue.as_ref().map_or(0, |queue| queue.len()))? {
        Work::Drain => {
            http.machine.take_drain();
            let event = http.event(id, EventKind::Drain);
            reactor.enqueue(id, true);
            return Some(event);
        }
        Work::Event => {
            let event = http.machine.receive(&[], now_ms);
            return received(reactor, id, event);
        }
        Work::Read => {}
    }
    if handle.flags.contains(Flags::BULK) && http.machine.is_body_only(READ_LEN as u64) {
        // What can be nothing but body goes to the program in the memory that it was read into.
        return match reactor.read_bulk(id) {
            (ReadOutcome::Bytes(_), chunk) => {
                let event = reactor.machine(id)?.receive_body(chunk, now_ms);
                received(reactor, id, event)
            }
            (outcome, _) => read_nothing(reactor, id, outcome),
        };
    }
    let mut buffer = reactor.take_buffer();
    let event = match reactor.read_once(id, &mut buffer) {
        ReadOutcome::Bytes(len) => {
            let event = reactor.machine(id).and_then(|machine| machine.receive(&buffer[..len], now_ms));
            received(reactor, id, event)
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
            ended(reactor, id);
            None
        }
        ReadOutcome::Failed(error) => Some(reactor.fail_now(id, error)),
    }
}

/// What a machine made of what came: does what is due, and puts the event in the listener's terms.
fn received(reactor: &mut Reactor, id: HandleId, event: Option<ServerEvent>) -> Option<Event> {
    let handle = reactor.handles.get(id)?;
    let Role::HttpServer(http) = &handle.role else { return None };
    let server = http.listener;
    if http.message_timeout_ms != 0 || http.machine.is_mid_message() {
        reactor.set_message_timeout(id);
    }
    if reactor.handles.get(id)?.has_work() {
        reactor.enqueue(id, true);
    }
    let what = match event? {
        ServerEvent::Request(request) => HttpEvent::Request(request),
        ServerEvent::Body { exchange, chunk } => HttpEvent::Body { exchange, chunk },
        ServerEvent::End { exchange, trailers } => HttpEvent::End { exchange, trailers },
        ServerEvent::Refused { refusal, due } => {
            reactor.send(id, due);
            HttpEvent::Refused(refusal)
        }
        ServerEvent::Close => {
            reactor.close(id);
            return None;
        }
    };
    Some(Event::Http { server, connection: id, what })
}

/// FIN came: open exchanges are still served, and then the connection is closed.
fn ended(reactor: &mut Reactor, id: HandleId) {
    let Some(handle) = reactor.handles.get_mut(id) else { return };
    handle.flags.insert(Flags::ENDED);
    // A program that ended the socket itself has nothing more to say.
    let is_ended_by_program = handle.flags.contains(Flags::SHUTDOWN_ASKED);
    let Role::HttpServer(http) = &mut handle.role else { return };
    if http.machine.end_of_input() || is_ended_by_program {
        // Responses to what came before it may not have left yet: they do when the turn ends.
        reactor.close_after_flush(id);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Idle connections are many: each has a slot of the handle table and this, and nothing else.
    #[test]
    fn an_idle_connection_is_small() {
        assert!(size_of::<HttpServerConnection>() <= 80, "{}", size_of::<HttpServerConnection>());
    }
}
