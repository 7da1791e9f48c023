//! Everything a build may know of the outside: files, when they were last changed, and today's date.
//!
//! Contract: a build is a function of what a [`World`] answers. Two worlds that answer alike give the same bytes. The real
//! one is `io::disk::Project`; tests use [`MemoryWorld`].

use crate::measured::{Pixels, pixels};
use jiff::civil::Date;
use std::collections::BTreeMap;
use xxhash_rust::xxh3::xxh3_64;

/// A file that is copied to the site. Only its hash, its size and, of a picture, its width and height decide what is said of it, so a world
/// may know no more than that.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Copied {
    /// Its bytes.
    Whole(Vec<u8>),
    /// The hash of its bytes, how many they are, and how wide and high it is, where it is a picture; they lie elsewhere, and are not written.
    Hash(u64, usize, Option<Pixels>),
}

impl Copied {
    /// The hash of its bytes.
    #[must_use]
    pub fn hash(&self) -> u64 {
        match self {
            Self::Whole(bytes) => xxh3_64(bytes),
            Self::Hash(hash, ..) => *hash,
        }
    }

    /// Its bytes, where they are known.
    #[must_use]
    pub fn bytes(&self) -> Option<&[u8]> {
        match self {
            Self::Whole(bytes) => Some(bytes),
            Self::Hash(..) => None,
        }
    }

    /// How many bytes it has.
    #[must_use]
    pub fn size(&self) -> usize {
        match self {
            Self::Whole(bytes) => bytes.len(),
            Self::Hash(_, size, _) => *size,
        }
    }

    /// How wide and high it is, where it is a picture that says so.
    #[must_use]
    pub fn pixels(&self) -> Option<Pixels> {
        match self {
            Self::Whole(bytes) => pixels(bytes),
            Self::Hash(_, _, pixels) => *pixels,
        }
    }
}

/// Access to files and the date. Paths are relative to the project, with `/`, and start with one of four roots:
///
/// * `content/`: Markdown and registers, written by editors;
/// * `public/`: files copied to the site (`public/assets/` under content-hashed names);
/// * `tool/`: the built browser tools, for each `NAME.js` and `NAME.wasm` ([`crate::tools`]); absent where they have not been built,
///   and the editors' preview absent from every world that is to be published;
/// * `dictionary/`: `da_DK.aff` and `da_DK.dic` in Hunspell's format, and `known.txt`, words that it accepts; without it no spelling is
///   looked at.
pub trait World: Sync {
    /// The date on which the site is built. Nothing else in a build knows the time.
    fn today(&self) -> Date;
    /// All files under the four roots, in any order.
    fn files(&self) -> Vec<String>;
    /// The bytes of one of [`World::files`].
    ///
    /// # Errors
    /// A text in the system's words where the file cannot be read.
    fn read(&self, path: &str) -> Result<Vec<u8>, String>;
    /// Whether one of [`World::files`] is only a link to something else. Links are not followed, so it cannot be read.
    fn is_link(&self, _path: &str) -> bool {
        false
    }

    /// The day on which a file was last changed, as its history tells; `None` where that is not known. The date that a
    /// disk gives a file is no answer: a copy of the project would have another.
    fn changed(&self, _path: &str) -> Option<Date> {
        None
    }
    /// One of [`World::files`] that is copied: under `public/` or `tool/`.
    ///
    /// # Errors
    /// As [`World::read`].
    fn copied(&self, path: &str) -> Result<Copied, String> {
        self.read(path).map(Copied::Whole)
    }
    /// Whether pages that are not to be published yet are shown all the same: only where somebody looks at one of them.
    fn shows_drafts(&self) -> bool {
        false
    }
}

/// A world in memory, for tests and benchmarks.
///
/// ```
/// use site::world::{MemoryWorld, World};
/// let world = MemoryWorld::new(jiff::civil::date(2026, 11, 21)).with("content/index.md", "+++\n+++\n");
/// assert_eq!(world.files(), ["content/index.md"]);
/// ```
#[derive(Debug, Clone)]
pub struct MemoryWorld {
    today: Date,
    files: BTreeMap<String, Vec<u8>>,
    changed: BTreeMap<String, Date>,
}

impl MemoryWorld {
    /// An empty world on the given day.
    #[must_use]
    pub fn new(today: Date) -> Self {
        Self { today, files: BTreeMap::new(), changed: BTreeMap::new() }
    }

    /// The same world with one more file (or another text in it).
    #[must_use]
    pub fn with(mut self, path: &str, bytes: impl AsRef<[u8]>) -> Self {
        self.files.insert(path.to_owned(), bytes.as_ref().to_vec());
        self
    }

    /// The same world in which the history of a file ends on a day.
    #[must_use]
    pub fn with_change(mut self, path: &str, day: Date) -> Self {
        self.changed.insert(path.to_owned(), day);
        self
    }
}

impl World for MemoryWorld {
    fn today(&self) -> Date {
        self.today
    }

    fn files(&self) -> Vec<String> {
        self.files.keys().cloned().collect()
    }

    fn read(&self, path: &str) -> Result<Vec<u8>, String> {
        self.files.get(path).cloned().ok_or_else(|| "filen findes ikke".to_owned())
    }

    fn changed(&self, path: &str) -> Option<Date> {
        self.changed.get(path).copied()
    }
}
