//! What is said where the disk refuses: what was tried, why it did not go, how to go on, and what became of the old site.

use crate::io::failure::{Failure, said};
use std::io;
use std::path::{Path, PathBuf};

/// What was tried.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Why {
    MakeFolder,
    Write,
    Remove,
}

/// An operation that failed. The place is where the file belongs, not where it was being made.
#[derive(Debug)]
pub(super) struct Refusal {
    why: Why,
    place: PathBuf,
    kind: io::ErrorKind,
    said: String,
    half_done: bool,
}

impl Refusal {
    pub(super) fn new(why: Why, place: &Path, error: &io::Error) -> Self {
        Self { why, place: place.to_path_buf(), kind: error.kind(), said: said(error), half_done: false }
    }

    /// The same, met when some files had taken their places.
    pub(super) fn half_done(self) -> Self {
        Self { half_done: true, ..self }
    }

    /// As it is told; `old` says whether there was a site before.
    pub(super) fn told(&self, old: bool) -> Failure {
        let tried = match self.why {
            Why::MakeFolder => "kan ikke oprette mappen",
            Why::Write => "kan ikke skrive",
            Why::Remove => "kan ikke fjerne",
        };
        let remedy = match self.kind {
            io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded => "gør plads på disken, og byg igen",
            io::ErrorKind::FileTooLarge => "hæv grænsen for, hvor store filer der må skrives, og byg igen",
            io::ErrorKind::PermissionDenied | io::ErrorKind::ReadOnlyFilesystem => {
                "giv den, der bygger, ret til at skrive i mappen, eller vælg en anden mappe med --ud"
            }
            _ => "ret det, og byg igen",
        };
        let now = match (self.half_done, old) {
            (true, _) => "nogle filer er nye og andre gamle, hver af dem hel; næste byg gør resten",
            (false, true) => "den gamle side er urørt",
            (false, false) => "der er ikke skrevet noget",
        };
        Failure::new(format!("{tried} {}: {}; {now}", self.place.display(), self.said)).remedy(remedy)
    }
}
