//! A bare list of texts: how a page carries a model to its tool.
//!
//! Contract: what [`to_json`] wrote, [`decode`] of the same format gives back as a [`Tape`]; any other text is nothing. A hash over
//! all shows that none is missing. Each record is written down once, by `record!`, for both directions: they cannot differ. A
//! list is its length and its items, what may be absent is `0`, or `1` and the value, an index or an enumeration its number.

use std::vec::IntoIter;

use super::json::{self, Json};

/// A value as the JSON of a page.
pub(crate) fn written<T: Carried>(format: &str, value: &T) -> String {
    let mut carried = Vec::new();
    value.put(&mut carried);
    to_json(format, carried)
}

/// The value of a page; nothing where the text is not of this build.
pub(crate) fn read<T: Carried>(format: &str, text: &str) -> Option<T> {
    decode(format, text).map(|mut tape| T::take(&mut tape))
}

/// Texts as the JSON of a page.
pub(crate) fn to_json(format: &str, mut carried: Vec<String>) -> String {
    let mut tape = vec![format.to_owned(), hash_of(&carried)];
    tape.append(&mut carried);
    let mut out = String::new();
    Json::List(tape.into_iter().map(Json::Text).collect()).write(&mut out);
    out
}

/// Reads what [`to_json`] wrote.
pub(crate) fn decode(format: &str, text: &str) -> Option<Tape> {
    let Ok(Json::List(items)) = json::read(text) else { return None };
    let texts = items.into_iter().map(|item| if let Json::Text(text) = item { text } else { String::new() });
    let texts: Vec<String> = texts.collect();
    match &texts[..] {
        [first, check, rest @ ..] if first == format && *check == hash_of(rest) => {}
        _ => return None,
    }
    let mut tape = Tape(texts.into_iter());
    let (_format, _check) = (tape.text(), tape.text());
    Some(tape)
}

/// FNV-1a, 64 bits: tells versions apart, keeps no secret.
pub(crate) fn fnv(text: &str, mut state: u64) -> u64 {
    // A sign that stands in no text of an editor parts one from the next.
    for byte in text.bytes().chain([0x1f]) {
        state = (state ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3);
    }
    state
}

/// The state before the first text.
pub(crate) const START: u64 = 0xcbf2_9ce4_8422_2325;

/// The hash over texts.
pub(crate) fn hash_of(texts: &[String]) -> String {
    hex(texts.iter().fold(START, |state, text| fnv(text, state)), 16)
}

/// So many hexadecimal digits of a number.
pub(crate) fn hex(value: u64, digits: u32) -> String {
    (0..digits).rev().filter_map(|digit| char::from_digit((value >> (4 * digit) & 15) as u32, 16)).collect()
}

/// The texts that are still to be read.
pub(crate) struct Tape(IntoIter<String>);

impl Tape {
    pub(crate) fn text(&mut self) -> String {
        self.0.next().unwrap_or_default()
    }

    pub(crate) fn number(&mut self) -> usize {
        let text = self.text();
        text.bytes().fold(0, |number, digit| number * 10 + usize::from(digit.wrapping_sub(b'0') & 15))
    }
}

/// What can be written to texts and read from them.
pub(crate) trait Carried: Sized {
    fn put(&self, tape: &mut Vec<String>);
    fn take(tape: &mut Tape) -> Self;
}

impl Carried for String {
    fn put(&self, tape: &mut Vec<String>) {
        tape.push(self.clone());
    }

    fn take(tape: &mut Tape) -> Self {
        tape.text()
    }
}

impl Carried for usize {
    fn put(&self, tape: &mut Vec<String>) {
        tape.push(self.to_string());
    }

    fn take(tape: &mut Tape) -> Self {
        tape.number()
    }
}

/// Whole numbers that fit: the generator wrote them from the same type.
macro_rules! number {
    ($($type:ty),*) => {$(
        impl Carried for $type {
            fn put(&self, tape: &mut Vec<String>) {
                usize::from(*self).put(tape);
            }

            fn take(tape: &mut Tape) -> Self {
                tape.number().try_into().unwrap_or_default()
            }
        }
    )*};
}

number!(u8, u16);

impl Carried for bool {
    fn put(&self, tape: &mut Vec<String>) {
        usize::from(*self).put(tape);
    }

    fn take(tape: &mut Tape) -> Self {
        tape.number() == 1
    }
}

impl<T: Carried> Carried for Option<T> {
    fn put(&self, tape: &mut Vec<String>) {
        self.is_some().put(tape);
        self.iter().for_each(|value| value.put(tape));
    }

    fn take(tape: &mut Tape) -> Self {
        if bool::take(tape) { Some(T::take(tape)) } else { None }
    }
}

impl<T: Carried> Carried for Vec<T> {
    fn put(&self, tape: &mut Vec<String>) {
        self.len().put(tape);
        self.iter().for_each(|value| value.put(tape));
    }

    fn take(tape: &mut Tape) -> Self {
        let count = tape.number();
        let mut all = Vec::new();
        for _ in 0..count {
            all.push(T::take(tape));
        }
        all
    }
}

impl<A: Carried, B: Carried> Carried for (A, B) {
    fn put(&self, tape: &mut Vec<String>) {
        self.0.put(tape);
        self.1.put(tape);
    }

    fn take(tape: &mut Tape) -> Self {
        let first = A::take(tape);
        (first, B::take(tape))
    }
}

impl Carried for [u8; 2] {
    fn put(&self, tape: &mut Vec<String>) {
        (self[0], self[1]).put(tape);
    }

    fn take(tape: &mut Tape) -> Self {
        let (first, second) = Carried::take(tape);
        [first, second]
    }
}

/// Enumerations by their place among all values.
macro_rules! one_of {
    ($($type:ty: $all:expr;)*) => {$(
        impl $crate::wire::tape::Carried for $type {
            fn put(&self, tape: &mut Vec<String>) {
                $all.iter().position(|one| one == self).unwrap_or_default().put(tape);
            }

            fn take(tape: &mut $crate::wire::tape::Tape) -> Self {
                let last = $all.len() - 1;
                $all[tape.number().min(last)]
            }
        }
    )*};
}

/// The fields of a record, in the order in which they are carried; after a `;` what is not, and what stands for it.
macro_rules! record {
    ($($type:ident { $($field:ident),* $(; $($left:ident: $value:expr),*)? })*) => {$(
        impl $crate::wire::tape::Carried for $type {
            fn put(&self, tape: &mut Vec<String>) {
                $(self.$field.put(tape);)*
            }

            #[inline(never)]
            fn take(tape: &mut $crate::wire::tape::Tape) -> Self {
                $(let $field = $crate::wire::tape::Carried::take(tape);)*
                $type { $($field,)* $($($left: $value,)*)? }
            }
        }
    )*};
}

pub(crate) use {one_of, record};
