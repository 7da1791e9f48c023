//! What one build leaves to the next, while somebody writes: the pages that have not changed, as they were read.
//!
//! Contract: reading a page is a function of its file, its text, the day, and of what registers and lists of words say: which
//! telephone numbers may stand on pages, which words are known. All of these are compared, every text in full, and a page is
//! read again where any of them is another. So a build gives the same with a memory as without one, and there is nothing to
//! invalidate. The dictionary is kept as well, once it has been asked, with the two texts that it was read from.

use super::dictionary::Dictionary;
use super::page::Page;
use super::spelling::Doubt;
use crate::diagnostic::Diagnostic;
use crate::discover::Files;
use crate::source::{FileId, Source};
use jiff::civil::Date;
use rayon::prelude::*;
use std::collections::{BTreeMap, BTreeSet};

/// The pages of the last build; empty before the first.
#[derive(Debug, Default)]
pub struct Memory {
    of: Option<(Date, Vec<String>)>,
    pages: BTreeMap<String, Known>,
    dictionary: Option<([String; 2], Dictionary)>,
}

/// A page, what it was read from, and what was wrong with it.
#[derive(Debug)]
struct Known {
    file: FileId,
    text: String,
    page: Page,
    faults: Vec<Diagnostic>,
    doubts: Vec<Doubt>,
}

/// A page, what is wrong with it, and its words that nothing knows.
type Read = (Page, Vec<Diagnostic>, Vec<Doubt>);

/// The texts that all pages are read by: every one that is no page itself.
fn around(files: &Files) -> Vec<String> {
    let pages: BTreeSet<FileId> = files.pages.iter().copied().collect();
    let others = files.sources.iter().filter(|(id, _)| !pages.contains(id));
    let mut texts: Vec<String> = others.flat_map(|(_, source)| [source.path.clone(), source.text.clone()]).collect();
    texts.push(files.known.clone());
    texts
}

/// All pages, in the order of `files`; where there is a memory, `read` is only asked for those that it does not know.
pub(super) fn pages(
    memory: Option<&mut Memory>,
    files: &Files,
    today: Date,
    read: impl Fn(FileId, &Source) -> Read + Sync,
) -> Vec<Read> {
    match memory {
        Some(memory) => memory.pages(files, today, read),
        None => files.pages.par_iter().map(|id| read(*id, files.sources.get(*id))).collect(),
    }
}

impl Memory {
    /// The dictionary of two texts: the one that was read before where they are the same, else `read` from them.
    pub(super) fn dictionary(
        &mut self,
        texts: [String; 2],
        read: impl FnOnce(&[String; 2]) -> Result<Dictionary, String>,
    ) -> Result<&Dictionary, String> {
        let known = self.dictionary.take().filter(|(of, _)| *of == texts);
        let (of, dictionary) = match known {
            Some(known) => known,
            None => {
                let dictionary = read(&texts)?;
                (texts, dictionary)
            }
        };
        Ok(&self.dictionary.insert((of, dictionary)).1)
    }

    fn pages(&mut self, files: &Files, today: Date, read: impl Fn(FileId, &Source) -> Read + Sync) -> Vec<Read> {
        let of = (today, around(files));
        if self.of.as_ref() != Some(&of) {
            self.pages.clear();
        }
        let known = &self.pages;
        let all: Vec<_> = files
            .pages
            .par_iter()
            .map(|id| {
                let source = files.sources.get(*id);
                match known.get(&source.path) {
                    Some(known) if known.file == *id && known.text == source.text => {
                        ((known.page.clone(), known.faults.clone(), known.doubts.clone()), false)
                    }
                    _ => (read(*id, source), true),
                }
            })
            .collect();
        let there: BTreeSet<&str> = files.pages.iter().map(|id| files.sources.get(*id).path.as_str()).collect();
        self.pages.retain(|path, _| there.contains(path.as_str()));
        for ((page, faults, doubts), _) in all.iter().filter(|(_, is_new)| *is_new) {
            let Source { path, text, .. } = files.sources.get(page.file);
            let (page, faults, doubts) = (page.clone(), faults.clone(), doubts.clone());
            let known = Known { file: page.file, text: text.clone(), page, faults, doubts };
            self.pages.insert(path.clone(), known);
        }
        self.of = Some(of);
        all.into_iter().map(|(read, _)| read).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::{Dictionary, Memory};

    #[test]
    fn the_dictionary_is_read_again_only_where_its_texts_are_others() {
        let texts = |word: &str| ["SET UTF-8\n".to_owned(), format!("1\n{word}\n")];
        let mut memory = Memory::default();
        let mut read = 0;
        for word in ["barn", "barn", "hus", "hus", "barn"] {
            let dictionary = memory.dictionary(texts(word), |[aff, dic]| {
                read += 1;
                Dictionary::new(aff, dic)
            });
            assert!(dictionary.expect("it can be read").accepts(word));
        }
        assert_eq!(read, 3);
        assert!(memory.dictionary(texts("x"), |_| Err("kan ikke læses".to_owned())).is_err());
    }
}
