//! The editors' files of the ruler: that they can be read, carried to the page and back, and that faults are found.

mod linealen;

use linealen::model;

#[test]
fn the_real_model_can_be_read() {
    let model = model();
    assert_eq!(model.signs.len(), 58);
    assert_eq!(model.hash.len(), 16);
}

#[test]
fn nothing_in_the_real_model_breaks_a_proof() {
    let found = calculator::concern::proof::check(model());
    let found: Vec<String> =
        found.iter().map(|violation| format!("{}: {}", violation.place, violation.message)).collect();
    assert!(found.is_empty(), "{}", found.join("\n"));
}
