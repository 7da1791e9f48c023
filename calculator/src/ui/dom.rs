//! How elements come into the page, and what is done on their events.
//!
//! Contract: [`mount`] puts elements into a place of the page. [`Element::live`] is a part of the page that follows
//! the signals it reads: it is made anew on each change, and the page is brought in line with it, in place where elements
//! stand in the same order as before. So what has focus keeps it, and its caret, as long as only what comes after it, or
//! stands in a [`Element::group`] or a `live` of its own, comes and goes.
//!
//! The signals are Leptos' (`signal`); its renderer is not used: every shape of markup gets a type of its own there, and each
//! type its own code to build, update and remove it, which comes to more than a tool. A listener stands once at the root of
//! each mounted part, not at each element: five hundred lines have thousands of fields.

use std::cell::RefCell;
use std::mem;
use std::rc::Rc;

use super::browser::document;
use super::element::{Act, Child, EVENTS, Element, Part, Parts, Value};
use super::signal::Effect;
use wasm_bindgen::prelude::Closure;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{Event, Node};

/// The vocabulary of drawings.
const SVG: &str = "http://www.w3.org/2000/svg";

/// Where an element's number stands, by which its acts are found.
const NUMBER: &str = "data-n";
/// The elements that have one.
const ACTING: &str = "[data-n]";

thread_local! {
    /// What elements do, by their numbers.
    static ACTS: RefCell<Acts> = const { RefCell::new(Acts { by_number: Vec::new(), free: Vec::new() }) };
}

struct Acts {
    by_number: Vec<Vec<(&'static str, Act)>>,
    free: Vec<usize>,
}

/// Puts elements into a place of the page, for as long as the page lives.
pub(crate) fn mount(place: &web_sys::Element, parts: Vec<Element>) {
    let act: Box<dyn FnMut(Event)> = Box::new(dispatch);
    let act = Closure::<dyn FnMut(Event)>::wrap(act).into_js_value();
    for event in EVENTS {
        // Not all events bubble, but all come down.
        _ = place.add_event_listener_with_callback_and_bool(event, act.unchecked_ref(), true);
    }
    let mut slots = Vec::new();
    patch(place, &mut slots, parts.into_iter().map(Child::Element).collect(), None);
    mem::forget(slots);
}

/// Does what the elements from the target up say that they do on an event.
fn dispatch(event: Event) {
    let name = event.type_();
    let mut acts: Vec<Act> = Vec::new();
    let mut at = event.target().and_then(|target| target.dyn_into::<web_sys::Element>().ok());
    // The browser finds the next that acts: to ask each element on the way takes longer than what is done.
    while let Some(element) = at.and_then(|at| at.closest(ACTING).ok().flatten()) {
        if let Some(number) = element.get_attribute(NUMBER).and_then(|number| number.parse::<usize>().ok()) {
            ACTS.with_borrow(|all| {
                let all = all.by_number.get(number).into_iter().flatten();
                acts.extend(all.filter(|(event, _)| *event == name).map(|(_, act)| Rc::clone(act)));
            });
        }
        // A `toggle` is the element's own; all that can be opened act on it.
        at = (name != "toggle").then(|| element.parent_element()).flatten();
    }
    for act in acts {
        act(event.clone());
    }
}

/// What stands in the page.
enum Slot {
    Text { node: Node, text: String },
    Element(Mounted),
    Group(Vec<Slot>),
    Live(Following),
}

/// An element in the page.
struct Mounted {
    element: web_sys::Element,
    tag: &'static str,
    set: Vec<(&'static str, Value)>,
    /// Its number, where it acts on something.
    number: Option<usize>,
    slots: Vec<Slot>,
}

/// A part in the page that follows its signals.
struct Following {
    /// An empty text after the part: where it ends.
    end: Node,
    slots: Rc<RefCell<Vec<Slot>>>,
    _effect: Effect,
}

/// Brings what stands in a parent, before `end`, in line with what should.
#[inline(never)]
fn patch(parent: &Node, slots: &mut Vec<Slot>, children: Vec<Child>, end: Option<&Node>) {
    while slots.len() > children.len() {
        if let Some(slot) = slots.pop() {
            slot.remove();
        }
    }
    // What is new comes after what stays, so it goes in from the first to the last.
    let rest = {
        let mut children = children.into_iter();
        let kept: Vec<Child> = children.by_ref().take(slots.len()).collect();
        let mut end = end.cloned();
        // From the last to the first: where a slot ends is where the next begins.
        for (slot, child) in slots.iter_mut().zip(kept).rev() {
            renew(parent, slot, child, end.as_ref());
            end = slot.first().or(end);
        }
        children
    };
    for child in rest {
        slots.push(build(parent, child, end));
    }
}

fn renew(parent: &Node, slot: &mut Slot, child: Child, end: Option<&Node>) {
    let child = match (&mut *slot, child) {
        (Slot::Text { node, text }, Child::Text(new)) => {
            if *text != new {
                node.set_node_value(Some(&new));
                *text = new;
            }
            return;
        }
        (Slot::Element(mounted), Child::Element(Element(parts))) if mounted.is_for(&parts) => {
            mounted.bring_in_line(*parts);
            return;
        }
        (Slot::Group(slots), Child::Group(elements)) => {
            patch(parent, slots, elements.into_iter().map(Child::Element).collect(), end);
            return;
        }
        (Slot::Live(following), Child::Live(part)) => {
            let (end, slots) = (following.end.clone(), Rc::clone(&following.slots));
            *following = follow(end, slots, part);
            return;
        }
        (_, child) => child,
    };
    let old = mem::replace(slot, build(parent, child, end));
    old.remove();
}

fn build(parent: &Node, child: Child, end: Option<&Node>) -> Slot {
    match child {
        Child::Text(text) => {
            let node: Node = document().create_text_node(&text).into();
            _ = parent.insert_before(&node, end);
            Slot::Text { node, text }
        }
        Child::Element(Element(parts)) => {
            let made = match parts.tag {
                // What is drawn belongs to another vocabulary than the page around it.
                "svg" | "line" | "text" | "circle" => document().create_element_ns(Some(SVG), parts.tag),
                tag => document().create_element(tag),
            };
            let Ok(element) = made else { return Slot::Group(Vec::new()) };
            let mut mounted = Mounted { element, tag: parts.tag, set: Vec::new(), number: None, slots: Vec::new() };
            mounted.bring_in_line(*parts);
            _ = parent.insert_before(&mounted.element, end);
            Slot::Element(mounted)
        }
        Child::Group(elements) => {
            Slot::Group(elements.into_iter().map(|element| build(parent, Child::Element(element), end)).collect())
        }
        Child::Live(part) => {
            let node: Node = document().create_text_node("").into();
            _ = parent.insert_before(&node, end);
            Slot::Live(follow(node, Rc::default(), part))
        }
    }
}

/// Makes the part now, and again whenever a signal it reads changes.
fn follow(end: Node, slots: Rc<RefCell<Vec<Slot>>>, part: Part) -> Following {
    let (place, inside) = (end.clone(), Rc::clone(&slots));
    let effect = Effect::new(move || {
        let children = part().into_iter().map(Child::Element).collect();
        if let Some(parent) = place.parent_node() {
            patch(&parent, &mut inside.borrow_mut(), children, Some(&place));
        }
    });
    Following { end, slots, _effect: effect }
}

impl Slot {
    /// The first node of it.
    fn first(&self) -> Option<Node> {
        match self {
            Slot::Text { node, .. } => Some(node.clone()),
            Slot::Element(mounted) => Some(mounted.element.clone().into()),
            Slot::Group(slots) => slots.iter().find_map(Slot::first),
            Slot::Live(following) => {
                following.slots.borrow().iter().find_map(Slot::first).or_else(|| Some(following.end.clone()))
            }
        }
    }

    /// Takes it out of the page.
    fn remove(self) {
        match self {
            Slot::Text { node, .. } => take_out(&node),
            Slot::Element(mounted) => take_out(&mounted.element),
            Slot::Group(slots) => slots.into_iter().for_each(Slot::remove),
            Slot::Live(following) => {
                take_out(&following.end);
                mem::take(&mut *following.slots.borrow_mut()).into_iter().for_each(Slot::remove);
            }
        }
    }
}

fn take_out(node: &Node) {
    if let Some(parent) = node.parent_node() {
        _ = parent.remove_child(node);
    }
}

impl Mounted {
    /// Is it the same element? One of another id is another: a browser knows fields by more than what is set here, for instance
    /// which of a group is chosen.
    fn is_for(&self, parts: &Parts) -> bool {
        self.tag == parts.tag && id_of(&self.set) == id_of(&parts.set)
    }

    fn bring_in_line(&mut self, parts: Parts) {
        for (name, old) in &self.set {
            if matches!(old, Value::Text(_)) && !parts.set.iter().any(|(new, _)| new == name) {
                _ = self.element.remove_attribute(name);
            }
        }
        // What a list has chosen is one of its options, so they come first.
        patch(&self.element, &mut self.slots, parts.children, None);
        for (name, value) in &parts.set {
            // The user may have changed a property since.
            if !matches!(value, Value::Text(_)) || !self.set.iter().any(|(old, had)| old == name && had == value) {
                value.give(&self.element, name);
            }
        }
        self.set = parts.set;
        if self.number.is_none() && !parts.on.is_empty() {
            let number = ACTS.with_borrow_mut(|acts| {
                let number = acts.free.pop().unwrap_or(acts.by_number.len());
                if number == acts.by_number.len() {
                    acts.by_number.push(Vec::new());
                }
                number
            });
            _ = self.element.set_attribute(NUMBER, &number.to_string());
            self.number = Some(number);
        }
        if let Some(number) = self.number {
            // Dropped only after the borrow: what an act holds may itself hold elements.
            let _old = ACTS.with_borrow_mut(|acts| mem::replace(&mut acts.by_number[number], parts.on));
        }
    }
}

fn id_of<'a>(set: &'a [(&'static str, Value)]) -> Option<&'a str> {
    set.iter().find_map(|(name, value)| match value {
        Value::Text(id) if *name == "id" => Some(id.as_str()),
        _ => None,
    })
}

impl Drop for Mounted {
    fn drop(&mut self) {
        if let Some(number) = self.number {
            let _acts = ACTS.with_borrow_mut(|acts| {
                acts.free.push(number);
                mem::take(&mut acts.by_number[number])
            });
        }
    }
}

impl Value {
    fn give(&self, element: &web_sys::Element, name: &str) {
        let set = |value: JsValue| _ = js_sys::Reflect::set(element, &JsValue::from_str(name), &value);
        match self {
            Value::Text(text) => _ = element.set_attribute(name, text),
            Value::Property(text) => set(JsValue::from_str(text)),
            Value::Flag(flag) => set(JsValue::from_bool(*flag)),
        }
    }
}
