//! Many answers together.
//!
//! Contract: every file is either counted or left out with its reason, so `counted + left_out` is the number of files. The
//! same municipality and department counts once, the first file; two departments of one municipality both count, and that
//! is told. Each row says how many answered it; a cost is a range wherever the numbers or the price are.

use super::{Agreement, FileError, House, Motive, Need, Reply};
use crate::{Amount, Catalogue, Range, Subject, text};
use std::num::NonZeroU64;

/// Answers put together.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Merged {
    /// The municipality and department of each file that counts.
    pub counted: Vec<(String, String)>,
    /// The files that do not.
    pub left_out: Vec<LeftOut>,
    /// A row for each service of the catalogue, then for each that the answers name besides.
    pub rows: Vec<DemandRow>,
    /// For each motive of [`Motive::ALL`], how many gave each answer of [`Agreement::ALL`].
    pub motives: [[usize; Agreement::ALL.len()]; Motive::ALL.len()],
    /// The cost of all rows that have one; nothing where none has.
    pub cost: Option<Range<Amount>>,
    /// What to tell besides, each a sentence.
    pub notes: Vec<String>,
}

/// A service over all answers.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DemandRow {
    /// The service.
    pub subject: Subject,
    /// How many said yes.
    pub yes: usize,
    /// How many said no.
    pub no: usize,
    /// How many did not answer.
    pub missing: usize,
    /// How many said yes without a number.
    pub without_count: usize,
    /// How many a year all want together, as far as they gave a number.
    pub units: Range<u64>,
    /// The price of one that was used.
    pub price: Option<Range<Amount>>,
    /// Units × price; nothing without a price.
    pub cost: Option<Range<Amount>>,
}

/// A file that does not count.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LeftOut {
    /// Its name.
    pub file: String,
    /// Why.
    pub reason: Reason,
}

/// Why a file does not count.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Reason {
    /// It cannot be read.
    File(FileError),
    /// An earlier file is from the same municipality and department.
    Twice {
        /// The name of that file.
        earlier: String,
        /// True where both say the same.
        same: bool,
    },
}

impl DemandRow {
    /// How many answered.
    #[must_use]
    pub fn n(&self) -> usize {
        self.yes + self.no
    }
}

/// Puts files together; `prices` gives what one of a service costs, where the user entered that.
#[must_use]
pub fn merge(
    files: Vec<(String, Result<Reply, FileError>)>,
    catalogue: &Catalogue,
    prices: &[(Subject, Range<Amount>)],
) -> Merged {
    let mut counted: Vec<(String, Reply)> = Vec::new();
    let mut left_out = Vec::new();
    for (file, read) in files {
        match read {
            Err(error) => left_out.push(LeftOut { file, reason: Reason::File(error) }),
            Ok(reply) => {
                let earlier = counted.iter().find(|(_, other)| {
                    same_municipality(other, &reply) && folded(other.unit()) == folded(reply.unit())
                });
                match earlier {
                    Some((earlier, other)) => {
                        let reason = Reason::Twice { earlier: earlier.clone(), same: *other == reply };
                        left_out.push(LeftOut { file, reason });
                    }
                    None => counted.push((file, reply)),
                }
            }
        }
    }
    let mut notes = Vec::new();
    for (index, (_, reply)) in counted.iter().enumerate() {
        let earlier = counted[..index].iter().filter(|(_, other)| same_municipality(other, reply)).count();
        if earlier == 1 {
            notes.push(text::several_units(reply.municipality()));
        }
    }
    let rows: Vec<DemandRow> =
        subjects(catalogue, &counted).into_iter().map(|subject| row(subject, &counted, prices)).collect();
    let mut motives = [[0; Agreement::ALL.len()]; Motive::ALL.len()];
    for (_, reply) in &counted {
        for (motive, row) in Motive::ALL.iter().zip(&mut motives) {
            let answer = reply.motive(*motive);
            let known = Agreement::ALL.iter().zip(row).find(|(agreement, _)| Some(**agreement) == answer);
            known.into_iter().for_each(|(_, count)| *count += 1);
        }
    }
    let cost = rows.iter().filter_map(|row| row.cost).reduce(|sum, cost| add(&sum, &cost));
    if rows.iter().any(|row| row.yes > 0 && row.cost.is_none()) && cost.is_some() {
        notes.push(text::DEMAND_WITHOUT_PRICE.to_owned());
    }
    if rows.iter().any(|row| row.without_count > 0) {
        notes.push(text::DEMAND_WITHOUT_COUNT.to_owned());
    }
    let counted = counted.iter().map(|(_, reply)| (reply.municipality().to_owned(), reply.unit().to_owned())).collect();
    Merged { counted, left_out, rows, motives, cost, notes }
}

impl Merged {
    /// The municipalities of a house of which no answer counts.
    #[must_use]
    pub fn missing<'a>(&self, house: &'a House) -> Vec<&'a str> {
        let answered = |name: &&String| self.counted.iter().any(|(counted, _)| is_same(counted, name));
        house.municipalities.iter().filter(|name| !answered(name)).map(String::as_str).collect()
    }

    /// The municipalities whose answers count and that do not belong to a house.
    #[must_use]
    pub fn strangers(&self, house: &House) -> Vec<&str> {
        let belongs = |name: &str| house.municipalities.iter().any(|own| is_same(own, name));
        let mut strangers: Vec<&str> =
            self.counted.iter().map(|(name, _)| name.as_str()).filter(|name| !belongs(name)).collect();
        strangers.dedup();
        strangers
    }
}

fn same_municipality(one: &Reply, other: &Reply) -> bool {
    is_same(one.municipality(), other.municipality())
}

/// True where two names are of one municipality, with or without the word.
fn is_same(one: &str, other: &str) -> bool {
    let bare = |name: &str| {
        let name = folded(name.trim());
        name.strip_suffix(" kommune").map_or_else(|| name.clone(), |bare| bare.trim_end().to_owned())
    };
    bare(one) == bare(other)
}

/// In small letters, as far as names of places need: the full tables of Unicode would be most of the tool's data.
fn folded(text: &str) -> String {
    let small = |c: char| match c {
        'Æ' => 'æ',
        'Ø' => 'ø',
        'Å' => 'å',
        _ => c.to_ascii_lowercase(),
    };
    text.chars().map(small).collect()
}

fn subjects(catalogue: &Catalogue, counted: &[(String, Reply)]) -> Vec<Subject> {
    let mut subjects: Vec<Subject> =
        catalogue.services().iter().map(|service| Subject::Service(service.id.clone())).collect();
    for wish in counted.iter().flat_map(|(_, reply)| reply.wishes()) {
        if !subjects.contains(&wish.subject) {
            subjects.push(wish.subject.clone());
        }
    }
    subjects
}

fn row(subject: Subject, counted: &[(String, Reply)], prices: &[(Subject, Range<Amount>)]) -> DemandRow {
    let (mut yes, mut no, mut without_count) = (0, 0, 0);
    let (mut low, mut likely, mut high) = (0, 0, 0);
    let needs = counted.iter().flat_map(|(_, reply)| reply.wishes()).filter(|wish| wish.subject == subject);
    for wish in needs {
        match wish.need {
            Need::No => no += 1,
            Need::Yes(count) => {
                yes += 1;
                match count {
                    None => without_count += 1,
                    Some(count) => {
                        low += u64::from(count.low().get());
                        likely += u64::from(count.likely().get());
                        high += u64::from(count.high().get());
                    }
                }
            }
        }
    }
    let units = Range::new(low, likely, high).unwrap_or(Range::exact(likely));
    let price = prices.iter().find(|(priced, _)| *priced == subject).map(|(_, price)| *price);
    let times = |amount: Amount, units: u64| amount.scaled(units, NonZeroU64::MIN);
    let cost = price.and_then(|price| {
        let three = [times(price.low(), low)?, times(price.likely(), likely)?, times(price.high(), high)?];
        Range::new(three[0], three[1], three[2]).ok()
    });
    DemandRow { subject, yes, no, missing: counted.len() - yes - no, without_count, units, price, cost }
}

/// The sum of two costs; at the end of all numbers it stays there.
fn add(one: &Range<Amount>, other: &Range<Amount>) -> Range<Amount> {
    let sum = |one: Amount, other: Amount| one.checked_add(other).or(Amount::from_ore(i64::MAX)).unwrap_or_default();
    let likely = sum(one.likely(), other.likely());
    Range::new(sum(one.low(), other.low()), likely, sum(one.high(), other.high())).unwrap_or(Range::exact(likely))
}
