//! The plan of a course in the browser: the form beside the catalogue.
//!
//! Contract: rules are `calculator::dates::course`. What the catalogue knows of a service is filled in when it is chosen, and can be
//! changed. A link of the price calculator fills in service and number; the way back carries both as a plan of its own.

// What the tools share, under the names by which the modules here know it.
use super::{browser, dates, element, form, frame, page, parts};

use std::cell::Cell;

use calculator::dates::course::{self, Case, Course, MOST_SESSIONS, MOST_WEEKS, Model};
use calculator::dates::wire;
use calculator::saved::Saved;
use calculator::{
    Line, Plan, Pricing, Quantity, Range, Scenario, ScenarioKind, ServiceId, Subject, Unit, Year, Years, link,
};

use dates::{Tool, Worked, day};
use element::{Element, element};
use form::{Field, Form};
use frame::{Frame, group};
use page::Page;
use parts::select;

const PAGE: Page = Page {
    name: "forloebsplan",
    called: "Værktøjet",
    instead: "Du kan tælle selv med en kalender. Sådan står her på siden.",
};

const SERVICE: &str = "ydelse";
const COUNT: &str = "antal";
const START: &str = "start";
const WEEKS: &str = "uger";
const SESSIONS: &str = "sessioner";
const WITHOUT: &str = "uden";

fn date(typed: &str) -> Result<i64, String> {
    dates::typed(typed, course::FIRST_START, course::LAST_DAY)
}

/// A whole number from 1.
fn whole(typed: &str, most: u16) -> Result<i64, String> {
    let number = Quantity::parse(typed).map_err(|error| error.to_string())?.get();
    if (1..=most).contains(&number) {
        Ok(i64::from(number))
    } else {
        Err(["Skriv et helt tal fra 1 til ", &most.to_string(), "."].concat())
    }
}

fn fields() -> Vec<Field> {
    vec![
        Field::number(
            COUNT,
            "Hvor mange skal I købe?",
            "Tallet følger med til prisberegneren. Planen er for ét forløb.",
            |typed| whole(typed, 9_999),
        )
        .first("1"),
        Field::exact(START, "Hvornår er den første gang?", "Dag, måned og år, for eksempel 12.1.2027.", date),
        Field::number(
            SESSIONS,
            "Hvor mange gange?",
            "Så mange sessioner, timer eller møder som i aftalen.",
            |typed| whole(typed, MOST_SESSIONS),
        ),
        Field::number(WEEKS, "Hvor mange uger mellem hver?", "Skriv 1, hvis det er hver uge.", |typed| {
            whole(typed, MOST_WEEKS)
        }),
        Field::exact(
            WITHOUT,
            "Hvilke uger skal springes over?",
            "Ugenumre med komma imellem, for eksempel 42, 52-1. Uden årstal gælder de hvert år; 7/2027 er kun det år.",
            |typed| course::parse(typed).map(|_| 0),
        ),
    ]
}

/// A number of the form.
fn number(form: Form, id: &str) -> Option<u16> {
    form.range(id).and_then(|[_, value, _]| u16::try_from(value).ok())
}

/// What is typed, as a course; nothing while its numbers or its start cannot be read.
fn case(form: Form, course: usize) -> Option<Case> {
    let without = course::parse(&form.text(WITHOUT)).ok()?;
    let (weeks, sessions) = (number(form, WEEKS)?, number(form, SESSIONS)?);
    Some(Case { course, start: day(form, START)?, weeks, sessions, without })
}

/// What two fields that can be read make wrong together.
fn together(form: Form) -> Option<(&'static str, &'static str)> {
    let (start, without) = (day(form, START)?, course::parse(&form.text(WITHOUT)).ok()?);
    without.iter().any(|weeks| weeks.has(start)).then_some((WITHOUT, course::STARTS_WITHOUT))
}

fn worked(model: &Model, form: Form, chosen: Option<usize>) -> Result<Worked, String> {
    let at = chosen.ok_or("Vælg en ydelse. Så står planen her.")?;
    let course = model.courses.get(at).ok_or("Vælg en ydelse.")?;
    for (id, missing) in [
        (START, "Skriv, hvornår den første gang er. Så står planen her."),
        (SESSIONS, "Skriv, hvor mange gange det er. Så står planen her."),
        (WEEKS, "Skriv, hvor mange uger der er imellem. Så står planen her."),
    ] {
        if form.range(id).is_none() {
            return Err(missing.to_owned());
        }
    }
    let case = case(form, at).ok_or("Ugerne kan ikke læses. Ret dem, så står planen her.")?;
    let rows = course::plan(&case).map_err(course::fault)?;
    Ok(Worked {
        from: case.start,
        head: course::head(course, &case, &rows),
        items: course::items(course, &rows),
        said: course::said(course, &case, &rows),
        phases: course::phases(course),
    })
}

/// Mounts the tool, or says why it cannot be.
pub fn start() {
    let read = |json: &str| wire::courses(json).ok_or_else(page::stale);
    let Some(model) = page::opened(&PAGE, read) else { return };
    let form = Form::new(fields(), together);
    // The place of the service; nothing until one is chosen.
    let chosen: &Cell<Option<usize>> = Box::leak(Box::default());
    let frame = Frame {
        name: PAGE.name,
        today: page::today(),
        form,
        chosen: super::signal::Signal::new(),
        voice: super::voice::Voice::new(),
        is_chosen: Box::leak(Box::new(|| chosen.get().is_some())),
        save: Box::leak(Box::new(move |saved: &mut Saved| {
            if let Some(course) = chosen.get().and_then(|at| model.courses.get(at)) {
                saved.put(SERVICE, &course.id);
            }
            for id in [COUNT, START, SESSIONS, WEEKS, WITHOUT] {
                saved.put(id, &form.text(id));
            }
        })),
        load: Box::leak(Box::new(move |saved: &Saved| {
            chosen.set(model.courses.iter().position(|course| course.id == saved.get(SERVICE)));
            for id in [COUNT, START, SESSIONS, WEEKS, WITHOUT] {
                form.set(id, saved.get(id));
            }
        })),
    };
    let tool = Tool {
        frame,
        title: "Plan for forløbet",
        worked: Box::leak(Box::new(move || worked(model, form, chosen.get()))),
    };
    arrive(model, form, chosen);
    let count = move || {
        frame.chosen.track();
        let is_sessions =
            chosen.get().and_then(|at| model.courses.get(at)).is_some_and(|one| one.unit == Unit::Session);
        if is_sessions { Vec::new() } else { vec![form.view(COUNT)] }
    };
    let groups = vec![
        group("Ydelsen").live(move || vec![services(frame, model, chosen)]).live(count),
        group("Planen")
            .child(form.view(START))
            .child(form.view(SESSIONS))
            .child(form.view(WEEKS))
            .child(form.view(WITHOUT)),
    ];
    let way = element("div").live(move || {
        frame.track();
        way_back(model, form, chosen.get(), frame).into_iter().collect()
    });
    page::mount(&PAGE, vec![frame.form(groups), tool.sheet(), way], Form::summary(vec![form]));
}

fn services(frame: Frame, model: &'static Model, chosen: &'static Cell<Option<usize>>) -> Element {
    frame.chosen.track();
    let mut options = vec!["Vælg".to_owned()];
    options.extend(model.courses.iter().map(|course| course.name.clone()));
    let at = chosen.get().map_or(0, |at| at + 1);
    select(SERVICE, "Hvilken ydelse?", &options, at, move |at| {
        choose(model, frame.form, chosen, at.checked_sub(1));
        frame.tell();
    })
}

/// Takes a service, and fills in what is known of it. What was known of the one before goes with it; what was typed stays.
fn choose(model: &Model, form: Form, chosen: &Cell<Option<usize>>, to: Option<usize>) {
    let known = |at: Option<usize>| {
        let course = at.and_then(|at| model.courses.get(at));
        let sessions = course.and_then(|course| Some(course.sessions?.0));
        [(SESSIONS, sessions), (WEEKS, course.and_then(|course| course.weeks))]
    };
    let written = |value: Option<u16>| value.map(|value| value.to_string()).unwrap_or_default();
    for ((id, before), (_, now)) in known(chosen.replace(to)).into_iter().zip(known(to)) {
        if now.is_some() || form.text(id) == written(before) {
            form.set(id, &written(now));
        }
    }
}

/// Takes what a link of the price calculator asks for.
fn arrive(model: &Model, form: Form, chosen: &Cell<Option<usize>>) {
    let Some(asked) = course::asked(&browser::named()) else { return };
    let Some(at) = model.courses.iter().position(|course| course.id == asked.service.as_str()) else { return };
    choose(model, form, chosen, Some(at));
    let is_sessions = model.courses.get(at).is_some_and(|course| course.unit == Unit::Session);
    if let Some(count) = asked.count.filter(|count| *count > 0) {
        form.set(if is_sessions { SESSIONS } else { COUNT }, &count.to_string());
    }
}

/// The way to the price calculator, with this service and number in it.
fn way_back(model: &Model, form: Form, chosen: Option<usize>, frame: Frame) -> Option<Element> {
    let course = chosen.and_then(|at| model.courses.get(at)).filter(|_| !model.calculator.is_empty())?;
    let plan = priced(course, form, frame)?;
    let link = element("a")
        .attribute("href", &[&model.calculator, "#", &link::write(&plan)].concat())
        .attribute("target", "_blank")
        .attribute("rel", "noopener")
        .text("Regn på prisen i prisberegneren")
        .child(element("span").class("new-tab").text(" (ny fane)"));
    Some(element("p").class("way").child(link))
}

/// A plan of the price calculator: to buy so many of the service, at no price yet.
fn priced(course: &Course, form: Form, frame: Frame) -> Option<Plan> {
    let count = number(form, if course.unit == Unit::Session { SESSIONS } else { COUNT })?;
    let count = Quantity::new(count)?;
    let year = Year::of(frame.today)?;
    let mut scenario = Scenario::empty(ScenarioKind::Buy);
    scenario.lines.push(Line {
        subject: Subject::Service(ServiceId::parse(&course.id).ok()?),
        unit: course.unit,
        counts: vec![Some(Range::exact(count))],
        price: Pricing::Open,
        extras: Vec::new(),
    });
    Plan::new(Years::new(year, 1)?, frame.today, None, vec![scenario]).ok()
}
