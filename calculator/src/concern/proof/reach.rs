//! What can be reached by answers that somebody can give.
//!
//! Contract: for every age the set of all classes that its signs, frequencies, courses and risk factors can come to; built
//! area by area, so that nothing is left out and nothing is invented.

use std::collections::BTreeSet;

use super::{Violation, combinations, sizes, violation};
use crate::concern::Kind;
use crate::concern::classes::{AreaSigns, Classes, Rows, Summary, grade, level, steps};
use crate::concern::model::Model;

pub(super) fn check(model: &Model, found: &mut Vec<Violation>) {
    let mut used: Vec<Vec<bool>> = model.tables.iter().map(|table| vec![false; table.rows.len()]).collect();
    let mut levels = [false; 5];
    for age in 0..model.ages.len() {
        for classes in reachable(model, age) {
            let (number, Rows { weight, picture, level, .. }) = level(model, classes);
            levels[usize::from(number - 1)] = true;
            for (table, row) in [(1, weight), (2, picture), (3, level)] {
                row.into_iter().for_each(|row| used[table][row] = true);
            }
        }
    }
    for effect in model.gates.iter().flat_map(|gate| &gate.effects).filter(|effect| effect.floor > 0) {
        levels[usize::from(effect.floor) - 1] = true;
    }
    for (index, _) in levels.iter().enumerate().filter(|(_, reached)| !**reached) {
        found.push(violation(format!("niveau[{index}]"), format!("intet svar fører til niveau {}.", index + 1)));
    }
    // The course and the track of level 3 take every combination of their answers; the path every level and gate.
    let steps_there = |values: &[u8]| match values[0] {
        5 => model.gates.iter().flat_map(|gate| &gate.effects).any(|effect| effect.track.is_some()),
        step => levels[usize::from(step)],
    };
    let path_there = |values: &[u8]| steps_there(values) && resources_reach(model, values[1]);
    let level_3 = levels[2];
    for (table, there) in
        [(0, &(|_: &[u8]| true) as &dyn Fn(&[u8]) -> bool), (4, &|_: &[u8]| level_3), (5, &path_there)]
    {
        for values in combinations(&sizes(model, &model.tables[table].inputs)).filter(|values| there(values)) {
            if let Some(row) = model.tables[table].row(&values) {
                used[table][row] = true;
            }
        }
    }
    for (table, used) in model.tables.iter().zip(used) {
        for (row, _) in used.iter().enumerate().filter(|(_, used)| !**used) {
            found.push(violation(
                format!("tabel.{}.raekke[{row}]", table.id),
                format!("intet svar når række {} i tabellen »{}«.", row + 1, table.title),
            ));
        }
    }
}

/// Can the protective factors of the model come to this value?
fn resources_reach(model: &Model, value: u8) -> bool {
    let carrying = model.resources.iter().any(|resource| resource.carrying);
    (0..=model.resources.len()).any(|count| match steps(count, model.limits.resources) {
        2 => (value == 2 && carrying && count > 0) || (value == 1 && model.resources.iter().any(|one| !one.carrying)),
        reached => reached == value,
    })
}

/// All classes that answers at an age can come to.
fn reachable(model: &Model, age: usize) -> Vec<Classes> {
    let mut summaries = BTreeSet::from([Summary::default()]);
    for area in 0..model.areas.len() {
        let mut states = BTreeSet::from([[0, 0]]);
        for (_, sign) in model.signs_at(age).filter(|(_, sign)| sign.area == area) {
            let more: Vec<[u8; 2]> = states
                .iter()
                .map(|&state| AreaSigns(state).with(sign.axis, grade(sign.strength, sign.state)).0)
                .collect();
            states.extend(more);
        }
        let asked = model.question_of(Kind::Frequency(area), age).is_some();
        let weighed: BTreeSet<[u8; 2]> =
            states.iter().flat_map(|&state| [false, asked].map(|daily| AreaSigns(state).weighed(daily))).collect();
        summaries = summaries.iter().flat_map(|summary| weighed.iter().map(|&area| summary.with(area))).collect();
    }
    let course = &model.tables[0];
    let courses: BTreeSet<u8> = course.rows.iter().map(|row| row.value).collect();
    let automatic = model.risks.iter().filter(|risk| risk.automatic >> age & 1 == 1).count();
    let burdens: BTreeSet<u8> =
        (automatic..=model.risks.len()).map(|count| steps(count, model.limits.burden)).collect();
    let axes: BTreeSet<[u8; 3]> = summaries.iter().map(|summary| summary.classes(&model.limits)).collect();
    let mut all = Vec::new();
    for [child, care, breadth] in axes {
        let none = child == 0 && care == 0;
        for &course in courses.iter().filter(|&&course| !none || course == 0) {
            for &burden in &burdens {
                all.push(Classes { child, care, breadth, course, burden });
            }
        }
    }
    all
}
