//! What is said of each code, held to the code: every wrong example gives it and nothing else, every right one gives nothing.
//!
//! An example is laid over the base of the suite. Its line `# …` stands for what an editor need not read again: in a page or a
//! register for the required keys that the example does not name ([`KEYS`]), in `content/linealen/` for the project's own
//! file, with the rest of the ruler beside it.

use site::diagnostic::{Area, Code};
use site::explain::{self, Example, Explanation, LEFT_OUT, Shows};
use site::io::disk::Project;
use site::parse::markdown;
use site::parse::tree::{Block, Inline};
use site::source::{Source, Sources};
use std::collections::{BTreeMap, BTreeSet};
use tests::overlay::{self, Case, Content, Laid, METADATA};
use tests::prepare::{day, root};

/// Codes that no text in a file gives, and why. They are told by what happens.
const NOT_IN_A_TEXT: &[(&str, &str)] = &[
    ("F001", "whether a file may be read is said by the disk"),
    ("F002", "a text in this repository is UTF-8"),
    ("F006", "nobody reads an example of a megabyte"),
    ("F017", "nobody reads an example of a megabyte"),
    ("F018", "no text in this repository has a byte order mark"),
    ("F019", "no text in this repository has the line ends of Windows"),
    ("F020", "a text is no link"),
    ("R017", "nobody reads an example of 55 criteria"),
    ("T031", "what is misspelt is said by the dictionary, which the base has not"),
];

/// What `# …` stands for, by file and heading; `*` is any id. Of these keys those that the example names are left out.
const KEYS: &[(&str, &str, &str)] = &[
    ("site.toml", "", "navn = \"Prøvesiden\"\nbeskrivelse = \"Til prøver.\"\nadresse = \"https://proeve.test/\""),
    ("kilder.toml", "*", "titel = \"En rapport\"\nudgiver = \"Et hus\""),
    (
        "lov.toml",
        "*",
        "lov = \"barnets lov\"\nparagraf = \"§ 133\"\ntitel = \"Underretning\"\ngaelder_fra = 2024-01-01\n\
         kontrolleret = 2026-01-01\nstatus = \"bekraeftet\"\nadresse = \"https://www.retsinformation.dk/\"",
    ),
    ("tal.toml", "*", "vaerdi = \"67 pct.\"\nbeskrivelse = \"En andel\"\nkilde = \"rapport\"\nstatus = \"bekraeftet\""),
    (
        "ydelser.toml",
        "ydelse",
        "id = \"samtaler\"\nnavn = \"Samtaler\"\nside = \"/maal/\"\nstatus = \"katalog\"\ntil = \"barnet\"\n\
         enhed = \"forloeb\"\nkort = \"Kort.\"\nkilde = \"rapport\"\nsted = \"s. 1\"",
    ),
    (
        "ydelser.toml",
        "ydelse.pris",
        "beloeb = \"28.000 kr.\"\ngaelder_fra = 2021-03-01\nudbyder = \"Et hus\"\nkilde = \"rapport\"\nsted = \"s. 1\"\n\
         status = \"bekraeftet\"",
    ),
    (
        "satser.toml",
        "*",
        "navn = \"Kørsel\"\ntype = \"km\"\nbeloeb = \"3,94 kr.\"\naar = \"2026\"\nkilde = \"rapport\"\nsted = \"s. 1\"\n\
         status = \"bekraeftet\"",
    ),
    (
        "figurer.toml",
        "*",
        "titel = \"Besøg\"\ntype = \"soejler\"\nkolonner = [\"Besøg\"]\nenhed = \"besøg\"\nkilde = \"rapport\"\n\
         sted = \"s. 1\"\nstatus = \"bekraeftet\"\nbeskrivelse = \"Besøgene.\"",
    ),
    (
        "eksempler.toml",
        "*",
        "titel = \"Eksempel\"\nviser = \"Noget.\"\negne_tal = \"Alle.\"\naar = \"2027\"\npris_dato = 2026-01-01",
    ),
];

/// Whether `# …` stands for the project's own file of that path: rules that are proven as a whole are too many to be written again.
fn is_real(path: &str) -> bool {
    path.starts_with("content/linealen/") || path == "content/data/afklaring.toml"
}

/// What such files refer to.
const REGISTERS: &[&str] = &["content/data/kilder.toml", "content/data/lov.toml", "content/data/tal.toml"];

/// The files that the ruler is made of, beside those that an example writes.
const RULER: &[&str] = &[
    "content/linealen/model.toml",
    "content/linealen/porte.toml",
    "content/linealen/tegn.toml",
    "content/linealen/belastninger.toml",
    "content/linealen/ressourcer.toml",
    "content/linealen/tabeller.toml",
    "content/linealen/gennemgang.toml",
    "content/linealen/oevelser.toml",
];

/// The keys of a text before the next heading.
fn keys<'t>(lines: impl Iterator<Item = &'t str>) -> BTreeSet<&'t str> {
    let in_section = lines.take_while(|line| !line.starts_with('[') && *line != "+++");
    in_section.filter_map(|line| line.split_once(" = ")).map(|(key, _)| key).collect()
}

fn fits(pattern: &str, heading: &str) -> bool {
    let (mut pattern, mut heading) = (pattern.split('.'), heading.split('.'));
    loop {
        match (pattern.next(), heading.next()) {
            (None, None) => return true,
            (Some(part), Some(name)) if part == "*" || part == name => {}
            _ => return false,
        }
    }
}

/// An example as the file that it stands for.
fn whole(example: &Example) -> String {
    let Example { path, text, .. } = example;
    if !text.lines().any(|line| line == LEFT_OUT) {
        return text.clone();
    }
    if is_real(path) {
        return text.replace(LEFT_OUT, overlay::real(path).trim_end());
    }
    let lines: Vec<&str> = text.lines().collect();
    let mut out = String::new();
    let mut heading = (0, "");
    for (at, line) in lines.iter().enumerate() {
        if line.starts_with('[') {
            heading = (at + 1, line.trim_matches(['[', ']']));
        }
        if *line != LEFT_OUT {
            out.extend([*line, "\n"]);
            continue;
        }
        let page = METADATA.replace("PATH", path);
        let known = match path.strip_prefix("content/data/") {
            None => page.trim().trim_matches('+').trim(),
            Some(name) => {
                let keys = KEYS.iter().find(|(file, pattern, _)| *file == name && fits(pattern, heading.1));
                keys.unwrap_or_else(|| panic!("{path}: {LEFT_OUT} stands for nothing under »{}«", heading.1)).2
            }
        };
        let from = if path.ends_with(".md") { 1 } else { heading.0 };
        let named = keys(lines[from..].iter().copied());
        let missing = known.lines().filter(|line| !line.split_once(" = ").is_some_and(|(key, _)| named.contains(key)));
        out.extend(missing.flat_map(|line| [line, "\n"]));
    }
    out
}

/// The codes that the examples of one kind give together, each with what is told.
fn given(base: &Case, explanation: &Explanation, shows: Shows) -> BTreeMap<Code, String> {
    let examples = || explanation.examples.iter().filter(|example| example.shows == shows);
    let mut laid = Laid::new();
    if examples().any(|example| is_real(&example.path)) {
        laid.extend(
            REGISTERS.iter().map(|path| ((*path).to_owned(), Some(Content::Text(overlay::real(path).into_bytes())))),
        );
    }
    if examples().any(|example| example.path.starts_with("content/linealen/")) {
        laid.extend(
            RULER.iter().map(|path| ((*path).to_owned(), Some(Content::Text(overlay::real(path).into_bytes())))),
        );
    }
    laid.extend(examples().map(|example| (example.path.clone(), Some(Content::Text(whole(example).into_bytes())))));
    let name = format!("{} {shows:?}", explanation.code.id());
    let built = overlay::build(base, &laid, &name);
    let told = |d: &site::diagnostic::Diagnostic| {
        let source = built.sources.get(d.span.file);
        format!(
            "{}:{}: {} | {}",
            source.path,
            source.position(d.span.range().start).line,
            d.message,
            d.hints.join(" | ")
        )
    };
    // An example has no way to its page and no use for its files, unless it is about that.
    let loose = |code| matches!(code, Code::PageUnlinked | Code::FileUnused) && code != explanation.code;
    built.diagnostics.iter().filter(|d| !loose(d.code)).map(|d| (d.code, told(d))).collect()
}

fn explanations() -> impl Iterator<Item = Explanation> {
    Code::ALL.iter().copied().map(explain::of)
}

fn assert_none(what: &str, faults: &[String]) {
    assert!(faults.is_empty(), "{what}:\n{}", faults.join("\n"));
}

#[test]
fn every_wrong_example_gives_its_code_and_no_other() {
    let (base, _) = overlay::read_cases();
    let mut faults = Vec::new();
    for explanation in explanations() {
        let id = explanation.code.id();
        if NOT_IN_A_TEXT.iter().any(|(code, _)| *code == id) {
            continue;
        }
        let given = given(&base, &explanation, Shows::Wrong);
        if given.keys().ne([&explanation.code]) {
            faults.push(format!("{id}: {given:#?}"));
        }
    }
    assert_none("wrong examples that do not give their code, or give more", &faults);
}

#[test]
fn every_right_example_gives_nothing() {
    let (base, _) = overlay::read_cases();
    let mut faults = Vec::new();
    for explanation in explanations() {
        let given = given(&base, &explanation, Shows::Right);
        if !given.is_empty() {
            faults.push(format!("{}: {given:#?}", explanation.code.id()));
        }
    }
    assert_none("right examples with a fault", &faults);
}

#[test]
fn every_code_has_both_examples_or_says_what_happens() {
    let mut faults = Vec::new();
    for Explanation { code, examples, .. } in explanations() {
        let shown: BTreeSet<_> = examples.iter().map(|example| example.shows.title()).collect();
        let expected = match NOT_IN_A_TEXT.iter().any(|(id, _)| *id == code.id()) {
            true => BTreeSet::from([Shows::Happens.title()]),
            false => BTreeSet::from([Shows::Wrong.title(), Shows::Right.title()]),
        };
        let pathless = |example: &&Example| {
            let roots = ["content/", "public/"];
            example.shows != Shows::Happens && !roots.iter().any(|root| example.path.starts_with(root))
        };
        let strange: Vec<_> = examples.iter().filter(pathless).map(|example| &example.path).collect();
        if shown != expected || !strange.is_empty() || examples.iter().any(|example| example.text.trim().is_empty()) {
            faults.push(format!("{}: {shown:?} {strange:?}", code.id()));
        }
        let twice: BTreeSet<_> = examples.iter().map(|example| (example.shows.title(), &example.path)).collect();
        if twice.len() != examples.len() {
            faults.push(format!("{}: two examples of one file", code.id()));
        }
    }
    assert_none("examples that are missing, or too much", &faults);
    for (id, why) in NOT_IN_A_TEXT {
        assert!(explain::code(id).is_some() && !why.is_empty(), "{id}");
    }
}

#[test]
fn every_text_is_short_and_plain() {
    let mut faults = Vec::new();
    let mut titles = BTreeSet::new();
    for explanation in explanations() {
        let id = explanation.code.id();
        let mut fault = |what: String| faults.push(format!("{id}: {what}"));
        let Explanation { title, prose, .. } = &explanation;
        if !(5..=60).contains(&title.chars().count()) || title.ends_with('.') || title.contains('`') {
            fault(format!("the title is empty, long, ends with a stop or holds code: »{title}«"));
        }
        if !titles.insert(title.clone()) {
            fault(format!("another code has the title »{title}«"));
        }
        let source = Source::new(id, prose.as_str());
        let file = Sources::default().add(source);
        let mut told = Vec::new();
        let body = markdown::parse(file, prose, 0..prose.len(), &mut told);
        for diagnostic in told {
            fault(format!("{}: {}", diagnostic.code.id(), diagnostic.message));
        }
        if !(1..=3).contains(&body.blocks.len()) || !(120..=900).contains(&prose.chars().count()) {
            fault(format!("{} paragraphs of {} characters together", body.blocks.len(), prose.chars().count()));
        }
        // The terminal shows them as they are written.
        let plain = |inline: &Inline| matches!(inline, Inline::Text(_) | Inline::Code(_) | Inline::SoftBreak);
        let paragraphs = |block: &Block| matches!(block, Block::Paragraph(words) if words.iter().all(plain));
        if !body.blocks.iter().all(paragraphs) || !body.refs.is_empty() {
            fault("more than paragraphs of words and `code`".to_owned());
        }
        let wide =
            explanation.examples.iter().flat_map(|example| example.text.lines()).map(|line| line.chars().count());
        // A summary that is too long is long.
        if wide.max().unwrap_or_default() > 400 {
            fault("an example has a line of more than 400 characters".to_owned());
        }
    }
    assert_none("texts that are not as they should be", &faults);
}

#[test]
fn no_text_is_left_of_a_code_that_is_gone() {
    let folder = root().join("site/src/explain");
    let names = std::fs::read_dir(&folder).unwrap().map(|entry| entry.unwrap().file_name().into_string().unwrap());
    let known = |name: &String| Code::ALL.iter().any(|code| *name == format!("{}.md", code.id()));
    let strange: Vec<_> = names.filter(|name| !known(name)).collect();
    assert_none("files in site/src/explain/ that no code has", &strange);
}

#[test]
fn the_site_shows_every_code_where_its_list_leads() {
    let built = site::build(&Project::new(root(), day()));
    let output = built.output.expect("the content has no error");
    let pages: BTreeMap<&str, &str> = output
        .iter()
        .filter(|(path, _)| path.starts_with("om/fejlkoder/") && path.ends_with(".html"))
        .map(|(path, bytes)| (path, std::str::from_utf8(bytes).expect("UTF-8")))
        .collect();
    let list = pages["om/fejlkoder/index.html"];
    let mut homes = BTreeSet::new();
    for explanation in explanations() {
        let id = explanation.code.id();
        let anchor = format!(" id=\"{id}\"");
        let home: Vec<_> = pages.iter().filter(|(_, html)| html.contains(&anchor)).map(|(path, _)| *path).collect();
        let [home] = home.as_slice() else { panic!("{id} is shown on {home:?}") };
        homes.insert(*home);
        let address = format!("/{}#{id}\"", home.trim_end_matches("index.html"));
        assert!(list.contains(&address), "the list does not lead to {address}");
        for example in &explanation.examples {
            let first = example.text.lines().find(|line| line.len() > 3).unwrap_or_default();
            let escaped = first.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;");
            assert!(pages[home].contains(&escaped), "{home} lacks an example of {id}: {first}");
        }
    }
    assert_eq!(homes.len(), Area::ALL.len(), "one page an area");
}
