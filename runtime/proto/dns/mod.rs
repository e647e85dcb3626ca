//! DNS: a stub resolver as a state machine, the messages it sends and checks, and the two files that it reads.
//!
//! It has no sockets and no clock; it does not recurse, and trusts no record that was not asked for.

mod exchange;
mod hosts;
mod message;
mod name;
mod record;
mod resolv_conf;
mod resolver;
#[cfg(test)]
mod testing;

pub use exchange::{
    Action, Exchanges, QueryId, QueryOptions, Random, SOCKETS_MAX, SOCKETS_PER_SERVER, STREAMS_MAX, SocketId,
};
pub use hosts::{Hosts, HostsEntry, hosts_entries};
pub use message::{Answer, AnswerError, Failure, Query};
pub use name::{NameError, Spelling};
pub use record::{IpFamily, Record, RecordType, ResolveError, Soa};
pub use resolv_conf::ResolvConf;
pub use resolver::{LookupId, LookupResult, Request, Resolver};
