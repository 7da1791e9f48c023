//! Short names between a module of WebAssembly and its glue, and no paths of sources.
//!
//! Contract: wasm-bindgen names what the two give each other so that no two programs collide, with sixteen digits of a hash at
//! the end; that is a kilobyte of digits which no compression takes away. [`short`] gives each such name a short one, the same
//! on both sides, and leaves out custom sections, which are for tools. What it does not understand stays as it is. The paths of sources,
//! which a panic would name, become zeros: no tool has anything that hears them in the browser, and they are no small part of the data.

/// Digits at the end of a name that is shortened.
const DIGITS: usize = 16;

/// How the paths of sources begin, of the library of Rust and of what the tools share, and how they end.
const SOURCES: [&[u8]; 2] = [b"/rustc/", b"calculator/src/"];
const ENDING: &[u8] = b".rs";

/// The glue and the WebAssembly with short names between them.
pub(super) fn short(glue: Vec<u8>, wasm: Vec<u8>) -> (Vec<u8>, Vec<u8>) {
    let mut names = Names(Vec::new());
    let made = || -> Option<(Vec<u8>, Vec<u8>)> {
        let wasm = module(&wasm, &mut names)?;
        let mut glue = String::from_utf8(glue.clone()).ok()?;
        for (place, name) in names.0.iter().enumerate() {
            glue = replaced(&glue, name, &letters(place))?;
        }
        Some((glue.into_bytes(), wasm))
    }();
    made.unwrap_or((glue, wasm))
}

/// A text with another name in the place of each one that stands alone; nothing where there is none.
fn replaced(text: &str, name: &str, other: &str) -> Option<String> {
    let mut parts = text.split(name);
    let mut out = parts.next()?.to_owned();
    let mut any = false;
    for part in parts {
        let goes_on = part.starts_with(|sign: char| sign == '_' || sign == '$' || sign.is_ascii_alphanumeric());
        out.push_str(if goes_on { name } else { other });
        out.push_str(part);
        any |= !goes_on;
    }
    any.then_some(out)
}

/// The long names, each at the place that its short one counts.
struct Names(Vec<String>);

impl Names {
    fn shorten(&mut self, name: &[u8]) -> Option<Vec<u8>> {
        let name = str::from_utf8(name).ok()?;
        let is_long = name.len() > DIGITS && name.bytes().rev().take(DIGITS).all(|b| b.is_ascii_hexdigit());
        if !is_long {
            return Some(name.as_bytes().to_vec());
        }
        let place = self.0.iter().position(|other| other == name).unwrap_or_else(|| {
            self.0.push(name.to_owned());
            self.0.len() - 1
        });
        Some(letters(place).into_bytes())
    }
}

/// `$a` to `$z`, `$aa` and so on.
fn letters(mut place: usize) -> String {
    let mut letters = Vec::new();
    loop {
        letters.push(char::from(b'a' + u8::try_from(place % 26).unwrap_or_default()));
        match place / 26 {
            0 => break,
            more => place = more - 1,
        }
    }
    letters.push('$');
    letters.into_iter().rev().collect()
}

fn module(wasm: &[u8], names: &mut Names) -> Option<Vec<u8>> {
    let (head, mut rest) = wasm.split_at_checked(8)?;
    let mut out = head.to_vec();
    while let [id, after @ ..] = rest {
        let (size, after) = number(after)?;
        let (section, after) = after.split_at_checked(size)?;
        rest = after;
        let section = match id {
            0 => continue,
            2 => entries(section, names, true)?,
            7 => entries(section, names, false)?,
            11 => without_paths(section),
            _ => section.to_vec(),
        };
        out.push(*id);
        write(&mut out, section.len());
        out.extend(section);
    }
    Some(out)
}

/// The section of data with zeros in the place of paths; all else keeps its place.
fn without_paths(section: &[u8]) -> Vec<u8> {
    let mut out = section.to_vec();
    let mut at = 0;
    while at < section.len() {
        let length = section.get(at..).and_then(path).unwrap_or_default();
        if let Some(found) = out.get_mut(at..at + length) {
            found.fill(0);
        }
        at += length.max(1);
    }
    out
}

/// How long the path is that something begins with, if it does.
fn path(from: &[u8]) -> Option<usize> {
    SOURCES.iter().find(|start| from.starts_with(start))?;
    let of_path = |sign: &&u8| sign.is_ascii_alphanumeric() || b"/_-.".contains(sign);
    let signs = from.iter().take_while(of_path).count();
    let end = from.get(..signs)?.windows(ENDING.len()).position(|end| end == ENDING)?;
    Some(end + ENDING.len())
}

/// The section of imports, functions alone, or of exports.
fn entries(section: &[u8], names: &mut Names, imports: bool) -> Option<Vec<u8>> {
    let (count, mut rest) = number(section)?;
    let mut out = Vec::new();
    write(&mut out, count);
    for _ in 0..count {
        if imports {
            let (module, after) = text(rest)?;
            rest = after;
            write(&mut out, module.len());
            out.extend(module);
        }
        let (name, after) = text(rest)?;
        let name = names.shorten(name)?;
        write(&mut out, name.len());
        out.extend(name);
        let (kind, after) = after.split_first()?;
        if imports && *kind != 0 {
            return None;
        }
        out.push(*kind);
        let (index, after) = number(after)?;
        write(&mut out, index);
        rest = after;
    }
    rest.is_empty().then_some(out)
}

fn text(from: &[u8]) -> Option<(&[u8], &[u8])> {
    let (length, rest) = number(from)?;
    rest.split_at_checked(length)
}

/// A number as LEB128.
fn number(from: &[u8]) -> Option<(usize, &[u8])> {
    let mut value = 0_usize;
    for (place, byte) in from.iter().enumerate().take(5) {
        value |= usize::from(byte & 0x7f) << (7 * place);
        if byte & 0x80 == 0 {
            return Some((value, &from[place + 1..]));
        }
    }
    None
}

fn write(out: &mut Vec<u8>, mut value: usize) {
    loop {
        let low = u8::try_from(value & 0x7f).unwrap_or_default();
        value >>= 7;
        if value == 0 {
            return out.push(low);
        }
        out.push(low | 0x80);
    }
}

#[cfg(test)]
mod tests {
    use super::{letters, short};

    const LONG: &str = "__wbg_log_0123456789abcdef";

    /// A module that imports two functions, exports one, and carries a custom section.
    fn wasm() -> Vec<u8> {
        let mut imports = vec![2];
        for name in [LONG, "__wbindgen_init"] {
            imports.extend([4]);
            imports.extend(b"./a.");
            imports.push(u8::try_from(name.len()).unwrap());
            imports.extend(name.as_bytes());
            imports.extend([0, 0]);
        }
        let mut wasm = b"\0asm\x01\0\0\0".to_vec();
        wasm.extend([0, 3, 2, b'h', b'i']);
        wasm.extend([2, u8::try_from(imports.len()).unwrap()]);
        wasm.extend(imports);
        wasm.extend([7, 5, 1, 1, b'm', 2, 0]);
        wasm
    }

    #[test]
    fn both_sides_get_the_same_short_name() {
        let glue = format!("i={{{LONG}:f,__wbindgen_init:g,{LONG}_1:h}}");
        let (glue, short_wasm) = short(glue.into_bytes(), wasm());
        assert_eq!(String::from_utf8(glue).unwrap(), format!("i={{$a:f,__wbindgen_init:g,{LONG}_1:h}}"));
        let text = String::from_utf8_lossy(&short_wasm).into_owned();
        assert!(text.contains("\u{2}$a") && text.contains("__wbindgen_init") && !text.contains("hi"), "{text:?}");
        assert!(short_wasm.ends_with(&[7, 5, 1, 1, b'm', 2, 0]));
    }

    #[test]
    fn paths_of_sources_become_zeros_and_all_else_stays() {
        let path = "/rustc/0123/library/core/src/cell.rs";
        let own = "calculator/src/ui.rs";
        let around = "Skriv kun tal. src/rustc/a b.rs";
        let data = [around, path, around, own, path, "om /rustc/ og calculator/src/"].concat();
        let zeros = |text: &str| "\0".repeat(text.len());
        let expected =
            [around, &zeros(path), around, &zeros(own), &zeros(path), "om /rustc/ og calculator/src/"].concat();
        assert_eq!(String::from_utf8(super::without_paths(data.as_bytes())).unwrap(), expected);
    }

    #[test]
    fn what_is_not_understood_stays() {
        for (glue, wasm) in [("", wasm()), (LONG, b"no module".to_vec()), (LONG, wasm()[..30].to_vec())] {
            let same = short(glue.into(), wasm.clone());
            assert_eq!(same, (glue.as_bytes().to_vec(), wasm));
        }
    }

    #[test]
    fn no_two_short_names_are_equal() {
        let mut all: Vec<String> = (0..2000).map(letters).collect();
        assert_eq!((all[0].as_str(), all[25].as_str(), all[26].as_str()), ("$a", "$z", "$aa"));
        all.sort();
        all.dedup();
        assert_eq!(all.len(), 2000);
    }
}
