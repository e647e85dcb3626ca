//! Addresses as programs see them, and the arguments that name one.

use std::net::{IpAddr, Ipv4Addr, Ipv6Addr, SocketAddr};
use std::path::PathBuf;

use boa_engine::builtins::object::OrdinaryObject;
use noderu_glue::binding::set;
use noderu_glue::prelude::*;
use noderu_runtime::Address;
use noderu_runtime::resolver::ResolveError;

/// Where to listen or to connect to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Endpoint {
    /// A TCP port, and the host's name or address where one was given.
    Port {
        /// The port; 0 lets the system choose when listening.
        port: u16,
        /// The host as it was given; none for the default.
        host: Option<String>,
    },
    /// A UNIX socket.
    Path(PathBuf),
}

/// Reads `(port, [host])`, `(path)` and today's `({port, host, path})` from the front of `args`. A string of digits is
/// a port, any other string a path. No place, or only a callback: none.
///
/// # Errors
/// A port outside 0..65535, or something that is neither.
pub(super) fn place(args: &[JsValue], cx: &mut Context) -> JsResult<Option<Endpoint>> {
    let Some(first) = args.first() else { return Ok(None) };
    if first.is_null_or_undefined() {
        let host = host(args.get_or_undefined(1), cx)?;
        return Ok(host.map(|host| Endpoint::Port { port: 0, host: Some(host) }));
    }
    if let Some(object) = first.as_object() {
        if object.is_callable() {
            return Ok(None);
        }
        let path = object.get(js_string!("path"), cx)?;
        if let Some(path) = path.as_string() {
            return Ok(Some(unix(&path)?));
        }
        let host_value = object.get(js_string!("host"), cx)?;
        let host = host(&host_value, cx)?;
        let value = object.get(js_string!("port"), cx)?;
        return match port(&value) {
            Some(port) => Ok(Some(Endpoint::Port { port: port?, host })),
            None if value.is_undefined() => Ok(host.map(|host| Endpoint::Port { port: 0, host: Some(host) })),
            None => Err(bad_port(&value)),
        };
    }
    if let Some(port) = port(first) {
        return Ok(Some(Endpoint::Port { port: port?, host: host(args.get_or_undefined(1), cx)? }));
    }
    match first.as_string() {
        Some(path) => Ok(Some(unix(&path)?)),
        None => Err(bad_port(first)),
    }
}

/// A number, or a string that is a number, as a port; none for everything else.
fn port(value: &JsValue) -> Option<JsResult<u16>> {
    let number = match value.as_string() {
        Some(string) => {
            let text = text(&string);
            let digits = text.trim();
            if digits.is_empty() || !digits.bytes().all(|byte| byte.is_ascii_digit()) {
                return None;
            }
            digits.parse::<f64>().ok()?
        }
        None => value.as_number()?,
    };
    if number.fract() != 0.0 || !(0.0..=65535.0).contains(&number) {
        return Some(Err(bad_port(value)));
    }
    Some(Ok(number as u16))
}

fn bad_port(value: &JsValue) -> JsError {
    range_error(format!("a port is a number from 0 to 65535, not {}", value.display()))
}

/// The host argument; a callback, a backlog or nothing in its place means the default.
fn host(value: &JsValue, cx: &mut Context) -> JsResult<Option<String>> {
    if value.is_null_or_undefined() || value.is_callable() || value.is_number() || value.is_boolean() {
        return Ok(None);
    }
    let host = to_text(value, cx)?;
    if host.contains('\0') {
        return Err(type_error("a host name holds no NUL"));
    }
    Ok(Some(host).filter(|host| !host.is_empty()))
}

/// A UNIX socket's path.
fn unix(path: &JsString) -> JsResult<Endpoint> {
    let path = text(path);
    if path.is_empty() || path.contains('\0') {
        return Err(type_error("the path of a UNIX socket is not empty and holds no NUL"));
    }
    Ok(Endpoint::Path(PathBuf::from(path)))
}

/// A host that needs no look-up.
pub(super) fn literal(host: &str) -> Option<IpAddr> {
    host.parse().ok()
}

/// The first address to try and the others: IPv4 before IPv6, otherwise in the order of the look-up. 0.2 asked for A
/// records first, and servers of its programs listen on IPv4.
pub(super) fn ordered(mut addresses: Vec<IpAddr>, port: u16) -> Result<(SocketAddr, Vec<SocketAddr>), ResolveError> {
    addresses.sort_by_key(IpAddr::is_ipv6);
    let mut addresses = addresses.into_iter().map(|address| SocketAddr::new(address, port));
    let first = addresses.next().ok_or(ResolveError::NoData)?;
    Ok((first, addresses.collect()))
}

/// What `address()` returns: `{address, port, family}` for TCP, the path of a UNIX socket, null for a descriptor that
/// has no address.
pub(super) fn describe(address: Option<Address>, cx: &mut Context) -> JsValue {
    match address {
        Some(Address::Tcp(address)) => {
            let prototype = cx.intrinsics().constructors().object().prototype();
            let object = JsObject::new(cx.root_shape(), prototype, OrdinaryObject).upcast();
            set(&object, "address", ip_text(&address));
            set(&object, "port", i32::from(address.port()));
            set(&object, "family", if address.is_ipv4() { js_string!("IPv4") } else { js_string!("IPv6") });
            object.into()
        }
        Some(Address::Unix(Some(path))) => JsString::from(path.to_string_lossy().as_ref()).into(),
        Some(Address::Unix(None)) | None => JsValue::null(),
    }
}

/// The address without its port.
pub(super) fn ip_text(address: &SocketAddr) -> JsString {
    JsString::from(address.ip().to_string().as_str())
}

/// `net.isIP` and kin.
pub(super) const FUNCTIONS: &[Method] =
    &[method("isIP", 1, is_ip), method("isIPv4", 1, is_ipv4), method("isIPv6", 1, is_ipv6)];

fn is_ip(_: &JsValue, args: &[JsValue], cx: &mut Context) -> JsResult<JsValue> {
    Ok(version(args, cx)?.into())
}

fn is_ipv4(_: &JsValue, args: &[JsValue], cx: &mut Context) -> JsResult<JsValue> {
    Ok((version(args, cx)? == 4).into())
}

fn is_ipv6(_: &JsValue, args: &[JsValue], cx: &mut Context) -> JsResult<JsValue> {
    Ok((version(args, cx)? == 6).into())
}

/// 4, 6, or 0 for what inet_pton(3) takes for neither.
fn version(args: &[JsValue], cx: &mut Context) -> JsResult<i32> {
    let text = to_text(args.get_or_undefined(0), cx)?;
    Ok(if text.parse::<Ipv4Addr>().is_ok() {
        4
    } else if text.parse::<Ipv6Addr>().is_ok() {
        6
    } else {
        0
    })
}
