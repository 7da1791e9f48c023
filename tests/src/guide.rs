//! The editors' guide and the program say the same.
//!
//! Contract: whatever REDAKTOER.md quotes of a fault is what the program says of one in the suite, to the last sign, remedies
//! included; `suite/redaktoer.txt` plants those that the guide tells of. So a message that is worded anew shows where the guide
//! repeats the old one. In its table of codes »…« stands for any words.

use site::diagnostic::{Code, Severity};
use site::world::World as _;
use std::collections::BTreeSet;
use std::fs;
use tests::overlay::{Content, METADATA, build, read_cases, world};
use tests::prepare::{root, site};

fn guide() -> String {
    fs::read_to_string(root().join("REDAKTOER.md")).unwrap()
}

/// Fenced blocks that quote a fault, each line without its indent; those within a list are indented as a whole.
fn quoted(guide: &str) -> Vec<Vec<String>> {
    let mut blocks = Vec::new();
    let mut lines = guide.lines();
    while let Some(line) = lines.next() {
        if line.trim() == "```text" {
            let indent = line.len() - line.trim_start().len();
            let block = lines.by_ref().take_while(|line| line.trim() != "```");
            blocks.push(block.map(|line| line.get(indent..).unwrap_or_default().to_owned()).collect());
        }
    }
    blocks
}

/// All that is said of the suite: code, first line, remedies.
fn said() -> BTreeSet<(&'static str, String, Vec<String>)> {
    let (base, cases) = read_cases();
    let diagnostics = cases.iter().flat_map(|case| build(&base, &case.files, &case.name).diagnostics);
    let told = |code: Code, message: &str| {
        let word = if code.severity() == Severity::Error { "fejl" } else { "advarsel" };
        format!("{word}[{}]: {message}", code.id())
    };
    diagnostics
        .map(|d| {
            (d.code.id(), told(d.code, &d.message), d.hints.iter().map(|hint| format!("  hjælp: {hint}")).collect())
        })
        .collect()
}

/// Whether a text has the pieces of a pattern in their order, from its beginning to its end.
fn fits(text: &str, pattern: &str) -> bool {
    let pieces: Vec<&str> = pattern.split('…').map(str::trim).collect();
    let (Some((first, rest)), Some(last)) = (pieces.split_first(), pieces.last()) else { return false };
    let mut left = text.strip_prefix(first);
    for piece in rest {
        left = left.and_then(|left| left.find(piece).map(|at| &left[at + piece.len()..]));
    }
    left.is_some() && text.ends_with(last)
}

#[test]
fn every_block_is_what_the_program_says() {
    let said = said();
    let blocks = quoted(&guide());
    let (long, short): (Vec<_>, Vec<_>) =
        blocks.iter().partition(|block| block.get(1).is_some_and(|l| l.contains("-->")));
    let unsaid: Vec<String> = short
        .iter()
        .filter(|block| !said.iter().any(|(_, first, hints)| block.split_first() == Some((first, hints.as_slice()))))
        .map(|block| block.join("\n"))
        .collect();
    assert!(unsaid.is_empty(), "REDAKTOER.md quotes what no case of the suite says:\n{}", unsaid.join("\n\n"));
    assert!(short.len() >= 15 && long.len() == 1, "{} and {}", short.len(), long.len());
}

#[test]
fn the_block_with_an_excerpt_is_what_the_command_prints() {
    let blocks = quoted(&guide());
    let block = blocks.iter().find(|block| block.get(1).is_some_and(|line| line.contains("-->"))).unwrap();
    let planted = block.iter().find_map(|line| line.strip_prefix("2 | ")).unwrap();
    let lines: Vec<&str> =
        METADATA.lines().enumerate().map(|(at, line)| if at == 1 { planted } else { line }).collect();
    let page = ("content/samarbejde/ssp.md".to_owned(), Some(Content::Text((lines.join("\n") + "\n").into_bytes())));
    let (base, _) = read_cases();
    let laid = [page].into();
    let world = world(&base, &laid);
    let project = tempfile::tempdir().unwrap();
    for path in world.files() {
        let place = project.path().join(&path);
        fs::create_dir_all(place.parent().unwrap()).unwrap();
        fs::write(place, world.read(&path).unwrap()).unwrap();
    }
    let ran = site(&["check", "--dato", &world.today().to_string()], project.path());
    let bare = |text: &str| text.lines().map(str::trim_end).collect::<Vec<_>>().join("\n");
    assert!(bare(&ran.stderr).contains(&bare(&block.join("\n"))), "{}", ran.stderr);
}

#[test]
fn every_row_of_the_table_is_what_the_program_says() {
    let said = said();
    let guide = guide();
    let (_, rows) = guide.split_once("\n| Der står | Gør |\n|---|---|\n").unwrap();
    let rows: Vec<(&str, &str)> = rows
        .lines()
        .take_while(|line| line.starts_with('|'))
        .map(|row| row.trim_start_matches("| `").split(" | ").next().unwrap().split_once("` ").unwrap())
        .collect();
    let message = |first: &str| first.split_once("]: ").map(|(_, message)| message.to_owned()).unwrap();
    let unsaid: Vec<_> = rows
        .iter()
        .filter(|(id, pattern)| !said.iter().any(|(code, first, _)| code == id && fits(&message(first), pattern)))
        .collect();
    assert!(unsaid.is_empty(), "rows of REDAKTOER.md that no fault of the suite says: {unsaid:#?}");
    assert!(rows.len() >= 30, "{}", rows.len());
}

#[test]
fn every_chart_of_the_guide_can_be_drawn() {
    let guide = guide();
    let section = guide.split("\n## Jeg vil tilføje en figur\n").nth(1).unwrap().split("\n## ").next().unwrap();
    let (_, blocks) = section.split_once("```toml\n").unwrap();
    let blocks: Vec<&str> = blocks.split("```toml\n").map(|rest| rest.split("```").next().unwrap()).collect();
    let (base, _) = read_cases();
    let names = blocks.iter().map(|block| block.split(['[', ']']).nth(1).unwrap());
    let shown: String = names.map(|name| format!(":::figur {name}\n:::\n\n")).collect();
    let kinds: BTreeSet<&str> =
        blocks.iter().flat_map(|block| block.lines()).filter(|line| line.starts_with("type = ")).collect();
    assert_eq!((blocks.len(), kinds.len()), (4, 4), "{kinds:?}");
    let page = METADATA.replace("PATH", "siden").replace("kilder = []", "kilder = [\"boernehus-midt-2022\"]");
    let sources = "[rapport]\ntitel = \"A\"\nudgiver = \"B\"\n[boernehus-midt-2022]\ntitel = \"C\"\nudgiver = \"D\"\n";
    let files = [
        ("content/side.md", format!("{page}{shown}")),
        ("content/data/figurer.toml", blocks.concat()),
        ("content/data/kilder.toml", sources.to_owned()),
    ];
    let laid = files.map(|(path, text)| (path.to_owned(), Some(Content::Text(text.into_bytes())))).into();
    let said: Vec<_> = build(&base, &laid, "figurer").diagnostics.into_iter().map(|d| d.message).collect();
    assert_eq!(said, Vec::<String>::new());
}

#[test]
fn patterns_fit_only_what_has_all_their_pieces() {
    assert!(fits("siden /a/ findes ikke", "siden … findes ikke") && fits("abc", "… c") && fits("abc", "abc"));
    assert!(!fits("siden /a/ findes", "siden … findes ikke") && !fits("xabc", "abc") && !fits("abcx", "… c"));
}
