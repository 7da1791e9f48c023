//! What a tool says besides its results: that something was copied, and the question before everything is cleared.
//!
//! Contract: the live region is there before it is needed; focus goes to the question and back to the button that asked.

use std::cell::RefCell;

use super::signal::Signal;

use super::browser;
use super::element::{Element, element};
use super::parts::{button, question};

/// The voice of a tool. Copies share their state.
#[derive(Clone, Copy)]
pub(crate) struct Voice {
    state: &'static RefCell<State>,
    messages: Signal,
}

#[derive(Default)]
struct State {
    said: String,
    /// The id of the button that asks whether to clear.
    asking: Option<&'static str>,
}

impl Voice {
    pub(crate) fn new() -> Voice {
        Voice { state: Box::leak(Box::default()), messages: Signal::new() }
    }

    /// Says something that is no result.
    pub(crate) fn say(self, said: &str) {
        self.state.borrow_mut().said = said.to_owned();
        self.messages.tell();
    }

    /// Puts a text on the clipboard, and says how that went.
    pub(crate) fn copy(self, text: &str, said: &'static str) {
        browser::copy(text, move |done| {
            self.say(if done { said } else { "Browseren tillod ikke at kopiere. Hent filen i stedet." });
        });
    }

    /// Where it is said.
    pub(crate) fn view(self) -> Element {
        element("div").attribute("role", "status").live(move || {
            self.messages.track();
            let state = self.state.borrow();
            let said = (!state.said.is_empty()).then(|| element("p").text(&state.said));
            said.into_iter().collect()
        })
    }

    fn ask(self, asking: Option<&'static str>, focus: String) {
        self.state.borrow_mut().asking = asking;
        self.messages.tell();
        browser::soon(move || browser::focus(&focus));
    }

    /// A button that clears, and its question: asked only where something would be missed.
    pub(crate) fn clearing(
        self,
        id: &'static str,
        words: &str,
        asked: &'static str,
        is_touched: impl Fn() -> bool + 'static,
        clear: impl Fn() + Clone + 'static,
    ) -> [Element; 2] {
        let yes_id = [id, "-ja"].concat();
        let (focus, clear_at_once) = (yes_id.clone(), clear.clone());
        let button_to_ask = button(words, "button button-quiet").id(id).on("click", move |_| {
            if is_touched() {
                self.ask(Some(id), focus.clone());
            } else {
                clear_at_once();
            }
        });
        let question = element("div").live(move || {
            self.messages.track();
            if self.state.borrow().asking != Some(id) {
                return Vec::new();
            }
            let clear = clear.clone();
            let yes = button("Ja, ryd", "button").id(&yes_id).on("click", move |_| {
                clear();
                self.state.borrow_mut().said.clear();
                self.ask(None, id.to_owned());
            });
            let no = button("Nej, behold", "button button-quiet").on("click", move |_| self.ask(None, id.to_owned()));
            vec![question(asked, [yes, no])]
        });
        [button_to_ask, question]
    }
}
