//! What the built site weighs: each size that `budgets.toml` limits, measured in one place, for the tests that hold the site to the
//! limits and for the benchmark that prints both.
//!
//! Contract: measures files as they lie in the built site, compressed as the limit says; asserts nothing of the limits themselves. PDFs
//! are not among them: they are only there where a press was compiled (`cargo test -p pdf --features press`).

use crate::dist::{ONE_FILE, Page, files, pages, select, tag};
use crate::limits::{is_small_script, limits};
use crate::prepare::{prepared, with_preview};
use flate2::Compression;
use flate2::write::GzEncoder;
use std::collections::BTreeSet;
use std::fs;
use std::io::{Cursor, Write as _};
use std::path::Path;

/// Something with a limit.
#[derive(Debug, Clone)]
pub struct Size {
    /// What it is, and how it is compressed.
    pub what: String,
    /// Its bytes.
    pub bytes: usize,
    /// How many it may have.
    pub limit: usize,
    /// The files that it is made of, each with its own bytes.
    pub files: Vec<(String, usize)>,
}

impl Size {
    fn sum(what: impl Into<String>, limit: usize, files: Vec<(String, usize)>) -> Self {
        Self { what: what.into(), bytes: files.iter().map(|(_, bytes)| bytes).sum(), limit, files }
    }

    /// Whether it keeps to its limit.
    #[must_use]
    pub fn is_within(&self) -> bool {
        self.bytes <= self.limit
    }
}

/// How many bytes gzip makes of these, at level 9.
///
/// # Panics
/// Never: what is written to is in memory.
#[must_use]
pub fn gzip(bytes: &[u8]) -> usize {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::best());
    encoder.write_all(bytes).expect("memory takes all");
    encoder.finish().expect("memory takes all").len()
}

/// How many bytes brotli makes of these, at quality 11 with a window of 22.
///
/// # Panics
/// Never: what is written to is in memory.
#[must_use]
pub fn brotli(bytes: &[u8]) -> usize {
    let parameters = brotli::enc::BrotliEncoderParams { quality: 11, lgwin: 22, ..Default::default() };
    let mut compressed = Vec::new();
    brotli::BrotliCompress(&mut Cursor::new(bytes), &mut compressed, &parameters).expect("memory takes all");
    compressed.len()
}

/// These files of a built site, each with its size by `measure`.
///
/// # Panics
/// Where one cannot be read.
pub fn measured(
    dist: &Path,
    paths: impl IntoIterator<Item = String>,
    measure: fn(&[u8]) -> usize,
) -> Vec<(String, usize)> {
    let read = |path: &String| fs::read(dist.join(path)).unwrap_or_else(|error| panic!("{path}: {error}"));
    paths.into_iter().map(|path| (path.clone(), measure(&read(&path)))).collect()
}

/// Each file of the built site with this ending; the whole guidance in one file is none of its pages.
fn ending(ending: &str, measure: fn(&[u8]) -> usize) -> Vec<(String, usize)> {
    let dist = &prepared().dist;
    let all = files(dist).into_iter().filter(|path| !path.ends_with(ONE_FILE) && path.ends_with(ending));
    measured(dist, all, measure)
}

/// What the page of a tool loads of its own: WebAssembly, glue, start.
///
/// # Panics
/// Where the page cannot be read.
#[must_use]
pub fn loaded(page: &Page) -> BTreeSet<String> {
    let html = page.html();
    let scripts = select(&html, "script[src]").filter(|script| !is_small_script(&tag(*script)));
    let addresses = scripts.filter_map(|script| script.attr("src"));
    let addresses = addresses.chain(select(&html, "link[rel*=preload]").filter_map(|link| link.attr("href")));
    addresses.map(|address| address.trim_start_matches('/').to_owned()).collect()
}

/// Each module of the tools by its name: what a page loads with it, and what a tool loads later.
///
/// # Panics
/// Where one has no limit.
#[must_use]
pub fn modules() -> Vec<(&'static str, Size)> {
    let (dist, limits) = (&prepared().dist, limits().tool_brotli);
    let limit = |name: &str| *limits.get(name).unwrap_or_else(|| panic!("budgets.toml has no limit for {name}"));
    let with_page = pages(dist).into_iter().filter_map(|page| Some((page.tool()?.name, loaded(&page))));
    let later = site::tools::ALL.iter().filter_map(|tool| tool.later).map(|later| {
        let start = format!("assets/{later}-");
        let is_of = |path: &String| path.starts_with(&start) && (path.ends_with(".wasm") || path.ends_with(".js"));
        (later, files(dist).into_iter().filter(is_of).collect())
    });
    let all = with_page.chain(later);
    all.map(|(name, files)| {
        let what = format!("{name}: WebAssembly and scripts, brotli");
        (name, Size::sum(what, limit(name), measured(dist, files, brotli)))
    })
    .collect()
}

/// What keeps the guidance on a device, and the whole guidance as one file.
///
/// # Panics
/// Where one cannot be read.
#[must_use]
pub fn keeping() -> [Size; 2] {
    let (dist, limits) = (&prepared().dist, limits());
    let starts = ["sw.js", "assets/uden-net-", "assets/nyere-"];
    let keeps = |path: &String| path.ends_with(".js") && starts.iter().any(|start| path.starts_with(start));
    let keeping = measured(dist, files(dist).into_iter().filter(keeps), brotli);
    let whole = measured(dist, [format!("om/uden-net/{ONE_FILE}")], <[u8]>::len);
    [
        Size::sum("what keeps the guidance on a device, brotli", limits.keeping_brotli, keeping),
        Size::sum("the whole guidance as one file", limits.one_file, whole),
    ]
}

/// What the editors' preview runs, and its dictionary. It is built where it is asked for.
///
/// # Panics
/// Where it cannot be built.
#[must_use]
pub fn preview() -> [Size; 2] {
    let (dist, limits) = (&with_preview().dist, limits());
    let found = |is: fn(&String) -> bool| measured(dist, files(dist).into_iter().filter(is), brotli);
    let runs = |path: &String| path.contains("redaktoer-") && (path.ends_with(".js") || path.ends_with(".wasm"));
    [
        Size::sum("the editors' preview, brotli", limits.editor_brotli, found(runs)),
        Size::sum(
            "the dictionary of the editors' preview, brotli",
            limits.editor_dictionary,
            found(|path| path.starts_with("assets/ordbog-")),
        ),
    ]
}

/// All style sheets.
#[must_use]
pub fn styles() -> Size {
    Size::sum("all style sheets, gzip", limits().css_gzip, ending(".css", gzip))
}

/// The HTML of each page, with the limit of its kind.
///
/// # Panics
/// Where no page holds the ruler.
#[must_use]
pub fn html() -> Vec<Size> {
    let ruler = pages(&prepared().dist).into_iter().find(|page| page.tool() == Some(&site::tools::CONCERN));
    let ruler = ruler.expect("a page holds the ruler").path;
    let limits = limits();
    let one = |(path, bytes): (String, usize)| {
        let (kind, limit) = match path.as_str() {
            "samlet/index.html" => ("the whole guidance on one page", limits.whole_page_gzip),
            path if path.ends_with("/samlet/index.html") => ("a section on one page", limits.section_page_gzip),
            path if path == ruler => ("the page of the ruler", limits.ruler_page_gzip),
            _ => ("a page", limits.page_gzip),
        };
        Size::sum(format!("{kind}, HTML, gzip"), limit, vec![(path, bytes)])
    };
    ending(".html", gzip).into_iter().map(one).collect()
}

/// The median page with all style sheets.
#[must_use]
pub fn median() -> Size {
    let mut pages = ending(".html", gzip);
    pages.sort_by_key(|(_, bytes)| *bytes);
    let mut files = styles().files;
    files.extend(pages.get(pages.len() / 2).cloned());
    Size::sum("the median page with style sheets, gzip", limits().median_page_gzip, files)
}

/// Each page without a tool, with all style sheets; many pages on one, for whoever asks for that, have limits of their own.
#[must_use]
pub fn guidance() -> Vec<Size> {
    let (styles, limit) = (styles().files, limits().guidance_page_gzip);
    let all = pages(&prepared().dist).into_iter();
    let read = all.filter(|page| page.tool().is_none() && !page.address.ends_with("/samlet/"));
    read.map(|page| {
        let own = (page.path.clone(), gzip(page.text.as_bytes()));
        Size::sum("a page without a tool with style sheets, gzip", limit, [vec![own], styles.clone()].concat())
    })
    .collect()
}

/// The scripts that are no tool's, by name.
#[must_use]
pub fn small_scripts() -> Vec<Size> {
    let dist = &prepared().dist;
    let one = |(name, limit): (String, usize)| {
        let start = format!("assets/{name}-");
        let found = files(dist).into_iter().filter(|path| path.starts_with(&start) && path.ends_with(".js"));
        Size::sum(format!("the script »{name}«, as it lies there"), limit, measured(dist, found, <[u8]>::len))
    };
    limits().small_scripts.into_iter().map(one).collect()
}

/// The search with the file that it looks in.
#[must_use]
pub fn search() -> Size {
    let dist = &prepared().dist;
    let ends = [".js", ".wasm", ".idx"];
    let of_search = |path: &String| path.contains("soeg-") && ends.iter().any(|end| path.ends_with(end));
    let files = measured(dist, files(dist).into_iter().filter(of_search), brotli);
    Size::sum("the search with all that it looks in, brotli", limits().search_brotli, files)
}

/// Every size that has a limit, to be shown: of many alike the largest.
#[must_use]
pub fn all() -> Vec<Size> {
    let mut all = vec![styles(), median()];
    let mut kinds: Vec<Size> = html();
    kinds.extend(guidance());
    kinds.sort_by(|one, other| one.what.cmp(&other.what).then(other.bytes.cmp(&one.bytes)));
    kinds.dedup_by(|next, first| next.what == first.what);
    all.extend(kinds.into_iter().map(|mut largest| {
        largest.what = format!("{}: the largest, {}", largest.what, largest.files[0].0);
        largest
    }));
    all.extend(modules().into_iter().map(|(_, size)| size));
    all.push(search());
    all.extend(small_scripts());
    all.extend(keeping());
    all.extend(preview());
    all
}
