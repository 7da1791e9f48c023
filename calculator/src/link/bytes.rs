//! Whole numbers, texts and ranges as bytes, and back.
//!
//! Contract: a [`Reader`] gives back what a [`Writer`] took, in the same order; once something cannot be read, everything
//! after it is 0 or empty, and [`Reader::is_done`] is false.

/// Takes values and keeps them as bytes.
#[derive(Default)]
pub(super) struct Writer {
    pub(super) bytes: Vec<u8>,
    texts: Vec<String>,
}

/// Gives values from bytes.
pub(super) struct Reader<'a> {
    bytes: &'a [u8],
    texts: Vec<String>,
    failed: bool,
}

/// Three whole numbers in order.
pub(super) type Three = [u64; 3];

impl Writer {
    /// A whole number: seven bits a byte, the lowest first, the highest bit saying that more follow.
    pub(super) fn number(&mut self, value: u64) {
        self.wide(u128::from(value));
    }

    fn wide(&mut self, mut value: u128) {
        while value > 127 {
            self.bytes.push(u8::try_from(value & 127).unwrap_or_default() | 128);
            value >>= 7;
        }
        self.bytes.push(u8::try_from(value).unwrap_or_default());
    }

    pub(super) fn length(&mut self, value: usize) {
        self.number(u64::try_from(value).unwrap_or(u64::MAX));
    }

    /// A text: 0 and its bytes where it is new, otherwise its place among the earlier ones.
    pub(super) fn text(&mut self, text: &str) {
        match self.texts.iter().position(|known| known == text) {
            Some(place) => self.length(place + 1),
            None => {
                self.number(0);
                self.length(text.len());
                self.bytes.extend_from_slice(text.as_bytes());
                self.texts.push(text.to_owned());
            }
        }
    }

    /// A range; nothing is 0.
    pub(super) fn range(&mut self, three: Option<Three>) {
        let Some([low, likely, high]) = three else { return self.number(0) };
        let is_range = low != high;
        // Any 64 bits, the bit, and the 1 that tells it from nothing need 66.
        self.wide((u128::from(likely) << 1 | u128::from(is_range)) + 1);
        if is_range {
            self.number(likely - low);
            self.number(high - likely);
        }
    }
}

impl<'a> Reader<'a> {
    pub(super) fn new(bytes: &'a [u8]) -> Reader<'a> {
        Reader { bytes, texts: Vec::new(), failed: false }
    }

    /// From now on there is nothing to read, and the whole is damaged.
    pub(super) fn fail(&mut self) {
        self.failed = true;
        self.bytes = &[];
    }

    /// The value; where there is none, another one in its place, and the whole is damaged.
    pub(super) fn checked<T>(&mut self, value: Option<T>, instead: T) -> T {
        value.unwrap_or_else(|| {
            self.fail();
            instead
        })
    }

    pub(super) fn number(&mut self) -> u64 {
        let value = u64::try_from(self.wide()).ok();
        self.checked(value, 0)
    }

    fn wide(&mut self) -> u128 {
        let mut value = 0u128;
        for shift in (0..70).step_by(7) {
            let Some((&byte, rest)) = self.bytes.split_first() else { break };
            self.bytes = rest;
            value |= u128::from(byte & 127) << shift;
            if byte < 128 {
                return value;
            }
        }
        self.fail();
        0
    }

    /// How many of something follow; each takes at least a byte, so no number can ask for more room than the link itself.
    pub(super) fn length(&mut self) -> usize {
        let length = usize::try_from(self.number()).ok().filter(|&length| length <= self.bytes.len());
        self.checked(length, 0)
    }

    pub(super) fn text(&mut self) -> String {
        let place = self.number();
        let text = match usize::try_from(place).ok().and_then(|place| place.checked_sub(1)) {
            Some(place) => self.texts.get(place).cloned(),
            None => {
                let length = self.length();
                let (text, rest) = self.bytes.split_at_checked(length).unwrap_or_default();
                self.bytes = rest;
                let text = std::str::from_utf8(text).ok().map(str::to_owned);
                self.texts.extend(text.clone());
                text
            }
        };
        self.checked(text, String::new())
    }

    /// A range, or nothing where nothing was written.
    pub(super) fn range(&mut self) -> Option<Three> {
        let value = self.wide().checked_sub(1)?;
        let likely = self.checked(u64::try_from(value >> 1).ok(), 0);
        if value & 1 == 0 {
            return Some([likely; 3]);
        }
        let low = likely.checked_sub(self.number());
        let high = likely.checked_add(self.number());
        // A range of one value is written without the bit.
        let three = low.zip(high).filter(|(low, high)| low != high).map(|(low, high)| [low, likely, high]);
        Some(self.checked(three, [0; 3]))
    }

    /// A range that must be there.
    pub(super) fn present(&mut self) -> Three {
        let three = self.range();
        self.checked(three, [0; 3])
    }

    /// True where everything has been read.
    pub(super) fn is_done(&self) -> bool {
        self.bytes.is_empty() && !self.failed
    }
}

/// The checksum of bytes: FNV-1a, which notices every change of a single byte.
pub(super) fn checksum(bytes: &[u8]) -> [u8; 4] {
    let step = |sum: u32, &byte: &u8| (sum ^ u32::from(byte)).wrapping_mul(0x0100_0193);
    bytes.iter().fold(0x811c_9dc5, step).to_le_bytes()
}
