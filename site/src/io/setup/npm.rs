//! The tools from npm: wasm-opt and esbuild for the browser tool, axe and html-validate for tests.
//!
//! Contract: exactly what `site/npm/package-lock.json` says lies in `target/tools/npm`. Packages' own scripts are not run.

use super::process::{Step, command, output, run, script};
use super::{is_stamped, pins, write_stamp};
use crate::io::failure::Failure;
use crate::io::terminal;
use std::fs;
use std::path::{Path, PathBuf};

/// How to get Node.js where it is missing.
const REMEDY: &str = "installér Node.js 20.19 eller nyere med npm (https://nodejs.org, eller pakkerne nodejs og npm)";

/// The installed tools.
#[derive(Debug, Clone)]
pub struct Npm {
    folder: PathBuf,
}

impl Npm {
    /// The folder of the programs `wasm-opt`, `esbuild` and `html-validate`.
    #[must_use]
    pub fn bin(&self) -> PathBuf {
        self.folder.join("node_modules/.bin")
    }

    /// One program.
    #[must_use]
    pub fn program(&self, name: &str) -> PathBuf {
        self.bin().join(script(name))
    }

    /// A file of a package, for example `axe-core/axe.min.js`.
    #[must_use]
    pub fn file(&self, path: &str) -> PathBuf {
        self.folder.join("node_modules").join(path)
    }
}

/// Whether Node.js and npm are there and young enough.
///
/// # Errors
/// Says what is missing and how to get it.
pub fn available(root: &Path) -> Result<(), Failure> {
    let node = output(command("node", root).arg("--version"));
    let Some(node) = node else {
        return Err(Failure::new("Node.js (programmet node) findes ikke på maskinen").remedy(REMEDY));
    };
    if !young_enough(&node) {
        return Err(Failure::new(format!("Node.js {node} er for gammel")).remedy(REMEDY));
    }
    if output(command(script("npm"), root).arg("--version")).is_none() {
        return Err(Failure::new("npm findes ikke på maskinen").remedy(REMEDY));
    }
    Ok(())
}

/// Makes sure of the packages. Whoever calls this holds the lock and has asked whether npm is [`available`].
///
/// # Errors
/// Where `npm ci` fails.
pub fn install(root: &Path, tools: &Path) -> Result<Npm, Failure> {
    let folder = tools.join("npm");
    let stamp = tools.join("stempler/npm");
    let source = root.join("site/npm");
    let read = |name: &str| {
        let path = source.join(name);
        fs::read(&path).map_err(|error| Failure::of("kan ikke læse", &path, &error))
    };
    let (manifest, lock) = (read("package.json")?, read("package-lock.json")?);
    let version = format!("{:032x}", xxhash_rust::xxh3::xxh3_128(&[manifest.as_slice(), lock.as_slice()].concat()));
    let npm = Npm { folder };
    if npm.bin().is_dir() && is_stamped(&stamp, &version) {
        return Ok(npm);
    }
    let names: Vec<_> = pins::NPM.iter().map(|(package, version)| format!("{package} {version}")).collect();
    terminal::progress(&format!("Henter {} fra npm (under et minut) …", names.join(", ")));
    fs::create_dir_all(&npm.folder).map_err(|error| Failure::of("kan ikke oprette mappen", &npm.folder, &error))?;
    for (name, bytes) in [("package.json", &manifest), ("package-lock.json", &lock)] {
        crate::io::write::replace(&npm.folder.join(name), bytes)?;
    }
    let step = Step {
        name: "hente værktøj fra npm",
        log: &tools.join("log/npm.log"),
        remedy: "se efter, at maskinen er på nettet, og kør kommandoen igen",
    };
    let mut ci = command(script("npm"), &npm.folder);
    run(ci.args(["ci", "--ignore-scripts", "--no-audit", "--no-fund"]), &step)?;
    write_stamp(&stamp, &version)?;
    Ok(npm)
}

/// Whether `v20.19.2` is at least [`pins::NODE`].
fn young_enough(version: &str) -> bool {
    let mut numbers = version.trim_start_matches('v').split('.').map(|part| part.parse::<u32>().unwrap_or(0));
    let found = (numbers.next().unwrap_or(0), numbers.next().unwrap_or(0));
    found >= pins::NODE
}

#[cfg(test)]
mod tests {
    use super::young_enough;

    #[test]
    fn versions_of_node() {
        for (version, expected) in [
            ("v20.19.0", true),
            ("v20.20.2", true),
            ("v22.1.0", true),
            ("v20.18.9", false),
            ("v18.20.0", false),
            ("", false),
        ] {
            assert_eq!(young_enough(version), expected, "{version}");
        }
    }
}
