//! The security headers of the published site, in one place.
//!
//! Contract: pure constants. The renderer writes [`headers_file`] to `_headers` and [`CSP_META`] into every page,
//! `io::serve` sends what `_headers` says, and the nginx snippet in README.md is checked against [`HEADERS`] by a test.
//! Strict-Transport-Security is absent on purpose: only the host knows whether the site has HTTPS for good.

/// The file that hosts read them from.
pub const HEADERS_FILE: &str = "_headers";

/// The first line of `_headers`. A directory whose `_headers` begins with it is ours, and `io::write` may change it.
pub const MARKER: &str = "# Børnehusguiden";

/// What `_headers` says about files whose name carries a hash of their content.
const ASSETS: &str = "/assets/*\n  Cache-Control: public, max-age=31536000, immutable\n";

macro_rules! csp {
    () => {
        "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; img-src 'self'; connect-src 'self'; worker-src 'self'; \
         base-uri 'none'; form-action 'none'"
    };
}

/// The content security policy as a page's meta tag; there, `frame-ancestors` has no effect and is left out.
pub const CSP_META: &str = csp!();

/// Names and values of the headers that every file of the site is sent with.
pub const HEADERS: &[(&str, &str)] = &[
    ("Content-Security-Policy", concat!(csp!(), "; frame-ancestors 'none'")),
    ("Referrer-Policy", "no-referrer"),
    ("X-Content-Type-Options", "nosniff"),
    ("Permissions-Policy", "camera=(), geolocation=(), microphone=(), payment=(), usb=()"),
    ("Cross-Origin-Opener-Policy", "same-origin"),
    ("Cross-Origin-Resource-Policy", "same-origin"),
];

/// What hosts can say before a page is there: which files it will load. They send it as `103 Early Hints`, or with the page.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Hints {
    /// The address of the style sheet, which every page loads.
    pub style: Option<String>,
    /// The address of each page with a tool, with those of the tool's glue and WebAssembly.
    pub tools: Vec<(String, [String; 2])>,
    /// Addresses of files that are to be saved and not shown: under the site's policy they would not run.
    pub attachments: Vec<String>,
}

/// The file `_headers`, in the form that Netlify and Cloudflare Pages read. Of pages these hosts themselves say that they be asked
/// for anew each time, and a second `Cache-Control` would be joined to the one of hashed files.
///
/// ```
/// let file = site::headers::headers_file(&site::headers::Hints::default());
/// assert!(file.starts_with(site::headers::MARKER));
/// assert!(file.contains("\n/*\n  Content-Security-Policy: default-src 'none'; "));
/// ```
#[must_use]
pub fn headers_file(hints: &Hints) -> String {
    let mut file = format!("{MARKER}\n/*\n");
    let mut line = |text: &str| {
        file.push_str(text);
        file.push('\n');
    };
    for (name, value) in HEADERS {
        line(&format!("  {name}: {value}"));
    }
    if let Some(style) = &hints.style {
        line(&format!("  Link: <{style}>; rel=preload; as=style"));
    }
    line(ASSETS.trim_end());
    for (page, [glue, wasm]) in &hints.tools {
        line(page);
        line(&format!("  Link: <{glue}>; rel=modulepreload"));
        line(&format!("  Link: <{wasm}>; rel=preload; as=fetch; type=application/wasm; crossorigin"));
    }
    for attachment in &hints.attachments {
        line(attachment);
        line("  Content-Disposition: attachment");
    }
    file
}

#[cfg(test)]
mod tests {
    use super::{CSP_META, HEADERS};

    #[test]
    fn no_inline_code_is_allowed() {
        assert!(!CSP_META.contains("unsafe-inline"));
        assert!(!CSP_META.replace("'wasm-unsafe-eval'", "").contains("unsafe-eval"));
    }

    #[test]
    fn the_readme_has_the_same_headers_for_nginx() {
        let readme = include_str!("../../README.md");
        for (name, value) in HEADERS {
            let line = format!("add_header {name} \"{value}\" always;");
            assert!(readme.contains(&line), "README.md lacks: {line}");
        }
    }
}
