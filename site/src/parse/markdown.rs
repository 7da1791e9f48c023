//! Markdown to a [`Body`].
//!
//! Contract: one pass of pulldown-cmark over the masked text (see [`directive`]); a recursive descent makes the tree. What
//! CommonMark allows but this site does not (raw HTML, skipped heading levels, empty links …) becomes a diagnostic with the
//! byte range of the fault; the tree is still whole.

use crate::diagnostic::{Code, Diagnostic};
use crate::parse::directive::{self, Mark};
use crate::parse::slug::slug;
use crate::parse::tree::{Alert, Align, Block, Body, Footnote, Heading, Inline, plain};
use crate::source::{FileId, Span};
use pulldown_cmark::{
    Alignment, BlockQuoteKind, BrokenLink, CowStr, Event, LinkType, Options, Parser, Tag, TagEnd, TextMergeWithOffset,
};
use std::collections::{BTreeMap, BTreeSet};
use std::iter::Peekable;
use std::ops::Range;

/// Ids that the calculator's page has by contract with the tool; other ids of the frame have an underscore, which no anchor has.
const RESERVED: &[&str] = &["beregner", "beregner-data", "vaerktoej-fejl"];

/// Parses the Markdown in a range of a file's text.
pub fn parse(file: FileId, text: &str, range: Range<usize>, diagnostics: &mut Vec<Diagnostic>) -> Body {
    let offset = range.start;
    let masked = directive::mask(&text[range.clone()]);
    let undefined = std::cell::RefCell::new(Vec::new());
    let broken = |link: BrokenLink<'_>| {
        if link.reference.trim_start().starts_with('@') {
            return Some((CowStr::Borrowed(CITE), CowStr::Borrowed("")));
        }
        // `[…]` alone is text in brackets; `[text][id]` was meant as a link.
        if matches!(link.link_type, LinkType::Reference | LinkType::Collapsed) {
            undefined.borrow_mut().push((link.span.clone(), link.reference.to_string()));
        }
        None
    };
    let options =
        Options::ENABLE_TABLES | Options::ENABLE_FOOTNOTES | Options::ENABLE_STRIKETHROUGH | Options::ENABLE_GFM;
    let parser = Parser::new_with_broken_link_callback(&masked.text, options, Some(broken));
    let mut builder = Builder {
        file,
        offset,
        text: &masked.text,
        events: TextMergeWithOffset::new(parser.into_offset_iter()).peekable(),
        marks: &masked.marks,
        body: Body::default(),
        diagnostics,
        anchors: RESERVED.iter().map(|id| (*id).to_owned()).collect(),
        footnote_marks: Vec::new(),
    };
    let mut blocks = Vec::new();
    while builder.events.peek().is_some() {
        blocks.extend(builder.blocks(false));
        // An end tag without its start does not occur; stepping over it keeps the loop finite whatever happens.
        builder.events.next();
    }
    builder.body.blocks = blocks;
    builder.check_headings();
    builder.check_footnotes();
    let body = builder.body;
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
    pub(super) marks: &'t BTreeMap<usize, Mark>,
    pub(super) body: Body,
    pub(super) diagnostics: &'d mut Vec<Diagnostic>,
    pub(super) anchors: BTreeSet<String>,
    pub(super) footnote_marks: Vec<(String, Span)>,
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
                    match self.marks.get(&at).cloned() {
                        Some(Mark::Close { .. }) if in_directive => break,
                        Some(mark) => {
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
        let block = match tag {
            Tag::Paragraph => Block::Paragraph(self.inlines(false)),
            Tag::Heading { level, .. } => {
                let level = level as u8;
                let content = self.inlines(false);
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
            Tag::CodeBlock(_) => {
                let mut code = String::new();
                while let Some((Event::Text(text), _)) = self.events.next_if(|(e, _)| matches!(e, Event::Text(_))) {
                    code.push_str(&text);
                }
                Block::Code(code)
            }
            Tag::List(start) => {
                let mut items = Vec::new();
                while self.events.next_if(|(e, _)| matches!(e, Event::Start(Tag::Item))).is_some() {
                    items.push(self.blocks(false));
                    self.events.next();
                }
                Block::List { start, items }
            }
            Tag::Table(aligns) => self.table(&aligns),
            Tag::FootnoteDefinition(label) => {
                let blocks = self.blocks(false);
                self.events.next();
                self.body.footnotes.push(Footnote { label: label.to_string(), blocks });
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
        let (mut head, mut rows) = (Vec::new(), Vec::new());
        while let Some((Event::Start(tag), _)) =
            self.events.next_if(|(e, _)| matches!(e, Event::Start(Tag::TableHead | Tag::TableRow)))
        {
            let mut cells = Vec::new();
            while self.events.next_if(|(e, _)| matches!(e, Event::Start(Tag::TableCell))).is_some() {
                cells.push(self.inlines(false));
                self.events.next();
            }
            self.events.next();
            if matches!(tag, Tag::TableHead) { head = cells } else { rows.push(cells) }
        }
        Block::Table { aligns, head, rows }
    }

    fn heading(&mut self, level: u8, content: Vec<Inline>, span: Span) -> Block {
        let text = plain(&content);
        if text.trim().is_empty() {
            self.report(
                Diagnostic::new(Code::HeadingEmpty, span, "overskriften er tom")
                    .hint("skriv en tekst efter #-tegnene, eller fjern linjen"),
            );
        }
        let base = slug(&text);
        let base = if base.is_empty() { "afsnit".to_owned() } else { base };
        let mut anchor = base.clone();
        let mut number = 2;
        while !self.anchors.insert(anchor.clone()) {
            anchor = format!("{base}-{number}");
            number += 1;
        }
        self.body.headings.push(Heading { level, text, anchor: anchor.clone(), span });
        Block::Heading { level, anchor, content }
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

    fn check_headings(&mut self) {
        let mut above = 1;
        for heading in &self.body.headings {
            let Heading { level, span, text, .. } = heading;
            let marks = |n: u8| "#".repeat(usize::from(n));
            if *level == 1 {
                self.diagnostics.push(
                    Diagnostic::new(
                        Code::HeadingLevel,
                        *span,
                        format!("»{text}« er på niveau 1, men det er sidens titel"),
                    )
                    .hint("brug ## til sidens afsnit"),
                );
            } else if *level > above + 1 {
                self.diagnostics.push(
                    Diagnostic::new(Code::HeadingLevel, *span, format!("»{text}« springer et overskriftsniveau over"))
                        .hint(format!("brug {} her, eller indsæt en overskrift over den", marks(above + 1))),
                );
            }
            above = (*level).max(1);
        }
    }

    fn check_footnotes(&mut self) {
        let defined: BTreeSet<_> = self.body.footnotes.iter().map(|note| note.label.as_str()).collect();
        for (label, span) in &self.footnote_marks {
            if !defined.contains(label.as_str()) {
                self.diagnostics.push(
                    Diagnostic::new(Code::FootnoteUndefined, *span, format!("fodnoten »[^{label}]« har ingen tekst"))
                        .hint(format!("skriv noten nederst på siden: [^{label}]: teksten")),
                );
            }
        }
    }
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
