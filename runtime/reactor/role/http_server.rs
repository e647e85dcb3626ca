//! Drives the HTTP connections of a listener: what the sockets bring goes to the machine, what it returns to the write
//! queue, and its deadlines become idle times.
//!
//! Closing is done with care where the client may still be sending: FIN first, then what comes is thrown away for a
//! while, because a close with unread bytes resets the connection and may take the response with it. When to do so is
//! the machine's to say.

use std::rc::Rc;

use noderu_proto::http::Refusal;
use noderu_proto::http::connection::LINGER_MS;
use noderu_proto::http::connection::server::{self, Close, Due, Output, Server};

use crate::event::copied;
use crate::http::{HttpEvent, HttpOptions};
use crate::reactor::handles::{Flags, Handle, Role};
use crate::reactor::read::Got;
use crate::reactor::{READ_LEN, Reactor};
use crate::{Bytes, Event, EventKind, HandleId, WriteOutcome};

/// An HTTP connection that a listener accepted.
#[derive(Debug)]
pub(crate) struct ServerConnection {
    /// The listener.
    server: HandleId,
    pub machine: Server,
    /// The idle time that is in force because part of a message is missing, 0 when none is; and the one before it.
    urgent_ms: u32,
    idle_before_ms: u32,
}

impl Reactor {
    /// The connections that `listener` accepts from now on speak HTTP; their events are `Event::Http`.
    pub fn listen_http(&mut self, listener: HandleId, options: HttpOptions) {
        if let Some(handle) = self.handles.get_mut(listener) {
            handle.rare().http = Some(Rc::new(options));
        }
    }

    /// The listener of an HTTP connection; none for a handle that is not one, or not any more.
    pub fn http_server(&self, connection: HandleId) -> Option<HandleId> {
        Some(self.handles.get(connection)?.http.as_ref()?.server)
    }

    /// How many connections that this listener accepted speak HTTP still.
    pub fn http_connections(&self, listener: HandleId) -> usize {
        let of_listener = |handle: &&Handle| handle.http.as_ref().is_some_and(|http| http.server == listener);
        self.handles.iter().filter(of_listener).count()
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
        if !closes && (resumed || self.handles.get(connection).is_some_and(Handle::has_work)) {
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
        Some(&mut self.handles.get_mut(connection)?.http.as_mut()?.machine)
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
        if handle.role == Role::HttpClient {
            return if paused { self.read_stop(connection) } else { self.read_start(connection) };
        }
        let Some(http) = handle.http.as_mut() else { return };
        http.machine.set_paused(paused);
        if handle.has_work() {
            self.enqueue(connection, false);
        }
        self.hurry(connection);
    }

    /// Makes the connection a plain stream, read by `Data` events; gives the bytes that came behind the head. None
    /// when it is gone.
    pub fn http_take_over(&mut self, connection: HandleId) -> Option<Bytes> {
        let handle = self.handles.get_mut(connection)?;
        if handle.role == Role::HttpClient {
            return self.http_client_take_over(connection);
        }
        let mut http = handle.http.take()?;
        handle.role = Role::Stream;
        if http.machine.is_eof() {
            // FIN came with the head: the stream's reader is to hear of it.
            handle.flags.remove(Flags::ENDED);
            handle.flags.insert(Flags::READABLE);
        }
        self.set_timeout(connection, 0);
        if self.handles.get(connection).is_some_and(Handle::has_work) {
            self.enqueue(connection, false);
        }
        Some(copied(&http.machine.take_over()))
    }

    /// After `HttpEvent::Timeout`: when part of a message is missing and it is too late for it, refuses the message.
    pub fn http_overdue(&mut self, connection: HandleId) -> Option<Refusal> {
        let handle = self.handles.get(connection)?;
        let http = handle.http.as_ref().filter(|http| http.urgent_ms != 0 && http.urgent_ms == handle.timeout_ms)?;
        let refusal = Refusal::from(http.machine.missing()?);
        self.refuse(connection, refusal);
        Some(refusal)
    }

    /// The idle time is over: half a message is refused, anything else is closed.
    pub fn http_expire(&mut self, connection: HandleId) -> Option<Refusal> {
        let missing = self.handles.get(connection)?.http.as_ref()?.machine.missing();
        match missing.map(Refusal::from) {
            Some(refusal) => self.refuse(connection, refusal),
            None => self.close(connection),
        }
        missing.map(Refusal::from)
    }

    /// Shortens the idle time while part of a message is missing, and puts it back when nothing is.
    fn hurry(&mut self, id: HandleId) {
        let now_ms = self.now_ms();
        let Some(handle) = self.handles.get_mut(id) else { return };
        let idle_ms = handle.timeout_ms;
        let Some(http) = handle.http.as_mut() else { return };
        let (urgent_before, idle_before) = (http.urgent_ms, http.idle_before_ms);
        // A time that the program set meanwhile is the one that counts.
        let usual = if urgent_before != 0 && idle_ms == urgent_before { idle_before } else { idle_ms };
        let left = http.machine.time_left_ms(now_ms).map(|ms| u32::try_from(ms).unwrap_or(u32::MAX).max(1));
        match left.filter(|&left| usual == 0 || left < usual) {
            Some(urgent) => {
                (http.urgent_ms, http.idle_before_ms) = (urgent, usual);
                if urgent_before != 0 && handle.idle_seq != 0 && urgent < idle_ms {
                    // The same deadline, nearer: what was set up for it comes up then.
                    (handle.timeout_ms, handle.active_ms) = (urgent, now_ms as u32);
                } else {
                    self.arm_idle(id, urgent);
                }
            }
            None if urgent_before != 0 => {
                http.urgent_ms = 0;
                self.arm_idle(id, usual);
            }
            None => {}
        }
    }

    /// Makes an accepted handle an HTTP connection.
    pub(crate) fn begin_http(&mut self, connection: HandleId, server: HandleId, options: Rc<HttpOptions>) -> Event {
        let idle_timeout_ms = u32::try_from(options.idle_timeout_ms).unwrap_or(u32::MAX);
        if let Some(handle) = self.handles.get_mut(connection) {
            handle.role = Role::Http;
            handle.flags.insert(Flags::READING);
            let machine = Server::new(options);
            handle.http = Some(Box::new(ServerConnection { server, machine, urgent_ms: 0, idle_before_ms: 0 }));
        }
        if idle_timeout_ms != 0 {
            self.arm_idle(connection, idle_timeout_ms);
        }
        Event::Http { server, connection, what: HttpEvent::Accepted }
    }

    /// What the listener allows its connections, when they speak HTTP.
    pub(crate) fn http_options(&mut self, listener: HandleId) -> Option<Rc<HttpOptions>> {
        self.handles.get_mut(listener)?.rare_mut()?.http.clone()
    }

    /// An event of an HTTP connection, addressed to its listener.
    pub(crate) fn http_event(&self, connection: HandleId, http: &ServerConnection, kind: EventKind) -> Event {
        let what = match kind {
            EventKind::Timeout => HttpEvent::Timeout,
            EventKind::Failed(error) => HttpEvent::Failed(error),
            EventKind::Closed { had_error } => HttpEvent::Closed { had_error },
            // Only a write leads here: reads are this file's own.
            _ => HttpEvent::Drain { exchange: http.machine.turn() },
        };
        Event::Http { server: http.server, connection, what }
    }

    /// The next thing on a ready HTTP connection.
    pub(crate) fn step_http(&mut self, id: HandleId) -> Option<Event> {
        let now_ms = self.now_ms();
        let handle = self.handles.get_mut(id)?;
        let http = handle.http.as_mut()?;
        let server = http.server;
        if http.machine.take_drain() {
            let exchange = http.machine.turn();
            self.enqueue(id, true);
            return Some(Event::Http { server, connection: id, what: HttpEvent::Drain { exchange } });
        }
        if !handle.has_work() {
            return None;
        }
        let http = handle.http.as_mut()?;
        if http.machine.has_event() {
            let event = http.machine.receive(&[], now_ms);
            return self.received(id, event);
        }
        if handle.flags.contains(Flags::BULK) && http.machine.is_body_only(READ_LEN as u64) {
            return self.step_http_bulk(id, now_ms);
        }
        let mut buffer = self.take_buffer();
        let got = self.read_once(id, &mut buffer);
        let event = match got {
            Got::Bytes(len) => {
                let event = self.machine(id).and_then(|machine| machine.receive(&buffer[..len], now_ms));
                self.received(id, event)
            }
            Got::Nothing => self.take_write_failure(id).map(|error| self.fail_now(id, error)),
            Got::End => {
                self.ended(id);
                None
            }
            Got::Failed(error) => {
                let error = self.take_write_failure(id).unwrap_or(error);
                Some(self.fail_now(id, error))
            }
        };
        self.buffer = buffer;
        event
    }

    /// Reads what can be nothing but body into memory that goes to the program as it is.
    fn step_http_bulk(&mut self, id: HandleId, now_ms: u64) -> Option<Event> {
        match self.read_bulk(id) {
            (Got::Bytes(_), chunk) => {
                let event = self.machine(id)?.receive_body(chunk, now_ms);
                self.received(id, event)
            }
            (Got::Nothing, _) => self.take_write_failure(id).map(|error| self.fail_now(id, error)),
            (Got::End, _) => {
                self.ended(id);
                None
            }
            (Got::Failed(error), _) => Some(self.fail_now(id, error)),
        }
    }

    /// What a machine made of what came: does what is due, and puts the event in the listener's terms.
    fn received(&mut self, id: HandleId, event: Option<server::Event>) -> Option<Event> {
        let http = self.handles.get(id)?.http.as_ref()?;
        let server = http.server;
        if http.urgent_ms != 0 || http.machine.is_mid_message() {
            self.hurry(id);
        }
        if self.handles.get(id)?.has_work() {
            self.enqueue(id, true);
        }
        let what = match event? {
            server::Event::Request(request) => HttpEvent::Request(request),
            server::Event::Body { exchange, chunk } => HttpEvent::Body { exchange, chunk },
            server::Event::End { exchange, trailers } => HttpEvent::End { exchange, trailers },
            server::Event::Refused { refusal, due } => {
                self.send(id, due);
                HttpEvent::Refused(refusal)
            }
            server::Event::Close => {
                self.close(id);
                return None;
            }
        };
        Some(Event::Http { server, connection: id, what })
    }

    /// Answers a message that is late, in its turn, and closes behind the response.
    fn refuse(&mut self, id: HandleId, refusal: Refusal) {
        let now_ms = self.now_ms();
        if let Some(due) = self.machine(id).map(|machine| machine.refuse(refusal, now_ms)) {
            self.send(id, due);
        }
    }

    /// The same for a request that was reported already, when the program did not hear of it yet.
    pub fn http_refuse(&mut self, connection: HandleId, exchange: u32, refusal: Refusal) {
        let now_ms = self.now_ms();
        if let Some(due) = self.machine(connection).map(|machine| machine.refuse_request(exchange, refusal, now_ms)) {
            self.send(connection, due);
        }
    }

    /// FIN came: what is open is still answered, and then the connection is closed.
    fn ended(&mut self, id: HandleId) {
        let Some(handle) = self.handles.get_mut(id) else { return };
        handle.flags.insert(Flags::ENDED);
        // A program that ended the socket itself has nothing more to say.
        let ended_by_program = handle.flags.contains(Flags::SHUTDOWN_ASKED);
        let Some(http) = handle.http.as_mut() else { return };
        if http.machine.end_of_input() || ended_by_program {
            // Responses to what came before it may not have left yet: they do when the turn ends.
            self.close_after_flush(id);
        }
    }
}
