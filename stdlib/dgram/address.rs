//! Addresses: what a program gives, and what it gets.

use std::net::{IpAddr, SocketAddr, SocketAddrV6};
use std::path::PathBuf;

use boa_engine::builtins::object::OrdinaryObject;
use noderu_glue::binding::set;
use noderu_glue::prelude::*;
use noderu_runtime::Address;
use noderu_runtime::proto::ip;

use crate::host::host;

/// A port: a number, or a string of digits.
///
/// # Errors
/// A RangeError for what is none.
pub(super) fn port(value: &JsValue, cx: &mut Context) -> JsResult<u16> {
    let number = match value.as_string() {
        Some(text) if text.is_empty() => f64::NAN,
        Some(_) => value.to_number(cx)?,
        None => value.as_number().unwrap_or(f64::NAN),
    };
    if number.fract() == 0.0 && (0.0..=65535.0).contains(&number) {
        return Ok(number as u16);
    }
    Err(range_error(format!("a port is a number from 0 to 65535, not {}", value.display())))
}

/// A path in the file system.
///
/// # Errors
/// A TypeError for what cannot be one.
pub(super) fn path(text: &JsString) -> JsResult<PathBuf> {
    let path = noderu_glue::convert::text(text);
    if path.is_empty() || path.contains('\0') {
        return Err(type_error("the path of a UNIX socket is not empty and holds no NUL"));
    }
    Ok(PathBuf::from(path))
}

/// An address that needs no look-up; an IPv6 one may name an interface (`fe80::1%eth0`).
pub(super) fn literal(text: &str, port: u16, cx: &Context) -> Option<SocketAddr> {
    if let Some((address, zone)) = text.split_once('%') {
        let zone = zone.parse().ok().or_else(|| host(cx).reactor.borrow().interface_index(zone))?;
        return Some(SocketAddrV6::new(address.parse().ok()?, port, 0, zone).into());
    }
    ip::parse(text).map(|address| SocketAddr::new(address, port))
}

/// What `address()` returns: `{address, port, family}` of UDP, `{address}` of a path, which is empty for a socket
/// without one.
pub(super) fn describe(address: Option<Address>, cx: &mut Context) -> JsObject {
    let object = plain(cx);
    match address {
        Some(Address::Tcp(address)) => {
            set(&object, "address", ip_text(&address));
            set(&object, "port", i32::from(address.port()));
            set(&object, "family", family(address.ip()));
        }
        Some(Address::Unix(path)) => set(&object, "address", path_text(path)),
        None => {}
    }
    object
}

/// The address without its port. That of a link is worth nothing without its interface, so it says which (`fe80::1%2`).
pub(super) fn ip_text(address: &SocketAddr) -> JsString {
    let text = match address {
        SocketAddr::V6(six) if six.scope_id() != 0 => format!("{}%{}", six.ip(), six.scope_id()),
        _ => address.ip().to_string(),
    };
    JsString::from(text.as_str())
}

pub(super) fn path_text(path: Option<PathBuf>) -> JsString {
    path.map_or_else(|| js_string!(), |path| JsString::from(path.to_string_lossy().as_ref()))
}

pub(super) fn family(address: IpAddr) -> JsString {
    if address.is_ipv4() { js_string!("IPv4") } else { js_string!("IPv6") }
}

pub(super) fn plain(cx: &Context) -> JsObject {
    let prototype = cx.intrinsics().constructors().object().prototype();
    JsObject::new(cx.root_shape(), prototype, OrdinaryObject).upcast()
}
