//! What dates need of the world: the reader of texts, and the names of the local zone.

use noderu_glue::builtins::date::{DateHost, DateParts, set_host};
use noderu_glue::prelude::*;
use noderu_runtime::{process, proto};

/// Ties the engine's dates to the protocols' reader and to the system's zone.
pub(super) fn install(cx: &mut Context) {
    set_host(DateHost { parse, zone: process::zone_name }, cx);
}

fn parse(text: &str) -> Option<DateParts> {
    let parts = proto::date::parse(text)?;
    Some(DateParts {
        year: parts.year,
        month: parts.month,
        day: parts.day,
        hour: parts.hour,
        minute: parts.minute,
        second: parts.second,
        millisecond: parts.millisecond,
        offset: parts.offset,
    })
}
