//! The two files of a resolver, read once and again when they changed.
//!
//! Two stat(2) calls a turn at most, and only in turns that look something up. A missing file is an empty one.

use std::env;
use std::fs;
use std::os::unix::fs::MetadataExt;

use noderu_proto::dns::{Hosts, ResolvConf};

const HOSTS: &str = "/etc/hosts";
const RESOLV_CONF: &str = "/etc/resolv.conf";

/// What distinguishes one version of a file from another: inode, length, seconds and nanoseconds of the last change; `None` for a
/// file that is not there.
type Version = Option<(u64, u64, i64, i64)>;

/// The versions that were read last.
#[derive(Debug, Default)]
pub(super) struct Files {
    hosts: Option<Version>,
    conf: Option<Version>,
}

impl Files {
    /// The hosts file, when it changed since the last call.
    pub(super) fn hosts(&mut self) -> Option<Hosts> {
        changed(HOSTS, &mut self.hosts).map(|bytes| Hosts::parse(&bytes))
    }

    /// resolv.conf with what the environment says, when the file changed since the last call.
    pub(super) fn conf(&mut self) -> Option<ResolvConf> {
        changed(RESOLV_CONF, &mut self.conf).map(|bytes| {
            let mut conf = ResolvConf::parse(&bytes);
            let (domain, options) = (env::var("LOCALDOMAIN").ok(), env::var("RES_OPTIONS").ok());
            conf.amend(domain.as_deref(), options.as_deref());
            conf
        })
    }
}

/// The bytes of the file, unless it is the version that was read last.
fn changed(path: &str, last: &mut Option<Version>) -> Option<Vec<u8>> {
    let version: Version =
        fs::metadata(path).ok().map(|stat| (stat.ino(), stat.size(), stat.mtime(), stat.mtime_nsec()));
    if *last == Some(version) {
        return None;
    }
    *last = Some(version);
    Some(fs::read(path).unwrap_or_default())
}
