//! Moves on the ladder of measures as a reckoning: a journey through it, on paper and in files, what is missing, and what the sources have.

use calculator::Amount;
use calculator::ladder::{Model, from_json};
use std::fs;
use std::process::ExitCode;
use tests::browser::Browser;
use tests::calculator_page::{leads_to_the_field, opened_at, says, select};
use tests::dist;
use tests::frame::{self, Tool, button, file_of, open_file};
use tests::harness::{Test, run};
use tests::keyboard::{lets_out, tab_to};
use tests::prepare::{prepared, root};

const LADDER: &str = "/indsatstrappen/scenarie/";
const EXAMPLES: &str = "/indsatstrappen/scenarie/eksempler/";
const NAME: &str = "trappescenarie";
const TOOL: Tool = Tool { address: LADDER, name: NAME, answer: ".ladder" };
/// The places of steps and sets in their lists; 0 chooses none.
const PREVENTION: usize = 1;
const NETWORK: usize = 3;
const FAMILY: usize = 4;
const INSTITUTION: usize = 5;
const OTHERS_2015: usize = 4;

fn main() -> ExitCode {
    run(vec![
        Test::plain("costs_and_investments_are_those_of_the_source", source),
        Test::plain("the_examples_stand_on_their_page_with_the_reservations", examples),
        Test::browser("moves_and_investment_come_to_a_difference", moves_and_investment),
        Test::browser("what_is_missing_is_said_and_never_nothing", missing),
        Test::browser("price_years_are_not_mixed", price_years),
        Test::browser("a_removed_move_comes_back", removed),
        Test::browser("paper_table_text_and_file_go_out_and_in", out_and_in),
        Test::browser("by_keyboard_alone_and_nothing_leaves", by_keyboard_alone),
        Test::browser("without_scripts_costs_and_reservations_are_there", without_scripts),
        Test::browser("in_use_it_is_accessible_and_narrow", accessible),
    ])
}

fn model() -> Model {
    let carried = dist::carried(&prepared().dist, LADDER, "trappescenarie");
    from_json(&carried).expect("the model can be read")
}

/// `facts.toml`, `kora_tabel_2_6`, `kora_tabel_2_4`.
fn source() {
    let model = model();
    let kroner = |amount: &Amount| amount.ore() / 100;
    let costs: Vec<(&str, Vec<Option<i64>>)> = model
        .steps
        .iter()
        .map(|step| (step.id.as_str(), step.costs.iter().map(|cost| cost.as_ref().map(kroner)).collect()))
        .collect();
    let family = vec![Some(384_412), Some(378_375), Some(394_285), Some(410_480)];
    assert_eq!(
        costs,
        [
            ("forebyggelse", vec![None; 4]),
            ("hjemmebaseret", vec![Some(200_838), Some(254_450), Some(286_872), Some(305_819)]),
            ("netvaerk", family.clone()),
            ("plejefamilie", family),
            ("institution", vec![Some(908_816), Some(826_684), Some(1_203_351), Some(1_101_131)]),
        ]
    );
    let sets: Vec<&str> = model.sets.iter().map(|set| set.id.as_str()).collect();
    assert_eq!(sets, ["sverige-2013", "oevrige-2013", "sverige-2015", "oevrige-2015"]);
    assert_eq!(model.price_year, 2013);
    let posts: Vec<(&str, Vec<i64>)> =
        model.posts.iter().map(|post| (post.id.as_str(), post.amounts.iter().map(kroner).collect())).collect();
    assert_eq!(
        posts,
        [
            ("plan-raadgivere", vec![2_000_000; 4]),
            ("plan-ppr", vec![750_000]),
            ("plan-ventet", vec![1_000_000, 2_000_000, 3_000_000, 4_500_000]),
        ]
    );
    let offered: Vec<&str> = model.offered().map(|(_, post)| post.id.as_str()).collect();
    assert_eq!(offered, ["plan-raadgivere", "plan-ppr"], "what was expected is nobody's to take over");
    let reserved: Vec<&str> = model.reservations.iter().map(|one| one.text.as_str()).collect();
    for (at, part) in [
        "bestemmer ikke dens plads på trappen",
        "er et gennemsnit",
        "er historie",
        "én kommune over få år",
        "leverede selv tallene",
        "lidt mere belastet",
        "årsbarn er ikke et barn",
        "op ad trappen",
        "steg for hver type",
        "Gennemsnittet",
        "kun for anbringelser",
        "billigere forebyggelse",
        "2012",
        "kan ikke regnes ud",
        "ikke statistisk signifikant og har ingen kontrolgruppe",
        "sammenbrud",
    ]
    .into_iter()
    .enumerate()
    {
        assert!(reserved[at].contains(part), "{at}: {part}");
    }
    assert!(reserved.iter().all(|text| !text.to_lowercase().contains("bespar")));
}

fn examples() {
    let pages = dist::pages(&prepared().dist);
    let page = pages.iter().find(|page| page.address == EXAMPLES).expect("a page of examples");
    let table: toml::Table =
        fs::read_to_string(root().join("content/data/trappescenarie.toml")).unwrap().parse().unwrap();
    let mut lines = 0;
    for example in table["eksempel"].as_array().unwrap() {
        for expected in example["forventet"].as_array().unwrap() {
            let (_, value) = expected.as_str().unwrap().rsplit_once(": ").unwrap();
            assert!(page.text.replace('\u{a0}', " ").contains(value), "{expected} is not on the page");
            lines += 1;
        }
    }
    assert!(lines >= 20, "only {lines} lines");
    for one in &model().reservations {
        let words: Vec<&str> = one.text.split(' ').take(4).collect();
        assert!(page.text.contains(&words.join(" ")), "{}", one.text);
    }
}

/// A move of so many years of children in the first year, at the costs of the other districts in 2015.
fn one_move(browser: &Browser, number: usize, from: usize, to: usize, children: &str) {
    browser.click("#tilfoej-flytning");
    browser.until(&format!("document.getElementById('fra-{number}')"));
    select(browser, &format!("fra-{number}"), from);
    select(browser, &format!("til-{number}"), to);
    browser.fill(&format!("#aarsboern-{number}-1"), children);
}

fn moves_and_investment(browser: &Browser) {
    let _server = opened_at(browser, LADDER, NAME);
    let sheet = says(browser, ".ladder", "Tilføj en flytning");
    assert!(sheet.contains("bestemmer ikke dens plads på trappen") && sheet.contains("én kommune"), "{sheet}");
    one_move(browser, 1, INSTITUTION, FAMILY, "1");
    says(browser, ".ladder", "mangler pris");
    select(browser, "priser", OTHERS_2015);
    let sheet = says(browser, ".ladder", "690.651 kr. lavere udgift");
    assert!(sheet.contains("Alle beløb er i 2013-priser") && !sheet.to_lowercase().contains("bespar"), "{sheet}");
    // The other way it counts against.
    one_move(browser, 2, FAMILY, INSTITUTION, "1");
    let sheet = says(browser, ".ladder", "ingen forskel i udgift");
    assert!(sheet.contains("De kan være det rigtige for barnet"), "{sheet}");
    browser.fill("#aarsboern-2-1", "0");
    says(browser, ".ladder", "690.651 kr. lavere udgift");
    browser.fill("#raadgivere-1", "2");
    browser.fill("#raadgiver-pris", "345.325,50");
    browser.fill("#raadgiver-prisaar", "2013");
    says(browser, ".ladder", "ingen forskel i udgift");
    browser.click("#post-plan-ppr");
    let sheet = says(browser, ".ladder", "750.000 kr. højere udgift");
    assert!(sheet.contains("Investering, sum"), "{sheet}");
    browser.click("#aabn-i-alt > summary");
    says(browser, "#aabn-i-alt", "−690.651 kr. + 0 kr. + 690.651 kr. + 750.000 kr. = +750.000 kr.");
    // Three numbers for one.
    browser.click("#usikkert-aarsboern-1-1");
    browser.until("document.getElementById('aarsboern-1-1-hoej')");
    browser.fill("#aarsboern-1-1-hoej", "2");
    let sheet = says(browser, ".ladder", "Laveste udgift: 59.349 kr. højere udgift");
    assert!(sheet.contains("bredeste spænd"), "{sheet}");
    browser.click("#aabn-0-0 > summary");
    let opened = says(browser, "#aabn-0-0", "1 årsbarn × 410.480 kr. − 1 årsbarn × 1.101.131 kr.");
    for part in ["KORA", "tabel 2.6", "bekræftet", "2013-priser", "Dit tal", "lavt −1.381.302 kr."] {
        assert!(opened.contains(part), "{part}: {opened}");
    }
}

fn missing(browser: &Browser) {
    let _server = opened_at(browser, LADDER, NAME);
    one_move(browser, 1, FAMILY, PREVENTION, "1");
    select(browser, "priser", OTHERS_2015);
    let sheet = says(browser, ".ladder", "mangler pris for Forebyggelse; kilden har ingen");
    assert!(sheet.contains("intet beløb endnu") && !sheet.contains(" 0 kr."), "{sheet}");
    browser.click(&button(browser, "Hent til Excel"));
    says(browser, ".outputs", "Der er ikke noget beløb endnu");
    one_move(browser, 2, INSTITUTION, FAMILY, "2");
    let sheet = says(browser, ".ladder", "1.381.302 kr. lavere udgift");
    assert!(sheet.contains("Ikke alt er med") && sheet.contains("Forskel i udgift, ikke alt er med"), "{sheet}");
    // One printed cost for two steps is no answer.
    select(browser, "til-1", NETWORK);
    says(browser, ".ladder", "kilden har én pris for de to trin");
    for (field, typed, named, right) in
        [("aarsboern-2-1", "x", "", "2"), ("aar", "27", "2000", "2027"), ("pris-institution", "-1", "", "")]
    {
        browser.fill(&format!("#{field}"), typed);
        leads_to_the_field(browser, field, named);
        browser.fill(&format!("#{field}"), right);
        browser.until("!document.querySelector('.field-error') && !document.querySelector('.error-summary')");
    }
    // An own cost without its price year is none, and the printed one does not take its place.
    browser.fill("#pris-institution", "1.500.000");
    says(browser, ".ladder", "mangler prisår for Anbringelse på institution");
}

fn price_years(browser: &Browser) {
    let _server = opened_at(browser, LADDER, NAME);
    one_move(browser, 1, INSTITUTION, FAMILY, "1");
    select(browser, "priser", OTHERS_2015);
    browser.fill("#pris-institution", "1.500.000");
    browser.until("document.getElementById('prisaar-institution')");
    browser.fill("#prisaar-institution", "2026");
    let sheet = says(browser, ".ladder", "De bliver ikke lagt sammen");
    assert!(sheet.contains("intet beløb endnu"), "{sheet}");
    browser.fill("#niveau", "2026");
    browser.until("document.getElementById('aendring-2013-2026')");
    browser.fill("#aendring-2013-2026", "40");
    let sheet = says(browser, ".ladder", "925.328 kr. lavere udgift");
    assert!(sheet.contains("regnet om til 2026-priser med dine procenter"), "{sheet}");
    browser.click("#post-plan-ppr");
    browser.until("document.querySelector('#aabn-1-0')");
    browser.click("#aabn-1-0 > summary");
    says(browser, "#aabn-1-0", "I 2013-priser: +750.000 kr.");
    // Another year asks anew and uses nothing of what was typed for this one.
    browser.fill("#niveau", "2025");
    browser.until("document.getElementById('aendring-2026-2025')");
    says(browser, ".ladder", "De bliver ikke lagt sammen");
}

fn removed(browser: &Browser) {
    let _server = opened_at(browser, LADDER, NAME);
    one_move(browser, 1, INSTITUTION, FAMILY, "1");
    one_move(browser, 2, INSTITUTION, FAMILY, "2");
    select(browser, "priser", OTHERS_2015);
    says(browser, ".ladder", "2.071.953 kr. lavere udgift");
    browser.click("#fjern-1");
    let sheet = says(browser, ".ladder", "1.381.302 kr. lavere udgift");
    assert!(sheet.contains("Flytning 2") && !sheet.contains("Flytning 1"), "a move keeps its number: {sheet}");
    browser.until("document.activeElement.id === 'fortryd'");
    browser.click("#fortryd");
    says(browser, ".ladder", "2.071.953 kr. lavere udgift");
    browser.until("document.activeElement.id === 'fra-1'");
    assert_eq!(browser.value("document.getElementById('aarsboern-1-1').value"), "1");
}

/// Two years, two moves, own and printed costs, an unsure number and a remark.
fn filled(browser: &Browser) {
    browser.fill("#aar", "2027");
    select(browser, "antal-aar", 1);
    browser.until("document.getElementById('raadgivere-2')");
    one_move(browser, 1, INSTITUTION, FAMILY, "1");
    browser.fill("#aarsboern-1-2", "2");
    one_move(browser, 2, FAMILY, PREVENTION, "0,5");
    browser.click("#samme-2");
    select(browser, "priser", OTHERS_2015);
    browser.fill("#pris-forebyggelse", "100.000");
    browser.until("document.getElementById('note-forebyggelse')");
    browser.fill("#prisaar-forebyggelse", "2026");
    browser.fill("#note-forebyggelse", "Vores regnskab");
    browser.fill("#raadgivere-1", "2");
    browser.click("#samme-raadgivere");
    browser.fill("#raadgiver-pris", "650.000");
    browser.click("#usikkert-raadgiver-pris");
    browser.until("document.getElementById('raadgiver-pris-hoej')");
    browser.fill("#raadgiver-pris-hoej", "700.000");
    browser.fill("#raadgiver-prisaar", "2026");
    browser.click("#post-plan-ppr");
    browser.fill("#niveau", "2026");
    browser.until("document.getElementById('aendring-2013-2026')");
    browser.fill("#aendring-2013-2026", "40");
    says(browser, ".ladder", "regnet om til 2026-priser");
}

fn out_and_in(browser: &Browser) {
    let _server = opened_at(browser, LADDER, NAME);
    browser.click(&button(browser, "Hent til Excel"));
    says(browser, ".outputs", "Tilføj en flytning");
    filled(browser);
    let before = browser.text(".ladder");
    let csv = file_of(browser, "Hent til Excel");
    for part in [
        "Flytning 1;",
        "-966911,40;-966911,40;-966911,40;",
        "1300000,00;1300000,00;1400000,00;",
        "én kommune over få år",
    ] {
        assert!(csv.contains(part), "{part}: {csv}");
    }
    sums_to_its_total(&csv);
    let saved = TOOL.saved(browser);
    assert!(saved.contains("650.000 | 650.000 | 700.000") && saved.contains("Vores regnskab"), "{saved}");
    // Text for a case file.
    browser.run("navigator.clipboard.writeText = (text) => { window.copied = text; return Promise.resolve() }", &[]);
    browser.click(&button(browser, "Kopiér som tekst"));
    says(browser, ".outputs", "kopieret som tekst");
    let copied = browser.value("window.copied");
    let copied = copied.as_str().unwrap_or_default();
    browser.paper();
    let paper = browser.text("body");
    for out in [copied, paper.as_str()] {
        for one in &model().reservations {
            let words: Vec<&str> = one.text.split(' ').take(5).collect();
            assert!(out.replace('\u{a0}', " ").contains(&words.join(" ")), "{}: {out}", one.text);
        }
        for part in ["ikke et løfte", "dit tal, Vores regnskab", "× 1,4", "I 2013-priser"] {
            assert!(out.contains(part), "{part}: {out}");
        }
        assert!(!out.to_lowercase().contains("besparelse"), "{out}");
    }
    for part in ["Hvilket år begynder", "Hent til Excel", "Det korte svar", "Sådan regner du selv"] {
        assert!(!paper.contains(part), "{part} is printed too: {paper}");
    }
    assert!(tests::pdf::pages(&browser.print()).len() <= 4);
    browser.screen(1280, "light");
    let _server = opened_at(browser, LADDER, NAME);
    open_file(browser, &saved);
    says(browser, ".ladder", "regnet om til 2026-priser");
    assert_eq!(browser.text(".ladder"), before);
    assert_eq!(TOOL.saved(browser), saved, "a file gives the same file again");
    TOOL.refuses_other_files(browser);
}

/// The lines of a table for Excel sum to its total, for low, likely and high.
fn sums_to_its_total(csv: &str) {
    let mut sums = [0_i64; 3];
    let mut total = None;
    for row in csv.lines() {
        let cells: Vec<&str> = row.split(';').collect();
        let number = |at: usize| cells.get(at)?.replace(',', "").parse::<i64>().ok();
        let [Some(low), Some(likely), Some(high)] = [4, 5, 6].map(number) else { continue };
        if cells[3] == "alle år" {
            total = Some([low, likely, high]);
        } else if !cells[0].contains("Forskel") {
            sums.iter_mut().zip([low, likely, high]).for_each(|(sum, part)| *sum += part);
        }
    }
    assert_eq!(total, Some(sums), "{csv}");
}

fn by_keyboard_alone(browser: &Browser) {
    TOOL.sends_and_stores_nothing(browser, |browser| {
        tab_to(browser, "tilfoej-flytning");
        browser.type_text(" ");
        browser.until("document.activeElement.id === 'fra-1'");
        browser.type_text("Anbringelse på");
        tab_to(browser, "til-1");
        browser.type_text("Anbringelse i p");
        tab_to(browser, "aarsboern-1-1");
        browser.type_text("1");
        tab_to(browser, "priser");
        browser.type_text("KORA: Ø");
        says(browser, ".ladder", "kr. lavere udgift");
    });
    lets_out(browser, &["Udskriv", "Gem som fil"]);
    // What looks like a CPR number is told and goes into no file; the printed price does not take its place.
    browser.fill("#pris-institution", "0101151234");
    leads_to_the_field(browser, "pris-institution", "CPR");
    says(browser, ".ladder", "fejl i pris for");
    let saved = TOOL.saved(browser);
    assert!(!saved.contains("010115"), "{saved}");
    browser.fill("#pris-institution", "1");
    browser.until("document.getElementById('note-institution')");
    browser.fill("#note-institution", "010115-1234");
    leads_to_the_field(browser, "note-institution", "CPR");
    let saved = TOOL.saved(browser);
    assert!(!saved.contains("010115"), "{saved}");
    browser.fill("#note-institution", "");
    browser.fill("#pris-institution", "");
    // More years than there are from the first on.
    browser.fill("#aar", "2099");
    select(browser, "antal-aar", 1);
    says(browser, ".ladder", "kan højst gå til 2099");
    frame::clear_by_keyboard(browser);
    says(browser, ".ladder", "Tilføj en flytning");
}

fn without_scripts(browser: &Browser) {
    TOOL.is_whole_without_scripts(
        browser,
        &[
            "1.203.351",
            "ikke oplyst",
            "én pris for familiepleje",
            "udledt af teksten",
            "Skriv ikke 0",
            "ca. 750.000 kr.",
            "én kommune over få år",
            "2013-priser",
        ],
    );
}

fn accessible(browser: &Browser) {
    let _server = opened_at(browser, LADDER, NAME);
    filled(browser);
    browser.click("#aabn-0-0 > summary");
    browser.fill("#aarsboern-1-1", "x");
    browser.click("#aar");
    browser.until("document.querySelector('.field-error')");
    let mut faults = frame::looked_at("an error", browser);
    browser.fill("#aarsboern-1-1", "1");
    browser.click("#fjern-2");
    browser.until("document.getElementById('fortryd')");
    faults.extend(frame::faults(browser));
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}
