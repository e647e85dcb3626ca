//! Joins HTTP connections to the reactor's handles: reads feed them, their output goes to the write queue.
//!
//! Closing is done with care where the client may still be sending: FIN first, then what comes is thrown away for a
//! while, because a close with unread bytes resets the connection and may take the answer with it.

use std::rc::Rc;

use noderu_proto::http::Refusal;
use noderu_proto::http::encode::{push_status_line, reason_phrase};

use super::connection::{Connection, Output};
use super::{HttpEvent, HttpOptions};
use crate::event::copied;
use crate::reactor::handles::{Flags, Handle, Role};
use crate::reactor::step::Got;
use crate::reactor::{READ_LEN, Reactor};
use crate::{Bytes, Event, EventKind, HandleId, WriteOutcome};

/// How long a client may go on sending behind the last response: between two pieces, in all, and in bytes.
const LINGER_MS: u32 = 2_000;
const LINGER_TOTAL_MS: u32 = 30_000;
const LINGER_LEN_MAX: u32 = 1 << 20;

impl Reactor {
    /// The connections that `listener` accepts from now on speak HTTP; they are told of by `Event::Http`.
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
        let http = self.handles.get_mut(connection)?.http.as_mut()?;
        match http.output(exchange, bytes) {
            Output::Now => self.write(connection, bytes).ok(),
            Output::Kept(true) => Some(WriteOutcome::Flushed),
            Output::Kept(false) => Some(WriteOutcome::Queued),
            Output::Gone => None,
        }
    }

    /// Takes an interim response (1xx) to `exchange`.
    pub fn http_write_interim(&mut self, connection: HandleId, exchange: u32, bytes: &[u8]) {
        let Some(http) = self.handles.get_mut(connection).and_then(|handle| handle.http.as_mut()) else { return };
        if http.interim(exchange, bytes) == Output::Now {
            // A failure is told by an event of the connection.
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
        let handle = self.handles.get_mut(connection)?;
        let http = handle.http.as_mut()?;
        let was_stalled = !http.wants_input() && !http.has_input();
        let unread = http.mid_request() || http.refused;
        let Some(next) = http.finish(exchange, keep_alive) else { return outcome };
        let resumed = was_stalled && (http.wants_input() || http.has_input());
        let later = !next.bytes.is_empty();
        if later && self.write_owned(connection, next.bytes).is_err() {
            return None;
        }
        if next.close {
            if unread { self.linger(connection) } else { self.close_after_flush(connection) }
        } else if resumed || self.handles.get(connection).is_some_and(|handle| handle.has_work()) {
            self.enqueue(connection, true);
        }
        outcome
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
        http.set_paused(paused);
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
        if http.eof {
            // FIN came with the head: the stream's reader is to hear of it.
            handle.flags.remove(Flags::ENDED);
            handle.flags.insert(Flags::READABLE);
        }
        self.set_timeout(connection, 0);
        if self.handles.get(connection).is_some_and(Handle::has_work) {
            self.enqueue(connection, false);
        }
        Some(copied(&http.take_over()))
    }

    /// After `HttpEvent::Timeout`: when part of a message is missing and it is too late for it, refuses the message.
    pub fn http_overdue(&mut self, connection: HandleId) -> Option<Refusal> {
        let handle = self.handles.get(connection)?;
        let http = handle.http.as_ref().filter(|http| http.urgent_ms != 0 && http.urgent_ms == handle.timeout_ms)?;
        let refusal = Refusal::from(http.missing()?);
        self.refuse(connection, refusal);
        Some(refusal)
    }

    /// The idle time is over: half a message is refused, anything else is closed.
    pub fn http_expire(&mut self, connection: HandleId) -> Option<Refusal> {
        let missing = self.handles.get(connection)?.http.as_ref()?.missing();
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
        match http.urgent(now_ms, usual) {
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
            handle.http = Some(Box::new(Connection::new(server, options)));
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
    pub(crate) fn tell_http(&self, connection: HandleId, http: &Connection, kind: EventKind) -> Event {
        let what = match kind {
            EventKind::Timeout => HttpEvent::Timeout,
            EventKind::Failed(error) => HttpEvent::Failed(error),
            EventKind::Closed { had_error } => HttpEvent::Closed { had_error },
            // Only a write leads here: reads are this file's own.
            _ => HttpEvent::Drain { exchange: http.writing() },
        };
        Event::Http { server: http.server, connection, what }
    }

    /// The next thing on a ready HTTP connection.
    pub(crate) fn step_http(&mut self, id: HandleId) -> Option<Event> {
        let now_ms = self.now_ms();
        let handle = self.handles.get_mut(id)?;
        let http = handle.http.as_mut()?;
        let server = http.server;
        if std::mem::take(&mut http.drain) {
            let exchange = http.writing();
            self.enqueue(id, true);
            return Some(Event::Http { server, connection: id, what: HttpEvent::Drain { exchange } });
        }
        if !handle.has_work() {
            return None;
        }
        let http = handle.http.as_mut()?;
        if http.has_input() {
            let told = http.next_event(&[], now_ms);
            return self.told(id, told);
        }
        if handle.flags.contains(Flags::BULK) && http.is_body_only(READ_LEN as u64) {
            return self.step_http_bulk(id, now_ms);
        }
        let mut buffer = self.take_buffer();
        let got = self.read_once(id, &mut buffer);
        let event = match got {
            Got::Bytes(len) => self.arrived(id, &buffer[..len], now_ms),
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
                let told = self.handles.get_mut(id)?.http.as_mut()?.whole_chunk(chunk, now_ms);
                self.told(id, told)
            }
            (Got::Nothing, _) => self.take_write_failure(id).map(|error| self.fail_now(id, error)),
            (Got::End, _) => {
                self.ended(id);
                None
            }
            (Got::Failed(error), _) => Some(self.fail_now(id, error)),
        }
    }

    fn arrived(&mut self, id: HandleId, bytes: &[u8], now_ms: u64) -> Option<Event> {
        let http = self.handles.get_mut(id)?.http.as_mut()?;
        if http.lingering {
            http.discarded = http.discarded.saturating_add(bytes.len() as u32);
            let lingered_ms = (now_ms as u32).wrapping_sub(http.linger_since_ms);
            if http.discarded > LINGER_LEN_MAX || lingered_ms > LINGER_TOTAL_MS {
                self.close(id);
                return None;
            }
            if !http.tells_rest() {
                return None;
            }
        }
        let told = http.next_event(bytes, now_ms);
        self.told(id, told)
    }

    fn told(&mut self, id: HandleId, told: Option<Result<HttpEvent, Refusal>>) -> Option<Event> {
        let http = self.handles.get(id)?.http.as_ref()?;
        if http.urgent_ms != 0 || http.mid_request() {
            self.hurry(id);
        }
        if self.handles.get(id)?.has_work() {
            self.enqueue(id, true);
        }
        let server = self.handles.get(id)?.http.as_ref()?.server;
        match told? {
            Ok(what) => Some(Event::Http { server, connection: id, what }),
            Err(refusal) => {
                self.refuse(id, refusal);
                Some(Event::Http { server, connection: id, what: HttpEvent::Refused(refusal) })
            }
        }
    }

    /// Answers a message that is not accepted, in its turn, and closes behind the answer.
    fn refuse(&mut self, id: HandleId, refusal: Refusal) {
        let Some(http) = self.handles.get_mut(id).and_then(|handle| handle.http.as_mut()) else { return };
        match http.refuse() {
            Some(exchange) => self.answer_refusal(id, exchange, refusal),
            None => self.close(id),
        }
    }

    /// The same for a request that was told already, when the program did not hear of it yet.
    pub fn http_refuse(&mut self, connection: HandleId, exchange: u32, refusal: Refusal) {
        let Some(http) = self.handles.get_mut(connection).and_then(|handle| handle.http.as_mut()) else { return };
        http.refuse_told();
        self.answer_refusal(connection, exchange, refusal);
    }

    fn answer_refusal(&mut self, id: HandleId, exchange: u32, refusal: Refusal) {
        let body = format!("{}\n", refusal.reason);
        let mut answer = Vec::with_capacity(160);
        push_status_line(&mut answer, refusal.status, reason_phrase(refusal.status).unwrap_or("unknown").as_bytes());
        answer.extend_from_slice(b"Connection: close\r\nContent-Type: text/plain\r\n");
        answer.extend_from_slice(format!("Content-Length: {}\r\n\r\n{body}", body.len()).as_bytes());
        self.http_finish(id, exchange, &answer, false);
    }

    /// FIN came: what is open is still answered, and then the connection is closed.
    fn ended(&mut self, id: HandleId) {
        let Some(handle) = self.handles.get_mut(id) else { return };
        handle.flags.insert(Flags::ENDED);
        let ended_by_program = handle.flags.contains(Flags::SHUTDOWN_ASKED);
        let Some(http) = handle.http.as_mut() else { return };
        http.eof = true;
        // A body that will never be complete leaves nothing to answer, and a program that ended the socket itself
        // has nothing more to say.
        if ended_by_program || http.lingering || http.open_exchanges() == 0 || http.mid_body() {
            // Answers to what came before it may not have left yet: they do when the turn ends.
            self.close_after_flush(id);
        }
    }

    fn linger(&mut self, id: HandleId) {
        let now_ms = self.now_ms();
        let Some(handle) = self.handles.get_mut(id) else { return };
        let Some(http) = handle.http.as_mut() else { return };
        http.deaf = true;
        if http.eof {
            return self.close_after_flush(id);
        }
        http.lingering = true;
        http.linger_since_ms = now_ms as u32;
        http.paused = false;
        self.shutdown(id);
        self.arm_idle(id, LINGER_MS);
        self.enqueue(id, false);
    }
}
