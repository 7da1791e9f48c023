//! The budgets of size and time: reads `budgets.toml`, the one place where they stand.

use std::collections::BTreeMap;
use std::fs;

/// All limits.
#[derive(Debug, Clone)]
pub struct Limits {
    /// Everything that the page of a tool runs, brotli, in bytes, by the name of the tool.
    pub tool_brotli: BTreeMap<String, usize>,
    /// A build of the editors' preview after a key, in milliseconds.
    pub preview_ms: usize,
    /// Everything that the editors' preview runs, brotli, in bytes.
    pub editor_brotli: usize,
    /// The dictionary of the editors' preview, brotli, in bytes.
    pub editor_dictionary: usize,
    /// What keeps the guidance on a device, brotli, in bytes.
    pub keeping_brotli: usize,
    /// The whole guidance as one file, in bytes.
    pub one_file: usize,
    /// All style sheets together, gzip, in bytes.
    pub css_gzip: usize,
    /// The HTML of any one page, gzip, in bytes.
    pub page_gzip: usize,
    /// The HTML of the page that holds the ruler, gzip, in bytes.
    pub ruler_page_gzip: usize,
    /// The HTML of a section on one page, gzip, in bytes.
    pub section_page_gzip: usize,
    /// The HTML of the whole guidance on one page, gzip, in bytes.
    pub whole_page_gzip: usize,
    /// The PDF of a section, in bytes; held to by the tests of `site/pdf`.
    pub section_pdf: usize,
    /// The PDF of the whole guidance, in bytes.
    pub whole_pdf: usize,
    /// The HTML of the median page with all style sheets, gzip, in bytes.
    pub median_page_gzip: usize,
    /// The HTML of any page without a tool with all style sheets, gzip, in bytes.
    pub guidance_page_gzip: usize,
    /// The scripts that are not a tool's, each with how many bytes it may have, by the name before the hash.
    pub small_scripts: BTreeMap<String, usize>,
    /// The search with its file, brotli, in bytes.
    pub search_brotli: usize,
    /// From a query to its hits, in milliseconds.
    pub search_ms: usize,
    /// A build in which nothing has changed, in milliseconds.
    pub warm_ms: usize,
    /// A check of the real content, in milliseconds.
    pub check_ms: usize,
    /// A check of 10 000 pages, in milliseconds.
    pub check_10000_ms: usize,
    /// A first build of 10 000 pages, in milliseconds.
    pub cold_10000_ms: usize,
    /// From a keystroke in a plan of 500 lines to the new total, with a processor four times slower, in milliseconds.
    pub keystroke_ms: usize,
    /// From the request for the ruler's page to its first question, on a slow phone, in milliseconds.
    pub arrival_ms: usize,
    /// From a saved file to the page in the browser, at a thousand pages, in milliseconds.
    pub save_to_page_ms: usize,
}

/// Reads the limits.
///
/// # Panics
/// Where the file is missing or has not exactly the expected keys.
#[must_use]
pub fn limits() -> Limits {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/budgets.toml");
    let text = fs::read_to_string(path).unwrap_or_else(|error| panic!("{path}: {error}"));
    let mut table: toml::Table = text.parse().unwrap_or_else(|error| panic!("{path}: {error}"));
    let tools = table.remove("tool_brotli_bytes").unwrap_or_else(|| panic!("{path} lacks [tool_brotli_bytes]"));
    let count = |value: toml::Value, key: &str| {
        let count = value.as_integer().and_then(|value| usize::try_from(value).ok());
        count.unwrap_or_else(|| panic!("{path}: {key} is no number"))
    };
    let toml::Value::Table(tools) = tools else { panic!("{path}: tool_brotli_bytes is no table") };
    let tool_brotli = tools.into_iter().map(|(name, value)| (name.clone(), count(value, &name))).collect();
    let small_scripts =
        table.remove("small_script_bytes").unwrap_or_else(|| panic!("{path} lacks [small_script_bytes]"));
    let toml::Value::Table(small_scripts) = small_scripts else { panic!("{path}: small_script_bytes is no table") };
    let small_scripts = small_scripts.into_iter().map(|(name, value)| (name.clone(), count(value, &name))).collect();
    let mut number = |key: &str| count(table.remove(key).unwrap_or_else(|| panic!("{path} lacks a number {key}")), key);
    let limits = Limits {
        tool_brotli,
        preview_ms: number("preview_build_ms"),
        editor_brotli: number("editor_brotli_bytes"),
        editor_dictionary: number("editor_dictionary_brotli_bytes"),
        keeping_brotli: number("keeping_brotli_bytes"),
        one_file: number("one_file_bytes"),
        css_gzip: number("css_gzip_bytes"),
        page_gzip: number("page_gzip_bytes"),
        ruler_page_gzip: number("ruler_page_gzip_bytes"),
        section_page_gzip: number("section_page_gzip_bytes"),
        whole_page_gzip: number("whole_page_gzip_bytes"),
        section_pdf: number("section_pdf_bytes"),
        whole_pdf: number("whole_pdf_bytes"),
        median_page_gzip: number("median_page_with_css_gzip_bytes"),
        guidance_page_gzip: number("guidance_page_with_css_gzip_bytes"),
        small_scripts,
        search_brotli: number("search_brotli_bytes"),
        search_ms: number("search_answer_ms"),
        warm_ms: number("warm_build_ms"),
        check_ms: number("check_ms"),
        check_10000_ms: number("check_10000_pages_ms"),
        cold_10000_ms: number("cold_build_10000_pages_ms"),
        keystroke_ms: number("keystroke_500_lines_ms"),
        arrival_ms: number("arrival_at_the_ruler_ms"),
        save_to_page_ms: number("save_to_page_1000_pages_ms"),
    };
    assert!(table.is_empty(), "{path} has limits that nothing reads: {table}");
    limits
}

/// Whether a start tag loads one of the small scripts that are not a tool's.
///
/// # Panics
/// Where the limits cannot be read.
#[must_use]
pub fn is_small_script(tag: &str) -> bool {
    let names = limits().small_scripts;
    tag.starts_with("<script") && names.keys().any(|name| tag.contains(&format!("/assets/{name}-")))
}
