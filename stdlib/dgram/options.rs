//! What setsockopt(2) has for datagram sockets.

use std::net::IpAddr;

use noderu_glue::prelude::*;
use noderu_runtime::proto::ip;
use noderu_runtime::{DatagramOption, Interface};

use crate::error::thrown;
use crate::host::host;

use super::state::{running, with};

/// `socket.setBroadcast(flag)`
pub(super) fn set_broadcast(this: &JsValue, args: &[JsValue], cx: &mut Context) -> JsResult<JsValue> {
    apply(this, DatagramOption::Broadcast(args.get_or_undefined(0).to_boolean()), cx)?;
    Ok(JsValue::undefined())
}

/// `socket.setTTL(ttl)`: 1 to 255.
pub(super) fn set_ttl(this: &JsValue, args: &[JsValue], cx: &mut Context) -> JsResult<JsValue> {
    let hops = hops(args.get_or_undefined(0), 1, cx)?;
    apply(this, DatagramOption::Ttl(hops), cx)?;
    Ok(i32::from(hops).into())
}

/// `socket.setMulticastTTL(ttl)`: 0 to 255; 0 stays on this machine.
pub(super) fn set_multicast_ttl(this: &JsValue, args: &[JsValue], cx: &mut Context) -> JsResult<JsValue> {
    let hops = hops(args.get_or_undefined(0), 0, cx)?;
    apply(this, DatagramOption::MulticastTtl(hops), cx)?;
    Ok(i32::from(hops).into())
}

/// `socket.setMulticastLoopback(flag)`
pub(super) fn set_multicast_loopback(this: &JsValue, args: &[JsValue], cx: &mut Context) -> JsResult<JsValue> {
    let flag = args.get_or_undefined(0);
    apply(this, DatagramOption::MulticastLoopback(flag.to_boolean()), cx)?;
    Ok(flag.clone())
}

/// `socket.addMembership(group, [interface])`
pub(super) fn add_membership(this: &JsValue, args: &[JsValue], cx: &mut Context) -> JsResult<JsValue> {
    let (group, interface) = membership(args, cx)?;
    apply(this, DatagramOption::AddMembership(group, interface), cx)?;
    Ok(JsValue::undefined())
}

/// `socket.dropMembership(group, [interface])`
pub(super) fn drop_membership(this: &JsValue, args: &[JsValue], cx: &mut Context) -> JsResult<JsValue> {
    let (group, interface) = membership(args, cx)?;
    apply(this, DatagramOption::DropMembership(group, interface), cx)?;
    Ok(JsValue::undefined())
}

/// Sets the option, and remembers it for a socket that `bind` opens anew.
fn apply(this: &JsValue, option: DatagramOption, cx: &mut Context) -> JsResult<()> {
    let (socket, _, handle) = running(this, cx)?;
    let set = host(cx).reactor.borrow_mut().set_datagram_option(handle, option);
    set.map_err(|failure| thrown(&failure, cx))?;
    with(&socket, cx, |state| {
        let options = &mut state.io.options;
        // The last word on a subject is enough; leaving a group undoes joining it.
        match option {
            DatagramOption::AddMembership(..) => options.push(option),
            DatagramOption::DropMembership(group, interface) => {
                options.retain(|other| *other != DatagramOption::AddMembership(group, interface));
            }
            _ => {
                options.retain(|other| std::mem::discriminant(other) != std::mem::discriminant(&option));
                options.push(option);
            }
        }
    });
    Ok(())
}

fn hops(value: &JsValue, least: u8, cx: &mut Context) -> JsResult<u8> {
    let number = value.to_number(cx)?;
    if number.fract() == 0.0 && (f64::from(least)..=255.0).contains(&number) {
        return Ok(number as u8);
    }
    Err(range_error(format!("a TTL is a whole number from {least} to 255, not {}", value.display())))
}

/// The group's address, and the interface by an address, a name or a number.
fn membership(args: &[JsValue], cx: &mut Context) -> JsResult<(IpAddr, Interface)> {
    let given = to_text(args.get_or_undefined(0), cx)?;
    let group = ip::parse(&given).filter(IpAddr::is_multicast);
    let group = group.ok_or_else(|| type_error(format!("{given} is no multicast address")))?;
    let interface = args.get_or_undefined(1);
    if interface.is_null_or_undefined() {
        return Ok((group, Interface::Any));
    }
    let name = to_text(interface, cx)?;
    let interface = match ip::parse(&name) {
        Some(IpAddr::V4(address)) => Some(Interface::Address(address)),
        Some(IpAddr::V6(_)) => None,
        None => {
            // Later Nodes write an interface of IPv6 as `::%eth0`.
            let name = name.rsplit('%').next().unwrap_or_default();
            let index = name.parse().ok().or_else(|| host(cx).reactor.borrow().interface_index(name));
            index.map(Interface::Index)
        }
    };
    Ok((group, interface.ok_or_else(|| type_error(format!("{name} is no network interface")))?))
}
