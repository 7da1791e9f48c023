//! What is said of a code, laid out for a terminal.
//!
//! Contract: pure and Danish in every word; no line of prose is longer than [`WIDTH`] characters. Examples are shown as they
//! are written, however long their lines, so that they can be copied.

use super::failure::Failure;
use crate::diagnostic::{Area, Code, Severity};
use crate::explain::{self, Example, Explanation, LEFT_OUT};
use crate::parse::nearest::nearest;

/// How long lines become: what the narrowest usual window shows.
const WIDTH: usize = 80;

/// What is said of the code that somebody asks for, or all codes with their titles where nobody asks for one.
///
/// # Errors
/// Where there is no such code; the failure says which was probably meant.
pub fn explained(word: Option<&str>) -> Result<String, Failure> {
    let Some(word) = word else { return Ok(list()) };
    match explain::code(word) {
        Some(code) => Ok(at_length(&explain::of(code))),
        None => Err(unknown(word)),
    }
}

fn unknown(word: &str) -> Failure {
    let near = nearest(explain::id_in(word), Code::ALL.iter().map(|code| code.id()));
    let meant = near.map(|id| format!(" – mente du {id}?")).unwrap_or_default();
    Failure::new(format!("fejlkoden »{word}« findes ikke{meant}")).remedy("skriv explain alene for at se alle koder")
}

fn list() -> String {
    let mut lines = vec!["Alle fejlkoder. Skriv koden efter explain for at få den forklaret: explain M004".to_owned()];
    for area in Area::ALL {
        lines.extend([String::new(), area.title().to_owned()]);
        for Explanation { code, title, .. } in explain::area(*area) {
            let warning = if code.severity() == Severity::Warning { " (advarsel)" } else { "" };
            lines.extend(wrapped(&format!("{title}{warning}"), &format!("  {}  ", code.id())));
        }
    }
    lines.join("\n")
}

fn at_length(explanation: &Explanation) -> String {
    let Explanation { code, title, prose, examples } = explanation;
    let severity = match code.severity() {
        Severity::Error => "En fejl: intet bliver udgivet, før den er rettet.",
        Severity::Warning => "En advarsel: siden bliver bygget alligevel.",
    };
    let mut lines = wrapped(title, &format!("{}  ", code.id()));
    lines.push(severity.to_owned());
    for paragraph in prose.split("\n\n") {
        lines.push(String::new());
        lines.extend(wrapped(paragraph, ""));
    }
    for example in examples {
        lines.push(String::new());
        lines.extend(shown(example));
    }
    if examples.iter().any(|example| example.text.lines().any(|line| line == LEFT_OUT)) {
        let left_out = format!("Linjen {LEFT_OUT} står for det, der ellers plejer at være dér. Kopiér den ikke med.");
        lines.push(String::new());
        lines.extend(wrapped(&left_out, ""));
    }
    lines.join("\n")
}

fn shown(example: &Example) -> Vec<String> {
    let place = if example.path.is_empty() { String::new() } else { format!(" i {}", example.path) };
    let title = format!("{}{place}:", example.shows.title());
    let text = example.text.lines().map(|line| if line.is_empty() { String::new() } else { format!("    {line}") });
    std::iter::once(title).chain(text).collect()
}

/// Text in lines, the first after `lead` and the others below its end. Code is kept whole.
fn wrapped(text: &str, lead: &str) -> Vec<String> {
    let indent = " ".repeat(lead.chars().count());
    let (mut lines, mut line) = (Vec::new(), lead.to_owned());
    let mut length = indent.len();
    for word in words(text) {
        let more = word.chars().count();
        if length > indent.len() {
            if length + 1 + more > WIDTH {
                lines.push(std::mem::replace(&mut line, indent.clone()));
                length = indent.len();
            } else {
                line.push(' ');
                length += 1;
            }
        }
        line.push_str(&word);
        length += more;
    }
    lines.push(line);
    lines
}

/// The words of a text; what stands between two backticks is one of them, with what adjoins it, unless it is long.
fn words(text: &str) -> Vec<String> {
    let mut words: Vec<String> = Vec::new();
    let mut open = false;
    for word in text.split_whitespace() {
        match words.last_mut() {
            Some(last) if open && last.chars().count() + word.chars().count() < WIDTH / 2 => {
                last.push(' ');
                last.push_str(word);
            }
            _ => words.push(word.to_owned()),
        }
        open ^= word.matches('`').count() % 2 == 1;
    }
    words
}

#[cfg(test)]
mod tests {
    use super::{WIDTH, explained, wrapped};
    use crate::diagnostic::Code;

    #[test]
    fn the_list_has_every_code_within_the_width() {
        let list = explained(None).unwrap();
        for code in Code::ALL {
            assert!(list.contains(&format!("\n  {}  ", code.id())), "{}", code.id());
        }
        let wide: Vec<_> = list.lines().filter(|line| line.chars().count() > WIDTH).collect();
        assert_eq!(wide, Vec::<&str>::new());
    }

    #[test]
    fn a_code_is_explained_with_both_examples() {
        let text = explained(Some("m004")).unwrap();
        assert!(text.starts_with("M004  "), "{text}");
        assert!(text.contains("\n\nForkert i content/") && text.contains("\n\nRigtigt i content/"), "{text}");
        let prose = text.lines().filter(|line| !line.starts_with("    "));
        assert!(prose.clone().all(|line| line.chars().count() <= WIDTH), "{text}");
    }

    #[test]
    fn an_unknown_code_gets_a_suggestion() {
        let said = |word| explained(Some(word)).unwrap_err().to_string();
        assert!(said("M04").contains("»M04« findes ikke – mente du M004?"), "{}", said("M04"));
        assert!(said("xyz").contains("»xyz« findes ikke\n  hjælp: skriv explain alene"), "{}", said("xyz"));
    }

    #[test]
    fn lines_break_between_words_and_not_within_short_code() {
        let text = format!("{} skriv `kladde = true` her", "ord ".repeat(16).trim());
        let lines = wrapped(&text, "- ");
        assert_eq!(lines, [format!("- {} skriv", "ord ".repeat(16).trim()), "  `kladde = true` her".to_owned()]);
    }
}
