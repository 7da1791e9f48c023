//! The data of a page: what is written is read back the same, and what is wrong is named and never a panic.

#![expect(clippy::expect_used, clippy::unwrap_used, reason = "helpers of tests: a panic is a failed test")]

use calculator::wire::{Data, Node, Problem, SourceLabel, decode, to_json};
use calculator::{
    Amount, Catalogue, Listing, Rate, RateTable, Reference, Service, ServiceId, Sessions, Status, Unit, Validity,
};
use jiff::{ToSpan, civil::date};
use proptest::prelude::*;
use serde_json::Value;

/// Stands in for the value that the browser's JSON.parse gives.
struct Parsed(Value);

impl Node for Parsed {
    fn field(&self, key: &str) -> Option<Self> {
        self.0.get(key).cloned().map(Parsed)
    }

    fn text(&self) -> Option<String> {
        self.0.as_str().map(str::to_owned)
    }

    fn items(&self) -> Option<Vec<Self>> {
        self.0.as_array().map(|items| items.iter().cloned().map(Parsed).collect())
    }
}

fn rate() -> impl Strategy<Value = Rate> {
    let amount = (0..=Amount::MAX_ENTRY.ore()).prop_map(|ore| Amount::from_ore(ore).unwrap());
    let status = prop::sample::select(vec![Status::Confirmed, Status::Unconfirmed]);
    (amount, "\\PC{0,9}", prop::option::of("\\PC*"), reference(), status).prop_map(
        |(amount, provider, caveat, reference, status)| Rate {
            amount,
            validity: Validity::new(date(2021, 3, 1), None).unwrap(),
            provider,
            caveat,
            reference,
            status,
        },
    )
}

fn reference() -> impl Strategy<Value = Reference> {
    ("[a-z-]{1,9}", "\\PC{0,9}").prop_map(|(source_id, place)| Reference { source_id, place })
}

/// Rates that follow each other, a month each, the last one perhaps open.
fn rates() -> impl Strategy<Value = RateTable> {
    (prop::collection::vec(rate(), 0..4), any::<bool>()).prop_map(|(mut rates, open)| {
        let count = rates.len();
        let mut from = date(2021, 3, 1);
        for (index, rate) in rates.iter_mut().enumerate() {
            let until = from + 1.month() - 1.day();
            rate.validity = Validity::new(from, (!open || index + 1 < count).then_some(until)).unwrap();
            from = until + 1.day();
        }
        RateTable::new(rates).unwrap()
    })
}

fn service() -> impl Strategy<Value = Service> {
    let texts = ("\\PC*", "\\PC{0,9}", ".{0,9}", "/[a-z/]{0,9}");
    let sessions = prop::option::of((1..=u16::MAX, 1..=u16::MAX));
    let sessions = sessions.prop_map(|both| both.map(|(count, minutes)| Sessions::new(count, minutes).unwrap()));
    let unit = prop::sample::select(Unit::ALL.to_vec());
    let listing = prop::sample::select(Listing::ALL.to_vec());
    ("[a-z]{1,9}", texts, unit, listing, sessions, rates(), reference()).prop_map(
        |(id, (name, audience, short, page), unit, listing, sessions, rates, reference)| Service {
            id: ServiceId::parse(&id).unwrap(),
            name,
            audience,
            short,
            unit,
            listing,
            sessions,
            rates,
            reference,
            page,
        },
    )
}

fn data() -> impl Strategy<Value = Data> {
    let source =
        ("[a-z-]{1,9}", "\\PC*", "/[a-z/#]{0,9}").prop_map(|(id, title, href)| SourceLabel { id, title, href });
    (prop::collection::vec(service(), 0..4), prop::collection::vec(source, 0..3))
        .prop_filter_map("two services have one id", |(services, sources)| {
            Some(Data { catalogue: Catalogue::new(services).ok()?, sources })
        })
}

/// A small page in full, as the schema in `wire.rs` describes it.
const PAGE: &str = r#"{
  "version": "1",
  "sources": [{ "id": "k", "title": "Børnehus Midt 2022", "href": "/om/kilder/#k" }],
  "services": [{
    "id": "tf-cbt", "name": "TF-CBT", "audience": "barnet", "short": "Et forløb.", "page": "/ydelser/tf-cbt/",
    "unit": "forloeb", "listing": "katalog", "sessions": { "count": "15", "minutes": "90" },
    "source": "k", "place": "bilag 1",
    "rates": [{
      "amount": "2800000", "from": "2021-03-01", "until": "2022-12-31", "provider": "Børnehus Syd",
      "source": "k", "place": "bilag 2", "status": "bekraeftet"
    }]
  }]
}"#;

fn fault(json: &str) -> (String, Problem) {
    let value = serde_json::from_str(json).unwrap_or_else(|error| panic!("{error}: {json}"));
    let error = decode(Parsed(value)).expect_err(json);
    (error.place, error.problem)
}

proptest! {
    #[test]
    fn what_is_written_is_read_back_the_same(data in data()) {
        let json = to_json(&data);
        prop_assert!(!json.contains(['<', '>', '&']));
        let value: Value = serde_json::from_str(&json).unwrap();
        prop_assert_eq!(decode(Parsed(value)), Ok(data));
    }
}

#[test]
fn the_schema_in_the_documentation_is_the_one_that_is_read() {
    let data = decode(Parsed(serde_json::from_str(PAGE).unwrap())).unwrap();
    let service = &data.catalogue.services()[0];
    assert_eq!(service.rates.latest().map(|rate| rate.amount.ore()), Some(2_800_000));
    assert_eq!(data.source("k").map(|source| source.title.as_str()), Some("Børnehus Midt 2022"));
    let compact: Value = serde_json::from_str(&to_json(&data)).unwrap();
    assert_eq!(compact, serde_json::from_str::<Value>(PAGE).unwrap());
}

#[test]
fn every_fault_is_named_with_its_place() {
    for (from, to, place, problem) in [
        (r#""version": "1""#, r#""version": "2""#, "version", Problem::Version),
        (r#""version": "1","#, "", "version", Problem::Version),
        (r#""sources""#, r#""kilder""#, "sources", Problem::Missing),
        (r#""tf-cbt""#, r#""TF CBT""#, "services[0].id", Problem::Invalid),
        (r#""forloeb""#, r#""uge""#, "services[0].unit", Problem::Invalid),
        (r#""2800000""#, "2800000", "services[0].rates[0].amount", Problem::Missing),
        (r#""2800000""#, r#""-5""#, "services[0].rates[0].amount", Problem::Invalid),
        (r#""2800000""#, r#""""#, "services[0].rates[0].amount", Problem::Invalid),
        ("2022-12-31", "2022-12-32", "services[0].rates[0].until", Problem::Invalid),
        ("2022-12-31", "2020-12-31", "services[0].rates[0].until", Problem::Invalid),
        ("2021-03-01", "marts 2021", "services[0].rates[0].from", Problem::Invalid),
        (r#""count": "15""#, r#""count": "0""#, "services[0].sessions", Problem::Invalid),
        (r#""count": "15""#, r#""antal": "15""#, "services[0].sessions.count", Problem::Missing),
        (r#""bekraeftet""#, r#""sikker""#, "services[0].rates[0].status", Problem::Invalid),
    ] {
        assert_eq!(fault(&PAGE.replacen(from, to, 1)), (place.to_owned(), problem), "{from} -> {to}");
    }
    for json in ["{}", "[]", "null", "3", "\"\""] {
        assert_eq!(fault(json), ("version".to_owned(), Problem::Version), "{json}");
    }
}

#[test]
fn two_services_with_one_id_are_refused() {
    let mut page: Value = serde_json::from_str(PAGE).unwrap();
    let service = page["services"][0].clone();
    page["services"].as_array_mut().unwrap().push(service);
    assert_eq!(fault(&page.to_string()), ("services".to_owned(), Problem::Invalid));
}
