//! The network map: journeys through the tool that draws it.

use serde_json::Value;
use std::process::ExitCode;
use tests::browser::Browser;
use tests::calculator_page::{bytes_of, downloaded, leads_to_the_field, opened_at, says, select};
use tests::frame::{self, Tool, open_file};
use tests::harness::{Test, run};
use tests::keyboard::{lets_out, tab_to};
use tests::pdf;
use tests::word::Word;

const PAGE: &str = "/skabeloner/netvaerkskort/";
const TOOL: &str = "netvaerkskort";
const MAP: Tool = Tool { address: PAGE, name: TOOL, answer: ".map-people" };

fn main() -> ExitCode {
    run(vec![
        Test::browser("people_are_added_moved_and_taken_away", added_and_moved),
        Test::browser("a_map_is_drawn_by_keyboard_alone", by_keyboard),
        Test::browser("a_map_goes_out_as_paper_picture_and_file_and_comes_in_again", out_and_in),
        Test::browser("what_looks_like_a_cpr_number_is_not_added", cpr),
        Test::browser("without_scripts_the_empty_map_is_there", without_scripts),
        Test::browser("its_letters_are_large_enough_on_every_screen", letters),
        Test::browser("nothing_leaves_the_page", nothing_leaves),
        Test::browser("in_use_it_is_accessible_and_narrow", accessible),
    ])
}

fn add(browser: &Browser, who: &str, ring: usize, area: usize) {
    browser.fill("#hvem", who);
    select(browser, "ring", ring);
    select(browser, "omraade", area);
    browser.click("#tilfoej");
    browser.until("document.getElementById('hvem').value === ''");
    says(browser, ".map-people", who);
}

/// Where the nth person stands: its circle's middle.
fn place(browser: &Browser, number: usize) -> Value {
    browser.value(&format!(
        "(() => {{ const one = document.querySelectorAll('.sheet.network circle:is(.person, .helps)')[{}]; return one ? [one.getAttribute('cx'), one.getAttribute('cy')].join() : null; }})()",
        number - 1
    ))
}

fn added_and_moved(browser: &Browser) {
    let _server = opened_at(browser, PAGE, TOOL);
    browser.click("#tilfoej");
    says(browser, ".field-error", "Skriv en rolle eller forbogstaver");
    browser.click("label[for=hjaelper]");
    add(browser, "Mormor", 0, 0);
    add(browser, "Træner K", 1, 3);
    assert_eq!(browser.count(".sheet.network circle.helps"), 1);
    assert_eq!(browser.count(".sheet.network circle.person"), 1);
    assert_eq!(
        browser.value("document.querySelector('.sheet.network circle').namespaceURI"),
        "http://www.w3.org/2000/svg"
    );
    let list = browser.text(".sheet.network");
    assert!(
        list.contains("1. Mormor (Familie, kan hjælpe)") && list.contains("2. Træner K (Venner og fritid)"),
        "{list}"
    );
    let before = place(browser, 2);
    browser.click("#naermere-2");
    says(browser, ".map-people", "2. Træner K: Tæt på i hverdagen");
    assert_ne!(place(browser, 2), before);
    says(browser, ".outputs [role=status]", "Træner K: Tæt på i hverdagen, Venner og fritid.");
    assert!(!browser.has("#naermere-2"), "nearer than the innermost ring there is nothing");
    browser.click("#felt-2");
    says(browser, ".map-people", "Tæt på i hverdagen, Familie");
    browser.click("#fjern-1");
    says(browser, ".map-people", "1. Træner K");
    assert_eq!(place(browser, 2), Value::Null);
}

fn by_keyboard(browser: &Browser) {
    let _server = opened_at(browser, PAGE, TOOL);
    tab_to(browser, "hvem");
    browser.type_text("Lærer");
    tab_to(browser, "ring");
    browser.type_text("Med");
    tab_to(browser, "omraade");
    browser.type_text("Skole");
    tab_to(browser, "tilfoej");
    browser.type_text(" ");
    browser.until("document.activeElement.id === 'hvem'");
    says(browser, ".map-people", "1. Lærer: Med af og til, Skole eller dagtilbud");
    tab_to(browser, "laengere-1");
    browser.type_text(" ");
    says(browser, ".map-people", "1. Lærer: Længere væk");
    lets_out(browser, &["Udskriv", "Hent billedet (SVG)", "Gem som fil"]);
    tab_to(browser, "fjern-1");
    browser.type_text(" ");
    says(browser, "fieldset + fieldset", "ingen på kortet");
}

fn out_and_in(browser: &Browser) {
    let _server = opened_at(browser, PAGE, TOOL);
    browser.fill("#midte", "Den unge");
    add(browser, "Far & <b>", 0, 0);
    browser.click("label[for=hjaelper]");
    add(browser, "Pædagog", 2, 1);
    let picture = downloaded(browser, &frame::button(browser, "Hent billedet (SVG)"));
    let read = roxmltree::Document::parse(&picture).expect("the picture is XML");
    let words: Vec<_> =
        read.descendants().filter(|node| node.has_tag_name(("http://www.w3.org/2000/svg", "text"))).collect();
    for part in ["Den unge", "Far & <b>", "Pædagog"] {
        assert!(words.iter().any(|node| node.text() == Some(part)), "{part}: {picture}");
    }
    let word = Word::open(&bytes_of(browser, &frame::button(browser, "Hent som Word-fil")));
    let lines = word.lines();
    assert_eq!(lines[0], "Heading1: Netværkskort");
    for part in [
        "|I midten|Den unge|",
        "Heading2: Tæt på i hverdagen",
        "head |Nr.|Hvem|Hvorfra|Kan barnet få hjælp her?|",
        "|1|Far & <b>|Familie|Ikke sagt|",
        "Heading2: Med af og til",
        "Normal: Ingen",
        "|2|Pædagog|Skole eller dagtilbud|Ja, siger barnet|",
    ] {
        assert!(lines.iter().any(|line| line == part), "{part}: {lines:#?}");
    }
    assert!(lines[1].contains("fortroligt") && lines.last().is_some_and(|line| line.contains("Kilder:")), "{lines:#?}");
    assert_eq!((word.property("title"), word.property("language")), ("Netværkskort".to_owned(), "da-DK".to_owned()));
    says(browser, ".outputs", "netvaerkskort.docx");
    let file = MAP.saved(browser);
    browser.paper();
    let paper = browser.text("body");
    assert!(
        paper.contains("1. Far & <b> (Familie)") && paper.contains("2. Pædagog (Skole eller dagtilbud, kan hjælpe)"),
        "{paper}"
    );
    for part in ["Tilføj en person", "Ikke ved mistanke", "Gem som fil", "er sat på kortet"] {
        assert!(!paper.contains(part), "{part} is printed too: {paper}");
    }
    let sheets = pdf::pages(&browser.print());
    assert!(sheets.len() <= 2, "{} sheets", sheets.len());
    browser.screen(1280, "light");
    let before = browser.value("document.querySelector('.sheet.network').textContent");
    let _server = opened_at(browser, PAGE, TOOL);
    open_file(browser, &file);
    says(browser, ".outputs", "er åbnet");
    says(browser, ".map-people", "2. Pædagog");
    assert_eq!(browser.value("document.querySelector('.sheet.network').textContent"), before);
    MAP.refuses_other_files(browser);
}

fn cpr(browser: &Browser) {
    let _server = opened_at(browser, PAGE, TOOL);
    browser.fill("#hvem", "010203-1234");
    leads_to_the_field(browser, "hvem", "ligner et CPR-nummer");
    browser.click("#tilfoej");
    assert!(!browser.has(".map-people"), "it is not added");
    browser.fill("#midte", "010203-1234");
    assert!(!browser.text(".sheet.network").contains("010203"), "nor in the middle");
}

fn without_scripts(browser: &Browser) {
    MAP.is_whole_without_scripts(browser, &["tæt på i hverdagen"]);
    assert_eq!(browser.count("#netvaerkskort svg circle"), 4, "three rings and the middle");
}

/// Before the tool mounts and after: no letter is smaller than 12 px as it is shown, and what is wider than the screen scrolls in a region
/// that has a name and can have the focus, and not with the page.
fn letters(browser: &Browser) {
    let shown = "const svg = document.querySelector(arguments[0]), box = svg.getBoundingClientRect(), region = svg.parentElement;
        const words = [...svg.querySelectorAll('text')].filter((one) => one.checkVisibility());
        const least = Math.min(...words.map((one) => parseFloat(getComputedStyle(one).fontSize) * box.width / 640));
        return { words: words.length, least, scrolls: region.scrollWidth > region.clientWidth, tab: region.tabIndex,
            name: region.getAttribute('aria-label'), page: document.documentElement.scrollWidth - innerWidth };";
    for width in [320, 390, 560, 768, 1280] {
        browser.screen(width, "light");
        let server = opened_at(browser, PAGE, TOOL);
        add(browser, "Mormor", 0, 0);
        let filled = browser.run(shown, &[Value::from(".sheet.network svg")]);
        browser.scripts(false);
        browser.goto(&format!("{}{PAGE}", server.address));
        let empty = browser.run(shown, &[Value::from(".static.network svg")]);
        browser.scripts(true);
        for (what, least) in [(&filled, 9), (&empty, 8)] {
            assert!(what["least"].as_f64() >= Some(12.0) && what["words"].as_u64() >= Some(least), "{width}: {what}");
            assert!(
                what["page"].as_i64() <= Some(0) && what["tab"] == 0 && what["name"] == "Kortet som billede",
                "{width}: {what}"
            );
        }
        assert_eq!(filled["scrolls"], width == 320, "{width}: {filled}");
    }
}

fn nothing_leaves(browser: &Browser) {
    MAP.sends_and_stores_nothing(browser, |browser| {
        add(browser, "Moster", 0, 0);
    });
}

fn accessible(browser: &Browser) {
    let _server = opened_at(browser, PAGE, TOOL);
    add(browser, "Moster", 0, 0);
    add(browser, "Nabo", 2, 3);
    let mut faults = frame::looked_at("two on the map", browser);
    browser.fill("#hvem", "010203-1234");
    browser.until("document.querySelector('.field-error')");
    faults.extend(frame::faults(browser));
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}
