//! The pages of Bekymringslinealen as they are built: they say what the model says, and nothing on them invites to a talk with
//! parents without saying when that may be.

use calculator::concern::{Kind, Model, Needs, Sentence, wire};
use scraper::{ElementRef, Html};
use site::io::disk::Project;
use site::output::Output;
use std::sync::OnceLock;
use tests::dist::{select, words};
use tests::prepare::{day, root};

const TOOL: &str = "linealen/vurdering/index.html";
const PAPER: &str = "linealen/papir/index.html";
const READING: &str = "linealen/aflaesning/index.html";
const RULES: &str = "linealen/regler/index.html";
const SIGNS: &str = "linealen/tegn/index.html";
const EXERCISES: &str = "linealen/oevelser/index.html";

fn output() -> &'static Output {
    static BUILT: OnceLock<Output> = OnceLock::new();
    BUILT.get_or_init(|| {
        let built = site::build(&Project::new(root(), day()));
        built.output.unwrap_or_else(|| panic!("{:#?}", built.diagnostics))
    })
}

fn text(path: &str) -> String {
    let bytes = output().get(path).unwrap_or_else(|| panic!("no page {path}"));
    String::from_utf8(bytes.to_vec()).expect("a page is UTF-8")
}

fn page(path: &str) -> Html {
    Html::parse_document(&text(path))
}

/// The words of a page's own text, without frame and data.
fn said(html: &Html, css: &str) -> String {
    // A blank that does not break is a blank.
    select(html, css).map(words).collect::<Vec<_>>().join(" ").replace('\u{a0}', " ")
}

fn model() -> &'static Model {
    static MODEL: OnceLock<Model> = OnceLock::new();
    MODEL.get_or_init(|| {
        let html = page(TOOL);
        let data = select(&html, &format!("script#{}", wire::ELEMENT_ID)).next().expect("the page holds the model");
        wire::decode(&data.text().collect::<String>()).unwrap_or_else(|fault| panic!("{fault:?}"))
    })
}

/// Every sentence of the model that depends on whether parents may be spoken to.
fn conditional() -> Vec<&'static Sentence> {
    let model = model();
    let mut all: Vec<&Sentence> = Vec::new();
    for level in &model.levels {
        all.extend(level.first.iter().chain(&level.now).chain(&level.with).chain(&level.parents).chain(&level.write));
        all.extend(level.when.iter().map(|deadline| &deadline.sentence));
    }
    let named = [&model.tracks, &model.contacts, &model.axes, &model.notes, &model.texts];
    all.extend(named.into_iter().flatten().flat_map(|named| &named.sentences));
    let effects = model.gates.iter().flat_map(|gate| &gate.effects);
    all.extend(effects.flat_map(|effect| effect.steps.iter().chain(&effect.tasks)));
    all.extend(model.tables.iter().flat_map(|table| &table.rows).flat_map(|row| &row.sentences));
    all.retain(|sentence| sentence.needs() == Needs::Contact);
    all
}

#[test]
fn no_page_invites_to_a_talk_with_parents_without_its_condition() {
    let invitations = conditional();
    assert!(invitations.len() > 10, "only {}", invitations.len());
    let mut met = 0;
    for (path, bytes) in output().iter().filter(|(path, _)| path.starts_with("linealen/") && path.ends_with(".html")) {
        let html = Html::parse_document(&String::from_utf8_lossy(bytes));
        let mut said = said(&html, "main");
        // What the tool reads is not said; what the ruler says of a child that was made up is told below.
        for answer in select(&html, "details.answer, main script") {
            said = said.replace(&words(answer).replace('\u{a0}', " "), " ");
        }
        for sentence in &invitations {
            let whole = sentence.in_rules();
            let (condition, bare) = whole.split_once(": ").expect("a condition in words");
            assert!(condition.contains("Kun hvis"), "{whole}");
            met += said.matches(&whole).count();
            said = said.replace(&whole, " ");
            assert!(!said.contains(bare), "{path}: »{bare}« without »{condition}«");
        }
        let said = said.to_lowercase();
        for invitation in ["tal med foræld", "samtale med foræld", "spørg foræld", "ring til foræld", "netværksmøde"]
        {
            for (at, _) in said.match_indices(invitation) {
                let before: String = said[..at].chars().rev().take(60).collect::<Vec<_>>().into_iter().rev().collect();
                let after: String = said[at..].chars().take(60).collect();
                let turned =
                    ["ikke", "aldrig", "må jeg ", "hverken"].iter().any(|not| (before.clone() + &after).contains(not));
                assert!(turned, "{path}: »{before}{after}«");
            }
        }
    }
    assert!(met > 20, "the pages hold only {met} of these sentences");
}

#[test]
fn an_exercise_says_for_which_child_its_words_on_parents_hold() {
    let html = page(EXERCISES);
    let mut contacts = Vec::new();
    for exercise in select(&html, "section.exercise") {
        let results: Vec<_> = descendants(exercise, "details.answer").collect();
        let [_, result] = results.as_slice() else { panic!("answers and result") };
        let contact = descendants(*result, "p.contact").next().map(words).expect("what holds for the parents");
        assert!(contact.contains("Det gælder kun her"), "{contact}");
        let invites = conditional().iter().any(|sentence| {
            let whole = sentence.in_rules();
            words(*result).contains(whole.split_once(": ").expect("a condition").1)
        });
        assert_eq!(invites, contact.contains("historie? Ja."), "{contact}");
        contacts.push(invites);
    }
    assert_eq!(contacts.len(), 3);
    assert!(contacts.contains(&true) && contacts.contains(&false), "stories with and without a talk with parents");
}

fn descendants<'h>(element: ElementRef<'h>, css: &str) -> impl Iterator<Item = ElementRef<'h>> {
    let selector = scraper::Selector::parse(css).expect("a selector");
    element.select(&selector).collect::<Vec<_>>().into_iter()
}

#[test]
fn every_question_stands_on_screen_and_paper_with_its_definition_and_answers() {
    let model = model();
    for path in [TOOL, PAPER] {
        let html = page(path);
        let said = said(&html, "main .text");
        let mut expected: Vec<&str> = Vec::new();
        for (at, question) in model.questions.iter().enumerate() {
            expected.extend([question.text.as_str(), &question.explanation, &question.not]);
            expected.extend(model.choices_of(at).iter().map(|choice| choice.text.as_str()));
        }
        let missing: Vec<_> = expected.into_iter().filter(|words| !said.contains(words)).collect();
        assert!(missing.is_empty(), "{path} lacks {missing:#?}");
        // What comes before all weighing comes first.
        let place = |question: &str| said.find(question).unwrap_or_else(|| panic!("{path}: {question}"));
        let first = model.questions.iter().filter(|row| matches!(row.kind, Kind::Gate(_))).map(|row| place(&row.text));
        let signs = model.signs.iter().map(|sign| place(&model.questions[sign.question].text)).min();
        assert!(first.max() < signs, "{path}: a sign before a gate");
        assert_eq!(
            select(&html, "main :is(input, textarea, select, button, form)").count(),
            0,
            "{path}: nothing is typed"
        );
    }
}

#[test]
fn the_rules_hold_the_whole_model() {
    let (rules, signs) = (page(RULES), page(SIGNS));
    let model = model();
    let said = said(&rules, "main") + &said(&signs, "main");
    let mut expected: Vec<String> = Vec::new();
    for question in
        model.questions.iter().filter(|row| !matches!(row.kind, Kind::Frequency(_) | Kind::Duration | Kind::Direction))
    {
        expected.push(question.text.clone());
        if !matches!(question.kind, Kind::Tried | Kind::Parents) {
            expected.extend([question.explanation.clone(), question.not.clone()]);
        }
    }
    for level in &model.levels {
        expected.extend([&level.name, &level.line].map(Clone::clone));
        expected.extend(level.now.iter().chain(&level.parents).map(Sentence::in_rules));
    }
    for table in &model.tables {
        expected.extend([table.title.clone(), table.explanation.clone()]);
        expected.extend(
            table.rows.iter().flat_map(|row| {
                std::iter::once(row.reason.clone()).chain(row.sentences.iter().map(Sentence::in_rules))
            }),
        );
    }
    expected.extend([model.version.clone(), model.hash.clone()]);
    let missing: Vec<_> = expected.iter().filter(|words| !said.contains(words.as_str())).collect();
    assert!(missing.is_empty(), "the rules lack {missing:#?}");
    assert!(select(&rules, "svg[role=img] text").count() > model.gates.len(), "the way through is drawn");
    let review: toml::Table =
        std::fs::read_to_string(root().join("content/linealen/gennemgang.toml")).unwrap().parse().unwrap();
    let points = review["gennemgang"].as_array().expect("a list").iter();
    let hidden: Vec<_> =
        points.filter_map(|point| point["tekst"].as_str()).filter(|text| !said.contains(text)).collect();
    assert!(hidden.is_empty(), "what practitioners must judge is not in view: {hidden:#?}");
}

#[test]
fn a_square_has_the_level_that_the_table_gives() {
    let model = model();
    let table = model.tables.iter().find(|table| table.id == "niveau").expect("the table of levels");
    for path in [READING, RULES] {
        let html = page(path);
        let square =
            select(&html, "table.square").find(|square| words(*square).starts_with(&format!("{}:", table.title)));
        let square = square.unwrap_or_else(|| panic!("{path}: no square of levels"));
        let rows: Vec<Vec<String>> =
            descendants(square, "tbody tr").map(|row| descendants(row, "td").map(words).collect()).collect();
        let [down, across] = table.inputs.as_slice() else { panic!("two classes") };
        assert_eq!(rows.len(), model.class(*down).values.len());
        for (first, row) in (0_u8..).zip(&rows) {
            assert_eq!(row.len(), model.class(*across).values.len());
            for (second, cell) in (0_u8..).zip(row) {
                let held = table.row(&[first, second]).expect("a proven table");
                let level = table.rows[held].value + 1;
                assert_eq!(*cell, format!("{level}, {}", model.level(level).name), "{path}: {first} × {second}");
            }
        }
    }
}

#[test]
fn what_is_not_confirmed_says_so_and_the_law_register_knows_the_ruler() {
    let unsure: Vec<_> = model().laws.iter().filter(|law| !law.confirmed).collect();
    assert!(!unsure.is_empty(), "the case is met");
    let html = text(RULES).replace('\u{a0}', " ");
    for law in unsure {
        let link = format!("{}</a> <span class=\"unconfirmed\">", law.label);
        assert_eq!(html.matches(&format!("{}</a>", law.label)).count(), html.matches(&link).count(), "{}", law.label);
        assert!(html.contains(&link), "{}", law.label);
    }
    for law in &model().laws {
        let (path, anchor) = law.href.split_once('#').unwrap_or_else(|| panic!("{law:?}: no entry"));
        let register = page(&format!("{}index.html", path.trim_start_matches('/')));
        let entry = select(&register, &format!("[id='{anchor}']")).next().unwrap_or_else(|| panic!("{law:?}"));
        assert!(words(entry).contains("Bekymringslinealen: "), "{}", law.label);
    }
}
