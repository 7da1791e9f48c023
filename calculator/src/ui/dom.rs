//! The elements of the tool, all of one type.
//!
//! Contract: [`element`] starts an element, the methods add to it, and [`Element::view`] ends it. [`live`] is a part of the
//! page that follows the signals it reads: it is made anew on each change, and Leptos brings the page in line with it,
//! in place where elements stand in the same order as before. So what has focus keeps it, and its caret, as long as only
//! what comes after it, or stands in a [`Element::group`] or a `live` of its own, comes and goes.
//!
//! Leptos' `view!` gives every shape of markup its own type, and each type its own code to build, update and remove it.
//! For this tool that came to 81 kB of brotli. And where attributes are of any type, Leptos takes all of them off an element
//! and puts the new ones on, which moves the caret; so there is one type of them here, [`Attributes`], which touches only what
//! has changed. Nothing else of Leptos is replaced.

use std::cell::RefCell;
use std::rc::Rc;
use std::sync::Arc;

use leptos::attr::{Attribute, NextAttribute};
use leptos::html::custom;
use leptos::prelude::*;
use wasm_bindgen::prelude::Closure;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::Event;

type Act = Arc<dyn Fn(Event) + Send + Sync>;

/// An element in the making. Boxed, since it is handed on with each addition.
pub(crate) struct Element(Box<Parts>);

struct Parts {
    tag: &'static str,
    attributes: Attributes,
    children: Vec<AnyView>,
}

/// Starts an element. The name is in upper case, as the DOM gives it back: Leptos compares the two when it updates, and
/// would otherwise put a new element in the place of the old one.
#[inline(never)]
pub(crate) fn element(tag: &'static str) -> Element {
    debug_assert!(tag.bytes().all(|b| !b.is_ascii_lowercase()), "{tag}");
    Element(Box::new(Parts { tag, attributes: Attributes::default(), children: Vec::new() }))
}

/// A part of the page that follows its signals.
pub(crate) fn live(part: impl Fn() -> Vec<Element> + Send + 'static) -> AnyView {
    boxed(Box::new(part))
}

#[inline(never)]
fn boxed(part: Box<dyn Fn() -> Vec<Element> + Send>) -> AnyView {
    (move || part().into_iter().map(Element::view).collect::<Vec<_>>()).into_any()
}

impl Element {
    /// Adds an attribute.
    #[inline(never)]
    pub(crate) fn attribute(mut self, name: &'static str, value: &str) -> Element {
        self.0.attributes.set.push((name, Value::Text(value.to_owned())));
        self
    }

    /// Adds a property: what the element has now, whatever it had at first.
    #[inline(never)]
    pub(crate) fn property(mut self, name: &'static str, value: &str) -> Element {
        self.0.attributes.set.push((name, Value::Property(value.to_owned())));
        self
    }

    /// Adds a property that is true or false.
    #[inline(never)]
    pub(crate) fn flag(mut self, name: &'static str, value: bool) -> Element {
        self.0.attributes.set.push((name, Value::Flag(value)));
        self
    }

    /// Adds classes.
    pub(crate) fn class(self, names: &str) -> Element {
        self.attribute("class", names)
    }

    /// Adds an id.
    pub(crate) fn id(self, id: &str) -> Element {
        self.attribute("id", id)
    }

    /// Does something on an event.
    pub(crate) fn on(self, event: &'static str, act: impl Fn(Event) + Send + Sync + 'static) -> Element {
        self.act(event, Arc::new(act))
    }

    #[inline(never)]
    fn act(mut self, event: &'static str, act: Act) -> Element {
        self.0.attributes.on.push((event, act));
        self
    }

    /// Adds a text.
    #[inline(never)]
    pub(crate) fn text(self, text: &str) -> Element {
        self.part(text.to_owned().into_any())
    }

    /// Adds a child.
    #[inline(never)]
    pub(crate) fn child(self, child: Element) -> Element {
        self.part(child.view())
    }

    /// Adds children.
    pub(crate) fn children(self, children: impl IntoIterator<Item = Element>) -> Element {
        self.all(&mut children.into_iter())
    }

    #[inline(never)]
    fn all(mut self, children: &mut dyn Iterator<Item = Element>) -> Element {
        self.0.children.extend(children.map(Element::view));
        self
    }

    /// Adds children that together keep one place among their siblings, however many they are.
    pub(crate) fn group(self, children: impl IntoIterator<Item = Element>) -> Element {
        self.bundle(&mut children.into_iter())
    }

    #[inline(never)]
    fn bundle(self, children: &mut dyn Iterator<Item = Element>) -> Element {
        self.part(children.map(Element::view).collect::<Vec<_>>().into_any())
    }

    /// Adds a part that follows its signals.
    pub(crate) fn live(self, part: impl Fn() -> Vec<Element> + Send + 'static) -> Element {
        self.part(live(part))
    }

    /// Ends the element.
    #[inline(never)]
    pub(crate) fn view(self) -> AnyView {
        let Parts { tag, attributes, children } = *self.0;
        custom(tag).add_any_attr(attributes).child(children).into_any()
    }

    #[inline(never)]
    fn part(mut self, part: AnyView) -> Element {
        self.0.children.push(part);
        self
    }
}

/// The attributes, properties and listeners of an element.
#[derive(Clone, Default)]
struct Attributes {
    set: Vec<(&'static str, Value)>,
    on: Vec<(&'static str, Act)>,
}

#[derive(Clone, PartialEq)]
enum Value {
    Text(String),
    Property(String),
    Flag(bool),
}

/// What an element has been given.
struct Given {
    element: web_sys::Element,
    set: Vec<(&'static str, Value)>,
    on: Vec<Listener>,
}

/// A listener that stays while what it does is exchanged.
struct Listener {
    element: web_sys::Element,
    event: &'static str,
    act: Rc<RefCell<Act>>,
    closure: Closure<dyn FnMut(Event)>,
}

impl Listener {
    fn new(element: &web_sys::Element, event: &'static str, act: Act) -> Listener {
        let act = Rc::new(RefCell::new(act));
        let inner = Rc::clone(&act);
        let closure = Closure::<dyn FnMut(Event)>::new(move |event| {
            let act = Arc::clone(&inner.borrow());
            act(event);
        });
        _ = element.add_event_listener_with_callback(event, closure.as_ref().unchecked_ref());
        Listener { element: element.clone(), event, act, closure }
    }
}

impl Drop for Listener {
    fn drop(&mut self) {
        _ = self.element.remove_event_listener_with_callback(self.event, self.closure.as_ref().unchecked_ref());
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

impl Attribute for Attributes {
    const MIN_LENGTH: usize = 0;
    type State = Given;
    type AsyncOutput = Attributes;
    type Cloneable = Attributes;
    type CloneableOwned = Attributes;

    fn html_len(&self) -> usize {
        0
    }

    fn to_html(self, _: &mut String, _: &mut String, _: &mut String, _: &mut String) {}

    fn hydrate<const FROM_SERVER: bool>(self, element: &web_sys::Element) -> Given {
        self.build(element)
    }

    fn build(self, element: &web_sys::Element) -> Given {
        let mut given = Given { element: element.clone(), set: Vec::new(), on: Vec::new() };
        self.rebuild(&mut given);
        given
    }

    fn rebuild(self, given: &mut Given) {
        let Given { element, set, on } = given;
        for (name, old) in set.iter() {
            if matches!(old, Value::Text(_)) && !self.set.iter().any(|(new, _)| new == name) {
                _ = element.remove_attribute(name);
            }
        }
        for (name, value) in &self.set {
            // The user may have changed a property since.
            if !matches!(value, Value::Text(_)) || !set.iter().any(|(old, had)| old == name && had == value) {
                value.give(element, name);
            }
        }
        *set = self.set;
        on.truncate(self.on.len());
        for (index, (event, act)) in self.on.into_iter().enumerate() {
            match on.get_mut(index) {
                Some(listener) if listener.event == event => *listener.act.borrow_mut() = act,
                Some(listener) => *listener = Listener::new(element, event, act),
                None => on.push(Listener::new(element, event, act)),
            }
        }
    }

    fn into_cloneable(self) -> Attributes {
        self
    }

    fn into_cloneable_owned(self) -> Attributes {
        self
    }

    fn dry_resolve(&mut self) {}

    async fn resolve(self) -> Attributes {
        self
    }
}

impl NextAttribute for Attributes {
    type Output<Next: Attribute> = (Attributes, Next);

    fn add_any_attr<Next: Attribute>(self, next: Next) -> (Attributes, Next) {
        (self, next)
    }
}
