//! A whole model, part by part, in the order in which the parts need each other.
//!
//! Contract: as [`super`].

use super::at::{At, refs};
use super::{parts, questions};
use crate::concern::model::{Law, Limits, Model};
use crate::wire::Node;

pub(super) fn model<N: Node>(root: &At<'_, N>, laws: &[Law]) -> Model {
    root.expect_known();
    let law_ids = parts::law_ids(laws);
    let law_ids = refs(&law_ids);
    let (sets, choices) = parts::sets(root);
    let mut model = Model {
        version: root.text("version"),
        date: root.date("dato"),
        hash: String::new(),
        log: parts::log(root),
        levels: parts::levels(root, &law_ids),
        tracks: Vec::new(),
        contacts: Vec::new(),
        axes: Vec::new(),
        strengths: Vec::new(),
        ages: Vec::new(),
        areas: Vec::new(),
        choices,
        questions: Vec::new(),
        gates: Vec::new(),
        signs: Vec::new(),
        risks: Vec::new(),
        resources: Vec::new(),
        notes: Vec::new(),
        classes: Vec::new(),
        tables: Vec::new(),
        limits: Limits { areas_clear: 1, breadth: [0; 2], burden: [0; 2], resources: [0; 2], unknown_one_in: 1 },
        texts: Vec::new(),
        laws: Vec::new(),
    };
    parts::plain(&mut model, root);
    model.limits = parts::limits(root);
    questions::gates(root, &mut model, &law_ids);
    questions::weighed(root, &mut model, &sets);
    model.classes = parts::classes(root, &model, &sets);
    model.tables = parts::tables(root, &model);
    parts::keep_cited(&mut model, laws);
    model
}
