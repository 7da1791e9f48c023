//! What a table that editors write may hold, as data.
//!
//! Contract: a reader works from a [`Shape`], and the JSON Schema for editors' programs is written from the same value. So the
//! two cannot come to say different things: which keys are known, of what kind they are, which must be there, and which go
//! together. What lies beyond one table (an id that must exist, days in order) is the reader's alone.
//!
//! A text is read without the blanks around it; a schema cannot do that, and is stricter there.

/// A table: front matter, an entry of a register, a part of one.
#[derive(Debug)]
pub struct Shape {
    /// A name of its own, under which a schema refers to it.
    pub name: &'static str,
    /// What it is, in a Danish sentence.
    pub about: &'static str,
    /// The keys that it may have, in the order in which they are told.
    pub keys: &'static [Key],
    /// What stands under all other keys, where editors choose them.
    pub rest: Option<Rest>,
    /// What keys have to do with each other.
    pub cases: &'static [Case],
}

/// A key of a table.
#[derive(Clone, Copy, Debug)]
pub struct Key {
    /// The word that editors write.
    pub name: &'static str,
    /// What stands there.
    pub kind: Kind,
    /// Whether it must be there; cases may demand or forbid more.
    pub required: bool,
    /// What it means, in a Danish sentence.
    pub about: &'static str,
    /// What may stand there, as TOML; empty where the kind says enough.
    pub example: &'static str,
    /// A regular expression that a text must match, where the reader is just as strict.
    pub pattern: &'static str,
    /// The fewest and the most items of a list, where that is bounded.
    pub items: Option<(usize, usize)>,
    /// The most signs of a text.
    pub longest: Option<usize>,
}

/// Words to choose from. They are asked of the type that they stand for.
pub type Words = fn() -> Vec<&'static str>;

/// What stands under a key.
#[derive(Clone, Copy, Debug)]
pub enum Kind {
    /// A text that is not empty.
    Text,
    /// A date without quotation marks.
    Date,
    /// `true` or `false`; left out is `false`.
    Flag,
    /// A whole number, from the first to the second.
    Count(u32, u32),
    /// Two whole numbers, the second not below the first.
    Pair,
    /// One of some words.
    Word(Words),
    /// A list of texts.
    Texts,
    /// A list of some words.
    ManyWords(Words),
    /// A list of texts, or one text.
    Lines,
    /// Sentences: a list of texts or of [`Kind::Table`]s of that shape, or one text. With `true` each must be such a table.
    Sentences(&'static Shape, bool),
    /// A table, `[key]`.
    Table(&'static Shape),
    /// Tables in order, `[[key]]`.
    Tables(&'static Shape),
}

/// What stands under keys that editors choose.
#[derive(Clone, Copy, Debug)]
pub struct Rest {
    /// What stands there.
    pub kind: Kind,
    /// Whether the keys are ids: small letters, digits and hyphens.
    pub ids: bool,
}

/// What follows for some keys from others.
#[derive(Debug)]
pub struct Case {
    /// When it holds: all of these do.
    pub when: &'static [When],
    /// It speaks of the tables under this key, and not of the table itself.
    pub within: Option<&'static str>,
    /// Keys that must then be there.
    pub needs: &'static [&'static str],
    /// Whether the reader tells what is missing in words of its own.
    pub own_words: bool,
    /// Keys that must then not be there.
    pub never: &'static [&'static str],
    /// Why, as a Danish remedy; empty where the key is then as unknown as any other.
    pub why: &'static str,
}

/// A condition on a table.
#[derive(Clone, Copy, Debug)]
pub enum When {
    /// The word under a key is one of these.
    Is(&'static str, &'static [&'static str]),
    /// The word under a key is a known one, and none of these.
    IsNot(&'static str, &'static [&'static str]),
    /// The key is there.
    Has(&'static str),
    /// The key is not there.
    Lacks(&'static str),
    /// The key is not there, or `false`.
    Off(&'static str),
}

/// A table as a reader sees it.
pub trait Look {
    /// Whether a key is there, or plainly meant.
    fn has(&self, key: &str) -> bool;
    /// The text under a key, where it is one.
    fn word(&self, key: &str) -> Option<String>;
    /// Whether `true` stands under a key.
    fn is_on(&self, key: &str) -> bool;
}

/// Whether a key may or must be there.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Need {
    /// It may be left out.
    Free,
    /// It must be there.
    Required,
    /// It must be there, and the reader says so in words of its own.
    Told,
    /// It must not be there; why, as a remedy that may be empty.
    Never(&'static str),
}

impl Shape {
    /// A table of fixed keys.
    #[must_use]
    pub const fn new(name: &'static str, about: &'static str, keys: &'static [Key]) -> Shape {
        Shape { name, about, keys, rest: None, cases: &[] }
    }

    /// A table of tables whose keys are ids that editors choose.
    #[must_use]
    pub const fn by_id(name: &'static str, about: &'static str, entry: &'static Shape) -> Shape {
        Shape { name, about, keys: &[], rest: Some(Rest { kind: Kind::Table(entry), ids: true }), cases: &[] }
    }

    /// A table whose keys are names that editors choose.
    #[must_use]
    pub const fn by_name(name: &'static str, about: &'static str, kind: Kind) -> Shape {
        Shape { name, about, keys: &[], rest: Some(Rest { kind, ids: false }), cases: &[] }
    }

    /// The same with what its keys have to do with each other.
    #[must_use]
    pub const fn cases(self, cases: &'static [Case]) -> Shape {
        Shape { cases, ..self }
    }

    /// This shape and all within it, each once.
    #[must_use]
    pub fn all(&'static self) -> Vec<&'static Shape> {
        let mut found = vec![self];
        let mut next = 0;
        while let Some(shape) = found.get(next).copied() {
            next += 1;
            let kinds = shape.keys.iter().map(|key| key.kind).chain(shape.rest.map(|rest| rest.kind));
            for kind in kinds {
                if let Kind::Table(inner) | Kind::Tables(inner) | Kind::Sentences(inner, _) = kind
                    && !found.iter().any(|known| std::ptr::eq(*known, inner))
                {
                    found.push(inner);
                }
            }
        }
        found
    }

    /// A key by its name.
    #[must_use]
    pub fn key(&self, name: &str) -> Option<&'static Key> {
        self.keys.iter().find(|key| key.name == name)
    }

    /// What stands under a key, be it one of those that editors choose.
    #[must_use]
    pub fn kind(&self, name: &str) -> Option<Kind> {
        self.key(name).map(|key| key.kind).or(self.rest.map(|rest| rest.kind))
    }

    /// The cases that hold in a table.
    pub fn holding(&'static self, table: &impl Look) -> impl Iterator<Item = &'static Case> {
        self.cases.iter().filter(move |case| case.when.iter().all(|when| self.holds(*when, table)))
    }

    /// The cases that hold in a table and speak of the tables under a key.
    #[must_use]
    pub fn imposed(&'static self, key: &str, table: &impl Look) -> Vec<&'static Case> {
        self.holding(table).filter(|case| case.within == Some(key)).collect()
    }

    /// Whether a key may or must be there in a table, on which `imposed` was laid from around it.
    #[must_use]
    pub fn need(&'static self, key: &str, table: &impl Look, imposed: &[&'static Case]) -> Need {
        let own = self.holding(table).filter(|case| case.within.is_none());
        let mut need = match self.key(key) {
            Some(key) if key.required => Need::Required,
            _ => Need::Free,
        };
        for case in own.chain(imposed.iter().copied()) {
            if case.never.contains(&key) {
                return Need::Never(case.why);
            }
            if case.needs.contains(&key) {
                need = if case.own_words { Need::Told } else { Need::Required };
            }
        }
        need
    }

    fn holds(&self, when: When, table: &impl Look) -> bool {
        match when {
            When::Is(key, words) => table.word(key).is_some_and(|word| words.contains(&word.as_str())),
            When::IsNot(key, words) => table.word(key).is_some_and(|word| {
                let known = match self.key(key).map(|key| key.kind) {
                    Some(Kind::Word(known)) => known().contains(&word.as_str()),
                    _ => true,
                };
                known && !words.contains(&word.as_str())
            }),
            When::Has(key) => table.has(key),
            When::Lacks(key) => !table.has(key),
            When::Off(key) => !table.is_on(key),
        }
    }
}

impl Key {
    const fn new(name: &'static str, kind: Kind, about: &'static str) -> Key {
        Key { name, kind, required: true, about, example: "", pattern: "", items: None, longest: None }
    }

    /// The same, but it may be left out.
    #[must_use]
    pub const fn free(self) -> Key {
        Key { required: false, ..self }
    }

    /// The same, and it must be there.
    #[must_use]
    pub const fn must(self) -> Key {
        Key { required: true, ..self }
    }

    /// The same with an example, as TOML.
    #[must_use]
    pub const fn like(self, example: &'static str) -> Key {
        Key { example, ..self }
    }

    /// The same with a regular expression that its text, or each text of its list, matches.
    #[must_use]
    pub const fn pattern(self, pattern: &'static str) -> Key {
        Key { pattern, ..self }
    }

    /// The same with a bound on how many items there are.
    #[must_use]
    pub const fn items(self, least: usize, most: usize) -> Key {
        Key { items: Some((least, most)), ..self }
    }

    /// The same with a bound on how long a text is.
    #[must_use]
    pub const fn longest(self, longest: usize) -> Key {
        Key { longest: Some(longest), ..self }
    }

    /// What an editor may write under it, as TOML.
    #[must_use]
    pub fn sample(&self) -> &'static str {
        if self.example.is_empty() { self.kind.sample() } else { self.example }
    }
}

impl Kind {
    /// What may stand for a value of this kind in a remedy, as TOML.
    #[must_use]
    pub const fn sample(&self) -> &'static str {
        match self {
            Kind::Text | Kind::Word(_) => "\"…\"",
            Kind::Date => "2026-11-21",
            Kind::Flag => "true",
            Kind::Count(..) => "15",
            Kind::Pair => "[1, 2]",
            Kind::Texts | Kind::ManyWords(_) | Kind::Lines | Kind::Sentences(..) => "[\"…\"]",
            Kind::Table(_) | Kind::Tables(_) => "…",
        }
    }
}

impl Case {
    /// Keys that must be there.
    #[must_use]
    pub const fn needs(when: &'static [When], needs: &'static [&'static str]) -> Case {
        Case { when, within: None, needs, own_words: false, never: &[], why: "" }
    }

    /// Keys that must not be there, and the remedy.
    #[must_use]
    pub const fn never(when: &'static [When], never: &'static [&'static str], why: &'static str) -> Case {
        Case { when, within: None, needs: &[], own_words: false, never, why }
    }

    /// The same, where the reader tells what is missing in words of its own.
    #[must_use]
    pub const fn own_words(self) -> Case {
        Case { own_words: true, ..self }
    }

    /// The same, said of the tables under a key.
    #[must_use]
    pub const fn within(self, key: &'static str) -> Case {
        Case { within: Some(key), ..self }
    }
}

/// A text that must be there.
#[must_use]
pub const fn text(name: &'static str, about: &'static str) -> Key {
    Key::new(name, Kind::Text, about)
}

/// A date that must be there.
#[must_use]
pub const fn date(name: &'static str, about: &'static str) -> Key {
    Key::new(name, Kind::Date, about)
}

/// `true`, or left out.
#[must_use]
pub const fn flag(name: &'static str, about: &'static str) -> Key {
    Key::new(name, Kind::Flag, about).free()
}

/// A whole number that must be there.
#[must_use]
pub const fn count(name: &'static str, least: u32, most: u32, about: &'static str) -> Key {
    Key::new(name, Kind::Count(least, most), about)
}

/// One of some words, which must be there.
#[must_use]
pub const fn word(name: &'static str, words: Words, about: &'static str) -> Key {
    Key::new(name, Kind::Word(words), about)
}

/// A list of texts that must be there.
#[must_use]
pub const fn texts(name: &'static str, about: &'static str) -> Key {
    Key::new(name, Kind::Texts, about)
}

/// A list of some words that may be left out.
#[must_use]
pub const fn many_words(name: &'static str, words: Words, about: &'static str) -> Key {
    Key::new(name, Kind::ManyWords(words), about).free()
}

/// A list of texts, or one text, that may be left out.
#[must_use]
pub const fn lines(name: &'static str, about: &'static str) -> Key {
    Key::new(name, Kind::Lines, about).free()
}

/// A table that may be left out.
#[must_use]
pub const fn table(name: &'static str, shape: &'static Shape, about: &'static str) -> Key {
    Key::new(name, Kind::Table(shape), about).free()
}

/// Tables in order, which may be left out.
#[must_use]
pub const fn tables(name: &'static str, shape: &'static Shape, about: &'static str) -> Key {
    Key::new(name, Kind::Tables(shape), about).free()
}

/// Another kind of key, which must be there.
#[must_use]
pub const fn key(name: &'static str, kind: Kind, about: &'static str) -> Key {
    Key::new(name, kind, about)
}
