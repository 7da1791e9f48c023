//! From a catalogue to the text in the page.
//!
//! Contract: total, and a function of its argument alone, so two builds of a page are equal byte for byte.

use jiff::civil::Date;

use super::{Data, SourceLabel, VERSION, key};
use crate::{Rate, Reference, Service, Sessions};

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
    Json::Object(vec![
        (key::VERSION, text(VERSION)),
        (key::SOURCES, Json::List(data.sources.iter().map(source).collect())),
        (key::SERVICES, Json::List(data.catalogue.services().iter().map(service).collect())),
    ])
    .write(&mut out);
    out
}

/// The part of JSON that the schema uses.
enum Json {
    Text(String),
    List(Vec<Json>),
    Object(Vec<(&'static str, Json)>),
}

impl Json {
    fn write(&self, out: &mut String) {
        match self {
            Json::Text(text) => quoted(text, out),
            Json::List(items) => {
                out.push('[');
                for (index, item) in items.iter().enumerate() {
                    if index > 0 {
                        out.push(',');
                    }
                    item.write(out);
                }
                out.push(']');
            }
            Json::Object(fields) => {
                out.push('{');
                for (index, (key, value)) in fields.iter().enumerate() {
                    if index > 0 {
                        out.push(',');
                    }
                    quoted(key, out);
                    out.push(':');
                    value.write(out);
                }
                out.push('}');
            }
        }
    }
}

/// A JSON string. Besides what JSON itself demands, the signs that mean something to an HTML parser are escaped.
fn quoted(text: &str, out: &mut String) {
    out.push('"');
    for c in text.chars() {
        match c {
            '"' | '\\' => {
                out.push('\\');
                out.push(c);
            }
            '<' | '>' | '&' | '\u{2028}' | '\u{2029}' | '\0'..='\u{1f}' => {
                out.push_str(&format!("\\u{:04x}", u32::from(c)));
            }
            _ => out.push(c),
        }
    }
    out.push('"');
}

fn text(value: impl ToString) -> Json {
    Json::Text(value.to_string())
}

fn source(label: &SourceLabel) -> Json {
    Json::Object(vec![(key::ID, text(&label.id)), (key::TITLE, text(&label.title)), (key::HREF, text(&label.href))])
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
    Json::Object(fields)
}

fn sessions_object(sessions: Sessions) -> Json {
    Json::Object(vec![(key::COUNT, text(sessions.count())), (key::MINUTES, text(sessions.minutes_each()))])
}

fn rate(rate: &Rate) -> Json {
    let mut fields = vec![(key::AMOUNT, text(rate.amount.ore())), (key::FROM, text(iso(rate.validity.from())))];
    fields.extend(rate.validity.until().map(|until| (key::UNTIL, text(iso(until)))));
    fields.push((key::PROVIDER, text(&rate.provider)));
    fields.extend(rate.caveat.as_ref().map(|caveat| (key::CAVEAT, text(caveat))));
    fields.extend(reference(&rate.reference));
    fields.push((key::STATUS, text(rate.status.key())));
    Json::Object(fields)
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
