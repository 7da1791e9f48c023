//! The elements of the tool, all of one type.
//!
//! Contract: [`element`] starts an element, the methods add to it, and [`Element::view`] ends it. [`live`] is a part of the
//! page that follows the signals it reads: it is made anew on each change, and Leptos brings the page in line with it,
//! in place where elements stand in the same order as before. So what has focus keeps it, as long as only what comes
//! after it, or stands in a `live` of its own, comes and goes.
//!
//! Leptos' `view!` gives every shape of markup its own type, and each type its own code to build, update and remove it.
//! For this tool that came to 81 kB of brotli, of the 60 that a page may weigh. Nothing else of Leptos is replaced.

use leptos::attr::any_attribute::{AnyAttribute, IntoAnyAttribute};
use leptos::attr::custom::custom_attribute;
use leptos::ev;
use leptos::html::custom;
use leptos::prelude::*;
use web_sys::Event;

/// An element in the making. Boxed, since it is handed on with each addition.
pub(crate) struct Element(Box<Parts>);

struct Parts {
    tag: &'static str,
    attributes: Vec<AnyAttribute>,
    children: Vec<AnyView>,
}

/// Starts an element. The name is in upper case, as the DOM gives it back: Leptos compares the two when it updates, and
/// would otherwise put a new element in the place of the old one.
pub(crate) fn element(tag: &'static str) -> Element {
    debug_assert!(tag.bytes().all(|b| !b.is_ascii_lowercase()), "{tag}");
    Element(Box::new(Parts { tag, attributes: Vec::new(), children: Vec::new() }))
}

/// A part of the page that follows its signals.
pub(crate) fn live(part: impl Fn() -> Vec<Element> + Send + 'static) -> AnyView {
    let part: Box<dyn Fn() -> Vec<Element> + Send> = Box::new(part);
    (move || part().into_iter().map(Element::view).collect::<Vec<_>>()).into_any()
}

impl Element {
    /// Adds an attribute.
    pub(crate) fn attribute(self, name: &'static str, value: &str) -> Element {
        self.with(custom_attribute(name, value.to_owned()).into_any_attr())
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
    pub(crate) fn on(self, event: &'static str, act: impl FnMut(Event) + 'static) -> Element {
        let act: Box<dyn FnMut(Event)> = Box::new(act);
        self.with(ev::on(ev::Custom::<Event>::new(event), act).into_any_attr())
    }

    /// Adds a text.
    pub(crate) fn text(self, text: &str) -> Element {
        self.part(text.to_owned().into_any())
    }

    /// Adds a child.
    pub(crate) fn child(self, child: Element) -> Element {
        self.part(child.view())
    }

    /// Adds children.
    pub(crate) fn children(self, children: impl IntoIterator<Item = Element>) -> Element {
        children.into_iter().fold(self, Element::child)
    }

    /// Adds a part that follows its signals.
    pub(crate) fn live(self, part: impl Fn() -> Vec<Element> + Send + 'static) -> Element {
        self.part(live(part))
    }

    /// Ends the element.
    pub(crate) fn view(self) -> AnyView {
        let Parts { tag, attributes, children } = *self.0;
        custom(tag).add_any_attr(attributes).child(children).into_any()
    }

    fn with(mut self, attribute: AnyAttribute) -> Element {
        self.0.attributes.push(attribute);
        self
    }

    fn part(mut self, part: AnyView) -> Element {
        self.0.children.push(part);
        self
    }
}
