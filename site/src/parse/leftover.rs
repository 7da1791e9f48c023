//! What was meant as markup but was read as words.
//!
//! Contract: CommonMark has no errors, so a box in a quotation, an address with a space in it or a Danish alert stays in the
//! text as it was typed. Here each becomes a diagnostic. A sign behind a backslash is meant as it stands.

use super::markdown::Builder;
use crate::diagnostic::{Code, Diagnostic};
use crate::parse::directive::{KNOWN, Mark};
use crate::parse::nearest::near;
use crate::parse::signs::has;
use pulldown_cmark::Event;
use std::ops::Range;

/// What stands between the text and the address of a link that did not become one.
const BROKEN: &[&str] = &["](", "] (/", "] (https:", ")[/", ")[https:"];

/// What looks like a box to tick.
const EMPTY_BOXES: &[&str] = &["[ ]", "[]"];

impl<'t, I: Iterator<Item = (Event<'t>, Range<usize>)>> Builder<'t, '_, I> {
    /// Looks through a piece of running text; `range` is where it stands.
    pub(super) fn leftovers(&mut self, range: Range<usize>) {
        let text = self.text;
        let words = &text[range.clone()];
        // All that is looked for here has one of these in it, and nearly all texts have none.
        if !has(words, |b| matches!(b, b':' | b'[' | b']')) {
            return;
        }
        let escaped = text[..range.start].ends_with('\\');
        let find = |pattern: &str| words.match_indices(pattern).map(|(at, _)| at).find(|at| *at > 0 || !escaped);
        if let Some(at) = find(":::") {
            self.misplaced_directive(range.start + at..range.end);
        } else if words.starts_with("::") && !escaped {
            let name = words.trim_start_matches(':').split_whitespace().next().unwrap_or("");
            if KNOWN.iter().any(|known| near(name, known.name)) {
                self.misplaced_directive(range.clone());
            }
        }
        if let Some(kind) = words.strip_prefix("[!").and_then(|rest| rest.split_once(']')).map(|(kind, _)| kind)
            && !escaped
            && !kind.is_empty()
            && kind.chars().all(char::is_alphabetic)
        {
            self.unknown_alert(kind, range.start..range.start + "[!]".len() + kind.len());
        }
        // What a word processor puts between a prefix and a name is no HTML to a parser, and would be shown as it stands.
        if let Some(at) = ["<o:", "</o:", "<w:", "</w:", "<v:", "</v:"].iter().filter_map(|sign| find(sign)).min() {
            let to = words[at..].find('>').map_or(words.len(), |n| at + n + 1);
            self.raw_html(range.start + at..range.start + to);
        }
        let single = ["{tal:", "{pris:"].iter().filter_map(|sign| find(sign)).find(|at| !words[..*at].ends_with('{'));
        if let Some(at) = single {
            let to = words[at..].find('}').map_or(words.len(), |n| at + n + 1);
            let span = self.span(range.start + at..range.start + to);
            let fault = format!("»{}« har kun én parentes", &words[at..to]);
            self.report(Diagnostic::new(Code::FigureForm, span, fault).hint("skriv tal fra registret som {{tal:id}}"));
        }
        if let Some(at) = EMPTY_BOXES.iter().filter_map(|sign| find(sign)).min() {
            let to = words[at..].find(']').map_or(words.len(), |n| at + n + 1);
            if !words[to..].trim_start().starts_with('(') {
                self.box_in_text(range.start + at..range.start + to);
            }
        }
        let mut past = usize::from(escaped);
        while let Some(at) = BROKEN.iter().filter_map(|sign| words.get(past..)?.find(sign)).min().map(|n| past + n) {
            let from = words[past..at].rfind(['[', '(']).map_or(at, |n| past + n);
            past = words[at + 2..].find([')', ']']).map_or(words.len(), |n| at + 2 + n + 1);
            let to = from + words[from..past].trim_end().len();
            self.broken_link(&words[from..to], range.start + from..range.start + to);
        }
    }

    fn misplaced_directive(&mut self, range: Range<usize>) {
        let line = self.text[range.clone()].lines().next().unwrap_or("").trim_end();
        let closes = line.trim_matches([':', ' ']).is_empty();
        // The closing line of a misplaced box is part of the same fault.
        if closes && self.misplaced > 0 {
            self.misplaced -= 1;
            return;
        }
        self.misplaced += usize::from(!closes);
        let span = self.span(range.start..range.start + line.len());
        self.report(
            Diagnostic::new(Code::DirectivePlace, span, format!("»{line}« virker ikke her og bliver vist som tekst"))
                .hint(
                    "skriv tre koloner først på en linje for sig selv, uden for citater, tabeller og punkttegn, \
                 for eksempel :::akut",
                ),
        );
    }

    /// A masked line that Markdown made a part of indented code.
    pub(super) fn directive_in_code(&mut self, mark: &Mark) {
        let (Mark::Open { range, .. } | Mark::Close { range }) = mark;
        let closes = matches!(mark, Mark::Close { .. });
        if closes && self.misplaced > 0 {
            self.misplaced -= 1;
            return;
        }
        self.misplaced += usize::from(!closes);
        let span = self.span(range.clone());
        self.report(
            Diagnostic::new(Code::DirectivePlace, span, "linjen er rykket så langt ind, at den bliver vist som kode")
                .hint("ryk linjen ud, så ::: står lige under den tekst, den hører til"),
        );
    }

    fn unknown_alert(&mut self, kind: &str, range: Range<usize>) {
        let known = ["NOTE", "TIP", "IMPORTANT", "WARNING", "CAUTION"];
        let (message, hint) = if known.iter().any(|name| name.eq_ignore_ascii_case(kind)) {
            (
                format!("»[!{kind}]« skal stå alene på citatets første linje"),
                format!("skriv > [!{kind}] på en linje og teksten på den næste, efter >"),
            )
        } else {
            (format!("»[!{kind}]« findes ikke"), format!("brug en af [!{}]", known.join("], [!")))
        };
        let span = self.span(range);
        self.report(Diagnostic::new(Code::DirectivePlace, span, message).hint(hint));
    }

    fn broken_link(&mut self, shown: &str, range: Range<usize>) {
        let shown: String = shown.chars().take(60).collect();
        let hint = if shown.starts_with(']') {
            "et link kan ikke indeholde et andet link, en kilde eller en fodnote; sæt dem efter linket"
        } else {
            "skriv [tekst](/adresse/) uden mellemrum mellem parenteserne og uden mellemrum i adressen; \
             et mellemrum i en fremmed adresse skrives %20"
        };
        let span = self.span(range);
        self.report(
            Diagnostic::new(Code::LinkBroken, span, format!("»{shown}« er ikke blevet til et link")).hint(hint),
        );
    }
}
