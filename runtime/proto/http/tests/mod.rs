//! Case tables; every case is replayed split at every byte.

mod chunked;
mod client;
mod head;
mod message;
mod outgoing;
mod response;
mod server;
