//! A form of fields that the tools with few of them share: what is typed, what is wrong with it, and who must know.
//!
//! Contract: a field is at fault only after the user has left it, and stops being so as soon as it can be read. Typing tells
//! only those who follow [`Form::typed`]; the fields themselves are made anew only where faults come or go, so that caret and
//! focus stay.

use std::cell::{Ref, RefCell, RefMut};

use super::browser::value_of;
use super::signal::Signal;
use calculator::concern::cpr;
use calculator::text;

use super::browser;
use super::element::{Element, element};
use super::parts::{labelled, small};
use super::typed::{LIKELY, Typed};

/// Reads a number in its smallest unit, or says what is wrong with it.
pub(crate) type Parse = fn(&str) -> Result<i64, String>;

/// A field.
pub(crate) struct Field {
    id: String,
    label: String,
    hint: &'static str,
    kind: Kind,
    /// What it has at first.
    first: String,
    typed: Typed,
    /// What is said of it while it is empty, once somebody has asked for it.
    demanded: Option<&'static str>,
    /// The user has left it, and not typed in it since.
    left: bool,
    /// What is said of a text that looks like a CPR number.
    no_cpr: &'static str,
}

/// What two fields that can be read make wrong together: the id of one of them, and what is said there.
pub(crate) type Check = fn(Form) -> Option<(&'static str, &'static str)>;

/// What a field holds.
#[derive(Clone, Copy)]
enum Kind {
    Number {
        parse: Parse,
        decimals: bool,
        can_be_unsure: bool,
    },
    /// A short text that stands for a number: a date, a clock.
    Exact(Parse),
    /// One line of text; the id of a list to choose from, where there is one.
    Text(Option<&'static str>),
    /// More than a line.
    Long,
}

impl Field {
    /// A whole number.
    pub(crate) fn number(id: &str, label: &str, hint: &'static str, parse: Parse) -> Field {
        Field::new(id, label, hint, Kind::Number { parse, decimals: false, can_be_unsure: false })
    }

    /// A number with decimals.
    pub(crate) fn decimal(id: &str, label: &str, hint: &'static str, parse: Parse) -> Field {
        Field::new(id, label, hint, Kind::Number { parse, decimals: true, can_be_unsure: false })
    }

    /// A date or a clock, read as a number.
    pub(crate) fn exact(id: &str, label: &str, hint: &'static str, parse: Parse) -> Field {
        Field::new(id, label, hint, Kind::Exact(parse))
    }

    /// A line of text.
    pub(crate) fn text(id: &str, label: &str, hint: &'static str, list: Option<&'static str>) -> Field {
        Field::new(id, label, hint, Kind::Text(list))
    }

    /// More than a line of text.
    pub(crate) fn long(id: &str, label: &str, hint: &'static str) -> Field {
        Field::new(id, label, hint, Kind::Long)
    }

    #[inline(never)]
    fn new(id: &str, label: &str, hint: &'static str, kind: Kind) -> Field {
        let (id, label) = (id.to_owned(), label.to_owned());
        Field {
            id,
            label,
            hint,
            kind,
            first: String::new(),
            typed: Typed::default(),
            demanded: None,
            left: false,
            no_cpr: text::NO_CPR,
        }
    }

    /// The same number, which may be unsure.
    pub(crate) fn unsure(mut self) -> Field {
        if let Kind::Number { can_be_unsure, .. } = &mut self.kind {
            *can_be_unsure = true;
        }
        self
    }

    /// The same field with something in it from the beginning.
    pub(crate) fn first(mut self, text: &str) -> Field {
        self.first = text.to_owned();
        self.typed = Typed::new(text);
        self
    }

    /// The same, where something else is said of what looks like a CPR number.
    pub(crate) fn no_cpr(mut self, said: &'static str) -> Field {
        self.no_cpr = said;
        self
    }

    fn is_touched(&self) -> bool {
        let Typed { text: [low, likely, high], unsure, .. } = &self.typed;
        *likely != self.first || (*unsure && !(low.is_empty() && high.is_empty()))
    }

    fn value(&self, typed: &str) -> Result<i64, String> {
        match self.kind {
            Kind::Number { parse, .. } | Kind::Exact(parse) => parse(typed),
            Kind::Text(_) | Kind::Long if cpr::find(typed).is_some() => Err(self.no_cpr.to_owned()),
            Kind::Text(_) | Kind::Long => Ok(0),
        }
    }

    fn problem(&self, bound: usize) -> Option<String> {
        let demanded = self.demanded.filter(|_| bound == LIKELY && self.typed.likely().trim().is_empty());
        demanded.map(str::to_owned).or_else(|| self.typed.problem(bound, &|text| self.value(text)))
    }

    fn fault(&self, bound: usize) -> Option<String> {
        if self.typed.fault[bound] { self.problem(bound) } else { None }
    }

    fn input_id(&self, bound: usize) -> String {
        [self.id.as_str(), ["-lav", "", "-hoej"][bound]].concat()
    }
}

/// A form. Copies share their state.
#[derive(Clone, Copy)]
pub(crate) struct Form {
    fields: &'static RefCell<Vec<Field>>,
    check: Check,
    /// What is in the fields.
    pub(crate) typed: Signal,
    /// Which fields are at fault.
    pub(crate) faults: Signal,
}

impl Form {
    /// A form with these fields.
    pub(crate) fn new(fields: Vec<Field>, check: Check) -> Form {
        let fields = Box::leak(Box::new(RefCell::new(fields)));
        Form { fields, check, typed: Signal::new(), faults: Signal::new() }
    }

    fn field(&self, id: &str) -> Option<Ref<'_, Field>> {
        Ref::filter_map(self.fields.borrow(), |fields| fields.iter().find(|field| field.id == id)).ok()
    }

    fn field_mut(&self, id: &str) -> Option<RefMut<'_, Field>> {
        RefMut::filter_map(self.fields.borrow_mut(), |fields| fields.iter_mut().find(|field| field.id == id)).ok()
    }

    /// Adds a field, where it is not there yet.
    pub(crate) fn add(self, field: Field) {
        if self.field(&field.id).is_none() {
            self.fields.borrow_mut().push(field);
        }
    }

    /// The text of a field.
    pub(crate) fn text(self, id: &str) -> String {
        self.field(id).map(|field| field.typed.likely().trim().to_owned()).unwrap_or_default()
    }

    /// The three numbers of a field; nothing where there are none to be read.
    pub(crate) fn range(self, id: &str) -> Option<[i64; 3]> {
        let field = self.field(id)?;
        field.typed.range(&|text| field.value(text))
    }

    /// What a field lacks, for a result: `fejl i husets budget`; nothing where it can be read.
    pub(crate) fn lack(self, id: &str, noun: &str) -> Option<String> {
        let at_fault = self.field(id).is_some_and(|field| !field.typed.likely().trim().is_empty());
        let lack = || [if at_fault { "fejl i " } else { "mangler " }, noun].concat();
        self.range(id).is_none().then(lack)
    }

    /// Puts a text into a field.
    pub(crate) fn set(self, id: &str, text: &str) {
        if let Some(mut field) = self.field_mut(id) {
            field.typed = Typed::new(text);
        }
        self.renew();
    }

    /// All that is typed in a field: a text, or three with `|` between them where the number is unsure.
    pub(crate) fn whole(self, id: &str) -> String {
        let Some(field) = self.field(id) else { return String::new() };
        let [low, likely, high] = field.typed.text.each_ref().map(|text| text.trim());
        if !field.typed.unsure || low.is_empty() && high.is_empty() {
            return likely.to_owned();
        }
        let end = |text: &str| if text.is_empty() { likely.to_owned() } else { text.to_owned() };
        [&end(low), " | ", likely, " | ", &end(high)].concat()
    }

    /// Puts in what [`Form::whole`] gave.
    pub(crate) fn set_whole(self, id: &str, text: &str) {
        let parts: Vec<&str> = text.split('|').map(str::trim).collect();
        if let Some(mut field) = self.field_mut(id) {
            field.typed = match parts.as_slice() {
                [low, likely, high] => {
                    Typed { text: [low, likely, high].map(|text| (*text).to_owned()), unsure: true, ..Typed::default() }
                }
                _ => Typed::new(text),
            };
        }
        self.renew();
    }

    /// All fields as they were at first.
    pub(crate) fn reset(self) {
        for field in self.fields.borrow_mut().iter_mut() {
            field.typed = Typed::new(&field.first);
            (field.demanded, field.left) = (None, false);
        }
        self.renew();
    }

    /// True where something was typed that would be missed.
    pub(crate) fn is_touched(self) -> bool {
        self.fields.borrow().iter().any(Field::is_touched)
    }

    /// Says what is missing while a field is empty, from now on.
    pub(crate) fn demand(self, id: &str, said: &'static str) {
        if let Some(mut field) = self.field_mut(id) {
            field.demanded = Some(said);
            field.typed.fault[LIKELY] = true;
        }
        self.faults.tell();
    }

    /// The fields at fault: the id of the input, and what is wrong with its label.
    pub(crate) fn faulty(self) -> Vec<(String, String)> {
        let fields = self.fields.borrow();
        let of = |field: &Field, bound: usize| {
            let label = [&field.label, ["; lavt", "", "; højt"][bound]].concat();
            Some((field.input_id(bound), [&label, ": ", &self.fault(field, bound)?].concat()))
        };
        let all = fields.iter().flat_map(|field| (0..3).filter_map(move |bound| of(field, bound)));
        // A field that another choice has taken away is no fault: nobody could mend it.
        all.filter(|(id, _)| browser::element(id).is_some()).collect()
    }

    /// What is wrong with a field, by itself or together with another.
    fn fault(self, field: &Field, bound: usize) -> Option<String> {
        let together = || {
            let (id, said) = (self.check)(self).filter(|_| field.left && bound == LIKELY)?;
            (id == field.id).then(|| said.to_owned())
        };
        field.fault(bound).or_else(together)
    }

    /// Tells everybody.
    pub(crate) fn renew(self) {
        self.faults.tell();
        self.typed.tell();
    }

    fn type_in(self, id: &str, bound: usize, text: String) {
        let cured = {
            let together = (self.check)(self).is_some();
            let Some(mut field) = self.field_mut(id) else { return };
            let was_told = field.left && together;
            (field.typed.text[bound], field.left) = (text, false);
            let cured = field.typed.fault[bound] && field.problem(bound).is_none();
            if cured {
                field.typed.fault[bound] = false;
            }
            drop(field);
            cured || was_told || together && (self.check)(self).is_none()
        };
        self.typed.tell();
        if cured {
            self.faults.tell();
        }
    }

    fn leave(self, id: &str) {
        if let Some(mut field) = self.field_mut(id) {
            for bound in 0..3 {
                field.typed.fault[bound] = field.problem(bound).is_some();
            }
            field.left = true;
        }
        self.faults.tell();
    }

    fn turn_unsure(self, id: &str) {
        let focus = {
            let Some(mut field) = self.field_mut(id) else { return };
            field.typed.unsure = !field.typed.unsure;
            field.typed.fault = [false; 3];
            field.input_id(if field.typed.unsure { 0 } else { LIKELY })
        };
        self.renew();
        browser::soon(move || browser::focus(&focus));
    }

    /// A field in the page.
    pub(crate) fn view(self, id: &str) -> Element {
        let id = id.to_owned();
        element("div").live(move || {
            self.faults.track();
            self.field(&id).map(|field| self.entry(&field)).into_iter().collect()
        })
    }

    /// One input, or three where the number is unsure.
    fn entry(self, field: &Field) -> Element {
        let unsure = field.typed.unsure;
        let mut ends: Vec<Element> = Vec::new();
        if unsure {
            ends.push(self.input(field, 0, "Lavt", ""));
            ends.push(self.input(field, 2, "Højt", ""));
        }
        let toggle = matches!(field.kind, Kind::Number { can_be_unsure: true, .. }).then(|| {
            let words = if unsure { "Kun ét tal" } else { "Usikkert?" };
            let id = field.id.clone();
            small(words)
                .id(&["usikkert-", &field.id].concat())
                .attribute("aria-label", &[words, ": ", &field.label].concat())
                .attribute("aria-expanded", if unsure { "true" } else { "false" })
                .on("click", move |_| self.turn_unsure(&id))
        });
        let label = if unsure { [&field.label, ", sandsynligt"].concat() } else { field.label.clone() };
        element("div")
            .class(if unsure { "entry unsure" } else { "entry" })
            .child(self.input(field, LIKELY, &label, field.hint))
            .group(ends)
            .group(toggle)
    }

    fn input(self, field: &Field, bound: usize, label: &str, hint: &str) -> Element {
        let (typing, leaving) = (field.id.clone(), field.id.clone());
        let input = match field.kind {
            Kind::Long => element("textarea").class("input").attribute("rows", "4"),
            Kind::Text(list) => {
                let input = element("input").class("input").attribute("type", "text");
                list.into_iter().fold(input, |input, list| input.attribute("list", list))
            }
            Kind::Exact(_) => element("input").class("input input-short").attribute("type", "text"),
            Kind::Number { decimals, .. } => element("input")
                .class("input input-short")
                .attribute("type", "text")
                .attribute("inputmode", if decimals { "decimal" } else { "numeric" }),
        };
        let input = input
            .attribute("autocomplete", "off")
            .property("value", &field.typed.text[bound])
            .on("input", move |event| self.type_in(&typing, bound, value_of(&event)))
            .on("change", move |_| self.leave(&leaving));
        labelled(&field.input_id(bound), label, hint, self.fault(field, bound).as_deref(), input)
    }

    /// The errors above the heading of the page, of this form and of another.
    pub(crate) fn summary(forms: Vec<Form>) -> Element {
        element("div").attribute("aria-live", "polite").live(move || {
            forms.iter().for_each(|form| {
                form.faults.track();
                form.typed.track();
            });
            super::parts::summary(forms.iter().flat_map(|form| form.faulty()).collect()).into_iter().collect()
        })
    }
}

/// What is missing or wrong, in a row; nothing where nothing is.
pub(crate) fn lacks(found: impl IntoIterator<Item = Option<String>>) -> Option<String> {
    let found: Vec<String> = found.into_iter().flatten().collect();
    (!found.is_empty()).then(|| text::joined(&found.iter().map(String::as_str).collect::<Vec<_>>()))
}
