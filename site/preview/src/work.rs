//! What is worked on: the files of the site with what has been typed in their place.
//!
//! Contract: knows nothing of the page. Each file keeps what was typed in it, however often another is opened; a file that the
//! site does not have may be given another place, one of its own may not.

use preview::{Content, Files, place};
use site::Built;
use site::check::memory::Memory;
use site::report::{self, Finding};
use site::source::Position;
use std::collections::{BTreeMap, BTreeSet};

/// A fault as it is listed.
pub(crate) struct Fault {
    /// The file that it is in.
    pub(crate) path: String,
    /// Where it begins.
    pub(crate) from: Position,
    /// Where it ends.
    pub(crate) to: Position,
    /// What is said of it, after its place.
    pub(crate) words: String,
    /// How to mend it.
    pub(crate) hints: Vec<String>,
}

/// The files, and which of them is open.
pub(crate) struct Work {
    /// All files, as they have been typed.
    pub(crate) files: Files,
    /// The path of the one that is open.
    pub(crate) open: String,
    /// Pages as they were read, so that a key is answered sooner.
    pub(crate) memory: Memory,
    /// What was found wrong last, in the order of the list.
    pub(crate) faults: Vec<Fault>,
    /// Each file that has been opened, as it was then or when it was last taken home.
    kept: BTreeMap<String, String>,
    /// Files that the site does not have.
    own: BTreeSet<String>,
}

impl Work {
    /// Nothing is open yet.
    pub(crate) fn new(files: Files) -> Self {
        Self {
            files,
            open: String::new(),
            memory: Memory::default(),
            faults: Vec::new(),
            kept: BTreeMap::new(),
            own: BTreeSet::new(),
        }
    }

    /// Opens a file of the site, or one that has been opened before; gives its text.
    pub(crate) fn open(&mut self, path: &str) -> String {
        path.clone_into(&mut self.open);
        let text = place::plain(self.files.text(path).unwrap_or_default());
        self.kept.entry(path.to_owned()).or_insert_with(|| text.clone());
        text
    }

    /// Opens a file from elsewhere in its place.
    pub(crate) fn bring(&mut self, path: &str, bytes: Vec<u8>) -> String {
        if !self.files.has(path) {
            self.own.insert(path.to_owned());
        }
        let text = std::str::from_utf8(&bytes).map(place::plain).ok();
        let file = text.clone().map_or(bytes, String::into_bytes);
        self.files.put(path, Content::Whole(file));
        // What lies on the editor's machine is safe there.
        self.kept.insert(path.to_owned(), text.unwrap_or_default());
        self.open(path)
    }

    /// The open file is what has been typed.
    pub(crate) fn typed(&mut self, text: String) {
        self.files.put(&self.open, Content::Whole(text.into_bytes()));
    }

    /// Whether the open file may be given another place.
    pub(crate) fn may_move(&self) -> bool {
        self.own.contains(&self.open)
    }

    /// Gives the open file another place; false where another file is.
    pub(crate) fn moved(&mut self, path: &str) -> bool {
        if path == self.open {
            return true;
        }
        if self.files.has(path) {
            return false;
        }
        let text = self.files.text(&self.open).unwrap_or_default().to_owned();
        let kept = self.kept.remove(&self.open).unwrap_or_default();
        self.files.remove(&self.open);
        self.own.remove(&self.open);
        self.files.put(path, Content::Whole(text.into_bytes()));
        self.kept.insert(path.to_owned(), kept);
        self.own.insert(path.to_owned());
        path.clone_into(&mut self.open);
        true
    }

    /// The text of the open file, which counts as kept from now on.
    pub(crate) fn keep(&mut self) -> Option<String> {
        let text = self.files.text(&self.open)?.to_owned();
        self.kept.insert(self.open.clone(), text.clone());
        Some(text)
    }

    /// The files with something in them that has not been kept.
    pub(crate) fn unkept(&self) -> Vec<&str> {
        let differs = |(path, kept): &(&String, &String)| {
            self.files.text(path).is_some_and(|text| text != *kept && place::plain(text) != **kept)
        };
        self.kept.iter().filter(differs).map(|(path, _)| path.as_str()).collect()
    }

    /// Takes over what was found, that of the open file first.
    pub(crate) fn found(&mut self, built: &Built) {
        let fault = |found: Finding<'_>| Fault {
            path: found.path.to_owned(),
            from: found.start,
            to: found.end,
            words: format!("{}[{}]: {}", report::word(found.code.severity()), found.code.id(), found.message),
            hints: found.hints.to_vec(),
        };
        self.faults = report::findings(built).into_iter().map(fault).collect();
        self.faults.sort_by_key(|fault| fault.path != self.open);
    }
}
