//! All registers but the services, as one value.
//!
//! Contract: each is read by the module of its entries; this one only holds them together, and reads those that a site may do
//! without.

use crate::parse::tree::RegisterView;

pub use super::charts::ChartEntry;
pub use super::clarify::Clarify;
pub use super::contacts::Organisation;
pub use super::courses::Courses;
pub use super::deadlines::Deadlines;
pub use super::entries::{FigureEntry, LawEntry, SourceEntry};
pub use super::examples::Example;
pub use super::follow_up::FollowUp;
pub use super::glossary::Term;
pub use super::houses::{House, Municipality};
pub use super::ladder::Ladder;
pub use super::load::Load;
pub use super::papers::MeetingPaper;
pub use super::rates::RateEntry;
pub use super::register::Register;
pub use super::search::{Search, Trial};
pub use super::self_check::SelfCheck;
pub use super::style::Advice;
pub use super::systems::System;
pub use super::visits::Visits;
pub use super::wcag::Criterion;

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
    /// `wcag.toml`
    pub criteria: Vec<Criterion>,
    /// `figurer.toml`
    pub charts: Register<ChartEntry>,
    /// `satser.toml`
    pub rates: Register<RateEntry>,
    /// `eksempler.toml`
    pub examples: Register<Example>,
    /// `soegning.toml`
    pub search: Search,
    /// `soegeproever.toml`
    pub trials: Vec<Trial>,
    /// `sprog.toml`
    pub advice: Register<Advice>,
    /// `frister.toml`
    pub deadlines: Deadlines,
    /// `opfoelgning.toml`
    pub follow_up: FollowUp,
    /// `trappescenarie.toml`
    pub ladder: Ladder,
    /// `belastning.toml`
    pub load: Load,
    /// `overgange.toml`
    pub visits: Visits,
    /// `forloebsplan.toml`, with the catalogue
    pub courses: Courses,
    /// `afklaring.toml`
    pub clarify: Clarify,
    /// `moeder.toml`
    pub papers: Register<MeetingPaper>,
    /// `selvtjek.toml`
    pub self_check: SelfCheck,
}

impl Registers {
    /// The ids of the entries that a view gives an anchor of their own.
    #[must_use]
    pub fn ids(&self, view: RegisterView) -> Vec<&str> {
        fn of<T>(register: &Register<T>) -> Vec<&str> {
            register.iter().map(|(id, _)| id).collect()
        }
        match view {
            RegisterView::Sources => of(&self.sources),
            RegisterView::Laws => of(&self.laws),
            RegisterView::Figures => of(&self.figures),
            RegisterView::Houses => of(&self.houses),
            RegisterView::Terms => of(&self.terms),
            RegisterView::Rates => of(&self.rates),
            RegisterView::Examples => of(&self.examples),
            RegisterView::Municipalities
            | RegisterView::Systems
            | RegisterView::Criteria
            | RegisterView::Unconfirmed
            | RegisterView::Changes
            | RegisterView::Reviews => Vec::new(),
        }
    }
}
