//! The form: every question with its definition and boxes to tick, and how the level is read off.
//!
//! Contract: the order of the model; the questions that come before all weighing first, each answer with what it means for what
//! is done. Nothing can be typed or ticked on a screen: it is filled in by pen.

use super::super::words::heading;
use super::{Of, ages, laws, points, text, words};
use calculator::concern::{Axis, Contact, Effect, Kind, Sign};
use maud::{Markup, html};

/// The whole form.
pub(super) fn sheet(of: &Of<'_>) -> Markup {
    html! {
        (gates(of))
        (age(of))
        (signs(of))
        (course(of))
        (factors(of))
    }
}

pub(super) fn title(of: &Of<'_>, words: &str) -> Markup {
    heading(of.level, None, None, &html! { (words) })
}

fn below(of: &Of<'_>, words: &str) -> Markup {
    heading(of.level + 1, None, None, &html! { (words) })
}

/// The questions that come first.
fn gates(of: &Of<'_>) -> Markup {
    let (danger, call) = text(of, "fare");
    html! {
        (title(of, "Først"))
        p { strong { (words(danger)) } ". " (call) }
        ol.asks {
            @for gate in &of.model.gates {
                @let question = &of.model.questions[gate.question];
                li {
                    p.ask { (words(&question.text)) }
                    @if let Some((before, mask)) = gate.after {
                        p.when { "Kun hvis du har svaret " (answers(of, before, mask)) " på " (of.model.gates[before].name) "." }
                    }
                    @if let Some(ages) = ages(of.model, question) { p.when { "Alder: " (ages) "." } }
                    p { (words(&question.explanation)) }
                    ul.ticks {
                        @for (choice, effect) in of.model.choices_of(gate.question).iter().zip(&gate.effects) {
                            li {
                                strong { (choice.text) }
                                @if !choice.explanation.is_empty() { ". " (words(&choice.explanation)) }
                                (does(of, effect))
                            }
                        }
                    }
                }
            }
        }
    }
}

/// `»Ja, jeg ved det« eller »Ja, jeg har en mistanke«`.
pub(super) fn answers(of: &Of<'_>, gate: usize, mask: u16) -> String {
    let choices = of.model.choices_of(of.model.gates[gate].question).iter().enumerate();
    let named = choices.filter(|(at, _)| mask >> at & 1 == 1).map(|(_, choice)| format!("»{}«", choice.text));
    named.collect::<Vec<_>>().join(" eller ")
}

/// What an answer does, and what is done then.
pub(super) fn does(of: &Of<'_>, effect: &Effect) -> Markup {
    let mut facts: Vec<String> = Vec::new();
    facts.extend(
        effect
            .track
            .map(|track| format!("Spor: {}, intet niveau", of.model.tracks[track as usize].name.to_lowercase())),
    );
    if effect.floor > 0 {
        facts.push(format!("Mindst niveau {}", effect.floor));
    }
    if effect.contact != Contact::Yes {
        facts.push(format!("Forældre: {}", of.model.contacts[effect.contact as usize].name.to_lowercase()));
    }
    html! {
        @if !facts.is_empty() || !effect.heading.is_empty() {
            div.does {
                @if !effect.heading.is_empty() { p { strong { (words(&effect.heading)) } } }
                @if !facts.is_empty() { p.counts { (facts.join(" · ")) } }
                (points(&effect.steps))
                (points(&effect.tasks))
                @if !effect.note.is_empty() { p { (words(&effect.note)) } }
                @if !effect.laws.is_empty() { p.counts { "Lov: " (laws(of, &effect.laws)) } }
            }
        }
    }
}

/// The age, and what decides until it is known what holds for the parents.
fn age(of: &Of<'_>) -> Markup {
    html! {
        (title(of, "Barnets alder"))
        p { "Sæt ét kryds, og spring de tegn over, der hører til andre aldre." }
        (boxes(of.model.ages.iter().map(|age| age.name.as_str())))
    }
}

/// Answers on one line, each with a box.
pub(super) fn boxes<'a>(answers: impl Iterator<Item = &'a str>) -> Markup {
    html! { p.boxes { @for answer in answers { span { (answer) } " " } } }
}

fn choices(of: &Of<'_>, question: usize) -> Markup {
    boxes(of.model.choices_of(question).iter().map(|choice| choice.text.as_str()))
}

/// The signs, area by area, and how often what is seen there is seen.
fn signs(of: &Of<'_>) -> Markup {
    let model = of.model;
    let often = |area: usize| model.questions.iter().position(|question| question.kind == Kind::Frequency(area));
    html! {
        (title(of, "Tegn"))
        @for id in ["maalestok", "om-tegn"] { @let (name, said) = text(of, id); p { strong { (name) "." } " " (said) } }
        @if let Some(sign) = model.signs.first() {
            ul { @for choice in model.choices_of(sign.question) { li { strong { (choice.text) } ": " (words(&choice.explanation)) } } }
        }
        @for (area, row) in model.areas.iter().enumerate() {
            (below(of, &row.name))
            p { (row.explanation) }
            ul.asks {
                @for sign in model.signs.iter().filter(|sign| sign.area == area) { (self::sign(of, sign)) }
                @if let Some(often) = often(area) {
                    li {
                        p.ask { (words(&model.questions[often].text)) }
                        p { (words(&model.questions[often].explanation)) }
                        (choices(of, often))
                    }
                }
            }
        }
    }
}

fn sign(of: &Of<'_>, sign: &Sign) -> Markup {
    let question = &of.model.questions[sign.question];
    html! {
        li {
            p.ask { (words(&question.text)) " " span.counts { (weight(of, sign)) } }
            p { (words(&question.explanation)) " " em { "Forveksl ikke med:" } " " (words(&question.not)) }
            (back(of, &sign.triggers, sign.strength == SERIOUS))
            (choices(of, sign.question))
        }
    }
}

/// The strength of a sign of which it matters already that one does not know.
const SERIOUS: u8 = 3;

/// Where an answer sends back to, and what holds for the parents meanwhile.
fn back(of: &Of<'_>, triggers: &[usize], serious: bool) -> Markup {
    let gates = || triggers.iter().filter_map(|at| of.model.gates.get(*at));
    let contact = gates().map(|gate| gate.sign_contact).max().unwrap_or_default();
    let names: Vec<&str> = gates().map(|gate| gate.name.as_str()).collect();
    html! {
        @if !names.is_empty() {
            p.when {
                "Ved Ja: Se igen på " (names.join(" og ")) "."
                @if contact != Contact::Yes {
                    " Ved Ja" @if serious { ", Ved ikke og tomt felt" } ": Forældre: " (of.model.contacts[contact as usize].name.to_lowercase()) "."
                }
            }
        }
    }
}

/// How a sign counts: `Barnet, tydeligt tegn, 3–5 år til 15–17 år`.
pub(super) fn weight(of: &Of<'_>, sign: &Sign) -> String {
    let axis = match sign.axis {
        Axis::Child => "Barnet",
        Axis::Care => "Omsorgen",
    };
    let strength = of.model.strengths.get(usize::from(sign.strength) - 1).map_or("", |strength| &strength.name);
    let ages = ages(of.model, &of.model.questions[sign.question]).map(|ages| format!(" · {ages}")).unwrap_or_default();
    let state = if sign.state { " · tilstand" } else { "" };
    format!("{axis} · {}{state}{ages}", strength.to_lowercase())
}

/// For how long, which way, and at level 3 what was tried and who takes part.
fn course(of: &Of<'_>) -> Markup {
    html! {
        (title(of, "Forløb"))
        ul.asks {
            @for (at, _) in of.model.questions.iter().enumerate().filter(|(_, row)| matches!(row.kind, Kind::Duration | Kind::Direction | Kind::Tried | Kind::Parents)) {
                (plain(of, at))
            }
        }
    }
}

/// A question with nothing beside it.
fn plain(of: &Of<'_>, at: usize) -> Markup {
    let question = &of.model.questions[at];
    html! {
        li {
            p.ask { (words(&question.text)) @if matches!(question.kind, Kind::Tried | Kind::Parents) { " " span.counts { "Kun ved niveau 3" } } @if let Some(ages) = ages(of.model, question) { " " span.counts { (ages) } } }
            p { (words(&question.explanation)) }
            (choices(of, at))
        }
    }
}

/// What burdens, and what speaks for the child.
fn factors(of: &Of<'_>) -> Markup {
    let (burdens, about_burdens) = text(of, "om-belastninger");
    let (resources, about_resources) = text(of, "om-ressourcer");
    html! {
        (title(of, burdens))
        p { (about_burdens) }
        ul.asks {
            @for risk in &of.model.risks {
                @let (question, own) = (&of.model.questions[risk.question], of.model.ages.iter().enumerate().filter(|(at, _)| risk.automatic >> at & 1 == 1));
                li {
                    p.ask { (words(&question.text)) }
                    p { (words(&question.explanation)) }
                    (back(of, &risk.triggers, false))
                    @if own.clone().count() > 0 { p.when { "Sæt Ja ved: " (own.map(|(_, age)| age.name.to_lowercase()).collect::<Vec<_>>().join(", ")) "." } }
                    (choices(of, risk.question))
                }
            }
        }
        (title(of, resources))
        p { (about_resources) }
        ul.asks { @for resource in &of.model.resources { (plain(of, resource.question)) } }
    }
}
