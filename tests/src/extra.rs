//! Tools that are large and not needed to build the site: the checker of the Nu project, Lighthouse.
//!
//! Contract: each lies in `target/tools-extra/NAME` in the version that [`VNU`] and [`LIGHTHOUSE`] say, fetched from npm when it is
//! first asked for. Packages' own scripts are not run.

use crate::prepare::{root, say};
use serde_json::Value;
use site::io::setup::process::{command, script};
use site::io::setup::{lock, npm};
use std::fs;
use std::path::PathBuf;
use std::process::Stdio;

/// A tool from npm.
#[derive(Debug, Clone, Copy)]
pub struct Extra {
    /// The package.
    pub package: &'static str,
    /// Its version.
    pub version: &'static str,
}

/// The checker of the Nu project, which needs Java.
pub const VNU: Extra = Extra { package: "vnu-jar", version: "26.9.27" };

/// Lighthouse; from 13 on it needs Node.js 22.
pub const LIGHTHOUSE: Extra = Extra { package: "lighthouse", version: "12.8.2" };

/// The folder of the package, which is fetched where it is missing or of another version.
///
/// # Errors
/// Says what is missing, or what npm said.
pub fn folder(tool: Extra) -> Result<PathBuf, String> {
    let Extra { package, version } = tool;
    let tools = root().join("target/tools-extra");
    let _lock = lock::acquire(&tools.join("laas")).map_err(|failure| failure.to_string())?;
    let place = tools.join(package);
    let found = place.join("node_modules").join(package);
    let manifest = fs::read_to_string(found.join("package.json")).unwrap_or_default();
    let manifest: Value = serde_json::from_str(&manifest).unwrap_or_default();
    if manifest["version"] == version {
        return Ok(found);
    }
    npm::available(&root()).map_err(|failure| failure.to_string())?;
    say(&format!("fetching {package} {version} from npm (a minute or two) …"));
    fs::create_dir_all(&place).map_err(|error| error.to_string())?;
    fs::write(place.join("package.json"), "{ \"private\": true }\n").map_err(|error| error.to_string())?;
    let mut install = command(script("npm"), &place);
    install.args(["install", "--ignore-scripts", "--no-audit", "--no-fund", "--save-exact"]);
    let ran =
        install.arg(format!("{package}@{version}")).stdin(Stdio::null()).output().map_err(|error| error.to_string())?;
    if ran.status.success() { Ok(found) } else { Err(String::from_utf8_lossy(&ran.stderr).into_owned()) }
}
