//! Where a number comes from.
//!
//! Contract: every number of an estimate can be opened. A [`Trace`] says in Danish how it came about, with the numbers in it,
//! and lists what it was made of: each with its value, its price year, and either where it stands, how well it is
//! established and when it is checked next, or that the user entered it. What is said of a register is read from it anew;
//! what has left the register says so.

use jiff::civil::Date;

use super::{Cell, Estimate, EstimateError, Gap, Input, Look, Place, Sheet, estimate, money_of, payments};
use crate::{
    Amount, Bound, Catalogue, Extra, Level, Line, Money, Origin, Plan, Range, Rate, Reference, Status, Subject, What,
    Year, text,
};

/// Which number is opened.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Target {
    /// A part of a cell: 0 is the price, 1 the first extra.
    Part {
        /// The row.
        place: Place,
        /// The part.
        part: usize,
        /// The index of the year.
        year: usize,
    },
    /// A cell, or a row over all years.
    Row {
        /// The row.
        place: Place,
        /// The index of the year; nothing for all years.
        year: Option<usize>,
    },
    /// A total.
    Total {
        /// The index of the year; nothing for all years.
        year: Option<usize>,
    },
    /// What a payer pays.
    Payment {
        /// The index of the payer; nothing for the municipality.
        payer: Option<usize>,
        /// The index of the year.
        year: usize,
    },
}

/// How a number came about.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Trace {
    /// What the number is.
    pub heading: String,
    /// The formula with the numbers in it, at their likely values; or why there is no number.
    pub formula: String,
    /// The range, where there is one: `lavt 56.000 kr., højt 140.000 kr.`
    pub range: Option<String>,
    /// What went into it.
    pub basis: Vec<Basis>,
    /// What to beware of, each a sentence.
    pub notes: Vec<String>,
}

/// One number that went into another.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Basis {
    /// What it is, for example `Pris pr. forløb`.
    pub name: String,
    /// Its value, with its range.
    pub value: String,
    /// In the prices of which year it is.
    pub price_year: Option<Year>,
    /// Where it is from.
    pub ground: Ground,
}

/// Where a number is from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Ground {
    /// The user's own number.
    Entered {
        /// Who gave it, and the user's remark; may be empty.
        said: String,
    },
    /// A register.
    Register {
        /// The source and the place in it.
        reference: Reference,
        /// How well it is established.
        status: Status,
        /// When it is checked next.
        next_review: Option<Date>,
    },
    /// A register that no longer has it.
    Gone,
    /// Worked out; it can be opened in turn.
    Worked(Target),
}

/// Opens a number of a scenario.
///
/// # Errors
/// When there is no such scenario, or a total is too large.
pub fn trace(
    plan: &Plan,
    scenario: usize,
    level: Level,
    catalogue: &Catalogue,
    target: Target,
) -> Result<Trace, EstimateError> {
    open(plan, scenario, catalogue, &estimate(plan, scenario, level)?, target)
}

/// Opens a number of a scenario whose estimate is at hand: who opens many works it out once.
///
/// # Errors
/// As [`trace`].
pub fn open(
    plan: &Plan,
    scenario: usize,
    catalogue: &Catalogue,
    result: &Estimate,
    target: Target,
) -> Result<Trace, EstimateError> {
    let sheet = Sheet::new(plan, scenario, result.level())?;
    let opened = Opened { sheet, catalogue, index: scenario, result };
    Ok(match target {
        Target::Part { place, part, year } => opened.part(place, part, year),
        Target::Row { place, year: Some(year) } => opened.cell(place, year),
        Target::Row { place, year: None } => opened.row(place),
        Target::Total { year: Some(year) } => opened.year(year),
        Target::Total { year: None } => opened.total(),
        Target::Payment { payer, year } => opened.payment(payer, year)?,
    })
}

/// A printed price of a line as the register has it now; nothing where the register says something else by now.
pub(crate) fn printed<'a>(plan: &Plan, line: &Line, money: &Money, catalogue: &'a Catalogue) -> Option<&'a Rate> {
    let Subject::Service(id) = &line.subject else { return None };
    let rate = catalogue.get(id)?.rates.printed(plan.rate_date())?.rate();
    (Range::exact(rate.amount) == money.amount).then_some(rate)
}

/// What is needed to open a number.
struct Opened<'a> {
    sheet: Sheet<'a>,
    catalogue: &'a Catalogue,
    index: usize,
    result: &'a Estimate,
}

const LIKELY: Look<'static> = &|_, _| Bound::Likely;

impl Opened<'_> {
    fn name(&self, place: Place) -> String {
        text::place(self.sheet.scenario, self.catalogue, place)
    }

    fn when(&self, year: usize) -> String {
        self.sheet.plan.years().iter().nth(year).map(|year| year.to_string()).unwrap_or_default()
    }

    fn part(&self, place: Place, part: usize, year: usize) -> Trace {
        let sheet = &self.sheet;
        let mut basis = Vec::new();
        let mut notes = Vec::new();
        let mut formula = String::new();
        let mut title = self.name(place);
        let mut from = None;
        match place {
            Place::Fixed(index) => {
                if let Some(cost) = sheet.scenario.fixed.get(index) {
                    let amount = cost.amounts.get(year).copied().flatten();
                    formula = amount.map(|amount| text::amount(amount.likely())).unwrap_or_default();
                    from = cost.year;
                    let ground = Ground::Entered { said: cost.note.clone() };
                    let (name, price_year) = (title.clone(), from);
                    let given = |amount| Basis { name, value: text::amount_range(&amount), price_year, ground };
                    basis.extend(amount.map(given));
                }
            }
            Place::Line(index) => {
                if let Some(line) = sheet.scenario.lines.get(index) {
                    let extra = part.checked_sub(1).and_then(|extra| Some((extra, line.extras.get(extra)?)));
                    if let Some((_, extra)) = extra {
                        title = [&title, ": ", text::what(extra.what)].concat();
                    }
                    formula = self.factors(line, index, extra, year, &mut basis, &mut notes);
                    from = money_of(line, index, extra).and_then(|(money, _)| money.year);
                }
            }
        }
        let worked = sheet.part(place, part, year, LIKELY);
        if worked.is_ok_and(|amount| amount > Amount::ZERO) {
            self.level(from, year, &mut formula, &mut basis, &mut notes);
        }
        let formula = match worked {
            Ok(amount) => text::equation(&formula, amount),
            Err(gap) => text::gap(gap),
        };
        let heading = text::in_year(&title, &self.when(year));
        let at =
            |bound| sheet.part(place, part, year, &|_, falls| if falls { super::opposite(bound) } else { bound }).ok();
        let range = at(Bound::Low).zip(at(Bound::High)).filter(|(low, high)| low != high);
        Trace { heading, formula, range: range.map(|(low, high)| text::low_high(low, high)), basis, notes }
    }

    /// The factors of a part of a line: count, measure, amount.
    fn factors(
        &self,
        line: &Line,
        index: usize,
        extra: Option<(usize, &Extra)>,
        year: usize,
        basis: &mut Vec<Basis>,
        notes: &mut Vec<String>,
    ) -> String {
        let mut factors = Vec::new();
        let own = || Ground::Entered { said: String::new() };
        let mut push = |name: String, value: String, price_year: Option<Year>, ground: Ground| {
            basis.push(Basis { name, value, price_year, ground });
        };
        if let Some(count) = line.counts.get(year).copied().flatten() {
            factors.push(text::count(count.likely(), line.unit));
            let name = text::input(self.sheet.plan, self.index, self.catalogue, Input::Count { line: index, year });
            push(name, text::quantity_range(&count), None, own());
        }
        let measure = extra.and_then(|(place, extra)| Some((place, extra.what, extra.measure?)));
        if let Some((place, what, measure)) = measure.filter(|(_, what, _)| *what != What::Cancelled) {
            factors.push([&measure.likely().to_string(), " ", text::what_unit(what)].concat());
            let name =
                text::input(self.sheet.plan, self.index, self.catalogue, Input::Measure { line: index, extra: place });
            push(name, text::measure_range(&measure, what), None, own());
        }
        if let Some((money, input)) = money_of(line, index, extra) {
            factors.push(text::amount(money.amount.likely()));
            let name = text::input(self.sheet.plan, self.index, self.catalogue, input);
            push(name, text::amount_range(&money.amount), money.year, self.ground(line, money));
            if let Some(rate) =
                printed(self.sheet.plan, line, money, self.catalogue).filter(|_| money.origin == Origin::Rate)
            {
                notes.extend(rate.caveat.clone());
            }
        }
        if let Some((place, what, measure)) = measure.filter(|(_, what, _)| *what == What::Cancelled) {
            factors.push([&measure.likely().to_string(), " %"].concat());
            let name =
                text::input(self.sheet.plan, self.index, self.catalogue, Input::Measure { line: index, extra: place });
            push(name, text::measure_range(&measure, what), None, own());
        }
        factors.join(" × ")
    }

    /// Where money is from.
    fn ground(&self, line: &Line, money: &Money) -> Ground {
        let register = |reference: &Reference, status, next_review| Ground::Register {
            reference: reference.clone(),
            status,
            next_review,
        };
        let found = match &money.origin {
            Origin::Entered { provider, note } => {
                return Ground::Entered { said: text::joined(&[provider.as_str(), note.as_str()]) };
            }
            Origin::Rate => printed(self.sheet.plan, line, money, self.catalogue).map(|rate| {
                let facts = match &line.subject {
                    Subject::Service(id) => self.catalogue.facts(id),
                    Subject::Own(_) => None,
                };
                register(&rate.reference, rate.status, facts.and_then(|facts| facts.next_review))
            }),
            Origin::Figure { id } => {
                let figure = self.catalogue.figure(id).filter(|figure| Range::exact(figure.amount) == money.amount);
                figure.map(|figure| register(&figure.reference, figure.status, figure.next_review))
            }
        };
        found.unwrap_or(Ground::Gone)
    }

    /// The factors of the price level.
    fn level(
        &self,
        from: Option<Year>,
        year: usize,
        formula: &mut String,
        basis: &mut Vec<Basis>,
        notes: &mut Vec<String>,
    ) {
        let Some(level) = self.sheet.plan.level().filter(|_| self.sheet.level != Level::Entered) else { return };
        let base = level.base();
        if from.is_none() {
            notes.push(text::taken_as(base));
        }
        let from = from.unwrap_or(base);
        let to = match self.sheet.level {
            Level::Current => self.sheet.plan.years().iter().nth(year).unwrap_or(base),
            Level::Entered | Level::Fixed => base,
        };
        for year in (from.min(to).get() + 1..=from.max(to).get()).filter_map(Year::new) {
            if let Some(change) = level.change(year) {
                formula.push_str(if from < to { " × " } else { " / " });
                formula.push_str(&text::factor(change.likely()));
                let ground = Ground::Entered { said: String::new() };
                let name = text::input(self.sheet.plan, self.index, self.catalogue, Input::Change { year });
                basis.push(Basis { name, value: text::change_range(&change), price_year: None, ground });
            }
        }
    }

    fn cell(&self, place: Place, year: usize) -> Trace {
        let parts = self.sheet.parts(place);
        let composed = matches!(place, Place::Line(index) if self.sheet.scenario.lines.get(index).is_some_and(|line| line.price == crate::Pricing::Composed));
        let parts: Vec<usize> = (usize::from(composed && parts > 1)..parts).collect();
        if let [part] = parts.as_slice() {
            return self.part(place, *part, year);
        }
        let heading = text::in_year(&self.name(place), &self.when(year));
        let addend = |&part: &usize| {
            let inner = self.part(place, part, year);
            let amount = self.sheet.part(place, part, year, LIKELY);
            (inner.heading, amount.map(Range::exact), Target::Part { place, part, year })
        };
        let cell = self.result.row(place).and_then(|row| row.cells().get(year));
        sum(heading, parts.iter().map(addend).collect(), cell.copied().unwrap_or(Cell::Open(Gap::Both)))
    }

    fn row(&self, place: Place) -> Trace {
        let row = self.result.row(place);
        let cells = row.map(|row| row.cells()).unwrap_or_default();
        if let [_] = cells {
            return self.cell(place, 0);
        }
        let addend =
            |(year, cell): (usize, &Cell)| (self.when(year), known(cell), Target::Row { place, year: Some(year) });
        let total = row.map_or(Cell::Open(Gap::Both), |row| Cell::Known(row.total()));
        sum(self.name(place), cells.iter().enumerate().map(addend).collect(), total)
    }

    fn year(&self, year: usize) -> Trace {
        let rows = self.result.rows().iter();
        let addend = |row: &super::Row| {
            let cell = row.cells().get(year).map_or(Err(Gap::Both), known);
            (self.name(row.place()), cell, Target::Row { place: row.place(), year: Some(year) })
        };
        let total = self.result.years().get(year).map_or(Cell::Open(Gap::Both), |total| Cell::Known(*total));
        sum(text::in_year(text::IN_ALL, &self.when(year)), rows.map(addend).collect(), total)
    }

    fn total(&self) -> Trace {
        let years = self.result.years();
        if let [_] = years {
            return self.year(0);
        }
        let addend = |(year, _): (usize, _)| {
            let gap = || self.result.rows().iter().find_map(super::Row::gap).unwrap_or(Gap::Both);
            (self.when(year), self.result.known_year(year).ok_or_else(gap), Target::Total { year: Some(year) })
        };
        sum(text::IN_ALL.to_owned(), years.iter().enumerate().map(addend).collect(), Cell::Known(self.result.total()))
    }

    fn payment(&self, payer: Option<usize>, year: usize) -> Result<Trace, EstimateError> {
        let scenario = self.sheet.scenario;
        let all = payments(scenario, self.result)?;
        let at = |wanted: Option<usize>| all.iter().find(|payment| payment.payer == wanted)?.years.get(year).copied();
        let total = self.result.years().get(year).copied().unwrap_or_default();
        let paid = at(payer).unwrap_or_default();
        let chosen = payer.and_then(|index| scenario.payers.get(index));
        let worked = |name: String, value: String, target| Basis {
            name,
            value,
            price_year: None,
            ground: Ground::Worked(target),
        };
        let mut basis =
            vec![worked(text::IN_ALL.to_owned(), text::amount_range(&total), Target::Total { year: Some(year) })];
        let mut formula = text::amount(total.likely());
        if let Some(share) = chosen.and_then(|chosen| chosen.share(year)) {
            formula = [&share.likely().to_string(), " × ", &formula].concat();
            let ground = Ground::Entered { said: String::new() };
            basis.push(Basis {
                name: text::SHARE.to_owned(),
                value: text::share_range(&share),
                price_year: None,
                ground,
            });
        } else if chosen.is_some() {
            let heading = text::in_year(chosen.map_or("", |chosen| chosen.name.as_str()), &self.when(year));
            return Ok(Trace { heading, formula: text::NO_SHARE.to_owned(), range: None, basis, notes: Vec::new() });
        } else {
            for (index, other) in scenario.payers.iter().enumerate() {
                let part = at(Some(index)).unwrap_or_default();
                formula.push_str(" − ");
                formula.push_str(&text::amount(part.likely()));
                let target = Target::Payment { payer: Some(index), year };
                basis.push(worked(other.name.clone(), text::amount_range(&part), target));
            }
        }
        let name = chosen.map_or(text::MUNICIPALITY, |chosen| chosen.name.as_str());
        Ok(Trace {
            heading: text::in_year(name, &self.when(year)),
            formula: text::equation(&formula, paid.likely()),
            range: range_text(&paid),
            basis,
            notes: vec![
                if scenario.has_unsure_share(year) { text::UNSURE_SHARES } else { text::SHARED_NOTE }.to_owned(),
            ],
        })
    }
}

fn known(cell: &Cell) -> Result<Range<Amount>, Gap> {
    match cell {
        Cell::Known(amounts) => Ok(*amounts),
        Cell::Open(gap) => Err(*gap),
    }
}

fn range_text(amounts: &Range<Amount>) -> Option<String> {
    (!amounts.is_exact()).then(|| text::low_high(amounts.low(), amounts.high()))
}

/// A sum with its addends; those without a number are named and left out.
fn sum(heading: String, addends: Vec<(String, Result<Range<Amount>, Gap>, Target)>, total: Cell) -> Trace {
    let mut basis = Vec::with_capacity(addends.len());
    let mut notes = Vec::new();
    let mut numbers = Vec::new();
    for (name, amounts, target) in addends {
        let value = match amounts {
            Ok(amounts) => {
                numbers.push(text::amount(amounts.likely()));
                text::amount_range(&amounts)
            }
            Err(gap) => {
                notes.push(text::left_out_of_sum(&name, gap));
                text::gap(gap)
            }
        };
        basis.push(Basis { name, value, price_year: None, ground: Ground::Worked(target) });
    }
    let (formula, range) = match total {
        Cell::Known(amounts) => (text::sum(&numbers, amounts.likely()), range_text(&amounts)),
        Cell::Open(gap) => (text::gap(gap), None),
    };
    Trace { heading, formula, range, basis, notes }
}
