//! Case tables; every case is replayed split at every byte.

mod chunked;
mod head;
mod message;
mod response;
