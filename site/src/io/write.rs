//! Puts an [`Output`] into a folder of its own, usually `dist/`.
//!
//! Contract:
//! * a file that is right already is not touched, a file that differs is replaced in one step (temporary file in the same
//!   folder, then rename), so that a reader sees the old bytes or the new ones and never a part;
//! * a folder that does not exist comes into being whole: it is written beside its place and renamed once;
//! * assets come before the pages that name them, and what is no longer in the output goes last, with emptied folders;
//! * a folder with anything in it is only changed where its `_headers` begins with [`MARKER`].

use super::failure::Failure;
use crate::headers::MARKER;
use crate::output::Output;
use rayon::prelude::*;
use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::io::{self, Write as _};
use std::path::{Component, Path, PathBuf};
use std::time::Duration;
use tempfile::Builder;

/// What writing did.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Counts {
    /// Files that are new or changed.
    pub written: usize,
    /// Files that were right already.
    pub unchanged: usize,
    /// Files that are gone.
    pub removed: usize,
}

/// Makes `dir` hold exactly `output`.
///
/// # Errors
/// Where `dir` is not ours, or the disk refuses. Files written until then stay, each of them whole.
pub fn write(output: &Output, dir: &Path) -> Result<Counts, Failure> {
    check_paths(output)?;
    let existing = Existing::read(dir)?;
    match existing {
        None => create(output, dir),
        Some(existing) => update(output, dir, &existing),
    }
}

/// The files and folders in a target folder, by their path in it.
#[derive(Debug, Default)]
struct Existing {
    files: BTreeMap<PathBuf, u64>,
    dirs: BTreeSet<PathBuf>,
}

/// A size that no file has: marks what is not a regular file.
const NOT_A_FILE: u64 = u64::MAX;

impl Existing {
    /// What lies in `dir`; `None` where there is no such folder.
    fn read(dir: &Path) -> Result<Option<Self>, Failure> {
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
        let empty = existing.files.is_empty() && existing.dirs.is_empty();
        if !empty && !is_ours(dir) {
            return Err(Failure::new(format!("{} er ikke tom og ikke bygget af dette program", dir.display()))
                .remedy("angiv en anden mappe med --ud, eller tøm mappen, hvis intet i den skal bruges"));
        }
        Ok(Some(existing))
    }

    fn list(&mut self, dir: &Path, relative: &Path) -> Result<(), Failure> {
        let failed = |error: &io::Error| Failure::of("kan ikke læse mappen", &dir.join(relative), error);
        for entry in fs::read_dir(dir.join(relative)).map_err(|error| failed(&error))? {
            let entry = entry.map_err(|error| failed(&error))?;
            let path = relative.join(entry.file_name());
            // `metadata` of an entry does not follow links: a link is replaced or removed, never written through.
            let found = entry.metadata().map_err(|error| failed(&error))?;
            if found.is_dir() {
                self.list(dir, &path)?;
                self.dirs.insert(path);
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

/// An output's paths are the renderer's own, yet nothing may ever be written outside of the folder.
fn check_paths(output: &Output) -> Result<(), Failure> {
    let inside = |path: &str| Path::new(path).components().all(|part| matches!(part, Component::Normal(_)));
    match output.iter().find(|(path, _)| path.is_empty() || !inside(path)) {
        Some((path, _)) => Err(Failure::new(format!("»{path}« er ikke en sti i den byggede side"))),
        None => Ok(()),
    }
}

fn create(output: &Output, dir: &Path) -> Result<Counts, Failure> {
    let parent = match dir.parent() {
        Some(parent) if parent != Path::new("") => parent,
        _ => Path::new("."),
    };
    fs::create_dir_all(parent).map_err(|error| Failure::of("kan ikke oprette mappen", parent, &error))?;
    let prefix = temporary_prefix(dir);
    remove_abandoned(parent, &prefix);
    let failed = |error: &io::Error| Failure::of("kan ikke oprette mappen", dir, error);
    let fresh = permitted(Builder::new().prefix(&prefix), 0o777).tempdir_in(parent).map_err(|error| failed(&error))?;
    let all: Vec<_> = output.iter().collect();
    make_dirs(fresh.path(), &all)?;
    all.par_iter().try_for_each(|(path, bytes)| {
        let place = fresh.path().join(path);
        fs::write(&place, bytes).map_err(|error| Failure::of("kan ikke skrive", &place, &error))
    })?;
    fs::rename(fresh.path(), dir).map_err(|error| failed(&error))?;
    let _renamed_away = fresh.keep();
    Ok(Counts { written: all.len(), ..Counts::default() })
}

fn update(output: &Output, dir: &Path, existing: &Existing) -> Result<Counts, Failure> {
    let all: Vec<_> = output.iter().collect();
    let changed: Vec<_> = all.par_iter().copied().filter(|(path, bytes)| differs(dir, existing, path, bytes)).collect();
    clear_the_way(dir, existing, &changed)?;
    make_dirs(dir, &changed)?;
    // The file that says the folder is ours comes first, so that an interrupted first build can be taken up again.
    let (marker, rest): (Vec<_>, Vec<_>) = changed.iter().partition(|(path, _)| *path == "_headers");
    let (pages, assets): (Vec<_>, Vec<_>) = rest.into_iter().partition(|(path, _)| path.ends_with(".html"));
    for group in [marker, assets, pages] {
        group.par_iter().try_for_each(|(path, bytes)| replace(&dir.join(path), bytes))?;
    }
    let removed = prune(output, dir, existing)?;
    Ok(Counts { written: changed.len(), unchanged: all.len() - changed.len(), removed })
}

fn differs(dir: &Path, existing: &Existing, path: &str, bytes: &[u8]) -> bool {
    let same_size = existing.files.get(Path::new(path)).is_some_and(|size| usize::try_from(*size) == Ok(bytes.len()));
    !same_size || fs::read(dir.join(path)).map_or(true, |old| old != bytes)
}

/// Removes files where folders must be, and folders where files must be.
fn clear_the_way(dir: &Path, existing: &Existing, changed: &[(&str, &[u8])]) -> Result<(), Failure> {
    for (path, _) in changed {
        let path = Path::new(path);
        if existing.dirs.contains(path) {
            let place = dir.join(path);
            fs::remove_dir_all(&place).map_err(|error| Failure::of("kan ikke fjerne", &place, &error))?;
        }
        for above in path.ancestors().skip(1) {
            if existing.files.contains_key(above) {
                remove_file(&dir.join(above))?;
            }
        }
    }
    Ok(())
}

fn make_dirs(dir: &Path, files: &[(&str, &[u8])]) -> Result<(), Failure> {
    let parents: BTreeSet<_> = files.iter().filter_map(|(path, _)| Path::new(path).parent()).collect();
    for parent in parents {
        let place = dir.join(parent);
        fs::create_dir_all(&place).map_err(|error| Failure::of("kan ikke oprette mappen", &place, &error))?;
    }
    Ok(())
}

fn prune(output: &Output, dir: &Path, existing: &Existing) -> Result<usize, Failure> {
    let kept: BTreeSet<&Path> = output.iter().map(|(path, _)| Path::new(path)).collect();
    let kept_dirs: BTreeSet<&Path> = kept.iter().flat_map(|path| path.ancestors().skip(1)).collect();
    let gone: Vec<_> = existing.files.keys().filter(|path| !kept.contains(path.as_path())).collect();
    // What has had to make way for a folder is gone already, and the folder stands in its place.
    for path in gone.iter().filter(|path| !kept_dirs.contains(path.as_path())) {
        remove_file(&dir.join(path))?;
    }
    // In reverse order a folder comes after what lies in it. One that somebody has just put a file into may stay.
    for path in existing.dirs.iter().rev().filter(|path| !kept_dirs.contains(path.as_path())) {
        let _may_stay = fs::remove_dir(dir.join(path));
    }
    Ok(gone.len())
}

fn remove_file(place: &Path) -> Result<(), Failure> {
    match fs::remove_file(place) {
        Err(error) if error.kind() != io::ErrorKind::NotFound && error.kind() != io::ErrorKind::NotADirectory => {
            Err(Failure::of("kan ikke fjerne", place, &error))
        }
        _ => Ok(()),
    }
}

/// Replaces or makes one file in one step.
///
/// # Errors
/// Where the disk refuses; then the old file is as it was and no temporary one is left.
pub fn replace(place: &Path, bytes: &[u8]) -> Result<(), Failure> {
    let failed = |error: &io::Error| Failure::of("kan ikke skrive", place, error);
    let folder = place.parent().unwrap_or(Path::new("."));
    let mut file =
        permitted(Builder::new().prefix(".ny-"), 0o666).tempfile_in(folder).map_err(|error| failed(&error))?;
    file.write_all(bytes).map_err(|error| failed(&error))?;
    file.persist(place).map_err(|error| failed(&error.error))?;
    Ok(())
}

/// Makes one file that is not there, and the folder it lies in.
///
/// # Errors
/// Where it is there already, or the disk refuses.
pub fn create_new(place: &Path, bytes: &[u8]) -> Result<(), Failure> {
    let failed = |error: &io::Error| Failure::of("kan ikke oprette", place, error);
    if let Some(folder) = place.parent() {
        fs::create_dir_all(folder).map_err(|error| failed(&error))?;
    }
    let mut file = fs::File::create_new(place).map_err(|error| failed(&error))?;
    file.write_all(bytes).map_err(|error| failed(&error))
}

/// Temporary files are private to the user by default; a web server must be able to read what they become.
fn permitted<'a, 'b, 'c>(builder: &'a mut Builder<'b, 'c>, mode: u32) -> &'a mut Builder<'b, 'c> {
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt as _;
        builder.permissions(fs::Permissions::from_mode(mode))
    }
    #[cfg(not(unix))]
    {
        let _ = mode;
        builder
    }
}

fn temporary_prefix(dir: &Path) -> String {
    let name = dir.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
    format!(".{name}-ny-")
}

/// Removes what a killed build has left beside its target. An hour is longer than any build takes.
fn remove_abandoned(parent: &Path, prefix: &str) {
    let Ok(entries) = fs::read_dir(parent) else { return };
    for entry in entries.flatten() {
        let age = entry.metadata().and_then(|found| found.modified()).ok().and_then(|at| at.elapsed().ok());
        let old = age.is_some_and(|age| age > Duration::from_secs(3600));
        if old && entry.file_name().to_string_lossy().starts_with(prefix) {
            let _may_stay = fs::remove_dir_all(entry.path());
        }
    }
}

#[cfg(test)]
#[path = "write_tests.rs"]
mod tests;
