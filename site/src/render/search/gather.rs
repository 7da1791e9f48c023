//! What can be found: the texts of the site as a [`Collection`].
//!
//! Contract: a page is its title, its lead and its sections; a section is what stands under a heading that has an anchor. Of the
//! registers, paragraphs, the words of the glossary, houses and municipalities can be found, each entry at its anchor; what is
//! made of data elsewhere (prices, tables, charts) is found by the text around it. Texts are those that readers see, without
//! what stands at the end of every page.

use crate::check::registers::Search;
use crate::parse::tree::{Block, ConcernView, DatesView, Inline, RegisterView};
use crate::render::context::{Context, entry_id};
use crate::render::papers;
use crate::render::words::capital;
use crate::resolve::Node;
use crate::resolve::targets::Target;
use calculator::search::pack::tidy;
use calculator::search::{BestBet, Collection, Page, Section, Words};
use calculator::text;

/// The deepest heading that has a section of its own.
const DEEPEST: u8 = 3;

/// Everything that can be found on a site.
pub(crate) fn collection(cx: &Context<'_>) -> Collection {
    let registers = &cx.site.registers;
    let Search { stop, bare: _, best, synonyms, irregular, withheld, weights } = &registers.search;
    let weight = |node: &Node| {
        let fitting = weights.iter().filter(|weight| node.url.as_str().starts_with(&weight.folder));
        fitting.max_by_key(|weight| weight.folder.len()).map_or((100, false), |weight| (weight.share, weight.headings))
    };
    let pages = cx.site.pages.iter().map(|node| (node, weight(node))).filter(|(_, (share, _))| *share > 0);
    let also = registers.terms.iter();
    let also = also.flat_map(|(_, term)| term.also.iter().map(|said| (said.clone(), term.word.clone())));
    let bets = best.iter().map(|best| BestBet {
        asked: best.asked.clone(),
        address: best.page.value.clone(),
        title: tidy(&best.title),
        text: tidy(&best.text),
    });
    Collection {
        pages: pages.map(|(node, (share, headings))| page(cx, node, share, headings)).collect(),
        words: Words {
            stop: stop.clone(),
            irregular: irregular.clone(),
            synonyms: synonyms.iter().cloned().chain(also).collect(),
            withheld: withheld.clone(),
        },
        best: bets.collect(),
    }
}

fn page(cx: &Context<'_>, node: &Node, weight: u8, headings: bool) -> Page {
    let mut gathered = Gathered { cx, node, sections: vec![Section::default()] };
    gathered.blocks(&node.body.blocks);
    let mut sections = gathered.sections;
    for section in &mut sections {
        section.heading = tidy(&section.heading);
        if headings || cx.site.registers.search.bare.contains(&section.heading) {
            section.text.clear();
        }
        let lines = section.text.lines().map(tidy).filter(|line| !line.is_empty());
        section.text = lines.collect::<Vec<_>>().join("\n");
    }
    let (title, short) = (tidy(&node.meta.title), tidy(&node.meta.short_title));
    Page { address: node.url.as_str().to_owned(), title, short, lead: tidy(&node.meta.summary), weight, sections }
}

struct Gathered<'c> {
    cx: &'c Context<'c>,
    node: &'c Node,
    sections: Vec<Section>,
}

impl Gathered<'_> {
    fn begin(&mut self, anchor: &str, heading: &str) {
        self.sections.push(Section { anchor: anchor.to_owned(), heading: heading.to_owned(), text: String::new() });
    }

    fn line(&mut self, line: &str) {
        if let Some(section) = self.sections.last_mut() {
            section.text.push_str(&line.replace('\n', " "));
            section.text.push('\n');
        }
    }

    fn blocks(&mut self, blocks: &[Block]) {
        for block in blocks {
            self.block(block);
        }
    }

    fn inlines(&mut self, content: &[Inline]) {
        self.line(&self.read(content));
    }

    fn block(&mut self, block: &Block) {
        match block {
            Block::Heading { level, anchor, content } if *level <= DEEPEST => {
                let words = self.read(content);
                self.begin(anchor, &words);
            }
            Block::Heading { content, .. } | Block::Paragraph(content) | Block::Plain(content) => self.inlines(content),
            Block::List { items, .. } | Block::Ticks(items) | Block::Steps(items) | Block::Roads(items) => {
                items.iter().for_each(|item| self.blocks(item));
            }
            Block::Quote(inner)
            | Block::Alert(_, inner)
            | Block::ShortAnswer(inner)
            | Block::Acute(inner)
            | Block::Unconfirmed(inner) => self.blocks(inner),
            Block::Code(code) => self.line(code),
            Block::Table { head, rows, .. } => {
                for row in [head].into_iter().chain(rows) {
                    let cells: Vec<String> = row.iter().map(|cell| self.read(cell)).collect();
                    self.line(&cells.join(" · "));
                }
            }
            Block::Fields(_, labels) => labels.iter().for_each(|label| self.inlines(label)),
            Block::Services => {
                for service in self.cx.site.catalogue.services() {
                    self.line(&service.name);
                }
            }
            Block::Register(view) => self.register(*view),
            Block::Concern(view) => self.concern(*view),
            Block::Chart(id) => {
                if let Some(Target::Chart(id)) = self.node.targets.get(id.0)
                    && let Some(chart) = self.cx.site.registers.charts.get(id)
                {
                    self.line(&chart.title);
                }
            }
            Block::Dates(view) => self.dates(*view),
            Block::Paper(id) => {
                if let Some(entry) = papers::named(self.cx, self.node, *id) {
                    papers::blocks(&entry.paper).iter().for_each(|block| self.block(block));
                }
            }
            Block::Papers => {
                for (_, entry) in self.cx.site.registers.papers.iter() {
                    self.line(&entry.paper.title);
                }
            }
            Block::Calculator
            // Their questions repeat what pages say, where it is found.
            | Block::Clarify(_)
            | Block::SelfCheck(_)
            | Block::Ladder(_)
            | Block::CaseCosts
            | Block::Demand
            | Block::Search
            | Block::Trials
            | Block::Offline
            | Block::Network
            | Block::Design(_)
            | Block::Codes(_)
            | Block::Rule => {}
        }
    }

    fn register(&mut self, view: RegisterView) {
        let registers = &self.cx.site.registers;
        match view {
            RegisterView::Laws => {
                for (id, law) in registers.laws.iter() {
                    self.begin(&entry_id(id), &format!("{} {}", capital(&law.law), law.paragraph));
                    self.line(&law.title);
                    if let Some(note) = &law.note {
                        self.line(note);
                    }
                }
            }
            RegisterView::Terms => {
                for (id, term) in registers.terms.iter() {
                    self.begin(&entry_id(id), &term.word);
                    self.line(&term.explanation);
                }
            }
            RegisterView::Houses => {
                for (id, house) in registers.houses.iter() {
                    self.begin(&entry_id(id), &house.name);
                    self.line(&house.sites.join(", "));
                }
            }
            RegisterView::Municipalities => {
                let names: Vec<&str> = registers.municipalities.iter().map(|one| one.name.as_str()).collect();
                self.line(&names.join(", "));
            }
            _ => {}
        }
    }

    fn dates(&mut self, view: DatesView) {
        let registers = &self.cx.site.registers;
        match view {
            DatesView::Deadlines => {
                for rule in &registers.deadlines.model.rules {
                    self.line(&rule.title);
                }
            }
            DatesView::FollowUp => {
                for measure in &registers.follow_up.model.measures {
                    self.line(&measure.name);
                }
            }
            DatesView::Visits => {
                for visit in &registers.visits.model.visits {
                    self.line(&visit.title);
                }
            }
            DatesView::Load => {
                for one in &registers.load.model.professions {
                    self.line(&one.name);
                }
            }
            DatesView::DeadlineExamples
            | DatesView::FollowUpExamples
            | DatesView::Courses
            | DatesView::CourseExamples
            | DatesView::VisitExamples
            | DatesView::LoadExamples => {}
        }
    }

    fn concern(&mut self, view: ConcernView) {
        let Some(concern) = &self.cx.site.concern else { return };
        if view == ConcernView::Signs {
            let model = &concern.model;
            for question in model.signs.iter().filter_map(|sign| model.questions.get(sign.question)) {
                self.line(&question.text);
            }
        }
    }

    /// The words of inline content as they are read, with figures filled in; without sources and notes.
    fn read(&self, content: &[Inline]) -> String {
        let mut out = String::new();
        self.push(content, &mut out);
        out
    }

    fn push(&self, content: &[Inline], out: &mut String) {
        for inline in content {
            match inline {
                Inline::Text(words) | Inline::Code(words) => out.push_str(words),
                Inline::Emphasis(inner) | Inline::Strong(inner) | Inline::Struck(inner) | Inline::Link(_, inner) => {
                    self.push(inner, out);
                }
                Inline::Figure(id) => out.push_str(&self.figure(self.node.targets.get(id.0))),
                Inline::Image { alt, .. } => out.push_str(alt),
                Inline::SoftBreak | Inline::HardBreak => out.push(' '),
                // The blank before a citation would stand before the stop after it.
                Inline::Cite(_) => out.truncate(out.trim_end().len()),
                Inline::FootnoteMark(_) => {}
            }
        }
    }

    fn figure(&self, target: Option<&Target>) -> String {
        let site = self.cx.site;
        let words = match target {
            Some(Target::Figure(id)) => site.registers.figures.get(id).map(|figure| figure.value.clone()),
            Some(Target::Price(id)) => {
                let printed = site.catalogue.get(id).and_then(|service| service.rates.printed(site.today));
                printed.map(|printed| text::amount(printed.rate().amount))
            }
            _ => None,
        };
        words.unwrap_or_default()
    }
}
