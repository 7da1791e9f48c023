//! From the data in the page back to a catalogue.
//!
//! Contract: every value goes through the constructor that checks it in the generator too, so a catalogue in the browser
//! cannot be one that the generator would refuse. The first fault ends the reading and names its place; nothing panics.
//! The JSON itself is parsed by the browser: this module only walks a tree of [`Node`]s.

use std::cell::RefCell;
use std::fmt;

use jiff::civil::Date;

use super::{Data, SourceLabel, VERSION, key};
use crate::demand::House;
use crate::financing::Model;
use crate::{
    Abuse, Ages, Amount, Catalogue, Eligibility, Facts, Figure, FigureKind, Listing, Range, Rate, RateTable, Reference,
    Service, ServiceId, Sessions, Share, Status, Unit, Validity, Year,
};

/// A value of a parsed JSON text.
pub trait Node: Sized {
    /// The value under a key, where this is an object that has it.
    fn field(&self, key: &str) -> Option<Self>;
    /// The text, where this is a string.
    fn text(&self) -> Option<String>;
    /// The values, where this is an array.
    fn items(&self) -> Option<Vec<Self>>;
    /// What stands there without quotation marks, in its usual writing. In a tree whose every leaf is a text it is that.
    fn bare(&self, _: Bare) -> Option<String> {
        self.text()
    }
    /// The keys, where this is an object and can tell; only needed to find keys that nobody reads.
    fn keys(&self) -> Option<Vec<String>> {
        None
    }
}

/// What is written without quotation marks, where a format knows such things.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Bare {
    /// A whole number.
    Number,
    /// `true` or `false`.
    Truth,
    /// A date.
    Date,
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
    read::<N, true>(root)
}

/// Reads what the price calculator needs of the data: no ways of sharing, no houses. What is not read takes no room in the browser.
///
/// # Errors
/// As for [`decode`], as far as it reads.
pub fn decode_services<N: Node>(root: N) -> Result<Data, WireError> {
    read::<N, false>(root)
}

fn read<N: Node, const ALL: bool>(root: N) -> Result<Data, WireError> {
    let fault = RefCell::default();
    let root = At { node: root, place: String::new(), fault: &fault };
    if root.text(key::VERSION) != VERSION {
        return Err(WireError { place: key::VERSION.to_owned(), problem: Problem::Version });
    }
    let sources = root.list(key::SOURCES).iter().map(source).collect();
    let services = root.list(key::SERVICES).iter().filter_map(service).collect();
    let catalogue = root.checked(key::SERVICES, Catalogue::new(services).ok());
    let facts = root.some(key::FACTS).iter().filter_map(facts).collect();
    let figures = root.some(key::FIGURES).iter().filter_map(figure).collect();
    let models = if ALL { root.some(key::MODELS).iter().filter_map(model).collect() } else { Vec::new() };
    let houses = if ALL { root.some(key::HOUSES).iter().filter_map(house).collect() } else { Vec::new() };
    let catalogue = catalogue.map(|catalogue| catalogue.with_facts(facts, figures).with_models(models));
    match (catalogue, fault.take()) {
        (Some(catalogue), None) => Ok(Data { catalogue, sources, houses }),
        (_, fault) => Err(fault.unwrap_or(WireError { place: String::new(), problem: Problem::Invalid })),
    }
}

fn source<N: Node>(at: &At<'_, N>) -> SourceLabel {
    SourceLabel { id: at.text(key::ID), title: at.text(key::TITLE), href: at.text(key::HREF) }
}

fn service<N: Node>(at: &At<'_, N>) -> Option<Service> {
    let id = at.parsed(key::ID, |id| ServiceId::parse(id).ok())?;
    let unit = at.parsed(key::UNIT, Unit::from_key)?;
    let listing = at.parsed(key::LISTING, Listing::from_key)?;
    let sessions = at.maybe(key::SESSIONS).map(|sessions| at.checked(key::SESSIONS, sessions_of(&sessions)));
    let rates = at.list(key::RATES).iter().filter_map(rate).collect();
    let rates = at.checked(key::RATES, RateTable::new(rates).ok())?;
    Some(Service {
        id,
        name: at.text(key::NAME),
        audience: at.text(key::AUDIENCE),
        short: at.text(key::SHORT),
        unit,
        listing,
        sessions: sessions.flatten(),
        rates,
        reference: reference(at),
        page: at.text(key::PAGE),
    })
}

fn sessions_of<N: Node>(at: &At<'_, N>) -> Option<Sessions> {
    let number = |text: &str| u16::try_from(digits(text)?).ok();
    Sessions::new(at.parsed(key::COUNT, number)?, at.parsed(key::MINUTES, number)?).ok()
}

fn rate<N: Node>(at: &At<'_, N>) -> Option<Rate> {
    let amount = at.parsed(key::AMOUNT, ore)?;
    let from = at.parsed(key::FROM, iso)?;
    let until = match at.maybe(key::UNTIL) {
        Some(_) => Some(at.parsed(key::UNTIL, iso)?),
        None => None,
    };
    let validity = at.checked(key::UNTIL, Validity::new(from, until).ok())?;
    let status = at.parsed(key::STATUS, Status::from_key)?;
    Some(Rate {
        amount,
        validity,
        provider: at.text(key::PROVIDER),
        caveat: at.maybe(key::CAVEAT).map(|_| at.text(key::CAVEAT)),
        reference: reference(at),
        status,
    })
}

fn facts<N: Node>(at: &At<'_, N>) -> Option<Facts> {
    let service = at.parsed(key::ID, |id| ServiceId::parse(id).ok())?;
    let age = |key| at.parsed(key, |age| u8::try_from(digits(age)?).ok());
    let ages = match at.maybe(key::FROM) {
        Some(_) => Some(at.checked(key::FROM, Ages::new(age(key::FROM)?, age(key::UNTIL)?))?),
        None => None,
    };
    let kind = |abuse: &At<'_, N>| abuse.own().and_then(|key| Abuse::from_key(&key));
    let abuse = at.list(key::ABUSE).iter().map(kind).collect::<Option<Vec<_>>>();
    let more = at.list(key::MORE).iter().map(At::own).collect::<Option<Vec<_>>>();
    Some(Facts {
        service,
        eligibility: Eligibility {
            ages,
            abuse: at.checked(key::ABUSE, abuse)?,
            examined: at.maybe(key::EXAMINED).is_some(),
            caregiver: at.maybe(key::CAREGIVER).is_some(),
            more: at.checked(key::MORE, more)?,
            reference: at.maybe(key::SOURCE).map(|_| reference(at)),
        },
        next_review: review(at),
    })
}

fn figure<N: Node>(at: &At<'_, N>) -> Option<Figure> {
    Some(Figure {
        id: at.text(key::ID),
        kind: at.parsed(key::KIND, FigureKind::from_key)?,
        label: at.text(key::NAME),
        amount: at.parsed(key::AMOUNT, ore)?,
        year: at.parsed(key::YEAR, |year| Year::parse(year).ok())?,
        reference: reference(at),
        status: at.parsed(key::STATUS, Status::from_key)?,
        next_review: review(at),
    })
}

fn model<N: Node>(at: &At<'_, N>) -> Option<Model> {
    let objective = at.parsed(key::SHARE, |share| Share::new(u16::try_from(digits(share)?).ok()?))?;
    let ground = match at.maybe(key::SOURCE) {
        Some(_) => Some((reference(at), at.parsed(key::STATUS, Status::from_key)?)),
        None => None,
    };
    Some(Model { objective: Range::exact(objective), name: at.text(key::NAME), ground, next_review: review(at) })
}

fn house<N: Node>(at: &At<'_, N>) -> Option<House> {
    let members = at.list(key::MEMBERS).iter().map(At::own).collect::<Option<Vec<_>>>();
    Some(House {
        name: at.text(key::NAME),
        municipalities: at.checked(key::MEMBERS, members)?,
        status: at.parsed(key::STATUS, Status::from_key)?,
    })
}

fn review<N: Node>(at: &At<'_, N>) -> Option<Date> {
    at.maybe(key::REVIEW).and_then(|_| at.parsed(key::REVIEW, iso))
}

/// An amount in øre.
fn ore(text: &str) -> Option<Amount> {
    Amount::from_ore(digits(text)?.try_into().ok()?)
}

fn reference<N: Node>(at: &At<'_, N>) -> Reference {
    Reference { source_id: at.text(key::SOURCE), place: at.text(key::PLACE) }
}

/// Plain digits, as the encoder writes them: no sign, no blanks.
fn digits(text: &str) -> Option<u64> {
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

/// A node, the place where it was found, and the first fault met in the whole data.
///
/// A fault does not end the reading: it is kept, and what could not be read is empty until [`decode`] throws it all away.
/// Returning at each value instead took nearly twice the code in the browser.
struct At<'a, N> {
    node: N,
    place: String,
    fault: &'a RefCell<Option<WireError>>,
}

impl<N: Node> At<'_, N> {
    fn report(&self, key: &str, problem: Problem) {
        let place = self.place_of(key);
        self.fault.borrow_mut().get_or_insert(WireError { place, problem });
    }

    fn place_of(&self, key: &str) -> String {
        if self.place.is_empty() { key.to_owned() } else { format!("{}.{key}", self.place) }
    }

    fn maybe(&self, key: &str) -> Option<Self> {
        self.node.field(key).map(|node| At { node, place: self.place_of(key), fault: self.fault })
    }

    fn text(&self, key: &str) -> String {
        let text = self.node.field(key).and_then(|node| node.text());
        if text.is_none() {
            self.report(key, Problem::Missing);
        }
        text.unwrap_or_default()
    }

    /// A text as what it stands for. An absent one is reported as missing, a wrong one as invalid.
    fn parsed<T>(&self, key: &str, parse: impl FnOnce(&str) -> Option<T>) -> Option<T> {
        self.checked(key, parse(&self.text(key)))
    }

    /// The value; where there is none, the place under `key` is at fault, unless an earlier one was.
    fn checked<T>(&self, key: &str, value: Option<T>) -> Option<T> {
        if value.is_none() {
            self.report(key, Problem::Invalid);
        }
        value
    }

    /// The text that this is itself.
    fn own(&self) -> Option<String> {
        self.node.text()
    }

    /// A list that may be absent.
    fn some(&self, key: &str) -> Vec<Self> {
        if self.node.field(key).is_some() { self.list(key) } else { Vec::new() }
    }

    fn list(&self, key: &str) -> Vec<Self> {
        let items = self.node.field(key).and_then(|node| node.items());
        if items.is_none() {
            self.report(key, Problem::Missing);
        }
        let place = self.place_of(key);
        let at = |(index, node)| At { node, place: format!("{place}[{index}]"), fault: self.fault };
        items.unwrap_or_default().into_iter().enumerate().map(at).collect()
    }
}
