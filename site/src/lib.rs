//! The static site generator of Børnehusguiden.
//!
//! A build runs through six steps, one module each; data flows one way and no step knows a later one:
//!
//! 1. [`discover`]: which files there are, sorted, read and told apart;
//! 2. [`parse`]: text to [`parse::Document`]s and TOML tables; per file, parallel, cannot fail;
//! 3. [`mod@check`]: tables to domain types (with the code of `calculator`), pages to [`check::page::Page`]s;
//! 4. [`resolve`]: the one global step: addresses, links, anchors, citations, law, figures, navigation;
//! 5. [`render`]: the [`resolve::Site`] to [`output::Output`]; parallel, cannot fail;
//! 6. write: `io::write` changes only what differs in `dist/`, and only where there is no error.
//!
//! Only [`io`] touches disk, clock, network or terminal. Everything else sees the outside through [`world::World`].

pub mod chart;
pub mod check;
pub mod diagnostic;
pub mod discover;
pub mod headers;
pub mod io;
pub mod output;
pub mod parse;
pub mod render;
pub mod resolve;
pub mod source;
pub mod tools;
pub mod world;

use check::memory::Memory;
use diagnostic::Diagnostic;
use output::Output;
use source::Sources;
use world::World;

/// What a build gives.
#[derive(Debug)]
pub struct Built {
    /// The texts that the diagnostics point into.
    pub sources: Sources,
    /// All faults, in reading order.
    pub diagnostics: Vec<Diagnostic>,
    /// The site; `None` where there is any error.
    pub output: Option<Output>,
}

impl Built {
    /// How many of the diagnostics are errors.
    #[must_use]
    pub fn errors(&self) -> usize {
        self.diagnostics.iter().filter(|d| d.is_error()).count()
    }
}

/// Builds the site: a pure function of what `world` answers.
#[must_use]
pub fn build(world: &dyn World) -> Built {
    let (built, site) = prepare(world, &mut Memory::default());
    Built { output: site.map(|site| render::render(&site)), ..built }
}

/// Finds all faults without rendering; `output` is always `None`.
#[must_use]
pub fn check(world: &dyn World) -> Built {
    prepare(world, &mut Memory::default()).0
}

/// What is no fault while somebody writes, but is when a site is to be published.
#[must_use]
pub fn before_publishing(built: &Built) -> Vec<Diagnostic> {
    let config = built.sources.iter().find(|(_, source)| source.path == "content/data/site.toml");
    config.and_then(|(id, source)| check::config::placeholder(id, source)).into_iter().collect()
}

/// Everything but rendering: the faults, and the site where none of them is an error; `output` is always `None`. A memory makes it
/// faster and changes nothing.
#[must_use]
pub fn prepare(world: &dyn World, memory: &mut Memory) -> (Built, Option<resolve::Site>) {
    let today = world.today();
    let (mut files, mut diagnostics) = discover::discover(world);
    let (checked, faults) = check::check(&files, today, memory);
    diagnostics.extend(faults);
    let site = resolve::resolve(&mut files, checked, today, &mut diagnostics);
    diagnostic::sort(&mut diagnostics, &files.sources);
    (Built { sources: files.sources, diagnostics, output: None }, site)
}
