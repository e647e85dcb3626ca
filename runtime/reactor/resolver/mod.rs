//! Look-ups on the reactor: nothing blocks, and the number of descriptors does not grow with that of the look-ups.
//!
//! `proto::dns::Resolver` decides; this folder has the files (`files`) and the random numbers,
//! `role/dns_socket.rs` the sockets.
//! The order that matters: whatever may have changed the machine is followed by `perform`, so that no action of it waits
//! for the next event.

mod files;
#[cfg(test)]
mod tests;

use std::hash::{BuildHasher, RandomState};
use std::net::SocketAddr;

use noderu_proto::dns::{LookupId, Request, Resolver, SocketId};
use rustc_hash::FxHashMap;

use crate::{Event, HandleId, Reactor};
use files::Files;

/// The resolver of a reactor, made at its first look-up.
#[derive(Debug)]
pub(crate) struct Dns {
    pub(super) machine: Resolver,
    files: Files,
    /// The turn in which the files were last looked at.
    looked: Option<u32>,
    pub(super) handles: FxHashMap<SocketId, HandleId>,
    pub(super) sockets: FxHashMap<HandleId, SocketId>,
}

impl Reactor {
    /// Begins a look-up; `Event::Resolved` has its result, in a later turn at the earliest. Keeps the loop alive
    /// until then.
    ///
    /// `/etc/hosts` and `/etc/resolv.conf` are read when they changed; `LOCALDOMAIN` and `RES_OPTIONS` amend the latter.
    pub fn look_up(&mut self, request: Request) -> LookupId {
        self.update_now();
        let now_ms = self.now_ms();
        let mut dns = self.take_dns();
        let id = dns.machine.begin(request, now_ms);
        self.perform(&mut dns);
        self.dns = Some(dns);
        id
    }

    /// Forgets a look-up: its event will not come.
    pub fn cancel_look_up(&mut self, id: LookupId) {
        let now_ms = self.now_ms();
        if let Some(mut dns) = self.dns.take() {
            dns.machine.cancel(id, now_ms);
            self.perform(&mut dns);
            self.dns = Some(dns);
        }
    }

    /// The servers that look-ups ask, in order.
    pub fn dns_servers(&mut self) -> Vec<SocketAddr> {
        let dns = self.take_dns();
        let servers = dns.machine.servers().to_vec();
        self.dns = Some(dns);
        servers
    }

    /// Servers in place of those of resolv.conf, for look-ups that begin from now on. Without any, those fail at once.
    pub fn set_dns_servers(&mut self, servers: Vec<SocketAddr>) {
        let mut dns = self.take_dns();
        dns.machine.set_servers(servers);
        self.dns = Some(dns);
    }

    /// Takes the resolver out, so that it can be used beside the reactor. The files are looked at once a turn.
    fn take_dns(&mut self) -> Box<Dns> {
        let mut dns = self.dns.take().unwrap_or_else(|| {
            Box::new(Dns {
                machine: Resolver::new(random()),
                files: Files::default(),
                looked: None,
                handles: FxHashMap::default(),
                sockets: FxHashMap::default(),
            })
        });
        if dns.looked != Some(self.turn_number) {
            dns.looked = Some(self.turn_number);
            if let Some(hosts) = dns.files.hosts() {
                dns.machine.set_hosts(hosts);
            }
            if let Some(conf) = dns.files.conf() {
                dns.machine.set_conf(conf);
            }
        }
        dns
    }

    /// The next look-up that is over.
    pub(crate) fn next_resolved(&mut self) -> Option<Event> {
        let (id, found) = self.dns.as_mut()?.machine.next_result()?;
        Some(Event::Resolved(id, found))
    }

    /// Whether look-ups have ended that were not reported.
    pub(crate) fn has_resolved(&self) -> bool {
        self.dns.as_ref().is_some_and(|dns| dns.machine.has_results())
    }

    /// Look-ups that were not reported.
    pub(crate) fn resolving(&self) -> usize {
        self.dns.as_ref().map_or(0, |dns| dns.machine.pending())
    }

    /// When the resolver has something to do when nothing comes.
    pub(crate) fn next_resolver_us(&mut self) -> Option<u64> {
        self.dns.as_mut()?.machine.deadline_ms().map(|at_ms| at_ms.saturating_mul(1000))
    }

    /// Lets the resolver see that time has passed.
    pub(crate) fn expire_resolver(&mut self) {
        let turn_ms = self.turn_us / 1000;
        if let Some(dns) = &mut self.dns
            && dns.machine.deadline_ms().is_some_and(|at_ms| at_ms <= turn_ms)
            && let Some(mut dns) = self.dns.take()
        {
            dns.machine.expire(turn_ms);
            self.perform(&mut dns);
            self.dns = Some(dns);
        }
    }
}

/// Numbers from the system, fetched a handful at a time. Should it have none, the keys that it gave std's maps serve.
fn random() -> Box<dyn FnMut() -> u32> {
    let mut numbers: Vec<u32> = Vec::new();
    let fallback = RandomState::new();
    let mut count = 0u64;
    Box::new(move || {
        if numbers.is_empty() {
            let mut bytes = [0; 256];
            match getrandom::fill(&mut bytes) {
                Ok(()) => {
                    numbers.extend(
                        bytes.chunks_exact(4).map(|four| u32::from_ne_bytes([four[0], four[1], four[2], four[3]])),
                    );
                }
                Err(_) => {
                    count += 1;
                    return fallback.hash_one(count) as u32;
                }
            }
        }
        numbers.pop().unwrap_or_default()
    })
}
