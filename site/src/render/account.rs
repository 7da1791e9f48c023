//! The account of accessibility: each criterion of WCAG 2.2 with how it is met, and who has looked.

use super::context::{Context, entry_id};
use super::words::heading;
use crate::check::wcag::{Criterion, Standing};
use maud::{Markup, html};

/// The four principles of the standard, by the first digit of a criterion's number.
const PRINCIPLES: [(char, &str); 4] = [
    ('1', "Det kan opfattes"),
    ('2', "Det kan betjenes"),
    ('3', "Det kan forstås"),
    ('4', "Det virker med hjælpemidler"),
];

/// All criteria, under a heading for each principle, with how many are met.
pub(crate) fn account(cx: &Context<'_>, level: u8) -> Markup {
    let all = &cx.site.registers.criteria;
    let count = |standing: Standing| all.iter().filter(|criterion| criterion.standing == standing).count();
    let open = all.iter().filter(|criterion| criterion.untested.is_some()).count();
    html! {
        p {
            (all.len()) " krav: " (count(Standing::Met)) " er efter vores egen vurdering opfyldt, "
            (count(Standing::Partly)) " delvist, og " (count(Standing::Moot)) " er ikke aktuelle her. Ved "
            (open) " krav står noget, som ingen har prøvet."
        }
        @for (digit, title) in PRINCIPLES {
            (heading(level, None, None, &html! { (title) }))
            ul.register { @for one in all.iter().filter(|one| one.number().starts_with(digit)) { (criterion(one)) } }
        }
    }
}

fn criterion(one: &Criterion) -> Markup {
    html! {
        li id=(entry_id(&format!("wcag-{}", one.number().replace('.', "-")))) {
            p.entry-title { strong { (one.number()) } " " (one.name) " (" (one.level().name()) ")" }
            p.entry-facts { (one.standing.words()) @if let Some(missing) = &one.missing { ". " (missing) } }
            p { (one.how) }
            @if !one.tests.is_empty() {
                p.entry-note { "Prøvet automatisk: " @for (at, test) in one.tests.iter().enumerate() { @if at > 0 { ", " } code { (test) } } "." }
            }
            @if let Some(looked_at) = &one.looked_at { p.entry-note { "Set på: " (looked_at) } }
            @if let Some(untested) = &one.untested { p.entry-note { "Ikke prøvet: " (untested) } }
        }
    }
}
