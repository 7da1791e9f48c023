//! What publishing does to a disk, one operation each.
//!
//! Contract: every change that `io::write` makes goes through [`Files`], the clearing up after a failure included, so that a
//! test can let each of them fail, or let the program end there. Reading does not: it cannot hurt a site.

use std::collections::BTreeSet;
use std::fs::{self, File};
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};

/// The operations.
pub(super) trait Files: Sync {
    /// Whether this program may change what lies in a folder.
    fn may_change(&self, folder: &Path) -> io::Result<()>;
    /// Makes one folder.
    fn make_folder(&self, place: &Path) -> io::Result<()>;
    /// Gives a folder the rights of another.
    fn give_rights_of(&self, model: &Path, folder: &Path) -> io::Result<()>;
    /// Makes one file; there must be none.
    fn write_new(&self, place: &Path, bytes: &[u8]) -> io::Result<()>;
    /// Gives a file a second place.
    fn link(&self, file: &Path, place: &Path) -> io::Result<()>;
    /// Moves a file or a folder; a file that stands there is replaced in the same step.
    fn rename(&self, from: &Path, to: &Path) -> io::Result<()>;
    /// Lets two folders change places in one step.
    fn exchange(&self, one: &Path, other: &Path) -> io::Result<()>;
    /// Removes one file or link.
    fn remove_file(&self, place: &Path) -> io::Result<()>;
    /// Removes one empty folder.
    fn remove_folder(&self, place: &Path) -> io::Result<()>;
}

/// The real disk.
#[derive(Debug, Clone, Copy)]
pub(super) struct Disk;

impl Files for Disk {
    fn may_change(&self, folder: &Path) -> io::Result<()> {
        #[cfg(unix)]
        rustix::fs::access(folder, rustix::fs::Access::WRITE_OK | rustix::fs::Access::EXEC_OK)?;
        #[cfg(not(unix))]
        let _ = folder;
        Ok(())
    }

    fn make_folder(&self, place: &Path) -> io::Result<()> {
        fs::create_dir(place)
    }

    fn give_rights_of(&self, model: &Path, folder: &Path) -> io::Result<()> {
        fs::set_permissions(folder, fs::metadata(model)?.permissions())
    }

    fn write_new(&self, place: &Path, bytes: &[u8]) -> io::Result<()> {
        File::create_new(place)?.write_all(bytes)
    }

    fn link(&self, file: &Path, place: &Path) -> io::Result<()> {
        fs::hard_link(file, place)
    }

    fn rename(&self, from: &Path, to: &Path) -> io::Result<()> {
        fs::rename(from, to)
    }

    #[cfg(any(target_os = "linux", target_os = "android", target_vendor = "apple"))]
    fn exchange(&self, one: &Path, other: &Path) -> io::Result<()> {
        use rustix::fs::{CWD, RenameFlags, renameat_with};
        Ok(renameat_with(CWD, one, CWD, other, RenameFlags::EXCHANGE)?)
    }

    #[cfg(not(any(target_os = "linux", target_os = "android", target_vendor = "apple")))]
    fn exchange(&self, _: &Path, _: &Path) -> io::Result<()> {
        Err(io::ErrorKind::Unsupported.into())
    }

    fn remove_file(&self, place: &Path) -> io::Result<()> {
        fs::remove_file(place)
    }

    fn remove_folder(&self, place: &Path) -> io::Result<()> {
        fs::remove_dir(place)
    }
}

/// The folders that a path lies in, the nearest first.
pub(super) fn above(path: &Path) -> impl Iterator<Item = &Path> {
    path.parent().into_iter().flat_map(Path::ancestors)
}

/// Makes the folders that files of these paths lie in, each above those in it; `root` must be there.
pub(super) fn make_folders<'a>(
    files: &dyn Files,
    root: &Path,
    paths: impl Iterator<Item = &'a Path>,
) -> Result<(), (PathBuf, io::Error)> {
    let folders = paths.flat_map(above).filter(|path| *path != Path::new(""));
    // In order a folder comes before what lies in it.
    for folder in folders.collect::<BTreeSet<_>>() {
        match files.make_folder(&root.join(folder)) {
            Err(error) if error.kind() == io::ErrorKind::AlreadyExists => {}
            Err(error) => return Err((folder.to_path_buf(), error)),
            Ok(()) => {}
        }
    }
    Ok(())
}

/// Removes a folder with all in it; links in it are removed and not followed.
pub(super) fn remove_tree(files: &dyn Files, place: &Path) -> io::Result<()> {
    for entry in fs::read_dir(place)? {
        let entry = entry?;
        if entry.file_type()?.is_dir() {
            remove_tree(files, &entry.path())?;
        } else {
            files.remove_file(&entry.path())?;
        }
    }
    files.remove_folder(place)
}
