//! How hard a text is to read: LIX.
//!
//! Contract: LIX is words per sentence plus the percentage of long words (Björnsson 1968; in Denmark a text over 45 counts as
//! difficult). Paragraphs, headings and list items end a sentence, as do `.`, `:`, `;`, `?` and `!`. Tables, code and citations
//! are not counted: they are not read as sentences. A text too short to measure has no LIX.

use crate::parse::signs::is_inner;
use crate::parse::tree::{Block, Body, Inline};

/// Above this the editor is warned.
pub const HARD: u32 = 45;
/// A word with more letters than this is long.
const LONG: usize = 6;
/// Fewest words for which the number means anything.
const FEWEST: usize = 60;

/// What a text was measured to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Lix {
    /// Words.
    pub words: usize,
    /// Sentences.
    pub sentences: usize,
    /// Words of more than six letters.
    pub long: usize,
}

impl Lix {
    /// The number, rounded to the nearest whole; halves go up.
    ///
    /// ```
    /// use site::check::readability::Lix;
    /// // 100 words in 10 sentences, 25 of them long: 10 + 25.
    /// assert_eq!(Lix { words: 100, sentences: 10, long: 25 }.value(), 35);
    /// ```
    #[must_use]
    pub fn value(self) -> u32 {
        let (words, sentences) = (self.words, self.sentences.max(1));
        if words == 0 {
            return 0;
        }
        // words / sentences + 100 * long / words, as one fraction.
        let over = words * words + 100 * self.long * sentences;
        let under = words * sentences;
        u32::try_from((2 * over + under) / (2 * under)).unwrap_or(u32::MAX)
    }
}

/// Measures a page's text; `None` where it is too short.
#[must_use]
pub fn measure(body: &Body) -> Option<Lix> {
    let mut count = Count::default();
    count.blocks(&body.blocks);
    for note in &body.footnotes {
        count.blocks(&note.blocks);
    }
    let lix = count.lix;
    (lix.words >= FEWEST).then_some(lix)
}

struct Count {
    lix: Lix,
    /// Room for the words of a block.
    words: String,
}

impl Default for Count {
    fn default() -> Self {
        Self { lix: Lix { words: 0, sentences: 0, long: 0 }, words: String::new() }
    }
}

impl Count {
    fn blocks(&mut self, blocks: &[Block]) {
        for block in blocks {
            match block {
                Block::Heading { content, .. } | Block::Paragraph(content) | Block::Plain(content) => {
                    let mut words = std::mem::take(&mut self.words);
                    words.clear();
                    text(content, &mut words);
                    self.sentences(&words);
                    self.words = words;
                }
                Block::List { items, .. } | Block::Ticks(items) | Block::Steps(items) | Block::Roads(items) => {
                    items.iter().for_each(|item| self.blocks(item));
                }
                Block::Quote(inner)
                | Block::Alert(_, inner)
                | Block::ShortAnswer(inner)
                | Block::Acute(inner)
                | Block::Unconfirmed(inner) => self.blocks(inner),
                Block::Code(_)
                | Block::Table { .. }
                | Block::Rule
                | Block::Services
                | Block::Calculator
                | Block::Codes(_)
                | Block::Concern(_)
                | Block::CaseCosts
                | Block::Demand
                | Block::Dates(_)
                | Block::Clarify(_)
                | Block::Paper(_)
                | Block::Papers
                | Block::SelfCheck(_)
                | Block::Ladder(_)
                | Block::Network
                | Block::Offline
                | Block::Design(_)
                | Block::Search
                | Block::Trials
                | Block::Register(_)
                | Block::Fields(..)
                | Block::Chart(_) => {}
            }
        }
    }

    fn sentences(&mut self, text: &str) {
        let mut signs = text.chars().peekable();
        let (mut word, mut open) = (0, false);
        while let Some(c) = signs.next() {
            if is_inner(c) {
                word += 1;
                continue;
            }
            open |= self.word(&mut word);
            // `28.000` and `kl. 10.30` hold no end of a sentence where the next sign goes on.
            let ends = open && matches!(c, '.' | ':' | ';' | '?' | '!');
            if ends && signs.peek().is_none_or(|next| next.is_whitespace()) {
                self.lix.sentences += 1;
                open = false;
            }
        }
        open |= self.word(&mut word);
        self.lix.sentences += usize::from(open);
    }

    fn word(&mut self, letters: &mut usize) -> bool {
        let found = *letters > 0;
        self.lix.words += usize::from(found);
        self.lix.long += usize::from(*letters > LONG);
        *letters = 0;
        found
    }
}

fn text(content: &[Inline], out: &mut String) {
    for inline in content {
        match inline {
            Inline::Text(words) | Inline::Code(words) => out.push_str(words),
            Inline::Emphasis(inner) | Inline::Strong(inner) | Inline::Struck(inner) | Inline::Link(_, inner) => {
                text(inner, out);
            }
            // A figure is read as one short word.
            Inline::Figure(_) => out.push_str("10"),
            Inline::SoftBreak | Inline::HardBreak => out.push(' '),
            Inline::Image { .. } | Inline::Cite(_) | Inline::FootnoteMark(_) => {}
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{Count, Lix};

    fn count(text: &str) -> Lix {
        let mut count = Count::default();
        count.sentences(text);
        count.lix
    }

    #[test]
    fn words_and_sentences_are_counted() {
        assert_eq!(count("Ring nu. Kommunen vurderer sagen."), Lix { words: 5, sentences: 2, long: 2 });
        assert_eq!(count("Det er 28.000 sager"), Lix { words: 5, sentences: 1, long: 0 });
        assert_eq!(count("  "), Lix { words: 0, sentences: 0, long: 0 });
    }

    #[test]
    fn the_value_is_rounded_once() {
        assert_eq!(Lix { words: 3, sentences: 2, long: 0 }.value(), 2);
        assert_eq!(Lix { words: 0, sentences: 0, long: 0 }.value(), 0);
    }
}
