//! Day, time and zone, put together number by number.
//!
//! What is no day of the calendar, or no time of a day, makes no date.

/// The calendar of ECMAScript ends in the year 275760.
const YEAR_MAX: i32 = 275_760;

/// Up to three numbers and a month's name.
#[derive(Debug, Default)]
pub(super) struct Day {
    numbers: Vec<i32>,
    month: Option<i32>,
    standard: bool,
}

impl Day {
    pub(super) fn is_empty(&self) -> bool {
        self.numbers.is_empty()
    }

    /// False for a fourth number.
    pub(super) fn add(&mut self, number: i32) -> bool {
        let room = self.numbers.len() < 3;
        if room {
            self.numbers.push(number);
        }
        room
    }

    pub(super) fn set_month(&mut self, month: i32) {
        self.month = Some(month);
    }

    /// The numbers are year, month, day, and the year is meant as it stands.
    pub(super) fn set_standard(&mut self) {
        self.standard = true;
    }

    /// Year, month and day. With a month's name the day is the first number that can be one; without, three numbers
    /// that begin with no day are year, month, day, and others month, day, year.
    pub(super) fn finish(self) -> Option<(i32, u8, u8)> {
        let given = self.numbers.len();
        let number = |index: usize| self.numbers.get(index).copied().unwrap_or(1);
        let is_day = |number: i32| (1..=31).contains(&number);
        let (mut year, month, day) = match self.month {
            None if given == 0 => return None,
            Some(_) if given == 0 => return None,
            None if self.standard || !is_day(number(0)) => (number(0), number(1), number(2)),
            None => (number(2), number(0), number(1)),
            Some(month) if !is_day(number(0)) => (number(0), month, number(1)),
            Some(month) => (number(1), month, number(0)),
        };
        if !self.standard {
            year += match year {
                0..=49 => 2000,
                50..=99 => 1900,
                _ => 0,
            };
        }
        let fits = (1..=12).contains(&month) && is_day(day) && year.abs() <= YEAR_MAX;
        fits.then_some((year, u8::try_from(month).ok()?, u8::try_from(day).ok()?))
    }
}

/// Hour, minute, second, millisecond, and AM or PM.
#[derive(Debug, Default)]
pub(super) struct Time {
    numbers: Vec<i32>,
    half: Option<i32>,
}

impl Time {
    pub(super) fn is_empty(&self) -> bool {
        self.numbers.is_empty()
    }

    /// Whether the number could be the next part of a time that has begun.
    pub(super) fn expects(&self, number: i32) -> bool {
        match self.numbers.len() {
            1 | 2 => (0..=59).contains(&number),
            3 => (0..=999).contains(&number),
            _ => false,
        }
    }

    /// False for a fifth number.
    pub(super) fn add(&mut self, number: i32) -> bool {
        let room = self.numbers.len() < 4;
        if room {
            self.numbers.push(number);
        }
        room
    }

    /// Adds the last number: the parts behind it are 0.
    pub(super) fn add_last(&mut self, number: i32) -> bool {
        let room = self.add(number);
        self.numbers.resize(4, 0);
        room
    }

    /// AM (0) or PM (12).
    pub(super) fn set_half(&mut self, offset: i32) {
        self.half = Some(offset);
    }

    pub(super) fn finish(mut self) -> Option<(u8, u8, u8, u16)> {
        self.numbers.resize(4, 0);
        let [mut hour, minute, second, millisecond] = self.numbers[..] else { return None };
        if let Some(half) = self.half {
            (0..=12).contains(&hour).then_some(())?;
            hour = hour % 12 + half;
        }
        let midnight = hour == 24 && minute == 0 && second == 0 && millisecond == 0;
        let fits = (0..=23).contains(&hour) && (0..=59).contains(&minute) && (0..=59).contains(&second);
        if !(midnight || fits && (0..=999).contains(&millisecond)) {
            return None;
        }
        Some((
            u8::try_from(hour).ok()?,
            u8::try_from(minute).ok()?,
            u8::try_from(second).ok()?,
            u16::try_from(millisecond).ok()?,
        ))
    }
}

/// The distance from Greenwich.
#[derive(Debug, Default)]
pub(super) struct Zone {
    negative: Option<bool>,
    hour: Option<i32>,
    minute: Option<i32>,
}

impl Zone {
    pub(super) fn is_empty(&self) -> bool {
        self.hour.is_none()
    }

    pub(super) fn is_utc(&self) -> bool {
        self.hour == Some(0) && self.minute == Some(0)
    }

    /// Whether the number could be the minutes behind `+02:`.
    pub(super) fn expects(&self, number: i32) -> bool {
        self.hour.is_some() && self.minute.is_none() && (0..=59).contains(&number)
    }

    /// A zone with a name.
    pub(super) fn set_hours(&mut self, hours: i32) {
        *self = Self { negative: Some(hours < 0), hour: Some(hours.abs()), minute: Some(0) };
    }

    pub(super) fn set_sign(&mut self, negative: bool) {
        self.negative = Some(negative);
    }

    pub(super) fn set_hour(&mut self, hour: i32) {
        self.hour = Some(hour);
    }

    pub(super) fn set_minute(&mut self, minute: i32) {
        self.minute = Some(minute);
    }

    pub(super) fn await_minute(&mut self) {
        self.minute = None;
    }

    /// Seconds east of Greenwich; `Some(None)` for local time, none for a distance beyond all reason.
    #[expect(clippy::option_option, reason = "the outer one says whether it is a zone, the inner one which")]
    pub(super) fn finish(self) -> Option<Option<i32>> {
        let Some(negative) = self.negative else { return Some(None) };
        let seconds =
            self.hour.unwrap_or(0).checked_mul(3600)?.checked_add(self.minute.unwrap_or(0).checked_mul(60)?)?;
        Some(Some(if negative { -seconds } else { seconds }))
    }
}
