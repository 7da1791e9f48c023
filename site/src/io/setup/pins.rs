//! The versions of all tools, in one table.
//!
//! Contract: nothing else names a version, but for `site/npm/package.json` and `calculator/Trunk.toml`, which tests hold to
//! this table. Why these and not newer ones: CONTRIBUTING.md, "Tools".

/// The target that browsers run.
pub const TARGET: &str = "wasm32-unknown-unknown";

/// A tool that cargo builds from source.
#[derive(Debug, Clone, Copy)]
pub struct CargoTool {
    /// Its crate.
    pub package: &'static str,
    /// Its program, without the system's ending.
    pub program: &'static str,
    /// Its exact version.
    pub version: &'static str,
    /// What `cargo install` is told besides package and version.
    pub flags: &'static [&'static str],
    /// Whether the program's own word for its version tells it from others, or only our stamp does.
    pub told_by_version: bool,
    /// How long it takes on a small machine.
    pub takes: &'static str,
}

/// Builds the browser tool. 0.22 needs a newer Rust.
pub const TRUNK: CargoTool = CargoTool {
    package: "trunk",
    program: "trunk",
    version: "0.21.14",
    flags: &["--locked", "--no-default-features"],
    told_by_version: true,
    takes: "2–6 minutter",
};

/// The same where npm is missing: it has to fetch wasm-opt itself, and for that it needs TLS.
pub const TRUNK_WITH_TLS: CargoTool = CargoTool {
    flags: &["--locked", "--no-default-features", "--features", "rustls"],
    told_by_version: false,
    takes: "3–8 minutter",
    ..TRUNK
};

/// Makes the JavaScript glue; the same version as the library in Cargo.lock. Its own lock file names a crate that not
/// every registry has, so it is installed without `--locked`.
pub const WASM_BINDGEN: CargoTool = CargoTool {
    package: "wasm-bindgen-cli",
    program: "wasm-bindgen",
    version: "0.2.130",
    flags: &["--no-default-features"],
    told_by_version: true,
    takes: "1–3 minutter",
};

/// The tools' own speed does not matter, the time to build them does.
pub const CARGO_PROFILE: &[(&str, &str)] = &[
    ("CARGO_PROFILE_RELEASE_LTO", "off"),
    ("CARGO_PROFILE_RELEASE_CODEGEN_UNITS", "16"),
    ("CARGO_PROFILE_RELEASE_OPT_LEVEL", "1"),
    ("CARGO_PROFILE_RELEASE_PANIC", "unwind"),
];

/// How cargo compiles Rust's own library with a tool: for size, and without the messages of panics. What these name is no
/// stable part of Rust: it holds for the version in `rust-toolchain.toml` alone, and so does leave to use it there.
pub const LIBRARY: &[(&str, &str)] = &[
    ("RUSTC_BOOTSTRAP", "1"),
    ("CARGO_UNSTABLE_BUILD_STD", "std,panic_abort"),
    ("CARGO_UNSTABLE_BUILD_STD_FEATURES", "optimize_for_size"),
];

/// What the compiler is told with it: a panic is a trap, which the page hears of (`render::assets`).
pub const LIBRARY_FLAGS: &[&str] = &["-Zunstable-options", "-Cpanic=immediate-abort", "-Zlocation-detail=none"];

/// The tools from npm: package and version, as in `site/npm/package.json`.
pub const NPM: &[(&str, &str)] =
    &[("axe-core", "4.14.1"), ("binaryen", "132.0.0"), ("esbuild", "0.28.2"), ("html-validate", "10.17.0")];

/// The oldest Node.js that the tools from npm run on: major and minor.
pub const NODE: (u32, u32) = (20, 19);

/// All versions as one text: what the browser tool is built with decides whether it must be built again.
#[must_use]
pub fn all() -> String {
    let mut text = format!("{TARGET}\n");
    for tool in [TRUNK, WASM_BINDGEN] {
        text.push_str(&format!("{} {}\n", tool.package, tool.version));
    }
    for (package, version) in NPM {
        text.push_str(&format!("{package} {version}\n"));
    }
    text
}

#[cfg(test)]
mod tests {
    use super::{NODE, NPM, WASM_BINDGEN};

    #[test]
    fn npm_agrees() {
        let manifest = include_str!("../../../npm/package.json");
        let lock = include_str!("../../../npm/package-lock.json");
        for (package, version) in NPM {
            let line = format!("\"{package}\": \"{version}\"");
            assert!(manifest.contains(&line) && lock.contains(&line), "{line}");
        }
        assert!(manifest.contains(&format!("\"node\": \">={}.{}\"", NODE.0, NODE.1)));
    }

    #[test]
    fn trunk_and_the_library_agree() {
        let trunk = include_str!("../../../../calculator/Trunk.toml");
        let binaryen = NPM.iter().find(|(package, _)| *package == "binaryen").unwrap().1;
        let major = binaryen.split('.').next().unwrap();
        for line in [format!("wasm_bindgen = \"{}\"", WASM_BINDGEN.version), format!("wasm_opt = \"version_{major}\"")]
        {
            assert!(trunk.contains(&line), "calculator/Trunk.toml lacks: {line}");
        }
        let lock = include_str!("../../../../Cargo.lock");
        let expected = format!("name = \"wasm-bindgen\"\nversion = \"{}\"\n", WASM_BINDGEN.version);
        assert!(lock.contains(&expected), "Cargo.lock has another wasm-bindgen than {}", WASM_BINDGEN.version);
    }

    #[test]
    fn the_npm_lock_names_no_address_to_download_from() {
        assert!(!include_str!("../../../npm/package-lock.json").contains("\"resolved\""));
    }
}
