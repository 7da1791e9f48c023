//! Proofs about a model, over all answers there can be.
//!
//! Contract: [`check`] is empty exactly where all of this holds, each shown by going through every case of classes (a few
//! hundred to a few thousand), not by trying answers at random:
//! 1. each table has exactly one row for every combination of its classes: no gap, no overlap;
//! 2. every row can be reached by answers that somebody can give, and so can every level;
//! 3. a worse answer to any one question never lowers level, track or contact. Answers come down to classes in steps (a sign
//!    to its area, an area to the summary, counts to thresholds, classes to a level), and each step is shown to keep the order;
//! 4. a sign of some strength alone gives at least the level that stands at the strength;
//! 5. at the gates a »ved ikke« does something, a worse answer does no less, and what a gate decides is at least an
//!    underretning; so no level of the ruler can stand above it;
//! 6. no text invites to a talk with parents without its condition, to question a child, or to promise secrecy. This one is a
//!    list of words and finds the usual, not everything: texts are still read by people.
//!
//! It runs when the site is built. Nothing of it may be called from the page.

mod gates;
mod reach;
mod words;

use super::classes::{AreaSigns, Classes, GRADES, Summary, level, steps};
use super::model::{Axis, Model};
use super::table::{Class, Table};

/// Something that does not hold.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Violation {
    /// Where: `tabel.vaegt`, `tabel.vaegt.raekke[3]`, `port.overgreb.svar[2]`, `tegn.fam-frygt`, `niveau[3].nu`; lists count
    /// from 0, entries with an id go by it.
    pub place: String,
    /// What does not hold, with a case that shows it, in Danish.
    pub message: String,
}

fn violation(place: impl Into<String>, message: impl Into<String>) -> Violation {
    Violation { place: place.into(), message: message.into() }
}

/// What is wrong with a text that may never invite to a talk with parents, question a child, or promise secrecy.
pub(crate) fn forbidden(text: &str) -> Option<String> {
    let (fault, words) = words::faults(text, false).into_iter().next()?;
    let what = match fault {
        words::Fault::Parents => "lægger op til en samtale med forældrene",
        words::Fault::Child => "lægger op til at spørge barnet ud eller undersøge",
        words::Fault::Secrecy => "lover hemmelighed",
    };
    Some(format!("»{words}« {what}: »{text}«"))
}

/// Everything that does not hold in a model.
#[must_use]
pub fn check(model: &Model) -> Vec<Violation> {
    let mut found = Vec::new();
    for table in &model.tables {
        complete(model, table, &mut found);
    }
    gates::check(model, &mut found);
    words::check(model, &mut found);
    answers(model, &mut found);
    // With gaps there is no level to speak of.
    if !found.iter().any(|violation| violation.place.starts_with("tabel.")) {
        for table in [0, 1, 4] {
            ordered(model, &model.tables[table], &mut found);
        }
        steps_keep_order(model, &mut found);
        levels_keep_order(model, &mut found);
        floors(model, &mut found);
        reach::check(model, &mut found);
    }
    found
}

/// All combinations of values, one a class, as numbers.
fn combinations(sizes: &[usize]) -> impl Iterator<Item = Vec<u8>> + '_ {
    let count: usize = sizes.iter().product();
    (0..count).map(|number| {
        let mut rest = number;
        let digit = |&size: &usize| {
            let value = rest % size;
            rest /= size;
            u8::try_from(value).unwrap_or(u8::MAX)
        };
        sizes.iter().map(digit).collect()
    })
}

fn sizes(model: &Model, classes: &[Class]) -> Vec<usize> {
    classes.iter().map(|&class| model.class(class).values.len()).collect()
}

/// `bredde: to områder, forløb: nyt`.
fn case(model: &Model, classes: &[Class], values: &[u8]) -> String {
    let one = |(class, value): (&Class, &u8)| {
        format!("{}: {}", model.class(*class).name, model.value_name(*class, *value)).to_lowercase()
    };
    classes.iter().zip(values).map(one).collect::<Vec<_>>().join(", ")
}

/// Exactly one row for every combination.
fn complete(model: &Model, table: &Table, found: &mut Vec<Violation>) {
    let place = format!("tabel.{}", table.id);
    let (mut gaps, mut overlaps) = (Vec::new(), Vec::new());
    let sizes = sizes(model, &table.inputs);
    for values in combinations(&sizes) {
        let rows: Vec<usize> = (0..table.rows.len()).filter(|&row| table.rows[row].holds(&values)).collect();
        match rows[..] {
            [_] => {}
            [] => gaps.push(values),
            [first, second, ..] => overlaps.push((values, first, second)),
        }
    }
    if let Some(values) = gaps.first() {
        let case = case(model, &table.inputs, values);
        let more = if gaps.len() > 1 { format!(" Det gælder {} kombinationer.", gaps.len()) } else { String::new() };
        found.push(violation(&place, format!("tabellen »{}« har ingen række for {case}.{more}", table.title)));
    }
    if let Some((values, first, second)) = overlaps.first() {
        let case = case(model, &table.inputs, values);
        found.push(violation(
            format!("{place}.raekke[{second}]"),
            format!("i tabellen »{}« passer både række {} og række {} på {case}.", table.title, first + 1, second + 1),
        ));
    }
}

/// A worse value of one class gives no better value.
fn ordered(model: &Model, table: &Table, found: &mut Vec<Violation>) {
    let sizes = sizes(model, &table.inputs);
    for values in combinations(&sizes) {
        for index in 0..sizes.len() {
            let mut worse = values.clone();
            worse[index] += 1;
            if usize::from(worse[index]) == sizes[index] {
                continue;
            }
            let (Some(row), Some(worse_row)) = (table.row(&values), table.row(&worse)) else { continue };
            if table.rows[worse_row].value < table.rows[row].value {
                let output = table.output.unwrap_or(Class::Level);
                found.push(violation(
                    format!("tabel.{}.raekke[{worse_row}]", table.id),
                    format!(
                        "tabellen »{}« giver »{}« for {}, men kun »{}« for det værre: {}.",
                        table.title,
                        model.value_name(output, table.rows[row].value),
                        case(model, &table.inputs, &values),
                        model.value_name(output, table.rows[worse_row].value),
                        case(model, &table.inputs, &worse)
                    ),
                ));
                return;
            }
        }
    }
}

/// The classes that answers come down to.
const CLASSES: [Class; 5] = [Class::Child, Class::Care, Class::Breadth, Class::Course, Class::Burden];

fn classes(values: &[u8]) -> Classes {
    match *values {
        [child, care, breadth, course, burden] => Classes { child, care, breadth, course, burden },
        _ => Classes::default(),
    }
}

/// From answers to classes: each step keeps the order.
fn steps_keep_order(model: &Model, found: &mut Vec<Violation>) {
    let at_most = |a: [u8; 2], b: [u8; 2]| a[0] <= b[0] && a[1] <= b[1];
    let pairs = |size: usize| combinations(&[size, size]).map(|values| [values[0], values[1]]).collect::<Vec<_>>();
    let (grades, strengths) = (pairs(usize::from(GRADES) + 1), pairs(4));
    let mut broken = |what: String| found.push(violation("graenser", what));
    // A sign more, a worse frequency.
    for &state in &grades {
        for daily in [false, true] {
            for axis in Axis::ALL {
                for grade in 1..=GRADES {
                    if !at_most(AreaSigns(state).weighed(daily), AreaSigns(state).with(axis, grade).weighed(daily)) {
                        broken(format!(
                            "et tegn mere (trin {grade}) i et område gør området mildere, når det har {state:?}."
                        ));
                    }
                }
            }
            for &worse in grades.iter().filter(|&&worse| at_most(state, worse)) {
                if !at_most(AreaSigns(state).weighed(daily), AreaSigns(worse).weighed(daily)) {
                    broken(format!("et område med {worse:?} tæller mindre end et med {state:?}."));
                }
            }
        }
        if !at_most(AreaSigns(state).weighed(false), AreaSigns(state).weighed(true)) {
            broken(format!("»Næsten hver dag« gør et område mildere, når det har {state:?}."));
        }
    }
    // A worse area.
    for &state in &strengths {
        for &worse in strengths.iter().filter(|&&worse| at_most(state, worse)) {
            for &start in &strengths {
                let start = Summary { worst: start, ..Summary::default() };
                let (one, other) = (start.with(state), start.with(worse));
                let kept =
                    at_most(one.worst, other.worst) && at_most(one.areas, other.areas) && one.clear <= other.clear;
                if !kept {
                    broken(format!("et område med {worse:?} tæller mindre end et med {state:?}."));
                }
            }
        }
    }
    // The summary to the two axes and the breadth.
    let most = u8::try_from(model.areas.len()).unwrap_or(u8::MAX);
    let count = usize::from(most) + 1;
    for values in combinations(&[4, 4, count, count, count]) {
        let summary =
            |values: &[u8]| Summary { worst: [values[0], values[1]], areas: [values[2], values[3]], clear: values[4] };
        let now = summary(&values).classes(&model.limits);
        for index in 0..5 {
            let mut worse = values.clone();
            worse[index] += 1;
            let then = summary(&worse).classes(&model.limits);
            if worse[index] <= if index < 2 { 3 } else { most } && now.iter().zip(then).any(|(now, then)| *now > then) {
                broken(format!("tegn i flere områder giver et mildere billede: {values:?} mod {worse:?}."));
                return;
            }
        }
    }
    for count in 0..model.risks.len() {
        if steps(count, model.limits.burden) > steps(count + 1, model.limits.burden) {
            broken(format!("{} belastninger tæller mindre end {count}.", count + 1));
        }
    }
}

/// From classes to a level.
fn levels_keep_order(model: &Model, found: &mut Vec<Violation>) {
    let sizes = sizes(model, &CLASSES);
    for values in combinations(&sizes) {
        let now = level(model, classes(&values)).0;
        for index in 0..values.len() {
            let mut worse = values.clone();
            worse[index] += 1;
            if usize::from(worse[index]) == sizes[index] {
                continue;
            }
            let (then, rows) = level(model, classes(&worse));
            if then < now {
                let row = rows.level.map_or(String::new(), |row| format!(".raekke[{row}]"));
                found.push(violation(
                    format!("tabel.niveau{row}"),
                    format!(
                        "et værre svar sænker niveauet: {} giver niveau {now}, men {} giver niveau {then}.",
                        case(model, &CLASSES, &values),
                        case(model, &CLASSES, &worse)
                    ),
                ));
                return;
            }
        }
    }
    for number in 1..5_u8 {
        if model.level(number).track > model.level(number + 1).track {
            found.push(violation(
                format!("niveau[{number}].spor"),
                format!("niveau {} har et mildere spor end niveau {number}.", number + 1),
            ));
        }
    }
    if model.level(4).track < super::Track::Notify {
        // Level 3 can lead to a notification; then level 4 must.
        found.push(violation("niveau[3].spor", "niveau 4 skal føre til underretning, for niveau 3 kan gøre det."));
    }
}

/// A sign of some strength gives at least its level.
fn floors(model: &Model, found: &mut Vec<Violation>) {
    for (index, strength) in model.strengths.iter().enumerate() {
        let worst = u8::try_from(index + 1).unwrap_or(3);
        let broken = combinations(&sizes(model, &CLASSES))
            .find(|values| values[0].max(values[1]) >= worst && level(model, classes(values)).0 < strength.floor);
        if let Some(values) = broken {
            let (number, rows) = level(model, classes(&values));
            let row = rows.level.map_or(String::new(), |row| format!(".raekke[{row}]"));
            found.push(violation(
                format!("tabel.niveau{row}"),
                format!(
                    "»{}« skal give mindst niveau {}, men {} giver niveau {number}.",
                    strength.name,
                    strength.floor,
                    case(model, &CLASSES, &values)
                ),
            ));
        }
    }
}

/// Every question that is weighed can be answered better, worse, and with not knowing.
fn answers(model: &Model, found: &mut Vec<Violation>) {
    for question in &model.questions {
        if matches!(question.kind, super::Kind::Gate(_)) {
            continue;
        }
        let choices = &model.choices[question.choices];
        let ranks = || choices.iter().filter(|choice| !choice.unknown).map(|choice| choice.rank);
        let place = format!("spoergsmaal.{}", question.id);
        if ranks().min() == ranks().max() {
            found.push(violation(&place, format!("»{}« kan kun besvares på én måde.", question.text)));
        }
        if !choices.iter().any(|choice| choice.unknown) {
            found.push(violation(&place, format!("»{}« kan ikke besvares med »Ved ikke«.", question.text)));
        }
        let most = match question.kind {
            super::Kind::Sign(_) | super::Kind::Risk(_) => 1,
            _ => continue,
        };
        if ranks().max() != Some(most) || ranks().min() != Some(0) {
            found.push(violation(&place, format!("svarene på »{}« skal have rang 0 og 1.", question.text)));
        }
    }
}
