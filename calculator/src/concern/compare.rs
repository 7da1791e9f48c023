//! Two or more assessments side by side.
//!
//! Contract: question by question, over the questions that at least one of them was asked. What to talk about comes in order
//! of what matters: gates, what alone would move a level, the rest. No assessment is called right.

use super::answers::{Answers, is_open};
use super::asked::asked;
use super::classes::{Bound, Reading};
use super::model::{Kind, Model};
use super::order::arrange;
use super::outcome::{Headline, Outcome, Standing, evaluate};
use super::text::{answer, level_name, question, small};

/// What the assessments are to each other.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Setting {
    /// Of colleagues, about the same time.
    Colleagues,
    /// Of one time after the other, oldest first.
    OverTime,
}

/// The comparison.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Comparison {
    /// What they are to each other.
    pub setting: Setting,
    /// What each comes to.
    pub outcomes: Vec<Outcome>,
    /// The questions.
    pub rows: Vec<Row>,
    /// What to talk about: indexes into [`Comparison::rows`], what matters most first.
    pub agenda: Vec<usize>,
    /// The ages differ, so some questions were asked of one alone.
    pub ages_differ: bool,
}

/// A question in all assessments.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Row {
    /// The question.
    pub question: usize,
    /// What each answered, as bits; nothing where it was not asked.
    pub answers: Vec<Option<u16>>,
    /// How they stand to each other.
    pub accord: Accord,
    /// How much it matters, largest first.
    pub weight: u8,
}

/// How answers stand to each other.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Accord {
    /// All the same.
    Same,
    /// Some know, some do not.
    Open,
    /// Worse in the last than in the first.
    Worse,
    /// Better in the last than in the first.
    Better,
    /// Otherwise not the same.
    Differ,
}

/// Lays assessments side by side.
#[must_use]
pub fn compare(model: &Model, all: &[&Answers], setting: Setting) -> Comparison {
    let outcomes: Vec<Outcome> = all.iter().map(|answers| evaluate(model, answers)).collect();
    let mut rows: Vec<Row> = (0..model.questions.len()).filter_map(|question| row(model, all, question)).collect();
    for row in rows.iter_mut().filter(|row| row.accord != Accord::Same) {
        row.weight = weight(model, all, row);
    }
    let mut agenda: Vec<usize> = (0..rows.len()).filter(|&index| rows[index].accord != Accord::Same).collect();
    arrange(&mut agenda, |&index| u32::from(u8::MAX - rows[index].weight));
    let ages_differ = all.windows(2).any(|pair| pair[0].age() != pair[1].age());
    Comparison { setting, outcomes, rows, agenda, ages_differ }
}

fn row(model: &Model, all: &[&Answers], question: usize) -> Option<Row> {
    let given = |answers: &&Answers| asked(model, answers, question).then(|| answers.mask(question));
    let answers: Vec<Option<u16>> = all.iter().map(given).collect();
    if answers.iter().all(Option::is_none) {
        return None;
    }
    let open = |answers: &&Answers| asked(model, answers, question) && is_open(model, answers, question);
    // More that speaks for the child is better; of anything else more is worse.
    let good = matches!(model.questions[question].kind, Kind::Resource(_));
    let rank = |answers: &&Answers| {
        let choices = model.choices_of(question);
        let mask = answers.mask(question);
        let ranks =
            (0..choices.len()).filter(|choice| mask >> choice & 1 == 1).map(|choice| i16::from(choices[choice].rank));
        ranks.max().map(|rank| if good { -rank } else { rank })
    };
    let accord = match (all.first(), all.last()) {
        _ if answers.windows(2).all(|pair| pair[0] == pair[1]) => Accord::Same,
        _ if all.iter().any(open) || answers.iter().any(Option::is_none) => Accord::Open,
        (Some(first), Some(last)) if rank(last) > rank(first) => Accord::Worse,
        (Some(first), Some(last)) if rank(last) < rank(first) => Accord::Better,
        _ => Accord::Differ,
    };
    Some(Row { question, answers, accord, weight: 0 })
}

/// How much a difference matters: a gate most, then by how many levels one answer alone would move another's result.
fn weight(model: &Model, all: &[&Answers], row: &Row) -> u8 {
    let strength = match model.questions[row.question].kind {
        Kind::Gate(_) => return 100,
        Kind::Sign(sign) => model.signs[sign].strength,
        Kind::Resource(_) => return 0,
        _ => 1,
    };
    let mut moved = 0;
    for answers in all {
        let Some(age) = answers.age() else { continue };
        let level = |instead| {
            let reading = Reading { model, answers, bound: Bound::Best, instead };
            super::classes::level(model, reading.classes(age).0).0
        };
        let own = level(None);
        for other in all.iter().filter_map(|other| other.choice(row.question)) {
            moved = moved.max(own.abs_diff(level(Some((row.question, other)))));
        }
    }
    10 * moved + strength
}

impl Comparison {
    /// A row in words: the question, and what each answered.
    #[must_use]
    pub fn line(&self, model: &Model, all: &[&Answers], row: &Row) -> (String, Vec<String>) {
        let say = |(answers, given): (&&Answers, &Option<u16>)| match given {
            Some(_) => answer(model, answers, row.question),
            None => "Ikke stillet".to_owned(),
        };
        (question(model, row.question), all.iter().zip(&row.answers).map(say).collect())
    }

    /// What each assessment comes to, in a few words; never a bare number.
    #[must_use]
    pub fn results(&self, model: &Model) -> Vec<String> {
        let result = |outcome: &Outcome| {
            let contact = ["; ", &*small(&model.contacts[outcome.contact as usize].name)].concat();
            let track = |track: super::Track| model.tracks[track as usize].name.clone();
            let level = match &outcome.standing {
                Standing::Ruler(ruler) if ruler.headline() == Headline::Undecided => {
                    "kan ikke afgøres endnu".to_owned()
                }
                Standing::Ruler(ruler) if ruler.may_be.level > ruler.now.level => {
                    [&level_name(model, ruler.now.level), ", kan være op til ", &level_name(model, ruler.may_be.level)]
                        .concat()
                }
                Standing::Ruler(ruler) => level_name(model, ruler.now.level),
                Standing::Gate => "intet niveau: et af de indledende svar afgør".to_owned(),
                Standing::NoAge | Standing::GatesOpen => "ikke besvaret færdigt".to_owned(),
            };
            let track = outcome.track.map_or(String::new(), |known| [&track(known), ": "].concat());
            [track, level, contact].concat()
        };
        self.outcomes.iter().map(result).collect()
    }

    /// What to talk about, in words.
    #[must_use]
    pub fn topics(&self, model: &Model) -> Vec<String> {
        let topic = |&index: &usize| {
            let row = &self.rows[index];
            let name = question(model, row.question);
            let lead = match (self.setting, row.accord) {
                (Setting::OverTime, Accord::Worse) => "Blevet værre: »",
                (Setting::OverTime, Accord::Better) => "Blevet bedre: »",
                (Setting::OverTime, Accord::Open) => "Ikke svaret på begge gange: »",
                (_, Accord::Open) => "Den ene ved noget, den anden ikke ved: »",
                _ => "I har svaret forskelligt: »",
            };
            [lead, &name, "«"].concat()
        };
        self.agenda.iter().map(topic).collect()
    }
}
