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
pub mod explain;
pub mod frame;
pub mod headers;
#[cfg(feature = "native")]
pub mod io;
pub mod measured;
pub mod new;
pub mod output;
pub mod paper;
pub mod parse;
pub mod render;
pub mod report;
pub mod resolve;
pub mod schema;
pub mod source;
pub mod tools;
pub mod world;

use check::memory::Memory;
use diagnostic::Diagnostic;
use output::Output;
use paper::{Papers, Press};
use rayon::prelude::*;
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
    let (built, site) = prepare(world, None);
    let output = site.map(|site| render::render(&dated(site, &built, world), &built.sources, &Papers::new()));
    Built { output, ..built }
}

/// Builds the site with its documents as PDFs beside the pages.
///
/// # Errors
/// What the press says of a sheet that it cannot set: a fault of the program, not of the content.
pub fn build_printed(world: &dyn World, press: &Press) -> Result<Built, String> {
    let (built, site) = prepare(world, None);
    let Some(site) = site.map(|site| dated(site, &built, world)) else { return Ok(built) };
    let sheets = render::sheets(&site);
    let papers =
        sheets.par_iter().map(|sheet| Ok((sheet.path.clone(), press(sheet)?))).collect::<Result<Papers, String>>()?;
    let output = Some(render::render(&site, &built.sources, &papers));
    Ok(Built { output, ..built })
}

/// What a preview gives.
#[derive(Debug)]
pub struct Previewed {
    /// The faults of the whole site; no output.
    pub built: Built,
    /// The page that was asked for; `None` where there is any error, or no such page.
    pub page: Option<String>,
}

/// Finds all faults and renders the page at one address, as [`build`] would: what somebody who writes waits for.
#[must_use]
pub fn preview(world: &dyn World, address: &str, memory: &mut Memory) -> Previewed {
    let (built, site) = prepare(world, Some(memory));
    let page = site.and_then(|site| render::page(&dated(site, &built, world), address));
    Previewed { built, page }
}

/// The site with the days on which its pages were changed, which only who renders it asks for: the answer may take a while.
#[must_use]
pub fn dated(mut site: resolve::Site, built: &Built, world: &dyn World) -> resolve::Site {
    site.date_changes(|page| world.changed(&built.sources.get(page).path));
    site
}

/// Finds all faults without rendering; `output` is always `None`.
#[must_use]
pub fn check(world: &dyn World) -> Built {
    let (built, site) = prepare(world, None);
    forget(site);
    built
}

/// Gives back the room of a site that nobody asks for any more. That takes a while where it is large, so nobody waits for it.
fn forget(site: Option<resolve::Site>) {
    rayon::spawn(move || drop(site));
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
pub fn prepare(world: &dyn World, mut memory: Option<&mut Memory>) -> (Built, Option<resolve::Site>) {
    let today = world.today();
    let (mut files, mut diagnostics) = discover::discover(world);
    let (mut checked, faults) = check::check(&files, today, memory.as_deref_mut());
    diagnostics.extend(faults);
    let (lexicon, spelling) = (files.lexicon.clone(), std::mem::take(&mut checked.spelling));
    // Nothing waits for what the dictionary says, so it may take its time beside the rest.
    let (misspelt, site) = rayon::join(
        || check::spelling::ask(world, lexicon.as_ref(), &spelling, memory),
        || resolve::resolve(&mut files, checked, today, &mut diagnostics),
    );
    diagnostics.extend(misspelt);
    diagnostic::sort(&mut diagnostics, &files.sources);
    (Built { sources: files.sources, diagnostics, output: None }, site)
}

/// The ledger of published addresses with those of the site as it is now, and how many are new; `None` where there is any
/// error. A build never writes into the content: whoever asks for this does.
#[must_use]
pub fn ledger(world: &dyn World) -> (Built, Option<(String, usize)>) {
    let (built, site) = prepare(world, None);
    let old = built.sources.iter().find(|(_, source)| source.path == discover::LEDGER);
    let ledger = site.map(|site| resolve::published::with(old.map_or("", |(_, source)| &source.text), &site));
    (built, ledger)
}

/// The words of a site that its dictionary accepts, in order: what `dictionary/known.txt` may hold, so that the dictionary need not be
/// asked about them again. Empty where there is no dictionary, or one that cannot be read.
#[must_use]
pub fn accepted_words(world: &dyn World) -> Vec<String> {
    let (mut files, _) = discover::discover(world);
    files.known.clear();
    let (checked, _) = check::check(&files, world.today(), None);
    check::spelling::accepted_words(world, files.lexicon.as_ref(), &checked.spelling)
}
