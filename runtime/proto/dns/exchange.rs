//! Questions put to servers: which server and socket each goes out by, when it is asked again, and which of the bytes
//! that come back answer it.
//!
//! No sockets and no clock: what is to be done comes out as [`Action`]s, what happened goes in with `now_ms`.
//!
//! A question goes to one server after the other, all of them `attempts` times around, each with a deadline of its
//! own, until one knows. Over UDP it has a random id on a socket connected to that server; up to
//! [`SOCKETS_PER_SERVER`] questions have a socket, and so a port, of their own (RFC 5452), beyond that they share. A cut
//! answer is asked for again over TCP, one connection each, at most [`STREAMS_MAX`] at a time. So the number of
//! descriptors does not grow with the number of questions.
//!
//! A burst is paced: of the questions sent to a server within the last [`FRESH_MS`] no more than [`FRESH_MAX`] may be
//! unanswered, since more than that would overflow its socket buffer and cost a timeout each. Questions that
//! it takes longer for are with it and hold nobody up.

use std::cmp::Reverse;
use std::collections::{BinaryHeap, HashMap, VecDeque};
use std::net::SocketAddr;
use std::rc::Rc;

use super::message::{Answer, AnswerError, Failure, Query};
use super::record::{Record, ResolveError};

/// Names a socket that the machine asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct SocketId(pub u32);

/// Names a question.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct QueryId(u64);

/// What is to be done with sockets.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Action {
    /// Open a UDP socket, connected to the server, on a port that cannot be guessed.
    OpenDatagram {
        /// Its name from here on.
        socket: SocketId,
        /// The server.
        server: SocketAddr,
    },
    /// Connect to the server over TCP.
    OpenStream {
        /// Its name from here on.
        socket: SocketId,
        /// The server.
        server: SocketAddr,
    },
    /// Send this: one datagram, or bytes of a stream.
    Send {
        /// Over which socket.
        socket: SocketId,
        /// What.
        message: Vec<u8>,
    },
    /// Close it. What comes from it afterwards is nobody's.
    Close {
        /// Which socket.
        socket: SocketId,
    },
}

/// Whom to ask, how long to wait and how often to retry.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct QueryOptions {
    /// The servers, in order.
    pub servers: Vec<SocketAddr>,
    /// How often to ask all of them.
    pub attempts: u8,
    /// How long one has to answer.
    pub timeout_ms: u64,
    /// Begin with another server each time.
    pub rotate: bool,
}

/// The source of ids and choices. Nobody outside may be able to predict its next number (RFC 5452 section 4.3).
pub type Random = Box<dyn FnMut() -> u32>;

/// Every question that is under way.
pub struct Exchanges {
    random: Random,
    queries: HashMap<QueryId, OpenQuery>,
    sockets: HashMap<SocketId, Socket>,
    servers: HashMap<SocketAddr, Server>,
    deadlines: BinaryHeap<Reverse<(u64, u64, QueryId)>>,
    /// Questions sent a short while ago, with the time at which they are not fresh any more.
    fresh: VecDeque<(u64, u64, QueryId)>,
    /// Questions that wait for their server to have answered others.
    held_back: usize,
    /// Questions that wait for a TCP connection of others to end.
    for_stream: VecDeque<QueryId>,
    streams: usize,
    actions: VecDeque<Action>,
    answers: VecDeque<(QueryId, Result<Vec<Record>, ResolveError>)>,
    /// Counts questions, sockets and waits.
    count: u64,
    turns: usize,
}

struct OpenQuery {
    query: Query,
    options: Rc<QueryOptions>,
    first: usize,
    tries: usize,
    edns: bool,
    state: QueryState,
    error: Option<ResolveError>,
    /// The number of the current wait: deadlines with another number are over.
    wait: u64,
}

/// Where a question is.
enum QueryState {
    /// In the queue of its server.
    HeldBack,
    Datagram {
        socket: SocketId,
        id: u16,
        fresh: bool,
    },
    /// In `for_stream`.
    ForStream,
    Stream {
        socket: SocketId,
        id: u16,
        input: Vec<u8>,
    },
}

struct Socket {
    server: SocketAddr,
    /// The questions of a UDP socket by their ids.
    ids: HashMap<u16, QueryId>,
    /// The question of a stream.
    stream: Option<QueryId>,
    sent: u32,
}

#[derive(Default)]
struct Server {
    fresh: usize,
    held_back: VecDeque<QueryId>,
    /// It did not understand EDNS.
    plain: bool,
}

impl Exchanges {
    /// No questions yet.
    pub fn new(random: Random) -> Self {
        Self {
            random,
            queries: HashMap::new(),
            sockets: HashMap::new(),
            servers: HashMap::new(),
            deadlines: BinaryHeap::new(),
            fresh: VecDeque::new(),
            held_back: 0,
            for_stream: VecDeque::new(),
            streams: 0,
            actions: VecDeque::new(),
            answers: VecDeque::new(),
            count: 0,
            turns: 0,
        }
    }

    /// Puts a question. Its answer comes out of [`Exchanges::next_answer`], once.
    pub fn begin(&mut self, query: Query, options: &Rc<QueryOptions>, now_ms: u64) -> QueryId {
        let id = QueryId(self.counted());
        let first = if options.rotate { self.turns } else { 0 };
        self.turns = self.turns.wrapping_add(1);
        let entry = OpenQuery {
            query,
            options: Rc::clone(options),
            first,
            tries: 0,
            edns: true,
            state: QueryState::HeldBack,
            error: None,
            wait: 0,
        };
        self.queries.insert(id, entry);
        self.ask(id, now_ms);
        id
    }

    /// Forgets a question.
    pub fn cancel(&mut self, id: QueryId, now_ms: u64) {
        self.release(id, now_ms);
        self.queries.remove(&id);
    }

    /// A datagram came. What answers no question that was sent by this socket is dropped.
    pub fn datagram(&mut self, socket: SocketId, message: &[u8], now_ms: u64) {
        let Some(id_bytes) = message.first_chunk::<2>() else { return };
        let id = u16::from_be_bytes(*id_bytes);
        let Some(&query_id) = self.sockets.get(&socket).and_then(|socket| socket.ids.get(&id)) else { return };
        let Some(entry) = self.queries.get(&query_id) else { return };
        match entry.query.check(id, message) {
            Err(AnswerError::NotOurs) => {}
            Ok(Answer::Truncated) => {
                self.release(query_id, now_ms);
                self.ask_by_stream(query_id, now_ms);
            }
            checked => self.checked(query_id, checked, now_ms),
        }
    }

    /// Bytes of a stream came.
    pub fn stream(&mut self, socket: SocketId, bytes: &[u8], now_ms: u64) {
        let Some(query_id) = self.sockets.get(&socket).and_then(|socket| socket.stream) else { return };
        let Some(entry) = self.queries.get_mut(&query_id) else { return };
        let QueryState::Stream { id, input, .. } = &mut entry.state else { return };
        let id = *id;
        input.extend_from_slice(bytes);
        let mut taken = std::mem::take(input);
        let mut at = 0;
        // RFC 1035 section 4.2.2: each message behind two octets of length.
        while let Some((len, rest)) = taken[at..].split_first_chunk::<2>()
            && let Some(message) = rest.get(..u16::from_be_bytes(*len).into())
        {
            match entry.query.check(id, message) {
                Err(AnswerError::NotOurs) => at += 2 + message.len(),
                // There is no larger way to say it.
                Ok(Answer::Truncated) => return self.checked(query_id, Err(AnswerError::Malformed), now_ms),
                checked => return self.checked(query_id, checked, now_ms),
            }
        }
        taken.drain(..at);
        if let QueryState::Stream { input, .. } = &mut entry.state {
            *input = taken;
        }
    }

    /// A socket is of no use any more: it could not be opened, its port is closed, the other side ended it.
    pub fn lost(&mut self, socket: SocketId, error: ResolveError, now_ms: u64) {
        // Gone before its questions are asked again, so that none of them is sent by it.
        let Some(gone) = self.sockets.remove(&socket) else { return };
        self.actions.push_back(Action::Close { socket });
        let mut concerned: Vec<QueryId> = gone.ids.into_values().chain(gone.stream).collect();
        // A map has no order; the order of the questions is one.
        concerned.sort_unstable_by_key(|id| id.0);
        for id in concerned {
            self.failed(id, error, now_ms);
        }
    }

    /// Time has passed.
    pub fn expire(&mut self, now_ms: u64) {
        while let Some(&Reverse((at, wait, id))) = self.deadlines.peek() {
            let is_current = self.queries.get(&id).is_some_and(|entry| entry.wait == wait);
            if is_current && at > now_ms {
                break;
            }
            self.deadlines.pop();
            if is_current {
                self.failed(id, ResolveError::Timeout, now_ms);
            }
        }
        while let Some(&(at, wait, id)) = self.fresh.front() {
            let entry = self.queries.get_mut(&id).filter(|entry| entry.wait == wait);
            if entry.is_some() && at > now_ms {
                break;
            }
            self.fresh.pop_front();
            if let Some(entry) = entry
                && let QueryState::Datagram { fresh: fresh @ true, socket, .. } = &mut entry.state
            {
                *fresh = false;
                if let Some(server) = self.sockets.get(socket).map(|socket| socket.server) {
                    self.make_room(server, now_ms);
                }
            }
        }
    }

    /// When [`Exchanges::expire`] is to be called next.
    pub fn deadline_ms(&mut self) -> Option<u64> {
        while let Some(&Reverse((at, wait, id))) = self.deadlines.peek() {
            if self.queries.get(&id).is_some_and(|entry| entry.wait == wait) {
                let fresh = self.fresh.front().filter(|_| self.held_back > 0);
                return Some(fresh.map_or(at, |fresh| fresh.0.min(at)));
            }
            self.deadlines.pop();
        }
        None
    }

    /// The next thing to do.
    pub fn next_action(&mut self) -> Option<Action> {
        self.actions.pop_front()
    }

    /// The next question that is over.
    pub fn next_answer(&mut self) -> Option<(QueryId, Result<Vec<Record>, ResolveError>)> {
        self.answers.pop_front()
    }

    /// Sockets that are open or asked for.
    pub fn sockets(&self) -> usize {
        self.sockets.len()
    }

    /// Asks the server whose turn it is, or gives up.
    fn ask(&mut self, id: QueryId, now_ms: u64) {
        let Some(entry) = self.queries.get_mut(&id) else { return };
        let count = entry.options.servers.len();
        if entry.tries >= count * usize::from(entry.options.attempts.max(1)) {
            let error = entry.error.unwrap_or(ResolveError::ConnectionRefused);
            return self.finish(id, Err(error), now_ms);
        }
        entry.state = QueryState::HeldBack;
        let address = entry.server();
        let server = self.servers.entry(address).or_default();
        if server.plain {
            entry.edns = false;
        }
        server.held_back.push_back(id);
        self.held_back += 1;
        self.send_held_back(address, now_ms);
    }

    fn send_held_back(&mut self, address: SocketAddr, now_ms: u64) {
        while let Some(server) = self.servers.get_mut(&address)
            && server.fresh < FRESH_MAX
            && let Some(id) = server.held_back.pop_front()
        {
            self.held_back -= 1;
            if self.queries.contains_key(&id) {
                server.fresh += 1;
                self.send_datagram(id, address, now_ms);
            }
        }
    }

    fn send_datagram(&mut self, query_id: QueryId, server: SocketAddr, now_ms: u64) {
        let socket_id = self.socket_to(server);
        let wait = self.counted();
        let (Some(entry), Some(socket)) = (self.queries.get_mut(&query_id), self.sockets.get_mut(&socket_id)) else {
            return;
        };
        // At most half of the ids are taken ([`IDS_MAX`]), so this ends soon.
        let id = loop {
            let id = (self.random)() as u16;
            if !socket.ids.contains_key(&id) {
                break id;
            }
        };
        socket.ids.insert(id, query_id);
        socket.sent += 1;
        entry.state = QueryState::Datagram { socket: socket_id, id, fresh: true };
        entry.wait = wait;
        self.deadlines.push(Reverse((now_ms.saturating_add(entry.options.timeout_ms), wait, query_id)));
        self.fresh.push_back((now_ms.saturating_add(FRESH_MS), wait, query_id));
        self.actions.push_back(Action::Send { socket: socket_id, message: entry.query.message(id, entry.edns) });
    }

    /// A new socket while there are few; then one of those at random, and rather not one that served long.
    fn socket_to(&mut self, server: SocketAddr) -> SocketId {
        let open = self.sockets.iter().filter(|(_, socket)| socket.stream.is_none() && socket.server == server);
        let mut shared: Vec<SocketId> =
            open.clone().filter(|(_, socket)| socket.ids.len() < IDS_MAX).map(|(id, _)| *id).collect();
        let all = self.sockets.len() - self.streams;
        if shared.is_empty() || (open.clone().count() < SOCKETS_PER_SERVER && all < SOCKETS_MAX) {
            let id = SocketId(self.counted() as u32);
            self.sockets.insert(id, Socket { server, ids: HashMap::new(), stream: None, sent: 0 });
            self.actions.push_back(Action::OpenDatagram { socket: id, server });
            return id;
        }
        let rested: Vec<SocketId> = open
            .filter(|(_, socket)| socket.sent < SENT_MAX && socket.ids.len() < IDS_MAX)
            .map(|(id, _)| *id)
            .collect();
        if !rested.is_empty() {
            shared = rested;
        }
        // So that equal random numbers give equal choices, whatever the order of the map.
        shared.sort_unstable_by_key(|id| id.0);
        shared[(self.random)() as usize % shared.len()]
    }

    fn ask_by_stream(&mut self, query_id: QueryId, now_ms: u64) {
        if self.streams >= STREAMS_MAX {
            if let Some(entry) = self.queries.get_mut(&query_id) {
                entry.state = QueryState::ForStream;
                self.for_stream.push_back(query_id);
            }
            return;
        }
        let socket = SocketId(self.counted() as u32);
        let wait = self.counted();
        let id = (self.random)() as u16;
        let Some(entry) = self.queries.get_mut(&query_id) else { return };
        let server = entry.server();
        self.streams += 1;
        self.sockets.insert(socket, Socket { server, ids: HashMap::new(), stream: Some(query_id), sent: 1 });
        entry.state = QueryState::Stream { socket, id, input: Vec::new() };
        entry.wait = wait;
        self.deadlines.push(Reverse((now_ms.saturating_add(entry.options.timeout_ms), wait, query_id)));
        let message = entry.query.message(id, entry.edns);
        // A question is a few hundred bytes at most.
        let framed = [&(message.len() as u16).to_be_bytes()[..], &message].concat();
        self.actions.push_back(Action::OpenStream { socket, server });
        self.actions.push_back(Action::Send { socket, message: framed });
    }

    /// What a server said to a question of ours.
    fn checked(&mut self, id: QueryId, checked: Result<Answer, AnswerError>, now_ms: u64) {
        let failure = match checked {
            Ok(Answer::LookupResult(records)) => return self.finish(id, Ok(records), now_ms),
            Ok(Answer::NoData) => return self.finish(id, Err(ResolveError::NoData), now_ms),
            Ok(Answer::NotFound) => return self.finish(id, Err(ResolveError::NotFound), now_ms),
            Ok(Answer::Failed(failure)) => failure,
            Ok(Answer::Truncated) | Err(_) => return self.failed(id, ResolveError::BadResponse, now_ms),
        };
        let Some(entry) = self.queries.get_mut(&id) else { return };
        if entry.edns && matches!(failure, Failure::Format | Failure::NotImplemented) {
            // RFC 6891 section 7: servers from before EDNS. The same one is asked again, without.
            entry.edns = false;
            let address = entry.server();
            self.servers.entry(address).or_default().plain = true;
            self.release(id, now_ms);
            return self.ask(id, now_ms);
        }
        let error = match failure {
            Failure::Format => ResolveError::FormatError,
            Failure::NotImplemented => ResolveError::NotImplemented,
            Failure::Refused => ResolveError::Refused,
            Failure::Server | Failure::Other => ResolveError::ServerFailed,
        };
        self.failed(id, error, now_ms);
    }

    /// This server did not answer: the next one. What a server said outlives silence.
    fn failed(&mut self, id: QueryId, error: ResolveError, now_ms: u64) {
        self.release(id, now_ms);
        if let Some(entry) = self.queries.get_mut(&id) {
            if error.is_said() || !entry.error.is_some_and(ResolveError::is_said) {
                entry.error = Some(error);
            }
            entry.tries += 1;
            entry.edns = true;
            self.ask(id, now_ms);
        }
    }

    fn finish(&mut self, id: QueryId, result: Result<Vec<Record>, ResolveError>, now_ms: u64) {
        self.release(id, now_ms);
        if self.queries.remove(&id).is_some() {
            self.answers.push_back((id, result));
        }
    }

    /// Takes a question from where it is. A socket without questions is closed.
    fn release(&mut self, query_id: QueryId, now_ms: u64) {
        let Some(entry) = self.queries.get_mut(&query_id) else { return };
        entry.wait = 0;
        match std::mem::replace(&mut entry.state, QueryState::HeldBack) {
            // Its entry in the queue is ignored.
            QueryState::HeldBack | QueryState::ForStream => {}
            QueryState::Datagram { socket: socket_id, id, fresh } => {
                let server = entry.server();
                if let Some(socket) = self.sockets.get_mut(&socket_id) {
                    socket.ids.remove(&id);
                    if socket.ids.is_empty() {
                        self.close(socket_id);
                    }
                }
                if fresh {
                    self.make_room(server, now_ms);
                }
            }
            QueryState::Stream { socket, .. } => {
                self.streams -= 1;
                self.close(socket);
                while self.streams < STREAMS_MAX
                    && let Some(next) = self.for_stream.pop_front()
                {
                    if self.queries.get(&next).is_some_and(|entry| matches!(entry.state, QueryState::ForStream)) {
                        self.ask_by_stream(next, now_ms);
                    }
                }
            }
        }
    }

    /// One question less is fresh at this server.
    fn make_room(&mut self, address: SocketAddr, now_ms: u64) {
        if let Some(server) = self.servers.get_mut(&address) {
            server.fresh -= 1;
            self.send_held_back(address, now_ms);
        }
        // A server nobody waits for is remembered only for what it cannot do.
        if self.servers.get(&address).is_some_and(|server| server.fresh == 0 && !server.plain) {
            self.servers.remove(&address);
        }
    }

    fn close(&mut self, socket: SocketId) {
        if self.sockets.remove(&socket).is_some() {
            self.actions.push_back(Action::Close { socket });
        }
    }

    fn counted(&mut self) -> u64 {
        self.count += 1;
        self.count
    }
}

impl OpenQuery {
    fn server(&self) -> SocketAddr {
        let servers = &self.options.servers;
        servers[(self.first % servers.len() + self.tries) % servers.len()]
    }
}

impl std::fmt::Debug for Exchanges {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Exchanges").field("queries", &self.queries.len()).field("sockets", &self.sockets.len()).finish()
    }
}

/// UDP sockets to one server.
pub const SOCKETS_PER_SERVER: usize = 8;
/// UDP sockets in all, beyond one for each server.
pub const SOCKETS_MAX: usize = 32;
/// TCP connections in all.
pub const STREAMS_MAX: usize = 8;
/// Questions under way on one socket.
const IDS_MAX: usize = 32 * 1024;
/// A socket that sent so much is not chosen while there are others: ports change under load as well.
const SENT_MAX: u32 = 256;
/// The default socket buffer of Linux holds some 270 small datagrams.
const FRESH_MAX: usize = 128;
/// A name server answers what it knows within a few milliseconds.
const FRESH_MS: u64 = 100;
