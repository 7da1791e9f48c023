//! What is filled in, and the case that is read from it.
//!
//! Contract: the way of sharing is a register's only while its share stands in the field unchanged; otherwise it is the user's.
//! What is missing or cannot be read leaves its part without a number.

use std::cell::Cell;

use super::signal::Signal;
use calculator::financing::{Case, Children, Financing, FinancingError, Model, work_out};
use calculator::wire::Data;
use calculator::{Amount, Money, Quantity, Share, Status, Year, text};
use jiff::civil::Date;

use super::Tool;
use super::browser;
use super::element::{Element, element};
use super::form::{Field, Form, lacks};
use super::parts::select;
use super::shown::source;
use super::typed::ranged;
use super::voice::Voice;

pub(super) const YEAR: &str = "aar";
const SHARE: &str = "objektiv-andel";
const BUDGET: &str = "budget";
const CHILDREN: &str = "boern";
const ALL_CHILDREN: &str = "boern-i-alt";
const CASES: &str = "sager";
const TAKST: &str = "takst";
const TAKST_YEAR: &str = "takst-aar";
const PROVIDER: &str = "takst-udbyder";

fn amount(text: &str) -> Result<i64, String> {
    Amount::parse(text).map(Amount::ore).map_err(|error| error.to_string())
}

fn year(text: &str) -> Result<i64, String> {
    Year::parse(text).map(|year| year.get().into()).map_err(|error| error.to_string())
}

fn share(text: &str) -> Result<i64, String> {
    Share::parse(text).map(|share| share.basis_points().into()).map_err(|error| error.to_string())
}

fn children(text: &str) -> Result<i64, String> {
    Children::parse(text).map(i64::from).map_err(|error| error.to_string())
}

fn count(text: &str) -> Result<i64, String> {
    Quantity::parse(text).map(|count| count.get().into()).map_err(|error| error.to_string())
}

/// A share as it stands in its field.
fn in_field(share: Share) -> String {
    share.to_string().trim_end_matches([' ', '%']).to_owned()
}

impl Tool {
    pub(super) fn new(data: &'static Data, today: Date) -> Tool {
        // The register has them in order of time, so the last is what comes nearest to today.
        let newest = data.catalogue.models().len().saturating_sub(1);
        let first_share =
            data.catalogue.models().last().map(|model| in_field(model.objective.likely())).unwrap_or_default();
        let first_year = Year::of(today).map(|year| year.to_string()).unwrap_or_default();
        let fields = vec![
            Field::number(YEAR, "Hvilket år?", "", year).first(&first_year),
            Field::decimal(SHARE, "Objektiv andel i procent", "Resten bliver betalt med takst pr. sag.", share)
                .first(&first_share)
                .unsure(),
            Field::decimal(BUDGET, "Husets driftsbudget i kroner", "Spørg husets driftskommune.", amount).unsure(),
            Field::number(
                CHILDREN,
                "0–17-årige i jeres kommune",
                "Efter reglen fra 2013: 1. januar året før.",
                children,
            )
            .unsure(),
            Field::number(ALL_CHILDREN, "0–17-årige i alle husets kommuner", "Jeres egne er med.", children).unsure(),
            Field::number(CASES, "Antal sager om året", "", count).unsure(),
            Field::decimal(
                TAKST,
                "Takst pr. sag i kroner",
                "Den, huset har oplyst. Del ikke budgettet med sagerne.",
                amount,
            )
            .unsure(),
            Field::number(TAKST_YEAR, "Takstens år", "", year),
            Field::text(PROVIDER, "Hvem har oplyst taksten?", "", None),
        ];
        let form = Form::new(fields, |form| match counted(form) {
            Some(Err(error)) => Some((ALL_CHILDREN, text::financing_error(error))),
            _ => None,
        });
        Tool {
            data,
            today,
            form,
            voice: Voice::new(),
            model: Box::leak(Box::new(Cell::new(newest))),
            takst: Box::leak(Box::new(Cell::new(0))),
            chosen: Signal::new(),
        }
    }

    /// Follows everything that is filled in.
    pub(super) fn track(self) {
        self.form.typed.track();
        self.chosen.track();
    }

    pub(super) fn is_touched(self) -> bool {
        self.form.is_touched() || self.takst.get() != 0 || self.model.get() + 1 != self.models().len()
    }

    pub(super) fn clear(self) {
        self.takst.set(0);
        self.model.set(self.models().len().saturating_sub(1));
        self.chosen.tell();
        self.form.reset();
    }

    /// The way of sharing: the register's as long as its share has not been changed.
    fn sharing(self) -> Option<Model> {
        let new = |value| u16::try_from(value).ok().and_then(Share::new);
        let share = ranged(self.form.range(SHARE)?, new)?;
        let chosen = self.models().get(self.model.get()).filter(|model| model.objective == share);
        Some(chosen.cloned().unwrap_or_else(|| Model::entered(share)))
    }

    fn takst(self) -> Option<Money> {
        if let Some(chosen) = self.takst.get().checked_sub(1) {
            return self.taksts().nth(chosen).map(Money::figure);
        }
        let amount = self.form.range(TAKST).and_then(|values| ranged(values, Amount::from_ore))?;
        let year = Year::parse(&self.form.text(TAKST_YEAR)).ok();
        Some(Money::entered(amount, year, &self.form.text(PROVIDER), ""))
    }

    /// The case and what it comes to, or why there is none.
    pub(super) fn read(self) -> Result<(Case, Financing), String> {
        let year = Year::parse(&self.form.text(YEAR)).map_err(|_| "Skriv, hvilket år du regner på.".to_owned())?;
        let model = self.sharing().ok_or("Skriv, hvor mange procent den objektive andel er.")?;
        let count = |value| u16::try_from(value).ok().and_then(Quantity::new);
        let amounts = |values| ranged(values, Amount::from_ore);
        let case = Case {
            model,
            year,
            budget: self.form.range(BUDGET).and_then(amounts),
            children: counted(self.form).and_then(Result::ok),
            takst: self.takst(),
            cases: self.form.range(CASES).and_then(|values| ranged(values, count)),
        };
        let paid = work_out(&case).map_err(|error| error.to_string())?;
        Ok((case, paid))
    }

    /// Why the objective part has no number.
    pub(super) fn lacks_objective(self) -> Option<String> {
        if let Some(Err(error)) = counted(self.form) {
            return Some(text::financing_error(error).to_owned());
        }
        let form = self.form;
        lacks([
            form.lack(BUDGET, "husets budget"),
            form.lack(CHILDREN, "kommunens børn"),
            form.lack(ALL_CHILDREN, "alle husets børn"),
        ])
    }

    /// Why the cases have no number.
    pub(super) fn lacks_cases(self) -> Option<String> {
        let takst = if self.takst.get() == 0 { self.form.lack(TAKST, "takst") } else { None };
        lacks([self.form.lack(CASES, "antal sager"), takst])
    }
}

/// The children, where both numbers can be read.
fn counted(form: Form) -> Option<Result<Children, FinancingError>> {
    let new = |value| u32::try_from(value).ok();
    let own = form.range(CHILDREN).and_then(|values| ranged(values, new))?;
    let all = form.range(ALL_CHILDREN).and_then(|values| ranged(values, new))?;
    Some(Children::new(own, all))
}

/// The form, which is never sent.
pub(super) fn view(tool: Tool) -> Element {
    let form = tool.form;
    let group = |legend: &str| element("fieldset").child(element("legend").text(legend));
    element("form")
        .id("forloeb-valg")
        .on("submit", |event| event.prevent_default())
        .on("input", move |_| browser::warn_before_leaving(tool.is_touched()))
        .child(
            group("År og fordeling")
                .child(form.view(YEAR))
                .live(move || vec![models(tool)])
                .child(form.view(SHARE))
                .live(move || sharing(tool)),
        )
        .child(
            group("Den objektive del")
                .child(form.view(BUDGET))
                .child(form.view(CHILDREN))
                .child(form.view(ALL_CHILDREN)),
        )
        .child(group("Sagerne").child(form.view(CASES)).live(move || vec![taksts(tool)]).live(move || takst(tool)))
}

/// Which rule is used.
fn models(tool: Tool) -> Element {
    tool.chosen.track();
    let name = |model: &Model| {
        let sure = match &model.ground {
            Some((_, Status::Unconfirmed)) => " (ubekræftet)",
            Some((_, Status::Confirmed)) => " (historie)",
            None => "",
        };
        [&model.name, ": ", &model.objective.likely().to_string(), sure].concat()
    };
    let mut options: Vec<String> = tool.models().iter().map(name).collect();
    options.push("Min egen andel".to_owned());
    select("fordeling", "Fordeling", &options, tool.model.get(), move |chosen| {
        tool.model.set(chosen);
        tool.chosen.tell();
        tool.form.typed.tell();
        if let Some(model) = tool.models().get(chosen) {
            tool.form.set(SHARE, &in_field(model.objective.likely()));
        }
    })
}

/// What is known of the share in the field.
fn sharing(tool: Tool) -> Vec<Element> {
    tool.track();
    let Some(model) = tool.sharing() else { return Vec::new() };
    let (objective, rest) = (text::share_range(&model.objective), model.objective.likely().rest().to_string());
    let both = [&objective, " objektivt og ", &rest, " med takst. "];
    let said = element("p").class("field-hint").text(&both.concat());
    let Some((reference, status)) = &model.ground else { return vec![said.text("Andelen er dit tal.")] };
    let review = model.next_review.map(|day| [", næste gennemgang ", &text::date(day)].concat()).unwrap_or_default();
    let (sure, warning) = match status {
        Status::Unconfirmed => {
            ("ubekræftet", "Andelen er ikke bekræftet. Spørg husets driftskommune, og ret den, hvis du ved bedre.")
        }
        Status::Confirmed => ("bekræftet", "Reglen er ophævet og er kun historie. Brug den ikke i et nyt budget."),
    };
    let place = [", ", &text::joined(&[&reference.place, sure]), &review, "."].concat();
    vec![
        said.text("Kilde: ").child(source(tool.data, reference)).text(&place),
        element("p").class("note").text(warning),
    ]
}

/// Whose takst is used.
fn taksts(tool: Tool) -> Element {
    tool.chosen.track();
    let mut options = vec!["Skriv den takst, huset har oplyst".to_owned()];
    options.extend(tool.taksts().map(|takst| {
        let history = if takst.year < Year::NEW_MODEL { " (historie)" } else { "" };
        [&takst.label, ", ", &takst.year.to_string(), ": ", &text::amount(takst.amount), history].concat()
    }));
    select("takst-valg", "Takst", &options, tool.takst.get(), move |chosen| {
        tool.takst.set(chosen);
        tool.chosen.tell();
        tool.form.typed.tell();
        browser::warn_before_leaving(tool.is_touched());
    })
}

/// The user's own takst, or what is known of the register's.
fn takst(tool: Tool) -> Vec<Element> {
    tool.chosen.track();
    let Some(takst) = tool.takst.get().checked_sub(1).and_then(|chosen| tool.taksts().nth(chosen)) else {
        return [TAKST, TAKST_YEAR, PROVIDER].into_iter().map(|id| tool.form.view(id)).collect();
    };
    let status = match takst.status {
        Status::Confirmed => "bekræftet",
        Status::Unconfirmed => "ubekræftet",
    };
    let place = [", ", &text::joined(&[&takst.reference.place, status]), "."].concat();
    let known = element("p")
        .class("field-hint")
        .text(&[&takst.label, " i ", &takst.year.to_string(), ": ", &text::amount(takst.amount), " Kilde: "].concat())
        .child(source(tool.data, &takst.reference))
        .text(&place);
    let history = (takst.year < Year::NEW_MODEL).then(|| {
        element("p")
            .class("note")
            .text("Taksten hører til finansieringen før 2024. Den er historie og kan ikke regnes om til i dag.")
    });
    std::iter::once(known).chain(history).collect()
}
