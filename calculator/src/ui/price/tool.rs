//! The tool as its parts see it: what is typed, what comes of it, and who must know when either changes.
//!
//! Contract: [`Tool::edit`] changes the draft, and [`Tool::type_in`] one field of it. Each works out the totals at once and tells
//! only what follows them: the totals, and the line that was typed in where something is wrong with it. What takes longer (the sheet,
//! what matters most, the comparison, the note) follows at once for a short list, and a moment later for a long one, so that a
//! keystroke is never slow.

use std::sync::{Mutex, MutexGuard, PoisonError};

use super::signal::Signal;
use calculator::wire::Data;
use calculator::{Estimate, Plan, estimate};
use jiff::civil::Date;

use super::browser;
use super::draft::{At, Draft, Of};
use super::parts;

/// With so many lines the slower parts still follow at once.
const SHORT: usize = 40;
/// How long the slower parts of a longer list wait for the next keystroke.
const LATER_MILLISECONDS: i32 = 300;

/// The tool. Copies share their state.
#[derive(Clone, Copy)]
pub(crate) struct Tool {
    pub(crate) data: &'static Data,
    pub(crate) today: Date,
    state: &'static Mutex<State>,
    /// Which fields, lines and scenarios there are.
    pub(crate) shape: Signal,
    /// What is in the fields that belong to no line.
    pub(crate) settings: Signal,
    /// The totals.
    pub(crate) totals: Signal,
    /// All that is worked out from the plan.
    pub(crate) results: Signal,
    /// Whether the second module is here.
    pub(crate) behind: Signal,
    /// Which fields are at fault.
    pub(crate) faults: Signal,
    /// Messages and questions.
    pub(crate) messages: Signal,
}

/// What the tool holds.
pub(crate) struct State {
    pub(crate) draft: Draft,
    /// The plan of the draft, or why there is none.
    pub(crate) plan: Result<Plan, String>,
    /// What the shown scenario comes to.
    pub(crate) result: Option<Estimate>,
    pub(crate) asking: Asking,
    /// What was said last, for instance that something was copied.
    pub(crate) said: String,
    waiting: Option<i32>,
}

/// A question that waits for an answer.
pub(crate) enum Asking {
    Nothing,
    /// Whether to clear everything.
    Clear,
    /// Whether to put a linked plan, as it came out of its link, in the place of what is there.
    Open(String),
    /// Whether to use the prices of today in a plan that was opened: its link with them, and what they change.
    Renew(String, Vec<String>),
    /// A link that cannot be opened, why, and whether trying again may help.
    Broken(String, bool),
}

impl Tool {
    pub(crate) fn new(data: &'static Data, today: Date) -> Tool {
        let draft = Draft::new(today);
        let plan = draft.read();
        let state = State { draft, plan, result: None, asking: Asking::Nothing, said: String::new(), waiting: None };
        let signal = || Signal::new();
        Tool {
            data,
            today,
            state: Box::leak(Box::new(Mutex::new(state))),
            shape: signal(),
            settings: signal(),
            totals: signal(),
            results: signal(),
            behind: signal(),
            faults: signal(),
            messages: signal(),
        }
    }

    /// What the tool holds now. Never kept while a signal is set.
    #[inline(never)]
    pub(crate) fn state(self) -> MutexGuard<'static, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Changes what there is to fill in, and moves focus to an element if one is named.
    pub(crate) fn edit(self, change: &mut dyn FnMut(&mut Draft) -> Option<String>) {
        self.change(true, change);
    }

    /// Changes what there is to fill in within the lines and the settings; which lines there are stays the same, so that
    /// their parts of the page stay too, and with them focus.
    pub(crate) fn adjust(self, change: &mut dyn FnMut(&mut Draft) -> Option<String>) {
        self.change(false, change);
    }

    #[inline(never)]
    fn change(self, shape: bool, change: &mut dyn FnMut(&mut Draft) -> Option<String>) {
        let focus = {
            let mut state = self.state();
            state.draft.unsaved = true;
            state.said.clear();
            change(&mut state.draft)
        };
        self.renew(shape, focus);
    }

    /// Everything may have changed.
    #[inline(never)]
    pub(crate) fn all_new(self, focus: Option<String>) {
        self.renew(true, focus);
    }

    fn renew(self, shape: bool, focus: Option<String>) {
        self.work_out(true);
        for signal in [self.settings, self.faults, self.messages] {
            signal.tell();
        }
        if shape {
            self.shape.tell();
        }
        if let Some(id) = focus {
            browser::soon(move || browser::focus(&id));
        }
    }

    /// Takes what is now in a field.
    #[inline(never)]
    pub(crate) fn type_in(self, at: At, bound: usize, text: String) {
        let (cured, pulse) = {
            let mut state = self.state();
            let draft = &mut state.draft;
            draft.unsaved = true;
            let Some(typed) = draft.typed_mut(at) else { return };
            typed.text[bound] = text;
            let (at_fault, here) = (typed.fault.contains(&true), typed.fault[bound]);
            // The browser has put the text into the field itself; all else there changes only with what is wrong with it.
            let line = at.line().filter(|_| at_fault).and_then(|line| draft.way().lines.get(line));
            let pulse = line.map(|line| line.pulse);
            let cured = here && draft.problem(at, bound).is_none();
            if let Some(typed) = draft.typed_mut(at).filter(|_| cured) {
                typed.fault[bound] = false;
            }
            (cured, pulse)
        };
        if !self.work_out_line(at) {
            self.work_out(false);
        }
        pulse.into_iter().for_each(Signal::tell);
        if at.line().is_none() || matches!(at, At::Money(_, _, Of::Year)) {
            self.settings.tell();
        }
        if cured {
            self.faults.tell();
        }
    }

    /// The user has left a field, or pressed Enter in it.
    #[inline(never)]
    pub(crate) fn leave(self, at: At) {
        let mut changed = false;
        let pulse = {
            let mut state = self.state();
            let draft = &mut state.draft;
            for bound in 0..3 {
                let fault = draft.problem(at, bound).is_some();
                if let Some(typed) = draft.typed_mut(at) {
                    changed |= typed.fault[bound] != fault;
                    typed.fault[bound] = fault;
                }
            }
            at.line().and_then(|line| draft.way().lines.get(line)).map_or(self.settings, |line| line.pulse)
        };
        pulse.tell();
        self.faults.tell();
        // The sheet says of a line what is at fault in it.
        if changed {
            self.results.tell();
        }
    }

    /// The same as [`Tool::work_out`] for what is typed in a line: that line alone is read and worked out.
    /// False where that cannot be.
    fn work_out_line(self, at: At) -> bool {
        let short = {
            let mut guard = self.state();
            let state = &mut *guard;
            let active = state.draft.active;
            let lines = &state.draft.way().lines;
            let Some((index, line)) = at.line().and_then(|index| Some((index, lines.get(index)?))) else {
                return false;
            };
            let (Ok(plan), Some(result)) = (&mut state.plan, &mut state.result) else { return false };
            if !plan.replace_line(active, index, line.read()) || result.renew(plan, active, index).is_err() {
                return false;
            }
            lines.len() <= SHORT
        };
        self.told(short);
        true
    }

    /// Works out the totals, and tells whom it concerns: all lines too, where more may have changed than what is typed in a field.
    #[inline(never)]
    fn work_out(self, all: bool) {
        let (changed, short) = {
            let mut guard = self.state();
            let state = &mut *guard;
            let (active, level) = (state.draft.active, state.draft.level);
            let plan = state.draft.read();
            let result = plan.as_ref().ok().and_then(|plan| estimate(plan, active, level).ok());
            let lines = &state.draft.way().lines;
            let changed: Vec<_> = lines.iter().filter(|_| all).map(|line| line.pulse).collect();
            state.plan = plan;
            state.result = result;
            (changed, lines.len() <= SHORT)
        };
        changed.into_iter().for_each(Signal::tell);
        self.told(short);
    }

    /// Tells of the totals, and of all else at once or when nobody types.
    fn told(self, short: bool) {
        self.totals.tell();
        if short {
            self.follow();
        } else {
            let mut state = self.state();
            if let Some(waiting) = state.waiting.take() {
                browser::call_off(waiting);
            }
            state.waiting = browser::later(LATER_MILLISECONDS, move || self.follow());
        }
    }

    /// The slower parts.
    #[inline(never)]
    pub(crate) fn follow(self) {
        self.results.tell();
        let unsaved = {
            let state = self.state();
            state.draft.unsaved && !state.draft.is_empty()
        };
        browser::warn_before_leaving(unsaved);
    }

    /// What is there now has been saved somewhere, but for what cannot be read: nothing that goes out has that.
    #[inline(never)]
    pub(crate) fn saved(self, said: &str) {
        let unsaved = {
            let mut state = self.state();
            let unread = state.draft.has_unread();
            state.draft.unsaved = unread;
            state.said =
                if unread { [said, " Det, der ikke kan læses, er ikke med."].concat() } else { said.to_owned() };
            unread
        };
        browser::warn_before_leaving(unsaved);
        self.messages.tell();
    }

    /// Says something that is no result.
    #[inline(never)]
    pub(crate) fn say(self, said: &str) {
        self.state().said = said.to_owned();
        self.messages.tell();
    }

    /// Asks the user, or stops asking.
    #[inline(never)]
    pub(crate) fn ask(self, asking: Asking, focus: &'static str) {
        self.state().asking = asking;
        self.messages.tell();
        browser::soon(move || browser::focus(focus));
    }

    /// Begins anew with a draft.
    #[inline(never)]
    pub(crate) fn begin(self, draft: Draft, asking: Asking) {
        parts::close_all();
        {
            let mut state = self.state();
            state.draft = draft;
            state.asking = asking;
            state.said.clear();
        }
        self.all_new(None);
    }
}
