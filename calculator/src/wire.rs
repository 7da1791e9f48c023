//! The data that a page carries for the tool: its schema, and both directions of it.
//!
//! Contract: [`to_json`] writes what [`decode`] reads back to an equal [`Data`], through the same checked constructors that
//! made it; anything else is a [`WireError`] that names the place. The generator puts the text into
//! `<script type="application/json">` ([`element_id`]); it holds no `<`, `>` or `&`, so it cannot end that element.
//!
//! # Schema, version 1
//! Every leaf is a string, numbers included: the tool then needs no floating point. What is absent is left out, never
//! `null`. The keys are the constants of [`key`].
//!
//! ```text
//! { "version": "1",
//!   "sources":  [ { "id": …, "title": …, "href": … } ],
//!   "services": [ { "id": slug, "name": …, "audience": …, "short": …, "page": address,
//!                   "unit": "forloeb" | "session" | "time" | "arrangement" | "pakke",
//!                   "listing": "katalog" | "foreslaaet",
//!                   "sessions": { "count": digits, "minutes": digits of one session },      may be absent
//!                   "source": id, "place": …,
//!                   "rates": [ { "amount": digits, in øre, "from": "2021-03-01", "until": "2022-12-31" or absent,
//!                                "provider": …, "caveat": … or absent, "source": id, "place": …,
//!                                "status": "bekraeftet" | "ubekraeftet" } ] } ],
//!   "facts":    [ { "id": slug of a service, "review": date or absent, "from": youngest age, "until": oldest age, both or
//!                   none, "abuse": [ "seksuelle-overgreb" | "fysisk-vold" | "psykisk-vold" ], "examined", "caregiver": there
//!                   where demanded, "more": [ … ], "source", "place": both or none } ],        may be absent
//!   "figures":  [ { "id": …, "kind": "km" | "takst", "name": …, "amount": digits, in øre, "year": "2026",
//!                   "source": id, "place": …, "status": as above, "review": date or absent } ],  may be absent
//!   "models":   [ { "name": for which years, "share": digits, the objective part in hundredths of a per cent,
//!                   "source": id, "place": …, "status": as above, "review": date or absent } ],  may be absent
//!   "houses":   [ { "name": …, "members": [ names of municipalities ], "status": as above } ]     may be absent }
//! ```
//!
//! A change that an older tool would misread takes a new version; tool and page are built together, so a mismatch means
//! a page or a script from an old cache, and the tool says so instead of guessing.

mod decode;
mod encode;
pub mod json;
pub(crate) mod tape;

pub use decode::{Bare, Node, Problem, WireError, decode, decode_services};
pub use encode::to_json;

use crate::Catalogue;
use crate::demand::House;

/// The version of the schema.
pub const VERSION: &str = "1";

/// The id of the script element that holds the data of a tool: `beregner-data`.
#[must_use]
pub fn element_id(tool: &str) -> String {
    [tool, "-data"].concat()
}

/// The keys of the schema.
pub mod key {
    /// Version of the schema; equals [`super::VERSION`].
    pub const VERSION: &str = "version";
    /// The labels of the sources.
    pub const SOURCES: &str = "sources";
    /// The services, in the order of the catalogue.
    pub const SERVICES: &str = "services";
    /// The id of a service or a source.
    pub const ID: &str = "id";
    /// The short Danish title of a source.
    pub const TITLE: &str = "title";
    /// The address where a source is described.
    pub const HREF: &str = "href";
    /// The Danish name of a service.
    pub const NAME: &str = "name";
    /// For whom a service is.
    pub const AUDIENCE: &str = "audience";
    /// What a service is, in one sentence.
    pub const SHORT: &str = "short";
    /// The address of the page of a service.
    pub const PAGE: &str = "page";
    /// The key of a [`crate::Unit`].
    pub const UNIT: &str = "unit";
    /// The key of a [`crate::Listing`].
    pub const LISTING: &str = "listing";
    /// The [`crate::Sessions`] of one unit.
    pub const SESSIONS: &str = "sessions";
    /// How many sessions.
    pub const COUNT: &str = "count";
    /// How many minutes one session lasts.
    pub const MINUTES: &str = "minutes";
    /// The printed prices.
    pub const RATES: &str = "rates";
    /// A price in øre.
    pub const AMOUNT: &str = "amount";
    /// The first day of a price.
    pub const FROM: &str = "from";
    /// The last day of a price.
    pub const UNTIL: &str = "until";
    /// Who charges a price.
    pub const PROVIDER: &str = "provider";
    /// What a reader must know of a price.
    pub const CAVEAT: &str = "caveat";
    /// The id of a source.
    pub const SOURCE: &str = "source";
    /// The place in a source.
    pub const PLACE: &str = "place";
    /// What more is known of services; may be absent.
    pub const FACTS: &str = "facts";
    /// Figures of the register; may be absent.
    pub const FIGURES: &str = "figures";
    /// The ways in which the costs of a house are shared; may be absent.
    pub const MODELS: &str = "models";
    /// The børnehuse with their municipalities; may be absent.
    pub const HOUSES: &str = "houses";
    /// The municipalities of a house.
    pub const MEMBERS: &str = "members";
    /// A part of a whole, in hundredths of a per cent.
    pub const SHARE: &str = "share";
    /// When something is checked next.
    pub const REVIEW: &str = "review";
    /// The keys of [`crate::Abuse`].
    pub const ABUSE: &str = "abuse";
    /// There where the child must have been examined in the house.
    pub const EXAMINED: &str = "examined";
    /// There where a caregiver must take part.
    pub const CAREGIVER: &str = "caregiver";
    /// Further conditions.
    pub const MORE: &str = "more";
    /// The key of a [`crate::FigureKind`].
    pub const KIND: &str = "kind";
    /// The year of a figure.
    pub const YEAR: &str = "year";
    /// The key of a [`crate::Status`].
    pub const STATUS: &str = "status";
}

/// How a source is shown in the tool: a reference carries only its id.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SourceLabel {
    /// The id that references use.
    pub id: String,
    /// A short Danish title, for example `Børnehus Midt 2022`.
    pub title: String,
    /// The address of its entry, for example `/om/kilder/#boernehus-midt-2022`.
    pub href: String,
}

/// Everything the tool gets.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Data {
    /// The services.
    pub catalogue: Catalogue,
    /// The labels of the sources that the services refer to.
    pub sources: Vec<SourceLabel>,
    /// The børnehuse with their municipalities.
    pub houses: Vec<House>,
}

impl Data {
    /// The label of a source; nothing where the page did not give one.
    #[must_use]
    pub fn source(&self, id: &str) -> Option<&SourceLabel> {
        self.sources.iter().find(|source| source.id == id)
    }
}
