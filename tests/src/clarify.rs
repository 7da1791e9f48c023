//! Whether a case belongs in a børnehus: the law said a second time over all answers, rules broken on purpose, and journeys through the tool.

use calculator::clarify::{Answers, Model, Outcome, Question, Track, judge, proof, wire};
use std::fs;
use std::process::ExitCode;
use tests::browser::Browser;
use tests::calculator_page::{opened_at, says};
use tests::dist;
use tests::frame::{self, Tool, button, open_file};
use tests::harness::{Test, run};
use tests::keyboard::{lets_out, tab_to};
use tests::prepare::prepared;

const PAGE: &str = "/boernehuset/afklaring/";
const CLARIFY: Tool = Tool { address: PAGE, name: "afklaring", answer: ".verdict" };

fn main() -> ExitCode {
    run(vec![
        Test::plain("the_law_holds_over_all_answers", the_law),
        Test::plain("a_broken_rule_does_not_pass", broken),
        Test::plain("fewer_answers_hide_nothing", fewer),
        Test::plain("the_examples_stand_on_their_page", examples),
        Test::browser("a_teacher_with_a_suspicion", a_teacher),
        Test::browser("danger_comes_before_everything", danger),
        Test::browser("an_adviser_from_doubt_to_duty", an_adviser),
        Test::browser("not_knowing_is_never_a_no", not_knowing),
        Test::browser("paper_and_file_out_and_in", out_and_in),
        Test::browser("what_is_no_file_of_ours_is_refused", refused),
        Test::browser("by_keyboard_alone", by_keyboard),
        Test::browser("without_scripts_the_rules_are_there", without_scripts),
        Test::browser("nothing_leaves_the_page", nothing_leaves),
        Test::browser("in_use_it_is_accessible_and_narrow", accessible),
    ])
}

/// The rules as the built page carries them.
fn model() -> Model {
    let json = dist::carried(&prepared().dist, PAGE, "afklaring");
    let model = wire::read(&json).expect("the rules can be read");
    assert_eq!(wire::to_json(&model), json, "what is read is what was written");
    model
}

fn is(answers: &Answers, question: Question, keys: &str) -> bool {
    keys.split(' ').any(|key| answers.is(question, &[key]))
}

/// The law and our cautions, written down here a second time and without the tables.
fn the_law() {
    let model = model();
    let all = proof::all_answers();
    assert_eq!(all.len(), 3 * 4 * 3 * 4 * 6 * 3 * 3);
    for answers in &all {
        let judged = judge(&model, answers);
        let (decision, next) = judged.verdict.unwrap_or_else(|missing| panic!("{answers:?}: {missing:?}"));
        let danger = is(answers, Question::Danger, "ja ved-ikke");
        let abuse = is(answers, Question::Abuse, "viden mistanke");
        let maybe = is(answers, Question::Abuse, "ved-ikke") || !is(answers, Question::Control, "nej");
        let (minor, adult) = (is(answers, Question::Age, "under-18"), is(answers, Question::Age, "fyldt-18"));
        let (alone, both) = (is(answers, Question::Sector, "nej"), is(answers, Question::Sector, "politi sygehus"));
        let expected = match () {
            () if danger => Outcome::Acute,
            () if abuse && minor && both => Outcome::Must,
            () if (abuse || maybe) && alone => Outcome::May,
            () if abuse || maybe => Outcome::Ask,
            () if alone || adult => Outcome::Not,
            () => Outcome::Ask,
        };
        assert_eq!(decision.outcome, expected, "{answers:?}");
        let said = |track: Track| judged.first.iter().any(|first| first.track == track);
        assert_eq!(said(Track::Acute), danger, "{answers:?}");
        if danger {
            assert!(judged.first[0].steps.iter().any(|step| step.contains("112")), "{answers:?}");
            assert!(next.title.contains("ringer nu"));
        }
        if (abuse || is(answers, Question::Control, "ja")) && !adult {
            assert!(said(Track::Notify), "{answers:?}: no underretning");
        }
        if abuse || maybe {
            assert!(!judged.first.is_empty(), "{answers:?}: nothing first");
            assert!(!next.title.contains("ikke bruges"), "{answers:?}");
        }
        // Professionals and citizens are never sent to the house, and professionals with a suspicion notify.
        if !is(answers, Question::Role, "raadgiver") {
            assert!(!next.title.starts_with("Du kontakter børnehuset"), "{answers:?}");
        }
        if is(answers, Question::Role, "fagperson") && abuse && !adult && !danger {
            assert!(next.title.starts_with("Du underretter"), "{answers:?}: {}", next.title);
        }
        // No word that could be an invitation: parents and home are only named with a »not«.
        let texts = judged.first.iter().flat_map(|first| &first.steps).chain(&next.steps).chain([&decision.why]);
        for sentence in texts.flat_map(|text| text.split_inclusive(['.', ':'])) {
            let low = sentence.to_lowercase();
            let named = ["forældre", "hjemmet", "familien"].iter().any(|word| low.contains(word));
            let guarded = ["ikke", "ingen", "hverken", "hvornår", "søskende", "mistanken gælde", "risiko", "svar igen"];
            assert!(
                !named || guarded.iter().any(|word| low.contains(word)) || low.contains("børn under 18"),
                "{sentence}"
            );
        }
    }
}

/// Each rule taken away, widened, or said more mildly: the proof notices every one.
fn broken() {
    let model = model();
    assert_eq!(proof::check(&model), []);
    let refused = |broken: Model, what: &str| assert!(!proof::check(&broken).is_empty(), "{what} passes");
    for at in 0..model.decisions.len() {
        let id = &model.decisions[at].id;
        let mut broken = model.clone();
        broken.decisions.remove(at);
        refused(broken, &format!("without the decision {id}"));
        let mut broken = model.clone();
        broken.decisions.push(model.decisions[at].clone());
        refused(broken, &format!("the decision {id} twice"));
        for outcome in Outcome::ALL.into_iter().filter(|outcome| *outcome < model.decisions[at].outcome) {
            let mut broken = model.clone();
            broken.decisions[at].outcome = outcome;
            refused(broken, &format!("{id} as »{}«", outcome.key()));
        }
    }
    for at in 0..model.next.len() {
        let mut broken = model.clone();
        broken.next.remove(at);
        refused(broken, &format!("without the next step {}", model.next[at].id));
    }
    for at in 0..model.first.len() {
        let mut broken = model.clone();
        broken.first.remove(at);
        refused(broken, &format!("without {}", model.first[at].id));
    }
    for words in ["Tal med forældrene om det.", "Spørg barnet, hvem det var.", "Lov at holde det for dig selv."] {
        let mut broken = model.clone();
        broken.next[0].steps.push(words.to_owned());
        refused(broken, words);
        let mut broken = model.clone();
        broken.decisions[0].why.push_str(words);
        refused(broken, words);
    }
}

/// With some questions open, what comes first is no milder than with any answers to those about the case; and there is a verdict
/// only when all is answered, or there may be danger.
fn fewer() {
    let model = model();
    for answers in proof::all_answers() {
        let urgent = |answers: &Answers| judge(&model, answers).first.iter().map(|first| first.track).max();
        for question in [Question::Age, Question::Sector, Question::Role, Question::Inquiry] {
            let mut fewer = answers;
            fewer.set(question, None);
            assert!(urgent(&fewer) >= urgent(&answers), "{answers:?} without {question:?}");
            let danger = !is(&answers, Question::Danger, "nej");
            let asked = question.is_asked(&answers);
            assert_eq!(judge(&model, &fewer).verdict.is_ok(), danger || !asked, "{answers:?} without {question:?}");
        }
    }
    let mut only = Answers::default();
    assert!(judge(&model, &only).verdict.is_err() && judge(&model, &only).first.is_empty());
    only.set(Question::Danger, Question::Danger.place("ved-ikke"));
    assert_eq!(judge(&model, &only).verdict.map(|(decision, _)| decision.outcome), Ok(Outcome::Acute));
    let mut only = Answers::default();
    only.set(Question::Abuse, Question::Abuse.place("mistanke"));
    assert_eq!(judge(&model, &only).first.iter().map(|first| first.track).collect::<Vec<_>>(), [Track::Notify]);
}

fn examples() {
    let pages = dist::pages(&prepared().dist);
    let page =
        pages.iter().find(|page| page.address == "/boernehuset/afklaring-eksempler/").expect("a page of examples");
    let path = tests::prepare::root().join("content/data/afklaring.toml");
    let table: toml::Table = fs::read_to_string(path).unwrap().parse().unwrap();
    let examples = table["eksempel"].as_array().unwrap();
    assert!(examples.len() >= 10);
    for example in examples {
        assert!(page.text.contains(example["titel"].as_str().unwrap()), "{example}");
        for expected in example["forventet"].as_array().unwrap() {
            let (_, said) = expected.as_str().unwrap().split_once(": ").unwrap();
            assert!(page.text.contains(said), "{said} is not on the page");
        }
    }
}

/// Answers questions: `fare-nej overgreb-mistanke`.
fn answer(browser: &Browser, all: &str) {
    for one in all.split(' ') {
        browser.click(&format!("label[for={one}]"));
        browser.until(&format!("document.getElementById('{one}').checked"));
    }
}

const TEACHER: &str = "fare-nej overgreb-mistanke kontrol-nej alder-under-18 sektor-politi rolle-fagperson";

fn a_teacher(browser: &Browser) {
    let _server = opened_at(browser, PAGE, "afklaring");
    says(browser, ".verdict", "Du mangler 6 svar");
    answer(browser, "overgreb-mistanke");
    says(browser, ".verdict", "Underret i dag");
    answer(browser, TEACHER);
    let sheet = says(browser, ".verdict", "Børnehuset: Skal bruges");
    for part in [
        "Sig ikke noget hjemme",
        "barnets lov § 125",
        "Kontakt ikke selv børnehuset",
        "Ja, der er mistanke",
        "Bekræftet",
    ] {
        assert!(sheet.contains(part), "{part}: {sheet}");
    }
    assert!(browser.has(".verdict a[href*='barnets-lov-125'][target=_blank]"), "a paragraph leads to the register");
    assert!(!browser.has("#undersoegelse-ja"), "only an adviser is asked about the undersøgelse");
    says(browser, ".told", "Underret i dag. Skal bruges");
}

fn danger(browser: &Browser) {
    let _server = opened_at(browser, PAGE, "afklaring");
    answer(browser, TEACHER);
    answer(browser, "fare-ja");
    let sheet = says(browser, ".verdict", "Ring 112");
    assert!(sheet.find("Ring nu") < sheet.find("Underret i dag"), "{sheet}");
    assert!(!sheet.contains("Skal bruges") && sheet.contains("tag stilling bagefter"), "{sheet}");
    assert!(browser.has(".verdict .box.acute"));
    // Nobody in danger has to scroll to a sheet: the same stands right under the question, before the next one.
    let at_once = browser.text("#spoergsmaal-fare + .box.acute");
    assert!(at_once.contains("Ring nu") && at_once.contains("Ring 112"), "{at_once}");
    assert!(browser.text("#spoergsmaal-overgreb + .box").contains("Underret i dag"));
    // Alone it is enough.
    let _server = opened_at(browser, PAGE, "afklaring");
    answer(browser, "fare-ved-ikke");
    says(browser, ".verdict", "Find ud af det nu, sammen med nogen");
}

fn an_adviser(browser: &Browser) {
    let _server = opened_at(browser, PAGE, "afklaring");
    answer(browser, "fare-nej overgreb-viden kontrol-nej alder-under-18 sektor-droeftet rolle-raadgiver");
    says(browser, ".verdict", "Du mangler 1 svar");
    answer(browser, "undersoegelse-nej");
    says(browser, ".verdict", "Spørg, før I går videre uden");
    says(browser, ".verdict", "Ét hus skriver");
    answer(browser, "sektor-sygehus");
    says(browser, ".verdict", "Skal bruges");
    says(browser, ".verdict", "Du sørger for beslutningen om undersøgelse og kontakter børnehuset");
    answer(browser, "undersoegelse-ja");
    let sheet = says(browser, ".verdict", "Du kontakter børnehuset");
    assert!(sheet.contains("Sagen skal vurderes nu") && sheet.contains("orienterer I ikke forældrene"), "{sheet}");
}

fn not_knowing(browser: &Browser) {
    let _server = opened_at(browser, PAGE, "afklaring");
    let unknown = "fare-nej overgreb-ved-ikke kontrol-ved-ikke alder-ved-ikke sektor-ved-ikke rolle-fagperson";
    answer(browser, unknown);
    let sheet = says(browser, ".verdict", "Spørg, før I går videre uden");
    for part in ["Lad ikke uroen ligge", "Social kontrol er ikke udelukket", "Sig ikke noget hjemme", "Ikke bekræftet"]
    {
        assert!(sheet.contains(part), "{part}: {sheet}");
    }
    answer(browser, "overgreb-nej kontrol-nej");
    says(browser, ".verdict", "Find ud af, hvorfor");
    answer(browser, "sektor-nej");
    let sheet = says(browser, ".verdict", "Skal ikke bruges efter dine svar");
    assert!(sheet.contains("skal kommunen stadig underrettes"), "{sheet}");
}

fn out_and_in(browser: &Browser) {
    let _server = opened_at(browser, PAGE, "afklaring");
    browser.click(&button(browser, "Udskriv"));
    says(browser, ".outputs", "Du mangler 6 svar");
    answer(browser, TEACHER);
    let before = says(browser, ".verdict", "Skal bruges");
    let saved = CLARIFY.saved(browser);
    assert!(saved.contains("\"version\":\"1\"") && saved.contains("\"overgreb\":\"mistanke\""), "{saved}");
    browser.paper();
    let paper = browser.text("body");
    for part in [
        "Er det en børnehussag?",
        "Underret i dag",
        "Skal bruges",
        "barnets lov § 125",
        "Ja, politiet",
        "Værktøjet foreslår",
    ] {
        assert!(paper.contains(part), "{part}: {paper}");
    }
    for part in ["Du har tænkt det igennem", "Gem som fil", "Det korte svar", "Hvem handler nu?"] {
        assert!(!paper.contains(part), "{part} is printed too: {paper}");
    }
    let sheets = tests::pdf::pages(&browser.print());
    assert!(sheets.len() <= 3, "{} sheets of paper", sheets.len());
    browser.screen(1280, "light");
    browser.run("window.onbeforeunload = null", &[]);
    let _server = opened_at(browser, PAGE, "afklaring");
    open_file(browser, &saved);
    says(browser, ".outputs", "er åbnet");
    says(browser, ".verdict", "Skal bruges");
    assert_eq!(browser.text(".verdict"), before);
    browser.click("#ryd-alt");
    browser.until("document.activeElement.id === 'ryd-alt-ja'");
    browser.click("#ryd-alt-ja");
    says(browser, ".verdict", "Du mangler 6 svar");
    assert_eq!(browser.count("#afklaring input:checked"), 0);
    assert_eq!(browser.value("window.onbeforeunload === null"), true);
}

fn refused(browser: &Browser) {
    let _server = opened_at(browser, PAGE, "afklaring");
    answer(browser, TEACHER);
    CLARIFY.refuses_other_files(browser);
    // An answer that does not exist is no answer.
    open_file(
        browser,
        "{\"boernehusguiden\":\"afklaring\",\"version\":\"1\",\"felter\":{\"fare\":\"nej\",\"overgreb\":\"måske\",\"alder\":\"under-18\"}}",
    );
    says(browser, ".verdict", "Du mangler 4 svar");
}

fn by_keyboard(browser: &Browser) {
    let _server = opened_at(browser, PAGE, "afklaring");
    tab_to(browser, "fare-ja");
    browser.type_text(" ");
    says(browser, ".verdict", "Ring 112");
    tab_to(browser, "overgreb-viden");
    browser.type_text(" ");
    says(browser, ".verdict", "Underret i dag");
    lets_out(browser, &["Udskriv", "Gem som fil"]);
    frame::clear_by_keyboard(browser);
    says(browser, ".verdict", "Du mangler 6 svar");
}

fn without_scripts(browser: &Browser) {
    CLARIFY.is_whole_without_scripts(
        browser,
        &[
            "Det, der kommer først",
            "Hvis svaret om fare er »Ja«",
            "Skal bruges",
            "Du kontakter børnehuset",
            "Hvem er du?",
        ],
    );
}

fn nothing_leaves(browser: &Browser) {
    CLARIFY.sends_and_stores_nothing(browser, |browser| {
        answer(browser, TEACHER);
    });
    assert_eq!(browser.count("#afklaring :is(textarea, input[type=text])"), 0, "a field that could hold a child");
}

fn accessible(browser: &Browser) {
    let _server = opened_at(browser, PAGE, "afklaring");
    answer(browser, TEACHER);
    answer(browser, "fare-ved-ikke kontrol-ja sektor-sundhed");
    let mut faults = frame::faults(browser);
    let _server = opened_at(browser, PAGE, "afklaring");
    answer(browser, "fare-ja");
    says(browser, ".verdict", "Ring 112");
    faults.extend(frame::looked_at("danger", browser));
    assert!(faults.is_empty(), "{}", faults.join("\n"));
    browser.run("window.onbeforeunload = null", &[]);
}
