//! From a catalogue to the text in the page.
//!
//! Contract: total, and a function of its argument alone, so two builds of a page are equal byte for byte.

use jiff::civil::Date;

use super::json::Json;
use super::{Data, SourceLabel, VERSION, key};
use crate::demand::House;
use crate::financing::Model;
use crate::{Eligibility, Facts, Figure, Rate, Reference, Service, Sessions};

/// The data as JSON, safe inside a script element.
///
/// ```
/// use calculator::wire::{Data, to_json};
///
/// assert_eq!(to_json(&Data::default()), r#"{"version":"1","sources":[],"services":[]}"#);
/// ```
#[must_use]
pub fn to_json(data: &Data) -> String {
    let mut out = String::new();
    let mut fields = vec![
        (key::VERSION, text(VERSION)),
        (key::SOURCES, Json::List(data.sources.iter().map(source).collect())),
        (key::SERVICES, Json::List(data.catalogue.services().iter().map(service).collect())),
    ];
    // What is not there is left out, so that a page without it stays as it was.
    let facts: Vec<Json> = data.catalogue.all_facts().iter().map(facts).collect();
    let figures: Vec<Json> = data.catalogue.figures().iter().map(figure).collect();
    fields.extend((!facts.is_empty()).then_some((key::FACTS, Json::List(facts))));
    let models: Vec<Json> = data.catalogue.models().iter().map(model).collect();
    fields.extend((!models.is_empty()).then_some((key::MODELS, Json::List(models))));
    fields.extend((!figures.is_empty()).then_some((key::FIGURES, Json::List(figures))));
    let houses: Vec<Json> = data.houses.iter().map(house).collect();
    fields.extend((!houses.is_empty()).then_some((key::HOUSES, Json::List(houses))));
    Json::object(fields).write(&mut out);
    out
}

fn house(house: &House) -> Json {
    Json::object(vec![
        (key::NAME, text(&house.name)),
        (key::MEMBERS, Json::List(house.municipalities.iter().map(text).collect())),
        (key::STATUS, text(house.status.key())),
    ])
}

fn text(value: impl ToString) -> Json {
    Json::Text(value.to_string())
}

fn source(label: &SourceLabel) -> Json {
    Json::object(vec![(key::ID, text(&label.id)), (key::TITLE, text(&label.title)), (key::HREF, text(&label.href))])
}

fn service(service: &Service) -> Json {
    let mut fields = vec![
        (key::ID, text(&service.id)),
        (key::NAME, text(&service.name)),
        (key::AUDIENCE, text(&service.audience)),
        (key::SHORT, text(&service.short)),
        (key::PAGE, text(&service.page)),
        (key::UNIT, text(service.unit.key())),
        (key::LISTING, text(service.listing.key())),
    ];
    fields.extend(service.sessions.map(|sessions| (key::SESSIONS, sessions_object(sessions))));
    fields.extend(reference(&service.reference));
    fields.push((key::RATES, Json::List(service.rates.rates().iter().map(rate).collect())));
    Json::object(fields)
}

fn facts(facts: &Facts) -> Json {
    let Eligibility { ages, abuse, examined, caregiver, more, reference: place } = &facts.eligibility;
    let mut fields = vec![(key::ID, text(&facts.service))];
    fields.extend(facts.next_review.map(|day| (key::REVIEW, text(iso(day)))));
    if let Some(ages) = ages {
        fields.extend([(key::FROM, text(ages.from())), (key::UNTIL, text(ages.to()))]);
    }
    fields.push((key::ABUSE, Json::List(abuse.iter().map(|abuse| text(abuse.key())).collect())));
    // A condition that holds is a key; one that does not is absent.
    fields.extend(examined.then(|| (key::EXAMINED, text(key::EXAMINED))));
    fields.extend(caregiver.then(|| (key::CAREGIVER, text(key::CAREGIVER))));
    fields.push((key::MORE, Json::List(more.iter().map(text).collect())));
    fields.extend(place.iter().flat_map(reference));
    Json::object(fields)
}

fn figure(figure: &Figure) -> Json {
    let mut fields = vec![
        (key::ID, text(&figure.id)),
        (key::KIND, text(figure.kind.key())),
        (key::NAME, text(&figure.label)),
        (key::AMOUNT, text(figure.amount.ore())),
        (key::YEAR, text(figure.year)),
    ];
    fields.extend(reference(&figure.reference));
    fields.push((key::STATUS, text(figure.status.key())));
    fields.extend(figure.next_review.map(|day| (key::REVIEW, text(iso(day)))));
    Json::object(fields)
}

fn model(model: &Model) -> Json {
    let mut fields = vec![(key::NAME, text(&model.name)), (key::SHARE, text(model.objective.likely().basis_points()))];
    if let Some((place, status)) = &model.ground {
        fields.extend(reference(place));
        fields.push((key::STATUS, text(status.key())));
    }
    fields.extend(model.next_review.map(|day| (key::REVIEW, text(iso(day)))));
    Json::object(fields)
}

fn sessions_object(sessions: Sessions) -> Json {
    Json::object(vec![(key::COUNT, text(sessions.count())), (key::MINUTES, text(sessions.minutes_each()))])
}

fn rate(rate: &Rate) -> Json {
    let mut fields = vec![(key::AMOUNT, text(rate.amount.ore())), (key::FROM, text(iso(rate.validity.from())))];
    fields.extend(rate.validity.until().map(|until| (key::UNTIL, text(iso(until)))));
    fields.push((key::PROVIDER, text(&rate.provider)));
    fields.extend(rate.caveat.as_ref().map(|caveat| (key::CAVEAT, text(caveat))));
    fields.extend(reference(&rate.reference));
    fields.push((key::STATUS, text(rate.status.key())));
    Json::object(fields)
}

fn reference(reference: &Reference) -> [(&'static str, Json); 2] {
    [(key::SOURCE, text(&reference.source_id)), (key::PLACE, text(&reference.place))]
}

fn iso(day: Date) -> String {
    format!("{:04}-{:02}-{:02}", day.year(), day.month(), day.day())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_in_a_text_can_end_the_script_element() {
        let label = |title: &str| SourceLabel { id: "a".into(), title: title.into(), href: "/".into() };
        let data = Data { sources: vec![label("</script><!-- & \"\\\u{2028}\n")], ..Data::default() };
        let json = to_json(&data);
        assert!(!json.contains(['<', '>', '&', '\n', '\u{2028}']), "{json}");
        assert!(json.contains(r#""\u003c/script\u003e\u003c!-- \u0026 \"\\\u2028\u000a""#), "{json}");
    }
}
