//! Tables of TOML made from the shapes that editors' tables have: sound ones, and the same with one thing wrong.
//!
//! Contract: [`tables`] gives for each case of a shape tables in which it holds, with the least and with all that may be there;
//! [`broken`] takes from such a table what must be there, adds what must not, and writes values of another kind.

use calculator::shape::{Case, Kind, Look, Need, Shape, When};

/// A table as it is made here.
#[derive(Debug)]
struct Made<'t>(&'t toml::Table);

impl Look for Made<'_> {
    fn has(&self, key: &str) -> bool {
        self.0.contains_key(key)
    }

    fn word(&self, key: &str) -> Option<String> {
        self.0.get(key)?.as_str().map(str::to_owned)
    }

    fn is_on(&self, key: &str) -> bool {
        self.0.get(key).and_then(toml::Value::as_bool) == Some(true)
    }
}

/// A value that a key may have.
fn sample(shape: &'static Shape, key: &str, table: &toml::Table, full: bool) -> toml::Value {
    let known = shape.key(key).unwrap();
    if !known.example.is_empty() {
        return format!("x = {}", known.example).parse::<toml::Table>().unwrap().remove("x").unwrap();
    }
    let text = || toml::Value::String("Noget.".to_owned());
    match known.kind {
        Kind::Text => text(),
        Kind::Date => toml::Value::Datetime("2026-11-21".parse().unwrap()),
        Kind::Flag => toml::Value::Boolean(true),
        Kind::Count(least, _) => toml::Value::Integer(least.into()),
        Kind::Pair => toml::Value::Array(vec![toml::Value::Integer(1), toml::Value::Integer(2)]),
        Kind::Word(words) => toml::Value::String(words()[0].to_owned()),
        Kind::ManyWords(words) => toml::Value::Array(vec![toml::Value::String(words()[0].to_owned())]),
        Kind::Texts | Kind::Lines | Kind::Sentences(_, false) => toml::Value::Array(vec![text()]),
        Kind::Sentences(inner, true) => {
            toml::Value::Array(vec![toml::Value::Table(complete(inner, toml::Table::new(), &[], &[], true))])
        }
        Kind::Table(inner) | Kind::Tables(inner) => {
            let imposed = shape.imposed(key, &Made(table));
            let made = match inner.rest {
                Some(rest) if matches!(rest.kind, Kind::Texts) => {
                    toml::Table::from_iter([("navn".to_owned(), toml::Value::Array(vec![text()]))])
                }
                _ => complete(inner, toml::Table::new(), &[], &imposed, full),
            };
            let made = toml::Value::Table(made);
            if matches!(known.kind, Kind::Tables(_)) { toml::Value::Array(vec![made]) } else { made }
        }
    }
}

/// Adds what must be there, and with `full` all else that may but what is `without`; takes away what must not.
#[must_use]
pub fn complete(
    shape: &'static Shape,
    seed: toml::Table,
    without: &[&str],
    imposed: &[&'static Case],
    full: bool,
) -> toml::Table {
    let mut table = seed;
    let mut steady = false;
    while !steady {
        steady = true;
        for key in shape.keys.iter().filter(|key| !without.contains(&key.name)) {
            match shape.need(key.name, &Made(&table), imposed) {
                Need::Never(_) => steady &= table.remove(key.name).is_none(),
                Need::Free if !full => {}
                _ if table.contains_key(key.name) => {}
                _ => {
                    let value = sample(shape, key.name, &table, full);
                    table.insert(key.name.to_owned(), value);
                    steady = false;
                }
            }
        }
    }
    // Tables within were made for what stood around them then.
    for key in shape.keys {
        if matches!(key.kind, Kind::Table(_) | Kind::Tables(_)) && table.contains_key(key.name) {
            let value = sample(shape, key.name, &table, full);
            table.insert(key.name.to_owned(), value);
        }
    }
    table
}

/// Tables of a shape that have nothing wrong with them: for each case one where it holds, each with the least and with all.
#[must_use]
pub fn tables(shape: &'static Shape, imposed: &[&'static Case]) -> Vec<toml::Table> {
    let mut seeds: Vec<(toml::Table, Vec<&'static str>)> = vec![(toml::Table::new(), Vec::new())];
    for case in shape.cases {
        let (mut seed, mut without) = (toml::Table::new(), Vec::new());
        for when in case.when {
            let word = match when {
                When::Is(key, words) => Some((*key, words[0])),
                When::IsNot(key, words) => {
                    let Some(Kind::Word(known)) = shape.kind(key) else { panic!("{key}") };
                    Some((*key, known().into_iter().find(|word| !words.contains(word)).unwrap()))
                }
                When::Has(key) => {
                    let value = sample(shape, key, &seed, false);
                    seed.insert((*key).to_owned(), value);
                    None
                }
                When::Lacks(key) | When::Off(key) => {
                    without.push(*key);
                    None
                }
            };
            seed.extend(word.map(|(key, word)| (key.to_owned(), toml::Value::String(word.to_owned()))));
        }
        seeds.push((seed, without));
    }
    let mut found: Vec<toml::Table> = Vec::new();
    for (seed, without) in seeds {
        for full in [false, true] {
            let table = complete(shape, seed.clone(), &without, imposed, full);
            if !found.contains(&table) {
                found.push(table);
            }
        }
    }
    // What stands within, each in a table that has the least.
    let least: Vec<toml::Table> = found.clone();
    for key in shape.keys {
        let (inner, many) = match key.kind {
            Kind::Table(inner) => (inner, false),
            Kind::Tables(inner) => (inner, true),
            _ => continue,
        };
        for outer in least.iter().filter(|outer| outer.contains_key(key.name)) {
            for table in tables(inner, &shape.imposed(key.name, &Made(outer))) {
                let table = toml::Value::Table(table);
                let value = if many { toml::Value::Array(vec![table]) } else { table };
                let mut outer = outer.clone();
                outer.insert(key.name.to_owned(), value);
                if inner.rest.is_none() && !found.contains(&outer) {
                    found.push(outer);
                }
            }
        }
    }
    found
}

/// Values that no key of a kind can have.
fn wrong(kind: Kind) -> Vec<toml::Value> {
    let text = |text: &str| toml::Value::String(text.to_owned());
    let list = |item: toml::Value| toml::Value::Array(vec![item]);
    let number = toml::Value::Integer;
    match kind {
        Kind::Text => vec![number(5), toml::Value::Boolean(true), list(text("a")), text(" ")],
        Kind::Date => vec![number(2026), text("i går"), toml::Value::Datetime("2026-11-21T10:00:00".parse().unwrap())],
        Kind::Flag => vec![text("true"), number(1)],
        Kind::Count(least, most) => {
            let above = number(i64::from(most) + 1);
            vec![text("15"), number(i64::from(least) - 1), above, toml::Value::Float(1.5)]
        }
        Kind::Pair => vec![number(1), list(number(1)), toml::Value::Array(vec![text("1"), text("2")])],
        Kind::Word(_) => vec![text("findes-ikke"), number(5)],
        Kind::ManyWords(_) => vec![list(text("findes-ikke")), text("findes-ikke"), list(number(5))],
        Kind::Texts => vec![text("a"), list(number(5)), number(5)],
        Kind::Lines => vec![number(5), list(number(5))],
        Kind::Sentences(..) => {
            let unknown = toml::Table::from_iter([("findes-ikke".to_owned(), text("a"))]);
            vec![number(5), list(number(5)), list(toml::Value::Table(unknown))]
        }
        Kind::Table(_) => vec![number(5), text("a")],
        Kind::Tables(_) => vec![number(5), list(number(5)), toml::Value::Table(toml::Table::new())],
    }
}

/// A list with fewer or more items than there may be.
fn too_few_or_many(bounds: Option<(usize, usize)>, value: &toml::Value) -> Vec<toml::Value> {
    let (Some((least, most)), Some(items)) = (bounds, value.as_array()) else { return Vec::new() };
    let count = |count| toml::Value::Array(items.iter().cycle().take(count).cloned().collect());
    let few = least.checked_sub(1).map(count);
    few.into_iter().chain((most < usize::MAX && !items.is_empty()).then(|| count(most + 1))).collect()
}

/// Tables with one thing wrong, and what; those that `wanted` names.
#[must_use]
pub fn broken(
    shape: &'static Shape,
    table: &toml::Table,
    imposed: &[&'static Case],
    wanted: &mut impl FnMut(&str) -> bool,
) -> Vec<(String, toml::Table)> {
    let mut found = Vec::new();
    let mut with = |what: String, key: &str, value: Option<toml::Value>, wanted: &mut dyn FnMut(&str) -> bool| {
        if wanted(&what) {
            let mut table = table.clone();
            match value {
                Some(value) => _ = table.insert(key.to_owned(), value),
                None => _ = table.remove(key),
            }
            found.push((what, table));
        }
    };
    if shape.rest.is_none() {
        with(format!("{}: an unknown key", shape.name), "findes_ikke", Some(toml::Value::Integer(5)), wanted);
    }
    for key in shape.keys {
        let name = || format!("{}.{}", shape.name, key.name);
        let need = shape.need(key.name, &Made(table), imposed);
        if let Need::Never(_) = need {
            let value = sample(shape, key.name, table, false);
            with(format!("{} has no place", name()), key.name, Some(value), wanted);
            continue;
        }
        let Some(value) = table.get(key.name) else { continue };
        if matches!(need, Need::Required | Need::Told) {
            with(format!("{} is missing", name()), key.name, None, wanted);
        }
        for wrong in wrong(key.kind).into_iter().chain(too_few_or_many(key.items, value)) {
            let shown: String = wrong.to_string().chars().take(60).collect();
            with(format!("{} = {shown}", name()), key.name, Some(wrong), wanted);
        }
        let (Kind::Table(inner) | Kind::Tables(inner) | Kind::Sentences(inner, _)) = key.kind else { continue };
        let imposed = shape.imposed(key.name, &Made(table));
        if let Some(within) = value.as_table() {
            for (what, inside) in broken(inner, within, &imposed, wanted) {
                with(what, key.name, Some(toml::Value::Table(inside)), &mut |_: &str| true);
            }
        }
        for (index, within) in value.as_array().into_iter().flatten().enumerate() {
            let Some(within) = within.as_table() else { continue };
            for (what, inside) in broken(inner, within, &imposed, wanted) {
                let mut items = value.as_array().unwrap().clone();
                items[index] = toml::Value::Table(inside);
                with(what, key.name, Some(toml::Value::Array(items)), &mut |_: &str| true);
            }
        }
    }
    found
}
