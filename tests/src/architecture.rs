//! What ARCHITECTURE.md says of the code, held to the code.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;
use std::process::Command;
use tests::prepare::root;

/// What may lie at the top beside dot-files.
const TOP_LEVEL: &[&str] = &[
    "ARCHITECTURE.md",
    "CHANGELOG.md",
    "CONTRIBUTING.md",
    "Cargo.lock",
    "Cargo.toml",
    "LICENSE-APACHE",
    "LICENSE-MIT",
    "README.md",
    "REDAKTOER.md",
    "calculator",
    "clippy.toml",
    "content",
    "public",
    "rust-toolchain.toml",
    "rustfmt.toml",
    "site",
    "tests",
];

/// The files of the project: those that git has, and new ones that it does not ignore.
fn project_files() -> Vec<String> {
    let listed = Command::new("git")
        .args(["ls-files", "-z", "--cached", "--others", "--exclude-standard"])
        .current_dir(root())
        .output()
        .expect("git can be started");
    assert!(listed.status.success(), "git ls-files: {}", String::from_utf8_lossy(&listed.stderr));
    let names = String::from_utf8(listed.stdout).expect("names are UTF-8");
    let mut files: Vec<_> = names.split('\0').filter(|name| !name.is_empty()).map(str::to_owned).collect();
    // What has been removed but not yet committed is no file.
    files.retain(|name| root().join(name).is_file());
    files.sort();
    assert!(files.len() > 100, "only {} files", files.len());
    files
}

fn read(path: &str) -> String {
    fs::read_to_string(root().join(path)).unwrap_or_else(|error| panic!("{path}: {error}"))
}

fn rust_files(under: &[&str]) -> Vec<(String, String)> {
    let fits = |path: &String| path.ends_with(".rs") && under.iter().any(|start| path.starts_with(start));
    project_files().into_iter().filter(fits).map(|path| (path.clone(), read(&path))).collect()
}

/// The text without comments; what stands in strings is kept.
fn code(text: &str) -> String {
    let lines = text.lines().map(|line| if line.trim_start().starts_with("//") { "" } else { line });
    lines.collect::<Vec<_>>().join("\n")
}

fn assert_none(what: &str, faults: &[String]) {
    assert!(faults.is_empty(), "{what}:\n{}", faults.join("\n"));
}

#[test]
fn the_generator_does_not_depend_on_the_browser() {
    let tree = Command::new(env!("CARGO"))
        .args(["tree", "-p", "site", "--edges", "normal,build", "--prefix", "none", "--locked"])
        .current_dir(root())
        .output()
        .expect("cargo can be started");
    assert!(tree.status.success(), "cargo tree: {}", String::from_utf8_lossy(&tree.stderr));
    let tree = String::from_utf8(tree.stdout).expect("UTF-8");
    assert!(tree.contains("pulldown-cmark"), "{tree}");
    for banned in ["wasm-bindgen", "web-sys", "js-sys", "leptos", "reactive_graph", "tokio", "hyper", "reqwest"] {
        let found: Vec<_> = tree.lines().filter(|line| line.starts_with(banned)).collect();
        assert!(found.is_empty(), "site depends on {found:?}");
    }
}

#[test]
fn the_core_depends_on_nothing_of_the_outermost_layer() {
    let tree = |more: &[&str]| {
        let words = ["tree", "-p", "site", "--edges", "normal", "--prefix", "none", "--locked"];
        let ran = Command::new(env!("CARGO"))
            .args(words)
            .args(more)
            .current_dir(root())
            .output()
            .expect("cargo can be started");
        assert!(ran.status.success(), "cargo tree: {}", String::from_utf8_lossy(&ran.stderr));
        String::from_utf8(ran.stdout).expect("UTF-8")
    };
    let (whole, core) = (tree(&[]), tree(&["--no-default-features"]));
    for outside in ["notify", "tiny_http", "tempfile", "lexopt"] {
        let has = |tree: &str| tree.lines().any(|line| line.starts_with(&format!("{outside} v")));
        assert!(has(&whole) && !has(&core), "{outside}");
    }
}

#[test]
fn only_io_touches_the_outside() {
    let banned = [
        "std::fs",
        "std::env",
        "std::net",
        "std::process::Command",
        "std::io::stdout",
        "std::io::stderr",
        "SystemTime",
        "Instant",
        "Zoned::now",
        "Timestamp::now",
        "fs::",
        "File::",
        "env::var",
        "Command::new",
        "TcpListener",
        "println!",
        "print!",
        "eprintln!",
        "eprint!",
        "RandomState",
        "thread::sleep",
    ];
    let mut faults = Vec::new();
    let mut read = 0;
    for (path, text) in rust_files(&["site/src/", "site/preview/src/", "calculator/src/"]) {
        if path.starts_with("site/src/io/") {
            continue;
        }
        read += 1;
        for (number, line) in code(&text).lines().enumerate() {
            // `std::fs` may hide in a group: `use std::{fs, path::Path}`.
            let grouped = line.trim_start().starts_with("use std::{")
                && line.split(['{', '}', ',', ' ', ':']).any(|word| matches!(word, "fs" | "env" | "net" | "time"));
            if grouped || banned.iter().any(|word| holds_word(line, word)) {
                faults.push(format!("{path}:{}: {}", number + 1, line.trim()));
            }
        }
    }
    assert!(read > 30, "only {read} files were read");
    assert_none("outside of site/src/io, the outside is touched", &faults);
}

/// Whether a word stands in a line, and not as the end of a longer one.
fn holds_word(line: &str, word: &str) -> bool {
    line.match_indices(word).any(|(at, _)| !line[..at].ends_with(|c: char| c.is_alphanumeric() || c == '_'))
}

#[test]
fn the_domain_knows_no_generator_and_no_floating_point() {
    let mut faults = Vec::new();
    for (path, text) in rust_files(&["calculator/src/"]) {
        for (number, line) in code(&text).lines().enumerate() {
            if ["f32", "f64", "site::"].iter().any(|word| holds_word(line, word)) {
                faults.push(format!("{path}:{}: {}", number + 1, line.trim()));
            }
        }
        let of_browser = ["wasm_bindgen", "web_sys", "js_sys"].iter().any(|word| code(&text).contains(word));
        if of_browser && !path.starts_with("calculator/src/ui") {
            faults.push(format!("{path}: the browser belongs to calculator/src/ui"));
        }
    }
    assert_none("the domain is not pure", &faults);
}

/// The keys that editors may write: all that the shapes of the readers have.
fn keys(ruler: bool) -> BTreeSet<String> {
    let schemas = site::schema::ALL.iter().filter(|schema| schema.shared == ruler);
    schemas.flat_map(|schema| schema.shape.all()).flat_map(|shape| shape.keys).map(|key| key.name.to_owned()).collect()
}

#[test]
fn the_glossary_has_every_key_that_editors_write() {
    let keys: BTreeSet<_> = keys(false).into_iter().chain(keys(true)).collect();
    assert!(keys.len() > 120, "only {} keys", keys.len());
    let page = read("ARCHITECTURE.md");
    let glossary = page.split("\n## Glossary").nth(1).expect("ARCHITECTURE.md has a heading »## Glossary«");
    let glossary = glossary.split("\n## ").next().unwrap_or_default();
    let missing: Vec<_> = keys.into_iter().filter(|key| !glossary.contains(&format!("`{key}`"))).collect();
    assert_none("keys that the glossary in ARCHITECTURE.md lacks", &missing);
}

#[test]
fn the_editors_guide_has_every_key_and_every_box() {
    let page = read("REDAKTOER.md");
    let missing: Vec<_> = keys(false).into_iter().filter(|key| !page.contains(&format!("`{key}`"))).collect();
    assert_none("keys that REDAKTOER.md lacks", &missing);
    let boxes = site::parse::directive::KNOWN.iter().map(|known| known.name.to_owned());
    let missing: Vec<_> = boxes.filter(|name| !page.contains(&format!("`:::{name}"))).collect();
    assert_none("boxes that REDAKTOER.md lacks", &missing);
    let ids: Vec<_> = site::diagnostic::Code::ALL.iter().map(|code| code.id()).collect();
    for line in page.lines() {
        let told =
            line.strip_prefix("fejl[").or_else(|| line.strip_prefix("advarsel[")).or_else(|| line.strip_prefix("| `"));
        let id = told.and_then(|rest| rest.get(..4)).filter(|id| id[1..].bytes().all(|b| b.is_ascii_digit()));
        assert!(id.is_none_or(|id| ids.contains(&id)), "REDAKTOER.md tells of {id:?}, which no fault has");
    }
}

#[test]
fn every_file_says_what_it_is_for() {
    let mut faults = Vec::new();
    for (path, text) in rust_files(&[""]) {
        // The tests of one module, in a file beside it, belong to its contract.
        let is_tests = path.ends_with("_tests.rs");
        if !is_tests && !text.starts_with("//! ") {
            faults.push(path);
        }
    }
    assert_none("files without a head comment", &faults);
}

#[test]
fn the_top_level_is_the_one_agreed_on() {
    let top: BTreeSet<_> =
        project_files().iter().filter_map(|path| path.split('/').next().map(str::to_owned)).collect();
    let strange: Vec<_> =
        top.iter().filter(|name| !name.starts_with('.') && !TOP_LEVEL.contains(&name.as_str())).cloned().collect();
    assert_none("at the top level lies more than was agreed on", &strange);
    for needed in ["README.md", "ARCHITECTURE.md", "CONTRIBUTING.md", "CHANGELOG.md", "LICENSE-MIT", "LICENSE-APACHE"] {
        assert!(top.contains(needed), "{needed} is missing");
    }
}

#[test]
fn all_that_name_a_tool_s_version_agree() {
    use site::io::setup::pins;
    let trunk = read("calculator/Trunk.toml");
    let manifest = read("calculator/Cargo.toml");
    let version = pins::WASM_BINDGEN.version;
    assert!(trunk.contains(&format!("wasm_bindgen = \"{version}\"")), "calculator/Trunk.toml, wasm_bindgen {version}");
    assert!(
        manifest.contains(&format!("wasm-bindgen = {{ version = \"={version}\"")),
        "calculator/Cargo.toml: {version}"
    );
    let preview = read("site/preview/Cargo.toml");
    assert!(preview.contains(&format!("wasm-bindgen = \"={version}\"")), "site/preview/Cargo.toml: {version}");
    let binaryen = pins::NPM.iter().find(|(package, _)| *package == "binaryen").expect("binaryen is pinned").1;
    let major = binaryen.split('.').next().unwrap_or_default();
    assert!(trunk.contains(&format!("wasm_opt = \"version_{major}\"")), "calculator/Trunk.toml, wasm_opt {major}");
    let toolchain: toml::Table = read("rust-toolchain.toml").parse().expect("TOML");
    let channel = toolchain["toolchain"]["channel"].as_str().unwrap_or_default();
    let workspace: toml::Table = read("Cargo.toml").parse().expect("TOML");
    let oldest = workspace["workspace"]["package"]["rust-version"].as_str().unwrap_or_default();
    assert!(channel.starts_with(oldest), "Rust {channel} and rust-version {oldest}");
    let targets = toolchain["toolchain"]["targets"].as_array().expect("targets");
    assert!(targets.iter().any(|target| target.as_str() == Some(pins::TARGET)));
}

#[test]
fn nothing_committed_belongs_to_one_machine() {
    // Put together here, so that this file does not hold them.
    let homes = ["root", "home", "Users", "work"].map(|folder| format!("/{folder}/"));
    let mut faults = Vec::new();
    for path in project_files() {
        let Ok(text) = String::from_utf8(fs::read(root().join(&path)).expect("a listed file can be read")) else {
            continue;
        };
        for (number, line) in text.lines().enumerate() {
            let absolute = homes.iter().any(|home| {
                line.match_indices(home.as_str()).any(|(at, _)| {
                    // Such a folder below another is no absolute path, and neither is the path of an address.
                    line[..at].chars().next_back().is_none_or(|c| !c.is_alphanumeric() && !"-_./}".contains(c))
                })
            });
            if absolute {
                faults.push(format!("{path}:{}: {}", number + 1, line.trim()));
            }
        }
    }
    assert_none("absolute paths", &faults);
}

#[test]
fn lock_files_name_no_registry_of_one_machine() {
    let crates_io = "registry+https://github.com/rust-lang/crates.io-index";
    for line in read("Cargo.lock").lines() {
        if let Some(source) = line.strip_prefix("source = ") {
            assert_eq!(source.trim_matches('"'), crates_io);
        }
    }
    for path in project_files() {
        let name = Path::new(&path).file_name().and_then(|name| name.to_str()).unwrap_or_default();
        assert!(!matches!(name, ".npmrc" | "pip.conf" | "sources.list"), "{path} belongs to one machine");
        if path.ends_with("package-lock.json") {
            assert!(!read(&path).contains("\"resolved\""), "{path} says where to download from");
        }
        if path.starts_with(".cargo/") {
            let text = read(&path);
            assert!(!text.contains("[source") && !text.contains("registr"), "{path} names a registry");
        }
    }
}
