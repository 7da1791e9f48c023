//! The reckoning on the ladder of measures in the browser: moves, prices, investment, and the sheet with its reservations.
//!
//! Contract: rules and words are `calculator::ladder`; what is typed stands under the same keys in the form, in a file and in an example. A
//! result never stands without the reservations. What looks like a CPR number goes nowhere.

mod fields;
mod sheet;

// What the tools share, under the names by which the modules here know it.
use super::{browser, element, form, frame, page, parts, shown};

use std::cell::RefCell;

use calculator::concern::cpr;
use calculator::ladder::outcome::{Outcome, work_out};
use calculator::ladder::typed::{self, ON};
use calculator::ladder::{Case, MOST_YEARS, Model, from_json};
use calculator::saved::Saved;
use calculator::wire::{Data, SourceLabel};

use form::Form;
use frame::Frame;
use page::Page;

const PAGE: Page = Page {
    name: "trappescenarie",
    called: "Regnestykket",
    instead: "Du kan regne selv med priserne og formlen her på siden.",
};

/// What is chosen beside the form.
#[derive(Clone, Default)]
struct State {
    years: usize,
    set: Option<usize>,
    moves: Vec<Row>,
    posts: Vec<usize>,
    /// What was removed last, and where it stood.
    removed: Option<(usize, Row)>,
}

/// A move: its number and the places of its steps.
#[derive(Clone, Copy, Default)]
struct Row {
    number: u16,
    ends: [Option<usize>; 2],
}

/// The tool. Copies share its state.
#[derive(Clone, Copy)]
struct Tool {
    model: &'static Model,
    data: &'static Data,
    frame: Frame,
    state: &'static RefCell<State>,
}

/// Mounts the tool, or says why it cannot be.
pub fn start() {
    let read = |json: &str| from_json(json).ok_or_else(page::stale);
    let Some(model) = page::opened(&PAGE, read) else { return };
    let today = page::today();
    let form = Form::new(fields::all(model, today), |_| None);
    let state: &'static RefCell<State> = Box::leak(Box::new(RefCell::new(State { years: 1, ..State::default() })));
    let labels = model.sources.iter().map(|source| SourceLabel {
        id: source.id.clone(),
        title: source.title.clone(),
        href: source.href.clone(),
    });
    let data: &'static Data = Box::leak(Box::new(Data { sources: labels.collect(), ..Data::default() }));
    let frame = Frame {
        name: PAGE.name,
        today,
        form,
        chosen: super::signal::Signal::new(),
        voice: super::voice::Voice::new(),
        is_chosen: Box::leak(Box::new(|| {
            let state = state.borrow();
            state.years > 1 || state.set.is_some() || !state.moves.is_empty() || !state.posts.is_empty()
        })),
        save: Box::leak(Box::new(move |saved: &mut Saved| *saved = filled(model, form, state))),
        load: Box::leak(Box::new(move |saved: &Saved| load(model, form, state, saved))),
    };
    let tool = Tool { model, data, frame, state };
    let views = vec![fields::view(tool), sheet::view(tool), sheet::note(tool)];
    page::mount(&PAGE, views, Form::summary(vec![form]));
}

/// The keys of the fields of the form that a file keeps; those of moves and of changes of prices come with these.
fn keys(model: &Model, moves: &[u16]) -> Vec<String> {
    let mut keys: Vec<String> =
        [typed::FIRST, typed::ADVISER_COST, typed::ADVISER_YEAR, typed::OTHER, typed::OTHER_YEAR, typed::TARGET]
            .map(str::to_owned)
            .to_vec();
    for step in &model.steps {
        keys.extend([typed::cost(&step.id), typed::cost_year(&step.id), typed::cost_note(&step.id)]);
    }
    for year in 0..MOST_YEARS {
        keys.extend([typed::advisers(year), typed::other(year)]);
        keys.extend(moves.iter().map(|number| typed::children(*number, year)));
    }
    keys
}

/// What is filled in, under the keys of a file. What looks like a CPR number is not in it; in the place of a price something stands that is
/// none, since without it the printed price would be used unsaid.
fn filled(model: &Model, form: Form, state: &RefCell<State>) -> Saved {
    let state = state.borrow();
    let mut saved = Saved::default();
    let numbers: Vec<u16> = state.moves.iter().map(|row| row.number).collect();
    let mut put = |key: &str, text: &str| {
        let is_bare = cpr::find(text).is_none();
        saved.put(key, if is_bare { text } else { typed::left_out(key) });
    };
    put(typed::YEARS, &state.years.to_string());
    put(typed::SET, state.set.and_then(|set| model.sets.get(set)).map_or("", |set| &set.id));
    put(typed::MOVES, &numbers.iter().map(u16::to_string).collect::<Vec<_>>().join(","));
    for row in &state.moves {
        for (key, step) in typed::ends(row.number).iter().zip(row.ends) {
            put(key, step.and_then(|step| model.steps.get(step)).map_or("", |step| &step.id));
        }
    }
    for post in state.posts.iter().filter_map(|at| model.posts.get(*at)) {
        put(&typed::post(&post.id), ON);
    }
    for key in keys(model, &numbers) {
        put(&key, &form.whole(&key));
    }
    for (from, to) in fields::changed(form) {
        let key = typed::change(from, to);
        put(&key, &form.whole(&key));
    }
    saved
}

/// Fills in what a file has.
fn load(model: &Model, form: Form, state: &RefCell<State>, saved: &Saved) {
    let moves = typed::moves(saved);
    let row = |number: u16| {
        fields::of_move(form, number);
        Row { number, ends: typed::ends(number).map(|key| model.step(saved.get(&key))) }
    };
    let posts = model.offered().filter(|(_, post)| saved.get(&typed::post(&post.id)) == ON);
    let next = State {
        years: typed::years(saved),
        set: model.set(saved.get(typed::SET)),
        moves: moves.iter().map(|number| row(*number)).collect(),
        posts: posts.map(|(at, _)| at).collect(),
        removed: None,
    };
    *state.borrow_mut() = next;
    for key in keys(model, &moves) {
        form.set_whole(&key, saved.get(&key));
    }
    fields::all_changes(form, saved);
}

impl Tool {
    /// What is filled in, as a reckoning and what it comes to; or what is missing for one.
    fn read(self) -> Result<(Case, Outcome), String> {
        let saved = filled(self.model, self.frame.form, self.state);
        let case = typed::read(self.model, &saved)?;
        let outcome = work_out(self.model, &case);
        if outcome.lines.is_empty() {
            return Err("Tilføj en flytning, eller skriv en investering. Så står regnestykket her.".to_owned());
        }
        Ok((case, outcome))
    }

    /// Changes what is chosen, and tells.
    fn choose(self, change: impl FnOnce(&mut State)) {
        change(&mut self.state.borrow_mut());
        self.frame.tell();
    }
}
