//! Bytes as letters that need no escape in an address, and back.
//!
//! Contract: [`decode`] takes only what [`encode`] gives: no padding, no other sign, no bits left over.

const LETTERS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

pub(super) fn encode(bytes: &[u8], out: &mut String) {
    for chunk in bytes.chunks(3) {
        let at = |index: usize| u32::from(chunk.get(index).copied().unwrap_or_default());
        let group = at(0) << 16 | at(1) << 8 | at(2);
        for position in 0..=chunk.len() {
            let letter = usize::try_from(group >> (18 - 6 * position) & 63).unwrap_or_default();
            out.push(char::from(LETTERS[letter]));
        }
    }
}

pub(super) fn decode(text: &str) -> Option<Vec<u8>> {
    let mut bytes = Vec::with_capacity(text.len() / 4 * 3 + 2);
    for chunk in text.as_bytes().chunks(4) {
        let mut group = 0;
        for position in 0..4 {
            let letter = match chunk.get(position) {
                Some(sign) => u32::try_from(LETTERS.iter().position(|letter| letter == sign)?).ok()?,
                None => 0,
            };
            group = group << 6 | letter;
        }
        let [_, three @ ..] = group.to_be_bytes();
        // Four letters hold three bytes, three hold two, two hold one; what is left over must be nothing.
        let held = chunk.len().checked_sub(1).filter(|&held| held > 0)?;
        if three[held..].iter().any(|&byte| byte != 0) {
            return None;
        }
        bytes.extend_from_slice(&three[..held]);
    }
    Some(bytes)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn agrees_with_the_standard() {
        for (bytes, text) in
            [("", ""), ("f", "Zg"), ("fo", "Zm8"), ("foo", "Zm9v"), ("foob", "Zm9vYg"), ("??>", "Pz8-")]
        {
            let mut out = String::new();
            encode(bytes.as_bytes(), &mut out);
            assert_eq!(out, text);
            assert_eq!(decode(text).as_deref(), Some(bytes.as_bytes()));
        }
        for text in ["Z", "Zh", "Zm9", "Zm9v=", "Zm 9", "æ"] {
            assert_eq!(decode(text), None, "{text}");
        }
    }

    proptest! {
        #[test]
        fn what_was_encoded_is_decoded(bytes in prop::collection::vec(any::<u8>(), 0..40)) {
            let mut out = String::new();
            encode(&bytes, &mut out);
            prop_assert_eq!(decode(&out), Some(bytes));
        }

        #[test]
        fn what_is_decoded_is_encoded_to_the_same(text in "[A-Za-z0-9_-]{0,40}") {
            if let Some(bytes) = decode(&text) {
                let mut out = String::new();
                encode(&bytes, &mut out);
                prop_assert_eq!(out, text);
            }
        }
    }
}
