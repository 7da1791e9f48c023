//! What is printed, copied or taken to a meeting.
//!
//! Contract: as [`super`]. The preparation for a fokusteam is given only where parents may be spoken to and nothing sends
//! back to a gate; in any other case it says what to do instead.

use super::result::{judged, resources, result, seen, unknowns, verdict};
use super::sheet::Sheet;
use super::{Block, Part, Section, Stamp, decided, question, title, withdrawn};
use crate::concern::answers::{Answers, NoteKind};
use crate::concern::asked::asked;
use crate::concern::insight;
use crate::concern::model::{Model, Track};
use crate::concern::outcome::{Outcome, Ruler, Standing, evaluate};
use crate::concern::sentence::Contact;

/// The receipt: the result, every answer with its definition, and what it was made with.
#[must_use]
pub fn receipt(model: &Model, answers: &Answers, stamp: &Stamp) -> Vec<Section> {
    let outcome = evaluate(model, answers);
    let mut sheet = Sheet::default();
    sheet.open(Part::Paper, &["Bekymringslinealen, ", &*stamp.date].concat());
    sheet.par(&[title(model, "bund"), "."]);
    sheet.tell(model.sentences("bund"), outcome.voice());
    sheet.fields(&["Barnets navn", "CPR-nummer", "Udfyldt af (funktion)", "Arbejdsplads"]);
    let mut all = sheet.done();
    all.append(&mut result(model, answers, &outcome));
    let mut sheet = Sheet::default();
    sheet.open(Part::Paper, "Ændret undervejs");
    sheet.points(&withdrawn(model, answers));
    for kind in [NoteKind::Seen, NoteKind::Child, NoteKind::Tried, NoteKind::Parents] {
        note(&mut sheet, model, answers, kind);
    }
    every_answer(&mut sheet, model, answers);
    sheet.open(Part::Paper, "Lavet med");
    made_with(&mut sheet, model, stamp);
    sheet.tell(model.sentences("om"), outcome.voice());
    all.append(&mut sheet.done());
    all
}

fn every_answer(sheet: &mut Sheet, model: &Model, answers: &Answers) {
    sheet.open(Part::Paper, "Alle svar");
    if let Some(age) = answers.age() {
        sheet.answer("Alder:".to_owned(), model.ages[age].name.clone(), String::new());
    }
    for (index, row) in model.questions.iter().enumerate() {
        if asked(model, answers, index) {
            let not = if row.not.is_empty() { "" } else { " Forveksl ikke med: " };
            let definition = [&*row.explanation, not, &*row.not].concat();
            sheet.answer(question(model, index), super::answer(model, answers, index), definition);
        }
    }
}

fn made_with(sheet: &mut Sheet, model: &Model, stamp: &Stamp) {
    sheet.point(&["Bekymringslinealen, version ", &model.version, " af ", &model.date, ", indhold ", &model.hash]);
    sheet.point(&["Dato: ", &stamp.date]);
}

/// A free text as a section; none where it is empty.
fn note(sheet: &mut Sheet, model: &Model, answers: &Answers, kind: NoteKind) {
    sheet.open(Part::Paper, &model.notes[kind as usize].name);
    let text = answers.note(kind).trim();
    if !text.is_empty() {
        sheet.par(&[text]);
    }
}

/// Text for a notification or the journal, under the usual headings.
#[must_use]
pub fn notification(model: &Model, answers: &Answers, stamp: &Stamp) -> Vec<Section> {
    let outcome = evaluate(model, answers);
    let mut sheet = Sheet::default();
    sheet.open(Part::Paper, "Hvem handler det om?");
    sheet.fields(&["Barnets navn", "CPR-nummer", "Adresse, og hvor barnet er nu"]);
    sheet.open(Part::Paper, "Haster det?");
    sheet.fields(&[
        "Barnet bliver hentet kl., og af hvem",
        "Jeg har ringet til (funktion, dag og klokkeslæt)",
        "Det aftalte vi",
    ]);
    sheet.open(Part::Paper, title(model, "grund"));
    for &(gate, choice) in &outcome.met {
        let ground = &model.gates[gate].effects[choice].ground;
        if !ground.is_empty() {
            sheet.point(&[ground]);
        }
    }
    if sheet.is_bare() {
        sheet.say(model.sentences("grund"), outcome.voice());
    }
    for (kind, label) in
        [(NoteKind::Seen, "Dag, tid, sted, hvem der var der"), (NoteKind::Child, "Ordret, og hvad jeg selv sagde før")]
    {
        note(&mut sheet, model, answers, kind);
        if sheet.is_bare() {
            sheet.fields(&[label]);
        }
        if kind == NoteKind::Seen {
            seen(&mut sheet, model, answers);
        }
    }
    sheet.open(Part::Paper, "Det tror jeg (min tolkning, for sig)");
    sheet.fields(&["Jeg tænker, at", "Det bygger jeg på"]);
    sheet.open(Part::Paper, "Hvem kan det gælde?");
    for gate in &model.gates {
        let several = model.questions[gate.question].several && answers.mask(gate.question) != 0;
        if several && asked(model, answers, gate.question) {
            sheet.point(&[&super::answer(model, answers, gate.question)]);
        }
    }
    parents_know(&mut sheet, &outcome);
    sheet.open(Part::Paper, "Søskende og andre børn");
    sheet.fields(&["Andre børn i hjemmet", "Bekymring for dem"]);
    note(&mut sheet, model, answers, NoteKind::Tried);
    note(&mut sheet, model, answers, NoteKind::Parents);
    resources(&mut sheet, model, answers);
    sheet.open(Part::Paper, "Det ved vi ikke");
    for unknown in insight::unknowns(model, answers, &outcome).iter().take(3) {
        sheet.point(&[&question(model, unknown.question)]);
    }
    judged(&mut sheet, model, answers, &outcome);
    sheet.open(Part::Paper, "Hvem er du?");
    sheet.fields(&[
        "Funktion, arbejdsplads og arbejdstelefon",
        "Hvornår du kan træffes",
        "Sendt den, kl., og til hvem",
    ]);
    sheet.open(Part::Paper, "Lavet med");
    made_with(&mut sheet, model, stamp);
    sheet.done()
}

fn parents_know(sheet: &mut Sheet, outcome: &Outcome) {
    sheet.open(Part::Paper, "Ved forældrene, at du underretter?");
    match outcome.contact {
        Contact::Yes => sheet.fields(&["Hvad forældrene har fået at vide, hvornår, og hvad de sagde"]),
        Contact::Agree => sheet.par(&[
            "Nej, ikke endnu. Hvem der giver dem besked, hvornår og hvordan, skal først aftales med kommunen.",
        ]),
        Contact::No => sheet.par(&[
            "Nej. De er ikke orienteret, for at barnet ikke skal udsættes for pres, og for at oplysninger ikke går tabt. \
             Kommunen og politiet afgør, hvornår de får besked.",
        ]),
    }
    if outcome.contact != Contact::Yes {
        sheet.fields(&["Har de alligevel fået noget at vide? Hvad, hvornår og af hvem"]);
    }
}

/// What of a preparation another paper may take up. »advarsel« belongs in no field: it is said.
pub const CARRIED: [&str; 9] =
    ["set", "tegn", "ressourcer", "proevet", "barnets-ord", "foraeldrenes-syn", "grad", "bygger-paa", "ved-ikke"];

/// What a preparation says, by what it is.
pub type Carried = Vec<(&'static str, String)>;

/// What the preparation for a fokusteam says. It is worked out where the rules are, so that whoever reads the file needs no model.
///
/// # Errors
/// Where the meeting is not the way: what to do instead.
pub fn carried(model: &Model, answers: &Answers) -> Result<Carried, String> {
    let outcome = evaluate(model, answers);
    let Some(ruler) = fit(&outcome) else {
        return Err(lines(&preparation(model, answers, &Stamp::default())));
    };
    let mut found = Vec::new();
    let mut put = |key: &'static str, fill: &dyn Fn(&mut Sheet)| {
        let mut sheet = Sheet::default();
        sheet.open(Part::Paper, "");
        fill(&mut sheet);
        let text = lines(&sheet.done());
        if !text.is_empty() {
            found.push((key, text));
        }
    };
    put("advarsel", &|sheet| {
        if first(answers, &outcome) {
            sheet.par(&[NOTIFY_FIRST]);
        }
    });
    put("tegn", &|sheet| seen(sheet, model, answers));
    put("ressourcer", &|sheet| resources(sheet, model, answers));
    put("grad", &|sheet| {
        sheet.par(&["Bekymringslinealen: ", &verdict(model, ruler)]);
        judged(sheet, model, answers, &outcome);
    });
    put("bygger-paa", &|sheet| sheet.points(&decided(model, answers, &outcome)));
    put("ved-ikke", &|sheet| sheet.points(&unknowns(model, &insight::unknowns(model, answers, &outcome))));
    let notes = [NoteKind::Seen, NoteKind::Child, NoteKind::Tried, NoteKind::Parents];
    for (key, kind) in ["set", "barnets-ord", "proevet", "foraeldrenes-syn"].into_iter().zip(notes) {
        put(key, &|sheet| {
            let text = answers.note(kind).trim();
            if !text.is_empty() {
                sheet.par(&[text]);
            }
        });
    }
    Ok(found)
}

/// The lines of sections, without headings.
fn lines(sections: &[Section]) -> String {
    let mut all: Vec<&str> = Vec::new();
    for block in sections.iter().flat_map(|section| &section.blocks) {
        match block {
            Block::Paragraph(text) => all.push(text),
            Block::List(points) => all.extend(points.iter().map(String::as_str)),
            Block::Answer { .. } | Block::Field(_) | Block::Laws(_) => {}
        }
    }
    all.join("\n")
}

/// The suggestion, where a meeting is a way: parents may be spoken to, and nothing sends back to a gate.
fn fit(outcome: &Outcome) -> Option<&Ruler> {
    match &outcome.standing {
        Standing::Ruler(ruler) if outcome.contact == Contact::Yes && outcome.look_again.is_empty() => Some(ruler),
        _ => None,
    }
}

/// Whether to notify comes before the meeting.
fn first(answers: &Answers, outcome: &Outcome) -> bool {
    outcome.track >= Some(Track::Notify) || answers.own().is_some_and(|own| own.level >= 4)
}

const NOTIFY_FIRST: &str = "Underret først. Mødet udskyder ikke underretningen.";

/// Preparation for a meeting of the fokusteam.
#[must_use]
pub fn preparation(model: &Model, answers: &Answers, stamp: &Stamp) -> Vec<Section> {
    let outcome = evaluate(model, answers);
    let mut sheet = Sheet::default();
    let Some(ruler) = fit(&outcome) else {
        sheet.open(Part::Warning, title(model, "fokusteam-nej"));
        sheet.tell(model.sentences("fokusteam-nej"), outcome.voice());
        return sheet.done();
    };
    if first(answers, &outcome) {
        sheet.open(Part::Warning, "Underret først");
        sheet.par(&[NOTIFY_FIRST]);
    }
    sheet.open(Part::Paper, "Forberedelse til fokusteam");
    sheet.fields(&[
        "Journalnummer",
        "Udfyldt af (funktion)",
        "Forældrene er med på mødet og på, hvad der deles (dato)",
    ]);
    note(&mut sheet, model, answers, NoteKind::Seen);
    seen(&mut sheet, model, answers);
    for kind in [NoteKind::Child, NoteKind::Parents, NoteKind::Tried] {
        note(&mut sheet, model, answers, kind);
    }
    sheet.open(Part::Paper, "Hvor bekymrede er vi?");
    sheet.par(&[&verdict(model, ruler)]);
    sheet.points(&decided(model, answers, &outcome));
    sheet.par(&["Graden er vores egen vurdering. Ingen grad er så lav, at den udskyder en underretning."]);
    judged(&mut sheet, model, answers, &outcome);
    resources(&mut sheet, model, answers);
    sheet.open(Part::Paper, "Det ved vi ikke");
    sheet.points(&unknowns(model, &insight::unknowns(model, answers, &outcome)));
    sheet.open(Part::Paper, "Det vil vi have hjælp til");
    sheet.fields(&["Spørgsmål til lederen", "Spørgsmål til PPR", "Spørgsmål til rådgiveren"]);
    sheet.open(Part::Paper, "Efter mødet");
    sheet.fields(&["Hvad gør vi, hvem og hvornår", "Vi ser på det igen den"]);
    sheet.open(Part::Paper, "Lavet med");
    made_with(&mut sheet, model, stamp);
    sheet.done()
}
