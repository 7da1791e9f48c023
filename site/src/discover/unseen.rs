//! What an editor cannot see in a file: the mark at its beginning and the line ends of Windows.
//!
//! Contract: neither is an error, since both are read. Each file is told of; where many have it, one message counts them, since then a
//! program made them so and not an editor.

use crate::diagnostic::{Code, Diagnostic};
use crate::parse::signs::has;
use crate::source::{Sources, Span};

/// From how many files on they are only counted.
const MANY: usize = 4;

/// The files that began with a byte order mark, each by its first place.
pub(super) fn marks(at: &[Span]) -> Vec<Diagnostic> {
    told(
        Code::FileMark,
        at,
        "filen begynder med et usynligt tegn (BOM)",
        "filer begynder med et usynligt tegn (BOM), denne og flere",
        "gem den som »UTF-8« og ikke som »UTF-8 med BOM«",
        "et program gemmer dem som »UTF-8 med BOM«: sæt det til »UTF-8«, og gem dem igen",
    )
}

/// The files with line ends of Windows, each by its first.
pub(super) fn line_ends(sources: &Sources) -> Vec<Diagnostic> {
    let first = |text: &str| has(text, |b| b == b'\r').then(|| text.find("\r\n")).flatten();
    let at: Vec<_> = sources
        .iter()
        .filter_map(|(id, source)| first(&source.text).map(|place| Span::new(id, place..place)))
        .collect();
    told(
        Code::FileLineEnds,
        &at,
        "filen har linjeskift, som Windows skriver dem (CRLF)",
        "filer har linjeskift, som Windows skriver dem (CRLF), denne og flere",
        "gem den igen med linjeskiftet LF; i VS Code: tryk på CRLF nederst til højre, og vælg LF",
        "har git hentet dem sådan, så lad linjen »content/** text=auto eol=lf« stå i filen .gitattributes, gem dine ændringer i git, og hent koden igen",
    )
}

fn told(code: Code, at: &[Span], one: &str, many: &str, mend: &str, mend_all: &str) -> Vec<Diagnostic> {
    match at {
        [first, ..] if at.len() >= MANY => {
            vec![Diagnostic::new(code, *first, format!("{} {many}", at.len())).hint(mend_all)]
        }
        few => few.iter().map(|at| Diagnostic::new(code, *at, one).hint(mend)).collect(),
    }
}
