//! `site new`: what it writes passes a check but for the marks it sets, and wholly once they are filled in.

use site::check::unfinished::marks;
use site::diagnostic::Code;
use site::io::disk::Project;
use site::new::{Draft, Kind, Refusal, draft};
use site::report::lines::short;
use site::world::{MemoryWorld, World};
use std::fs;
use tests::dist::files;
use tests::prepare::{day, root};

/// The project's own content, in memory.
fn real() -> MemoryWorld {
    real_on(day())
}

fn real_on(day: jiff::civil::Date) -> MemoryWorld {
    let project = Project::new(root(), day);
    let add = |world: MemoryWorld, path: String| {
        let bytes = project.read(&path).unwrap_or_else(|error| panic!("{path}: {error}"));
        world.with(&path, bytes)
    };
    project.files().into_iter().fold(MemoryWorld::new(day), add)
}

/// The golden site, which has no ruler and no glossary.
fn golden() -> MemoryWorld {
    let folder = root().join("tests/golden/in");
    let add = |world: MemoryWorld, path: &String| world.with(path, fs::read(folder.join(path)).unwrap());
    files(&folder).iter().fold(MemoryWorld::new(jiff::civil::date(2026, 11, 21)), add)
}

fn words(line: &[&str]) -> Vec<String> {
    line.iter().map(|word| (*word).to_owned()).collect()
}

fn made(world: &MemoryWorld, line: &[&str]) -> Draft {
    draft(world, &words(line)).unwrap_or_else(|refusal| panic!("{line:?}: {refusal:?}"))
}

fn refused(world: &MemoryWorld, line: &[&str]) -> Refusal {
    draft(world, &words(line)).err().unwrap_or_else(|| panic!("{line:?} is not refused"))
}

fn laid(world: &MemoryWorld, draft: &Draft) -> MemoryWorld {
    draft.files.iter().fold(world.clone(), |world, file| world.with(&file.path, &file.bytes))
}

/// The text with all marks filled in, as an editor does: words in place of a mark, nothing in place of a remark.
fn filled(text: &str) -> String {
    let mut out = text.to_owned();
    for mark in marks(text).iter().rev() {
        let line = out[..mark.range.start].rfind('\n').map_or(0, |at| at + 1);
        if mark.remark {
            let start = line + out[line..mark.range.start].rfind('#').expect("a remark stands behind #");
            out.replace_range(start..mark.range.end, "");
            continue;
        }
        let key = out[line..mark.range.start].split(" = ").next().unwrap_or_default().to_owned();
        out.replace_range(
            mark.range.clone(),
            match key.as_str() {
                "kilde" => "barnets-lov-2025",
                "adresse" => "https://www.retsinformation.dk/eli/lta/2025/282",
                _ => "Det er skrevet færdigt",
            },
        );
    }
    out
}

/// Runs `new` and holds it to its promise.
fn holds(world: &MemoryWorld, before: &str, line: &[&str], known_source: &str) {
    assert!(!before.contains("fejl["), "the content has faults of its own:\n{before}");
    let draft = made(world, line);
    let with = laid(world, &draft);
    let built = site::build(&with);
    assert!(built.output.is_none(), "{line:?}: something unfinished is published");
    let mut told: Vec<(String, usize)> = Vec::new();
    let lines = short(&built);
    for (found, line_of) in site::report::findings(&built).into_iter().zip(lines.lines()) {
        if before.lines().any(|known| known == line_of) {
            continue;
        }
        assert_eq!(found.code, Code::Unfinished, "{line:?}:\n{}", short(&built));
        told.push((found.path.to_owned(), found.start.line));
    }
    let marked: Vec<(String, usize)> = draft
        .files
        .iter()
        .flat_map(|file| {
            file.left
                .iter()
                .filter(|left| left.what.starts_with("her mangler"))
                .map(|left| (file.path.clone(), left.line))
        })
        .collect();
    let mut sorted = marked.clone();
    sorted.sort();
    told.sort();
    assert_eq!(told, sorted, "{line:?}: the check tells the marks that were announced");
    assert!(!marked.is_empty(), "{line:?}");
    let finished = draft.files.iter().fold(world.clone(), |finished, file| {
        let text = String::from_utf8(file.bytes.clone()).expect("UTF-8");
        finished.with(&file.path, filled(&text).replace("barnets-lov-2025", known_source))
    });
    assert_eq!(short(&site::check(&finished)), before, "{line:?}");
}

#[test]
fn what_is_new_in_the_real_content_lacks_only_what_is_marked() {
    let world = real();
    let before = short(&site::check(&world));
    for line in [
        ["side", "beredskabsplan", "Når et barn fortæller om noget svært"].as_slice(),
        &["page", "/", "Sådan hjælper I barnet \"lige nu\""],
        &["ydelse", "Netværkssamtaler i hjemmet"],
        &["lov", "barnets lov", "999, stk. 2"],
        &["law", "lov om nye ting", "§ 5 a, nr. 3"],
        &["ord", "tavshedsaftale"],
    ] {
        holds(&world, &before, line, "barnets-lov-2025");
    }
}

#[test]
fn every_area_of_the_ruler_takes_a_new_sign() {
    let world = real();
    let areas = refused(&world, &["spoergsmaal", "findes-ikke", "Barnet tier."]).remedy;
    let ids: Vec<&str> = areas.split(['(', ',']).filter_map(|part| part.trim().split(' ').next_back()).collect();
    let known: Vec<&&str> =
        ids.iter().filter(|id| id.len() <= 4 && id.chars().all(|c| c.is_ascii_lowercase())).collect();
    assert!(known.len() >= 4, "{areas}");
    let before = short(&site::check(&world));
    for area in known {
        holds(&world, &before, &["spoergsmaal", area, "Barnet tier, når de voksne kommer ind"], "barnets-lov-2025");
    }
}

#[test]
fn what_is_new_in_a_small_site_lacks_only_what_is_marked() {
    let world = golden();
    let source = fs::read_to_string(root().join("tests/golden/in/content/data/kilder.toml")).unwrap();
    let source =
        source.lines().find_map(|line| line.strip_prefix('[')?.strip_suffix(']')).expect("a source").to_owned();
    let before = short(&site::check(&world));
    for line in [
        ["side", "afsnit", "En helt ny side"].as_slice(),
        &["ydelse", "En ny ydelse"],
        &["lov", "ny lov", "3"],
        // There is no glossary: it is made.
        &["ord", "nyord"],
    ] {
        holds(&world, &before, line, &source);
    }
}

#[test]
fn a_long_title_makes_a_short_name_that_nothing_else_has() {
    let title = "Hvad du gør, når et barn fortæller om noget svært hjemme";
    let path = |world: &MemoryWorld, title: &str| made(world, &["side", "/", title]).files[0].path.clone();
    let mut world = golden();
    let first = path(&world, title);
    assert_eq!(first, "content/hvad-du-goer-naar-et-barn-fortaeller-om-noget.md");
    for (more, expected) in [(" i dag", "-svaert"), (" i går", "-svaert-hjemme")] {
        world = laid(&world, &made(&world, &["side", "/", &format!("{title}{}", more.repeat(2))]));
        let next = path(&world, &format!("{title}{more}"));
        assert_eq!(next, first.replace(".md", &format!("{expected}.md")));
    }
}

#[test]
fn a_register_keeps_every_byte() {
    let world = real();
    let lov = world.read("content/data/lov.toml").unwrap();
    let mut windows = b"\xef\xbb\xbf".to_vec();
    windows.extend(String::from_utf8(lov.clone()).unwrap().replace('\n', "\r\n").into_bytes());
    let open = lov.strip_suffix(b"\n").unwrap().to_vec();
    for (old, breaks) in [(lov, "\n"), (windows, "\r\n"), (open, "\n")] {
        let world = world.clone().with("content/data/lov.toml", &old);
        let draft = made(&world, &["lov", "barnets lov", "§ 999"]);
        let [file] = draft.files.as_slice() else { panic!("{draft:?}") };
        assert!(!file.fresh && file.bytes.starts_with(&old));
        let added = String::from_utf8(file.bytes[old.len()..].to_vec()).unwrap();
        assert!(
            added.contains(&format!("[barnets-lov-999]{breaks}lov = \"barnets lov\"{breaks}paragraf = \"§ 999\"")),
            "{added}"
        );
        assert_eq!(added.matches('\n').count(), added.matches(breaks).count(), "{added:?}");
        // The mark and the line ends are told, and nothing else: the draft did not bring them.
        let told = |code: Code| matches!(code, Code::Unfinished | Code::FileMark | Code::FileLineEnds);
        assert!(site::check(&laid(&world, &draft)).diagnostics.iter().all(|d| told(d.code)));
    }
}

#[test]
fn a_new_sign_raises_the_version_and_leaves_the_rest_of_the_model() {
    let later = real_on(day().checked_add(jiff::Span::new().days(9)).unwrap());
    let old = String::from_utf8(later.read("content/linealen/model.toml").unwrap()).unwrap();
    let version = old.lines().find_map(|line| line.strip_prefix("version = ")).expect("a version").to_owned();
    let old = old.replacen(&format!("version = {version}"), &format!("version = {version} # den gamle"), 1);
    let world = later.clone().with("content/linealen/model.toml", &old);
    let draft = made(&world, &["spoergsmaal", "liv", "Barnet tier"]);
    let [_, model] = draft.files.as_slice() else { panic!("{draft:?}") };
    let new = String::from_utf8(model.bytes.clone()).unwrap();
    let today = world.today();
    let raised = new.lines().find_map(|line| line.strip_prefix("version = ")?.strip_suffix(" # den gamle"));
    let raised = raised.expect("the remark is kept");
    assert_ne!(raised, version);
    let entry = format!("\n[[aendring]]\nversion = {raised}\ndato = {today}\ntekst = \"Nyt tegn: Barnet tier.\"\n");
    assert!(new.contains(&entry), "{new}");
    let changed = |line: &(&str, &str)| line.0 != line.1;
    let rest = new.replacen(&entry, "", 1);
    let lines: Vec<_> = rest.lines().zip(old.lines()).filter(changed).collect();
    assert_eq!(rest.lines().count(), old.lines().count());
    assert!(lines.len() == 2 && lines[1].0 == format!("dato = {today}"), "{lines:?}");
}

#[test]
fn what_can_be_known_is_not_asked() {
    let world = real();
    let draft = made(&world, &["side", "beredskabsplan", "Når et barn fortæller om noget svært"]);
    let text = String::from_utf8(draft.files[0].bytes.clone()).unwrap();
    assert_eq!(draft.files[0].path, "content/beredskabsplan/naar-et-barn-fortaeller-om-noget-svaert.md");
    let today = day();
    let next = today.checked_add(jiff::Span::new().years(1)).unwrap();
    for line in [format!("gennemgaaet = {today}"), format!("naeste_gennemgang = {next}"), "kladde = true".to_owned()] {
        assert!(text.lines().any(|found| found == line), "{line} is not in\n{text}");
    }
    // What the other pages of the folder have, and the other paragraphs of the law.
    let pages: Vec<_> = world.files().into_iter().filter(|path| path.starts_with("content/beredskabsplan/")).collect();
    assert_usual(&world, &pages, &text, "ansvarlig = ");
    let law = made(&world, &["lov", "Barnets Lov", "999"]);
    let text = String::from_utf8(law.files[0].bytes.clone()).unwrap();
    let entry = text.split("[barnets-lov-999]").nth(1).expect("the entry");
    assert!(entry.contains("lov = \"barnets lov\"\n"), "{entry}");
    let register = ["content/data/lov.toml".to_owned()];
    assert_usual(&world, &register, entry, "adresse = ");
    assert_usual(&world, &register, entry, "gaelder_fra = ");
}

/// That a line of what is new stands in no few of the files that were there.
fn assert_usual(world: &MemoryWorld, files: &[String], new: &str, key: &str) {
    let line = new.lines().find(|line| line.starts_with(key)).unwrap_or_else(|| panic!("{key} is not in\n{new}"));
    let line = line.split(" # ").next().unwrap_or_default();
    let texts: Vec<_> = files.iter().map(|path| String::from_utf8(world.read(path).unwrap()).unwrap()).collect();
    let with = |wanted: &dyn Fn(&str) -> bool| texts.iter().flat_map(|text| text.lines()).filter(|l| wanted(l)).count();
    let (same, all) = (with(&|found| found == line), with(&|found| found.starts_with(key)));
    assert!(same > 2 && same * 4 > all, "{line} is in {same} of {all}");
}

#[test]
fn what_is_there_is_not_written_again() {
    let world = real();
    for (line, part) in [
        (["side", "akut", "En helt ny side"].as_slice(), "adressen /akut/en-helt-ny-side/ er"),
        (&["ydelse", "En helt ny ydelse"], "findes allerede"),
        (&["lov", "barnets lov", "§ 999"], "står allerede i lovregistret som [barnets-lov-999]"),
        (&["ord", "nyord"], "står allerede i ordlisten under [nyord]"),
        (&["spoergsmaal", "liv", "Barnet tier"], "tegnet findes allerede"),
    ] {
        let draft = made(&world, line);
        let filled = draft.files.iter().fold(world.clone(), |world, file| {
            let text = String::from_utf8(file.bytes.clone()).unwrap();
            world.with(&file.path, filled(&text))
        });
        let refusal = refused(&filled, line);
        assert!(refusal.what.contains(part) && !refusal.remedy.is_empty(), "{line:?}: {refusal:?}");
    }
    for (line, part) in [
        (["side", "akutt", "Noget nyt"].as_slice(), "mente du »akut«?"),
        (&["side", "akut", "…"], "kan ikke blive en adresse"),
        (&["lov", "barnets lov", "kapitel 3"], "er ikke en paragraf"),
        (&["sied", "x", "y"], "mente du »side«?"),
        (&["side", "akut"], "skal have andre ord"),
        (&["ord", "a\nb"], "skal have andre ord"),
        (&[], "mangler et ord"),
    ] {
        let refusal = refused(&world, line);
        assert!(refusal.what.contains(part) && !refusal.remedy.is_empty(), "{line:?}: {refusal:?}");
    }
    let broken = world.with("content/data/ordliste.toml", "[a\n");
    assert!(refused(&broken, &["ord", "nyord"]).what.contains("kan ikke læses"));
}

#[test]
fn every_kind_is_tried_here() {
    let text = include_str!("new.rs");
    for kind in Kind::ALL {
        assert!(kind.words().iter().any(|word| text.contains(&format!("\"{word}\", "))), "{kind:?}");
    }
}
