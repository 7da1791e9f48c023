//! What is done with the bytes of a fuzzer, and with those of its corpus when the tests replay it.
//!
//! Contract: each function takes any bytes. It panics where the product breaks a promise: a panic of its own; a place of a
//! diagnostic that is not in its text; a site in spite of an error, or none without one; a file that is written and not
//! read as the same. Nothing here touches the disk.

#![allow(dead_code, reason = "each fuzz target uses one of them")]

#[path = "../../calculator/tests/linealen/mod.rs"]
mod linealen;

use calculator::concern::text::Stamp;
use calculator::wire::json::{self, Json};
use calculator::{concern, demand, link, saved, wire};
use site::report::{Format, report};
use site::world::MemoryWorld;

/// A target: its name and what it does.
pub(crate) type Target = (&'static str, fn(&[u8]));

/// All targets.
pub(crate) const TARGETS: [Target; 5] = [
    ("front_matter", front_matter),
    ("markdown", markdown),
    ("directives", directives),
    ("registers", registers),
    ("saved_files", saved_files),
];

const BASE: &str = include_str!("../suite/_base.txt");
const PAGE: &str = "content/proeve.md";
const METADATA: &str = "+++\ntitel = \"Prøve\"\nresume = \"En side til prøve.\"\ngennemgaaet = 2026-01-01\n\
    naeste_gennemgang = 2027-01-01\nansvarlig = \"Redaktionen\"\nkilder = [\"rapport\"]\n+++\n";

macro_rules! real {
    ($($path:literal),* $(,)?) => { [$(($path, include_str!(concat!("../../", $path)))),*] };
}

/// The real registers, and the ruler, which is one model over several files.
const REGISTERS: [(&str, &str); 21] = real![
    "content/data/boernehuse.toml",
    "content/data/eksempler.toml",
    "content/data/figurer.toml",
    "content/data/kilder.toml",
    "content/data/kommuner.toml",
    "content/data/lov.toml",
    "content/data/navigation.toml",
    "content/data/ordliste.toml",
    "content/data/organisationer.toml",
    "content/data/satser.toml",
    "content/data/site.toml",
    "content/data/systemer.toml",
    "content/data/tal.toml",
    "content/data/ydelser.toml",
    "content/linealen/belastninger.toml",
    "content/linealen/gennemgang.toml",
    "content/linealen/model.toml",
    "content/linealen/oevelser.toml",
    "content/linealen/porte.toml",
    "content/linealen/tabeller.toml",
    "content/linealen/tegn.toml",
];

/// What the ruler has beside what is put to the test.
const RESOURCES: [(&str, &str); 1] = real!["content/linealen/ressourcer.toml"];

/// Pieces of directives, for bytes that stand for a piece each: so that the fuzzer soon comes past their names.
const PIECES: [&str; 64] = [
    "\n",
    "\n\n",
    ":::",
    "\n:::\n",
    "\n::::\n",
    "kort-svar",
    "trin",
    "akut",
    "ubekraeftet",
    "veje",
    "ydelser",
    "beregner",
    "boernehusforloeb",
    "behov",
    "linealen",
    "felter",
    "register",
    "figur",
    " ",
    "   ",
    "\t",
    "- ",
    "1. ",
    "2. ",
    "> ",
    "> [!NOTE]\n",
    "# ",
    "## ",
    "### ",
    "**",
    "*",
    "_",
    "`",
    "```",
    "~~~",
    "| a | b |\n| --- | --- |\n| c | d |\n",
    "[",
    "]",
    "(",
    ")",
    "[^1]",
    "[^1]: ",
    "{{tal:andel}}",
    "{{tal:",
    "}}",
    "[@rapport s. 3]",
    "(lov:barnets-lov-133)",
    "§ 133",
    "12.000 kr.",
    "- [ ] ",
    "- [x] ",
    "/maal/",
    "#foerste-afsnit",
    "https://proeve.test/",
    "<b>",
    "<!--",
    "-->",
    "&amp;",
    "\\",
    "æøå",
    "spoergsmaal",
    "skema",
    "regler",
    "lov",
];

/// The pages and registers of the suite's sound little site.
fn base() -> MemoryWorld {
    let mut world = MemoryWorld::new(jiff::civil::date(2026, 6, 15));
    for file in BASE.split("--- ").skip_while(|part| part.starts_with("===")) {
        let Some((path, text)) = file.split_once('\n') else { continue };
        // Two pages with one title are a warning; the path makes the difference.
        let metadata = METADATA.replace("\"Prøve\"", &["\"", path, "\""].concat());
        world = world.with(path, text.replace("@metadata\n", &metadata));
    }
    world
}

fn hold(world: &MemoryWorld) {
    let built = site::build(world);
    assert_eq!(built.output.is_none(), built.errors() > 0, "a site exactly where there is no error");
    for diagnostic in &built.diagnostics {
        let text = &built.sources.get(diagnostic.span.file).text;
        let range = diagnostic.span.range();
        assert!(text.get(range.clone()).is_some(), "{:?} at {range:?} of {}", diagnostic.code, text.len());
        assert!(!diagnostic.message.is_empty(), "{:?} says nothing", diagnostic.code);
    }
    let short = report(&built, Format::Short, false);
    assert_eq!(short.lines().count(), built.diagnostics.len(), "one line each: {short}");
    assert_eq!(report(&built, Format::Long, false).is_empty(), built.diagnostics.is_empty());
}

/// Anything between the lines of `+++`.
pub(crate) fn front_matter(bytes: &[u8]) {
    let text = String::from_utf8_lossy(bytes);
    hold(&base().with(PAGE, ["+++\n", &text, "\n+++\n\nTekst.\n"].concat()));
}

/// Anything below sound front matter; not all of it is UTF-8.
pub(crate) fn markdown(bytes: &[u8]) {
    hold(&base().with(PAGE, [METADATA.as_bytes(), bytes].concat()));
}

/// Pieces of directives in any order, with any signs between them.
pub(crate) fn directives(bytes: &[u8]) {
    let mut text = METADATA.to_owned();
    for &byte in bytes {
        match PIECES.get(usize::from(byte)) {
            Some(piece) => text.push_str(piece),
            None => text.push(char::from(byte & 0x7f)),
        }
    }
    hold(&base().with(PAGE, text));
}

/// Anything in the place of a register, or of a file of the ruler; the first byte says which.
pub(crate) fn registers(bytes: &[u8]) {
    let Some((first, rest)) = bytes.split_first() else { return };
    let (path, _) = REGISTERS[usize::from(*first) % REGISTERS.len()];
    let mut world = base();
    if path.starts_with("content/linealen/") {
        for (path, text) in REGISTERS.iter().chain(&RESOURCES).filter(|(path, _)| path.starts_with("content/linealen/"))
        {
            world = world.with(path, text);
        }
    }
    hold(&world.with(path, rest));
}

/// Anything in the place of a file that a tool has saved, of a link, or of the data in a page; the first byte says which.
pub(crate) fn saved_files(bytes: &[u8]) {
    let Some((first, rest)) = bytes.split_first() else { return };
    let text = String::from_utf8_lossy(rest);
    match first % 7 {
        0 => {
            if let Ok(reply) = demand::read(&text) {
                assert_eq!(demand::read(&demand::write(&reply)).as_ref(), Ok(&reply));
            }
        }
        1 => {
            let model = linealen::model();
            if let Ok(opened) = concern::file::read(&text, model) {
                let stamp = Stamp { date: opened.saved.date.clone() };
                let written = concern::file::write(model, &opened.answers, &stamp);
                let again = concern::file::read(&written, model).map(|opened| opened.answers);
                assert_eq!(again.as_ref(), Ok(&opened.answers));
                let _outcome = concern::evaluate(model, &opened.answers);
            }
        }
        2 => hold_link(&text),
        // The same with the sum over the bytes put right, which no fuzzer would find.
        3 => hold_link(&sealed(rest)),
        4 => {
            if let Ok(tree) = json::read(&text) {
                let mut written = String::new();
                tree.write(&mut written);
                assert_eq!(json::read(&written).as_ref(), Ok(&tree));
            }
        }
        5 => {
            if let Ok(tree) = json::read(&text) {
                let _data = wire::decode::<&Json>(&tree);
            }
        }
        _ => {
            if let Ok(kept) = saved::read(SMALLER, &text) {
                assert_eq!(saved::read(SMALLER, &saved::write(SMALLER, &kept)).as_ref(), Ok(&kept));
            }
        }
    }
}

/// A tool whose files are texts under keys.
const SMALLER: &str = "frister";

/// Whether a saved file, a link or the data in a page is read without fault.
pub(crate) fn is_read(bytes: &[u8]) -> bool {
    let Some((first, rest)) = bytes.split_first() else { return false };
    let text = String::from_utf8_lossy(rest);
    match first % 7 {
        0 => demand::read(&text).is_ok(),
        1 => concern::file::read(&text, linealen::model()).is_ok(),
        2 => link::read(&text).is_ok(),
        3 => link::read(&sealed(rest)).is_ok(),
        4 => json::read(&text).is_ok(),
        5 => json::read(&text).is_ok_and(|tree| wire::decode::<&Json>(&tree).is_ok()),
        _ => saved::read(SMALLER, &text).is_ok(),
    }
}

fn hold_link(fragment: &str) {
    if let Ok(plan) = link::read(fragment) {
        assert_eq!(link::read(&link::write(&plan)).as_ref(), Ok(&plan));
    }
}

/// Bytes as the fragment of a link whose sum is right.
fn sealed(bytes: &[u8]) -> String {
    const LETTERS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
    let sum = bytes.iter().fold(0x811c_9dc5_u32, |sum, &byte| (sum ^ u32::from(byte)).wrapping_mul(0x0100_0193));
    let all = [bytes, &sum.to_le_bytes()].concat();
    let mut out = [link::VERSION, "."].concat();
    for chunk in all.chunks(3) {
        let at = |index: usize| u32::from(chunk.get(index).copied().unwrap_or_default());
        let group = at(0) << 16 | at(1) << 8 | at(2);
        out.extend((0..=chunk.len()).map(|place| char::from(LETTERS[(group >> (18 - 6 * place) & 63) as usize])));
    }
    out
}
