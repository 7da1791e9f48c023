//! Examples of the reckoning on the ladder: what editors write, as what a user would type.
//!
//! Contract: an example is read by the same code as the form (`calculator::ladder::typed`), and comes to what was written by hand. A number
//! that cannot be read makes the example come to something else, and so is told.

use super::super::dates::{Example, hold, words};
use crate::diagnostic::{Code, Diagnostic};
use crate::parse::fields::{Fields, Part};
use calculator::Year;
use calculator::ladder::outcome::work_out;
use calculator::ladder::typed::{self, ON, read};
use calculator::ladder::{MOST_YEARS, Model, papers};
use calculator::saved::Saved;
use calculator::shape::{Shape, count, tables, text, texts};

pub(super) const EXAMPLE: Shape = Shape::new(
    "trappescenarie-eksempel",
    "Et regnestykke og det, det giver, regnet i hånden. Et tal kan være \"lavt | sandsynligt | højt\".",
    &[
        text("titel", "Eksemplets titel."),
        text("viser", "Hvad eksemplet viser, i én eller flere sætninger."),
        count("aar", 2000, 2099, "Det første år."),
        count("antal_aar", 1, 4, "Hvor mange år; udelades, hvis det er ét.").free(),
        text("priser", "Et prissæt i filen; udelades, hvis kun egne priser bruges.").free(),
        texts("poster", "Poster i filen, der regnes med.").free(),
        texts("raadgivere", "Rådgivere, ét antal for hvert år.").like("[\"2\"]").free(),
        text("raadgiver_pris", "Hvad én rådgiver koster om året.").like("\"650.000\"").free(),
        count("raadgiver_prisaar", 2000, 2099, "Det år, prisen er i priser fra.").free(),
        count("prisniveau", 2000, 2099, "Det år, resultatet skal være i priser fra.").free(),
        tables("flytning", &MOVE, "En flytning."),
        tables("egen_pris", &COST, "Eksemplets egen pris for et trin."),
        tables("aendring", &CHANGE, "Hvor meget priserne er ændret."),
        texts("forventet", "Linjerne i rækkefølge, regnet i hånden: hvad, kolon og tallet.")
            .like("[\"Flytning 1: −690.651 kr.\"]"),
    ],
);

const MOVE: Shape = Shape::new(
    "trappescenarie-flytning",
    "En flytning fra et trin til et andet.",
    &[
        text("fra", "Trinnet før."),
        text("til", "Trinnet efter."),
        texts("aarsboern", "Årsbørn, ét antal for hvert år.").like("[\"0,5\"]"),
    ],
);

const COST: Shape = Shape::new(
    "trappescenarie-egen-pris",
    "En egen pris pr. årsbarn.",
    &[
        text("trin", "Trinnet."),
        text("beloeb", "Prisen pr. årsbarn.").like("\"1.200.000\""),
        count("prisaar", 2000, 2099, "Det år, prisen er i priser fra."),
    ],
);

const CHANGE: Shape = Shape::new(
    "trappescenarie-aendring",
    "Hvor meget priserne er ændret i alt.",
    &[
        count("fra", 2000, 2099, "Fra det års priser."),
        count("til", 2000, 2099, "Til det års priser."),
        text("procent", "Med så mange procent.").like("\"40\""),
    ],
);

/// Reads an example, and holds it to what was written by hand where the model is whole.
pub(super) fn example(
    part: &Part<'_>,
    model: Option<&Model>,
    diagnostics: &mut Vec<Diagnostic>,
) -> Option<Example<Saved>> {
    let mut saved = Saved::default();
    let mut fields = part.fields("eksemplet", diagnostics);
    let at = fields.at();
    let [title, shows] = ["titel", "viser"].map(|key| words(&mut fields, key));
    let first = fields.count("aar");
    put(&mut saved, typed::FIRST, first.map(|year| year.value));
    put(&mut saved, typed::YEARS, fields.count("antal_aar").map(|count| count.value));
    if let Some(set) = named(&mut fields, "priser", model, |model, id| model.set(id).is_some()) {
        saved.put(typed::SET, &set);
    }
    for post in fields.optional_texts("poster") {
        let known = |model: &Model| model.posts.iter().any(|one| one.id == post.value);
        if model.is_none_or(known) {
            saved.put(&typed::post(&post.value), ON);
        } else {
            fields.report(unknown(&post));
        }
    }
    for (year, advisers) in fields.optional_texts("raadgivere").iter().enumerate().take(MOST_YEARS) {
        saved.put(&typed::advisers(year), &advisers.value);
    }
    if let Some(cost) = fields.text("raadgiver_pris") {
        saved.put(typed::ADVISER_COST, &cost.value);
    }
    put(&mut saved, typed::ADVISER_YEAR, fields.count("raadgiver_prisaar").map(|year| year.value));
    put(&mut saved, typed::TARGET, fields.count("prisniveau").map(|year| year.value));
    let [moves, costs, changes] = ["flytning", "egen_pris", "aendring"].map(|key| fields.tables(key));
    let expected = fields.texts("forventet");
    let mut numbers = Vec::new();
    for (number, part) in (1..=typed::LARGEST_MOVE).zip(&moves) {
        let mut fields = fields.within(part, "flytningen");
        for (key, name) in typed::ends(number).iter().zip(["fra", "til"]) {
            if let Some(step) = named(&mut fields, name, model, |model, id| model.step(id).is_some()) {
                saved.put(key, &step);
            }
        }
        for (year, count) in fields.texts("aarsboern").unwrap_or_default().iter().enumerate().take(MOST_YEARS) {
            saved.put(&typed::children(number, year), &count.value);
        }
        fields.finish();
        numbers.push(number.to_string());
    }
    saved.put(typed::MOVES, &numbers.join(","));
    for part in &costs {
        let mut fields = fields.within(part, "prisen");
        let step = named(&mut fields, "trin", model, |model, id| model.step(id).is_some());
        let (amount, year) = (fields.text("beloeb"), fields.count("prisaar"));
        fields.finish();
        if let (Some(step), Some(amount)) = (step, amount) {
            saved.put(&typed::cost(&step), &amount.value);
            put(&mut saved, &typed::cost_year(&step), year.map(|year| year.value));
        }
    }
    for part in &changes {
        let mut fields = fields.within(part, "ændringen");
        let [from, to] = ["fra", "til"]
            .map(|key| fields.count(key).and_then(|year| u16::try_from(year.value).ok()).and_then(Year::new));
        let change = fields.text("procent");
        fields.finish();
        if let (Some(from), Some(to), Some(change)) = (from, to, change) {
            saved.put(&typed::change(from, to), &change.value);
        }
    }
    if let (Some(model), Some(expected)) = (model, expected)
        && let Ok(case) = read(model, &saved)
    {
        hold(&mut fields, &expected, &papers::brief(&work_out(model, &case)), at);
    }
    fields.finish();
    Some(Example { title: title?, shows: shows?, case: saved })
}

fn put(saved: &mut Saved, key: &str, number: Option<u32>) {
    if let Some(number) = number {
        saved.put(key, &number.to_string());
    }
}

/// A name that the model knows; what is unknown is told.
fn named(
    fields: &mut Fields<'_, '_>,
    key: &'static str,
    model: Option<&Model>,
    known: impl Fn(&Model, &str) -> bool,
) -> Option<String> {
    let id = fields.text(key)?;
    if model.is_some_and(|model| !known(model, &id.value)) {
        fields.report(unknown(&id));
        return None;
    }
    Some(id.value)
}

fn unknown(id: &crate::source::Spanned<String>) -> Diagnostic {
    Diagnostic::new(Code::ToolRule, id.span, format!("»{}« findes ikke i filen", id.value))
        .hint("brug et id, der står i filen")
}
