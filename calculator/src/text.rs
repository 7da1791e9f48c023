//! The Danish of the domain: numbers, amounts, dates, formulas. Error messages are in `text/messages.rs`.
//!
//! Contract: the static page and the tool say the same thing because both ask here. Every function is total and returns
//! plain text (no markup, no non-breaking spaces: line breaking is the style sheet's business). Numbers have points
//! between groups of three and a comma before decimals; whole kroner are written without decimals.

mod demand;
mod export;
mod financing;
mod messages;
mod plan;
mod trace;

pub use messages::{
    Expected, amount_error, decimal_error, duplicate_service, no_rate, number_error, quantity_error, quote_error,
    rate_table_error, service_id_error, sessions_error, validity_error, wire_error,
};

pub use demand::*;
pub use export::*;
pub use financing::*;
pub use plan::*;
pub use trace::*;

use jiff::civil::Date;

use crate::{Amount, Printed, Quantity, Quote, QuoteLine, Rate, Service, Sessions, Unit, Validity};

/// What is said of a service without a printed price.
pub const PRICE_BY_AGREEMENT: &str = "Pris aftales: køber betaler de faktiske omkostninger.";

/// Where the user gets such a price from.
pub const ASK_FOR_PRICE: &str = "Indhent prisen hos børnehuset.";

/// What is said of a printed price whose period is over.
pub const OUTDATED_PRICE: &str = "Indhent en aktuel pris, før beløbet bruges i en sag.";

/// How a line is worked out.
pub const FORMULA: &str = "antal om året × pris pr. enhed = i alt om året";

/// The months, from January.
pub(crate) const MONTHS: [&str; 12] = [
    "januar",
    "februar",
    "marts",
    "april",
    "maj",
    "juni",
    "juli",
    "august",
    "september",
    "oktober",
    "november",
    "december",
];

/// A whole number with points between groups of three.
///
/// ```
/// assert_eq!(calculator::text::number(1_234_567), "1.234.567");
/// ```
#[must_use]
pub fn number(value: u64) -> String {
    let digits = value.to_string();
    let mut grouped = String::with_capacity(digits.len() + digits.len() / 3);
    for (index, digit) in digits.chars().enumerate() {
        if index > 0 && (digits.len() - index).is_multiple_of(3) {
            grouped.push('.');
        }
        grouped.push(digit);
    }
    grouped
}

/// An amount: `28.000 kr.`, or `1.866,67 kr.` where there are øre.
#[must_use]
pub fn amount(value: Amount) -> String {
    bare_amount(value) + " kr."
}

/// An amount without `kr.`, as it goes back into an input field.
#[must_use]
pub fn bare_amount(value: Amount) -> String {
    let ore = value.ore().unsigned_abs();
    let kroner = number(ore / 100);
    match ore % 100 {
        0 => kroner,
        rest if rest < 10 => format!("{kroner},0{rest}"),
        rest => format!("{kroner},{rest}"),
    }
}

/// A date in words: `1. januar 2024`.
///
/// ```
/// assert_eq!(calculator::text::date(jiff::civil::date(2024, 1, 1)), "1. januar 2024");
/// ```
#[must_use]
pub fn date(value: Date) -> String {
    let month = usize::try_from(value.month()).ok().and_then(|month| MONTHS.get(month.wrapping_sub(1)));
    [&value.day().to_string(), ". ", month.copied().unwrap_or_default(), " ", &value.year().to_string()].concat()
}

/// A number that is larger for a later day, of a date in words as [`date`] writes it; the largest for anything else.
///
/// ```
/// use calculator::text::day_number;
///
/// assert!(day_number("31. december 2025") < day_number("1. januar 2026"));
/// assert_eq!(day_number("i går"), u32::MAX);
/// ```
#[must_use]
pub fn day_number(words: &str) -> u32 {
    let number = || {
        let (day, rest) = words.split_once('.')?;
        let (month, year) = rest.trim_start().split_once(' ')?;
        let month = MONTHS.iter().position(|name| *name == month)?;
        let (day, year) = (day.parse::<u32>().ok()?, year.parse::<u32>().ok()?);
        Some(year.checked_mul(400)? + u32::try_from(month).ok()? * 32 + day)
    };
    number().unwrap_or(u32::MAX)
}

/// A period: `1. marts 2021 – 31. december 2022`, or `fra 1. marts 2021` where it has no end.
#[must_use]
pub fn period(value: &Validity) -> String {
    match value.until() {
        Some(until) if until == value.from() => date(until),
        Some(until) => format!("{} – {}", date(value.from()), date(until)),
        None => format!("fra {}", date(value.from())),
    }
}

/// The years of a period: `2021–2022`, `2021`, or `fra 2021` where it has no end.
#[must_use]
pub fn years(value: &Validity) -> String {
    let from = value.from().year();
    match value.until().map(Date::year) {
        Some(until) if until == from => format!("{from}"),
        Some(until) => format!("{from}–{until}"),
        None => format!("fra {from}"),
    }
}

/// A number with its unit: `1 time`, `3 timer`.
#[must_use]
pub fn count(quantity: Quantity, unit: Unit) -> String {
    counted(u64::from(quantity.get()), unit.singular(), unit.plural())
}

/// A number with the right form of a word.
///
/// ```
/// assert_eq!(calculator::text::counted(1, "felt", "felter"), "1 felt");
/// assert_eq!(calculator::text::counted(0, "felt", "felter"), "0 felter");
/// ```
#[must_use]
pub fn counted(value: u64, singular: &str, plural: &str) -> String {
    let word = if value == 1 { singular } else { plural };
    [&number(value), " ", word].concat()
}

/// A length in hours where two decimals hold it exactly, otherwise in minutes: `22,5 timer`, `50 minutter`.
///
/// ```
/// assert_eq!(calculator::text::duration(1_350), "22,5 timer");
/// assert_eq!(calculator::text::duration(50), "50 minutter");
/// assert_eq!(calculator::text::duration(60), "1 time");
/// ```
#[must_use]
pub fn duration(minutes: u64) -> String {
    if !minutes.is_multiple_of(3) || minutes < 60 {
        return counted(minutes, "minut", "minutter");
    }
    let hours = number(minutes / 60);
    // A third of the minutes is an exact number of twentieths of an hour, five hundredths each.
    match minutes % 60 / 3 * 5 {
        0 if minutes == 60 => format!("{hours} time"),
        0 => format!("{hours} timer"),
        hundredths if hundredths.is_multiple_of(10) => format!("{hours},{} timer", hundredths / 10),
        hundredths if hundredths < 10 => format!("{hours},0{hundredths} timer"),
        hundredths => format!("{hours},{hundredths} timer"),
    }
}

/// Sessions with their length: `15 sessioner à 90 minutter`.
#[must_use]
pub fn sessions(value: Sessions) -> String {
    let count = counted(u64::from(value.count().get()), Unit::Session.singular(), Unit::Session.plural());
    format!("{count} à {}", counted(u64::from(value.minutes_each().get()), "minut", "minutter"))
}

/// How a line comes to its total: `3 × 28.000 kr. = 84.000 kr.`
#[must_use]
pub fn line_formula(quantity: Quantity, price: Amount, total: Amount) -> String {
    format!("{quantity} × {} = {}", amount(price), amount(total))
}

/// How the price of a session comes about: `28.000 kr. / 15 sessioner = 1.866,67 kr. pr. session`.
///
/// Nothing where it is not known, or where it is the price itself.
#[must_use]
pub fn per_session_formula(line: &QuoteLine<'_>) -> Option<String> {
    let sessions = line.service().sessions.filter(|_| line.service().unit != Unit::Session)?;
    let count = counted(u64::from(sessions.count().get()), "session", "sessioner");
    Some(format!("{} / {count} = {} pr. session", amount(line.price()?.amount()), amount(line.per_session()?)))
}

/// How the price of an hour comes about: `28.000 kr. / 22,5 timer = 1.244,44 kr. pr. time`.
///
/// Nothing where it is not known, or where it is the price itself.
#[must_use]
pub fn per_hour_formula(line: &QuoteLine<'_>) -> Option<String> {
    let sessions = line.service().sessions?;
    let minutes = match line.service().unit {
        Unit::Hour => return None,
        Unit::Session => u64::from(sessions.minutes_each().get()),
        Unit::Course | Unit::Event | Unit::Package => sessions.minutes().get(),
    };
    let price = amount(line.price()?.amount());
    let hour = amount(line.per_hour()?);
    if minutes.is_multiple_of(3) && minutes >= 60 {
        Some(format!("{price} / {} = {hour} pr. time", duration(minutes)))
    } else {
        Some(format!("60 × {price} / {} = {hour} pr. time", duration(minutes)))
    }
}

/// What a printed price is: `Trykt pris: 28.000 kr. pr. forløb, Børnehus Syd, 2021–2022`.
#[must_use]
pub fn printed_price(rate: &Rate, unit: Unit) -> String {
    format!("Trykt pris: {} pr. {}, {}, {}", amount(rate.amount), unit.singular(), rate.provider, years(&rate.validity))
}

/// When a printed price holds or held: `Prisen gjaldt 1. marts 2021 – 31. december 2022.`
#[must_use]
pub fn held(printed: Printed<'_>) -> String {
    let verb = if printed.is_past() { "gjaldt" } else { "gælder" };
    format!("Prisen {verb} {}.", period(&printed.rate().validity))
}

/// The warning that goes with a price of the past: `Prisen på TF-CBT er fra 2021–2022. Indhent …`
#[must_use]
pub fn outdated(service: &Service, rate: &Rate) -> String {
    format!("Prisen på {} er fra {}. {OUTDATED_PRICE}", service.name, years(&rate.validity))
}

/// Whom a service is for and how it is bought: `Til: barnet. Enhed: forløb (15 sessioner à 90 minutter).`
#[must_use]
pub fn about(service: &Service) -> String {
    let held = service.sessions.map(|held| format!(" ({})", sessions(held))).unwrap_or_default();
    format!("Til: {}. Enhed: {}{held}.", service.audience, service.unit.singular())
}

/// What the total leaves out: `2 ydelser er ikke med i summen, fordi pris eller antal mangler.` Nothing where it is
/// complete.
#[must_use]
pub fn left_out(quote: &Quote<'_>) -> Option<String> {
    let count = u64::try_from(quote.left_out()).ok().filter(|&count| count > 0)?;
    let lacking = match (quote.lacking_price(), quote.lacking_quantity()) {
        (_, 0) => "prisen",
        (0, _) => "antallet",
        _ => "pris eller antal",
    };
    Some(format!("{} er ikke med i summen, fordi {lacking} mangler.", counted(count, "ydelse", "ydelser")))
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil;

    #[test]
    fn groups_digits_by_three() {
        for (value, expected) in [(0, "0"), (999, "999"), (1_000, "1.000"), (1_234_567, "1.234.567")] {
            assert_eq!(number(value), expected);
        }
    }

    #[test]
    fn shows_ore_only_where_there_are_any() {
        let shown = |ore| amount(Amount::from_ore(ore).unwrap());
        assert_eq!(shown(2_800_000), "28.000 kr.");
        assert_eq!(shown(186_667), "1.866,67 kr.");
        assert_eq!(shown(5), "0,05 kr.");
        assert_eq!(shown(95_050), "950,50 kr.");
    }

    #[test]
    fn writes_periods() {
        let validity = |until| Validity::new(civil::date(2021, 3, 1), until).unwrap();
        assert_eq!(period(&validity(Some(civil::date(2022, 12, 31)))), "1. marts 2021 – 31. december 2022");
        assert_eq!(period(&validity(None)), "fra 1. marts 2021");
        assert_eq!(period(&validity(Some(civil::date(2021, 3, 1)))), "1. marts 2021");
        assert_eq!(years(&validity(Some(civil::date(2022, 12, 31)))), "2021–2022");
        assert_eq!(years(&validity(Some(civil::date(2021, 12, 31)))), "2021");
    }

    #[test]
    fn writes_hours_only_where_they_are_exact() {
        for (minutes, expected) in [
            (90, "1,5 timer"),
            (75, "1,25 timer"),
            (63, "1,05 timer"),
            (120, "2 timer"),
            (100, "100 minutter"),
            (1, "1 minut"),
            (45, "45 minutter"),
        ] {
            assert_eq!(duration(minutes), expected);
        }
    }
}
