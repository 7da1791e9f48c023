//! Hours of ELEVator and cases an adviser in the browser: a form of five numbers, and two tables.
//!
//! Contract: rules are `calculator::load`. A part is shown once its numbers are there; what is missing is said, and no number stands
//! in its place.

// What the tools share, under the names by which the modules here know it.
use super::{element, form, frame, page, shown};

use calculator::Quantity;
use calculator::load::{self, Case, Model, Row};
use calculator::measure::Measure;
use calculator::saved::Saved;

use element::{Element, element};
use form::{Field, Form};
use frame::{Frame, group, quiet};
use page::Page;

const PAGE: Page =
    Page {
        name: "belastning", called: "Værktøjet", instead: "Du kan regne selv med timerne og formlen her på siden."
    };

const CHILDREN: &str = "boern";
const PSYCHOLOGISTS: &str = "psykologer";
const CASES: &str = "sager";
const ADVISERS: &str = "raadgivere";
const MOST: &str = "flest";
const FIELDS: [&str; 5] = [CHILDREN, PSYCHOLOGISTS, CASES, ADVISERS, MOST];

fn count(typed: &str) -> Result<i64, String> {
    Quantity::parse(typed).map(|count| count.get().into()).map_err(|error| error.to_string())
}

fn advisers(typed: &str) -> Result<i64, String> {
    match Measure::parse(typed) {
        Ok(parts) if parts.hundredths() > 0 => Ok(i64::from(parts.hundredths())),
        Ok(_) => Err("Der skal være mindst en del af en rådgiver, for eksempel 0,5.".to_owned()),
        Err(error) => Err(error.to_string()),
    }
}

fn fields() -> Vec<Field> {
    vec![
        Field::number(CHILDREN, "Hvor mange børn er med i ELEVator?", "", count),
        Field::number(PSYCHOLOGISTS, "Hvor mange psykologer?", "Hver psykolog har en fast tid ud over børnene.", count),
        Field::number(CASES, "Hvor mange sager har I?", "Vores råd: Ét barn er én sag.", count),
        Field::decimal(
            ADVISERS,
            "Hvor mange rådgivere på fuld tid?",
            "Omregn deltid: 30 timer af 37 er 0,81. Træk ledige stillinger fra.",
            advisers,
        ),
        Field::number(MOST, "Hvor mange har den, der har flest?", "Lad feltet stå tomt, hvis du ikke ved det.", count),
    ]
}

fn case(form: Form) -> Case {
    let number = |id: &str| form.range(id).and_then(|[_, value, _]| u16::try_from(value).ok());
    let parts = form.range(ADVISERS).and_then(|[_, value, _]| u32::try_from(value).ok());
    Case {
        children: number(CHILDREN),
        psychologists: number(PSYCHOLOGISTS),
        cases: number(CASES),
        advisers: parts.and_then(Measure::new),
        most: number(MOST),
    }
}

/// What two fields that can be read make wrong together.
fn together(form: Form) -> Option<(&'static str, &'static str)> {
    load::is_more_than_all(&case(form)).then_some((MOST, load::MORE_THAN_ALL))
}

/// The case, once there is something to reckon with.
fn complete(model: &Model, form: Form) -> Result<Case, String> {
    if FIELDS.into_iter().any(|id| !form.text(id).is_empty() && form.range(id).is_none()) {
        return Err("Et tal kan ikke læses. Ret det, så står resultatet her.".to_owned());
    }
    if let Some((_, fault)) = together(form) {
        return Err(fault.to_owned());
    }
    let case = case(form);
    if load::elevator(model, &case).is_empty() && load::caseload(model, &case).is_empty() {
        return Err("Skriv børn og psykologer, eller sager og rådgivere. Så står resultatet her.".to_owned());
    }
    Ok(case)
}

/// Mounts the tool, or says why it cannot be.
pub fn start() {
    let read = |json: &str| load::from_json(json).ok_or_else(page::stale);
    let Some(model) = page::opened(&PAGE, read) else { return };
    let form = Form::new(fields(), together);
    let frame = Frame {
        name: PAGE.name,
        today: page::today(),
        form,
        chosen: super::signal::Signal::new(),
        voice: super::voice::Voice::new(),
        is_chosen: &|| false,
        save: Box::leak(Box::new(move |saved: &mut Saved| FIELDS.iter().for_each(|id| saved.put(id, &form.text(id))))),
        load: Box::leak(Box::new(move |saved: &Saved| FIELDS.iter().for_each(|id| form.set(id, saved.get(id))))),
    };
    let [hours, cases] = [&FIELDS[..2], &FIELDS[2..]];
    let fields_of = |legend: &str, ids: &[&str]| ids.iter().fold(group(legend), |all, id| all.child(form.view(id)));
    let groups = vec![fields_of("ELEVator", hours), fields_of("Sager pr. rådgiver", cases)];
    page::mount(&PAGE, vec![frame.form(groups), sheet(frame, model)], Form::summary(vec![form]));
}

fn sheet(frame: Frame, model: &'static Model) -> Element {
    let sheet = element("section")
        .class("sheet load")
        .attribute("aria-labelledby", "belastning-titel")
        .child(element("h2").id("belastning-titel").text("Timer og sager"))
        .live(move || {
            frame.track();
            match complete(model, frame.form) {
                Ok(case) => parts(model, &case, frame),
                Err(missing) => vec![element("p").text(&missing)],
            }
        });
    let table = quiet("Hent til Excel").on("click", move |_| {
        if let Some(case) = frame.said(complete(model, frame.form)) {
            frame.file(".csv", "text/csv;charset=utf-8", &load::csv(model, &case, frame.today));
        }
    });
    let print = frame.printing(move || frame.said(complete(model, frame.form)).is_some());
    element("div").child(sheet).child(frame.outputs(vec![print, table]))
}

fn parts(model: &Model, case: &Case, frame: Frame) -> Vec<Element> {
    let mut parts = Vec::new();
    let hours = load::elevator(model, case);
    if !hours.is_empty() {
        parts.push(table("ELEVator", &hours));
        let remarks = model.professions.iter().filter(|one| !one.remark.is_empty());
        parts
            .extend(remarks.map(|one| element("p").class("field-hint").text(&[&one.name, ": ", &one.remark].concat())));
    }
    let cases = load::caseload(model, case);
    if !cases.is_empty() {
        parts.push(table("Sager pr. rådgiver", &cases));
        parts.push(element("p").class("note").text(load::NOT_THE_WEIGHT));
    }
    let printed = [load::GUIDING, " Regnet ", &calculator::text::date(frame.today), "."].concat();
    parts.push(element("p").class("field-hint").text(&printed));
    parts
}

fn table(caption: &str, rows: &[Row]) -> Element {
    let head = ["Hvad", "Antal", "Regnet sådan"].map(str::to_owned);
    let rows = rows.iter().map(|row| vec![row.what.clone(), row.value.clone(), row.how.clone()]);
    shown::table(caption, &head, rows)
}
