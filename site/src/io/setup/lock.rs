//! Keeps two runs from doing the same work into the same folder, for example two test programs at once.
//!
//! Contract: the lock is the operating system's own on an open file. It ends with the process that holds it, however that
//! ends, so that no lock can be stale and the file itself may stay.

use crate::io::failure::Failure;
use crate::io::terminal;
use std::fs::{self, File, TryLockError};
use std::io;
use std::path::Path;

/// Held until it is dropped.
#[derive(Debug)]
pub struct Lock {
    _file: File,
}

/// Waits until nobody else has the lock on a folder; needs no file of its own, so it leaves none in folders that are not ours.
/// `None` where the system or the disk has no such locks.
#[must_use]
pub fn acquire_folder(folder: &Path) -> Option<Lock> {
    let file = File::open(folder).ok()?;
    match file.try_lock() {
        Ok(()) => {}
        Err(TryLockError::WouldBlock) => {
            terminal::progress(WAITING);
            file.lock().ok()?;
        }
        Err(TryLockError::Error(_)) => return None,
    }
    Some(Lock { _file: file })
}

const WAITING: &str = "Venter på en anden kørsel, som er i gang med samme arbejde …";

/// Waits until nobody else has the lock at `path`.
///
/// # Errors
/// Where the file cannot be made or locked.
pub fn acquire(path: &Path) -> Result<Lock, Failure> {
    let failed = |error: &io::Error| Failure::of("kan ikke låse", path, error);
    let folder = path.parent().unwrap_or(Path::new("."));
    fs::create_dir_all(folder).map_err(|error| Failure::of("kan ikke oprette mappen", folder, &error))?;
    let file = File::options().create(true).truncate(false).write(true).open(path).map_err(|error| failed(&error))?;
    match file.try_lock() {
        Ok(()) => {}
        Err(TryLockError::WouldBlock) => {
            terminal::progress(WAITING);
            file.lock().map_err(|error| failed(&error))?;
        }
        // A file system without locks, some network drives for example: go on without.
        Err(TryLockError::Error(error)) if error.kind() == io::ErrorKind::Unsupported => {}
        Err(TryLockError::Error(error)) => return Err(failed(&error)),
    }
    Ok(Lock { _file: file })
}

#[cfg(test)]
mod tests {
    use super::acquire;
    use std::sync::atomic::{AtomicUsize, Ordering};
    use std::thread;
    use std::time::Duration;

    #[test]
    fn one_at_a_time_and_again_after_a_drop() {
        let root = tempfile::tempdir().unwrap();
        let path = root.path().join("a/laas");
        let inside = AtomicUsize::new(0);
        thread::scope(|scope| {
            for _ in 0..4 {
                scope.spawn(|| {
                    let lock = acquire(&path).unwrap();
                    assert_eq!(inside.fetch_add(1, Ordering::SeqCst), 0);
                    thread::sleep(Duration::from_millis(10));
                    inside.fetch_sub(1, Ordering::SeqCst);
                    drop(lock);
                });
            }
        });
        assert!(path.is_file());
        drop(acquire(&path).unwrap());
    }
}
