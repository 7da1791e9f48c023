//! The deadlines of a case in the browser: the form beside the rules and the calendar.
//!
//! Contract: rules are `calculator::dates::deadline`; what cannot be read or cannot be is told at its field, and gives no date.

// What the tools share, under the names by which the modules here know it.
use super::{dates, form, frame, page, parts};

use std::cell::Cell;

use calculator::dates::deadline::{self, Case, Decided, FIRST, Fault, LAST, Model};
use calculator::dates::moment::{Moment, parse_clock};
use calculator::dates::{When, text, wire};
use calculator::saved::Saved;

use dates::{Tool, Worked, day, line};
use form::{Field, Form};
use frame::{Frame, group};
use page::Page;
use parts::select;

const PAGE: Page = Page {
    name: "frister",
    called: "Værktøjet",
    instead: "Du kan tælle selv med fristerne og kalenderen her på siden.",
};

const RECEIVED: &str = "modtaget";
const CLOCK: &str = "klokken";
const AWARE: &str = "opmaerksom";
const DECISION: &str = "afgoerelse-dato";
const START: &str = "start";
const FINISHED: &str = "faerdig";
/// What was decided: a choice, and so no field of the form.
const DECIDED: &str = "afgoerelse";

const HINT: &str = "Dag, måned og år, for eksempel 22.11.2026.";

/// A day that a deadline can run from.
fn date(typed: &str) -> Result<i64, String> {
    dates::typed(typed, FIRST, LAST)
}

fn clock(typed: &str) -> Result<i64, String> {
    Ok(parse_clock(typed).map(|(hour, minute)| i64::from(hour) * 60 + i64::from(minute))?)
}

fn fields() -> Vec<Field> {
    vec![
        Field::exact(RECEIVED, "Hvilken dag kom underretningen?", HINT, date),
        Field::exact(
            CLOCK,
            "Hvad var klokken?",
            "For eksempel 15:30. Modtagelsen tæller, ikke hvornår nogen læste den.",
            clock,
        ),
        Field::exact(
            AWARE,
            "Blev kommunen opmærksom før den dag?",
            "Skriv dagen. Lad feltet stå tomt, hvis det var, da underretningen kom.",
            date,
        ),
        Field::exact(DECISION, "Hvornår blev det besluttet?", HINT, date),
        Field::exact(START, "Hvornår startede støtten eller anbringelsen?", HINT, date),
        Field::exact(
            FINISHED,
            "Hvornår var en sideløbende undersøgelse færdig?",
            "Lad feltet stå tomt, hvis der ikke er en, eller den ikke er færdig.",
            date,
        ),
    ]
}

/// The case as it is typed; nothing while its first day or its clock cannot be read.
fn case(form: Form, decided: Decided) -> Option<Case> {
    form.range(CLOCK)?;
    let (hour, minute) = parse_clock(&form.text(CLOCK)).ok()?;
    let received = Moment { date: day(form, RECEIVED)?, hour, minute };
    let decision = day(form, DECISION).filter(|_| decided != Decided::Nothing);
    let (start, finished) = (day(form, START), day(form, FINISHED));
    Some(Case { received, aware: day(form, AWARE), decided, decision, start, finished })
}

/// What two fields that can be read make wrong together. A decision counts whatever was decided.
fn together(form: Form) -> Option<(&'static str, &'static str)> {
    let fault = case(form, Decided::Support)?.fault()?;
    let field = match fault {
        Fault::Skipped => CLOCK,
        Fault::AwareAfter => AWARE,
        Fault::DecidedBefore => DECISION,
        Fault::FinishedBefore => FINISHED,
    };
    Some((field, text::fault(fault)))
}

fn worked(model: &Model, form: Form, decided: Decided) -> Result<Worked, String> {
    for (id, missing) in [
        (RECEIVED, "Skriv, hvilken dag underretningen kom. Så står fristerne her."),
        (CLOCK, "Skriv også klokkeslættet, underretningen kom. De 24 timer løber derfra."),
    ] {
        if form.range(id).is_none() {
            return Err(missing.to_owned());
        }
    }
    let typed = [AWARE, DECISION, START, FINISHED].into_iter().filter(|id| !form.text(id).is_empty());
    if typed.into_iter().any(|id| form.range(id).is_none()) {
        return Err("En dato kan ikke læses. Ret den, så står fristerne her.".to_owned());
    }
    let case = case(form, decided).ok_or("Skriv, hvornår underretningen kom.")?;
    if let Some(fault) = case.fault() {
        return Err(text::fault(fault).to_owned());
    }
    let mut head = vec![["Underretningen kom ", &text::when(When::Clock(case.received)), "."].concat()];
    head.extend(case.aware.map(|day| line("Kommunen blev opmærksom", day)));
    if decided != Decided::Nothing {
        head.push(["Afgørelse: ", text::decided(decided), "."].concat());
    }
    head.extend(case.decision.map(|day| line("Besluttet", day)));
    head.extend(case.start.map(|day| line("Startet", day)));
    head.extend(case.finished.map(|day| line("Undersøgelsen færdig", day)));
    let mut said = Vec::new();
    if case.received.is_twice() {
        said.push(
            "Uret bliver stillet tilbage den nat, så klokkeslættet kommer to gange. Her regnes fra den første."
                .to_owned(),
        );
    }
    Ok(Worked { from: case.received.date, head, items: deadline::items(model, &case), said, phases: Vec::new() })
}

/// Mounts the tool, or says why it cannot be.
pub fn start() {
    let read = |json: &str| wire::deadlines(json).ok_or_else(page::stale);
    let Some(model) = page::opened(&PAGE, read) else { return };
    let form = Form::new(fields(), together);
    let decided: &Cell<Decided> = Box::leak(Box::new(Cell::new(Decided::Nothing)));
    let frame = Frame {
        name: PAGE.name,
        today: page::today(),
        form,
        chosen: super::signal::Signal::new(),
        voice: super::voice::Voice::new(),
        is_chosen: Box::leak(Box::new(|| decided.get() != Decided::Nothing)),
        save: Box::leak(Box::new(move |saved: &mut Saved| {
            for id in [RECEIVED, CLOCK, AWARE, DECISION, START, FINISHED] {
                saved.put(id, &form.text(id));
            }
            saved.put(DECIDED, decided.get().key());
        })),
        load: Box::leak(Box::new(move |saved: &Saved| {
            for id in [RECEIVED, CLOCK, AWARE, DECISION, START, FINISHED] {
                form.set(id, saved.get(id));
            }
            decided.set(Decided::from_key(saved.get(DECIDED)).unwrap_or_default());
        })),
    };
    let tool = Tool {
        frame,
        title: "Frister i sagen",
        worked: Box::leak(Box::new(move || worked(model, form, decided.get()))),
    };
    let decisions = move || {
        frame.chosen.track();
        let options = Decided::ALL.map(|one| text::decided(one).to_owned());
        let chosen = Decided::ALL.iter().position(|one| *one == decided.get()).unwrap_or_default();
        vec![select(DECIDED, "Er der truffet afgørelse?", &options, chosen, move |chosen| {
            decided.set(Decided::ALL.get(chosen).copied().unwrap_or_default());
            frame.tell();
        })]
    };
    let decision = move || {
        frame.chosen.track();
        if decided.get() == Decided::Nothing { Vec::new() } else { vec![form.view(DECISION)] }
    };
    let groups = vec![
        group("Underretningen").child(form.view(RECEIVED)).child(form.view(CLOCK)).child(form.view(AWARE)),
        group("Senere i sagen, hvis du ved det")
            .live(decisions)
            .live(decision)
            .child(form.view(START))
            .child(form.view(FINISHED)),
    ];
    page::mount(&PAGE, vec![frame.form(groups), tool.sheet()], Form::summary(vec![form]));
}
