//! Markdown that looks right to whoever writes it, but that no parser reads as anything but words.
//!
//! Contract: like [`super::leftover`], for what lacks a blank, a line or a mate: a heading, a point of a list, a table, code,
//! emphasis, an address. A sign behind a backslash is meant as it stands.

use super::markdown::Builder;
use crate::diagnostic::{Code, Diagnostic};
use crate::parse::signs::has;
use pulldown_cmark::Event;
use std::ops::Range;

/// What begins a point of a list in Markdown.
const POINTS: &[char] = &['-', '*', '+'];

/// What begins a point of a list that was copied from a word processor.
const BULLETS: &[char] = &['•', '·', '▪', '‣', '●', '\u{f0b7}'];

impl<'t, I: Iterator<Item = (Event<'t>, Range<usize>)>> Builder<'t, '_, I> {
    /// Looks through a piece of running text; `range` is where it stands.
    pub(super) fn overlooked(&mut self, range: Range<usize>) {
        let text = self.text;
        let start = text[..range.start].rfind('\n').map_or(0, |at| at + 1);
        let first = text[start..range.start].chars().all(|c| c.is_whitespace() || c == '>');
        if first {
            let end = text[range.start..].find('\n').map_or(text.len(), |at| range.start + at);
            let line = range.start..range.start + text[range.start..end].trim_end().len();
            let above = text[..start].lines().next_back().unwrap_or("").trim();
            let below = text[end..].trim_start_matches('\n').lines().next().unwrap_or("").trim();
            self.heading_without_blank(&line);
            self.point_without_blank(&line, above, below);
            self.table_without_rule(&line, above, text[end..].lines().nth(1).unwrap_or("").trim());
        }
        let words = &text[range.clone()];
        if has(words, |b| matches!(b, b'*' | b'_')) && !text[..range.start].ends_with('\\') {
            self.lonely_emphasis(&range);
        }
        // `https://` and `www.`
        if !self.in_link && has(words, |b| matches!(b, b'/' | b'w')) {
            self.bare_address(&range);
        }
    }

    fn heading_without_blank(&mut self, line: &Range<usize>) {
        let words = &self.text[line.clone()];
        let marks = words.bytes().take_while(|b| *b == b'#').count();
        let rest = &words[marks..];
        let meant = match marks {
            1 => rest.starts_with(char::is_uppercase),
            2..=6 => rest.starts_with(char::is_alphanumeric),
            _ => false,
        };
        if meant {
            let span = self.span(line.clone());
            let fault = format!("»{}« bliver ikke til en overskrift", short(words));
            // A single one would be the title of the page.
            let hint = format!("skriv et mellemrum efter #-tegnene: {} {}", "#".repeat(marks.max(2)), short(rest));
            self.report(Diagnostic::new(Code::MarkBlank, span, fault).hint(hint));
        }
    }

    fn point_without_blank(&mut self, line: &Range<usize>, above: &str, below: &str) {
        let words = &self.text[line.clone()];
        let bullet = words.starts_with(BULLETS);
        let in_list = bullet || mark(words).is_some_and(|kind| [above, below].iter().any(|line| begins(line, kind)));
        // Of several lines one after the other the first is told.
        let told = mark(above) == mark(words) && mark(above).is_some() || above.starts_with(BULLETS);
        if !in_list || told {
            return;
        }
        let span = self.span(line.clone());
        let rest = words.trim_start_matches(|c: char| !c.is_alphabetic());
        let hint = if words.starts_with(|c: char| c.is_ascii_digit()) {
            format!("skriv et mellemrum efter tallet: {} {}", &words[..words.len() - rest.len()], short(rest))
        } else {
            format!("begynd punktet med en bindestreg og et mellemrum: - {}", short(rest))
        };
        let fault = format!("»{}« bliver ikke til et punkt i listen", short(words));
        self.report(Diagnostic::new(Code::MarkBlank, span, fault).hint(hint));
    }

    fn table_without_rule(&mut self, line: &Range<usize>, above: &str, below: &str) {
        let words = &self.text[line.clone()];
        if !words.starts_with('|') || !words.ends_with('|') || above.starts_with('|') {
            return;
        }
        let columns = columns(words);
        if columns == 0 {
            return;
        }
        let rule = format!("|{}", "---|".repeat(columns));
        let is_rule = below.contains('-') && below.chars().all(|c| matches!(c, '|' | '-' | ':' | ' '));
        let (fault, hint) = if !is_rule {
            (
                "tabellen mangler linjen med streger",
                format!("skriv {rule} på linjen under overskrifterne; har tabellen ingen, så skriv dem først"),
            )
        } else if self::columns(below) != columns {
            let hint = format!("skriv {rule}, en gruppe streger til hver kolonne");
            ("tabellens linje med streger passer ikke til overskriften", hint)
        } else {
            return;
        };
        let span = self.span(line.clone());
        self.report(Diagnostic::new(Code::TableRule, span, fault).hint(hint));
    }

    /// Fenced code whose last line is no fence.
    pub(super) fn check_fence(&mut self, range: &Range<usize>) {
        let mut lines = self.text[range.clone()].lines();
        let first = lines.next().unwrap_or("");
        let sign = first.trim_start().chars().next().unwrap_or('`');
        let last = lines.next_back().unwrap_or("").trim_matches([' ', '\t', '>']);
        if last.len() < 3 || !last.chars().all(|c| c == sign) {
            let span = self.span(range.start..range.start + first.trim_end().len());
            let fence = sign.to_string().repeat(3);
            self.report(
                Diagnostic::new(Code::CodeUnclosed, span, "koden bliver aldrig lukket").label("åbnes her").hint(
                    format!("skriv en linje med {fence} dér, hvor den slutter, lige så langt inde som den første"),
                ),
            );
        }
    }

    /// A paragraph that begins with a tab or four blanks, as in a letter, is code in Markdown. Whoever means code writes a fence.
    pub(super) fn indented(&mut self, code: &str, range: &Range<usize>) {
        let mut lines = code.lines().map(str::trim).filter(|line| !line.is_empty());
        let Some(first) = lines.next() else { return };
        // A line of a box that stands too far in, which is masked here, has a message of its own.
        if [first].into_iter().chain(lines).any(|line| line.starts_with("<?")) {
            return;
        }
        let end = range.start + self.text[range.clone()].lines().next().unwrap_or("").trim_end().len();
        let span = self.span(range.start..end.max(range.start));
        let fault = format!("»{}« er rykket så langt ind, at det bliver vist som kode", short(first));
        self.report(Diagnostic::new(Code::CodeIndented, span, fault).hint(
            "slet mellemrummene eller tabulatoren først på linjen; er det kode, skriver du ``` på linjen før og efter",
        ));
    }

    fn lonely_emphasis(&mut self, range: &Range<usize>) {
        let words = &self.text[range.clone()];
        for sign in ["**", "__"] {
            let letter = &sign[..1];
            let found: Vec<usize> = words.match_indices(sign).map(|(at, _)| at).collect();
            let alone = |at: &usize| {
                let (before, after) = (&words[..*at], &words[at + 2..]);
                // A row of them is a line to write on.
                let row = before.ends_with(letter) || after.starts_with(letter);
                let inside = before.ends_with(char::is_alphanumeric) && after.starts_with(char::is_alphanumeric);
                let touches =
                    before.ends_with(|c: char| !c.is_whitespace()) || after.starts_with(|c: char| !c.is_whitespace());
                !(row || letter == "_" && inside) && (touches || found.len() > 1)
            };
            if let Some(at) = found.iter().copied().find(alone) {
                let span = self.span(range.start + at..range.start + at + 2);
                self.report(
                    Diagnostic::new(Code::EmphasisLeft, span, format!("»{sign}« bliver vist som tegn og gør ikke noget fedt"))
                        .hint(format!(
                            "skriv {sign} både før og efter ordene, uden mellemrum indenfor og uden bogstaver lige udenfor; \
                             skal tegnene ses, skrives de \\{letter}\\{letter}"
                        )),
                );
                return;
            }
        }
    }

    fn bare_address(&mut self, range: &Range<usize>) {
        let words = &self.text[range.clone()];
        let mut past = 0;
        while let Some(at) = ["https://", "http://", "www."].iter().filter_map(|sign| words[past..].find(sign)).min() {
            let at = past + at;
            let length = words[at..].find(|c: char| c.is_whitespace() || matches!(c, ')' | ']' | '>' | '"' | '«'));
            let shown =
                words[at..at + length.unwrap_or(words.len() - at)].trim_end_matches(['.', ',', ';', ':', '!', '?']);
            past = at + shown.len().max(4);
            let before = &words[..at];
            let broken = ["](", "] (", ")["].iter().any(|sign| before.ends_with(sign));
            if broken || before.ends_with(char::is_alphanumeric) || !shown.contains('.') {
                continue;
            }
            let whole = shown.split_once("://").map_or(shown, |(_, rest)| rest);
            let span = self.span(range.start + at..range.start + at + shown.len());
            self.report(
                Diagnostic::new(Code::BareAddress, span, format!("adressen »{shown}« er ikke et link"))
                    .hint(format!("skriv [tekst](https://{whole}), hvor teksten siger, hvor linket fører hen")),
            );
        }
    }
}

/// The first words of a line, for a message.
fn short(words: &str) -> String {
    words.chars().take(40).collect::<String>().trim().to_owned()
}

/// What kind of point a line is meant to begin that lacks the blank after its mark: by sign, or by number.
fn mark(line: &str) -> Option<char> {
    let first = line.chars().next()?;
    let rest = &line[first.len_utf8()..];
    if POINTS.contains(&first) {
        return rest.starts_with(char::is_alphabetic).then_some('-');
    }
    if first == '–' {
        return rest.trim_start().starts_with(char::is_alphabetic).then_some('-');
    }
    let rest = line.trim_start_matches(|c: char| c.is_ascii_digit()).strip_prefix(['.', ')'])?;
    (first.is_ascii_digit() && rest.starts_with(char::is_alphabetic)).then_some('1')
}

/// Whether a line begins a point of a kind, with its blank or without.
fn begins(line: &str, kind: char) -> bool {
    let with_blank = match kind {
        '-' => line.strip_prefix(POINTS).is_some_and(|rest| rest.starts_with(' ')),
        _ => line
            .trim_start_matches(|c: char| c.is_ascii_digit())
            .strip_prefix(['.', ')'])
            .is_some_and(|rest| rest.starts_with(' ') && line.starts_with(|c: char| c.is_ascii_digit())),
    };
    with_blank || mark(line) == Some(kind)
}

/// How many cells a line of a table has; 0 where it is none.
fn columns(line: &str) -> usize {
    line.replace("\\|", "").matches('|').count().saturating_sub(1)
}
