//! What dates need of the world: the reader of texts, and the names of the local zone.

use noderu_glue::builtins::date::{DateFields, DateHost, set_host};
use noderu_glue::prelude::*;
use noderu_runtime::{process, proto};

/// Ties the engine's dates to the protocols' reader and to the system's zone.
pub(super) fn install(cx: &mut Context) {
    set_host(DateHost { parse, zone: process::zone_name }, cx);
}

fn parse(text: &str) -> Option<DateFields> {
    let parts = proto::date::parse(text)?;
    let fields = [
        parts.year.into(),
        f64::from(parts.month) - 1.0,
        parts.day.into(),
        parts.hour.into(),
        parts.minute.into(),
        parts.second.into(),
        parts.millisecond.into(),
    ];
    Some((fields, parts.offset))
}
