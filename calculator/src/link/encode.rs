//! From a plan to a link.
//!
//! Contract: total; the result holds only letters, digits, `.`, `-` and `_`.

use jiff::civil::Date;

use super::bytes::{Three, Writer, checksum};
use super::{OPEN_SHARE, VERSION, WITH_RANGES, base64};
use crate::{
    Amount, Change, Extra, FixedCost, Line, Measure, Money, Origin, Plan, Pricing, Quantity, Range, Scenario, Share,
    Subject, Unit, What, Year,
};

/// A plan as the fragment of an address, without `#`.
///
/// ```
/// use calculator::{Plan, Scenario, ScenarioKind, Year, Years, link};
///
/// let years = Years::new(Year::new(2027).expect("a year"), 2).expect("years");
/// let plan = Plan::new(years, jiff::civil::date(2026, 11, 22), None, vec![Scenario::empty(ScenarioKind::Buy)])?;
/// let fragment = link::write(&plan);
/// assert!(fragment.starts_with("1."));
/// assert_eq!(link::read(&fragment)?, plan);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[must_use]
pub fn write(plan: &Plan) -> String {
    let mut out = Writer::default();
    let years = plan.years();
    out.number(since_1999(Some(years.first())));
    out.length(years.count());
    date(&mut out, plan.rate_date());
    out.length(usize::from(plan.level().is_some()));
    if let Some(level) = plan.level() {
        out.number(since_1999(Some(level.base())));
        out.number(since_1999(Some(level.first())));
        out.length(level.changes().len());
        level.changes().iter().for_each(|change| out.range(Some(changes(change))));
    }
    out.length(plan.scenarios().len());
    let payers = plan.scenarios().iter().flat_map(|scenario| &scenario.payers);
    let ranges = payers.flat_map(|payer| &payer.shares).flatten().any(|share| !share.is_exact());
    plan.scenarios().iter().for_each(|part| scenario(&mut out, part, ranges));
    let sum = checksum(&out.bytes);
    out.bytes.extend_from_slice(&sum);
    let mut link = String::from(if ranges { WITH_RANGES } else { VERSION });
    link.push('.');
    base64::encode(&out.bytes, &mut link);
    link
}

/// A scenario; `ranges` says that the shares of payers are.
fn scenario(out: &mut Writer, scenario: &Scenario, ranges: bool) {
    out.length(index(&crate::ScenarioKind::ALL, &scenario.kind));
    out.text(&scenario.title);
    out.length(scenario.lines.len());
    scenario.lines.iter().for_each(|part| line(out, part));
    out.length(scenario.fixed.len());
    scenario.fixed.iter().for_each(|part| fixed(out, part));
    out.length(scenario.payers.len());
    for payer in &scenario.payers {
        out.text(&payer.name);
        for share in &payer.shares {
            let three = share.as_ref().map(shares);
            if ranges {
                out.range(three);
            } else {
                out.number(three.map_or(OPEN_SHARE, |[_, likely, _]| likely));
            }
        }
    }
}

fn line(out: &mut Writer, line: &Line) {
    let (kind, words) = match &line.subject {
        Subject::Service(id) => (0, id.as_str()),
        Subject::Own(words) => (1, words.as_str()),
    };
    // Two small choices share a byte.
    out.length(kind + 2 * index(&Unit::ALL, &line.unit));
    out.text(words);
    line.counts.iter().for_each(|count| out.range(count.as_ref().map(quantities)));
    match &line.price {
        Pricing::Open => out.number(0),
        Pricing::Composed => out.number(1),
        Pricing::Given(price) => {
            out.number(2);
            money(out, price);
        }
    }
    out.length(line.extras.len());
    line.extras.iter().for_each(|part| extra(out, part));
}

fn extra(out: &mut Writer, extra: &Extra) {
    out.length(index(&What::ALL, &extra.what));
    out.range(extra.measure.as_ref().map(measures));
    match &extra.rate {
        Some(rate) => money(out, rate),
        None if extra.what == What::Cancelled => {}
        None => out.range(None),
    }
}

fn fixed(out: &mut Writer, cost: &FixedCost) {
    out.length(index(&crate::FixedKind::ALL, &cost.what));
    out.text(&cost.label);
    cost.amounts.iter().for_each(|amount| out.range(amount.as_ref().map(amounts)));
    out.number(since_1999(cost.year));
    out.text(&cost.note);
}

fn money(out: &mut Writer, money: &Money) {
    out.range(Some(amounts(&money.amount)));
    out.number(since_1999(money.year));
    match &money.origin {
        Origin::Rate => out.number(0),
        Origin::Figure { id } => {
            out.number(1);
            out.text(id);
        }
        Origin::Entered { provider, note } => {
            out.number(2);
            out.text(provider);
            out.text(note);
        }
    }
}

fn date(out: &mut Writer, day: Date) {
    // Any day of the calendar: years before 0 too.
    out.number(u64::try_from(i32::from(day.year()) + 10_000).unwrap_or_default());
    out.number(u64::try_from(i32::from(day.month()) * 32 + i32::from(day.day())).unwrap_or_default());
}

/// A year as a small number; 0 where there is none.
fn since_1999(year: Option<Year>) -> u64 {
    year.map_or(0, |year| u64::from(year.get() - 1999))
}

fn index<T: PartialEq>(all: &[T], one: &T) -> usize {
    all.iter().position(|other| other == one).unwrap_or_default()
}

fn amounts(range: &Range<Amount>) -> Three {
    let ore = |amount: Amount| amount.ore().unsigned_abs();
    [ore(range.low()), ore(range.likely()), ore(range.high())]
}

fn quantities(range: &Range<Quantity>) -> Three {
    let count = |quantity: Quantity| u64::from(quantity.get());
    [count(range.low()), count(range.likely()), count(range.high())]
}

fn shares(range: &Range<Share>) -> Three {
    [range.low(), range.likely(), range.high()].map(|share| u64::from(share.basis_points()))
}

fn measures(range: &Range<Measure>) -> Three {
    let hundredths = |measure: Measure| u64::from(measure.hundredths());
    [hundredths(range.low()), hundredths(range.likely()), hundredths(range.high())]
}

fn changes(range: &Range<Change>) -> Three {
    [range.low(), range.likely(), range.high()].map(|change| u64::from(change.factor()))
}
