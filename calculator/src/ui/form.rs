//! What the user has chosen and typed: the only state of the tool.
//!
//! Contract: a [`Form`] has an [`Entry`] for each service and keeps what is typed as it is typed; numbers are read from it
//! anew, by the library, whenever they are needed. A field is at fault only after the user has left it, and stops being so
//! as soon as it can be read. An empty field is missing, not at fault.

use calculator::wire::Data;
use calculator::{Amount, Choice, Price, Printed, Quantity, Quote, QuoteError, Service, quote};
use jiff::civil::Date;
use leptos::prelude::*;

/// The whole form. Copies share their state.
#[derive(Clone, Copy)]
pub(crate) struct Form {
    pub(crate) data: &'static Data,
    pub(crate) entries: &'static [Entry],
}

/// One service in the form.
#[derive(Clone, Copy)]
pub(crate) struct Entry {
    pub(crate) service: &'static Service,
    /// The printed price, where there is one. Without it the price is asked for.
    pub(crate) printed: Option<Printed<'static>>,
    pub(crate) chosen: RwSignal<bool>,
    pub(crate) quantity: Field,
    pub(crate) price: Field,
}

/// One text field.
#[derive(Clone, Copy)]
pub(crate) struct Field {
    pub(crate) asked: Asked,
    pub(crate) service: &'static Service,
    pub(crate) typed: RwSignal<String>,
    /// The user has left the field with something in it that cannot be read.
    at_fault: RwSignal<bool>,
}

/// What a field asks for.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Asked {
    Quantity,
    Price,
}

impl Form {
    /// An empty form over a catalogue, with the printed prices of `today`.
    pub(crate) fn new(data: &'static Data, today: Date) -> Form {
        let entries: Vec<Entry> = data
            .catalogue
            .services()
            .iter()
            .map(|service| Entry {
                service,
                printed: service.rates.printed(today),
                chosen: RwSignal::new(false),
                quantity: Field::new(Asked::Quantity, service),
                price: Field::new(Asked::Price, service),
            })
            .collect();
        Form { data, entries: entries.leak() }
    }

    /// The entries that are chosen, in the order of the catalogue.
    pub(crate) fn chosen(self) -> Vec<Entry> {
        self.entries.iter().filter(|entry| entry.chosen.get()).copied().collect()
    }

    /// The quote of the chosen entries; its lines are in the order of [`Form::chosen`].
    pub(crate) fn quote(self) -> Result<Quote<'static>, QuoteError> {
        quote(&self.chosen().into_iter().map(Entry::choice).collect::<Vec<_>>())
    }

    /// The fields at fault among the chosen entries.
    pub(crate) fn at_fault(self) -> Vec<Field> {
        let fields = self.chosen().into_iter().flat_map(Entry::fields);
        fields.filter(|field| field.fault().is_some()).collect()
    }

    /// Makes the form empty again.
    pub(crate) fn clear(self) {
        for entry in self.entries {
            entry.chosen.set(false);
            for field in [entry.quantity, entry.price] {
                field.type_in(String::new());
            }
        }
    }
}

impl Entry {
    /// The fields that are shown when the service is chosen.
    pub(crate) fn fields(self) -> impl Iterator<Item = Field> {
        let price = self.printed.is_none().then_some(self.price);
        std::iter::once(self.quantity).chain(price)
    }

    fn choice(self) -> Choice<'static> {
        let price = match self.printed {
            Some(printed) => Some(Price::Printed(printed.rate())),
            None => self.price.typed.with(|typed| Amount::parse(typed)).ok().map(Price::Entered),
        };
        Choice { service: self.service, quantity: self.quantity.typed.with(|typed| Quantity::parse(typed)).ok(), price }
    }
}

impl Field {
    fn new(asked: Asked, service: &'static Service) -> Field {
        Field { asked, service, typed: RwSignal::new(String::new()), at_fault: RwSignal::new(false) }
    }

    /// The id of the input element: `antal-<id>` or `pris-<id>`.
    pub(crate) fn id(self) -> String {
        let kind = match self.asked {
            Asked::Quantity => "antal",
            Asked::Price => "pris",
        };
        format!("{kind}-{}", self.service.id)
    }

    pub(crate) fn label(self) -> String {
        match self.asked {
            Asked::Quantity => "Antal om året".to_owned(),
            Asked::Price => format!("Pris pr. {} i kroner", self.service.unit.singular()),
        }
    }

    /// Takes what is now in the field.
    pub(crate) fn type_in(self, text: String) {
        self.typed.set(text);
        if self.problem().is_none() {
            self.at_fault.set(false);
        }
    }

    /// The user has left the field, or pressed Enter in it.
    pub(crate) fn leave(self) {
        self.at_fault.set(self.problem().is_some());
    }

    /// What is wrong and how to put it right, once the user has left the field.
    pub(crate) fn fault(self) -> Option<String> {
        if self.at_fault.get() { self.problem() } else { None }
    }

    fn problem(self) -> Option<String> {
        self.typed.with(|typed| match self.asked {
            _ if typed.trim().is_empty() => None,
            Asked::Quantity => Quantity::parse(typed).err().map(|error| error.to_string()),
            Asked::Price => Amount::parse(typed).err().map(|error| error.to_string()),
        })
    }
}
