//! Builds the browser tools and puts them where [`super::disk::Project`] shows them to the core.
//!
//! Contract: `target/tool/bundle/` holds the files of [`tools::modules`] and no others, each of them whole; what of this is for
//! editors only lies in a folder of its own, with a stamp of its own ([`Kit`]). They are built again only where the
//! fingerprint of what they are made from has changed; content is not part of it. The names that Trunk
//! gives its files do not matter: the generator hashes names itself and hands the glue the address of the WASM. Trunk runs once
//! for each module; they share what is compiled, so that each but the first is little more than a link.

use super::disk::{bundle, is_leftover, preview_bundle};
use super::failure::Failure;
use super::setup::lock::acquire;
use super::setup::npm::Npm;
use super::setup::process::{Step, command, path_with, run};
use super::setup::{self, Tools, pins};
use super::short::short;
use super::terminal;
use super::write;
use crate::tools::{self, BrowserTool, EDITOR};
use std::env;
use std::fs;
use std::path::{Path, PathBuf};
use std::time::Instant;
use xxhash_rust::xxh3::Xxh3;

/// Tools that are built together.
#[derive(Debug)]
pub struct Kit {
    tools: &'static [&'static BrowserTool],
    /// Where the files for Trunk lie, one for each tool.
    pages: &'static str,
    /// What must be there for a project to have these tools at all.
    sign: &'static str,
    /// What they are made from, beside what all of them are made from.
    sources: &'static [&'static str],
    /// Folders of these names are no part of them.
    without: &'static [&'static str],
    /// Where they are put.
    place: fn(&Path) -> PathBuf,
    /// Where it is written what they were made from.
    stamp: &'static str,
    lock: &'static str,
    /// What is said before they are built.
    said: &'static str,
}

impl Kit {
    fn modules(&self) -> impl Iterator<Item = &'static str> {
        self.tools.iter().flat_map(|tool| tools::modules_of(tool))
    }

    fn files(&self) -> impl Iterator<Item = String> {
        self.modules().flat_map(tools::files_of)
    }
}

/// The tools of readers.
pub static READERS: Kit = Kit {
    tools: &tools::ALL,
    pages: "calculator",
    sign: "calculator/Trunk.toml",
    sources: &["calculator"],
    without: &["target", "tests"],
    place: bundle,
    stamp: "target/tool/stempel",
    lock: "target/tool/laas",
    said: "Bygger værktøjerne til browseren (første gang 1–4 minutter, siden omkring 10 sekunder hver) …",
};

/// The editors' preview: the generator itself, without its outermost layer.
pub static PREVIEW: Kit = Kit {
    tools: &[&EDITOR],
    pages: "site/preview",
    sign: "site/preview/redaktoer.html",
    sources: &["calculator", "site/src", "site/preview", "site/Cargo.toml"],
    without: &["target", "tests", "io", "ui", "bin"],
    place: preview_bundle,
    // Within the folder: whoever watches it sees the stamp come last.
    stamp: "target/tool/forhaandsvisning/stempel",
    lock: "target/tool/forhaandsvisning-laas",
    said: "Bygger redaktørens forhåndsvisning til browseren (1–4 minutter, kun når generatoren er ændret) …",
};

/// What had to be done.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Done {
    /// The bundle was up to date.
    Nothing,
    /// The bundle is new.
    Built,
    /// The project does not have these tools.
    NoTool,
}

/// Whether the bundle is up to date, or there is none to build. Takes milliseconds.
#[must_use]
pub fn is_fresh(root: &Path, kit: &Kit) -> bool {
    !has_tool(root, kit) || fingerprint(root, kit).is_ok_and(|fingerprint| is_built(root, kit, &fingerprint))
}

/// Makes sure of the bundle, setting up what building it takes.
///
/// # Errors
/// Where the set-up, the build or the disk fails. The old bundle is then as it was.
pub fn ensure(root: &Path, kit: &Kit) -> Result<Done, Failure> {
    if !has_tool(root, kit) {
        return Ok(Done::NoTool);
    }
    if is_built(root, kit, &fingerprint(root, kit)?) {
        return Ok(Done::Nothing);
    }
    let _lock = acquire(&root.join(kit.lock))?;
    // Whoever held the lock may have built just this; and what is built now is what lies there now.
    let fingerprint = fingerprint(root, kit)?;
    if is_built(root, kit, &fingerprint) {
        return Ok(Done::Nothing);
    }
    let tools = setup::browser_tools(root)?;
    build(root, kit, &tools, &fingerprint)?;
    Ok(Done::Built)
}

/// Whether a project has these tools at all.
#[must_use]
pub fn has_tool(root: &Path, kit: &Kit) -> bool {
    root.join(kit.sign).is_file()
}

fn is_built(root: &Path, kit: &Kit, fingerprint: &str) -> bool {
    let stamped = fs::read(root.join(kit.stamp)).is_ok_and(|bytes| bytes == fingerprint.as_bytes());
    stamped && kit.files().all(|file| (kit.place)(root).join(file).is_file())
}

fn build(root: &Path, kit: &Kit, tools: &Tools, fingerprint: &str) -> Result<(), Failure> {
    let start = Instant::now();
    terminal::progress(kit.said);
    let npm = tools.npm.as_ref().ok();
    if npm.is_none() {
        terminal::progress(
            "Uden Node.js og npm henter Trunk selv wasm-opt fra nettet, og scriptet bliver lidt større.",
        );
    }
    let mut built = Vec::new();
    for module in kit.modules() {
        let dist = root.join("target/tool/trunk").join(module);
        let page = format!("{}/{module}.html", kit.pages);
        trunk(root, tools, npm, module, &page, &dist)?;
        let (glue, wasm) = built_files(&dist, &page)?;
        let glue = match npm {
            Some(npm) => minified(root, npm, module, &glue)?,
            None => read(&glue)?,
        };
        let (glue, wasm) = short(glue, read(&wasm)?);
        built.extend(tools::files_of(module).into_iter().zip([glue, wasm]));
    }
    let place = (kit.place)(root);
    fs::create_dir_all(&place).map_err(|error| Failure::of("kan ikke oprette mappen", &place, &error))?;
    // Without a stamp an interruption between two files is made good by the next run.
    let _may_be_missing = fs::remove_file(root.join(kit.stamp));
    prune(&place, &built)?;
    for (name, bytes) in &built {
        write::replace(&place.join(name), bytes)?;
    }
    write::replace(&root.join(kit.stamp), fingerprint.as_bytes())?;
    terminal::progress(&format!("Bygget på {}: {}.", terminal::duration(start.elapsed()), called(kit)));
    Ok(())
}

/// What the tools are called, each name once: two that readers know by the same name lie on different pages.
fn called(kit: &Kit) -> String {
    let mut names: Vec<&str> = Vec::new();
    for tool in kit.tools {
        if !names.contains(&tool.called) {
            names.push(tool.called);
        }
    }
    names.join(", ")
}

/// Removes the files of tools that there are no more.
fn prune(place: &Path, built: &[(String, Vec<u8>)]) -> Result<(), Failure> {
    let entries = fs::read_dir(place).map_err(|error| Failure::of("kan ikke læse mappen", place, &error))?;
    for path in entries.flatten().map(|entry| entry.path()).filter(|path| path.is_file()) {
        if !built.iter().any(|(name, _)| path.file_name().is_some_and(|file| file == name.as_str())) {
            fs::remove_file(&path).map_err(|error| Failure::of("kan ikke slette", &path, &error))?;
        }
    }
    Ok(())
}

fn trunk(root: &Path, tools: &Tools, npm: Option<&Npm>, module: &str, page: &str, dist: &Path) -> Result<(), Failure> {
    let mut first = vec![tools.bin.clone()];
    first.extend(npm.map(Npm::bin));
    let mut trunk = command(tools.bin.join(format!("{}{}", pins::TRUNK.program, env::consts::EXE_SUFFIX)), root);
    for (name, _) in env::vars_os() {
        // Settings of Trunk's own from outside would override the project's; NO_COLOR has to be a word it knows.
        if name.to_string_lossy().starts_with("TRUNK_") || name == "NO_COLOR" {
            trunk.env_remove(&name);
        }
    }
    trunk.env("PATH", path_with(&first)?);
    trunk.env("CARGO_ENCODED_RUSTFLAGS", rust_flags(if tools.library { pins::LIBRARY_FLAGS } else { &[] }));
    if tools.library {
        trunk.envs(pins::LIBRARY.iter().copied());
    }
    trunk.args(["build", "--release", "--skip-version-check", "--color", "never", "--config", "calculator/Trunk.toml"]);
    trunk.arg("--dist").arg(dist).arg(root.join(page));
    if npm.is_some() {
        trunk.args(["--offline", "true"]);
    }
    let step = Step {
        name: &format!("bygge »{module}« til browseren"),
        log: &setup::folder(root).join(format!("log/{module}.log")),
        remedy: match npm {
            Some(_) => "ret fejlen i koden; er der ingen, så slet target/tools, og kør kommandoen igen",
            None => "ret fejlen i koden; kunne wasm-opt ikke hentes, så installér Node.js 20.19 eller nyere med npm",
        },
    };
    run(&mut trunk, &step)
}

/// Flags for the compiler: what is set outside, what the library is compiled with, and that paths of the dependencies' sources begin at their own names. Panic
/// messages carry such paths: as they are, they would publish the name of whoever builds, and give other bytes on every machine.
fn rust_flags(library: &[&str]) -> String {
    let mut flags: Vec<String> = match (env::var("CARGO_ENCODED_RUSTFLAGS"), env::var("RUSTFLAGS")) {
        (Ok(encoded), _) => encoded.split('\u{1f}').map(str::to_owned).collect(),
        (_, Ok(plain)) => plain.split_whitespace().map(str::to_owned).collect(),
        _ => Vec::new(),
    };
    flags.retain(|flag| !flag.is_empty());
    flags.extend(library.iter().map(|&flag| flag.to_owned()));
    let home = env::var_os("CARGO_HOME").map(PathBuf::from).or_else(|| env::home_dir().map(|home| home.join(".cargo")));
    let sources = home.map(|home| home.join("registry").join("src"));
    let mut folders: Vec<_> =
        sources.iter().flat_map(fs::read_dir).flatten().flatten().map(|entry| entry.path()).collect();
    folders.sort();
    // A later flag wins where both fit: the one folder of the registry goes after the folder of all of them.
    folders.splice(0..0, sources);
    flags.extend(folders.iter().map(|folder| format!("--remap-path-prefix={}=", folder.join("").display())));
    flags.join("\u{1f}")
}

/// Trunk's one script and one WASM file.
fn built_files(dist: &Path, page: &str) -> Result<(PathBuf, PathBuf), Failure> {
    let entries = fs::read_dir(dist).map_err(|error| Failure::of("kan ikke læse mappen", dist, &error))?;
    let mut files: Vec<_> = entries.flatten().map(|entry| entry.path()).collect();
    files.sort();
    let only = |ending: &str| {
        let mut found = files.iter().filter(|path| path.extension().is_some_and(|extension| extension == ending));
        match (found.next(), found.next()) {
            (Some(one), None) => Ok(one.clone()),
            _ => Err(Failure::new(format!("der er ikke netop én .{ending}-fil i {}", dist.display()))
                .remedy(format!("se calculator/Trunk.toml og {page}"))),
        }
    };
    Ok((only("js")?, only("wasm")?))
}

/// The glue without spaces and long names; scripts that it imports become part of it.
fn minified(root: &Path, npm: &Npm, module: &str, glue: &Path) -> Result<Vec<u8>, Failure> {
    let small = root.join(format!("target/tool/{module}.min.js"));
    let mut esbuild = command(npm.program("esbuild"), root);
    esbuild.arg(glue).args(["--bundle", "--minify", "--format=esm", "--log-level=warning"]);
    esbuild.arg(format!("--outfile={}", small.display()));
    let step = Step {
        name: &format!("gøre scriptet til »{module}« mindre med esbuild"),
        log: &setup::folder(root).join("log/esbuild.log"),
        remedy: "slet target/tools/npm, og kør kommandoen igen",
    };
    run(&mut esbuild, &step)?;
    read(&small)
}

fn read(path: &Path) -> Result<Vec<u8>, Failure> {
    fs::read(path).map_err(|error| Failure::of("kan ikke læse", path, &error))
}

/// A hash over everything that the bundle is made from, and what is to be in it.
fn fingerprint(root: &Path, kit: &Kit) -> Result<String, Failure> {
    let mut files: Vec<_> =
        ["Cargo.toml", "Cargo.lock", "rust-toolchain.toml"].iter().map(|name| root.join(name)).collect();
    for source in kit.sources {
        let source = root.join(source);
        if source.is_dir() { list(&source, kit, &mut files)? } else { files.push(source) }
    }
    files.retain(|path| path.is_file());
    files.sort();
    let mut hash = Xxh3::new();
    hash.update(pins::all().as_bytes());
    // How it is made counts as well.
    hash.update(include_bytes!("tool.rs"));
    hash.update(include_bytes!("short.rs"));
    for name in kit.files() {
        hash.update(name.as_bytes());
    }
    for path in &files {
        let bytes = read(path)?;
        let name = path.strip_prefix(root).unwrap_or(path).to_string_lossy();
        // Lengths keep names and texts apart.
        for part in [name.as_bytes(), &bytes] {
            hash.update(&part.len().to_le_bytes());
            hash.update(part);
        }
    }
    Ok(format!("{:032x}", hash.digest128()))
}

fn list(folder: &Path, kit: &Kit, files: &mut Vec<PathBuf>) -> Result<(), Failure> {
    let failed = |error: &std::io::Error| Failure::of("kan ikke læse mappen", folder, error);
    for entry in fs::read_dir(folder).map_err(|error| failed(&error))? {
        let entry = entry.map_err(|error| failed(&error))?;
        let name = entry.file_name();
        let kind = entry.file_type().map_err(|error| failed(&error))?;
        if is_leftover(&name.to_string_lossy()) || (kind.is_dir() && kit.without.iter().any(|other| name == *other)) {
            continue;
        }
        if kind.is_dir() {
            list(&entry.path(), kit, files)?;
        } else if kind.is_file() {
            files.push(entry.path());
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::{Done, PREVIEW, READERS, built_files, bundle, called, ensure, fingerprint, is_fresh, prune};
    use crate::tools;
    use std::fs;
    use std::path::Path;

    fn put(root: &Path, file: &str, text: &str) {
        let path = root.join(file);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }

    #[test]
    fn what_was_built_is_said_once() {
        let names = called(&READERS);
        let mut once: Vec<_> = names.split(", ").collect();
        once.sort_unstable();
        once.dedup();
        assert_eq!(once.len(), names.split(", ").count(), "{names}");
        assert!(READERS.tools.iter().all(|tool| names.contains(tool.called)));
    }

    fn project() -> tempfile::TempDir {
        let root = tempfile::tempdir().unwrap();
        put(root.path(), "Cargo.toml", "[workspace]");
        put(root.path(), "calculator/Trunk.toml", "[build]");
        put(root.path(), "calculator/src/lib.rs", "fn a() {}");
        put(root.path(), "content/index.md", "tekst");
        root
    }

    #[test]
    fn only_what_the_tool_is_made_from_changes_the_fingerprint() {
        let root = project();
        let of = || fingerprint(root.path(), &READERS).unwrap();
        let first = of();
        put(root.path(), "content/index.md", "en ny tekst");
        put(root.path(), "site/src/lib.rs", "fn b() {}");
        put(root.path(), "calculator/src/.lib.rs.swp", "x");
        put(root.path(), "calculator/target/x", "x");
        put(root.path(), "calculator/tests/a.rs", "x");
        assert_eq!(of(), first);
        for file in
            ["calculator/src/lib.rs", "calculator/beregner.html", "Cargo.toml", "Cargo.lock", "rust-toolchain.toml"]
        {
            let before = of();
            put(root.path(), file, "noget nyt");
            assert_ne!(of(), before, "{file}");
        }
    }

    #[test]
    fn the_preview_is_made_from_the_generator_without_its_outermost_layer() {
        let root = project();
        put(root.path(), PREVIEW.sign, "");
        let of = || fingerprint(root.path(), &PREVIEW).unwrap();
        let first = of();
        for file in ["content/index.md", "site/src/io/cli.rs", "calculator/src/ui/a.rs", "calculator/src/bin/a.rs"] {
            put(root.path(), file, "noget nyt");
            assert_eq!(of(), first, "{file}");
        }
        for file in
            ["site/src/lib.rs", "site/preview/src/main.rs", "site/Cargo.toml", "calculator/src/lib.rs", "Cargo.lock"]
        {
            let before = of();
            put(root.path(), file, "noget nyt");
            assert_ne!(of(), before, "{file}");
        }
        assert!(!is_fresh(root.path(), &PREVIEW));
    }

    #[test]
    fn a_stamped_bundle_is_not_built_again() {
        let root = project();
        assert!(!is_fresh(root.path(), &READERS));
        for file in tools::files() {
            put(&bundle(root.path()), &file, "x");
        }
        fs::write(root.path().join(READERS.stamp), fingerprint(root.path(), &READERS).unwrap()).unwrap();
        assert!(is_fresh(root.path(), &READERS));
        assert_eq!(ensure(root.path(), &READERS), Ok(Done::Nothing));
        for file in tools::files() {
            fs::remove_file(bundle(root.path()).join(&file)).unwrap();
            assert!(!is_fresh(root.path(), &READERS), "without {file}");
            put(&bundle(root.path()), &file, "x");
        }
    }

    #[test]
    fn what_no_tool_has_goes_from_the_bundle() {
        let root = tempfile::tempdir().unwrap();
        for file in ["a.js", "gammel.wasm"] {
            put(root.path(), file, "x");
        }
        prune(root.path(), &[("a.js".to_owned(), Vec::new())]).unwrap();
        assert!(root.path().join("a.js").is_file() && !root.path().join("gammel.wasm").exists());
    }

    #[test]
    fn a_project_without_a_tool_needs_none() {
        let root = tempfile::tempdir().unwrap();
        assert!(is_fresh(root.path(), &READERS));
        assert_eq!(ensure(root.path(), &READERS), Ok(Done::NoTool));
    }

    #[test]
    fn trunk_must_have_made_one_script_and_one_wasm() {
        let root = tempfile::tempdir().unwrap();
        let of = || built_files(root.path(), "calculator/beregner.html");
        put(root.path(), "a-123.js", "");
        assert!(of().is_err());
        put(root.path(), "a-123_bg.wasm", "");
        put(root.path(), "index.html", "");
        let (glue, wasm) = of().unwrap();
        assert!(glue.ends_with("a-123.js") && wasm.ends_with("a-123_bg.wasm"));
        put(root.path(), "b.js", "");
        assert!(of().is_err());
    }
}
