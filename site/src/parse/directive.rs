//! `:::` directives: finding them, and the table of those that exist.
//!
//! Contract: CommonMark knows no directives, so each directive line outside fenced code is masked by an HTML processing
//! instruction of the same length (`:::trin` becomes `<?---?>`). It stands alone as a block, interrupts a paragraph, keeps
//! every byte offset, and the whole page is still parsed once, so that link definitions and footnotes hold across
//! directives. Markdown then tells a masked line from raw HTML by its offset.

use crate::diagnostic::Area;
use crate::parse::tree::{
    Block, ConcernView, DatesView, DesignPart, Inline, RawRef, RefId, RegisterView, Room, ToolView,
};
use pulldown_cmark::{CodeBlockKind, Event, Options, Parser, Tag};
use std::collections::BTreeMap;
use std::ops::Range;

/// One line that begins with `:::`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Mark {
    /// `:::name argument`
    Open {
        /// The name.
        name: String,
        /// What follows it.
        argument: Option<String>,
        /// The line without surrounding space.
        range: Range<usize>,
    },
    /// `:::`
    Close {
        /// The line without surrounding space.
        range: Range<usize>,
    },
}

/// A text with its directive lines masked, and the marks by the offset at which they begin.
#[derive(Debug)]
pub struct Masked {
    /// Same length as the text.
    pub text: String,
    /// By offset in the masked text.
    pub marks: BTreeMap<usize, Mark>,
}

/// What Markdown has here beside CommonMark.
pub const OPTIONS: Options = Options::ENABLE_TABLES
    .union(Options::ENABLE_FOOTNOTES)
    .union(Options::ENABLE_STRIKETHROUGH)
    .union(Options::ENABLE_TASKLISTS)
    .union(Options::ENABLE_GFM);

/// Masks all directive lines of a Markdown text.
#[must_use]
pub fn mask(text: &str) -> Masked {
    let mut out = String::with_capacity(text.len());
    let mut marks = BTreeMap::new();
    let mut fenced = fenced(text).into_iter().peekable();
    for line in text.split_inclusive('\n') {
        let start = out.len();
        let trimmed = line.trim_start();
        let indent = line.len() - trimmed.len();
        while fenced.next_if(|code| code.end <= start).is_some() {}
        let in_code = fenced.peek().is_some_and(|code| code.contains(&(start + indent)));
        if in_code || !trimmed.starts_with(":::") {
            out.push_str(line);
            continue;
        }
        let trimmed = trimmed.trim_end();
        let range = start + indent..start + indent + trimmed.len();
        let mut words = trimmed.trim_start_matches(':').trim().splitn(2, char::is_whitespace);
        let name = words.next().unwrap_or("").to_owned();
        let argument = words.next().map(|rest| rest.trim().to_owned()).filter(|rest| !rest.is_empty());
        let mark = if name.is_empty() {
            Mark::Close { range: range.clone() }
        } else {
            Mark::Open { name, argument, range: range.clone() }
        };
        marks.insert(range.start, mark);
        out.push_str(&line[..indent]);
        out.push_str(&instruction(trimmed.len()));
        out.push_str(&line[indent + trimmed.len()..]);
    }
    Masked { text: out, marks }
}

/// Where fenced code stands, in order; asked of the parser itself, so that both agree on where a fence begins and ends.
fn fenced(text: &str) -> Vec<Range<usize>> {
    if !text.contains(":::") || !(text.contains("```") || text.contains("~~~")) {
        return Vec::new();
    }
    Parser::new_ext(text, OPTIONS)
        .into_offset_iter()
        .filter_map(|(event, range)| {
            matches!(event, Event::Start(Tag::CodeBlock(CodeBlockKind::Fenced(_)))).then_some(range)
        })
        .collect()
}

/// A processing instruction of exactly `length` bytes (at least 3).
fn instruction(length: usize) -> String {
    if length <= 3 { "<?>".to_owned() } else { format!("<?{}?>", "-".repeat(length - 4)) }
}

/// Which body a directive takes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Shape {
    /// Any text, but some.
    Text,
    /// One numbered list.
    Numbered,
    /// One list with points, each beginning with a link.
    Points,
    /// One list with points, each of one line.
    Labels,
    /// Nothing.
    Empty,
}

/// What follows the name of a directive.
#[derive(Debug, Clone, Copy)]
pub enum Arguments {
    /// Nothing.
    None,
    /// One of these words.
    Word(&'static [&'static str]),
    /// One of these words, or nothing.
    Optional(&'static [&'static str]),
    /// The id of something in a register.
    Id {
        /// What it names, for a message: `en figur`.
        what: &'static str,
        /// The register that has it.
        register: &'static str,
        /// The reference that it is.
        refers: fn(String) -> RawRef,
    },
}

/// What follows the name, where it has been found to fit.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Argument<'a> {
    /// Nothing.
    None,
    /// A word of [`Arguments::Word`] or [`Arguments::Optional`].
    Word(&'a str),
    /// The reference made of an [`Arguments::Id`].
    Ref(RefId),
}

/// One directive that exists.
#[derive(Debug)]
pub struct Known {
    /// What editors write.
    pub name: &'static str,
    /// Which body it takes.
    pub shape: Shape,
    /// Which argument.
    pub arguments: Arguments,
    /// Whether it stands once on a page at most, and not within anything else: what it makes has ids.
    pub once: bool,
}

/// What `:::register` can show.
const REGISTER_VIEWS: &[&str] = &[
    "aendringer",
    "boernehuse",
    "eksempler",
    "gennemgang",
    "kilder",
    "kommuner",
    "lov",
    "ordliste",
    "satser",
    "systemer",
    "tal",
    "ubekraeftet",
    "wcag",
];

/// What `:::linealen` can show.
const CONCERN_VIEWS: &[&str] = &[
    "aendringer",
    "aflaesning",
    "forhold",
    "gang",
    "gennemgang",
    "indledende",
    "niveauer",
    "oevelser",
    "papir",
    "tabeller",
    "tegn",
];

/// The codes of which area `:::fejlkoder` shows.
const CODE_AREAS: &[&str] = &["filer", "henvisninger", "linealen", "oplysninger", "registre", "tekst"];

/// All directives. A new one is a row here, a [`Block`] in [`build`], and its markup in `render::markdown`.
pub const KNOWN: &[Known] = &[
    Known { name: "kort-svar", shape: Shape::Text, arguments: Arguments::None, once: false },
    Known { name: "trin", shape: Shape::Numbered, arguments: Arguments::None, once: false },
    Known { name: "akut", shape: Shape::Text, arguments: Arguments::None, once: false },
    Known { name: "ubekraeftet", shape: Shape::Text, arguments: Arguments::None, once: false },
    Known { name: "veje", shape: Shape::Points, arguments: Arguments::None, once: false },
    Known { name: "ydelser", shape: Shape::Empty, arguments: Arguments::None, once: false },
    Known { name: "beregner", shape: Shape::Empty, arguments: Arguments::None, once: true },
    Known { name: "linealen", shape: Shape::Empty, arguments: Arguments::Optional(CONCERN_VIEWS), once: true },
    Known { name: "boernehusforloeb", shape: Shape::Empty, arguments: Arguments::None, once: true },
    Known { name: "behov", shape: Shape::Empty, arguments: Arguments::None, once: true },
    Known { name: "frister", shape: Shape::Empty, arguments: Arguments::Optional(&["eksempler"]), once: true },
    Known { name: "opfoelgning", shape: Shape::Empty, arguments: Arguments::Optional(&["eksempler"]), once: true },
    Known { name: "forloebsplan", shape: Shape::Empty, arguments: Arguments::Optional(&["eksempler"]), once: true },
    Known { name: "overgange", shape: Shape::Empty, arguments: Arguments::Optional(&["eksempler"]), once: true },
    Known { name: "afklaring", shape: Shape::Empty, arguments: Arguments::Optional(&["eksempler"]), once: true },
    Known { name: "belastning", shape: Shape::Empty, arguments: Arguments::Optional(&["eksempler"]), once: true },
    Known { name: "trappescenarie", shape: Shape::Empty, arguments: Arguments::Optional(&["eksempler"]), once: true },
    Known { name: "selvtjek", shape: Shape::Empty, arguments: Arguments::Optional(&["eksempler"]), once: true },
    Known { name: "uden-net", shape: Shape::Empty, arguments: Arguments::None, once: true },
    Known { name: "soeg", shape: Shape::Empty, arguments: Arguments::None, once: true },
    Known { name: "soegeproever", shape: Shape::Empty, arguments: Arguments::None, once: true },
    Known { name: "felter", shape: Shape::Labels, arguments: Arguments::Optional(&["lange"]), once: false },
    Known { name: "register", shape: Shape::Empty, arguments: Arguments::Word(REGISTER_VIEWS), once: true },
    Known { name: "fejlkoder", shape: Shape::Empty, arguments: Arguments::Optional(CODE_AREAS), once: true },
    Known { name: "design", shape: Shape::Empty, arguments: Arguments::Word(DesignPart::WORDS), once: true },
    Known { name: "papir", shape: Shape::Empty, arguments: PAPER, once: true },
    Known { name: "papirer", shape: Shape::Empty, arguments: Arguments::None, once: true },
    Known { name: "netvaerkskort", shape: Shape::Empty, arguments: Arguments::None, once: true },
    Known { name: "figur", shape: Shape::Empty, arguments: CHART, once: true },
];

/// `:::figur takster-2021`
const CHART: Arguments = Arguments::Id { what: "en figur", register: "figurer", refers: RawRef::Chart };

/// `:::papir smart-maal`
const PAPER: Arguments = Arguments::Id { what: "et mødepapir", register: "moeder", refers: RawRef::Paper };

/// The block of a known directive whose argument and body have been checked; `None` where they do not fit.
#[must_use]
pub fn build(name: &str, argument: Argument<'_>, body: Vec<Block>) -> Option<Block> {
    Some(match (name, argument) {
        ("kort-svar", Argument::None) => Block::ShortAnswer(body),
        ("akut", Argument::None) => Block::Acute(body),
        ("ubekraeftet", Argument::None) => Block::Unconfirmed(body),
        ("trin", Argument::None) => Block::Steps(items(body)?),
        ("veje", Argument::None) => Block::Roads(items(body)?),
        ("ydelser", Argument::None) => Block::Services,
        ("beregner", Argument::None) => Block::Calculator,
        ("boernehusforloeb", Argument::None) => Block::CaseCosts,
        ("linealen", Argument::None) => Block::Concern(ConcernView::Tool),
        ("linealen", Argument::Word("papir")) => Block::Concern(ConcernView::Paper),
        ("linealen", Argument::Word("aflaesning")) => Block::Concern(ConcernView::Reading),
        ("linealen", Argument::Word("niveauer")) => Block::Concern(ConcernView::Levels),
        ("linealen", Argument::Word("indledende")) => Block::Concern(ConcernView::Gates),
        ("linealen", Argument::Word("tegn")) => Block::Concern(ConcernView::Signs),
        ("linealen", Argument::Word("forhold")) => Block::Concern(ConcernView::Factors),
        ("linealen", Argument::Word("tabeller")) => Block::Concern(ConcernView::Tables),
        ("linealen", Argument::Word("gang")) => Block::Concern(ConcernView::Course),
        ("linealen", Argument::Word("gennemgang")) => Block::Concern(ConcernView::Review),
        ("linealen", Argument::Word("aendringer")) => Block::Concern(ConcernView::Changes),
        ("linealen", Argument::Word("oevelser")) => Block::Concern(ConcernView::Exercises),
        ("behov", Argument::None) => Block::Demand,
        ("frister", Argument::None) => Block::Dates(DatesView::Deadlines),
        ("frister", Argument::Word("eksempler")) => Block::Dates(DatesView::DeadlineExamples),
        ("opfoelgning", Argument::None) => Block::Dates(DatesView::FollowUp),
        ("opfoelgning", Argument::Word("eksempler")) => Block::Dates(DatesView::FollowUpExamples),
        ("forloebsplan", Argument::None) => Block::Dates(DatesView::Courses),
        ("forloebsplan", Argument::Word("eksempler")) => Block::Dates(DatesView::CourseExamples),
        ("overgange", Argument::None) => Block::Dates(DatesView::Visits),
        ("overgange", Argument::Word("eksempler")) => Block::Dates(DatesView::VisitExamples),
        ("afklaring", Argument::None) => Block::Clarify(ToolView::Tool),
        ("afklaring", Argument::Word("eksempler")) => Block::Clarify(ToolView::Examples),
        ("belastning", Argument::None) => Block::Dates(DatesView::Load),
        ("belastning", Argument::Word("eksempler")) => Block::Dates(DatesView::LoadExamples),
        ("trappescenarie", Argument::None) => Block::Ladder(ToolView::Tool),
        ("trappescenarie", Argument::Word("eksempler")) => Block::Ladder(ToolView::Examples),
        ("selvtjek", Argument::None) => Block::SelfCheck(ToolView::Tool),
        ("selvtjek", Argument::Word("eksempler")) => Block::SelfCheck(ToolView::Examples),
        ("uden-net", Argument::None) => Block::Offline,
        ("soeg", Argument::None) => Block::Search,
        ("soegeproever", Argument::None) => Block::Trials,
        ("register", Argument::Word("aendringer")) => Block::Register(RegisterView::Changes),
        ("register", Argument::Word("eksempler")) => Block::Register(RegisterView::Examples),
        ("register", Argument::Word("satser")) => Block::Register(RegisterView::Rates),
        ("register", Argument::Word("boernehuse")) => Block::Register(RegisterView::Houses),
        ("register", Argument::Word("gennemgang")) => Block::Register(RegisterView::Reviews),
        ("register", Argument::Word("kommuner")) => Block::Register(RegisterView::Municipalities),
        ("register", Argument::Word("ordliste")) => Block::Register(RegisterView::Terms),
        ("register", Argument::Word("systemer")) => Block::Register(RegisterView::Systems),
        ("register", Argument::Word("wcag")) => Block::Register(RegisterView::Criteria),
        ("register", Argument::Word("ubekraeftet")) => Block::Register(RegisterView::Unconfirmed),
        ("register", Argument::Word("kilder")) => Block::Register(RegisterView::Sources),
        ("register", Argument::Word("lov")) => Block::Register(RegisterView::Laws),
        ("register", Argument::Word("tal")) => Block::Register(RegisterView::Figures),
        ("fejlkoder", Argument::None) => Block::Codes(None),
        ("fejlkoder", Argument::Word("filer")) => Block::Codes(Some(Area::Files)),
        ("fejlkoder", Argument::Word("oplysninger")) => Block::Codes(Some(Area::Metadata)),
        ("fejlkoder", Argument::Word("tekst")) => Block::Codes(Some(Area::Text)),
        ("fejlkoder", Argument::Word("henvisninger")) => Block::Codes(Some(Area::References)),
        ("fejlkoder", Argument::Word("registre")) => Block::Codes(Some(Area::Registers)),
        ("fejlkoder", Argument::Word("linealen")) => Block::Codes(Some(Area::Ruler)),
        ("design", Argument::Word(word)) => Block::Design(DesignPart::of(word)?),
        ("figur", Argument::Ref(id)) => Block::Chart(id),
        ("papir", Argument::Ref(id)) => Block::Paper(id),
        ("papirer", Argument::None) => Block::Papers,
        ("netvaerkskort", Argument::None) => Block::Network,
        ("felter", Argument::None) => Block::Fields(Room::Line, labels(body)?),
        ("felter", Argument::Word("lange")) => Block::Fields(Room::Lines, labels(body)?),
        _ => return None,
    })
}

/// Whether a body has the form.
#[must_use]
pub fn fits(shape: Shape, body: &[Block]) -> bool {
    match (shape, body) {
        (Shape::Empty, []) | (Shape::Text, [_, ..]) => true,
        (Shape::Numbered, [Block::List { start: Some(_), items }]) => items.iter().all(|item| !item.is_empty()),
        (Shape::Points, [Block::List { start: None, items }]) => items.iter().all(|item| begins_with_link(item)),
        (Shape::Labels, [Block::List { start: None, items }]) => items.iter().all(|item| label(item).is_some()),
        _ => false,
    }
}

fn begins_with_link(item: &[Block]) -> bool {
    let (Some(Block::Plain(words)) | Some(Block::Paragraph(words))) = item.first() else { return false };
    matches!(words.first(), Some(Inline::Link(..)))
}

/// The words of an item that has nothing but one line of them.
fn label(item: &[Block]) -> Option<&Vec<Inline>> {
    match item {
        [Block::Plain(words) | Block::Paragraph(words)] => Some(words),
        _ => None,
    }
}

fn labels(body: Vec<Block>) -> Option<Vec<Vec<Inline>>> {
    items(body)?.iter().map(|item| label(item).cloned()).collect()
}

fn items(body: Vec<Block>) -> Option<Vec<Vec<Block>>> {
    match body.into_iter().next()? {
        Block::List { items, .. } => Some(items),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::{Argument, Arguments, KNOWN, Shape, build, fits, mask};
    use crate::parse::tree::{Block, RefId};

    #[test]
    fn masking_keeps_offsets_and_leaves_code_alone() {
        let text = "a\n:::trin\n:::\n```\n:::trin\n```\n   :::værktøj x\n";
        let masked = mask(text);
        assert_eq!(masked.text.len(), text.len());
        assert_eq!(masked.marks.keys().copied().collect::<Vec<_>>(), [2, 10, 33]);
        assert!(masked.text.contains("```\n:::trin\n```"));
    }

    #[test]
    fn every_known_directive_builds() {
        for known in KNOWN {
            let body = match known.shape {
                Shape::Empty => vec![],
                Shape::Text => vec![Block::Rule],
                Shape::Numbered => vec![Block::List { start: Some(1), items: vec![] }],
                Shape::Points | Shape::Labels => vec![Block::List { start: None, items: vec![] }],
            };
            assert!(fits(known.shape, &body), "{}", known.name);
            let arguments = match known.arguments {
                Arguments::None => vec![Argument::None],
                Arguments::Word(words) => words.iter().copied().map(Argument::Word).collect(),
                Arguments::Optional(words) => {
                    std::iter::once(Argument::None).chain(words.iter().copied().map(Argument::Word)).collect()
                }
                Arguments::Id { .. } => vec![Argument::Ref(RefId(0))],
            };
            for argument in arguments {
                assert!(build(known.name, argument, body.clone()).is_some(), "{} {argument:?}", known.name);
            }
        }
    }
}
