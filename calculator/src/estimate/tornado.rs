//! Which assumption matters most.
//!
//! Contract: each input that is a range is put at its low and at its high value while all others are likely; the one that
//! moves the total furthest comes first. A change of prices is the same in every row, so it is put at one value everywhere.

use super::{EstimateError, Input, Look, Place, Sheet};
use crate::{Amount, Bound, Level, Plan, Pricing, Range};

/// What one input does to the total.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Swing {
    /// The input.
    pub input: Input,
    /// The total with the input at its low value.
    pub at_low: Amount,
    /// The total with the input at its high value.
    pub at_high: Amount,
}

impl Swing {
    /// How far apart the two totals are.
    #[must_use]
    pub fn width(&self) -> u64 {
        self.at_low.ore().abs_diff(self.at_high.ore())
    }
}

/// The inputs that are ranges and move the total, the one that moves it most first.
///
/// # Errors
/// When there is no such scenario, or a total is too large.
pub fn tornado(plan: &Plan, scenario: usize, level: Level) -> Result<Vec<Swing>, EstimateError> {
    let sheet = Sheet::new(plan, scenario, level)?;
    let likely: Look<'_> = &|_, _| Bound::Likely;
    let rows: Vec<(Place, i128)> = sheet.places().map(|place| (place, sheet.row(place, likely))).collect();
    let total: i128 = rows.iter().map(|row| row.1).sum();
    let mut swings: Vec<Swing> = Vec::new();
    let mut take = |input: Input, touched: &[(Place, i128)]| {
        let others = total - touched.iter().map(|row| row.1).sum::<i128>();
        let at = |bound: Bound| {
            let look: Look<'_> = &|asked, _| if asked == input { bound } else { Bound::Likely };
            let sum = others + touched.iter().map(|row| sheet.row(row.0, look)).sum::<i128>();
            i64::try_from(sum).ok().and_then(Amount::from_ore).ok_or(EstimateError::TooLarge)
        };
        let swing = Swing { input, at_low: at(Bound::Low)?, at_high: at(Bound::High)? };
        if swing.width() > 0 {
            // Few inputs move anything: inserting is as fast as sorting, and less code in the browser.
            let place = swings.partition_point(|other| other.width() >= swing.width());
            swings.insert(place, swing);
        }
        Ok(())
    };
    for row in &rows {
        for input in ranged(&sheet, row.0) {
            take(input, std::slice::from_ref(row))?;
        }
    }
    if let Some(prices) = plan.level().filter(|_| level != Level::Entered) {
        for (index, change) in prices.changes().iter().enumerate() {
            if let Some(year) = prices.first().later(index).filter(|_| !change.is_exact()) {
                take(Input::Change { year }, &rows)?;
            }
        }
    }
    Ok(swings)
}

/// The inputs of a row that are ranges.
fn ranged(sheet: &Sheet<'_>, place: Place) -> Vec<Input> {
    let mut inputs = Vec::new();
    let mut take = |is_exact: bool, input: Input| {
        if !is_exact {
            inputs.push(input);
        }
    };
    match place {
        Place::Fixed(fixed) => {
            for (year, amount) in sheet.scenario.fixed[fixed].amounts.iter().enumerate() {
                take(amount.is_none_or(|amount| amount.is_exact()), Input::Fixed { fixed, year });
            }
        }
        Place::Line(index) => {
            let line = &sheet.scenario.lines[index];
            for (year, count) in line.counts.iter().enumerate() {
                take(count.is_none_or(|count| count.is_exact()), Input::Count { line: index, year });
            }
            if let Pricing::Given(price) = &line.price {
                take(price.amount.is_exact(), Input::Price { line: index });
            }
            for (extra, cost) in line.extras.iter().enumerate() {
                take(cost.measure.is_none_or(|measure| measure.is_exact()), Input::Measure { line: index, extra });
                let rate = cost.rate.as_ref().map_or(Range::exact(Amount::ZERO), |rate| rate.amount);
                take(rate.is_exact(), Input::Rate { line: index, extra });
            }
        }
    }
    inputs
}
