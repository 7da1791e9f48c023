//! What a scenario costs.
//!
//! Contract: an [`Estimate`] has a row for each line and each fixed cost, and a cell for each budget year; a cell is the sum
//! of its parts, each a product that is rounded once; every total is the sum of the cells it is made of. What lacks a number
//! is a [`Cell::Open`], is in no total, and is counted. Everywhere low ≤ likely ≤ high: the low total takes every input at
//! the value that makes it lowest. Traces, what matters most, break-even and comparison are worked out from the same parts.

mod break_even;
mod compare;
mod payers;
mod tornado;
mod trace;
mod warnings;

use std::fmt;

pub use break_even::{BreakEven, BreakEvenError, break_even};
pub use compare::{Comparison, Difference, Differing, compare};
pub use payers::{Payment, payments};
pub use tornado::{Swing, tornado};
pub(crate) use trace::open;
pub use trace::{Basis, Ground, Target, Trace, trace};
pub use warnings::warnings;

use crate::product::Product;
use crate::{Amount, Bound, IndexError, Level, Line, Money, Plan, PriceKind, Pricing, Range, Scenario, What, Year};

/// The result of a scenario at one price level.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Estimate {
    level: Level,
    rows: Vec<Row>,
    years: Vec<Range<Amount>>,
    total: Range<Amount>,
}

/// A line or a fixed cost, year by year.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Row {
    place: Place,
    cells: Vec<Cell>,
    total: Range<Amount>,
}

/// What a row stands for: an index into the scenario.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Place {
    /// One of [`Scenario::lines`].
    Line(usize),
    /// One of [`Scenario::fixed`].
    Fixed(usize),
}

/// A row in one year.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Cell {
    /// What it costs.
    Known(Range<Amount>),
    /// Something is not there.
    Open(Gap),
}

/// Why a cell has no number.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Gap {
    /// The price is not known.
    Price,
    /// The number of units is not known.
    Count,
    /// Neither is known.
    Both,
    /// The amount cannot be brought to the level asked for.
    Index(IndexError),
    /// The amount is too large to reckon with.
    TooLarge,
}

/// A number that the user or a register gave.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Input {
    /// How many units a line has in the year of that index.
    Count {
        /// The line.
        line: usize,
        /// The year.
        year: usize,
    },
    /// The price of a line.
    Price {
        /// The line.
        line: usize,
    },
    /// The hours, kilometres or part of an extra.
    Measure {
        /// The line.
        line: usize,
        /// The extra.
        extra: usize,
    },
    /// The rate of an extra.
    Rate {
        /// The line.
        line: usize,
        /// The extra.
        extra: usize,
    },
    /// A fixed cost in the year of that index.
    Fixed {
        /// The fixed cost.
        fixed: usize,
        /// The year.
        year: usize,
    },
    /// The change of prices in a year.
    Change {
        /// The year.
        year: Year,
    },
}

/// Why there is no estimate.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum EstimateError {
    /// The plan has no scenario of that index.
    NoScenario,
    /// A sum is too large to reckon with.
    TooLarge,
}

/// Works out a scenario of a plan.
///
/// ```
/// use calculator::*;
///
/// let year = Year::new(2027).expect("a year");
/// let price = Money::entered(Range::exact(Amount::parse("28.000")?), None, "Børnehus Midt", "Tilbud");
/// let line = Line {
///     subject: Subject::Service(ServiceId::parse("tf-cbt")?),
///     unit: Unit::Course,
///     counts: vec![Some(Range::new(Quantity::parse("2")?, Quantity::parse("3")?, Quantity::parse("5")?)?)],
///     price: Pricing::Given(price),
///     extras: vec![],
/// };
/// let scenario = Scenario { lines: vec![line], ..Scenario::empty(ScenarioKind::Buy) };
/// let plan = Plan::new(Years::new(year, 1).expect("years"), jiff::civil::date(2026, 11, 22), None, vec![scenario])?;
/// let result = estimate(&plan, 0, Level::Entered)?;
/// assert_eq!(text::amount_range(&result.total()), "84.000 kr. (56.000–140.000 kr.)");
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
///
/// # Errors
/// When there is no such scenario, or a total is too large.
pub fn estimate(plan: &Plan, scenario: usize, level: Level) -> Result<Estimate, EstimateError> {
    let sheet = Sheet::new(plan, scenario, level)?;
    let mut years = vec![Sum::default(); plan.years().count()];
    let mut total = Sum::default();
    let mut rows = Vec::with_capacity(sheet.scenario.lines.len() + sheet.scenario.fixed.len());
    for place in sheet.places() {
        let cells: Vec<Cell> = (0..years.len()).map(|year| sheet.cell(place, year)).collect();
        let mut row = Sum::default();
        for (cell, year) in cells.iter().zip(&mut years) {
            if let Cell::Known(amounts) = cell {
                [&mut row, year, &mut total].into_iter().for_each(|sum| sum.add(amounts));
            }
        }
        rows.push(Row { place, cells, total: row.range()? });
    }
    let years = years.into_iter().map(Sum::range).collect::<Result<_, _>>()?;
    Ok(Estimate { level, rows, years, total: total.range()? })
}

impl Estimate {
    /// The price level.
    #[must_use]
    pub fn level(&self) -> Level {
        self.level
    }

    /// The rows: lines in order, then fixed costs.
    #[must_use]
    pub fn rows(&self) -> &[Row] {
        &self.rows
    }

    /// The row of a place.
    #[must_use]
    pub fn row(&self, place: Place) -> Option<&Row> {
        // Lines come first, in order, then fixed costs.
        let lines = self.rows.partition_point(|row| matches!(row.place, Place::Line(_)));
        match place {
            Place::Line(index) => self.rows[..lines].get(index),
            Place::Fixed(index) => self.rows[lines..].get(index),
        }
    }

    /// The totals of the budget years.
    #[must_use]
    pub fn years(&self) -> &[Range<Amount>] {
        &self.years
    }

    /// The total of all years.
    #[must_use]
    pub fn total(&self) -> Range<Amount> {
        self.total
    }

    /// How many rows have an open cell.
    #[must_use]
    pub fn left_out(&self) -> usize {
        self.rows.iter().filter(|row| row.gap().is_some()).count()
    }

    /// True where no row has a number.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        !self.rows.iter().any(|row| row.cells.iter().any(|cell| matches!(cell, Cell::Known(_))))
    }
}

impl Row {
    /// What it stands for.
    #[must_use]
    pub fn place(&self) -> Place {
        self.place
    }

    /// Its cells, one a budget year.
    #[must_use]
    pub fn cells(&self) -> &[Cell] {
        &self.cells
    }

    /// The sum of its cells that have a number.
    #[must_use]
    pub fn total(&self) -> Range<Amount> {
        self.total
    }

    /// What its first open cell lacks.
    #[must_use]
    pub fn gap(&self) -> Option<Gap> {
        self.cells.iter().find_map(|cell| if let Cell::Open(gap) = cell { Some(*gap) } else { None })
    }
}

impl Cell {
    /// The amount, where there is one.
    #[must_use]
    pub fn known(&self) -> Option<Range<Amount>> {
        if let Cell::Known(amounts) = self { Some(*amounts) } else { None }
    }
}

/// Three sums at once. What has once not fit stays so.
#[derive(Clone, Copy, Default)]
pub(crate) struct Sum([i128; 3]);

impl Sum {
    pub(crate) fn add(&mut self, amounts: &Range<Amount>) {
        for (sum, bound) in self.0.iter_mut().zip(Bound::ALL) {
            *sum += i128::from(amounts.at(bound).ore());
        }
    }

    pub(crate) fn range(self) -> Result<Range<Amount>, EstimateError> {
        let amount = |sum| i64::try_from(sum).ok().and_then(Amount::from_ore).ok_or(EstimateError::TooLarge);
        let [low, likely, high] = self.0;
        Range::new(amount(low)?, amount(likely)?, amount(high)?).map_err(|_| EstimateError::TooLarge)
    }
}

/// A scenario at a price level, and how to look at its inputs.
#[derive(Clone, Copy)]
pub(crate) struct Sheet<'a> {
    pub(crate) plan: &'a Plan,
    pub(crate) scenario: &'a Scenario,
    pub(crate) level: Level,
}

/// Which value of an input is taken; told whether more of it makes the amount less.
pub(crate) type Look<'a> = &'a dyn Fn(Input, bool) -> Bound;

impl<'a> Sheet<'a> {
    pub(crate) fn new(plan: &'a Plan, scenario: usize, level: Level) -> Result<Sheet<'a>, EstimateError> {
        let scenario = plan.scenarios().get(scenario).ok_or(EstimateError::NoScenario)?;
        Ok(Sheet { plan, scenario, level })
    }

    pub(crate) fn places(&self) -> impl Iterator<Item = Place> + use<> {
        let lines = (0..self.scenario.lines.len()).map(Place::Line);
        lines.chain((0..self.scenario.fixed.len()).map(Place::Fixed))
    }

    /// The three values of a cell.
    pub(crate) fn cell(&self, place: Place, year: usize) -> Cell {
        let at = |bound: Bound| self.amount(place, year, &|_, falls| if falls { opposite(bound) } else { bound });
        let three = at(Bound::Likely).and_then(|likely| {
            if self.is_exact(place, year) {
                return Ok(Range::exact(likely));
            }
            Range::new(at(Bound::Low)?, likely, at(Bound::High)?).map_err(|_| Gap::TooLarge)
        });
        three.map_or_else(Cell::Open, Cell::Known)
    }

    /// A cell with every input where `look` says.
    pub(crate) fn amount(&self, place: Place, year: usize, look: Look<'_>) -> Result<Amount, Gap> {
        let mut sum = Amount::ZERO;
        for part in 0..self.parts(place) {
            sum = sum.checked_add(self.part(place, part, year, look)?).ok_or(Gap::TooLarge)?;
        }
        Ok(sum)
    }

    /// A row over all years with every input where `look` says; open cells are left out.
    pub(crate) fn row(&self, place: Place, look: Look<'_>) -> i128 {
        let years = 0..self.plan.years().count();
        years.filter_map(|year| self.amount(place, year, look).ok()).map(|amount| i128::from(amount.ore())).sum()
    }

    /// How many parts a cell of a row has: the price, and one for each extra.
    pub(crate) fn parts(&self, place: Place) -> usize {
        match place {
            Place::Line(line) => self.scenario.lines.get(line).map_or(0, |line| line.extras.len() + 1),
            Place::Fixed(_) => 1,
        }
    }

    /// One part of a cell: a single product, rounded once.
    pub(crate) fn part(&self, place: Place, part: usize, year: usize, look: Look<'_>) -> Result<Amount, Gap> {
        match place {
            Place::Fixed(fixed) => {
                let cost = self.scenario.fixed.get(fixed).ok_or(Gap::Price)?;
                let amount = cost.amounts.get(year).ok_or(Gap::Price)?.at(look(Input::Fixed { fixed, year }, false));
                self.at_level(Product::of(amount.ore().unsigned_abs()), cost.year, amount == Amount::ZERO, year, look)
            }
            Place::Line(index) => {
                let line = self.scenario.lines.get(index).ok_or(Gap::Price)?;
                self.part_of_line(line, index, part, year, look)
            }
        }
    }

    fn part_of_line(&self, line: &Line, index: usize, part: usize, year: usize, look: Look<'_>) -> Result<Amount, Gap> {
        let count = line.counts.get(year).copied().flatten();
        let priced =
            !(matches!(line.price, Pricing::Open) || matches!(line.price, Pricing::Composed) && line.extras.is_empty());
        let count = match (count, priced) {
            (None, false) => return Err(Gap::Both),
            (None, true) => return Err(Gap::Count),
            (Some(count), _) => count.at(look(Input::Count { line: index, year }, false)),
        };
        if count.get() == 0 {
            return Ok(Amount::ZERO);
        }
        let extra = part.checked_sub(1).map(|extra| (extra, &line.extras[extra]));
        let Some((money, input)) = money_of(line, index, extra) else {
            return if priced && part == 0 { Ok(Amount::ZERO) } else { Err(Gap::Price) };
        };
        let mut product = Product::of(money.amount.at(look(input, false)).ore().unsigned_abs());
        product.times(u32::from(count.get()));
        if let Some((extra, cost)) = extra {
            product.times(cost.measure.at(look(Input::Measure { line: index, extra }, false)).hundredths());
            product.over(if cost.what == What::Cancelled { 10_000 } else { 100 });
        }
        self.at_level(product, money.year, false, year, look)
    }

    /// Brings a product to the price level and rounds it.
    fn at_level(
        &self,
        mut product: Product,
        from: Option<Year>,
        zero: bool,
        year: usize,
        look: Look<'_>,
    ) -> Result<Amount, Gap> {
        if self.level != Level::Entered && !zero {
            let level = self.plan.level().ok_or(Gap::Index(IndexError::NoLevel))?;
            let from = from.unwrap_or(level.base());
            let to = match self.level {
                Level::Current => self.plan.years().iter().nth(year).unwrap_or(level.base()),
                Level::Entered | Level::Fixed => level.base(),
            };
            let bound = |year| look(Input::Change { year }, to < from);
            level.apply(&mut product, PriceKind::Service, from, to, &bound).map_err(Gap::Index)?;
        }
        product.rounded().and_then(Amount::from_ore).ok_or(Gap::TooLarge)
    }

    /// True where every input of a cell is known exactly.
    fn is_exact(&self, place: Place, year: usize) -> bool {
        let changes = self.plan.level().filter(|_| self.level != Level::Entered);
        let exact = changes.is_none_or(|level| level.changes().iter().all(Range::is_exact));
        exact
            && match place {
                Place::Fixed(fixed) => self.scenario.fixed[fixed].amounts[year].is_exact(),
                Place::Line(line) => self.scenario.lines[line].is_exact(year),
            }
    }
}

impl Line {
    fn is_exact(&self, year: usize) -> bool {
        let exact = |money: &Money| money.amount.is_exact();
        let price = if let Pricing::Given(money) = &self.price { exact(money) } else { true };
        price
            && self.counts[year].is_none_or(|count| count.is_exact())
            && self.extras.iter().all(|extra| extra.measure.is_exact() && extra.rate.as_ref().is_none_or(exact))
    }
}

/// The money of a part, and the input it is; a cancelled session costs a part of the price.
pub(crate) fn money_of<'a>(
    line: &'a Line,
    index: usize,
    extra: Option<(usize, &'a crate::Extra)>,
) -> Option<(&'a Money, Input)> {
    match (extra, &line.price) {
        (Some((extra, crate::Extra { rate: Some(rate), .. })), _) => Some((rate, Input::Rate { line: index, extra })),
        (_, Pricing::Given(price)) => Some((price, Input::Price { line: index })),
        (_, Pricing::Open | Pricing::Composed) => None,
    }
}

pub(crate) const fn opposite(bound: Bound) -> Bound {
    match bound {
        Bound::Low => Bound::High,
        Bound::Likely => Bound::Likely,
        Bound::High => Bound::Low,
    }
}

impl fmt::Display for EstimateError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(crate::text::estimate_error(*self))
    }
}

impl std::error::Error for EstimateError {}
