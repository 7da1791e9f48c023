//! Whether a case belongs in a børnehus, `afklaring.toml`: words, rules, and worked examples.
//!
//! Contract: what is read is a [`Model`] of `calculator::clarify` that was proven in this build, over all answers there can be; where
//! anything of it is at fault there is none. An example comes to what was written beside it by hand.

use super::dates::{Example, ID, Known, ground, hold, own_id, words};
use super::register::{LAWS, NOTE, PLACE, SOURCE, STATUS, UNCONFIRMED};
use crate::diagnostic::{Code, Diagnostic};
use crate::parse::fields::Fields;
use crate::parse::table::Table;
use crate::source::Span;
use calculator::clarify::{
    Answers, Condition, Decision, First, Model, Next, Outcome, Question, Track, Words, judge, proof,
};
use calculator::shape::{Key, Shape, Words as Allowed, many_words, tables, text, texts, word};

/// `afklaring.toml`
pub const SHAPE: Shape = Shape::new(
    "afklaring",
    "Er det en børnehussag? Spørgsmål, det, der kommer først, afgørelser, næste skridt og eksempler.",
    &[
        tables("spoergsmaal", &QUESTION, "Ordene i et spørgsmål. Hvilke der er, ligger fast."),
        tables("udfald", &OUTCOME, "Hvad et udfald hedder. Hvilke der er, ligger fast."),
        tables("foerst", &FIRST, "Det, der bliver sagt først; flere kan gælde på én gang."),
        tables("afgoerelse", &DECISION, "Hvad der gælder om børnehuset: netop én for alle svar."),
        tables("naeste", &NEXT, "Hvem der handler nu: netop ét for alle svar."),
        tables("eksempel", &EXAMPLE, "Et eksempel, afgjort i hånden."),
    ],
);

fn questions() -> Vec<&'static str> {
    Question::ALL.map(Question::key).to_vec()
}

fn outcomes() -> Vec<&'static str> {
    Outcome::ALL.map(Outcome::key).to_vec()
}

fn tracks() -> Vec<&'static str> {
    Track::ALL.map(Track::key).to_vec()
}

/// The keys of the answers to a question.
const fn allowed(question: Question) -> Allowed {
    fn of(question: Question) -> Vec<&'static str> {
        question.choices().iter().map(|choice| choice.key).collect()
    }
    match question {
        Question::Danger => || of(Question::Danger),
        Question::Abuse => || of(Question::Abuse),
        Question::Control => || of(Question::Control),
        Question::Age => || of(Question::Age),
        Question::Sector => || of(Question::Sector),
        Question::Role => || of(Question::Role),
        Question::Inquiry => || of(Question::Inquiry),
    }
}

const fn condition(name: &'static str, question: Question) -> Key {
    many_words(name, allowed(question), "Kun for disse svar på spørgsmålet; udelades, når reglen gælder alle svar.")
}

const fn given(name: &'static str, question: Question) -> Key {
    word(name, allowed(question), "Svaret på spørgsmålet; udelades, når det ikke bliver stillet.").free()
}

const DANGER: Key = condition("fare", Question::Danger);
const ABUSE: Key = condition("overgreb", Question::Abuse);
const CONTROL: Key = condition("kontrol", Question::Control);
const AGE: Key = condition("alder", Question::Age);
const SECTOR: Key = condition("sektor", Question::Sector);
const ROLE: Key = condition("rolle", Question::Role);
const INQUIRY: Key = condition("undersoegelse", Question::Inquiry);

const STEPS: Key =
    texts("trin", "Hvad man gør, i rækkefølge. Ingen § og aldrig en opfordring til at tale med forældre.");

const QUESTION: Shape = Shape::new(
    "afklaring-spoergsmaal",
    "Ordene i et spørgsmål.",
    &[
        word("id", questions, "Hvilket spørgsmål."),
        text("tekst", "Hvad der bliver spurgt om."),
        text("forklaring", "Hvad der menes."),
        tables("svar", &ANSWER, "Ordene i et svar."),
    ],
);

const ANSWER: Shape = Shape::new(
    "afklaring-svar",
    "Ordene i et svar.",
    &[
        text("id", "Hvilket svar."),
        text("tekst", "Svaret."),
        text("forklaring", "Hvad svaret betyder, hvis det ikke er klart.").free(),
    ],
);

const OUTCOME: Shape = Shape::new(
    "afklaring-udfald",
    "Hvad et udfald hedder.",
    &[word("id", outcomes, "Hvilket udfald."), text("titel", "Hvad det hedder.")],
);

const FIRST: Shape = Shape::new(
    "foerst",
    "Det, der bliver sagt, før noget bliver vejet.",
    &[
        ID,
        text("titel", "Det vigtigste i få ord."),
        word("spor", tracks, "Hvor meget det haster."),
        DANGER,
        ABUSE,
        CONTROL,
        AGE,
        SECTOR,
        ROLE,
        INQUIRY,
        STEPS,
        LAWS,
        SOURCE,
        PLACE,
        STATUS,
        NOTE,
    ],
)
.cases(&[UNCONFIRMED]);

const DECISION: Shape = Shape::new(
    "afgoerelse",
    "Hvad der gælder om børnehuset for nogle svar.",
    &[
        ID,
        word("udfald", outcomes, "Hvad der gælder."),
        DANGER,
        ABUSE,
        CONTROL,
        AGE,
        SECTOR,
        ROLE,
        INQUIRY,
        text("hvorfor", "Grunden, i et par sætninger. Ingen §."),
        LAWS,
        SOURCE,
        PLACE,
        STATUS,
        NOTE,
    ],
)
.cases(&[UNCONFIRMED]);

const NEXT: Shape = Shape::new(
    "naeste",
    "Hvem der handler nu.",
    &[
        ID,
        text("titel", "Hvem der gør hvad."),
        many_words("udfald", outcomes, "Efter disse udfald."),
        DANGER,
        ABUSE,
        CONTROL,
        AGE,
        SECTOR,
        ROLE,
        INQUIRY,
        STEPS,
        LAWS,
        SOURCE,
        PLACE,
        STATUS,
        NOTE,
    ],
)
.cases(&[UNCONFIRMED]);

const EXAMPLE: Shape = Shape::new(
    "afklaring-eksempel",
    "En opdigtet sag, og hvad den giver, afgjort i hånden.",
    &[
        text("titel", "Eksemplets titel."),
        text("viser", "Hvad eksemplet viser."),
        given("fare", Question::Danger),
        given("overgreb", Question::Abuse),
        given("kontrol", Question::Control),
        given("alder", Question::Age),
        given("sektor", Question::Sector),
        given("rolle", Question::Role),
        given("undersoegelse", Question::Inquiry),
        texts("forventet", "Hvad den giver: det, der kommer først, børnehuset, og hvem der handler nu.")
            .like("[\"først: Ring nu\", \"børnehuset: Skal bruges\", \"nu: Du ringer nu\"]"),
    ],
);

/// All of `afklaring.toml`.
#[derive(Debug, Clone, Default)]
pub struct Clarify {
    /// The rules; their paragraphs and sources have no addresses yet.
    pub model: Model,
    /// The examples.
    pub examples: Vec<Example<Answers>>,
}

/// Reads `afklaring.toml`; nothing where any of it is at fault.
pub(crate) fn clarify(table: &Table<'_>, known: Known<'_>, diagnostics: &mut Vec<Diagnostic>) -> Option<Clarify> {
    let before = diagnostics.len();
    let mut fields = table.fields(&SHAPE, "registret", diagnostics);
    let at = fields.at();
    let [questions, outcomes, first, decisions, next, examples] =
        ["spoergsmaal", "udfald", "foerst", "afgoerelse", "naeste", "eksempel"].map(|key| fields.tables(key));
    fields.finish();
    let mut model = Model::default();
    let mut asked: Vec<(Question, Words)> = Vec::new();
    for part in &questions {
        let mut fields = part.fields("spørgsmålet", diagnostics);
        asked.extend(question(&mut fields));
        fields.finish();
    }
    let mut named: Vec<(Outcome, String)> = Vec::new();
    for part in &outcomes {
        let mut fields = part.fields("udfaldet", diagnostics);
        let id = fields.choice("id", Outcome::from_key);
        let title = words(&mut fields, "titel");
        fields.finish();
        named.extend(id.zip(title));
    }
    let mut places: Vec<(String, Span)> = Vec::new();
    for part in &first {
        let mut fields = part.fields("det, der kommer først,", diagnostics);
        let at = fields.at();
        let found = first_of(&mut fields, &places, known);
        fields.finish();
        places.extend(found.iter().map(|found| (found.id.clone(), at)));
        model.first.extend(found);
    }
    for part in &decisions {
        let mut fields = part.fields("afgørelsen", diagnostics);
        let at = fields.at();
        let found = decision(&mut fields, &places, known);
        fields.finish();
        places.extend(found.iter().map(|found| (found.id.clone(), at)));
        model.decisions.extend(found);
    }
    for part in &next {
        let mut fields = part.fields("det næste skridt", diagnostics);
        let at = fields.at();
        let found = next_of(&mut fields, &places, known);
        fields.finish();
        places.extend(found.iter().map(|found| (found.id.clone(), at)));
        model.next.extend(found);
    }
    if diagnostics.len() == before {
        put_together(&mut model, &named, &asked, at, diagnostics);
    }
    if diagnostics.len() == before {
        for violation in proof::check(&model) {
            let place = places.iter().find(|(id, _)| *id == violation.rule).map_or(at, |(_, at)| *at);
            let of = if violation.rule.is_empty() { String::new() } else { format!("»{}«: ", violation.rule) };
            diagnostics.push(
                rule(place, format!("{of}{}", violation.message))
                    .hint("ret reglen, så alle svar får ét udfald, og intet, der kommer først, bliver sprunget over"),
            );
        }
    }
    let proven = (diagnostics.len() == before).then_some(model);
    let mut found = Vec::new();
    for part in &examples {
        let mut fields = part.fields("eksemplet", diagnostics);
        found.extend(example(&mut fields, proven.as_ref()));
        fields.finish();
    }
    Some(Clarify { model: proven?, examples: found })
}

/// Puts words to questions and outcomes: each of both stands once.
fn put_together(
    model: &mut Model,
    named: &[(Outcome, String)],
    asked: &[(Question, Words)],
    at: Span,
    diagnostics: &mut Vec<Diagnostic>,
) {
    let outcome = |one| named.iter().find(|(id, _)| *id == one).map(|(_, title)| title.clone());
    let question = |one| asked.iter().find(|(id, _)| *id == one).map(|(_, words)| words.clone());
    model.outcomes = Outcome::ALL.into_iter().filter_map(outcome).collect();
    model.questions = Question::ALL.into_iter().filter_map(question).collect();
    if [named.len(), model.outcomes.len()] != [Outcome::ALL.len(); 2] {
        let listed = Outcome::ALL.map(Outcome::key).join(", ");
        diagnostics.push(rule(at, "hvert udfald skal stå netop én gang").hint(format!("udfaldene er {listed}")));
    }
    if [asked.len(), model.questions.len()] != [Question::ALL.len(); 2] {
        let listed = Question::ALL.map(Question::key).join(", ");
        diagnostics.push(rule(at, "hvert spørgsmål skal stå netop én gang").hint(format!("spørgsmålene er {listed}")));
    }
}

fn rule(at: Span, fault: impl Into<String>) -> Diagnostic {
    Diagnostic::new(Code::ToolRule, at, fault.into())
}

fn question(fields: &mut Fields<'_, '_>) -> Option<(Question, Words)> {
    let at = fields.at();
    let id = fields.choice("id", |key| Question::ALL.into_iter().find(|question| question.key() == key));
    let [text, explanation] = ["tekst", "forklaring"].map(|key| words(fields, key));
    let parts = fields.tables("svar");
    let mut given: Vec<(String, String, String)> = Vec::new();
    for part in &parts {
        let mut inner = fields.within(part, "svaret");
        let id = inner.text("id").map(|id| id.value);
        let [text, explanation] = ["tekst", "forklaring"].map(|key| words(&mut inner, key));
        inner.finish();
        given.extend(id.zip(text).map(|(id, text)| (id, text, explanation.unwrap_or_default())));
    }
    let id = id?;
    let keys: Vec<&str> = id.choices().iter().map(|choice| choice.key).collect();
    let written: Vec<&str> = given.iter().map(|(id, ..)| id.as_str()).collect();
    if written != keys && given.len() == parts.len() {
        let fault = format!("svarene på »{}« skal være {}, i den rækkefølge", id.key(), keys.join(", "));
        fields.report(rule(at, fault).hint("ret id i svarene; ordene i tekst og forklaring er frie"));
        return None;
    }
    let choices = given.into_iter().map(|(_, text, explanation)| (text, explanation)).collect();
    Some((id, Words { text: text?, explanation: explanation?, choices }))
}

/// For which answers a rule holds.
fn when(fields: &mut Fields<'_, '_>) -> Condition {
    Question::ALL.into_iter().fold(Condition::all(), |condition, question| {
        let keys = fields.choices(question.key(), |key| question.place(key).map(|_| key.to_owned()));
        condition.narrowed(question, &keys)
    })
}

fn id_of(fields: &mut Fields<'_, '_>, before: &[(String, Span)]) -> Option<String> {
    let id = own_id(fields, std::iter::empty())?;
    if before.iter().any(|(other, _)| *other == id.value) {
        fields.report(rule(id.span, format!("»{}« står to gange", id.value)).hint("giv den ene et andet id"));
        return None;
    }
    Some(id.value)
}

fn steps(fields: &mut Fields<'_, '_>) -> Option<Vec<String>> {
    let steps = fields.texts("trin")?;
    for step in &steps {
        super::register::names_no_law(fields, Some(step));
    }
    Some(steps.into_iter().map(|step| step.value).collect())
}

fn first_of(fields: &mut Fields<'_, '_>, before: &[(String, Span)], known: Known<'_>) -> Option<First> {
    let id = id_of(fields, before);
    let title = words(fields, "titel");
    let track = fields.choice("spor", Track::from_key);
    let when = when(fields);
    let steps = steps(fields);
    let ground = ground(fields, true, known);
    Some(First { id: id?, title: title?, track: track?, when, steps: steps?, ground: ground? })
}

fn decision(fields: &mut Fields<'_, '_>, before: &[(String, Span)], known: Known<'_>) -> Option<Decision> {
    let id = id_of(fields, before);
    let outcome = fields.choice("udfald", Outcome::from_key);
    let when = when(fields);
    let why = words(fields, "hvorfor");
    let ground = ground(fields, true, known);
    Some(Decision { id: id?, outcome: outcome?, when, why: why?, ground: ground? })
}

fn next_of(fields: &mut Fields<'_, '_>, before: &[(String, Span)], known: Known<'_>) -> Option<Next> {
    let id = id_of(fields, before);
    let title = words(fields, "titel");
    let outcomes = fields.choices("udfald", Outcome::from_key);
    let when = when(fields);
    let steps = steps(fields);
    let ground = ground(fields, true, known);
    Some(Next { id: id?, title: title?, outcomes, when, steps: steps?, ground: ground? })
}

fn example(fields: &mut Fields<'_, '_>, model: Option<&Model>) -> Option<Example<Answers>> {
    let at = fields.at();
    let [title, shows] = ["titel", "viser"].map(|key| words(fields, key));
    let mut answers = Answers::default();
    for question in Question::ALL {
        answers.set(question, fields.choice(question.key(), |key| question.place(key)));
    }
    let expected = fields.texts("forventet");
    hold(fields, &expected?, &said(model?, &answers), at);
    Some(Example { title: title?, shows: shows?, case: answers })
}

/// What answers come to, as an example says it.
fn said(model: &Model, answers: &Answers) -> Vec<String> {
    let judged = judge(model, answers);
    let mut said: Vec<String> = judged.first.iter().map(|first| format!("først: {}", first.title)).collect();
    match judged.verdict {
        Ok((decision, next)) => {
            said.push(format!("børnehuset: {}", model.outcome(decision.outcome)));
            said.push(format!("nu: {}", next.title));
        }
        Err(missing) => {
            let keys: Vec<&str> = missing.into_iter().map(Question::key).collect();
            said.push(format!("mangler: {}", keys.join(", ")));
        }
    }
    said
}
