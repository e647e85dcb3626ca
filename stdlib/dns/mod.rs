//! `require('dns')`: look-ups by the resolver of the runtime. Nothing blocks, nothing is cached.
//!
//! Every function takes its arguments, begins one look-up, and calls back from the loop, never before it returned.

mod constants;
mod error;
mod records;
mod servers;

use std::net::IpAddr;

use boa_engine::builtins::object::OrdinaryObject;
use boa_engine::object::builtins::JsArray;
use noderu_glue::binding::{install, set};
use noderu_glue::prelude::*;
use noderu_runtime::proto::ip;
use noderu_runtime::resolver::{IpFamily, LookupResult, Record, RecordType, Request};

use crate::host::host;

pub use error::lookup_error;

/// `require('dns')`.
///
/// # Errors
/// None.
pub fn load(cx: &mut Context) -> JsResult<JsValue> {
    let prototype = cx.intrinsics().constructors().object().prototype();
    let exports = JsObject::new(cx.root_shape(), prototype, OrdinaryObject).upcast();
    install(&exports, FUNCTIONS, cx);
    for (name, number) in constants::ALL {
        set(&exports, name, *number);
    }
    Ok(exports.into())
}

const FUNCTIONS: &[Method] = &[
    method("lookup", 3, lookup),
    method("resolve", 3, resolve),
    method("resolve4", 2, |_, args, cx| records(args, RecordType::A, cx)),
    method("resolve6", 2, |_, args, cx| records(args, RecordType::Aaaa, cx)),
    method("resolveMx", 2, |_, args, cx| records(args, RecordType::Mx, cx)),
    method("resolveTxt", 2, |_, args, cx| records(args, RecordType::Txt, cx)),
    method("resolveSrv", 2, |_, args, cx| records(args, RecordType::Srv, cx)),
    method("resolvePtr", 2, |_, args, cx| records(args, RecordType::Ptr, cx)),
    method("resolveNs", 2, |_, args, cx| records(args, RecordType::Ns, cx)),
    method("resolveCname", 2, |_, args, cx| records(args, RecordType::Cname, cx)),
    method("resolveSoa", 2, |_, args, cx| records(args, RecordType::Soa, cx)),
    method("reverse", 2, reverse),
    method("getHostByName", 3, get_host_by_name),
    method("getHostByAddr", 2, reverse),
    method("isIP", 1, is_ip),
    method("getServers", 0, servers::get),
    method("setServers", 1, servers::set),
];

/// `dns.lookup(domain, family=null, callback)`: the first address, with its family. No domain has no address: null.
fn lookup(_: &JsValue, args: &[JsValue], cx: &mut Context) -> JsResult<JsValue> {
    let callback = last_function(args, "dns.lookup")?;
    let domain = args.get_or_undefined(0);
    let Wanted { family, all } = Wanted::read(args.get_or_undefined(1), cx)?;
    if !domain.to_boolean() {
        let family = if family == Some(IpFamily::V6) { 6 } else { 4 };
        let arguments = vec![JsValue::null(), JsValue::null(), family.into()];
        host(cx).next_tick(callback, arguments);
        return Ok(JsValue::undefined());
    }
    let name = to_text(domain, cx)?;
    // A literal needs no look-up, whatever family was asked for: the callback gets the family that it has.
    let family = family.filter(|_| ip::parse(&name).is_none());
    begin(Request::Addresses { name: name.clone(), family }, cx, move |found, cx| {
        let addresses = match addresses(found) {
            Ok(addresses) => addresses,
            Err(failure) => return fail(&callback, &failure, &name, cx),
        };
        if all {
            let list = JsArray::new(cx)?;
            for address in addresses {
                list.push(records::address_with_family(address, cx), cx)?;
            }
            return call(&callback, &[JsValue::null(), list.into()], cx);
        }
        let address = addresses[0];
        let family = if address.is_ipv4() { 4 } else { 6 };
        call(&callback, &[JsValue::null(), records::address_text(address).into(), family.into()], cx)
    });
    Ok(JsValue::undefined())
}

/// `dns.resolve(domain, rrtype='A', callback)`
fn resolve(_: &JsValue, args: &[JsValue], cx: &mut Context) -> JsResult<JsValue> {
    let kind = args.get_or_undefined(1);
    if kind.is_callable() || kind.is_undefined() {
        return records(args, RecordType::A, cx);
    }
    let name = to_text(kind, cx)?;
    match RecordType::from_name(&name) {
        // The name behind an address may be asked for by the address.
        Some(RecordType::Ptr) if address_of(args, cx)?.is_some() => reverse(&JsValue::undefined(), args, cx),
        Some(kind) => records(args, kind, cx),
        None => Err(error(format!("Unknown type \"{name}\""))),
    }
}

/// The functions that ask the servers for the records of a name, as it stands.
fn records(args: &[JsValue], kind: RecordType, cx: &mut Context) -> JsResult<JsValue> {
    let callback = last_function(args, "dns.resolve")?;
    let name = to_text(args.get_or_undefined(0), cx)?;
    begin(Request::Records { name: name.clone(), kind }, cx, move |found, cx| match found {
        Ok(found) => {
            let value = records::value(found, cx)?;
            call(&callback, &[JsValue::null(), value], cx)
        }
        Err(failure) => fail(&callback, &failure, &name, cx),
    });
    Ok(JsValue::undefined())
}

/// `dns.reverse(ip, callback)`, `dns.getHostByAddr(ip, callback)`: the names of an address.
fn reverse(_: &JsValue, args: &[JsValue], cx: &mut Context) -> JsResult<JsValue> {
    let callback = last_function(args, "dns.reverse")?;
    let Some(address) = address_of(args, cx)? else {
        return Err(error(format!("dns.reverse needs an IP address, not {}", args.get_or_undefined(0).display())));
    };
    begin(Request::Names { address }, cx, move |found, cx| match found {
        Ok(found) => {
            let value = records::value(found, cx)?;
            call(&callback, &[JsValue::null(), value], cx)
        }
        Err(failure) => fail(&callback, &failure, &address.to_string(), cx),
    });
    Ok(JsValue::undefined())
}

/// `dns.getHostByName(name, [family], callback)`: all addresses of a host, by the hosts file too.
fn get_host_by_name(_: &JsValue, args: &[JsValue], cx: &mut Context) -> JsResult<JsValue> {
    let callback = last_function(args, "dns.getHostByName")?;
    let name = to_text(args.get_or_undefined(0), cx)?;
    let Wanted { family, .. } = Wanted::read(args.get_or_undefined(1), cx)?;
    begin(Request::Addresses { name: name.clone(), family }, cx, move |found, cx| match found {
        Ok(found) => {
            let value = records::value(found, cx)?;
            call(&callback, &[JsValue::null(), value], cx)
        }
        Err(failure) => fail(&callback, &failure, &name, cx),
    });
    Ok(JsValue::undefined())
}

/// `dns.isIP(text)`: 4, 6, or 0 for what is no address.
fn is_ip(_: &JsValue, args: &[JsValue], cx: &mut Context) -> JsResult<JsValue> {
    Ok(i32::from(ip::version(&to_text(args.get_or_undefined(0), cx)?)).into())
}

/// The addresses of a host, for natives: what `net` and `dgram` connect and send to.
pub fn addresses(found: LookupResult) -> Result<Vec<IpAddr>, noderu_runtime::resolver::ResolveError> {
    found.map(|records| {
        let address = |record| if let Record::Address(address) = record { Some(address) } else { None };
        records.into_iter().filter_map(address).collect()
    })
}

/// What kind of addresses a look-up is to give.
struct Wanted {
    family: Option<IpFamily>,
    /// Every address, as today's `{all: true}`.
    all: bool,
}

impl Wanted {
    /// Reads 4, 6, their strings, null, nothing, or today's `{family, all}`.
    fn read(value: &JsValue, cx: &mut Context) -> JsResult<Self> {
        if let Some(options) = value.as_object().filter(|object| !object.is_callable()) {
            let family = options.get(js_string!("family"), cx)?;
            let all = options.get(js_string!("all"), cx)?.to_boolean();
            return Ok(Self { family: Self::family(&family, cx)?, all });
        }
        Ok(Self { family: Self::family(value, cx)?, all: false })
    }

    fn family(value: &JsValue, cx: &mut Context) -> JsResult<Option<IpFamily>> {
        if value.is_callable() || !value.to_boolean() {
            return Ok(None);
        }
        match value.to_number(cx)? {
            4.0 => Ok(Some(IpFamily::V4)),
            6.0 => Ok(Some(IpFamily::V6)),
            0.0 => Ok(None),
            _ => Err(error(format!("invalid argument: \"family\" must be 4 or 6, not {}", value.display()))),
        }
    }
}

fn address_of(args: &[JsValue], cx: &mut Context) -> JsResult<Option<IpAddr>> {
    Ok(ip::parse(&to_text(args.get_or_undefined(0), cx)?))
}

/// The callback: the last argument that is a function.
fn last_function(args: &[JsValue], who: &str) -> JsResult<JsFunction> {
    let found = args.iter().skip(1).rev().find_map(JsValue::as_function);
    found.ok_or_else(|| type_error(format!("{who} needs a callback")))
}

fn begin(request: Request, cx: &Context, next: impl FnOnce(LookupResult, &mut Context) -> JsResult<()> + 'static) {
    host(cx).look_up(request, next);
}

fn call(callback: &JsFunction, args: &[JsValue], cx: &mut Context) -> JsResult<()> {
    callback.call(&JsValue::undefined(), args, cx).map(drop)
}

fn fail(
    callback: &JsFunction,
    failure: &noderu_runtime::resolver::ResolveError,
    name: &str,
    cx: &mut Context,
) -> JsResult<()> {
    let exception = lookup_error(failure, name, cx);
    call(callback, &[exception.into()], cx)
}
