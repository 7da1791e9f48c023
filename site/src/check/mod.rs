//! Step 3: parsed tables and pages to domain types.
//!
//! Contract: what leaves this step is typed and complete in itself (dates are dates, amounts are [`calculator::Amount`], a rate
//! table has neither overlap nor gap). What a thing says of other files is only collected, with its span; resolve answers
//! it.

pub mod changes;
pub mod charts;
pub mod clarify;
pub mod concern;
pub mod config;
pub mod contacts;
pub mod courses;
pub mod cpr;
pub(crate) mod dates;
pub mod deadlines;
pub mod dictionary;
pub mod eligibility;
pub mod entries;
pub mod examples;
pub mod follow_up;
pub mod glossary;
pub mod houses;
pub mod invisible;
pub mod ladder;
pub mod language;
pub mod load;
pub mod memory;
pub mod page;
pub mod papers;
pub mod rates;
pub mod readability;
pub mod register;
pub mod registers;
pub mod search;
pub mod self_check;
pub mod services;
pub mod spelling;
pub mod style;
pub mod systems;
pub mod unfinished;
pub mod visits;
pub mod wcag;
pub mod words;

use crate::diagnostic::Diagnostic;
use crate::discover::Files;
use crate::parse;
use jiff::civil::Date;
use memory::Memory;

/// Everything that one file at a time can tell.
#[derive(Debug)]
pub struct Checked {
    /// Pages in path order.
    pub pages: Vec<page::Page>,
    /// Sources, laws, figures and charts.
    pub registers: registers::Registers,
    /// The services and where their pages should be.
    pub services: services::Services,
    /// Name and address of the site; `None` where that is at fault.
    pub config: Option<config::Config>,
    /// Menu and order of pages.
    pub navigation: config::Navigation,
    /// The model of the ruler; `None` where there is none, or it is at fault.
    pub concern: Option<concern::Concern>,
    /// What the dictionary is to be asked.
    pub spelling: spelling::Spelling,
}

/// Parses and checks all files.
#[must_use]
pub fn check(files: &Files, today: Date, memory: Option<&mut Memory>) -> (Checked, Vec<Diagnostic>) {
    let mut diagnostics = Vec::new();
    let table = |name: &str, diagnostics: &mut Vec<Diagnostic>| {
        let id = files.registers.get(name)?;
        let (table, faults) = parse::register(*id, files.sources.get(*id));
        diagnostics.extend(faults);
        table
    };
    let mut registers = registers::Registers::default();
    if let Some(table) = table("kilder", &mut diagnostics) {
        registers.sources = entries::sources(&table, &mut diagnostics);
    }
    if let Some(table) = table("lov", &mut diagnostics) {
        registers.laws = entries::laws(&table, today, &mut diagnostics);
    }
    if let Some(table) = table("tal", &mut diagnostics) {
        registers.figures = entries::figures(&table, &registers.sources, &registers.laws, &mut diagnostics);
    }
    more(files, &mut registers, &table, &mut diagnostics);
    of_tools(files, &mut registers, &table, today, &mut diagnostics);
    let services = table("ydelser", &mut diagnostics)
        .map(|table| services::services(&table, &registers.sources, &registers.laws, today, &mut diagnostics))
        .unwrap_or_default();
    let services = with_rates(files, &mut registers, services, &table, today, &mut diagnostics);
    let plans = table("forloebsplan", &mut diagnostics);
    let known = dates::Known { sources: &registers.sources, laws: &registers.laws, figures: &registers.figures, today };
    registers.courses = courses::courses(plans.as_ref(), &services, known, &mut diagnostics);
    let config = table("site", &mut diagnostics).and_then(|table| config::config(&table, &mut diagnostics));
    let navigation = table("navigation", &mut diagnostics)
        .map(|table| config::navigation(&table, &mut diagnostics))
        .unwrap_or_default();

    let concern = concern::concern(files, &registers.laws, &registers.figures, today, &mut diagnostics);

    let allowed = contacts::allowed(&registers.organisations);
    for id in &files.model {
        diagnostics.extend(invisible::check(*id, &files.sources.get(*id).text));
        diagnostics.extend(cpr::check(*id, &files.sources.get(*id).text));
        diagnostics.extend(unfinished::check(*id, &files.sources.get(*id).text));
        diagnostics.extend(contacts::check(*id, &files.sources.get(*id).text, &allowed));
    }
    for (name, id) in &files.registers {
        diagnostics.extend(invisible::check(*id, &files.sources.get(*id).text));
        diagnostics.extend(cpr::check(*id, &files.sources.get(*id).text));
        diagnostics.extend(unfinished::check(*id, &files.sources.get(*id).text));
        if *name != "organisationer" {
            diagnostics.extend(contacts::check(*id, &files.sources.get(*id).text, &allowed));
        }
    }
    if let Some(id) = files.words {
        diagnostics.extend(invisible::check(id, &files.sources.get(id).text));
        diagnostics.extend(contacts::check(id, &files.sources.get(id).text, &allowed));
    }
    let language = language::Language::new(files, &registers);
    let read = memory::pages(memory, files, today, |id, source| {
        let (mut document, mut faults) = parse::page(id, source);
        let prose = std::mem::take(&mut document.body.prose);
        let written = language.page(prose, document.front.as_ref(), source);
        faults.extend(written.faults);
        let page = page::page(id, &source.path, document, today, &mut faults);
        faults.extend(contacts::check(id, &source.text, &allowed));
        faults.extend(invisible::check(id, &source.text));
        faults.extend(cpr::check(id, &source.text));
        faults.extend(unfinished::check(id, &source.text));
        (page, faults, written.doubts)
    });
    let mut pages = Vec::with_capacity(read.len());
    let mut doubts = Vec::new();
    for (page, faults, unknown) in read {
        pages.push(page);
        diagnostics.extend(faults);
        doubts.extend(unknown);
    }
    for written in language.registers(files) {
        diagnostics.extend(written.faults);
        doubts.extend(written.doubts);
    }
    // Names are words, and one that stands in a register that cannot be read would be doubted wherever it occurs.
    let is_register = |d: &Diagnostic| files.registers.values().any(|id| *id == d.span.file);
    if diagnostics.iter().any(|d| d.is_error() && is_register(d)) {
        doubts.clear();
    }
    let spelling = language.spelling(doubts);
    (Checked { pages, registers, services, config, navigation, concern, spelling }, diagnostics)
}

/// The registers that a site may do without.
fn more<'f>(
    files: &'f Files,
    registers: &mut registers::Registers,
    table: &impl Fn(&str, &mut Vec<Diagnostic>) -> Option<parse::table::Table<'f>>,
    diagnostics: &mut Vec<Diagnostic>,
) {
    let absent = |name: &str| !files.registers.contains_key(name);
    if absent("organisationer") {
        registers.organisations = register::Register::absent();
    } else if let Some(table) = table("organisationer", diagnostics) {
        registers.organisations = contacts::organisations(&table, &registers.sources, diagnostics);
    }
    if absent("boernehuse") {
        registers.houses = register::Register::absent();
    } else if let Some(table) = table("boernehuse", diagnostics) {
        registers.houses = houses::houses(&table, &registers.sources, &registers.organisations, diagnostics);
    }
    if absent("figurer") {
        registers.charts = register::Register::absent();
    } else if let Some(table) = table("figurer", diagnostics) {
        registers.charts = charts::charts(&table, &registers.sources, diagnostics);
    }
    if absent("ordliste") {
        registers.terms = register::Register::absent();
    } else if let Some(table) = table("ordliste", diagnostics) {
        registers.terms = glossary::terms(&table, &registers.sources, diagnostics);
    }
    if absent("sprog") {
        registers.advice = register::Register::absent();
    } else if let Some(table) = table("sprog", diagnostics) {
        registers.advice = style::advice(&table, diagnostics);
    }
    if let Some(table) = table("kommuner", diagnostics) {
        registers.municipalities = houses::municipalities(&table, &registers.houses, diagnostics);
    }
    if let Some(table) = table("soegning", diagnostics) {
        registers.search = search::search(&table, diagnostics);
    }
    if let Some(table) = table("soegeproever", diagnostics) {
        registers.trials = search::trials(&table, diagnostics);
    }
    if let Some(table) = table("systemer", diagnostics) {
        registers.systems = systems::systems(&table, diagnostics);
    }
    if let Some(table) = table("wcag", diagnostics) {
        registers.criteria = wcag::criteria(&table, diagnostics);
    }
}

/// The deadlines, the follow-up dates, the rules of other tools and the meeting papers, which a site may do without.
fn of_tools<'f>(
    files: &'f Files,
    registers: &mut registers::Registers,
    table: &impl Fn(&str, &mut Vec<Diagnostic>) -> Option<parse::table::Table<'f>>,
    today: Date,
    diagnostics: &mut Vec<Diagnostic>,
) {
    let (deadlines, follow_up) = (table("frister", diagnostics), table("opfoelgning", diagnostics));
    let (sources, laws, figures) = (&registers.sources, &registers.laws, &registers.figures);
    let known = dates::Known { sources, laws, figures, today };
    let visits = table("overgange", diagnostics).map(|table| visits::visits(&table, known, diagnostics));
    let load = table("belastning", diagnostics).map(|table| load::load(&table, known, diagnostics));
    let ladder =
        table("trappescenarie", diagnostics).map(|table| ladder::ladder(&table, &registers.charts, known, diagnostics));
    let deadlines = deadlines.map(|table| deadlines::deadlines(&table, known, diagnostics));
    let follow_up = follow_up.map(|table| follow_up::follow_up(&table, known, diagnostics));
    let clarify = table("afklaring", diagnostics).and_then(|table| clarify::clarify(&table, known, diagnostics));
    let self_check = table("selvtjek", diagnostics).map(|table| self_check::self_check(&table, known, diagnostics));
    let papers = match table("moeder", diagnostics) {
        Some(table) => papers::papers(&table, known, diagnostics),
        None if files.registers.contains_key("moeder") => register::Register::default(),
        None => register::Register::absent(),
    };
    registers.self_check = self_check.unwrap_or_default();
    registers.clarify = clarify.unwrap_or_default();
    registers.deadlines = deadlines.unwrap_or_default();
    registers.follow_up = follow_up.unwrap_or_default();
    registers.visits = visits.unwrap_or_default();
    registers.ladder = ladder.unwrap_or_default();
    registers.load = load.unwrap_or_default();
    registers.papers = papers;
}

/// The rates, which the catalogue carries, and the examples, which are worked out with it.
fn with_rates<'f>(
    files: &'f Files,
    registers: &mut registers::Registers,
    services: services::Services,
    table: &impl Fn(&str, &mut Vec<Diagnostic>) -> Option<parse::table::Table<'f>>,
    today: Date,
    diagnostics: &mut Vec<Diagnostic>,
) -> services::Services {
    let absent = |name: &str| !files.registers.contains_key(name);
    if absent("satser") {
        registers.rates = registers::Register::absent();
    } else if let Some(table) = table("satser", diagnostics) {
        registers.rates = rates::rates(&table, &registers.sources, &registers.laws, today, diagnostics);
    }
    let services = services.with_rates(&registers.rates);
    if absent("eksempler") {
        registers.examples = registers::Register::absent();
    } else if let Some(table) = table("eksempler", diagnostics) {
        registers.examples = examples::examples(&table, &registers.sources, &registers.rates, &services, diagnostics);
    }
    services
}
