//! Sentences that may be said only where parents may be spoken to.
//!
//! Contract: the words of a [`Sentence`] come out through [`Sentence::say`] alone, which takes a [`Voice`]; a sentence that
//! invites to a talk with parents is silent wherever the contact is not [`Contact::Yes`]. The document of the rules, which
//! has no child in it, uses [`Sentence::in_rules`], where such a sentence carries its condition with it.

/// May the parents be spoken to? Ordered: the strictest is the largest.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Contact {
    /// Yes.
    #[default]
    Yes,
    /// Not before leader and municipality have agreed who, when and how.
    Agree,
    /// No.
    No,
}

/// Whom a text means by »din leder«.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Leader {
    /// The reader's own leader.
    #[default]
    Own,
    /// The leader above, because the own one is or may be the one it is about.
    Above,
}

/// What a sentence depends on.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Needs {
    /// Nothing: it is always said.
    #[default]
    Nothing,
    /// It invites to contact with the parents: said only with [`Contact::Yes`].
    Contact,
    /// It stands in for such a sentence: said only without [`Contact::Yes`].
    NoContact,
}

/// What a text may say, and to whom it sends.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Voice {
    contact: Contact,
    leader: Leader,
}

/// A Danish sentence with its condition.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Sentence {
    text: String,
    needs: Needs,
}

impl Contact {
    /// All, mildest first.
    pub const ALL: [Contact; 3] = [Contact::Yes, Contact::Agree, Contact::No];

    /// The editors' key.
    #[must_use]
    pub fn key(self) -> &'static str {
        ["ja", "aftal", "nej"][self as usize]
    }

    /// Reads the editors' key.
    #[must_use]
    pub fn from_key(key: &str) -> Option<Contact> {
        Contact::ALL.into_iter().find(|contact| contact.key() == key)
    }
}

impl Needs {
    /// The editors' key; nothing for what is always said.
    #[must_use]
    pub fn key(self) -> Option<&'static str> {
        match self {
            Needs::Nothing => None,
            Needs::Contact => Some("ja"),
            Needs::NoContact => Some("aftal-eller-nej"),
        }
    }

    /// Reads the editors' key.
    #[must_use]
    pub fn from_key(key: &str) -> Option<Needs> {
        [Needs::Contact, Needs::NoContact].into_iter().find(|needs| needs.key() == Some(key))
    }
}

impl Voice {
    /// A voice.
    #[must_use]
    pub const fn new(contact: Contact, leader: Leader) -> Voice {
        Voice { contact, leader }
    }

    /// May the parents be spoken to?
    #[must_use]
    pub const fn contact(self) -> Contact {
        self.contact
    }

    /// Who »din leder« is.
    #[must_use]
    pub const fn leader(self) -> Leader {
        self.leader
    }

    /// A text that invites to nothing, with the right leader in it.
    #[must_use]
    pub fn words(self, text: &str) -> String {
        let (small, large) = match self.leader {
            Leader::Own => ("din leder", "Din leder"),
            Leader::Above => ("lederens leder eller forvaltningen", "Lederens leder eller forvaltningen"),
        };
        let mut out = String::new();
        for (index, part) in text.split('{').enumerate() {
            if index > 0 {
                out.push_str(if part.starts_with('L') { large } else { small });
            }
            // What stands before the closing bracket is the word that was replaced.
            out.push_str(if index > 0 { part.split_once('}').map_or(part, |(_, rest)| rest) } else { part });
        }
        out
    }
}

impl Sentence {
    /// A sentence. `{leder}` and `{Leder}` stand for the leader.
    #[must_use]
    pub fn new(text: impl Into<String>, needs: Needs) -> Sentence {
        Sentence { text: text.into(), needs }
    }

    /// What it depends on.
    #[must_use]
    pub const fn needs(&self) -> Needs {
        self.needs
    }

    /// The sentence, where it may be said.
    #[must_use]
    pub fn say(&self, voice: Voice) -> Option<String> {
        let yes = voice.contact == Contact::Yes;
        let silent = match self.needs {
            Needs::Nothing => false,
            Needs::Contact => !yes,
            Needs::NoContact => yes,
        };
        if silent { None } else { Some(voice.words(&self.text)) }
    }

    /// The sentence in the document of the rules, with its condition before it.
    #[must_use]
    pub fn in_rules(&self) -> String {
        let words = Voice::new(Contact::Yes, Leader::Own).words(&self.text);
        match self.needs {
            Needs::Nothing => words,
            Needs::Contact => ["Kun hvis I må tale med forældrene: ", &words].concat(),
            Needs::NoContact => ["Kun hvis I ikke må tale med forældrene endnu: ", &words].concat(),
        }
    }

    /// The words as the editor wrote them, for the writers of files and for the proof.
    pub(crate) fn raw(&self) -> &str {
        &self.text
    }
}

/// The sentences that may be said.
#[must_use]
pub fn said(sentences: &[Sentence], voice: Voice) -> Vec<String> {
    sentences.iter().filter_map(|sentence| sentence.say(voice)).collect()
}
