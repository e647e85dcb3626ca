//! Joins HTTP connections to servers to the reactor's handles. Such a connection is a stream that somebody connected and
//! owns: it is written with `write`, and its owner hears `Answer` where a stream's hears `Data`.

use noderu_proto::http::{Limits, Method};

use super::client::{Answer, ClientConnection};
use crate::reactor::handles::{Flags, Handle, Role};
use crate::reactor::step::Got;
use crate::reactor::{READ_LEN, Reactor};
use crate::{Bytes, Event, EventKind, HandleId};

impl Reactor {
    /// Makes a stream an HTTP connection to a server: what it reads is told as `EventKind::Answer`. Reading goes by
    /// `read_start` and `read_stop` as before.
    pub fn http_client(&mut self, connection: HandleId, limits: Limits) {
        if let Some(handle) = self.handles.get_mut(connection)
            && handle.role == Role::Stream
        {
            handle.role = Role::HttpClient;
            handle.rare().client = Some(Box::new(ClientConnection::new(limits)));
            if handle.has_work() {
                self.enqueue(connection, false);
            }
        }
    }

    /// A request of this method is about to be written. False when the connection can't take one: an earlier one is not
    /// answered, the server said something unasked, or it has closed.
    pub fn http_ask(&mut self, connection: HandleId, method: Method) -> bool {
        let Some(handle) = self.handles.get_mut(connection).filter(|handle| handle.is_open()) else { return false };
        let Some(client) = handle.rare_mut().and_then(|rare| rare.client.as_mut()) else { return false };
        client.begin(method)
    }

    /// As `http_take_over`, for a connection in this role.
    pub(super) fn http_client_take_over(&mut self, connection: HandleId) -> Option<Bytes> {
        let handle = self.handles.get_mut(connection)?;
        let client = handle.rare_mut()?.client.take()?;
        handle.role = Role::Stream;
        if client.eof {
            handle.flags.remove(Flags::ENDED);
            handle.flags.insert(Flags::READABLE);
        }
        if self.handles.get(connection).is_some_and(Handle::has_work) {
            self.enqueue(connection, false);
        }
        Some(Bytes::from_slice(64, &client.take_over()))
    }

    /// The next thing on a ready connection to a server.
    pub(crate) fn step_http_client(&mut self, id: HandleId) -> Option<Event> {
        let handle = self.handles.get_mut(id)?;
        if !handle.has_work() {
            return None;
        }
        let client = handle.rare_mut()?.client.as_mut()?;
        if client.has_input() {
            let told = client.next_event(&[]);
            return self.answered(id, told);
        }
        if client.eof {
            handle.flags.insert(Flags::ENDED);
            return Some(self.tell(id, EventKind::End));
        }
        if client.is_body_only(READ_LEN as u64) && handle.flags.contains(Flags::BULK) {
            return match self.read_bulk(id) {
                (Got::Bytes(_), chunk) => {
                    let client = self.handles.get_mut(id).and_then(|handle| handle.rare_mut()?.client.as_mut());
                    let told = client.and_then(|client| client.whole_chunk(chunk));
                    self.answered(id, told)
                }
                (got, _) => self.client_read_nothing(id, got),
            };
        }
        let mut buffer = self.take_buffer();
        let got = self.read_once(id, &mut buffer);
        let event = match got {
            Got::Bytes(len) => {
                let client = self.handles.get_mut(id).and_then(|handle| handle.rare_mut()?.client.as_mut());
                let told = client.and_then(|client| client.next_event(&buffer[..len]));
                self.answered(id, told)
            }
            got => self.client_read_nothing(id, got),
        };
        self.buffer = buffer;
        event
    }

    /// A read that brought no bytes.
    fn client_read_nothing(&mut self, id: HandleId, got: Got) -> Option<Event> {
        match got {
            Got::Bytes(_) | Got::Nothing => None,
            Got::End => {
                if let Some(client) = self.handles.get_mut(id).and_then(|handle| handle.rare_mut()?.client.as_mut()) {
                    client.end_of_input();
                }
                self.enqueue(id, true);
                None
            }
            Got::Failed(error) => Some(self.fail_now(id, error)),
        }
    }

    fn answered(&mut self, id: HandleId, told: Option<Answer>) -> Option<Event> {
        if self.handles.get(id)?.has_work() {
            self.enqueue(id, true);
        }
        let answer = told?;
        if let Answer::Refused(_) = answer {
            self.close(id);
            if let Some(handle) = self.handles.get_mut(id) {
                handle.flags.insert(Flags::HAD_ERROR);
            }
        }
        Some(self.tell(id, EventKind::Answer(answer)))
    }
}
