//! What `/om/tilgaengelighed/` says has been tested, beyond what axe and html-validate look at: every page of the built site,
//! and each kind of page by keyboard alone and as a screen reader is told of it.
//!
//! What screen readers are told lies in `tests/reading/`. Where a change of it is meant, `OPDATER=1 cargo test -p tests --test
//! access reading_tree` writes it anew; read the difference before it is committed. Pages are those of the golden site, so that no
//! editor's change touches them.

use fantoccini::key::Key;
use scraper::ElementRef;
use serde_json::{Value, json};
use site::io::serve::{self, Server};
use site::world::MemoryWorld;
use std::collections::BTreeSet;
use std::fs;
use std::process::ExitCode;
use std::sync::{Arc, OnceLock};
use tempfile::TempDir;
use tests::browser::Browser;
use tests::calculator_page::{CALCULATOR, TOTAL, choose, says, served};
use tests::concern_page::{RULER, no_gates, to_the_result};
use tests::dist::{Page, files, pages, select, words};
use tests::harness::{Test, run};
use tests::keyboard::assert_focus_is_seen;
use tests::prepare::{dist_copy, prepared, root};
use tests::{audit, closely};

/// One page of each kind, by keyboard and for what jumps: front, acute, guidance, service, charts, a template, glossary, tools.
const KINDS: [&str; 10] = [
    "/",
    "/akut/",
    "/boernehuset/hvornaar/",
    "/ydelser/tf-cbt/",
    "/viden/takster-2021/",
    "/skabeloner/underretning/",
    "/ordliste/",
    RULER,
    CALCULATOR,
    "/ydelser/boernehusforloeb/",
];

/// Pages of the golden site whose reading is kept: address, and what it shows.
const READ: [(&str, &str); 9] = [
    ("/", "front"),
    ("/afsnit/side/", "guidance"),
    ("/afsnit/figurer/", "charts"),
    ("/ydelser/forloeb/", "service"),
    ("/skema/", "template"),
    ("/om/kilder/", "register"),
    ("/ydelser/beregner/", "beregner"),
    ("/ydelser/behov/", "behov"),
    ("/ydelser/husets-forloeb/", "forloeb"),
];

/// Tools of the real site, as they are when they are opened: what an editor has written is left out of their reading. The golden
/// site has the three about prices.
const TOOLS: [(&str, &str); 12] = [
    (RULER, "linealen"),
    (DEADLINES, "frister"),
    ("/frister/opfoelgning/", "opfoelgning"),
    ("/ydelser/forloebsplan/", "forloebsplan"),
    ("/samarbejde/overgange/", "overgange"),
    ("/indsatstrappen/belastning/", "belastning"),
    ("/indsatstrappen/scenarie/", "trappescenarie"),
    ("/boernehuset/afklaring/", "afklaring"),
    ("/beredskabsplan/selvtjek/", "selvtjek"),
    ("/skabeloner/netvaerkskort/", "netvaerkskort"),
    ("/skabeloner/udfyld/", "papirer"),
    (SEARCH, "soeg"),
];
const DEADLINES: &str = "/frister/";
const SEARCH: &str = "/soeg/";

/// A page about violence, which has the way out.
const LEAVING: &str = "/akut/";

fn main() -> ExitCode {
    let all = Arc::new(pages(&prepared().dist));
    let mut tests = vec![
        Test::plain("nothing_moves_and_no_time_runs_out", nothing_moves),
        Test::plain("foreign_titles_are_marked", {
            let all = all.clone();
            move || foreign_titles(&all)
        }),
        Test::browser("what_is_wrong_is_seen", what_is_wrong),
        Test::browser("reading_tree of the calculator", reading_of_the_calculator),
        Test::browser("reading_tree of the calculator with a result", reading_of_a_result),
        Test::browser("reading_tree of the ruler", reading_of_the_ruler),
        Test::browser("reading_tree of deadlines with a result", reading_of_deadlines),
        Test::browser("reading_tree of the search with hits", reading_of_hits),
        Test::plain("every_tool_has_a_reading_tree", every_tool_is_read),
        Test::browser("what_is_reckoned_is_announced", announced),
        Test::browser("the_line_with_112_stays_where_it_is", the_line_with_112_stays),
        Test::browser("leaving_empties_the_page_and_takes_its_place_in_the_history", leaving_by_click),
        Test::browser("three_presses_of_escape_leave", leaving_by_key),
        Test::browser("nothing_asks_whether_one_is_sure", leaving_with_answers),
        Test::browser("without_scripts_the_way_out_is_a_link", leaving_without_scripts),
        Test::browser("the_way_out_covers_nothing_and_is_not_printed", the_way_out),
        Test::browser("the_way_out_stays_where_it_is_while_it_arrives", the_way_out_stays),
    ];
    for address in KINDS {
        tests.push(Test::browser(format!("by_keyboard_alone {address}"), move |browser| by_keyboard(browser, address)));
        tests.push(Test::browser(format!("nothing_shifts {address}"), move |browser| nothing_shifts(browser, address)));
    }
    for (address, name) in READ {
        tests.push(Test::browser(format!("reading_tree {name}"), move |browser| reading(browser, address, name)));
    }
    for (address, tool) in TOOLS {
        tests.push(Test::browser(format!("reading_tree {tool}"), move |browser| {
            reading_of_a_tool(browser, address, tool);
        }));
    }
    let leads_on = |page: &Page| select(&page.html(), "meta[http-equiv=refresh]").next().is_some();
    // The whole guidance on one page is its sections one after another, each of which is looked at: thousands of stops.
    for page in all.iter().filter(|page| !leads_on(page) && page.address != "/samlet/") {
        let (address, tool) = (page.address.clone(), page.tool());
        tests.push(Test::browser(format!("each_page {address}"), move |browser| {
            each_page(browser, &address, tool.map(|tool| tool.name));
        }));
    }
    run(tests)
}

fn assert_none(faults: &[String]) {
    assert!(faults.is_empty(), "{} faults:\n{}", faults.len(), faults.join("\n"));
}

fn show(browser: &Browser, address: &str) {
    static SERVER: OnceLock<Server> = OnceLock::new();
    let server = SERVER.get_or_init(|| served(&prepared().dist));
    browser.goto(&format!("{}{address}", server.address));
}

/// Opens a page, and waits for its tool where it has one.
fn open(browser: &Browser, address: &str) {
    show(browser, address);
    let tool = match address {
        RULER => "linealen",
        CALCULATOR => "beregner",
        "/ydelser/boernehusforloeb/" => "forloeb",
        _ => return,
    };
    browser.until(&format!("document.querySelector('#{tool} input')"));
}

/// At 320 CSS pixels (a window of 1280 at 400 %), at 640 (at 200 %) and at 1280: no sideways scrolling, nothing cut where text has
/// more air, targets large enough, focus never covered, nothing that moves.
fn each_page(browser: &Browser, address: &str, tool: Option<&str>) {
    show(browser, address);
    if let Some(tool) = tool {
        browser.until(&format!("document.querySelector('#{tool} input')"));
    }
    let mut faults = closely::at_all_sizes(browser);
    faults.extend(audit::sideways_at(browser, 640));
    faults.extend(audit::sideways(browser));
    let faults: Vec<_> = faults.iter().map(|fault| format!("{address}: {fault}")).collect();
    assert_none(&faults);
}

/// A page with one fault of each kind: a check that finds nothing here would find nothing anywhere.
fn what_is_wrong(browser: &Browser) {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let page = "<!DOCTYPE html><html lang=da><title>x</title><main>\
        <p style='height:1em;width:12em'>En tekst, der er låst i højden og derfor løber ud over den plads, den har.</p>\
        <p style='overflow:hidden;width:6em;white-space:nowrap'>En tekst, der bliver skåret af i siden.</p>\
        <div style='font-size:8px'><button style='all:unset'>a</button><button style='all:unset'>b</button></div>\
        <svg width='40' height='20'><text y='15'>En tekst, der er tegnet</text></svg>\
        <p>Et <a href='#x' style='text-decoration:none'>link</a> i en sætning.</p><video></video>\
        <div style='height:200vh'></div><button id=under>c</button>\
        <div style='position:fixed;inset:50% 0 0;background:#fff'>dækker</div></main>";
    fs::write(folder.path().join("index.html"), page).expect("a page can be written");
    let server = served(folder.path());
    browser.goto(&format!("{}/", server.address));
    browser.window(390, 700);
    let all = |found: Vec<String>| found.join("\n");
    let cut = all(closely::with_air(browser));
    assert!(
        ["out of its room", "is cut at the side", "out of its drawing"].iter().all(|fault| cut.contains(fault)),
        "{cut}"
    );
    assert!(all(closely::small_targets(browser)).contains("too small"));
    assert!(all(closely::covered(browser)).contains("id=\"under\""));
    let restless = all(closely::restless(browser));
    assert!(restless.contains("<video") && restless.contains("only its colour tells"), "{restless}");
}

/// From the top of the page to its last link with the tabulator, each stop once: nothing holds the focus, and each stop shows it.
fn by_keyboard(browser: &Browser, address: &str) {
    open(browser, address);
    browser.window(1280, 700);
    browser.run("window.stops = new Set(); document.activeElement?.blur();", &[]);
    let mut steps = 0;
    loop {
        browser.press(&[Key::Tab]);
        steps += 1;
        let again = browser.value(
            "(() => { const here = document.activeElement;
                if (!here || here === document.body || stops.has(here)) return true;
                stops.add(here); return false; })()",
        );
        if again == json!(true) {
            break;
        }
        assert_focus_is_seen(browser);
        let covered = browser.value(
            "(() => { const here = document.activeElement, box = here.getClientRects()[0] ?? here.getBoundingClientRect();
                const there = document.elementFromPoint(Math.min(box.left + box.width / 2, innerWidth - 1), Math.min(box.top + Math.min(box.height, 40) / 2, innerHeight - 1));
                return there && (here.contains(there) || there.contains(here)) ? null : here.outerHTML.slice(0, 120) + ' under ' + there?.outerHTML.slice(0, 60); })()",
        );
        assert!(covered.is_null(), "{address}: covered: {covered}");
        assert!(steps < 600, "{address}: the tabulator never comes to an end");
    }
    let missed = browser.value(
        "[...document.querySelectorAll('a[href], button, input, select, textarea, summary')]
            .filter((element) => element.checkVisibility({ visibilityProperty: true }) && !element.disabled && element.tabIndex >= 0)
            .filter((element) => element.type !== 'radio' && !stops.has(element))
            .map((element) => element.outerHTML.slice(0, 100))",
    );
    assert_eq!(missed, json!([]), "{address}: the tabulator passes by");
    assert!(steps > 8, "{address}: only {steps} stops");
}

fn nothing_shifts(browser: &Browser, address: &str) {
    for (width, height) in [(320, 640), (390, 800), (1280, 900)] {
        browser.window(width, height);
        open(browser, address);
        let jumps = closely::shifted(browser);
        assert_eq!(jumps, 0, "{address} jumps at {width} px (in ten-thousandths)");
    }
}

/// A page may be painted while its header is still being read: what has come of the line with 112 stands where it will stand.
fn the_line_with_112_stays(browser: &Browser) {
    show(browser, "/om/");
    for width in [320, 390, 700, 768, 1000, 1280, 1920] {
        browser.window(width, 700);
        let moved = browser.value(
            "(() => {
                const [first, second] = document.querySelectorAll('.acute-line > span');
                const icon = second.firstElementChild;
                const at = () => [first, icon].map((part) => {
                    const box = part.getBoundingClientRect();
                    return part.isConnected ? `${box.left} ${box.top}` : '';
                }).join(', ');
                const whole = at(), parts = [...second.childNodes];
                const on_the_way = [];
                while (parts.length) { parts.pop().remove(); on_the_way.push(at()); }
                second.remove();
                on_the_way.push(at());
                // What has not come yet is nowhere.
                return on_the_way.filter((place) => !whole.startsWith(place.replace(/, $/, ''))).map((place) => `${place}, not ${whole}`);
            })()",
        );
        assert_eq!(moved, json!([]), "{width} px");
        show(browser, "/om/");
    }
}

/// The golden site with the real style sheet and the real tools, in a folder of its own.
fn golden() -> &'static Server {
    static GOLDEN: OnceLock<(TempDir, Server)> = OnceLock::new();
    let (_, server) = GOLDEN.get_or_init(|| {
        // With it the tools have been built.
        let _built = prepared();
        let parts = [
            ("tests/golden/in/content", "content/"),
            ("tests/golden/in/public", "public/"),
            ("public", "public/"),
            ("target/tool/bundle", "tool/"),
        ];
        let start = MemoryWorld::new(jiff::civil::date(2026, 11, 21));
        let world = parts.iter().fold(start, |world, (folder, place)| {
            let folder = root().join(folder);
            let read = |path: &String| {
                let bytes = fs::read(folder.join(path)).unwrap_or_else(|error| panic!("{path}: {error}"));
                // The golden site is published below a path; here it is served from the root.
                if path == "data/site.toml" {
                    String::from_utf8_lossy(&bytes).replace("/guide/", "/").into_bytes()
                } else {
                    bytes
                }
            };
            files(&folder).iter().fold(world, |world, path| world.with(&format!("{place}{path}"), read(path)))
        });
        let built = site::build(&world);
        let output = built.output.expect("the golden site has no fault");
        let folder = tempfile::tempdir().expect("a temporary folder");
        for (path, bytes) in output.iter() {
            let path = folder.path().join(path);
            fs::create_dir_all(path.parent().expect("a file lies in a folder")).expect("a folder can be made");
            fs::write(path, bytes).expect("a file can be written");
        }
        let server = serve::spawn(folder.path().to_path_buf()).unwrap_or_else(|failure| panic!("{failure}"));
        (folder, server)
    });
    server
}

fn reading(browser: &Browser, address: &str, name: &str) {
    browser.goto(&format!("{}{address}", golden().address));
    if site::tools::ALL.iter().any(|tool| tool.name == name) {
        browser.until(&format!("document.querySelector('#{name} input')"));
    }
    compare(&closely::reading_tree(browser, true), name);
}

fn reading_of_a_tool(browser: &Browser, address: &str, tool: &str) {
    show(browser, address);
    browser.until(&format!("document.querySelector('#{tool} input')"));
    compare(&closely::reading_tree_of(browser, &format!("#{tool}")), tool);
}

fn every_tool_is_read() {
    let read: BTreeSet<&str> = READ.iter().chain(&TOOLS).map(|(_, name)| *name).collect();
    for tool in site::tools::ALL {
        assert!(read.contains(tool.name), "{} is not read", tool.name);
    }
}

fn reading_of_a_result(browser: &Browser) {
    browser.goto(&format!("{}{CALCULATOR}", golden().address));
    browser.until("document.querySelector('#beregner input[type=checkbox]')");
    browser.click("#beregner .choice label");
    browser.until("document.querySelector('#beregner .choice-body input')");
    let field = browser.value("document.querySelector('#beregner .choice-body input').id");
    browser.fill(&format!("[id={field}]"), "3");
    says(browser, TOTAL, "kr.");
    compare(&closely::reading_tree(browser, true), "beregner-resultat");
}

fn reading_of_deadlines(browser: &Browser) {
    show(browser, DEADLINES);
    browser.until("document.querySelector('#frister input')");
    browser.fill("#modtaget", "20-11-2026");
    browser.fill("#klokken", "15.30");
    says(browser, ".date-list", "lørdag den 21. november 2026");
    compare(&closely::reading_tree_of(browser, "#frister"), "frister-resultat");
}

fn reading_of_hits(browser: &Browser) {
    show(browser, SEARCH);
    browser.until("document.querySelector('#soeg input')");
    browser.fill("#soegefelt", "barn");
    browser.until("document.querySelector('.hits + .button')");
    // The count is read out once nothing more is typed; its number grows with the guidance.
    browser.until("document.querySelector('#soeg [role=status]').textContent !== ''");
    compare(&closely::reading_tree_of(browser, "#soeg"), "soeg-traef");
}

fn reading_of_the_calculator(browser: &Browser) {
    browser.goto(&format!("{}{CALCULATOR}", golden().address));
    browser.until("document.querySelector('#beregner input[type=checkbox]')");
    browser.run("document.querySelector('#beregner input[type=checkbox]').click()", &[]);
    browser.until("document.querySelector('.sheet-lines li, .line')");
    browser.run("document.querySelector('#beregner .choice-body input').focus()", &[]);
    browser.type_text("x");
    browser.press(&[Key::Tab]);
    browser.until("document.querySelector('.error-summary')");
    compare(&closely::reading_tree(browser, true), "calculator");
}

/// The questions are an editor's, and so not kept; their kinds are.
fn reading_of_the_ruler(browser: &Browser) {
    open(browser, RULER);
    let first = closely::reading_tree(browser, false);
    no_gates(browser, "6-9");
    to_the_result(browser, &["fam-frygt"], "nej");
    let result = closely::reading_tree(browser, false);
    assert!(first.contains("radio checked=false"), "the answers are radio buttons:\n{first}");
    assert!(first.contains("main\n") || first.contains("main "), "the page has a main part:\n{first}");
    for tree in [&first, &result] {
        assert!(tree.contains("button »"), "buttons have names:\n{tree}");
        let unnamed = tree.lines().filter(|line| line.trim() == "button" || line.trim() == "navigation").count();
        assert_eq!(unnamed, 0, "something that is pressed or gone to has no name:\n{tree}");
    }
    assert!(result.contains("heading level=2"), "the result has headings:\n{result}");
}

fn compare(found: &str, name: &str) {
    let path = root().join("tests/reading").join(format!("{name}.txt"));
    if std::env::var_os("OPDATER").is_some() {
        fs::create_dir_all(path.parent().expect("a file lies in a folder")).expect("a folder can be made");
        fs::write(&path, found).expect("a file can be written");
    }
    let kept = fs::read_to_string(&path).unwrap_or_default();
    assert!(
        kept == found,
        "what a screen reader is told of »{name}« has changed. Where that is meant: OPDATER=1 cargo test -p tests --test access \
         reading_tree, and read the difference.\nFirst difference: {:?}",
        kept.lines().zip(found.lines()).find(|(old, new)| old != new)
    );
}

/// No style moves or turns anything, and no script runs by the clock: so there is nothing that asks for less movement or more time.
fn nothing_moves() {
    let dist = &prepared().dist;
    let (mut styles, mut scripts) = (0, 0);
    for path in files(dist) {
        let is_script = path.ends_with(".js");
        if !is_script && !path.ends_with(".css") {
            continue;
        }
        let text = fs::read_to_string(dist.join(&path)).unwrap_or_else(|error| panic!("{path}: {error}"));
        if is_script {
            scripts += 1;
            assert!(!text.contains("setInterval"), "{path} does something again and again");
            continue;
        }
        styles += 1;
        for banned in ["transition", "scroll-behavior", "orientation", "<blink"] {
            assert!(!text.contains(banned), "{path} has {banned}");
        }
        for (at, _) in text.match_indices("animation:") {
            let value = text[at..].split([';', '}']).next().unwrap_or_default();
            let still = value.contains("none") || value.contains(" 0s ");
            assert!(still, "{path}: {value} moves something");
        }
    }
    assert!(styles > 0 && scripts > 4, "{styles} style sheets, {scripts} scripts");
    for page in pages(dist) {
        let html = page.html();
        let refresh = select(&html, "meta[http-equiv=refresh]").next().and_then(|meta| meta.attr("content"));
        assert!(refresh.is_none_or(|content| content.starts_with("0;")), "{}: {refresh:?}", page.address);
    }
}

/// What gives an English title away.
const ENGLISH: [&str; 9] = ["the", "and", "of", "guidelines", "with", "children", "web", "content", "review"];

fn foreign_titles(pages: &[Page]) {
    let mut faults = Vec::new();
    let mut marked = 0;
    for page in pages {
        let html = page.html();
        marked += select(&html, "[lang=en]").count();
        for element in select(&html, "main a, main h1, main h2, main h3, main li, main p") {
            let code =
                element.descendants().filter_map(ElementRef::wrap).filter(|inner| inner.value().name() == "code");
            // What a program is called is no language.
            let code: String = code.flat_map(|inner| inner.text()).collect();
            let own = element.text().filter(|text| !code.contains(text)).collect::<String>().to_lowercase();
            let found: BTreeSet<_> =
                own.split(|c: char| !c.is_alphabetic()).filter(|word| ENGLISH.contains(word)).collect();
            if found.len() >= 3 && !is_marked(element) {
                faults.push(format!("{}: English, and not said to be: {}", page.address, words(element)));
            }
        }
    }
    assert_none(&faults);
    assert!(marked > 0, "no English title is marked");
}

fn is_marked(element: ElementRef<'_>) -> bool {
    let own = |element: &ElementRef<'_>| element.attr("lang") == Some("en");
    let within = element.descendants().filter_map(ElementRef::wrap).any(|inner| own(&inner));
    within || element.ancestors().filter_map(ElementRef::wrap).any(|outer| own(&outer))
}

fn announced(browser: &Browser) {
    open(browser, CALCULATOR);
    choose(browser, "tf-cbt");
    browser.fill("#antal-tf-cbt", "3");
    says(browser, TOTAL, "84.000 kr.");
    let live = browser.value(&format!(
        "(() => {{ const place = document.querySelector('{TOTAL}').closest('[role=status], [aria-live]');
            return place ? (place.getAttribute('aria-live') ?? 'polite') : null; }})()"
    ));
    assert_eq!(live, json!("polite"), "the total is told without moving the focus");
}

/// A copy of the site in which the way out leads to a page of a server of our own, served; with the folders of both.
struct Refuge {
    site: Server,
    _elsewhere: Server,
    _folders: [TempDir; 2],
}

fn with_refuge() -> Refuge {
    let elsewhere = tempfile::tempdir().expect("a temporary folder");
    let text = "<!DOCTYPE html><html lang=da><title>Vejret</title><h1>Vejret</h1>";
    fs::write(elsewhere.path().join("index.html"), text).expect("a file can be written");
    let refuge = served(elsewhere.path());
    let copy = dist_copy();
    for address in [LEAVING, RULER] {
        let path = copy.path().join(format!("{}index.html", &address[1..]));
        let html = fs::read_to_string(&path).expect("a page");
        let real = "href=\"https://www.dmi.dk/\"";
        assert!(html.contains(real), "{address} has no way out");
        fs::write(path, html.replace(real, &format!("href=\"{}/\"", refuge.address))).expect("a page can be written");
    }
    Refuge { site: served(copy.path()), _elsewhere: refuge, _folders: [copy, elsewhere] }
}

const ELSEWHERE: &str = "document.querySelector('h1')?.textContent === 'Vejret'";

fn leaving_by_click(browser: &Browser) {
    let refuge = with_refuge();
    browser.goto(&format!("{}/om/", refuge.site.address));
    browser.goto(&format!("{}{LEAVING}", refuge.site.address));
    let before = browser.value("history.length");
    browser.click("#forlad_siden");
    browser.until(ELSEWHERE);
    assert_eq!(
        browser.value("history.length"),
        before,
        "the page that was left has no place of its own in the history"
    );
    assert_eq!(browser.value("document.referrer"), json!(""), "the other page is not told where one came from");
    browser.back();
    browser.until("location.pathname === '/om/'");
}

fn leaving_by_key(browser: &Browser) {
    let refuge = with_refuge();
    browser.goto(&format!("{}{LEAVING}", refuge.site.address));
    browser.press(&[Key::Escape, Key::Escape, Key::Tab, Key::Escape, Key::Escape]);
    assert_eq!(browser.value("location.pathname"), json!(LEAVING), "only three in a row leave");
    browser.press(&[Key::Escape]);
    browser.until(ELSEWHERE);
}

/// With answers in the ruler the browser would ask before they are lost; here it must not.
fn leaving_with_answers(browser: &Browser) {
    let refuge = with_refuge();
    browser.goto(&format!("{}{RULER}", refuge.site.address));
    browser.until("document.getElementById('fortsaet')");
    tests::concern_page::answer(browser, "fare-nu-nej");
    browser.run(
        "addEventListener('beforeunload', () => {}); window.onbeforeunload ??= (event) => event.preventDefault();",
        &[],
    );
    browser.click("#forlad_siden");
    browser.until(ELSEWHERE);
    browser.back();
    let left = browser.value("document.querySelector('#fare-nu-nej')?.checked ?? false");
    assert_eq!(left, json!(false), "nothing that was answered comes back");
}

fn leaving_without_scripts(browser: &Browser) {
    let refuge = with_refuge();
    browser.scripts(false);
    browser.goto(&format!("{}{LEAVING}", refuge.site.address));
    assert_eq!(browser.value("document.getElementById('forlad_siden').rel"), json!("noreferrer"));
    browser.click("#forlad_siden");
    browser.until(ELSEWHERE);
}

fn the_way_out(browser: &Browser) {
    show(browser, LEAVING);
    for (width, height) in [(320, 640), (390, 800), (1280, 900)] {
        browser.window(width, height);
        browser.run("scrollTo(0, document.documentElement.scrollHeight)", &[]);
        let covered = browser.value(
            "document.querySelector('.foot p:last-child').getBoundingClientRect().bottom
                - document.querySelector('.exit').getBoundingClientRect().top",
        );
        assert!(covered.as_f64().is_some_and(|over| over <= 0.5), "{width} px: the last line lies under it: {covered}");
        let high = browser.value("document.querySelector('.exit').offsetHeight");
        assert!(high.as_u64().is_some_and(|high| high <= 80), "{width} px: it takes {high} px");
    }
    browser.paper();
    assert_eq!(browser.value("document.querySelector('.exit').checkVisibility()"), Value::Bool(false));
}

/// A page may be painted while its first lines are still being read: neither the bar nor what has come of it moves when the rest comes.
fn the_way_out_stays(browser: &Browser) {
    for width in [320, 360, 390, 768, 1280] {
        browser.window(width, 700);
        show(browser, LEAVING);
        let moved = browser.value(
            "(() => {
                const bar = document.querySelector('body > .exit'), [traces, leave] = bar.querySelectorAll('a');
                const at = () => [bar, traces].filter((part) => part.isConnected).map((part) => {
                    const box = part.getBoundingClientRect();
                    return [box.left, box.top, box.width, box.height].join(' ');
                }).join(', ');
                const whole = at(), on_the_way = [];
                for (const part of [leave, traces, bar.firstElementChild]) { part.remove(); on_the_way.push(at()); }
                return on_the_way.filter((place) => !whole.startsWith(place)).map((place) => `${place}, not ${whole}`);
            })()",
        );
        assert_eq!(moved, json!([]), "{width} px");
    }
}
