//! Step 3: parsed tables and pages to domain types.
//!
//! Contract: what leaves this step is typed and complete in itself (dates are dates, amounts are [`calculator::Amount`], a rate
//! table has neither overlap nor gap). What a thing says of other files is only collected, with its span; resolve answers
//! it.

pub mod charts;
pub mod config;
pub mod page;
pub mod registers;
pub mod services;

use crate::diagnostic::Diagnostic;
use crate::discover::Files;
use crate::parse;
use jiff::civil::Date;
use rayon::prelude::*;

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
}

/// Parses and checks all files.
#[must_use]
pub fn check(files: &Files, today: Date) -> (Checked, Vec<Diagnostic>) {
    let mut diagnostics = Vec::new();
    let table = |name: &str, diagnostics: &mut Vec<Diagnostic>| {
        let id = files.registers.get(name)?;
        let (table, faults) = parse::register(*id, files.sources.get(*id));
        diagnostics.extend(faults);
        table
    };
    let mut registers = registers::Registers::default();
    if let Some(table) = table("kilder", &mut diagnostics) {
        registers.sources = registers::sources(&table, &mut diagnostics);
    }
    if let Some(table) = table("lov", &mut diagnostics) {
        registers.laws = registers::laws(&table, today, &mut diagnostics);
    }
    if let Some(table) = table("tal", &mut diagnostics) {
        registers.figures = registers::figures(&table, &registers.sources, &mut diagnostics);
    }
    if !files.registers.contains_key("figurer") {
        registers.charts = registers::Register::absent();
    } else if let Some(table) = table("figurer", &mut diagnostics) {
        registers.charts = charts::charts(&table, &registers.sources, &mut diagnostics);
    }
    let services = table("ydelser", &mut diagnostics)
        .map(|table| services::services(&table, &registers.sources, &mut diagnostics))
        .unwrap_or_default();
    let config = table("site", &mut diagnostics).and_then(|table| config::config(&table, &mut diagnostics));
    let navigation = table("navigation", &mut diagnostics)
        .map(|table| config::navigation(&table, &mut diagnostics))
        .unwrap_or_default();

    let read: Vec<_> = files
        .pages
        .par_iter()
        .map(|id| {
            let source = files.sources.get(*id);
            let (document, mut faults) = parse::page(*id, source);
            let page = page::page(*id, &source.path, document, today, &mut faults);
            (page, faults)
        })
        .collect();
    let mut pages = Vec::with_capacity(read.len());
    for (page, faults) in read {
        pages.push(page);
        diagnostics.extend(faults);
    }
    (Checked { pages, registers, services, config, navigation }, diagnostics)
}
