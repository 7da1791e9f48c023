//! `site serve`: builds at each save, and shows what came of it in the terminal and in the browser.
//!
//! Contract: nothing is written to the disk. A build with errors leaves the last good site in place; whatever goes wrong while
//! somebody writes is told and ends nothing. Each build's time is printed. Errors come before warnings and in full; warnings are
//! a line each, and only where they are others than last time. The editors' preview (`/redaktoer/`) is built behind the
//! writer's back, and shown when it is there.

use super::disk::{self, Project, preview_bundle};
use super::failure::Failure;
use super::history::{self, History};
use super::serve;
use super::serve::live::Live;
use super::serve::overlay::Report;
use super::terminal;
use super::tool::{self, PREVIEW, READERS};
use super::watch::{self, Changes};
use crate::check::memory::Memory;
use crate::headers::MARKER;
use crate::output::Output;
use crate::paper::Papers;
use crate::render;
use crate::report::{self, Format};
use crate::tools::EDITOR;
use jiff::civil::Date;
use std::fs;
use std::path::Path;
use std::sync::Arc;
use std::thread::{self, JoinHandle};
use std::time::Instant;

/// What is asked for.
#[derive(Debug, Clone, Copy)]
pub struct Wanted<'a> {
    /// The project's folder.
    pub root: &'a Path,
    /// Where `build` writes: shown where the content is at fault from the start.
    pub published: &'a Path,
    /// Where to serve; the first free port from 8000 where it is not said.
    pub port: Option<u16>,
    /// How errors are printed.
    pub format: Format,
    /// The day for which to build; the real one where it is not said, and `serve` may run past midnight.
    pub date: Option<Date>,
}

/// Shows the site until nothing changes any more, which is never.
///
/// # Errors
/// Where the port is taken.
pub fn run(wanted: &Wanted<'_>) -> Result<(), Failure> {
    let live = Arc::new(Live::default());
    // What may fail at once comes before what may take minutes. The preview's folder is watched from the beginning.
    if tool::has_tool(wanted.root, &PREVIEW) {
        let folder = preview_bundle(wanted.root);
        fs::create_dir_all(&folder).map_err(|error| Failure::of("kan ikke oprette mappen", &folder, &error))?;
    }
    let mut watch = watch::start(wanted.root);
    let server = serve::spawn_live(wanted.port, live.clone())?;
    let mut told = Told::default();
    let mut memory = Memory::default();
    let mut state = State { fresh: false, preview: has_preview(wanted.root) };
    state.fresh = round(wanted, &live, &mut told, &mut memory, state);
    terminal::progress(&format!(
        "Siden vises på {}{}/ og følger med, når en fil gemmes. Stop med Ctrl+C.",
        server.address,
        base(wanted.root)
    ));
    if tool::has_tool(wanted.root, &PREVIEW) {
        let page = format!("{}/{}/", base(wanted.root), EDITOR.name);
        terminal::progress(&format!("Redaktørens forhåndsvisning: {}{page}", server.address));
    }
    let mut making = behind(wanted.root, None);
    loop {
        let Changes { site, tool, preview } = watch.changes();
        if tool {
            making = behind(wanted.root, making);
        }
        // Looking whether the tools are up to date takes longer than building the site.
        let shown = if tool || preview { has_preview(wanted.root) } else { state.preview };
        let still_fresh = state.fresh && (!tool || tool::is_fresh(wanted.root, &READERS));
        if site || !still_fresh || shown != state.preview {
            state = State { fresh: still_fresh, preview: shown };
            state.fresh = round(wanted, &live, &mut told, &mut memory, state);
        }
    }
}

/// What is known of the tools.
#[derive(Debug, Clone, Copy)]
struct State {
    /// Those of readers are up to date.
    fresh: bool,
    /// The preview is there and up to date. One that was made from another generator would tell other faults.
    preview: bool,
}

fn has_preview(root: &Path) -> bool {
    tool::has_tool(root, &PREVIEW) && tool::is_fresh(root, &PREVIEW)
}

/// Builds the preview, where it is out of date, in a thread of its own: the site is there without it. That it has come is seen
/// by the watcher.
fn behind(root: &Path, running: Option<JoinHandle<()>>) -> Option<JoinHandle<()>> {
    let running = running.filter(|thread| !thread.is_finished());
    if running.is_some() || tool::is_fresh(root, &PREVIEW) {
        return running;
    }
    let root = root.to_path_buf();
    Some(thread::spawn(move || {
        if let Err(failure) = tool::ensure(&root, &PREVIEW) {
            terminal::failure(&failure);
        }
    }))
}

/// What has been said, and is not said again.
#[derive(Debug, Default)]
struct Told {
    warnings: String,
    /// What the history said at the last build: while nothing is committed, it is not read again.
    history: Option<Arc<History>>,
    note: Option<String>,
}

/// Builds once and tells what came of it; the answer says whether the tools of readers are up to date.
fn round(wanted: &Wanted<'_>, live: &Live, told: &mut Told, memory: &mut Memory, state: State) -> bool {
    let asked = history::ask(wanted.root, told.history.take());
    let project = Project::new(wanted.root, wanted.date.unwrap_or_else(disk::today)).with_history(asked.clone());
    let project = if state.preview { project.with_preview() } else { project };
    let fresh = state.fresh || tool::is_fresh(wanted.root, &READERS);
    if !fresh
        && crate::check(&project).errors() == 0
        && let Err(failure) = tool::ensure(wanted.root, &READERS)
    {
        terminal::failure(&failure);
        live.fail(Report::failed(&failure), || published(wanted));
        return false;
    }
    let start = Instant::now();
    let (built, site) = crate::prepare(&project, Some(memory));
    let report = Report::of(&built);
    let base = base(wanted.root);
    terminal::errors(&built, wanted.format);
    let warnings = report::warnings(&built);
    let counted = report::summary(&built);
    let site = site.map(|site| crate::dated(site, &built, &project));
    told.history(asked.history());
    let Some(site) = site else {
        live.fail(report, || published(wanted));
        told.warnings(&warnings);
        let time = terminal::duration(start.elapsed());
        terminal::progress(&format!("{counted} ({time}). Den sidste gode udgave vises, indtil fejlene er rettet."));
        return fresh || tool::is_fresh(wanted.root, &READERS);
    };
    let open: Vec<_> =
        live.open_pages().iter().filter_map(|path| path.strip_prefix(&base).map(str::to_owned)).collect();
    if !open.is_empty() {
        live.announce(render::some(&site, &open), &base, report.clone());
    }
    let output = render::render(&site, &built.sources, &Papers::new());
    let (files, changed) = (output.len(), live.show(output, &base, report));
    let time = terminal::duration(start.elapsed());
    told.warnings(&warnings);
    let pages = match changed.as_slice() {
        [] => "ingen sider ændret".to_owned(),
        [page] => format!("{page} ændret"),
        pages => format!("{} sider ændret", pages.len()),
    };
    terminal::progress(&format!("Bygget på {time}: {pages}, {files} filer i alt. {counted}."));
    // A site that is large takes a while to forget; nobody has to wait for it.
    drop(site);
    fresh || tool::is_fresh(wanted.root, &READERS)
}

impl Told {
    /// What the history lacks.
    fn history(&mut self, history: Arc<History>) {
        let note = history.note().map(str::to_owned);
        if note != self.note {
            note.iter().for_each(|note| terminal::progress(note));
        }
        (self.note, self.history) = (note, Some(history));
    }

    fn warnings(&mut self, warnings: &str) {
        if !warnings.is_empty() && warnings != self.warnings {
            terminal::progress(&format!("Advarsler (siden vises alligevel):\n{}", warnings.trim_end()));
        }
        warnings.clone_into(&mut self.warnings);
    }
}

/// The path of the address that the site is published on, without a final slash. A fault in `site.toml` is the build's to
/// report.
fn base(root: &Path) -> String {
    let text = fs::read_to_string(root.join("content/data/site.toml")).unwrap_or_default();
    let table: toml::Table = text.parse().unwrap_or_default();
    let address = table.get("adresse").and_then(toml::Value::as_str).unwrap_or_default().trim();
    let path = address.split_once("://").and_then(|(_, rest)| rest.split_once('/')).map_or("", |(_, path)| path);
    let path = path.trim_matches('/');
    if path.is_empty() { String::new() } else { format!("/{path}") }
}

/// The site that `build` wrote last, if it is there, and its base.
fn published(wanted: &Wanted<'_>) -> Option<(Output, String)> {
    let marker = fs::read(wanted.published.join("_headers")).ok()?;
    if !marker.starts_with(MARKER.as_bytes()) {
        return None;
    }
    let mut output = Output::default();
    collect(wanted.published, "", &mut output);
    Some((output, base(wanted.root)))
}

fn collect(folder: &Path, name: &str, output: &mut Output) {
    let Ok(entries) = fs::read_dir(folder) else { return };
    for entry in entries.flatten() {
        let path = format!("{name}{}", entry.file_name().to_string_lossy());
        match entry.file_type() {
            Ok(kind) if kind.is_dir() => collect(&entry.path(), &format!("{path}/"), output),
            Ok(kind) if kind.is_file() => {
                if let Ok(bytes) = fs::read(entry.path()) {
                    output.insert(path, bytes);
                }
            }
            _ => {}
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{Wanted, base, published};
    use crate::headers::MARKER;
    use crate::report::Format;
    use std::fs;
    use std::path::Path;

    #[test]
    fn the_preview_lies_where_the_published_site_does() {
        let root = tempfile::tempdir().unwrap();
        fs::create_dir_all(root.path().join("content/data")).unwrap();
        for (address, expected) in [
            ("https://x.dk/", ""),
            ("https://x.dk", ""),
            ("https://x.dk/guide/", "/guide"),
            ("https://x.dk/a/b/", "/a/b"),
            ("noget andet", ""),
        ] {
            fs::write(root.path().join("content/data/site.toml"), format!("adresse = \"{address}\"\n")).unwrap();
            assert_eq!(base(root.path()), expected, "{address}");
        }
        fs::write(root.path().join("content/data/site.toml"), "adresse = ").unwrap();
        assert_eq!(base(root.path()), "");
    }

    #[test]
    fn only_a_site_of_ours_is_shown_again() {
        let root = tempfile::tempdir().unwrap();
        let dist = root.path().join("dist");
        let wanted =
            |published| Wanted { root: Path::new("/x"), published, port: None, format: Format::Long, date: None };
        assert!(published(&wanted(&dist)).is_none());
        fs::create_dir_all(dist.join("a")).unwrap();
        fs::write(dist.join("_headers"), "# another").unwrap();
        assert!(published(&wanted(&dist)).is_none());
        fs::write(dist.join("_headers"), MARKER).unwrap();
        fs::write(dist.join("a/index.html"), "a").unwrap();
        let (output, _) = published(&wanted(&dist)).unwrap();
        assert_eq!(output.iter().map(|(path, _)| path).collect::<Vec<_>>(), ["_headers", "a/index.html"]);
    }
}
