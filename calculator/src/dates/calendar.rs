//! The Danish calendar: holidays, what may be a weekday (`hverdag`), and counting in days, weeks and months.
//!
//! Contract: Easter by the Gregorian computus; Store Bededag is a holiday through 2023 and none from 2024. No law that we have
//! found says what a »hverdag« is, so there are two [`Reading`]s, and nothing chooses between them here. A sum outside the
//! calendar of `jiff` is nothing.

use jiff::civil::{Date, Weekday};

/// The last year in which Store Bededag was a holiday.
const LAST_STORE_BEDEDAG: i16 = 2023;

/// What counts as a weekday.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reading {
    /// Saturdays, 5 June, 24 and 31 December count: the earlier day comes out.
    Wide,
    /// Monday to Friday alone, without those days: the later day comes out.
    Narrow,
}

/// Why a day is no ordinary working day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Closed {
    /// A holiday by law, with its name.
    Holiday(&'static str),
    /// A Sunday.
    Sunday,
    /// A day that many have off by agreement, with its name.
    Agreed(&'static str),
    /// A Saturday.
    Saturday,
}

/// Easter Sunday; nothing for a year that the calendar does not have.
#[must_use]
pub fn easter(year: i16) -> Option<Date> {
    // The anonymous Gregorian computus.
    let y = i32::from(year);
    let (a, b, c) = (y.rem_euclid(19), y.div_euclid(100), y.rem_euclid(100));
    let (d, e) = (b / 4, b % 4);
    let g = (8 * b + 13) / 25;
    let h = (19 * a + b - d - g + 15) % 30;
    let (i, k) = (c / 4, c % 4);
    let l = (32 + 2 * e + 2 * i - h - k) % 7;
    let m = (a + 11 * h + 22 * l) / 451;
    let of = h + l - 7 * m + 114;
    Date::new(year, i8::try_from(of / 31).ok()?, i8::try_from(of % 31 + 1).ok()?).ok()
}

/// How many days after Easter Store Bededag was.
const STORE_BEDEDAG: i32 = 26;

/// The holidays that follow Easter, in days from it.
const MOVABLE: [(i32, &str); 7] = [
    (-3, "skærtorsdag"),
    (-2, "langfredag"),
    (0, "påskedag"),
    (1, "2. påskedag"),
    (39, "Kristi himmelfartsdag"),
    (49, "pinsedag"),
    (50, "2. pinsedag"),
];

/// The holidays of a year in their order, each with its name.
#[must_use]
pub fn holidays(year: i16) -> Vec<(Date, &'static str)> {
    let mut found = Vec::new();
    let fixed = |month, day| Date::new(year, month, day).ok();
    found.extend(fixed(1, 1).map(|date| (date, "nytårsdag")));
    if let Some(easter) = easter(year) {
        for (days, name) in MOVABLE {
            if year <= LAST_STORE_BEDEDAG && days == 39 {
                found.extend(after_days(easter, STORE_BEDEDAG).map(|date| (date, "store bededag")));
            }
            found.extend(after_days(easter, days).map(|date| (date, name)));
        }
    }
    found.extend(fixed(12, 25).map(|date| (date, "juledag")));
    found.extend(fixed(12, 26).map(|date| (date, "2. juledag")));
    found
}

/// The name of the holiday that a day is.
#[must_use]
pub fn holiday(date: Date) -> Option<&'static str> {
    match (date.month(), date.day()) {
        (1, 1) => return Some("nytårsdag"),
        (12, 25) => return Some("juledag"),
        (12, 26) => return Some("2. juledag"),
        _ => {}
    }
    let from_easter = i32::from(date.day_of_year()) - i32::from(easter(date.year())?.day_of_year());
    if from_easter == STORE_BEDEDAG && date.year() <= LAST_STORE_BEDEDAG {
        return Some("store bededag");
    }
    MOVABLE.iter().find(|(days, _)| *days == from_easter).map(|(_, name)| *name)
}

/// The days that are no holidays, but that many have off by agreement, with their names.
pub const AGREED: [(i8, i8, &str); 3] =
    [(6, 5, "grundlovsdag"), (12, 24, "juleaftensdag"), (12, 31, "nytårsaftensdag")];

/// Why a day is no ordinary working day; nothing where it is one.
#[must_use]
pub fn closed(date: Date) -> Option<Closed> {
    if let Some(name) = holiday(date) {
        return Some(Closed::Holiday(name));
    }
    let agreed = AGREED.iter().find(|(month, day, _)| (date.month(), date.day()) == (*month, *day));
    match (date.weekday(), agreed) {
        (Weekday::Sunday, _) => Some(Closed::Sunday),
        (_, Some((_, _, name))) => Some(Closed::Agreed(name)),
        (Weekday::Saturday, _) => Some(Closed::Saturday),
        _ => None,
    }
}

/// Whether a day counts as a weekday in a reading.
#[must_use]
pub fn is_weekday(date: Date, reading: Reading) -> bool {
    match closed(date) {
        None => true,
        Some(Closed::Holiday(_) | Closed::Sunday) => false,
        Some(Closed::Agreed(_) | Closed::Saturday) => reading == Reading::Wide,
    }
}

/// The number of a day, counted on from a day long ago: the difference of two is how many days lie between them.
#[must_use]
pub fn day_number(date: Date) -> i32 {
    // Years begin in March here, so that the leap day is their last.
    let (month, before) = (i32::from(date.month()), i32::from(date.month() < 3));
    let year = i32::from(date.year()) - before;
    let of_year = (153 * (month + 12 * before - 3) + 2) / 5 + i32::from(date.day());
    365 * year + year.div_euclid(4) - year.div_euclid(100) + year.div_euclid(400) + of_year
}

/// The day so many days later, or earlier.
#[must_use]
pub fn after_days(date: Date, days: i32) -> Option<Date> {
    from_day_number(day_number(date).checked_add(days)?)
}

/// The day of a number that [`day_number`] gave; nothing beyond the calendar.
fn from_day_number(number: i32) -> Option<Date> {
    // The days of 400 years, of a century, of four years and of one; the last of each may be a day longer.
    let (eras, of_era) = ((number - 1).div_euclid(146_097), (number - 1).rem_euclid(146_097));
    let year = (of_era - of_era / 1_460 + of_era / 36_524 - of_era / 146_096) / 365;
    let of_year = of_era - (365 * year + year / 4 - year / 100);
    // Months from March: 153 days are five of them.
    let month = (5 * of_year + 2) / 153;
    let day = of_year - (153 * month + 2) / 5 + 1;
    let (month, later) = if month < 10 { (month + 3, 0) } else { (month - 9, 1) };
    let year = i16::try_from(eras * 400 + year + later).ok()?;
    Date::new(year, i8::try_from(month).ok()?, i8::try_from(day).ok()?).ok()
}

/// The day so many weeks later.
#[must_use]
pub fn after_weeks(date: Date, weeks: u16) -> Option<Date> {
    after_days(date, i32::from(weeks) * 7)
}

/// The same day so many months later; the last day of that month where it has no such day.
///
/// ```
/// use calculator::dates::calendar::after_months;
/// use jiff::civil::date;
///
/// assert_eq!(after_months(date(2026, 1, 31), 1), Some(date(2026, 2, 28)));
/// ```
#[must_use]
pub fn after_months(date: Date, months: u16) -> Option<Date> {
    let months = i32::from(date.month()) - 1 + i32::from(months);
    let year = i16::try_from(i32::from(date.year()) + months / 12).ok()?;
    let first = Date::new(year, i8::try_from(months % 12 + 1).ok()?, 1).ok()?;
    Date::new(year, first.month(), date.day().min(first.days_in_month())).ok()
}

/// The same day so many months earlier; the last day of that month where it has no such day.
#[must_use]
pub fn before_months(date: Date, months: u16) -> Option<Date> {
    let months = i32::from(date.month()) - 1 - i32::from(months);
    let year = i16::try_from(i32::from(date.year()) + months.div_euclid(12)).ok()?;
    let first = Date::new(year, i8::try_from(months.rem_euclid(12) + 1).ok()?, 1).ok()?;
    Date::new(year, first.month(), date.day().min(first.days_in_month())).ok()
}

/// The day on which so many weekdays have passed; the day itself is not counted.
#[must_use]
pub fn after_weekdays(date: Date, count: u16, reading: Reading) -> Option<Date> {
    let mut date = date;
    for _ in 0..count {
        date = weekday_after(date, reading)?;
    }
    Some(date)
}

/// The next weekday after a day.
#[must_use]
pub fn weekday_after(date: Date, reading: Reading) -> Option<Date> {
    let mut date = date.tomorrow().ok()?;
    while !is_weekday(date, reading) {
        date = date.tomorrow().ok()?;
    }
    Some(date)
}

/// The last weekday before a day.
#[must_use]
pub fn weekday_before(date: Date, reading: Reading) -> Option<Date> {
    let mut date = date.yesterday().ok()?;
    while !is_weekday(date, reading) {
        date = date.yesterday().ok()?;
    }
    Some(date)
}

/// A date as Danes type it: `22-11-2026`, `22.11.2026`, `22/11 2026`, `22112026`, `22. november 2026`, or as programs do: `2026-11-22`.
///
/// # Errors
/// What is wrong with it and how it is written, in Danish.
pub fn parse(text: &str) -> Result<Date, &'static str> {
    const FORM: &str = "Skriv datoen som dag, måned og år, for eksempel 22.11.2026.";
    let digits = text.trim();
    let parts: Vec<&str> = digits.split(['-', '.', '/', ' ']).filter(|part| !part.is_empty()).collect();
    let parts: [&str; 3] = match parts.as_slice() {
        [year, month, day] if year.len() == 4 => [*day, *month, *year],
        [day, month, year] => [*day, *month, *year],
        [all] if all.len() == 8 && all.is_ascii() => [&all[..2], &all[2..4], &all[4..]],
        _ => return Err(FORM),
    };
    let number = |text: &str, most: usize| {
        let plain = !text.is_empty() && text.len() <= most && text.bytes().all(|b| b.is_ascii_digit());
        plain.then(|| text.parse::<i16>().ok()).flatten()
    };
    let month = number(parts[1], 2).or_else(|| named(parts[1]));
    let (Some(day), Some(month), Some(year)) = (number(parts[0], 2), month, number(parts[2], 4)) else {
        return Err(FORM);
    };
    if parts[2].len() != 4 {
        return Err("Skriv årstallet med fire tal, for eksempel 2026.");
    }
    if !(1..=12).contains(&month) {
        return Err("Måneden skal være fra 1 til 12.");
    }
    let date = i8::try_from(day).ok().zip(i8::try_from(month).ok()).and_then(|(d, m)| Date::new(year, m, d).ok());
    date.ok_or("Datoen findes ikke. Se efter, hvor mange dage måneden har.")
}

/// The number of a month that is written in letters, whole or at least three of them.
fn named(text: &str) -> Option<i16> {
    let text = text.to_ascii_lowercase();
    let at = crate::text::MONTHS.iter().position(|month| text.len() >= 3 && month.starts_with(&text))?;
    i16::try_from(at + 1).ok()
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    /// Easter Sundays as almanacs print them.
    #[test]
    fn easter_is_that_of_the_almanac() {
        for (year, month, day) in [
            (2000, 4, 23),
            (2008, 3, 23),
            (2011, 4, 24),
            (2019, 4, 21),
            (2020, 4, 12),
            (2021, 4, 4),
            (2022, 4, 17),
            (2023, 4, 9),
            (2024, 3, 31),
            (2025, 4, 20),
            (2026, 4, 5),
            (2027, 3, 28),
            (2028, 4, 16),
            (2029, 4, 1),
            (2030, 4, 21),
            (2031, 4, 13),
            (2032, 3, 28),
            (2033, 4, 17),
            (2034, 4, 9),
            (2035, 3, 25),
            (2036, 4, 13),
            (2037, 4, 5),
            (2038, 4, 25),
            (2039, 4, 10),
            (2040, 4, 1),
            (2076, 4, 19),
        ] {
            assert_eq!(easter(year), Some(date(year, month, day)), "{year}");
        }
    }

    /// The holidays of 2026 and 2027 as the almanac has them; Store Bededag went with 2023.
    #[test]
    fn holidays_are_those_of_the_almanac() {
        let days = |year| holidays(year).into_iter().map(|(day, _)| (day.month(), day.day())).collect::<Vec<_>>();
        assert_eq!(days(2026), [(1, 1), (4, 2), (4, 3), (4, 5), (4, 6), (5, 14), (5, 24), (5, 25), (12, 25), (12, 26)]);
        assert_eq!(
            days(2027),
            [(1, 1), (3, 25), (3, 26), (3, 28), (3, 29), (5, 6), (5, 16), (5, 17), (12, 25), (12, 26)]
        );
        assert_eq!(
            days(2024),
            [(1, 1), (3, 28), (3, 29), (3, 31), (4, 1), (5, 9), (5, 19), (5, 20), (12, 25), (12, 26)]
        );
        for year in 2005..=2050 {
            for (day, name) in holidays(year) {
                assert_eq!(holiday(day), Some(name), "{day}");
            }
        }
        assert_eq!(holiday(date(2023, 5, 5)), Some("store bededag"));
        assert_eq!(holiday(date(2022, 5, 13)), Some("store bededag"));
        assert_eq!(holiday(date(2024, 4, 26)), None, "no holiday any more");
        assert_eq!(closed(date(2026, 6, 5)), Some(Closed::Agreed("grundlovsdag")));
        assert_eq!(closed(date(2026, 5, 1)), None, "1 May is an ordinary day");
        assert_eq!(closed(date(2026, 12, 26)), Some(Closed::Holiday("2. juledag")), "a Saturday too");
    }

    #[test]
    fn months_run_from_the_start_and_end_with_the_month() {
        assert_eq!(after_months(date(2026, 1, 31), 1), Some(date(2026, 2, 28)));
        assert_eq!(after_months(date(2028, 1, 31), 1), Some(date(2028, 2, 29)), "a leap year");
        assert_eq!(after_months(date(2026, 1, 31), 2), Some(date(2026, 3, 31)), "from the start, not from 28 February");
        assert_eq!(after_months(date(2028, 2, 29), 12), Some(date(2029, 2, 28)));
        assert_eq!(after_months(date(2026, 10, 31), 4), Some(date(2027, 2, 28)));
        assert_eq!(after_months(date(2026, 8, 15), 0), Some(date(2026, 8, 15)));
        assert_eq!(after_months(date(2026, 12, 1), 13), Some(date(2028, 1, 1)));
        assert_eq!(after_months(Date::MAX, 1), None);
    }

    #[test]
    fn both_readings_of_six_weekdays() {
        // From a Friday: Saturday counts in one reading, Sunday in none.
        let friday = date(2026, 11, 20);
        assert_eq!(after_weekdays(friday, 6, Reading::Wide), Some(date(2026, 11, 27)));
        assert_eq!(after_weekdays(friday, 6, Reading::Narrow), Some(date(2026, 11, 30)));
        // Over Christmas 2026: 24 and 31 December count in one reading alone.
        let monday = date(2026, 12, 21);
        assert_eq!(after_weekdays(monday, 6, Reading::Wide), Some(date(2026, 12, 30)));
        assert_eq!(after_weekdays(monday, 6, Reading::Narrow), Some(date(2027, 1, 4)));
        // Over Easter 2026, from the Wednesday before: Thursday, Friday, Sunday and Monday count in none.
        assert_eq!(after_weekdays(date(2026, 4, 1), 6, Reading::Wide), Some(date(2026, 4, 11)));
        assert_eq!(after_weekdays(date(2026, 4, 1), 6, Reading::Narrow), Some(date(2026, 4, 14)));
    }

    #[test]
    fn the_wide_reading_is_never_the_later() {
        let mut day = date(2024, 1, 1);
        while day < date(2041, 1, 1) {
            let [wide, narrow] = [Reading::Wide, Reading::Narrow].map(|reading| after_weekdays(day, 6, reading));
            assert_eq!(day_number(day.tomorrow().unwrap()), day_number(day) + 1, "{day}");
            assert_eq!(after_days(day, 1), day.tomorrow().ok(), "{day}");
            assert_eq!(after_days(day, -400).and_then(|before| after_days(before, 400)), Some(day), "{day}");
            assert!(wide <= narrow && wide > Some(day), "{day}: {wide:?} {narrow:?}");
            for (date, reading) in [(wide, Reading::Wide), (narrow, Reading::Narrow)] {
                assert!(date.is_some_and(|date| is_weekday(date, reading)), "{day}");
            }
            day = day.tomorrow().unwrap();
        }
    }

    #[test]
    fn dates_as_danes_type_them() {
        let day = date(2026, 2, 3);
        for text in [
            "3-2-2026",
            "03.02.2026",
            "3/2 2026",
            "03022026",
            " 3 2 2026 ",
            "2026-02-03",
            "3. februar 2026",
            "3 Feb. 2026",
            "3-feb-2026",
        ] {
            assert_eq!(parse(text), Ok(day), "{text}");
        }
        for text in ["31-02-2026", "0-1-2026", "29-02-2026"] {
            assert!(parse(text).is_err_and(|said| said.contains("findes ikke")), "{text}");
        }
        assert!(parse("3-13-2026").is_err_and(|said| said.contains("Måneden")));
        assert!(parse("3-1-26").is_err_and(|said| said.contains("fire tal")));
        for text in [
            "",
            "i morgen",
            "3-1",
            "1-1-1-2026",
            "æøåæøåæø",
            "+1-1-2026",
            "100120261",
            "3. f 2026",
            "3. fabruar 2026",
            "3.  2026",
            "februar 3 2026",
        ] {
            assert!(parse(text).is_err(), "{text}");
        }
    }
}
