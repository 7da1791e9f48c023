//! Markdown to a [`Body`].
//!
//! Contract: one pass of pulldown-cmark over the masked text (see [`directive`]); a recursive descent makes the tree. What
//! CommonMark allows but this site does not (raw HTML, skipped heading levels, empty links …) becomes a diagnostic with the
//! byte range of the fault; the tree is still whole.

use crate::diagnostic::{Code, Diagnostic};
use crate::parse::directive::{self, Argument, Mark};
use crate::parse::running::Running;
use crate::parse::runs;
use crate::parse::slug::slug;
use crate::parse::tree::{Alert, Align, Block, Body, Footnote, Heading, Inline, plain};
use crate::source::{FileId, Span, Spanned};
use pulldown_cmark::{
    Alignment, BlockQuoteKind, BrokenLink, CodeBlockKind, CowStr, Event, LinkType, Parser, Tag, TagEnd,
};
use std::collections::BTreeMap;
use std::iter::Peekable;
use std::ops::Range;

/// Where a tool tells what is wrong.
pub const ERRORS_ID: &str = "vaerktoej-fejl";

/// Ids that a page has by contract with its tools, by the directives on it; other ids of the frame have an underscore, which
/// no anchor has.
fn reserved(marks: &BTreeMap<usize, Mark>) -> impl Iterator<Item = String> {
    let names = marks.values().filter_map(|mark| match mark {
        Mark::Open { name, .. } => Some(name),
        Mark::Close { .. } => None,
    });
    let tools = names.filter_map(|name| directive::build(name, Argument::None, Vec::new())?.tool());
    tools.flat_map(|tool| [tool.name.to_owned(), calculator::wire::element_id(tool.name), ERRORS_ID.to_owned()])
}

/// How deep blocks and marks may lie in each other. A list in a list in a box comes to ten; the descent is recursive, and a
/// line of ten thousand `>` must not end it.
pub(super) const MAX_DEPTH: usize = 50;

/// Parses the Markdown in a range of a file's text.
pub fn parse(file: FileId, text: &str, range: Range<usize>, diagnostics: &mut Vec<Diagnostic>) -> Body {
    let offset = range.start;
    let masked = directive::mask(&text[range.clone()]);
    let undefined = std::cell::RefCell::new(Vec::new());
    let bracketed = std::cell::RefCell::new(BTreeMap::new());
    let broken = |link: BrokenLink<'_>| {
        if link.reference.trim_start().starts_with('@') {
            return Some((CowStr::Borrowed(CITE), CowStr::Borrowed("")));
        }
        // `[…]` alone is text in brackets; `[text][id]` was meant as a link.
        if matches!(link.link_type, LinkType::Reference | LinkType::Collapsed) {
            undefined.borrow_mut().push((link.span.clone(), link.reference.to_string()));
        }
        if link.link_type == LinkType::Shortcut {
            bracketed.borrow_mut().insert(link.span.start, (link.span.end, link.reference.to_string()));
        }
        None
    };
    let parser = Parser::new_with_broken_link_callback(&masked.text, directive::OPTIONS, Some(broken));
    let anchors = reserved(&masked.marks).map(|id| (id, 1)).collect();
    let mut builder = Builder {
        file,
        offset,
        text: &masked.text,
        events: runs::joined(parser.into_offset_iter(), &masked.text).peekable(),
        marks: masked.marks,
        body: Body::default(),
        diagnostics,
        anchors,
        footnotes: Vec::new(),
        footnote_marks: Vec::new(),
        depth: 0,
        too_deep: false,
        unclosed: Vec::new(),
        stray: Vec::new(),
        misplaced: 0,
        once: Vec::new(),
        in_law: false,
        in_name: false,
        in_link: false,
        in_heading: false,
        in_image: false,
        running: Running::default(),
        tick: None,
    };
    let mut blocks = Vec::new();
    while builder.events.peek().is_some() {
        blocks.extend(builder.blocks(false));
        // An end tag without its start does not occur; stepping over it keeps the loop finite whatever happens.
        builder.events.next();
    }
    builder.body.blocks = blocks;
    builder.check_directives();
    builder.check_headings();
    builder.check_footnotes();
    let mut body = builder.body;
    for (start, (end, words)) in bracketed.into_inner() {
        body.bracketed.push(Spanned { value: words, span: Span::new(file, offset + start..offset + end) });
    }
    for (span, reference) in undefined.into_inner() {
        diagnostics.push(
            Diagnostic::new(
                Code::ReferenceUndefined,
                Span::new(file, offset + span.start..offset + span.end),
                format!("henvisningen »[{reference}]« er ikke forklaret nogen steder på siden"),
            )
            .hint("skriv linket som [tekst](/adresse/)"),
        );
    }
    body
}

/// The address that marks a citation on its way through the parser; no editor can write it, since `\0` is replaced in input.
pub(super) const CITE: &str = "\0kilde";

pub(super) struct Builder<'t, 'd, I: Iterator<Item = (Event<'t>, Range<usize>)>> {
    pub(super) file: FileId,
    pub(super) offset: usize,
    pub(super) text: &'t str,
    pub(super) events: Peekable<I>,
    /// The masked lines that have not been met yet.
    pub(super) marks: BTreeMap<usize, Mark>,
    pub(super) body: Body,
    pub(super) diagnostics: &'d mut Vec<Diagnostic>,
    /// Anchors in use, each with the number that the last heading of the same words was given.
    pub(super) anchors: BTreeMap<String, usize>,
    /// The footnotes as they are defined, with the place of each.
    pub(super) footnotes: Vec<(Footnote, Span)>,
    pub(super) footnote_marks: Vec<(String, Span)>,
    /// How many blocks and marks the descent is in.
    pub(super) depth: usize,
    /// Whether that has been too many; told once.
    pub(super) too_deep: bool,
    /// Directives that are never closed, and the `:::` that close nothing: told together, since one often means the other.
    pub(super) unclosed: Vec<(Span, String)>,
    pub(super) stray: Vec<Span>,
    /// Directive lines that opened nothing where they stand, and so have left a closing line behind.
    pub(super) misplaced: usize,
    /// Directives met of those that a page can have once.
    pub(super) once: Vec<String>,
    /// Whether the words of a law reference are being read.
    pub(super) in_law: bool,
    /// Whether the words of a link that leads out are being read.
    pub(super) in_name: bool,
    /// Whether the words of a link are being read.
    pub(super) in_link: bool,
    /// Whether the words of a heading are being read.
    pub(super) in_heading: bool,
    /// Whether the text of an image is being read.
    pub(super) in_image: bool,
    /// The words of the paragraph, heading or cell that is being read.
    pub(super) running: Running,
    /// The box to tick that the item being read began with.
    pub(super) tick: Option<Range<usize>>,
}

impl<'t, I: Iterator<Item = (Event<'t>, Range<usize>)>> Builder<'t, '_, I> {
    pub(super) fn span(&self, range: Range<usize>) -> Span {
        Span::new(self.file, self.offset + range.start..self.offset + range.end)
    }

    pub(super) fn report(&mut self, diagnostic: Diagnostic) {
        self.diagnostics.push(diagnostic);
    }

    /// Blocks up to the end of the container (its end tag is left for the caller), or up to the `:::` that closes a directive.
    pub(super) fn blocks(&mut self, in_directive: bool) -> Vec<Block> {
        let mut blocks = Vec::new();
        while let Some((event, range)) = self.events.peek() {
            match event {
                Event::End(_) => break,
                Event::Start(Tag::HtmlBlock) => {
                    let at = range.start + self.text[range.clone()].len() - self.text[range.clone()].trim_start().len();
                    match self.marks.get(&at) {
                        Some(Mark::Close { .. }) if in_directive => break,
                        Some(mark) => {
                            let mark = mark.clone();
                            self.marks.remove(&at);
                            self.skip_html();
                            self.directive(mark, &mut blocks);
                        }
                        None => self.raw_html_block(),
                    }
                }
                Event::Start(tag) if is_block(tag) => {
                    if let Some(block) = self.block() {
                        blocks.push(block);
                    }
                }
                Event::Rule => {
                    self.events.next();
                    blocks.push(Block::Rule);
                }
                _ => {
                    let content = self.inlines(true);
                    if !content.is_empty() {
                        blocks.push(Block::Plain(content));
                    }
                }
            }
        }
        blocks
    }

    /// The block whose start tag is next.
    fn block(&mut self) -> Option<Block> {
        let (Event::Start(tag), range) = self.events.next()? else { return None };
        if !self.enter(&range) {
            return None;
        }
        let block = self.block_of(tag, range);
        self.depth -= 1;
        block
    }

    /// Goes one level down. Where that is too deep, the fault is told and all up to the end tag is stepped over, so that the
    /// caller has nothing left to read.
    pub(super) fn enter(&mut self, range: &Range<usize>) -> bool {
        if self.depth < MAX_DEPTH {
            self.depth += 1;
            return true;
        }
        self.report_depth(range.clone());
        let mut open = 1;
        while open > 0 {
            match self.events.next() {
                Some((Event::Start(_), _)) => open += 1,
                Some((Event::End(_), _)) => open -= 1,
                Some(_) => {}
                None => break,
            }
        }
        false
    }

    pub(super) fn report_depth(&mut self, range: Range<usize>) {
        if !std::mem::replace(&mut self.too_deep, true) {
            let first = self.text[range.clone()].chars().next().map_or(0, char::len_utf8);
            let span = self.span(range.start..range.start + first);
            self.report(
                Diagnostic::new(
                    Code::NestingTooDeep,
                    span,
                    format!("mere end {MAX_DEPTH} lag ligger inden i hinanden her"),
                )
                .hint("se efter, om et tegn er gentaget ved en fejl; ellers del teksten op"),
            );
        }
    }

    fn block_of(&mut self, tag: Tag<'t>, range: Range<usize>) -> Option<Block> {
        let block = match tag {
            Tag::Paragraph => Block::Paragraph(self.inlines(false)),
            Tag::Heading { level, .. } => {
                let level = level as u8;
                self.in_heading = true;
                let content = self.inlines(false);
                self.in_heading = false;
                let end = range.start + self.text[range.clone()].trim_end().len();
                self.heading(level, content, self.span(range.start..end))
            }
            Tag::BlockQuote(kind) => {
                let body = self.blocks(false);
                match kind {
                    None => Block::Quote(body),
                    Some(kind) => Block::Alert(alert(kind), body),
                }
            }
            Tag::CodeBlock(kind) => {
                let mut code = String::new();
                while let Some((Event::Text(text), _)) = self.events.next_if(|(e, _)| matches!(e, Event::Text(_))) {
                    code.push_str(&text);
                }
                match kind {
                    CodeBlockKind::Fenced(_) => self.check_fence(&range),
                    CodeBlockKind::Indented => self.indented(&code, &range),
                }
                Block::Code(code)
            }
            Tag::List(start) => self.list(start),
            Tag::Table(aligns) => self.table(&aligns),
            Tag::FootnoteDefinition(label) => {
                let blocks = self.blocks(false);
                self.events.next();
                let first = self.text[range.clone()].find("]:").map_or(range.len(), |at| at + 2);
                let span = self.span(range.start..range.start + first);
                self.footnotes.push((Footnote { label: label.to_string(), blocks }, span));
                return None;
            }
            _ => {
                // No other block is switched on; its inner text is kept.
                Block::Quote(self.blocks(false))
            }
        };
        self.events.next();
        Some(block)
    }

    fn table(&mut self, aligns: &[Alignment]) -> Block {
        let aligns = aligns
            .iter()
            .map(|align| match align {
                Alignment::Right => Align::End,
                Alignment::Center => Align::Center,
                Alignment::None | Alignment::Left => Align::Start,
            })
            .collect();
        let (mut head, mut rows): (Vec<Vec<Inline>>, Vec<_>) = (Vec::new(), Vec::new());
        while let Some((Event::Start(tag), row)) =
            self.events.next_if(|(e, _)| matches!(e, Event::Start(Tag::TableHead | Tag::TableRow)))
        {
            let mut cells = Vec::new();
            let (mut end, mut places) = (row.start, Vec::new());
            while let Some((_, cell)) = self.events.next_if(|(e, _)| matches!(e, Event::Start(Tag::TableCell))) {
                end = cell.end.max(end);
                let words = self.inlines(false);
                places.push(cell.clone());
                self.amount_in_cell(head.get(cells.len()), &words, cell);
                cells.push(words);
                self.events.next();
            }
            self.events.next();
            self.check_row(end..row.end);
            if matches!(tag, Tag::TableHead) {
                self.check_head(&cells, &places, row);
                head = cells;
            } else {
                rows.push(cells);
            }
        }
        Block::Table { aligns, head, rows }
    }

    /// Whoever hears a table is told the heading of each column; only the corner above the names of rows may be empty.
    fn check_head(&mut self, head: &[Vec<Inline>], places: &[Range<usize>], row: Range<usize>) {
        let line = self.text.get(row.clone()).unwrap_or_default().trim_end().len();
        if head.iter().all(Vec::is_empty) {
            let span = self.span(row.start..row.start + line);
            return self.report(
                Diagnostic::new(Code::TableHead, span, "tabellen har ingen overskrifter")
                    .hint("skriv på dens første linje, hvad der står i hver kolonne: | Alder | Andel |"),
            );
        }
        let unnamed = head.iter().zip(places).enumerate().filter(|(at, (cell, _))| *at > 0 && cell.is_empty());
        for (at, (_, place)) in unnamed {
            let span = self.span(place.clone());
            self.report(
                Diagnostic::new(Code::TableHead, span, format!("kolonne {} i tabellen har ingen overskrift", at + 1))
                    .hint("skriv, hvad der står i kolonnen; kun feltet øverst til venstre må være tomt"),
            );
        }
    }

    /// What stands in a row after its last cell is dropped by the parser without a word.
    fn check_row(&mut self, rest: Range<usize>) {
        let Some(lost) = self.text.get(rest.clone()) else { return };
        let words = lost.trim_matches(['|', ' ', '\t', '\r', '\n']);
        if words.is_empty() {
            return;
        }
        let at = rest.start + lost.find(words).unwrap_or_default();
        let span = self.span(at..at + words.len());
        self.report(
            Diagnostic::new(Code::TableRow, span, "rækken har flere felter end tabellens overskrift")
                .hint("føj en kolonne til overskriften; en lodret streg, der hører til teksten, skrives \\|"),
        );
    }

    fn heading(&mut self, level: u8, content: Vec<Inline>, span: Span) -> Block {
        let text = plain(&content);
        if has_references(&content) {
            self.report(
                Diagnostic::new(
                    Code::HeadingContent,
                    span,
                    "en overskrift kan ikke indeholde tal fra registret, kilder, fodnoter eller billeder",
                )
                .hint("skriv overskriften med ord, og sæt tallet eller kilden i teksten under den"),
            );
        } else if text.trim().is_empty() {
            self.report(
                Diagnostic::new(Code::HeadingEmpty, span, "overskriften er tom")
                    .hint("skriv en tekst efter #-tegnene, eller fjern linjen"),
            );
        }
        let base = slug(&text);
        let base = match base.chars().next() {
            None => "afsnit".to_owned(),
            // An id begins with a letter: some programs that read pages mind.
            Some(first) if first.is_ascii_digit() => format!("afsnit-{base}"),
            Some(_) => base,
        };
        let mut anchor = base.clone();
        let mut number = self.anchors.get(&base).copied().unwrap_or(0);
        while self.anchors.contains_key(&anchor) {
            number += 1;
            anchor = format!("{base}-{number}");
        }
        self.anchors.insert(base, number.max(1));
        self.anchors.entry(anchor.clone()).or_insert(1);
        self.body.headings.push(Heading { level, text, anchor: anchor.clone(), span });
        Block::Heading { level, anchor, content }
    }

    /// Masked lines that need no answer of their own.
    pub(super) fn forget_marks(&mut self, range: Range<usize>) {
        while let Some(at) = self.marks.range(range.clone()).next().map(|(at, _)| *at) {
            self.marks.remove(&at);
        }
    }

    pub(super) fn skip_html(&mut self) {
        for (event, _) in self.events.by_ref() {
            if matches!(event, Event::End(TagEnd::HtmlBlock)) {
                return;
            }
        }
    }

    fn raw_html_block(&mut self) {
        if let Some((_, range)) = self.events.peek() {
            let range = range.clone();
            self.forget_marks(range.clone());
            let first = self.text[range.clone()].lines().next().unwrap_or("").trim_end().len();
            let range = range.start..range.start + first;
            self.raw_html(range);
        }
        self.skip_html();
    }

    pub(super) fn raw_html(&mut self, range: Range<usize>) {
        let shown: String = self.text[range.clone()].lines().next().unwrap_or("").chars().take(40).collect();
        let comment = shown.starts_with("<!--");
        let span = self.span(range);
        self.report(Diagnostic::new(Code::RawHtml, span, format!("siden må ikke indeholde HTML: »{shown}«")).hint(
            if comment {
                "slet kommentaren; noter til kolleger hører til i ændringens beskrivelse"
            } else {
                "skriv det som Markdown; et mindre-end-tegn i tekst skrives \\<"
            },
        ));
    }
}

/// Whether there is anything in it that is no plain word: what [`plain`] would leave out.
pub(super) fn has_references(content: &[Inline]) -> bool {
    content.iter().any(|inline| match inline {
        Inline::Figure(_) | Inline::Cite(_) | Inline::FootnoteMark(_) | Inline::Image { .. } => true,
        Inline::Emphasis(inner) | Inline::Strong(inner) | Inline::Struck(inner) | Inline::Link(_, inner) => {
            has_references(inner)
        }
        Inline::Text(_) | Inline::Code(_) | Inline::SoftBreak | Inline::HardBreak => false,
    })
}

pub(super) fn is_block(tag: &Tag<'_>) -> bool {
    !matches!(tag, Tag::Emphasis | Tag::Strong | Tag::Strikethrough | Tag::Link { .. } | Tag::Image { .. })
}

fn alert(kind: BlockQuoteKind) -> Alert {
    match kind {
        BlockQuoteKind::Note => Alert::Note,
        BlockQuoteKind::Tip => Alert::Tip,
        BlockQuoteKind::Important => Alert::Important,
        BlockQuoteKind::Warning => Alert::Warning,
        BlockQuoteKind::Caution => Alert::Caution,
    }
}
