//! Addresses on other servers.

/// Whether an address is `https://`, then a host, and has nothing in it that cannot stand in an address.
///
/// ```
/// use site::parse::address::is_secure;
/// assert!(is_secure("https://www.retsinformation.dk/eli/lta/2025/282#P133"));
/// assert!(!is_secure("https:///eli") && !is_secure("https://a.dk/x y") && !is_secure("http://a.dk/"));
/// ```
#[must_use]
pub fn is_secure(address: &str) -> bool {
    address.strip_prefix("https://").is_some_and(|rest| {
        let host = rest.split(['/', '?', '#']).next().unwrap_or("");
        let good = |c: char| c.is_alphanumeric() || matches!(c, '-' | '.' | ':');
        host.contains('.') && !host.starts_with('.') && host.chars().all(good)
    }) && !address.contains(|c: char| c.is_whitespace() || c.is_control() || matches!(c, '"' | '<' | '>' | '\\'))
}

/// The whole address of another site, where one is written without its `https://`.
///
/// ```
/// use site::parse::address::without_scheme;
/// assert_eq!(without_scheme("www.dr.dk").as_deref(), Some("https://www.dr.dk"));
/// assert_eq!(without_scheme("dr.dk/nyheder/").as_deref(), Some("https://dr.dk/nyheder/"));
/// assert!(without_scheme("maal/index.md").is_none() && without_scheme("skema.docx").is_none());
/// assert!(without_scheme("../a.dk").is_none());
/// ```
#[must_use]
pub fn without_scheme(address: &str) -> Option<String> {
    const FILES: &[&str] = &["md", "html", "htm", "pdf", "doc", "docx", "png", "jpg", "svg", "toml", "txt"];
    let host = address.split(['/', '?', '#']).next().unwrap_or_default();
    let (name, top) = host.rsplit_once('.')?;
    let is_top = (2..=6).contains(&top.len()) && top.bytes().all(|b| b.is_ascii_alphabetic());
    let named = name.starts_with(|c: char| c.is_alphanumeric());
    let whole = format!("https://{address}");
    (is_top && named && !FILES.contains(&top) && is_secure(&whole)).then_some(whole)
}
