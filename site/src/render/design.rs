//! The parts of the design in every state, for the page that shows them (`/om/design/`).
//!
//! Contract: what text is made of stands on that page as text is written, and is made by the same functions as everywhere. Here
//! is the rest: colours and scales; states that a page gets only from the reader's hand; and parts that the tools make in the browser,
//! in the same elements and classes (`tests/src/visual.rs` holds them to the tools as they are). Fields send nothing, and no
//! name in them is another element's. Each part is a group with a name, so that a reader with a screen reader knows that it is a sample.

mod around;
mod drawn;
mod found;

use super::catalogue::fact;
use super::context::Context;
use super::identity::{Icon, icon};
use super::tool::tab_list;
use crate::parse::tree::DesignPart;
use maud::{Markup, html};

/// The colours: name in the style sheet, and what it is for.
pub(crate) const COLOURS: &[(&str, &str)] = &[
    ("paper", "sidens bund"),
    ("card", "felter og ark"),
    ("tint", "det korte svar"),
    ("ink", "tekst"),
    ("muted", "det, der læses bagefter"),
    ("line", "hårfine streger"),
    ("edge", "kanter om felter"),
    ("accent", "links, knapper, linealen"),
    ("on-accent", "tekst på knapper"),
    ("note", "forbehold"),
    ("note-tint", "bund under forbehold"),
    ("acute", "akut fare, og intet andet"),
    ("acute-tint", "bund under akut fare"),
    ("level-1", "linealens niveau 1"),
    ("level-2", "niveau 2"),
    ("level-3", "niveau 3"),
    ("level-4", "niveau 4"),
    ("level-5", "niveau 5"),
];

/// The steps of space: name in the style sheet, length, and the same in pixels where letters have the browser's own size.
pub(crate) const SPACES: &[(&str, &str, u8)] = &[
    ("s1", ".25rem", 4),
    ("s2", ".5rem", 8),
    ("s3", ".75rem", 12),
    ("s4", "1rem", 16),
    ("s5", "1.5rem", 24),
    ("s6", "2rem", 32),
    ("s7", "3rem", 48),
    ("s8", "4.5rem", 72),
];

/// How many steps the sample of a tool has, and where it is.
const STEPS: (u8, u8) = (7, 3);

/// A part in every state.
pub(crate) fn part(cx: &Context<'_>, part: DesignPart) -> Markup {
    let inside = match part {
        DesignPart::Colours => colours(),
        DesignPart::Type => type_scale(),
        DesignPart::Spaces => spaces(),
        DesignPart::Icons => icons(cx),
        DesignPart::Links => links(),
        DesignPart::Term => around::term(cx),
        DesignPart::Buttons => buttons(cx),
        DesignPart::Fields => fields(),
        DesignPart::Choices => choices(),
        DesignPart::Errors => errors(),
        DesignPart::Question => question(),
        DesignPart::Scale => scale(),
        DesignPart::Sheet => sheet(),
        DesignPart::Tabs => tabs(),
        DesignPart::Facts => facts(),
        DesignPart::Figure => drawn::figures(),
        DesignPart::Timeline => drawn::timeline(),
        DesignPart::NetworkMap => drawn::map(),
        DesignPart::Hits => found::answers(),
        DesignPart::Exit => around::exit(),
        DesignPart::Printing => around::printing(),
        DesignPart::Kept => around::kept(),
    };
    html! { div.sample role="group" aria-label={ "Prøve: " (part.called()) } { (inside) } }
}

/// A colour as a block with an edge.
fn swatch(name: &str) -> Markup {
    html! {
        svg.swatch width="48" height="24" aria-hidden="true" {
            rect width="100%" height="100%" fill={ "var(--" (name) ")" } stroke="var(--edge)" {}
        }
    }
}

fn colours() -> Markup {
    html! { ul.columns { @for (name, what) in COLOURS { li { (swatch(name)) code { (name) } br; (what) } } } }
}

fn type_scale() -> Markup {
    html! {
        p.lead { "Resumé: et barn fortæller, og du lytter." }
        p { "Brødtekst: et barn fortæller, og du lytter. Tal i tekst: 1.234.567,50 kr." }
        p.field-hint { "Mindre: forbehold, kilder, hjælp til et felt." }
    }
}

fn spaces() -> Markup {
    html! {
        ul.columns {
            @for (name, length, pixels) in SPACES {
                li {
                    svg.swatch width="80" height="12" aria-hidden="true" {
                        rect width=(length) height="100%" fill="var(--accent)" {}
                    }
                    code { (name) } " " (pixels)
                }
            }
        }
    }
}

fn icons(cx: &Context<'_>) -> Markup {
    html! { ul.columns { @for (one, words) in Icon::ALL { li { (icon(cx, *one)) (words) } } } }
}

fn links() -> Markup {
    html! {
        ul {
            li { a href="#links" { "Link" } }
            li { a.is-hover href="#links" { "Link med musen over" } }
            li { a.is-focus href="#links" { "Link med fokus" } }
        }
    }
}

fn buttons(cx: &Context<'_>) -> Markup {
    let row = |kind: &str| {
        html! {
            div.button-row {
                @for (state, words) in [("", "Fortsæt"), (" is-hover", "Musen over"), (" is-focus", "Fokus"), (" is-active", "Trykket")] {
                    button class={ "button" (kind) (state) } type="button" { (words) }
                }
            }
        }
    };
    html! {
        (row(""))
        (row(" button-quiet"))
        div.button-row { a.button href="#knapper" { (icon(cx, Icon::Fetch)) "Hent en fil" } }
        div.small-row { button.button-small type="button" { "Usikkert?" } button.button-small.is-focus type="button" { "Med fokus" } }
    }
}

/// A field as the tools make it.
fn field(id: &str, label: &str, hint: &str, state: &str, error: Option<&str>, value: &str) -> Markup {
    let described = |part: &str| format!("{part}-{id}");
    let ids = if error.is_some() { format!("{} {}", described("hint"), described("fejl")) } else { described("hint") };
    html! {
        div.field.has-error[error.is_some()] {
            label for=(id) { (label) }
            p.field-hint id=(described("hint")) { (hint) }
            @if let Some(error) = error { p.field-error id=(described("fejl")) { "Fejl: " (error) } }
            input class={ "input input-short" (state) } type="text" id=(id) value=(value) autocomplete="off" inputmode="decimal"
                aria-describedby=(ids) aria-invalid=(error.is_some());
        }
    }
}

fn fields() -> Markup {
    html! {
        (field("proeve_antal", "Antal om året", "Antal forløb, som helt tal.", "", None, ""))
        (field("proeve_udfyldt", "Udfyldt", "Tal må have punktum og komma.", "", None, "28.000,50"))
        (field("proeve_fokus", "Med fokus", "Rammen er den samme overalt.", " is-focus", None, "12"))
        (field("proeve_fejl", "Med fejl", "Antal forløb, som helt tal.", "", Some("skriv et helt tal, for eksempel 12"), "tolv"))
        div.field {
            label for="proeve_liste" { "Vælg fra en liste" }
            select.input.input-select id="proeve_liste" { option { "Ikke valgt" } option { "2. Tidlig indsats" } }
        }
        div.field {
            label for="proeve_note" { "Begrundelse" }
            p.field-hint id="hint-proeve_note" { "Ingen navne, adresser eller CPR-numre." }
            textarea.input id="proeve_note" rows="3" autocomplete="off" aria-describedby="hint-proeve_note" {}
        }
    }
}

/// An answer as the tools make it.
fn tick(id: &str, kind: &str, name: &str, words: &str, on: bool) -> Markup {
    html! { div.tick { input type=(kind) id=(id) name=[Some(name).filter(|name| !name.is_empty())] checked[on]; label for=(id) { (words) } } }
}

fn choices() -> Markup {
    html! {
        fieldset.question-box {
            legend { "Ét svar" }
            div.answers {
                (tick("proeve_ja", "radio", "proeve_valg", "Ja", true))
                (tick("proeve_nej", "radio", "proeve_valg", "Nej", false))
                (tick("proeve_ved_ikke", "radio", "proeve_valg", "Ved ikke", false))
            }
        }
        fieldset.question-box {
            legend { "Flere svar" }
            div.answers {
                (tick("proeve_et", "checkbox", "", "Det ene", true))
                (tick("proeve_to", "checkbox", "", "Det andet", false))
            }
        }
        fieldset {
            legend { "Fra kataloget" }
            div.choice {
                input type="checkbox" id="proeve_ydelse" aria-describedby="proeve_om";
                label for="proeve_ydelse" { "En ydelse" }
                div.field-hint id="proeve_om" { p { "Til: barnet. Enhed: forløb (15 sessioner à 90 minutter)." } }
            }
        }
    }
}

fn errors() -> Markup {
    html! {
        div.error-summary {
            h2 { "Der er fejl i 2 felter" }
            ul {
                li { a href="#proeve_fejl" { "Med fejl: skriv et helt tal, for eksempel 12" } }
                li { a href="#proeve_antal" { "Antal om året: feltet er tomt" } }
            }
        }
        p.note { "En ydelse er ikke med i summen: mangler antal." }
    }
}

fn question() -> Markup {
    let (all, at) = STEPS;
    html! {
        p.progress {
            "Trin " (at) " af højst " (all)
            span.tick-marks aria-hidden="true" { @for step in 1..=all { i.tick-mark.done[step <= at] {} } }
        }
        section.step aria-labelledby="proeve_trin" {
            h2 #proeve_trin { "Et trin" }
            div {
                fieldset.question-box aria-describedby="proeve_forklaring" {
                    legend { "Et spørgsmål, der kan svares ja eller nej på?" }
                    p.definition #proeve_forklaring { "Hvad ordene i spørgsmålet dækker, står altid fremme." }
                    div.answers {
                        (tick("proeve_svar_ja", "radio", "proeve_svar", "Ja", false))
                        (tick("proeve_svar_nej", "radio", "proeve_svar", "Nej", false))
                    }
                }
            }
        }
        div.button-row {
            button.button type="button" { "Fortsæt" }
            button.button.button-quiet type="button" { "Tilbage" }
        }
    }
}

fn scale() -> Markup {
    let names = ["Lavest", "Lav", "Midt", "Høj", "Højest"];
    let step = |at: usize, name: &str, on: bool, mark: Option<&str>| {
        html! {
            li class=(if on { "on" } else { "off" }) data-level=(at) {
                b { (at) } span { (name) }
                @if let Some(mark) = mark { em { (mark) } }
            }
        }
    };
    html! {
        ol.scale {
            @for (name, at) in names.into_iter().zip(1_usize..) {
                @let mark = match at { 2 => Some("Fra"), 3 => Some("Kan være op til"), _ => None };
                (step(at, name, (2..=3).contains(&at), mark))
            }
        }
        ol.scale {
            @for (name, at) in names.into_iter().zip(1_usize..) { (step(at, name, true, None)) }
        }
    }
}

fn sheet() -> Markup {
    let line = |name: &str, sum: &str, basis: &str| {
        html! { li.line { h3 { (name) } p.line-sum { (sum) } p.line-basis { (basis) } } }
    };
    html! {
        section.sheet aria-labelledby="proeve_overslag" {
            h2 #proeve_overslag { "Dit overslag" }
            ul.sheet-lines {
                (line("En ydelse", "2 forløb × 1.000 kr. = 2.000 kr.", "Dit tal."))
                (line("En anden ydelse", "mangler antal", "Pris aftales med huset."))
            }
            p.total { span { "I alt om året" } output { span { "2.000 kr." } } }
            p.note { "En anden ydelse er ikke med i summen: mangler antal." }
        }
    }
}

fn tabs() -> Markup {
    let tabs = ["Den valgte", "En anden", "En tredje"].map(|words| ("#faner".to_owned(), words, words == "Den valgte"));
    tab_list("Prøve på faner", tabs.into_iter())
}

fn facts() -> Markup {
    html! {
        dl.facts {
            (fact("Til", &html! { "barnet og en omsorgsperson" }))
            (fact("Omfang", &html! { "15 sessioner à 90 minutter" }))
            (fact("Pris", &html! { strong { "1.000 kr." } " pr. forløb" p { "Prøve. Prisen findes ikke." } }))
        }
    }
}
