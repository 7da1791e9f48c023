//! A scenario at a price level: what each part of each cell costs.
//!
//! Contract: a part is one product of its inputs, rounded once; a cell is the sum of its parts, or open where its count or its price is.
//! A cost beside the price that is open is in no cell, unless it is what the price is made of: then there is no price.
//! Which value of a range is taken is the caller's: the estimate, what matters most and the traces all ask here.

use super::{Cell, EstimateError, Gap, Input, Place};
use crate::product::Product;
use crate::{
    Amount, Bound, Extra, IndexError, Level, Line, Money, Plan, PriceKind, Pricing, Range, Scenario, What, Year,
};

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
        for part in (0..self.parts(place)).filter(|part| !self.is_open(place, *part)) {
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

    /// True for a cost beside the price that lacks something.
    pub(crate) fn is_open(&self, place: Place, part: usize) -> bool {
        let extra = match (place, part.checked_sub(1)) {
            (Place::Line(line), Some(extra)) => self.scenario.lines.get(line).and_then(|line| line.extras.get(extra)),
            _ => None,
        };
        extra.is_some_and(Extra::is_open)
    }

    /// One part of a cell: a single product, rounded once.
    pub(crate) fn part(&self, place: Place, part: usize, year: usize, look: Look<'_>) -> Result<Amount, Gap> {
        match place {
            Place::Fixed(fixed) => {
                let cost = self.scenario.fixed.get(fixed).ok_or(Gap::Price)?;
                let amount = cost.amounts.get(year).copied().flatten().ok_or(Gap::Amount)?;
                let amount = amount.at(look(Input::Fixed { fixed, year }, false));
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
        let priced = match line.price {
            Pricing::Open => false,
            Pricing::Given(_) => true,
            Pricing::Composed => !line.extras.is_empty() && !line.extras.iter().any(Extra::is_open),
        };
        let count = match (count, priced) {
            (None, false) => return Err(Gap::Both),
            (None, true) => return Err(Gap::Count),
            (Some(count), _) => count.at(look(Input::Count { line: index, year }, false)),
        };
        if count.get() == 0 {
            return Ok(Amount::ZERO);
        }
        let extra = part.checked_sub(1).map(|extra| (extra, &line.extras[extra]));
        if extra.is_some_and(|(_, extra)| extra.is_open()) {
            return Err(Gap::Beside);
        }
        let Some((money, input)) = money_of(line, index, extra) else {
            return if priced && part == 0 { Ok(Amount::ZERO) } else { Err(Gap::Price) };
        };
        let mut product = Product::of(money.amount.at(look(input, false)).ore().unsigned_abs());
        product.times(u32::from(count.get()));
        if let Some((extra, cost)) = extra {
            let measure = cost.measure.ok_or(Gap::Beside)?;
            product.times(measure.at(look(Input::Measure { line: index, extra }, false)).hundredths());
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
                Place::Fixed(fixed) => self.scenario.fixed[fixed].amounts[year].is_none_or(|amount| amount.is_exact()),
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
            && self.extras.iter().all(|extra| {
                extra.measure.is_none_or(|measure| measure.is_exact()) && extra.rate.as_ref().is_none_or(exact)
            })
    }
}

/// The money of a part, and the input it is; a cancelled session costs a part of the price.
pub(crate) fn money_of<'a>(
    line: &'a Line,
    index: usize,
    extra: Option<(usize, &'a Extra)>,
) -> Option<(&'a Money, Input)> {
    match (extra, &line.price) {
        (Some((extra, Extra { rate: Some(rate), .. })), _) => Some((rate, Input::Rate { line: index, extra })),
        (Some((_, Extra { what, .. })), _) if *what != What::Cancelled => None,
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
