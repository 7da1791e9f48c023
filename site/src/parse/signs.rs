//! Signs told apart without the tables of Unicode, for what looks at every sign of a site.
//!
//! Contract: says what `char` itself says, only sooner where a text is Danish. Whoever looks for something rare asks first
//! whether any sign of it is there at all ([`has`]).

/// The letters of the Latin-1 block past ASCII: æ, ø, å, é and kin, and their capitals.
fn is_latin(c: char) -> bool {
    matches!(c, '\u{c0}'..='\u{d6}' | '\u{d8}'..='\u{f6}' | '\u{f8}'..='\u{ff}')
}

/// As [`char::is_alphabetic`].
pub(crate) fn is_letter(c: char) -> bool {
    is_latin(c) || c.is_alphabetic()
}

/// As [`char::is_alphanumeric`].
pub(crate) fn is_inner(c: char) -> bool {
    is_latin(c) || c.is_alphanumeric()
}

/// Bytes that are looked at together, which processors can do; so none of them is passed over because of one before it.
const TOGETHER: usize = 64;

/// Whether any byte of a text is one of those asked for.
pub(crate) fn has(text: &str, wanted: impl Fn(u8) -> bool) -> bool {
    any(text.as_bytes(), &wanted)
}

/// The place of the first byte from a place on that is one of those asked for.
pub(crate) fn find(text: &str, from: usize, wanted: impl Fn(u8) -> bool) -> Option<usize> {
    let rest = text.as_bytes().get(from..)?;
    let without = rest.chunks(TOGETHER).take_while(|some| !any(some, &wanted)).map(<[u8]>::len).sum::<usize>();
    rest[without..].iter().position(|b| wanted(*b)).map(|at| from + without + at)
}

fn any(bytes: &[u8], wanted: &impl Fn(u8) -> bool) -> bool {
    bytes.chunks(TOGETHER).any(|some| some.iter().fold(false, |found, b| found | wanted(*b)))
}

#[cfg(test)]
mod tests {
    use super::{find, has, is_inner, is_letter};
    use proptest::prelude::*;

    #[test]
    fn every_sign_is_what_it_is() {
        for c in '\0'..=char::MAX {
            assert_eq!((is_letter(c), is_inner(c)), (c.is_alphabetic(), c.is_alphanumeric()), "{c:?}");
        }
    }

    proptest! {
        #[test]
        fn the_first_is_found_wherever_it_stands(text in "[a-y]{0,200}[z]?[a-z]{0,20}", from in 0..240_usize) {
            let first = text.get(from..).and_then(|rest| rest.find('z')).map(|at| from + at);
            prop_assert_eq!(find(&text, from, |b| b == b'z'), first);
            prop_assert_eq!(has(&text, |b| b == b'z'), text.contains('z'));
        }
    }
}
