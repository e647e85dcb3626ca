//! `process.binding('net')`: sockets and pipes as plain numbers. Libraries of 2010 made sockets with it, bound them while
//! they were still root, and gave them to children or to `server.listenFD`.

use noderu_glue::binding::{install, set};
use noderu_glue::prelude::*;
use noderu_runtime::descriptors::{self, SocketKind};
use noderu_runtime::{Address, SystemError};

use crate::error::thrown;
use crate::host::host;

use super::address;
use super::stream::descriptor;

const METHODS: &[Method] = &[
    method("socket", 1, socket),
    method("socketpair", 0, |_, _, cx| both(descriptors::socket_pair(), cx)),
    method("pipe", 0, |_, _, cx| both(descriptors::pipe(), cx)),
    method("bind", 3, bind),
    method("listen", 2, listen),
    method("getsockname", 1, local_address),
    method("close", 1, close),
];

/// Makes the binding.
///
/// # Errors
/// None.
pub fn load(cx: &mut Context) -> JsResult<JsValue> {
    let exports = JsObject::with_object_proto(cx.intrinsics());
    install(&exports, METHODS, cx);
    install(&exports, address::FUNCTIONS, cx);
    Ok(exports.into())
}

/// `socket(type='tcp')`: a descriptor.
fn socket(_: &JsValue, args: &[JsValue], cx: &mut Context) -> JsResult<JsValue> {
    let given = arg(args, 0);
    let kind = match given.as_string() {
        None if given.is_undefined() => SocketKind::Tcp4,
        None => return Err(type_error("Unknown socket type.")),
        Some(name) => match text(&name).as_str() {
            "tcp" | "tcp4" => SocketKind::Tcp4,
            "tcp6" => SocketKind::Tcp6,
            "udp" | "udp4" => SocketKind::Udp4,
            "udp6" => SocketKind::Udp6,
            "unix" => SocketKind::Unix,
            "unix_dgram" => SocketKind::UnixDatagram,
            _ => return Err(type_error("Unknown socket type.")),
        },
    };
    number(descriptors::socket(kind), cx)
}

fn number(result: Result<i32, SystemError>, cx: &mut Context) -> JsResult<JsValue> {
    result.map(JsValue::from).map_err(|failure| thrown(&failure, cx))
}

fn both(result: Result<(i32, i32), SystemError>, cx: &mut Context) -> JsResult<JsValue> {
    let (first, second) = result.map_err(|failure| thrown(&failure, cx))?;
    Ok(boa_engine::object::builtins::JsArray::from_iter([first.into(), second.into()], cx).into())
}

/// `bind(fd, port, [ip])`, `bind(fd, path)`.
fn bind(_: &JsValue, args: &[JsValue], cx: &mut Context) -> JsResult<JsValue> {
    let fd = descriptor(&arg(args, 0))?;
    let (first, second) = (arg(args, 1), arg(args, 2));
    let bound = match (first.as_string(), second.as_string()) {
        (Some(path), None) if !path.is_empty() && second.is_undefined() => {
            descriptors::bind_unix(fd, std::path::Path::new(&text(&path)))
        }
        (_, ip) => {
            let port = first.to_number(cx)?;
            if port.fract() != 0.0 || !(0.0..=65535.0).contains(&port) {
                return Err(type_error("bind: the port must be a whole number from 0 to 65535"));
            }
            let ip = ip.map_or_else(|| "0.0.0.0".into(), |ip| text(&ip));
            let Ok(ip) = ip.parse::<std::net::IpAddr>() else {
                return Err(error(format!("bind: '{ip}' is no IP address")));
            };
            descriptors::bind(fd, (ip, port as u16).into())
        }
    };
    bound.map_err(|failure| thrown(&failure, cx))?;
    Ok(JsValue::undefined())
}

/// `listen(fd, backlog=128)`.
fn listen(_: &JsValue, args: &[JsValue], cx: &mut Context) -> JsResult<JsValue> {
    let fd = descriptor(&arg(args, 0))?;
    let backlog = match arg(args, 1) {
        none if none.is_undefined() => 128,
        given => given.to_u32(cx)?,
    };
    descriptors::listen(fd, backlog).map_err(|failure| thrown(&failure, cx))?;
    Ok(JsValue::undefined())
}

/// `getsockname(fd)`: `{ address, port }`, or `{ address }` with a path.
fn local_address(_: &JsValue, args: &[JsValue], cx: &mut Context) -> JsResult<JsValue> {
    let fd = descriptor(&arg(args, 0))?;
    let address = descriptors::local_address(fd).map_err(|failure| thrown(&failure, cx))?;
    let object = JsObject::with_object_proto(cx.intrinsics());
    match address {
        Some(Address::Tcp(address)) => {
            set(&object, "address", JsString::from(address.ip().to_string()));
            set(&object, "port", address.port());
        }
        Some(Address::Unix(path)) => {
            let path = path.map(|path| path.to_string_lossy().into_owned()).unwrap_or_default();
            set(&object, "address", JsString::from(path));
        }
        None => {}
    }
    Ok(object.into())
}

/// `close(fd)`: of a descriptor that no stream or server has taken over.
fn close(_: &JsValue, args: &[JsValue], cx: &mut Context) -> JsResult<JsValue> {
    let fd = descriptor(&arg(args, 0))?;
    let taken = host(cx).reactor.borrow().adopt_fd(fd);
    // Dropping it closes it.
    taken.map(drop).map_err(|failure| thrown(&failure, cx))?;
    Ok(JsValue::undefined())
}
