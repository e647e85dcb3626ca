//! Dates as text.

use boa_engine::Context;

use super::DateHost;
use super::calendar::{Fields, fields, offset};

fn local(time: f64, cx: &Context) -> Fields {
    fields(time + offset(time, cx))
}

/// `Fri Aug 20 2010 12:00:00 GMT+0200 (CEST)`
pub(super) fn full(time: f64, cx: &Context) -> String {
    let Fields { year, month, day, weekday, .. } = local(time, cx);
    let sign = if year < 0 { "-" } else { "" };
    let (weekday, month) = (WEEKDAYS[weekday], MONTHS[month - 1]);
    format!("{weekday} {month} {day:02} {sign}{:04} {}", year.abs(), self::time(time, cx))
}

/// `12:00:00 GMT+0200 (CEST)`
pub(super) fn time(time: f64, cx: &Context) -> String {
    let Fields { hour, minute, second, .. } = local(time, cx);
    let minutes = (offset(time, cx) / 60_000.0) as i64;
    let sign = if minutes < 0 { '-' } else { '+' };
    let (east_hours, east_minutes) = (minutes.abs() / 60, minutes.abs() % 60);
    let zone = cx.get_data::<DateHost>().and_then(|host| (host.zone)((time / 1000.0).floor() as i64));
    let zone = zone.map(|zone| format!(" ({zone})")).unwrap_or_default();
    format!("{hour:02}:{minute:02}:{second:02} GMT{sign}{east_hours:02}{east_minutes:02}{zone}")
}

const WEEKDAYS: [&str; 7] = ["Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"];
const MONTHS: [&str; 12] = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];
