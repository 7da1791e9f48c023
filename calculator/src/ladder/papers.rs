//! What a reckoning says: its tables, what to know of it, the note for a case file, its text and the table for Excel.
//!
//! Contract: whatever goes out has the reservations with it, the first one first. Numbers are those of [`Outcome`]; the lines of the table for
//! Excel sum to its totals. No word of saving: a difference of expense is lower, higher or none.

use jiff::civil::Date;

use super::outcome::{Cell, Kind, Level, Line, Outcome, Sum};
use super::{Case, ENDS, GUIDING, Model, Reservation, SIGNS};
use crate::export::{Block, MARK, Note, Table, row};
use crate::{Bound, Difference, Ground, Range, text};

/// What is reckoned.
pub const TITLE: &str = "Regnestykke: flytninger på indsatstrappen";
/// What the sum of all is called.
pub const DIFFERENCE: &str = "Forskel i udgift";
/// The same where a line is not in it.
pub const IN_PART: &str = "Forskel i udgift, ikke alt er med";
/// All years together.
pub const ALL_YEARS: &str = "I alt";
/// What stands for an amount that is not there.
const MISSING: &str = "mangler";
/// What stands for a sum of amounts in prices of several years.
const MIXED: &str = "flere prisår";
/// The heading above the reservations.
pub const RESERVATIONS: &str = "Forbehold";
/// The heading above what the reckoning lacks.
pub const LACKS: &str = "Det mangler regnestykket";
/// The heading above what to know of the numbers.
pub const KNOW: &str = "Det skal du vide om tallene";
/// Whose reservation it is where no source has it.
pub const OURS: &str = "Vores eget forbehold.";

/// What a difference says: `809.066 kr. lavere udgift`.
#[must_use]
pub fn said(value: Difference) -> String {
    let size = text::difference(value);
    let size = size.trim_start_matches(['+', '−']);
    match value.ore() {
        0 => "ingen forskel i udgift".to_owned(),
        1.. => [size, " højere udgift"].concat(),
        _ => [size, " lavere udgift"].concat(),
    }
}

/// What a range of differences says.
#[must_use]
pub fn said_range(value: &Range<Difference>) -> String {
    if value.is_exact() {
        return said(value.likely());
    }
    [&said(value.likely()), ". Laveste udgift: ", &said(value.low()), ". Højeste udgift: ", &said(value.high())]
        .concat()
}

/// A sum in a table.
#[must_use]
pub fn shown(sum: &Sum) -> String {
    let none = if sum.is_mixed { MIXED } else { MISSING };
    sum.amount.as_ref().map_or_else(|| none.to_owned(), text::difference_range)
}

/// The name of a line with what it is about.
#[must_use]
pub fn named(line: &Line) -> String {
    if line.about.is_empty() { line.name.clone() } else { [&line.name, ": ", &line.about].concat() }
}

/// What the sum of all is called: that it is one in part, where it is.
#[must_use]
pub fn total_name(sum: &Sum) -> &'static str {
    if sum.lacks.is_empty() { DIFFERENCE } else { IN_PART }
}

/// The head of the table: the years, and all together where there are several.
#[must_use]
pub fn head(outcome: &Outcome) -> Vec<String> {
    let mut head = vec!["Linje".to_owned()];
    head.extend(outcome.years.iter().map(ToString::to_string));
    if outcome.years.len() > 1 {
        head.push(ALL_YEARS.to_owned());
    }
    head
}

/// Each line, the sum of each kind, and the difference; the last is the total.
#[must_use]
pub fn rows(outcome: &Outcome) -> Vec<Vec<String>> {
    let mut rows: Vec<Vec<String>> = Vec::new();
    for line in &outcome.lines {
        rows.push(values(outcome, named(line), &|year| outcome.sum_of(&[line], year)));
    }
    for kind in Kind::SUMMED {
        if outcome.has(kind) {
            let whole = outcome.sum(Some(kind), None).lacks.is_empty();
            let sum = if whole { ", sum" } else { ", sum, ikke alt er med" };
            rows.push(values(outcome, [kind.name(), sum].concat(), &|year| outcome.sum(Some(kind), year)));
        }
    }
    let total = total_name(&outcome.sum(None, None)).to_owned();
    rows.push(values(outcome, total, &|year| outcome.sum(None, year)));
    rows
}

/// A row: its name, its sum in each year, and that of all together where there are several.
fn values(outcome: &Outcome, name: String, sum: &dyn Fn(Option<usize>) -> Sum) -> Vec<String> {
    let mut row = vec![name];
    for year in 0..outcome.years.len() {
        row.push(shown(&sum(Some(year))));
    }
    if outcome.years.len() > 1 {
        row.push(shown(&sum(None)));
    }
    row
}

/// What opens the total.
pub const SUM: &str = "Summen af linjerne";

/// How the total came about: the sum of each line; nothing where there is no total.
#[must_use]
pub fn total_formula(outcome: &Outcome) -> Option<String> {
    let total = outcome.sum(None, None).amount?;
    let mut said = String::new();
    for line in &outcome.lines {
        if let Some(amount) = outcome.sum_of(&[line], None).amount {
            // `690.651 kr. lower` is taken away, and not added with a minus before it.
            let amount = text::difference(amount.likely());
            match (said.is_empty(), amount.strip_prefix(['+', '−'])) {
                (true, _) => said += &amount,
                (false, Some(size)) if amount.starts_with('−') => said += &[" − ", size].concat(),
                (false, size) => said += &[" + ", size.unwrap_or(&amount)].concat(),
            }
        }
    }
    let whole = outcome.sum(None, None).lacks.is_empty();
    let rest = if whole { "" } else { ". Ikke alt er med." };
    Some([said.as_str(), " = ", &text::difference_range(&total), rest].concat())
}

/// In which prices the amounts are.
#[must_use]
pub fn level(case: &Case, outcome: &Outcome) -> String {
    let joined = |years: &[crate::Year]| {
        let years: Vec<String> = years.iter().map(ToString::to_string).collect();
        years.join(" og ")
    };
    match &outcome.level {
        Level::None => "Der er ingen priser endnu.".to_owned(),
        Level::One(year) => {
            let asked = case.target.filter(|target| target != year);
            let lack = asked.map(|target| {
                let to = target.to_string();
                [" De kan først stå i ", &to, "-priser, når du har skrevet, hvor meget priserne er ændret."].concat()
            });
            ["Alle beløb er i ", &year.to_string(), "-priser.", &lack.unwrap_or_default()].concat()
        }
        Level::Mixed(years) => [
            "Beløbene er i priser fra ",
            &joined(years),
            ". De bliver ikke lagt sammen. Skriv, hvilket prisår resultatet skal stå i, og hvor meget priserne er ændret.",
        ]
        .concat(),
        Level::Carried { to, from } => {
            let to = to.to_string();
            [
                "Alle beløb er regnet om til ",
                &to,
                "-priser med dine procenter. Priserne var fra ",
                &joined(from),
                ". Beløbet før omregning står ved tallet.",
            ]
            .concat()
        }
    }
}

/// What to know of the numbers that were used.
#[must_use]
pub fn remarks(model: &Model, case: &Case, outcome: &Outcome) -> Vec<String> {
    let mut said = vec![level(case, outcome), SIGNS.to_owned()];
    if cells(outcome).iter().any(|(_, _, cell)| !cell.amount.is_exact()) {
        said.push(ENDS.to_owned());
    }
    // What is printed is only spoken of where it is used.
    let is_used = |at: usize| {
        let is_own = matches!(case.own.get(at), Some(Some(_)));
        !is_own && case.moves.iter().any(|one| one.from == Some(at) || one.to == Some(at))
    };
    let set = case.set.and_then(|set| model.sets.get(set));
    if let Some(set) = set.filter(|_| (0..model.steps.len()).any(is_used)) {
        let mut remark = |name: &str, remark: &str| {
            if !remark.is_empty() {
                said.push([name, ": ", remark].concat());
            }
        };
        remark(&set.name, &set.remark);
        for (at, step) in model.steps.iter().enumerate() {
            if is_used(at) {
                remark(&step.name, &step.remark);
            }
        }
    }
    let plans = case.posts.iter().filter_map(|at| model.posts.get(*at)).filter(|post| !post.lowers);
    if case.advisers.is_some() {
        said.extend(plans.map(|post| {
            let name = &post.name;
            ["»", name, "« tæller med ud over jeres egne rådgivere. Er det de samme stillinger, så fjern det ene."]
                .concat()
        }));
    }
    if outcome.has(Kind::Up) {
        said.push("Der er flytninger op ad trappen. De tæller med. De kan være det rigtige for barnet.".to_owned());
    }
    said
}

/// A reservation with where it is from.
#[must_use]
pub fn reserved(model: &Model, one: &Reservation) -> String {
    match &one.ground {
        None => [&one.text, " ", OURS].concat(),
        Some(ground) => {
            let mut from: Vec<&str> = ground.laws.iter().map(|law| law.label.as_str()).collect();
            from.extend([model.title(&ground.source), &ground.place]);
            [&one.text, " Kilde: ", &text::joined(&from), "."].concat()
        }
    }
}

/// The first reservation, which stands above every result.
#[must_use]
pub fn first(model: &Model) -> &str {
    model.reservations.first().map_or("", |one| &one.text)
}

/// A cell as it is opened: the formula, its range, and the amount before prices were changed.
#[must_use]
pub fn opened(cell: &Cell) -> Vec<String> {
    let mut said = vec![cell.formula.clone()];
    if !cell.amount.is_exact() {
        let (low, high) = (text::difference(cell.amount.low()), text::difference(cell.amount.high()));
        said.push(["lavt ", &low, ", højt ", &high].concat());
    }
    if let Some((year, before)) = &cell.before {
        said.push(["I ", &year.to_string(), "-priser: ", &text::difference_range(before)].concat());
    }
    said
}

/// The note for a case file.
#[must_use]
pub fn note(model: &Model, case: &Case, outcome: &Outcome, today: Date) -> Note {
    let total = outcome.sum(None, None);
    let mut blocks = vec![
        Block::Paragraph(first(model).to_owned()),
        Block::Paragraph([GUIDING, " Regnet ", &text::date(today), "."].concat()),
        Block::Table(Table {
            caption: "Forskel i udgift, linje for linje".to_owned(),
            head: head(outcome),
            rows: rows(outcome),
        }),
    ];
    if let Some(amount) = &total.amount {
        blocks.push(Block::Paragraph([total_name(&total), ": ", &said_range(amount), "."].concat()));
    }
    let mut list = |heading: &str, items: Vec<String>| {
        if !items.is_empty() {
            blocks.push(Block::Heading(heading.to_owned()));
            blocks.push(Block::List(items));
        }
    };
    list(LACKS, outcome.lacks());
    list(KNOW, remarks(model, case, outcome));
    list(RESERVATIONS, model.reservations.iter().map(|one| reserved(model, one)).collect());
    let mut formulas = Vec::new();
    for (line, year, cell) in cells(outcome) {
        formulas.push([&named(line), ", ", &year, ": ", &opened(cell).join("; ")].concat());
    }
    formulas.extend(total_formula(outcome).map(|formula| [SUM, ": ", &formula].concat()));
    list("Sådan er tallene lavet", formulas);
    let given = given(model, outcome);
    if !given.is_empty() {
        let head = text::ASSUMPTION_COLUMNS.map(str::to_owned).to_vec();
        blocks.push(Block::Table(Table { caption: "Forudsætninger".to_owned(), head, rows: given }));
    }
    Note { title: TITLE.to_owned(), blocks }
}

/// The cells that have an amount, with their lines and years.
fn cells(outcome: &Outcome) -> Vec<(&Line, String, &Cell)> {
    let mut found = Vec::new();
    for line in &outcome.lines {
        for (cell, year) in line.cells.iter().zip(&outcome.years) {
            if let Ok(cell) = cell {
                found.push((line, year.to_string(), cell));
            }
        }
    }
    found
}

/// What went into the numbers, each once: name, value, price year, and where it is from.
fn given(model: &Model, outcome: &Outcome) -> Vec<Vec<String>> {
    let mut rows: Vec<Vec<String>> = Vec::new();
    for (line, year, cell) in cells(outcome) {
        for basis in &cell.basis {
            // A count is of its line and year; a price is the same wherever it stands.
            let is_count = basis.price_year.is_none() && !basis.value.ends_with('%');
            let name =
                if is_count { [&basis.name, ", ", &line.name, ", ", &year].concat() } else { basis.name.clone() };
            let level = basis.price_year.map(|year| year.to_string()).unwrap_or_default();
            let row = vec![name, basis.value.clone(), level, origin(model, &basis.ground)];
            if !rows.contains(&row) {
                rows.push(row);
            }
        }
    }
    rows
}

fn origin(model: &Model, ground: &Ground) -> String {
    match ground {
        Ground::Register { reference, status, .. } => {
            text::joined(&[model.title(&reference.source_id), &reference.place, text::status(*status)])
        }
        other => text::ground(other).unwrap_or_default(),
    }
}

/// The columns of the table for Excel.
const COLUMNS: [&str; 9] =
    ["Linje", "Hvad", "Art", "År", "Lavt, kr.", "Sandsynligt, kr.", "Højt, kr.", "Sådan er det regnet", "Kilder"];

/// The table for Danish Excel. The lines of a year sum to its total.
#[must_use]
pub fn csv(model: &Model, case: &Case, outcome: &Outcome, today: Date) -> String {
    let mut out = String::from(MARK);
    row(&mut out, &[TITLE]);
    row(&mut out, &[first(model)]);
    row(&mut out, &[&[GUIDING, " Regnet ", &text::date(today), "."].concat()]);
    remarks(model, case, outcome).iter().for_each(|said| row(&mut out, &[said]));
    row(&mut out, &[]);
    row(&mut out, &COLUMNS);
    for line in &outcome.lines {
        for (cell, year) in line.cells.iter().zip(&outcome.years) {
            let (name, year) = (line.name.as_str(), year.to_string());
            match cell {
                Ok(cell) => {
                    let [low, likely, high] = three(&cell.amount);
                    let sources: Vec<String> = cell
                        .basis
                        .iter()
                        .map(|basis| {
                            let level = basis.price_year.map(|year| [", ", &year.to_string(), "-priser"].concat());
                            let level = level.unwrap_or_default();
                            [&basis.name, level.as_str(), ": ", &origin(model, &basis.ground)].concat()
                        })
                        .collect();
                    let how = opened(cell).join("; ");
                    let sources = sources.join(" | ");
                    let columns = [name, &line.about, line.kind.name(), &year, &low, &likely, &high, &how, &sources];
                    row(&mut out, &columns);
                }
                Err(lack) => row(&mut out, &[name, &line.about, line.kind.name(), &year, "", "", "", lack]),
            }
        }
    }
    row(&mut out, &[]);
    let mut total = |name: &str, year: &str, sum: &Sum| {
        let [low, likely, high] = sum.amount.as_ref().map(three).unwrap_or_default();
        let lack = match (sum.lacks.is_empty(), sum.is_mixed) {
            (_, true) => "Priserne er fra flere år og bliver ikke lagt sammen.",
            (false, false) => "Ikke alt er med; se herunder.",
            (true, false) => "",
        };
        row(&mut out, &[name, "", "", year, &low, &likely, &high, lack]);
    };
    for (at, year) in outcome.years.iter().enumerate() {
        let sum = outcome.sum(None, Some(at));
        total(total_name(&sum), &year.to_string(), &sum);
    }
    let all = outcome.sum(None, None);
    total(total_name(&all), "alle år", &all);
    let mut list = |heading: &str, items: Vec<String>| {
        if !items.is_empty() {
            row(&mut out, &[]);
            row(&mut out, &[heading]);
            items.iter().for_each(|said| row(&mut out, &[said]));
        }
    };
    list(LACKS, outcome.lacks());
    list(RESERVATIONS, model.reservations.iter().map(|one| reserved(model, one)).collect());
    out
}

/// The three amounts of a range, as Excel reads them: `-809066,00`.
fn three(value: &Range<Difference>) -> [String; 3] {
    Bound::ALL.map(|bound| {
        let ore = value.at(bound).ore();
        let (size, sign) = (ore.unsigned_abs(), if ore < 0 { "-" } else { "" });
        let rest = (100 + size % 100).to_string();
        [sign, &(size / 100).to_string(), ",", rest.get(1..).unwrap_or_default()].concat()
    })
}

/// What it comes to, line by line, as an example is written: `Flytning 1: −809.066 kr.`
#[must_use]
pub fn brief(outcome: &Outcome) -> Vec<String> {
    let mut said: Vec<String> =
        outcome.lines.iter().map(|line| [&line.name, ": ", &shown(&outcome.sum_of(&[line], None))].concat()).collect();
    if outcome.years.len() > 1 {
        for (at, year) in outcome.years.iter().enumerate() {
            let sum = outcome.sum(None, Some(at));
            said.push([total_name(&sum), " i ", &year.to_string(), ": ", &shown(&sum)].concat());
        }
    }
    let all = outcome.sum(None, None);
    said.push([total_name(&all), " i alt: ", &shown(&all)].concat());
    said
}
