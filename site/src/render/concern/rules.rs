//! The rules as a document: levels, what comes first, signs, factors, tables, what must be gone through, what has changed.
//!
//! Contract: everything that the tool weighs or says stands here once, in the order of the model. Ids are made of the editors' own,
//! so that one part can lead to another.

use super::super::context::entry_id;
use super::super::words::{heading, mark};
use super::sheet::{answers, does, weight};
use super::tables::{rows, square};
use super::{Of, ages, laws, points, running, sentence, text, words};
use crate::parse::tree::ConcernView;
use calculator::concern::{Axis, Kind, Sentence, Table};
use maud::{Markup, html};

fn titled(of: &Of<'_>, id: Option<&str>, words: &str) -> Markup {
    heading(of.level, id, None, &html! { (words) })
}

/// The five levels, the tracks, and what holds for the parents.
pub(super) fn levels(of: &Of<'_>) -> Markup {
    let model = of.model;
    html! {
        @for (number, level) in (1..).zip(&model.levels) {
            (titled(of, Some(&format!("niveau_{number}")), &format!("Niveau {number}: {}", level.name)))
            p { strong { (words(&level.line)) } " Spor: " (model.tracks[level.track as usize].name.to_lowercase()) "." }
            dl.facts {
                (fact("Gør nu", &level.now))
                (fact("Med hvem", &level.with))
                div {
                    dt { "Hvornår" }
                    dd { ul { @for deadline in &level.when { li {
                        (sentence(&deadline.sentence))
                        @match deadline.law { Some(law) => { " (" (laws(of, &[law])) ")" }, None => { " (anbefalet)" } }
                    } } } }
                }
                (fact("Forældrene", &level.parents))
                (fact("Skriv ned", &level.write))
                @if !level.laws.is_empty() { div { dt { "Lov" } dd { (laws(of, &level.laws)) } } }
            }
        }
        @let (duty, said) = text(of, "pligt");
        div.box.important { (heading(of.level, None, Some("box-title"), &html! { (duty) })) p { (said) } }
    }
}

fn fact(name: &str, sentences: &[Sentence]) -> Markup {
    html! { @if !sentences.is_empty() { div { dt { (name) } dd { (points(sentences)) } } } }
}

/// What the three answers to whether parents may be spoken to mean.
pub(super) fn contacts(of: &Of<'_>) -> Markup {
    html! {
        dl.facts {
            @for contact in &of.model.contacts {
                // The names invite; the keys do not.
                div { dt { (super::super::words::capital(&contact.id)) } dd { (running(&contact.sentences)) } }
            }
        }
    }
}

/// The questions that come first, with what each answer does.
pub(super) fn gates(of: &Of<'_>) -> Markup {
    html! {
        @for gate in &of.model.gates {
            @let question = &of.model.questions[gate.question];
            (titled(of, Some(&entry_id(&question.id)), &question.text))
            @if let Some((before, mask)) = gate.after {
                p.when { "Kun hvis svaret er " (answers(of, before, mask)) " på " (of.model.gates[before].name) "." }
            }
            @if let Some(ages) = ages(of.model, question) { p.when { "Alder: " (ages) "." } }
            p { (words(&question.explanation)) }
            ul.effects {
                @for (choice, effect) in of.model.choices_of(gate.question).iter().zip(&gate.effects) {
                    li {
                        strong { (choice.text) }
                        @if !choice.explanation.is_empty() { ". " (words(&choice.explanation)) }
                        (does(of, effect))
                    }
                }
            }
        }
        (titled(of, Some("kontakt_forklaring"), "Må forældrene kontaktes?"))
        p { "Der er tre svar. Det strengeste, der er mødt noget sted, gælder." }
        (contacts(of))
    }
}

/// The signs with definitions, area by area.
pub(super) fn signs(of: &Of<'_>) -> Markup {
    let model = of.model;
    html! {
        dl.facts { @for strength in &model.strengths { div { dt { (strength.name) } dd { (words(&strength.text)) " Giver alene mindst niveau " (strength.floor) "." } } } }
        dl.facts { @for axis in Axis::ALL { @let row = &model.axes[axis as usize]; div { dt { (row.name) } dd { (running(&row.sentences)) } } } }
        @for (area, row) in model.areas.iter().enumerate() {
            (titled(of, Some(&format!("omraade_{}", row.id)), &row.name))
            p { (words(&row.explanation)) }
            ul.register {
                @for sign in model.signs.iter().filter(|sign| sign.area == area) {
                    @let question = &model.questions[sign.question];
                    li id=(entry_id(&question.id)) {
                        p.entry-title { strong { (words(&question.text)) } }
                        p.entry-facts { (weight(of, sign)) }
                        p.entry-note { (words(&question.explanation)) " " em { "Forveksl ikke med:" } " " (words(&question.not)) }
                        @for gate in &sign.triggers { p.entry-facts { "Ved Ja: Se igen på " (of.model.gates[*gate].name) "." } }
                    }
                }
            }
        }
    }
}

/// What burdens, and what speaks for the child.
pub(super) fn factors(of: &Of<'_>) -> Markup {
    let part = |id: &str, entries: Vec<(usize, &'static str)>| {
        let (name, said) = text(of, id);
        html! {
            (titled(of, None, name))
            p { (said) }
            ul.register {
                @for (question, more) in entries {
                    @let question = &of.model.questions[question];
                    li id=(entry_id(&question.id)) {
                        p.entry-title { strong { (words(&question.text)) } }
                        p.entry-note { (words(&question.explanation)) (more) }
                    }
                }
            }
        }
    };
    let burdens = of.model.risks.iter().map(|risk| (risk.question, "")).collect();
    let carrying = |carries: bool| if carries { " Bærende." } else { "" };
    let resources = of.model.resources.iter().map(|one| (one.question, carrying(one.carrying))).collect();
    html! { (part("om-belastninger", burdens)) (part("om-ressourcer", resources)) }
}

/// All tables: squares, and the rows with their reasons.
pub(super) fn tables(of: &Of<'_>) -> Markup {
    let limits = &of.model.limits;
    html! {
        (titled(of, None, "Fra svar til klasser"))
        p { "Hvert svar hører til en klasse. Klasserne går fra bedst til værst." }
        dl.facts {
            @for class in of.model.classes.iter().filter(|class| class.values.iter().any(|value| !value.text.is_empty())) {
                @if !matches!(class.class.key(), "niveau" | "trin" | "retning" | "varighed" | "proevet" | "foraeldre") {
                    div {
                        dt { (class.name) }
                        dd { ul { @for value in &class.values { li { (value.name) @if !value.text.is_empty() { ": " (value.text) } } } } }
                    }
                }
            }
        }
        ul {
            li { "Tegn på samme akse i " (limits.areas_clear) " områder eller flere regnes som tydelige." }
            li { "Et let tegn, der ses næsten hver dag, regnes som tydeligt. Det gælder ikke en tilstand, for eksempel en bolig." }
            li { "Ved ikke regnes først som det bedste svar og så som det værste. Derfor bliver niveauet et spænd." }
            li { "Er mere end 1 ud af " (limits.unknown_one_in) " tegn på en akse ukendt, siger niveauet ikke meget." }
        }
        @for id in Table::IDS {
            @if let Some(table) = of.model.tables.iter().find(|table| table.id == id) {
                (titled(of, Some(&format!("tabel_{id}")), &table.title))
                @if table.output.is_some() {
                    (square(of, id))
                    details.behind { summary { "Rækkerne med begrundelse: " (table.title.to_lowercase()) } (rows(of, id)) }
                } @else {
                    p { (words(&table.explanation)) }
                    (rows(of, id))
                }
            }
        }
    }
}

/// What practitioners must still go through.
pub(super) fn review(of: &Of<'_>) -> Markup {
    html! {
        ol.review-points {
            @for point in &of.concern.review {
                li {
                    (words(&point.text))
                    @if !point.about.is_empty() {
                        " " span.counts { "Det handler om: " @for (at, id) in point.about.iter().enumerate() { @if at > 0 { ", " } (about(of, id)) } "." }
                    }
                }
            }
        }
    }
}

/// What a point is about, as a link to where it stands.
fn about(of: &Of<'_>, id: &str) -> Markup {
    let (view, anchor, name) = match of.model.find(id) {
        Some(at) => {
            let question = &of.model.questions[at];
            let (view, name) = match question.kind {
                Kind::Gate(gate) => (ConcernView::Gates, of.model.gates[gate].name.clone()),
                Kind::Sign(_) => (ConcernView::Signs, format!("»{}«", question.text.trim_end_matches('.'))),
                _ => (ConcernView::Factors, format!("»{}«", question.text.trim_end_matches('.'))),
            };
            (view, entry_id(id), name)
        }
        None => {
            let table = of.model.tables.iter().find(|table| table.id == id);
            let name = format!("tabellen »{}«", table.map_or(id, |table| &table.title));
            (ConcernView::Tables, format!("tabel_{id}"), name)
        }
    };
    html! { @match of.cx.ruler_part(view) { Some(page) => a href={ (of.cx.page(page)) "#" (anchor) } { (name) }, None => (name) } }
}

/// The version, and what has changed.
pub(super) fn changes(of: &Of<'_>) -> Markup {
    let model = of.model;
    html! {
        p { "Version " (model.version) " af " (date(&model.date)) ". Indhold: " code { (model.hash) } ". Det samme tegn står på alt, der bliver printet." }
        ul { @for entry in &model.log { li { strong { "Version " (entry.version) ", " (date(&entry.date)) } ": " (words(&entry.text)) } } }
        @if model.laws.iter().any(|law| !law.confirmed) {
            p { "Paragraffer mærket " (mark()) " har vi ikke læst i loven selv." }
        }
    }
}

/// A date of the model in words; as it is written, where it is none.
fn date(written: &str) -> String {
    written.parse().map_or_else(|_| written.to_owned(), calculator::text::date)
}
