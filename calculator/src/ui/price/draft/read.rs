//! From what is typed to a plan.
//!
//! Contract: what cannot be read is open, never 0 and never guessed. The plan has all that is filled in, what is open too.

use calculator::{
    Amount, Change, Extra, FixedCost, Line, Measure, Money, Payer, Plan, PriceLevel, Pricing, Quantity, Range,
    Scenario, Share, Subject, What, Year, Years,
};

use super::at::{Kind, ranged};
use super::{Beside, Draft, Fixed, Priced, Typed, Typing, Way};

impl Draft {
    /// Reads all of it: a plan, or why there is none.
    pub(crate) fn read(&self) -> Result<Plan, String> {
        let scenarios: Vec<Scenario> = self.scenarios.iter().map(Way::read).collect();
        let count = u8::try_from(self.years).unwrap_or(1);
        let years = self.year(0).and_then(|first| Years::new(first, count));
        years.ok_or("Skriv det første budgetår med fire cifre.".to_owned()).and_then(|years| {
            Plan::new(years, self.rate_date, self.price_level(), scenarios).map_err(|error| error.to_string())
        })
    }

    /// The price level; its changes are the last run of years without a gap.
    fn price_level(&self) -> Option<PriceLevel> {
        if !self.carried {
            return None;
        }
        let base = Year::parse(self.base.likely()).ok()?;
        let mut first = base;
        let mut run: Vec<Range<Change>> = Vec::new();
        for (number, typed) in &self.changes {
            let Some(year) = Year::new(*number) else { continue };
            let new = |value| i16::try_from(value).ok().and_then(Change::new);
            let Some(change) = Kind::Change.range(typed).and_then(|values| ranged(values, new)) else { continue };
            if first.later(run.len()) != Some(year) {
                first = year;
                run.clear();
            }
            run.push(change);
        }
        PriceLevel::new(base, first, run).ok()
    }

    /// The years whose change of prices is asked for: those between any two years that prices or budgets are of.
    pub(crate) fn changing_years(&self) -> Vec<u16> {
        let mut years: Vec<u16> = (0..self.years).filter_map(|index| self.year(index)).map(Year::get).collect();
        years.extend(Year::parse(self.base.likely()).map(Year::get));
        let mut price = |money: &Priced| years.extend(money.price_year().map(Year::get));
        for way in &self.scenarios {
            for line in &way.lines {
                price(&line.price);
                line.extras.iter().for_each(|extra| price(&extra.rate));
            }
        }
        let fixed = self.scenarios.iter().flat_map(|way| &way.fixed);
        years.extend(fixed.filter_map(|fixed| Year::parse(fixed.year.likely()).ok()).map(Year::get));
        match (years.iter().min(), years.iter().max()) {
            (Some(&first), Some(&last)) => (first + 1..=last).collect(),
            _ => Vec::new(),
        }
    }
}

impl Way {
    fn read(&self) -> Scenario {
        let share = |typed: &Typed| {
            let new = |value| u16::try_from(value).ok().and_then(Share::new);
            Kind::Share.range(typed).and_then(|values| ranged(values, new))
        };
        let payers = self.payers.iter().map(|payer| Payer {
            name: payer.name.likely().trim().to_owned(),
            shares: payer.shares.iter().map(share).collect(),
        });
        Scenario {
            kind: self.kind,
            title: self.title.likely().trim().to_owned(),
            lines: self.lines.iter().map(Typing::read).collect(),
            fixed: self.fixed.iter().map(Fixed::read).collect(),
            payers: payers.collect(),
        }
    }
}

impl Typing {
    /// The line.
    pub(crate) fn read(&self) -> Line {
        let extras: Vec<Extra> = self.extras.iter().map(Beside::read).collect();
        let subject = match &self.subject {
            Subject::Own(_) => Subject::Own(self.name.likely().trim().to_owned()),
            service => service.clone(),
        };
        let count = |typed: &Typed| {
            let new = |value| u16::try_from(value).ok().and_then(Quantity::new);
            Kind::Count.range(typed).and_then(|values| ranged(values, new))
        };
        let price = match self.price.read() {
            _ if self.composed => Pricing::Composed,
            Some(money) => Pricing::Given(money),
            None => Pricing::Open,
        };
        // A price made of nothing is no price.
        let price = if self.composed && extras.is_empty() { Pricing::Open } else { price };
        Line { subject, unit: self.unit, counts: self.counts.iter().map(count).collect(), price, extras }
    }
}

impl Priced {
    /// The user's amount; the register's where the user has none.
    pub(crate) fn read(&self) -> Option<Money> {
        if self.own && !self.amount.likely().trim().is_empty() {
            return self.entered();
        }
        self.register.clone()
    }

    fn entered(&self) -> Option<Money> {
        let amount = Kind::Amount.range(&self.amount).and_then(|values| ranged(values, Amount::from_ore))?;
        let year = Year::parse(self.year.likely()).ok();
        Some(Money::entered(amount, year, self.provider.likely().trim(), self.note.likely().trim()))
    }

    fn price_year(&self) -> Option<Year> {
        self.read().and_then(|money| money.year())
    }
}

impl Beside {
    fn read(&self) -> Extra {
        let kind = if self.what == What::Cancelled { Kind::Share } else { Kind::Measure };
        let new = |value| u32::try_from(value).ok().and_then(Measure::new);
        let measure = kind.range(&self.measure).and_then(|values| ranged(values, new));
        Extra::of(self.what, measure, self.rate.read())
    }
}

impl Fixed {
    fn read(&self) -> FixedCost {
        let amount = |typed: &Typed| Kind::Amount.range(typed).and_then(|values| ranged(values, Amount::from_ore));
        FixedCost {
            what: self.what,
            label: self.label.likely().trim().to_owned(),
            amounts: self.amounts.iter().map(amount).collect(),
            year: Year::parse(self.year.likely()).ok(),
            note: self.note.likely().trim().to_owned(),
        }
    }
}
