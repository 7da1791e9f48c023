//! Danish text to the letters of an address.

/// Lower case, æ/ø/å as ae/oe/aa, accents off, everything else than a-z and 0-9 as one hyphen.
///
/// ```
/// assert_eq!(site::parse::slug::slug("Må jeg spørge – først?"), "maa-jeg-spoerge-foerst");
/// ```
#[must_use]
pub fn slug(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars().flat_map(char::to_lowercase) {
        let mapped: &str = match c {
            'æ' | 'ä' => "ae",
            'ø' | 'ö' => "oe",
            'å' => "aa",
            'é' | 'è' | 'ê' | 'ë' => "e",
            'á' | 'à' | 'â' => "a",
            'ü' | 'ú' => "u",
            'ó' => "o",
            '§' => "paragraf",
            'a'..='z' | '0'..='9' => {
                out.push(c);
                continue;
            }
            // A soft hyphen is no word boundary.
            '\u{ad}' => continue,
            _ => {
                if !out.is_empty() && !out.ends_with('-') {
                    out.push('-');
                }
                continue;
            }
        };
        out.push_str(mapped);
    }
    out.truncate(out.trim_end_matches('-').len());
    out
}
