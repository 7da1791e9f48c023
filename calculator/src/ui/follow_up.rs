//! Follow-up dates of a measure in the browser: the form beside the rhythms and the exceptions.
//!
//! Contract: rules are `calculator::dates::follow_up`. An exception loosens nothing until the leader of the team is said to have
//! agreed, and never a day of the law.

// What the tools share, under the names by which the modules here know it.
use super::{dates, form, frame, page, parts};

use std::cell::{Cell, RefCell};

use calculator::dates::deadline::LAST;
use calculator::dates::follow_up::{self, Case, FIRST_START, Model, SPANS};
use calculator::dates::{text, wire};
use calculator::saved::Saved;

use super::element::{Element, element};
use dates::{Tool, Worked, day, line};
use form::{Field, Form};
use frame::{Frame, group};
use page::Page;
use parts::{select, tick};

const PAGE: Page = Page {
    name: "opfoelgning",
    called: "Værktøjet",
    instead: "Du kan tælle selv med rytmerne og kalenderen her på siden.",
};

const START: &str = "start";
const FINISHED: &str = "faerdig";
const SHOWN: &str = "vis-fra";
const MEASURE: &str = "foranstaltning";
const SPAN: &str = "maaneder";
const EXCEPTIONS: &str = "undtagelser";
const AGREED: &str = "aftalt";

/// What is chosen beside the form.
#[derive(Default)]
struct Chosen {
    /// The measure; 0 is none yet.
    measure: Cell<usize>,
    /// A place among [`SPANS`].
    span: Cell<usize>,
    /// The ids of exceptions.
    exceptions: RefCell<Vec<usize>>,
    agreed: Cell<bool>,
}

fn date(typed: &str) -> Result<i64, String> {
    dates::typed(typed, FIRST_START, LAST)
}

fn fields() -> Vec<Field> {
    vec![
        Field::exact(
            START,
            "Hvilken dag startede den?",
            "Dag, måned og år, for eksempel 22.11.2026. Ikke dagen for afgørelsen.",
            date,
        ),
        Field::exact(
            FINISHED,
            "Hvornår var en sideløbende undersøgelse færdig?",
            "Lad feltet stå tomt, hvis der ikke er en, eller den ikke er færdig.",
            date,
        ),
        Field::exact(
            SHOWN,
            "Vis datoer fra en senere dag",
            "Lad feltet stå tomt for at se dem fra starten. Datoer før 2024 vises ikke.",
            date,
        ),
    ]
}

/// What two fields that can be read make wrong together.
fn together(form: Form) -> Option<(&'static str, &'static str)> {
    let (start, finished) = (day(form, START)?, day(form, FINISHED)?);
    (finished < start).then_some((FINISHED, text::fault(calculator::dates::deadline::Fault::FinishedBefore)))
}

fn worked(model: &Model, form: Form, chosen: &Chosen) -> Result<Worked, String> {
    let measure = chosen.measure.get().checked_sub(1).ok_or("Vælg, hvad barnet får. Så står datoerne her.")?;
    let start = day(form, START).ok_or("Skriv, hvilken dag det startede. Så står datoerne her.")?;
    if [FINISHED, SHOWN].into_iter().any(|id| !form.text(id).is_empty() && form.range(id).is_none()) {
        return Err("En dato kan ikke læses. Ret den, så står datoerne her.".to_owned());
    }
    if let Some((_, fault)) = together(form) {
        return Err(fault.to_owned());
    }
    let case = Case {
        measure,
        start,
        finished: day(form, FINISHED),
        exceptions: chosen.exceptions.borrow().clone(),
        agreed: chosen.agreed.get(),
        shown_from: day(form, SHOWN),
        months: SPANS.get(chosen.span.get()).copied().unwrap_or(12),
    };
    let measure = model.measures.get(measure).ok_or("Vælg, hvad barnet får.")?;
    let mut head = vec![[&measure.name, "."].concat(), line("Startet", start)];
    head.extend(case.finished.map(|day| line("Undersøgelsen færdig", day)));
    head.push(
        ["Datoer fra ", &calculator::text::date(case.shown()), " til ", &calculator::text::date(case.end()), "."]
            .concat(),
    );
    let mut said = follow_up::said_of_exceptions(model, &case);
    if !measure.remark.is_empty() {
        said.push(measure.remark.clone());
    }
    Ok(Worked { from: case.shown(), head, items: follow_up::items(model, &case), said, phases: Vec::new() })
}

/// Mounts the tool, or says why it cannot be.
pub fn start() {
    let read = |json: &str| wire::follow_up(json).ok_or_else(page::stale);
    let Some(model) = page::opened(&PAGE, read) else { return };
    let form = Form::new(fields(), together);
    let chosen: &Chosen = Box::leak(Box::default());
    let frame = Frame {
        name: PAGE.name,
        today: page::today(),
        form,
        chosen: super::signal::Signal::new(),
        voice: super::voice::Voice::new(),
        is_chosen: Box::leak(Box::new(|| {
            chosen.measure.get() != 0
                || chosen.span.get() != 0
                || chosen.agreed.get()
                || !chosen.exceptions.borrow().is_empty()
        })),
        save: Box::leak(Box::new(move |saved: &mut Saved| save(model, form, chosen, saved))),
        load: Box::leak(Box::new(move |saved: &Saved| load(model, form, chosen, saved))),
    };
    let tool = Tool {
        frame,
        title: "Datoer for opfølgning",
        worked: Box::leak(Box::new(move || worked(model, form, chosen))),
    };
    let groups = vec![
        group("Støtten")
            .live(move || vec![measures(frame, model, chosen)])
            .child(form.view(START))
            .child(form.view(FINISHED)),
        group("Undtagelser i Herning").live(move || exceptions(frame, model, chosen)),
        group("Hvad skal vises?").live(move || vec![spans(frame, chosen)]).child(form.view(SHOWN)),
    ];
    page::mount(&PAGE, vec![frame.form(groups), tool.sheet()], Form::summary(vec![form]));
}

fn measures(frame: Frame, model: &'static Model, chosen: &'static Chosen) -> Element {
    frame.chosen.track();
    let mut options = vec!["Vælg".to_owned()];
    options.extend(model.measures.iter().map(|measure| measure.name.clone()));
    select(MEASURE, "Hvad får barnet?", &options, chosen.measure.get(), move |measure| {
        chosen.measure.set(measure);
        frame.tell();
    })
}

fn spans(frame: Frame, chosen: &'static Chosen) -> Element {
    frame.chosen.track();
    let options = SPANS.map(|months| [&months.to_string(), " måneder"].concat());
    select(SPAN, "Hvor langt frem?", &options, chosen.span.get(), move |span| {
        chosen.span.set(span);
        frame.tell();
    })
}

/// The exceptions that are for the measure, and the box without which they loosen nothing.
fn exceptions(frame: Frame, model: &'static Model, chosen: &'static Chosen) -> Vec<Element> {
    frame.chosen.track();
    let Some(measure) = chosen.measure.get().checked_sub(1) else {
        return vec![element("p").class("field-hint").text("Vælg først, hvad barnet får.")];
    };
    let mut parts = Vec::new();
    for (index, exception) in model.exceptions.iter().enumerate().filter(|(_, one)| one.measures.contains(&measure)) {
        let on = chosen.exceptions.borrow().contains(&index);
        let label = [&exception.name, ". ", &exception.needs].concat();
        parts.push(tick(&["undtagelse-", &exception.id].concat(), &label, on, move |on| {
            let mut all = chosen.exceptions.borrow_mut();
            all.retain(|one| *one != index);
            if on {
                all.push(index);
            }
            drop(all);
            frame.tell();
        }));
    }
    if parts.is_empty() {
        return vec![element("p").class("field-hint").text("Kilden har ingen undtagelser for den.")];
    }
    parts.push(tick(
        AGREED,
        "Aftalt med teamlederen. Uden aftale bruges ingen undtagelse.",
        chosen.agreed.get(),
        move |on| {
            chosen.agreed.set(on);
            frame.tell();
        },
    ));
    parts
}

fn save(model: &Model, form: Form, chosen: &Chosen, saved: &mut Saved) {
    for id in [START, FINISHED, SHOWN] {
        saved.put(id, &form.text(id));
    }
    if let Some(measure) = chosen.measure.get().checked_sub(1).and_then(|at| model.measures.get(at)) {
        saved.put(MEASURE, &measure.id);
    }
    saved.put(SPAN, &SPANS.get(chosen.span.get()).copied().unwrap_or(12).to_string());
    let ids: Vec<&str> =
        chosen.exceptions.borrow().iter().filter_map(|at| Some(model.exceptions.get(*at)?.id.as_str())).collect();
    saved.put(EXCEPTIONS, &ids.join(" "));
    saved.put(AGREED, if chosen.agreed.get() { "ja" } else { "" });
}

fn load(model: &Model, form: Form, chosen: &Chosen, saved: &Saved) {
    for id in [START, FINISHED, SHOWN] {
        form.set(id, saved.get(id));
    }
    let measure = model.measures.iter().position(|measure| measure.id == saved.get(MEASURE));
    chosen.measure.set(measure.map_or(0, |at| at + 1));
    chosen.span.set(SPANS.iter().position(|months| months.to_string() == saved.get(SPAN)).unwrap_or_default());
    let of = |id: &str| model.exceptions.iter().position(|one| one.id == id);
    *chosen.exceptions.borrow_mut() = saved.get(EXCEPTIONS).split(' ').filter_map(of).collect();
    chosen.agreed.set(saved.get(AGREED) == "ja");
}
