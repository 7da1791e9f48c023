//! Every page printed by the browser: nothing is lost and nothing is cut; of closed parts what was asked for; and what a tool comes to does
//! not end with a few words on a sheet of their own.
//!
//! Contract: `pdftotext` is on PATH (package `poppler-utils`), or the tests fail and say so. What a page shows on paper is asked of the
//! browser; that it stands on the paper is read from what was printed.

use serde_json::{Value, json};
use site::io::serve::{self, Server};
use std::collections::BTreeSet;
use std::fs;
use std::process::{Command, ExitCode};
use std::sync::OnceLock;
use tests::browser::Browser;
use tests::calculator_page::{CALCULATOR, asks_for_the_note, choose};
use tests::dist::{Page, pages, select};
use tests::harness::{Test, run};
use tests::prepare::prepared;

/// What no printer reaches, in points.
const EDGE: f64 = 20.0;

fn main() -> ExitCode {
    let all = pages(&prepared().dist).into_iter();
    let all = all.filter(|page| select(&page.html(), "meta[http-equiv=refresh]").next().is_none());
    let printed =
        all.map(|page| Test::browser(format!("printed {}", page.address), move |browser| printed(browser, &page)));
    let asked = Test::browser("what_is_open_or_all", open_or_all);
    let endings = ENDINGS.map(|ending| {
        Test::browser(format!("no_sheet_for_a_few_words {}", ending.address), move |browser| {
            ends_well(browser, &ending);
        })
    });
    run(printed.chain([asked]).chain(endings).collect())
}

/// What a tool comes to on paper, and which words stand on the sheet with its last ones.
#[derive(Clone, Copy)]
struct Ending {
    address: &'static str,
    tool: &'static str,
    fill: fn(&Browser),
    last: &'static str,
    with: &'static str,
}

const ENDINGS: [Ending; 3] = [
    // The law, its list and what follows are one part.
    Ending { address: CALCULATOR, tool: "beregner", fill: bought, last: "Udskrevet ", with: "Retsgrundlag" },
    // The last deadline stands with what is said of all.
    Ending {
        address: "/frister/",
        tool: "frister",
        fill: reported,
        last: "Vejledende beregning",
        with: "Hvad kan flytte den",
    },
    // So does the last day by which a plan must have been revised.
    Ending {
        address: "/beredskabsplan/selvtjek/",
        tool: "selvtjek",
        fill: answered,
        last: "Vejledende beregning",
        with: "Senest: ",
    },
];

fn bought(browser: &Browser) {
    choose(browser, "tf-cbt");
    browser.fill("#antal-tf-cbt", "3");
    asks_for_the_note(browser);
}

fn reported(browser: &Browser) {
    browser.fill("#modtaget", "20-11-2026");
    browser.fill("#klokken", "15:30");
    browser.until("document.querySelector('.date-list')");
}

fn answered(browser: &Browser) {
    browser.fill("#vedtaget-overgreb", "21-11-2023");
    for one in ["skriftlig-nej", "foraeldre-nej", "boernehus-nej"] {
        browser.click(&format!("label[for={one}]"));
    }
    browser.until("document.querySelector('.date-list') && document.querySelectorAll('.gaps > li').length === 3");
}

/// Prints with more and more room above, so that the end comes to stand at every height of a page, and just past it.
fn ends_well(browser: &Browser, ending: &Ending) {
    const STEP: usize = 8;
    const PAGE: usize = 264;
    browser.goto(&format!("{}{}", server().address, ending.address));
    browser.until(&format!("document.querySelector('#{} input')", ending.tool));
    (ending.fill)(browser);
    let mut faults = Vec::new();
    let mut sheets = BTreeSet::new();
    for room in (0..PAGE).step_by(STEP) {
        browser.run("document.querySelector('main h1').style.paddingTop = `${arguments[0]}mm`", &[json!(room)]);
        let text = written(&browser.print(), "-layout");
        let pages: Vec<_> = text.split('\u{c}').filter(|page| !page.is_empty()).collect();
        sheets.insert(pages.len());
        let last = pages.last().copied().unwrap_or_default();
        if !(last.contains(ending.last) && last.contains(ending.with)) {
            faults.push(format!("{room} mm: {last}"));
        }
    }
    assert!(faults.is_empty(), "{}: {} sheets end badly: {faults:#?}", ending.address, faults.len());
    assert!(sheets.len() > 1, "the room above makes no difference: {sheets:?} sheets");
}

/// What the paper shows of the first closed part of a page, and of the second, which is opened.
fn open_or_all(browser: &Browser) {
    let folded: Vec<_> = pages(&prepared().dist)
        .into_iter()
        .filter(|page| page.tool().is_none() && !page.address.ends_with("/samlet/"))
        .filter(|page| select(&page.html(), ".text details:not([open])").count() > 1)
        .collect();
    assert!(folded.len() > 3, "only {} pages have closed parts", folded.len());
    let page = &folded[0];
    browser.goto(&format!("{}{}", server().address, page.address));
    let words = |words: &str| {
        format!("[...document.querySelectorAll('main button')].find((one) => one.textContent === '{words}')")
    };
    browser.until(&words("Udskriv alt"));
    // A dialog of the system would hold the page; what is printed is asked for meanwhile.
    browser.value("(window.print = () => {}, document.querySelectorAll('.text details')[1].open = true)");
    let on_paper = || {
        browser.paper();
        let seen = browser.value(
            "[...document.querySelectorAll('.text details')].slice(0, 2).map((part) => part.lastElementChild.checkVisibility())",
        );
        browser.screen(1280, "light");
        seen
    };
    for (pressed, expected) in [("", [true, true]), ("Udskriv det viste", [false, true]), ("Udskriv alt", [true, true])]
    {
        if !pressed.is_empty() {
            browser.value(&format!("({}.click(), true)", words(pressed)));
        }
        assert_eq!(on_paper(), serde_json::json!(expected), "{}: »{pressed}«", page.address);
    }
    browser.value(&format!("({}.click(), dispatchEvent(new Event('afterprint')))", words("Udskriv det viste")));
    assert_eq!(on_paper(), serde_json::json!([true, true]), "what was asked for once is forgotten");
}

fn server() -> &'static Server {
    static SERVER: OnceLock<Server> = OnceLock::new();
    SERVER.get_or_init(|| serve::spawn(prepared().dist.clone()).unwrap_or_else(|failure| panic!("{failure}")))
}

fn printed(browser: &Browser, page: &Page) {
    browser.goto(&format!("{}{}", server().address, page.address));
    if let Some(tool) = page.tool() {
        browser.until(&format!("document.querySelector('#{} input')", tool.name));
    }
    browser.paper();
    let shown = browser.value(
        "[...(function* () {
           const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
           while (walker.nextNode()) yield walker.currentNode;
         })()].filter(({ data, parentElement }) => data.trim() && parentElement.checkVisibility()
           && !parentElement.closest('svg, script, .hidden, header.top')).map(({ data }) => data)",
    );
    browser.screen(1280, "light");
    let pdf = browser.print();
    let pdftotext = |form: &str| written(&pdf, form);
    let written = bare(&pdftotext("-raw"));
    let shown: Vec<&str> = shown.as_array().expect("a list").iter().filter_map(Value::as_str).collect();
    assert!(shown.len() > 5, "{}: only {} pieces of text", page.address, shown.len());
    let missing: Vec<_> = shown.iter().filter(|text| !holds(&written, &bare(text))).collect();
    assert!(missing.is_empty(), "{}: not on paper: {missing:#?}", page.address);
    let boxes = pdftotext("-bbox");
    let number =
        |line: &str, key: &str| line.split(&format!("{key}=\"")).nth(1)?.split('"').next()?.parse::<f64>().ok();
    let width = boxes.lines().find_map(|line| number(line, "<page width")).expect("a page");
    let words = boxes.lines().filter(|line| line.contains("<word "));
    let outside = words.filter(|line| {
        let (left, right) = (number(line, "xMin").expect("a place"), number(line, "xMax").expect("a place"));
        left < EDGE || right > width - EDGE
    });
    let outside: Vec<_> = outside.collect();
    assert!(outside.is_empty(), "{}: cut at the edge: {outside:#?}", page.address);
    // The foot repeats: each page says where it is from. A card has one page, which says so itself.
    let pages: Vec<_> = boxes.matches("<page ").collect();
    let feet = written.matches(&bare(&format!("{} · ", page.address))).count();
    let foot =
        select(&page.html(), "html").next().and_then(|html| html.attr("data-foot")).map(bare).unwrap_or_default();
    let count = pages.len();
    let is_empty = |(at, sheet): (usize, &str)| bare(sheet).replace(&foot, "") == format!("{}/{count}", at + 1);
    let empty = pdftotext("-raw").split('\u{c}').take(count).enumerate().filter(|sheet| is_empty(*sheet)).count();
    assert_eq!(empty, 0, "{}: sheets with nothing but a foot", page.address);
    assert!(
        page.address == "/404.html" || feet >= pages.len(),
        "{}: {feet} feet on {} pages",
        page.address,
        pages.len()
    );
}

/// What stands in a PDF, as `pdftotext` tells it in this form.
fn written(pdf: &[u8], form: &str) -> String {
    let file = tempfile::NamedTempFile::new().expect("a temporary file");
    fs::write(file.path(), pdf).expect("a file can be written");
    let ran = Command::new("pdftotext").arg(form).arg(file.path()).arg("-").output();
    let ran = ran.unwrap_or_else(|error| panic!("pdftotext: {error}; install the package poppler-utils"));
    String::from_utf8_lossy(&ran.stdout).into_owned()
}

/// Words without blanks, and without the hyphens at the ends of lines.
fn bare(text: &str) -> String {
    text.chars().filter(|c| !c.is_whitespace() && !matches!(c, '-' | '\u{ad}' | '\u{2010}')).collect()
}

/// Whether words stand in a text: whole, or in two parts, where a page ends between them.
fn holds(text: &str, words: &str) -> bool {
    let parts = || words.char_indices().filter(|(at, _)| *at > 0).map(|(at, _)| words.split_at(at));
    text.contains(words) || parts().any(|(first, rest)| text.contains(first) && text.contains(rest))
}
