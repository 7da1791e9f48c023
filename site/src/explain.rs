//! What is said of each code at length: what is wrong, why it matters, how to mend it, and an example of both.
//!
//! Contract: pure. The texts lie in `explain/`, one Markdown file a code, and are in the program ([`Code::explanation`]);
//! terminal and site show the same. A file has a title, one to three paragraphs, and fenced examples whose first word says
//! what they are and whose rest is the path of the file that they stand for:
//!
//! ````text
//! # Kort titel
//! Hvad er galt, hvorfor betyder det noget, hvordan rettes det.
//!
//! ```forkert content/side.md
//! …
//! ```
//! ````
//!
//! In an example, a line `# …` stands for what is left out: the other keys of the page or entry, or the rest of a file of the
//! ruler. `tests/src/explain.rs` fills it in and holds every example to its code.

use crate::diagnostic::{Area, Code};
use crate::parse::markdown;
use crate::parse::tree::Body;
use crate::source::FileId;
use pulldown_cmark::{CodeBlockKind, Event, Parser, Tag, TagEnd};

/// The line of an example that stands for what is left out.
pub const LEFT_OUT: &str = "# …";

/// What an example shows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Shows {
    /// A file that gives the code.
    Wrong,
    /// The same, mended.
    Right,
    /// What happens, where no text of a file can show it.
    Happens,
}

impl Shows {
    fn from_word(word: &str) -> Option<Self> {
        match word {
            "forkert" => Some(Shows::Wrong),
            "rigtigt" => Some(Shows::Right),
            "terminal" => Some(Shows::Happens),
            _ => None,
        }
    }

    /// What stands over it.
    #[must_use]
    pub fn title(self) -> &'static str {
        match self {
            Shows::Wrong => "Forkert",
            Shows::Right => "Rigtigt",
            Shows::Happens => "Sådan kan det se ud",
        }
    }
}

/// An example.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Example {
    /// What it shows.
    pub shows: Shows,
    /// The file that it stands for; empty where it is none.
    pub path: String,
    /// Its lines, each with its line break.
    pub text: String,
}

/// What is said of a code.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Explanation {
    /// The code.
    pub code: Code,
    /// What is wrong, in few words.
    pub title: String,
    /// The paragraphs, as they are written.
    pub prose: String,
    /// The examples in their order.
    pub examples: Vec<Example>,
}

impl Explanation {
    /// The paragraphs, read as the text of a page is.
    #[must_use]
    pub fn body(&self) -> Body {
        // A test reads them all and finds no fault.
        markdown::parse(FileId(0), &self.prose, 0..self.prose.len(), &mut Vec::new())
    }
}

/// What is said of a code.
#[must_use]
pub fn of(code: Code) -> Explanation {
    read(code, code.explanation())
}

/// What is said of the codes of an area, in their order.
pub fn area(area: Area) -> impl Iterator<Item = Explanation> {
    area.codes().map(of)
}

/// The code that a word means: its id in small or capital letters, alone or as the terminal shows it (`fejl[M004]`).
#[must_use]
pub fn code(word: &str) -> Option<Code> {
    let id = id_in(word);
    Code::ALL.iter().copied().find(|code| code.id().eq_ignore_ascii_case(id))
}

/// The part of a word that is meant as an id.
#[must_use]
pub fn id_in(word: &str) -> &str {
    let inner = word.split_once('[').map_or(word, |(_, rest)| rest);
    inner.trim_matches(|c: char| !c.is_alphanumeric())
}

fn read(code: Code, text: &str) -> Explanation {
    let text = text.replace('\r', "");
    let (mut examples, mut open) = (Vec::new(), None);
    let mut first = text.len();
    for (event, range) in Parser::new(&text).into_offset_iter() {
        match event {
            Event::Start(Tag::CodeBlock(kind)) => {
                first = first.min(range.start);
                let info = match &kind {
                    CodeBlockKind::Fenced(info) => info.trim(),
                    CodeBlockKind::Indented => "",
                };
                let (word, path) = info.split_once(' ').unwrap_or((info, ""));
                open = Shows::from_word(word).map(|shows| Example {
                    shows,
                    path: path.trim().to_owned(),
                    text: String::new(),
                });
            }
            Event::Text(words) => {
                if let Some(example) = &mut open {
                    example.text.push_str(&words);
                }
            }
            Event::End(TagEnd::CodeBlock) => examples.extend(open.take()),
            _ => {}
        }
    }
    let (head, prose) = text[..first].split_once('\n').unwrap_or((&text[..first], ""));
    let title = head.trim_start_matches('#').trim().to_owned();
    Explanation { code, title, prose: prose.trim().to_owned(), examples }
}

#[cfg(test)]
mod tests {
    use super::{Example, Shows, code, read};
    use crate::diagnostic::Code;

    #[test]
    fn a_text_is_a_title_paragraphs_and_examples() {
        let text = "# Titel\r\nFørst.\r\n\r\nSå `a`.\r\n\r\n````forkert content/Min side.md\r\n```toml\r\n:::akut\r\n````\r\n\r\n\
                    ```terminal\r\nring\r\n```\r\n```andet\r\nx\r\n```\r\n";
        let read = read(Code::CodeUnclosed, text);
        assert_eq!((read.title.as_str(), read.prose.as_str()), ("Titel", "Først.\n\nSå `a`."));
        let wrong = Example {
            shows: Shows::Wrong,
            path: "content/Min side.md".to_owned(),
            text: "```toml\n:::akut\n".to_owned(),
        };
        let happens = Example { shows: Shows::Happens, path: String::new(), text: "ring\n".to_owned() };
        assert_eq!(read.examples, [wrong, happens]);
    }

    #[test]
    fn a_code_is_known_however_it_is_written() {
        for word in ["M004", "m004", "fejl[M004]", "[m004]:", "»M004«"] {
            assert_eq!(code(word), Some(Code::KeyMissing), "{word}");
        }
        assert_eq!((code("M04"), code("")), (None, None));
    }
}
