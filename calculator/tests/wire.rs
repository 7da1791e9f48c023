//! The data of a page: what is written is read back the same, and what is wrong is named and never a panic.

#![expect(clippy::expect_used, clippy::unwrap_used, reason = "helpers of tests: a panic is a failed test")]

use calculator::demand::House;
use calculator::financing::Model;
use calculator::wire::{Data, Node, Problem, SourceLabel, decode, json, to_json};
use calculator::{
    Abuse, Ages, Amount, Catalogue, Eligibility, Facts, Figure, FigureKind, Listing, Range, Rate, RateTable, Reference,
    Service, ServiceId, Sessions, Share, Status, Unit, Validity, Year,
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
    let members = prop::collection::vec("\\PC{0,9}", 0..4);
    let status = prop::sample::select(vec![Status::Confirmed, Status::Unconfirmed]);
    let house = ("\\PC{0,9}", members, status).prop_map(|(name, municipalities, status)| House {
        name,
        municipalities,
        status,
    });
    (prop::collection::vec(service(), 0..4), prop::collection::vec(source, 0..3), prop::collection::vec(house, 0..3))
        .prop_filter_map("two services have one id", |(services, sources, houses)| {
            Some(Data { catalogue: Catalogue::new(services).ok()?, sources, houses })
        })
}

/// What the registers say besides, for services that need not be there.
fn besides() -> impl Strategy<Value = (Vec<Facts>, Vec<Figure>, Vec<Model>)> {
    let day = || prop::option::of((0i64..4_000).prop_map(|days| date(2024, 1, 1) + days.days()));
    let ages = prop::option::of((0u8..12, 12u8..25).prop_map(|(from, to)| Ages::new(from, to).unwrap()));
    let abuse = prop::sample::subsequence(Abuse::ALL.to_vec(), 0..=3);
    let terms = (ages, abuse, any::<bool>(), any::<bool>(), prop::collection::vec("\\PC{0,9}", 0..3));
    let facts = ("[a-z]{1,9}", terms, prop::option::of(reference()), day()).prop_map(
        |(id, (ages, abuse, examined, caregiver, more), reference, next_review)| Facts {
            service: ServiceId::parse(&id).unwrap(),
            eligibility: Eligibility { ages, abuse, examined, caregiver, more, reference },
            next_review,
        },
    );
    let status = || prop::sample::select(vec![Status::Confirmed, Status::Unconfirmed]);
    let kind = prop::sample::select(vec![FigureKind::Mileage, FigureKind::Case]);
    let figure = ("\\PC{0,9}", kind, "\\PC{0,9}", 0i64..9_999_999, 2000u16..2099, reference(), status(), day())
        .prop_map(|(id, kind, label, ore, year, reference, status, next_review)| Figure {
            id,
            kind,
            label,
            amount: Amount::from_ore(ore).unwrap(),
            year: Year::new(year).unwrap(),
            reference,
            status,
            next_review,
        });
    let model = (0u16..=10_000, "\\PC{0,9}", prop::option::of((reference(), status())), day()).prop_map(
        |(share, name, ground, next_review)| Model {
            objective: Range::exact(Share::new(share).unwrap()),
            name,
            ground,
            next_review,
        },
    );
    let list = 0..3;
    (
        prop::collection::vec(facts, list.clone()),
        prop::collection::vec(figure, list.clone()),
        prop::collection::vec(model, list),
    )
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

    #[test]
    fn what_the_registers_say_besides_is_read_back_the_same(data in data(), (facts, figures, models) in besides()) {
        let catalogue = data.catalogue.with_facts(facts, figures).with_models(models);
        let data = Data { catalogue, ..data };
        let json = to_json(&data);
        let value: Value = serde_json::from_str(&json).unwrap();
        prop_assert_eq!(decode(Parsed(value)), Ok(data.clone()));
        // The tool's own reader of JSON gives the same as the browser's.
        prop_assert_eq!(decode(&json::read(&json).unwrap()), Ok(data));
    }

    #[test]
    fn our_reader_of_json_agrees_with_another(text in "\\PC{0,12}|[\\[\\]{}\",:\\\\u0-9a-f \n]{0,24}") {
        // What we refuse besides: numbers, true, false, null, keys that come twice, and what lies too deep.
        if json::read(&text).is_ok() {
            prop_assert!(serde_json::from_str::<Value>(&text).is_ok());
        }
        let quoted = serde_json::to_string(&text).unwrap();
        prop_assert_eq!(json::read(&quoted), Ok(json::Json::Text(text)));
    }
}

#[test]
fn our_reader_of_json_names_the_line_and_goes_only_so_deep() {
    for (text, line) in [("", 1), ("{\n\n}}", 3), ("[\"a\",\n]", 2), ("\u{feff}\n{\"a\": 1}", 2), ("[\"\\ud800\"]", 1)]
    {
        assert_eq!(json::read(text), Err(json::JsonError { line }), "{text:?}");
    }
    let nested = |deep: usize| "[".repeat(deep) + &"]".repeat(deep);
    assert!(json::read(&nested(json::DEEPEST)).is_ok());
    assert!(json::read(&nested(json::DEEPEST + 1)).is_err() && json::read(&"[".repeat(1_000_000)).is_err());
    assert_eq!(json::read("\"\\ud83d\\ude00\""), Ok(json::Json::Text("😀".into())));
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
