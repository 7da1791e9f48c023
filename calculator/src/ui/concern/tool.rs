//! The tool as its parts see it: what is answered, where one stands, and who must know when either changes.
//!
//! Contract: the state is changed through the methods here, which tell the parts of the page afterwards. A step with a
//! question that must have an answer is not left forwards without one; it can always be left for a gate.

use std::cell::RefCell;

use calculator::concern::compare::Setting;
use calculator::concern::file::{FileError, Opened};
use calculator::concern::steps::{Step, questions, step_of, steps};
use calculator::concern::text::Stamp;
use calculator::concern::{Answers, Kind, Model, NoteKind, evaluate};
use calculator::text;
use jiff::civil::Date;

use super::element::{Element, element};
use super::signal::Signal;
use super::{browser, parts};

/// The heading of the step that is shown: it takes focus when the step changes.
pub(crate) const HEADING: &str = "linealen-trin";

/// The tool. Copies share their state.
#[derive(Clone, Copy)]
pub(crate) struct Tool {
    pub(crate) model: &'static Model,
    pub(crate) today: Date,
    pub(crate) state: &'static RefCell<State>,
    /// Answers and steps.
    pub(crate) page: Signal,
    /// What is written freely, and what is wrong with it.
    pub(crate) notes: Signal,
    /// What was said last, and questions.
    pub(crate) said: Signal,
    /// Files that were opened.
    pub(crate) files: Signal,
}

/// What the tool holds.
pub(crate) struct State {
    pub(crate) answers: Answers,
    /// The step that is shown.
    pub(crate) step: Step,
    /// All steps are shown on one page.
    pub(crate) whole: bool,
    /// An answer is being changed: the way leads back to where they are checked.
    pub(crate) returning: bool,
    /// What is typed into the free texts, in the order of [`NoteKind`].
    pub(crate) typed: [String; 5],
    /// What is wrong: ids of fields and why.
    pub(crate) faults: Vec<(String, String)>,
    pub(crate) said: String,
    /// Whether to clear, or to put a file in the place of what is there.
    pub(crate) asking: Asking,
    /// The paper that is printed.
    pub(crate) paper: Paper,
    pub(crate) colleagues: Vec<(String, Result<Opened, FileError>)>,
    pub(crate) setting: Setting,
    /// What differs from today's model in the file that was opened last.
    pub(crate) differences: Vec<String>,
    /// How often everything was forgotten: what was asked for before comes too late.
    pub(crate) times: usize,
    /// There is something that no file and no paper has.
    pub(crate) unsaved: bool,
}

/// A question that waits for an answer.
pub(crate) enum Asking {
    Nothing,
    Clear,
    Open(usize),
}

/// What can be printed.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Paper {
    Receipt,
    Notification,
    Preparation,
    Agenda,
}

impl State {
    fn new(model: &Model) -> State {
        let answers = Answers::new(model);
        State {
            step: steps(model, &answers)[0],
            answers,
            whole: false,
            returning: false,
            typed: Default::default(),
            faults: Vec::new(),
            said: String::new(),
            asking: Asking::Nothing,
            paper: Paper::Receipt,
            colleagues: Vec::new(),
            setting: Setting::Colleagues,
            differences: Vec::new(),
            times: 0,
            unsaved: false,
        }
    }

    /// What is wrong with a field.
    pub(crate) fn fault(&self, id: &str) -> Option<&str> {
        self.faults.iter().find(|(field, _)| field == id).map(|(_, why)| why.as_str())
    }

    /// Is nothing answered and nothing written?
    pub(crate) fn is_unanswered(&self) -> bool {
        self.answers.is_empty() && self.typed.iter().all(|text| text.trim().is_empty())
    }

    /// Is there nothing that would be missed?
    pub(crate) fn is_empty(&self) -> bool {
        self.is_unanswered() && self.colleagues.is_empty()
    }
}

impl Tool {
    pub(crate) fn new(model: &'static Model, today: Date) -> Tool {
        let signal = || Signal::new();
        Tool {
            model,
            today,
            state: Box::leak(Box::new(RefCell::new(State::new(model)))),
            page: signal(),
            notes: signal(),
            said: signal(),
            files: signal(),
        }
    }

    /// What papers are stamped with.
    pub(crate) fn stamp(self) -> Stamp {
        Stamp { date: text::date(self.today) }
    }

    /// Changes the answers.
    pub(crate) fn answer(self, change: impl FnOnce(&Model, &mut Answers)) {
        {
            let mut state = self.state.borrow_mut();
            change(self.model, &mut state.answers);
            state.unsaved = true;
            state.said.clear();
            let State { faults, answers, .. } = &mut *state;
            faults.retain(|(id, _)| lacks(self.model, answers, id));
        }
        self.changed();
    }

    fn changed(self) {
        self.page.tell();
        self.notes.tell();
        self.warn();
    }

    fn warn(self) {
        let state = self.state.borrow();
        browser::warn_before_leaving(state.unsaved && !state.is_empty());
    }

    /// Goes to a step, and to its heading.
    pub(crate) fn go(self, step: Step, returning: bool) {
        {
            let mut state = self.state.borrow_mut();
            let there = steps(self.model, &state.answers).contains(&step);
            state.step = if there { step } else { Step::Check };
            state.returning = returning;
            // What is wrong in a free text stays so until it is mended: it is on no paper meanwhile.
            state.faults.retain(|(id, _)| is_note(id));
            state.said.clear();
        }
        self.changed();
        let focus = if self.state.borrow().whole { heading(step) } else { HEADING.to_owned() };
        browser::soon(move || browser::lead(&focus));
    }

    /// Goes on, unless something must be answered first.
    pub(crate) fn forward(self) {
        let next = {
            let mut state = self.state.borrow_mut();
            let (model, step) = (self.model, state.step);
            let State { faults, answers, .. } = &mut *state;
            faults.retain(|(id, _)| is_note(id));
            faults.extend(missing(model, answers, step));
            if !state.faults.is_empty() {
                None
            } else if decides(model, &state.answers, step) {
                Some(Step::Result)
            } else if state.returning {
                Some(Step::Check)
            } else {
                let all = steps(model, &state.answers);
                let at = all.iter().position(|other| *other == step).unwrap_or_default();
                Some(all.get(at + 1).copied().unwrap_or(Step::Result))
            }
        };
        match next {
            Some(step) => self.go(step, false),
            None => {
                self.page.tell();
                self.notes.tell();
                browser::soon(|| browser::focus(SUMMARY));
            }
        }
    }

    /// Goes to the step before.
    pub(crate) fn back(self) {
        let step = {
            let state = self.state.borrow();
            let all = steps(self.model, &state.answers);
            let at = all.iter().position(|other| *other == state.step).unwrap_or_default();
            all[at.saturating_sub(1)]
        };
        self.go(step, false);
    }

    /// Takes what is written in a free text; what looks like a CPR number is stopped.
    pub(crate) fn write(self, kind: NoteKind, typed: String) {
        {
            let mut state = self.state.borrow_mut();
            let id = note_id(kind);
            let result = state.answers.set_note(kind, &typed);
            if result.is_err() {
                // Not even its first half goes on a paper. The field keeps what was typed.
                _ = state.answers.set_note(kind, "");
            }
            state.typed[kind as usize] = typed;
            state.unsaved = true;
            state.faults.retain(|(field, _)| *field != id);
            if let Err(found) = result {
                state.faults.push((id, found.to_string()));
            }
        }
        self.notes.tell();
        self.warn();
    }

    /// Says something that is no result.
    pub(crate) fn say(self, said: &str) {
        self.state.borrow_mut().said = said.to_owned();
        self.said.tell();
    }

    /// What is there is on paper, in a file or on the clipboard.
    pub(crate) fn saved(self, said: &str) {
        self.state.borrow_mut().unsaved = false;
        self.warn();
        self.say(said);
    }

    /// Asks, or stops asking.
    pub(crate) fn ask(self, asking: Asking, focus: &'static str) {
        self.state.borrow_mut().asking = asking;
        self.said.tell();
        browser::soon(move || browser::focus(focus));
    }

    /// Puts the answers of an opened file in the place of what is there.
    pub(crate) fn begin(self, file: usize) {
        {
            let mut state = self.state.borrow_mut();
            let there = state.colleagues.get(file).is_some_and(|(_, opened)| opened.is_ok());
            let (_, Ok(opened)) = (if there { state.colleagues.remove(file) } else { return }) else { return };
            state.typed = NoteKind::ALL.map(|kind| opened.answers.note(kind).to_owned());
            state.differences = opened.differences.iter().map(|difference| difference.text(self.model)).collect();
            state.answers = opened.answers;
            state.asking = Asking::Nothing;
            state.unsaved = false;
        }
        self.said.tell();
        self.files.tell();
        self.go(Step::Check, false);
    }

    /// Forgets everything.
    pub(crate) fn clear(self) {
        {
            let mut state = self.state.borrow_mut();
            let times = state.times + 1;
            *state = State { times, ..State::new(self.model) };
        }
        parts::close_all();
        browser::empty(FILES);
        browser::shut(KEPT);
        self.said.tell();
        self.files.tell();
        self.changed();
    }
}

/// The id of the heading of a step, where all are on one page.
pub(crate) fn heading(step: Step) -> String {
    let (name, number) = match step {
        Step::Gate(gate) => ("port", gate),
        Step::Area(area) => ("omraade", area),
        Step::Age => ("alder", 0),
        Step::Course => ("forloeb", 0),
        Step::Risks => ("belastninger", 0),
        Step::Resources => ("ressourcer", 0),
        Step::Help => ("hjaelp", 0),
        Step::Notes => ("noter", 0),
        Step::Check => ("tjek", 0),
        Step::Result => ("resultat", 0),
    };
    ["trin-", name, "-", &(number + 1).to_string()].concat()
}

/// Does an answer in this step decide, so that nothing comes before what is to be done?
pub(crate) fn decides(model: &Model, answers: &Answers, step: Step) -> bool {
    let met = evaluate(model, answers).met;
    let tracks = |(gate, choice): (usize, usize)| model.gates[gate].effects[choice].track.is_some();
    met.into_iter().any(|(gate, choice)| step_of(model, model.gates[gate].question) == step && tracks((gate, choice)))
}

/// The id of a question's first answer, which a link to the question goes to.
pub(crate) fn field(model: &Model, question: usize) -> String {
    [&model.questions[question].id, "-", &model.choices_of(question)[0].id].concat()
}

/// The id of a free text.
pub(crate) fn note_id(kind: NoteKind) -> String {
    ["fritekst-", kind.key()].concat()
}

/// The picker of files, and what it stands in.
pub(crate) const FILES: &str = "aabn-filer";
pub(crate) const KEPT: &str = "gemte";
const AGE: &str = "alder-";
/// The summary of errors.
const SUMMARY: &str = "vaerktoej-fejl-titel";

/// Is it the id of a free text?
fn is_note(id: &str) -> bool {
    NoteKind::ALL.into_iter().any(|kind| note_id(kind) == id)
}

/// What must be answered before a step is left: gates that stand alone, and the age.
fn missing(model: &Model, answers: &Answers, step: Step) -> Vec<(String, String)> {
    let mut faults = Vec::new();
    for question in questions(model, answers, step) {
        if matches!(model.questions[question].kind, Kind::Gate(gate) if model.gates[gate].after.is_none())
            && answers.mask(question) == 0
        {
            faults.push((field(model, question), "Vælg et svar. Ved du det ikke, så vælg »Ved ikke«.".to_owned()));
        }
    }
    if step == Step::Age && answers.age().is_none() {
        faults.push(([AGE, &model.ages[0].id].concat(), "Vælg barnets alder.".to_owned()));
    }
    faults
}

/// Is what a fault speaks of still missing? Those of free texts are looked after where they are written.
fn lacks(model: &Model, answers: &Answers, id: &str) -> bool {
    if id.starts_with(AGE) {
        return answers.age().is_none();
    }
    let question = (0..model.questions.len()).find(|&question| field(model, question) == id);
    question.is_none_or(|question| answers.mask(question) == 0)
}

/// The summary of errors above the heading of the page.
pub(crate) fn summary(tool: Tool) -> Element {
    element("div").id(SUMMARY).attribute("tabindex", "-1").live(move || {
        tool.notes.track();
        let faults = tool.state.borrow().faults.clone();
        let lead = move |id: &str| {
            // A free text may stand on another step than the one that is shown.
            if browser::element(id).is_none() {
                tool.go(Step::Notes, false);
            }
            let id = id.to_owned();
            browser::soon(move || browser::focus(&id));
        };
        parts::summary_leading(faults, lead).into_iter().collect()
    })
}

/// The step in which a question is asked.
pub(crate) fn step_with(tool: Tool, question: usize) -> Step {
    step_of(tool.model, question)
}

/// What a step is called.
pub(crate) fn title(model: &Model, step: Step) -> String {
    match step {
        Step::Gate(gate) => {
            // »spørgsmålet om, at barnet skader andre« is headed »Barnet skader andre«.
            let name = model.gates[gate].name.as_str();
            let name = name.strip_prefix("spørgsmålet om").unwrap_or(name);
            let name = name.strip_prefix(", at ").unwrap_or(name).trim();
            let mut name = name.to_owned();
            if let Some(first) = name.get_mut(..1) {
                first.make_ascii_uppercase();
            }
            name
        }
        Step::Age => "Barnets alder".to_owned(),
        Step::Area(area) => model.areas[area].name.clone(),
        Step::Course => "Hvor længe, og hvilken vej går det?".to_owned(),
        Step::Risks => "Belastninger omkring barnet".to_owned(),
        Step::Resources => "Det, der taler for barnet".to_owned(),
        Step::Help => "Hvad er prøvet?".to_owned(),
        Step::Notes => "Barnets egne ord og det, du har set".to_owned(),
        Step::Check => "Tjek dine svar".to_owned(),
        Step::Result => "Resultat".to_owned(),
    }
}

/// Prints a paper.
pub(crate) fn print(tool: Tool, paper: Paper) {
    tool.state.borrow_mut().paper = paper;
    tool.page.tell();
    browser::soon(move || {
        browser::print();
        // Whether it came on paper, nobody says.
        tool.say("Vinduet til udskrivning har været åbnet.");
    });
}
