//! What the parts of a page are made of: elements, all of one type, and what they do.
//!
//! Contract: [`element`] starts an element, and the methods add to it; nothing here knows a document. `dom` brings elements into
//! the page, `relay` carries them from one module of WebAssembly to another.

use std::rc::Rc;

use web_sys::Event;

/// Events that elements may act on.
pub(crate) const EVENTS: [&str; 9] =
    ["click", "input", "change", "submit", "toggle", "dragover", "drop", "pointerover", "focusin"];

/// What an element does on an event.
pub(crate) type Act = Rc<dyn Fn(Event)>;
/// A part that follows its signals.
pub(crate) type Part = Box<dyn Fn() -> Vec<Element>>;

/// An element in the making. Boxed, since it is handed on with each addition.
pub(crate) struct Element(pub(crate) Box<Parts>);

/// The parts of an element.
pub(crate) struct Parts {
    pub(crate) tag: &'static str,
    pub(crate) set: Vec<(&'static str, Value)>,
    pub(crate) on: Vec<(&'static str, Act)>,
    pub(crate) children: Vec<Child>,
}

/// What stands in an element.
pub(crate) enum Child {
    Text(String),
    Element(Element),
    Group(Vec<Element>),
    Live(Part),
}

/// A value of an attribute or a property.
#[derive(PartialEq)]
pub(crate) enum Value {
    Text(String),
    Property(String),
    Flag(bool),
}

/// Starts an element. The name is in lower case.
#[inline(never)]
pub(crate) fn element(tag: &'static str) -> Element {
    Element(Box::new(Parts { tag, set: Vec::new(), on: Vec::new(), children: Vec::new() }))
}

/// Elements in the order they have, so many at a time in a parent of that name and class.
#[inline(never)]
pub(crate) fn parents(name: &'static str, class: &'static str, count: usize, children: Vec<Element>) -> Vec<Element> {
    let mut children = children.into_iter().peekable();
    let mut parents = Vec::new();
    while children.peek().is_some() {
        parents.push(element(name).class(class).group(children.by_ref().take(count)));
    }
    parents
}

impl Element {
    /// Adds an attribute.
    #[inline(never)]
    pub(crate) fn attribute(self, name: &'static str, value: &str) -> Element {
        self.set(name, Value::Text(value.to_owned()))
    }

    /// Adds a property: what the element has now, whatever it had at first.
    #[inline(never)]
    pub(crate) fn property(self, name: &'static str, value: &str) -> Element {
        self.set(name, Value::Property(value.to_owned()))
    }

    /// Adds a property that is true or false.
    #[inline(never)]
    pub(crate) fn flag(self, name: &'static str, value: bool) -> Element {
        self.set(name, Value::Flag(value))
    }

    #[inline(never)]
    fn set(mut self, name: &'static str, value: Value) -> Element {
        self.0.set.push((name, value));
        self
    }

    /// Adds classes.
    #[inline(never)]
    pub(crate) fn class(self, names: &str) -> Element {
        self.attribute("class", names)
    }

    /// Adds an id.
    #[inline(never)]
    pub(crate) fn id(self, id: &str) -> Element {
        self.attribute("id", id)
    }

    /// Does something on an event.
    pub(crate) fn on(self, event: &'static str, act: impl Fn(Event) + 'static) -> Element {
        self.act(event, Rc::new(act))
    }

    #[inline(never)]
    fn act(mut self, event: &'static str, act: Act) -> Element {
        debug_assert!(EVENTS.contains(&event), "{event}");
        self.0.on.push((event, act));
        self
    }

    /// Adds a text.
    #[inline(never)]
    pub(crate) fn text(self, text: &str) -> Element {
        self.part(Child::Text(text.to_owned()))
    }

    /// Adds a child.
    #[inline(never)]
    pub(crate) fn child(self, child: Element) -> Element {
        self.part(Child::Element(child))
    }

    /// Adds children.
    pub(crate) fn children(self, children: impl IntoIterator<Item = Element>) -> Element {
        self.all(&mut children.into_iter())
    }

    #[inline(never)]
    fn all(mut self, children: &mut dyn Iterator<Item = Element>) -> Element {
        self.0.children.extend(children.map(Child::Element));
        self
    }

    /// Adds children that together keep one place among their siblings, however many they are.
    pub(crate) fn group(self, children: impl IntoIterator<Item = Element>) -> Element {
        self.bundle(&mut children.into_iter())
    }

    #[inline(never)]
    fn bundle(self, children: &mut dyn Iterator<Item = Element>) -> Element {
        self.part(Child::Group(children.collect()))
    }

    /// Adds a part that follows its signals.
    pub(crate) fn live(self, part: impl Fn() -> Vec<Element> + 'static) -> Element {
        self.part(Child::Live(Box::new(part)))
    }

    #[inline(never)]
    fn part(mut self, part: Child) -> Element {
        self.0.children.push(part);
        self
    }
}
