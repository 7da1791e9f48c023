//! The decision tables: as squares to read off from, and row by row with the reasons.
//!
//! Contract: each square is asked of the table itself, so it says what the tool says. The last class of a table stands across,
//! the others down.

use super::{Of, points, sentence, words};
use calculator::concern::{Class, Kind, Row, Table};
use maud::{Markup, html};

/// A table with something in every square: for each combination what it gives.
pub(super) fn square(of: &Of<'_>, id: &str) -> Markup {
    let Some(table) = find(of, id) else { return html! {} };
    let (Some((across, down)), Some(output)) = (table.inputs.split_last(), table.output) else { return html! {} };
    let columns = values(of, *across);
    let sizes: Vec<usize> = down.iter().map(|class| of.model.class(*class).values.len()).collect();
    let first_names = |row: &[usize]| {
        let names: Vec<String> = row.iter().zip(down).map(|(at, class)| value(of, *class, *at)).collect();
        names.join(", ")
    };
    html! {
        section.table aria-label={ "Tabel: " (table.title) } tabindex="0" {
            table.square {
                caption { (table.title) ": " (words(&table.explanation)) }
                thead {
                    tr {
                        th scope="col" rowspan="2" { (names(of, down)) }
                        th scope="colgroup" colspan=(columns) { (of.model.class(*across).name) }
                    }
                    tr { @for at in 0..columns { th scope="col" { (value(of, *across, at)) } } }
                }
                tbody {
                    @for row in combinations(&sizes) {
                        tr {
                            th scope="row" { (first_names(&row)) }
                            @for at in 0..columns { td { (given(of, table, output, row.iter().copied().chain([at]))) } }
                        }
                    }
                }
            }
        }
    }
}

/// The rows of a table, each with when it holds, what it gives and why.
pub(super) fn rows(of: &Of<'_>, id: &str) -> Markup {
    let Some(table) = find(of, id) else { return html! {} };
    html! {
        section.table aria-label={ "Rækkerne i tabellen: " (table.title) } tabindex="0" {
            table {
                thead { tr { th scope="col" { "Når" } th scope="col" { @if table.output.is_some() { "Giver" } @else { "Gør" } } th scope="col" { "Fordi" } } }
                tbody {
                    @for row in &table.rows {
                        tr {
                            td { (when(of, table, row)) }
                            td {
                                @match table.output { Some(output) => strong { (value(of, output, usize::from(row.value))) }, None => (path(row)) }
                                @if table.output.is_some() { (points(&row.sentences)) }
                            }
                            td { (words(&row.reason)) }
                        }
                    }
                }
            }
        }
    }
}

/// What is done, and when it is looked at again.
fn path(row: &Row) -> Markup {
    html! {
        @for one in &row.sentences { p { (sentence(one)) } }
        @if !row.follow_up.is_empty() { p { "Se på det igen efter " (row.follow_up) " (anbefalet)." } }
        @if row.sentences.is_empty() { p { "–" } }
    }
}

fn find<'s>(of: &Of<'s>, id: &str) -> Option<&'s Table> {
    of.model.tables.iter().find(|table| table.id == id)
}

fn values(of: &Of<'_>, class: Class) -> usize {
    of.model.class(class).values.len()
}

/// `Bredde og forløb`
fn names(of: &Of<'_>, classes: &[Class]) -> String {
    let names: Vec<String> = classes
        .iter()
        .enumerate()
        .map(|(at, class)| {
            let name = &of.model.class(*class).name;
            if at == 0 { name.clone() } else { name.to_lowercase() }
        })
        .collect();
    names.join(" og ")
}

/// The name of a value as a table shows it.
fn value(of: &Of<'_>, class: Class, at: usize) -> String {
    let name = of.model.value_name(class, u8::try_from(at).unwrap_or(u8::MAX));
    match class {
        Class::Duration => duration(of, at).unwrap_or_else(|| name.to_owned()),
        Class::Level => format!("{}, {name}", at + 1),
        Class::Step if at < of.model.levels.len() => format!("Niveau {}", at + 1),
        _ => name.to_owned(),
    }
}

/// How long it is differs with the age: `Under 1 måned (ufødt til 0–11 måneder: under 1 uge)`.
fn duration(of: &Of<'_>, at: usize) -> Option<String> {
    let asked = of.model.questions.iter().enumerate().filter(|(_, question)| question.kind == Kind::Duration);
    let mut by_age: Vec<(usize, String)> = asked
        .filter_map(|(index, question)| {
            let known = of.model.choices_of(index).iter().filter(|choice| !choice.unknown);
            let choice = known.clone().find(|choice| usize::from(choice.rank) == at)?;
            Some((question.ages.count_ones() as usize, choice.text.clone())).map(|(count, text)| {
                (count, text + &super::ages(of.model, question).map(|ages| format!("\u{0}{ages}")).unwrap_or_default())
            })
        })
        .collect();
    // Most ages first; the others are the exception.
    by_age.sort_by_key(|(count, _)| std::cmp::Reverse(*count));
    let (_, usual) = by_age.first()?;
    let usual = usual.split('\u{0}').next()?.to_owned();
    let others: Vec<String> = by_age
        .iter()
        .filter_map(|(_, text)| text.split_once('\u{0}'))
        .filter(|(text, _)| *text != usual)
        .map(|(text, ages)| format!("{}: {}", ages.to_lowercase(), text.to_lowercase()))
        .collect();
    Some(if others.is_empty() { usual } else { format!("{usual} ({})", others.join("; ")) })
}

/// What a table gives for values; a proven table has a row for all of them.
fn given(of: &Of<'_>, table: &Table, output: Class, values: impl Iterator<Item = usize>) -> String {
    let values: Vec<u8> = values.filter_map(|at| u8::try_from(at).ok()).collect();
    let row = table.row(&values).and_then(|row| table.rows.get(row));
    row.map_or_else(String::new, |row| value(of, output, usize::from(row.value)))
}

/// When a row holds: `bredde: to områder; forløb: nyt`. A class that may be anything is left out.
fn when(of: &Of<'_>, table: &Table, row: &Row) -> Markup {
    let parts: Vec<String> = table
        .inputs
        .iter()
        .zip(&row.when)
        .filter_map(|(class, mask)| {
            let all = values(of, *class);
            let held: Vec<String> = (0..all).filter(|at| mask >> at & 1 == 1).map(|at| value(of, *class, at)).collect();
            (held.len() < all).then(|| format!("{}: {}", of.model.class(*class).name, held.join(" eller ")))
        })
        .collect();
    html! { @for (at, part) in parts.iter().enumerate() { @if at > 0 { br; } (part) } }
}

/// All combinations of values, the last one changing fastest.
fn combinations(sizes: &[usize]) -> Vec<Vec<usize>> {
    sizes.iter().fold(vec![Vec::new()], |known, size| {
        let longer = |row: Vec<usize>| (0..*size).map(move |at| row.iter().copied().chain([at]).collect());
        known.into_iter().flat_map(longer).collect()
    })
}

#[cfg(test)]
mod tests {
    use super::combinations;

    #[test]
    fn every_combination_is_there_once_and_in_order() {
        assert_eq!(combinations(&[2, 2]), [[0, 0], [0, 1], [1, 0], [1, 1]].map(Vec::from));
        assert_eq!(combinations(&[]), [Vec::<usize>::new()]);
    }
}
