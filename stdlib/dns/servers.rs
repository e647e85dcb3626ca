//! `dns.getServers` and `dns.setServers`, as later Nodes have them.

use std::net::{IpAddr, SocketAddr};

use boa_engine::object::builtins::JsArray;
use noderu_glue::prelude::*;

use crate::host::host;

const PORT: u16 = 53;
/// Each server costs a query per attempt; nobody has so many.
const SERVERS_MAX: u64 = 16;

/// `dns.getServers()`: the servers that are asked, in order; the port where it is not 53.
pub(super) fn get(_: &JsValue, _: &[JsValue], cx: &mut Context) -> JsResult<JsValue> {
    let servers = host(cx).reactor.borrow_mut().dns_servers();
    let list = JsArray::new(cx)?;
    for server in servers {
        let text = if server.port() == PORT { server.ip().to_string() } else { server.to_string() };
        list.push(JsString::from(text.as_str()), cx)?;
    }
    Ok(list.into())
}

/// `dns.setServers(['192.0.2.1', '192.0.2.1:5353', '2001:db8::1', '[2001:db8::1]:5353'])`: in place of resolv.conf's, for
/// look-ups that begin from now on. The other lines of that file stay in force.
pub(super) fn set(_: &JsValue, args: &[JsValue], cx: &mut Context) -> JsResult<JsValue> {
    let list = args.get_or_undefined(0).as_object().filter(JsObject::is_array);
    let list = list.ok_or_else(|| type_error("dns.setServers needs an array of addresses"))?;
    let count = list.get(js_string!("length"), cx)?.to_length(cx)?;
    if count > SERVERS_MAX {
        return Err(range_error(format!("dns.setServers takes {SERVERS_MAX} servers at most")));
    }
    let mut servers = Vec::new();
    for index in 0..count {
        let text = to_text(&list.get(index, cx)?, cx)?;
        servers.push(server(&text).ok_or_else(|| error(format!("IP address is not properly formatted: {text}")))?);
    }
    host(cx).reactor.borrow_mut().set_dns_servers(servers);
    Ok(JsValue::undefined())
}

fn server(text: &str) -> Option<SocketAddr> {
    let bare = text.strip_prefix('[').and_then(|text| text.strip_suffix(']')).unwrap_or(text);
    let address = bare.parse::<IpAddr>().ok().map(|ip| SocketAddr::new(ip, PORT));
    address.or_else(|| text.parse().ok()).filter(|server| server.port() != 0)
}
