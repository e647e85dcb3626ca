//! DNS: queries for addresses and the check of their answers, and the two files that a resolver reads.

mod hosts;
mod message;
mod resolv_conf;

pub use hosts::{HostsEntry, hosts_entries, hosts_lookup, hosts_names};
pub use message::{Answer, AnswerError, Failure, Kind, NameError, check_answer, query};
pub use resolv_conf::ResolvConf;
