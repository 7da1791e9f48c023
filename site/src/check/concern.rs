//! The model of Bekymringslinealen, `content/linealen/*.toml`: read, proven, and with its exercises answered.
//!
//! Contract: keys and rules are `calculator::concern`'s; here files are put together, texts held to what holds for all registers
//! (figures by id, no § and no amount in words), and every fault is led back to the line that it is on. A [`Concern`] is a model
//! whose rules were proven in this build; where any of it is at fault there is none.

mod told;

use super::entries::{FigureEntry, LawEntry};
use super::register::Register;
use crate::diagnostic::{Code, Diagnostic};
use crate::discover::Files;
use crate::parse;
use crate::parse::joined::{self, Joined};
use crate::parse::unregistered;
use calculator::Status;
use calculator::concern::exercise::{self, Exercise};
use calculator::concern::schema::{self, ReviewPoint};
use calculator::concern::{Law, Model, Table, proof};
use calculator::shape::Kind;
use jiff::civil::Date;
use std::collections::BTreeMap;

/// The model, and what belongs to it but is not asked.
#[derive(Debug, Clone)]
pub struct Concern {
    /// The model; its paragraphs have no addresses yet.
    pub model: Model,
    /// What practitioners must still go through.
    pub review: Vec<ReviewPoint>,
    /// Stories to practise on.
    pub exercises: Vec<Exercise>,
    /// The ids of the figures in its texts.
    pub figures: Vec<String>,
}

/// Reads the model; `None` where there are no files of one, or anything in them is at fault.
pub fn concern(
    files: &Files,
    laws: &Register<LawEntry>,
    figures: &Register<FigureEntry>,
    today: Date,
    diagnostics: &mut Vec<Diagnostic>,
) -> Option<Concern> {
    if files.model.is_empty() {
        return None;
    }
    let before = diagnostics.len();
    let mut tables = Vec::with_capacity(files.model.len());
    for id in &files.model {
        let (table, faults) = parse::register(*id, files.sources.get(*id));
        diagnostics.extend(faults);
        tables.extend(table);
    }
    if tables.len() < files.model.len() {
        // What a file that cannot be read would have held only seems to be missing.
        return None;
    }
    for (key, span, first) in joined::twice(&tables) {
        let path = &files.sources.get(first).path;
        diagnostics.push(
            Diagnostic::new(Code::ModelKey, span, format!("»{key}« står også i {path}"))
                .hint("saml alt, der har samme navn, i én fil"),
        );
    }
    let values: BTreeMap<&str, &str> = figures.iter().map(|(id, entry)| (id, entry.value.as_str())).collect();
    let root = Joined::new(&tables, &values);
    let printed = texts(root, figures, diagnostics);
    if diagnostics.len() > before {
        return None;
    }
    let known: Vec<Law> = laws.iter().map(|(id, entry)| law(id, entry)).collect();
    let mut told = |faults: Vec<schema::Fault>, code: Code| {
        let first = faults.iter().filter(|fault| !told::follows(fault, &faults) && !told::is_told(fault, laws));
        diagnostics.extend(first.map(|fault| told::fault(root, fault, code)));
    };
    let review = schema::read_review(root).map_err(|faults| told(faults, Code::ModelFault)).ok();
    let model = schema::read(root, &known).map_err(|faults| told(faults, Code::ModelFault)).ok()?;
    let exercises = exercise::read(root, &model).map_err(|faults| told(faults, Code::ExerciseFault)).ok();
    if let Some(review) = &review {
        about(root, &model, review, diagnostics);
    }
    history(root, &model, laws, today, diagnostics);
    diagnostics.extend(proof::check(&model).iter().map(|violation| told::violation(root, violation)));
    (diagnostics.len() == before)
        .then(|| Some(Concern { model, review: review?, exercises: exercises?, figures: printed }))
        .flatten()
}

/// A paragraph as the model has it. Where it is described is known only when all pages are.
fn law(id: &str, entry: &LawEntry) -> Law {
    Law {
        id: id.to_owned(),
        label: format!("{} {}", entry.law, entry.paragraph),
        href: String::new(),
        confirmed: entry.status == Status::Confirmed,
    }
}

/// Holds all texts to what holds for registers, and gives the figures in them.
fn texts(root: Joined<'_, '_>, known: &Register<FigureEntry>, diagnostics: &mut Vec<Diagnostic>) -> Vec<String> {
    let mut printed: Vec<String> = Vec::new();
    for written in root.texts() {
        for figure in joined::figures(&written.text) {
            match figure {
                Some(id) if known.get(id).is_some() => {
                    if !printed.iter().any(|known| known == id) {
                        printed.push(id.to_owned());
                    }
                }
                Some(id) if known.is_told(id) => {}
                Some(id) => diagnostics.push(
                    Diagnostic::new(Code::UnknownFigure, written.span, format!("tallet »{id}« findes ikke"))
                        .hint(known.hint(id, "tal")),
                ),
                None => diagnostics.push(
                    Diagnostic::new(Code::FigureForm, written.span, "»{{…}}« kan ikke læses her").hint(
                        "skriv et tal fra registret som {{tal:id}}; andet kan ikke stå i krøllede parenteser her",
                    ),
                ),
            }
        }
        for fault in unregistered::found(&written.text) {
            let fault = fault.in_title(written.span);
            diagnostics.push(Diagnostic {
                hints: vec![match fault.code {
                    Code::BareParagraph if may_list_laws(&written.keys) => {
                        "skriv lovens id i listen lov = […] ved siden af teksten".to_owned()
                    }
                    Code::BareParagraph => "skriv det uden paragraffen, for eksempel med lovens navn".to_owned(),
                    _ => "skriv beløbet ind med kilde i content/data/tal.toml, og hent det med {{tal:id}}".to_owned(),
                }],
                ..fault
            });
        }
    }
    printed
}

/// Whether `lov` may stand beside a text under these keys.
fn may_list_laws(keys: &[String]) -> bool {
    let mut shape = &schema::shapes::MODEL;
    for key in keys {
        // A sentence is a text, in whichever of its two forms it is written.
        let Some(Kind::Table(inner) | Kind::Tables(inner)) = shape.kind(key) else { break };
        shape = inner;
    }
    shape.key("lov").is_some()
}

/// That the points of review are about something that is there.
fn about(root: Joined<'_, '_>, model: &Model, review: &[ReviewPoint], diagnostics: &mut Vec<Diagnostic>) {
    for (point, entry) in review.iter().enumerate() {
        for (at, id) in entry.about.iter().enumerate() {
            if model.find(id).is_none() && !Table::IDS.contains(&id.as_str()) {
                let span = root.find(&format!("gennemgang[{point}].gaelder[{at}]")).0.span();
                let ids = model.questions.iter().map(|question| question.id.as_str()).chain(Table::IDS);
                let fault = format!("»{id}« er hverken et spørgsmål, et tegn eller en tabel");
                diagnostics.push(
                    Diagnostic::new(Code::ModelFault, span, fault)
                        .maybe_hint(parse::nearest::nearest(id, ids).map(|near| format!("mente du »{near}«?"))),
                );
            }
        }
    }
}

/// That no paragraph that has ended is cited: the model says what to do now.
fn history(
    root: Joined<'_, '_>,
    model: &Model,
    laws: &Register<LawEntry>,
    today: Date,
    diagnostics: &mut Vec<Diagnostic>,
) {
    for cited in &model.laws {
        let Some(entry) = laws.get(&cited.id).filter(|entry| entry.is_history(today)) else { continue };
        let hint = match entry.replaced_by.as_slice() {
            [] => "henvis til det, der gælder nu".to_owned(),
            ids => format!("brug {}", ids.iter().map(|id| format!("»{id}«")).collect::<Vec<_>>().join(" eller ")),
        };
        // Wherever it is cited, so that nobody has to ask again after each line.
        let places =
            root.texts().into_iter().filter(|written| written.is_under("lov") && written.text.trim() == cited.id);
        diagnostics.extend(places.map(|place| {
            Diagnostic::new(Code::ModelLaw, place.span, format!("{} gælder ikke længere", cited.label)).hint(&hint)
        }));
    }
}
