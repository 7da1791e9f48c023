//! What is printed, copied or taken to a meeting.
//!
//! Contract: as [`super`]. The preparation for a fokusteam is given only where parents may be spoken to and nothing sends
//! back to a gate; in any other case it says what to do instead.

use super::result::{own, result, signs, unknowns};
use super::{Block, Part, Section, Stamp, note, paragraphs, points, question, section, text, title, withdrawn};
use crate::concern::answers::{Answers, NoteKind, asked, is_open};
use crate::concern::insight;
use crate::concern::model::{Kind, Model};
use crate::concern::outcome::{Outcome, Standing, evaluate};
use crate::concern::sentence::Contact;

/// The receipt: the result, every answer with its definition, and what it was made with.
#[must_use]
pub fn receipt(model: &Model, answers: &Answers, stamp: &Stamp) -> Vec<Section> {
    let outcome = evaluate(model, answers);
    let voice = outcome.voice();
    let by_hand = ["Barnets navn", "CPR-nummer", "Udfyldt af (funktion)", "Arbejdsplads"];
    let mut all = vec![section(
        Part::Paper,
        ["Bekymringslinealen, ", &stamp.date].concat(),
        paragraphs(std::iter::once(title(model, "bund").to_owned() + ".").chain(text(model, "bund", voice)).collect())
            .into_iter()
            .chain(by_hand.map(|label| Block::Field(label.to_owned())))
            .collect(),
    )];
    all.extend(result(model, answers, &outcome).into_iter().map(Some));
    all.push(section(Part::Paper, "Ændret undervejs", points(withdrawn(model, answers))));
    all.extend(NoteKind::ALL.into_iter().filter(|&kind| kind != NoteKind::Own).map(|kind| note(model, answers, kind)));
    all.push(section(Part::Paper, "Alle svar", every_answer(model, answers)));
    all.push(section(Part::Paper, "Lavet med", made_with(model, stamp)));
    all.into_iter().flatten().collect()
}

fn every_answer(model: &Model, answers: &Answers) -> Vec<Block> {
    let mut blocks = Vec::new();
    if let Some(age) = answers.age() {
        let answer = model.ages[age].name.clone();
        blocks.push(Block::Answer { question: "Alder:".to_owned(), answer, definition: String::new() });
    }
    for index in (0..model.questions.len()).filter(|&index| asked(model, answers, index)) {
        let row = &model.questions[index];
        let mut definition = row.explanation.clone();
        if !row.not.is_empty() {
            definition.push_str(" Forveksl ikke med: ");
            definition.push_str(&row.not);
        }
        blocks.push(Block::Answer {
            question: question(model, index),
            answer: super::answer(model, answers, index),
            definition,
        });
    }
    blocks
}

fn made_with(model: &Model, stamp: &Stamp) -> Vec<Block> {
    let lines = [
        ["Linealens version: ", &model.version, " af ", &model.date],
        ["Linealens indhold: ", &model.hash, "", ""],
        ["Dato: ", &stamp.date, "", ""],
    ];
    let mut blocks = points(lines.map(|parts| parts.concat()).to_vec());
    blocks.extend(paragraphs(super::super::sentence::said(
        model.sentences("om"),
        crate::concern::Voice::new(Contact::No, crate::concern::Leader::Own),
    )));
    blocks
}

/// Text for a notification or the journal, under the usual headings.
#[must_use]
pub fn notification(model: &Model, answers: &Answers, stamp: &Stamp) -> Vec<Section> {
    let outcome = evaluate(model, answers);
    let fields = |labels: &[&str]| labels.iter().map(|&label| Block::Field(label.to_owned())).collect::<Vec<_>>();
    let mut all = vec![section(
        Part::Paper,
        "Haster det?",
        fields(&[
            "Barnet bliver hentet kl., og af hvem",
            "Jeg har ringet til (funktion, dag og klokkeslæt)",
            "Det aftalte vi",
        ]),
    )];
    let grounds = outcome.met.iter().map(|&(gate, choice)| model.gates[gate].effects[choice].ground.clone());
    let mut grounds: Vec<String> = grounds.filter(|ground| !ground.is_empty()).collect();
    grounds.dedup();
    if grounds.is_empty() {
        grounds = text(model, "grund", outcome.voice());
    }
    all.push(section(Part::Paper, title(model, "grund"), points(grounds)));
    let or_field = |kind, label: &str| {
        let written = note(model, answers, kind).map(|section| section.blocks);
        written.unwrap_or_else(|| vec![Block::Field(label.to_owned())])
    };
    let name = |kind: NoteKind| model.notes[kind as usize].name.clone();
    let mut seen = or_field(NoteKind::Seen, "Dag, tid, sted, hvem der var der");
    seen.extend(points(signs(model, answers)));
    seen.extend(course(model, answers));
    all.push(section(Part::Paper, name(NoteKind::Seen), seen));
    let words = or_field(NoteKind::Child, "Ordret, og hvad jeg selv sagde før");
    all.push(section(Part::Paper, name(NoteKind::Child), words));
    all.push(section(
        Part::Paper,
        "Det tror jeg (min tolkning, for sig)",
        fields(&["Jeg tænker, at", "Det bygger jeg på"]),
    ));
    all.push(section(Part::Paper, "Hvem kan det gælde?", points(who(model, answers))));
    all.push(section(Part::Paper, "Ved forældrene, at du underretter?", parents_know(&outcome)));
    all.push(section(Part::Paper, "Søskende og andre børn", fields(&["Andre børn i hjemmet", "Bekymring for dem"])));
    all.push(note(model, answers, NoteKind::Tried));
    all.push(note(model, answers, NoteKind::Parents));
    all.push(result(model, answers, &outcome).into_iter().find(|section| section.part == Part::Resources));
    let open = insight::unknowns(model, answers, &outcome);
    let open = open.iter().take(3).map(|unknown| question(model, unknown.question)).collect();
    all.push(section(Part::Paper, "Det ved vi ikke", points(open)));
    all.push(own(model, answers, &outcome));
    all.push(section(
        Part::Paper,
        "Hvem er du?",
        fields(&["Funktion, arbejdsplads og arbejdstelefon", "Hvornår du kan træffes", "Sendt den, kl., og til hvem"]),
    ));
    all.push(section(
        Part::Paper,
        "Lavet med",
        points(vec![
            ["Bekymringslinealen, version ", &model.version, ", ", &model.hash, ", den ", &stamp.date, "."].concat(),
        ]),
    ));
    all.into_iter().flatten().collect()
}

/// How long and which way.
fn course(model: &Model, answers: &Answers) -> Vec<Block> {
    let course = |question: &usize| {
        let kind = model.questions[*question].kind;
        matches!(kind, Kind::Duration | Kind::Direction)
            && asked(model, answers, *question)
            && !is_open(model, answers, *question)
    };
    let lines = (0..model.questions.len()).filter(course);
    points(lines.map(|index| [&question(model, index), " ", &super::answer(model, answers, index)].concat()).collect())
}

/// Whom it may be about, as answered at the gates that follow from another.
fn who(model: &Model, answers: &Answers) -> Vec<String> {
    let gates = model.gates.iter().filter(|gate| model.questions[gate.question].several);
    let asked = gates.filter(|gate| asked(model, answers, gate.question) && answers.mask(gate.question) != 0);
    asked.map(|gate| super::answer(model, answers, gate.question)).collect()
}

fn parents_know(outcome: &Outcome) -> Vec<Block> {
    match outcome.contact {
        Contact::Yes => vec![Block::Field("Hvad forældrene har fået at vide, hvornår, og hvad de sagde".to_owned())],
        Contact::Agree => vec![Block::Paragraph(
            "Nej, ikke endnu. Hvem der giver dem besked, hvornår og hvordan, skal først aftales med kommunen.".to_owned(),
        )],
        Contact::No => vec![Block::Paragraph(
            "Nej. De er ikke orienteret, for at barnet ikke skal udsættes for pres, og for at oplysninger ikke går tabt. \
             Kommunen og politiet afgør, hvornår de får besked."
                .to_owned(),
        )],
    }
}

/// Preparation for a meeting of the fokusteam.
#[must_use]
pub fn preparation(model: &Model, answers: &Answers, stamp: &Stamp) -> Vec<Section> {
    let outcome = evaluate(model, answers);
    let voice = outcome.voice();
    let ruler = match &outcome.standing {
        Standing::Ruler(ruler) if outcome.contact == Contact::Yes && outcome.look_again.is_empty() => ruler,
        _ => {
            let instead =
                section(Part::Warning, title(model, "fokusteam-nej"), paragraphs(text(model, "fokusteam-nej", voice)));
            return instead.into_iter().collect();
        }
    };
    let fields = |labels: &[&str]| labels.iter().map(|&label| Block::Field(label.to_owned())).collect::<Vec<_>>();
    let mut seen = note(model, answers, NoteKind::Seen).map_or(Vec::new(), |section| section.blocks);
    seen.extend(points(signs(model, answers)));
    seen.extend(course(model, answers));
    let mut worry = vec![Block::Paragraph(
        ["Bekymringslinealen, version ", &model.version, ". ", &super::verdict(model, ruler)].concat(),
    )];
    worry.extend(points(super::decided(model, answers, &outcome)));
    worry.push(Block::Paragraph(
        "Graden er vores egen vurdering. Ingen grad er så lav, at den udskyder en underretning.".to_owned(),
    ));
    let open = unknowns(model, &insight::unknowns(model, answers, &outcome));
    let results = result(model, answers, &outcome);
    let mut all = vec![
        section(
            Part::Paper,
            ["Forberedelse til fokusteam, ", &stamp.date].concat(),
            fields(&[
                "Journalnummer",
                "Udfyldt af (funktion)",
                "Forældrene er med på mødet og på, hvad der deles (dato)",
            ]),
        ),
        section(Part::Paper, "Det, vi har set", seen),
        note(model, answers, NoteKind::Child),
        note(model, answers, NoteKind::Parents),
        note(model, answers, NoteKind::Tried),
        section(Part::Paper, "Hvor bekymrede er vi?", worry),
        own(model, answers, &outcome),
    ];
    all.extend(results.into_iter().filter(|section| section.part == Part::Resources).map(Some));
    all.push(section(Part::Paper, "Det ved vi ikke", points(open)));
    all.push(section(
        Part::Paper,
        "Det vil vi have hjælp til",
        fields(&["Spørgsmål til lederen", "Spørgsmål til PPR", "Spørgsmål til rådgiveren"]),
    ));
    all.push(section(Part::Paper, "Efter mødet", fields(&["Hvad gør vi, hvem og hvornår", "Vi ser på det igen den"])));
    all.into_iter().flatten().collect()
}
