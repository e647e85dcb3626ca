//! Records in the shapes of the manual.

use std::net::IpAddr;

use boa_engine::builtins::object::OrdinaryObject;
use boa_engine::object::builtins::JsArray;
use noderu_glue::binding::set;
use noderu_glue::prelude::*;
use noderu_runtime::resolver::Record;

/// The records as an array; a zone has one start, which stands alone.
///
/// # Errors
/// None in practice: the engine's, on making an array.
pub(super) fn value(records: Vec<Record>, cx: &mut Context) -> JsResult<JsValue> {
    if let [Record::Soa(soa), ..] = &records[..] {
        let object = plain(cx);
        set(&object, "nsname", JsString::from(&*soa.name_server));
        set(&object, "hostmaster", JsString::from(&*soa.host_master));
        set(&object, "serial", soa.serial);
        set(&object, "refresh", soa.refresh);
        set(&object, "retry", soa.retry);
        set(&object, "expire", soa.expire);
        set(&object, "minttl", soa.minimum_ttl);
        return Ok(object.into());
    }
    let list = JsArray::new(cx)?;
    for record in records {
        let item = item(record, cx);
        list.push(item, cx)?;
    }
    Ok(list.into())
}

fn item(record: Record, cx: &mut Context) -> JsValue {
    match record {
        Record::Address(address) => address_text(address).into(),
        Record::Name(name) => JsString::from(&*name).into(),
        Record::Txt(bytes) => JsString::from(&*String::from_utf8_lossy(&bytes)).into(),
        Record::Mx { priority, exchange } => {
            let object = plain(cx);
            set(&object, "priority", i32::from(priority));
            set(&object, "exchange", JsString::from(&*exchange));
            object.into()
        }
        Record::Srv { priority, weight, port, name } => {
            let object = plain(cx);
            set(&object, "priority", i32::from(priority));
            set(&object, "weight", i32::from(weight));
            set(&object, "port", i32::from(port));
            set(&object, "name", JsString::from(&*name));
            object.into()
        }
        // `value` has seen to it.
        Record::Soa(_) => JsValue::null(),
    }
}

/// An address as `{address, family}`: today's `{all: true}`.
pub(super) fn address_with_family(address: IpAddr, cx: &mut Context) -> JsObject {
    let object = plain(cx);
    set(&object, "address", address_text(address));
    set(&object, "family", if address.is_ipv4() { 4 } else { 6 });
    object
}

/// An address in its canonical form.
pub(super) fn address_text(address: IpAddr) -> JsString {
    JsString::from(address.to_string().as_str())
}

fn plain(cx: &mut Context) -> JsObject {
    let prototype = cx.intrinsics().constructors().object().prototype();
    JsObject::new(cx.root_shape(), prototype, OrdinaryObject).upcast()
}
