//! Arbitrary plans for the laws: every kind of line, cost, payer and price level, with open cells among them.

use calculator::{
    Amount, Change, Extra, Figure, FigureKind, FixedCost, FixedKind, Line, Measure, Money, Payer, Plan, PriceLevel,
    Pricing, Quantity, Range, Rate, Reference, Scenario, ScenarioKind, ServiceId, Share, Status, Subject, Unit,
    Validity, What, Year, Years,
};
use jiff::{ToSpan, civil::date};
use proptest::prelude::*;
use proptest::sample::select;

/// A range of what three numbers stand for.
fn range<T: Copy + PartialOrd + std::fmt::Debug>(
    values: impl Strategy<Value = u64>,
    of: fn(u64) -> T,
) -> impl Strategy<Value = Range<T>> {
    (values, prop::option::weighted(0.5, (0u64..400, 0u64..400))).prop_map(move |(low, spread)| match spread {
        None => Range::exact(of(low)),
        Some((a, b)) => Range::new(of(low), of(low + a), of(low + a + b)).unwrap(),
    })
}

pub(crate) fn amounts() -> impl Strategy<Value = Range<Amount>> {
    range(0..Amount::MAX_ENTRY.ore().unsigned_abs() - 800, |ore| Amount::from_ore(i64::try_from(ore).unwrap()).unwrap())
}

pub(crate) fn counts() -> impl Strategy<Value = Range<Quantity>> {
    range(prop_oneof![0u64..6, 0u64..9_000], |count| Quantity::new(u16::try_from(count).unwrap()).unwrap())
}

fn measures() -> impl Strategy<Value = Range<Measure>> {
    range(0u64..90_000, |value| Measure::new(u32::try_from(value).unwrap()).unwrap())
}

fn changes() -> impl Strategy<Value = Range<Change>> {
    range(0u64..2_000, |value| Change::new(i16::try_from(value).unwrap() - 1_000).unwrap())
}

fn shares() -> impl Strategy<Value = Range<Share>> {
    range(0u64..9_000, |value| Share::new(u16::try_from(value).unwrap()).unwrap())
}

fn year() -> impl Strategy<Value = Year> {
    (2020u16..2035).prop_map(|year| Year::new(year).unwrap())
}

fn words() -> impl Strategy<Value = String> {
    prop_oneof![Just(String::new()), "\\PC{0,12}", "[=+@-][A-Z]{1,3}\\([0-9;\"]{0,4}\\)", "[ -~\t\r\n]{0,12}"]
}

fn entered() -> impl Strategy<Value = Money> {
    (amounts(), prop::option::of(year()), words(), words())
        .prop_map(|(amount, year, provider, note)| Money::entered(amount, year, &provider, &note))
}

fn reference() -> Reference {
    Reference { source_id: "kilde".into(), place: "side 1".into() }
}

/// The printed price of a line, as far as a test that has no register needs it.
fn printed() -> impl Strategy<Value = Money> {
    (0..Amount::MAX_ENTRY.ore(), 2015i16..2030).prop_map(|(ore, year)| {
        Money::printed(&Rate {
            amount: Amount::from_ore(ore).unwrap(),
            validity: Validity::new(date(year, 3, 1), None).unwrap(),
            provider: "Børnehus Syd".into(),
            caveat: None,
            reference: reference(),
            status: Status::Confirmed,
        })
    })
}

fn figure() -> impl Strategy<Value = Money> {
    (0i64..1_000, year()).prop_map(|(ore, year)| {
        Money::figure(&Figure {
            id: format!("km-{year}"),
            kind: FigureKind::Mileage,
            label: "Kørsel".into(),
            amount: Amount::from_ore(ore).unwrap(),
            year,
            reference: reference(),
            status: Status::Confirmed,
            next_review: None,
        })
    })
}

fn extra() -> impl Strategy<Value = Extra> {
    let rated = (select(What::ALL[..7].to_vec()), measures(), prop_oneof![entered(), figure()])
        .prop_map(|(what, measure, rate)| Extra::at_rate(what, measure, rate).unwrap());
    let open = (select(What::ALL.to_vec()), prop::option::of(measures()), prop::option::of(entered())).prop_map(
        |(what, measure, rate)| match (what, measure) {
            (What::Cancelled, _) => Extra::of(what, None, None),
            (_, Some(_)) => Extra::of(what, measure, None),
            (_, None) => Extra::of(what, None, rate),
        },
    );
    prop_oneof![4 => rated, 1 => shares().prop_map(Extra::cancelled), 1 => open]
}

pub(crate) fn line(years: usize) -> impl Strategy<Value = Line> {
    let subject = prop_oneof![
        "[a-z]{1,6}(-[a-z]{1,6})?".prop_map(|id| Subject::Service(ServiceId::parse(&id).unwrap())),
        words().prop_map(Subject::Own),
    ];
    let price = prop_oneof![
        1 => Just(Pricing::Open),
        2 => Just(Pricing::Composed),
        4 => entered().prop_map(Pricing::Given),
        2 => printed().prop_map(Pricing::Given),
    ];
    let counts = prop::collection::vec(prop::option::weighted(0.85, counts()), years);
    (subject, select(Unit::ALL.to_vec()), counts, price, prop::collection::vec(extra(), 0..3))
        .prop_map(|(subject, unit, counts, price, extras)| Line { subject, unit, counts, price, extras })
}

fn fixed(years: usize) -> impl Strategy<Value = FixedCost> {
    let amounts = prop::collection::vec(prop::option::weighted(0.8, amounts()), years);
    (select(FixedKind::ALL.to_vec()), words(), amounts, prop::option::of(year()), words())
        .prop_map(|(what, label, amounts, year, note)| FixedCost { what, label, amounts, year, note })
}

/// Payers whose shares are never more than the whole.
fn payers(years: usize) -> impl Strategy<Value = Vec<Payer>> {
    let exact = (0u16..=3_333).prop_map(|part| Range::exact(Share::new(part).unwrap()));
    let range = prop::array::uniform3(0u16..=3_333).prop_map(|mut parts| {
        parts.sort_unstable();
        let [low, likely, high] = parts.map(|part| Share::new(part).unwrap());
        Range::new(low, likely, high).unwrap()
    });
    // Most plans have none that is unsure, so that both versions of a link are tried.
    let share = prop_oneof![6 => exact, 1 => range];
    let payer = (words(), prop::collection::vec(prop::option::weighted(0.85, share), years));
    prop::collection::vec(payer.prop_map(|(name, shares)| Payer { name, shares }), 0..=3)
}

fn scenario(years: usize) -> impl Strategy<Value = Scenario> {
    let lines = prop::collection::vec(line(years), 0..4);
    let fixed = prop::collection::vec(fixed(years), 0..3);
    (select(ScenarioKind::ALL.to_vec()), words(), lines, fixed, payers(years))
        .prop_map(|(kind, title, lines, fixed, payers)| Scenario { kind, title, lines, fixed, payers })
}

fn level() -> impl Strategy<Value = PriceLevel> {
    (year(), year(), prop::collection::vec(changes(), 0..25))
        .prop_map(|(base, first, changes)| PriceLevel::new(base, first, changes).unwrap())
}

pub(crate) fn plan() -> impl Strategy<Value = Plan> {
    let days = (0i64..3_000).prop_map(|days| date(2022, 1, 1) + days.days());
    (year(), 1u8..=Years::MOST, days, prop::option::of(level())).prop_flat_map(|(first, count, day, level)| {
        prop::collection::vec(scenario(usize::from(count)), 1..=Plan::MOST_SCENARIOS).prop_map(move |scenarios| {
            Plan::new(Years::new(first, count).unwrap(), day, level.clone(), scenarios).unwrap()
        })
    })
}
