//! The visits of the health visitor in the browser: the form beside the practice of two municipalities.
//!
//! Contract: rules are `calculator::dates::visits`. A date that cannot be read gives none.

// What the tools share, under the names by which the modules here know it.
use super::{dates, form, frame, page, parts};

use std::cell::Cell;

use calculator::dates::visits::{self, Care, Case, FIRST, LAST, Model};
use calculator::dates::wire;
use calculator::saved::Saved;

use dates::{Tool, Worked, day};
use form::{Field, Form};
use frame::{Frame, group};
use page::Page;
use parts::select;

const PAGE: Page =
    Page { name: "overgange", called: "Værktøjet", instead: "Du kan tælle selv med tabellen her på siden." };

const BIRTH: &str = "foedt";
const DUE: &str = "termin";
/// Where the child is looked after: a choice, and so no field of the form.
const CARE: &str = "pasning";

fn date(typed: &str) -> Result<i64, String> {
    dates::typed(typed, FIRST, LAST)
}

fn fields() -> Vec<Field> {
    vec![
        Field::exact(DUE, "Hvornår er terminen?", "Kun hvis barnet ikke er født. Dag, måned og år: 22.11.2026.", date),
        Field::exact(BIRTH, "Hvilken dag er barnet født?", "Skriv kun datoen. Intet andet om barnet.", date),
    ]
}

fn worked(model: &Model, form: Form, care: Option<Care>) -> Result<Worked, String> {
    if [BIRTH, DUE].into_iter().any(|id| !form.text(id).is_empty() && form.range(id).is_none()) {
        return Err("En dato kan ikke læses. Ret den, så står besøgene her.".to_owned());
    }
    let case = Case { birth: day(form, BIRTH), due: day(form, DUE), care };
    let items = visits::items(model, &case);
    let known = case.due.into_iter().chain(case.birth);
    let from = known.chain(items.iter().filter_map(|item| item.when).map(|when| when.date())).min();
    let from = from.ok_or("Skriv en termin eller en fødselsdag. Så står besøgene her.")?;
    Ok(Worked { from, head: visits::head(&case), items, said: Vec::new(), phases: Vec::new() })
}

/// Mounts the tool, or says why it cannot be.
pub fn start() {
    let read = |json: &str| wire::visits(json).ok_or_else(page::stale);
    let Some(model) = page::opened(&PAGE, read) else { return };
    let form = Form::new(fields(), |_| None);
    let care: &Cell<Option<Care>> = Box::leak(Box::default());
    let frame = Frame {
        name: PAGE.name,
        today: page::today(),
        form,
        chosen: super::signal::Signal::new(),
        voice: super::voice::Voice::new(),
        is_chosen: Box::leak(Box::new(|| care.get().is_some())),
        save: Box::leak(Box::new(move |saved: &mut Saved| {
            for id in [DUE, BIRTH] {
                saved.put(id, &form.text(id));
            }
            saved.put(CARE, care.get().map_or("", Care::key));
        })),
        load: Box::leak(Box::new(move |saved: &Saved| {
            for id in [DUE, BIRTH] {
                form.set(id, saved.get(id));
            }
            care.set(Care::from_key(saved.get(CARE)));
        })),
    };
    let worked = Box::leak(Box::new(move || worked(model, form, care.get())));
    let tool = Tool { frame, title: "Dage for besøg", worked };
    let places = move || {
        frame.chosen.track();
        let mut options = vec!["Det ved vi ikke endnu".to_owned()];
        options.extend(Care::ALL.map(|one| one.name().to_owned()));
        let chosen = Care::ALL.iter().position(|one| Some(*one) == care.get()).map_or(0, |at| at + 1);
        vec![select(CARE, "Hvor skal barnet passes først?", &options, chosen, move |chosen| {
            care.set(chosen.checked_sub(1).and_then(|at| Care::ALL.get(at)).copied());
            frame.tell();
        })]
    };
    let groups = vec![group("Barnet, kun som datoer").child(form.view(DUE)).child(form.view(BIRTH)).live(places)];
    page::mount(&PAGE, vec![frame.form(groups), tool.sheet()], Form::summary(vec![form]));
}
