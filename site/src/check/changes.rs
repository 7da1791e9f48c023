//! `aendring`: what readers should know has changed on a page.
//!
//! Contract: a note has a day that has come and that the page was published on, and a short text in which nothing stands that
//! belongs in a register. A page has one note a day at most, so that its day and its address name it: in a feed, for good.

use crate::diagnostic::{Code, Diagnostic};
use crate::parse::fields::Fields;
use crate::parse::unregistered;
use calculator::shape::{self, Shape};
use jiff::civil::Date;

/// Longest text in characters: it is read in a list of many.
pub const MAX_CHANGE: usize = 200;

/// A note.
pub(super) const CHANGE: Shape = Shape::new(
    "aendring",
    "Noget, læseren skal vide er ændret på siden.",
    &[
        shape::date("dato", "Den dag, ændringen blev lagt ud."),
        shape::text("tekst", "Hvad der er ændret, højst 200 tegn.").like("\"Fristen er ny.\"").longest(MAX_CHANGE),
    ],
);

/// A note of a change.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Change {
    /// `dato`
    pub date: Date,
    /// `tekst`
    pub text: String,
}

/// Reads the notes of a page, the newest first; `published` is the day before which nobody could read it, where it has one.
pub(super) fn changes(fields: &mut Fields<'_, '_>, today: Date, published: Option<Date>) -> Vec<Change> {
    let mut changes: Vec<Change> = Vec::new();
    for part in fields.tables("aendring") {
        let mut fields = fields.within(&part, "ændringen");
        let date = fields.date("dato");
        let text = fields.text("tekst");
        if let Some(date) = &date {
            let fault = if date.value > published.map_or(today, |published| published.max(today)) {
                Some((
                    "ændringen er sket på en dag, der ikke er kommet endnu",
                    "skriv den dag, ændringen bliver lagt ud",
                ))
            } else if published.is_some_and(|published| date.value < published) {
                Some((
                    "ændringen er sket, før siden blev udgivet",
                    "skriv en dag, der ikke ligger før udgives, eller slet den",
                ))
            } else {
                None
            };
            if let Some((fault, hint)) = fault {
                fields.report(Diagnostic::new(Code::DateOrder, date.span, fault).hint(hint));
            }
            if changes.iter().any(|known| known.date == date.value) {
                fields.report(
                    Diagnostic::new(
                        Code::ChangeNote,
                        date.span,
                        format!("siden har to ændringer på samme dag: {}", calculator::text::date(date.value)),
                    )
                    .hint("skriv dem sammen i én tekst; dagen er ændringens kendetegn i feedet"),
                );
            }
        }
        if let Some(text) = &text {
            let length = text.value.chars().count();
            if length > MAX_CHANGE {
                fields.report(
                    Diagnostic::new(
                        Code::ChangeNote,
                        text.span,
                        format!("ændringen er på {length} tegn; den må højst være på {MAX_CHANGE}"),
                    )
                    .hint("skriv kun, hvad læseren skal vide; resten står på siden"),
                );
            }
            for fault in unregistered::found(&text.value) {
                fields.report(fault.in_title(text.span));
            }
        }
        fields.finish();
        if let (Some(date), Some(text)) = (date, text) {
            changes.push(Change { date: date.value, text: text.value });
        }
    }
    changes.sort_by_key(|change| std::cmp::Reverse(change.date));
    changes
}
