//! The model as data: what is asked, how it counts, what is said.
//!
//! Contract: a [`Model`] is made by [`super::schema::read`] alone, which refuses what does not fit together; so indexes in it
//! hold, every id is there once, and every § that it cites is in [`Model::laws`]. Whether its rules are any good is for
//! [`super::proof`] to say.

use super::sentence::{Contact, Sentence};
use super::table::{Class, ClassInfo, Table};

/// Where a concern is handled. Ordered.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Track {
    /// By those around the child.
    #[default]
    Local,
    /// The municipality is told.
    Notify,
    /// Now.
    Acute,
}

/// Which of the two sides of a child's life a sign speaks of.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Axis {
    /// How the child is.
    Child,
    /// The care around the child.
    Care,
}

/// Everything. Fields are read; only the reader makes one.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Model {
    /// Its version, for example `0.1`.
    pub version: String,
    /// The day of the version, `2026-11-22`.
    pub date: String,
    /// What it says, in 16 hexadecimal digits: differs when any word or rule differs.
    pub hash: String,
    /// What changed from version to version, newest first. Not carried to the page.
    pub log: Vec<LogEntry>,
    /// The five levels.
    pub levels: Vec<Level>,
    /// The three tracks, in the order of [`Track`].
    pub tracks: Vec<Named>,
    /// The three answers to whether parents may be spoken to, in the order of [`Contact`].
    pub contacts: Vec<Named>,
    /// The two axes, in the order of [`Axis`].
    pub axes: Vec<Named>,
    /// The three strengths of a sign, lightest first.
    pub strengths: Vec<Strength>,
    /// The age bands, youngest first.
    pub ages: Vec<Age>,
    /// The areas.
    pub areas: Vec<Area>,
    /// What can be answered; questions name a set by index.
    pub choices: Vec<Vec<Choice>>,
    /// Every question, gates first.
    pub questions: Vec<Question>,
    /// The gates, in the order in which they are asked.
    pub gates: Vec<Gate>,
    /// The signs.
    pub signs: Vec<Sign>,
    /// The risk factors.
    pub risks: Vec<Risk>,
    /// The protective factors.
    pub resources: Vec<Resource>,
    /// The free texts, in the order of [`super::NoteKind`].
    pub notes: Vec<Named>,
    /// The classes, in the order of [`Class`].
    pub classes: Vec<ClassInfo>,
    /// The tables, in the order of [`Table::IDS`].
    pub tables: Vec<Table>,
    /// The thresholds between answers and classes.
    pub limits: Limits,
    /// Further texts by id.
    pub texts: Vec<Named>,
    /// The paragraphs that are cited.
    pub laws: Vec<Law>,
}

/// An entry of the change log.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LogEntry {
    /// The version.
    pub version: String,
    /// Its day.
    pub date: String,
    /// What changed.
    pub text: String,
}

/// Something with a name and sentences.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Named {
    /// The editors' key.
    pub id: String,
    /// Its name or heading.
    pub name: String,
    /// What is said.
    pub sentences: Vec<Sentence>,
}

/// A level of the ruler.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Level {
    /// Its name.
    pub name: String,
    /// What it means, in one line.
    pub line: String,
    /// The heading of its result.
    pub heading: String,
    /// The track it leads to.
    pub track: Track,
    /// First words of its result.
    pub first: Vec<Sentence>,
    /// What to do now.
    pub now: Vec<Sentence>,
    /// With whom.
    pub with: Vec<Sentence>,
    /// By when; what is law carries it.
    pub when: Vec<Deadline>,
    /// What holds for the parents; said only where they may be spoken to.
    pub parents: Vec<Sentence>,
    /// What to write down.
    pub write: Vec<Sentence>,
    /// The paragraphs: indexes into [`Model::laws`].
    pub laws: Vec<usize>,
}

/// Until when.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Deadline {
    /// What, and until when.
    pub sentence: Sentence,
    /// The paragraph it follows from, as an index into [`Model::laws`]; nothing where it is our advice.
    pub law: Option<usize>,
}

/// How strong a sign is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Strength {
    /// The editors' key.
    pub id: String,
    /// Its name.
    pub name: String,
    /// What it means.
    pub text: String,
    /// The level that such a sign gives at least, alone.
    pub floor: u8,
}

/// An age band.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Age {
    /// The editors' key.
    pub id: String,
    /// Its name.
    pub name: String,
}

/// An area of a child's life.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Area {
    /// The editors' key.
    pub id: String,
    /// Its name.
    pub name: String,
    /// What belongs to it.
    pub explanation: String,
}

/// One of the answers to a question.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Choice {
    /// The editors' key.
    pub id: String,
    /// The answer.
    pub text: String,
    /// What it means; may be empty.
    pub explanation: String,
    /// How bad it is: 0 is best.
    pub rank: u8,
    /// It says that one does not know. Counts as the best and the worst answer, never as one of them alone; at a gate it
    /// counts as its effect says.
    pub unknown: bool,
}

/// What a question is about; the number is an index into the list of its kind.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Kind {
    /// A gate.
    Gate(usize),
    /// A sign.
    Sign(usize),
    /// How often what was seen in an area is seen.
    Frequency(usize),
    /// For how long.
    Duration,
    /// Which way it goes.
    Direction,
    /// A risk factor.
    Risk(usize),
    /// A protective factor.
    Resource(usize),
    /// Whether something has been tried. Asked at level 3.
    Tried,
    /// Whether the parents take part. Asked at level 3.
    Parents,
}

/// A question.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Question {
    /// The editors' key; no other question has it.
    pub id: String,
    /// What it is about.
    pub kind: Kind,
    /// What is asked, or the sign as a statement.
    pub text: String,
    /// The definition. It stands beside the question, always in view.
    pub explanation: String,
    /// What it must not be mistaken for; signs only.
    pub not: String,
    /// Index into [`Model::choices`].
    pub choices: usize,
    /// The ages at which it is asked: bit n is the nth age.
    pub ages: u16,
    /// Several answers may be ticked.
    pub several: bool,
    /// Differs when its words, its answers or its weight differ: 8 hexadecimal digits. Kept in files.
    pub mark: String,
}

/// A question that comes before all weighing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Gate {
    /// Index into [`Model::questions`].
    pub question: usize,
    /// How it is spoken of: `spørgsmålet om overgreb`.
    pub name: String,
    /// Asked only where that gate has one of these answers: index and bits.
    pub after: Option<(usize, u16)>,
    /// What no answer counts as, where it is asked: an index of its answers. Gates that stand alone have none: while one of
    /// them is open, no level is shown.
    pub unanswered: Option<usize>,
    /// What contact becomes where a sign sends here and the answer stands.
    pub sign_contact: Contact,
    /// What each answer does.
    pub effects: Vec<Effect>,
}

/// What an answer to a gate does.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Effect {
    /// It decides: this track, and no level.
    pub track: Option<Track>,
    /// At least this strict.
    pub contact: Contact,
    /// At least this level; 0 is none.
    pub floor: u8,
    /// The own leader is or may be the one it is about.
    pub leader: bool,
    /// The gate that should be looked at once more.
    pub look_again: Option<usize>,
    /// A heading for its steps; may be empty.
    pub heading: String,
    /// What to do.
    pub steps: Vec<Sentence>,
    /// What is due beside the ruler.
    pub tasks: Vec<Sentence>,
    /// The paragraphs: indexes into [`Model::laws`].
    pub laws: Vec<usize>,
    /// What is uncertain about it; may be empty.
    pub note: String,
    /// Why the municipality is told, as a sentence of a notification; may be empty.
    pub ground: String,
}

/// A sign.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sign {
    /// Index into [`Model::questions`].
    pub question: usize,
    /// Index into [`Model::areas`].
    pub area: usize,
    /// Of whom it speaks.
    pub axis: Axis,
    /// 1 light, 2 clear, 3 serious.
    pub strength: u8,
    /// A state, such as a home: how often it is seen says nothing, and never lifts it.
    pub state: bool,
    /// Gates to look at again where it is there.
    pub triggers: Vec<usize>,
}

/// A risk factor.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Risk {
    /// Index into [`Model::questions`].
    pub question: usize,
    /// The ages at which it is there by itself and is not asked: bit n is the nth age.
    pub automatic: u16,
    /// Gates to look at again where it is there.
    pub triggers: Vec<usize>,
}

/// A protective factor.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Resource {
    /// Index into [`Model::questions`].
    pub question: usize,
    /// It carries (»bærende«).
    pub carrying: bool,
}

/// The thresholds between answers and classes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Limits {
    /// So many areas with signs of one axis make that axis clear.
    pub areas_clear: u8,
    /// So many areas with clear signs: the second and the third value of breadth.
    pub breadth: [u8; 2],
    /// So many risk factors: the second and the third value of burden.
    pub burden: [u8; 2],
    /// So many protective factors: the second and the third value of resources; the third also takes a carrying one.
    pub resources: [u8; 2],
    /// A level means little where more than one in so many signs of an axis is unknown.
    pub unknown_one_in: u8,
}

/// A paragraph as it is shown.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Law {
    /// The id in the law register.
    pub id: String,
    /// For example `barnets lov § 133`.
    pub label: String,
    /// Where its entry is.
    pub href: String,
    /// It was read in the law or on an official page.
    pub confirmed: bool,
}

impl Track {
    /// All, mildest first.
    pub const ALL: [Track; 3] = [Track::Local, Track::Notify, Track::Acute];

    /// The editors' key.
    #[must_use]
    pub fn key(self) -> &'static str {
        ["lokalt", "underretning", "akut"][self as usize]
    }

    /// Reads the editors' key.
    #[must_use]
    pub fn from_key(key: &str) -> Option<Track> {
        Track::ALL.into_iter().find(|track| track.key() == key)
    }
}

impl Axis {
    /// Both.
    pub const ALL: [Axis; 2] = [Axis::Child, Axis::Care];

    /// The editors' key.
    #[must_use]
    pub fn key(self) -> &'static str {
        ["barn", "omsorg"][self as usize]
    }

    /// Reads the editors' key.
    #[must_use]
    pub fn from_key(key: &str) -> Option<Axis> {
        Axis::ALL.into_iter().find(|axis| axis.key() == key)
    }
}

impl Model {
    /// The index of a question.
    #[must_use]
    pub fn find(&self, id: &str) -> Option<usize> {
        self.questions.iter().position(|question| question.id == id)
    }

    /// The question of that kind that is asked at an age.
    #[must_use]
    pub fn question_of(&self, kind: Kind, age: usize) -> Option<usize> {
        self.questions.iter().position(|question| question.kind == kind && question.is_for(age))
    }

    /// The answers to a question.
    #[must_use]
    pub fn choices_of(&self, question: usize) -> &[Choice] {
        &self.choices[self.questions[question].choices]
    }

    /// A level by its number, 1 to 5.
    #[must_use]
    pub fn level(&self, number: u8) -> &Level {
        &self.levels[usize::from(number.clamp(1, 5)) - 1]
    }

    /// A class.
    #[must_use]
    pub fn class(&self, class: Class) -> &ClassInfo {
        &self.classes[class as usize]
    }

    /// The name of a value of a class.
    #[must_use]
    pub fn value_name(&self, class: Class, value: u8) -> &str {
        self.class(class).values.get(usize::from(value)).map_or("", |value| &value.name)
    }

    /// The sentences of a text; none where there is no such text.
    #[must_use]
    pub fn sentences(&self, id: &str) -> &[Sentence] {
        self.texts.iter().find(|text| text.id == id).map_or(&[], |text| &text.sentences)
    }

    /// Signs that are asked at an age, in the order of the model.
    pub fn signs_at(&self, age: usize) -> impl Iterator<Item = (usize, &Sign)> {
        self.signs.iter().enumerate().filter(move |(_, sign)| self.questions[sign.question].is_for(age))
    }
}

impl Question {
    /// Is it asked at this age?
    #[must_use]
    pub fn is_for(&self, age: usize) -> bool {
        self.ages >> age & 1 == 1
    }
}
