//! Sorting a few things.
//!
//! Contract: stable, like the sort of the standard library, which is many times larger than the lists here are long.

/// Sorts by a key, smallest first; what has the same key stays in order.
pub(crate) fn arrange<T>(list: &mut [T], key: impl Fn(&T) -> u32) {
    for end in 1..list.len() {
        let mut at = end;
        while at > 0 && key(&list[at - 1]) > key(&list[at]) {
            list.swap(at - 1, at);
            at -= 1;
        }
    }
}
