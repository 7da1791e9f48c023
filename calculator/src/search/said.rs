//! What is said of an answer.
//!
//! Contract: plain Danish, the same wherever it is shown; a sentence never says more than the answer holds.

use super::pack::Damage;
use super::{Answer, Query};
use crate::text::counted;

/// The label of the field.
pub const LABEL: &str = "Hvad leder du efter?";
/// The hint under it.
pub const HINT: &str = "Skriv et ord, et spørgsmål eller en paragraf. Intet bliver sendt.";
/// While the file is on its way.
pub const OPENING: &str = "Søgningen åbner …";
/// The button for more hits.
pub const MORE: &str = "Vis flere";
/// What stands over the best bet.
pub const FIRST: &str = "Begynd her";
/// The link to the list.
pub const LIST: &str = "Find ordet på listen fra A til Å";
/// The link to what to do now.
pub const ACUTE: &str = "Er et barn i fare nu, så ring 112. Se, hvad du gør";

/// How many places fit.
#[must_use]
pub fn count(typed: &str, answer: &Answer<'_>) -> String {
    let typed = typed.trim();
    match u64::try_from(answer.total).unwrap_or(u64::MAX) {
        0 => ["Intet sted i guiden passer på »", typed, "«."].concat(),
        1 => ["Ét sted passer på »", typed, "«."].concat(),
        many => [&counted(many, "sted", "steder"), " passer på »", typed, "«."].concat(),
    }
}

/// How the words were read, where that is not as they were typed.
#[must_use]
pub fn readings(query: &Query) -> Vec<String> {
    let slips = query.slips.iter();
    let slips = slips.map(|(typed, read)| ["»", typed, "« står ikke i guiden. Mente du »", read, "«?"].concat());
    let meant = query.meant.iter().map(|(said, meant)| ["Guiden kalder »", said, "« for »", meant, "«."].concat());
    let unknown = query.unknown.iter().filter(|_| !query.is_empty());
    let unknown = unknown.map(|word| ["»", word, "« står ikke i guiden. Der er søgt efter resten."].concat());
    slips.chain(meant).chain(unknown).collect()
}

/// What may help where nothing was found.
pub const HELP: [&str; 2] = [
    "Prøv med færre ord, eller med et andet ord for det samme.",
    "Guiden handler om overgreb mod børn, børnehuse og hjælp bagefter. Andet finder du ikke her.",
];

/// Why there is no search.
#[must_use]
pub fn damage(damage: Option<Damage>) -> &'static str {
    match damage {
        None => "Søgningens ord kunne ikke hentes. Prøv at genindlæse siden.",
        Some(Damage::Version) => "Søgningen er blevet fornyet, mens siden var åben. Genindlæs siden.",
        Some(Damage::Foreign | Damage::Broken) => "Søgningens ord kom ikke helt frem. Prøv at genindlæse siden.",
    }
}
