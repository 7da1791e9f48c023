//! The result, part by part.
//!
//! Contract: as [`super`]. A level is never said without what decided it.

use super::{Block, Part, Section, axis, gate_answer, level_name, paragraphs, points, question, section, text, title};
use crate::concern::answers::{Answers, asked, is_open, is_yes};
use crate::concern::classes;
use crate::concern::insight::{self, Changes, Unknown, What};
use crate::concern::model::{Axis, Kind, Level, Model, Track};
use crate::concern::outcome::{Ground, Headline, Outcome, Ruler, Standing};
use crate::concern::sentence::{Contact, Sentence, Voice, said};
use crate::concern::table::{Class, Row};

/// The whole result, in the order in which it is read.
#[must_use]
pub fn result(model: &Model, answers: &Answers, outcome: &Outcome) -> Vec<Section> {
    let voice = outcome.voice();
    let mut all: Vec<Option<Section>> = Vec::new();
    match &outcome.standing {
        Standing::NoAge | Standing::GatesOpen => {
            all.push(section(Part::Warning, title(model, "intet-svar"), open(model, outcome, voice)));
            all.extend(steps(model, outcome, voice));
        }
        Standing::Gate => {
            all.extend(steps(model, outcome, voice));
            if outcome.track != Some(Track::Acute) {
                all.insert(
                    0,
                    section(
                        Part::Headline,
                        title(model, "port-overskrift"),
                        paragraphs(text(model, "port-overskrift", voice)),
                    ),
                );
            }
            all.push(section(Part::Decided, "Hvad afgjorde det?", points(decided(model, answers, outcome))));
            all.push(again(model, outcome, voice));
            if !outcome.open_gates.is_empty() {
                all.push(section(Part::Warning, "Ikke besvaret endnu", open(model, outcome, voice)));
            }
            all.push(contact(model, answers, outcome, None));
            all.push(section(Part::Now, &*model.tables[5].title, path(model, answers, 5, voice)));
            all.push(section(Part::Now, title(model, "efter"), paragraphs(text(model, "efter", voice))));
        }
        Standing::Ruler(ruler) => {
            all.push(Some(headline(model, outcome, ruler)));
            all.push(again(model, outcome, voice));
            all.extend(ruler_parts(model, answers, outcome, ruler));
        }
    }
    all.push(resources(model, answers));
    all.push(own(model, answers, outcome));
    all.push(section(Part::Duty, title(model, "pligt"), paragraphs(text(model, "pligt", voice))));
    all.into_iter().flatten().collect()
}

/// The steps of gates, those of the strictest track first.
fn steps(model: &Model, outcome: &Outcome, voice: Voice) -> Vec<Option<Section>> {
    let mut met = outcome.met.clone();
    met.sort_by_key(|&(gate, choice)| std::cmp::Reverse(model.gates[gate].effects[choice].track));
    let one = |(index, (gate, choice)): (usize, &(usize, usize))| {
        let effect = &model.gates[*gate].effects[*choice];
        let mut blocks = points(said(&effect.steps, voice));
        blocks.extend(points(said(&effect.tasks, voice)));
        if !effect.note.is_empty() {
            blocks.push(Block::Paragraph(effect.note.clone()));
        }
        if !effect.laws.is_empty() {
            blocks.push(Block::Laws(effect.laws.clone()));
        }
        let part = if index == 0 && effect.track.is_some() { Part::Headline } else { Part::Now };
        section(part, &*effect.heading, blocks)
    };
    met.iter().enumerate().map(one).collect()
}

fn open(model: &Model, outcome: &Outcome, voice: Voice) -> Vec<Block> {
    let mut blocks = paragraphs(text(model, "intet-svar", voice));
    let names = outcome.open_gates.iter().map(|&gate| model.questions[model.gates[gate].question].text.clone());
    blocks.extend(points(names.collect()));
    blocks
}

fn again(model: &Model, outcome: &Outcome, voice: Voice) -> Option<Section> {
    let line = |again: &crate::concern::LookAgain| {
        ["»", &question(model, again.question), "« hører måske til ", &model.gates[again.gate].name, "."].concat()
    };
    let lines: Vec<String> = outcome.look_again.iter().map(line).collect();
    if lines.is_empty() {
        return None;
    }
    let mut blocks = paragraphs(text(model, "se-igen", voice));
    blocks.extend(points(lines));
    section(Part::Warning, title(model, "se-igen"), blocks)
}

/// The suggestion in a sentence or two: the level with its name, and how far it may go.
#[must_use]
pub fn verdict(model: &Model, ruler: &Ruler) -> String {
    let (now, may_be) = (ruler.now.level, ruler.may_be.level);
    match ruler.headline() {
        Headline::Undecided => [
            "Ud fra det, du ved, kan det være alt fra ",
            &level_name(model, now),
            ", til ",
            &level_name(model, may_be),
            ".",
        ]
        .concat(),
        Headline::Level(level) if may_be > now => [
            "Forslag: ",
            &level_name(model, level),
            ", ud fra det, du ved nu. Det kan være op til ",
            &level_name(model, may_be),
            ".",
        ]
        .concat(),
        Headline::Level(level) => ["Forslag: ", &level_name(model, level), "."].concat(),
    }
}

/// The level whose words are used: at level 3 with the track of a notification those of level 4.
fn words_of<'a>(model: &'a Model, outcome: &Outcome, ruler: &Ruler) -> &'a Level {
    let notify = ruler.now.level == 3 && outcome.track == Some(Track::Notify);
    model.level(if notify { 4 } else { ruler.now.level })
}

fn headline(model: &Model, outcome: &Outcome, ruler: &Ruler) -> Section {
    let voice = outcome.voice();
    let mut blocks = vec![Block::Paragraph(verdict(model, ruler))];
    let heading = match ruler.headline() {
        Headline::Undecided => {
            blocks.extend(paragraphs(text(model, "ikke-afgjort", voice)));
            title(model, "ikke-afgjort").to_owned()
        }
        Headline::Level(level) => {
            let row = words_of(model, outcome, ruler);
            blocks.push(Block::Paragraph(model.level(level).line.clone()));
            if level == 3 && outcome.track == Some(Track::Notify) {
                blocks.extend(paragraphs(text(model, "spor-3", voice)));
            }
            blocks.extend(paragraphs(said(&row.first, voice)));
            row.heading.clone()
        }
    };
    for (_, axis_row) in ruler.thin.iter().zip(&model.axes).filter(|(thin, _)| **thin) {
        let thin = text(model, "tyndt", voice).join(" ");
        blocks.push(Block::Paragraph(
            [title(model, "tyndt"), " om ", &axis_row.name.to_lowercase(), ". ", &thin].concat(),
        ));
    }
    Section { part: Part::Headline, title: heading, blocks }
}

fn ruler_parts(model: &Model, answers: &Answers, outcome: &Outcome, ruler: &Ruler) -> Vec<Option<Section>> {
    let voice = outcome.voice();
    let mut all = vec![section(Part::Decided, "Hvad afgjorde det?", points(decided(model, answers, outcome)))];
    let unknown = section(Part::Unknown, "Det, du ikke ved endnu", unknown_blocks(model, answers, outcome, ruler));
    let change = section(
        Part::Change,
        "Hvad skulle ændre det?",
        points(changes(model, &insight::changes(model, answers, outcome))),
    );
    // Where nothing is decided there is no advice of a level: only what to find out, and whom not to speak to.
    if ruler.headline() == Headline::Undecided {
        all.insert(0, unknown);
        all.extend(steps(model, outcome, voice));
        all.push(contact(model, answers, outcome, None));
        all.push(change);
        return all;
    }
    let (own_level, words) = (model.level(ruler.now.level), words_of(model, outcome, ruler));
    let mut now = said(&words.now, voice);
    now.extend(said(&own_level.now, voice).into_iter().filter(|_| !std::ptr::eq(own_level, words)));
    let mut now = points(now);
    let classes = ruler.now.classes;
    let may_ask = outcome.contact == Contact::Yes;
    for (id, fits) in [
        ("barnet-ikke-omsorgen", classes.child >= 2 && classes.care <= 1 && may_ask),
        ("omsorgen-ikke-barnet", classes.child <= 1 && classes.care >= 2),
    ] {
        if fits {
            now.extend(paragraphs(
                std::iter::once(title(model, id).to_owned() + ".").chain(text(model, id, voice)).collect(),
            ));
        }
    }
    now.push(Block::Laws(words.laws.clone()));
    let step = usize::from(ruler.now.level - 1);
    all.push(section(Part::Now, "Det gør du nu", now));
    all.extend(steps(model, outcome, voice));
    all.push(section(Part::Now, &*model.tables[5].title, path(model, answers, step, voice)));
    let when = words.when.iter().filter_map(|deadline| {
        let kind = match deadline.law {
            Some(law) => [" (", &super::law_names(model, &[law]), ")"].concat(),
            None => " (anbefalet)".to_owned(),
        };
        Some([deadline.sentence.say(voice)?.trim_end_matches('.'), &*kind, "."].concat())
    });
    let again = follow_up(model, answers, step).map(|when| ["Se på det igen efter ", when, " (anbefalet)."].concat());
    all.push(section(Part::With, "Med hvem", points(said(&words.with, voice))));
    all.push(section(Part::When, "Hvornår", points(when.chain(again).collect())));
    all.push(contact(model, answers, outcome, Some(&words.parents)));
    all.push(section(Part::Write, "Skriv ned", points(said(&words.write, voice))));
    all.extend([unknown, change]);
    if outcome.track >= Some(Track::Notify) {
        all.push(section(Part::Now, title(model, "efter"), paragraphs(text(model, "efter", voice))));
    }
    all
}

/// The row of the path. `step` is an index into the values of [`Class::Step`].
fn path_row<'a>(model: &'a Model, answers: &Answers, step: usize) -> Option<&'a Row> {
    let table = &model.tables[5];
    let values = [u8::try_from(step).unwrap_or(5), classes::resources(model, answers)];
    table.row(&values).map(|row| &table.rows[row])
}

fn follow_up<'a>(model: &'a Model, answers: &Answers, step: usize) -> Option<&'a str> {
    path_row(model, answers, step).map(|row| &*row.follow_up).filter(|when| !when.is_empty())
}

/// The path: what the protective factors add.
fn path(model: &Model, answers: &Answers, step: usize, voice: Voice) -> Vec<Block> {
    let Some(row) = path_row(model, answers, step) else { return Vec::new() };
    let lines = said(&row.sentences, voice);
    if lines.is_empty() {
        return Vec::new();
    }
    vec![Block::Paragraph(row.reason.clone()), Block::List(lines)]
}

/// The contact, why it is so, and what holds for the parents where they may be spoken to.
fn contact(model: &Model, answers: &Answers, outcome: &Outcome, parents: Option<&[Sentence]>) -> Option<Section> {
    let voice = outcome.voice();
    let named = &model.contacts[outcome.contact as usize];
    let mut blocks = paragraphs(said(&named.sentences, voice));
    blocks.extend(points(said(parents.unwrap_or_default(), voice)));
    let from = |ground: &Ground| match *ground {
        Ground::Gate(gate, choice) => gate_answer(model, gate, choice),
        Ground::Answer(asked) if is_yes(model, answers, asked) => {
            ["Du har svaret Ja til »", &question(model, asked), "«"].concat()
        }
        Ground::Answer(asked) => ["Du ved ikke: »", &question(model, asked), "«"].concat(),
        Ground::OpenGates => "De indledende spørgsmål er ikke besvaret".to_owned(),
    };
    if !outcome.contact_from.is_empty() {
        blocks.push(Block::Paragraph("Det er sådan på grund af:".to_owned()));
        blocks.extend(points(outcome.contact_from.iter().map(from).collect()));
    }
    let unborn = answers.age().is_some_and(|age| model.ages[age].id == "ufoedt");
    if unborn && outcome.contact != Contact::Yes {
        blocks.extend(paragraphs(text(model, "ufoedt-kontakt", voice)));
    }
    section(Part::Contact, &*named.name, blocks)
}

/// »Hvad afgjorde det?«: the rules that held, and the answers that made them hold.
#[must_use]
pub fn decided(model: &Model, answers: &Answers, outcome: &Outcome) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    for &(gate, choice) in &outcome.met {
        let effect = &model.gates[gate].effects[choice];
        let does = match effect.track {
            Some(track) => [" afgør sporet: ", &model.tracks[track as usize].name.to_lowercase(), "."].concat(),
            None if effect.floor > 0 && outcome.ruler().is_some() => {
                [" giver mindst niveau ", &effect.floor.to_string(), "."].concat()
            }
            None => continue,
        };
        lines.push(gate_answer(model, gate, choice) + &does);
    }
    let (Some(ruler), Some(age)) = (outcome.ruler(), answers.age()) else { return lines };
    let rows = ruler.now.rows;
    for (table, row) in [(3, rows.level), (2, rows.picture), (1, rows.weight), (0, rows.course)] {
        if let Some(row) = row.map(|row| &model.tables[table].rows[row]) {
            let name = &model.tables[table].title;
            lines.push([name, ": ", &row.reason].concat());
        }
    }
    if ruler.now.level == 3 {
        let rank = |kind| {
            let reading = classes::Reading { model, answers, bound: classes::Bound::Best, instead: None };
            model.question_of(kind, age).map_or(0, |question| reading.rank(question))
        };
        let table = &model.tables[4];
        if let Some(row) = table.row(&[rank(Kind::Tried), rank(Kind::Parents)]).map(|row| &table.rows[row]) {
            lines.push(["Spor: ", &row.reason].concat());
        }
    }
    for strength in [3, 2, 1] {
        for (_, sign) in model.signs_at(age).filter(|(_, sign)| sign.strength == strength) {
            if is_yes(model, answers, sign.question) {
                let name = &model.strengths[usize::from(strength) - 1].name;
                lines.push([name, ", ", &axis(model, sign.axis), ": ", &model.questions[sign.question].text].concat());
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

fn unknown_blocks(model: &Model, answers: &Answers, outcome: &Outcome, ruler: &Ruler) -> Vec<Block> {
    let voice = outcome.voice();
    let open = (0..model.questions.len()).filter(|&question| {
        let gate = matches!(model.questions[question].kind, Kind::Gate(_));
        !gate && asked(model, answers, question) && is_open(model, answers, question)
    });
    let count = open.count();
    if count == 0 {
        return Vec::new();
    }
    let mut blocks =
        vec![Block::Paragraph(["Åbne svar: ", &count.to_string(), ". »Ved ikke« tæller ikke som nej."].concat())];
    let lines = unknowns(model, &insight::unknowns(model, answers, outcome));
    if !lines.is_empty() {
        blocks.push(Block::Paragraph([title(model, "spaend"), ":"].concat()));
        blocks.extend(points(lines));
        blocks.extend(paragraphs(text(model, "spaend", voice)));
    } else if ruler.may_be.level > ruler.now.level {
        blocks.push(Block::Paragraph("Ingen af dem løfter niveauet alene, men flere på én gang kan.".to_owned()));
    }
    if ruler.may_be.level >= 4 && ruler.may_be.level > ruler.now.level {
        blocks.extend(paragraphs(text(model, "spaend-stort", voice)));
    }
    blocks
}

/// The three open answers that matter most.
#[must_use]
pub fn unknowns(model: &Model, unknowns: &[Unknown]) -> Vec<String> {
    let line = |unknown: &Unknown| {
        let track = if unknown.track == Track::Notify { ", sporet underretning" } else { "" };
        ["»", &question(model, unknown.question), "« kan give ", &level_name(model, unknown.level), track, "."].concat()
    };
    unknowns.iter().take(3).map(line).collect()
}

/// The nearest changes, up and down.
#[must_use]
pub fn changes(model: &Model, changes: &Changes) -> Vec<String> {
    let line = |change: &insight::Change, least: &str| {
        let what = match change.what {
            What::Sign(of, strength) => {
                let name = model.strengths[usize::from(strength) - 1].name.to_lowercase();
                ["Et ", &name, " mere (", &axis(model, of), ")"].concat()
            }
            What::Risk => "En belastning mere".to_owned(),
            What::Answer(asked, choice) => match model.questions[asked].kind {
                Kind::Sign(_) => ["Uden tegnet »", &question(model, asked), "«"].concat(),
                Kind::Risk(_) => ["Uden belastningen »", &question(model, asked), "«"].concat(),
                _ => {
                    ["Svaret »", &model.choices_of(asked)[choice].text, "« på »", &question(model, asked), "«"].concat()
                }
            },
        };
        let track = if change.level == 3 { [", sporet ", change.track.key()].concat() } else { String::new() };
        let least = if matches!(change.what, What::Answer(..)) { "" } else { least };
        [&what, ": ", least, &level_name(model, change.level), &track, "."].concat()
    };
    let mut lines: Vec<String> = changes.up.iter().map(|change| line(change, "mindst ")).collect();
    lines.extend(changes.down.iter().map(|change| line(change, "")));
    if changes.held {
        lines.push("Et af de indledende svar holder niveauet oppe. Det bliver ikke lavere af andre svar.".to_owned());
    }
    if !changes.down_together.is_empty() {
        let class = |&(class, value): &(Class, u8)| {
            [&model.class(class).name.to_lowercase(), ": ", model.value_name(class, value)].concat()
        };
        let together: Vec<String> = changes.down_together.iter().map(class).collect();
        lines.push(["Intet enkelt svar sænker det. Lavere ville det være med ", &together.join(" og "), "."].concat());
    }
    lines
}

/// What speaks for the child.
fn resources(model: &Model, answers: &Answers) -> Option<Section> {
    let mut lines = Vec::new();
    for resource in &model.resources {
        let choices = model.choices_of(resource.question);
        let Some(choice) = answers.choice(resource.question).filter(|_| asked(model, answers, resource.question))
        else {
            continue;
        };
        if choices[choice].unknown || choices[choice].rank == 0 {
            continue;
        }
        let partly = if is_yes(model, answers, resource.question) { "" } else { " (delvist)" };
        let text = &model.questions[resource.question].text;
        lines.push([text.trim_end_matches('.'), partly, "."].concat());
    }
    section(Part::Resources, "Det, der taler for barnet", points(lines))
}

/// The own judgement, beside the suggestion.
#[must_use]
pub fn own(model: &Model, answers: &Answers, outcome: &Outcome) -> Option<Section> {
    let own = answers.own()?.level;
    let voice = outcome.voice();
    let mut blocks = vec![Block::Paragraph(["Min egen vurdering: ", &level_name(model, own), "."].concat())];
    let reason = answers.note(crate::concern::NoteKind::Own).trim();
    if !reason.is_empty() {
        blocks.push(Block::Paragraph(["Fordi: ", reason].concat()));
    }
    match &outcome.standing {
        Standing::Ruler(ruler) if own < ruler.now.level => {
            blocks.extend(paragraphs(text(model, "egen-lavere", voice)));
            if ruler.now.level >= 4 && own <= 3 {
                blocks.extend(paragraphs(text(model, "egen-raad", voice)));
            }
        }
        Standing::Ruler(ruler) if own > ruler.now.level => {
            blocks.extend(paragraphs(text(model, "egen-hoejere", voice)));
            blocks.extend(points(said(&model.level(own).now, voice)));
        }
        // Where a gate decided, no level can take its place.
        Standing::Gate => blocks.extend(paragraphs(text(model, "egen-port", voice))),
        _ => {}
    }
    section(Part::Own, "Min egen vurdering", blocks)
}

/// The signs that are there, an axis at a time; for papers.
pub(super) fn signs(model: &Model, answers: &Answers) -> Vec<String> {
    let Some(age) = answers.age() else { return Vec::new() };
    let mut lines = Vec::new();
    for of in Axis::ALL {
        for (_, sign) in model.signs_at(age).filter(|(_, sign)| sign.axis == of) {
            if !is_yes(model, answers, sign.question) {
                continue;
            }
            let often = model.question_of(Kind::Frequency(sign.area), age);
            let often = often.and_then(|often| answers.choice(often).map(|choice| &model.choices_of(often)[choice]));
            let often = often
                .filter(|choice| !choice.unknown)
                .map_or(String::new(), |choice| [" (", &*choice.text.to_lowercase(), ")"].concat());
            lines.push([model.questions[sign.question].text.trim_end_matches('.'), &often, "."].concat());
        }
    }
    lines
}
