//! The error numbers: `err.errno` is one of them.
//!
//! The manual has six names, the code of 0.2 had those of c-ares, and programs were written against both. So each
//! name of the manual is the number of every error that the manual's sentence covers: a timeout *and* SERVFAIL are
//! TEMPFAIL, and comparing with `dns.TIMEOUT` or `dns.SERVFAIL` works as well. Errors that share a number are told apart
//! by `err.code`. The numbers are c-ares', of one error in each group.

pub(super) const NODATA: i32 = 1;
/// timeout, SERVFAIL or similar
pub(super) const TEMPFAIL: i32 = 3;
/// domain does not exist
pub(super) const NXDOMAIN: i32 = 4;
pub(super) const NOTIMP: i32 = 5;
/// the query is malformed
pub(super) const BADQUERY: i32 = 8;
/// got garbled reply
pub(super) const PROTOCOL: i32 = 10;
const NOMEM: i32 = 15;
const DESTRUCTION: i32 = 16;

/// Every name that `require('dns')` has.
pub(super) const ALL: &[(&str, i32)] = &[
    ("TEMPFAIL", TEMPFAIL),
    ("PROTOCOL", PROTOCOL),
    ("NXDOMAIN", NXDOMAIN),
    ("NODATA", NODATA),
    ("NOMEM", NOMEM),
    ("BADQUERY", BADQUERY),
    ("FORMERR", BADQUERY),
    ("BADNAME", BADQUERY),
    ("SERVFAIL", TEMPFAIL),
    ("EREFUSED", TEMPFAIL),
    ("CONNREFUSED", TEMPFAIL),
    ("TIMEOUT", TEMPFAIL),
    ("NOTFOUND", NXDOMAIN),
    ("NOTIMP", NOTIMP),
    ("BADRESP", PROTOCOL),
    ("DESTRUCTION", DESTRUCTION),
];
