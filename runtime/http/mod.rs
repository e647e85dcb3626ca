//! HTTP connections of a listener: sockets in, requests out, responses in order.

/// What happened on an HTTP connection.
#[derive(Debug)]
pub enum HttpEvent {}
