//! What one build leaves to the next, while somebody writes: the pages that have not changed, as they were read.
//!
//! Contract: reading a page is a function of its file, its text, the day and the telephone numbers and mail addresses that may
//! stand on pages. All of these are compared, the text in full, and a page is read again where any of them is another. So a
//! build gives the same with a memory as without one, and there is nothing to invalidate.

use super::page::Page;
use crate::diagnostic::Diagnostic;
use crate::discover::Files;
use crate::source::{FileId, Source};
use jiff::civil::Date;
use rayon::prelude::*;
use std::collections::{BTreeMap, BTreeSet};

/// The pages of the last build; empty before the first.
#[derive(Debug, Default)]
pub struct Memory {
    of: Option<(Date, BTreeSet<String>)>,
    pages: BTreeMap<String, Known>,
}

/// A page, what it was read from, and what was wrong with it.
#[derive(Debug)]
struct Known {
    file: FileId,
    text: String,
    page: Page,
    faults: Vec<Diagnostic>,
}

impl Memory {
    /// All pages, in the order of `files`; `read` is asked for those that are not known.
    pub(super) fn pages(
        &mut self,
        files: &Files,
        today: Date,
        allowed: BTreeSet<String>,
        read: impl Fn(FileId, &Source, &BTreeSet<String>) -> (Page, Vec<Diagnostic>) + Sync,
    ) -> Vec<(Page, Vec<Diagnostic>)> {
        let of = (today, allowed);
        if self.of.as_ref() != Some(&of) {
            self.pages.clear();
        }
        let (known, allowed) = (&self.pages, &of.1);
        let all: Vec<_> = files
            .pages
            .par_iter()
            .map(|id| {
                let source = files.sources.get(*id);
                match known.get(&source.path) {
                    Some(known) if known.file == *id && known.text == source.text => {
                        (known.page.clone(), known.faults.clone(), false)
                    }
                    _ => {
                        let (page, faults) = read(*id, source, allowed);
                        (page, faults, true)
                    }
                }
            })
            .collect();
        let there: BTreeSet<&str> = files.pages.iter().map(|id| files.sources.get(*id).path.as_str()).collect();
        self.pages.retain(|path, _| there.contains(path.as_str()));
        for (page, faults, _) in all.iter().filter(|(.., is_new)| *is_new) {
            let Source { path, text, .. } = files.sources.get(page.file);
            let known = Known { file: page.file, text: text.clone(), page: page.clone(), faults: faults.clone() };
            self.pages.insert(path.clone(), known);
        }
        self.of = Some(of);
        all.into_iter().map(|(page, faults, _)| (page, faults)).collect()
    }
}
