//! Publishing file by file, where the folder must stay the folder that it is: it is mounted, lies in a folder that we may not
//! write in, belongs to somebody else, or the system cannot let two folders change places.
//!
//! Contract: everything that is new is first written to a folder within the target, so that a full disk is met while the old
//! site is whole; then each file takes its place in one step. A reader sees old files or new ones and never a part. What is
//! named by pages comes before the pages, and what is no longer in the output goes last. Ended in between, the next build
//! takes it up.

use super::Counts;
use super::existing::{Existing, Plan, UNFINISHED};
use super::files::{Files, above, make_folders, remove_tree};
use super::refusal::{Refusal, Why};
use rayon::prelude::*;
use std::collections::BTreeSet;
use std::io;
use std::path::Path;

/// Makes `dir` hold what the plan says.
pub(super) fn publish(plan: &Plan<'_>, dir: &Path, existing: &Existing, files: &dyn Files) -> Result<Counts, Refusal> {
    let fresh = dir.join(format!("{UNFINISHED}{}", std::process::id()));
    let result = make(plan, dir, &fresh, files)
        .and_then(|()| take_places(plan, dir, &fresh, existing, files).map_err(Refusal::half_done));
    let _next_build = if fresh.exists() { remove_tree(files, &fresh) } else { Ok(()) };
    result?;
    Ok(Counts { written: plan.changed.len(), unchanged: plan.same.len(), removed: plan.gone.len() })
}

fn make(plan: &Plan<'_>, dir: &Path, fresh: &Path, files: &dyn Files) -> Result<(), Refusal> {
    files.make_folder(fresh).map_err(|error| Refusal::new(Why::Write, dir, &error))?;
    make_folders(files, fresh, plan.changed.iter().map(|(path, _)| Path::new(*path)))
        .map_err(|(folder, error)| Refusal::new(Why::MakeFolder, &dir.join(folder), &error))?;
    plan.changed.par_iter().try_for_each(|(path, bytes)| {
        files.write_new(&fresh.join(path), bytes).map_err(|error| Refusal::new(Why::Write, &dir.join(path), &error))
    })
}

fn take_places(
    plan: &Plan<'_>,
    dir: &Path,
    fresh: &Path,
    existing: &Existing,
    files: &dyn Files,
) -> Result<(), Refusal> {
    clear_the_way(plan, dir, existing, files)?;
    make_folders(files, dir, plan.changed.iter().map(|(path, _)| Path::new(*path)))
        .map_err(|(folder, error)| Refusal::new(Why::MakeFolder, &dir.join(folder), &error))?;
    // The file that says the folder is ours comes first, so that a build that is ended early can be taken up again.
    let (marker, rest): (Vec<_>, Vec<_>) = plan.changed.iter().partition(|(path, _)| *path == "_headers");
    let (pages, assets): (Vec<_>, Vec<_>) = rest.into_iter().partition(|(path, _)| path.ends_with(".html"));
    for (path, _) in marker.into_iter().chain(assets).chain(pages) {
        let place = dir.join(path);
        files.rename(&fresh.join(path), &place).map_err(|error| Refusal::new(Why::Write, &place, &error))?;
    }
    // What has had to make way for a folder is gone already, and the folder stands in its place.
    let folders: BTreeSet<&Path> = plan.changed.iter().flat_map(|(path, _)| above(Path::new(*path))).collect();
    for path in plan.gone.iter().filter(|path| !folders.contains(path.as_path())) {
        remove(&dir.join(path), files)?;
    }
    // In reverse order a folder comes after what lies in it. One that somebody has just put a file into may stay.
    for path in plan.empty.iter().rev() {
        let _may_stay = files.remove_folder(&dir.join(path));
    }
    Ok(())
}

/// Removes files where folders must be, and folders where files must be.
fn clear_the_way(plan: &Plan<'_>, dir: &Path, existing: &Existing, files: &dyn Files) -> Result<(), Refusal> {
    for (path, _) in &plan.changed {
        let path = Path::new(path);
        if existing.folders.contains(path) {
            let place = dir.join(path);
            remove_tree(files, &place).map_err(|error| Refusal::new(Why::Remove, &place, &error))?;
        }
        for folder in above(path) {
            if existing.files.contains_key(folder) {
                remove(&dir.join(folder), files)?;
            }
        }
    }
    Ok(())
}

fn remove(place: &Path, files: &dyn Files) -> Result<(), Refusal> {
    match files.remove_file(place) {
        Err(error) if error.kind() != io::ErrorKind::NotFound && error.kind() != io::ErrorKind::NotADirectory => {
            Err(Refusal::new(Why::Remove, place, &error))
        }
        _ => Ok(()),
    }
}
