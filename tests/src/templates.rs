//! Templates: the Word file holds what the page does, and both fit their paper.
//!
//! Contract: Word files are read again by `tests::word`, of the golden site, which has a template with everything in it, and of
//! the real one. LibreOffice, where `soffice` is on PATH, lays each file out and says how many pages it takes; where it
//! is not, that is said aloud and the rest is tested. The printed page comes out of the browser.

use site::io::serve::{self, Server};
use site::output::Output;
use site::world::MemoryWorld;
use std::collections::BTreeMap;
use std::fs;
use std::io::{Read as _, Write as _};
use std::net::TcpStream;
use std::path::{Path, PathBuf};
use std::process::{Command, ExitCode, Stdio};
use std::sync::OnceLock;
use tests::browser::Browser;
use tests::dist::{Page, files, pages, select, words};
use tests::harness::{Test, run};
use tests::pdf::{self, is_paper};
use tests::prepare::{prepared, root, say};
use tests::word::Word;

/// The class of the body; width and height in millimetres, and in twentieths of a point.
type Paper = (&'static str, (f64, f64), (u32, u32));

/// Papers by the class of the body: in millimetres, and in twentieths of a point.
const PAPERS: [Paper; 2] = [("on-a4", (210.0, 297.0), (11_906, 16_838)), ("on-a5", (148.0, 210.0), (8_391, 11_906))];

/// The paper of a card, which is one page.
const CARD: &str = "on-a5";

fn main() -> ExitCode {
    let mut tests: Vec<Test> = [
        ("a_word_file_holds_the_template_in_order", holds_all as fn()),
        ("a_word_file_says_what_it_is", says_what_it_is),
        ("two_builds_give_the_same_word_file", same_bytes),
        ("every_template_has_its_word_file", every_template),
        ("word_files_are_sent_as_such", content_type),
        ("libreoffice_lays_word_files_out", libreoffice),
    ]
    .into_iter()
    .map(|(name, body)| Test::plain(name, body))
    .collect();
    for template in templates() {
        let name = format!("on_paper {}", template.page.address);
        tests.push(Test::browser(name, move |browser| on_paper(browser, &template)));
    }
    run(tests)
}

/// A template of the real site.
struct Template {
    page: Page,
    /// The class of its body.
    paper: &'static str,
    size: (f64, f64),
    twips: (u32, u32),
}

fn templates() -> Vec<Template> {
    let found = pages(&prepared().dist).into_iter().filter_map(|page| {
        let html = page.html();
        let (paper, size, twips) =
            PAPERS.into_iter().find(|(class, ..)| select(&html, &format!("body.{class}")).count() == 1)?;
        Some(Template { page, paper, size, twips })
    });
    found.collect()
}

/// The golden site, which has templates with everything that one can hold.
fn golden() -> Output {
    let folder = root().join("tests/golden/in");
    let world = files(&folder).iter().fold(MemoryWorld::new(jiff::civil::date(2026, 11, 21)), |world, path| {
        world.with(path, fs::read(folder.join(path)).unwrap_or_else(|error| panic!("{path}: {error}")))
    });
    site::build(&world).output.expect("the golden site has no faults")
}

fn open(output: &Output, path: &str) -> Word {
    Word::open(output.get(path).unwrap_or_else(|| panic!("no {path}")))
}

const HEAD: &str = "Udfyldt er papiret fortroligt. Journalisér det efter arbejdspladsens egne regler.";

fn holds_all() {
    let output = golden();
    let head = format!("PaperHead: Prøven · version 1. maj 2026 · {HEAD}");
    let expected = [
        "Heading1: Skema & tegn",
        &head,
        "Normal: Brug det til almindelige møder, ikke andre x. Se den anden side og noten.1",
        "|Barnets navn||",
        "|Dato (dag og år)||",
        "Heading2: Deltagere",
        "head |Hvem|Andel|",
        "|Leder|67 pct.|",
        "|||",
        "Heading3: Før mødet",
        "ListParagraph list 3: Læs barnets lov §\u{a0}133.",
        "ListParagraph: Et afsnit mere.",
        "ListParagraph list 2: Et punkt",
        "ListParagraph list 3: Ring.",
        "Normal: Tekst imellem, 30.000,50 kr. (ikke bekræftet) og 1.234,50 kr. (ikke bekræftet).",
        "ListParagraph list 4: Begynder ved tre, §\u{a0}1 (ikke bekræftet)",
        "ListParagraph: ☐ Samtykke er indhentet",
        "ListParagraph: ☐ Barnet er spurgt (Et hus, maj 2024, s.\u{a0}12; Bogen)",
        "ListParagraph: ☐ Indre boks",
        "BoxTitle: Vær opmærksom",
        "Box: Ved mistanke holdes mødet ikke.",
        "Quote: Et citat,på to linjer.",
        "Code: kode <b>",
        "LongField: Hvad er aftalt?",
        "||",
        "||",
        "||",
        "||",
        "||",
        "Heading2: Noter",
        "ListParagraph list 5: Noten.",
        "Closing: Kilder: Et hus, maj 2024; Bogen. https://proeve.example/guide/skema/ · gennemgået 1. maj 2026",
    ];
    let word = open(&output, "skema/skema.docx");
    assert_eq!(word.lines(), expected, "{:#?}", word.lines());
    // A list begins at its own number, and links lead to the published site.
    let numbering = word.part("word/numbering.xml");
    let third = numbering.split("<w:num w:numId=\"4\"").nth(1).expect("the list that begins at three");
    assert!(third.contains("<w:startOverride w:val=\"3\" />"), "{third}");
    let links = word.part("word/_rels/document.xml.rels");
    for address in ["https://proeve.example/guide/afsnit/side/#tabellen", "https://proeve.example/guide/om/lov/#post_"]
    {
        assert!(links.contains(address), "{address} is not in {links}");
    }
    // A card past its review says so, as its page does.
    let card = open(&output, "kort/kort.docx").lines();
    assert!(card.iter().any(|line| line.contains("skulle have været gennemgået 1. januar 2026")), "{card:#?}");
}

fn says_what_it_is() {
    let output = golden();
    let word = open(&output, "skema/skema.docx");
    assert_eq!((word.paper(), open(&output, "kort/kort.docx").paper()), (PAPERS[0].2, PAPERS[1].2));
    assert_eq!(word.property("title"), "Skema & tegn");
    assert_eq!(word.property("subject"), "En skabelon i A4 med alt, hvad den kan holde < & >.");
    assert_eq!(word.property("language"), "da-DK");
    assert_eq!(word.property("created"), "2026-05-01T00:00:00Z", "the day of the review, not of the build");
    assert_eq!(word.property("modified"), "2026-05-01T00:00:00Z");
    assert!(word.part("word/styles.xml").contains("<w:lang w:val=\"da-DK\""), "words are marked as Danish");
    assert!(!word.part("word/styles.xml").contains('{'), "a size was left open");
    let times: Vec<_> = word.times.iter().collect();
    assert!(matches!(times[..], [time] if time.starts_with("1980-01-01")), "entries carry a time: {times:?}");
}

fn same_bytes() {
    let (one, other) = (golden(), golden());
    for (path, bytes) in one.iter().filter(|(path, _)| path.ends_with(".docx")) {
        assert!(other.get(path) == Some(bytes), "{path} differs from build to build");
    }
    // On another thread, after others: the crate that writes the files counts on.
    let third = std::thread::spawn(golden).join().expect("a build");
    assert!(one == third);
}

fn every_template() {
    let dist = &prepared().dist;
    let all = templates();
    assert!(!all.is_empty(), "the real site has templates");
    let mut named = Vec::new();
    for Template { page, paper, twips, .. } in &all {
        let html = page.html();
        let offer =
            select(&html, "a[download][href$='.docx']").next().unwrap_or_else(|| panic!("{}: no file", page.address));
        let path = offer.attr("href").expect("it has an address").trim_start_matches('/').to_owned();
        let bytes = fs::read(dist.join(&path)).unwrap_or_else(|error| panic!("{path}: {error}"));
        let size = format!("(.docx, {} kB)", bytes.len().div_ceil(1000));
        assert!(words(offer).contains(&size), "{}: {}", page.address, words(offer));
        let word = Word::open(&bytes);
        assert_eq!(word.paper(), *twips, "{path} is {paper}");
        // The same headings in the same order, as many boxes, every label.
        let lines = word.lines();
        let headings: Vec<_> = lines.iter().filter_map(|line| line.strip_prefix("Heading")?.split_once(": ")).collect();
        let shown: Vec<_> = select(&html, "main h1, .text :is(h2, h3, h4, h5, h6):not(.box-title)")
            .map(|heading| (heading.value().name()[1..].to_owned(), words(heading)))
            .collect();
        let spaced = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ");
        let headings: Vec<_> = headings.into_iter().map(|(level, text)| (level.to_owned(), spaced(text))).collect();
        assert_eq!(headings, shown, "{path}");
        let boxes = lines.iter().filter(|line| line.contains('☐')).count();
        assert_eq!(boxes, select(&html, ".ticks > li").count(), "{path}: boxes");
        let text = spaced(&lines.join("\n"));
        for label in select(&html, ".fields > li > span:first-child").map(words) {
            assert!(text.contains(&label), "{path} lacks the field {label}");
        }
        for part in [HEAD, "· version ", "https://", "gennemgået "] {
            assert!(text.contains(part), "{path} does not say {part}");
        }
        named.push(path);
    }
    let written: Vec<_> = files(dist).into_iter().filter(|path| path.ends_with(".docx")).collect();
    named.sort();
    assert_eq!(written, named, "each Word file is offered by its page");
}

fn server() -> &'static Server {
    static SERVER: OnceLock<Server> = OnceLock::new();
    SERVER.get_or_init(|| serve::spawn(prepared().dist.clone()).unwrap_or_else(|failure| panic!("{failure}")))
}

fn content_type() {
    let path = files(&prepared().dist).into_iter().find(|path| path.ends_with(".docx")).expect("a Word file");
    let host = server().address.trim_start_matches("http://");
    let mut stream = TcpStream::connect(host).expect("the server answers");
    write!(stream, "GET /{path} HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\n\r\n").expect("it can be asked");
    let mut answer = Vec::new();
    stream.read_to_end(&mut answer).expect("it can be read");
    let head = String::from_utf8_lossy(&answer).split("\r\n\r\n").next().unwrap_or_default().to_lowercase();
    let kind = "content-type: application/vnd.openxmlformats-officedocument.wordprocessingml.document";
    assert!(head.contains(kind) && head.contains("x-content-type-options: nosniff"), "{head}");
}

/// Prints a page: it is on its paper, and a card is one page.
fn on_paper(browser: &Browser, template: &Template) {
    browser.goto(&format!("{}{}", server().address, template.page.address));
    let printed = pdf::pages(&browser.print());
    assert!(printed.iter().all(|size| is_paper(*size, template.size)), "not on {}: {printed:?}", template.paper);
    assert!(template.paper != CARD || printed.len() == 1, "a card takes {} pages", printed.len());
    // What is printed is the template and nothing else; lines to write on are far enough apart for a hand.
    browser.paper();
    let fault = browser.run(
        "const shown = (css) => [...document.querySelectorAll(css)].filter((element) => element.checkVisibility());
         const noise = shown('nav, header.top, footer, .offer, .lead, .laws, .sources, .review');
         if (noise.length > 0) return 'on paper there is ' + noise.map((element) => element.className).join(', ');
         if (shown('.paper-head').length !== 1) return 'the paper does not say what it is';
         const rules = shown('.rule').map((rule) => rule.getBoundingClientRect().bottom);
         const apart = 8 / 25.4 * 96;
         for (let at = 1; at < rules.length; at++) if (rules[at] - rules[at - 1] < apart) return 'lines stand too close';
         return null;",
        &[],
    );
    assert!(fault.is_null(), "{}: {fault}", template.page.address);
}

fn soffice() -> Option<PathBuf> {
    let path = std::env::var_os("PATH")?;
    std::env::split_paths(&path).map(|folder| folder.join("soffice")).find(|file| file.is_file())
}

fn libreoffice() {
    let Some(program) = soffice() else {
        say(
            "LibreOffice is NOT here (no `soffice` on PATH): Word files were read again, but not laid out; to have that \
             tested too, install the package libreoffice-writer-nogui",
        );
        return;
    };
    let folder = tempfile::tempdir().expect("a temporary folder");
    let mut expected: BTreeMap<String, (&str, (f64, f64))> = BTreeMap::new();
    let mut put = |name: &str, bytes: &[u8], paper: &'static str, size: (f64, f64)| {
        fs::write(folder.path().join(format!("{name}.docx")), bytes).expect("a file can be written");
        expected.insert(name.to_owned(), (paper, size));
    };
    let golden = golden();
    for (path, (paper, size, _)) in ["skema/skema.docx", "kort/kort.docx"].into_iter().zip(PAPERS) {
        put(&format!("golden-{paper}"), golden.get(path).expect("a Word file"), paper, size);
    }
    for template in templates() {
        let name = template.page.address.trim_matches('/').replace('/', "-");
        let last = template.page.address.trim_matches('/').rsplit('/').next().unwrap_or_default().to_owned();
        let path = format!("{}{last}.docx", template.page.address.trim_start_matches('/'));
        put(&name, &fs::read(prepared().dist.join(path)).expect("a Word file"), template.paper, template.size);
    }
    convert(&program, folder.path(), expected.keys());
    for (name, (paper, size)) in expected {
        let pdf = fs::read(folder.path().join(format!("{name}.pdf")));
        let laid = pdf::pages(&pdf.unwrap_or_else(|error| panic!("LibreOffice cannot open {name}.docx: {error}")));
        assert!(laid.iter().all(|page| is_paper(*page, size)), "{name}.docx is not on {paper}: {laid:?}");
        assert!(paper != CARD || laid.len() == 1, "{name}.docx: a card takes {} pages", laid.len());
    }
}

fn convert<'a>(program: &Path, folder: &Path, names: impl Iterator<Item = &'a String>) {
    let mut command = Command::new(program);
    // A profile of its own: one that is in use by somebody would refuse.
    command.arg(format!("-env:UserInstallation=file://{}", folder.join("profile").display()));
    command.args(["--headless", "--convert-to", "pdf", "--outdir"]).arg(folder);
    command.args(names.map(|name| folder.join(format!("{name}.docx"))));
    let ran = command.stdin(Stdio::null()).output().expect("LibreOffice can be started");
    assert!(ran.status.success(), "LibreOffice: {}", String::from_utf8_lossy(&ran.stderr));
}
