//! A zip archive whose entries are stored as they are.
//!
//! Contract: entries in the order given, each of 1 January 1980, names in UTF-8. Any program that reads zip reads it; what a
//! Word file weighs is of no matter here, and packing would cost more code than it saves.

/// The first day that the format knows.
const DAY: u16 = 1 << 5 | 1;
/// Names are in UTF-8.
const UTF8: u16 = 1 << 11;

/// An archive of these entries.
pub(super) fn stored(entries: &[(&str, &str)]) -> Vec<u8> {
    let mut out = Vec::new();
    let mut index = Vec::new();
    for (name, text) in entries {
        let at = size(out.len());
        let common = common(name, text);
        out.extend(0x0403_4b50_u32.to_le_bytes());
        out.extend(&common);
        out.extend(name.bytes());
        out.extend(text.bytes());
        // Of the index: made by version 2.0; after what both have, no comment, disk 0, no attributes, where it stands.
        index.extend(0x0201_4b50_u32.to_le_bytes());
        index.extend(20_u16.to_le_bytes());
        index.extend(&common);
        index.extend([0; 10]);
        index.extend(at.to_le_bytes());
        index.extend(name.bytes());
    }
    let (from, length) = (size(out.len()), size(index.len()));
    let count = u16::try_from(entries.len()).unwrap_or(u16::MAX).to_le_bytes();
    out.extend(index);
    out.extend(0x0605_4b50_u32.to_le_bytes());
    out.extend([0; 4]);
    out.extend(count);
    out.extend(count);
    out.extend(length.to_le_bytes());
    out.extend(from.to_le_bytes());
    out.extend([0; 2]);
    out
}

/// What an entry and its line in the index have in common: version, flags, no packing, time, day, checksum, sizes, lengths.
fn common(name: &str, text: &str) -> Vec<u8> {
    let length = size(text.len());
    let mut out = Vec::new();
    for word in [20, UTF8, 0, 0, DAY] {
        out.extend(word.to_le_bytes());
    }
    for word in [crc(text.as_bytes()), length, length] {
        out.extend(word.to_le_bytes());
    }
    out.extend(u16::try_from(name.len()).unwrap_or(u16::MAX).to_le_bytes());
    out.extend([0; 2]);
    out
}

fn size(length: usize) -> u32 {
    u32::try_from(length).unwrap_or(u32::MAX)
}

/// CRC-32 as zip has it, bit by bit: a file is some tens of kilobytes.
fn crc(bytes: &[u8]) -> u32 {
    let mut sum = u32::MAX;
    for byte in bytes {
        sum ^= u32::from(*byte);
        for _ in 0..8 {
            sum = if sum & 1 == 1 { sum >> 1 ^ 0xedb8_8320 } else { sum >> 1 };
        }
    }
    !sum
}

#[cfg(test)]
mod tests {
    use super::crc;

    #[test]
    fn the_checksum_is_that_of_zip() {
        assert_eq!(crc(b"123456789"), 0xcbf4_3926);
        assert_eq!(crc(b""), 0);
    }
}
