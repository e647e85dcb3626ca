//! A failed look-up as the error object that programs see.

use noderu_glue::binding::set;
use noderu_glue::prelude::*;
use noderu_runtime::resolver::ResolveError;

use crate::error::coded;

use super::constants::{BADQUERY, NODATA, NOTIMP, NXDOMAIN, PROTOCOL, TEMPFAIL};

/// The error object: `message` in English, `errno` one of the constants of `require('dns')`, `code` the name that c-ares
/// and today's Node have for it, `hostname` what was looked up.
pub fn lookup_error(failure: &ResolveError, name: &str, cx: &mut Context) -> JsObject {
    let (errno, code) = match failure {
        ResolveError::NoData => (NODATA, "ENODATA"),
        ResolveError::NotFound => (NXDOMAIN, "ENOTFOUND"),
        ResolveError::BadName => (BADQUERY, "EBADNAME"),
        ResolveError::FormatError => (BADQUERY, "EFORMERR"),
        ResolveError::Timeout => (TEMPFAIL, "ETIMEOUT"),
        ResolveError::ServerFailed => (TEMPFAIL, "ESERVFAIL"),
        ResolveError::Refused => (TEMPFAIL, "EREFUSED"),
        ResolveError::ConnectionRefused => (TEMPFAIL, "ECONNREFUSED"),
        ResolveError::NotImplemented => (NOTIMP, "ENOTIMP"),
        ResolveError::BadResponse => (PROTOCOL, "EBADRESP"),
    };
    let object = coded(format!("{code}, {failure}"), errno, code, cx);
    set(&object, "hostname", JsString::from(name));
    object
}
