//! How wide and high a picture is, as a browser takes it for itself before anything says otherwise.
//!
//! Contract: read from the bytes alone, whatever the file is called; `None` for what is no picture, or says no size. A photograph that its
//! camera lay on its side is measured as it is shown. Of an SVG it is width and height where both are lengths in pixels, and
//! else those of its `viewBox`. The editors' preview has no pictures, and is told their sizes with their hashes: so nothing is read without the
//! feature `native`.

/// Width and height in pixels.
pub type Pixels = (u32, u32);

/// How wide and high the picture is.
#[cfg(not(feature = "native"))]
#[must_use]
pub fn pixels(_: &[u8]) -> Option<Pixels> {
    None
}

#[cfg(feature = "native")]
pub use read::pixels;

#[cfg(feature = "native")]
mod read {
    use super::Pixels;
    use roxmltree::{Document, Node};

    /// How wide and high the picture is.
    #[must_use]
    pub fn pixels(bytes: &[u8]) -> Option<Pixels> {
        let size = match imagesize::blob_size(bytes) {
            Ok(size) => (u32::try_from(size.width).ok()?, u32::try_from(size.height).ok()?),
            Err(_) => drawn(std::str::from_utf8(bytes).ok()?)?,
        };
        let (width, height) = if lies_on_its_side(bytes) { (size.1, size.0) } else { size };
        (width > 0 && height > 0).then_some((width, height))
    }

    /// The size of an SVG.
    fn drawn(text: &str) -> Option<Pixels> {
        let document = Document::parse(text).ok()?;
        let root = document.root_element();
        if root.tag_name().name() != "svg" {
            return None;
        }
        said(&root).or_else(|| {
            let parts = root.attribute("viewBox")?.split(|sign: char| sign.is_whitespace() || sign == ',');
            let mut parts = parts.filter(|part| !part.is_empty());
            // Where it begins comes first.
            parts.nth(1)?;
            Some((length(parts.next()?)?, length(parts.next()?)?))
        })
    }

    fn said(root: &Node<'_, '_>) -> Option<Pixels> {
        Some((length(root.attribute("width")?)?, length(root.attribute("height")?)?))
    }

    /// `24`, `24px` or `23.6` as whole pixels; nothing for another unit.
    pub(super) fn length(text: &str) -> Option<u32> {
        let number = text.trim().trim_end_matches("px").trim_end();
        let (whole, part) = number.split_once('.').unwrap_or((number, ""));
        let rounds_up = part.starts_with(|digit: char| ('5'..='9').contains(&digit));
        let is_number = part.chars().all(|sign| sign.is_ascii_digit());
        whole.parse::<u32>().ok().filter(|_| is_number)?.checked_add(rounds_up.into())
    }

    /// Whether a JPEG says of itself that it is to be turned by a quarter: the orientation in its Exif, which `imagesize` does not read.
    fn lies_on_its_side(bytes: &[u8]) -> bool {
        const MARK: &[u8] = b"Exif\0\0";
        const ORIENTATION: u16 = 0x0112;
        let orientation = || {
            let head = bytes.get(..1 << 16).unwrap_or(bytes);
            let at = head.windows(MARK.len()).position(|window| window == MARK)?;
            let exif = head.get(at + MARK.len()..)?;
            let is_little = exif.starts_with(b"II");
            let pair = |at: usize| {
                let two: [u8; 2] = exif.get(at..at + 2)?.try_into().ok()?;
                Some(if is_little { u16::from_le_bytes(two) } else { u16::from_be_bytes(two) })
            };
            // The first list of entries of twelve bytes each; it begins where the header says, in four bytes of which two are enough.
            let list = usize::from(pair(if is_little { 4 } else { 6 })?);
            let entry = (0..usize::from(pair(list)?)).map(|number| list + 2 + 12 * number);
            let found = entry.into_iter().find(|entry| pair(*entry) == Some(ORIENTATION))?;
            pair(found + 8)
        };
        bytes.starts_with(&[0xff, 0xd8]) && orientation().is_some_and(|orientation| (5..=8).contains(&orientation))
    }
}

#[cfg(feature = "native")]
#[cfg(test)]
mod tests {
    use super::read::{length, pixels};

    /// A PNG's head: what it is, and the size of its picture.
    fn png(width: u32, height: u32) -> Vec<u8> {
        let head: &[&[u8]] =
            &[b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", &width.to_be_bytes(), &height.to_be_bytes(), &[8, 2, 0, 0, 0]];
        head.concat()
    }

    /// A JPEG of 3 × 2 with an orientation in its Exif, in either order of bytes.
    fn jpeg(orientation: u16, is_little: bool) -> Vec<u8> {
        let two = |value: u16| if is_little { value.to_le_bytes() } else { value.to_be_bytes() }.to_vec();
        let four = |value: u32| if is_little { value.to_le_bytes() } else { value.to_be_bytes() }.to_vec();
        let order = if is_little { b"II" } else { b"MM" }.to_vec();
        let exif = [
            b"Exif\0\0".to_vec(),
            order,
            two(42),
            four(8),
            two(2),
            // Another entry first.
            [two(0x0100), two(3), four(1), two(9), two(0)].concat(),
            [two(0x0112), two(3), four(1), two(orientation), two(0)].concat(),
            four(0),
        ]
        .concat();
        let segment = |mark: u8, body: &[u8]| {
            let size = u16::try_from(body.len() + 2).expect("a short segment").to_be_bytes();
            [&[0xff, mark], &size[..], body].concat()
        };
        let frame = [8, 0, 2, 0, 3, 1, 1, 0x11, 0];
        [vec![0xff, 0xd8], segment(0xe1, &exif), segment(0xc0, &frame), vec![0xff, 0xd9]].concat()
    }

    /// An AVIF's boxes as far as the size: `ftyp`, and `meta` with the size among the properties.
    fn avif(width: u32, height: u32) -> Vec<u8> {
        let boxed = |name: &[u8], body: &[u8]| {
            let size = u32::try_from(body.len() + 8).expect("a small box").to_be_bytes();
            [&size[..], name, body].concat()
        };
        let size = boxed(b"ispe", &[&[0; 4][..], &width.to_be_bytes(), &height.to_be_bytes()].concat());
        let properties = boxed(b"iprp", &boxed(b"ipco", &size));
        let meta = boxed(b"meta", &[&[0; 4][..], &properties].concat());
        [boxed(b"ftyp", b"avif\0\0\0\0avifmif1"), meta].concat()
    }

    /// A WebP without alpha: its head says the size in 14 bits each.
    fn webp(width: u16, height: u16) -> Vec<u8> {
        let frame = [&[0x10, 0, 0, 0x9d, 0x01, 0x2a][..], &width.to_le_bytes(), &height.to_le_bytes()].concat();
        let size = u32::try_from(frame.len()).expect("a small picture").to_le_bytes();
        [&b"RIFF"[..], &[30, 0, 0, 0], b"WEBPVP8 ", &size, &frame, &[0; 16]].concat()
    }

    #[test]
    fn pictures_of_each_kind_say_their_size() {
        assert_eq!(pixels(&png(640, 480)), Some((640, 480)));
        assert_eq!(pixels(&webp(33, 44)), Some((33, 44)));
        assert_eq!(pixels(&avif(120, 80)), Some((120, 80)));
        assert_eq!(pixels(&png(0, 480)), None);
    }

    #[test]
    fn a_photograph_is_measured_as_it_is_shown() {
        for is_little in [true, false] {
            assert_eq!(pixels(&jpeg(1, is_little)), Some((3, 2)));
            assert_eq!(pixels(&jpeg(3, is_little)), Some((3, 2)));
            assert_eq!(pixels(&jpeg(6, is_little)), Some((2, 3)));
        }
        let broken = &jpeg(6, true)[..30];
        assert_eq!(pixels(broken), None);
    }

    #[test]
    fn a_drawing_says_its_size_or_that_of_its_view() {
        let svg = |said: &str| pixels(format!("<svg xmlns='http://www.w3.org/2000/svg' {said}/>").as_bytes());
        assert_eq!(svg("width='24' height='32px' viewBox='0 0 9 9'"), Some((24, 32)));
        assert_eq!(svg("width='100%' height='100%' viewBox='0 0 640.4 480.5'"), Some((640, 481)));
        assert_eq!(svg("viewBox='-1,-1, 20 10'"), Some((20, 10)));
        assert_eq!(svg("width='2em' height='2em'"), None);
        assert_eq!(svg(""), None);
        assert_eq!(pixels(b"<html/>"), None);
        assert_eq!(pixels(b"%PDF-1.7"), None);
        assert_eq!(pixels(b""), None);
    }

    #[test]
    fn a_length_is_whole_pixels() {
        assert_eq!(
            [length("7"), length(" 7.5px "), length("7.49"), length("-7"), length("7.x"), length("7pt")],
            [Some(7), Some(8), Some(7), None, None, None]
        );
    }
}
