//! The self-check of a beredskabsplan in the browser: the dates of the plans, the questions, and the sheet of what is missing.
//!
//! Contract: rules are `calculator::self_check`. What is not a plain yes stands on the sheet with what to do and what to read. There is no
//! field for a text.

// What the tools share, under the names by which the modules here know it.
use super::{asking, dates, form, frame, page};

use std::cell::RefCell;

use calculator::dates::ics::{Made, ics};
use calculator::dates::{Item, text as told};
use calculator::saved::Saved;
use calculator::self_check::{Answer, Answers, FIRST, LAST, Model, Plan, gaps, items, open, said, wire};
use calculator::text;
use jiff::civil::Date;

use super::element::{Element, element};
use asking::{Asked, basis, beside, question};
use dates::{Worked, day, line, list};
use form::{Field, Form};
use frame::{Frame, group, quiet};
use page::Page;

const PAGE: Page = Page {
    name: "selvtjek",
    called: "Selvtjekket",
    instead: "Du kan gå spørgsmålene igennem her på siden eller udskrive skabelonen.",
};

const HINT: &str =
    "Dag, måned og år, for eksempel 21.11.2023. Brug dagen i referatet. Lad feltet stå tomt, hvis I ikke ved det.";

fn date(typed: &str) -> Result<i64, String> {
    dates::typed(typed, FIRST, LAST)
}

/// Mounts the tool, or says why it cannot be.
pub fn start() {
    let read = |json: &str| wire::read(json).ok_or_else(page::stale);
    let Some(model) = page::opened(&PAGE, read) else { return };
    let fields = model.plans.iter().map(|plan| Field::exact(&field(plan), &plan.text, HINT, date)).collect();
    let form = Form::new(fields, |_| None);
    let answers: &RefCell<Answers> = Box::leak(Box::new(RefCell::new(vec![None; model.points.len()])));
    let frame = Frame {
        name: PAGE.name,
        today: page::today(),
        form,
        chosen: super::signal::Signal::new(),
        voice: super::voice::Voice::new(),
        is_chosen: Box::leak(Box::new(|| answers.borrow().iter().any(Option::is_some))),
        save: Box::leak(Box::new(move |saved: &mut Saved| save(model, form, answers, saved))),
        load: Box::leak(Box::new(move |saved: &Saved| load(model, form, answers, saved))),
    };
    let mut groups =
        vec![group("Hvornår er planerne vedtaget?").group(model.plans.iter().map(|plan| form.view(&field(plan))))];
    for at in 0..model.parts.len() {
        groups.push(part(frame, model, answers, at));
    }
    let sheet = element("section")
        .class("sheet dates verdict")
        .attribute("aria-labelledby", "huller-titel")
        .child(element("h2").id("huller-titel").text("Det mangler planen"))
        .live(move || {
            frame.track();
            view(model, &answers.borrow(), frame)
        });
    let spoken = element("p").class("told").attribute("role", "status").live(move || {
        frame.chosen.track();
        vec![element("span").text(&said(model, &answers.borrow()))]
    });
    let print = frame.printing(move || {
        let anything = answers.borrow().iter().any(Option::is_some) || !planned(model, form).is_empty();
        anything
            || frame
                .said::<()>(Err("Svar på et spørgsmål, eller skriv en dato. Så er der noget at udskrive.".to_owned()))
                .is_some()
    });
    let calendar = quiet("Hent til kalender").on("click", move |_| {
        let items = planned(model, form);
        if items.is_empty() {
            frame.voice.say("Skriv, hvornår en plan er vedtaget. Så er der datoer til kalenderen.");
        } else {
            let made = Made::at(&String::from(js_sys::Date::new_0().to_iso_string()));
            frame.file(".ics", "text/calendar;charset=utf-8", &ics("Revision af beredskabet", &items, &made));
        }
    });
    let result = element("div").child(spoken).child(sheet).child(frame.outputs(vec![print, calendar]));
    page::mount(&PAGE, vec![frame.form(groups), result], Form::summary(vec![form]));
}

fn field(plan: &Plan) -> String {
    ["vedtaget-", &plan.id].concat()
}

/// The plans whose day of adoption can be read.
fn adopted(model: &'static Model, form: Form) -> Vec<(&'static Plan, Date)> {
    model.plans.iter().filter_map(|plan| Some((plan, day(form, &field(plan))?))).collect()
}

fn planned(model: &'static Model, form: Form) -> Vec<Item> {
    adopted(model, form).into_iter().flat_map(|(plan, adopted)| items(plan, adopted)).collect()
}

/// The questions of a part.
fn part(frame: Frame, model: &'static Model, answers: &'static RefCell<Answers>, at: usize) -> Element {
    let (title, about) = model.parts.get(at).map_or(("", ""), |part| (part.title.as_str(), part.about.as_str()));
    group(title).child(element("p").class("field-hint").text(about)).live(move || {
        frame.chosen.track();
        let points = model.points.iter().enumerate().filter(|(_, point)| point.part == at);
        points
            .map(|(index, point)| {
                let given = answers.borrow().get(index).copied().flatten();
                let asked = Asked {
                    id: &point.id,
                    text: &point.text,
                    explanation: "",
                    short: true,
                    choices: Answer::ALL.map(|answer| (answer.key(), answer.words(), "")).to_vec(),
                    chosen: given.and_then(|given| Answer::ALL.iter().position(|answer| *answer == given)),
                };
                question(&asked, move |place| {
                    if let Some(slot) = answers.borrow_mut().get_mut(index) {
                        *slot = Answer::ALL.get(place).copied();
                    }
                    frame.tell();
                })
            })
            .collect()
    })
}

fn view(model: &'static Model, answers: &[Option<Answer>], frame: Frame) -> Vec<Element> {
    let mut parts = vec![element("p").class("open").text(&said(model, answers))];
    let found = gaps(model, answers);
    for (at, part) in model.parts.iter().enumerate() {
        let own: Vec<_> = found.iter().filter(|(point, _)| point.part == at).collect();
        if own.is_empty() {
            continue;
        }
        parts.push(element("h3").text(&part.title));
        parts.push(element("ul").class("gaps").children(own.into_iter().map(|(point, answer)| {
            let reads = point.reads.iter().enumerate().map(|(number, read)| {
                element("span").text(if number > 0 { ", " } else { "" }).child(beside(&read.href, &read.title))
            });
            element("li")
                .child(element("p").text(&point.text).text(" ").child(element("strong").text(answer.words()).text(".")))
                .child(element("p").text(&point.missing))
                .child(element("p").text("Læs: ").children(reads))
                .child(basis(&point.ground))
        })));
    }
    let untold = open(model, answers);
    if untold > 0 && untold < model.points.len() {
        parts.push(element("h3").text("Uden svar"));
        let names = model.points.iter().zip(answers).filter(|(_, answer)| answer.is_none());
        parts.push(element("ul").class("line-basis").children(names.map(|(point, _)| element("li").text(&point.text))));
    }
    let known = adopted(model, frame.form);
    if known.is_empty() {
        let printed = [told::GUIDING, " Svaret ", &text::date(frame.today), "."].concat();
        parts.push(element("p").text("Skriv, hvornår planen er vedtaget. Så står den seneste dag for den næste her."));
        parts.push(element("p").class("field-hint").text(&printed));
        return parts;
    }
    parts.push(element("h3").text("Hvornår skal planen senest være revideret?"));
    let late = planned(model, frame.form).into_iter().filter(|item| !item.grounds.is_empty());
    let late = late.filter(|item| item.when.is_some_and(|when| when.date() < frame.today)).count();
    let worked = Worked {
        from: known.iter().map(|(_, day)| *day).min().unwrap_or(frame.today),
        head: known.iter().map(|(plan, day)| [&plan.title, ". ", &line("Vedtaget", *day)].concat()).collect(),
        items: planned(model, frame.form),
        phases: Vec::new(),
        said: (late > 0)
            .then(|| "Fristen er overskredet. Sæt revisionen på den næste dagsorden.".to_owned())
            .into_iter()
            .collect(),
    };
    parts.extend(list::view(&worked, frame.today));
    parts
}

fn save(model: &'static Model, form: Form, answers: &RefCell<Answers>, saved: &mut Saved) {
    for plan in &model.plans {
        let id = field(plan);
        saved.put(&id, &form.text(&id));
    }
    for (point, answer) in model.points.iter().zip(answers.borrow().iter()) {
        saved.put(&["svar-", &point.id].concat(), answer.map_or("", Answer::key));
    }
}

fn load(model: &'static Model, form: Form, answers: &RefCell<Answers>, saved: &Saved) {
    for plan in &model.plans {
        let id = field(plan);
        form.set(&id, saved.get(&id));
    }
    let of = |id: &str| Answer::from_key(saved.get(&["svar-", id].concat()));
    *answers.borrow_mut() = model.points.iter().map(|point| of(&point.id)).collect();
}
