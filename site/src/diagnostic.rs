//! What can be wrong with content, and how it is said.
//!
//! Contract: a diagnostic has a code, a place in a real file, a Danish message that names the thing and what was expected,
//! and the remedy as a hint. Messages are lower-case without a final stop and never speak of Rust. All of them are
//! collected; nothing is only logged. How they are told is [`crate::report`]'s business.

use crate::source::{Sources, Span};
use std::ops::Range;

/// How bad it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Severity {
    /// The site is not written.
    Error,
    /// The site is written.
    Warning,
}

macro_rules! codes {
    ($($(#[$doc:meta])* $name:ident = $id:literal $severity:ident;)*) => {
        /// Every kind of fault, in the order of its id. The letter tells the area: F files, M front matter and TOML,
        /// T text, H references, R registers, L the ruler.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum Code { $($(#[$doc])* $name,)* }

        impl Code {
            /// All codes.
            pub const ALL: &[Code] = &[$(Code::$name,)*];

            /// The id that editors see, for example `M004`.
            #[must_use]
            pub fn id(self) -> &'static str {
                match self { $(Code::$name => $id,)* }
            }

            /// Whether the code stops a build.
            #[must_use]
            pub fn severity(self) -> Severity {
                match self { $(Code::$name => Severity::$severity,)* }
            }

            /// What is said of the code at length, as it is written in `explain/`; [`crate::explain`] reads it. A code
            /// without its file does not compile.
            #[must_use]
            pub fn explanation(self) -> &'static str {
                match self { $(Code::$name => include_str!(concat!("explain/", $id, ".md")),)* }
            }
        }
    };
}

codes! {
    /// A file cannot be read.
    FileUnreadable = "F001" Error;
    /// A text file is not UTF-8.
    FileNotUtf8 = "F002" Error;
    /// A file name has other than a-z, 0-9 and hyphen.
    FileName = "F003" Error;
    /// Two pages have one address.
    FileSameAddress = "F004" Error;
    /// A register that must be there is missing, or a file in `content/data/` is unknown.
    FileRegister = "F005" Error;
    /// A file is larger than the limit.
    FileTooLarge = "F006" Error;
    /// A page or a former address would stand where a file of `public/` does, or among the hashed files.
    FilePlace = "F007" Error;
    /// No front page.
    FrontPage = "F008" Error;
    /// A folder with pages that has no page of its own.
    FolderPage = "F009" Warning;
    /// Two pages have one title.
    SameTitle = "F010" Warning;
    /// The address of the site is still the one that came with it.
    PlaceholderAddress = "F011" Warning;
    /// A symbolic link in place of a file or folder.
    FileLink = "F020" Error;
    /// An address that was published leads nowhere any more.
    AddressGone = "F012" Error;
    /// An address that was published belongs to a page that is a draft, or not published yet.
    AddressWithdrawn = "F013" Error;
    /// A line of the ledger of published addresses that is no address.
    LedgerLine = "F014" Error;
    /// A page that nothing leads to.
    PageUnlinked = "F015" Warning;
    /// A file of `public/` that nothing uses.
    FileUnused = "F016" Warning;
    /// A file of `public/` that takes long to fetch.
    FileHeavy = "F017" Warning;
    /// A file begins with a sign that some programs put there.
    FileMark = "F018" Warning;
    /// A file has the line ends of Windows.
    FileLineEnds = "F019" Warning;
    /// No front matter.
    FrontMatterMissing = "M001" Error;
    /// Front matter is not closed.
    FrontMatterUnclosed = "M002" Error;
    /// TOML that cannot be read.
    TomlSyntax = "M003" Error;
    /// A key is missing.
    KeyMissing = "M004" Error;
    /// A key is unknown.
    KeyUnknown = "M005" Error;
    /// A value has the wrong type.
    ValueType = "M006" Error;
    /// A text is empty.
    TextEmpty = "M007" Error;
    /// The summary is too long.
    SummaryTooLong = "M008" Error;
    /// Dates contradict each other.
    DateOrder = "M009" Error;
    /// The next review is overdue.
    ReviewOverdue = "M010" Warning;
    /// The responsible is a person, not a role.
    ResponsiblePerson = "M011" Error;
    /// A former address is malformed or taken.
    FormerAddress = "M012" Error;
    /// A text has a sign that no page and no feed can hold.
    TextSign = "M013" Error;
    /// A note of a change is too long, or shares its day with another on the page.
    ChangeNote = "M014" Error;
    /// A page has a way to leave at once, and the site does not say where that leads.
    LeaveNowhere = "M015" Error;
    /// Raw HTML.
    RawHtml = "T001" Error;
    /// A heading level is skipped, or is the page's own level 1.
    HeadingLevel = "T002" Error;
    /// An image without alternative text.
    ImageAlt = "T003" Error;
    /// A link without text or address.
    LinkEmpty = "T004" Error;
    /// A link text that says nothing.
    LinkText = "T005" Error;
    /// A directive is not closed.
    DirectiveUnclosed = "T006" Error;
    /// A directive is unknown.
    DirectiveUnknown = "T007" Error;
    /// A `:::` that closes nothing.
    DirectiveStray = "T008" Error;
    /// A directive's argument is missing, unknown or too much.
    DirectiveArgument = "T009" Error;
    /// A directive's body has the wrong form.
    DirectiveBody = "T010" Error;
    /// A footnote is used but not defined.
    FootnoteUndefined = "T011" Error;
    /// A heading without text.
    HeadingEmpty = "T012" Error;
    /// A directive or an alert that is written where it does nothing, or more often than it may.
    DirectivePlace = "T013" Error;
    /// Blocks or marks within each other, deeper than anyone means.
    NestingTooDeep = "T014" Error;
    /// A footnote that is defined twice, or defined and never used.
    FootnoteStray = "T015" Error;
    /// A table row with more cells than the head.
    TableRow = "T016" Error;
    /// A heading with a part that anchors and lists of headings cannot hold.
    HeadingContent = "T017" Error;
    /// A paragraph sign in running text, outside a law reference.
    BareParagraph = "T018" Error;
    /// An amount of money in running text, outside the registers.
    BareAmount = "T019" Error;
    /// A mail address or a telephone number that is not in the register of organisations.
    ContactDetail = "T020" Error;
    /// A text that is hard to read.
    Readability = "T021" Warning;
    /// A box to tick that is filled, or stands where none can be made.
    TickBox = "T022" Error;
    /// A page holds what only templates can, or a template what none can.
    TemplateContent = "T023" Error;
    /// A heading or a point of a list that lacks the blank after its mark.
    MarkBlank = "T024" Error;
    /// A table without its line of dashes, or with one that does not fit.
    TableRule = "T025" Error;
    /// Fenced code that is not closed.
    CodeUnclosed = "T026" Error;
    /// Marks of emphasis that have no mate.
    EmphasisLeft = "T027" Error;
    /// An address in the text that is no link.
    BareAddress = "T028" Warning;
    /// A sign that nobody sees.
    InvisibleSign = "T029" Warning;
    /// A number that looks like a CPR number.
    CprNumber = "T030" Error;
    /// A word that the dictionary does not have.
    Spelling = "T031" Warning;
    /// A word of the office that has a plain one beside it.
    OfficeWord = "T032" Warning;
    /// A mark that says what is still missing.
    Unfinished = "T033" Error;
    /// A page that lacks the short answer at its top, in a section where all have it.
    ShortAnswer = "T034" Warning;
    /// Text that stands so far in that it is code.
    CodeIndented = "T035" Error;
    /// A table, or a column of it, has no heading.
    TableHead = "T036" Error;
    /// A link to a page that is not there.
    DeadPage = "H001" Error;
    /// A link to a heading that is not there.
    DeadAnchor = "H002" Error;
    /// An unknown law reference.
    UnknownLaw = "H003" Error;
    /// An unknown source.
    UnknownSource = "H004" Error;
    /// An unknown figure.
    UnknownFigure = "H005" Error;
    /// A price of a service that is unknown or has none.
    UnknownPrice = "H006" Error;
    /// An internal link that is not written as a site address.
    LinkForm = "H007" Error;
    /// A link with a scheme that is not allowed.
    LinkScheme = "H008" Error;
    /// A cited source is not in the page's list.
    SourceNotListed = "H009" Error;
    /// A published page links to a draft.
    LinkToDraft = "H010" Error;
    /// A reference link without a definition.
    ReferenceUndefined = "H011" Error;
    /// A `{{…}}` that is not understood.
    FigureForm = "H012" Error;
    /// An image that is not in `public/`.
    ImageFile = "H013" Error;
    /// A link whose brackets do not fit.
    LinkBroken = "H014" Error;
    /// A link names another paragraph than the one it leads to.
    LawMismatch = "H015" Error;
    /// An unknown chart.
    UnknownChart = "H016" Error;
    /// A chart that no page shows.
    ChartUnused = "H017" Warning;
    /// An unknown rate.
    UnknownRate = "H018" Error;
    /// The id of a source in brackets, without the sign that makes it a citation.
    SourceBracket = "H019" Error;
    /// A link to the site itself that is written as one to another.
    OwnAddress = "H020" Error;
    /// An unknown meeting paper.
    UnknownPaper = "H022" Error;
    /// An amount that cannot be read.
    AmountForm = "R001" Error;
    /// Two rates hold on one day.
    RateOverlap = "R002" Error;
    /// A day between two rates has none.
    RateGap = "R003" Error;
    /// A period ends before it begins.
    PeriodOrder = "R004" Error;
    /// Something unconfirmed does not say what is uncertain.
    UnconfirmedNote = "R005" Error;
    /// A value that is not one of the allowed.
    ValueChoice = "R006" Error;
    /// An id that is malformed or used twice.
    IdForm = "R007" Error;
    /// A number outside its range.
    NumberRange = "R008" Error;
    /// A paragraph of the past without what replaced it, or one that is replaced and still holds.
    LawHistory = "R009" Error;
    /// A page shows a register that has nothing in it.
    RegisterEmpty = "R010" Error;
    /// A chart's number that cannot be read.
    ChartValue = "R011" Error;
    /// A chart whose rows and columns do not fit each other.
    ChartShape = "R012" Error;
    /// A year, a part or another number of a rate or an example that cannot be read.
    RateValue = "R013" Error;
    /// An example whose parts do not fit each other.
    ExampleShape = "R014" Error;
    /// An example that does not come to what is written beside it.
    ExampleTotal = "R015" Error;
    /// A price of nothing.
    PriceZero = "R016" Error;
    /// A deadline or a rhythm of follow-up that cannot be counted, or does not agree with the law or with itself.
    DateRule = "R020" Error;
    /// A rule or a question of a tool that does not hold for all answers.
    ToolRule = "R024" Error;
    /// A field of a meeting paper rests on another that is not there, or of another kind.
    PaperField = "R023" Error;
    /// A criterion of accessibility of which nothing is said.
    CriterionMissing = "R017" Error;
    /// Between the end of a paragraph and the beginning of what holds in its place there are days without a rule.
    LawGap = "R018" Error;
    /// A part of the model in `content/linealen/` that is missing, or does not fit the others.
    ModelFault = "L001" Error;
    /// A name that stands in two files of the model.
    ModelKey = "L002" Error;
    /// A rule of the model that does not hold for all answers.
    ModelProof = "L003" Error;
    /// An exercise that cannot be answered as it is written.
    ExerciseFault = "L004" Error;
    /// The model leans on a paragraph that no longer holds.
    ModelLaw = "L005" Error;
}

/// What a code is about: the letter of its id.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Area {
    /// Files and folders.
    Files,
    /// Front matter, and what is written in registers.
    Metadata,
    /// Text.
    Text,
    /// Links, sources, laws, figures, images.
    References,
    /// What registers say of each other.
    Registers,
    /// The ruler.
    Ruler,
}

impl Area {
    /// All areas, in the order in which an editor meets them.
    pub const ALL: &[Area] = &[Area::Files, Area::Metadata, Area::Text, Area::References, Area::Registers, Area::Ruler];

    /// The letter that its codes begin with.
    #[must_use]
    pub fn letter(self) -> char {
        match self {
            Area::Files => 'F',
            Area::Metadata => 'M',
            Area::Text => 'T',
            Area::References => 'H',
            Area::Registers => 'R',
            Area::Ruler => 'L',
        }
    }

    /// What it is about, in Danish.
    #[must_use]
    pub fn title(self) -> &'static str {
        match self {
            Area::Files => "Filer og mapper",
            Area::Metadata => "Oplysninger på sider og i registre",
            Area::Text => "Teksten på siderne",
            Area::References => "Links, kilder, love, tal og billeder",
            Area::Registers => "Registrene: perioder, beløb og status",
            Area::Ruler => "Bekymringslinealen",
        }
    }

    /// Its codes, in their order.
    pub fn codes(self) -> impl Iterator<Item = Code> {
        Code::ALL.iter().copied().filter(move |code| code.id().starts_with(self.letter()))
    }
}

/// One fault.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Diagnostic {
    /// Which kind.
    pub code: Code,
    /// Where.
    pub span: Span,
    /// What is wrong, in Danish.
    pub message: String,
    /// What to say under the marked text, where that helps.
    pub label: Option<String>,
    /// How to mend it.
    pub hints: Vec<String>,
}

impl Diagnostic {
    /// A diagnostic without label and hint.
    #[must_use]
    pub fn new(code: Code, span: Span, message: impl Into<String>) -> Self {
        Self { code, span, message: message.into(), label: None, hints: Vec::new() }
    }

    /// The same with a text under the mark.
    #[must_use]
    pub fn label(mut self, label: impl Into<String>) -> Self {
        self.label = Some(label.into());
        self
    }

    /// The same with one more remedy.
    #[must_use]
    pub fn hint(mut self, hint: impl Into<String>) -> Self {
        self.hints.push(hint.into());
        self
    }

    /// The same with a remedy where there is one.
    #[must_use]
    pub fn maybe_hint(mut self, hint: Option<String>) -> Self {
        self.hints.extend(hint);
        self
    }

    /// Whether it stops a build.
    #[must_use]
    pub fn is_error(&self) -> bool {
        self.code.severity() == Severity::Error
    }
}

/// Drops a contact detail or an invisible sign from the list where another fault lies on the same words: that one knows more
/// of what was meant.
fn once(diagnostics: &mut Vec<Diagnostic>) {
    let lesser = |d: &Diagnostic| matches!(d.code, Code::ContactDetail | Code::InvisibleSign);
    let overlaps = |a: &Span, b: &Span| a.file == b.file && a.start < b.end && b.start < a.end;
    let others: Vec<Span> = diagnostics.iter().filter(|d| !lesser(d) && d.is_error()).map(|d| d.span).collect();
    diagnostics.retain(|d| !lesser(d) || !others.iter().any(|other| overlaps(other, &d.span)));
}

/// Drops other faults on the words of a mark, and on the value that holds it: what the mark stands in for is not there yet. A
/// fault that reaches beyond the mark's line is about more than that.
fn not_yet(diagnostics: &mut Vec<Diagnostic>, sources: &Sources) {
    let marks: Vec<(Span, Range<usize>)> = diagnostics
        .iter()
        .filter(|d| d.code == Code::Unfinished)
        .map(|d| (d.span, sources.get(d.span.file).lines_around(d.span.range()).0))
        .collect();
    let within = |d: &Diagnostic, (mark, line): &(Span, Range<usize>)| {
        let overlaps = d.span.file == mark.file && d.span.start < mark.end && mark.start < d.span.end;
        overlaps && line.start <= d.span.range().start && d.span.range().end <= line.end
    };
    diagnostics.retain(|d| d.code == Code::Unfinished || !marks.iter().any(|mark| within(d, mark)));
}

/// Puts diagnostics in the order in which an editor reads: by path, place, code; exact doubles are dropped.
pub fn sort(diagnostics: &mut Vec<Diagnostic>, sources: &Sources) {
    not_yet(diagnostics, sources);
    once(diagnostics);
    diagnostics
        .sort_by_cached_key(|d| (sources.get(d.span.file).path.clone(), d.span.start, d.code, d.message.clone()));
    diagnostics.dedup();
}

#[cfg(test)]
mod tests {
    use super::{Area, Code};

    #[test]
    fn every_code_belongs_to_one_area() {
        for code in Code::ALL {
            let areas = Area::ALL.iter().filter(|area| area.codes().any(|own| own == *code)).count();
            assert_eq!(areas, 1, "{}", code.id());
        }
    }

    #[test]
    fn ids_are_unique_and_ordered() {
        let ids: Vec<_> = Code::ALL.iter().map(|code| code.id()).collect();
        let mut unique = ids.clone();
        unique.sort_unstable();
        unique.dedup();
        assert_eq!(unique.len(), ids.len());
    }
}
