//! Running text in a Word file: the words of the page, with figures filled in.
//!
//! Contract: says what `render::inline` says, but for what paper cannot do: a source is named in brackets and not linked, a
//! number is not called. Links to pages lead to the published site, since the file leaves it.

use super::blocks::Writer;
use super::clean;
use crate::parse::tree::{Inline, RefId};
use crate::render::inline::{cites, taken};
use crate::render::words::{UNCONFIRMED, keep, law_address};
use crate::resolve::targets::Target;
use calculator::{Status, text};
use docx_rs::{
    BreakType, Hyperlink, HyperlinkData, HyperlinkType, Paragraph, Run, RunFonts, RunProperty, VertAlignType,
};

/// How words look.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Look {
    bold: bool,
    italic: bool,
    struck: bool,
    linked: bool,
}

/// A piece of a line.
enum Part {
    Run(Box<Run>),
    Link(String, Vec<Run>),
}

impl Writer<'_> {
    /// The paragraph with the words added.
    pub(super) fn line(&mut self, paragraph: Paragraph, content: &[Inline]) -> Paragraph {
        let mut parts = Vec::new();
        self.parts(content, Look::default(), &mut parts);
        parts.into_iter().fold(paragraph, |paragraph, part| match part {
            Part::Run(run) => paragraph.add_run(*run),
            Part::Link(address, runs) => paragraph.add_hyperlink(self.link(&address, runs)),
        })
    }

    fn parts(&mut self, content: &[Inline], look: Look, out: &mut Vec<Part>) {
        let mut rest = content;
        while let Some(first) = rest.first() {
            let cited = cites(rest);
            if cited.is_empty() {
                self.part(first, look, out);
                rest = &rest[1..];
            } else {
                rest = &rest[taken(rest, &cited)..];
                out.push(Part::Run(Box::new(run(&self.citations(&cited), look))));
            }
        }
    }

    fn part(&mut self, inline: &Inline, look: Look, out: &mut Vec<Part>) {
        let mut say = |words: &str| out.push(Part::Run(Box::new(run(words, look))));
        match inline {
            Inline::Text(words) => say(&keep(words)),
            Inline::Code(code) => {
                let font = RunFonts::new().ascii("Courier New").hi_ansi("Courier New").cs("Courier New");
                out.push(Part::Run(Box::new(run(code, look).fonts(font))));
            }
            Inline::Emphasis(inner) => self.parts(inner, Look { italic: true, ..look }, out),
            Inline::Strong(inner) => self.parts(inner, Look { bold: true, ..look }, out),
            Inline::Struck(inner) => self.parts(inner, Look { struck: true, ..look }, out),
            Inline::Link(id, inner) => {
                let mut words = Vec::new();
                let address = self.address(*id);
                self.parts(inner, Look { linked: address.is_some(), ..look }, &mut words);
                match address {
                    Some(address) => {
                        let runs = words.into_iter().flat_map(|part| match part {
                            Part::Run(run) => vec![*run],
                            Part::Link(_, runs) => runs,
                        });
                        out.push(Part::Link(address, runs.collect()));
                    }
                    None => out.extend(words),
                }
                let note = self.law_note(*id);
                if !note.is_empty() {
                    out.push(Part::Run(Box::new(run(&note, look))));
                }
            }
            Inline::Cite(id) => say(&self.citations(&[*id])),
            Inline::Figure(id) => say(&self.figure(*id)),
            Inline::Image { alt, .. } => say(alt),
            Inline::FootnoteMark(label) => {
                let number = self.node.body.footnotes.iter().position(|note| note.label == *label).map(|at| at + 1);
                let mut mark = run(&number.map(|number| number.to_string()).unwrap_or_default(), look);
                mark.run_property = mark.run_property.vert_align(VertAlignType::SuperScript);
                out.push(Part::Run(Box::new(mark)));
            }
            Inline::SoftBreak => say(" "),
            Inline::HardBreak => out.push(Part::Run(Box::new(Run::new().add_break(BreakType::TextWrapping)))),
        }
    }

    fn target(&self, id: RefId) -> Option<&Target> {
        self.node.targets.get(id.0)
    }

    /// Where a link leads, for one who reads it elsewhere.
    fn address(&self, id: RefId) -> Option<String> {
        let cx = self.cx;
        let at = |page: &str, anchor: &str| cx.absolute(&format!("{page}#{anchor}"));
        Some(match self.target(id)? {
            Target::Page(page, None) => cx.absolute(cx.site.page(*page).url.as_str()),
            Target::Page(page, Some(anchor)) => at(cx.site.page(*page).url.as_str(), anchor),
            Target::Here(anchor) => at(self.node.url.as_str(), anchor),
            Target::File(path) => cx.absolute(cx.assets.address(path)),
            Target::External(address) => address.clone(),
            Target::Law(id) => {
                let address = law_address(cx, id);
                if address.starts_with('/') { format!("{}{address}", cx.site.config.origin) } else { address }
            }
            Target::Source(..) | Target::Figure(_) | Target::Price(_) | Target::Chart(_) | Target::Paper(_) => {
                return None;
            }
        })
    }

    /// What stands behind the words of a law reference: whether it is confirmed, and what holds if it does not today.
    fn law_note(&self, id: RefId) -> String {
        let site = self.cx.site;
        let laws = &site.registers.laws;
        let Some(Target::Law(law)) = self.target(id) else { return String::new() };
        let Some(law) = laws.get(law) else { return String::new() };
        let open = if law.status == Status::Unconfirmed { format!(" {UNCONFIRMED}") } else { String::new() };
        let when = if law.is_history(site.today) {
            let now = law.replaced_by.iter().filter_map(|id| laws.get(id));
            let now: Vec<_> = now.map(|law| format!("{} {}", law.law, keep(&law.paragraph))).collect();
            if now.is_empty() { " (gælder ikke længere)".to_owned() } else { format!(" (nu {})", now.join(" og ")) }
        } else if law.validity.from() > site.today {
            format!(" (fra {})", text::date(law.validity.from()))
        } else {
            String::new()
        };
        open + &when
    }

    fn citations(&self, ids: &[RefId]) -> String {
        let named = ids.iter().filter_map(|id| {
            let Some(Target::Source(source, place)) = self.target(*id) else { return None };
            let short = &self.cx.site.registers.sources.get(source)?.short;
            Some(place.as_ref().map_or_else(|| short.clone(), |place| format!("{short}, {}", keep(place))))
        });
        format!("({})", named.collect::<Vec<_>>().join("; "))
    }

    fn figure(&self, id: RefId) -> String {
        let site = self.cx.site;
        let (words, status) = match self.target(id) {
            Some(Target::Figure(id)) => {
                let Some(figure) = site.registers.figures.get(id) else { return String::new() };
                (figure.value.clone(), figure.status)
            }
            Some(Target::Price(id)) => {
                let service = site.catalogue.get(id);
                let Some(printed) = service.and_then(|service| service.rates.printed(site.today)) else {
                    return String::new();
                };
                let rate = printed.rate();
                let past =
                    if printed.is_past() { format!(" ({})", text::years(&rate.validity)) } else { String::new() };
                (format!("{}{past}", text::amount(rate.amount)), rate.status)
            }
            _ => return String::new(),
        };
        if status == Status::Unconfirmed { format!("{words} {UNCONFIRMED}") } else { words }
    }

    /// A link, numbered by this file: the crate's own numbers go on from file to file.
    fn link(&mut self, address: &str, runs: Vec<Run>) -> Hyperlink {
        self.links += 1;
        let mut link = Hyperlink::new(address, HyperlinkType::External);
        if let HyperlinkData::External { rid, .. } = &mut link.link {
            *rid = format!("rIdHyperlink{}", self.links);
        }
        runs.into_iter().fold(link, Hyperlink::add_run)
    }
}

/// Words in one look.
fn run(words: &str, look: Look) -> Run {
    let mut property = RunProperty::new();
    if look.linked {
        property = property.style("Hyperlink");
    }
    if look.bold {
        property = property.bold();
    }
    if look.italic {
        property = property.italic();
    }
    if look.struck {
        property = property.strike();
    }
    let mut run = Run::new().add_text(clean(words));
    run.run_property = property;
    run
}
