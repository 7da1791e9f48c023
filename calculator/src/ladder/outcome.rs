//! What a reckoning comes to: each line in each year, the sums, and how each number came about.
//!
//! Contract: a cell has an amount or says what it lacks; a sum is of the amounts that there are, and names every line that it lacks. While
//! prices are of several years and the user has not said how they changed, there is no sum at all. Of every line low ≤ likely ≤ high;
//! a line the other way round is the same with the other sign.

use std::num::NonZeroU64;

use super::{Case, Entry, Model, Move};
use crate::{Amount, Basis, Change, Difference, Ground, Measure, Money, Origin, Range, Reference, Status, Year, text};

/// What a line is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// A move down the ladder.
    Down,
    /// A move up.
    Up,
    /// A move whose steps are not chosen yet.
    Open,
    /// An investment.
    Investment,
    /// What a plan expected.
    Expected,
}

impl Kind {
    /// Those that are summed by themselves.
    pub const SUMMED: [Kind; 4] = [Kind::Down, Kind::Up, Kind::Investment, Kind::Expected];

    /// What it is called.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Kind::Down => "Flytninger ned ad trappen",
            Kind::Up => "Flytninger op ad trappen",
            Kind::Open => "Flytninger",
            Kind::Investment => "Investering",
            Kind::Expected => "Ventet i planen",
        }
    }
}

/// In the prices of which year the amounts are.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Level {
    /// There are none yet.
    None,
    /// All of one year.
    One(Year),
    /// Of several, and not to be added.
    Mixed(Vec<Year>),
    /// Of several, brought to one as the user said.
    Carried {
        /// To which.
        to: Year,
        /// From which.
        from: Vec<Year>,
    },
}

/// The amount of a line in a year.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Cell {
    /// How much more or less expense.
    pub amount: Range<Difference>,
    /// The formula with the numbers in it.
    pub formula: String,
    /// What went into it.
    pub basis: Vec<Basis>,
    /// The amount before prices were brought to another year, where they were; with the year.
    pub before: Option<(Year, Range<Difference>)>,
}

/// A line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Line {
    /// What it is: `Flytning 1`.
    pub name: String,
    /// From where to where, or what for; may be empty.
    pub about: String,
    /// What kind.
    pub kind: Kind,
    /// Its amount in each year, or what it lacks.
    pub cells: Vec<Entry<Cell>>,
}

/// A sum.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Sum {
    /// How much; nothing where nothing is known, or prices are of several years.
    pub amount: Option<Range<Difference>>,
    /// What it lacks, each a sentence.
    pub lacks: Vec<String>,
    /// Whether there are amounts that are not added, since prices are of several years.
    pub is_mixed: bool,
}

/// What a reckoning comes to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Outcome {
    /// The years.
    pub years: Vec<Year>,
    /// In which prices.
    pub level: Level,
    /// The lines.
    pub lines: Vec<Line>,
}

/// An amount of a year that goes into a cell.
#[derive(Clone)]
struct Price {
    amount: Range<Amount>,
    year: Year,
    basis: Basis,
}

/// What a cell is made of: so many times one amount less another.
#[derive(Clone)]
struct Parts {
    /// How many, and of what.
    count: Option<(Range<Measure>, Unit)>,
    plus: Option<Price>,
    minus: Option<Price>,
}

/// What is counted.
#[derive(Clone, Copy)]
enum Unit {
    Children,
    Advisers,
}

impl Unit {
    fn name(self) -> &'static str {
        match self {
            Unit::Children => "Årsbørn",
            Unit::Advisers => "Rådgivere",
        }
    }

    fn of(self, count: Measure) -> &'static str {
        match (self, count == Measure::ONE) {
            (Unit::Children, true) => "årsbarn",
            (Unit::Children, false) => "årsbørn",
            (Unit::Advisers, true) => "rådgiver",
            (Unit::Advisers, false) => "rådgivere",
        }
    }
}

/// A line before its prices were brought to one year.
struct Rough {
    name: String,
    about: String,
    kind: Kind,
    cells: Vec<Entry<Parts>>,
}

/// Works a reckoning out.
#[must_use]
#[inline(never)]
pub fn work_out(model: &Model, case: &Case) -> Outcome {
    let rough = rough(model, case);
    let mut years: Vec<Year> = Vec::new();
    for parts in rough.iter().flat_map(|line| line.cells.iter().flatten()) {
        for price in [&parts.plus, &parts.minus].into_iter().flatten() {
            // Put in its place: a sort is 2 kB of every tool that has one.
            let at = years.iter().position(|year| *year >= price.year).unwrap_or(years.len());
            if years.get(at) != Some(&price.year) {
                years.insert(at, price.year);
            }
        }
    }
    let level = level(case, years);
    let lines = rough.into_iter().map(|line| Line {
        name: line.name,
        about: line.about,
        kind: line.kind,
        cells: line.cells.into_iter().map(|parts| parts.and_then(|parts| cell(&parts, case, &level))).collect(),
    });
    Outcome { years: case.years.clone(), lines: lines.collect(), level }
}

fn level(case: &Case, years: Vec<Year>) -> Level {
    match (years.as_slice(), case.target) {
        ([], _) => Level::None,
        ([only], None) => Level::One(*only),
        ([only], Some(target)) if *only == target => Level::One(target),
        (_, Some(to)) if years.iter().all(|year| factor(case, *year, to).is_some()) => {
            Level::Carried { to, from: years }
        }
        ([only], Some(_)) => Level::One(*only),
        _ => Level::Mixed(years),
    }
}

/// What prices are multiplied by to bring them from one year to another, as the user said.
fn factor(case: &Case, from: Year, to: Year) -> Option<Change> {
    if from == to {
        return Some(Change::default());
    }
    case.changes.iter().find(|changed| changed.from == from && changed.to == to).map(|changed| changed.change)
}

#[inline(never)]
fn rough(model: &Model, case: &Case) -> Vec<Rough> {
    let mut lines: Vec<Rough> = case.moves.iter().map(|one| moved(model, case, one)).collect();
    if let Some(advisers) = &case.advisers {
        let cell = |count: &Entry<Range<Measure>>| {
            let (count, cost) = (count.clone()?, advisers.cost.clone()?);
            let plus = entered(&cost, "Én rådgiver om året").ok_or("mangler prisår")?;
            Ok(Parts { count: Some((count, Unit::Advisers)), plus: Some(plus), minus: None })
        };
        lines.push(Rough {
            name: "Rådgivere".to_owned(),
            about: String::new(),
            kind: Kind::Investment,
            cells: advisers.counts.iter().map(cell).collect(),
        });
    }
    if let Some(other) = &case.other {
        let cell = |amount: &Entry<Money>| {
            let plus = entered(&amount.clone()?, "Beløb om året").ok_or("mangler prisår")?;
            Ok(Parts { count: None, plus: Some(plus), minus: None })
        };
        lines.push(Rough {
            name: "Anden investering".to_owned(),
            about: other.what.clone(),
            kind: Kind::Investment,
            cells: other.amounts.iter().map(cell).collect(),
        });
    }
    for post in case.posts.iter().filter_map(|at| model.posts.get(*at)) {
        let cell = |year: usize| {
            let amount = post.amount(year).ok_or("er ikke trykt for det år")?;
            let mut price = printed(model, amount, &post.name, &post.ground);
            if !post.about.is_empty() {
                price.basis.value.clone_from(&post.about);
            }
            let (plus, minus) = if post.lowers { (None, Some(price)) } else { (Some(price), None) };
            Ok(Parts { count: None, plus, minus })
        };
        lines.push(Rough {
            name: post.name.clone(),
            // What its source says only roughly is said so in every table.
            about: post.about.clone(),
            kind: if post.lowers { Kind::Expected } else { Kind::Investment },
            cells: (0..case.years.len()).map(cell).collect(),
        });
    }
    lines
}

#[inline(never)]
fn moved(model: &Model, case: &Case, one: &Move) -> Rough {
    let steps = one.from.zip(one.to);
    let name = |at: usize| model.steps.get(at).map(|step| step.name.as_str()).unwrap_or_default();
    let kind = match steps {
        Some((from, to)) if to < from => Kind::Down,
        Some((from, to)) if to > from => Kind::Up,
        _ => Kind::Open,
    };
    let prices = || {
        let (from, to) = steps.ok_or("vælg begge trin")?;
        if from == to {
            return Err("vælg to forskellige trin".to_owned());
        }
        if is_shared(model, case, from, to) {
            return Err(
                ["kilden har én pris for de to trin, ", name(from), " og ", name(to), "; skriv egne priser"].concat()
            );
        }
        Ok((cost(model, case, from)?, cost(model, case, to)?))
    };
    let prices: Entry<(Price, Price)> = prices();
    let cell = |count: &Entry<Range<Measure>>| {
        let (from, to) = prices.clone()?;
        Ok(Parts { count: Some((count.clone()?, Unit::Children)), plus: Some(to), minus: Some(from) })
    };
    Rough {
        name: ["Flytning ", &one.number.to_string()].concat(),
        about: steps.map(|(from, to)| ["fra ", name(from), " til ", name(to)].concat()).unwrap_or_default(),
        kind,
        cells: one.counts.iter().map(cell).collect(),
    }
}

/// Whether both steps would be reckoned at one and the same printed cost.
fn is_shared(model: &Model, case: &Case, from: usize, to: usize) -> bool {
    let as_printed = |at: usize| {
        let step = model.steps.get(at).filter(|_| matches!(case.own.get(at), None | Some(None)))?;
        step.costs.get(case.set?).copied().flatten().map(|_| step.printed_as.as_str())
    };
    as_printed(from).is_some_and(|from| as_printed(to) == Some(from))
}

/// The cost of a step: the user's own, or else the printed one.
fn cost(model: &Model, case: &Case, at: usize) -> Entry<Price> {
    let step = model.steps.get(at).ok_or("vælg begge trin")?;
    if let Some(Some(own)) = case.own.get(at) {
        let own = own.clone().map_err(|lack| [&lack, " for ", &step.name].concat())?;
        return entered(&own, &step.name).ok_or_else(|| ["mangler prisår for ", &step.name].concat());
    }
    let lacks = |why: &str| ["mangler pris for ", &step.name, why].concat();
    let set = case.set.and_then(|set| Some((set, model.sets.get(set)?)));
    let Some((at, set)) = set else { return Err(lacks("")) };
    let amount = step.costs.get(at).copied().flatten().ok_or_else(|| lacks("; kilden har ingen"))?;
    let name = [&step.name, " (", &step.printed_as, ", ", &set.name, ")"].concat();
    Ok(printed(model, amount, &name, &model.costs))
}

fn printed(model: &Model, amount: Amount, name: &str, ground: &crate::dates::Ground) -> Price {
    let year = model.printed_in();
    let reference = Reference { source_id: ground.source.clone(), place: ground.place.clone() };
    let status = if ground.confirmed { Status::Confirmed } else { Status::Unconfirmed };
    let basis = Basis {
        name: name.to_owned(),
        value: text::amount(amount),
        price_year: Some(year),
        ground: Ground::Register { reference, status, next_review: None },
    };
    Price { amount: Range::exact(amount), year, basis }
}

/// An amount of the user's; nothing without its price year.
fn entered(money: &Money, name: &str) -> Option<Price> {
    let year = money.year()?;
    let said = match money.origin() {
        Origin::Entered { note, .. } => note.clone(),
        _ => String::new(),
    };
    let basis = Basis {
        name: name.to_owned(),
        value: text::amount_range(&money.amount()),
        price_year: Some(year),
        ground: Ground::Entered { said },
    };
    Some(Price { amount: money.amount(), year, basis })
}

#[inline(never)]
fn cell(parts: &Parts, case: &Case, level: &Level) -> Entry<Cell> {
    let prices = || parts.plus.iter().chain(&parts.minus);
    let first = prices().next().ok_or("mangler beløb")?.year;
    let one_year = prices().all(|price| price.year == first);
    let to = match level {
        Level::Carried { to, .. } => *to,
        _ if one_year => first,
        _ => {
            let years: Vec<String> = prices().map(|price| price.year.to_string()).collect();
            return Err(["priserne er fra ", &years.join(" og "), "; skriv, hvor meget priserne er ændret"].concat());
        }
    };
    let too_large = || "beløbet er for stort".to_owned();
    let amount = ranged(parts, &|year| factor(case, year, to)).ok_or_else(too_large)?;
    let is_carried = prices().any(|price| price.year != to);
    let before = if is_carried && one_year {
        Some((first, ranged(parts, &|_| Some(Change::default())).ok_or_else(too_large)?))
    } else {
        None
    };
    let mut basis = Vec::new();
    if let Some((count, unit)) = parts.count {
        let ground = Ground::Entered { said: String::new() };
        basis.push(Basis { name: unit.name().to_owned(), value: measure(&count), price_year: None, ground });
    }
    basis.extend(parts.minus.iter().chain(&parts.plus).map(|price| price.basis.clone()));
    for year in prices().map(|price| price.year).filter(|year| *year != to) {
        let Some(change) = factor(case, year, to) else { continue };
        let name = ["Prisernes ændring fra ", &year.to_string(), " til ", &to.to_string()].concat();
        let said = Basis {
            name,
            value: change.to_string(),
            price_year: None,
            ground: Ground::Entered { said: String::new() },
        };
        if !basis.contains(&said) {
            basis.push(said);
        }
    }
    let formula = formula(parts, case, to, amount.likely());
    Ok(Cell { amount, formula, basis, before })
}

/// A number with its range: `1,5 (1–2)`.
#[must_use]
pub fn measure(value: &Range<Measure>) -> String {
    let likely = value.likely().to_string();
    if value.is_exact() {
        return likely;
    }
    [&likely, " (", &value.low().to_string(), "–", &value.high().to_string(), ")"].concat()
}

fn formula(parts: &Parts, case: &Case, to: Year, result: Difference) -> String {
    let as_it_is = [&parts.plus, &parts.minus].into_iter().flatten().all(|price| price.year == to);
    if parts.count.is_none() && as_it_is {
        return text::difference(result);
    }
    let one = |price: &Price| {
        let count = parts
            .count
            .map(|(count, unit)| [&count.likely().to_string(), " ", unit.of(count.likely()), " × "].concat());
        let change = factor(case, price.year, to).filter(|_| price.year != to);
        let change = change.map(|change| [" × ", &text::factor(change)].concat());
        let amount = text::amount(price.amount.likely());
        [count.unwrap_or_default(), amount, change.unwrap_or_default()].concat()
    };
    let plus = parts.plus.as_ref().map(one).unwrap_or_default();
    let minus = parts.minus.as_ref().map(|price| ["− ", &one(price)].concat()).unwrap_or_default();
    let both = [plus.as_str(), minus.as_str()].into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>();
    [&both.join(" "), " = ", &text::difference(result)].concat()
}

/// The amount of a cell at its three bounds; nothing where it is too large.
fn ranged(parts: &Parts, change: &dyn Fn(Year) -> Option<Change>) -> Option<Range<Difference>> {
    let counts = parts.count.map_or([Measure::ONE; 3], |(count, _)| [count.low(), count.likely(), count.high()]);
    let value = |count: Measure, plus: fn(&Range<Amount>) -> Amount, minus: fn(&Range<Amount>) -> Amount| {
        let times = |price: &Option<Price>, at: fn(&Range<Amount>) -> Amount| match price {
            None => Some(Amount::ZERO),
            Some(price) => {
                let factor = u64::from(change(price.year)?.factor());
                at(&price.amount).scaled(u64::from(count.hundredths()) * factor, PARTS)
            }
        };
        Some(Difference::of(times(&parts.minus, minus)?, times(&parts.plus, plus)?))
    };
    let likely = value(counts[1], Range::likely, Range::likely)?;
    let (mut low, mut high) = (likely, likely);
    for count in counts {
        low = low.min(value(count, Range::low, Range::high)?);
        high = high.max(value(count, Range::high, Range::low)?);
    }
    Range::new(low, likely, high).ok()
}

/// Hundredths of a count times ten thousandths of a change.
const PARTS: NonZeroU64 = NonZeroU64::MIN.saturating_add(999_999);

impl Outcome {
    /// The sum of the lines of a kind, or of all, in a year or in all.
    #[must_use]
    pub fn sum(&self, kind: Option<Kind>, year: Option<usize>) -> Sum {
        let lines: Vec<&Line> = self.lines.iter().filter(|line| kind.is_none_or(|kind| line.kind == kind)).collect();
        self.sum_of(&lines, year)
    }

    /// The sum of lines, in a year or in all.
    #[must_use]
    pub fn sum_of(&self, lines: &[&Line], year: Option<usize>) -> Sum {
        let mut sum = Sum::default();
        let mut found: Option<[i64; 3]> = None;
        for line in lines {
            let cells = line.cells.iter().enumerate().filter(|(at, _)| year.is_none_or(|year| *at == year));
            for (at, cell) in cells {
                match cell {
                    Ok(cell) => {
                        let all = found.get_or_insert_default();
                        let amounts = [cell.amount.low(), cell.amount.likely(), cell.amount.high()];
                        all.iter_mut().zip(amounts).for_each(|(sum, amount)| *sum = sum.saturating_add(amount.ore()));
                    }
                    Err(lack) => sum.lacks.push(self.lack(line, at, lack)),
                }
            }
        }
        if matches!(self.level, Level::Mixed(_)) {
            sum.is_mixed = found.is_some();
        } else {
            sum.amount = found.and_then(|[low, likely, high]| {
                let [low, likely, high] = [low, likely, high].map(Difference::from_ore);
                Range::new(low, likely, high).ok()
            });
        }
        sum
    }

    fn lack(&self, line: &Line, at: usize, lack: &str) -> String {
        let year = self.years.get(at).map(Year::to_string).unwrap_or_default();
        [&line.name, " i ", &year, ": ", lack, "."].concat()
    }

    /// What the reckoning lacks, each once; of a line that lacks the same in all years, without the years.
    #[must_use]
    pub fn lacks(&self) -> Vec<String> {
        let mut said = Vec::new();
        for line in &self.lines {
            let lacks: Vec<Option<&String>> = line.cells.iter().map(|cell| cell.as_ref().err()).collect();
            match lacks.first() {
                Some(Some(first)) if lacks.iter().all(|lack| *lack == Some(first)) => {
                    said.push([&line.name, ": ", first, "."].concat());
                }
                _ => {
                    for (at, lack) in lacks.iter().enumerate() {
                        if let Some(lack) = lack {
                            said.push(self.lack(line, at, lack));
                        }
                    }
                }
            }
        }
        said
    }

    /// Whether anything has an amount.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        !self.lines.iter().any(|line| line.cells.iter().any(Result::is_ok))
    }

    /// Whether a line is of this kind.
    #[must_use]
    pub fn has(&self, kind: Kind) -> bool {
        self.lines.iter().any(|line| line.kind == kind)
    }
}
