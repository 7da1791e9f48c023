//! What follows what: Leptos' signals, and the effects that draw parts of a page.
//!
//! Contract: a [`Signal`] holds nothing; it tells those who tracked it that something behind it has changed. An [`Effect`] runs
//! at once, and again after the event in which a signal that it tracked was told of, once for however many of them, and before
//! the page is painted. It follows what it tracked in its last run, and nothing once it has been dropped. An effect that is
//! made within another does not make the outer one follow its signals.
//!
//! Signals and their graph are Leptos'. Its own effects run as futures in an executor, and its signals live in an arena with
//! their values; neither is needed here, and both together came to 10 kB of brotli in every tool. So an effect here is a node
//! of the graph of its own kind.

use std::cell::RefCell;
use std::rc::Rc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, PoisonError, RwLock, Weak};

use reactive_graph::graph::{AnySource, AnySubscriber, ReactiveNode, Source, Subscriber, WithObserver};
use reactive_graph::signal::ArcTrigger;
use reactive_graph::traits::{Notify, Track};
use wasm_bindgen::JsCast;
use wasm_bindgen::prelude::Closure;

use super::browser;

/// Something that can change, for as long as the page lives.
#[derive(Clone, Copy)]
pub(crate) struct Signal(&'static ArcTrigger);

/// Something that is done again when what it follows has changed.
pub(crate) struct Effect(Arc<Node>);

/// An effect as the graph knows it. The graph asks for what can be sent between threads, so what is done stands elsewhere.
struct Node {
    /// Where its act stands.
    place: usize,
    /// Counts up: what stands around a part was made before it.
    age: usize,
    is_due: AtomicBool,
    /// Itself, to be put among what is due.
    me: Weak<Node>,
    /// What it tracked in its last run.
    sources: RwLock<Vec<AnySource>>,
}

/// What effects do, and which of them are to run.
struct Acts {
    by_place: Vec<Option<Rc<dyn Fn()>>>,
    free: Vec<usize>,
    made: usize,
    due: Vec<Weak<Node>>,
    asked: bool,
}

thread_local! {
    static ACTS: RefCell<Acts> =
        const { RefCell::new(Acts { by_place: Vec::new(), free: Vec::new(), made: 0, due: Vec::new(), asked: false }) };
}

impl Signal {
    pub(crate) fn new() -> Signal {
        Signal(Box::leak(Box::new(ArcTrigger::new())))
    }

    /// The effect that runs now follows this.
    #[inline(never)]
    pub(crate) fn track(self) {
        self.0.track();
    }

    /// Tells those who follow this.
    #[inline(never)]
    pub(crate) fn tell(self) {
        self.0.notify();
    }
}

impl Effect {
    pub(crate) fn new(act: impl Fn() + 'static) -> Effect {
        Effect::boxed(Rc::new(act))
    }

    #[inline(never)]
    fn boxed(act: Rc<dyn Fn()>) -> Effect {
        let (place, age) = ACTS.with_borrow_mut(|acts| {
            acts.made += 1;
            let place = acts.free.pop().unwrap_or(acts.by_place.len());
            if place == acts.by_place.len() {
                acts.by_place.push(None);
            }
            acts.by_place[place] = Some(act);
            (place, acts.made)
        });
        let node = Arc::new_cyclic(|me| {
            let me = Weak::clone(me);
            Node { place, age, is_due: AtomicBool::new(false), me, sources: RwLock::default() }
        });
        run(&node);
        Effect(node)
    }
}

impl Drop for Effect {
    fn drop(&mut self) {
        self.0.clear_sources(&subscriber(&self.0));
        let place = self.0.place;
        // Dropped only after the borrow: what an act holds may itself hold effects.
        let _act = ACTS.with_borrow_mut(|acts| {
            acts.free.push(place);
            acts.by_place[place].take()
        });
    }
}

fn subscriber(node: &Arc<Node>) -> AnySubscriber {
    AnySubscriber(Arc::as_ptr(node) as usize, Weak::<Node>::clone(&node.me))
}

/// Runs an effect that is still there.
fn run(node: &Arc<Node>) {
    node.is_due.store(false, Ordering::Relaxed);
    let me = subscriber(node);
    node.clear_sources(&me);
    let act = ACTS.with_borrow(|acts| acts.by_place.get(node.place).cloned().flatten());
    if let Some(act) = act {
        me.with_observer(|| act());
    }
}

/// Runs what is due in the order in which it was made, so that what stands around a part runs before it; what that removes
/// does not run any more.
fn run_due() {
    loop {
        let next = ACTS.with_borrow_mut(|acts| {
            let alive = |(at, node): (usize, &Weak<Node>)| node.upgrade().map(|node| (node.age, at));
            let Some((_, first)) = acts.due.iter().enumerate().filter_map(alive).min() else {
                acts.due.clear();
                acts.asked = false;
                return None;
            };
            acts.due.swap_remove(first).upgrade()
        });
        let Some(node) = next else { return };
        run(&node);
    }
}

impl Node {
    /// The graph says that something it follows has changed.
    fn due(&self) {
        if self.is_due.swap(true, Ordering::Relaxed) {
            return;
        }
        let first = ACTS.with_borrow_mut(|acts| {
            acts.due.push(Weak::clone(&self.me));
            !std::mem::replace(&mut acts.asked, true)
        });
        if first {
            let act: Box<dyn FnOnce()> = Box::new(run_due);
            browser::before_paint(Closure::once_into_js(act).unchecked_ref());
        }
    }
}

impl ReactiveNode for Node {
    fn mark_dirty(&self) {
        self.due();
    }

    fn mark_check(&self) {
        self.due();
    }

    fn mark_subscribers_check(&self) {}

    fn update_if_necessary(&self) -> bool {
        false
    }
}

impl Subscriber for Node {
    fn add_source(&self, source: AnySource) {
        self.sources.write().unwrap_or_else(PoisonError::into_inner).push(source);
    }

    fn clear_sources(&self, subscriber: &AnySubscriber) {
        let sources = std::mem::take(&mut *self.sources.write().unwrap_or_else(PoisonError::into_inner));
        for source in sources {
            source.remove_subscriber(subscriber);
        }
    }
}
