//! The site as it looks: photographed, and compared with the pictures in `tests/pictures/`.
//!
//! Contract: what is photographed says nothing that editors change. The parts of the design come from `/om/design/`, section by
//! section; whole pages from the golden site, dressed in the real style sheet and with the real calculator; of a tool of the real site the text is
//! replaced by fixed words. Widths of a
//! telephone, a tablet and a desk; light, dark, and colours of the reader's own; paper by way of PDF. Letters are those of
//! one font, which lies in `tests/fixtures/font/`, so that no machine's own fonts matter. What counts as a difference stands in
//! `tests::picture`.
//!
//! Where a change is meant: `OPDATER=1 cargo test -p tests --test visual` writes what has changed; look at it before you commit it.
//! Where it is not, what was seen lies in `target/tests/pictures/`, with the difference in red beside it.

use base64::Engine as _;
use base64::prelude::BASE64_STANDARD;
use jiff::civil::date;
use serde_json::{Value, json};
use site::io::serve::Server;
use site::tools;
use site::world::MemoryWorld;
use std::collections::BTreeSet;
use std::fs;
use std::path::PathBuf;
use std::process::ExitCode;
use std::sync::OnceLock;
use tempfile::TempDir;
use tests::browser::Browser;
use tests::calculator_page::{self, served};
use tests::concern_page;
use tests::dist::files;
use tests::harness::{Test, run};
use tests::picture::{Difference, Picture, printed};
use tests::prepare::{prepared, root};

/// Pictures of all looks together.
const MOST_BYTES: u64 = 4_700_000;

/// The page with every part in every state.
const DESIGN: &str = "/om/design/";

/// Pages of the golden site, and what they are called here.
const PAGES: [(&str, &str); 5] = [
    ("/", "forside"),
    ("/afsnit/side/", "vejledning"),
    ("/afsnit/figurer/", "figurer"),
    ("/ydelser/time/", "ydelse"),
    ("/404.html", "findes-ikke"),
];

/// The path under which the golden site is published.
const UNDER: &str = "/guide";

/// Printed pages of the golden site.
const PAPERS: [(&str, &str); 3] = [("/afsnit/side/", "vejledning"), ("/skema/", "skabelon"), ("/kort/", "kort")];

/// Coarse enough to be small, fine enough to see a line that is missing.
const DOTS_PER_INCH: u32 = 60;

/// How wide, and in which colours.
#[derive(Debug, Clone, Copy)]
struct Look {
    width: u32,
    colours: Colours,
}

#[derive(Debug, Clone, Copy)]
enum Colours {
    Light,
    Dark,
    Own,
}

impl Look {
    fn all() -> Vec<Self> {
        let widths = [390, 768, 1280];
        let colours = [Colours::Light, Colours::Dark, Colours::Own];
        widths.into_iter().flat_map(|width| colours.map(|colours| Self { width, colours })).collect()
    }

    fn name(self) -> String {
        let colours = match self.colours {
            Colours::Light => "light",
            Colours::Dark => "dark",
            Colours::Own => "own-colours",
        };
        format!("{}-{colours}", self.width)
    }

    fn set(self, browser: &Browser) {
        match self.colours {
            Colours::Light => browser.screen(self.width, "light"),
            Colours::Dark => browser.screen(self.width, "dark"),
            Colours::Own => browser.own_colours(self.width),
        }
    }
}

fn main() -> ExitCode {
    let mut tests: Vec<Test> = Look::all()
        .into_iter()
        .map(|look| {
            Test::browser(format!("it_looks_as_it_did {}", look.name()), move |browser| photograph(browser, look))
        })
        .collect();
    tests.push(Test::browser("it_is_printed_as_it_was", paper));
    tests.push(Test::browser("samples_of_tools_are_made_as_the_tools_are", samples));
    tests.push(Test::browser("a_line_of_text_is_neither_long_nor_short", measure));
    tests.push(Test::plain("the_pictures_are_small", small));
    run(tests)
}

/// The golden site with the real style sheet and icons, in a folder.
fn dressed() -> &'static TempDir {
    static SITE: OnceLock<TempDir> = OnceLock::new();
    SITE.get_or_init(|| {
        let golden = root().join("tests/golden/in");
        let read = |path: PathBuf| fs::read(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
        let mut world = MemoryWorld::new(date(2026, 11, 21));
        for path in files(&golden) {
            world = world.with(&path, read(golden.join(&path)));
        }
        for path in ["public/assets/site.css", "public/assets/ikoner.svg"] {
            world = world.with(path, read(root().join(path)));
        }
        // The real calculator, over prices that no editor changes.
        let bundle = prepared().dist.ancestors().nth(2).expect("the site lies in target/tests").join("tool/bundle");
        for file in [tools::files_of(tools::CALCULATOR.name), tools::files_of("beregner-ark")].concat() {
            world = world.with(&format!("tool/{file}"), read(bundle.join(&file)));
        }
        let built = site::build(&world);
        let output = built.output.expect("the golden site has no faults");
        let folder = tempfile::tempdir().expect("a temporary folder");
        for (path, bytes) in output.iter() {
            let path = folder.path().join(&UNDER[1..]).join(path);
            fs::create_dir_all(path.parent().expect("a file has a folder")).expect("a temporary folder");
            fs::write(path, bytes).expect("a temporary file");
        }
        folder
    })
}

/// Opens a page with the letters that are the same everywhere, and nothing that blinks.
fn open(browser: &Browser, server: &Server, address: &str) {
    browser.goto(&format!("{}{address}", server.address));
    dress(browser);
}

fn dress(browser: &Browser) {
    let font = fs::read(root().join("tests/fixtures/font/atkinson-hyperlegible-next-latin-wght-normal.woff2"));
    let font = BASE64_STANDARD.encode(font.expect("the font of the tests"));
    let done = browser.run_async(
        "const [font, done] = arguments;
         const bytes = Uint8Array.from(atob(font), (sign) => sign.charCodeAt(0));
         const face = new FontFace('Proeve', bytes.buffer, { weight: '200 800' });
         document.fonts.add(face);
         const sheet = new CSSStyleSheet();
         sheet.replaceSync(`*, ::before, ::after, ::marker { font-family: Proeve !important; caret-color: transparent !important }
             .static { animation: none !important }`);
         document.adoptedStyleSheets.push(sheet);
         const icons = [...document.querySelectorAll('svg use')].map((use) => fetch(use.getAttribute('href').split('#')[0]));
         Promise.all([face.load(), ...icons])
             .then(() => document.fonts.ready)
             .then(() => requestAnimationFrame(() => requestAnimationFrame(() => done(true))));",
        &[json!(font)],
    );
    assert_eq!(done, Value::Bool(true));
}

/// All pictures of a look.
fn photograph(browser: &Browser, look: Look) {
    let mut album = Album::new(look.name());
    let golden = served(dressed().path());
    for (address, name) in PAGES {
        look.set(browser);
        open(browser, &golden, &format!("{UNDER}{address}"));
        album.add(name, Picture::read(&browser.whole_page(look.width)));
    }
    let real = served(&prepared().dist);
    look.set(browser);
    open(browser, &real, DESIGN);
    sections(browser, look, &mut album);
    look.set(browser);
    browser.goto(&format!("{}{}", real.address, concern_page::RULER));
    browser.until("document.getElementById('fortsaet')");
    with_fixed_words(browser);
    dress(browser);
    album.add("vaerktoej", in_one_window(browser, look, "main"));
    album.close();
}

/// The page of the design, cut at its headings: of a section with a sample that alone, of others all. Each begins at a whole pixel, so that
/// it looks the same whatever stands above it.
fn sections(browser: &Browser, look: Look, album: &mut Album) {
    let places = browser.value(
        "(() => {
             const text = document.querySelector('.text');
             for (const one of text.querySelectorAll(':scope > :is(h2, .sample)')) {
                 const past = (one.getBoundingClientRect().top + scrollY) % 1;
                 if (past > 0) one.style.marginTop = `${parseFloat(getComputedStyle(one).marginTop) + 1 - past}px`;
             }
             const all = [];
             for (const one of text.children) {
                 if (one.matches('h2[id]')) all.push([one.id, []]);
                 all.at(-1)?.[1].push(one);
             }
             const width = text.getBoundingClientRect();
             return all.flatMap(([name, parts]) => {
                 const samples = parts.filter((one) => one.matches('.sample'));
                 const shown = samples.length ? samples : parts;
                 // A section of nothing but text shows what the others show.
                 if (!shown.slice(samples.length ? 0 : 1).some((one) => one.matches('[class]'))) return [];
                 const top = Math.round(shown[0].getBoundingClientRect().top + scrollY) - 8;
                 const bottom = Math.ceil(shown.at(-1).getBoundingClientRect().bottom + scrollY) + 8;
                 return [[name, Math.floor(Math.max(width.left - 8, 0)), top, Math.ceil(width.width + 16), bottom - top]];
             });
         })()",
    );
    let places: Vec<(String, usize, usize, usize, usize)> =
        serde_json::from_value(places).expect("headings and where they are");
    assert!(places.len() > 25, "the page of the design has only {} parts", places.len());
    let whole = Picture::read(&browser.whole_page(look.width));
    for (name, left, top, width, height) in places {
        album.add(&format!("design-{name}"), whole.part(left, top, width, height));
    }
}

/// An element in a window that is high enough for all of it, with what stays at the foot of the window below it, as at the end of a page.
fn in_one_window(browser: &Browser, look: Look, css: &str) -> Picture {
    let place = |window: u64| {
        browser.window(look.width, u32::try_from(window).expect("a window is not that high"));
        let place = browser.run(
            "const box = document.querySelector(arguments[0]).getBoundingClientRect();
             return [box.left, box.top + scrollY, box.width, box.height, document.querySelector('body > .exit').offsetHeight]
                 .map((side, at) => at < 2 ? Math.floor(side) : Math.ceil(side));",
            &[json!(css)],
        );
        serde_json::from_value::<[u64; 5]>(place).expect("a place")
    };
    let [_, top, _, height, foot] = place(900);
    let [left, top, width, height, foot] = place(top + height + foot);
    let side = |length: u64| usize::try_from(length).expect("a side");
    Picture::read(&browser.screenshot()).part(side(left), side(top), side(width), side(height + foot))
}

/// What editors may word anew is replaced; what is left out is shown elsewhere.
fn with_fixed_words(browser: &Browser) {
    browser.run(
        "const words = { h1: 'Tænk en bekymring igennem', '.lead': 'Svar på det, du har set. Du får et forslag til næste skridt.',
             '#linealen-trin': 'Et trin', legend: 'Et spørgsmål, der kan svares ja eller nej på?',
             '.definition': 'Hvad ordene i spørgsmålet dækker, står altid fremme, så ingen skal gætte.' };
         for (const [css, text] of Object.entries(words)) {
             for (const element of document.querySelectorAll(`main ${css}`)) element.textContent = text;
         }
         for (const element of document.querySelectorAll('main .text > :not(.concern, :has(#fortsaet)), .ending, main .contents')) element.remove();
         for (const element of document.querySelectorAll('.answers .field-hint')) element.remove();",
        &[],
    );
}

/// Printed pages.
fn paper(browser: &Browser) {
    let mut album = Album::new("paper".to_owned());
    let golden = served(dressed().path());
    for (address, name) in PAPERS {
        open(browser, &golden, &format!("{UNDER}{address}"));
        for (at, page) in printed(&browser.print(), DOTS_PER_INCH).into_iter().enumerate() {
            album.add(&format!("{name}-{}", at + 1), page);
        }
    }
    let real = served(&prepared().dist);
    open(browser, &real, DESIGN);
    for (at, page) in printed(&browser.print(), DOTS_PER_INCH).into_iter().enumerate() {
        album.add(&format!("design-{}", at + 1), page);
    }
    reckoned(browser, &golden);
    for (at, page) in printed(&browser.print(), DOTS_PER_INCH).into_iter().enumerate() {
        album.add(&format!("overslag-{}", at + 1), page);
    }
    calculator_page::asks_for_the_note(browser);
    for (at, page) in printed(&browser.print(), DOTS_PER_INCH).into_iter().enumerate() {
        album.add(&format!("notat-{}", at + 1), page);
    }
    album.close();
}

/// The calculator over the golden prices, with a line that has a price and one that has none, on a day that is always the same.
fn reckoned(browser: &Browser, golden: &Server) {
    let day = "{ const Real = Date; const day = Real.UTC(2026, 2, 1, 12);
        globalThis.Date = class extends Real { constructor(...parts) { super(...(parts.length ? parts : [day])); } static now() { return day; } }; }";
    let added = browser.devtools("Page.addScriptToEvaluateOnNewDocument", &json!({ "source": day }));
    browser.goto(&format!("{}{UNDER}/ydelser/beregner/", golden.address));
    browser.until("document.querySelector('#beregner input[type=checkbox]')");
    calculator_page::choose(browser, "forloeb");
    browser.fill("#antal-forloeb", "3");
    calculator_page::choose(browser, "time");
    browser.fill("#antal-time", "8");
    browser.until("document.querySelectorAll('.sheet .line').length === 2");
    browser.devtools("Page.removeScriptToEvaluateOnNewDocument", &added);
    dress(browser);
}

/// The pictures of one folder, compared as they come.
struct Album {
    folder: String,
    names: BTreeSet<String>,
    faults: Vec<String>,
}

impl Album {
    fn new(folder: String) -> Self {
        Self { folder, names: BTreeSet::new(), faults: Vec::new() }
    }

    fn kept(&self) -> PathBuf {
        root().join("tests/pictures").join(&self.folder)
    }

    fn add(&mut self, name: &str, new: Picture) {
        let file = format!("{name}.png");
        let path = self.kept().join(&file);
        self.names.insert(file);
        let kept = fs::read(&path).ok().map(|bytes| Picture::read(&bytes));
        let why = match kept.as_ref().map(|kept| kept.difference(&new)) {
            Some(None) => return,
            Some(Some(difference)) => difference.to_string(),
            None => "is new".to_owned(),
        };
        if updates() {
            fs::create_dir_all(self.kept()).expect("a folder can be made");
            fs::write(path, new.png()).expect("a picture can be written");
            return;
        }
        let seen = root().join("target/tests/pictures").join(&self.folder);
        fs::create_dir_all(&seen).expect("a folder can be made");
        fs::write(seen.join(format!("{name}.png")), new.png()).expect("a picture can be written");
        if let Some(Some(Difference::Pixels { shown, .. })) = kept.map(|kept| kept.difference(&new)) {
            fs::write(seen.join(format!("{name}-difference.png")), shown.png()).expect("a picture can be written");
        }
        self.faults.push(format!("{}/{name}: {why}", self.folder));
    }

    /// Pictures of what is no longer there are faults, too.
    fn close(mut self) {
        let entries = fs::read_dir(self.kept()).into_iter().flatten().flatten();
        for entry in entries {
            let name = entry.file_name().to_string_lossy().into_owned();
            if !self.names.contains(&name) {
                if updates() {
                    fs::remove_file(entry.path()).expect("a picture can be removed");
                } else {
                    self.faults.push(format!("{}/{name}: nothing looks like it any more", self.folder));
                }
            }
        }
        let hint = "what was seen is in target/tests/pictures/; where it is meant: OPDATER=1 cargo test -p tests --test visual";
        assert!(self.faults.is_empty(), "{}\n{hint}", self.faults.join("\n"));
    }
}

fn updates() -> bool {
    std::env::var_os("OPDATER").is_some()
}

fn small() {
    let folder = root().join("tests/pictures");
    let sizes = files(&folder).into_iter().map(|path| fs::metadata(folder.join(path)).expect("a picture").len());
    let sum: u64 = sizes.sum();
    assert!(sum > 0 && sum <= MOST_BYTES, "the pictures are {sum} bytes, at most {MOST_BYTES}");
}

/// Each element with its classes and those of what it stands in; what only shows a state is left out.
const SHAPES: &str = "const within = arguments[0];
    const shape = (element) => [element.localName, ...[...element.classList].filter((name) => !name.startsWith('is-') || name === 'is-sign').sort()].join('.');
    const found = new Set();
    for (const root of document.querySelectorAll(within)) {
        for (const element of root.querySelectorAll('[class], input, label, legend, h2, h3, mark, output')) {
            const parent = element.parentElement;
            found.add((parent === root ? '' : shape(parent) + ' > ') + shape(element));
        }
    }
    return [...found].sort();";

fn shapes(browser: &Browser, within: &str) -> BTreeSet<String> {
    serde_json::from_value(browser.run(SHAPES, &[json!(within)])).expect("a list of words")
}

/// The samples on the page of the design are not made by the tools, so they are held to what those make.
fn samples(browser: &Browser) {
    let mut made = BTreeSet::new();
    let mut take = |browser: &Browser| made.extend(shapes(browser, "body"));
    let _ruler = concern_page::opened(browser);
    take(browser);
    browser.click("#fortsaet");
    browser.until("document.querySelector('.error-summary')");
    take(browser);
    concern_page::no_gates(browser, "6-9");
    take(browser);
    concern_page::to_the_result(browser, &[], "nej");
    take(browser);
    let _calculator = calculator_page::opened(browser);
    calculator_page::supervision(browser);
    take(browser);
    browser.fill("#antal-supervision", "otte");
    browser.until("document.querySelector('.field.has-error')");
    take(browser);
    let _deadlines = calculator_page::opened_at(browser, "/frister/", "frister");
    browser.fill("#modtaget", "20-11-2025");
    browser.fill("#klokken", "15:30");
    browser.until("document.querySelector('.timeline') && document.querySelector('.date-list .past')");
    take(browser);
    let _measure = calculator_page::opened_at(browser, "/frister/opfoelgning/", "opfoelgning");
    calculator_page::select(browser, "foranstaltning", 2);
    browser.until("document.getElementById('start')");
    browser.fill("#start", "31-01-2025");
    browser.until("document.querySelector('.timeline .practice') && document.querySelector('.date-column')");
    take(browser);
    let _map = calculator_page::opened_at(browser, "/skabeloner/netvaerkskort/", "netvaerkskort");
    for helps in [false, true] {
        if helps {
            browser.click("label[for=hjaelper]");
        }
        browser.fill("#hvem", "Mormor");
        browser.click("#tilfoej");
        browser.until("document.getElementById('hvem').value === ''");
    }
    browser.until("document.querySelector('.network .person') && document.querySelector('.network .helps')");
    take(browser);
    let _search = calculator_page::opened_at(browser, "/soeg/", "soeg");
    for (typed, found) in [
        ("et barn er blevet slået hvad gør jeg", ".best + .count + div + .hits mark"),
        ("takst", ".hits a > span:not([class]) > mark"),
        ("xylofonkvartet", ".count + div + ul a"),
    ] {
        browser.fill("#soegefelt", typed);
        browser.until(&format!("document.querySelector('.found > {found}')"));
        take(browser);
    }
    let real = served(&prepared().dist);
    browser.goto(&format!("{}{DESIGN}", real.address));
    // What a script makes on this very page is what the page shows of it.
    browser.until("document.querySelector('main > .button-row')");
    assert_eq!(
        browser.value("document.querySelector('main > .button-row').outerHTML"),
        browser.value("document.querySelector('.sample[aria-label=\"Prøve: udskrift\"] > .button-row').outerHTML"),
        "the buttons of print"
    );
    let known: BTreeSet<&str> = made.iter().map(|shape| shape.rsplit(" > ").next().unwrap_or(shape)).collect();
    let mut checked = 0;
    let mut faults = Vec::new();
    let of_tools =
        ["felter", "valg", "fejl", "spørgsmål", "skala", "ark", "faner", "tidslinje", "netværkskort", "søgning"];
    for name in of_tools {
        for shape in shapes(browser, &format!(".sample[aria-label='Prøve: {name}']")) {
            checked += 1;
            let there = if shape.contains(" > ") { made.contains(&shape) } else { known.contains(shape.as_str()) };
            if !there {
                faults.push(format!("{name}: {shape}"));
            }
        }
    }
    assert!(checked > 30, "only {checked} shapes were looked at");
    assert!(faults.is_empty(), "no tool makes what these samples show:\n{}", faults.join("\n"));
}

/// How many signs a line of running text has on a wide screen, on the average of all lines but the last of a paragraph.
fn measure(browser: &Browser) {
    let real = served(&prepared().dist);
    browser.screen(1280, "light");
    open(browser, &real, DESIGN);
    let lines = browser.value(
        "(() => {
             const lengths = [];
             for (const text of document.querySelectorAll('.text > p')) {
                 const range = document.createRange(), walker = document.createTreeWalker(text, NodeFilter.SHOW_TEXT);
                 const lines = new Map();
                 for (let node; (node = walker.nextNode());) {
                     for (let at = 0; at < node.length; at += 1) {
                         range.setStart(node, at), range.setEnd(node, at + 1);
                         const line = Math.round(range.getBoundingClientRect().bottom / 6);
                         lines.set(line, (lines.get(line) ?? 0) + 1);
                     }
                 }
                 lengths.push(...[...lines.values()].slice(0, -1));
             }
             return [lengths.length, lengths.reduce((sum, length) => sum + length, 0) / lengths.length];
         })()",
    );
    let (count, signs): (usize, f64) = serde_json::from_value(lines).expect("lines and signs");
    assert!(count > 10 && (60.0..=68.0).contains(&signs), "{count} lines have {signs:.1} signs each");
}
