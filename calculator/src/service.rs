//! What can be bought.
//!
//! Contract: a [`Service`] is one entry of the catalogue with its unit and its prices. Ids are slugs, because they become parts of addresses and of element ids. The editors'
//! keys (`forloeb`, `katalog`, …) are read here, so that generator and tool agree on them.

use std::fmt;
use std::num::{NonZeroU16, NonZeroU64};

use crate::{RateTable, Reference};

/// The id of a service: `a`–`z`, `0`–`9` and single hyphens inside, 1 to 60 characters.
///
/// ```
/// use calculator::ServiceId;
///
/// assert_eq!(ServiceId::parse("tf-cbt")?.as_str(), "tf-cbt");
/// assert!(ServiceId::parse("TF CBT").is_err());
/// # Ok::<(), calculator::ServiceIdError>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ServiceId(String);

/// A text that is not a [`ServiceId`].
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ServiceIdError {
    /// The text as given.
    pub written: String,
}

impl ServiceId {
    /// Checks an id.
    ///
    /// # Errors
    /// When the text is empty, too long, or has other characters than a slug.
    pub fn parse(text: &str) -> Result<ServiceId, ServiceIdError> {
        let plain = |part: &str| !part.is_empty() && part.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit());
        if text.len() <= 60 && text.split('-').all(plain) {
            Ok(ServiceId(text.to_owned()))
        } else {
            Err(ServiceIdError { written: text.to_owned() })
        }
    }

    /// The id as text.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for ServiceId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// What one of a service is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Unit {
    /// A whole course of sessions (`forloeb`).
    Course,
    /// One session (`session`).
    Session,
    /// One hour (`time`).
    Hour,
    /// One event, such as a theme day (`arrangement`).
    Event,
    /// One package (`pakke`).
    Package,
}

impl Unit {
    /// All units, in the order of this type.
    pub const ALL: [Unit; 5] = [Unit::Course, Unit::Session, Unit::Hour, Unit::Event, Unit::Package];

    /// Reads the editors' key.
    ///
    /// ```
    /// use calculator::Unit;
    ///
    /// assert_eq!(Unit::from_key("forloeb"), Some(Unit::Course));
    /// assert_eq!(Unit::from_key("forløb"), None);
    /// ```
    #[must_use]
    pub fn from_key(key: &str) -> Option<Unit> {
        Unit::ALL.into_iter().find(|unit| unit.key() == key)
    }

    /// The editors' key.
    #[must_use]
    pub fn key(self) -> &'static str {
        match self {
            Unit::Course => "forloeb",
            Unit::Session => "session",
            Unit::Hour => "time",
            Unit::Event => "arrangement",
            Unit::Package => "pakke",
        }
    }

    /// The Danish word for one.
    #[must_use]
    pub fn singular(self) -> &'static str {
        match self {
            Unit::Course => "forløb",
            Unit::Session => "session",
            Unit::Hour => "time",
            Unit::Event => "arrangement",
            Unit::Package => "pakke",
        }
    }

    /// The Danish word for none or several.
    #[must_use]
    pub fn plural(self) -> &'static str {
        match self {
            Unit::Course => "forløb",
            Unit::Session => "sessioner",
            Unit::Hour => "timer",
            Unit::Event => "arrangementer",
            Unit::Package => "pakker",
        }
    }
}

/// Where a service comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Listing {
    /// In the catalogue of the survey (`katalog`).
    Catalogue,
    /// Proposed by municipalities in their answers (`foreslaaet`).
    Proposed,
}

impl Listing {
    /// Both, in the order in which they are shown.
    pub const ALL: [Listing; 2] = [Listing::Catalogue, Listing::Proposed];

    /// Reads the editors' key.
    #[must_use]
    pub fn from_key(key: &str) -> Option<Listing> {
        Listing::ALL.into_iter().find(|listing| listing.key() == key)
    }

    /// The editors' key.
    #[must_use]
    pub fn key(self) -> &'static str {
        match self {
            Listing::Catalogue => "katalog",
            Listing::Proposed => "foreslaaet",
        }
    }

    /// The Danish heading of the group.
    #[must_use]
    pub fn heading(self) -> &'static str {
        match self {
            Listing::Catalogue => "Fra kataloget",
            Listing::Proposed => "Foreslået af kommuner",
        }
    }
}

/// How much time one unit of a service holds: a number of sessions, each of so many minutes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Sessions {
    count: NonZeroU16,
    minutes_each: NonZeroU16,
}

/// Sessions of no number or no length.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SessionsError {
    /// The number of sessions is 0.
    NoSessions,
    /// The length of a session is 0 minutes.
    NoMinutes,
}

impl Sessions {
    /// `count` sessions of `minutes_each` minutes, both at least 1.
    ///
    /// ```
    /// use calculator::Sessions;
    ///
    /// assert_eq!(Sessions::new(15, 90)?.minutes().get(), 1_350);
    /// # Ok::<(), calculator::SessionsError>(())
    /// ```
    ///
    /// # Errors
    /// When either is 0.
    pub fn new(count: u16, minutes_each: u16) -> Result<Sessions, SessionsError> {
        let count = NonZeroU16::new(count).ok_or(SessionsError::NoSessions)?;
        let minutes_each = NonZeroU16::new(minutes_each).ok_or(SessionsError::NoMinutes)?;
        Ok(Sessions { count, minutes_each })
    }

    /// The number of sessions.
    #[must_use]
    pub fn count(self) -> NonZeroU16 {
        self.count
    }

    /// The length of one session in minutes.
    #[must_use]
    pub fn minutes_each(self) -> NonZeroU16 {
        self.minutes_each
    }

    /// The length of all sessions in minutes.
    #[must_use]
    pub fn minutes(self) -> NonZeroU64 {
        // 16 bits times 16 bits fit in 32: the product never saturates.
        NonZeroU64::from(self.count).saturating_mul(NonZeroU64::from(self.minutes_each))
    }
}

/// A related service (relateret ydelse).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Service {
    /// Its id.
    pub id: ServiceId,
    /// Its Danish name.
    pub name: String,
    /// For whom it is, in a few Danish words, for example `barnet`.
    pub audience: String,
    /// What it is, in one Danish sentence.
    pub short: String,
    /// What is bought and priced.
    pub unit: Unit,
    /// Where it comes from.
    pub listing: Listing,
    /// How much time one unit holds, where that is known.
    pub sessions: Option<Sessions>,
    /// Its printed prices.
    pub rates: RateTable,
    /// Where the service is described.
    pub reference: Reference,
    /// The address of its page, for example `/ydelser/tf-cbt/`.
    pub page: String,
}

impl fmt::Display for ServiceIdError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&crate::text::service_id_error(self))
    }
}

impl std::error::Error for ServiceIdError {}

impl fmt::Display for SessionsError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(crate::text::sessions_error(*self))
    }
}

impl std::error::Error for SessionsError {}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Catalogue;

    fn service(id: &str) -> Service {
        Service {
            id: ServiceId::parse(id).unwrap(),
            name: "Supervision".into(),
            audience: "professionelle".into(),
            short: "Vejledning i en sag.".into(),
            unit: Unit::Hour,
            listing: Listing::Catalogue,
            sessions: None,
            rates: RateTable::empty(),
            reference: Reference { source_id: "kilde".into(), place: "bilag 1".into() },
            page: "/ydelser/supervision/".into(),
        }
    }

    #[test]
    fn ids_are_slugs() {
        for good in ["tf-cbt", "a", "tema-2-dage"] {
            assert!(ServiceId::parse(good).is_ok(), "{good}");
        }
        for bad in ["", "-a", "a-", "a--b", "A", "æ", "a b", "a_b", &"a".repeat(61)] {
            assert!(ServiceId::parse(bad).is_err(), "{bad}");
        }
    }

    #[test]
    fn editors_keys_are_read_back() {
        assert!(Unit::ALL.iter().all(|unit| Unit::from_key(unit.key()) == Some(*unit)));
        assert!(Listing::ALL.iter().all(|listing| Listing::from_key(listing.key()) == Some(*listing)));
    }

    #[test]
    fn a_catalogue_names_every_id_that_is_there_twice() {
        let faults = Catalogue::new(["a", "b", "a", "b", "a"].map(service).to_vec()).unwrap_err();
        let pairs: Vec<_> = faults.iter().map(|fault| (fault.first, fault.second)).collect();
        assert_eq!(pairs, [(0, 2), (1, 3), (0, 4)]);
        assert!(Catalogue::new(vec![service("a"), service("b")]).is_ok());
    }

    #[test]
    fn the_longest_sessions_still_have_a_length() {
        assert_eq!(Sessions::new(u16::MAX, u16::MAX).unwrap().minutes().get(), 65_535 * 65_535);
        assert_eq!(Sessions::new(0, 90), Err(SessionsError::NoSessions));
        assert_eq!(Sessions::new(15, 0), Err(SessionsError::NoMinutes));
    }
}
