//! Dates in text.

use noderu_proto::date::parse;

/// What is read is a date of the calendar, and the case of letters changes nothing.
pub fn date(data: &[u8]) {
    let text = String::from_utf8_lossy(data);
    let Some(parts) = parse(&text) else { return };
    assert!((1..=12).contains(&parts.month) && (1..=31).contains(&parts.day), "{parts:?}");
    assert!(parts.minute <= 59 && parts.second <= 59 && parts.millisecond <= 999, "{parts:?}");
    let rest = u32::from(parts.minute) + u32::from(parts.second) + u32::from(parts.millisecond);
    assert!(parts.hour <= 23 || (parts.hour == 24 && rest == 0), "{parts:?}");
    assert_eq!(parse(&text.to_ascii_uppercase()), Some(parts));
    assert_eq!(parse(&text.to_ascii_lowercase()), Some(parts));
}
