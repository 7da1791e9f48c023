//! Puts an [`Output`] into a folder of its own, usually `dist/`.
//!
//! Contract:
//! * the whole site is made beside its place and takes it in one step ([`beside`]): a build that is ended at any moment, a full
//!   disk or a refusal leaves the old site as it was;
//! * where the folder itself must stay (it is mounted, or only it may be written in), its files are replaced one by one
//!   ([`in_place`]);
//! * a file that is right already is not written again, and a site that is right already is not touched at all;
//! * a folder with anything in it is only changed where its `_headers` begins with [`crate::headers::MARKER`];
//! * one build at a time: a [`Claim`] keeps the folder's surroundings to itself, and clears up after builds that were killed.
//!
//! Against a loss of power nothing is promised: the system is not asked to empty its buffers.

mod beside;
mod existing;
mod files;
mod in_place;
mod refusal;

use super::failure::Failure;
use super::setup::lock::{Lock, acquire_folder};
use crate::output::Output;
use beside::No;
use existing::{Existing, Plan};
use files::{Disk, Files, above};
use refusal::{Refusal, Why};
use std::fs;
use std::io::{self, Write as _};
use std::path::{Component, Path, PathBuf};
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

/// A target folder that nobody else builds to until this is dropped.
///
/// Whoever builds asks for it before reading the content; else an older site could come after a newer one.
#[derive(Debug)]
pub struct Claim {
    dir: PathBuf,
    lock: Option<Lock>,
}

/// Waits until nobody else builds to `dir`.
///
/// # Errors
/// Where there is no telling what `dir` is.
pub fn claim(dir: &Path) -> Result<Claim, Failure> {
    // A link to a folder stays a link: it is the folder that gets a new site.
    let dir = match fs::canonicalize(dir) {
        Ok(dir) => dir,
        Err(_) => std::path::absolute(dir).map_err(|error| Failure::of("kan ikke finde", dir, &error))?,
    };
    loop {
        let there = nearest_folder(&dir);
        let lock = there.as_deref().and_then(acquire_folder);
        // Whoever had it before may have made folders between.
        if nearest_folder(&dir) == there {
            return Ok(Claim { dir, lock });
        }
    }
}

/// The nearest folder above that is there.
fn nearest_folder(dir: &Path) -> Option<PathBuf> {
    above(dir).find(|folder| folder.is_dir()).map(Path::to_path_buf)
}

impl Claim {
    /// Makes the folder hold exactly `output`.
    ///
    /// # Errors
    /// Where the folder is not ours, or the disk refuses; the old site is then as it was.
    pub fn publish(&self, output: &Output) -> Result<Counts, Failure> {
        // Without a lock, what lies beside may be somebody's work.
        if self.lock.is_some() {
            beside::clear(&self.dir, &Disk);
        }
        publish(output, &self.dir, &Disk)
    }
}

/// Makes `dir` hold exactly `output`, as one build at a time.
///
/// # Errors
/// As [`claim`] and [`Claim::publish`].
pub fn write(output: &Output, dir: &Path) -> Result<Counts, Failure> {
    claim(dir)?.publish(output)
}

fn publish(output: &Output, dir: &Path, files: &dyn Files) -> Result<Counts, Failure> {
    check_paths(output)?;
    let existing = Existing::read(dir)?;
    let old = existing.is_some();
    let existing = existing.unwrap_or_default();
    let plan = Plan::new(output, dir, &existing);
    if old && plan.is_nothing() {
        return Ok(Counts { unchanged: plan.same.len(), ..Counts::default() });
    }
    let told = |refusal: Refusal| refusal.told(old);
    if old {
        files.may_change(dir).map_err(|error| told(Refusal::new(Why::Write, dir, &error)))?;
    } else {
        make_above(dir, files).map_err(told)?;
    }
    match beside::publish(&plan, dir, &beside::fresh_place(dir), files) {
        Ok(counts) => Ok(counts),
        Err(No::Refused(refusal)) => Err(told(refusal)),
        Err(No::MustStay) => in_place::publish(&plan, dir, &existing, files).map_err(told),
    }
}

/// Makes the folders above a target that is not there yet.
fn make_above(dir: &Path, files: &dyn Files) -> Result<(), Refusal> {
    let missing: Vec<_> = above(dir).take_while(|folder| !folder.is_dir()).collect();
    for folder in missing.into_iter().rev().filter(|folder| *folder != Path::new("")) {
        files.make_folder(folder).map_err(|error| Refusal::new(Why::MakeFolder, folder, &error))?;
    }
    Ok(())
}

/// An output's paths are the renderer's own, yet nothing may ever be written outside of the folder.
fn check_paths(output: &Output) -> Result<(), Failure> {
    let inside = |path: &str| Path::new(path).components().all(|part| matches!(part, Component::Normal(_)));
    match output.iter().find(|(path, _)| path.is_empty() || !inside(path)) {
        Some((path, _)) => Err(Failure::new(format!("»{path}« er ikke en sti i den byggede side"))),
        None => Ok(()),
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

#[cfg(test)]
#[path = "write_tests.rs"]
mod tests;
