//! From how many units an offer of one's own is cheaper than buying.
//!
//! Contract: worked out from what a unit costs (price and extras) and from the fixed costs, as entered, without rounding; cheaper means
//! strictly cheaper. "Never" and "always" are answers of their own.

use super::{Sheet, money_of};
use crate::{Amount, Bound, Level, Line, Plan, Pricing, Scenario, ScenarioKind, What, Year};

/// From how many units the own offer is cheaper.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum BreakEven {
    /// From the first unit on: it has no fixed cost, and a unit costs less.
    Always,
    /// From so many units on.
    From(u64),
    /// However many: a unit costs as much as bought, or more.
    Never,
}

/// Why there is no answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum BreakEvenError {
    /// There is no such scenario or line.
    NoLine,
    /// A price, a cost of a unit or a fixed cost is open.
    Open,
}

/// From how many units of a line an offer of one's own is cheaper than a line that is bought.
///
/// `own` and `buy` are the index of a scenario and of a line in it. The fixed costs are those of the scenario of `own`, in
/// the year of the index `year` or, without one, over all years; the units are then those of that year or of all years.
/// `bound` [`Bound::Low`] is the case best for the own offer (its costs low, the price high), [`Bound::High`] the worst.
///
/// # Errors
/// When there is no such line, or a price is open.
pub fn break_even(
    plan: &Plan,
    own: (usize, usize),
    buy: (usize, usize),
    year: Option<usize>,
    bound: Bound,
) -> Result<BreakEven, BreakEvenError> {
    let own_cost = unit_cost(plan, own, bound)?;
    let bought = unit_cost(plan, buy, super::opposite(bound))?;
    let scenario = plan.scenarios().get(own.0).ok_or(BreakEvenError::NoLine)?;
    let fixed = fixed_costs(scenario, year, bound)?;
    Ok(match (bought - own_cost, fixed) {
        (..=0, _) => BreakEven::Never,
        (_, 0) => BreakEven::Always,
        (saved, fixed) => u64::try_from(fixed / saved + 1).map_or(BreakEven::Never, BreakEven::From),
    })
}

/// An own offer beside the same thing bought: from how many units it is cheaper, over all years.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Even {
    /// The index of the own offer and of a line in it.
    pub own: (usize, usize),
    /// The index of the scenario that buys and of a line in it.
    pub buy: (usize, usize),
    /// In the case that is best for the own offer, the likely one and the worst.
    pub at: [BreakEven; 3],
    /// What the likely one is worked out from.
    pub terms: Terms,
}

/// Every line that is bought from somebody and stands, with a price, in the first own offer too.
#[must_use]
pub fn evens(plan: &Plan) -> Vec<Even> {
    let scenarios = plan.scenarios();
    let Some(own) = scenarios.iter().position(|scenario| scenario.kind == ScenarioKind::Own) else { return Vec::new() };
    let mine = &scenarios[own].lines;
    let mut found = Vec::new();
    for (buy, scenario) in scenarios.iter().enumerate() {
        if !matches!(scenario.kind, ScenarioKind::Buy | ScenarioKind::Other) {
            continue;
        }
        for (number, bought) in scenario.lines.iter().enumerate() {
            let same = |mine: &Line| mine.subject == bought.subject && mine.price != Pricing::Open;
            let Some(own) = mine.iter().position(same).map(|line| (own, line)) else { continue };
            let buy = (buy, number);
            let at = Bound::ALL.map(|bound| break_even(plan, own, buy, None, bound));
            if let ([Ok(best), Ok(likely), Ok(worst)], Ok(terms)) = (at, terms(plan, own, buy, Bound::Likely)) {
                found.push(Even { own, buy, at: [best, likely, worst], terms });
            }
        }
    }
    found
}

/// The price years of what they are worked out from, each once and in order; amounts without one are left out.
#[must_use]
pub fn price_years(plan: &Plan, evens: &[Even]) -> Vec<Year> {
    let mut years: Vec<Year> = Vec::new();
    for (scenario, line) in evens.iter().flat_map(|even| [even.own, even.buy]) {
        let line = &plan.scenarios()[scenario].lines[line];
        let price = if let Pricing::Given(money) = &line.price { money.year } else { None };
        years.extend(price);
        years.extend(line.extras.iter().filter_map(|extra| extra.rate.as_ref()).filter_map(|rate| rate.year));
    }
    let own = evens.first().map(|even| even.own.0);
    let fixed = own.into_iter().flat_map(|own| &plan.scenarios()[own].fixed);
    years.extend(fixed.filter_map(|cost| cost.year));
    years.sort_unstable();
    years.dedup();
    years
}

/// What a break-even is worked out from, at one bound: amounts rounded to the øre, for showing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Terms {
    /// The fixed costs of the own offer over all years.
    pub fixed: Amount,
    /// What one unit costs the own offer.
    pub own: Amount,
    /// What one unit costs where it is bought.
    pub bought: Amount,
}

/// What [`break_even`] over all years is worked out from.
///
/// # Errors
/// As for [`break_even`], and where an amount is too large.
pub fn terms(plan: &Plan, own: (usize, usize), buy: (usize, usize), bound: Bound) -> Result<Terms, BreakEvenError> {
    let scenario = plan.scenarios().get(own.0).ok_or(BreakEvenError::NoLine)?;
    let fixed = fixed_costs(scenario, None, bound)?;
    let rounded = |parts: i128| {
        let ore = (parts + UNITS / 2) / UNITS;
        i64::try_from(ore).ok().and_then(Amount::from_ore).ok_or(BreakEvenError::Open)
    };
    Ok(Terms {
        fixed: rounded(fixed)?,
        own: rounded(unit_cost(plan, own, bound)?)?,
        bought: rounded(unit_cost(plan, buy, super::opposite(bound))?)?,
    })
}

/// In how many parts an øre is counted here: hundredths of a hundredth, exact for a part of a price.
const UNITS: i128 = 10_000;

/// The fixed costs of a year or of all, in ten thousandths of an øre.
fn fixed_costs(scenario: &Scenario, year: Option<usize>, bound: Bound) -> Result<i128, BreakEvenError> {
    let mut sum = 0;
    for fixed in &scenario.fixed {
        for (_, amount) in fixed.amounts.iter().enumerate().filter(|(index, _)| year.is_none_or(|year| year == *index))
        {
            sum += i128::from(amount.ok_or(BreakEvenError::Open)?.at(bound).ore());
        }
    }
    Ok(sum * UNITS)
}

/// What one unit costs, in ten thousandths of an øre.
fn unit_cost(plan: &Plan, (scenario, index): (usize, usize), bound: Bound) -> Result<i128, BreakEvenError> {
    let sheet = Sheet::new(plan, scenario, Level::Entered).map_err(|_| BreakEvenError::NoLine)?;
    let line: &Line = sheet.scenario.lines.get(index).ok_or(BreakEvenError::NoLine)?;
    let mut cost = match &line.price {
        Pricing::Given(money) => i128::from(money.amount.at(bound).ore()) * UNITS,
        Pricing::Composed if !line.extras.is_empty() => 0,
        Pricing::Open | Pricing::Composed => return Err(BreakEvenError::Open),
    };
    for extra in line.extras.iter().enumerate() {
        let (money, _) = money_of(line, index, Some(extra)).ok_or(BreakEvenError::Open)?;
        let measure = extra.1.measure.ok_or(BreakEvenError::Open)?.at(bound);
        let parts = i128::from(money.amount.at(bound).ore()) * i128::from(measure.hundredths());
        cost += if extra.1.what == What::Cancelled { parts } else { parts * 100 };
    }
    Ok(cost)
}
