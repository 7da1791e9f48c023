//! What is filled in: years, moves, prices of the steps that moves use, investment, and how prices changed.
//!
//! Contract: an own price is asked for with its price year. A change of prices is asked for only where amounts are of other years than the
//! result, and its field is of those two years alone: another year for the result asks anew.

use calculator::concern::cpr;
use calculator::ladder::outcome::Level;
use calculator::ladder::typed;
use calculator::ladder::{MOST_MOVES, MOST_YEARS, Model, Step};
use calculator::saved::Saved;
use calculator::{Amount, Change, Measure, Year, text};
use jiff::civil::Date;

use super::browser;
use super::element::{Element, element};
use super::form::{Field, Form};
use super::frame::{group, quiet};
use super::parts::{select, small, tick};
use super::{Row, Tool};

const NO_CPR: &str = "Det ligner et CPR-nummer. Slet det. Det kommer ikke med i regnestykket og ikke i en fil.";
const PER_YEAR: &str = "Kroner pr. årsbarn om året.";
const PRICE_YEAR: &str = "Det år, prisen er fra, for eksempel 2026.";

fn amount(text: &str) -> Result<i64, String> {
    if cpr::find(text).is_some() {
        return Err(NO_CPR.to_owned());
    }
    Amount::parse(text).map(Amount::ore).map_err(|error| error.to_string())
}

fn year(text: &str) -> Result<i64, String> {
    Year::parse(text).map(|year| year.get().into()).map_err(|error| error.to_string())
}

fn measure(text: &str) -> Result<i64, String> {
    Measure::parse(text).map(|value| value.hundredths().into()).map_err(|error| error.to_string())
}

fn change(text: &str) -> Result<i64, String> {
    Change::parse(text).map(|value| value.basis_points().into()).map_err(|error| error.to_string())
}

/// `1. år`
fn nth(year: usize) -> String {
    [&(year + 1).to_string(), ". år"].concat()
}

/// What is typed in a field.
#[derive(Clone, Copy)]
enum Kind {
    Amount,
    Measure,
    Year,
    Text,
}

// One place that makes fields: they are many, and each would bring the code of all.
#[inline(never)]
fn field(kind: Kind, id: &str, label: &[&str], hint: &'static str) -> Field {
    let label = label.concat();
    match kind {
        Kind::Text => Field::text(id, &label, hint, None).no_cpr(NO_CPR),
        Kind::Year => Field::number(id, &label, hint, year),
        Kind::Amount => Field::decimal(id, &label, hint, amount).unsure(),
        Kind::Measure => Field::decimal(id, &label, hint, measure).unsure(),
    }
}

/// The fields that there are once.
const ONCE: [(Kind, &str, &str, &str); 5] = [
    (Kind::Amount, typed::ADVISER_COST, "Hvad koster én rådgiver om året?", "Kroner, med alt."),
    (Kind::Year, typed::ADVISER_YEAR, "Rådgiverprisens prisår", PRICE_YEAR),
    (Kind::Text, typed::OTHER, "Hvad er den anden investering?", "For eksempel kurser."),
    (Kind::Year, typed::OTHER_YEAR, "Beløbets prisår", PRICE_YEAR),
    (
        Kind::Year,
        typed::TARGET,
        "Hvilket års priser skal resultatet stå i?",
        "Kun nødvendigt, når priserne er fra flere år.",
    ),
];

/// The fields that are always there.
pub(super) fn all(model: &Model, today: Date) -> Vec<Field> {
    let this_year = Year::of(today).map(|year| year.to_string()).unwrap_or_default();
    let mut fields =
        vec![field(Kind::Year, typed::FIRST, &["Hvilket år begynder regnestykket?"], "").first(&this_year)];
    for (kind, id, label, hint) in ONCE {
        fields.push(field(kind, id, &[label], hint));
    }
    for step in &model.steps {
        for (kind, id, label, hint) in [
            (Kind::Amount, typed::cost(&step.id), "Egen pris: ", PER_YEAR),
            (Kind::Year, typed::cost_year(&step.id), "Prisår: ", PRICE_YEAR),
            (Kind::Text, typed::cost_note(&step.id), "Hvor er prisen fra? ", "Skriv intet om et barn."),
        ] {
            fields.push(field(kind, &id, &[label, &step.name], hint));
        }
    }
    for at in 0..MOST_YEARS {
        for (kind, id, label) in [
            (Kind::Measure, typed::advisers(at), "Antal rådgivere, "),
            (Kind::Amount, typed::other(at), "Anden investering i kroner, "),
        ] {
            fields.push(field(kind, &id, &[label, &nth(at)], ""));
        }
    }
    fields
}

/// Adds the fields of a move.
pub(super) fn of_move(form: Form, number: u16) {
    for at in 0..MOST_YEARS {
        let label = ["Årsbørn, ", &nth(at), " (flytning ", &number.to_string(), ")"];
        form.add(field(Kind::Measure, &typed::children(number, at), &label, ""));
    }
}

/// Adds the field of a change of prices.
fn of_change(form: Form, from: Year, to: Year) {
    let label = ["Hvor mange procent er priserne steget fra ", &from.to_string(), " til ", &to.to_string(), "?"];
    let hint = "I alt. Brug jeres eget tal, for eksempel fra KL. Minus, hvis de er faldet.";
    form.add(Field::exact(&typed::change(from, to), &label.concat(), hint, change));
}

/// The years that a change may be typed for, to the year of the result.
fn pairs(to: Year) -> impl Iterator<Item = (Year, Year)> {
    (2000..=2099).filter_map(Year::new).filter(move |from| *from != to).map(move |from| (from, to))
}

/// The changes of prices to the year of the result, whose fields hold something.
pub(super) fn changed(form: Form) -> Vec<(Year, Year)> {
    let Ok(to) = Year::parse(&form.text(typed::TARGET)) else { return Vec::new() };
    pairs(to).filter(|(from, to)| !form.text(&typed::change(*from, *to)).is_empty()).collect()
}

/// Puts in the changes of prices that a file has, and takes out all others.
pub(super) fn all_changes(form: Form, saved: &Saved) {
    for (from, to) in changed(form) {
        form.set(&typed::change(from, to), "");
    }
    let Ok(to) = Year::parse(saved.get(typed::TARGET)) else { return };
    for (from, to) in pairs(to) {
        let key = typed::change(from, to);
        if !saved.get(&key).is_empty() {
            of_change(form, from, to);
            form.set(&key, saved.get(&key));
        }
    }
}

/// The form.
pub(super) fn view(tool: Tool) -> Element {
    let form = tool.frame.form;
    let years = group("År").child(form.view(typed::FIRST)).live(move || {
        tool.frame.chosen.track();
        let options: Vec<String> =
            (1..=MOST_YEARS).map(|years| text::counted(u64::try_from(years).unwrap_or_default(), "år", "år")).collect();
        let chosen = tool.state.borrow().years.saturating_sub(1);
        vec![select("antal-aar", "Hvor mange år?", &options, chosen, move |at| {
            tool.choose(|state| state.years = at + 1);
        })]
    });
    let moves = group("Flytninger")
        .child(element("p").class("field-hint").text(
            "Skriv for hvert år, hvor mange årsbørn der får hjælp på det nye trin i stedet for det gamle. Ét barn i et halvt år er 0,5.",
        ))
        .live(move || moves(tool));
    let prices = group("Priser pr. årsbarn").live(move || prices(tool));
    let investment = group("Investering").live(move || investment(tool));
    let level = group("Prisår").child(form.view(typed::TARGET)).live(move || changes(tool));
    tool.frame.form(vec![years, moves, prices, investment, level])
}

/// Fields beside each other.
fn beside(form: Form, keys: &[&str]) -> Element {
    element("div").class("row").children(keys.iter().map(|key| form.view(key)))
}

/// Whose numbers stand for each year.
#[derive(Clone, Copy)]
enum Of {
    Move(u16),
    Advisers,
    Other,
}

/// Fields of the years that there are, with a way to fill in all like the first.
fn each_year(tool: Tool, what: &str, id: &str, of: Of) -> Vec<Element> {
    let form = tool.frame.form;
    let key = move |at: usize| match of {
        Of::Move(number) => typed::children(number, at),
        Of::Advisers => typed::advisers(at),
        Of::Other => typed::other(at),
    };
    let years = tool.state.borrow().years;
    let mut parts = vec![element("div").class("row").group((0..years).map(|at| form.view(&key(at))))];
    if years > 1 {
        let same = small("Samme i alle år").id(&["samme-", id].concat());
        let same = same.attribute("aria-label", &["Samme i alle år: ", what].concat()).on("click", move |_| {
            let first = form.whole(&key(0));
            (1..years).for_each(|at| form.set_whole(&key(at), &first));
            tool.frame.tell();
            tool.frame.voice.say("Tallet fra 1. år står nu i alle årene.");
        });
        parts.push(element("p").child(same));
    }
    parts
}

fn moves(tool: Tool) -> Vec<Element> {
    tool.frame.chosen.track();
    let state = tool.state.borrow();
    let rows = state.moves.iter().enumerate().map(|(place, row)| one_move(tool, place, *row));
    let mut parts = vec![element("div").group(rows)];
    if let Some((place, row)) = state.removed {
        let name = ["Flytning ", &row.number.to_string()].concat();
        let back =
            small("Fortryd").id("fortryd").attribute("aria-label", &["Fortryd: sæt ", &name, " tilbage"].concat());
        let back = back.on("click", move |_| {
            tool.choose(|state| {
                let place = place.min(state.moves.len());
                state.moves.insert(place, row);
                state.removed = None;
            });
            browser::soon(move || browser::focus(&["fra-", &row.number.to_string()].concat()));
        });
        let said = element("p").class("undo").attribute("role", "status");
        parts.push(said.text(&["»", &name, "« er fjernet. "].concat()).child(back));
    }
    if state.moves.len() < MOST_MOVES {
        let add = quiet("Tilføj en flytning").id("tilfoej-flytning").on("click", move |_| add(tool));
        parts.push(element("p").child(add));
    }
    parts
}

fn add(tool: Tool) {
    let number = {
        let state = tool.state.borrow();
        let gone = state.removed.map(|(_, row)| row.number);
        let last = state.moves.iter().map(|row| row.number).chain(gone).max().unwrap_or(0);
        let taken = |number: u16| gone == Some(number) || state.moves.iter().any(|row| row.number == number);
        let next = if last < typed::LARGEST_MOVE { last + 1 } else { 1 };
        (next..=typed::LARGEST_MOVE).find(|number| !taken(*number)).unwrap_or(next)
    };
    of_move(tool.frame.form, number);
    for at in 0..MOST_YEARS {
        tool.frame.form.set(&typed::children(number, at), "");
    }
    tool.choose(|state| state.moves.push(Row { number, ends: [None, None] }));
    browser::soon(move || browser::focus(&["fra-", &number.to_string()].concat()));
}

fn one_move(tool: Tool, place: usize, row: Row) -> Element {
    let name = ["Flytning ", &row.number.to_string()].concat();
    let mut options = vec!["Vælg trin".to_owned()];
    options.extend(tool.model.steps.iter().map(|step| step.name.clone()));
    let ends = typed::ends(row.number);
    let end = |side: usize, label: &str| {
        let chosen = row.ends[side].map_or(0, |at| at + 1);
        let label = [label, " (flytning ", &row.number.to_string(), ")"].concat();
        select(&ends[side], &label, &options, chosen, move |at| {
            tool.choose(|state| {
                if let Some(row) = state.moves.get_mut(place) {
                    row.ends[side] = at.checked_sub(1);
                }
            });
        })
    };
    let number = row.number.to_string();
    let away = small("Fjern").id(&["fjern-", &number].concat()).attribute("aria-label", &["Fjern ", &name].concat());
    let away = away.on("click", move |_| {
        tool.choose(|state| {
            if place < state.moves.len() {
                state.removed = Some((place, state.moves.remove(place)));
            }
        });
        browser::soon(|| browser::focus("fortryd"));
    });
    group(&name)
        .class("choice-body")
        .child(element("div").class("row").child(end(0, "Fra trin")).child(end(1, "Til trin")))
        .group(each_year(tool, &name, &number, Of::Move(row.number)))
        .child(element("p").child(away))
}

fn prices(tool: Tool) -> Vec<Element> {
    tool.frame.track();
    let state = tool.state.borrow();
    let mut options = vec!["Kun egne priser".to_owned()];
    let year = tool.model.price_year.to_string();
    options.extend(tool.model.sets.iter().map(|set| ["KORA: ", &set.name, ", ", &year, "-priser"].concat()));
    let chosen = state.set.map_or(0, |at| at + 1);
    let mut parts = vec![
        select("priser", "Kildens priser", &options, chosen, move |at| {
            tool.choose(|state| state.set = at.checked_sub(1));
        }),
        element("p")
            .class("field-hint")
            .text("Kildens priser er historie fra Herning. Skriver du en egen pris, bruger vi den i stedet."),
    ];
    let used = |at: usize| state.moves.iter().any(|row| row.ends.contains(&Some(at)));
    let steps = tool.model.steps.iter().enumerate().filter(|(at, _)| used(*at));
    let steps: Vec<Element> = steps.map(|(_, step)| price(tool, state.set, step)).collect();
    if steps.is_empty() {
        parts.push(element("p").class("field-hint").text("Vælg trin i en flytning. Så står trinnenes priser her."));
    }
    parts.push(element("div").group(steps));
    parts
}

/// The price of a step: what is printed, and the user's own.
fn price(tool: Tool, set: Option<usize>, step: &Step) -> Element {
    let form = tool.frame.form;
    let own = !form.text(&typed::cost(&step.id)).is_empty();
    let printed = set.map(|set| step.costs.get(set).copied().flatten());
    let said = match (own, printed) {
        (true, Some(Some(cost))) => ["Din egen pris bliver brugt. Kildens er ", &text::amount(cost), "."].concat(),
        (true, _) => "Din egen pris bliver brugt.".to_owned(),
        (false, Some(Some(cost))) => ["Kildens pris: ", &text::amount(cost), " ", &step.remark].concat(),
        (false, Some(None)) => step.remark.clone(),
        (false, None) => "Skriv en egen pris, eller vælg kildens priser.".to_owned(),
    };
    let more = [typed::cost_year(&step.id), typed::cost_note(&step.id)];
    group(&step.name)
        .class("choice-body")
        .child(element("p").class("field-hint").text(&said))
        .child(form.view(&typed::cost(&step.id)))
        .group(if own { more.iter().map(|key| form.view(key)).collect() } else { Vec::new() })
}

fn investment(tool: Tool) -> Vec<Element> {
    tool.frame.chosen.track();
    let form = tool.frame.form;
    let chosen = tool.state.borrow().posts.clone();
    let year = tool.model.price_year.to_string();
    let ticks = tool.model.offered().map(|(at, post)| {
        let amount = match (&post.about, post.amount(0)) {
            (about, Some(amount)) if about.is_empty() => text::amount(amount),
            (about, _) => about.clone(),
        };
        let source = text::joined(&[tool.model.title(&post.ground.source), &post.ground.place]);
        let label = [&post.name, ", ", &amount, " om året, ", &year, "-priser (", &source, ")"].concat();
        tick(&typed::post(&post.id), &label, chosen.contains(&at), move |on| {
            tool.choose(|state| {
                state.posts.retain(|other| *other != at);
                if on {
                    let place = state.posts.iter().position(|other| *other > at).unwrap_or(state.posts.len());
                    state.posts.insert(place, at);
                }
            });
        })
    });
    vec![
        group("Rådgivere")
            .class("choice-body")
            .group(each_year(tool, "antal rådgivere", "raadgivere", Of::Advisers))
            .child(beside(form, &[typed::ADVISER_COST, typed::ADVISER_YEAR])),
        group("Andet")
            .class("choice-body")
            .child(form.view(typed::OTHER))
            .group(each_year(tool, "anden investering", "andet", Of::Other))
            .child(form.view(typed::OTHER_YEAR)),
        group("Beløb fra Herning, som du kan regne med").class("choice-body").children(ticks),
    ]
}

/// How prices changed, where amounts are of other years than the result.
fn changes(tool: Tool) -> Vec<Element> {
    tool.frame.track();
    let form = tool.frame.form;
    let Ok((case, outcome)) = tool.read() else { return Vec::new() };
    let years = match &outcome.level {
        Level::Mixed(years) | Level::Carried { from: years, .. } => years.clone(),
        Level::One(year) => vec![*year],
        Level::None => Vec::new(),
    };
    let Some(to) = case.target else {
        return if years.len() > 1 {
            let years: Vec<String> = years.iter().map(ToString::to_string).collect();
            let said = ["Priserne er fra ", &years.join(" og "), ". Skriv, hvilket års priser resultatet skal stå i."];
            vec![element("p").class("note").text(&said.concat())]
        } else {
            Vec::new()
        };
    };
    years
        .into_iter()
        .filter(|from| *from != to)
        .map(|from| {
            of_change(form, from, to);
            form.view(&typed::change(from, to))
        })
        .collect()
}
