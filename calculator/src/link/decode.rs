//! From a link to a plan.
//!
//! Contract: every value goes through the constructor that checks it elsewhere; what one of them refuses makes the link a
//! damaged one. Nothing panics, and nothing takes more room than the link is long. A fault does not end the reading: what could
//! not be read is empty until the whole is thrown away, which takes much less code than to return at each value.

use jiff::civil::Date;

use super::bytes::{Reader, Three, checksum};
use super::{LinkError, OPEN_SHARE, VERSION, WITH_RANGES, base64};
use crate::{
    Amount, Change, Extra, FixedCost, FixedKind, Line, Measure, Money, Origin, Payer, Plan, PriceLevel, Pricing,
    Quantity, Range, Scenario, ScenarioKind, ServiceId, Share, Subject, Unit, What, Year, Years,
};

/// Longest link that is read; far beyond what a browser keeps.
const LONGEST: usize = 1 << 20;

/// Reads a fragment, with or without its `#`.
///
/// # Errors
/// When it is empty, not ours, of another version, damaged, or no plan.
pub fn read(fragment: &str) -> Result<Plan, LinkError> {
    let fragment = fragment.trim();
    let fragment = fragment.strip_prefix('#').unwrap_or(fragment);
    if fragment.is_empty() {
        return Err(LinkError::Empty);
    }
    if !super::is_ours(fragment) {
        return Err(LinkError::Foreign);
    }
    let (version, text) = fragment.split_once('.').unwrap_or((fragment, ""));
    let ranges = version == WITH_RANGES;
    if version != VERSION && !ranges {
        return Err(LinkError::Version { found: version.to_owned() });
    }
    if text.len() > LONGEST {
        return Err(LinkError::Damaged);
    }
    let bytes = base64::decode(text).ok_or(LinkError::Damaged)?;
    let (bytes, sum) = bytes.split_last_chunk::<4>().ok_or(LinkError::Damaged)?;
    if checksum(bytes) != *sum {
        return Err(LinkError::Damaged);
    }
    let mut from = Reader::new(bytes);
    let plan = plan(&mut from, ranges);
    match plan {
        Some(plan) if from.is_done() => plan.map_err(LinkError::Refused),
        _ => Err(LinkError::Damaged),
    }
}

/// A plan; `ranges` says that the shares of payers are.
fn plan(from: &mut Reader<'_>, ranges: bool) -> Option<Result<Plan, crate::PlanError>> {
    let years = Years::new(year(from)?, u8::try_from(from.number()).ok()?)?;
    let rate_date = date(from)?;
    let mut level = None;
    let levels = from.number();
    if levels > 1 {
        from.fail();
    }
    if levels == 1 {
        let (base, first) = (year(from)?, year(from)?);
        let mut changes = Vec::new();
        for _ in 0..from.length() {
            changes.push(change(from));
        }
        level = Some(PriceLevel::new(base, first, changes).ok()?);
    }
    let mut scenarios = Vec::new();
    for _ in 0..from.length() {
        scenarios.push(scenario(from, years.count(), ranges));
    }
    Some(Plan::new(years, rate_date, level, scenarios))
}

fn scenario(from: &mut Reader<'_>, years: usize, ranges: bool) -> Scenario {
    let mut scenario = Scenario::empty(one_of(&ScenarioKind::ALL, from));
    scenario.title = from.text();
    for _ in 0..from.length() {
        scenario.lines.push(line(from, years));
    }
    for _ in 0..from.length() {
        scenario.fixed.push(fixed(from, years));
    }
    for _ in 0..from.length() {
        let mut payer = Payer { name: from.text(), shares: Vec::new() };
        for _ in 0..years {
            let three = if ranges {
                from.range()
            } else {
                Some(from.number()).filter(|&share| share != OPEN_SHARE).map(|share| [share; 3])
            };
            payer.shares.push(three.map(|three| of(three, from, |share| Share::new(u16::try_from(share).ok()?))));
        }
        scenario.payers.push(payer);
    }
    scenario
}

fn line(from: &mut Reader<'_>, years: usize) -> Line {
    let choice = from.number();
    let unit = index_of(&Unit::ALL, choice / 2, from);
    let words = from.text();
    let subject = match ServiceId::parse(&words) {
        Ok(id) if choice.is_multiple_of(2) => Subject::Service(id),
        wrong => {
            if choice.is_multiple_of(2) && wrong.is_err() {
                from.fail();
            }
            Subject::Own(words)
        }
    };
    let mut line = Line { subject, unit, counts: Vec::new(), price: Pricing::Open, extras: Vec::new() };
    for _ in 0..years {
        let count = from.range().map(|three| of(three, from, |count| Quantity::new(u16::try_from(count).ok()?)));
        line.counts.push(count);
    }
    match from.number() {
        0 => {}
        1 => line.price = Pricing::Composed,
        2 => {
            let three = from.present();
            line.price = Pricing::Given(money(three, from));
        }
        _ => from.fail(),
    }
    for _ in 0..from.length() {
        let what = one_of(&What::ALL, from);
        let measure = from.range().map(|three| of(three, from, |value| Measure::new(u32::try_from(value).ok()?)));
        let mut rate = None;
        if what != What::Cancelled {
            rate = from.range().map(|three| money(three, from));
        } else if measure.is_some_and(|part| part.high().hundredths() > u32::from(Share::ALL.basis_points())) {
            // No part of a price is more than all of it.
            from.fail();
        }
        line.extras.push(Extra { what, measure, rate });
    }
    line
}

fn fixed(from: &mut Reader<'_>, years: usize) -> FixedCost {
    let what = one_of(&FixedKind::ALL, from);
    let label = from.text();
    let mut amounts = Vec::new();
    for _ in 0..years {
        amounts.push(from.range().map(|three| amount(three, from)));
    }
    FixedCost { what, label, amounts, year: year(from), note: from.text() }
}

/// An amount with its origin, after its three values.
fn money(three: Three, from: &mut Reader<'_>) -> Money {
    let amount = amount(three, from);
    let year = year(from);
    let origin = match from.number() {
        1 => Origin::Figure { id: from.text() },
        2 => Origin::Entered { provider: from.text(), note: from.text() },
        kind => {
            if kind > 0 {
                from.fail();
            }
            Origin::Rate
        }
    };
    // A register has one number.
    if !amount.is_exact() && !matches!(origin, Origin::Entered { .. }) {
        from.fail();
    }
    Money { amount, year, origin }
}

fn date(from: &mut Reader<'_>) -> Option<Date> {
    let year = i16::try_from(i64::try_from(from.number()).ok()? - 10_000).ok()?;
    let day = from.number();
    Date::new(year, i8::try_from(day / 32).ok()?, i8::try_from(day % 32).ok()?).ok()
}

/// A year, or none where 0 was written.
fn year(from: &mut Reader<'_>) -> Option<Year> {
    match from.number() {
        0 => None,
        since => {
            let year = u16::try_from(since).ok().and_then(|since| Year::new(since.checked_add(1999)?));
            if year.is_none() {
                from.fail();
            }
            year
        }
    }
}

fn one_of<T: Copy>(all: &[T], from: &mut Reader<'_>) -> T {
    let index = from.number();
    index_of(all, index, from)
}

/// The value of an index; the first one, and a damaged link, where there is none.
fn index_of<T: Copy>(all: &[T], index: u64, from: &mut Reader<'_>) -> T {
    let found = usize::try_from(index).ok().and_then(|index| all.get(index)).copied();
    from.checked(found, all[0])
}

/// Three numbers as a range of what each stands for.
fn of<T: Copy + Default + PartialOrd>(three: Three, from: &mut Reader<'_>, one: fn(u64) -> Option<T>) -> Range<T> {
    let [low, likely, high] = three.map(|value| from.checked(one(value), T::default()));
    let range = Range::new(low, likely, high).ok();
    from.checked(range, Range::exact(likely))
}

fn amount(three: Three, from: &mut Reader<'_>) -> Range<Amount> {
    of(three, from, |ore| Amount::from_ore(i64::try_from(ore).ok()?))
}

fn change(from: &mut Reader<'_>) -> Range<Change> {
    let three = from.present();
    of(three, from, |factor| Change::new(i16::try_from(i64::try_from(factor).ok()? - 10_000).ok()?))
}
