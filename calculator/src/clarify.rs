//! Whether a case belongs in a børnehus: from a few answers to what comes first, what holds of the house, and who acts next.
//!
//! Contract: which questions and answers there are is fixed here, since [`proof`] speaks of them by name; words and rules are data
//! (`content/data/afklaring.toml`). A rule holds for the answers that it names. What comes first ([`Model::first`]) is said whatever
//! else holds, and as soon as the answer that calls for it is there; danger decides alone. Not knowing is an answer of its own and
//! never a no. Nothing here invites to a talk with parents, so there is no condition under which one could be said by mistake.
//! There is no child in it: only choices, no text.

pub mod proof;
pub mod wire;

use crate::dates::Ground;

/// A question.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Question {
    /// Is anybody in danger now?
    Danger,
    /// Is there knowledge or suspicion of abuse?
    Abuse,
    /// Is there negative social control?
    Control,
    /// How old is the child?
    Age,
    /// Are police or health service in the case as well?
    Sector,
    /// Who asks?
    Role,
    /// Has the municipality decided on an undersøgelse?
    Inquiry,
}

/// An answer that can be given.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Choice {
    /// The editors' key.
    pub key: &'static str,
    /// How much it says for a børnehus; 0 is least. Nothing where answers have no order.
    pub rank: Option<u8>,
    /// Whether it says that one does not know.
    pub unknown: bool,
}

const fn choice(key: &'static str, rank: u8) -> Choice {
    Choice { key, rank: Some(rank), unknown: false }
}

const fn unknown(rank: u8) -> Choice {
    Choice { key: "ved-ikke", rank: Some(rank), unknown: true }
}

const fn free(key: &'static str) -> Choice {
    Choice { key, rank: None, unknown: false }
}

/// How many questions there are.
pub const QUESTIONS: usize = 7;

impl Question {
    /// All questions, in the order in which they are asked.
    pub const ALL: [Question; QUESTIONS] = [
        Question::Danger,
        Question::Abuse,
        Question::Control,
        Question::Age,
        Question::Sector,
        Question::Role,
        Question::Inquiry,
    ];

    /// The editors' key.
    #[must_use]
    pub fn key(self) -> &'static str {
        ["fare", "overgreb", "kontrol", "alder", "sektor", "rolle", "undersoegelse"][self as usize]
    }

    /// Its answers, in the order in which they are shown.
    #[must_use]
    pub fn choices(self) -> &'static [Choice] {
        const DANGER: &[Choice] = &[choice("ja", 2), choice("nej", 0), unknown(1)];
        const ABUSE: &[Choice] = &[choice("viden", 3), choice("mistanke", 2), choice("nej", 0), unknown(1)];
        const AGE: &[Choice] = &[choice("under-18", 3), choice("ufoedt", 1), choice("fyldt-18", 0), unknown(2)];
        const SECTOR: &[Choice] = &[
            choice("politi", 3),
            choice("sygehus", 3),
            choice("sundhed", 1),
            choice("droeftet", 1),
            choice("nej", 0),
            unknown(2),
        ];
        const ROLE: &[Choice] = &[free("fagperson"), free("raadgiver"), free("borger")];
        const INQUIRY: &[Choice] = &[free("ja"), free("nej"), Choice { key: "ved-ikke", rank: None, unknown: true }];
        match self {
            Question::Danger | Question::Control => DANGER,
            Question::Abuse => ABUSE,
            Question::Age => AGE,
            Question::Sector => SECTOR,
            Question::Role => ROLE,
            Question::Inquiry => INQUIRY,
        }
    }

    /// The place of an answer by its key.
    #[must_use]
    pub fn place(self, key: &str) -> Option<u8> {
        let at = self.choices().iter().position(|choice| choice.key == key)?;
        u8::try_from(at).ok()
    }

    /// What stands for this question while it has no answer, where rules are looked up before all is answered: the strictest
    /// reading. The three questions before all weighing have none: nothing stands for their answers.
    fn meanwhile(self) -> Option<u8> {
        match self {
            Question::Danger | Question::Abuse | Question::Control => None,
            Question::Age => Question::Age.place("under-18"),
            Question::Sector => Question::Sector.place("ved-ikke"),
            Question::Role => Question::Role.place("fagperson"),
            Question::Inquiry => Question::Inquiry.place("ved-ikke"),
        }
    }

    /// Whether it is asked: whether an undersøgelse has been decided on only an adviser can know.
    #[must_use]
    pub fn is_asked(self, answers: &Answers) -> bool {
        self != Question::Inquiry || answers.is(Question::Role, &["raadgiver"])
    }
}

/// What was answered: for each question the place of its answer.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Answers([Option<u8>; QUESTIONS]);

impl Answers {
    /// The place of an answer.
    #[must_use]
    pub fn get(&self, question: Question) -> Option<u8> {
        self.0.get(question as usize).copied().flatten()
    }

    /// Gives an answer by its place; one that does not exist takes it away.
    pub fn set(&mut self, question: Question, place: Option<u8>) {
        if let Some(slot) = self.0.get_mut(question as usize) {
            *slot = place.filter(|place| usize::from(*place) < question.choices().len());
        }
    }

    /// The answer.
    #[must_use]
    pub fn choice(&self, question: Question) -> Option<Choice> {
        question.choices().get(usize::from(self.get(question)?)).copied()
    }

    /// Whether the answer is one of these.
    #[must_use]
    pub fn is(&self, question: Question, keys: &[&str]) -> bool {
        self.choice(question).is_some_and(|choice| keys.contains(&choice.key))
    }

    /// Whether nothing has been answered.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.0.iter().all(Option::is_none)
    }

    /// The same with the strictest reading where there is no answer.
    fn meanwhile(mut self) -> Answers {
        for question in Question::ALL {
            if self.get(question).is_none() {
                self.set(question, question.meanwhile());
            }
        }
        self
    }
}

/// What holds of the børnehus. Ordered: what asks for more is larger.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Outcome {
    /// It need not be used, by these answers.
    Not,
    /// It is no duty now; the adviser may ask it.
    May,
    /// It cannot be said here: ask before going on without it.
    Ask,
    /// It must be used.
    Must,
    /// Nothing is said of it: somebody may be in danger.
    Acute,
}

impl Outcome {
    /// All, mildest first.
    pub const ALL: [Outcome; 5] = [Outcome::Not, Outcome::May, Outcome::Ask, Outcome::Must, Outcome::Acute];

    /// The editors' key.
    #[must_use]
    pub fn key(self) -> &'static str {
        ["ikke", "kan", "spoerg", "skal", "akut"][self as usize]
    }

    /// Reads the editors' key.
    #[must_use]
    pub fn from_key(key: &str) -> Option<Outcome> {
        Outcome::ALL.into_iter().find(|outcome| outcome.key() == key)
    }
}

/// How much what comes first asks for. Ordered: what asks for more is larger.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Track {
    /// To ask somebody today.
    Advice,
    /// An underretning, or what the municipality does with one.
    Notify,
    /// To ring now.
    Acute,
}

impl Track {
    /// All, mildest first.
    pub const ALL: [Track; 3] = [Track::Advice, Track::Notify, Track::Acute];

    /// The editors' key.
    #[must_use]
    pub fn key(self) -> &'static str {
        ["raad", "underretning", "akut"][self as usize]
    }

    /// Reads the editors' key.
    #[must_use]
    pub fn from_key(key: &str) -> Option<Track> {
        Track::ALL.into_iter().find(|track| track.key() == key)
    }
}

/// For which answers a rule holds: for each question a mask of the places of its answers.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Condition(Vec<u8>);

impl Condition {
    /// One that holds for all answers.
    #[must_use]
    pub fn all() -> Condition {
        Condition(Question::ALL.iter().map(|question| every(question.choices().len())).collect())
    }

    /// The same for these answers to a question alone; none are all.
    #[must_use]
    pub fn narrowed(mut self, question: Question, keys: &[String]) -> Condition {
        let mask = keys.iter().filter_map(|key| question.place(key)).fold(0, |mask, place| mask | 1 << place);
        if let Some(slot) = self.0.get_mut(question as usize).filter(|_| mask != 0) {
            *slot = mask;
        }
        self
    }

    /// Whether it holds. Of a question without an answer it must ask nothing.
    #[must_use]
    pub fn holds(&self, answers: &Answers) -> bool {
        Question::ALL.into_iter().all(|question| {
            let mask = self.mask(question);
            match answers.get(question) {
                Some(place) => mask >> place & 1 == 1,
                None => mask == every(question.choices().len()),
            }
        })
    }

    /// The questions of which it asks something, each with the answers that it asks for.
    #[must_use]
    pub fn asks(&self) -> Vec<(Question, Vec<usize>)> {
        let of = |question: Question| {
            let (mask, count) = (self.mask(question), question.choices().len());
            let places: Vec<usize> = (0..count).filter(|place| mask >> place & 1 == 1).collect();
            (places.len() < count).then_some((question, places))
        };
        Question::ALL.into_iter().filter_map(of).collect()
    }

    /// Whether it asks anything of this question.
    #[must_use]
    pub fn asks_of(&self, question: Question) -> bool {
        self.mask(question) != every(question.choices().len())
    }

    fn mask(&self, question: Question) -> u8 {
        self.0.get(question as usize).copied().unwrap_or_default()
    }
}

fn every(count: usize) -> u8 {
    (0..count).fold(0, |mask, place| mask | 1 << place)
}

/// The words of a question.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Words {
    /// What is asked.
    pub text: String,
    /// What it means.
    pub explanation: String,
    /// Its answers, in the order of [`Question::choices`]: the words, and what they mean.
    pub choices: Vec<(String, String)>,
}

/// What comes before all weighing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct First {
    /// Its id.
    pub id: String,
    /// What it says.
    pub title: String,
    /// How much it asks for.
    pub track: Track,
    /// For whom.
    pub when: Condition,
    /// What is done.
    pub steps: Vec<String>,
    /// Where it is from.
    pub ground: Ground,
}

/// What holds of the børnehus.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Decision {
    /// Its id.
    pub id: String,
    /// What holds.
    pub outcome: Outcome,
    /// For which answers.
    pub when: Condition,
    /// Why.
    pub why: String,
    /// Where it is from.
    pub ground: Ground,
}

/// Who acts next.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Next {
    /// Its id.
    pub id: String,
    /// Who does what.
    pub title: String,
    /// After which outcomes.
    pub outcomes: Vec<Outcome>,
    /// For which answers.
    pub when: Condition,
    /// What is done.
    pub steps: Vec<String>,
    /// Where it is from.
    pub ground: Ground,
}

/// All rules and words.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Model {
    /// The words of the questions, in the order of [`Question::ALL`].
    pub questions: Vec<Words>,
    /// What an outcome is called, in the order of [`Outcome::ALL`].
    pub outcomes: Vec<String>,
    /// What comes first; any number of them may hold.
    pub first: Vec<First>,
    /// What holds of the børnehus: exactly one for all answers.
    pub decisions: Vec<Decision>,
    /// Who acts next: exactly one for all answers.
    pub next: Vec<Next>,
}

/// What answers come to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Judged<'m> {
    /// What comes first.
    pub first: Vec<&'m First>,
    /// What holds and who acts, or what is not answered yet.
    pub verdict: Result<(&'m Decision, &'m Next), Vec<Question>>,
}

impl Model {
    /// The words of a question.
    #[must_use]
    pub fn words(&self, question: Question) -> Option<&Words> {
        self.questions.get(question as usize)
    }

    /// The words of an answer.
    #[must_use]
    pub fn answer(&self, question: Question, place: usize) -> &str {
        let choice = self.words(question).and_then(|words| words.choices.get(place));
        choice.map_or("", |(text, _)| text.as_str())
    }

    /// What an outcome is called.
    #[must_use]
    pub fn outcome(&self, outcome: Outcome) -> &str {
        self.outcomes.get(outcome as usize).map_or("", String::as_str)
    }

    /// The decision for all answers.
    #[must_use]
    pub fn decision(&self, answers: &Answers) -> Option<&Decision> {
        self.decisions.iter().find(|decision| decision.when.holds(answers))
    }

    fn next(&self, outcome: Outcome, answers: &Answers) -> Option<&Next> {
        self.next.iter().find(|next| next.outcomes.contains(&outcome) && next.when.holds(answers))
    }
}

/// What answers come to, however many there are.
#[must_use]
pub fn judge<'m>(model: &'m Model, answers: &Answers) -> Judged<'m> {
    let read = answers.meanwhile();
    let mut first: Vec<&First> = model.first.iter().filter(|first| first.when.holds(&read)).collect();
    // What is most urgent is told first, else in the order of the file.
    first.sort_by_key(|first| std::cmp::Reverse(first.track));
    let missing: Vec<Question> = Question::ALL
        .into_iter()
        .filter(|question| question.is_asked(answers) && answers.get(*question).is_none())
        .collect();
    let danger = answers.choice(Question::Danger).is_some_and(|choice| choice.key != "nej");
    if !missing.is_empty() && !danger {
        return Judged { first, verdict: Err(missing) };
    }
    let mut read = read;
    if danger {
        // No other answer changes what danger asks for, so none is waited for.
        for question in [Question::Abuse, Question::Control] {
            if read.get(question).is_none() {
                read.set(question, question.place("ved-ikke"));
            }
        }
    }
    let verdict = model.decision(&read).and_then(|decision| Some((decision, model.next(decision.outcome, &read)?)));
    Judged { first, verdict: verdict.ok_or(missing) }
}

/// What was answered, a line each: the question, and the answer.
#[must_use]
pub fn answered<'m>(model: &'m Model, answers: &Answers) -> Vec<(&'m str, &'m str)> {
    let of = |question: Question| {
        let place = answers.get(question).filter(|_| question.is_asked(answers))?;
        Some((model.words(question)?.text.as_str(), model.answer(question, usize::from(place))))
    };
    Question::ALL.into_iter().filter_map(of).collect()
}
