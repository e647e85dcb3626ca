//! Dates in text, as leniently as V8 reads them: the standard's form (ECMAScript, "Date Time String Format"), and
//! whatever people write: RFC 850, asctime, `Aug 20, 2010`, `2010/08/20 10:00 PM`, `+0200 (CEST)`.
//!
//! The text is read as tokens. When it is not in the standard's form, numbers fall to the day, the time or the zone by
//! what stands around them; words before the first number and whatever is in parentheses do not count.

mod compose;
mod token;

#[cfg(test)]
mod tests;

use compose::{Day, Time, Zone};
use token::{Scanner, Token, Word};

/// A point in time by the calendar, not checked against the length of the month: `Feb 31` is three days after the 28th.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct DateParts {
    /// The year, negative before the year 0.
    pub year: i32,
    /// 1 to 12.
    pub month: u8,
    /// 1 to 31.
    pub day: u8,
    /// 0 to 24; 24 is midnight.
    pub hour: u8,
    /// 0 to 59.
    pub minute: u8,
    /// 0 to 59.
    pub second: u8,
    /// 0 to 999.
    pub millisecond: u16,
    /// Seconds east of Greenwich; `None` for local time.
    pub offset: Option<i32>,
}

/// Reads a date; `None` for what is none.
pub fn parse(text: &str) -> Option<DateParts> {
    let mut reader =
        DateReader { scanner: Scanner::new(text), day: Day::default(), time: Time::default(), zone: Zone::default() };
    match reader.standard() {
        Standard::Whole => {}
        Standard::Part(next) => reader.lenient(next)?,
        Standard::Broken => return None,
    }
    let (year, month, day) = reader.day.finish()?;
    let (hour, minute, second, millisecond) = reader.time.finish()?;
    let offset = reader.zone.finish()?;
    Some(DateParts { year, month, day, hour, minute, second, millisecond, offset })
}

/// How far the standard's form goes.
enum Standard {
    /// It is all of the text.
    Whole,
    /// Only to this token: the lenient reader takes over there, and keeps the numbers read before.
    Part(Token),
    /// Up to a time that is wrong: nothing else is tried.
    Broken,
}

struct DateReader<'a> {
    scanner: Scanner<'a>,
    day: Day,
    time: Time,
    zone: Zone,
}

impl DateReader<'_> {
    /// `YYYY-MM-DD`, `YYYY-MM`, `YYYY` or `±YYYYYY-MM-DD`, and then `THH:mm`, `:ss`, `.s...`, and `Z` or `±HH:mm`.
    fn standard(&mut self) -> Standard {
        if let Some(negative) = self.scanner.peek().sign() {
            let sign = self.scanner.next();
            let Token::Number { value, length: 6 } = self.scanner.peek() else { return Standard::Part(sign) };
            self.scanner.next();
            if negative && value == 0 {
                return Standard::Part(sign);
            }
            self.day.add(if negative { -value } else { value });
        } else if let Token::Number { value, length: 4 } = self.scanner.peek() {
            self.scanner.next();
            self.day.add(value);
        } else {
            return Standard::Part(self.scanner.next());
        }
        for most in [12, 31] {
            if !self.scanner.skip(b'-') {
                break;
            }
            match self.scanner.peek() {
                Token::Number { value, length: 2 } if (1..=most).contains(&value) => {
                    self.scanner.next();
                    self.day.add(value);
                }
                _ => return Standard::Part(self.scanner.next()),
            }
        }
        match self.scanner.peek() {
            Token::Word { word: Word::TimeMark, .. } => {
                self.scanner.next();
                if self.standard_time().is_none() || self.scanner.peek() != Token::End {
                    return Standard::Broken;
                }
            }
            Token::End => {}
            _ => return Standard::Part(self.scanner.next()),
        }
        if self.zone.is_empty() && self.time.is_empty() {
            // A day alone is one of UTC, a day with a time is local.
            self.zone.set_hours(0);
        }
        self.day.set_standard();
        Standard::Whole
    }

    fn standard_time(&mut self) -> Option<()> {
        let hour = self.two_digits(24)?;
        // 24:00:00.000 is midnight.
        let most = if hour == 24 { 0 } else { 59 };
        self.time.add(hour);
        self.scanner.skip(b':').then_some(())?;
        let minute = self.two_digits(most)?;
        self.time.add(minute);
        if self.scanner.skip(b':') {
            let second = self.two_digits(most)?;
            self.time.add(second);
            if self.scanner.skip(b'.') {
                let Token::Number { value, length } = self.scanner.next() else { return None };
                if hour == 24 && value > 0 {
                    return None;
                }
                self.time.add(milliseconds(value, length));
            }
        }
        if let Token::Word { word: Word::Zone(0), length: 1 } = self.scanner.peek() {
            self.scanner.next();
            self.zone.set_hours(0);
        } else if let Some(negative) = self.scanner.peek().sign() {
            self.scanner.next();
            self.zone.set_sign(negative);
            if let Token::Number { value, length: 4 } = self.scanner.peek() {
                self.scanner.next();
                let (hour, minute) = (value / 100, value % 100);
                (hour <= 23 && minute <= 59).then_some(())?;
                self.zone.set_hour(hour);
                self.zone.set_minute(minute);
            } else {
                let hour = self.two_digits(23)?;
                self.zone.set_hour(hour);
                self.scanner.skip(b':').then_some(())?;
                let minute = self.two_digits(59)?;
                self.zone.set_minute(minute);
            }
        }
        Some(())
    }

    fn two_digits(&mut self, most: i32) -> Option<i32> {
        match self.scanner.next() {
            Token::Number { value, length: 2 } if value <= most => Some(value),
            _ => None,
        }
    }

    /// Everything else, from a first token that was read already.
    fn lenient(&mut self, first: Token) -> Option<()> {
        let mut number_read = !self.day.is_empty();
        let mut token = first;
        while token != Token::End {
            match token {
                Token::Number { value, .. } => {
                    number_read = true;
                    self.lenient_number(value)?;
                }
                Token::Word { word, .. } => self.lenient_word(word, number_read)?,
                Token::Sign(b'(') => self.scanner.skip_parentheses(),
                Token::Sign(sign @ (b'+' | b'-')) if self.zone.is_utc() || !self.time.is_empty() => {
                    number_read = true;
                    self.lenient_offset(sign == b'-')?;
                }
                Token::Sign(b'+' | b'-' | b')') if number_read => return None,
                Token::Sign(_) | Token::Blank | Token::End => {}
            }
            token = self.scanner.next();
        }
        Some(())
    }

    fn lenient_number(&mut self, value: i32) -> Option<()> {
        if self.scanner.skip(b':') {
            if self.scanner.skip(b':') {
                // `10::` has no minutes.
                self.time.is_empty().then_some(())?;
                self.time.add(value);
                self.time.add(0);
            } else {
                self.time.add(value).then_some(())?;
                self.scanner.skip(b'.');
            }
        } else if self.scanner.peek() == Token::Sign(b'.') && self.time.expects(value) {
            self.scanner.next();
            self.time.add(value);
            let Token::Number { value, length } = self.scanner.next() else { return None };
            self.time.add_last(milliseconds(value, length)).then_some(())?;
        } else if self.zone.expects(value) {
            self.zone.set_minute(value);
        } else if self.time.expects(value) {
            self.time.add_last(value).then_some(())?;
            // Behind a time come a blank, a zone, or nothing.
            let next = self.scanner.peek();
            let fits = matches!(next, Token::End | Token::Blank | Token::Word { word: Word::Zone(0), length: 1 });
            (fits || next.sign().is_some()).then_some(())?;
        } else {
            // A point or hyphen behind a number of the day parts it from the next.
            let _ = self.scanner.skip(b'.');
            self.day.add(value).then_some(())?;
            self.scanner.skip(b'-');
        }
        Some(())
    }

    fn lenient_word(&mut self, word: Word, number_read: bool) -> Option<()> {
        match word {
            Word::Half(offset) if !self.time.is_empty() => self.time.set_half(offset),
            Word::Month(month) => {
                self.day.set_month(month);
                self.scanner.skip(b'-');
            }
            Word::Zone(hours) if number_read => self.zone.set_hours(hours),
            // Words without a meaning may stand before the first number, but not touch it.
            _ if number_read || matches!(self.scanner.peek(), Token::Number { .. }) => return None,
            _ => {}
        }
        Some(())
    }

    /// `+2`, `+02`, `+0200` or `+02:00`.
    fn lenient_offset(&mut self, negative: bool) -> Option<()> {
        self.zone.set_sign(negative);
        let (value, length) = match self.scanner.peek() {
            Token::Number { value, length } => {
                self.scanner.next();
                (value, length)
            }
            _ => (0, 0),
        };
        if self.scanner.peek() == Token::Sign(b':') {
            self.zone.set_hour(value);
            self.zone.await_minute();
        } else {
            let (hour, minute) = match length {
                1 | 2 => (value, 0),
                3 | 4 => (value / 100, value % 100),
                _ => return None,
            };
            self.zone.set_hour(hour);
            self.zone.set_minute(minute);
        }
        Some(())
    }
}

/// Thousandths of a fraction with so many digits; more than three are cut off.
fn milliseconds(value: i32, length: usize) -> i32 {
    match length {
        1 => value * 100,
        2 => value * 10,
        // Of a number the first nine digits are kept.
        length => value / 10_i32.pow(u32::try_from(length.min(token::DIGITS_MAX)).unwrap_or(3).saturating_sub(3)),
    }
}
