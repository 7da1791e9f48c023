//! The real [`World`]: a project's folder on disk and today's date.
//!
//! Contract: `content/` and `public/` are read where they lie, `tool/` is `target/tool/bundle/`, `dictionary/` is
//! `site/dictionary/`, and the editors' preview, where it is asked for, `target/tool/forhaandsvisning/`. Hidden files and what
//! editors leave behind (`a.md~`, `.a.md.swp`, `#a.md#`) are not files of the project. Symbolic links in the two folders are not
//! followed, wherever they lead: they are listed and cannot be read, and so is a folder that cannot be listed, so that there is
//! a diagnostic, not silence. `public/` has besides what [`pictures`] draws from its SVG. The folders themselves may be links: whoever sets up a project says where its content lies.

use super::failure::{Failure, said};
use super::history::Asked;
use super::pictures;
use crate::tools::{self, EDITOR};
use crate::world::{Copied, World};
use jiff::Zoned;
use jiff::civil::Date;
use std::fs;
use std::io::{self, Read as _};
use std::path::{Component, Path, PathBuf};
use std::sync::Arc;

/// The folder of the dictionary, in the world and in `site/`.
const DICTIONARY: &str = "dictionary";

/// A project on disk.
#[derive(Debug, Clone)]
pub struct Project {
    root: PathBuf,
    today: Date,
    preview: bool,
    draws: bool,
    history: Option<Arc<Asked>>,
}

impl Project {
    /// The project in `root` as it is built on `today`.
    #[must_use]
    pub fn new(root: impl Into<PathBuf>, today: Date) -> Self {
        Self { root: root.into(), today, preview: false, draws: true, history: None }
    }

    /// The same with the editors' preview, where it has been built. What is to be published must not have it.
    #[must_use]
    pub fn with_preview(self) -> Self {
        Self { preview: true, ..self }
    }

    /// The same where nothing is to be published: pictures are not drawn, and so nothing is kept of them.
    #[must_use]
    pub fn to_check(self) -> Self {
        Self { draws: false, ..self }
    }

    /// The same with what its history tells; without, no file has a day on which it was changed.
    #[must_use]
    pub fn with_history(mut self, history: Arc<Asked>) -> Self {
        self.history = Some(history);
        self
    }

    /// The project's folder.
    #[must_use]
    pub fn root(&self) -> &Path {
        &self.root
    }

    fn locate(&self, path: &str) -> Option<PathBuf> {
        let relative = Path::new(path);
        if !relative.components().all(|part| matches!(part, Component::Normal(_))) {
            return None;
        }
        match relative.strip_prefix("tool") {
            Ok(file) if tools::files_of(EDITOR.name).iter().any(|of_preview| file == Path::new(of_preview)) => {
                Some(preview_bundle(&self.root).join(file))
            }
            Ok(file) => Some(bundle(&self.root).join(file)),
            Err(_) if relative.starts_with(DICTIONARY) => Some(self.root.join("site").join(relative)),
            Err(_) => Some(self.root.join(relative)),
        }
    }
}

impl World for Project {
    fn today(&self) -> Date {
        self.today
    }

    fn files(&self) -> Vec<String> {
        let mut files = Vec::new();
        for folder in ["content", "public"] {
            if self.root.join(folder).is_dir() {
                list(&self.root.join(folder), folder, &mut files);
            }
        }
        files.extend(pictures::paths(&self.root).map(str::to_owned));
        let dictionary = self.root.join("site").join(DICTIONARY);
        if dictionary.is_dir() {
            list(&dictionary, DICTIONARY, &mut files);
        }
        let preview = self.preview.then(|| tools::files_of(EDITOR.name)).into_iter().flatten();
        for file in tools::files().chain(preview) {
            let file = format!("tool/{file}");
            if self.locate(&file).is_some_and(|place| place.is_file()) {
                files.push(file);
            }
        }
        files
    }

    fn read(&self, path: &str) -> Result<Vec<u8>, String> {
        if let Some(picture) = pictures::read(&self.root, path) {
            return picture;
        }
        let place = self.locate(path).ok_or_else(|| "ikke en sti i projektet".to_owned())?;
        if path.starts_with("tool/") {
            return fs::read(place).map_err(|error| said(&error));
        }
        read_regular(&place).map_err(|error| said(&error))
    }

    fn copied(&self, path: &str) -> Result<Copied, String> {
        if !self.draws && pictures::paths(&self.root).any(|picture| picture == path) {
            return Ok(Copied::Hash(0, 0, None));
        }
        self.read(path).map(Copied::Whole)
    }

    fn is_link(&self, path: &str) -> bool {
        self.locate(path).is_some_and(|place| place.is_symlink())
    }

    fn changed(&self, path: &str) -> Option<Date> {
        self.history.as_ref()?.history().changed(path)
    }
}

/// The bytes of a file that is no link. What is no file at all, a pipe for example, is not waited for.
fn read_regular(place: &Path) -> io::Result<Vec<u8>> {
    let mut options = fs::OpenOptions::new();
    options.read(true);
    #[cfg(unix)]
    {
        use rustix::fs::OFlags;
        use std::os::unix::fs::OpenOptionsExt as _;
        options.custom_flags((OFlags::NOFOLLOW | OFlags::NONBLOCK).bits().cast_signed());
    }
    #[cfg(not(unix))]
    if place.is_symlink() {
        return Err(io::Error::other("er en genvej"));
    }
    let mut file = options.open(place)?;
    let found = file.metadata()?;
    if found.is_dir() {
        return Err(io::ErrorKind::IsADirectory.into());
    }
    if !found.is_file() {
        return Err(io::Error::other("er ikke en almindelig fil"));
    }
    let mut bytes = Vec::with_capacity(usize::try_from(found.len()).unwrap_or_default());
    file.read_to_end(&mut bytes)?;
    Ok(bytes)
}

/// Where the built browser tools lie.
#[must_use]
pub fn bundle(root: &Path) -> PathBuf {
    root.join("target/tool/bundle")
}

/// Where the built editors' preview lies, apart from what readers get.
#[must_use]
pub fn preview_bundle(root: &Path) -> PathBuf {
    root.join("target/tool/forhaandsvisning")
}

/// Today on this machine's clock and in its time zone.
#[must_use]
pub fn today() -> Date {
    Zoned::now().date()
}

/// The project's folder: `given`, or the nearest folder from the current one upwards that has `content/` and `Cargo.toml`.
///
/// # Errors
/// Where `given` has no `content/`, or no folder upwards fits.
pub fn find_root(given: Option<&Path>) -> Result<PathBuf, Failure> {
    if let Some(root) = given {
        if root.join("content").is_dir() {
            return absolute(root);
        }
        return Err(Failure::new(format!("{} har ingen mappe content/", root.display()))
            .remedy("--rod skal være projektets mappe, den med content/ i"));
    }
    let start = absolute(Path::new("."))?;
    nearest(&start).ok_or_else(|| {
        Failure::new(format!("{} ligger ikke i et projekt med content/ og Cargo.toml", start.display()))
            .remedy("gå til projektets mappe, eller angiv den med --rod MAPPE")
    })
}

/// The path without `.`, `..` and links.
///
/// # Errors
/// Where it does not exist.
pub fn absolute(path: &Path) -> Result<PathBuf, Failure> {
    fs::canonicalize(path).map_err(|error| Failure::of("kan ikke finde", path, &error))
}

/// Whether a file of this name is a leftover of an editor, or hidden.
#[must_use]
pub fn is_leftover(name: &str) -> bool {
    let swap = [".swp", ".swo", ".swx"].iter().any(|end| name.ends_with(end));
    name.starts_with('.') || name.ends_with('~') || swap || (name.starts_with('#') && name.ends_with('#'))
}

fn nearest(start: &Path) -> Option<PathBuf> {
    let fits = |folder: &&Path| folder.join("content").is_dir() && folder.join("Cargo.toml").is_file();
    start.ancestors().find(fits).map(Path::to_path_buf)
}

fn list(folder: &Path, name: &str, files: &mut Vec<String>) {
    let Ok(entries) = fs::read_dir(folder) else {
        files.push(name.to_owned());
        return;
    };
    for entry in entries.flatten() {
        let file_name = entry.file_name();
        let file_name = file_name.to_string_lossy();
        if is_leftover(&file_name) {
            continue;
        }
        let path = format!("{name}/{file_name}");
        match entry.file_type() {
            Ok(kind) if kind.is_dir() => list(&entry.path(), &path, files),
            _ => files.push(path),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{Project, find_root, is_leftover, nearest};
    use crate::world::World;
    use jiff::civil::date;
    use std::fs;
    use std::path::Path;

    fn project(files: &[&str]) -> tempfile::TempDir {
        let root = tempfile::tempdir().unwrap();
        for file in files {
            let path = root.path().join(file);
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(path, file.as_bytes()).unwrap();
        }
        root
    }

    fn files(root: &Path) -> Vec<String> {
        let mut files = Project::new(root, date(2026, 11, 21)).files();
        files.sort();
        files
    }

    #[test]
    fn lists_the_three_roots_without_leftovers() {
        let root = project(&[
            "content/index.md",
            "content/a/b.md",
            "content/a/b.md~",
            "content/a/.b.md.swp",
            "content/a/#b.md#",
            "content/.git/config",
            "public/robots.txt",
            "target/tool/bundle/beregner.js",
            "target/tool/bundle/stempel",
            "target/tool/forhaandsvisning/redaktoer.js",
            "README.md",
        ]);
        let expected = ["content/a/b.md", "content/index.md", "public/robots.txt", "tool/beregner.js"];
        assert_eq!(files(root.path()), expected);
        let world = Project::new(root.path(), date(2026, 11, 21)).with_preview();
        assert!(world.files().contains(&"tool/redaktoer.js".to_owned()));
        assert_eq!(world.read("tool/redaktoer.js").unwrap(), b"target/tool/forhaandsvisning/redaktoer.js");
    }

    #[test]
    fn reads_what_it_lists_and_nothing_outside() {
        let root = project(&["content/index.md", "target/tool/bundle/beregner.js", "secret"]);
        let world = Project::new(root.path().join("content/.."), date(2026, 11, 21));
        assert_eq!(world.read("content/index.md").unwrap(), b"content/index.md");
        assert_eq!(world.read("tool/beregner.js").unwrap(), b"target/tool/bundle/beregner.js");
        assert_eq!(world.read("content/mangler.md").unwrap_err(), "findes ikke");
        assert!(world.read("content/../secret").is_err());
        assert!(world.read("/etc/hostname").is_err());
    }

    #[cfg(unix)]
    #[test]
    fn links_are_listed_and_never_followed() {
        let root = project(&["content/index.md", "outside/a.md", "content/b/c.md"]);
        let link = |to: &Path, at: &str| std::os::unix::fs::symlink(to, root.path().join(at)).unwrap();
        link(&root.path().join("outside"), "content/folder");
        link(&root.path().join("outside/a.md"), "content/file.md");
        link(Path::new("index.md"), "content/within.md");
        link(&root.path().join("content"), "content/b/loop");
        link(Path::new("nowhere"), "public");
        let links = ["content/b/loop", "content/file.md", "content/folder", "content/within.md"];
        let listed = files(root.path());
        assert_eq!(listed, ["content/b/c.md", links[0], links[1], links[2], "content/index.md", links[3]]);
        let world = Project::new(root.path(), date(2026, 11, 21));
        for path in &listed {
            assert_eq!(world.is_link(path), links.contains(&path.as_str()), "{path}");
            assert_eq!(world.read(path).is_err(), links.contains(&path.as_str()), "{path}");
        }
    }

    #[cfg(unix)]
    #[test]
    fn what_is_no_file_is_not_waited_for() {
        let root = project(&["content/index.md"]);
        let pipe = root.path().join("content/pipe.md");
        let made = std::process::Command::new("mkfifo").arg(&pipe).status().unwrap();
        assert!(made.success());
        let world = Project::new(root.path(), date(2026, 11, 21));
        assert_eq!(world.read("content/pipe.md").unwrap_err(), "er ikke en almindelig fil");
    }

    #[test]
    fn a_given_root_needs_content() {
        let root = project(&["content/index.md", "x/a"]);
        assert!(find_root(Some(root.path())).is_ok());
        let failure = find_root(Some(&root.path().join("x"))).unwrap_err().to_string();
        assert!(failure.contains("har ingen mappe content/"), "{failure}");
    }

    #[test]
    fn the_root_is_found_from_below() {
        // A crate's own Cargo.toml is not the root's, and neither is any content/ further down.
        let root = project(&["Cargo.toml", "content/a/content/b.md", "site/Cargo.toml", "site/src/lib.rs"]);
        for below in ["", "site/src", "content/a/content", "site"] {
            assert_eq!(nearest(&root.path().join(below)).as_deref(), Some(root.path()), "{below}");
        }
    }

    #[test]
    fn leftovers_are_told_by_name() {
        for name in [".a.md", "a.md~", "a.md.swp", "#a.md#"] {
            assert!(is_leftover(name), "{name}");
        }
        for name in ["a.md", "_headers", "c#.md"] {
            assert!(!is_leftover(name), "{name}");
        }
    }
}
