//! A result or a paper while it is written.
//!
//! Contract: a section without content is none. Everything goes through a few plain functions instead of iterators: the page
//! pays for each kind of iterator anew.

use super::{Block, Part, Section};
use crate::concern::sentence::{Sentence, Voice};

/// Sections, the last one open.
#[derive(Default)]
pub(super) struct Sheet {
    sections: Vec<Section>,
}

impl Sheet {
    /// Begins a section.
    pub(super) fn open(&mut self, part: Part, title: &str) {
        self.sections.push(Section { part, title: title.to_owned(), blocks: Vec::new() });
    }

    fn put(&mut self, block: Block) {
        if let Some(section) = self.sections.last_mut() {
            section.blocks.push(block);
        }
    }

    /// A paragraph of these parts.
    pub(super) fn par(&mut self, parts: &[&str]) {
        self.put(Block::Paragraph(parts.concat()));
    }

    /// A point of these parts.
    pub(super) fn point(&mut self, parts: &[&str]) {
        let text = parts.concat();
        match self.sections.last_mut().and_then(|section| section.blocks.last_mut()) {
            Some(Block::List(points)) => points.push(text),
            _ => self.put(Block::List(vec![text])),
        }
    }

    /// Points.
    pub(super) fn points(&mut self, points: &[String]) {
        for point in points {
            self.point(&[point]);
        }
    }

    /// The sentences that may be said, as points.
    pub(super) fn say(&mut self, sentences: &[Sentence], voice: Voice) {
        for sentence in sentences {
            if let Some(said) = sentence.say(voice) {
                self.point(&[&said]);
            }
        }
    }

    /// The sentences that may be said, as paragraphs.
    pub(super) fn tell(&mut self, sentences: &[Sentence], voice: Voice) {
        for sentence in sentences {
            if let Some(said) = sentence.say(voice) {
                self.par(&[&said]);
            }
        }
    }

    /// Empty lines for the pen.
    pub(super) fn fields(&mut self, labels: &[&str]) {
        for label in labels {
            self.put(Block::Field((*label).to_owned()));
        }
    }

    /// Paragraphs of the law.
    pub(super) fn laws(&mut self, laws: &[usize]) {
        if !laws.is_empty() {
            self.put(Block::Laws(laws.to_vec()));
        }
    }

    /// A question with its answer.
    pub(super) fn answer(&mut self, question: String, answer: String, definition: String) {
        self.put(Block::Answer { question, answer, definition });
    }

    /// Has the open section anything in it?
    pub(super) fn is_bare(&self) -> bool {
        self.sections.last().is_none_or(|section| section.blocks.is_empty())
    }

    /// What was written.
    pub(super) fn done(mut self) -> Vec<Section> {
        self.sections.retain(|section| !section.blocks.is_empty());
        self.sections
    }
}
