//! Running text: links, citations, figures, footnote marks, telephone numbers.
//!
//! Contract: the answer to reference `n` of a page is `node.targets[n]`. What is unconfirmed is marked where it is read, and the
//! mark leads to the register that says what is uncertain. Citations that follow each other share one pair of brackets.
//! A public telephone number can be called where it stands alone in bold, after the word "ring", and anywhere in an acute box.

use super::context::Context;
use super::markdown::Text;
use super::words::{call, callable, date, keep, law_address, mark, outside, successors, unbroken};
use crate::check::registers::LawEntry;
use crate::parse::tree::{Inline, RefId, RegisterView};
use crate::resolve::targets::Target;
use crate::world::Copied;
use calculator::{Status, text};
use maud::{Markup, PreEscaped, html};

/// Telephone numbers that anyone may call: alarm, police, Lev Uden Vold, BørneTelefonen.
const NUMBERS: &[&str] = &["112", "114", "1888", "116 111"];

impl Text<'_> {
    /// Inline content in order.
    pub(crate) fn inlines(&mut self, content: &[Inline]) -> Markup {
        let mut out = String::new();
        let mut rest = content;
        while let Some(first) = rest.first() {
            let cited = cites(rest);
            if cited.is_empty() {
                out.push_str(&self.inline(first).into_string());
                rest = &rest[1..];
            } else {
                out.push_str(&self.citations(&cited).into_string());
                rest = &rest[taken(rest, &cited)..];
            }
        }
        PreEscaped(out)
    }

    fn inline(&mut self, inline: &Inline) -> Markup {
        match inline {
            Inline::Text(words) => self.words(words),
            Inline::Code(code) => html! { code { (code) } },
            Inline::Emphasis(inner) => html! { em { (self.inlines(inner)) } },
            Inline::Strong(inner) => match inner.as_slice() {
                [Inline::Text(number)] if !self.linked && NUMBERS.contains(&number.as_str()) => {
                    html! { strong { (call(number, number)) } }
                }
                _ => html! { strong { (self.inlines(inner)) } },
            },
            Inline::Struck(inner) => html! { s { (self.inlines(inner)) } },
            Inline::Link(id, inner) => self.link(*id, inner),
            Inline::Cite(id) => self.citations(&[*id]),
            Inline::Figure(id) => self.figure(*id),
            Inline::Image { target, alt } => self.image(*target, alt),
            Inline::FootnoteMark(label) => self.footnote_mark(label),
            Inline::SoftBreak => html! { "\n" },
            Inline::HardBreak => html! { br; },
        }
    }

    pub(crate) fn target(&self, id: RefId) -> Option<&Target> {
        self.node.targets.get(id.0)
    }

    /// Where a link or an image leads.
    fn address(&self, id: RefId) -> String {
        let cx = self.cx;
        match self.target(id) {
            Some(Target::Page(page, anchor)) => {
                let page = cx.page(cx.site.page(*page));
                anchor.as_ref().map_or_else(|| page.clone(), |anchor| format!("{page}#{anchor}"))
            }
            Some(Target::Here(anchor)) if self.away => format!("{}#{anchor}", cx.page(self.node)),
            Some(Target::Here(anchor)) => format!("#{anchor}"),
            Some(Target::File(path)) => cx.href(cx.assets.address(path)),
            Some(Target::External(address)) => address.clone(),
            Some(Target::Law(id)) => law_address(cx, id),
            Some(Target::Source(id, _)) => self.source(id),
            Some(Target::Figure(id)) => cx.entry(RegisterView::Figures, id).unwrap_or_default(),
            Some(Target::Price(_) | Target::Chart(_) | Target::Paper(_)) | None => String::new(),
        }
    }

    /// A picture, with the room that it takes where its file says how much: so nothing moves when it comes.
    fn image(&self, target: RefId, alt: &str) -> Markup {
        let file = match self.target(target) {
            Some(Target::File(path)) => self.cx.site.public.get(path.trim_start_matches('/')),
            _ => None,
        };
        let (width, height) = file.and_then(Copied::pixels).unzip();
        html! { img src=(self.address(target)) alt=(alt) width=[width] height=[height] loading="lazy"; }
    }

    /// Words as they are, but for telephone numbers to call, words of the glossary, and what must stay together.
    pub(crate) fn words(&mut self, words: &str) -> Markup {
        if self.linked {
            return html! { (keep(words)) };
        }
        if !self.glossing {
            return callable(words, self.acute);
        }
        let cx = self.cx;
        let mut out = String::new();
        let mut from = 0;
        for (range, term) in cx.glossary.find(words) {
            if let Some(address) = cx.term(term)
                && self.glossed.insert(term)
            {
                out.push_str(&callable(&words[from..range.start], self.acute).into_string());
                out.push_str(&term_link(address, &words[range.clone()]).into_string());
                from = range.end;
            }
        }
        out.push_str(&callable(&words[from..], self.acute).into_string());
        PreEscaped(out)
    }

    /// A link with its words; also the first part of a road.
    pub(crate) fn link(&mut self, id: RefId, words: &[Inline]) -> Markup {
        let outer = std::mem::replace(&mut self.linked, true);
        let words = self.inlines(words);
        self.linked = outer;
        let address = self.address(id);
        match self.target(id) {
            Some(Target::Law(id)) => {
                let cx = self.cx;
                let law = cx.site.registers.laws.get(id);
                let open = law.is_some_and(|law| law.status == Status::Unconfirmed);
                html! {
                    a href=(address) { (words) @if open { " " (mark()) } }
                    @if let Some(law) = law { (when(cx, law)) }
                }
            }
            _ => html! { a href=(address) rel=[outside(&address)] { (words) } },
        }
    }

    /// Where a source stands: in the list on its page.
    fn source(&self, id: &str) -> String {
        let page = if self.away { self.cx.page(self.node) } else { String::new() };
        format!("{page}#kilde_{id}")
    }

    fn citations(&self, ids: &[RefId]) -> Markup {
        html! {
            span.cite {
                "("
                @for (at, id) in ids.iter().enumerate() {
                    @if at > 0 { "; " }
                    @if let Some(Target::Source(source, place)) = self.target(*id)
                        && let Some(entry) = self.cx.site.registers.sources.get(source) {
                        a href=(self.source(source)) {
                            (entry.short) @if let Some(place) = place { ", " (keep(place)) }
                        }
                    }
                }
                ")"
            }
        }
    }

    fn figure(&self, id: RefId) -> Markup {
        let cx = self.cx;
        match self.target(id) {
            Some(Target::Figure(id)) => {
                let Some(figure) = cx.site.registers.figures.get(id) else { return html! {} };
                html! {
                    (unbroken(&figure.value))
                    @if figure.status == Status::Unconfirmed {
                        " "
                        @if let Some(address) = cx.entry(RegisterView::Figures, id) {
                            a href=(address) { (mark()) }
                        } @else {
                            (mark())
                        }
                    }
                }
            }
            Some(Target::Price(id)) => {
                let service = cx.site.catalogue.get(id);
                let Some(printed) = service.and_then(|service| service.rates.printed(cx.site.today)) else {
                    return html! {};
                };
                let rate = printed.rate();
                html! {
                    (unbroken(&text::amount(rate.amount)))
                    // A price of the past is never read as one of today.
                    @if printed.is_past() { " (" span.nowrap { (text::years(&rate.validity)) } ")" }
                    @if rate.status == Status::Unconfirmed { " " (mark()) }
                }
            }
            _ => html! {},
        }
    }

    fn footnote_mark(&mut self, label: &str) -> Markup {
        let Some(number) = self.node.body.footnotes.iter().position(|note| note.label == label).map(|at| at + 1) else {
            return html! {};
        };
        if self.away {
            // The note stays on its own page.
            return html! {};
        }
        let first = self.marked.insert(number);
        html! {
            sup.mark-note {
                a href={ "#note_" (number) } id=[first.then(|| format!("note_{number}_tekst"))] {
                    span.hidden { "Note " } (number)
                }
            }
        }
    }
}

/// A word that leads to its explanation.
pub(crate) fn term_link(address: &str, words: &str) -> Markup {
    html! { a.term href=(address) { (keep(words)) } }
}

/// What stands behind a paragraph that does not hold today.
fn when(cx: &Context<'_>, law: &LawEntry) -> Markup {
    let today = cx.site.today;
    html! {
        @if law.is_history(today) {
            @if law.replaced_by.is_empty() { " (gælder ikke længere)" } @else { " (nu " (successors(cx, law)) ")" }
        } @else if law.validity.from() > today {
            " (fra " (date(law.validity.from())) ")"
        }
    }
}

/// The citations that stand first in `content`, with nothing but space between them.
pub(crate) fn cites(content: &[Inline]) -> Vec<RefId> {
    let mut found = Vec::new();
    for inline in content {
        match inline {
            Inline::Cite(id) => found.push(*id),
            Inline::SoftBreak if !found.is_empty() => {}
            Inline::Text(words) if !found.is_empty() && words.trim().is_empty() => {}
            _ => break,
        }
    }
    found
}

/// How many pieces of `content` its first citations, `cited`, are.
pub(crate) fn taken(content: &[Inline], cited: &[RefId]) -> usize {
    content.iter().position(|inline| is(inline, cited.last().copied())).map_or(1, |at| at + 1)
}

fn is(inline: &Inline, id: Option<RefId>) -> bool {
    matches!(inline, Inline::Cite(own) if Some(*own) == id)
}
