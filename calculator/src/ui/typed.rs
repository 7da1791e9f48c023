//! What is typed in a field: one number, or three where it is unsure.
//!
//! Contract: what is typed is kept as it is typed. An empty field is missing, not at fault.

use calculator::{Range, RangeError, text};

/// One number or text: low, likely and high.
#[derive(Default)]
pub(crate) struct Typed {
    pub(crate) text: [String; 3],
    pub(crate) fault: [bool; 3],
    /// Low and high are asked for too.
    pub(crate) unsure: bool,
}

// Not derived: once in the program, not at each place that copies a line.
impl Clone for Typed {
    #[inline(never)]
    fn clone(&self) -> Typed {
        Typed { text: self.text.clone(), fault: self.fault, unsure: self.unsure }
    }
}

/// Where the likely value of a [`Typed`] stands.
pub(crate) const LIKELY: usize = 1;

impl Typed {
    pub(crate) fn new(likely: &str) -> Typed {
        Typed { text: [String::new(), likely.to_owned(), String::new()], ..Typed::default() }
    }

    pub(crate) fn likely(&self) -> &str {
        &self.text[LIKELY]
    }

    /// The three numbers, each read by `value`; nothing while one cannot be read or they are out of order. An end that is
    /// left empty is the likely one.
    pub(crate) fn range(&self, value: &dyn Fn(&str) -> Result<i64, String>) -> Option<[i64; 3]> {
        let likely = value(self.likely()).ok()?;
        let end = |text: &str| if !self.unsure || text.trim().is_empty() { Some(likely) } else { value(text).ok() };
        let (low, high) = (end(&self.text[0])?, end(&self.text[2])?);
        (low <= likely && likely <= high).then_some([low, likely, high])
    }

    /// What is wrong with one of them and how to put it right; nothing where it can be read or is empty.
    pub(crate) fn problem(&self, bound: usize, value: &dyn Fn(&str) -> Result<i64, String>) -> Option<String> {
        let text = &self.text[bound];
        if text.trim().is_empty() || (bound != LIKELY && !self.unsure) {
            return None;
        }
        let read = match value(text) {
            Ok(read) => read,
            Err(problem) => return Some(problem),
        };
        let likely = value(self.likely()).ok()?;
        let error = match bound {
            0 if read > likely => RangeError::LowAboveLikely,
            2 if read < likely => RangeError::LikelyAboveHigh,
            _ => return None,
        };
        Some(text::range_error(error).to_owned())
    }
}

/// The range of three numbers, each made by `new`.
pub(crate) fn ranged<T: Copy + PartialOrd>(values: [i64; 3], new: fn(i64) -> Option<T>) -> Option<Range<T>> {
    Range::new(new(values[0])?, new(values[1])?, new(values[2])?).ok()
}
