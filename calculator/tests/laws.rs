//! Laws of the domain that must hold for all values, not only for the examples in the modules.

#![expect(clippy::unwrap_used, reason = "helpers of tests: a panic is a failed test")]

use std::num::NonZeroU64;

use calculator::{
    Amount, Choice, LineTotal, Listing, Price, Quantity, Rate, RateTable, RateTableError, Reference, Service,
    ServiceId, Status, Unit, Validity, quote, text,
};
use jiff::{ToSpan, civil::date};
use proptest::prelude::*;

fn amounts() -> impl Strategy<Value = Amount> {
    (0..=Amount::MAX_ENTRY.ore()).prop_map(|ore| Amount::from_ore(ore).unwrap())
}

fn quantities() -> impl Strategy<Value = Quantity> {
    (0..=Quantity::MAX.get()).prop_map(|count| Quantity::new(count).unwrap())
}

/// A period in a window of forty days, now and then without an end.
fn validities() -> impl Strategy<Value = Validity> {
    (0i64..40, prop::option::weighted(0.9, 0i64..12)).prop_map(|(start, length)| {
        let from = date(2024, 1, 1) + start.days();
        Validity::new(from, length.map(|length| from + length.days())).unwrap()
    })
}

/// Periods that follow each other day by day, shuffled.
fn seamless() -> impl Strategy<Value = Vec<Validity>> {
    (prop::collection::vec(0i64..9, 1..6), any::<bool>()).prop_flat_map(|(lengths, open)| {
        let mut from = date(2024, 1, 1);
        let mut periods = Vec::new();
        for length in &lengths {
            let until = from + length.days();
            periods.push(Validity::new(from, Some(until)).unwrap());
            from = until + 1.day();
        }
        if open {
            periods.push(Validity::new(from, None).unwrap());
        }
        Just(periods).prop_shuffle()
    })
}

fn rate(amount: Amount, validity: Validity) -> Rate {
    Rate {
        amount,
        validity,
        provider: "Børnehus Syd".into(),
        caveat: None,
        reference: Reference { source_id: "kilde".into(), place: String::new() },
        status: Status::Confirmed,
    }
}

fn table(periods: &[Validity]) -> Result<RateTable, Vec<RateTableError>> {
    RateTable::new(periods.iter().map(|&validity| rate(Amount::ZERO, validity)).collect())
}

fn service(unit: Unit) -> Service {
    Service {
        id: ServiceId::parse("ydelse").unwrap(),
        name: "Ydelse".into(),
        audience: "barnet".into(),
        short: "En ydelse.".into(),
        unit,
        listing: Listing::Catalogue,
        sessions: None,
        rates: RateTable::empty(),
        reference: Reference { source_id: "kilde".into(), place: String::new() },
        page: "/ydelser/ydelse/".into(),
    }
}

/// How many of the periods hold each day, over all days any of them could leave open or share.
fn cover(periods: &[Validity]) -> Vec<usize> {
    (0..70i64)
        .map(|offset| date(2024, 1, 1) + offset.days())
        .map(|day| periods.iter().filter(|period| period.contains(day)).count())
        .collect()
}

proptest! {
    #[test]
    fn reading_what_was_written_gives_the_amount_back(amount in amounts()) {
        prop_assert_eq!(Amount::parse(&text::amount(amount)), Ok(amount));
        prop_assert_eq!(Amount::parse(&text::bare_amount(amount)), Ok(amount));
        prop_assert_eq!(Amount::parse(&text::amount(amount).replace('.', "").replace(' ', "\u{a0}")), Ok(amount));
    }

    #[test]
    fn reading_what_was_written_gives_the_quantity_back(quantity in quantities()) {
        prop_assert_eq!(Quantity::parse(&quantity.to_string()), Ok(quantity));
        prop_assert_eq!(Quantity::parse(&quantity.get().to_string()), Ok(quantity));
    }

    #[test]
    fn no_text_makes_the_readers_panic_or_exceed_their_limit(typed in r"[ 0-9.,eE+\-krstæ\u{a0}−]{0,24}|\PC{0,12}") {
        if let Ok(amount) = Amount::parse(&typed) {
            prop_assert!(amount <= Amount::MAX_ENTRY);
            prop_assert_eq!(Amount::parse(&text::amount(amount)), Ok(amount));
        }
        if let Err(error) = Amount::parse(&typed) {
            prop_assert!(error.to_string().ends_with('.'), "{}", error);
        }
        match Quantity::parse(&typed) {
            Ok(quantity) => prop_assert!(quantity <= Quantity::MAX),
            Err(error) => prop_assert!(error.to_string().ends_with('.'), "{}", error),
        }
    }

    #[test]
    fn a_point_is_only_ever_a_thousands_separator(kroner in 1u64..1_000, digits in "[0-9]{1,2}|[0-9]{4,5}") {
        let typed = format!("{kroner}.{digits}");
        prop_assert!(Amount::parse(&typed).is_err());
        prop_assert!(Quantity::parse(&typed).is_err());
    }

    #[test]
    fn division_is_off_by_at_most_half_an_ore_and_halves_go_up(
        amount in amounts(), multiply in 0u64..10_000, divide in 1u64..1_000_000,
    ) {
        let result = amount.scaled(multiply, NonZeroU64::new(divide).unwrap()).unwrap();
        let exact = i128::from(amount.ore()) * i128::from(multiply);
        let twice_off = 2 * (i128::from(result.ore()) * i128::from(divide) - exact);
        prop_assert!(-i128::from(divide) < twice_off && twice_off <= i128::from(divide), "{}", twice_off);
    }

    #[test]
    fn multiplying_and_dividing_by_the_same_changes_nothing(amount in amounts(), factor in 1u64..100_000) {
        prop_assert_eq!(amount.scaled(factor, NonZeroU64::new(factor).unwrap()), Some(amount));
    }

    #[test]
    fn a_table_is_refused_exactly_where_a_day_has_two_rates_or_a_day_between_has_none(
        periods in prop::collection::vec(validities(), 0..5),
    ) {
        let cover = cover(&periods);
        let shared = cover.iter().any(|&count| count > 1);
        let first = cover.iter().position(|&count| count > 0);
        let last = cover.iter().rposition(|&count| count > 0);
        let open = match (first, last) {
            (Some(first), Some(last)) => cover[first..=last].contains(&0),
            _ => false,
        };
        let errors = table(&periods).err().unwrap_or_default();
        prop_assert_eq!(errors.iter().any(|error| matches!(error, RateTableError::Overlap { .. })), shared);
        prop_assert_eq!(errors.iter().any(|error| matches!(error, RateTableError::Gap { .. })), open);
    }

    #[test]
    fn errors_of_a_table_name_the_right_days(periods in prop::collection::vec(validities(), 0..5)) {
        let cover = cover(&periods);
        let mut missing = vec![false; cover.len()];
        for error in table(&periods).err().unwrap_or_default() {
            match error {
                RateTableError::Overlap { earlier, later } => {
                    prop_assert!(periods[earlier.0].overlaps(&periods[later.0]));
                    prop_assert!(earlier.1.from() <= later.1.from());
                }
                RateTableError::Gap { earlier, later, missing: gap } => {
                    prop_assert_eq!((periods[earlier.0], periods[later.0]), (earlier.1, later.1));
                    for (offset, day) in missing.iter_mut().enumerate() {
                        *day |= gap.contains(date(2024, 1, 1) + i64::try_from(offset).unwrap().days());
                    }
                }
            }
        }
        let last = cover.iter().rposition(|&count| count > 0).unwrap_or(0);
        let first = cover.iter().position(|&count| count > 0).unwrap_or(0);
        for (offset, &count) in cover.iter().enumerate() {
            prop_assert_eq!(missing[offset], count == 0 && first < offset && offset < last, "day {}", offset);
        }
    }

    #[test]
    fn seamless_periods_are_a_table_in_any_order_and_each_day_has_its_rate(periods in seamless()) {
        let table = table(&periods).unwrap();
        prop_assert!(table.rates().is_sorted_by_key(|rate| rate.validity.from()));
        for offset in -3..70i64 {
            let day = date(2024, 1, 1) + offset.days();
            let holding = periods.iter().find(|period| period.contains(day));
            prop_assert_eq!(table.on(day).ok().map(|rate| &rate.validity), holding);
        }
    }

    #[test]
    fn the_total_is_the_sum_of_the_lines_that_have_one(
        lines in prop::collection::vec((prop::option::of(quantities()), prop::option::of(amounts()), any::<bool>()), 0..12),
    ) {
        let service = service(Unit::Course);
        let always = Validity::new(date(2024, 1, 1), None).unwrap();
        let rates: Vec<_> = lines.iter().map(|line| line.1.map(|amount| rate(amount, always))).collect();
        let choices: Vec<_> = lines.iter().zip(&rates).map(|(&(quantity, amount, printed), rate)| Choice {
            service: &service,
            quantity,
            price: if printed { rate.as_ref().map(Price::Printed) } else { amount.map(Price::Entered) },
        }).collect();
        let quote = quote(&choices).unwrap();
        let known = |total| if let LineTotal::Known(amount) = total { Some(amount) } else { None };
        let sum: i64 = quote.lines().iter().filter_map(|line| known(line.total())).map(Amount::ore).sum();
        prop_assert_eq!(quote.total().ore(), sum);
        for (line, (quantity, amount, _)) in quote.lines().iter().zip(&lines) {
            let expected = quantity.zip(*amount).and_then(|(quantity, amount)| amount.checked_mul(quantity));
            prop_assert_eq!(known(line.total()), expected);
        }
        prop_assert_eq!(quote.lacking_price(), lines.iter().filter(|line| line.1.is_none()).count());
        prop_assert_eq!(quote.lacking_quantity(), lines.iter().filter(|line| line.0.is_none()).count());
        prop_assert_eq!(quote.left_out(), lines.iter().filter(|line| line.0.is_none() || line.1.is_none()).count());
    }
}
