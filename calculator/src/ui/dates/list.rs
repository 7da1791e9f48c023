//! The dates as they stand on the sheet: a picture, and below it each with its rule, its paragraphs and how sure it is.
//!
//! Contract: the picture repeats the list and is named by it. What is past is said in a word; nothing else depends on today.

use calculator::dates::picture::picture;
use calculator::dates::{Item, Standing, course, text};
use jiff::civil::Date;

use super::super::element::{Element, element};
use super::Worked;

/// What was filled in, the picture, the list, and what must be known of it.
pub(in super::super) fn view(worked: &Worked, today: Date) -> Vec<Element> {
    let mut parts: Vec<Element> = worked.head.iter().map(|line| element("p").class("filled-in").text(line)).collect();
    parts.extend(worked.said.iter().map(|said| element("p").class("note").text(said)));
    parts.extend(drawn(worked));
    if !worked.phases.is_empty() {
        parts.push(element("ol").class("phases").children(worked.phases.iter().map(|name| element("li").text(name))));
        parts.push(element("p").class("field-hint").text(course::OF_PHASES));
    }
    // What is uncertain is told where it comes first, and not again.
    let mut told: Vec<&str> = Vec::new();
    let mut items = Vec::new();
    for (index, one) in worked.items.iter().enumerate() {
        items.push(item(index + 1, one, &mut told, today));
    }
    parts.push(element("ol").class("date-list").children(items));
    let printed = [text::GUIDING, " Regnet ", &calculator::text::date(today), "."].concat();
    parts.push(element("p").class("field-hint").text(&printed));
    parts
}

fn item<'w>(number: usize, item: &'w Item, told: &mut Vec<&'w str>, today: Date) -> Element {
    let when = item.when.map(text::when);
    let is_past = item.when.is_some_and(|when| when.date() < today);
    let class = if matches!(item.standing(), Standing::Practice | Standing::Own) { "practice" } else { "law" };
    let mut day = element("h3").text(when.as_deref().unwrap_or("Uden dato"));
    if is_past {
        day = day.child(element("span").class("past").text(" (passeret)"));
    }
    let mut parts = vec![element("p").class("date-number").text(&number.to_string()), day];
    if item.by_law.is_empty() && item.by_practice.is_empty() {
        parts.push(element("p").class("date-title").text(&item.title));
    } else {
        for (name, value) in [("Efter loven: ", &item.by_law), ("Herning 2015: ", &item.by_practice)] {
            let value = if value.is_empty() { "ingen" } else { value };
            parts.push(element("p").class("date-column").child(element("span").text(name)).text(value));
        }
    }
    if !item.without.is_empty() {
        parts.push(element("p").text(&item.without).text("."));
    } else {
        parts.push(basis(item));
    }
    for (name, fact) in &item.facts {
        parts.push(element("p").class("date-fact").child(element("span").text(name).text(": ")).text(fact));
    }
    parts.extend(item.remarks.iter().map(|said| element("p").class("note").text(said)));
    for ground in item.grounds.iter().filter(|ground| !ground.confirmed && !ground.note.is_empty()) {
        if told.contains(&ground.note.as_str()) {
            continue;
        }
        told.push(&ground.note);
        parts.push(element("p").class("note").text("Ikke bekræftet: ").text(&ground.note));
    }
    element("li").class(class).children(parts)
}

/// How it was counted, where it stands, how sure it is.
fn basis(item: &Item) -> Element {
    let mut line = element("p").class("field-hint").text(&item.counted);
    for law in item.grounds.iter().flat_map(|ground| &ground.laws) {
        line = line.text(" · ").child(element("a").attribute("href", &law.href).text(&law.label));
    }
    match item.standing() {
        // Of a plan of one's own that goes without saying, session by session.
        Standing::Own => line,
        standing => line.text(" · ").text(text::standing(standing)),
    }
}

fn drawn(worked: &Worked) -> Option<Element> {
    let drawing = picture(worked.from, &worked.items)?.drawing();
    let strokes = drawing.strokes.iter().map(|stroke| {
        element("line")
            .class(stroke.class)
            .attribute("x1", &stroke.from.0)
            .attribute("y1", &stroke.from.1)
            .attribute("x2", &stroke.to.0)
            .attribute("y2", &stroke.to.1)
    });
    let words = drawing.words.iter().map(|words| {
        element("text")
            .class(words.class)
            .attribute("x", &words.at.0)
            .attribute("y", &words.at.1)
            .attribute("text-anchor", "middle")
            .text(&words.text)
    });
    let has_practice = worked.items.iter().any(|item| !item.by_practice.is_empty());
    let caption = has_practice.then(|| {
        element("p")
            .class("field-hint")
            .text("Over linjen: loven. Under linjen: Hernings praksis alene. Numrene står i listen.")
    });
    let picture = element("svg")
        .attribute("role", "img")
        .attribute("aria-label", "Tidslinje. Numrene og datoerne står i listen.")
        .attribute("width", "100%")
        .attribute("height", &drawing.height)
        .children(strokes.chain(words));
    Some(element("div").class("timeline").child(picture).group(caption))
}
