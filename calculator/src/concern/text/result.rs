//! The result, part by part.
//!
//! Contract: as [`super`]. A level is never said without what decided it.

use super::sheet::Sheet;
use super::{Part, Section, gate_answer, law_names, level_name, question, small, title};
use crate::concern::NoteKind;
use crate::concern::answers::{Answers, is_open, is_yes};
use crate::concern::asked::asked;
use crate::concern::classes::{self, Bound, Reading};
use crate::concern::gates::Ground;
use crate::concern::insight::{self, Change, Changes, Unknown, What};
use crate::concern::model::{Kind, Level, Model, Track};
use crate::concern::order::arrange;
use crate::concern::outcome::{Headline, Outcome, Ruler, Standing};
use crate::concern::sentence::{Contact, Sentence};
use crate::concern::table::Row;

/// The whole result, in the order in which it is read.
#[must_use]
pub fn result(model: &Model, answers: &Answers, outcome: &Outcome) -> Vec<Section> {
    let mut sheet = Sheet::default();
    match &outcome.standing {
        Standing::NoAge | Standing::GatesOpen => {
            open_gates(&mut sheet, model, outcome, title(model, "intet-svar"));
            steps(&mut sheet, model, outcome);
        }
        Standing::Gate => {
            if outcome.track != Some(Track::Acute) {
                sheet.open(Part::Headline, title(model, "port-overskrift"));
                text(&mut sheet, model, outcome, "port-overskrift");
            }
            steps(&mut sheet, model, outcome);
            sheet.open(Part::Decided, "Hvad afgjorde det?");
            sheet.points(&decided(model, answers, outcome));
            look_again(&mut sheet, model, outcome);
            if !outcome.open_gates.is_empty() {
                open_gates(&mut sheet, model, outcome, "Ikke besvaret endnu");
            }
            contact(&mut sheet, model, answers, outcome, &[]);
            path(&mut sheet, model, answers, outcome, 5);
            after(&mut sheet, model, outcome);
        }
        Standing::Ruler(ruler) => {
            headline(&mut sheet, model, outcome, ruler);
            look_again(&mut sheet, model, outcome);
            of_ruler(&mut sheet, model, answers, outcome, ruler);
        }
    }
    resources(&mut sheet, model, answers);
    own(&mut sheet, model, answers, outcome);
    sheet.open(Part::Duty, title(model, "pligt"));
    text(&mut sheet, model, outcome, "pligt");
    sheet.done()
}

/// The sentences of a text, as paragraphs.
fn text(sheet: &mut Sheet, model: &Model, outcome: &Outcome, id: &str) {
    sheet.tell(model.sentences(id), outcome.voice());
}

fn after(sheet: &mut Sheet, model: &Model, outcome: &Outcome) {
    sheet.open(Part::Now, title(model, "efter"));
    text(sheet, model, outcome, "efter");
}

/// The steps of gates, those of the strictest track first.
fn steps(sheet: &mut Sheet, model: &Model, outcome: &Outcome) {
    let mut met = outcome.met.clone();
    arrange(&mut met, |&(gate, choice)| {
        3 - model.gates[gate].effects[choice].track.map_or(0, |track| track as u32 + 1)
    });
    let mut part = Part::Headline;
    for (gate, choice) in met {
        let effect = &model.gates[gate].effects[choice];
        sheet.open(if effect.track.is_some() { part } else { Part::Now }, &effect.heading);
        part = Part::Now;
        sheet.say(&effect.steps, outcome.voice());
        sheet.say(&effect.tasks, outcome.voice());
        if !effect.note.is_empty() {
            sheet.par(&[&effect.note]);
        }
        sheet.laws(&effect.laws);
    }
}

fn open_gates(sheet: &mut Sheet, model: &Model, outcome: &Outcome, title: &str) {
    sheet.open(Part::Warning, title);
    text(sheet, model, outcome, "intet-svar");
    for &gate in &outcome.open_gates {
        sheet.point(&[&model.questions[model.gates[gate].question].text]);
    }
}

fn look_again(sheet: &mut Sheet, model: &Model, outcome: &Outcome) {
    if !outcome.look_again.is_empty() {
        sheet.open(Part::Warning, title(model, "se-igen"));
        text(sheet, model, outcome, "se-igen");
        for again in &outcome.look_again {
            sheet.point(&[
                "»",
                &question(model, again.question),
                "« hører måske til ",
                &model.gates[again.gate].name,
                ".",
            ]);
        }
    }
}

/// The suggestion in a sentence or two: the level with its name, and how far it may go.
#[must_use]
pub fn verdict(model: &Model, ruler: &Ruler) -> String {
    let (now, may_be) = (level_name(model, ruler.now.level), level_name(model, ruler.may_be.level));
    match ruler.headline() {
        Headline::Undecided => ["Ud fra det, du ved, kan det være alt fra ", &now, ", til ", &may_be, "."].concat(),
        Headline::Level(_) if now != may_be => {
            ["Forslag: ", &now, ", ud fra det, du ved nu. Det kan være op til ", &may_be, "."].concat()
        }
        Headline::Level(_) => ["Forslag: ", &now, "."].concat(),
    }
}

/// The level whose words are used: at level 3 with the track of a notification those of level 4.
fn words_of<'a>(model: &'a Model, outcome: &Outcome, ruler: &Ruler) -> &'a Level {
    let notify = ruler.now.level == 3 && outcome.track == Some(Track::Notify);
    model.level(if notify { 4 } else { ruler.now.level })
}

fn headline(sheet: &mut Sheet, model: &Model, outcome: &Outcome, ruler: &Ruler) {
    let undecided = ruler.headline() == Headline::Undecided;
    let words = words_of(model, outcome, ruler);
    sheet.open(Part::Headline, if undecided { title(model, "ikke-afgjort") } else { &words.heading });
    sheet.par(&[&verdict(model, ruler)]);
    if undecided {
        text(sheet, model, outcome, "ikke-afgjort");
    } else {
        let own = model.level(ruler.now.level);
        sheet.par(&[&own.line]);
        if words.heading != own.heading {
            text(sheet, model, outcome, "spor-3");
        }
        sheet.tell(&words.first, outcome.voice());
    }
    for (index, axis) in model.axes.iter().enumerate() {
        if ruler.thin[index] {
            sheet.par(&[title(model, "tyndt"), " om ", &small(&axis.name), "."]);
            text(sheet, model, outcome, "tyndt");
        }
    }
}

fn of_ruler(sheet: &mut Sheet, model: &Model, answers: &Answers, outcome: &Outcome, ruler: &Ruler) {
    let voice = outcome.voice();
    let undecided = ruler.headline() == Headline::Undecided;
    if undecided {
        unknown(sheet, model, answers, outcome, ruler);
    }
    sheet.open(Part::Decided, "Hvad afgjorde det?");
    sheet.points(&decided(model, answers, outcome));
    if undecided {
        // There is no advice of a level then: only what to find out, and whom not to speak to.
        steps(sheet, model, outcome);
        contact(sheet, model, answers, outcome, &[]);
    } else {
        let (own, words) = (model.level(ruler.now.level), words_of(model, outcome, ruler));
        sheet.open(Part::Now, "Det gør du nu");
        sheet.say(&words.now, voice);
        if words.heading != own.heading {
            sheet.say(&own.now, voice);
        }
        let classes = ruler.now.classes;
        let (child, care) = (classes.child >= 2, classes.care >= 2);
        let id = match (child, care) {
            (true, false) if outcome.contact == Contact::Yes => "barnet-ikke-omsorgen",
            (false, true) => "omsorgen-ikke-barnet",
            _ => "",
        };
        if !id.is_empty() {
            sheet.par(&[title(model, id), "."]);
            text(sheet, model, outcome, id);
        }
        sheet.laws(&words.laws);
        steps(sheet, model, outcome);
        let step = ruler.now.level - 1;
        path(sheet, model, answers, outcome, step);
        sheet.open(Part::With, "Med hvem");
        sheet.say(&words.with, voice);
        sheet.open(Part::When, "Hvornår");
        for deadline in &words.when {
            if let Some(said) = deadline.sentence.say(voice) {
                let ground = deadline.law.map_or("anbefalet".to_owned(), |law| law_names(model, &[law]));
                sheet.point(&[&said, " (", &ground, ")"]);
            }
        }
        if let Some(row) = path_row(model, answers, step).filter(|row| !row.follow_up.is_empty()) {
            sheet.point(&["Se på det igen efter ", &row.follow_up, ". (anbefalet)"]);
        }
        contact(sheet, model, answers, outcome, &words.parents);
        sheet.open(Part::Write, "Skriv ned");
        sheet.say(&words.write, voice);
        unknown(sheet, model, answers, outcome, ruler);
    }
    sheet.open(Part::Change, "Hvad kan ændre det?");
    sheet.points(&changes(model, &insight::changes(model, answers, outcome)));
    if outcome.track >= Some(Track::Notify) {
        after(sheet, model, outcome);
    }
}

/// The row of the path. `step` is the level less one, or 5 where a gate decided.
fn path_row<'a>(model: &'a Model, answers: &Answers, step: u8) -> Option<&'a Row> {
    let table = &model.tables[5];
    table.row(&[step, classes::resources(model, answers)]).map(|row| &table.rows[row])
}

/// The path: what the protective factors add.
fn path(sheet: &mut Sheet, model: &Model, answers: &Answers, outcome: &Outcome, step: u8) {
    let Some(row) = path_row(model, answers, step).filter(|row| !row.sentences.is_empty()) else { return };
    sheet.open(Part::Now, &model.tables[5].title);
    sheet.par(&[&row.reason]);
    sheet.say(&row.sentences, outcome.voice());
}

/// The contact, why it is so, and what holds for the parents where they may be spoken to.
fn contact(sheet: &mut Sheet, model: &Model, answers: &Answers, outcome: &Outcome, parents: &[Sentence]) {
    let named = &model.contacts[outcome.contact as usize];
    sheet.open(Part::Contact, &named.name);
    sheet.tell(&named.sentences, outcome.voice());
    sheet.say(parents, outcome.voice());
    if !outcome.contact_from.is_empty() {
        sheet.par(&["Det er sådan på grund af:"]);
    }
    for ground in &outcome.contact_from {
        match *ground {
            Ground::Gate(gate, choice) => sheet.point(&[&gate_answer(model, gate, choice)]),
            Ground::Answer(asked) => {
                let lead = if is_yes(model, answers, asked) { "Du har svaret Ja til »" } else { "Du ved ikke: »" };
                sheet.point(&[lead, &question(model, asked), "«"]);
            }
            Ground::OpenGates => sheet.point(&["De indledende spørgsmål er ikke besvaret"]),
        }
    }
    let unborn = answers.age().is_some_and(|age| model.ages[age].id == "ufoedt");
    if unborn && outcome.contact != Contact::Yes {
        text(sheet, model, outcome, "ufoedt-kontakt");
    }
}

/// »Hvad afgjorde det?«: the rules that held, and the answers that made them hold.
#[must_use]
pub fn decided(model: &Model, answers: &Answers, outcome: &Outcome) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    for &(gate, choice) in &outcome.met {
        let effect = &model.gates[gate].effects[choice];
        let lead = gate_answer(model, gate, choice);
        if let Some(track) = effect.track {
            lines.push([&lead, " afgør sporet: ", &*small(&model.tracks[track as usize].name), "."].concat());
        } else if effect.floor > 0 && outcome.ruler().is_some() {
            lines.push([&lead, " giver mindst ", &*level_name(model, effect.floor), "."].concat());
        }
    }
    let (Some(ruler), Some(age)) = (outcome.ruler(), answers.age()) else { return lines };
    let rows = ruler.now.rows;
    let reading = Reading { model, answers, bound: Bound::Best, instead: None };
    let of_track = model.tables[4].row(&reading.tried_and_parents(age)).filter(|_| ruler.now.level == 3);
    for (table, row) in [(3, rows.level), (2, rows.picture), (1, rows.weight), (0, rows.course), (4, of_track)] {
        let table = &model.tables[table];
        if let Some(row) = row {
            lines.push([&table.title, ": ", &*table.rows[row].reason].concat());
        }
    }
    for strength in [3, 2, 1] {
        for sign in &model.signs {
            if sign.strength == strength
                && asked(model, answers, sign.question)
                && is_yes(model, answers, sign.question)
            {
                let (name, axis) =
                    (&model.strengths[usize::from(strength) - 1].name, &model.axes[sign.axis as usize].name);
                lines.push([name, ", ", &*small(axis), ": ", &*model.questions[sign.question].text].concat());
            }
        }
    }
    for risk in &model.risks {
        if risk.automatic >> age & 1 == 1 || is_yes(model, answers, risk.question) {
            lines.push(["Belastning: ", &model.questions[risk.question].text].concat());
        }
    }
    lines
}

fn unknown(sheet: &mut Sheet, model: &Model, answers: &Answers, outcome: &Outcome, ruler: &Ruler) {
    sheet.open(Part::Unknown, "Det, du ikke ved endnu");
    let mut count = 0_usize;
    for question in 0..model.questions.len() {
        let gate = matches!(model.questions[question].kind, Kind::Gate(_));
        count += usize::from(!gate && asked(model, answers, question) && is_open(model, answers, question));
    }
    if count == 0 {
        return;
    }
    sheet.par(&["Åbne svar: ", &count.to_string(), ". »Ved ikke« tæller ikke som nej."]);
    let lines = unknowns(model, &insight::unknowns(model, answers, outcome));
    if !lines.is_empty() {
        sheet.par(&[title(model, "spaend"), ":"]);
        sheet.points(&lines);
        text(sheet, model, outcome, "spaend");
    } else if ruler.may_be.level > ruler.now.level {
        sheet.par(&["Ingen af dem løfter niveauet alene, men flere på én gang kan."]);
    }
    if ruler.may_be.level >= 4 && ruler.may_be.level > ruler.now.level {
        text(sheet, model, outcome, "spaend-stort");
    }
}

/// The three open answers that matter most.
#[must_use]
pub fn unknowns(model: &Model, unknowns: &[Unknown]) -> Vec<String> {
    let mut lines = Vec::new();
    for unknown in unknowns.iter().take(3) {
        let track = if unknown.track == Track::Notify { ", sporet underretning" } else { "" };
        lines.push(
            ["»", &question(model, unknown.question), "« kan give ", &level_name(model, unknown.level), track, "."]
                .concat(),
        );
    }
    lines
}

/// The nearest changes, up and down.
#[must_use]
pub fn changes(model: &Model, changes: &Changes) -> Vec<String> {
    let mut lines = Vec::new();
    for change in changes.up.iter().chain(&changes.down) {
        lines.push(one_change(model, change));
    }
    if changes.held {
        lines.push("Et af de indledende svar holder niveauet oppe. Det bliver ikke lavere af andre svar.".to_owned());
    }
    if !changes.down_together.is_empty() {
        let mut line = "Intet enkelt svar sænker det. Lavere ville det være med ".to_owned();
        for (index, &(class, value)) in changes.down_together.iter().enumerate() {
            let and = if index > 0 { " og " } else { "" };
            line.push_str(&[and, &*small(&model.class(class).name), ": ", model.value_name(class, value)].concat());
        }
        line.push('.');
        lines.push(line);
    }
    lines
}

fn one_change(model: &Model, change: &Change) -> String {
    let what = match change.what {
        What::Sign(axis, strength) => {
            let (name, axis) = (&model.strengths[usize::from(strength) - 1].name, &model.axes[axis as usize].name);
            ["Et ", &*small(name), " mere (", &*small(axis), "): mindst "].concat()
        }
        What::Risk => "En belastning mere: mindst ".to_owned(),
        What::Answer(asked, choice) => {
            let name = question(model, asked);
            match model.questions[asked].kind {
                Kind::Sign(_) => ["Uden tegnet »", &*name, "«: "].concat(),
                Kind::Risk(_) => ["Uden belastningen »", &*name, "«: "].concat(),
                _ => ["Svaret »", &*model.choices_of(asked)[choice].text, "« på »", &*name, "«: "].concat(),
            }
        }
    };
    let track = if change.level == 3 { [", sporet ", change.track.key()].concat() } else { String::new() };
    [&*what, &*level_name(model, change.level), &*track, "."].concat()
}

/// What speaks for the child.
pub(super) fn resources(sheet: &mut Sheet, model: &Model, answers: &Answers) {
    sheet.open(Part::Resources, "Det, der taler for barnet");
    for resource in &model.resources {
        let choices = model.choices_of(resource.question);
        let Some(choice) = answers.choice(resource.question) else { continue };
        if !choices[choice].unknown && choices[choice].rank > 0 && asked(model, answers, resource.question) {
            let text = &model.questions[resource.question].text;
            let partly = if is_yes(model, answers, resource.question) { "" } else { " (delvist)" };
            sheet.point(&[text, partly]);
        }
    }
}

/// The own judgement as others read it: the level and why. Where a gate decided, no level can take its place, and none is said.
pub(super) fn judged(sheet: &mut Sheet, model: &Model, answers: &Answers, outcome: &Outcome) {
    let Some(own) = answers.own().filter(|_| outcome.standing != Standing::Gate) else { return };
    sheet.open(Part::Own, "Min egen vurdering");
    sheet.par(&["Min egen vurdering: ", &level_name(model, own.level), "."]);
    let reason = answers.note(NoteKind::Own).trim();
    if !reason.is_empty() {
        sheet.par(&["Fordi: ", reason]);
    }
}

/// The own judgement beside the suggestion, with what it calls for.
pub(super) fn own(sheet: &mut Sheet, model: &Model, answers: &Answers, outcome: &Outcome) {
    let Some(own) = answers.own() else { return };
    judged(sheet, model, answers, outcome);
    match &outcome.standing {
        Standing::Ruler(ruler) if own.level < ruler.now.level => {
            text(sheet, model, outcome, "egen-lavere");
            if ruler.now.level >= 4 && own.level <= 3 {
                text(sheet, model, outcome, "egen-raad");
            }
        }
        Standing::Ruler(ruler) if own.level > ruler.now.level => {
            text(sheet, model, outcome, "egen-hoejere");
            let level = model.level(own.level);
            sheet.say(&level.now, outcome.voice());
            for deadline in &level.when {
                if let Some(words) = deadline.sentence.say(outcome.voice()) {
                    sheet.point(&[&words]);
                }
            }
        }
        // Where a gate decided, no level can take its place.
        Standing::Gate => {
            sheet.open(Part::Own, "Min egen vurdering");
            text(sheet, model, outcome, "egen-port");
        }
        _ => {}
    }
}

/// The signs that are there, an axis at a time, and how long and which way; for papers.
pub(super) fn seen(sheet: &mut Sheet, model: &Model, answers: &Answers) {
    let Some(age) = answers.age() else { return };
    for sign in &model.signs {
        if asked(model, answers, sign.question) && is_yes(model, answers, sign.question) {
            let often = model.question_of(Kind::Frequency(sign.area), age);
            let often = often.filter(|&often| asked(model, answers, often) && !is_open(model, answers, often));
            let often = often
                .map_or(String::new(), |often| [" (", &*small(&super::answer(model, answers, often)), ")"].concat());
            sheet.point(&[&model.questions[sign.question].text, &often]);
        }
    }
    for (index, row) in model.questions.iter().enumerate() {
        let course = matches!(row.kind, Kind::Duration | Kind::Direction);
        if course && asked(model, answers, index) && !is_open(model, answers, index) {
            sheet.point(&[&row.text, " ", &super::answer(model, answers, index)]);
        }
    }
}
