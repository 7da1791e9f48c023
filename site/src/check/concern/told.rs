//! Faults of a model as editors read them: at the line, with the entry's own name and a remedy.
//!
//! Contract: each fault of `calculator` becomes one diagnostic, in the words of the files. Places are counted by `calculator`;
//! nobody is shown them.

use crate::check::registers::{LawEntry, Register};
use crate::diagnostic::{Code, Diagnostic};
use crate::parse::joined::Joined;
use crate::parse::nearest::{near, nearest};
use calculator::concern::proof::Violation;
use calculator::concern::schema::{Fault, Problem};
use calculator::wire::Node as _;

/// How many names a remedy counts up.
const NAMES: usize = 16;

/// Whether a fault only follows from another: what is missing was meant by a key that is misspelt.
pub(super) fn follows(fault: &Fault, all: &[Fault]) -> bool {
    let Some((entry, key)) = fault.place.rsplit_once('.').filter(|_| fault.problem == Problem::Missing) else {
        return false;
    };
    let meant = |other: &Fault| match &other.problem {
        Problem::UnknownKey { key: written, .. } => other.place == entry && near(written, key),
        _ => false,
    };
    all.iter().any(meant)
}

/// Whether a fault only follows from one of the register of laws: the paragraph is not there because that could not be read.
pub(super) fn is_told(fault: &Fault, laws: &Register<LawEntry>) -> bool {
    key(&fault.place) == "lov" && matches!(&fault.problem, Problem::Unknown { found, .. } if laws.is_told(found))
}

/// A fault of the files.
pub(super) fn fault(root: Joined<'_, '_>, fault: &Fault, code: Code) -> Diagnostic {
    let (found, rest) = root.find(&fault.place);
    let key = key(&fault.place);
    let of = entry(root, &fault.place);
    let new = |message: String| Diagnostic::new(code, found.span(), message);
    match &fault.problem {
        Problem::Missing if rest.is_empty() => new(format!("»{key}« har intet i sig{of}")),
        Problem::Missing => {
            new(format!("»{key}« mangler{of}")).hint(format!("tilføj det: {}", example(&fault.place, key)))
        }
        Problem::Empty => new(format!("»{key}« er tom eller har en anden form end ventet{of}"))
            .hint(format!("skriv det som de andre af sin slags: {key} = \"…\" eller {key} = [\"…\"]")),
        Problem::Unknown { found: word, expected } => {
            // Of a list it is one of the items.
            let items = found.items().unwrap_or_default();
            let item = items.iter().find(|item| item.text().as_deref() == Some(word));
            let span = item.map_or(found.span(), Joined::span);
            Diagnostic::new(code, span, format!("»{word}« kan ikke stå ved »{key}«{of}")).maybe_hint(one_of(word, expected))
        }
        Problem::UnknownKey { key, expected } => Diagnostic::new(
            code,
            found.key_span(key),
            format!("»{key}« bruges ikke her{}", entry(root, &[&fault.place, ".x"].concat())),
        )
        .maybe_hint(one_of(key, expected)),
        Problem::Duplicate { id } => {
            // Ids of different lists may meet; it is told at the last.
            let again = root.texts().into_iter().filter(|written| written.is_under("id") && written.text == *id);
            let span = again.map(|written| written.span).max().unwrap_or(found.span());
            Diagnostic::new(code, span, format!("id'et »{id}« findes to gange"))
                .hint("giv den ene et andet id; gemte vurderinger kender den anden ved dette")
        }
        Problem::Number { found, most } => {
            new(format!("»{found}« ved »{key}« er ikke et helt tal fra 0 til {most}{of}"))
                .hint(match found.parse::<u8>() {
                    Ok(number) if number <= *most => format!("skriv tallet uden anførselstegn: {key} = {number}"),
                    _ => format!("skriv for eksempel {key} = 1"),
                })
        }
        Problem::NoTruth => new(format!("»{key}« skal være true eller false{of}"))
            .hint(format!("skriv {key} = true uden anførselstegn, eller fjern linjen")),
        Problem::NoTable => new(format!("»{key}« skal være en tabel{of}"))
            .hint(format!("skriv det som de andre af sin slags: [[{key}]] eller {key} = {{ … }}")),
        Problem::NoDate => new(format!("»{key}« skal være en dato{of}"))
            .hint(format!("skriv den uden anførselstegn, for eksempel {key} = 2026-11-21")),
        Problem::Count { found, expected } => {
            new(format!("»{key}« har {found}, men skal have {expected}{of}")).hint("linealens regler regner med netop så mange")
        }
        Problem::Ranks => new(format!("rangene under »{key}« er ikke 0, 1, 2 og så videre{of}"))
            .hint("giv det bedste svar rang 0 og hvert værre svar én mere; svar, der ikke ved, har ukendt = true"),
        Problem::TooMany { most } => new(format!("»{key}« har flere end {most}{of}"))
            .hint("gør listen kortere, eller del den i to"),
        Problem::Untagged => new(format!("en sætning om forældrene siger ikke, hvornår den må vises{of}")).hint(
            "skriv { tekst = \"…\", kraever_kontakt = \"ja\" }, hvis den kun må vises, når forældrene må kontaktes, og ellers \"aftal-eller-nej\"",
        ),
    }
}

/// Something that does not hold, with its counter-example.
pub(super) fn violation(root: Joined<'_, '_>, violation: &Violation) -> Diagnostic {
    let mut chars = violation.message.trim_end_matches('.').chars();
    // A sentence becomes a message; a name in quotation marks keeps its capital.
    let first = chars.next().into_iter().flat_map(char::to_lowercase);
    Diagnostic::new(Code::ModelProof, root.find(&violation.place).0.span(), first.chain(chars).collect::<String>())
        .hint(
            "reglerne skal passe på alle svar, der kan gives; ret rækken, svaret eller teksten her, så det gælder igen",
        )
}

/// The last name of a place.
fn key(place: &str) -> &str {
    let name = place.rsplit('.').next().unwrap_or(place);
    name.split('[').next().filter(|name| !name.is_empty()).unwrap_or(name)
}

/// The innermost entry around a place, where it has an id: ` (tegn »udv-glaede«)`.
fn entry(root: Joined<'_, '_>, place: &str) -> String {
    let mut around = place;
    while let Some((outer, _)) = around.rsplit_once('.') {
        let (found, rest) = root.find(outer);
        if let Some(id) = found.id().filter(|_| rest.is_empty()) {
            return format!(" ({} »{id}«)", key(outer));
        }
        around = outer;
    }
    String::new()
}

/// What to write where something is missing: a key of an entry, or an entry of a list.
fn example(place: &str, key: &str) -> String {
    match place.split_once('.') {
        Some((list, id)) if id == key && !list.contains('[') && !matches!(list, "graenser") => {
            format!("[[{list}]] med id = \"{id}\"")
        }
        _ => format!("{key} = …"),
    }
}

fn one_of(found: &str, expected: &[String]) -> Option<String> {
    let names = || expected.iter().map(String::as_str);
    if let Some(near) = nearest(found, names()) {
        return Some(format!("mente du »{near}«?"));
    }
    match expected.len() {
        0 => None,
        1 => Some(format!("her kan kun stå {}", expected.concat())),
        2..=NAMES => Some(format!("brug en af disse: {}", expected.join(", "))),
        _ => Some("brug et af dem, der findes i content/linealen".to_owned()),
    }
}
