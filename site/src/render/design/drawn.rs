//! Samples of what is drawn: charts, a line of time with its list, the network map.
//!
//! Contract: charts are drawn by `render::chart` and the map by `render::network`, as everywhere. The tools of dates draw in the browser, from
//! the same `calculator::dates`; its list is repeated here in their elements, and `tests/src/visual.rs` holds it to them. Nothing in
//! a sample is from a register: no number, day or paragraph of it is to be used.

use super::super::{chart, network};
use crate::chart::{Bars, Chart, Row, Sequence, Stacked, Stage, Step, Unit};
use crate::check::charts::ChartEntry;
use crate::source::{FileId, Span};
use calculator::dates::picture::picture;
use calculator::dates::{Ground, Item, Law, Standing, When, text};
use calculator::network::{Map, Person, listed};
use calculator::{Decimal, Status};
use jiff::civil::{Date, date};
use maud::{Markup, html};

/// A chart of each kind; the first is not confirmed, and lacks a number.
pub(super) fn figures() -> Markup {
    let row = |name: &str, values: &[&str]| Row {
        name: name.to_owned(),
        values: values.iter().map(|value| Decimal::parse(value).ok()).collect(),
    };
    let series = |names: &[&str]| names.iter().map(|name| (*name).to_owned()).collect::<Vec<_>>();
    let bars = Bars::new(
        Unit::new("sager"),
        series(&["Et år", "Året efter"]),
        vec![row("Et hus", &["12", "18"]), row("Et andet hus", &["7", ""])],
    );
    let parts = Stacked::new(
        Unit::new("pct."),
        series(&["Ja", "Delvist", "Nej"]),
        vec![row("Et spørgsmål", &["60", "30", "10"]), row("Et andet spørgsmål", &["25", "25", "50"])],
    );
    let step = |name: &str, text: &str| Step { name: name.to_owned(), text: text.to_owned() };
    let ladder = Sequence::new(vec![
        step("Nederst", "det mildeste trin"),
        step("I midten", "et trin, der er dyrere"),
        step("Øverst", "det mest indgribende"),
    ]);
    let stage = |name: &str, text: &str, actor: Option<&str>| Stage {
        name: name.to_owned(),
        text: text.to_owned(),
        actor: actor.map(str::to_owned),
    };
    let course = Sequence::new(vec![
        stage("Først", "det, der sker med det samme", Some("den, der ser det")),
        stage("Så", "det, der følger", Some("myndigheden")),
        stage("Til sidst", "det, der bliver skrevet ned", None),
    ]);
    let charts = [
        ("soejler", "Søjler: ét hus har flere sager end året før", bars.ok().map(Chart::Bars)),
        ("stablet", "Stablet: de fleste svarer ja til det første", parts.ok().map(Chart::Stacked)),
        ("trappe", "Trappe: hvert trin er mere indgribende", ladder.map(Chart::Ladder)),
        ("forloeb", "Forløb: tre skridt, det ene efter det andet", course.map(Chart::Course)),
    ];
    html! {
        @for (kind, title, chart) in charts {
            // The underscore keeps their ids apart from those of the register.
            @if let Some(chart) = chart { (chart::shown(&format!("proeve_{kind}"), &entry(title, chart), &html! { "Kilde: ingen. Tallene er en prøve." })) }
        }
    }
}

fn entry(title: &str, chart: Chart) -> ChartEntry {
    let is_bars = matches!(chart, Chart::Bars(_));
    ChartEntry {
        title: title.to_owned(),
        chart,
        year: None,
        source: String::new(),
        place: String::new(),
        status: if is_bars { Status::Unconfirmed } else { Status::Confirmed },
        description: "En prøve på en figur. Tallene findes ikke.".to_owned(),
        note: is_bars.then(|| "Et forbehold: det andet hus har ikke oplyst det sidste år.".to_owned()),
        at: Span::new(FileId(0), 0..0),
    }
}

/// The day from which the sample counts, and what has passed on the day that it is seen.
const FROM: Date = date(2026, 1, 15);
const SEEN: Date = date(2026, 2, 1);

/// The line of time and its list: law, law that is not confirmed, practice, both beside each other, what has no date, what has passed.
pub(super) fn timeline() -> Markup {
    let items = items();
    html! {
        section.sheet.dates aria-labelledby="proeve_datoer" {
            h2 #proeve_datoer { "Dine frister" }
            p.filled-in { "Modtaget " (calculator::text::date(FROM)) "." }
            (line(&items))
            ol.date-list { @for (at, item) in items.iter().enumerate() { (listed_item(at + 1, item)) } }
            p.field-hint { (text::GUIDING) " Regnet " (calculator::text::date(SEEN)) "." }
        }
    }
}

fn items() -> [Item; 5] {
    let law = Law { label: "en paragraf".to_owned(), href: "#tidslinje".to_owned(), ..Law::default() };
    let ground = |is_law: bool, confirmed: bool| {
        vec![Ground {
            laws: is_law.then(|| law.clone()).into_iter().collect(),
            confirmed,
            note: if confirmed { String::new() } else { "hvad der er usikkert, står her.".to_owned() },
            ..Ground::default()
        }]
    };
    let day = |month: i8, day: i8| Some(When::Day(date(2026, month, day)));
    let item = |when, title: &str, counted: &str, grounds| Item {
        when,
        title: title.to_owned(),
        counted: counted.to_owned(),
        grounds,
        ..Item::default()
    };
    [
        item(day(1, 16), "En frist efter loven", "1 døgn efter modtagelsen.", ground(true, true)),
        Item {
            remarks: vec!["Dagen er en søndag.".to_owned()],
            facts: vec![("Hvem", "den, der har sagen".to_owned())],
            ..item(day(2, 15), "En frist, der ikke er bekræftet", "1 måned efter modtagelsen.", ground(true, false))
        },
        Item {
            by_practice: "et møde efter lokal praksis".to_owned(),
            ..item(day(3, 2), "", "6 uger efter modtagelsen.", ground(false, true))
        },
        Item {
            by_law: "et møde senest her".to_owned(),
            by_practice: "et møde mere".to_owned(),
            ..item(day(5, 15), "To slags krav på én dag", "4 måneder efter modtagelsen.", ground(true, true))
        },
        Item {
            without: "Skriv datoen for afgørelsen".to_owned(),
            ..item(None, "Det, der mangler en dato", "", ground(true, true))
        },
    ]
}

fn line(items: &[Item]) -> Markup {
    let drawing = picture(FROM, items).map(|picture| picture.drawing()).unwrap_or_default();
    html! {
        div.timeline {
            svg role="img" aria-label="Tidslinje. Numrene og datoerne står i listen." width="100%" height=(drawing.height) {
                @for stroke in &drawing.strokes {
                    line.(stroke.class) x1=(stroke.from.0) y1=(stroke.from.1) x2=(stroke.to.0) y2=(stroke.to.1) {}
                }
                @for words in &drawing.words {
                    text.(words.class) x=(words.at.0) y=(words.at.1) text-anchor="middle" { (words.text) }
                }
            }
            p.field-hint { "Over linjen: loven. Under linjen: Hernings praksis alene. Numrene står i listen." }
        }
    }
}

fn listed_item(number: usize, item: &Item) -> Markup {
    let is_practice = matches!(item.standing(), Standing::Practice | Standing::Own);
    let unconfirmed = item.grounds.iter().filter(|ground| !ground.confirmed);
    html! {
        li.(if is_practice { "practice" } else { "law" }) {
            p.date-number { (number) }
            h3 {
                @match item.when { Some(when) => (text::when(when)), None => "Uden dato" }
                @if item.when.is_some_and(|when| when.date() < SEEN) { span.past { " (passeret)" } }
            }
            @if item.by_law.is_empty() && item.by_practice.is_empty() {
                p.date-title { (item.title) }
            } @else {
                @for (name, value) in [("Efter loven: ", &item.by_law), ("Herning 2015: ", &item.by_practice)] {
                    p.date-column { span { (name) } @if value.is_empty() { "ingen" } @else { (value) } }
                }
            }
            @if item.without.is_empty() {
                p.field-hint {
                    (item.counted)
                    @for law in item.grounds.iter().flat_map(|ground| &ground.laws) { " · " a href=(law.href) { (law.label) } }
                    " · " (text::standing(item.standing()))
                }
            } @else {
                p { (item.without) "." }
            }
            @for (name, fact) in &item.facts { p.date-fact { span { (name) ": " } (fact) } }
            @for said in &item.remarks { p.note { (said) } }
            @for ground in unconfirmed { p.note { "Ikke bekræftet: " (ground.note) } }
        }
    }
}

/// The map: as it is before anybody stands on it, and filled in, with the list that says the same.
pub(super) fn map() -> Markup {
    let person = |label: &str, ring, area, helps| Person { label: label.to_owned(), ring, area, helps };
    let people = vec![
        person("Mormor", 0, 0, true),
        person("Lærer", 1, 1, false),
        person("Pædagog", 0, 1, true),
        person("Rådgiver", 2, 2, false),
        person("Træner K", 1, 3, false),
        person("Nabo", 2, 0, false),
    ];
    let filled = Map { centre: "Den unge".to_owned(), people };
    html! {
        (sheet("proeve_kort_tomt", "Netværkskort, tomt", &Map::default()))
        (sheet("proeve_kort", "Netværkskort, udfyldt", &filled))
    }
}

fn sheet(id: &str, title: &str, map: &Map) -> Markup {
    let lists = if map.people.is_empty() { Vec::new() } else { listed(map) };
    html! {
        section.sheet.network aria-labelledby=(id) {
            h2 id=(id) { (title) }
            (network::picture(map, &format!("{title}, som billede"), "Netværkskort. De samme personer står i listen under billedet."))
            @for (ring, people) in lists {
                h3 { (ring) }
                @if people.is_empty() { p.field-hint { "Ingen" } } @else { ul { @for line in people { li { (line) } } } }
            }
            p.field-hint { "Tallene på kortet er listens. En fyldt cirkel: Barnet kan få hjælp her." }
        }
    }
}
