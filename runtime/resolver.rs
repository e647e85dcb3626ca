//! What crosses the border of a look-up: questions, records and failures. `Reactor::look_up` begins one.

pub use noderu_proto::dns::{IpFamily, LookupId, LookupResult, Record, RecordType, Request, ResolveError, Soa};
