//! Decision tables: rows of conditions on classes, and what they give.
//!
//! Contract: a row holds where each of its inputs has one of the values it names; [`Table::row`] gives the first that holds.
//! That there is exactly one for every combination is shown by [`super::proof`], not hoped for here.

use super::sentence::Sentence;

/// What answers are brought down to. Each has few values, in order from best to worst.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Class {
    /// The worst sign of the child's own wellbeing.
    Child,
    /// The worst sign of the care around the child.
    Care,
    /// In how many areas there are clear signs.
    Breadth,
    /// How long, and which way it goes.
    Duration,
    /// Which way it goes.
    Direction,
    /// New, lasting, growing: from duration and direction.
    Course,
    /// How many risk factors.
    Burden,
    /// How heavy: from breadth, course and burden.
    Weight,
    /// The two axes in one picture. Its values have no order among themselves.
    Picture,
    /// The level.
    Level,
    /// The level, or a gate instead of one.
    Step,
    /// How much there is to build on.
    Resources,
    /// What has been tried.
    Tried,
    /// Whether the parents take part.
    Parents,
    /// The track.
    Track,
}

/// What a class is called, and its values.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ClassInfo {
    /// Which.
    pub class: Class,
    /// Its Danish name.
    pub name: String,
    /// Its values, best first.
    pub values: Vec<ClassValue>,
}

/// A value of a class.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ClassValue {
    /// The editors' key.
    pub id: String,
    /// Its Danish name.
    pub name: String,
    /// What it means; may be empty.
    pub text: String,
}

/// A table.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Table {
    /// The editors' key: one of [`Table::IDS`].
    pub id: String,
    /// Its heading.
    pub title: String,
    /// What it says, in a few words.
    pub explanation: String,
    /// The classes it asks.
    pub inputs: Vec<Class>,
    /// The class it gives; nothing where a row gives only sentences.
    pub output: Option<Class>,
    /// Its rows.
    pub rows: Vec<Row>,
}

/// A row of a table.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Row {
    /// For each input the values that it holds for: bit n is the nth value.
    pub when: Vec<u16>,
    /// The index of the value it gives; 0 in a table without output.
    pub value: u8,
    /// Why, in words for the reader.
    pub reason: String,
    /// What it adds to the steps.
    pub sentences: Vec<Sentence>,
    /// When to look again, for example `4 uger`; may be empty.
    pub follow_up: String,
}

impl Class {
    /// All classes, with the editors' keys in [`Class::key`].
    pub const ALL: [Class; 15] = [
        Class::Child,
        Class::Care,
        Class::Breadth,
        Class::Duration,
        Class::Direction,
        Class::Course,
        Class::Burden,
        Class::Weight,
        Class::Picture,
        Class::Level,
        Class::Step,
        Class::Resources,
        Class::Tried,
        Class::Parents,
        Class::Track,
    ];

    /// The editors' key.
    #[must_use]
    pub fn key(self) -> &'static str {
        const KEYS: [&str; 15] = [
            "barn",
            "omsorg",
            "bredde",
            "varighed",
            "retning",
            "forloeb",
            "belastning",
            "vaegt",
            "billede",
            "niveau",
            "trin",
            "ressourcer",
            "proevet",
            "foraeldre",
            "spor",
        ];
        KEYS[self as usize]
    }

    /// Reads the editors' key.
    #[must_use]
    pub fn from_key(key: &str) -> Option<Class> {
        Class::ALL.into_iter().find(|class| class.key() == key)
    }
}

impl Table {
    /// The tables that a model has, in this order: what the course is, how heavy, the picture, the level, the track at level
    /// 3, the path.
    pub const IDS: [&str; 6] = ["forloeb", "vaegt", "billede", "niveau", "spor-3", "vej"];

    /// What each of [`Table::IDS`] asks, and gives.
    pub(crate) const SHAPES: [(&[Class], Option<Class>); 6] = [
        (&[Class::Duration, Class::Direction], Some(Class::Course)),
        (&[Class::Breadth, Class::Course, Class::Burden], Some(Class::Weight)),
        (&[Class::Child, Class::Care], Some(Class::Picture)),
        (&[Class::Picture, Class::Weight], Some(Class::Level)),
        (&[Class::Tried, Class::Parents], Some(Class::Track)),
        (&[Class::Step, Class::Resources], None),
    ];

    /// The index of the row that holds for these values; nothing where the table has a gap there.
    #[must_use]
    pub fn row(&self, values: &[u8]) -> Option<usize> {
        self.rows.iter().position(|row| row.holds(values))
    }
}

impl Row {
    /// Does it hold for these values, one an input?
    #[must_use]
    pub fn holds(&self, values: &[u8]) -> bool {
        self.when.iter().zip(values).all(|(mask, value)| mask >> value & 1 == 1)
    }
}
