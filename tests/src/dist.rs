//! The built site without a browser: its pages, their markup and what a link on them leads to.

use scraper::{ElementRef, Html, Selector};
use site::tools::BrowserTool;
use std::fs;
use std::path::Path;

/// One HTML file of the built site.
#[derive(Debug, Clone)]
pub struct Page {
    /// Its address: `/ydelser/` for `ydelser/index.html`, `/404.html` for a file of another name.
    pub address: String,
    /// Its path in the built site.
    pub path: String,
    /// Its text.
    pub text: String,
}

impl Page {
    /// The parsed page.
    #[must_use]
    pub fn html(&self) -> Html {
        Html::parse_document(&self.text)
    }

    /// Whether the page offers to keep the guidance on the device, for which it has a script.
    #[must_use]
    pub fn offers_to_keep(&self) -> bool {
        select(&self.html(), "div#uden-net").next().is_some()
    }

    /// The tool that the page holds, by the element that it mounts over and its data.
    #[must_use]
    pub fn tool(&self) -> Option<&'static BrowserTool> {
        let html = self.html();
        let has = |tool: &&BrowserTool| {
            select(&html, &format!("div#{0}, script#{0}-data[type='application/json']", tool.name)).count() == 2
        };
        site::tools::ALL.into_iter().find(has)
    }
}

/// All elements that fit a CSS selector.
///
/// # Panics
/// Where the selector is none.
pub fn select<'h>(html: &'h Html, css: &str) -> impl Iterator<Item = ElementRef<'h>> {
    let selector = Selector::parse(css).unwrap_or_else(|error| panic!("{css}: {error}"));
    html.select(&selector).collect::<Vec<_>>().into_iter()
}

/// An element's start tag, to show where something is wrong.
#[must_use]
pub fn tag(element: ElementRef<'_>) -> String {
    let html = element.html();
    html.split_inclusive('>').next().unwrap_or_default().to_owned()
}

/// An element's text with single spaces.
#[must_use]
pub fn words(element: ElementRef<'_>) -> String {
    element.text().collect::<String>().split_whitespace().collect::<Vec<_>>().join(" ")
}

/// What the page at an address of the built site carries for its tool.
///
/// # Panics
/// Where there is no such page, or it carries nothing for the tool.
#[must_use]
pub fn carried(dist: &Path, address: &str, tool: &str) -> String {
    let page = pages(dist).into_iter().find(|page| page.address == address);
    let html = page.unwrap_or_else(|| panic!("{address} is not built")).html();
    let data = select(&html, &format!("#{tool}-data")).next();
    data.unwrap_or_else(|| panic!("{address} carries nothing for {tool}")).text().collect()
}

/// The name of the file that holds the whole guidance. It is to be saved and no page of the site; `offline.rs` looks at it.
pub const ONE_FILE: &str = "boernehusguiden.html";

/// Every page of the built site, in path order.
///
/// # Panics
/// Where the folder cannot be read.
#[must_use]
pub fn pages(dist: &Path) -> Vec<Page> {
    let html = files(dist).into_iter().filter(|path| path.ends_with(".html") && !path.ends_with(ONE_FILE));
    html.map(|path| {
        let text = fs::read_to_string(dist.join(&path)).unwrap_or_else(|error| panic!("{path}: {error}"));
        let address = match path.strip_suffix("index.html") {
            Some(folder) if folder.is_empty() || folder.ends_with('/') => format!("/{folder}"),
            _ => format!("/{path}"),
        };
        Page { address, path, text }
    })
    .collect()
}

/// Every file below a folder by its path with `/`, sorted.
///
/// # Panics
/// Where the folder cannot be read.
#[must_use]
pub fn files(folder: &Path) -> Vec<String> {
    let mut files = Vec::new();
    list(folder, "", &mut files);
    files.sort();
    files
}

fn list(folder: &Path, prefix: &str, files: &mut Vec<String>) {
    for entry in fs::read_dir(folder).unwrap_or_else(|error| panic!("{}: {error}", folder.display())) {
        let entry = entry.expect("a folder can be listed");
        let path = format!("{prefix}{}", entry.file_name().to_string_lossy());
        if entry.path().is_dir() {
            list(&entry.path(), &format!("{path}/"), files);
        } else {
            files.push(path);
        }
    }
}
