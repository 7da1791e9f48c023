//! All that the compiler may know: one text, some pictures, the fonts that come with Typst.
//!
//! Contract: no file of the disk, no font of the machine, no day; so the same text gives the same pages anywhere.

use std::sync::LazyLock;
use typst::diag::{FileError, FileResult, SourceDiagnostic};
use typst::foundations::{Bytes, Datetime, Duration};
use typst::syntax::{FileId, Source};
use typst::text::{Font, FontBook};
use typst::utils::LazyHash;
use typst::{Library, LibraryExt as _, World, WorldExt as _};

/// What is the same for every sheet.
struct Shared {
    library: LazyHash<Library>,
    book: LazyHash<FontBook>,
    fonts: Vec<Font>,
}

static SHARED: LazyLock<Shared> = LazyLock::new(|| {
    let fonts: Vec<Font> = typst_assets::fonts().flat_map(|data| Font::iter(Bytes::new(data))).collect();
    let book = FontBook::from_fonts(&fonts);
    Shared { library: LazyHash::new(Library::default()), book: LazyHash::new(book), fonts }
});

/// One sheet on its way.
pub(crate) struct Paper {
    main: Source,
    pictures: Vec<Bytes>,
}

impl Paper {
    /// A text and the pictures that it names `1.svg`, `2.svg` and so on.
    pub(crate) fn new(text: String, pictures: Vec<String>) -> Self {
        let main = Source::detached(text);
        Self { main, pictures: pictures.into_iter().map(Bytes::from_string).collect() }
    }

    /// What is wrong, and the text it is about.
    pub(crate) fn told(&self, fault: &SourceDiagnostic) -> String {
        let place = self.range(fault.span).and_then(|range| self.main.text().get(range));
        let place: String = place.unwrap_or_default().chars().take(120).collect();
        format!("{} »{place}«", fault.message)
    }
}

impl World for Paper {
    fn library(&self) -> &LazyHash<Library> {
        &SHARED.library
    }

    fn book(&self) -> &LazyHash<FontBook> {
        &SHARED.book
    }

    fn main(&self) -> FileId {
        self.main.id()
    }

    fn source(&self, id: FileId) -> FileResult<Source> {
        if id == self.main.id() { Ok(self.main.clone()) } else { Err(FileError::AccessDenied) }
    }

    fn file(&self, id: FileId) -> FileResult<Bytes> {
        let name = id.get().vpath().get_without_slash();
        let number = name.strip_suffix(".svg").and_then(|number| number.parse::<usize>().ok());
        let picture = number.and_then(|number| self.pictures.get(number.checked_sub(1)?));
        picture.cloned().ok_or(FileError::AccessDenied)
    }

    fn font(&self, index: usize) -> Option<Font> {
        SHARED.fonts.get(index).cloned()
    }

    fn today(&self, _: Option<Duration>) -> Option<Datetime> {
        None
    }
}
