//! All registers but the services, as one value.
//!
//! Contract: each is read by the module of its entries; this one only holds them together, and reads those that a site may do
//! without.

pub use super::charts::ChartEntry;
pub use super::contacts::Organisation;
pub use super::entries::{FigureEntry, LawEntry, SourceEntry};
pub use super::glossary::Term;
pub use super::houses::{House, Municipality};
pub use super::register::Register;
pub use super::systems::System;

/// All registers but the services.
#[derive(Debug, Default)]
pub struct Registers {
    /// `kilder.toml`
    pub sources: Register<SourceEntry>,
    /// `lov.toml`
    pub laws: Register<LawEntry>,
    /// `tal.toml`
    pub figures: Register<FigureEntry>,
    /// `boernehuse.toml`
    pub houses: Register<House>,
    /// `kommuner.toml`
    pub municipalities: Vec<Municipality>,
    /// `ordliste.toml`
    pub terms: Register<Term>,
    /// `organisationer.toml`
    pub organisations: Register<Organisation>,
    /// `systemer.toml`
    pub systems: Vec<System>,
    /// `figurer.toml`
    pub charts: Register<ChartEntry>,
}
