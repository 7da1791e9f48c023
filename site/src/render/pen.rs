//! Drawing from the top down, in the reader's own size of text.
//!
//! Contract: heights are in `em` and widths in per cent, so that a drawing fits a narrow screen without its text shrinking and grows
//! with the text that the reader has chosen. SVG does not break lines, so [`Pen::text`] does, by widths that no common
//! typeface exceeds; nothing is cut off at [`WIDTH`], the least width that the style sheet gives a drawing.

use maud::{Markup, PreEscaped, html};
use std::fmt;

/// The least width of a drawing; the style sheet repeats it.
pub(super) const WIDTH: Em = Em(1820);

/// From one line of text to the next.
const LINE: Em = Em(140);

/// From the top of a line to the feet of its letters.
const BASE: Em = Em(108);

/// The air after each letter, and that after a blank besides, in hundredths of an em.
const AIR: u32 = 12;
const AIR_OF_A_BLANK: u32 = 16;

/// Hundredths of the height of text.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Em(pub(super) u32);

impl fmt::Display for Em {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let rest = format!("{:02}", self.0 % 100);
        match rest.trim_end_matches('0') {
            "" => write!(f, "{}em", self.0 / 100),
            rest => write!(f, "{}.{rest}em", self.0 / 100),
        }
    }
}

/// Words in one look.
#[derive(Debug, Clone, Copy)]
pub(super) struct Run<'w> {
    words: &'w str,
    class: Option<&'static str>,
}

/// Words as they are.
pub(super) fn plain(words: &str) -> Run<'_> {
    Run { words, class: None }
}

/// Words that stand out.
pub(super) fn strong(words: &str) -> Run<'_> {
    Run { words, class: Some("strong") }
}

/// Words that stand back.
pub(super) fn faint(words: &str) -> Run<'_> {
    Run { words, class: Some("faint") }
}

/// Where text begins, and how much room it has.
#[derive(Debug, Clone, Copy)]
pub(super) struct Column<'c> {
    /// A share of the width.
    pub(super) x: &'c str,
    /// And so much further.
    pub(super) indent: Em,
    /// How long a line may be.
    pub(super) room: Em,
}

/// The whole width.
pub(super) const WHOLE: Column<'static> = Column { x: "0", indent: Em(0), room: WIDTH };

/// A drawing that grows downwards.
#[derive(Debug, Default)]
pub(super) struct Pen {
    y: u32,
    drawn: String,
}

impl Pen {
    /// How far down it is.
    pub(super) fn y(&self) -> Em {
        Em(self.y)
    }

    /// Goes down.
    pub(super) fn down(&mut self, by: Em) {
        self.y += by.0;
    }

    /// Adds something; where it stands is its own business.
    pub(super) fn draw(&mut self, what: Markup) {
        self.drawn.push_str(&what.into_string());
    }

    /// Writes lines of text, one below the other. Between them a blank is kept, so that words can be searched for.
    pub(super) fn text(&mut self, column: Column<'_>, runs: &[Run<'_>]) {
        let lines = lines(runs, column.room);
        let indent = (column.indent.0 > 0).then_some(column.indent);
        let top = self.y;
        let base = |line: usize| Em(top + BASE.0 + LINE.0 * u32::try_from(line).unwrap_or_default());
        self.y += LINE.0 * u32::try_from(lines.len()).unwrap_or_default();
        self.draw(html! {
            text {
                @for (at, line) in lines.iter().enumerate() {
                    @if at > 0 { " " }
                    tspan x=(column.x) dx=[indent] y=(base(at)) {
                        @for (class, words) in line {
                            @if class.is_some() { tspan class=[*class] { (words) } } @else { (words) }
                        }
                    }
                }
            }
        });
    }

    /// The drawing.
    pub(super) fn finish(self) -> Markup {
        PreEscaped(self.drawn)
    }
}

type Line = Vec<(Option<&'static str>, String)>;

/// Breaks text at blanks into lines that have room; a word that has none by itself is broken too.
fn lines(runs: &[Run<'_>], room: Em) -> Vec<Line> {
    let mut lines: Vec<Line> = Vec::new();
    let mut left = 0;
    for run in runs {
        for word in run.words.split(' ').filter(|word| !word.is_empty()).flat_map(|word| pieces(word, run.class, room))
        {
            let blank = width(" ", run.class);
            let needed = width(&word, run.class);
            match lines.last_mut() {
                Some(line) if left >= blank + needed => {
                    left -= blank + needed;
                    match line.last_mut() {
                        Some((class, words)) if *class == run.class => {
                            words.push(' ');
                            words.push_str(&word);
                        }
                        _ => line.push((run.class, format!(" {word}"))),
                    }
                }
                _ => {
                    left = room.0.saturating_sub(needed);
                    lines.push(vec![(run.class, word)]);
                }
            }
        }
    }
    lines
}

/// A word, or where it is longer than a line, its pieces with hyphens.
fn pieces(word: &str, class: Option<&str>, room: Em) -> Vec<String> {
    let mut pieces = vec![String::new()];
    let mut used = 0;
    let hyphen = width("-", class);
    if width(word, class) <= room.0 {
        return vec![word.to_owned()];
    }
    for letter in word.chars() {
        let next = letter_width(letter, class);
        let Some(piece) = pieces.last_mut() else { break };
        if used + next + hyphen > room.0 && !piece.is_empty() {
            piece.push('-');
            pieces.push(letter.to_string());
            used = next;
        } else {
            piece.push(letter);
            used += next;
        }
    }
    pieces
}

fn width(words: &str, class: Option<&str>) -> u32 {
    words.chars().map(|letter| letter_width(letter, class)).sum()
}

/// How wide a letter is at most, in hundredths of an em: after Verdana's kin, the widest that systems have, with the air that
/// readers may put between letters and words (WCAG 1.4.12).
fn letter_width(letter: char, class: Option<&str>) -> u32 {
    let width = match letter {
        'i' | 'j' | 'l' | 'I' | '.' | ',' | ':' | ';' | '\'' | '|' | '!' | ' ' | '\u{a0}' | '·' => 34,
        'f' | 'r' | 't' | '(' | ')' | '-' | '/' => 42,
        'm' | 'w' | 'æ' | 'M' | 'W' | 'Æ' | '@' | '%' | '—' => 98,
        letter if letter.is_uppercase() => 74,
        _ => 64,
    };
    let air = if letter == ' ' || letter == '\u{a0}' { AIR + AIR_OF_A_BLANK } else { AIR };
    air + if class == Some("strong") { width * 11 / 10 } else { width }
}

#[cfg(test)]
mod tests {
    use super::{Em, Pen, WHOLE, WIDTH, faint, lines, plain, strong, width};
    use proptest::prelude::*;

    fn broken(runs: &[super::Run<'_>], room: u32) -> Vec<String> {
        lines(runs, Em(room)).iter().map(|line| line.iter().map(|(_, words)| words.as_str()).collect()).collect()
    }

    #[test]
    fn lines_break_at_blanks_and_only_there_where_they_can() {
        let words = "Tilgængelig, men forældet eller uden årstal";
        assert_eq!(
            broken(&[plain(words), strong("28")], WIDTH.0),
            ["Tilgængelig, men forældet", "eller uden årstal 28"]
        );
        assert_eq!(broken(&[plain("12.662\u{a0}kr. i alt")], 760), ["12.662\u{a0}kr.", "i alt"].map(str::to_owned));
        assert_eq!(broken(&[plain("overgrebsundersøgelse")], 760), ["overgrebs-", "undersøge-", "lse"]);
        assert!(broken(&[plain(" ")], 100).is_empty());
    }

    #[test]
    fn a_text_is_as_high_as_its_lines() {
        let mut pen = Pen::default();
        pen.text(WHOLE, &[plain("Nord"), faint("ikke oplyst")]);
        assert_eq!(pen.y(), Em(140));
        assert_eq!(
            pen.finish().into_string(),
            "<text><tspan x=\"0\" y=\"1.08em\">Nord<tspan class=\"faint\"> ikke oplyst</tspan></tspan></text>"
        );
    }

    proptest! {
        #[test]
        fn no_line_is_too_long_and_no_word_is_lost(words in "[a-zæøåA-Z ,0-9]{0,200}", room in 200_u32..2000) {
            let runs = [plain(&words), strong(&words)];
            for line in lines(&runs, Em(room)) {
                let used: u32 = line.iter().map(|(class, words)| width(words, *class)).sum();
                prop_assert!(used <= room, "{used} > {room}: {line:?}");
            }
            let letters = |text: &str| text.chars().filter(|c| *c != ' ' && *c != '-').collect::<String>();
            prop_assert_eq!(letters(&broken(&runs, room).concat()), letters(&words).repeat(2));
        }
    }
}
