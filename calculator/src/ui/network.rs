//! The network map in the browser: people are added and moved by fields and buttons; picture and list follow.
//!
//! Contract: where people stand is the library's (`calculator::network`); every step is a field or a button, so that a map is drawn
//! by keyboard as well as by mouse. There is no field for a name: a role or initials, and what looks like a CPR number is told and
//! not added.

use std::cell::RefCell;

use calculator::concern::cpr;
use calculator::network::{AREAS, MOST, Map, Person, REGION, RINGS, SIZE, drawing, listed, svg, word};
use calculator::saved::Saved;

use super::browser;
use super::element::{Element, element};
use super::form::{Field, Form};
use super::frame::{Frame, group, quiet};
use super::page::{self, Page};
use super::parts::{button, select, small, tick};
use super::signal::Signal;
use super::voice::Voice;

const PAGE: Page =
    Page { name: "netvaerkskort", called: "Værktøjet", instead: "Du kan printe siden og tegne på det tomme kort." };

const CENTRE: &str = "midte";
const WHO: &str = "hvem";
const NO_CPR: &str = "Det ligner et CPR-nummer. Skriv en rolle eller forbogstaver.";

/// What stands on the map, and what is chosen for the next person.
#[derive(Default)]
struct State {
    people: Vec<Person>,
    ring: usize,
    area: usize,
    helps: bool,
}

/// Mounts the tool, or says why it cannot be.
pub fn start() {
    let Some(around) = page::opened(&PAGE, |json| word::read(json).ok_or_else(page::stale)) else { return };
    let fields = vec![
        Field::text(
            CENTRE,
            "Hvem står i midten?",
            "For eksempel »Den unge« eller et forbogstav. Er feltet tomt, står der »Barnet«.",
            None,
        )
        .no_cpr(NO_CPR),
        Field::text(
            WHO,
            "Hvem?",
            "En rolle eller forbogstaver, for eksempel mormor eller træner K. Aldrig hele navne.",
            None,
        )
        .no_cpr(NO_CPR),
    ];
    let form = Form::new(fields, |_| None);
    let state: &'static RefCell<State> = Box::leak(Box::default());
    let frame = Frame {
        name: PAGE.name,
        today: page::today(),
        form,
        chosen: Signal::new(),
        voice: Voice::new(),
        is_chosen: Box::leak(Box::new(|| !state.borrow().people.is_empty())),
        save: Box::leak(Box::new(move |saved: &mut Saved| *saved = map(form, state).saved())),
        load: Box::leak(Box::new(move |saved: &Saved| {
            let found = Map::of(saved);
            form.set(CENTRE, &found.centre);
            form.set(WHO, "");
            *state.borrow_mut() = State { people: found.people, ..State::default() };
        })),
    };
    let groups = vec![
        group("Tilføj en person")
            .child(form.view(WHO))
            .live(move || choices(frame, state))
            .child(button("Tilføj på kortet", "button").id("tilfoej").on("click", move |_| add(frame, state))),
        group("På kortet").live(move || people(frame, state)),
        group("Midten").child(form.view(CENTRE)),
    ];
    let download = quiet("Hent billedet (SVG)").on("click", move |_| {
        frame.file(".svg", "image/svg+xml", &svg(&map(form, state)));
    });
    let to_word = quiet("Hent som Word-fil").on("click", move |_| {
        frame.word(PAGE.name, &word::file(&map(form, state), around, frame.today));
    });
    let print = frame.printing(|| true);
    let views = vec![frame.form(groups), sheet(frame, state), frame.outputs(vec![print, to_word, download])];
    page::mount(&PAGE, views, Form::summary(vec![form]));
}

/// The map as it is filled in; what looks like a CPR number is not on it.
fn map(form: Form, state: &RefCell<State>) -> Map {
    let centre = form.text(CENTRE);
    let centre = if cpr::find(&centre).is_some() { String::new() } else { centre };
    Map { centre, people: state.borrow().people.clone() }
}

fn choices(frame: Frame, state: &'static RefCell<State>) -> Vec<Element> {
    frame.chosen.track();
    let (ring, area, helps) = {
        let state = state.borrow();
        (state.ring, state.area, state.helps)
    };
    let words = |all: &[&str]| all.iter().map(|words| (*words).to_owned()).collect::<Vec<_>>();
    vec![
        select("ring", "Hvor tæt på?", &words(&RINGS), ring, move |ring| {
            state.borrow_mut().ring = ring;
            frame.tell();
        }),
        select("omraade", "Hvorfra?", &words(&AREAS), area, move |area| {
            state.borrow_mut().area = area;
            frame.tell();
        }),
        tick("hjaelper", "Barnet siger selv, at det kan få hjælp her", helps, move |on| {
            state.borrow_mut().helps = on;
            frame.tell();
        }),
    ]
}

fn add(frame: Frame, state: &'static RefCell<State>) {
    let label = frame.form.text(WHO);
    if label.is_empty() {
        frame.form.demand(WHO, "Skriv en rolle eller forbogstaver.");
        browser::focus(WHO);
        return;
    }
    if cpr::find(&label).is_some() {
        browser::focus(WHO);
        return;
    }
    let said = {
        let mut state = state.borrow_mut();
        if state.people.len() >= MOST {
            ["Der er plads til ", &MOST.to_string(), " på kortet."].concat()
        } else {
            let (ring, area, helps) = (state.ring, state.area, state.helps);
            let said = [&label, " er sat på kortet: ", RINGS.get(ring).copied().unwrap_or_default(), "."].concat();
            state.people.push(Person { label, ring, area, helps });
            state.helps = false;
            said
        }
    };
    frame.form.set(WHO, "");
    frame.tell();
    frame.voice.say(&said);
    browser::soon(|| browser::focus(WHO));
}

/// Everybody on the map, each with what can be done.
fn people(frame: Frame, state: &'static RefCell<State>) -> Vec<Element> {
    frame.chosen.track();
    let all = state.borrow().people.clone();
    if all.is_empty() {
        return vec![element("p").class("field-hint").text("Der er ingen på kortet endnu.")];
    }
    let row = |number: usize, person: &Person| {
        let id = |what: &str| [what, "-", &(number + 1).to_string()].concat();
        let act = move |words: &str, what: &'static str, act: fn(&mut Vec<Person>, usize)| {
            let (focus, label) = (id(what), person.label.clone());
            small(words).id(&id(what)).attribute("aria-label", &[words, ": ", &person.label].concat()).on(
                "click",
                move |_| {
                    act(&mut state.borrow_mut().people, number);
                    let said = match state.borrow().people.get(number) {
                        Some(person) if what != "fjern" => [&label, ": ", &stands(person), "."].concat(),
                        _ => [&label, " er taget af kortet."].concat(),
                    };
                    frame.tell();
                    frame.voice.say(&said);
                    let focus = focus.clone();
                    browser::soon(move || {
                        browser::focus(if browser::element(&focus).is_some() { &focus } else { WHO });
                    });
                },
            )
        };
        let closer = (person.ring > 0).then(|| act("Tættere på", "naermere", |all, at| move_to(all, at, -1)));
        let further =
            (person.ring + 1 < RINGS.len()).then(|| act("Længere væk", "laengere", |all, at| move_to(all, at, 1)));
        let turn = act("Flyt til næste felt", "felt", |all, at| {
            if let Some(person) = all.get_mut(at) {
                person.area = (person.area + 1) % AREAS.len();
            }
        });
        let away = act("Fjern", "fjern", |all, at| _ = all.remove(at));
        let words = [&(number + 1).to_string(), ". ", &person.label, ": ", &stands(person)].concat();
        let buttons = closer.into_iter().chain(further).chain([turn, away]);
        element("li").child(element("p").text(&words)).child(element("div").class("button-row").children(buttons))
    };
    let rows = all.iter().enumerate().map(|(number, person)| row(number, person)).collect::<Vec<_>>();
    vec![element("ul").class("map-people").children(rows)]
}

/// Ring and area in words.
fn stands(person: &Person) -> String {
    let ring = RINGS.get(person.ring).copied().unwrap_or_default();
    [ring, ", ", AREAS.get(person.area).copied().unwrap_or_default()].concat()
}

fn move_to(all: &mut [Person], at: usize, by: isize) {
    if let Some(person) = all.get_mut(at) {
        person.ring = person.ring.saturating_add_signed(by).min(RINGS.len() - 1);
    }
}

/// The picture, and the same as a list.
fn sheet(frame: Frame, state: &'static RefCell<State>) -> Element {
    element("section")
        .class("sheet network")
        .attribute("aria-labelledby", "kort-titel")
        .child(element("h2").id("kort-titel").text("Netværkskort"))
        .live(move || {
            frame.track();
            let map = map(frame.form, state);
            let mut parts = vec![picture(&map)];
            let lists = if map.people.is_empty() { Vec::new() } else { listed(&map) };
            for (ring, people) in lists {
                parts.push(element("h3").text(ring));
                parts.push(if people.is_empty() {
                    element("p").class("field-hint").text("Ingen")
                } else {
                    element("ul").children(people.iter().map(|line| element("li").text(line)))
                });
            }
            let today = calculator::text::date(frame.today);
            parts.push(
                element("p")
                    .class("field-hint")
                    .text("Tallene på kortet er listens. En fyldt cirkel: Barnet kan få hjælp her. ")
                    .text(&["Tegnet ", &today, ". Et udfyldt kort er fortroligt."].concat()),
            );
            parts
        })
}

fn picture(map: &Map) -> Element {
    let drawing = drawing(map);
    let size = SIZE.to_string();
    let lines = drawing.lines.iter().map(|[x1, y1, x2, y2]| {
        let [x1, y1, x2, y2] = [x1, y1, x2, y2].map(|number| number.to_string());
        element("line").attribute("x1", &x1).attribute("y1", &y1).attribute("x2", &x2).attribute("y2", &y2)
    });
    let circles = drawing.circles.iter().map(|(class, x, y, radius)| {
        let [x, y, radius] = [x, y, radius].map(|number| number.to_string());
        element("circle").class(class).attribute("cx", &x).attribute("cy", &y).attribute("r", &radius)
    });
    let words = drawing.words.iter().map(|(class, x, y, words)| {
        let [x, y] = [x, y].map(|number| number.to_string());
        // The halo of those that cross a line lies under their letters.
        let text = element("text").class(class).attribute("paint-order", "stroke");
        text.attribute("x", &x).attribute("y", &y).text(words)
    });
    let svg = element("svg")
        .attribute("viewBox", &["0 0 ", &size, " ", &size].concat())
        .attribute("role", "img")
        .attribute("aria-label", "Netværkskort. De samme personer står i listen under billedet.")
        .group(lines)
        .group(circles)
        .group(words);
    // Where there is little room its letters stay as large as they must be, and it scrolls.
    element("section").class("table").attribute("aria-label", REGION).attribute("tabindex", "0").child(svg)
}
