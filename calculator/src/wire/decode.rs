//! From the data in the page back to a catalogue.
//!
//! Contract: every value goes through the constructor that checks it in the generator too, so a catalogue in the browser
//! cannot be one that the generator would refuse. The first fault ends the reading and names its place; nothing panics.
//! The JSON itself is parsed by the browser: this module only walks a tree of [`Node`]s.

use std::fmt;

use jiff::civil::Date;

use super::{Data, SourceLabel, VERSION, key};
use crate::{
    Amount, Catalogue, Listing, Rate, RateTable, Reference, Service, ServiceId, Sessions, Status, Unit, Validity,
};

/// A value of a parsed JSON text.
pub trait Node: Sized {
    /// The value under a key, where this is an object that has it.
    fn field(&self, key: &str) -> Option<Self>;
    /// The text, where this is a string.
    fn text(&self) -> Option<String>;
    /// The values, where this is an array.
    fn items(&self) -> Option<Vec<Self>>;
}

/// What is wrong with the data.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Problem {
    /// Another version of the schema than [`VERSION`].
    Version,
    /// A value is absent or of another JSON type.
    Missing,
    /// A value is there and its constructor refuses it.
    Invalid,
}

/// The data of a page cannot be read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WireError {
    /// Where, for example `services[2].rates[0].amount`.
    pub place: String,
    /// What is wrong there.
    pub problem: Problem,
}

impl fmt::Display for WireError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&crate::text::wire_error(self))
    }
}

impl std::error::Error for WireError {}

/// Reads the data of a page.
///
/// # Errors
/// The first place where the data is not what the schema of [`crate::wire`] says.
pub fn decode<N: Node>(root: N) -> Result<Data, WireError> {
    let root = At { node: root, place: String::new() };
    root.parsed(key::VERSION, |version| (version == VERSION).then_some(()))
        .map_err(|error| WireError { problem: Problem::Version, ..error })?;
    let sources = root.list(key::SOURCES)?.iter().map(source).collect::<Result<_, _>>()?;
    let services = root.list(key::SERVICES)?.iter().map(service).collect::<Result<_, _>>()?;
    let catalogue = Catalogue::new(services).map_err(|_| root.fault(key::SERVICES, Problem::Invalid))?;
    Ok(Data { catalogue, sources })
}

fn source<N: Node>(at: &At<N>) -> Result<SourceLabel, WireError> {
    Ok(SourceLabel { id: at.text(key::ID)?, title: at.text(key::TITLE)?, href: at.text(key::HREF)? })
}

fn service<N: Node>(at: &At<N>) -> Result<Service, WireError> {
    let rates = at.list(key::RATES)?.iter().map(rate).collect::<Result<_, _>>()?;
    Ok(Service {
        id: at.parsed(key::ID, |id| ServiceId::parse(id).ok())?,
        name: at.text(key::NAME)?,
        audience: at.text(key::AUDIENCE)?,
        short: at.text(key::SHORT)?,
        unit: at.parsed(key::UNIT, Unit::from_key)?,
        listing: at.parsed(key::LISTING, Listing::from_key)?,
        sessions: at.maybe(key::SESSIONS).map(|sessions| sessions_of(at, &sessions)).transpose()?,
        rates: RateTable::new(rates).map_err(|_| at.fault(key::RATES, Problem::Invalid))?,
        reference: reference(at)?,
        page: at.text(key::PAGE)?,
    })
}

fn sessions_of<N: Node>(service: &At<N>, at: &At<N>) -> Result<Sessions, WireError> {
    let number = |text: &str| u16::try_from(digits(text)?).ok();
    Sessions::new(at.parsed(key::COUNT, number)?, at.parsed(key::MINUTES, number)?)
        .map_err(|_| service.fault(key::SESSIONS, Problem::Invalid))
}

fn rate<N: Node>(at: &At<N>) -> Result<Rate, WireError> {
    let from = at.parsed(key::FROM, iso)?;
    let until = at.maybe(key::UNTIL).map(|_| at.parsed(key::UNTIL, iso)).transpose()?;
    Ok(Rate {
        amount: at.parsed(key::AMOUNT, |ore| Amount::from_ore(digits(ore)?))?,
        validity: Validity::new(from, until).map_err(|_| at.fault(key::UNTIL, Problem::Invalid))?,
        provider: at.text(key::PROVIDER)?,
        caveat: at.maybe(key::CAVEAT).map(|_| at.text(key::CAVEAT)).transpose()?,
        reference: reference(at)?,
        status: at.parsed(key::STATUS, Status::from_key)?,
    })
}

fn reference<N: Node>(at: &At<N>) -> Result<Reference, WireError> {
    Ok(Reference { source_id: at.text(key::SOURCE)?, place: at.text(key::PLACE)? })
}

/// Plain digits, as the encoder writes them: no sign, no blanks.
fn digits(text: &str) -> Option<i64> {
    if text.bytes().all(|b| b.is_ascii_digit()) { text.parse().ok() } else { None }
}

/// A date as the encoder writes it: `2021-03-01`.
fn iso(text: &str) -> Option<Date> {
    let mut parts = text.split('-').map(digits);
    let (year, month, day) = (parts.next()??, parts.next()??, parts.next()??);
    if parts.next().is_some() {
        return None;
    }
    Date::new(year.try_into().ok()?, month.try_into().ok()?, day.try_into().ok()?).ok()
}

/// A node and the place where it was found.
struct At<N> {
    node: N,
    place: String,
}

impl<N: Node> At<N> {
    fn fault(&self, key: &str, problem: Problem) -> WireError {
        WireError { place: self.place_of(key), problem }
    }

    fn place_of(&self, key: &str) -> String {
        if self.place.is_empty() { key.to_owned() } else { format!("{}.{key}", self.place) }
    }

    fn maybe(&self, key: &str) -> Option<At<N>> {
        self.node.field(key).map(|node| At { node, place: self.place_of(key) })
    }

    fn text(&self, key: &str) -> Result<String, WireError> {
        self.node.field(key).and_then(|node| node.text()).ok_or_else(|| self.fault(key, Problem::Missing))
    }

    fn parsed<T>(&self, key: &str, parse: impl FnOnce(&str) -> Option<T>) -> Result<T, WireError> {
        parse(&self.text(key)?).ok_or_else(|| self.fault(key, Problem::Invalid))
    }

    fn list(&self, key: &str) -> Result<Vec<At<N>>, WireError> {
        let items = self.node.field(key).and_then(|node| node.items());
        let items = items.ok_or_else(|| self.fault(key, Problem::Missing))?;
        let place = self.place_of(key);
        let at = |(index, node)| At { node, place: format!("{place}[{index}]") };
        Ok(items.into_iter().enumerate().map(at).collect())
    }
}
