//! Worked examples: numbers that a reader could check by hand, from the sources or from the issue.

#![expect(clippy::unwrap_used, reason = "helpers of tests: a panic is a failed test")]

use calculator::{
    Amount, Choice, LineTotal, Listing, Price, Printed, Quantity, QuoteError, Rate, RateTable, Reference, Service,
    ServiceId, Sessions, Status, Unit, Validity, quote, text,
};
use jiff::civil::date;

fn service(id: &str, unit: Unit, sessions: Option<(u16, u16)>) -> Service {
    Service {
        id: ServiceId::parse(id).unwrap(),
        name: id.to_uppercase(),
        audience: "barnet".into(),
        short: "En ydelse.".into(),
        unit,
        listing: Listing::Catalogue,
        sessions: sessions.map(|(count, minutes)| Sessions::new(count, minutes).unwrap()),
        rates: RateTable::empty(),
        reference: Reference { source_id: "boernehus-midt-2022".into(), place: "bilag 1".into() },
        page: format!("/ydelser/{id}/"),
    }
}

/// The one printed price of a related service: leaflet of December 2020 on the pilot of Børnehus Syd.
fn tf_cbt() -> Service {
    let rate = Rate {
        amount: Amount::parse("28.000 kr.").unwrap(),
        validity: Validity::new(date(2021, 3, 1), Some(date(2022, 12, 31))).unwrap(),
        provider: "Børnehus Syd".into(),
        caveat: Some("Prisen er fra et pilotprojekt.".into()),
        reference: Reference { source_id: "boernehus-midt-2022".into(), place: "bilag 2".into() },
        status: Status::Confirmed,
    };
    Service { rates: RateTable::new(vec![rate]).unwrap(), ..service("tf-cbt", Unit::Course, Some((15, 90))) }
}

fn chosen<'a>(service: &'a Service, quantity: &str, price: &str) -> Choice<'a> {
    let price = Amount::parse(price).ok().map(Price::Entered);
    Choice {
        service,
        quantity: Quantity::parse(quantity).ok(),
        price: service.rates.latest().map(Price::Printed).or(price),
    }
}

#[test]
fn three_tf_cbt_courses() {
    let service = tf_cbt();
    let quote = quote(&[chosen(&service, "3", "")]).unwrap();
    let line = &quote.lines()[0];
    assert_eq!(text::amount(quote.total()), "84.000 kr.");
    assert_eq!(
        text::per_session_formula(line).as_deref(),
        Some("28.000 kr. / 15 sessioner = 1.866,67 kr. pr. session")
    );
    assert_eq!(text::per_hour_formula(line).as_deref(), Some("28.000 kr. / 22,5 timer = 1.244,44 kr. pr. time"));
    let Some(Price::Printed(rate)) = line.price() else { panic!("the price is printed") };
    assert_eq!(text::printed_price(rate, Unit::Course), "Trykt pris: 28.000 kr. pr. forløb, Børnehus Syd, 2021–2022");
    assert_eq!(text::held(Printed::Past(rate)), "Prisen gjaldt 1. marts 2021 – 31. december 2022.");
}

#[test]
fn a_line_without_a_price_has_no_number_and_is_counted() {
    let (treatment, supervision, talks) =
        (tf_cbt(), service("supervision", Unit::Hour, None), service("samtaler", Unit::Course, None));
    let choices = [
        chosen(&treatment, "3", ""),
        chosen(&supervision, "8", "950,50"),
        chosen(&talks, "2", ""),
        chosen(&talks, "", ""),
    ];
    let quote = quote(&choices).unwrap();
    assert_eq!(text::amount(quote.total()), "91.604 kr.");
    assert_eq!(quote.lines()[2].total(), LineTotal::MissingPrice);
    assert_eq!(quote.lines()[3].total(), LineTotal::MissingBoth);
    assert_eq!((quote.lacking_price(), quote.lacking_quantity(), quote.left_out()), (2, 1, 2));
    assert_eq!(
        text::left_out(&quote).as_deref(),
        Some("2 ydelser er ikke med i summen, fordi pris eller antal mangler.")
    );
    assert!(!quote.is_complete());
}

#[test]
fn prices_per_session_and_hour_follow_from_the_unit() {
    let derived = |unit, sessions| {
        let service = service("ydelse", unit, sessions);
        let quote = quote(&[chosen(&service, "1", "1.000")]).unwrap();
        let line = &quote.lines()[0];
        (line.per_session().map(text::amount), line.per_hour().map(text::amount))
    };
    let some = |text: &str| Some(text.to_owned());
    assert_eq!(derived(Unit::Hour, None), (None, some("1.000 kr.")));
    assert_eq!(derived(Unit::Session, None), (some("1.000 kr."), None));
    assert_eq!(derived(Unit::Session, Some((1, 45))), (some("1.000 kr."), some("1.333,33 kr.")));
    assert_eq!(derived(Unit::Package, Some((3, 100))), (some("333,33 kr."), some("200 kr.")));
    assert_eq!(derived(Unit::Course, None), (None, None));
    assert_eq!(derived(Unit::Event, None), (None, None));
}

#[test]
fn formulas_are_right_where_hours_are_no_short_decimal_number() {
    let service = service("ydelse", Unit::Session, Some((1, 50)));
    let quote = quote(&[chosen(&service, "1", "1.000")]).unwrap();
    assert_eq!(
        text::per_hour_formula(&quote.lines()[0]).as_deref(),
        Some("60 × 1.000 kr. / 50 minutter = 1.200 kr. pr. time")
    );
    assert_eq!(text::per_session_formula(&quote.lines()[0]), None);
}

#[test]
fn what_does_not_fit_is_an_error() {
    let service = service("ydelse", Unit::Course, None);
    let huge =
        Choice { service: &service, quantity: Quantity::new(2), price: Amount::from_ore(i64::MAX).map(Price::Entered) };
    assert_eq!(quote(&[huge]), Err(QuoteError::LineTooLarge { service: service.id.clone() }));
    let one = Choice { quantity: Quantity::new(1), ..huge };
    assert_eq!(quote(&[one, one]), Err(QuoteError::TotalTooLarge));
}

#[test]
fn messages_say_what_is_wrong_and_how_to_write_it() {
    let quantity = |typed: &str| Quantity::parse(typed).unwrap_err().to_string();
    let amount = |typed: &str| Amount::parse(typed).unwrap_err().to_string();
    assert_eq!(quantity("12,5 stk"), "Skriv kun tallet, uden »stk«. Skriv et helt tal, for eksempel 3.");
    assert_eq!(quantity("12,5"), "Antallet skal være et helt tal, uden komma, for eksempel 12 eller 13.");
    assert_eq!(quantity("1e9"), "Antal med »e« kan ikke læses her. Skriv alle cifre, for eksempel 1.000.");
    assert_eq!(quantity("-1"), "Antallet kan ikke være negativt. Skriv det uden minus.");
    assert_eq!(quantity(""), "Skriv et antal, for eksempel 3.");
    assert_eq!(quantity("12000"), "Antallet er for stort. Det kan højst være 9.999.");
    assert_eq!(
        amount("28.00"),
        "»28.00« kan læses på to måder. Skriv ører efter komma: 28,00. Punktum står kun ved tusinder: 28.000."
    );
    assert_eq!(amount("1e9"), "Beløb med »e« kan ikke læses her. Skriv alle cifre, for eksempel 28.000.");
    assert_eq!(amount("100000000"), "Beløbet er for stort. Det kan højst være 99.999.999,99 kr.");
    assert_eq!(amount("-1"), "Beløbet kan ikke være negativt. Skriv det uden minus.");
}
