//! What handles are for, one file for each role.

pub(super) mod child;
pub(super) mod datagram;
mod dns_socket;
pub(super) mod http_client;
pub(super) mod http_server;
mod watch;
