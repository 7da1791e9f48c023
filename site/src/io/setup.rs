//! Makes sure of the tools: the browser's compile target, Trunk, wasm-bindgen, and those from npm.
//!
//! Contract: everything but the compile target lies under `target/tools`, in the versions of [`pins`]. What is there is
//! left alone (a stamp says which version has been seen), what is missing is said before it is fetched, with the time it
//! may take. An interrupted installation goes on where it was: cargo compiles into a folder that stays, and a stamp is
//! written last. Only one run at a time does any of this.

pub mod lock;
pub mod npm;
pub mod pins;
pub mod process;

use super::failure::Failure;
use super::terminal;
use super::write;
use lock::acquire;
use npm::Npm;
use pins::CargoTool;
use process::{Step, command, output, run};
use std::env;
use std::ffi::OsString;
use std::fs;
use std::path::{Path, PathBuf};

/// What the browser tool is built with.
#[derive(Debug, Clone)]
pub struct Tools {
    /// The folder of Trunk and wasm-bindgen.
    pub bin: PathBuf,
    /// The tools from npm, or why they are missing.
    pub npm: Result<Npm, Failure>,
    /// Whether the sources of Rust's own library are here, to be compiled for size with each tool.
    pub library: bool,
}

/// Where all tools lie.
#[must_use]
pub fn folder(root: &Path) -> PathBuf {
    root.join("target/tools")
}

/// Makes sure of everything that building the browser tool takes. Where npm is missing, Trunk can do without; where the
/// sources of Rust's library are, the tools become larger.
///
/// # Errors
/// Where a step fails; it says which, and what helps.
pub fn browser_tools(root: &Path) -> Result<Tools, Failure> {
    let tools = folder(root);
    let _lock = acquire(&tools.join("laas"))?;
    compile_target(root, &tools)?;
    let library = library(root, &tools);
    let (trunk, npm) = match npm::available(root) {
        Ok(()) => (pins::TRUNK, Ok(npm::install(root, &tools)?)),
        Err(missing) => (pins::TRUNK_WITH_TLS, Err(missing)),
    };
    for tool in [pins::WASM_BINDGEN, trunk] {
        cargo_tool(root, &tools, &tool)?;
    }
    Ok(Tools { bin: tools.join("bin"), npm, library })
}

/// Makes sure of the tools from npm, for tests.
///
/// # Errors
/// Where Node.js or npm is missing or too old (it says which package to install), or the installation fails.
pub fn npm_tools(root: &Path) -> Result<Npm, Failure> {
    let tools = folder(root);
    let _lock = acquire(&tools.join("laas"))?;
    npm::available(root)?;
    npm::install(root, &tools)
}

/// Whether what `stamp` says has been done already.
fn is_stamped(stamp: &Path, content: &str) -> bool {
    fs::read(stamp).is_ok_and(|bytes| bytes == content.as_bytes())
}

fn write_stamp(stamp: &Path, content: &str) -> Result<(), Failure> {
    let folder = stamp.parent().unwrap_or(Path::new("."));
    fs::create_dir_all(folder).map_err(|error| Failure::of("kan ikke oprette mappen", folder, &error))?;
    write::replace(stamp, content.as_bytes())
}

fn compile_target(root: &Path, tools: &Path) -> Result<(), Failure> {
    let libdir = output(command("rustc", root).args(["--print", "target-libdir", "--target", pins::TARGET]));
    if libdir.is_some_and(|folder| Path::new(&folder).is_dir()) {
        return Ok(());
    }
    terminal::progress(&format!("Henter Rusts standardbibliotek til browsere, {} (under et minut) …", pins::TARGET));
    let step = Step {
        name: &format!("hente Rusts standardbibliotek til {}", pins::TARGET),
        log: &tools.join("log/target.log"),
        remedy: "installér Rust med rustup (https://rustup.rs), og se efter, at maskinen er på nettet",
    };
    run(command("rustup", root).args(["target", "add", pins::TARGET]), &step)
}

/// Whether the sources of Rust's library, and of what that uses, are here. Fetches them where they are not.
fn library(root: &Path, tools: &Path) -> bool {
    let Some(sysroot) = output(command("rustc", root).args(["--print", "sysroot"])) else { return false };
    let manifest = Path::new(&sysroot).join("lib/rustlib/src/rust/library/Cargo.toml");
    let fetched = fetch_library(root, tools, &manifest);
    if fetched.is_err() {
        terminal::progress("Uden kildekoden til Rusts standardbibliotek bliver hvert værktøj omkring 5 kB større.");
    }
    fetched.is_ok()
}

fn fetch_library(root: &Path, tools: &Path, manifest: &Path) -> Result<(), Failure> {
    let remedy = "se efter, at maskinen er på nettet, slet target/tool/stempel, og kør kommandoen igen";
    if !manifest.is_file() {
        terminal::progress("Henter kildekoden til Rusts standardbibliotek (under et minut) …");
        let name = "hente kildekoden til Rusts standardbibliotek";
        let step = Step { name, log: &tools.join("log/rust-src.log"), remedy };
        run(command("rustup", root).args(["component", "add", "rust-src"]), &step)?;
    }
    // Trunk lets cargo fetch nothing. What has been fetched is told by cargo's own cache, in a fraction of a second.
    let name = "hente de pakker, som Rusts standardbibliotek bruger";
    let step = Step { name, log: &tools.join("log/library.log"), remedy };
    let cargo = env::var_os("CARGO").unwrap_or_else(|| OsString::from("cargo"));
    let mut fetch = command(cargo, root);
    fetch.envs(pins::LIBRARY.iter().copied()).args(["fetch", "--locked", "--manifest-path"]).arg(manifest);
    run(&mut fetch, &step)
}

fn cargo_tool(root: &Path, tools: &Path, tool: &CargoTool) -> Result<(), Failure> {
    let CargoTool { package, program, version, .. } = tool;
    let stamp = tools.join("stempler").join(package);
    let place = tools.join("bin").join(format!("{program}{}", env::consts::EXE_SUFFIX));
    let content =
        if tool.told_by_version { (*version).to_owned() } else { format!("{version} {}", tool.flags.join(" ")) };
    if place.is_file() && is_stamped(&stamp, &content) {
        return Ok(());
    }
    if !tool.told_by_version || !has_version(&place, root, version) {
        terminal::progress(&format!("Bygger {package} {version} (kun første gang, {}) …", tool.takes));
        let step = Step {
            name: &format!("installere {package} {version}"),
            log: &tools.join("log").join(format!("{package}.log")),
            remedy: "se efter, at maskinen er på nettet, og kør kommandoen igen: den fortsætter, hvor den slap",
        };
        run(&mut cargo_install(root, tools, tool), &step)?;
        if !has_version(&place, root, version) {
            return Err(Failure::new(format!("{} er ikke version {version}", place.display()))
                .remedy("slet target/tools, og kør kommandoen igen"));
        }
    }
    write_stamp(&stamp, &content)
}

fn cargo_install(root: &Path, tools: &Path, tool: &CargoTool) -> std::process::Command {
    let cargo = env::var_os("CARGO").unwrap_or_else(|| OsString::from("cargo"));
    let mut install = command(cargo, root);
    // `--force`: our own look at the program has decided, not cargo's list of what it installed once.
    install.args(["install", tool.package, "--version", tool.version, "--force"]).args(tool.flags);
    install.arg("--root").arg(tools).arg("--target-dir").arg(tools.join("build").join(tool.package));
    install.envs(pins::CARGO_PROFILE.iter().copied());
    install
}

/// Whether the program says that it has this version: `trunk 0.21.14`.
fn has_version(place: &Path, root: &Path, version: &str) -> bool {
    place.is_file()
        && output(command(place, root).arg("--version"))
            .is_some_and(|said| said.split_whitespace().any(|word| word == version))
}

#[cfg(unix)]
#[cfg(test)]
mod tests {
    use super::{cargo_tool, is_stamped, pins};
    use std::fs;
    use std::os::unix::fs::PermissionsExt as _;
    use std::path::Path;

    fn program(tools: &Path, says: &str) {
        let place = tools.join("bin/trunk");
        fs::create_dir_all(tools.join("bin")).unwrap();
        fs::write(&place, format!("#!/bin/sh\necho trunk {says}\n")).unwrap();
        fs::set_permissions(&place, fs::Permissions::from_mode(0o755)).unwrap();
    }

    #[test]
    fn a_program_of_the_right_version_is_stamped_and_kept() {
        let root = tempfile::tempdir().unwrap();
        let tools = root.path().join("target/tools");
        program(&tools, pins::TRUNK.version);
        cargo_tool(root.path(), &tools, &pins::TRUNK).unwrap();
        let stamp = tools.join("stempler/trunk");
        assert!(is_stamped(&stamp, pins::TRUNK.version));
        // From now on the stamp is believed and the program is not started.
        program(&tools, "noget andet");
        cargo_tool(root.path(), &tools, &pins::TRUNK).unwrap();
        assert!(!tools.join("log").exists());
    }
}
