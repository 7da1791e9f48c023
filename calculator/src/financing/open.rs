//! Where a number of the financing comes from.
//!
//! Contract: as for [`crate::estimate`]: every number opens, down to those that were given, each with where it stands, how well
//! it is established and when it is checked next, or that the user entered it.

use super::{Case, Financing};
use crate::{Amount, Basis, Catalogue, Ground, Origin, Range, Trace, text};

/// A number of the financing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Part {
    /// The objective part.
    Objective,
    /// Takst × cases.
    Cases,
    /// The sum of the parts that there are.
    Total,
}

impl Part {
    /// The parts that are summed.
    pub const ADDENDS: [Part; 2] = [Part::Objective, Part::Cases];
}

impl Financing {
    /// The amount of a part; nothing where it lacks a number.
    #[must_use]
    pub fn part(&self, part: Part) -> Option<Range<Amount>> {
        match part {
            Part::Objective => self.objective,
            Part::Cases => self.cases,
            Part::Total => self.total,
        }
    }
}

/// Opens a number; nothing where there is none.
///
/// ```
/// use calculator::financing::{Case, Children, Model, Part, open, work_out};
/// use calculator::{Amount, Catalogue, Range, Share, Year};
///
/// let case = Case {
///     model: Model::entered(Range::exact(Share::parse("60")?)),
///     year: Year::parse("2021")?,
///     budget: Some(Range::exact(Amount::parse("24.500.000")?)),
///     children: Some(Children::new(Range::exact(10_000), Range::exact(100_000))?),
///     takst: None,
///     cases: None,
/// };
/// let paid = work_out(&case)?;
/// let opened = open(&case, &paid, &Catalogue::default(), Part::Objective).expect("there is one");
/// assert_eq!(opened.formula, "24.500.000 kr. × 60 % × 10.000 / 100.000 = 1.470.000 kr.");
/// assert_eq!(opened.basis.len(), 4);
/// assert_eq!(open(&case, &paid, &Catalogue::default(), Part::Cases), None);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[must_use]
pub fn open(case: &Case, paid: &Financing, catalogue: &Catalogue, part: Part) -> Option<Trace> {
    let amount = paid.part(part)?;
    let (formula, basis) = match part {
        Part::Objective => (text::objective_formula(case)?, objective(case)?),
        Part::Cases => (text::cases_formula(case)?, cases(case, catalogue)?),
        Part::Total => {
            let addends: Vec<String> = Part::ADDENDS
                .iter()
                .filter_map(|part| paid.part(*part))
                .map(|amount| text::amount(amount.likely()))
                .collect();
            let from = Part::ADDENDS.into_iter().filter_map(|part| open(case, paid, catalogue, part));
            (addends.join(" + "), from.flat_map(|trace| trace.basis).collect())
        }
    };
    Some(Trace {
        heading: text::in_year(text::financing_part(part), &case.year.to_string()),
        formula: text::equation(&formula, amount.likely()),
        range: (!amount.is_exact()).then(|| text::low_high(amount.low(), amount.high())),
        basis,
        notes: Vec::new(),
    })
}

fn objective(case: &Case) -> Option<Vec<Basis>> {
    let (budget, children) = (case.budget?, case.children?);
    let own = || Ground::Entered { said: String::new() };
    let share = match &case.model.ground {
        Some((reference, status)) => {
            Ground::Register { reference: reference.clone(), status: *status, next_review: case.model.next_review }
        }
        None => own(),
    };
    let plain = |name: &str, value: String, ground| Basis { name: name.to_owned(), value, price_year: None, ground };
    let share_name = text::joined(&[text::OBJECTIVE_SHARE, &case.model.name]);
    Some(vec![
        plain(text::HOUSE_BUDGET, text::amount_range(&budget), own()),
        plain(&share_name, text::share_range(&case.model.objective), share),
        plain(text::OWN_CHILDREN, text::children_range(&children.own()), own()),
        plain(text::ALL_CHILDREN, text::children_range(&children.all()), own()),
    ])
}

fn cases(case: &Case, catalogue: &Catalogue) -> Option<Vec<Basis>> {
    let (takst, count) = (case.takst.as_ref()?, case.cases?);
    let mut name = text::TAKST.to_owned();
    let ground = match takst.origin() {
        Origin::Entered { provider, note } => Ground::Entered { said: text::joined(&[provider, note]) },
        // No takst is the price of a service.
        Origin::Rate => Ground::Gone,
        Origin::Figure { id } => {
            let figure = catalogue.figure(id).filter(|figure| Range::exact(figure.amount) == takst.amount());
            figure.map_or(Ground::Gone, |figure| {
                name = text::joined(&[text::TAKST, &figure.label]);
                let (reference, status) = (figure.reference.clone(), figure.status);
                Ground::Register { reference, status, next_review: figure.next_review }
            })
        }
    };
    let own = Ground::Entered { said: String::new() };
    Some(vec![
        Basis { name: text::CASES.to_owned(), value: text::quantity_range(&count), price_year: None, ground: own },
        Basis { name, value: text::amount_range(&takst.amount()), price_year: takst.year(), ground },
    ])
}
