//! What can go wrong around a build: files, programs, sockets, the command line.
//!
//! Contract: a failure says in Danish what was attempted, and how to go on where we know it. Faults in content are not
//! failures but [`crate::diagnostic::Diagnostic`]s.

use std::fmt;
use std::io;
use std::path::Path;

/// Why a command could not do its work.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Failure {
    what: String,
    remedy: Option<String>,
}

impl Failure {
    /// A failure without remedy.
    #[must_use]
    pub fn new(what: impl Into<String>) -> Self {
        Self { what: what.into(), remedy: None }
    }

    /// A failure of the system on one path, for example `of("kan ikke skrive", path, &error)`.
    #[must_use]
    pub fn of(action: &str, path: &Path, error: &io::Error) -> Self {
        Self::new(format!("{action} {}: {}", path.display(), said(error)))
    }

    /// The same with a remedy.
    #[must_use]
    pub fn remedy(mut self, remedy: impl Into<String>) -> Self {
        self.remedy = Some(remedy.into());
        self
    }
}

impl fmt::Display for Failure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "fejl: {}", self.what)?;
        match &self.remedy {
            Some(remedy) => write!(f, "\n  hjælp: {remedy}"),
            None => Ok(()),
        }
    }
}

impl std::error::Error for Failure {}

/// The system's error in Danish; the rarer ones in the system's own words.
#[must_use]
pub fn said(error: &io::Error) -> String {
    let known = match error.kind() {
        io::ErrorKind::NotFound => "findes ikke",
        io::ErrorKind::PermissionDenied => "adgang nægtet",
        io::ErrorKind::AlreadyExists => "findes allerede",
        io::ErrorKind::StorageFull => "disken er fuld",
        io::ErrorKind::QuotaExceeded => "disk-kvoten er brugt op",
        io::ErrorKind::ReadOnlyFilesystem => "disken er skrivebeskyttet",
        io::ErrorKind::IsADirectory => "er en mappe, ikke en fil",
        io::ErrorKind::NotADirectory => "er en fil, ikke en mappe",
        io::ErrorKind::FileTooLarge => "filen er større, end der må skrives",
        io::ErrorKind::ResourceBusy => "er i brug",
        io::ErrorKind::AddrInUse => "adressen er optaget",
        _ => return error.to_string(),
    };
    known.to_owned()
}

#[cfg(test)]
mod tests {
    use super::{Failure, said};
    use std::io;
    use std::path::Path;

    #[test]
    fn a_failure_says_what_and_how_to_go_on() {
        let error = io::Error::from(io::ErrorKind::PermissionDenied);
        let failure = Failure::of("kan ikke skrive", Path::new("dist/a.html"), &error).remedy("ret rettighederne");
        assert_eq!(failure.to_string(), "fejl: kan ikke skrive dist/a.html: adgang nægtet\n  hjælp: ret rettighederne");
        assert_eq!(said(&io::Error::other("noget andet")), "noget andet");
    }
}
