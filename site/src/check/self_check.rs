//! The self-check of a beredskabsplan, `selvtjek.toml`: its questions, the plans with an interval, and worked examples.
//!
//! Contract: a question names a part that is there and pages to read, whose addresses resolve answers. An interval says the same in
//! `tal.toml`. An example comes to what was written beside it by hand.

use super::dates::{Example, ID, Known, figure, ground, hold, own_id, words};
use super::register::{LAWS, NOTE, PLACE, SOURCE, STATUS, UNCONFIRMED};
use crate::diagnostic::{Code, Diagnostic};
use crate::parse::fields::Fields;
use crate::parse::nearest::nearest;
use crate::parse::table::Table;
use crate::source::Spanned;
use calculator::self_check::{Model, Part, Plan, Point, Read, begin, due};
use calculator::shape::{Shape, count, date, tables, text, texts};
use calculator::text as told;
use jiff::civil::Date;

/// `selvtjek.toml`
pub const SHAPE: Shape = Shape::new(
    "selvtjek",
    "Selvtjek af beredskabsplanen: dele, spørgsmål, planer med en frist, og eksempler.",
    &[
        tables("plan", &PLAN, "En plan, der skal revideres igen og igen."),
        tables("del", &PART, "En del af selvtjekket."),
        tables("punkt", &POINT, "Et spørgsmål."),
        tables("eksempel", &EXAMPLE, "Et eksempel, regnet i hånden."),
    ],
);

const PLAN: Shape = Shape::new(
    "selvtjek-plan",
    "En plan, der skal revideres igen og igen.",
    &[
        ID,
        text("titel", "Hvad der skal være sket senest den dag."),
        text("spoergsmaal", "Hvad der bliver spurgt om."),
        count("aar", 1, 20, "Højst så mange år fra én vedtagelse til den næste."),
        count("forberedelse", 1, 24, "Så mange måneder før bør man begynde; det er vores forslag."),
        text("tal", "Det samme tal i tal.toml; de to skal sige det samme.").free(),
        LAWS,
        SOURCE,
        PLACE,
        STATUS,
        NOTE,
    ],
)
.cases(&[UNCONFIRMED]);

const PART: Shape = Shape::new(
    "selvtjek-del",
    "En del af selvtjekket.",
    &[ID, text("titel", "Hvad delen hedder."), text("om", "Hvad man skal vide om den.")],
);

const POINT: Shape = Shape::new(
    "selvtjek-punkt",
    "Et spørgsmål.",
    &[
        ID,
        text("del", "Navnet på delen i denne fil."),
        text("spoergsmaal", "Spørgsmålet; ja er det gode svar."),
        text("mangler", "Hvad I gør, når svaret ikke er ja."),
        texts("laes", "Adresser på sider, man læser så, gerne med et sted på siden.")
            .like("[\"/beredskabsplan/tegn/\"]"),
        LAWS,
        SOURCE,
        PLACE,
        STATUS,
        NOTE,
    ],
)
.cases(&[UNCONFIRMED]);

const EXAMPLE: Shape = Shape::new(
    "selvtjek-eksempel",
    "En plan med den dag, den blev vedtaget, og de dage, det giver, regnet i hånden.",
    &[
        text("titel", "Eksemplets titel."),
        text("viser", "Hvad eksemplet viser."),
        text("plan", "Navnet på planen i denne fil."),
        date("vedtaget", "Den dag, den blev vedtaget."),
        texts("forventet", "De to dage: hvornår man bør begynde, og hvornår den senest er revideret.")
            .like("[\"begynd: 21. november 2026\", \"senest: 21. november 2027\"]"),
    ],
);

/// All of `selvtjek.toml`.
#[derive(Debug, Clone, Default)]
pub struct SelfCheck {
    /// The questions; their paragraphs, sources and pages have no addresses yet.
    pub model: Model,
    /// The addresses of the pages to read, each with the id of its question.
    pub reads: Vec<(String, Spanned<String>)>,
    /// The examples: an index of [`Model::plans`], and the day of adoption.
    pub examples: Vec<Example<(usize, Date)>>,
}

/// Reads `selvtjek.toml`.
pub(crate) fn self_check(table: &Table<'_>, known: Known<'_>, diagnostics: &mut Vec<Diagnostic>) -> SelfCheck {
    let mut fields = table.fields(&SHAPE, "registret", diagnostics);
    let [plans, parts, points, examples] = ["plan", "del", "punkt", "eksempel"].map(|key| fields.tables(key));
    fields.finish();
    let mut all = SelfCheck::default();
    for found in &plans {
        let mut fields = found.fields("planen", diagnostics);
        let found = plan(&mut fields, &all.model, known);
        fields.finish();
        all.model.plans.extend(found);
    }
    for found in &parts {
        let mut fields = found.fields("delen", diagnostics);
        let id = new_id(&mut fields, all.model.parts.iter().map(|part| part.id.as_str()));
        let [title, about] = ["titel", "om"].map(|key| words(&mut fields, key));
        fields.finish();
        if let (Some(id), Some(title), Some(about)) = (id, title, about) {
            all.model.parts.push(Part { id, title, about });
        }
    }
    for found in &points {
        let mut fields = found.fields("punktet", diagnostics);
        let found = point(&mut fields, &mut all.reads, &all.model, known);
        fields.finish();
        all.model.points.extend(found);
    }
    for found in &examples {
        let mut fields = found.fields("eksemplet", diagnostics);
        let found = example(&mut fields, &all.model);
        fields.finish();
        all.examples.extend(found);
    }
    all
}

/// An id that no entry before has.
fn new_id<'a>(fields: &mut Fields<'_, '_>, mut before: impl Iterator<Item = &'a str>) -> Option<String> {
    let id = own_id(fields, std::iter::empty())?;
    if before.any(|other| other == id.value) {
        let fault = format!("»{}« står to gange", id.value);
        fields.report(Diagnostic::new(Code::ToolRule, id.span, fault).hint("giv den ene et andet id"));
        return None;
    }
    Some(id.value)
}

/// The place of the entry that is named; what is unknown is told.
fn named<'a>(
    fields: &mut Fields<'_, '_>,
    key: &'static str,
    known: impl Iterator<Item = &'a str> + Clone,
) -> Option<usize> {
    let id = fields.text(key)?;
    let found = known.clone().position(|one| one == id.value);
    if found.is_none() {
        let hint = nearest(&id.value, known.clone()).map_or_else(
            || format!("brug en af {}", known.clone().collect::<Vec<_>>().join(", ")),
            |near| format!("mente du »{near}«?"),
        );
        let fault = format!("»{}« findes ikke i filen", id.value);
        fields.report(Diagnostic::new(Code::ToolRule, id.span, fault).hint(hint));
    }
    found
}

fn plan(fields: &mut Fields<'_, '_>, model: &Model, known: Known<'_>) -> Option<Plan> {
    let id = new_id(fields, model.plans.iter().map(|plan| plan.id.as_str()));
    let [title, text] = ["titel", "spoergsmaal"].map(|key| words(fields, key));
    let number = |fields: &mut Fields<'_, '_>, key| fields.count(key).and_then(|count| u16::try_from(count.value).ok());
    let (years, ahead) = (number(fields, "aar"), number(fields, "forberedelse"));
    figure(fields, years.map(|years| format!("hvert {years}. år")).as_deref(), known);
    let ground = ground(fields, true, known);
    Some(Plan { id: id?, title: title?, text: text?, years: years?, ahead: ahead?, ground: ground? })
}

fn point(
    fields: &mut Fields<'_, '_>,
    reads: &mut Vec<(String, Spanned<String>)>,
    model: &Model,
    known: Known<'_>,
) -> Option<Point> {
    let id = new_id(fields, model.points.iter().map(|point| point.id.as_str()));
    let part = named(fields, "del", model.parts.iter().map(|part| part.id.as_str()));
    let [text, missing] = ["spoergsmaal", "mangler"].map(|key| words(fields, key));
    let pages = fields.texts("laes");
    let ground = ground(fields, true, known);
    let (id, pages) = (id?, pages?);
    let own = pages.iter().map(|page| Read { href: page.value.clone(), title: String::new() }).collect();
    reads.extend(pages.into_iter().map(|page| (id.clone(), page)));
    Some(Point { id, part: part?, text: text?, missing: missing?, reads: own, ground: ground? })
}

fn example(fields: &mut Fields<'_, '_>, model: &Model) -> Option<Example<(usize, Date)>> {
    let at = fields.at();
    let [title, shows] = ["titel", "viser"].map(|key| words(fields, key));
    let index = named(fields, "plan", model.plans.iter().map(|plan| plan.id.as_str()));
    let adopted = fields.date("vedtaget").map(|date| date.value);
    let expected = fields.texts("forventet");
    let (index, adopted) = (index?, adopted?);
    let plan = model.plans.get(index)?;
    let days = [("begynd", begin(plan, adopted)), ("senest", due(plan, adopted))];
    let found: Vec<String> =
        days.into_iter().filter_map(|(word, day)| Some(format!("{word}: {}", told::date(day?)))).collect();
    hold(fields, &expected?, &found, at);
    Some(Example { title: title?, shows: shows?, case: (index, adopted) })
}
