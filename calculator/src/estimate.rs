//! What a scenario costs.
//!
//! Contract: an [`Estimate`] has a row for each line and each fixed cost, and a cell for each budget year; a cell is the sum
//! of its parts, each a product that is rounded once; every total is the sum of the cells it is made of. What lacks a number
//! is a [`Cell::Open`], is in no total, and is counted. Everywhere low ≤ likely ≤ high: the low total takes every input at
//! the value that makes it lowest. Traces, what matters most, break-even and comparison are worked out from the same parts.

mod break_even;
mod compare;
mod payers;
mod sheet;
mod tornado;
mod trace;
mod warnings;

use std::fmt;

pub use break_even::{
    BreakEven, BreakEvenError, Even, Terms, break_even, evens, price_years, terms as break_even_terms,
};
pub use compare::{Comparison, Difference, Differing, compare};
pub use payers::{Payment, known_payments, payments};
pub use tornado::{Swing, tornado};
pub use trace::{Basis, Ground, Target, Trace, open, trace};
pub use warnings::warnings;

use sheet::money_of;
pub(crate) use sheet::{Look, Sheet, opposite};

use crate::{Amount, Bound, IndexError, Level, Plan, Range, Year};

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
    /// One of [`crate::Scenario::lines`].
    Line(usize),
    /// One of [`crate::Scenario::fixed`].
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
    /// The amount is not known.
    Amount,
    /// A cost beside the price lacks its number or its rate. It is the gap of a part: the cell is without it.
    Beside,
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
    /// Works out the row of a line anew, after that line alone has changed in the plan; what comes out is what [`estimate()`] would
    /// give. For a long list, of which one line is typed in.
    ///
    /// # Errors
    /// When there is no such line, or a total is too large; the estimate is then as it was.
    pub fn renew(&mut self, plan: &Plan, scenario: usize, line: usize) -> Result<(), EstimateError> {
        let sheet = Sheet::new(plan, scenario, self.level)?;
        let place = Place::Line(line);
        // Lines come first, in order.
        let row = self.rows.get_mut(line).filter(|row| row.place == place).ok_or(EstimateError::NoScenario)?;
        let mut cells = Vec::with_capacity(self.years.len());
        let mut years = Vec::with_capacity(self.years.len());
        let (mut in_row, mut total) = (Sum::default(), Sum::of(&self.total));
        for (index, year) in self.years.iter().enumerate() {
            let cell = sheet.cell(place, index);
            let mut sum = Sum::of(year);
            if let Some(Cell::Known(old)) = row.cells.get(index) {
                [&mut sum, &mut total].into_iter().for_each(|sum| sum.take(old));
            }
            if let Cell::Known(new) = &cell {
                [&mut in_row, &mut sum, &mut total].into_iter().for_each(|sum| sum.add(new));
            }
            cells.push(cell);
            years.push(sum.range()?);
        }
        let (in_row, total) = (in_row.range()?, total.range()?);
        *row = Row { place, cells, total: in_row };
        (self.years, self.total) = (years, total);
        Ok(())
    }

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

    /// The total of a year; nothing where no row has a number in it, since 0 kr. would look like an answer.
    #[must_use]
    pub fn known_year(&self, year: usize) -> Option<Range<Amount>> {
        let known = |row: &Row| row.cells.get(year).is_some_and(|cell| cell.known().is_some());
        self.years.get(year).copied().filter(|_| self.rows.iter().any(known))
    }

    /// The total of all years; nothing where no row has a number.
    #[must_use]
    pub fn known_total(&self) -> Option<Range<Amount>> {
        (!self.is_empty()).then_some(self.total)
    }

    /// How many rows have an open cell.
    #[must_use]
    pub fn left_out(&self) -> usize {
        self.rows.iter().filter(|row| row.gap().is_some()).count()
    }

    /// True where no row has a number.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        !self.rows.iter().any(|row| row.known().is_some())
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

    /// The same; nothing where no cell has a number.
    #[must_use]
    pub fn known(&self) -> Option<Range<Amount>> {
        self.cells.iter().any(|cell| cell.known().is_some()).then_some(self.total)
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

    /// The sum that came to these amounts.
    fn of(amounts: &Range<Amount>) -> Sum {
        Sum(Bound::ALL.map(|bound| i128::from(amounts.at(bound).ore())))
    }

    fn take(&mut self, amounts: &Range<Amount>) {
        for (sum, bound) in self.0.iter_mut().zip(Bound::ALL) {
            *sum -= i128::from(amounts.at(bound).ore());
        }
    }

    pub(crate) fn range(self) -> Result<Range<Amount>, EstimateError> {
        let amount = |sum| i64::try_from(sum).ok().and_then(Amount::from_ore).ok_or(EstimateError::TooLarge);
        let [low, likely, high] = self.0;
        Range::new(amount(low)?, amount(likely)?, amount(high)?).map_err(|_| EstimateError::TooLarge)
    }
}

impl fmt::Display for EstimateError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(crate::text::estimate_error(*self))
    }
}

impl std::error::Error for EstimateError {}
