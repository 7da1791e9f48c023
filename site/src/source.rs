//! Source texts and places in them.
//!
//! Contract: a [`Span`] is a byte range in a real file; a [`Position`] is what an editor counts: lines and characters from 1,
//! so that columns are right after æ, ø and å.

use std::ops::Range;
use std::sync::OnceLock;

/// A file of one build, an index into [`Sources`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct FileId(pub(crate) u32);

/// A byte range in a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Span {
    /// The file.
    pub file: FileId,
    /// First byte.
    pub start: u32,
    /// One past the last byte.
    pub end: u32,
}

impl Span {
    /// A span over a byte range. Texts past 4 GiB do not occur: discover refuses files over its size limit.
    #[must_use]
    pub fn new(file: FileId, range: Range<usize>) -> Self {
        Self { file, start: clamp(range.start), end: clamp(range.end) }
    }

    /// The byte range.
    #[must_use]
    pub fn range(self) -> Range<usize> {
        self.start as usize..self.end as usize
    }
}

fn clamp(n: usize) -> u32 {
    u32::try_from(n).unwrap_or(u32::MAX)
}

/// A value and where it was written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Spanned<T> {
    /// The value.
    pub value: T,
    /// Where it stands.
    pub span: Span,
}

/// A place as a person counts it: both from 1, columns in characters.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Position {
    /// Line, from 1.
    pub line: usize,
    /// Character in the line, from 1.
    pub column: usize,
}

/// One file's path and text.
#[derive(Debug, Clone)]
pub struct Source {
    /// Path relative to the project, with `/`.
    pub path: String,
    /// The text; empty where the file was not UTF-8.
    pub text: String,
    /// Where each line begins; made when the first position is asked for.
    lines: OnceLock<Vec<usize>>,
}

impl Source {
    /// A file.
    #[must_use]
    pub fn new(path: impl Into<String>, text: impl Into<String>) -> Self {
        Self { path: path.into(), text: text.into(), lines: OnceLock::new() }
    }

    /// Line and column of a byte offset; an offset past the end is the end.
    ///
    /// ```
    /// use site::source::Source;
    /// let source = Source::new("a.md", "æøå\nblå x");
    /// let place = source.position("æøå\nblå ".len());
    /// assert_eq!((place.line, place.column), (2, 5));
    /// ```
    #[must_use]
    pub fn position(&self, offset: usize) -> Position {
        let mut end = offset.min(self.text.len());
        while !self.text.is_char_boundary(end) {
            end -= 1;
        }
        let lines = self.lines();
        let line = lines.partition_point(|start| *start <= end);
        Position { line, column: self.text[lines[line - 1]..end].chars().count() + 1 }
    }

    /// The lines that a byte range touches, without their last line break, and the number of the first.
    #[must_use]
    pub fn lines_around(&self, range: Range<usize>) -> (Range<usize>, usize) {
        let lines = self.lines();
        let first = lines.partition_point(|start| *start <= range.start.min(self.text.len()));
        let after = lines.partition_point(|start| *start < range.end.min(self.text.len())).max(first);
        let start = lines[first - 1];
        let end = lines.get(after).copied().unwrap_or(self.text.len());
        (start..end, first)
    }

    /// Where each line begins: the first at 0.
    fn lines(&self) -> &[usize] {
        let breaks = || self.text.match_indices('\n').map(|(at, _)| at + 1);
        self.lines.get_or_init(|| std::iter::once(0).chain(breaks()).collect())
    }
}

/// All text files of one build, in path order.
#[derive(Debug, Clone, Default)]
pub struct Sources {
    files: Vec<Source>,
}

impl Sources {
    /// Adds a file and gives its id.
    pub fn add(&mut self, source: Source) -> FileId {
        let id = FileId(clamp(self.files.len()));
        self.files.push(source);
        id
    }

    /// The file behind an id of this collection.
    #[must_use]
    pub fn get(&self, id: FileId) -> &Source {
        &self.files[id.0 as usize]
    }

    /// All files with their ids, in path order.
    pub fn iter(&self) -> impl Iterator<Item = (FileId, &Source)> {
        self.files.iter().enumerate().map(|(at, source)| (FileId(clamp(at)), source))
    }
}
