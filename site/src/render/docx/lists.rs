//! Numbers and points: Word's own lists.
//!
//! Contract: all lists with points share one definition; each numbered list has its own, so that it begins at its own
//! number. A box to tick is a sign in the text and not Word's mark of a list: so each can be ticked by itself in Word.

use docx_rs::{
    AbstractNumbering, Docx, IndentLevel, Level, LevelJc, LevelOverride, LevelText, NumberFormat, Numbering,
    NumberingId, Paragraph, Run, RunFonts, SpecialIndentType, Start,
};

/// The definition of points and that of numbers; the crate has a first one of its own. Numbered lists count from the second.
const POINTS: usize = 2;
const NUMBERS: usize = 3;
/// How deep Word's lists go.
const LEVELS: usize = 9;
/// How far one level is indented, in twentieths of a point.
const STEP: i32 = 340;

/// What an item begins with.
#[derive(Debug, Clone, Copy)]
pub(super) enum Mark {
    /// A point.
    Point,
    /// A number of the numbered list at this place in [`super::blocks::Writer`]'s.
    Number(usize),
    /// An empty box.
    Tick,
}

fn deep(level: usize) -> usize {
    level.min(LEVELS - 1)
}

fn left(level: usize) -> i32 {
    i32::try_from(deep(level) + 1).unwrap_or(1) * STEP
}

/// The first paragraph of an item, without its words.
pub(super) fn marked(paragraph: Paragraph, mark: Mark, level: usize) -> Paragraph {
    let paragraph = paragraph.style("ListParagraph");
    let id = match mark {
        Mark::Point => POINTS,
        Mark::Number(list) => NUMBERS + list,
        Mark::Tick => {
            let font = "Segoe UI Symbol";
            let fonts = RunFonts::new().ascii(font).hi_ansi(font).east_asia(font).cs(font);
            let tick = Run::new().fonts(fonts).add_text("☐").add_tab();
            return indented(paragraph, level, Some(SpecialIndentType::Hanging(STEP))).add_run(tick);
        }
    };
    paragraph.numbering(NumberingId::new(id), IndentLevel::new(deep(level)))
}

/// A later paragraph of an item.
pub(super) fn continued(paragraph: Paragraph, level: usize) -> Paragraph {
    indented(paragraph.style("ListParagraph"), level, None)
}

fn indented(paragraph: Paragraph, level: usize, special: Option<SpecialIndentType>) -> Paragraph {
    paragraph.indent(Some(left(level)), special, None, None)
}

/// The document with the definitions of its lists; `starts` has the first number of each numbered one.
pub(super) fn add(docx: Docx, starts: &[usize]) -> Docx {
    let levels = |id: usize, level: fn(usize) -> (&'static str, String)| {
        (0..LEVELS).fold(AbstractNumbering::new(id), |list, at| {
            let (format, words) = level(at);
            let (format, words) = (NumberFormat::new(format), LevelText::new(words));
            let level = Level::new(at, Start::new(1), format, words, LevelJc::new("left"));
            list.add_level(level.indent(Some(left(at)), Some(SpecialIndentType::Hanging(STEP)), None, None))
        })
    };
    let points = levels(POINTS, |at| ("bullet", if at % 2 == 0 { "•" } else { "–" }.to_owned()));
    let numbers = levels(NUMBERS, |at| ("decimal", format!("%{}.", at + 1)));
    let docx = docx.add_abstract_numbering(points).add_abstract_numbering(numbers);
    let docx = docx.add_numbering(Numbering::new(POINTS, POINTS));
    starts.iter().enumerate().fold(docx, |docx, (list, start)| {
        let numbering = Numbering::new(NUMBERS + list, NUMBERS);
        docx.add_numbering(
            (0..LEVELS).fold(numbering, |list, at| list.add_override(LevelOverride::new(at).start(*start))),
        )
    })
}
