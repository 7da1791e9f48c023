//! From a link to a plan.
//!
//! Contract: every value goes through the constructor that checks it elsewhere; what one of them refuses makes the link a
//! damaged one. Nothing panics, and nothing takes more room than the link is long.

use jiff::civil::Date;

use super::bytes::{Reader, Three, checksum};
use super::{LinkError, VERSION, base64};
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
    let (version, text) = fragment.split_once('.').ok_or(LinkError::Foreign)?;
    if version.is_empty() || version.len() > 4 || !version.bytes().all(|b| b.is_ascii_digit()) {
        return Err(LinkError::Foreign);
    }
    if version != VERSION {
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
    let plan = plan(&mut from).filter(|_| from.is_done()).ok_or(LinkError::Damaged)?;
    plan.map_err(LinkError::Refused)
}

fn plan(from: &mut Reader<'_>) -> Option<Result<Plan, crate::PlanError>> {
    let years = Years::new(year(from)??, u8::try_from(from.number()?).ok()?)?;
    let rate_date = date(from)?;
    let level = match from.number()? {
        0 => None,
        1 => {
            let (base, first) = (year(from)??, year(from)??);
            let changes = list(from, |from| changes(from.range()??))?;
            Some(PriceLevel::new(base, first, changes).ok()?)
        }
        _ => return None,
    };
    let scenarios = list(from, |from| scenario(from, years.count()))?;
    Some(Plan::new(years, rate_date, level, scenarios))
}

fn scenario(from: &mut Reader<'_>, years: usize) -> Option<Scenario> {
    Some(Scenario {
        kind: one_of(&ScenarioKind::ALL, from.number()?)?,
        title: from.text()?,
        lines: list(from, |from| line(from, years))?,
        fixed: list(from, |from| fixed(from, years))?,
        payers: list(from, |from| {
            let share = |from: &mut Reader<'_>| Share::new(u16::try_from(from.number()?).ok()?);
            Some(Payer { name: from.text()?, shares: times(from, years, share)? })
        })?,
    })
}

fn line(from: &mut Reader<'_>, years: usize) -> Option<Line> {
    let choice = from.number()?;
    let unit = one_of(&Unit::ALL, choice / 2)?;
    let words = from.text()?;
    let subject = if choice % 2 == 0 { Subject::Service(ServiceId::parse(&words).ok()?) } else { Subject::Own(words) };
    let counts = times(from, years, |from| match from.range()? {
        Some(three) => quantities(three).map(Some),
        None => Some(None),
    })?;
    let price = match from.number()? {
        0 => Pricing::Open,
        1 => Pricing::Composed,
        2 => Pricing::Given(money(from)?),
        _ => return None,
    };
    Some(Line { subject, unit, counts, price, extras: list(from, extra)? })
}

fn extra(from: &mut Reader<'_>) -> Option<Extra> {
    let what = one_of(&What::ALL, from.number()?)?;
    let measure = measures(from.range()??)?;
    if what == What::Cancelled {
        // No part of a price is more than all of it.
        let share = |measure: Measure| Share::new(u16::try_from(measure.hundredths()).ok()?);
        let shares = Range::new(share(measure.low())?, share(measure.likely())?, share(measure.high())?);
        return Some(Extra::cancelled(shares.ok()?));
    }
    Extra::at_rate(what, measure, money(from)?)
}

fn fixed(from: &mut Reader<'_>, years: usize) -> Option<FixedCost> {
    Some(FixedCost {
        what: one_of(&FixedKind::ALL, from.number()?)?,
        label: from.text()?,
        amounts: times(from, years, |from| amounts(from.range()??))?,
        year: year(from)?,
        note: from.text()?,
    })
}

fn money(from: &mut Reader<'_>) -> Option<Money> {
    let amount = amounts(from.range()??)?;
    let year = year(from)?;
    let origin = match from.number()? {
        0 => Origin::Rate,
        1 => Origin::Figure { id: from.text()? },
        2 => Origin::Entered { provider: from.text()?, note: from.text()? },
        _ => return None,
    };
    // A register has one number.
    let fits = amount.is_exact() || matches!(origin, Origin::Entered { .. });
    fits.then_some(Money { amount, year, origin })
}

fn date(from: &mut Reader<'_>) -> Option<Date> {
    let year = i16::try_from(i64::try_from(from.number()?).ok()? - 10_000).ok()?;
    let day = from.number()?;
    Date::new(year, i8::try_from(day / 32).ok()?, i8::try_from(day % 32).ok()?).ok()
}

/// A year, or none where 0 was written.
fn year(from: &mut Reader<'_>) -> Option<Option<Year>> {
    match u16::try_from(from.number()?).ok()? {
        0 => Some(None),
        since => Year::new(since.checked_add(1999)?).map(Some),
    }
}

fn list<T>(from: &mut Reader<'_>, one: impl Fn(&mut Reader<'_>) -> Option<T>) -> Option<Vec<T>> {
    let length = from.length()?;
    times(from, length, one)
}

fn times<T>(from: &mut Reader<'_>, count: usize, one: impl Fn(&mut Reader<'_>) -> Option<T>) -> Option<Vec<T>> {
    let mut all = Vec::new();
    for _ in 0..count {
        all.push(one(from)?);
    }
    Some(all)
}

fn one_of<T: Copy>(all: &[T], index: u64) -> Option<T> {
    all.get(usize::try_from(index).ok()?).copied()
}

/// Three numbers as a range of what each stands for.
fn three<T: Copy + PartialOrd>(of: Three, one: fn(u64) -> Option<T>) -> Option<Range<T>> {
    let [low, likely, high] = of;
    Range::new(one(low)?, one(likely)?, one(high)?).ok()
}

fn amounts(of: Three) -> Option<Range<Amount>> {
    three(of, |ore| Amount::from_ore(i64::try_from(ore).ok()?))
}

fn quantities(of: Three) -> Option<Range<Quantity>> {
    three(of, |count| Quantity::new(u16::try_from(count).ok()?))
}

fn measures(of: Three) -> Option<Range<Measure>> {
    three(of, |hundredths| Measure::new(u32::try_from(hundredths).ok()?))
}

fn changes(of: Three) -> Option<Range<Change>> {
    three(of, |factor| Change::new(i16::try_from(i64::try_from(factor).ok()? - 10_000).ok()?))
}
