//! The fields of a draft: where each is, what it is called, and what is wrong with what is in it.
//!
//! Contract: every field that can be typed in is an [`At`]. Values are compared and checked as whole numbers.

use calculator::wire::Data;
use calculator::{Amount, Change, Measure, Quantity, Share, What, Year, text};

pub(crate) use super::super::typed::ranged;
use super::{Draft, Priced, Typed};

/// A field nobody has typed in yet.
static EMPTY: Typed = Typed { text: [const { String::new() }; 3], fault: [false; 3], unsure: false };

/// A field of the scenario that is shown, or of the plan.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum At {
    FirstYear,
    Base,
    /// The change of prices in a year.
    Change(u16),
    Title,
    /// The name of a line.
    Name(usize),
    /// The number of units of a line in a year.
    Count(usize, usize),
    /// The price of a line, or the rate of one of its extras.
    Money(usize, Option<usize>, Of),
    /// The hours, kilometres or per cent of an extra of a line.
    Measure(usize, usize),
    /// A fixed cost in a year.
    Fixed(usize, usize),
    FixedOf(usize, Of),
    Payer(usize),
    /// What a payer pays in a year.
    Share(usize, usize),
}

/// A part of an amount with its origin; a fixed cost has its name for a provider.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Of {
    Amount,
    Year,
    Provider,
    Note,
}

/// What a field holds.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Kind {
    Count,
    Amount,
    Measure,
    Share,
    Change,
    Year,
    Text,
}

impl At {
    /// The line it belongs to.
    pub(crate) fn line(self) -> Option<usize> {
        match self {
            At::Name(line) | At::Count(line, _) | At::Money(line, ..) | At::Measure(line, _) => Some(line),
            _ => None,
        }
    }
}

impl Kind {
    /// The number in a text, in its smallest unit.
    pub(crate) fn value(self, text: &str) -> Result<i64, String> {
        match self {
            Kind::Count => Quantity::parse(text).map(|value| value.get().into()).map_err(|error| error.to_string()),
            Kind::Amount => Amount::parse(text).map(Amount::ore).map_err(|error| error.to_string()),
            Kind::Measure => number(Measure::parse(text).map(|value| value.hundredths().into())),
            Kind::Share => number(Share::parse(text).map(|value| value.basis_points().into())),
            Kind::Change => number(Change::parse(text).map(|value| value.basis_points().into())),
            Kind::Year => number(Year::parse(text).map(|value| value.get().into())),
            Kind::Text => Ok(0),
        }
    }

    /// The three numbers of what is typed; nothing while one cannot be read or they are out of order.
    pub(crate) fn range(self, typed: &Typed) -> Option<[i64; 3]> {
        typed.range(&|text| self.value(text))
    }
}

/// The place of an index, from 1, after some words.
fn counted(words: &str, index: usize) -> String {
    [words, &(index + 1).to_string()].concat()
}

fn number(value: Result<i64, calculator::MeasureError>) -> Result<i64, String> {
    value.map_err(|error| error.to_string())
}

impl Draft {
    /// What a field of the shown scenario has.
    pub(crate) fn typed(&self, at: At) -> Option<&Typed> {
        let way = self.way();
        match at {
            At::FirstYear => Some(&self.first_year),
            At::Base => Some(&self.base),
            At::Change(year) => {
                let change = self.changes.iter().find(|(other, _)| *other == year);
                Some(change.map_or(&EMPTY, |(_, typed)| typed))
            }
            At::Title => Some(&way.title),
            At::Name(line) => way.lines.get(line).map(|line| &line.name),
            At::Count(line, year) => way.lines.get(line)?.counts.get(year),
            At::Money(line, extra, of) => Some(self.money(line, extra)?.of(of)),
            At::Measure(line, extra) => Some(&way.lines.get(line)?.extras.get(extra)?.measure),
            At::Fixed(fixed, year) => way.fixed.get(fixed)?.amounts.get(year),
            At::FixedOf(fixed, of) => {
                let fixed = way.fixed.get(fixed)?;
                Some(match of {
                    Of::Amount | Of::Provider => &fixed.label,
                    Of::Year => &fixed.year,
                    Of::Note => &fixed.note,
                })
            }
            At::Payer(payer) => Some(&way.payers.get(payer)?.name),
            At::Share(payer, year) => way.payers.get(payer)?.shares.get(year),
        }
    }

    /// The same, to be changed.
    pub(crate) fn typed_mut(&mut self, at: At) -> Option<&mut Typed> {
        if let At::Change(year) = at {
            return Some(self.change_mut(year));
        }
        let active = self.active;
        let way = &mut self.scenarios[active];
        match at {
            At::FirstYear => Some(&mut self.first_year),
            At::Base => Some(&mut self.base),
            At::Change(_) => None,
            At::Title => Some(&mut way.title),
            At::Name(line) => way.lines.get_mut(line).map(|line| &mut line.name),
            At::Count(line, year) => way.lines.get_mut(line)?.counts.get_mut(year),
            At::Money(line, extra, of) => {
                let line = way.lines.get_mut(line)?;
                let money = match extra {
                    None => &mut line.price,
                    Some(extra) => &mut line.extras.get_mut(extra)?.rate,
                };
                Some(match of {
                    Of::Amount => &mut money.amount,
                    Of::Year => &mut money.year,
                    Of::Provider => &mut money.provider,
                    Of::Note => &mut money.note,
                })
            }
            At::Measure(line, extra) => Some(&mut way.lines.get_mut(line)?.extras.get_mut(extra)?.measure),
            At::Fixed(fixed, year) => way.fixed.get_mut(fixed)?.amounts.get_mut(year),
            At::FixedOf(fixed, of) => {
                let fixed = way.fixed.get_mut(fixed)?;
                Some(match of {
                    Of::Amount | Of::Provider => &mut fixed.label,
                    Of::Year => &mut fixed.year,
                    Of::Note => &mut fixed.note,
                })
            }
            At::Payer(payer) => Some(&mut way.payers.get_mut(payer)?.name),
            At::Share(payer, year) => way.payers.get_mut(payer)?.shares.get_mut(year),
        }
    }

    /// The price of a line, or the rate of one of its extras.
    pub(crate) fn money(&self, line: usize, extra: Option<usize>) -> Option<&Priced> {
        let line = self.way().lines.get(line)?;
        match extra {
            None => Some(&line.price),
            Some(extra) => line.extras.get(extra).map(|extra| &extra.rate),
        }
    }

    /// What a field holds.
    pub(crate) fn kind(&self, at: At) -> Kind {
        match at {
            At::FirstYear | At::Base | At::Money(_, _, Of::Year) | At::FixedOf(_, Of::Year) => Kind::Year,
            At::Change(_) => Kind::Change,
            At::Count(..) => Kind::Count,
            At::Money(_, _, Of::Amount) | At::Fixed(..) => Kind::Amount,
            At::Share(..) => Kind::Share,
            At::Measure(line, extra) => match self.way().lines.get(line).and_then(|line| line.extras.get(extra)) {
                Some(extra) if extra.what == What::Cancelled => Kind::Share,
                _ => Kind::Measure,
            },
            At::Title | At::Name(_) | At::Money(..) | At::FixedOf(..) | At::Payer(_) => Kind::Text,
        }
    }

    /// The id of the input of a field: `antal-tf-cbt`, `pris-tf-cbt`.
    pub(crate) fn id(&self, at: At, bound: usize) -> String {
        let line = |index: usize| self.way().lines.get(index).map_or("", |line| &line.id);
        let of = |of: Of| match of {
            Of::Amount => "",
            Of::Year => "-prisaar",
            Of::Provider => "-udbyder",
            Of::Note => "-note",
        };
        let later = |year: usize| if year == 0 { String::new() } else { counted("-", year) };
        let (start, name, rest) = match at {
            At::FirstYear => ("foerste-aar", "", String::new()),
            At::Base => ("basisaar", "", String::new()),
            At::Change(year) => ("pl-", "", year.to_string()),
            At::Title => ("scenarie-navn", "", String::new()),
            At::Name(index) => ("navn-", line(index), String::new()),
            At::Count(index, year) => ("antal-", line(index), later(year)),
            At::Money(index, None, part) => ("pris-", line(index), of(part).to_owned()),
            At::Money(index, Some(extra), part) => ("sats-", line(index), counted("-", extra) + of(part)),
            At::Measure(index, extra) => ("udgift-", line(index), counted("-", extra)),
            At::Fixed(fixed, year) => ("fast-", "", counted("", fixed) + &later(year)),
            At::FixedOf(fixed, part) => ("fast-", "", counted("", fixed) + "-navn" + of(part)),
            At::Payer(payer) => ("betaler-", "", counted("", payer)),
            At::Share(payer, year) => ("andel-", "", counted("", payer) + &later(year)),
        };
        [start, name, &rest, ["-lav", "", "-hoej"][bound]].concat()
    }

    /// The label of a field.
    pub(crate) fn label(&self, at: At) -> String {
        let line = |index: usize| self.way().lines.get(index);
        let several = self.years > 1;
        let in_year = |words: &str, year: usize| match self.year(year) {
            Some(name) if several => [words, " i ", &name.to_string()].concat(),
            _ if several => [words, &counted(" i år ", year)].concat(),
            _ => [words, " om året"].concat(),
        };
        match at {
            At::FirstYear => "Første budgetår".to_owned(),
            At::Base => "Basisår for faste priser".to_owned(),
            At::Change(year) => ["Prisudvikling i ", &year.to_string(), ", i procent"].concat(),
            At::Title => "Navn på scenariet".to_owned(),
            At::Name(_) => "Hvad er det?".to_owned(),
            At::Count(_, year) => in_year("Antal", year),
            At::Money(_, _, Of::Year) | At::FixedOf(_, Of::Year) => "Prisår".to_owned(),
            At::Money(_, None, Of::Provider) => "Hvem har givet prisen?".to_owned(),
            At::Money(_, Some(_), Of::Provider) => "Hvem har oplyst tallet?".to_owned(),
            At::Money(_, _, Of::Note) | At::FixedOf(_, Of::Note) => "Note".to_owned(),
            At::Money(index, None, Of::Amount) => {
                ["Pris pr. ", line(index).map_or("", |line| line.unit.singular()), " i kroner"].concat()
            }
            At::Money(index, Some(extra), Of::Amount) => {
                match line(index).and_then(|line| line.extras.get(extra)).map(|extra| extra.what) {
                    Some(What::Mileage) => "Kroner pr. km",
                    Some(What::Other) => "Kroner pr. gang",
                    _ => "Kroner pr. time",
                }
                .to_owned()
            }
            At::Measure(index, extra) => {
                let Some(line) = line(index) else { return String::new() };
                let what = line.extras.get(extra).map_or(What::Other, |extra| extra.what);
                let unit = line.unit.singular();
                match what {
                    What::Cancelled => "Aflyste sessioner, der betales, i procent af prisen".to_owned(),
                    What::Mileage => ["Km pr. ", unit].concat(),
                    What::Other => ["Antal gange pr. ", unit].concat(),
                    _ => ["Timer pr. ", unit].concat(),
                }
            }
            At::Fixed(_, year) => in_year("Kroner", year),
            At::FixedOf(..) => "Navn".to_owned(),
            At::Payer(_) => "Hvem betaler?".to_owned(),
            At::Share(_, year) => in_year("Andel i procent", year),
        }
    }

    /// The budget year of an index, once the first one can be read.
    pub(crate) fn year(&self, index: usize) -> Option<Year> {
        Year::parse(self.first_year.likely()).ok()?.later(index)
    }

    /// What is wrong with a value of a field and how to put it right; nothing where it can be read or is empty.
    pub(crate) fn problem(&self, at: At, bound: usize) -> Option<String> {
        self.typed(at)?.problem(bound, &|text| self.kind(at).value(text))
    }

    /// What is wrong, once the user has left the field.
    pub(crate) fn fault(&self, at: At, bound: usize) -> Option<String> {
        let at_fault = self.typed(at).is_some_and(|typed| typed.fault[bound]);
        if at_fault { self.problem(at, bound) } else { None }
    }

    /// The fields at fault in the shown scenario, with what is wrong and where: name, label, id.
    pub(crate) fn faults(&self, data: &Data) -> Vec<(String, String)> {
        let mut found = Vec::new();
        self.each(&mut |at| {
            for bound in 0..3 {
                if let Some(fault) = self.fault(at, bound) {
                    let label = [&self.label(at), ["; lavt", "", "; højt"][bound], ": ", &fault].concat();
                    found.push((self.id(at, bound), text::joined(&[self.whose(at, data), &label])));
                }
            }
        });
        found
    }

    /// What a field belongs to.
    fn whose<'a>(&'a self, at: At, data: &'a Data) -> &'a str {
        let way = self.way();
        match at {
            At::Fixed(fixed, _) | At::FixedOf(fixed, _) => text::fixed_kind(way.fixed[fixed].what),
            At::Share(payer, _) => way.payers[payer].name.likely(),
            _ => at.line().map_or("", |line| self.name(&way.lines[line], data)),
        }
    }

    /// True where something in any scenario is filled in and cannot be read.
    pub(crate) fn has_unread(&mut self) -> bool {
        let shown = self.active;
        let mut found = false;
        for scenario in 0..self.scenarios.len() {
            self.active = scenario;
            self.each(&mut |at| found |= (0..3).any(|bound| self.problem(at, bound).is_some()));
        }
        self.active = shown;
        found
    }

    /// Every field of the shown scenario and of the plan that holds a number.
    fn each(&self, look: &mut dyn FnMut(At)) {
        look(At::FirstYear);
        look(At::Base);
        self.changes.iter().for_each(|(year, _)| look(At::Change(*year)));
        for (index, line) in self.way().lines.iter().enumerate() {
            (0..line.counts.len()).for_each(|year| look(At::Count(index, year)));
            look(At::Money(index, None, Of::Amount));
            look(At::Money(index, None, Of::Year));
            for extra in 0..line.extras.len() {
                look(At::Measure(index, extra));
                look(At::Money(index, Some(extra), Of::Amount));
                look(At::Money(index, Some(extra), Of::Year));
            }
        }
        for (index, fixed) in self.way().fixed.iter().enumerate() {
            (0..fixed.amounts.len()).for_each(|year| look(At::Fixed(index, year)));
            look(At::FixedOf(index, Of::Year));
        }
        for (index, payer) in self.way().payers.iter().enumerate() {
            (0..payer.shares.len()).for_each(|year| look(At::Share(index, year)));
        }
    }
}

impl Priced {
    fn of(&self, of: Of) -> &Typed {
        match of {
            Of::Amount => &self.amount,
            Of::Year => &self.year,
            Of::Provider => &self.provider,
            Of::Note => &self.note,
        }
    }
}
