//! What lies in a target folder, and what has to be done to make an [`Output`] of it.
//!
//! Contract: only reads. A link is never followed: it counts as something that is not a file, and so is replaced or removed.

use super::files::above;
use crate::headers::MARKER;
use crate::io::failure::Failure;
use crate::output::Output;
use rayon::prelude::*;
use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

/// What the names begin with that a build gives to folders and files that are not finished.
pub(super) const UNFINISHED: &str = ".ny-";

/// The files and folders in a target folder, by their path in it.
#[derive(Debug, Default)]
pub(super) struct Existing {
    /// Files with their sizes.
    pub(super) files: BTreeMap<PathBuf, u64>,
    /// Folders.
    pub(super) folders: BTreeSet<PathBuf>,
}

/// A size that no file has: marks what is not a regular file.
const NOT_A_FILE: u64 = u64::MAX;

impl Existing {
    /// What lies in `dir`; `None` where there is no such folder.
    pub(super) fn read(dir: &Path) -> Result<Option<Self>, Failure> {
        match fs::metadata(dir) {
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(None),
            Err(error) => return Err(Failure::of("kan ikke læse", dir, &error)),
            Ok(found) if !found.is_dir() => {
                return Err(Failure::new(format!("{} er en fil, ikke en mappe", dir.display()))
                    .remedy("angiv en mappe med --ud"));
            }
            Ok(_) => {}
        }
        let mut existing = Self::default();
        existing.list(dir, Path::new(""))?;
        if !existing.is_unbegun() && !is_ours(dir) {
            return Err(Failure::new(format!("{} er ikke tom og ikke bygget af dette program", dir.display()))
                .remedy("angiv en anden mappe med --ud, eller tøm mappen, hvis intet i den skal bruges"));
        }
        Ok(Some(existing))
    }

    /// Whether there is nothing but what a build left that was ended before its first file was in place.
    fn is_unbegun(&self) -> bool {
        let unfinished = |path: &PathBuf| path.to_string_lossy().starts_with(UNFINISHED);
        self.files.keys().all(unfinished) && self.folders.iter().all(unfinished)
    }

    fn list(&mut self, dir: &Path, relative: &Path) -> Result<(), Failure> {
        let failed = |error: &io::Error| Failure::of("kan ikke læse mappen", &dir.join(relative), error);
        for entry in fs::read_dir(dir.join(relative)).map_err(|error| failed(&error))? {
            let entry = entry.map_err(|error| failed(&error))?;
            let path = relative.join(entry.file_name());
            let found = entry.metadata().map_err(|error| failed(&error))?;
            if found.is_dir() {
                self.list(dir, &path)?;
                self.folders.insert(path);
            } else {
                self.files.insert(path, if found.is_file() { found.len() } else { NOT_A_FILE });
            }
        }
        Ok(())
    }
}

fn is_ours(dir: &Path) -> bool {
    fs::read(dir.join("_headers")).is_ok_and(|bytes| bytes.starts_with(MARKER.as_bytes()))
}

/// What is to be done.
#[derive(Debug, Default)]
pub(super) struct Plan<'a> {
    /// Files that are new or differ.
    pub(super) changed: Vec<(&'a str, &'a [u8])>,
    /// Files that are right already.
    pub(super) same: Vec<(&'a str, &'a [u8])>,
    /// Files that are in no output any more.
    pub(super) gone: Vec<PathBuf>,
    /// Folders that hold nothing of the output, in path order.
    pub(super) empty: Vec<PathBuf>,
}

impl<'a> Plan<'a> {
    /// Compares an output with what lies in `dir`.
    pub(super) fn new(output: &'a Output, dir: &Path, existing: &Existing) -> Self {
        let all: Vec<_> = output.iter().collect();
        let (changed, same) = all.par_iter().copied().partition(|(path, bytes)| differs(dir, existing, path, bytes));
        let kept: BTreeSet<&Path> = output.iter().map(|(path, _)| Path::new(path)).collect();
        let folders: BTreeSet<&Path> = kept.iter().flat_map(|path| above(path)).collect();
        let gone = existing.files.keys().filter(|path| !kept.contains(path.as_path())).cloned().collect();
        let empty = existing.folders.iter().filter(|path| !folders.contains(path.as_path())).cloned().collect();
        Self { changed, same, gone, empty }
    }

    /// Whether everything is right already.
    pub(super) fn is_nothing(&self) -> bool {
        self.changed.is_empty() && self.gone.is_empty() && self.empty.is_empty()
    }
}

fn differs(dir: &Path, existing: &Existing, path: &str, bytes: &[u8]) -> bool {
    let same_size = existing.files.get(Path::new(path)).is_some_and(|size| usize::try_from(*size) == Ok(bytes.len()));
    !same_size || fs::read(dir.join(path)).map_or(true, |old| old != bytes)
}
