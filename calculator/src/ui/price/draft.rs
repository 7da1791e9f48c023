//! What the user has chosen and typed: all that the tool knows besides the page's data.
//!
//! Contract: a [`Draft`] keeps what is typed as it is typed; `read` makes a plan of it, anew whenever one is needed, and
//! `open` makes a draft of a plan. A field is at fault only after the user has left it, and stops being so as soon as it can
//! be read. An empty field is missing, not at fault. Answers about a child are here and nowhere else.

pub(crate) mod at;
mod open;
mod read;

use super::signal::Signal;
use calculator::wire::Data;
use calculator::{Answer, Level, Money, ScenarioKind, Service, ServiceId, Subject, Unit, What, Year};
use jiff::civil::Date;

pub(crate) use super::typed::{LIKELY, Typed};
pub(crate) use at::{At, Of};

/// Everything that is typed.
pub(crate) struct Draft {
    /// The day whose printed prices are used.
    pub(crate) rate_date: Date,
    pub(crate) first_year: Typed,
    pub(crate) years: usize,
    /// Whether prices are carried forward at all.
    pub(crate) carried: bool,
    pub(crate) base: Typed,
    /// The change of prices in each year, in their order.
    pub(crate) changes: Vec<(u16, Typed)>,
    pub(crate) level: Level,
    pub(crate) scenarios: Vec<Way>,
    /// The scenario that is shown.
    pub(crate) active: usize,
    /// The answers to the conditions of services, by their ids.
    pub(crate) answers: Vec<(ServiceId, Vec<Answer>)>,
    pub(crate) removed: Option<Removed>,
    /// There is something that no file, link or paper has.
    pub(crate) unsaved: bool,
}

/// A scenario.
pub(crate) struct Way {
    pub(crate) kind: ScenarioKind,
    pub(crate) title: Typed,
    pub(crate) lines: Vec<Typing>,
    pub(crate) fixed: Vec<Fixed>,
    pub(crate) payers: Vec<Payer>,
}

/// A line.
#[derive(Clone)]
pub(crate) struct Typing {
    /// What its fields are called by: unique in the draft.
    pub(crate) id: String,
    pub(crate) subject: Subject,
    pub(crate) unit: Unit,
    pub(crate) name: Typed,
    pub(crate) counts: Vec<Typed>,
    pub(crate) price: Priced,
    /// The price is the sum of the line's own costs.
    pub(crate) composed: bool,
    pub(crate) extras: Vec<Beside>,
    /// Those that were ticked off: they come back as they were.
    pub(crate) away: Vec<Beside>,
    /// Moves on whenever the line or its result changes.
    pub(crate) pulse: Signal,
}

/// An amount with its origin.
#[derive(Clone, Default)]
pub(crate) struct Priced {
    pub(crate) amount: Typed,
    pub(crate) year: Typed,
    pub(crate) provider: Typed,
    pub(crate) note: Typed,
    /// What a register says; the user's own amount beats it.
    pub(crate) register: Option<Money>,
    /// The user's own amount is asked for.
    pub(crate) own: bool,
}

/// A cost beside the price.
#[derive(Clone)]
pub(crate) struct Beside {
    pub(crate) what: What,
    pub(crate) measure: Typed,
    pub(crate) rate: Priced,
}

/// A cost a year.
#[derive(Clone)]
pub(crate) struct Fixed {
    pub(crate) what: calculator::FixedKind,
    pub(crate) label: Typed,
    pub(crate) amounts: Vec<Typed>,
    pub(crate) year: Typed,
    pub(crate) note: Typed,
}

/// Someone who pays a part.
#[derive(Clone)]
pub(crate) struct Payer {
    pub(crate) name: Typed,
    pub(crate) shares: Vec<Typed>,
}

/// What was removed last, to be put back.
pub(crate) struct Removed {
    pub(crate) scenario: usize,
    pub(crate) name: String,
    pub(crate) gone: Gone,
}

/// What can be removed, each with its place.
pub(crate) enum Gone {
    Lines(Vec<(usize, Typing)>),
    Fixed(usize, Fixed),
    Payer(usize, Payer),
    /// A whole scenario: its place is that of [`Removed`].
    Way(Way),
}

impl Removed {
    /// The lines among it.
    pub(crate) fn lines(&self) -> &[(usize, Typing)] {
        match &self.gone {
            Gone::Lines(lines) => lines,
            Gone::Fixed(..) | Gone::Payer(..) | Gone::Way(_) => &[],
        }
    }
}

impl Draft {
    /// An empty draft on a day: one year, one scenario, nothing in it.
    pub(crate) fn new(today: Date) -> Draft {
        let year = Year::of(today).map(|year| year.to_string()).unwrap_or_default();
        Draft {
            rate_date: today,
            first_year: Typed::new(&year),
            years: 1,
            carried: false,
            base: Typed::new(&year),
            changes: Vec::new(),
            level: Level::Entered,
            scenarios: vec![Way::new(ScenarioKind::Buy)],
            active: 0,
            answers: Vec::new(),
            removed: None,
            unsaved: false,
        }
    }

    pub(crate) fn way(&self) -> &Way {
        &self.scenarios[self.active]
    }

    pub(crate) fn way_mut(&mut self) -> &mut Way {
        &mut self.scenarios[self.active]
    }

    /// True where nothing has been chosen or typed that would be missed.
    pub(crate) fn is_empty(&self) -> bool {
        let empty = |way: &Way| way.lines.is_empty() && way.fixed.is_empty() && way.payers.is_empty();
        self.scenarios.len() == 1 && self.scenarios.iter().all(empty)
    }

    /// An id for a line that no other has: that of the first line of a service is the service's.
    fn line_id(&self, stem: &str) -> String {
        let taken = |id: &str| self.scenarios.iter().flat_map(|way| &way.lines).any(|line| line.id == id);
        if !taken(stem) {
            return stem.to_owned();
        }
        let numbered = (2_usize..).map(|number| [stem, "-", &number.to_string()].concat());
        numbered.into_iter().find(|id| !taken(id)).unwrap_or_default()
    }

    /// Adds a line for a service, with its printed price where there is one. Gives its id.
    pub(crate) fn add_service(&mut self, service: &Service) -> String {
        let printed = service.rates.printed(self.rate_date).map(|printed| Money::printed(printed.rate()));
        self.add(Subject::Service(service.id.clone()), service.unit, service.id.as_str(), printed)
    }

    /// Adds a line in the user's own words. Gives its id.
    pub(crate) fn add_own(&mut self) -> String {
        self.add(Subject::Own(String::new()), Unit::Course, "egen", None)
    }

    fn add(&mut self, subject: Subject, unit: Unit, stem: &str, register: Option<Money>) -> String {
        let id = self.line_id(stem);
        let composed = self.way().kind == ScenarioKind::Own;
        let price = Priced { own: register.is_none(), register, ..Priced::default() };
        let line = Typing {
            id: id.clone(),
            subject,
            unit,
            name: Typed::default(),
            counts: vec![Typed::default(); self.years],
            price,
            composed,
            extras: if composed { vec![Beside::new(What::Work)] } else { Vec::new() },
            away: Vec::new(),
            pulse: Signal::new(),
        };
        self.way_mut().lines.push(line);
        id
    }

    /// Takes lines away, to be put back for a while.
    pub(crate) fn remove(&mut self, name: String, which: impl Fn(&Typing) -> bool) {
        let scenario = self.active;
        let lines = std::mem::take(&mut self.way_mut().lines);
        let (gone, kept): (Vec<_>, Vec<_>) = lines.into_iter().enumerate().partition(|(_, line)| which(line));
        self.way_mut().lines = kept.into_iter().map(|(_, line)| line).collect();
        self.removed = Some(Removed { scenario, name, gone: Gone::Lines(gone) });
    }

    /// Takes a fixed cost of the shown scenario away, to be put back for a while.
    pub(crate) fn remove_fixed(&mut self, index: usize) {
        if index < self.way().fixed.len() {
            let cost = self.way_mut().fixed.remove(index);
            let own = cost.label.likely().trim();
            let name = if own.is_empty() { calculator::text::fixed_kind(cost.what) } else { own }.to_owned();
            self.removed = Some(Removed { scenario: self.active, name, gone: Gone::Fixed(index, cost) });
        }
    }

    /// Takes a payer of the shown scenario away, to be put back for a while.
    pub(crate) fn remove_payer(&mut self, index: usize) {
        if index < self.way().payers.len() {
            let payer = self.way_mut().payers.remove(index);
            let own = payer.name.likely().trim();
            let name = if own.is_empty() { ["Betaler ", &(index + 1).to_string()].concat() } else { own.to_owned() };
            self.removed = Some(Removed { scenario: self.active, name, gone: Gone::Payer(index, payer) });
        }
    }

    /// Takes the shown scenario away, to be put back for a while, where it is not the only one.
    pub(crate) fn remove_way(&mut self) {
        if self.scenarios.len() > 1 {
            let scenario = self.active;
            let way = self.scenarios.remove(scenario);
            self.active = 0;
            self.removed = Some(Removed { scenario, name: way.title(), gone: Gone::Way(way) });
        }
    }

    /// Puts back what was removed last.
    pub(crate) fn undo(&mut self) {
        let Some(removed) = self.removed.take() else { return };
        let years = self.years;
        let resize = |list: &mut Vec<Typed>| list.resize(years, Typed::default());
        if let Gone::Way(mut way) = removed.gone {
            if self.scenarios.len() < calculator::Plan::MOST_SCENARIOS {
                way.resize(years);
                self.active = removed.scenario.min(self.scenarios.len());
                self.scenarios.insert(self.active, way);
            }
            return;
        }
        let Some(way) = self.scenarios.get_mut(removed.scenario) else { return };
        match removed.gone {
            Gone::Lines(lines) => {
                for (place, mut line) in lines {
                    resize(&mut line.counts);
                    way.lines.insert(place.min(way.lines.len()), line);
                }
            }
            Gone::Fixed(place, mut cost) => {
                resize(&mut cost.amounts);
                way.fixed.insert(place.min(way.fixed.len()), cost);
            }
            Gone::Payer(place, mut payer) => {
                resize(&mut payer.shares);
                way.payers.insert(place.min(way.payers.len()), payer);
            }
            Gone::Way(_) => {}
        }
        self.active = removed.scenario;
    }

    /// Sets how many budget years there are; a new one begins with what the last one has.
    pub(crate) fn set_years(&mut self, years: usize) {
        self.years = years;
        self.scenarios.iter_mut().for_each(|way| way.resize(years));
    }

    /// Adds a scenario that begins with what the shown one has, as far as that can be the same, and shows it.
    pub(crate) fn add_way(&mut self, kind: ScenarioKind) {
        let mut way = Way::new(kind);
        way.payers = self.way().payers.clone();
        let lines = if kind == ScenarioKind::Wait { Vec::new() } else { self.way().lines.clone() };
        self.scenarios.push(way);
        self.active = self.scenarios.len() - 1;
        for mut line in lines {
            line.id = self.line_id(if let Subject::Service(id) = &line.subject { id.as_str() } else { "egen" });
            line.pulse = Signal::new();
            match kind {
                ScenarioKind::Own => {
                    line.composed = true;
                    line.extras.retain(|extra| extra.what != What::Cancelled);
                    // Without hours of its own it would cost what the one that is bought costs beside its price.
                    if line.extras.iter().all(|extra| extra.what != What::Work) {
                        line.extras.insert(0, Beside::new(What::Work));
                    }
                }
                // Another provider has another price.
                ScenarioKind::Other => line.price = Priced { own: true, ..Priced::default() },
                ScenarioKind::Buy | ScenarioKind::Wait => {}
            }
            self.way_mut().lines.push(line);
        }
    }

    /// The answers to the conditions of a service.
    pub(crate) fn answers(&self, service: &ServiceId, conditions: usize) -> Vec<Answer> {
        let given = self.answers.iter().find(|(id, _)| id == service);
        let mut answers = given.map(|(_, answers)| answers.clone()).unwrap_or_default();
        answers.resize(conditions, Answer::Open);
        answers
    }

    /// Puts other answers in their place.
    pub(crate) fn answer(&mut self, service: &ServiceId, answers: Vec<Answer>) {
        self.answers.retain(|(id, _)| id != service);
        self.answers.push((service.clone(), answers));
    }

    /// The change of prices in a year, to be changed.
    pub(crate) fn change_mut(&mut self, year: u16) -> &mut Typed {
        let place = self.changes.partition_point(|(other, _)| *other < year);
        if self.changes.get(place).is_none_or(|(other, _)| *other != year) {
            self.changes.insert(place, (year, Typed::default()));
        }
        &mut self.changes[place].1
    }

    /// True where a number of the shown scenario is unsure.
    pub(crate) fn is_unsure(&self) -> bool {
        let any = |list: &[Typed]| list.iter().any(|typed| typed.unsure);
        let extra = |extra: &Beside| extra.measure.unsure || extra.rate.amount.unsure;
        let line = |line: &Typing| any(&line.counts) || line.price.amount.unsure || line.extras.iter().any(extra);
        let way = self.way();
        let changes = self.changes.iter().any(|(_, typed)| typed.unsure);
        changes || way.lines.iter().any(line) || way.fixed.iter().any(|fixed| any(&fixed.amounts))
    }

    /// The name of a line.
    pub(crate) fn name<'a>(&'a self, line: &'a Typing, data: &'a Data) -> &'a str {
        match &line.subject {
            Subject::Own(_) if line.name.likely().trim().is_empty() => "Egen linje",
            Subject::Own(_) => line.name.likely().trim(),
            subject => calculator::text::subject(subject, &data.catalogue),
        }
    }
}

impl Way {
    pub(crate) fn new(kind: ScenarioKind) -> Way {
        Way { kind, title: Typed::default(), lines: Vec::new(), fixed: Vec::new(), payers: Vec::new() }
    }

    fn resize(&mut self, years: usize) {
        let resize = |list: &mut Vec<Typed>| {
            let last = list.last().cloned().unwrap_or_default();
            list.resize(years, last);
        };
        self.lines.iter_mut().for_each(|line| resize(&mut line.counts));
        self.fixed.iter_mut().for_each(|fixed| resize(&mut fixed.amounts));
        self.payers.iter_mut().for_each(|payer| resize(&mut payer.shares));
    }

    /// What it is called.
    pub(crate) fn title(&self) -> String {
        let own = self.title.likely().trim();
        if own.is_empty() { calculator::text::scenario_kind(self.kind) } else { own }.to_owned()
    }
}

impl Beside {
    pub(crate) fn new(what: What) -> Beside {
        Beside { what, measure: Typed::default(), rate: Priced { own: true, ..Priced::default() } }
    }
}
