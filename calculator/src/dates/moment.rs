//! A time of a day in Denmark, and what is 24 hours later.
//!
//! Contract: 24 hours are 24 hours, through weekends and holidays. Where the clocks change on the way, the same clock on the next
//! day is 23 or 25 hours later; both are given, and the earlier is the one to act on. Summer time is from 2 o'clock on the last
//! Sunday of March to 3 o'clock on the last Sunday of October, as the rule of the EU has it today.

use jiff::civil::{Date, Weekday};

/// A day and a clock.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Moment {
    /// The day.
    pub date: Date,
    /// 0 to 23.
    pub hour: u8,
    /// 0 to 59.
    pub minute: u8,
}

/// The end of some hours, counted in two ways.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Ends {
    /// After so many hours.
    pub hours: Moment,
    /// The same clock, so many days later.
    pub clock: Moment,
}

impl Ends {
    /// The earlier of the two.
    #[must_use]
    pub fn first(self) -> Moment {
        self.hours.min(self.clock)
    }
}

impl Moment {
    /// Whether clocks skip this time: the hour that is missing in March.
    #[must_use]
    pub fn is_skipped(self) -> bool {
        self.hour == 2 && last_sunday(self.date.year(), 3) == Some(self.date)
    }

    /// Whether clocks show this time twice: the hour that comes again in October.
    #[must_use]
    pub fn is_twice(self) -> bool {
        self.hour == 2 && last_sunday(self.date.year(), 10) == Some(self.date)
    }

    /// Whether it is summer time. Of an hour that comes twice, the first is.
    fn is_summer(self) -> bool {
        let year = self.date.year();
        let at = |month, hour| Some(Moment { date: last_sunday(year, month)?, hour, minute: 0 });
        let (Some(begins), Some(ends)) = (at(3, 2), at(10, 3)) else { return false };
        begins <= self && self < ends
    }

    /// The end of so many whole days of 24 hours.
    #[must_use]
    pub fn after_days(self, days: u16) -> Option<Ends> {
        let clock = Moment { date: super::calendar::after_days(self.date, i32::from(days))?, ..self };
        let hours = match (self.is_summer(), clock.is_summer()) {
            (false, true) => clock.hour_later(1)?,
            (true, false) => clock.hour_later(-1)?,
            _ => clock,
        };
        // A clock that is skipped is never shown.
        Some(Ends { hours, clock: if clock.is_skipped() { hours } else { clock } })
    }

    fn hour_later(self, by: i8) -> Option<Moment> {
        let hour = i16::from(self.hour) + i16::from(by);
        let date = match hour {
            ..0 => self.date.yesterday().ok()?,
            0..24 => self.date,
            _ => self.date.tomorrow().ok()?,
        };
        Some(Moment { date, hour: u8::try_from(hour.rem_euclid(24)).ok()?, ..self })
    }
}

/// The last Sunday of a month of 31 days.
fn last_sunday(year: i16, month: i8) -> Option<Date> {
    let mut date = Date::new(year, month, 31).ok()?;
    while date.weekday() != Weekday::Sunday {
        date = date.yesterday().ok()?;
    }
    Some(date)
}

/// A clock as Danes type it: `15:30`, `15.30`, `1530`, `kl. 9`.
///
/// # Errors
/// How it is written, in Danish.
pub fn parse_clock(text: &str) -> Result<(u8, u8), &'static str> {
    const FORM: &str = "Skriv klokkeslættet med timer og minutter fra 00:00 til 23:59, for eksempel 15:30.";
    let text = text.trim();
    let text = text.strip_prefix("kl").map_or(text, |rest| rest.trim_start_matches(['.', ' ']));
    let (hour, minute) = match text.split_once([':', '.']) {
        Some(parts) => parts,
        None if text.len() == 4 && text.is_ascii() => text.split_at(2),
        None => (text, "00"),
    };
    let number = |text: &str, least: usize| {
        let plain = (least..=2).contains(&text.len()) && text.bytes().all(|b| b.is_ascii_digit());
        plain.then(|| text.parse::<u8>().ok()).flatten()
    };
    match (number(hour, 1), number(minute, 2)) {
        (Some(hour @ 0..=23), Some(minute @ 0..=59)) => Ok((hour, minute)),
        _ => Err(FORM),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    fn at(year: i16, month: i8, day: i8, hour: u8, minute: u8) -> Moment {
        Moment { date: date(year, month, day), hour, minute }
    }

    #[test]
    fn hours_run_through_weekends() {
        let friday = at(2026, 11, 20, 15, 30);
        let ends = friday.after_days(1).unwrap();
        assert_eq!((ends.hours, ends.clock), (at(2026, 11, 21, 15, 30), at(2026, 11, 21, 15, 30)));
        assert_eq!(at(2026, 12, 31, 23, 59).after_days(1).unwrap().first(), at(2027, 1, 1, 23, 59));
    }

    /// Summer time 2026 begins on 29 March and ends on 25 October.
    #[test]
    fn where_clocks_change_both_ends_are_given_and_the_first_holds() {
        let spring = at(2026, 3, 28, 12, 0).after_days(1).unwrap();
        assert_eq!((spring.hours, spring.clock), (at(2026, 3, 29, 13, 0), at(2026, 3, 29, 12, 0)));
        assert_eq!(spring.first(), spring.clock);
        let autumn = at(2026, 10, 24, 12, 0).after_days(1).unwrap();
        assert_eq!((autumn.hours, autumn.clock), (at(2026, 10, 25, 11, 0), at(2026, 10, 25, 12, 0)));
        assert_eq!(autumn.first(), autumn.hours);
        // Before the change nothing has changed yet, and after it neither.
        assert_eq!(at(2026, 3, 28, 1, 59).after_days(1).unwrap().hours, at(2026, 3, 29, 1, 59));
        assert_eq!(at(2026, 3, 29, 3, 0).after_days(1).unwrap().hours, at(2026, 3, 30, 3, 0));
        assert_eq!(at(2026, 10, 25, 3, 0).after_days(1).unwrap().hours, at(2026, 10, 26, 3, 0));
        // From the first of the two hours: 24 hours later the clock is one behind.
        assert_eq!(at(2026, 10, 25, 2, 30).after_days(1).unwrap().first(), at(2026, 10, 26, 1, 30));
        assert_eq!(at(2026, 10, 25, 0, 10).after_days(1).unwrap().hours, at(2026, 10, 25, 23, 10));
        assert_eq!(
            at(2026, 3, 28, 2, 30).after_days(1).unwrap().first(),
            at(2026, 3, 29, 3, 30),
            "02:30 is never shown"
        );
        assert!(at(2026, 3, 29, 2, 30).is_skipped() && !at(2026, 3, 29, 3, 0).is_skipped());
        assert!(at(2026, 10, 25, 2, 0).is_twice() && !at(2026, 10, 26, 2, 0).is_twice());
    }

    #[test]
    fn clocks_as_danes_type_them() {
        for text in ["15:30", "15.30", "1530", " kl. 15.30", "kl 15:30"] {
            assert_eq!(parse_clock(text), Ok((15, 30)), "{text}");
        }
        assert_eq!(parse_clock("9"), Ok((9, 0)));
        assert_eq!(parse_clock("00:00"), Ok((0, 0)));
        for text in ["", "25:00", "24:00", "12:60", "12:5", "middag", "-1:00", "123", "12:30:10", "æøå"] {
            assert!(parse_clock(text).is_err(), "{text}");
        }
    }
}
