//! Files that are copied, and the names they get.
//!
//! Contract: a file of `public/assets/` and the files of the tool carry a hash of their content in their name, so they may be
//! kept for ever by a browser; every other file of `public/` keeps its name. The generated start file refers to its
//! neighbours relative to itself and so works under any base path. Style sheets are sent without comments and indents.

use super::offline;
use super::sheet::shortened;
use crate::output::Output;
use crate::resolve::Site;
use crate::tools::{self, BrowserTool};
use crate::world::Copied;
use std::collections::BTreeMap;
use xxhash_rust::xxh3::xxh3_64;

/// Addresses of copied files, without the base path.
#[derive(Debug, Default)]
pub(crate) struct Assets {
    renamed: BTreeMap<String, String>,
    /// The files of the browser tools that have been built, by name.
    pub(crate) tools: BTreeMap<&'static str, Tool>,
    /// The paths of the files of their modules, by name: glue and WebAssembly.
    pub(crate) modules: BTreeMap<&'static str, [String; 2]>,
}

/// Addresses of a browser tool, without the base path.
#[derive(Debug)]
pub(crate) struct Tool {
    /// The module that starts it.
    pub(crate) start: String,
    /// The code that wasm-bindgen made.
    pub(crate) glue: String,
    /// The WebAssembly module.
    pub(crate) wasm: String,
}

impl Assets {
    /// The address under which a file of `public/` is published.
    pub(crate) fn address<'a>(&'a self, path: &'a str) -> &'a str {
        self.renamed.get(path).map_or(path, String::as_str)
    }

    /// The address of a file of `public/assets/`, if it is there.
    pub(crate) fn asset(&self, name: &str) -> Option<&str> {
        self.renamed.get(&format!("/assets/{name}")).map(String::as_str)
    }
}

/// Copies all files and says where they went.
pub(crate) fn write(site: &Site, output: &mut Output) -> Assets {
    let mut assets = Assets::default();
    for (path, file) in &site.public {
        let name = if path.starts_with("assets/") { hashed(path, file.hash()) } else { path.clone() };
        if name != *path {
            assets.renamed.insert(format!("/{path}"), format!("/{name}"));
        }
        copy(name, file, output);
    }
    let offered = site.pages.iter().any(offline::shows);
    if offered {
        offline::write_scripts(output);
    }
    for tool in tools::ALL.into_iter().chain([&tools::EDITOR]) {
        let Some([glue, wasm]) = module(site, output, tool.name) else { continue };
        assets.modules.insert(tool.name, [glue.clone(), wasm.clone()]);
        let mut script = start(tool, file_name(&glue), file_name(&wasm));
        if offered && *tool != tools::EDITOR {
            script.push_str(&tell_of_newer(tool));
        }
        if let Some(name) = tool.later
            && let Some([glue, wasm]) = module(site, output, name)
        {
            script.push_str(&later(tool, file_name(&glue), file_name(&wasm)));
            assets.modules.insert(name, [glue, wasm]);
        }
        let start = hashed(&format!("assets/start-{}.js", tool.name), xxh3_64(script.as_bytes()));
        output.insert(start.as_str(), script);
        let addresses = Tool { start: format!("/{start}"), glue: format!("/{glue}"), wasm: format!("/{wasm}") };
        assets.tools.insert(tool.name, addresses);
    }
    assets
}

fn copy(name: impl Into<String>, file: &Copied, output: &mut Output) {
    let name = name.into();
    let Some(bytes) = file.bytes() else { return };
    match std::str::from_utf8(bytes) {
        Ok(css) if name.ends_with(".css") => output.insert(name, shortened(css)),
        _ => output.insert(name, bytes),
    }
}

/// Copies the files of a module, and says where they went: its glue and its WebAssembly.
fn module(site: &Site, output: &mut Output, name: &str) -> Option<[String; 2]> {
    let built = site.tools.get(name)?;
    let [glue, wasm] = tools::files_of(name).map(|file| format!("assets/{file}"));
    let names = [hashed(&glue, built.glue.hash()), hashed(&wasm, built.wasm.hash())];
    copy(names[0].as_str(), &built.glue, output);
    copy(names[1].as_str(), &built.wasm, output);
    Some(names)
}

/// What loads the second module of a tool when that asks for it, at its element. It says how often it has asked: a browser
/// may remember that a script could not be loaded, but not under another address.
fn later(tool: &BrowserTool, glue: &str, wasm: &str) -> String {
    let name = tool.name;
    format!(
        r#"const place = document.getElementById("{name}");
if (place) place.hent = (time) => import(`./{glue}${{time > 1 ? `?${{time}}` : ""}}`)
  .then((later) => later.default({{ module_or_path: new URL("./{wasm}", import.meta.url) }}));
"#
    )
}

/// What lets an open tool say that there is a newer version of its page, where the guidance is kept on the device.
fn tell_of_newer(tool: &BrowserTool) -> String {
    let script = offline::newer_script();
    format!(
        "navigator.serviceWorker?.controller && import(\"./{}\").then((newer) => newer.default(\"{}\"));\n",
        file_name(&script),
        tool.name
    )
}

/// What is said of a tool that comes to a stop, after its name.
pub(super) const STOPPED: &str = "er gået i stå. Kopiér det, du vil beholde, og genindlæs siden.";

/// The module that loads a tool. Should that fail, the page says so and keeps its static part; should the tool come to a stop
/// later, the page says that, and what is typed can still be read. WebAssembly has then run into a trap, which is all that becomes
/// of a panic.
fn start(tool: &BrowserTool, glue: &str, wasm: &str) -> String {
    let BrowserTool { name, called, instead, .. } = tool;
    format!(
        r#"import init from "./{glue}";
const tell = (words) => {{
  const note = document.createElement("p");
  note.className = "note";
  note.setAttribute("role", "alert");
  document.getElementById("{name}")?.before(note);
  note.textContent = words;
}};
for (const kind of ["error", "unhandledrejection"]) {{
  addEventListener(kind, ({{ error, reason }}) => {{
    if ((error ?? reason) instanceof WebAssembly.RuntimeError) tell("{called} {STOPPED}");
  }});
}}
init({{ module_or_path: new URL("./{wasm}", import.meta.url) }}).catch((error) => {{
  tell("{called} kunne ikke åbnes. {instead}");
  throw error;
}});
"#
    )
}

/// `assets/site.css` as `assets/site-0123456789.css`.
pub(super) fn hashed(path: &str, hash: u64) -> String {
    let hash = format!("{hash:016x}");
    let hash = &hash[..10];
    let name_at = path.rfind('/').map_or(0, |slash| slash + 1);
    match path.rfind('.').filter(|dot| *dot > name_at) {
        Some(dot) => format!("{}-{hash}{}", &path[..dot], &path[dot..]),
        None => format!("{path}-{hash}"),
    }
}

fn file_name(path: &str) -> &str {
    path.rsplit('/').next().unwrap_or(path)
}

#[cfg(test)]
mod tests {
    use super::{hashed, later, start};
    use crate::tools::CALCULATOR;

    #[test]
    fn names_carry_ten_digits_of_the_content() {
        let name = hashed("assets/icons/site.min.css", u64::MAX);
        let digits = name.strip_prefix("assets/icons/site.min-").and_then(|rest| rest.strip_suffix(".css"));
        assert!(
            digits.is_some_and(|digits| digits.len() == 10 && digits.bytes().all(|b| b.is_ascii_hexdigit())),
            "{name}"
        );
        assert_ne!(name, hashed("assets/icons/site.min.css", 1));
        assert!(hashed("assets/LICENSE", 1).starts_with("assets/LICENSE-"));
        assert!(hashed("assets/.hidden", 1).starts_with("assets/.hidden-"));
    }

    #[test]
    fn the_start_file_refers_to_its_neighbours() {
        let script = start(&CALCULATOR, "beregner-1.js", "beregner-2.wasm");
        assert!(script.starts_with("import init from \"./beregner-1.js\";\n"), "{script}");
        assert!(script.contains("new URL(\"./beregner-2.wasm\", import.meta.url)"), "{script}");
        assert!(script.contains("getElementById(\"beregner\")"), "{script}");
        let script = later(&CALCULATOR, "beregner-ark-1.js", "beregner-ark-2.wasm");
        assert!(script.contains("import(`./beregner-ark-1.js${"), "{script}");
        assert!(script.contains("new URL(\"./beregner-ark-2.wasm\", import.meta.url)"), "{script}");
    }
}
