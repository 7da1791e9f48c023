//! The table for Danish Excel.
//!
//! Contract: semicolons, decimal comma, no thousands separators, CRLF, and a byte order mark, so that Excel opens it as it is. A row
//! for each part of each cell, then a blank row and the totals, then what they leave out and what to beware of in them. A cell that
//! begins as a formula does gets an apostrophe.

use crate::estimate::{Sheet, Target, open, opposite};
use crate::{
    Amount, Basis, Bound, Catalogue, EstimateError, Ground, Level, Place, Plan, Pricing, Range, estimate, text,
    warnings,
};

/// What makes Excel read what follows as UTF-8.
pub(crate) const MARK: &str = "\u{feff}";

/// Gives the title of a source by its id.
pub type Named<'a> = &'a dyn Fn(&str) -> Option<String>;

/// The three amounts of a range.
pub(super) fn three(amounts: &Range<Amount>) -> [String; 3] {
    Bound::ALL.map(|bound| plain(amounts.at(bound)))
}

/// The scenarios of a plan as a table; `source` gives the title of a source by its id.
///
/// # Errors
/// When a total is too large.
pub fn csv(plan: &Plan, level: Level, catalogue: &Catalogue, source: Named<'_>) -> Result<String, EstimateError> {
    let mut out = String::from(MARK);
    for title in [text::ESTIMATE_NOTE.to_owned(), text::level(plan, level), text::rate_date(plan)] {
        row(&mut out, &[&title]);
    }
    row(&mut out, &[]);
    row(&mut out, &text::CSV_COLUMNS);
    let (mut totals, mut told) = (Vec::new(), String::new());
    for (index, scenario) in plan.scenarios().iter().enumerate() {
        let sheet = Sheet::new(plan, index, level)?;
        let result = estimate(plan, index, level)?;
        let title = text::scenario_heading(index, scenario);
        for place in sheet.places() {
            for (year, when) in plan.years().iter().enumerate() {
                for part in parts(&sheet, place) {
                    let target = Target::Part { place, part, year };
                    let opened = open(plan, index, catalogue, &result, target)?;
                    let at = |bound: Bound| {
                        let look = |_, falls| if falls { opposite(bound) } else { bound };
                        // A cell with an open part has no number at all, here as in the total.
                        sheet.amount(place, year, &look).and_then(|_| sheet.part(place, part, year, &look)).ok()
                    };
                    let [low, likely, high] = Bound::ALL.map(|bound| at(bound).map(plain).unwrap_or_default());
                    let years: Vec<String> =
                        opened.basis.iter().filter_map(|basis| basis.price_year).map(|year| year.to_string()).collect();
                    let name = text::place(scenario, catalogue, place);
                    let sources: Vec<String> =
                        opened.basis.iter().filter_map(|basis| origin(basis, &name, source)).collect();
                    let what = text::part(scenario, place, part);
                    let columns = [
                        &title,
                        &name,
                        what,
                        &when.to_string(),
                        &low,
                        &likely,
                        &high,
                        &years.join(", "),
                        &sources.join(" | "),
                        &opened.formula,
                    ];
                    row(&mut out, &columns);
                }
            }
        }
        totals.push((title, result));
    }
    for (index, (title, _)) in totals.iter().enumerate() {
        for said in warnings(plan, index, level, catalogue)? {
            row(&mut told, &[title, &said]);
        }
    }
    row(&mut out, &[]);
    for (title, result) in &totals {
        for (index, year) in plan.years().iter().enumerate() {
            total(&mut out, title, &year.to_string(), result.known_year(index));
        }
        total(&mut out, title, text::ALL_YEARS, result.known_total());
    }
    if !told.is_empty() {
        row(&mut out, &[]);
        out.push_str(&told);
    }
    Ok(out)
}

/// The parts of a row that are shown: a composed price has no part of its own.
fn parts(sheet: &Sheet<'_>, place: Place) -> std::ops::Range<usize> {
    let count = sheet.parts(place);
    let composed = match place {
        Place::Line(index) => sheet.scenario.lines.get(index).is_some_and(|line| line.price == Pricing::Composed),
        Place::Fixed(_) => false,
    };
    usize::from(composed && count > 1)..count
}

/// A total; no amounts where nothing is known, since 0 would look like an answer.
fn total(out: &mut String, title: &str, year: &str, amounts: Option<Range<Amount>>) {
    let [low, likely, high] = amounts.as_ref().map(three).unwrap_or_default();
    row(out, &[title, text::IN_ALL, "", year, &low, &likely, &high]);
}

/// An amount without thousands separators: `28000,00`.
pub(super) fn plain(amount: Amount) -> String {
    let ore = amount.ore().unsigned_abs();
    let rest = (100 + ore % 100).to_string();
    [(ore / 100).to_string().as_str(), ",", rest.get(1..).unwrap_or_default()].concat()
}

/// A number that was given, and where from: `Antal i 2027: dit tal`. What it is of stands in a column of its own.
pub(super) fn origin(basis: &Basis, of: &str, source: Named<'_>) -> Option<String> {
    let from = match &basis.ground {
        Ground::Register { reference, status, .. } => {
            let title = source(&reference.source_id).unwrap_or_else(|| reference.source_id.clone());
            text::joined(&[&title, &reference.place, text::status(*status)])
        }
        other => text::ground(other)?,
    };
    let name = basis.name.strip_suffix(of).and_then(|name| name.strip_suffix(", ")).unwrap_or(&basis.name);
    Some([name, ": ", &from].concat())
}

/// One row; each value is quoted where it must be.
pub(crate) fn row(out: &mut String, values: &[&str]) {
    for (index, value) in values.iter().enumerate() {
        if index > 0 {
            out.push(';');
        }
        field(out, value);
    }
    out.push_str("\r\n");
}

/// One value. What Excel would take for a formula becomes a text; a control character becomes a blank.
fn field(out: &mut String, value: &str) {
    // A negative amount of ours is a number and stays one, so that it can be summed.
    let negative = value.strip_prefix('-').is_some_and(is_amount);
    let begins = value.trim_start().starts_with(['=', '+', '-', '@', '\u{ff1d}', '\u{ff0b}', '\u{ff0d}', '\u{ff20}']);
    let formula = !negative && (begins || value.starts_with(['\t', '\r', '\n']));
    let quoted = formula || value.contains([';', '"', '\n', '\r', '\t', ',']) && !negative && !is_number(value);
    if quoted {
        out.push('"');
    }
    if formula {
        out.push('\'');
    }
    for c in value.chars() {
        match c {
            '"' => out.push_str("\"\""),
            '\0'..='\u{1f}' => out.push(' '),
            _ => out.push(c),
        }
    }
    if quoted {
        out.push('"');
    }
}

/// Whether it is written as [`plain`] writes.
fn is_amount(value: &str) -> bool {
    let digits = |text: &str| !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit());
    value.split_once(',').is_some_and(|(kroner, ore)| digits(kroner) && ore.len() == 2 && digits(ore))
}

fn is_number(value: &str) -> bool {
    value.bytes().all(|b| b.is_ascii_digit() || b == b',')
}
