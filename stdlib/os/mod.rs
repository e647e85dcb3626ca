//! `require('os')`, of later releases: the machine that the program runs on.

use boa_engine::builtins::object::OrdinaryObject;
use boa_engine::object::JsObject;
use boa_engine::object::builtins::JsArray;
use noderu_glue::binding::{install, set};
use noderu_glue::prelude::*;
use noderu_runtime::{constants, errno_table, machine, process as system};

use crate::error::thrown;
use crate::process;

const METHODS: &[Method] = &[
    method("platform", 0, |_, _, _| Ok(js_string!("linux").into())),
    method("type", 0, |_, _, _| Ok(string(&machine::names().system))),
    method("release", 0, |_, _, _| Ok(string(&machine::names().release))),
    method("version", 0, |_, _, _| Ok(string(&machine::names().version))),
    method("machine", 0, |_, _, _| Ok(string(&machine::names().hardware))),
    method("hostname", 0, |_, _, _| Ok(string(&machine::names().host))),
    method("arch", 0, |_, _, _| Ok(string(process::arch()))),
    method("endianness", 0, |_, _, _| Ok(string(if cfg!(target_endian = "big") { "BE" } else { "LE" }))),
    method("uptime", 0, |_, _, _| Ok(machine::uptime_s().into())),
    method("loadavg", 0, |_, _, cx| Ok(JsArray::from_iter(machine::load_averages().map(JsValue::from), cx).into())),
    method("totalmem", 0, |_, _, _| Ok((machine::memory().0 as f64).into())),
    method("freemem", 0, |_, _, _| Ok((machine::memory().1 as f64).into())),
    method("cpus", 0, cpus),
    method("availableParallelism", 0, |_, _, _| Ok((machine::processors().len().max(1) as f64).into())),
    method("networkInterfaces", 0, network_interfaces),
    // Names that they had at first.
    method("getNetworkInterfaces", 0, network_interfaces),
    method("tmpDir", 0, temporary_folder),
    method("tmpdir", 0, temporary_folder),
    method("homedir", 0, home_folder),
    method("userInfo", 0, user_info),
];

/// Makes the exports.
///
/// # Errors
/// None.
pub fn load(cx: &mut Context) -> JsResult<JsValue> {
    let exports = plain(cx);
    install(&exports, METHODS, cx);
    set(&exports, "EOL", js_string!("\n"));
    set(&exports, "devNull", js_string!("/dev/null"));
    let (signals, errno, groups) = (plain(cx), plain(cx), plain(cx));
    constants::SIGNALS.iter().for_each(|(name, number)| set(&signals, name, *number));
    errno_table().for_each(|(name, number)| set(&errno, name, number));
    set(&groups, "signals", signals);
    set(&groups, "errno", errno);
    set(&exports, "constants", groups);
    Ok(exports.into())
}

fn plain(cx: &mut Context) -> JsObject {
    let prototype = cx.intrinsics().constructors().object().prototype();
    JsObject::from_proto_and_data(prototype, OrdinaryObject)
}

fn string(text: &str) -> JsValue {
    JsString::from(text).into()
}

/// `[{ model, speed, times: { user, nice, sys, idle, irq } }]`: megahertz, milliseconds.
fn cpus(_: &JsValue, _: &[JsValue], cx: &mut Context) -> JsResult<JsValue> {
    let mut all = Vec::new();
    for processor in machine::processors() {
        let (object, times) = (plain(cx), plain(cx));
        for (name, ms) in ["user", "nice", "sys", "idle", "irq"].into_iter().zip(processor.times_ms) {
            set(&times, name, ms as f64);
        }
        set(&object, "model", string(&processor.model));
        set(&object, "speed", processor.speed_mhz.trunc());
        set(&object, "times", times);
        all.push(object.into());
    }
    Ok(JsArray::from_iter(all, cx).into())
}

/// `{ lo: [{ address, netmask, family, mac, internal, cidr }] }`.
fn network_interfaces(_: &JsValue, _: &[JsValue], cx: &mut Context) -> JsResult<JsValue> {
    let interfaces = machine::interfaces().map_err(|failure| thrown(&failure, cx))?;
    let all = plain(cx);
    for interface in interfaces {
        let address = plain(cx);
        set(&address, "address", string(&interface.address.to_string()));
        set(&address, "netmask", string(&interface.netmask.to_string()));
        set(&address, "family", string(if interface.address.is_ipv4() { "IPv4" } else { "IPv6" }));
        set(&address, "mac", string(&interface.mac));
        set(&address, "internal", interface.internal);
        set(&address, "cidr", string(&format!("{}/{}", interface.address, prefix_len(interface.netmask))));
        if interface.address.is_ipv6() {
            set(&address, "scopeid", if is_link_local(interface.address) { interface.index } else { 0 });
        }
        match all.get(JsString::from(interface.name.as_str()), cx)?.as_object() {
            Some(list) => {
                JsArray::from_object(list)?.push(address, cx)?;
            }
            None => {
                let list = JsArray::from_iter([address.into()], cx);
                set(&all, &interface.name, list);
            }
        }
    }
    Ok(all.into())
}

fn prefix_len(netmask: std::net::IpAddr) -> u32 {
    match netmask {
        std::net::IpAddr::V4(mask) => mask.to_bits().count_ones(),
        std::net::IpAddr::V6(mask) => mask.to_bits().count_ones(),
    }
}

fn is_link_local(address: std::net::IpAddr) -> bool {
    matches!(address, std::net::IpAddr::V6(address) if address.is_unicast_link_local())
}

/// A variable of `process.env` that is not empty.
fn variable(name: &str, cx: &mut Context) -> JsResult<Option<String>> {
    let env = process::object(cx)?.get(js_string!("env"), cx)?;
    let Some(env) = env.as_object() else { return Ok(None) };
    let value = env.get(JsString::from(name), cx)?;
    Ok(value.as_string().map(|value| text(&value)).filter(|value| !value.is_empty()))
}

/// `os.tmpdir()`: where `TMPDIR`, `TMP` or `TEMP` says, else `/tmp`; without a slash at its end.
fn temporary_folder(_: &JsValue, _: &[JsValue], cx: &mut Context) -> JsResult<JsValue> {
    let mut folder = String::from("/tmp");
    for name in ["TMPDIR", "TMP", "TEMP"] {
        if let Some(value) = variable(name, cx)? {
            folder = value;
            break;
        }
    }
    let kept = folder.trim_end_matches('/');
    Ok(string(if kept.is_empty() { "/" } else { kept }))
}

/// `os.homedir()`: where `HOME` says, else what the passwd file has for the user.
fn home_folder(_: &JsValue, _: &[JsValue], cx: &mut Context) -> JsResult<JsValue> {
    if let Some(home) = variable("HOME", cx)? {
        return Ok(string(&home));
    }
    match machine::user(system::effective_uid()) {
        Some(user) => Ok(string(&user.home.to_string_lossy())),
        None => Err(error("os.homedir: HOME is not set, and /etc/passwd does not know this user")),
    }
}

/// `{ username, uid, gid, homedir, shell }`, as the passwd file has it.
fn user_info(_: &JsValue, _: &[JsValue], cx: &mut Context) -> JsResult<JsValue> {
    let user = machine::user(system::effective_uid())
        .ok_or_else(|| error("os.userInfo: /etc/passwd does not know this user"))?;
    let object = plain(cx);
    set(&object, "username", string(&user.name));
    set(&object, "uid", user.uid);
    set(&object, "gid", user.gid);
    set(&object, "homedir", string(&user.home.to_string_lossy()));
    set(&object, "shell", string(&user.shell));
    Ok(object.into())
}
