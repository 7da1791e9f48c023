//! Scenarios side by side.
//!
//! Contract: rows that are about the same thing stand beside each other, whatever their order; what a scenario does not have
//! costs it nothing, what lacks a number has no difference, and nor has a scenario of which nothing is known. A difference is to the first scenario; its low and high are the
//! furthest apart that the two ranges allow.

use super::{Cell, Estimate, Place};
use crate::{Amount, EstimateError, Level, Plan, Range, Scenario, Subject};

/// A signed amount in øre: how much more (or less) one scenario costs than another.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Difference(i64);

/// Scenarios of a plan at one level, row by row.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Comparison {
    /// The estimates, in the order of the scenarios.
    pub estimates: Vec<Estimate>,
    /// The rows.
    pub rows: Vec<Differing>,
    /// How much more each scenario costs in all than the first.
    pub totals: Vec<Range<Difference>>,
    /// How much more each scenario costs in each budget year than the first.
    pub years: Vec<Vec<Range<Difference>>>,
}

/// A row of a comparison.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Differing {
    /// Where the row is in each scenario; nothing where that does not have it.
    pub places: Vec<Option<Place>>,
    /// What is known of its cost in each scenario over all years; nothing where that is nothing.
    pub totals: Vec<Option<Range<Amount>>>,
    /// How much more than in the first scenario.
    pub differences: Vec<Option<Range<Difference>>>,
}

impl Comparison {
    /// How much more a scenario costs in all than the first; nothing where nothing is known of one of them.
    #[must_use]
    pub fn known_total(&self, scenario: usize) -> Option<Range<Difference>> {
        let known = |index: usize| self.estimates.get(index).is_some_and(|estimate| !estimate.is_empty());
        self.totals.get(scenario).copied().filter(|_| known(0) && known(scenario))
    }
}

impl Difference {
    /// The difference in øre.
    #[must_use]
    pub const fn ore(self) -> i64 {
        self.0
    }

    /// A difference of so many øre.
    #[must_use]
    pub(crate) const fn from_ore(ore: i64) -> Difference {
        Difference(ore)
    }

    /// How much more `other` is than `base`. Amounts are never negative, so it always fits.
    #[must_use]
    pub const fn of(base: Amount, other: Amount) -> Difference {
        Difference(other.ore() - base.ore())
    }

    /// How much more `other` is than `base`, for ranges.
    #[must_use]
    pub fn range(base: &Range<Amount>, other: &Range<Amount>) -> Range<Difference> {
        let likely = Difference::of(base.likely(), other.likely());
        let low = Difference::of(base.high(), other.low());
        let high = Difference::of(base.low(), other.high());
        Range::new(low, likely, high).unwrap_or(Range::exact(likely))
    }
}

/// What makes two rows the same: what it is, and which of several.
#[derive(PartialEq)]
enum Key<'a> {
    Line(&'a Subject, usize),
    Fixed(crate::FixedKind, &'a str, usize),
}

/// Puts the scenarios of a plan side by side.
///
/// # Errors
/// When a total is too large.
pub fn compare(plan: &Plan, level: Level) -> Result<Comparison, EstimateError> {
    let scenarios = plan.scenarios();
    let estimates: Vec<_> =
        (0..scenarios.len()).map(|index| super::estimate(plan, index, level)).collect::<Result<_, _>>()?;
    let mut keyed: Vec<(Key<'_>, Vec<Option<Place>>)> = Vec::new();
    for (index, scenario) in scenarios.iter().enumerate() {
        for row in estimates[index].rows() {
            let key = key(scenario, row.place());
            let known = keyed.iter().position(|(other, _)| *other == key);
            let known = known.unwrap_or_else(|| {
                keyed.push((key, vec![None; scenarios.len()]));
                keyed.len() - 1
            });
            keyed[known].1[index] = Some(row.place());
        }
    }
    let rows = keyed.into_iter().map(|(_, places)| differing(&estimates, places)).collect();
    let base = &estimates[0];
    let totals = estimates.iter().map(|other| Difference::range(&base.total(), &other.total())).collect();
    let year =
        |other: &Estimate| base.years().iter().zip(other.years()).map(|(a, b)| Difference::range(a, b)).collect();
    let years = estimates.iter().map(year).collect();
    Ok(Comparison { rows, totals, years, estimates })
}

fn differing(estimates: &[Estimate], places: Vec<Option<Place>>) -> Differing {
    let total = |(estimate, place): (&Estimate, &Option<Place>)| {
        let Some(place) = place else { return Some(Range::exact(Amount::ZERO)) };
        estimate.row(*place)?.known()
    };
    let whole = |index: usize| {
        let estimate = &estimates[index];
        let row = places[index].and_then(|place| estimate.row(place));
        !estimate.is_empty() && row.is_none_or(|row| row.cells().iter().all(|cell| matches!(cell, Cell::Known(_))))
    };
    let totals: Vec<_> = estimates.iter().zip(&places).map(total).collect();
    let difference = |(index, other): (usize, &Option<Range<Amount>>)| {
        let both = whole(0) && whole(index);
        Some(Difference::range(&totals[0]?, other.as_ref()?)).filter(|_| both)
    };
    let differences = totals.iter().enumerate().map(difference).collect();
    Differing { places, differences, totals }
}

fn key(scenario: &Scenario, place: Place) -> Key<'_> {
    match place {
        Place::Line(index) => {
            let subject = |line: usize| &scenario.lines[line].subject;
            Key::Line(subject(index), (0..index).filter(|&earlier| subject(earlier) == subject(index)).count())
        }
        Place::Fixed(index) => {
            let of = |fixed: usize| (scenario.fixed[fixed].what, scenario.fixed[fixed].label.as_str());
            let (what, label) = of(index);
            Key::Fixed(what, label, (0..index).filter(|&earlier| of(earlier) == of(index)).count())
        }
    }
}
