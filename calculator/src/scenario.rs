//! What is reckoned with: budget years, and up to four ways of doing it side by side.
//!
//! Contract: a [`Plan`] has 1 to 4 consecutive budget years and 1 to 4 scenarios, and every list that goes by year is as long
//! as the years; its only constructor proves that. What is still open (no price, no number) is a value of its own, never 0.
//! Printed prices are those of [`Plan::rate_date`]. There is no place for anything about a child.

use std::fmt;

use jiff::civil::Date;

use crate::{Amount, Extra, Money, PriceLevel, Quantity, Range, ServiceId, Share, Unit, Year};

/// Consecutive budget years, 1 to [`Years::MOST`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Years {
    first: Year,
    count: u8,
}

/// Everything that is reckoned with, and all that a link holds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Plan {
    years: Years,
    rate_date: Date,
    level: Option<PriceLevel>,
    scenarios: Vec<Scenario>,
}

/// One way of doing it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Scenario {
    /// What kind of way.
    pub kind: ScenarioKind,
    /// The user's name for it; may be empty.
    pub title: String,
    /// What is bought or done, each priced per unit.
    pub lines: Vec<Line>,
    /// What is paid a year, however many units there are.
    pub fixed: Vec<FixedCost>,
    /// Who pays a part; the municipality pays the rest.
    pub payers: Vec<Payer>,
}

/// What kind of way a [`Scenario`] is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum ScenarioKind {
    /// Buy from a børnehus (`koeb`).
    Buy,
    /// Offer it oneself (`eget`).
    Own,
    /// Wait (`vent`).
    Wait,
    /// Buy from someone else (`anden`).
    Other,
}

/// One thing that is bought or done.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Line {
    /// What.
    pub subject: Subject,
    /// What one of it is.
    pub unit: Unit,
    /// How many, for each budget year; nothing while that is open.
    pub counts: Vec<Option<Range<Quantity>>>,
    /// What one of it costs.
    pub price: Pricing,
    /// What one of it costs beside the price.
    pub extras: Vec<Extra>,
}

/// What a line is about.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Subject {
    /// A service of the catalogue.
    Service(ServiceId),
    /// Something in the user's own words.
    Own(String),
}

/// What one unit of a line costs.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Pricing {
    /// Not known yet: the line stays without a number.
    Open,
    /// One price.
    Given(Money),
    /// No price of its own: it is the sum of the line's extras, as in an offer of one's own.
    Composed,
}

/// A cost a year that does not depend on how many units there are.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FixedCost {
    /// What is paid for.
    pub what: FixedKind,
    /// The user's own words for it; may be empty.
    pub label: String,
    /// How much, for each budget year; nothing while that is open.
    pub amounts: Vec<Option<Range<Amount>>>,
    /// In the prices of which year; without it, of the base year.
    pub year: Option<Year>,
    /// The user's remark; may be empty.
    pub note: String,
}

/// What a [`FixedCost`] is paid for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum FixedKind {
    /// Training.
    Training,
    /// Supervision.
    Supervision,
    /// Leadership, rooms, systems.
    Overhead,
    /// Something else.
    Other,
}

/// Someone who pays a part.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Payer {
    /// Who, as the user wrote it.
    pub name: String,
    /// How much of all costs, for each budget year; nothing while that is open.
    pub shares: Vec<Option<Range<Share>>>,
}

/// What is wrong with the parts of a plan.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PlanError {
    /// Not one to [`Plan::MOST_SCENARIOS`] scenarios.
    Scenarios,
    /// More than [`Plan::MOST_LINES`] lines, fixed costs, extras or payers.
    TooMany {
        /// The index of the scenario.
        scenario: usize,
    },
    /// A list by year is not as long as the years.
    Years {
        /// The index of the scenario.
        scenario: usize,
    },
    /// The shares of a year can be more than the whole: their high values are.
    Shares {
        /// The index of the scenario.
        scenario: usize,
        /// The index of the year.
        year: usize,
    },
}

impl Years {
    /// Most budget years.
    pub const MOST: u8 = 4;

    /// So many years from `first`; nothing where they are none or too many, or leave the calendar.
    #[must_use]
    pub fn new(first: Year, count: u8) -> Option<Years> {
        let last = first.later(usize::from(count.checked_sub(1)?));
        if count > Years::MOST || last.is_none() { None } else { Some(Years { first, count }) }
    }

    /// The first year.
    #[must_use]
    pub fn first(self) -> Year {
        self.first
    }

    /// The number of the last year.
    #[must_use]
    pub fn last(self) -> u16 {
        self.first.get() + u16::from(self.count - 1)
    }

    /// How many there are.
    #[must_use]
    pub fn count(self) -> usize {
        usize::from(self.count)
    }

    /// The years in order.
    pub fn iter(self) -> impl Iterator<Item = Year> {
        (0..self.count()).filter_map(move |index| self.first.later(index))
    }
}

impl Plan {
    /// Most scenarios in a plan.
    pub const MOST_SCENARIOS: usize = 4;
    /// Most lines, fixed costs or payers in a scenario, and most extras in a line.
    pub const MOST_LINES: usize = 1_000;

    /// A plan of scenarios. `rate_date` is the day whose printed prices are in it.
    ///
    /// # Errors
    /// The first thing that does not fit together.
    pub fn new(
        years: Years,
        rate_date: Date,
        level: Option<PriceLevel>,
        scenarios: Vec<Scenario>,
    ) -> Result<Plan, PlanError> {
        if scenarios.is_empty() || scenarios.len() > Plan::MOST_SCENARIOS {
            return Err(PlanError::Scenarios);
        }
        for (index, scenario) in scenarios.iter().enumerate() {
            scenario.check(index, years.count())?;
        }
        Ok(Plan { years, rate_date, level, scenarios })
    }

    /// The budget years.
    #[must_use]
    pub fn years(&self) -> Years {
        self.years
    }

    /// The day whose printed prices are used.
    #[must_use]
    pub fn rate_date(&self) -> Date {
        self.rate_date
    }

    /// The price level, where the user asked for one.
    #[must_use]
    pub fn level(&self) -> Option<&PriceLevel> {
        self.level.as_ref()
    }

    /// The scenarios in order.
    #[must_use]
    pub fn scenarios(&self) -> &[Scenario] {
        &self.scenarios
    }

    /// Puts another line in the place of one. True where there is one, and the plan is still whole.
    pub fn replace_line(&mut self, scenario: usize, index: usize, line: Line) -> bool {
        let fits = line.counts.len() == self.years.count() && line.extras.len() <= Plan::MOST_LINES;
        let lines = self.scenarios.get_mut(scenario).map(|scenario| &mut scenario.lines);
        let place = lines.and_then(|lines| lines.get_mut(index)).filter(|_| fits);
        place.map(|place| *place = line).is_some()
    }

    /// Puts other prices, those of another day, into the scenarios; `change` must keep the length of every list.
    pub(crate) fn renew(&mut self, rate_date: Date, change: impl FnMut(&mut Scenario)) {
        self.rate_date = rate_date;
        self.scenarios.iter_mut().for_each(change);
    }
}

impl Scenario {
    /// A scenario with nothing in it.
    #[must_use]
    pub fn empty(kind: ScenarioKind) -> Scenario {
        Scenario { kind, title: String::new(), lines: Vec::new(), fixed: Vec::new(), payers: Vec::new() }
    }

    /// True where somebody's share of the year of that index is not known exactly.
    #[must_use]
    pub fn has_unsure_share(&self, year: usize) -> bool {
        self.payers.iter().filter_map(|payer| payer.share(year)).any(|share| !share.is_exact())
    }

    fn check(&self, scenario: usize, years: usize) -> Result<(), PlanError> {
        let most = self.lines.iter().map(|line| line.extras.len()).max().unwrap_or_default();
        let sizes = [self.lines.len(), self.fixed.len(), self.payers.len(), most];
        if sizes.into_iter().any(|size| size > Plan::MOST_LINES) {
            return Err(PlanError::TooMany { scenario });
        }
        let fits = self.lines.iter().all(|line| line.counts.len() == years)
            && self.fixed.iter().all(|fixed| fixed.amounts.len() == years)
            && self.payers.iter().all(|payer| payer.shares.len() == years);
        if !fits {
            return Err(PlanError::Years { scenario });
        }
        let share =
            |payer: &Payer, year: usize| payer.share(year).map_or(0, |share| u32::from(share.high().basis_points()));
        let sum = |year: usize| self.payers.iter().map(|payer| share(payer, year)).sum::<u32>();
        match (0..years).find(|&year| sum(year) > u32::from(Share::ALL.basis_points())) {
            Some(year) => Err(PlanError::Shares { scenario, year }),
            None => Ok(()),
        }
    }
}

impl Payer {
    /// How much of the year of that index; nothing while that is open.
    #[must_use]
    pub fn share(&self, year: usize) -> Option<Range<Share>> {
        self.shares.get(year).copied().flatten()
    }
}

impl ScenarioKind {
    /// All kinds, in the order in which they are offered.
    pub const ALL: [ScenarioKind; 4] = [ScenarioKind::Buy, ScenarioKind::Own, ScenarioKind::Wait, ScenarioKind::Other];
}

impl FixedKind {
    /// All kinds, in the order in which they are offered.
    pub const ALL: [FixedKind; 4] =
        [FixedKind::Training, FixedKind::Supervision, FixedKind::Overhead, FixedKind::Other];
}

impl fmt::Display for PlanError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&crate::text::plan_error(*self))
    }
}

impl std::error::Error for PlanError {}
