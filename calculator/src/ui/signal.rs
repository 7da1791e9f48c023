//! Signals and the effects that follow them: the little that the tools need of a framework.
//!
//! Contract: a [`Signal`] holds nothing; it tells those who tracked it that something behind it has changed. An [`Effect`] runs
//! at once, and again after the event in which a signal that it tracked was told of, once for however many of them. It follows
//! what it tracked in its last run, and nothing once it has been dropped. An effect that is made within another does not make
//! the outer one follow its signals.
//!
//! Signals that carry values, threads and futures, as those of a framework do, came to a sixth of a small tool.

use std::cell::{Cell, RefCell};
use std::rc::{Rc, Weak};

use wasm_bindgen::JsCast;
use wasm_bindgen::prelude::Closure;

use super::browser;

/// Something that can change, for as long as the page lives or a line of it is there.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) struct Signal(usize);

/// Something that is done again when what it follows has changed.
pub(crate) struct Effect(Rc<Inner>);

struct Inner {
    /// Counts up: what stands around a part was made before it.
    number: usize,
    act: Box<dyn Fn()>,
    /// What it tracked in its last run.
    followed: RefCell<Vec<Signal>>,
    is_due: Cell<bool>,
}

/// All effects.
struct Graph {
    effects: usize,
    /// The effect that runs now, and those around it.
    running: Vec<Rc<Inner>>,
    /// Who follows each signal.
    followers: Vec<Vec<Weak<Inner>>>,
    /// The effects that are to run.
    due: Vec<Weak<Inner>>,
}

thread_local! {
    static GRAPH: RefCell<Graph> =
        const { RefCell::new(Graph { effects: 0, running: Vec::new(), followers: Vec::new(), due: Vec::new() }) };
}

impl Signal {
    pub(crate) fn new() -> Signal {
        GRAPH.with_borrow_mut(|graph| {
            graph.followers.push(Vec::new());
            Signal(graph.followers.len() - 1)
        })
    }

    /// The effect that runs now follows this.
    #[inline(never)]
    pub(crate) fn track(self) {
        GRAPH.with_borrow_mut(|graph| {
            let Some(running) = graph.running.last() else { return };
            let mut followed = running.followed.borrow_mut();
            if !followed.contains(&self) {
                followed.push(self);
                graph.followers[self.0].push(Rc::downgrade(running));
            }
        });
    }

    /// Tells those who follow this.
    #[inline(never)]
    pub(crate) fn tell(self) {
        let begins = GRAPH.with_borrow_mut(|graph| {
            let begins = graph.due.is_empty();
            for follower in &graph.followers[self.0] {
                if follower.upgrade().is_some_and(|effect| !effect.is_due.replace(true)) {
                    graph.due.push(Weak::clone(follower));
                }
            }
            begins && !graph.due.is_empty()
        });
        if begins {
            let act: Box<dyn FnOnce()> = Box::new(run_due);
            browser::before_paint(Closure::once_into_js(act).unchecked_ref());
        }
    }
}

/// Runs what is due in the order in which it was made, so that what stands around a part runs before it; what that removes
/// does not run any more.
fn run_due() {
    while let Some(effect) = GRAPH.with_borrow_mut(Graph::next) {
        effect.run();
    }
}

impl Graph {
    fn next(&mut self) -> Option<Rc<Inner>> {
        let alive = |(at, effect): (usize, &Weak<Inner>)| effect.upgrade().map(|effect| (effect.number, at));
        let Some((_, first)) = self.due.iter().enumerate().filter_map(alive).min() else {
            self.due.clear();
            return None;
        };
        self.due.swap_remove(first).upgrade()
    }
}

impl Effect {
    pub(crate) fn new(act: impl Fn() + 'static) -> Effect {
        Effect::boxed(Box::new(act))
    }

    #[inline(never)]
    fn boxed(act: Box<dyn Fn()>) -> Effect {
        let number = GRAPH.with_borrow_mut(|graph| {
            graph.effects += 1;
            graph.effects
        });
        let inner = Rc::new(Inner { number, act, followed: RefCell::default(), is_due: Cell::new(false) });
        inner.run();
        Effect(inner)
    }
}

impl Inner {
    fn run(self: &Rc<Inner>) {
        self.forget();
        self.is_due.set(false);
        GRAPH.with_borrow_mut(|graph| graph.running.push(Rc::clone(self)));
        (self.act)();
        // Dropped only after the borrow.
        let _ran = GRAPH.with_borrow_mut(|graph| graph.running.pop());
    }

    /// Follows nothing any more.
    fn forget(&self) {
        let followed = self.followed.take();
        GRAPH.with_borrow_mut(|graph| {
            for signal in followed {
                graph.followers[signal.0].retain(|follower| !std::ptr::eq(follower.as_ptr(), self));
            }
        });
    }
}

impl Drop for Effect {
    fn drop(&mut self) {
        // With it goes the only owner, unless it runs just now: what is due finds it no more.
        self.0.forget();
    }
}
