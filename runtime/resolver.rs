//! What crosses the border of a look-up: questions, records and failures. `Reactor::look_up` begins one.

pub use noderu_proto::dns::{Family, Found, LookupId, Record, RecordType, Request, ResolveError, Soa};
