//! Time values and the calendar: the arithmetic of ECMAScript's Date, with local time that is right around the hours in
//! which clocks change.

use boa_engine::Context;

/// Milliseconds of a day.
const DAY: f64 = 86_400_000.0;
/// The last time value, either way.
const TIME_MAX: f64 = 8.64e15;

/// Days since 1970 of a day of a month (proleptic Gregorian calendar); month from 1.
fn days(year: i64, month: i64, day: i64) -> i64 {
    // Years begin in March here, so that the odd month is the last one.
    let (year, month) = if month > 2 { (year, month - 3) } else { (year - 1, month + 9) };
    let day_of_year = (153 * month + 2) / 5 + day - 1;
    year * 365 + year.div_euclid(4) - year.div_euclid(100) + year.div_euclid(400) + day_of_year - 719_468
}

/// MakeDate(MakeDay(..), MakeTime(..)) of the standard, month from 0; NaN beyond all calendars.
pub(super) fn make_date([year, month, day, hour, minute, second, millisecond]: [f64; 7]) -> f64 {
    let (year, month) = (year.trunc(), month.trunc());
    let shifted = year + (month / 12.0).floor();
    if !shifted.is_finite() || shifted.abs() > 400_000.0 {
        return f64::NAN;
    }
    let first = days(shifted as i64, month.rem_euclid(12.0) as i64 + 1, 1) as f64;
    let time = hour.trunc() * 3_600_000.0 + minute.trunc() * 60_000.0 + second.trunc() * 1000.0 + millisecond.trunc();
    (first + day.trunc() - 1.0) * DAY + time
}

/// A time value as dates hold it: whole, and within the calendar's bounds.
pub(super) fn clip(time: f64) -> f64 {
    if time.is_finite() && time.abs() <= TIME_MAX { time.trunc() + 0.0 } else { f64::NAN }
}

/// Milliseconds that local time is ahead of UTC at this time.
pub(super) fn offset(time: f64, cx: &Context) -> f64 {
    let seconds = (time / 1000.0).floor() as i64;
    f64::from(cx.host_hooks().local_timezone_offset_seconds(seconds)) * 1000.0
}

/// The time of a local time. One that comes twice is the first; one that is skipped is taken by the clock before.
pub(super) fn from_local(local: f64, cx: &Context) -> f64 {
    if !local.is_finite() {
        return f64::NAN;
    }
    let (before, after) = (offset(local - DAY, cx), offset(local + DAY, cx));
    let early = local - before;
    if offset(early, cx) == before || offset(local - after, cx) != after { early } else { local - after }
}

/// A time by the calendar.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Fields {
    pub(super) year: i64,
    /// From 1.
    pub(super) month: usize,
    pub(super) day: u32,
    /// From 0, Sunday.
    pub(super) weekday: usize,
    pub(super) hour: u32,
    pub(super) minute: u32,
    pub(super) second: u32,
}

/// The calendar's view of a time that was moved by its zone's offset.
pub(super) fn fields(time: f64) -> Fields {
    let (day, seconds) = ((time / DAY).floor() as i64, (time.rem_euclid(DAY) / 1000.0) as u32);
    let shifted = day + 719_468;
    let era = shifted.div_euclid(146_097);
    let day_of_era = shifted.rem_euclid(146_097);
    let year_of_era = (day_of_era - day_of_era / 1460 + day_of_era / 36_524 - day_of_era / 146_096) / 365;
    let day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    let month = (5 * day_of_year + 2) / 153;
    let (month, next_year) = if month < 10 { (month + 3, 0) } else { (month - 9, 1) };
    Fields {
        year: year_of_era + era * 400 + next_year,
        month: month as usize,
        day: (day_of_year - (153 * ((month + 9) % 12) + 2) / 5 + 1) as u32,
        weekday: (day + 4).rem_euclid(7) as usize,
        hour: seconds / 3600,
        minute: seconds / 60 % 60,
        second: seconds % 60,
    }
}

#[cfg(test)]
mod tests {
    use super::{days, fields};

    #[test]
    fn days_and_fields_are_inverse() {
        for day in (-100_000_000..100_000_000).step_by(97_531).chain(-800_000..-799_000).chain(10_000..12_000) {
            let found = fields(day as f64 * super::DAY + 3_723_000.0);
            assert_eq!(days(found.year, found.month as i64, found.day.into()), day, "{found:?}");
            assert_eq!((found.hour, found.minute, found.second), (1, 2, 3));
        }
        assert_eq!(days(1970, 1, 1), 0);
        assert_eq!(days(2000, 3, 1), 11_017);
        assert_eq!(fields(0.0).weekday, 4);
    }
}
