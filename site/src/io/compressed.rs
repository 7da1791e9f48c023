//! Files beside those of a built site that hosts send in their place: `.br` (brotli) and `.gz` (gzip), of all that is text or
//! WebAssembly.
//!
//! Contract: the same site gives the same bytes. What lies in the target folder already is taken over where it unpacks to exactly the
//! file that it stands beside, so that only what has changed is compressed. A file that would not become smaller gets none.

use crate::output::Output;
use brotli::enc::BrotliEncoderParams;
use flate2::Compression;
use flate2::read::GzDecoder;
use flate2::write::GzEncoder;
use rayon::prelude::*;
use std::fs;
use std::io::{self, Read, Write as _};
use std::path::Path;

/// The endings of files that become much smaller. Word files are compressed in themselves.
const KINDS: [&str; 11] = ["atom", "css", "html", "ics", "idx", "js", "json", "svg", "txt", "wasm", "xml"];

/// Shorter files fit a packet as they are.
const SHORTEST: usize = 500;

/// The largest look back that every browser allows.
const WINDOW: i32 = 24;

const BUFFER: usize = 1 << 16;

/// A way to compress.
struct Way {
    ending: &'static str,
    pack: fn(&[u8]) -> io::Result<Vec<u8>>,
    /// Reads what was packed.
    unpack: for<'b> fn(&'b [u8]) -> Box<dyn Read + 'b>,
}

const WAYS: [Way; 2] = [
    Way { ending: "br", pack: brotli, unpack: |bytes| Box::new(brotli::Decompressor::new(bytes, BUFFER)) },
    Way { ending: "gz", pack: gzip, unpack: |bytes| Box::new(GzDecoder::new(bytes)) },
];

/// The site with those files; `dir` is where an earlier one may lie.
///
/// # Errors
/// Where a file cannot be compressed, which memory alone may prevent.
pub fn beside(mut output: Output, dir: &Path) -> io::Result<Output> {
    let wanted: Vec<(&str, &[u8])> =
        output.iter().filter(|(path, bytes)| bytes.len() >= SHORTEST && is_kind(path)).collect();
    let made: Vec<_> = wanted
        .par_iter()
        .flat_map(|(path, bytes)| WAYS.par_iter().map(move |way| (format!("{path}.{}", way.ending), *bytes, way)))
        .map(|(path, bytes, way)| Ok((packed(&dir.join(&path), bytes, way)?, path, bytes.len())))
        .collect::<io::Result<_>>()?;
    for (bytes, path, whole) in made {
        if bytes.len() < whole {
            output.insert(path, bytes);
        }
    }
    Ok(output)
}

fn is_kind(path: &str) -> bool {
    path.rsplit_once('.').is_some_and(|(_, ending)| KINDS.contains(&ending))
}

fn packed(place: &Path, bytes: &[u8], way: &Way) -> io::Result<Vec<u8>> {
    match fs::read(place) {
        Ok(old) if unpacks_to(&old, bytes, way) => Ok(old),
        _ => (way.pack)(bytes),
    }
}

fn unpacks_to(packed: &[u8], bytes: &[u8], way: &Way) -> bool {
    let mut found = Vec::with_capacity(bytes.len());
    // One byte more than is right is enough to know.
    let most = u64::try_from(bytes.len()).unwrap_or(u64::MAX).saturating_add(1);
    (way.unpack)(packed).take(most).read_to_end(&mut found).is_ok() && found == bytes
}

fn brotli(bytes: &[u8]) -> io::Result<Vec<u8>> {
    let parameters =
        BrotliEncoderParams { quality: 11, lgwin: WINDOW, size_hint: bytes.len(), ..BrotliEncoderParams::default() };
    let mut packed = Vec::new();
    brotli::BrotliCompress(&mut &*bytes, &mut packed, &parameters)?;
    Ok(packed)
}

/// Without a name and a time, so that the same bytes give the same.
fn gzip(bytes: &[u8]) -> io::Result<Vec<u8>> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::best());
    encoder.write_all(bytes)?;
    encoder.finish()
}

#[cfg(test)]
mod tests {
    use super::{WAYS, beside, unpacks_to};
    use crate::output::Output;
    use std::fs;

    fn site(word: &str) -> Output {
        let mut output = Output::default();
        output.insert("index.html", word.repeat(400));
        output.insert("a/b.css", word.repeat(300));
        output.insert("a/short.txt", word);
        output.insert("a/b.docx", word.repeat(400));
        output
    }

    fn names(output: &Output) -> Vec<&str> {
        output.iter().map(|(path, _)| path).collect()
    }

    #[test]
    fn what_is_text_and_long_enough_has_two_files_beside_it() {
        let none = tempfile::tempdir().unwrap();
        let made = beside(site("børnehus "), none.path()).unwrap();
        let expected = [
            "a/b.css",
            "a/b.css.br",
            "a/b.css.gz",
            "a/b.docx",
            "a/short.txt",
            "index.html",
            "index.html.br",
            "index.html.gz",
        ];
        assert_eq!(names(&made), expected);
        for way in &WAYS {
            let packed = made.get(&format!("index.html.{}", way.ending)).unwrap();
            assert!(packed.len() < 100 && unpacks_to(packed, made.get("index.html").unwrap(), way));
        }
        assert_eq!(made, beside(site("børnehus "), none.path()).unwrap(), "twice the same");
    }

    #[test]
    fn what_lies_there_is_taken_over_only_where_it_is_right() {
        let dir = tempfile::tempdir().unwrap();
        let old = beside(site("gammel "), dir.path()).unwrap();
        fs::write(dir.path().join("index.html.br"), old.get("index.html.br").unwrap()).unwrap();
        fs::write(dir.path().join("index.html.gz"), b"nonsense").unwrap();
        let fresh = beside(site("ny "), dir.path()).unwrap();
        assert_eq!(fresh, beside(site("ny "), &dir.path().join("nowhere")).unwrap());
        // Packed in another way, and right: it stays.
        let other = super::gzip(&"gammel ".repeat(400).into_bytes()).unwrap();
        let mut weak = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
        std::io::Write::write_all(&mut weak, "gammel ".repeat(400).as_bytes()).unwrap();
        let weak = weak.finish().unwrap();
        assert_ne!(weak, other);
        fs::write(dir.path().join("index.html.gz"), &weak).unwrap();
        let again = beside(site("gammel "), dir.path()).unwrap();
        assert_eq!(again.get("index.html.gz"), Some(weak.as_slice()));
    }
}
