//! Look-ups: literal addresses, the hosts file, and the questions that a name and the search list make.
//!
//! The machine behind `runtime/resolver`: requests and bytes go in, [`Action`]s and results come out. Nothing is cached.

use std::collections::{HashMap, VecDeque};
use std::net::{IpAddr, Ipv4Addr, Ipv6Addr, SocketAddr};
use std::rc::Rc;

use super::exchange::{Action, Exchanges, QueryId, QueryOptions, Random, SocketId};
use super::hosts::Hosts;
use super::message::Query;
use super::name::{Spelling, reverse};
use super::record::{IpFamily, Record, RecordType, ResolveError};
use super::resolv_conf::ResolvConf;
use crate::ip;

/// Names a look-up that is under way.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct LookupId(pub u64);

/// What is to be found out.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Request {
    /// The addresses of a host: a literal, by the hosts file, or by the servers with the search list. Without a family
    /// the IPv4 addresses, or where there are none the IPv6 ones.
    Addresses {
        /// The host.
        name: String,
        /// The family.
        family: Option<IpFamily>,
    },
    /// The names of an address: by the hosts file, or by the servers.
    Names {
        /// The address.
        address: IpAddr,
    },
    /// The records of a name as it stands, by the servers alone.
    Records {
        /// The name.
        name: String,
        /// Their type.
        kind: RecordType,
    },
}

/// What came of a look-up: at least one record.
pub type LookupResult = Result<Vec<Record>, ResolveError>;

/// The machine.
#[derive(Debug)]
pub struct Resolver {
    exchanges: Exchanges,
    hosts: Hosts,
    conf: ResolvConf,
    options: Rc<QueryOptions>,
    /// The servers that the program chose, in place of those of the file.
    chosen: Option<Vec<SocketAddr>>,
    lookups: HashMap<LookupId, Lookup>,
    by_query: HashMap<QueryId, LookupId>,
    next: u64,
    done: VecDeque<(LookupId, LookupResult)>,
}

#[derive(Debug)]
struct Lookup {
    /// What is still to be asked, last first.
    steps: Vec<(Rc<str>, RecordType)>,
    spelling: Spelling,
    query: Option<QueryId>,
    /// The name that is being asked for.
    current: Option<Rc<str>>,
    error: Option<ResolveError>,
}

impl Resolver {
    /// A resolver that knows neither hosts nor servers yet.
    pub fn new(random: Random) -> Self {
        let conf = ResolvConf::default();
        Self {
            exchanges: Exchanges::new(random),
            hosts: Hosts::default(),
            options: Rc::new(query_options(&conf, None)),
            conf,
            chosen: None,
            lookups: HashMap::new(),
            by_query: HashMap::new(),
            next: 0,
            done: VecDeque::new(),
        }
    }

    /// What the hosts file says from now on.
    pub fn set_hosts(&mut self, hosts: Hosts) {
        self.hosts = hosts;
    }

    /// What resolv.conf says from now on, for look-ups that begin.
    pub fn set_conf(&mut self, conf: ResolvConf) {
        self.conf = conf;
        self.options = Rc::new(query_options(&self.conf, self.chosen.as_deref()));
    }

    /// Servers in place of those of resolv.conf.
    pub fn set_servers(&mut self, servers: Vec<SocketAddr>) {
        self.chosen = Some(servers);
        self.options = Rc::new(query_options(&self.conf, self.chosen.as_deref()));
    }

    /// The servers that are asked.
    pub fn servers(&self) -> &[SocketAddr] {
        &self.options.servers
    }

    /// Begins a look-up. Its result comes out of [`Resolver::next_result`], once.
    pub fn begin(&mut self, request: Request, now_ms: u64) -> LookupId {
        self.next += 1;
        let id = LookupId(self.next);
        match self.plan(request) {
            Ok(lookup) => {
                self.lookups.insert(id, lookup);
                self.step(id, now_ms);
                self.settle(now_ms);
            }
            Err(found) => self.done.push_back((id, found)),
        }
        id
    }

    /// Forgets a look-up: no result comes of it.
    pub fn cancel(&mut self, id: LookupId, now_ms: u64) {
        self.done.retain(|(done, _)| *done != id);
        if let Some(lookup) = self.lookups.remove(&id)
            && let Some(query) = lookup.query
        {
            self.by_query.remove(&query);
            self.exchanges.cancel(query, now_ms);
            self.settle(now_ms);
        }
    }

    /// See [`Exchanges::datagram`].
    pub fn datagram(&mut self, socket: SocketId, message: &[u8], now_ms: u64) {
        self.exchanges.datagram(socket, message, now_ms);
        self.settle(now_ms);
    }

    /// See [`Exchanges::stream`].
    pub fn stream(&mut self, socket: SocketId, bytes: &[u8], now_ms: u64) {
        self.exchanges.stream(socket, bytes, now_ms);
        self.settle(now_ms);
    }

    /// See [`Exchanges::lost`].
    pub fn lost(&mut self, socket: SocketId, error: ResolveError, now_ms: u64) {
        self.exchanges.lost(socket, error, now_ms);
        self.settle(now_ms);
    }

    /// See [`Exchanges::expire`].
    pub fn expire(&mut self, now_ms: u64) {
        self.exchanges.expire(now_ms);
        self.settle(now_ms);
    }

    /// See [`Exchanges::deadline_ms`].
    pub fn deadline_ms(&mut self) -> Option<u64> {
        self.exchanges.deadline_ms()
    }

    /// See [`Exchanges::next_action`].
    pub fn next_action(&mut self) -> Option<Action> {
        self.exchanges.next_action()
    }

    /// The next look-up that is over.
    pub fn next_result(&mut self) -> Option<(LookupId, LookupResult)> {
        self.done.pop_front()
    }

    /// Whether results wait to be taken.
    pub fn has_results(&self) -> bool {
        !self.done.is_empty()
    }

    /// Look-ups under way, and results that wait to be taken.
    pub fn pending(&self) -> usize {
        self.lookups.len() + self.done.len()
    }

    /// Sockets that are open or asked for.
    pub fn sockets(&self) -> usize {
        self.exchanges.sockets()
    }

    /// What to ask, or what is known without.
    fn plan(&self, request: Request) -> Result<Lookup, LookupResult> {
        let (mut steps, spelling): (Vec<(Rc<str>, RecordType)>, _) = match request {
            Request::Addresses { name, family } => {
                if let Some(found) = self.known(&name, family) {
                    return Err(found);
                }
                let kinds: &[RecordType] = match family {
                    Some(IpFamily::V4) => &[RecordType::A],
                    Some(IpFamily::V6) => &[RecordType::Aaaa],
                    None => &[RecordType::A, RecordType::Aaaa],
                };
                let names = self.conf.candidates(&name).into_iter().map(Rc::from);
                (
                    names.flat_map(|name: Rc<str>| kinds.iter().map(move |kind| (name.clone(), *kind))).collect(),
                    Spelling::Host,
                )
            }
            Request::Names { address } => {
                let names = self.hosts.names(address);
                if !names.is_empty() {
                    return Err(Ok(names.iter().map(|name| Record::Name(name.to_string())).collect()));
                }
                (vec![(reverse(address).into(), RecordType::Ptr)], Spelling::Host)
            }
            Request::Records { name, kind } => (vec![(name.into(), kind)], Spelling::Any),
        };
        steps.reverse();
        Ok(Lookup { steps, spelling, query: None, current: None, error: None })
    }

    /// What needs no server: literals, the hosts file, and `localhost` (RFC 6761 section 6.3) where that file lacks it.
    fn known(&self, name: &str, family: Option<IpFamily>) -> Option<LookupResult> {
        if let Some(literal) = ip::parse(name) {
            return Some(of_family(&[literal], family).ok_or(ResolveError::NoData));
        }
        if name.is_empty() {
            return Some(Err(ResolveError::BadName));
        }
        if let Some(found) = of_family(self.hosts.addresses(name), family) {
            return Some(Ok(found));
        }
        if !name.strip_suffix('.').unwrap_or(name).eq_ignore_ascii_case("localhost") {
            return None;
        }
        of_family(&[Ipv4Addr::LOCALHOST.into(), Ipv6Addr::LOCALHOST.into()], family).map(Ok)
    }

    /// Asks the next question of a look-up. A name that exists without such a record outlives in the result one that
    /// does not exist.
    fn step(&mut self, id: LookupId, now_ms: u64) {
        let Some(lookup) = self.lookups.get_mut(&id) else { return };
        let error = loop {
            let Some((name, kind)) = lookup.steps.pop() else {
                break lookup.error.unwrap_or(ResolveError::NotFound);
            };
            match Query::new(&name, kind, lookup.spelling) {
                Ok(query) => {
                    let query = self.exchanges.begin(query, &self.options, now_ms);
                    lookup.query = Some(query);
                    lookup.current = Some(name);
                    self.by_query.insert(query, id);
                    return;
                }
                Err(_) => {
                    lookup.error.get_or_insert(ResolveError::BadName);
                }
            }
        };
        self.lookups.remove(&id);
        self.done.push_back((id, Err(error)));
    }

    /// Takes the answers of the servers to the look-ups that asked.
    fn settle(&mut self, now_ms: u64) {
        while let Some((query, answer)) = self.exchanges.next_answer() {
            let Some(id) = self.by_query.remove(&query) else { continue };
            let Some(lookup) = self.lookups.get_mut(&id) else { continue };
            lookup.query = None;
            match answer {
                Err(ResolveError::NoData) => lookup.error = Some(ResolveError::NoData),
                Err(ResolveError::NotFound) => {
                    lookup.error.get_or_insert(ResolveError::NotFound);
                    // Neither has it records of another type.
                    let name = lookup.current.take();
                    lookup.steps.retain(|step| Some(&step.0) != name.as_ref());
                }
                found => {
                    self.lookups.remove(&id);
                    self.done.push_back((id, found));
                    continue;
                }
            }
            self.step(id, now_ms);
        }
    }
}

/// The wanted ones of `addresses`; `None` when there are none.
fn of_family(addresses: &[IpAddr], family: Option<IpFamily>) -> Option<Vec<Record>> {
    let of = |wanted: IpFamily| -> Vec<Record> {
        let wanted = addresses.iter().copied().filter(|address| address.is_ipv4() == (wanted == IpFamily::V4));
        wanted.map(Record::Address).collect()
    };
    let found = match family {
        Some(family) => of(family),
        None => Some(of(IpFamily::V4)).filter(|found| !found.is_empty()).unwrap_or_else(|| of(IpFamily::V6)),
    };
    Some(found).filter(|found| !found.is_empty())
}

fn query_options(conf: &ResolvConf, chosen: Option<&[SocketAddr]>) -> QueryOptions {
    QueryOptions {
        servers: chosen.unwrap_or(&conf.servers).to_vec(),
        attempts: conf.attempts,
        timeout_ms: u64::from(conf.timeout_s.max(1)) * 1000,
        rotate: conf.rotate,
    }
}

#[cfg(test)]
#[path = "resolver_tests.rs"]
mod tests;
