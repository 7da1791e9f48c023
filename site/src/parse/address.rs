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
