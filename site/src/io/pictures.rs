//! Pictures that are drawn from SVG when the site is built, for those who cannot read SVG: old browsers, telephones that put a
//! page on their start screen, and services that show a link with a picture.
//!
//! Contract: each is a function of its SVG and of the row in [`PICTURES`]; no font is needed, since letters are
//! drawn as paths. Where a project has no such SVG there is no picture, and where it has a file of the picture's own name
//! that is taken instead. What was drawn is kept under `target/billeder/` by the hash of all it came from: a build in which
//! nothing has changed reads a file. That it cannot be kept is no fault.

use resvg::tiny_skia::{Color, Pixmap, Transform};
use resvg::usvg::{Options, Tree};
use std::fs;
use std::path::Path;
use xxhash_rust::xxh3::xxh3_64;

/// Changes when the same SVG would be drawn otherwise.
const DRAWN_BY: &str = "resvg 0.49";

/// A picture and what it is drawn from.
#[derive(Debug)]
struct Picture {
    /// Its path in `public/`.
    path: &'static str,
    /// The SVG's.
    from: &'static str,
    /// In pixels.
    width: u32,
    /// In pixels.
    height: u32,
    /// How many pixels one unit of the SVG is.
    scale: f32,
    /// What lies under it; nothing where it may be seen through.
    ground: Option<(u8, u8, u8)>,
    /// How it is packed.
    form: Form,
}

#[derive(Debug, Clone, Copy)]
enum Form {
    Png,
    /// One PNG in the frame of a Windows icon.
    Ico,
}

const ICON: &str = "public/assets/favicon.svg";

const PICTURES: &[Picture] = &[
    // Asked for at this very address by all who do not read the page's head.
    Picture {
        path: "public/favicon.ico",
        from: ICON,
        width: 32,
        height: 32,
        scale: 1.0,
        ground: None,
        form: Form::Ico,
    },
    // Seen through it would lie on black; the telephone rounds it itself.
    Picture {
        path: "public/assets/apple-touch-icon.png",
        from: ICON,
        width: 180,
        height: 180,
        scale: 5.625,
        ground: Some((11, 85, 99)),
        form: Form::Png,
    },
    Picture {
        path: "public/assets/socialt-billede.png",
        from: "site/identity/socialt-billede.svg",
        width: 1200,
        height: 630,
        scale: 1.0,
        ground: None,
        form: Form::Png,
    },
];

/// The paths of the pictures that a project has an SVG for and no file of its own.
pub(super) fn paths(root: &Path) -> impl Iterator<Item = &'static str> {
    PICTURES.iter().filter(|one| is_drawn(root, one)).map(|one| one.path)
}

/// The bytes of a picture, drawn or kept; `None` where the path is none of [`paths`].
pub(super) fn read(root: &Path, path: &str) -> Option<Result<Vec<u8>, String>> {
    let picture = PICTURES.iter().find(|one| one.path == path && is_drawn(root, one))?;
    Some(made(root, picture))
}

/// Links are not followed, here as elsewhere.
fn is_drawn(root: &Path, picture: &Picture) -> bool {
    let from = root.join(picture.from);
    from.is_file() && !from.is_symlink() && root.join(picture.path).symlink_metadata().is_err()
}

fn made(root: &Path, picture: &Picture) -> Result<Vec<u8>, String> {
    let svg = fs::read(root.join(picture.from)).map_err(|error| super::failure::said(&error))?;
    let key = xxh3_64(&[svg.as_slice(), format!("{DRAWN_BY} {picture:?}").as_bytes()].concat());
    let folder = root.join("target/billeder");
    let kept = folder.join(format!("{key:016x}"));
    if let Ok(bytes) = fs::read(&kept) {
        return Ok(bytes);
    }
    let bytes =
        drawn(&svg, picture).map_err(|error| format!("tegnes efter {}, som ikke kan læses: {error}", picture.from))?;
    // Whole or not at all: another build may read it at this moment.
    if fs::create_dir_all(&folder).is_ok()
        && let Ok(mut file) = tempfile::NamedTempFile::new_in(&folder)
        && std::io::Write::write_all(&mut file, &bytes).is_ok()
    {
        let _kept_or_not = file.persist(&kept);
    }
    Ok(bytes)
}

fn drawn(svg: &[u8], picture: &Picture) -> Result<Vec<u8>, String> {
    let tree = Tree::from_data(svg, &Options::default()).map_err(|error| error.to_string())?;
    let mut pixels = Pixmap::new(picture.width, picture.height).ok_or("uden størrelse")?;
    if let Some((red, green, blue)) = picture.ground {
        pixels.fill(Color::from_rgba8(red, green, blue, u8::MAX));
    }
    resvg::render(&tree, Transform::from_scale(picture.scale, picture.scale), &mut pixels.as_mut());
    let png = pixels.encode_png().map_err(|error| error.to_string())?;
    Ok(match picture.form {
        Form::Png => png,
        Form::Ico => icon(picture, &png),
    })
}

/// The frame of an icon with one picture: how many there are, then of each its size, depth, length and place.
fn icon(picture: &Picture, png: &[u8]) -> Vec<u8> {
    let side = |length: u32| u8::try_from(length).unwrap_or_default();
    let length = u32::try_from(png.len()).unwrap_or_default().to_le_bytes();
    let mut bytes = vec![0, 0, 1, 0, 1, 0, side(picture.width), side(picture.height), 0, 0, 1, 0, 32, 0];
    bytes.extend(length);
    bytes.extend(22_u32.to_le_bytes());
    bytes.extend(png);
    bytes
}

#[cfg(test)]
mod tests {
    use super::{PICTURES, paths, read};
    use std::fs;
    use std::path::Path;

    const SVG: &str = r##"<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32"><path fill="#0b5563" d="M0 0h32v32H0z"/></svg>"##;

    fn project(files: &[(&str, &str)]) -> tempfile::TempDir {
        let root = tempfile::tempdir().unwrap();
        for (path, text) in files {
            let path = root.path().join(path);
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(path, text).unwrap();
        }
        root
    }

    #[test]
    fn the_real_ones_are_drawn_in_their_size_and_kept() {
        let real = Path::new(env!("CARGO_MANIFEST_DIR"));
        let [icon, social] = ["../public/assets/favicon.svg", "identity/socialt-billede.svg"]
            .map(|path| fs::read_to_string(real.join(path)).unwrap());
        let root = project(&[("public/assets/favicon.svg", &icon), ("site/identity/socialt-billede.svg", &social)]);
        assert_eq!(paths(root.path()).count(), PICTURES.len());
        for picture in PICTURES {
            let first = read(root.path(), picture.path).unwrap().unwrap();
            let png = first.windows(8).position(|bytes| bytes == b"\x89PNG\r\n\x1a\n").unwrap();
            assert_eq!(png, if picture.path.ends_with(".ico") { 22 } else { 0 });
            let side = |at: usize| u32::from_be_bytes(first[png + at..png + at + 4].try_into().unwrap());
            assert_eq!((side(16), side(20)), (picture.width, picture.height), "{}", picture.path);
            assert_eq!(read(root.path(), picture.path).unwrap().unwrap(), first);
        }
        let kept: Vec<_> = fs::read_dir(root.path().join("target/billeder")).unwrap().collect();
        assert_eq!(kept.len(), PICTURES.len());
    }

    #[test]
    fn another_drawing_gives_another_picture() {
        let root = project(&[("public/assets/favicon.svg", SVG)]);
        let before = read(root.path(), "public/favicon.ico").unwrap().unwrap();
        fs::write(root.path().join("public/assets/favicon.svg"), SVG.replace("#0b5563", "#fff")).unwrap();
        assert_ne!(read(root.path(), "public/favicon.ico").unwrap().unwrap(), before);
    }

    #[test]
    fn a_file_of_its_own_name_is_taken_instead() {
        let root = project(&[("public/assets/favicon.svg", SVG), ("public/favicon.ico", "own")]);
        assert!(read(root.path(), "public/favicon.ico").is_none());
        assert_eq!(paths(root.path()).collect::<Vec<_>>(), ["public/assets/apple-touch-icon.png"]);
    }

    #[test]
    fn what_is_no_drawing_is_said() {
        let root = project(&[("public/assets/favicon.svg", "<svg")]);
        let said = read(root.path(), "public/favicon.ico").unwrap().unwrap_err();
        assert!(said.starts_with("tegnes efter public/assets/favicon.svg, som ikke kan læses: "), "{said}");
    }
}
