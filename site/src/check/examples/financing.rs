//! An example of what a municipality pays for ordinary cases at its børnehus.
//!
//! Contract: the way of sharing and the takst come from `satser.toml`; nothing is derived from a budget and a number of cases.

use super::{Known, amounts, expected, hold, misfit, rate};
use crate::check::rates::number;
use crate::parse::fields::Fields;
use crate::parse::table::Table;
use calculator::financing::{Case, Children, work_out};
use calculator::{FigureKind, Money, Quantity, Range, Year};

/// The most cases.
const MOST_CASES: u32 = 9_999;

/// Reads `[id.finansiering]`, and holds it to what is expected.
pub(super) fn case(outer: &mut Fields<'_, '_>, table: &Table<'_>, known: Known<'_>) -> Option<Case> {
    let mut fields = outer.within(table, "tabellen »finansiering«");
    let at = fields.at();
    let sharing = fields.text("fordeling");
    let model = sharing.and_then(|id| {
        let model = rate(&mut fields, &id, known)?.model();
        if model.is_none() {
            fields.report(misfit(id.span, format!("»{}« er ikke en fordeling", id.value)));
        }
        model.cloned()
    });
    let year = fields.text("aar");
    let year = year.and_then(|written| number(&mut fields, "årstallet", &written, Year::parse));
    let budget = fields.optional_text("budget");
    let budget = budget.map(|written| amounts(&mut fields, &written));
    let own = fields.optional_count("boern", Children::MOST);
    let all = fields.optional_count("boern_i_alt", Children::MOST);
    let children = own.zip(all).map(|(own, all)| {
        let children = Children::new(Range::exact(own.value), all.value);
        children.map_err(|error| fields.report(misfit(all.span, error.to_string()))).ok()
    });
    let takst = fields.optional_text("takst").map(|id| {
        let figure = rate(&mut fields, &id, known)?.figure().filter(|figure| figure.kind == FigureKind::Case);
        if figure.is_none() {
            fields.report(misfit(id.span, format!("»{}« er ikke en takst", id.value)));
        }
        figure.map(Money::figure)
    });
    let cases = fields.optional_count("sager", MOST_CASES);
    let cases = cases.and_then(|cases| u16::try_from(cases.value).ok()).and_then(Quantity::new).map(Range::exact);
    let total = expected(&mut fields, "forventet");
    // What was written and could not be read must not be taken as left out.
    let case = (|| {
        Some(Case {
            model: model?,
            year: year?.value,
            budget: flat(budget)?,
            children: flat(children)?,
            takst: flat(takst)?,
            cases,
        })
    })();
    if let Some(case) = &case {
        match work_out(case) {
            Ok(found) => match found.total {
                Some(found) => hold(&mut fields, "eksemplet", total, found),
                None => fields.report(misfit(at, "eksemplet har hverken en objektiv del eller sager at regne på")),
            },
            Err(error) => fields.report(misfit(at, error.to_string())),
        }
    }
    fields.finish();
    case
}

/// What was left out; nothing where it was at fault.
#[allow(clippy::option_option, reason = "left out, or read, or at fault")]
fn flat<T>(read: Option<Option<T>>) -> Option<Option<T>> {
    match read {
        Some(None) => None,
        Some(Some(value)) => Some(Some(value)),
        None => Some(None),
    }
}
