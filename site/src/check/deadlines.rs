//! The deadlines of a case, `frister.toml`, and its worked examples.
//!
//! Contract: a deadline is a [`Rule`] of `calculator::dates`; an example is worked out with all of them, and comes to what was
//! written beside it by hand.

use super::dates::{Example, ID, Known, figure, ground, hold, own_id, words};
use super::register::{LAWS, NOTE, PLACE, SOURCE, STATUS, UNCONFIRMED};
use crate::diagnostic::{Code, Diagnostic};
use crate::parse::fields::Fields;
use crate::parse::table::Table;
use calculator::dates::deadline::{self, Case, Decided, From, Length, Model, Rule};
use calculator::dates::moment::{Moment, parse_clock};
use calculator::dates::text;
use calculator::shape::{
    Case as Keys, Shape, When, count, date, flag, many_words, tables, text as words_of, texts, word,
};

/// `frister.toml`
pub const SHAPE: Shape = Shape::new(
    "frister",
    "Fristerne i en sag, og eksempler på dem.",
    &[
        tables("frist", &DEADLINE, "En frist, i den rækkefølge sagen går."),
        tables("eksempel", &EXAMPLE, "Et eksempel, regnet i hånden."),
    ],
);

const DEADLINE: Shape = Shape::new(
    "frist",
    "En frist: hvad der skal være gjort, hvad den regnes fra, og hvor den står.",
    &[
        ID,
        words_of("titel", "Hvad der skal være gjort."),
        word("regnes_fra", || From::ALL.map(From::key).to_vec(), "Hvad fristen løber fra."),
        word(
            "type",
            || TYPES.to_vec(),
            "Hvad der tælles i: timer (hele døgn), hverdage eller maaneder; foer er samme dag, ingen er, at vi ikke har fundet en frist.",
        ),
        count("antal", 1, 1000, "Hvor mange timer, hverdage eller måneder.").free(),
        words_of("tal", "Det samme tal i tal.toml; de to skal sige det samme.").free(),
        many_words("ved", || DECISIONS.map(Decided::key).to_vec(), "Ved hvilke afgørelser den findes; udelades ved alle."),
        flag("slutter_foer", "Den er inde, når en sideløbende undersøgelse er færdig, hvis det er før."),
        words_of("hvem", "Hvem der skal handle."),
        words_of("hvad", "Hvad der skal gøres."),
        words_of("flytter", "Hvad der kan flytte fristen, og hvad der ikke kan."),
        LAWS,
        SOURCE,
        PLACE,
        STATUS,
        NOTE,
    ],
)
.cases(&[
    UNCONFIRMED,
    Keys::needs(&[When::IsNot("type", &["foer", "ingen"])], &["antal"]),
    Keys::never(&[When::Is("type", &["foer", "ingen"])], &["antal", "tal"], "der er intet at tælle"),
]);

const EXAMPLE: Shape = Shape::new(
    "frister-eksempel",
    "En sag med datoer og de frister, den har, regnet i hånden.",
    &[
        words_of("titel", "Eksemplets titel."),
        words_of("viser", "Hvad eksemplet viser, i én sætning."),
        date("modtaget", "Den dag, underretningen kom."),
        words_of("klokken", "Klokkeslættet, den kom.").like("\"15:30\""),
        date("opmaerksom", "Den dag, kommunen blev opmærksom, hvis det var før.").free(),
        word("afgoerelse", || DECISIONS.map(Decided::key).to_vec(), "Hvad der blev besluttet.").free(),
        date("afgoerelse_dato", "Hvornår det blev besluttet.").free(),
        date("start", "Hvornår støtten eller anbringelsen startede.").free(),
        date("faerdig", "Hvornår en sideløbende undersøgelse var færdig.").free(),
        texts("forventet", "Fristerne i rækkefølge, regnet i hånden: id, kolon og dagen i ord.")
            .like("[\"kvittering: fredag den 27. november 2026\"]"),
    ],
)
.cases(&[
    Keys::needs(&[When::Has("afgoerelse")], &["afgoerelse_dato"]),
    Keys::never(&[When::Lacks("afgoerelse")], &["afgoerelse_dato"], "skriv også, hvad der blev besluttet: afgoerelse"),
]);

const TYPES: &[&str] = &["timer", "hverdage", "maaneder", "foer", "ingen"];

/// The decisions that editors may name.
const DECISIONS: [Decided; 3] = [Decided::Support, Decided::Consent, Decided::NoConsent];

/// All of `frister.toml`.
#[derive(Debug, Clone, Default)]
pub struct Deadlines {
    /// The deadlines; their paragraphs and sources have no addresses yet.
    pub model: Model,
    /// The examples.
    pub examples: Vec<Example<Case>>,
}

/// Reads `frister.toml`.
pub(crate) fn deadlines(table: &Table<'_>, known: Known<'_>, diagnostics: &mut Vec<Diagnostic>) -> Deadlines {
    let mut fields = table.fields(&SHAPE, "registret", diagnostics);
    let (rules, cases) = (fields.tables("frist"), fields.tables("eksempel"));
    fields.finish();
    let mut model = Model::default();
    let mut all = true;
    for part in &rules {
        let mut fields = part.fields("fristen", diagnostics);
        let found = rule(&mut fields, &model, known);
        fields.finish();
        all &= found.is_some();
        model.rules.extend(found);
    }
    let mut examples = Vec::new();
    for part in &cases {
        let mut fields = part.fields("eksemplet", diagnostics);
        // With a deadline missing, every example would seem to be at fault.
        let found = example(&mut fields, all.then_some(&model));
        fields.finish();
        examples.extend(found);
    }
    Deadlines { model, examples }
}

fn rule(fields: &mut Fields<'_, '_>, before: &Model, known: Known<'_>) -> Option<Rule> {
    let at = fields.at();
    let id = own_id(fields, before.rules.iter().map(|rule| rule.id.as_str()));
    let title = words(fields, "titel");
    let from = fields.choice("regnes_fra", From::from_key);
    let kind = fields.choice("type", |key| TYPES.iter().copied().find(|known| *known == key));
    let number = fields.count("antal");
    let length = kind.and_then(|kind| {
        let count = number.as_ref().and_then(|number| u16::try_from(number.value).ok());
        Some(match kind {
            "timer" => match count? {
                hours if hours.is_multiple_of(24) => Length::Hours24(hours / 24),
                hours => {
                    let at = number.as_ref().map_or(at, |number| number.span);
                    fields.report(
                        Diagnostic::new(Code::DateRule, at, format!("{hours} timer er ikke hele døgn"))
                            .hint("skriv et tal, som 24 går op i: 24, 48 eller 72"),
                    );
                    return None;
                }
            },
            "hverdage" => Length::Weekdays(count?),
            "maaneder" => Length::Months(count?),
            "foer" => Length::Before,
            _ => Length::NoneFound,
        })
    });
    figure(fields, length.map(text::length).as_deref(), known);
    let decided = fields.choices("ved", |key| DECISIONS.into_iter().find(|one| one.key() == key));
    let ends_early = fields.flag("slutter_foer");
    let [who, what, moves] = ["hvem", "hvad", "flytter"].map(|key| words(fields, key));
    let ground = ground(fields, true, known);
    Some(Rule {
        id: id?.value,
        title: title?,
        from: from?,
        length: length?,
        decided,
        ends_early,
        who: who?,
        what: what?,
        moves: moves?,
        ground: ground?,
    })
}

fn example(fields: &mut Fields<'_, '_>, model: Option<&Model>) -> Option<Example<Case>> {
    let at = fields.at();
    let [title, shows] = ["titel", "viser"].map(|key| words(fields, key));
    let received = fields.date("modtaget");
    let clock = fields.text("klokken").and_then(|written| match parse_clock(&written.value) {
        Ok(clock) => Some(clock),
        Err(_) => {
            fields.report(
                Diagnostic::new(
                    Code::DateRule,
                    written.span,
                    format!("klokkeslættet »{}« kan ikke læses", written.value),
                )
                .hint("skriv timer og minutter, for eksempel \"15:30\""),
            );
            None
        }
    });
    let [aware, decision, start, finished] =
        ["opmaerksom", "afgoerelse_dato", "start", "faerdig"].map(|key| fields.date(key).map(|date| date.value));
    let decided = fields.choice("afgoerelse", |key| DECISIONS.into_iter().find(|one| one.key() == key));
    let expected = fields.texts("forventet");
    let (hour, minute) = clock?;
    let received = Moment { date: received?.value, hour, minute };
    let case = Case { received, aware, decided: decided.unwrap_or_default(), decision, start, finished };
    if let Some(fault) = case.fault() {
        let mut said = text::fault(fault).trim_end_matches('.').to_owned();
        said.replace_range(..1, &said[..1].to_lowercase());
        fields.report(Diagnostic::new(Code::DateRule, at, said).hint("ret eksemplets datoer"));
        return None;
    }
    if let (Some(model), Some(expected)) = (model, expected) {
        let found: Vec<String> = deadline::timeline(model, &case)
            .iter()
            .filter_map(|one| Some(format!("{}: {}", model.rules.get(one.rule)?.id, text::when(one.due.when()?))))
            .collect();
        hold(fields, &expected, &found, at);
    }
    Some(Example { title: title?, shows: shows?, case })
}
