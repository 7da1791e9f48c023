//! The names that the ruler's files must have, and how many of a kind there may be.
//!
//! Contract: what the shapes say of them and what the readers make of them come from here, and nothing here uses either.

use crate::concern::table::Class;

/// How many answers a question, values a class, ages and areas a model may have: each is a bit.
pub(crate) const MOST: usize = 15;

/// The sets of answers that a model must have.
pub(crate) const SETS: &[&str] =
    &["tegn", "hyppighed", "varighed", "varighed-spaed", "retning", "belastning", "ressource", "proevet", "foraeldre"];

/// The questions of course and level 3 that a model must have.
pub(crate) const PLAIN: &[&str] = &["hyppighed", "varighed-spaed", "varighed", "retning", "proevet", "foraeldre"];

/// The strengths of signs, lightest first.
pub(crate) const STRENGTHS: [&str; 3] = ["let", "tydelig", "alvorlig"];

/// The classes that editors name; the values of the others stand elsewhere.
pub(crate) const NAMED_CLASSES: [(Class, usize); 8] = [
    (Class::Child, 4),
    (Class::Care, 4),
    (Class::Breadth, 3),
    (Class::Course, 3),
    (Class::Burden, 3),
    (Class::Weight, 0),
    (Class::Picture, 0),
    (Class::Resources, 3),
];
