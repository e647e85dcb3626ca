//! Drives the HTTP connections to servers. Such a connection is a stream that somebody connected and owns: it is written
//! with `write`, and its owner gets `Response` where a stream's gets `Data`.

use noderu_proto::http::connection::Client;
use noderu_proto::http::connection::client::Event as ResponseEvent;
use noderu_proto::http::{Limits, Method};

use crate::reactor::handles::{Flags, Handle, Role};
use crate::reactor::read::Got;
use crate::reactor::{READ_LEN, Reactor};
use crate::{Bytes, Event, EventKind, HandleId};

/// An HTTP connection to a server.
pub(crate) type ClientConnection = Client;

impl Reactor {
    /// Makes a stream an HTTP connection to a server: what it reads is reported as `EventKind::Response`. Reading goes by
    /// `read_start` and `read_stop` as before.
    pub fn http_client(&mut self, connection: HandleId, limits: Limits) {
        if let Some(handle) = self.handles.get_mut(connection)
            && handle.role == Role::Stream
        {
            handle.role = Role::HttpClient;
            handle.rare().client = Some(Box::new(Client::new(limits)));
            if handle.has_work() {
                self.enqueue(connection, false);
            }
        }
    }

    /// A request of this method is about to be written. False when the connection can't take one: the last exchange is
    /// not over, the server said something unasked, or it has closed.
    pub fn http_begin_request(&mut self, connection: HandleId, method: Method) -> bool {
        let open = self.handles.get(connection).is_some_and(Handle::is_open);
        open && self.client_machine(connection).is_some_and(|machine| machine.begin(method))
    }

    /// All of the request was written. True when its exchange is over: the response was complete before.
    pub fn http_finish_request(&mut self, connection: HandleId) -> bool {
        self.client_machine(connection).is_some_and(Client::finish_request)
    }

    fn client_machine(&mut self, connection: HandleId) -> Option<&mut Client> {
        self.handles.get_mut(connection)?.rare_mut()?.client.as_deref_mut()
    }

    /// As `http_take_over`, for a connection in this role.
    pub(super) fn http_client_take_over(&mut self, connection: HandleId) -> Option<Bytes> {
        let handle = self.handles.get_mut(connection)?;
        let client = handle.rare_mut()?.client.take()?;
        handle.role = Role::Stream;
        if client.is_eof() {
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
        if client.has_event() {
            let event = client.receive(&[]);
            return self.responded(id, event);
        }
        if client.is_eof() {
            handle.flags.insert(Flags::ENDED);
            return Some(self.tell(id, EventKind::End));
        }
        if client.is_body_only(READ_LEN as u64) && handle.flags.contains(Flags::BULK) {
            return match self.read_bulk(id) {
                (Got::Bytes(_), chunk) => {
                    let event = self.client_machine(id).and_then(|machine| machine.receive_body(chunk));
                    self.responded(id, event)
                }
                (got, _) => self.client_read_nothing(id, got),
            };
        }
        let mut buffer = self.take_buffer();
        let got = self.read_once(id, &mut buffer);
        let event = match got {
            Got::Bytes(len) => {
                let event = self.client_machine(id).and_then(|machine| machine.receive(&buffer[..len]));
                self.responded(id, event)
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
                if let Some(machine) = self.client_machine(id) {
                    machine.end_of_input();
                }
                self.enqueue(id, true);
                None
            }
            Got::Failed(error) => Some(self.fail_now(id, error)),
        }
    }

    fn responded(&mut self, id: HandleId, event: Option<ResponseEvent>) -> Option<Event> {
        if self.handles.get(id)?.has_work() {
            self.enqueue(id, true);
        }
        let event = event?;
        if let ResponseEvent::Refused(_) = event {
            self.close(id);
            if let Some(handle) = self.handles.get_mut(id) {
                handle.flags.insert(Flags::HAD_ERROR);
            }
        }
        Some(self.tell(id, EventKind::Response(event)))
    }
}
