//! An example of what a municipality pays for ordinary cases at its børnehus.
//!
//! Contract: the way of sharing and the takst come from `satser.toml`; nothing is derived from a budget and a number of cases.

use super::{Known, amounts, expected, hold, misfit, rate};
use crate::check::rates::number;
use crate::parse::fields::{Fields, Part};
use calculator::financing::{Case, Children, work_out};
use calculator::shape::{Shape, count, text};
use calculator::{FigureKind, Money, Quantity, Range, Year};

/// The most cases.
const MOST_CASES: u32 = 9_999;

/// `[id.finansiering]`
pub(super) const SHAPE: Shape = Shape::new(
    "finansiering",
    "Hvad en kommune betaler for almindelige sager i sit børnehus.",
    &[
        text("fordeling", "Navnet i satser.toml på fordelingen.").like("\"fordeling-2024\""),
        text("aar", "Det år, eksemplet gælder.").like("\"2026\""),
        text("budget", "Husets udgifter, der fordeles.").like("\"10.000.000 kr.\"").free(),
        count("boern", 1, Children::MOST, "Børn i kommunen.").like("10000").free(),
        count("boern_i_alt", 1, Children::MOST, "Børn i alle husets kommuner.").like("250000").free(),
        text("takst", "Navnet i satser.toml på taksten.").like("\"takst-midt-2021\"").free(),
        count("sager", 1, MOST_CASES, "Sager om året.").like("12").free(),
        text("forventet", "Det, eksemplet giver, regnet i hånden.").like("\"240.000 kr.\""),
    ],
);

/// Reads `[id.finansiering]`, and holds it to what is expected.
pub(super) fn case(outer: &mut Fields<'_, '_>, table: &Part<'_>, known: Known<'_>) -> Option<Case> {
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
    let budget = fields.text("budget");
    let budget = budget.map(|written| amounts(&mut fields, &written));
    let own = fields.count("boern");
    let all = fields.count("boern_i_alt");
    let children = own.zip(all).map(|(own, all)| {
        let children = Children::new(Range::exact(own.value), Range::exact(all.value));
        children.map_err(|error| fields.report(misfit(all.span, error.to_string()))).ok()
    });
    let takst = fields.text("takst").map(|id| {
        let figure = rate(&mut fields, &id, known)?.figure().filter(|figure| figure.kind == FigureKind::Case);
        if figure.is_none() {
            fields.report(misfit(id.span, format!("»{}« er ikke en takst", id.value)));
        }
        figure.map(Money::figure)
    });
    let cases = fields.count("sager");
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
