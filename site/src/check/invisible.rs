//! Signs that nobody sees: they come along when text is copied from a word processor, a mail or a PDF.
//!
//! Contract: reads the text of a file as it is. A hard blank is no such sign, for it is meant; what keeps emoji together is none
//! either. Each kind of sign is told once a file, at the first.

use crate::diagnostic::{Code, Diagnostic};
use crate::parse::signs::has;
use crate::source::{FileId, Span};

/// What a sign is called.
fn name(c: char) -> Option<&'static str> {
    Some(match c {
        '\u{ad}' => "blød bindestreg",
        '\u{200b}' => "mellemrum uden bredde",
        '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' => "tegn for skriveretning",
        '\u{2060}' => "usynlig sammenbinder",
        '\u{feff}' => "BOM-tegn",
        _ => return None,
    })
}

/// The faults of one file.
#[must_use]
pub fn check(file: FileId, text: &str) -> Vec<Diagnostic> {
    let mut found: Vec<(&'static str, usize, char, usize)> = Vec::new();
    // All of them begin with one of these bytes, and no Danish letter does.
    if !has(text, |b| matches!(b, 0xC2 | 0xE2 | 0xEF)) {
        return Vec::new();
    }
    for (at, c) in text.char_indices() {
        let Some(name) = name(c) else { continue };
        match found.iter_mut().find(|(known, ..)| *known == name) {
            Some((.., count)) => *count += 1,
            None => found.push((name, at, c, 1)),
        }
    }
    let faults = found.into_iter().map(|(name, at, c, count)| {
        let visible = |c: char| !c.is_whitespace();
        let start =
            text[..at].rfind(|c| !visible(c)).map_or(0, |n| n + text[n..].chars().next().map_or(1, char::len_utf8));
        let end = text[at..].find(|c| !visible(c)).map_or(text.len(), |n| at + n);
        let word: String = text[start..end].chars().filter(|c| self::name(*c).is_none()).take(40).collect();
        let word = word.trim_matches(|c: char| !c.is_alphanumeric());
        let place = if word.is_empty() { String::new() } else { format!(" i »{word}«") };
        let more = match count {
            1 => String::new(),
            2 => " og ét sted mere i filen".to_owned(),
            more => format!(" og {} steder mere i filen", more - 1),
        };
        let span = Span::new(file, at..at + c.len_utf8());
        let fault = format!("der står et usynligt tegn{place}{more}: {name} (U+{:04X})", u32::from(c));
        Diagnostic::new(Code::InvisibleSign, span, fault)
            .hint("slet ordet, og skriv det igen; tegnet er kommet med fra et andet program")
    });
    faults.collect()
}
