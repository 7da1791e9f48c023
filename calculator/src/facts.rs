//! What the registers say beside services and prices: reviews, conditions, rates of the state, prices of a case.
//!
//! Contract: all of it is given in; the calculator knows no figure of its own.

use jiff::civil::Date;

use crate::{Amount, Eligibility, Reference, ServiceId, Status, Year};

/// More about a service.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Facts {
    /// The service.
    pub service: ServiceId,
    /// Whom it is for.
    pub eligibility: Eligibility,
    /// When its page, and with it the prices, is to be checked next.
    pub next_review: Option<Date>,
}

/// An amount of the register that is no price of a service, such as the state's rate for a kilometre.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Figure {
    /// Its id, for example `koersel-hoej-2026`.
    pub id: String,
    /// What it is for.
    pub kind: FigureKind,
    /// What it is, in Danish, for example `Kørsel, høj takst`, or the house whose case it prices.
    pub label: String,
    /// How much.
    pub amount: Amount,
    /// In which year.
    pub year: Year,
    /// Where it stands.
    pub reference: Reference,
    /// How well it is established.
    pub status: Status,
    /// When it is to be checked next.
    pub next_review: Option<Date>,
}

/// What a [`Figure`] is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum FigureKind {
    /// A kilometre by car (`km`).
    Mileage,
    /// A case at a børnehus (`takst`).
    Case,
}

impl FigureKind {
    /// All kinds.
    pub const ALL: [FigureKind; 2] = [FigureKind::Mileage, FigureKind::Case];

    /// Reads the key on the wire.
    #[must_use]
    pub fn from_key(key: &str) -> Option<FigureKind> {
        FigureKind::ALL.into_iter().find(|kind| kind.key() == key)
    }

    /// The key on the wire.
    #[must_use]
    pub fn key(self) -> &'static str {
        match self {
            FigureKind::Mileage => "km",
            FigureKind::Case => "takst",
        }
    }
}
