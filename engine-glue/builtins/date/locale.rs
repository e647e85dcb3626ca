//! `toLocaleString`, `toLocaleDateString`, `toLocaleTimeString`: dates as the locale en-US writes them (the patterns of
//! CLDR), whatever locale is asked for, with the options of ECMA-402's DateTimeFormat.
//!
//! Does not know other languages, other calendars, and other zones than UTC and the local one.

use boa_engine::object::JsObject;
use boa_engine::{Context, JsResult, JsString, JsValue};

use super::calendar::{Fields, fields, offset};
use super::{DateHost, time_of};
use crate::convert::{arg, text};
use crate::error::{range_error, type_error};

/// Which fields a method prints when its caller names none.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Wanted {
    /// `toLocaleString`
    DateAndTime,
    /// `toLocaleDateString`
    Date,
    /// `toLocaleTimeString`
    Time,
}

/// The text of the date `this`.
pub(super) fn print(this: &JsValue, args: &[JsValue], wanted: Wanted, cx: &mut Context) -> JsResult<JsValue> {
    let time = time_of(this, cx)?;
    let format = match arg(args, 1) {
        options if options.is_undefined() => Format::default().completed(wanted),
        options => Format::of(&options.to_object(cx)?, wanted, cx)?,
    };
    let text = if time.is_nan() { String::from("Invalid Date") } else { format.text(time, cx) };
    Ok(JsString::from(text).into())
}

/// How a field is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Width {
    Numeric,
    TwoDigit,
    Narrow,
    Short,
    Long,
}

/// The options, resolved.
#[derive(Clone, Copy, Debug, Default)]
struct Format {
    weekday: Option<Width>,
    year: Option<Width>,
    month: Option<Width>,
    day: Option<Width>,
    hour: Option<Width>,
    minute: Option<Width>,
    second: Option<Width>,
    fraction: usize,
    zone_name: Option<Width>,
    /// Hours from 0 to 23, or from 1 to 24.
    cycle: Cycle,
    utc: bool,
    /// Whether a style asked for ` at ` between date and time.
    at: bool,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum Cycle {
    #[default]
    H12,
    H11,
    H23,
    H24,
}

impl Format {
    fn of(options: &JsObject, wanted: Wanted, cx: &mut Context) -> JsResult<Format> {
        let mut read = |name: &str, allowed: &[&str]| option(options, name, allowed, cx);
        const NUMBERS: &[&str] = &["numeric", "2-digit"];
        const WORDS: &[&str] = &["narrow", "short", "long"];
        const STYLES: &[&str] = &["full", "long", "medium", "short"];
        let width = |name: Option<String>| {
            name.map(|name| match name.as_str() {
                "numeric" => Width::Numeric,
                "2-digit" => Width::TwoDigit,
                "narrow" => Width::Narrow,
                "short" => Width::Short,
                _ => Width::Long,
            })
        };
        let mut format = Format {
            weekday: width(read("weekday", WORDS)?),
            year: width(read("year", NUMBERS)?),
            month: width(read("month", &["numeric", "2-digit", "narrow", "short", "long"])?),
            day: width(read("day", NUMBERS)?),
            hour: width(read("hour", NUMBERS)?),
            minute: width(read("minute", NUMBERS)?),
            second: width(read("second", NUMBERS)?),
            zone_name: width(read("timeZoneName", &["short", "long"])?),
            ..Format::default()
        };
        format.cycle = match read("hourCycle", &["h11", "h12", "h23", "h24"])?.as_deref() {
            Some("h11") => Cycle::H11,
            Some("h23") => Cycle::H23,
            Some("h24") => Cycle::H24,
            _ => Cycle::H12,
        };
        let (date_style, time_style) = (read("dateStyle", STYLES)?, read("timeStyle", STYLES)?);
        let fraction = options.get(JsString::from("fractionalSecondDigits"), cx)?;
        if !fraction.is_undefined() {
            let digits = fraction.to_number(cx)?;
            if !(1.0..=3.0).contains(&digits) {
                return Err(range_error("fractionalSecondDigits value is out of range."));
            }
            format.fraction = digits as usize;
        }
        let hour12 = options.get(JsString::from("hour12"), cx)?;
        if !hour12.is_undefined() {
            // V8's en-US counts 24 at midnight.
            format.cycle = if hour12.to_boolean() { Cycle::H12 } else { Cycle::H24 };
        }
        format.utc = zone_is_utc(options, cx)?;
        if date_style.is_none() && time_style.is_none() {
            return Ok(format.completed(wanted));
        }
        format.styled(date_style.as_deref(), time_style.as_deref(), wanted)
    }

    fn has_date(&self) -> bool {
        [self.weekday, self.year, self.month, self.day].iter().any(Option::is_some)
    }

    fn has_time(&self) -> bool {
        [self.hour, self.minute, self.second].iter().any(Option::is_some) || self.fraction > 0
    }

    /// With the fields that the method prints unless some of its kind are named.
    fn completed(mut self, wanted: Wanted) -> Format {
        let (date, time) = (self.has_date(), self.has_time());
        let (add_date, add_time) = match wanted {
            Wanted::DateAndTime => (!date && !time, !date && !time),
            Wanted::Date => (!date, false),
            Wanted::Time => (false, !time),
        };
        if add_date {
            (self.year, self.month, self.day) = (Some(Width::Numeric), Some(Width::Numeric), Some(Width::Numeric));
        }
        if add_time {
            (self.hour, self.minute, self.second) = (Some(Width::Numeric), Some(Width::Numeric), Some(Width::Numeric));
        }
        self
    }

    fn styled(mut self, date: Option<&str>, time: Option<&str>, wanted: Wanted) -> JsResult<Format> {
        if self.has_date() || self.has_time() || self.zone_name.is_some() {
            return Err(type_error("Can't set option weekday, year, .. when dateStyle or timeStyle is used"));
        }
        if (wanted == Wanted::Date && time.is_some()) || (wanted == Wanted::Time && date.is_some()) {
            let name = if time.is_some() { "timeStyle" } else { "dateStyle" };
            return Err(type_error(format!("Invalid option : {name}")));
        }
        use Width::{Long, Numeric, Short, TwoDigit};
        (self.weekday, self.month, self.day, self.year) = match date {
            Some("full") => (Some(Long), Some(Long), Some(Numeric), Some(Numeric)),
            Some("long") => (None, Some(Long), Some(Numeric), Some(Numeric)),
            Some("medium") => (None, Some(Short), Some(Numeric), Some(Numeric)),
            Some(_) => (None, Some(Numeric), Some(Numeric), Some(TwoDigit)),
            None => (None, None, None, None),
        };
        self.at = matches!(date, Some("full" | "long"));
        if let Some(time) = time {
            (self.hour, self.minute) = (Some(Numeric), Some(Numeric));
            self.second = (time != "short").then_some(Numeric);
            self.zone_name = match time {
                "full" => Some(Long),
                "long" => Some(Short),
                _ => None,
            };
        }
        Ok(self)
    }

    fn text(&self, time: f64, cx: &Context) -> String {
        let offset = if self.utc { 0.0 } else { offset(time, cx) };
        let fields = fields(time + offset);
        let (date, clock) = (self.date(&fields), self.clock(&fields, time));
        let between = match () {
            () if date.is_empty() || clock.is_empty() => "",
            () if self.at || self.month == Some(Width::Long) => " at ",
            () if (self.year, self.month, self.day) == (None, None, None) => " ",
            () => ", ",
        };
        let mut text = format!("{date}{between}{clock}");
        if let Some(width) = self.zone_name {
            text.push_str(if clock.is_empty() { ", " } else { " " });
            text.push_str(&zone(time, offset, self.utc, width, cx));
        }
        text
    }

    fn date(&self, fields: &Fields) -> String {
        // Before the year 1 the year counts back, as V8 has it.
        let year = if fields.year > 0 { fields.year } else { 1 - fields.year };
        let year = self.year.map(|width| match width {
            Width::TwoDigit => format!("{:02}", year % 100),
            _ => year.to_string(),
        });
        let day = self.day.map(|width| number(fields.day, width));
        let weekday = self.weekday.map(|width| word(WEEKDAYS[fields.weekday], width));
        let numeric = matches!(self.month, Some(Width::Numeric | Width::TwoDigit));
        let rest = match self.month {
            Some(width) if numeric => {
                let month = number(u32::try_from(fields.month).unwrap_or(0), width);
                [Some(month), day, year].into_iter().flatten().collect::<Vec<_>>().join("/")
            }
            Some(width) => {
                let month = word(MONTHS[fields.month - 1], width);
                let month = day.map_or(month.to_owned(), |day| format!("{month} {day}"));
                match year {
                    Some(year) if self.day.is_some() => format!("{month}, {year}"),
                    Some(year) => format!("{month} {year}"),
                    None => month,
                }
            }
            None => match (day, weekday) {
                (Some(day), Some(weekday)) => {
                    return format!("{day} {weekday}{}", year.map_or(String::new(), |year| format!(" {year}")));
                }
                (day, _) => [day, year].into_iter().flatten().collect::<Vec<_>>().join(" "),
            },
        };
        match weekday {
            Some(weekday) if rest.is_empty() => weekday.into(),
            Some(weekday) => format!("{weekday}, {rest}"),
            None => rest,
        }
    }

    fn clock(&self, fields: &Fields, time: f64) -> String {
        let mut parts = Vec::new();
        if let Some(width) = self.hour {
            let hour = match self.cycle {
                Cycle::H12 => (fields.hour + 11) % 12 + 1,
                Cycle::H11 => fields.hour % 12,
                Cycle::H24 if fields.hour == 0 => 24,
                Cycle::H23 | Cycle::H24 => fields.hour,
            };
            let full_day = matches!(self.cycle, Cycle::H23 | Cycle::H24);
            parts.push(number(hour, if full_day { Width::TwoDigit } else { width }));
        }
        if self.minute.is_some() {
            let alone = self.hour.is_none() && self.second.is_none();
            parts.push(number(fields.minute, if alone { Width::Numeric } else { Width::TwoDigit }));
        }
        if self.second.is_some() || self.fraction > 0 {
            let mut second = match self.second {
                Some(_) if parts.is_empty() => number(fields.second, Width::Numeric),
                Some(_) => number(fields.second, Width::TwoDigit),
                None => String::new(),
            };
            if self.fraction > 0 {
                let milliseconds = format!("{:03}", time.rem_euclid(1000.0) as u32);
                if !second.is_empty() {
                    second.push('.');
                }
                second.push_str(&milliseconds[..self.fraction]);
            }
            parts.push(second);
        }
        let mut text = parts.join(":");
        if self.hour.is_some() && matches!(self.cycle, Cycle::H12 | Cycle::H11) {
            text.push_str(if fields.hour < 12 { " AM" } else { " PM" });
        }
        text
    }
}

/// A string option that must be one of `allowed`.
fn option(options: &JsObject, name: &str, allowed: &[&str], cx: &mut Context) -> JsResult<Option<String>> {
    let value = options.get(JsString::from(name), cx)?;
    if value.is_undefined() {
        return Ok(None);
    }
    let value = text(&value.to_string(cx)?);
    if !allowed.contains(&value.as_str()) {
        return Err(range_error(format!("Value {value} out of range for Intl.DateTimeFormat options property {name}")));
    }
    Ok(Some(value))
}

fn zone_is_utc(options: &JsObject, cx: &mut Context) -> JsResult<bool> {
    let zone = options.get(JsString::from("timeZone"), cx)?;
    if zone.is_undefined() {
        return Ok(false);
    }
    let zone = text(&zone.to_string(cx)?);
    match zone.to_ascii_uppercase().as_str() {
        "UTC" | "GMT" | "ETC/UTC" | "ETC/GMT" => Ok(true),
        _ => Err(range_error(format!("timeZone {zone}: dates are known in UTC and in the local time zone only"))),
    }
}

fn number(number: u32, width: Width) -> String {
    if width == Width::TwoDigit { format!("{number:02}") } else { number.to_string() }
}

fn word(name: &'static str, width: Width) -> &'static str {
    match width {
        Width::Narrow => &name[..1],
        Width::Short => &name[..3],
        _ => name,
    }
}

/// The zone's name: a name of America's zones, or the offset.
fn zone(time: f64, offset: f64, utc: bool, width: Width, cx: &Context) -> String {
    let minutes = (offset / 60_000.0) as i64;
    if utc || minutes == 0 {
        return if width == Width::Long { "Coordinated Universal Time".into() } else { "UTC".into() };
    }
    let name = cx.get_data::<DateHost>().and_then(|host| (host.zone)((time / 1000.0).floor() as i64));
    let sign = if minutes < 0 { '-' } else { '+' };
    let (hours, rest) = (minutes.abs() / 60, minutes.abs() % 60);
    match (name.as_deref(), width) {
        (Some(name @ ("EST" | "EDT" | "CST" | "CDT" | "MST" | "MDT" | "PST" | "PDT")), Width::Short) if minutes < 0 => {
            name.into()
        }
        (_, Width::Short) if rest == 0 => format!("GMT{sign}{hours}"),
        (_, Width::Short) => format!("GMT{sign}{hours}:{rest:02}"),
        _ => format!("GMT{sign}{hours:02}:{rest:02}"),
    }
}

const WEEKDAYS: [&str; 7] = ["Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday"];
const MONTHS: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];

#[cfg(test)]
mod tests {
    use crate::testing::table;

    /// `method` of a date in UTC, with each of the options in turn, joined by ` | `.
    fn printed(method: &str, options: &str) -> String {
        format!(
            "[{options}].map(function (o) {{ o.timeZone = 'UTC'; return new Date(Date.UTC(2010, 7, 5, 13, 5, 9, 7)).{method}('en-US', o) }}).join(' | ')"
        )
    }

    #[test]
    fn dates_are_written_as_asked() {
        // As node 20 prints them.
        let rows = [
            ("toLocaleString", "{}", "8/5/2010, 1:05:09 PM"),
            (
                "toLocaleDateString",
                "{ year: 'numeric', month: 'long', day: 'numeric' }, { weekday: 'long', year: 'numeric', month: 'short', day: '2-digit' }, \
                 { month: 'short' }, { weekday: 'short' }, { month: '2-digit', day: '2-digit', year: 'numeric' }, \
                 { year: '2-digit', month: 'numeric' }, { month: 'long', year: 'numeric' }, { weekday: 'short', month: 'short', day: 'numeric' }, \
                 { weekday: 'narrow', month: 'numeric', day: 'numeric' }, { year: 'numeric' }, { hour: 'numeric' }, { timeZoneName: 'short' }",
                "August 5, 2010 | Thursday, Aug 05, 2010 | Aug | Thu | 08/05/2010 | 8/10 | August 2010 | Thu, Aug 5 | T, 8/5 | 2010 \
                 | 8/5/2010, 1 PM | 8/5/2010, UTC",
            ),
            (
                "toLocaleTimeString",
                "{ hour: '2-digit', minute: '2-digit' }, { hour12: false }, { hour: 'numeric', hour12: true }, { hourCycle: 'h23' }, \
                 { minute: '2-digit', second: '2-digit' }, { timeStyle: 'short' }, { timeZoneName: 'short' }, { month: 'short' }, \
                 { hour: 'numeric', minute: 'numeric', second: 'numeric', fractionalSecondDigits: 3 }",
                "01:05 PM | 13:05:09 | 1 PM | 13:05:09 | 05:09 | 1:05 PM | 1:05:09 PM UTC | Aug, 1:05:09 PM | 1:05:09.007 PM",
            ),
            (
                "toLocaleString",
                "{ dateStyle: 'medium' }, { dateStyle: 'full', timeStyle: 'long' }, { dateStyle: 'short', timeStyle: 'short' }, \
                 { month: 'long', day: 'numeric', hour: 'numeric' }, { weekday: 'short', hour: 'numeric' }",
                "Aug 5, 2010 | Thursday, August 5, 2010 at 1:05:09 PM UTC | 8/5/10, 1:05 PM | August 5 at 1 PM | Thu 1 PM",
            ),
        ];
        let rows: Vec<(String, &str)> = rows.iter().map(|row| (printed(row.0, row.1), row.2)).collect();
        table(&rows.iter().map(|row| (row.0.as_str(), row.1)).collect::<Vec<_>>());
    }

    #[test]
    fn what_cannot_be_is_refused() {
        table(&[
            ("new Date(0).toLocaleDateString('en', { timeStyle: 'short' })", "TypeError: Invalid option : timeStyle"),
            (
                "new Date(0).toLocaleString('en', { month: 'big' })",
                "RangeError: Value big out of range for Intl.DateTimeFormat options property month",
            ),
            (
                "new Date(0).toLocaleString('en', { timeZone: 'Asia/Tokyo' })",
                "RangeError: timeZone Asia/Tokyo: dates are known in UTC and in the local time zone only",
            ),
            ("new Date(NaN).toLocaleString('en', { month: 'long' })", "Invalid Date"),
            ("new Date(0).toLocaleString('en', { timeZone: 'UTC', hour12: false })", "1/1/1970, 24:00:00"),
            ("new Date(Date.UTC(-5, 0)).toLocaleDateString('en', { timeZone: 'UTC' })", "1/1/6"),
        ]);
    }
}
