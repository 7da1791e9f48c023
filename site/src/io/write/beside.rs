//! Publishing in one step: the whole site is made beside the old one, and the two folders change places.
//!
//! Contract: whoever reads the folder sees the old site or the new one, never a part or a mix, wherever the program ends. A file
//! that is the same gets its second place by a hard link, so it is not written again and keeps its time. Whatever fails, the
//! old site is as it was, and nothing is left beside it.

use super::Counts;
use super::existing::Plan;
use super::files::{Files, make_folders, remove_tree};
use super::refusal::{Refusal, Why};
use rayon::prelude::*;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

/// Why this way could not be gone.
#[derive(Debug)]
pub(super) enum No {
    /// The folder must stay the folder that it is; its files can still be replaced one by one.
    MustStay,
    /// The disk refused.
    Refused(Refusal),
}

impl From<Refusal> for No {
    fn from(refusal: Refusal) -> Self {
        Self::Refused(refusal)
    }
}

/// Makes the site in `fresh` and lets it take the place of `dir`, which may be there already.
pub(super) fn publish(plan: &Plan<'_>, dir: &Path, fresh: &Path, files: &dyn Files) -> Result<Counts, No> {
    let old = dir.is_dir();
    let result = make(plan, dir, fresh, old, files).and_then(|()| {
        if old { exchange(dir, fresh, files) } else { files.rename(fresh, dir).map_err(|error| said(dir, &error)) }
    });
    // After the exchange it is the old site that lies here. What cannot be removed is taken up by the next build.
    let _next_build = if fresh.exists() { remove_tree(files, fresh) } else { Ok(()) };
    result?;
    Ok(Counts { written: plan.changed.len(), unchanged: plan.same.len(), removed: plan.gone.len() })
}

fn said(place: &Path, error: &io::Error) -> No {
    No::Refused(Refusal::new(Why::Write, place, error))
}

fn make(plan: &Plan<'_>, dir: &Path, fresh: &Path, old: bool, files: &dyn Files) -> Result<(), No> {
    files.make_folder(fresh).map_err(|error| match error.kind() {
        // Whoever may write in the folder may not always write beside it.
        io::ErrorKind::PermissionDenied | io::ErrorKind::ReadOnlyFilesystem if old => No::MustStay,
        _ => No::Refused(Refusal::new(Why::MakeFolder, dir, &error)),
    })?;
    if old {
        files.give_rights_of(dir, fresh).map_err(|error| said(dir, &error))?;
        if !same_owner(dir, fresh) {
            return Err(No::MustStay);
        }
    }
    let all: Vec<(&str, &[u8])> = plan.changed.iter().chain(&plan.same).copied().collect();
    make_folders(files, fresh, all.iter().map(|(path, _)| Path::new(*path)))
        .map_err(|(folder, error)| Refusal::new(Why::MakeFolder, &dir.join(folder), &error))?;
    let write = |(path, bytes): &(&str, &[u8])| {
        files.write_new(&fresh.join(path), bytes).map_err(|error| Refusal::new(Why::Write, &dir.join(path), &error))
    };
    plan.changed.par_iter().try_for_each(write)?;
    plan.same.par_iter().try_for_each(|file| {
        let (path, _) = file;
        // Some disks have no hard links, and some systems none to the files of others.
        files.link(&dir.join(path), &fresh.join(path)).or_else(|_| write(file))
    })?;
    Ok(())
}

fn exchange(dir: &Path, fresh: &Path, files: &dyn Files) -> Result<(), No> {
    files.exchange(fresh, dir).map_err(|error| match error.kind() {
        // A system or disk that cannot, a mounted folder, a folder that belongs to somebody else.
        io::ErrorKind::Unsupported
        | io::ErrorKind::InvalidInput
        | io::ErrorKind::ResourceBusy
        | io::ErrorKind::CrossesDevices
        | io::ErrorKind::PermissionDenied => No::MustStay,
        _ => said(dir, &error),
    })
}

#[cfg(unix)]
fn same_owner(one: &Path, other: &Path) -> bool {
    use std::os::unix::fs::MetadataExt as _;
    let owner = |place: &Path| fs::metadata(place).map(|found| (found.uid(), found.gid())).ok();
    owner(one) == owner(other)
}

#[cfg(not(unix))]
fn same_owner(_: &Path, _: &Path) -> bool {
    true
}

/// Where the new site is made: beside its place, under a name that git ignores for `dist/`.
pub(super) fn fresh_place(dir: &Path) -> PathBuf {
    dir.with_file_name(format!("{}{}", prefix(dir), std::process::id()))
}

/// Removes what killed builds have left beside a folder. Only for whoever has the folder to itself.
pub(super) fn clear(dir: &Path, files: &dyn Files) {
    let prefix = prefix(dir);
    let Some(entries) = dir.parent().and_then(|parent| fs::read_dir(parent).ok()) else { return };
    for entry in entries.flatten() {
        if entry.file_name().to_string_lossy().starts_with(&prefix) && entry.path().is_dir() {
            let _next_build = remove_tree(files, &entry.path());
        }
    }
}

fn prefix(dir: &Path) -> String {
    let name = dir.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
    format!(".{name}-ny-")
}
