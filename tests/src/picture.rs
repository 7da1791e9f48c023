//! Pictures of pages: kept, compared, and shown where they differ.
//!
//! Contract: a picture has few colours, since each channel keeps its four upper bits: then it is small, and noise below what
//! an eye sees is gone before anything is compared. Two are alike if they have the same size and no more than [`SHARE`] of their
//! pixels differ by more than [`NOISE`] in any channel: antialiasing differs a little between versions of a browser, a colour, a line or
//! a word does not.

use crate::driver::{install, on_path};
use png::{BitDepth, ColorType, Compression, Decoder, Encoder, Filter, Transformations};
use std::collections::BTreeSet;
use std::fmt::{self, Display, Formatter};
use std::io::Cursor;
use std::process::Command;

/// How much a channel may differ, of 255.
pub const NOISE: u8 = 48;

/// How many pixels may differ by more, in parts of the whole: one of two thousand.
pub const SHARE: usize = 2000;

/// What remains of a channel.
const KEPT_BITS: u8 = 0b1111_0000;

/// Width, height and pixels by rows.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Picture {
    /// In pixels.
    pub width: usize,
    /// In pixels.
    pub height: usize,
    pixels: Vec<[u8; 3]>,
}

/// Why two pictures are not alike.
#[derive(Debug)]
pub enum Difference {
    /// One is wider or higher.
    Size {
        /// Of the kept one.
        kept: (usize, usize),
        /// Of the new one.
        new: (usize, usize),
    },
    /// Too many pixels differ.
    Pixels {
        /// How many.
        count: usize,
        /// Of how many.
        of: usize,
        /// Where, in red on the new one in grey.
        shown: Picture,
    },
}

impl Display for Difference {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        match self {
            Difference::Size { kept, new } => write!(f, "was {} × {}, is {} × {}", kept.0, kept.1, new.0, new.1),
            Difference::Pixels { count, of, .. } => write!(f, "{count} of {of} pixels differ"),
        }
    }
}

impl Picture {
    /// Reads a PNG, with few colours.
    ///
    /// # Panics
    /// Where it is none.
    #[must_use]
    pub fn read(bytes: &[u8]) -> Self {
        let mut decoder = Decoder::new(Cursor::new(bytes));
        decoder.set_transformations(Transformations::EXPAND | Transformations::STRIP_16);
        let mut reader = decoder.read_info().expect("a PNG");
        let mut buffer = vec![0; reader.output_buffer_size().expect("a picture fits into memory")];
        let frame = reader.next_frame(&mut buffer).expect("a PNG has a picture");
        let kept = |channel: u8| channel & KEPT_BITS;
        let pixels = match frame.color_type {
            ColorType::Rgb => buffer.chunks_exact(3).map(|p| [kept(p[0]), kept(p[1]), kept(p[2])]).collect(),
            ColorType::Rgba => buffer.chunks_exact(4).map(|p| [kept(p[0]), kept(p[1]), kept(p[2])]).collect(),
            ColorType::Grayscale => buffer.iter().map(|grey| [kept(*grey); 3]).collect(),
            other => panic!("a PNG of another kind: {other:?}"),
        };
        Self { width: frame.width as usize, height: frame.height as usize, pixels }
    }

    /// A part of it; what would lie outside is left out.
    #[must_use]
    pub fn part(&self, left: usize, top: usize, width: usize, height: usize) -> Self {
        let (left, top) = (left.min(self.width), top.min(self.height));
        let (width, height) = (width.min(self.width - left), height.min(self.height - top));
        let rows = self.pixels[top * self.width..(top + height) * self.width].chunks_exact(self.width);
        Self { width, height, pixels: rows.flat_map(|row| &row[left..left + width]).copied().collect() }
    }

    /// As a PNG: with a palette where it has few enough colours.
    ///
    /// # Panics
    /// Where it has no pixel.
    #[must_use]
    pub fn png(&self) -> Vec<u8> {
        let colours: Vec<[u8; 3]> = self.pixels.iter().copied().collect::<BTreeSet<_>>().into_iter().collect();
        let side = |length: usize| u32::try_from(length).expect("a picture is not that large");
        let mut bytes = Vec::new();
        let mut encoder = Encoder::new(&mut bytes, side(self.width), side(self.height));
        encoder.set_depth(BitDepth::Eight);
        encoder.set_compression(Compression::High);
        let data: Vec<u8> = if colours.len() <= 256 {
            encoder.set_color(ColorType::Indexed);
            encoder.set_palette(colours.concat());
            encoder.set_filter(Filter::NoFilter);
            let index = |pixel: &[u8; 3]| colours.binary_search(pixel).expect("its own colour");
            self.pixels.iter().map(|pixel| u8::try_from(index(pixel)).expect("at most 256 colours")).collect()
        } else {
            encoder.set_color(ColorType::Rgb);
            self.pixels.concat()
        };
        let mut writer = encoder.write_header().expect("a picture has pixels");
        writer.write_image_data(&data).expect("as many bytes as pixels");
        writer.finish().expect("written to memory");
        bytes
    }

    /// What tells a new picture from the kept one; nothing where they are alike.
    #[must_use]
    pub fn difference(&self, new: &Self) -> Option<Difference> {
        if (self.width, self.height) != (new.width, new.height) {
            return Some(Difference::Size { kept: (self.width, self.height), new: (new.width, new.height) });
        }
        let differs = |(old, new): (&[u8; 3], &[u8; 3])| old.iter().zip(new).any(|(a, b)| a.abs_diff(*b) > NOISE);
        let pairs = || self.pixels.iter().zip(&new.pixels);
        let count = pairs().filter(|pair| differs(*pair)).count();
        let shown = |pair: (&[u8; 3], &[u8; 3])| if differs(pair) { [208, 0, 0] } else { pair.1.map(|c| c / 4 + 176) };
        (count * SHARE > self.pixels.len()).then(|| Difference::Pixels {
            count,
            of: self.pixels.len(),
            shown: Self { pixels: pairs().map(shown).collect(), ..*self },
        })
    }
}

/// The pages of a PDF as pictures.
///
/// # Panics
/// Where poppler's `pdftoppm` is missing and cannot be installed, or the PDF cannot be read.
#[must_use]
pub fn printed(pdf: &[u8], dots_per_inch: u32) -> Vec<Picture> {
    const MISSING: &str = "printed pages are looked at with `pdftoppm` of poppler. Install the package `poppler-utils` (Debian, Fedora) \
        or `poppler` (brew)";
    let installed = || install(&["poppler-utils"], MISSING).map(|()| on_path(&["pdftoppm"]));
    let program = match on_path(&["pdftoppm"]) {
        Some(program) => program,
        None => installed()
            .and_then(|found| found.ok_or_else(|| MISSING.to_owned()))
            .unwrap_or_else(|said| panic!("{said}")),
    };
    let folder = tempfile::tempdir().expect("a temporary folder");
    let paper = folder.path().join("papir.pdf");
    std::fs::write(&paper, pdf).expect("a temporary file");
    let mut command = Command::new(program);
    command.arg("-r").arg(dots_per_inch.to_string()).arg("-png").arg(&paper).arg(folder.path().join("side"));
    let ran = command.output().expect("pdftoppm can be started");
    assert!(ran.status.success(), "pdftoppm: {}", String::from_utf8_lossy(&ran.stderr));
    let entries = std::fs::read_dir(folder.path()).expect("a temporary folder");
    let mut pages: Vec<_> = entries.flatten().map(|entry| entry.path()).filter(|path| path != &paper).collect();
    pages.sort();
    pages.iter().map(|page| Picture::read(&std::fs::read(page).expect("a page"))).collect()
}

#[cfg(test)]
mod tests {
    use super::{Difference, Picture};

    fn plain(width: usize, height: usize) -> Picture {
        Picture { width, height, pixels: vec![[240; 3]; width * height] }
    }

    #[test]
    fn a_picture_is_read_as_it_was_written() {
        let mut few = plain(40, 30);
        few.pixels[41] = [0, 80, 96];
        assert_eq!(Picture::read(&few.png()), few);
        let mut many = plain(40, 30);
        for (at, pixel) in many.pixels.iter_mut().enumerate() {
            *pixel = [
                u8::try_from(at % 16 * 16).unwrap(),
                u8::try_from(at / 40 / 2 * 16).unwrap(),
                u8::try_from(at % 3 * 16).unwrap(),
            ];
        }
        assert_eq!(Picture::read(&many.png()), many);
    }

    #[test]
    fn a_line_is_seen_and_noise_is_not() {
        let kept = plain(400, 200);
        let mut noise = kept.clone();
        noise.pixels.iter_mut().step_by(3).for_each(|pixel| *pixel = [208; 3]);
        assert!(kept.difference(&noise).is_none());
        let mut line = kept.clone();
        line.pixels[4000..4400].fill([0, 80, 96]);
        let Some(Difference::Pixels { count, shown, .. }) = kept.difference(&line) else {
            panic!("the line is not seen")
        };
        assert_eq!((count, shown.pixels[4000], shown.pixels[0]), (400, [208, 0, 0], [236; 3]));
        assert!(matches!(kept.difference(&plain(400, 201)), Some(Difference::Size { .. })));
    }

    #[test]
    fn a_part_is_cut_out() {
        let mut whole = plain(4, 3);
        whole.pixels[6] = [0; 3];
        let part = whole.part(2, 1, 9, 9);
        assert_eq!((part.width, part.height, part.pixels[0]), (2, 2, [0; 3]));
    }
}
