//! Running text inside a block: links, citations, figures, footnote marks.
//!
//! Contract: the second half of [`super::markdown`]'s descent, on the same builder.

use super::markdown::{Builder, CITE, has_references, is_block};
use crate::diagnostic::{Code, Diagnostic};
use crate::parse::signs::has;
use crate::parse::tree::{Inline, RawRef, RefId, plain};
use crate::source::Spanned;
use pulldown_cmark::{Event, Tag};
use std::ops::Range;

/// Link texts that say nothing out of their context, compared in lower case without punctuation.
const EMPTY_WORDS: &[&str] =
    &["her", "klik her", "læs her", "læs mere", "læs mere her", "mere", "link", "dette link", "se her", "tryk her"];

impl<'t, I: Iterator<Item = (Event<'t>, Range<usize>)>> Builder<'t, '_, I> {
    /// Running text up to the end of its container; the end tag is taken too, unless the text stands bare in a list item.
    pub(super) fn inlines(&mut self, bare: bool) -> Vec<Inline> {
        let mut out = Vec::new();
        self.begin_running();
        while let Some((event, _)) = self.events.peek() {
            match event {
                Event::End(_) => break,
                Event::Start(tag) if bare && is_block(tag) => break,
                Event::Start(Tag::HtmlBlock) | Event::Rule if bare => break,
                _ => {}
            }
            let Some((event, range)) = self.events.next() else { break };
            match event {
                Event::Text(text) => self.text_run(&text, range, &mut out),
                Event::Code(code) => {
                    self.run_gap();
                    out.push(Inline::Code(code.to_string()));
                }
                Event::SoftBreak => {
                    self.run_break();
                    out.push(Inline::SoftBreak);
                }
                Event::HardBreak => {
                    self.run_break();
                    out.push(Inline::HardBreak);
                }
                Event::FootnoteReference(label) => {
                    let span = self.span(range);
                    self.footnote_marks.push((label.to_string(), span));
                    out.push(Inline::FootnoteMark(label.to_string()));
                }
                Event::TaskListMarker(filled) => self.tick_box(range, filled),
                Event::InlineHtml(_) | Event::Html(_) => self.raw_html(range),
                Event::Start(tag) if self.enter(&range) => {
                    self.styled(tag, range, &mut out);
                    self.depth -= 1;
                    self.events.next();
                }
                _ => {}
            }
        }
        self.end_running();
        out
    }

    fn styled(&mut self, tag: Tag<'t>, range: Range<usize>, out: &mut Vec<Inline>) {
        let inline = match tag {
            Tag::Emphasis => Some(Inline::Emphasis(self.inlines(false))),
            Tag::Strong => Some(Inline::Strong(self.inlines(false))),
            Tag::Strikethrough => Some(Inline::Struck(self.inlines(false))),
            Tag::Link { dest_url, id, .. } if &*dest_url == CITE => {
                self.run_gap();
                self.inlines(false);
                self.run_gap();
                // `[@a s. 1; @b s. 2]` is two citations; a semicolon before anything else belongs to the place.
                let mut parts: Vec<String> = Vec::new();
                for part in id.split(';') {
                    match parts.last_mut() {
                        Some(last) if !part.trim_start().starts_with('@') => {
                            last.push(';');
                            last.push_str(part);
                        }
                        _ => parts.push(part.trim().to_owned()),
                    }
                }
                for part in parts {
                    let written = part.trim_start_matches('@').trim();
                    let (id, place) = written.split_once(char::is_whitespace).unwrap_or((written, ""));
                    let place = Some(place.trim().to_owned()).filter(|place| !place.is_empty());
                    let raw = RawRef::Cite { id: id.trim_end_matches(',').to_owned(), place };
                    out.push(Inline::Cite(self.reference(raw, range.clone())));
                }
                None
            }
            Tag::Link { dest_url, .. } => {
                // The words of a law reference name the paragraph that it leads to.
                let outer = std::mem::replace(&mut self.in_law, dest_url.trim().starts_with("lov:"));
                let linked = std::mem::replace(&mut self.in_link, true);
                let named = std::mem::replace(&mut self.in_name, dest_url.contains("://"));
                let content = self.inlines(false);
                (self.in_law, self.in_link, self.in_name) = (outer, linked, named);
                self.check_link(&plain(&content), &dest_url, &content, range.clone());
                if dest_url.trim().is_empty() {
                    return;
                }
                let at = self.destination(&range, &dest_url);
                let raw = match dest_url.trim().strip_prefix("lov:") {
                    Some(id) => RawRef::Law { id: id.to_owned(), words: plain(&content) },
                    None => RawRef::Link(dest_url.to_string()),
                };
                Some(Inline::Link(self.reference(raw, at), content))
            }
            Tag::Image { dest_url, .. } => {
                self.run_gap();
                let outer = std::mem::replace(&mut self.in_image, true);
                let words = self.inlines(false);
                self.in_image = outer;
                self.run_gap();
                let alt = plain(&words);
                if has_references(&words) {
                    let span = self.span(range.clone());
                    self.report(
                        Diagnostic::new(
                            Code::ImageAlt,
                            span,
                            "billedets tekst kan ikke indeholde tal fra registret, kilder eller fodnoter",
                        )
                        .hint("skriv, hvad billedet viser, med ord, og sæt tallet eller kilden i teksten ved siden af"),
                    );
                } else if alt.trim().is_empty() {
                    let span = self.span(range.clone());
                    self.report(
                        Diagnostic::new(Code::ImageAlt, span, "billedet mangler en tekst til den, der ikke kan se det")
                            .hint("skriv, hvad billedet viser, mellem de kantede parenteser: ![tekst](/fil.svg)"),
                    );
                }
                let at = self.destination(&range, &dest_url);
                Some(Inline::Image { target: self.reference(RawRef::Image(dest_url.to_string()), at), alt })
            }
            _ => {
                self.inlines(false);
                None
            }
        };
        out.extend(inline);
    }

    fn check_link(&mut self, words: &str, address: &str, content: &[Inline], range: Range<usize>) {
        let span = self.span(range);
        let only_figure = content.iter().any(|inline| matches!(inline, Inline::Figure(_)));
        if address.trim().is_empty() {
            self.report(
                Diagnostic::new(Code::LinkEmpty, span, format!("linket »{words}« har ingen adresse"))
                    .hint("skriv adressen i de runde parenteser: [tekst](/adresse/)"),
            );
        } else if words.trim().is_empty() && !only_figure {
            self.report(
                Diagnostic::new(Code::LinkEmpty, span, format!("linket til »{address}« har ingen tekst"))
                    .hint("skriv, hvor linket fører hen, i de kantede parenteser: [tekst](/adresse/)"),
            );
        } else {
            let said = words.to_lowercase();
            let said = said.trim_matches(|c: char| !c.is_alphanumeric());
            if EMPTY_WORDS.contains(&said) {
                self.report(
                    Diagnostic::new(
                        Code::LinkText,
                        span,
                        format!("linkteksten »{words}« siger ikke, hvor linket fører hen"),
                    )
                    .hint("skriv målet i linket, for eksempel [forløbet i et børnehus](/boernehuset/forloeb/)"),
                );
            }
        }
    }

    /// Where the address stands inside a link's range; the whole link where it cannot be found (as in reference links).
    fn destination(&self, range: &Range<usize>, address: &str) -> Range<usize> {
        let text = &self.text[range.clone()];
        match text.rfind("](").and_then(|at| text[at..].find(address).map(|n| at + n)) {
            Some(at) if !address.is_empty() => range.start + at..range.start + at + address.len(),
            _ => range.clone(),
        }
    }

    fn reference(&mut self, raw: RawRef, range: Range<usize>) -> RefId {
        let span = self.span(range);
        self.body.refs.push(Spanned { value: raw, span });
        RefId(self.body.refs.len() - 1)
    }

    /// Text with its `{{…}}` taken out.
    fn text_run(&mut self, text: &str, range: Range<usize>, out: &mut Vec<Inline>) {
        // An entity differs from the source; a text behind a backslash begins with a sign that is meant as it stands.
        let exact = self.text.get(range.clone()) == Some(text);
        let place = |from: usize, to: usize| if exact { range.start + from..range.start + to } else { range.clone() };
        if exact {
            self.leftovers(range.clone());
            self.overlooked(range.clone());
        }
        if !has(text, |b| matches!(b, b'{' | b'[')) {
            if !text.is_empty() {
                self.run(text, range);
                out.push(Inline::Text(text.to_owned()));
            }
            return;
        }
        let literal = usize::from(self.text[..range.start].ends_with('\\') && text.is_char_boundary(1));
        let find = |pattern: &str, from: usize| text[from..].find(pattern).map(|n| from + n);
        let mut at = 0;
        while let Some(open) = find("{{", at.max(literal)) {
            let Some(close) = find("}}", open) else {
                let span = self.span(place(open, text.len()));
                self.report(
                    Diagnostic::new(Code::FigureForm, span, "»{{« mangler sit »}}«")
                        .hint("skriv tal fra registret som {{tal:id}}"),
                );
                break;
            };
            if open > at {
                self.run(&text[at..open], place(at, open));
                out.push(Inline::Text(text[at..open].to_owned()));
            }
            self.run_gap();
            let inner = text[open + 2..close].trim();
            let raw = match inner.split_once(':').map(|(kind, id)| (kind.trim(), id.trim())) {
                Some(("tal", id)) if !id.is_empty() => Some(RawRef::Figure(id.to_owned())),
                Some(("pris", id)) if !id.is_empty() => Some(RawRef::Price(id.to_owned())),
                _ => None,
            };
            let range = place(open, close + 2);
            match raw {
                Some(raw) => {
                    let id = self.reference(raw, range);
                    out.push(Inline::Figure(id));
                }
                None => {
                    let span = self.span(range);
                    self.report(
                        Diagnostic::new(Code::FigureForm, span, format!("»{{{{{inner}}}}}« kan ikke læses"))
                            .hint("skriv tal fra registret som {{tal:id}} og priser som {{pris:id}}"),
                    );
                }
            }
            at = close + 2;
        }
        let mut from = literal;
        while let Some(start) = find("[^", from)
            && let Some(end) = find("]", start)
        {
            let shown = &text[start..=end];
            let span = self.span(place(start, end + 1));
            from = end;
            self.report(
                Diagnostic::new(Code::FootnoteUndefined, span, format!("fodnoten »{shown}« har ingen tekst"))
                    .hint(format!("skriv noten nederst på siden: {shown}: teksten")),
            );
        }
        if at < text.len() {
            self.run(&text[at..], place(at, text.len()));
            out.push(Inline::Text(text[at..].to_owned()));
        }
    }
}
