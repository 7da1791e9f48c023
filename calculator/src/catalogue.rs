//! All that the registers give the calculator.
//!
//! Contract: a [`Catalogue`] holds services in the editors' order, each id once, and beside them what may be left out: facts
//! about services, figures, and the ways in which the costs of a house are shared.

use std::fmt;

use crate::financing::Model;
use crate::{Facts, Figure, Listing, Service, ServiceId};

/// Services in order, each id once, and what else the registers say.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Catalogue {
    services: Vec<Service>,
    facts: Vec<Facts>,
    figures: Vec<Figure>,
    models: Vec<Model>,
}

/// Two services with one id. The indices count from 0 in the list given to [`Catalogue::new`].
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DuplicateService {
    /// The id that is there twice.
    pub id: ServiceId,
    /// The index of the first of them.
    pub first: usize,
    /// The index of the other.
    pub second: usize,
}

impl Catalogue {
    /// A catalogue of services in the order given.
    ///
    /// # Errors
    /// Every service whose id an earlier one has.
    pub fn new(services: Vec<Service>) -> Result<Catalogue, Vec<DuplicateService>> {
        let duplicate = |(second, service): (usize, &Service)| {
            let first = services.iter().position(|earlier| earlier.id == service.id)?;
            (first < second).then(|| DuplicateService { id: service.id.clone(), first, second })
        };
        let duplicates: Vec<_> = services.iter().enumerate().filter_map(duplicate).collect();
        if duplicates.is_empty() { Ok(Catalogue { services, ..Catalogue::default() }) } else { Err(duplicates) }
    }

    /// The same catalogue with what the registers say beside services and prices.
    #[must_use]
    pub fn with_facts(self, facts: Vec<Facts>, figures: Vec<Figure>) -> Catalogue {
        Catalogue { facts, figures, ..self }
    }

    /// The same catalogue with the ways in which the costs of a house are shared.
    #[must_use]
    pub fn with_models(self, models: Vec<Model>) -> Catalogue {
        Catalogue { models, ..self }
    }

    /// The ways in which the costs of a house are or were shared, in the order given.
    #[must_use]
    pub fn models(&self) -> &[Model] {
        &self.models
    }

    /// What more is known of a service.
    #[must_use]
    pub fn facts(&self, id: &ServiceId) -> Option<&Facts> {
        self.facts.iter().find(|facts| facts.service == *id)
    }

    /// What more is known of services, in the order given.
    #[must_use]
    pub fn all_facts(&self) -> &[Facts] {
        &self.facts
    }

    /// The figures, in the order given.
    #[must_use]
    pub fn figures(&self) -> &[Figure] {
        &self.figures
    }

    /// The figure with an id.
    #[must_use]
    pub fn figure(&self, id: &str) -> Option<&Figure> {
        self.figures.iter().find(|figure| figure.id == id)
    }

    /// All services in order.
    #[must_use]
    pub fn services(&self) -> &[Service] {
        &self.services
    }

    /// The service with an id.
    #[must_use]
    pub fn get(&self, id: &ServiceId) -> Option<&Service> {
        self.services.iter().find(|service| service.id == *id)
    }

    /// The services of one listing, in order.
    pub fn listed(&self, listing: Listing) -> impl Iterator<Item = &Service> {
        self.services.iter().filter(move |service| service.listing == listing)
    }
}

impl fmt::Display for DuplicateService {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&crate::text::duplicate_service(self))
    }
}

impl std::error::Error for DuplicateService {}
