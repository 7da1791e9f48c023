//! What a page's Markdown becomes.
//!
//! Contract: everything that points elsewhere (links, citations, figures) is kept flat in [`Body::refs`]; the tree holds only
//! its index. Resolve answers each reference in a list of the same length, so that render can look an answer up and
//! never fail.

use super::prose::Prose;
use crate::diagnostic::Area;
use crate::source::{Span, Spanned};
use crate::tools::{self, BrowserTool};

/// Index into [`Body::refs`] and into the resolved answers beside it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct RefId(pub(crate) usize);

/// A reference as it was written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum RawRef {
    /// `[text](address)`, also with the schemes `lov:` and `https:`.
    Link(String),
    /// `[text](lov:id)`.
    Law {
        /// The law's id.
        id: String,
        /// The words of the link, which may name the paragraph.
        words: String,
    },
    /// `![text](address)`.
    Image(String),
    /// `[@id place]`.
    Cite {
        /// The source's id.
        id: String,
        /// What follows it, such as `s. 12`.
        place: Option<String>,
    },
    /// `{{tal:id}}`.
    Figure(String),
    /// `{{pris:id}}`.
    Price(String),
    /// `:::figur id`.
    Chart(String),
    /// `:::papir id`.
    Paper(String),
}

/// The Markdown of one page.
#[derive(Debug, Clone, Default)]
pub struct Body {
    /// The blocks in order.
    pub blocks: Vec<Block>,
    /// All references in order.
    pub refs: Vec<Spanned<RawRef>>,
    /// All headings in order, with unique anchors.
    pub headings: Vec<Heading>,
    /// Footnotes in order of definition.
    pub footnotes: Vec<Footnote>,
    /// The names of all directives that were understood, with the places of their lines.
    pub directives: Vec<Spanned<&'static str>>,
    /// Words in square brackets that are no link.
    pub bracketed: Vec<Spanned<String>>,
    /// All running text in order, as one reads it.
    pub prose: Vec<Prose>,
}

impl Body {
    /// The tools that the page holds, and whose scripts it needs.
    pub fn tools(&self) -> impl Iterator<Item = &'static BrowserTool> {
        self.blocks.iter().filter_map(Block::tool)
    }

    /// Whether the page holds the price calculator.
    #[must_use]
    pub fn has_calculator(&self) -> bool {
        self.tools().any(|tool| *tool == tools::CALCULATOR)
    }
}

impl Block {
    /// The tool that mounts over it.
    #[must_use]
    pub fn tool(&self) -> Option<&'static BrowserTool> {
        match self {
            Block::Calculator => Some(&tools::CALCULATOR),
            Block::Concern(ConcernView::Tool) => Some(&tools::CONCERN),
            Block::CaseCosts => Some(&tools::CASES),
            Block::Demand => Some(&tools::DEMAND),
            Block::Dates(DatesView::Deadlines) => Some(&tools::DEADLINES),
            Block::Dates(DatesView::FollowUp) => Some(&tools::FOLLOW_UP),
            Block::Dates(DatesView::Courses) => Some(&tools::COURSE),
            Block::Dates(DatesView::Visits) => Some(&tools::VISITS),
            Block::Clarify(ToolView::Tool) => Some(&tools::CLARIFY),
            Block::Papers => Some(&tools::PAPERS),
            Block::Dates(DatesView::Load) => Some(&tools::LOAD),
            Block::Ladder(ToolView::Tool) => Some(&tools::LADDER),
            Block::SelfCheck(ToolView::Tool) => Some(&tools::SELF_CHECK),
            Block::Network => Some(&tools::NETWORK),
            Block::Search => Some(&tools::SEARCH),
            _ => None,
        }
    }
}

/// A heading in the text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Heading {
    /// 2 to 6.
    pub level: u8,
    /// The words, without marks.
    pub text: String,
    /// Unique on the page.
    pub anchor: String,
    /// Where.
    pub span: Span,
}

/// A footnote's text.
#[derive(Debug, Clone)]
pub struct Footnote {
    /// What stands in the brackets.
    pub label: String,
    /// Its text.
    pub blocks: Vec<Block>,
}

/// GitHub's five alerts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Alert {
    /// `[!NOTE]`
    Note,
    /// `[!TIP]`
    Tip,
    /// `[!IMPORTANT]`
    Important,
    /// `[!WARNING]`
    Warning,
    /// `[!CAUTION]`
    Caution,
}

impl Alert {
    /// All kinds.
    pub const ALL: [Self; 5] = [Self::Note, Self::Tip, Self::Important, Self::Warning, Self::Caution];

    /// Its class on a page.
    #[must_use]
    pub fn class(self) -> &'static str {
        match self {
            Self::Note => "note",
            Self::Tip => "tip",
            Self::Important => "important",
            Self::Warning => "warning",
            Self::Caution => "caution",
        }
    }
}

/// Which register `:::register` shows.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum RegisterView {
    /// `aendringer`: what readers should know has changed, from all pages.
    Changes,
    /// `boernehuse`
    Houses,
    /// `gennemgang`: what is due for review.
    Reviews,
    /// `kommuner`
    Municipalities,
    /// `ordliste`
    Terms,
    /// `systemer`
    Systems,
    /// `wcag`: how each criterion of accessibility is met.
    Criteria,
    /// `ubekraeftet`: all that is still to be confirmed.
    Unconfirmed,
    /// `kilder`
    Sources,
    /// `lov`
    Laws,
    /// `tal`
    Figures,
    /// `satser`
    Rates,
    /// `eksempler`: the worked examples.
    Examples,
}

/// What `:::linealen` shows of the ruler.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum ConcernView {
    /// Nothing after the name: the tool, over a form of all questions.
    Tool,
    /// `papir`: the form to be filled in by pen.
    Paper,
    /// `aflaesning`: how the form is read, and what is done.
    Reading,
    /// `niveauer`
    Levels,
    /// `indledende`: the questions that come before all weighing.
    Gates,
    /// `tegn`
    Signs,
    /// `forhold`: what burdens, and what speaks for the child.
    Factors,
    /// `tabeller`
    Tables,
    /// `gang`: the way through it, drawn.
    Course,
    /// `gennemgang`: what practitioners must still go through.
    Review,
    /// `aendringer`
    Changes,
    /// `oevelser`
    Exercises,
}

/// What `:::frister`, `:::opfoelgning`, `:::forloebsplan`, `:::overgange` and `:::belastning` show.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum DatesView {
    /// `:::frister`: the tool, the deadlines, and the calendar to count by hand.
    Deadlines,
    /// `:::frister eksempler`
    DeadlineExamples,
    /// `:::opfoelgning`: the tool, the rhythms, and the exceptions.
    FollowUp,
    /// `:::opfoelgning eksempler`
    FollowUpExamples,
    /// `:::forloebsplan`: the tool, and what the sources say of sessions.
    Courses,
    /// `:::forloebsplan eksempler`
    CourseExamples,
    /// `:::overgange`: the tool, and the visits as a table.
    Visits,
    /// `:::overgange eksempler`
    VisitExamples,
    /// `:::belastning`: hours and cases, which are no dates, but are shown as they are: a tool, its numbers, its examples.
    Load,
    /// `:::belastning eksempler`
    LoadExamples,
}

/// What the directive of a tool shows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ToolView {
    /// The tool, and what stands there without a script.
    Tool,
    /// `eksempler`: what was worked out by hand.
    Examples,
}

/// The parts of the design, each said once: what editors write, and what its sample is called to who does not see it.
macro_rules! design_parts {
    ($($(#[$about:meta])* $part:ident = $word:literal, $called:literal;)*) => {
        /// Which part of the design `:::design` shows in every state.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
        pub enum DesignPart { $($(#[$about])* $part,)* }

        impl DesignPart {
            /// All of them.
            pub const ALL: &'static [Self] = &[$(Self::$part,)*];
            /// The words of editors.
            pub const WORDS: &'static [&'static str] = &[$($word,)*];

            /// The part of a word.
            #[must_use]
            pub fn of(word: &str) -> Option<Self> {
                match word {
                    $($word => Some(Self::$part),)*
                    _ => None,
                }
            }

            /// What its sample is called.
            #[must_use]
            pub fn called(self) -> &'static str {
                match self { $(Self::$part => $called,)* }
            }
        }
    };
}

design_parts! {
    /// The steps of space.
    Spaces = "afstande", "afstande";
    /// A sheet with a result.
    Sheet = "ark", "ark";
    /// What a service's page begins with.
    Facts = "fakta", "fakta";
    /// The tools beside each other.
    Tabs = "faner", "faner";
    /// The colours.
    Colours = "farver", "farver";
    /// The summary of errors, and a note.
    Errors = "fejl", "fejl";
    /// Fields.
    Fields = "felter", "felter";
    /// A chart of each kind.
    Figure = "figur", "figur";
    /// »Forlad siden«.
    Exit = "forlad", "forlad siden";
    /// What is said of the guidance that is kept on a device.
    Kept = "gemt", "gemt på enheden";
    /// The icons.
    Icons = "ikoner", "ikoner";
    /// Buttons.
    Buttons = "knapper", "knapper";
    /// Links.
    Links = "links", "links";
    /// The network map.
    NetworkMap = "netvaerkskort", "netværkskort";
    /// A word of the glossary, and its explanation.
    Term = "ordforklaring", "ordforklaring";
    /// The ruler's five levels.
    Scale = "skala", "skala";
    /// The sizes of type.
    Type = "skrift", "skrift";
    /// What the search finds.
    Hits = "soegning", "søgning";
    /// A step of the ruler.
    Question = "spoergsmaal", "spørgsmål";
    /// The line of time of the tools of dates, and its list.
    Timeline = "tidslinje", "tidslinje";
    /// What is printed of a page with closed parts.
    Printing = "udskrift", "udskrift";
    /// One answer, several, from a list of services.
    Choices = "valg", "valg";
}

/// How much room `:::felter` leaves for an answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Room {
    /// One line.
    Line,
    /// `lange`: several.
    Lines,
}

impl Room {
    /// How many lines to write on.
    #[must_use]
    pub fn lines(self) -> usize {
        match self {
            Room::Line => 1,
            Room::Lines => 5,
        }
    }
}

/// How a table column stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Align {
    /// As text.
    Start,
    /// In the middle.
    Center,
    /// As numbers.
    End,
}

/// A block of text.
#[derive(Debug, Clone)]
pub enum Block {
    /// A heading; level 2 to 6.
    Heading {
        /// 2 to 6.
        level: u8,
        /// Unique on the page.
        anchor: String,
        /// The words.
        content: Vec<Inline>,
    },
    /// A paragraph.
    Paragraph(Vec<Inline>),
    /// Text of a tight list item, without a paragraph of its own.
    Plain(Vec<Inline>),
    /// A list; numbered where it has a start.
    List {
        /// First number.
        start: Option<u64>,
        /// The items.
        items: Vec<Vec<Block>>,
    },
    /// A list in which each item has an empty box to tick (`- [ ]`).
    Ticks(Vec<Vec<Block>>),
    /// A quotation.
    Quote(Vec<Block>),
    /// A GitHub alert.
    Alert(Alert, Vec<Block>),
    /// A code block.
    Code(String),
    /// A table with a head.
    Table {
        /// One per column.
        aligns: Vec<Align>,
        /// The head's cells.
        head: Vec<Vec<Inline>>,
        /// The rows' cells.
        rows: Vec<Vec<Vec<Inline>>>,
    },
    /// A thematic break.
    Rule,
    /// `:::kort-svar`
    ShortAnswer(Vec<Block>),
    /// `:::trin`, one entry a step.
    Steps(Vec<Vec<Block>>),
    /// `:::akut`
    Acute(Vec<Block>),
    /// `:::ubekraeftet`
    Unconfirmed(Vec<Block>),
    /// `:::veje`, one entry a road.
    Roads(Vec<Vec<Block>>),
    /// `:::ydelser`
    Services,
    /// `:::beregner`
    Calculator,
    /// `:::boernehusforloeb`: what ordinary cases at a børnehus cost.
    CaseCosts,
    /// `:::linealen`
    Concern(ConcernView),
    /// `:::behov`: what a municipality needs, and what many need together.
    Demand,
    /// `:::frister`, `:::opfoelgning`, `:::forloebsplan`, `:::overgange` and `:::belastning`
    Dates(DatesView),
    /// `:::afklaring`: whether a case belongs in a børnehus.
    Clarify(ToolView),
    /// `:::trappescenarie`: moves on the ladder of measures as a reckoning.
    Ladder(ToolView),
    /// `:::selvtjek`: the self-check of a beredskabsplan.
    SelfCheck(ToolView),
    /// `:::uden-net`: keeping the guidance on a device.
    Offline,
    /// `:::soeg`: the search, and all that can be found from A to Å.
    Search,
    /// `:::soegeproever`: queries, what they must find, and what they find.
    Trials,
    /// `:::register`
    Register(RegisterView),
    /// `:::design`: a part of the design in every state.
    Design(DesignPart),
    /// `:::fejlkoder`: all codes with their titles, or what is said of those of one area.
    Codes(Option<Area>),
    /// `:::figur`
    Chart(RefId),
    /// `:::papir`: a meeting paper, for the pen.
    Paper(RefId),
    /// `:::papirer`: all meeting papers, to be filled in.
    Papers,
    /// `:::netvaerkskort`: a network map to be drawn.
    Network,
    /// `:::felter`: labels, each with room to write by hand.
    Fields(Room, Vec<Vec<Inline>>),
}

/// A piece of running text.
#[derive(Debug, Clone)]
pub enum Inline {
    /// Words.
    Text(String),
    /// `code`
    Code(String),
    /// *emphasis*
    Emphasis(Vec<Inline>),
    /// **strong**
    Strong(Vec<Inline>),
    /// ~~struck~~
    Struck(Vec<Inline>),
    /// A link.
    Link(RefId, Vec<Inline>),
    /// A citation `[@…]`.
    Cite(RefId),
    /// A figure or price `{{…}}`.
    Figure(RefId),
    /// An image.
    Image {
        /// Address.
        target: RefId,
        /// Alternative text.
        alt: String,
    },
    /// A footnote mark: index into [`Body::footnotes`] by label.
    FootnoteMark(String),
    /// A line break in the source.
    SoftBreak,
    /// A line break meant.
    HardBreak,
}

/// The words of inline content, without marks.
#[must_use]
pub fn plain(content: &[Inline]) -> String {
    let mut out = String::new();
    push_plain(content, &mut out);
    out
}

fn push_plain(content: &[Inline], out: &mut String) {
    for inline in content {
        match inline {
            Inline::Text(text) | Inline::Code(text) => out.push_str(text),
            Inline::Emphasis(inner) | Inline::Strong(inner) | Inline::Struck(inner) | Inline::Link(_, inner) => {
                push_plain(inner, out);
            }
            Inline::Image { alt, .. } => out.push_str(alt),
            Inline::SoftBreak | Inline::HardBreak => out.push(' '),
            Inline::Cite(_) | Inline::Figure(_) | Inline::FootnoteMark(_) => {}
        }
    }
}
