//! The forms in which faults are told to programs, read again: every fault of the suite, through every form and back.

use serde_json::Value;
use site::Built;
use site::report::{Finding, Format, findings, report, word};
use std::fs;
use tests::overlay::{build, read_cases};
use tests::prepare::site;
use tests::side_by_side::{laid, mistakes};

/// All cases of the suite, built.
fn suite() -> Vec<(String, Built)> {
    let (base, cases) = read_cases();
    let built: Vec<_> = cases
        .into_iter()
        .map(|case| {
            let built = build(&base, &case.files, &case.name);
            (case.name, built)
        })
        .collect();
    let faults: usize = built.iter().map(|(_, built)| built.diagnostics.len()).sum();
    assert!(faults > 300, "only {faults} faults");
    built
}

fn read(text: &str) -> Value {
    serde_json::from_str(text).unwrap_or_else(|error| panic!("{error}: {text}"))
}

fn text(value: &Value) -> &str {
    value.as_str().unwrap_or_else(|| panic!("{value} is no text"))
}

fn number(value: &Value) -> usize {
    value.as_u64().and_then(|number| usize::try_from(number).ok()).unwrap_or_else(|| panic!("{value} is no count"))
}

fn entries(value: &Value) -> &[Value] {
    value.as_array().unwrap_or_else(|| panic!("{value} is no list"))
}

fn english(found: &Finding<'_>) -> &'static str {
    if found.code.severity() == site::diagnostic::Severity::Error { "error" } else { "warning" }
}

#[test]
fn json_read_again_is_what_was_found() {
    for (name, built) in suite() {
        let json = read(&report(&built, Format::Json, false));
        let keys: Vec<_> = json.as_object().expect("an object").keys().cloned().collect();
        assert_eq!(keys, ["diagnostics", "errors", "version", "warnings"], "{name}");
        assert_eq!(json["version"], site::report::json::VERSION);
        let told = entries(&json["diagnostics"]);
        let found = findings(&built);
        assert_eq!(told.len(), found.len(), "{name}");
        assert_eq!(number(&json["errors"]), built.errors(), "{name}");
        assert_eq!(number(&json["warnings"]), found.len() - built.errors(), "{name}");
        for (told, found) in told.iter().zip(&found) {
            assert_eq!(text(&told["code"]), found.code.id());
            assert_eq!(text(&told["severity"]), english(found));
            assert_eq!(text(&told["path"]), found.path);
            for (place, position) in [("start", found.start), ("end", found.end)] {
                assert_eq!(number(&told[place]["line"]), position.line);
                assert_eq!(number(&told[place]["column"]), position.column);
            }
            assert_eq!(text(&told["message"]), found.message);
            assert_eq!(told["label"].as_str(), found.label);
            let hints: Vec<_> = entries(&told["hints"]).iter().map(text).collect();
            assert_eq!(hints, found.hints);
        }
    }
}

#[test]
fn readme_shows_the_json_as_it_is() {
    let readme = std::fs::read_to_string(tests::prepare::root().join("README.md")).unwrap();
    let shown = readme.split("```json\n").nth(1).and_then(|rest| rest.split("```").next()).expect("README.md shows it");
    let shown = read(shown);
    let (name, built) = suite().into_iter().find(|(_, built)| built.errors() > 0).expect("a fault");
    let real = read(&report(&built, Format::Json, false));
    let keys = |value: &Value| value.as_object().unwrap().keys().cloned().collect::<Vec<_>>();
    assert_eq!(keys(&shown), keys(&real), "{name}");
    assert_eq!(keys(&shown["diagnostics"][0]), keys(&real["diagnostics"][0]), "{name}");
    assert_eq!(keys(&shown["diagnostics"][0]["start"]), keys(&real["diagnostics"][0]["start"]), "{name}");
}

/// A message of SARIF as its reader shows it.
fn shown(message: &str) -> String {
    message.replace("\\](", "](").replace("{{", "{").replace("}}", "}")
}

/// A relative address as a path.
fn path(uri: &str) -> String {
    let bytes = uri.as_bytes();
    let mut out = Vec::new();
    let mut at = 0;
    while at < bytes.len() {
        if bytes[at] == b'%' {
            out.push(u8::from_str_radix(&uri[at + 1..at + 3], 16).expect("two digits"));
            at += 3;
        } else {
            assert!(bytes[at].is_ascii() && !b" :?#[]".contains(&bytes[at]), "{uri}");
            out.push(bytes[at]);
            at += 1;
        }
    }
    String::from_utf8(out).expect("a path is UTF-8")
}

#[test]
fn sarif_follows_the_standard_s_own_schema() {
    let schema = read(include_str!("../fixtures/sarif-schema-2.1.0.json"));
    let (mut schemas, mut compiler) = (boon::Schemas::new(), boon::Compiler::new());
    compiler.add_resource("http://localhost/sarif.json", schema).expect("the schema is one");
    let sarif = compiler.compile("http://localhost/sarif.json", &mut schemas).expect("the schema is whole");
    let empty = read(r#"{"version": "2.1.0", "runs": [{}]}"#);
    assert!(schemas.validate(&empty, sarif).is_err(), "the schema asks for nothing");
    for (name, built) in suite() {
        let log = read(&report(&built, Format::Sarif, false));
        assert!(schemas.validate(&log, sarif).is_ok(), "{name}: {:?}", schemas.validate(&log, sarif).err());
    }
}

#[test]
fn sarif_read_again_is_what_was_found() {
    let ids: Vec<_> = site::diagnostic::Code::ALL.iter().map(|code| code.id()).collect();
    for (name, built) in suite() {
        let log = read(&report(&built, Format::Sarif, false));
        let run = &log["runs"][0];
        let explained = built.sources.iter().any(|(_, source)| source.text.contains(":::fejlkoder"));
        // The unit is the one in which the rest of the program counts, too.
        assert_eq!(text(&run["columnKind"]), "unicodeCodePoints");
        let rules = entries(&run["tool"]["driver"]["rules"]);
        assert_eq!(rules.iter().map(|rule| text(&rule["id"])).collect::<Vec<_>>(), ids);
        for rule in rules {
            assert!(explained || rule.get("helpUri").is_none(), "{name}: a page that is not there explains a code");
            let code = site::explain::code(text(&rule["id"])).expect("a code");
            assert_eq!(shown(text(&rule["shortDescription"]["text"])), site::explain::of(code).title);
        }
        let results = entries(&run["results"]);
        let found = findings(&built);
        assert_eq!(results.len(), found.len(), "{name}");
        for (result, found) in results.iter().zip(&found) {
            assert_eq!(text(&result["ruleId"]), found.code.id());
            assert_eq!(ids[number(&result["ruleIndex"])], found.code.id());
            assert_eq!(text(&result["level"]), english(found));
            assert_eq!(shown(text(&result["message"]["text"])), found.text());
            let place = &result["locations"][0]["physicalLocation"];
            assert_eq!(path(text(&place["artifactLocation"]["uri"])), found.path);
            let region = ["startLine", "startColumn", "endLine", "endColumn"].map(|key| number(&place["region"][key]));
            assert_eq!(region, [found.start.line, found.start.column, found.end.line, found.end.column]);
        }
    }
}

#[test]
fn the_project_s_own_pages_are_the_help_of_every_code() {
    let project = site::io::disk::Project::new(tests::prepare::root(), tests::prepare::day());
    let built = site::build(&project);
    let output = built.output.as_ref().expect("the content has no error");
    let log = read(&report(&built, Format::Sarif, false));
    let mut pages = std::collections::BTreeSet::new();
    for rule in entries(&log["runs"][0]["tool"]["driver"]["rules"]) {
        let (page, anchor) = cut(text(&rule["helpUri"]), "#");
        assert_eq!(anchor, text(&rule["id"]));
        let is_it = |path: &str| path.strip_suffix("index.html").is_some_and(|of| page.ends_with(&format!("/{of}")));
        // `/linealen/` ends `/om/fejlkoder/linealen/`, too.
        let found = output.iter().filter(|(path, _)| is_it(path)).max_by_key(|(path, _)| path.len());
        let (path, html) = found.unwrap_or_else(|| panic!("no page {page}"));
        let id = format!("id=\"{anchor}\"");
        assert!(String::from_utf8_lossy(html).contains(&id), "{path} has no {id}");
        pages.insert(path.to_owned());
    }
    assert!(pages.len() > 3, "{pages:?}");
}

/// What comes before a sign, and what after it.
fn cut<'t>(text: &'t str, at: &str) -> (&'t str, &'t str) {
    text.split_once(at).unwrap_or_else(|| panic!("{text} has no {at}"))
}

#[test]
fn github_s_commands_read_again_are_what_was_found() {
    let unescaped = |value: &str| value.replace("%0D", "\r").replace("%0A", "\n").replace("%25", "%");
    let of_property = |value: &str| unescaped(&value.replace("%3A", ":").replace("%2C", ","));
    for (name, built) in suite() {
        let commands = report(&built, Format::Github, false);
        let found = findings(&built);
        assert_eq!(commands.lines().count(), found.len(), "{name}");
        for (line, found) in commands.lines().zip(&found) {
            // As the runner reads it: `::`, the command, a blank, properties up to the next `::`, the text.
            let (head, message) = cut(line.strip_prefix("::").expect("a command"), "::");
            let (command, properties) = cut(head, " ");
            assert_eq!(command, english(found));
            assert_eq!(unescaped(message), found.text());
            let property = |key: &str| {
                let all = properties.split(',').map(|property| cut(property, "="));
                all.filter(|(name, _)| *name == key).map(|(_, value)| of_property(value)).next()
            };
            assert_eq!(property("file").as_deref(), Some(found.path));
            assert_eq!(property("line"), Some(found.start.line.to_string()));
            assert_eq!(property("endLine"), Some(found.end.line.to_string()));
            let one_line = found.start.line == found.end.line;
            assert_eq!(property("col"), one_line.then(|| found.start.column.to_string()));
            assert_eq!(property("endColumn"), one_line.then(|| found.end.column.to_string()));
            let title = format!("{}[{}]", word(found.code.severity()), found.code.id());
            assert_eq!(property("title"), Some(title));
        }
    }
}

#[test]
fn gitlab_s_report_read_again_is_what_was_found() {
    for (name, built) in suite() {
        let report = read(&report(&built, Format::Gitlab, false));
        let found = findings(&built);
        assert_eq!(entries(&report).len(), found.len(), "{name}");
        let mut fingerprints = std::collections::BTreeSet::new();
        for (told, found) in entries(&report).iter().zip(&found) {
            assert_eq!(text(&told["description"]), found.text());
            assert_eq!(text(&told["check_name"]), found.code.id());
            assert_eq!(text(&told["severity"]), if english(found) == "error" { "critical" } else { "minor" });
            assert_eq!(text(&told["location"]["path"]), found.path);
            assert_eq!(number(&told["location"]["lines"]["begin"]), found.start.line);
            assert!(fingerprints.insert(text(&told["fingerprint"]).to_owned()), "{name}: two faults are one to GitLab");
        }
    }
}

#[test]
fn the_forms_for_people_name_every_fault_and_its_place() {
    for (name, built) in suite() {
        let (long, short) = (report(&built, Format::Long, false), report(&built, Format::Short, false));
        let found = findings(&built);
        assert_eq!(short.lines().count(), found.len(), "{name}");
        for (line, found) in short.lines().zip(&found) {
            let place = format!("{}:{}:{}", found.path, found.start.line, found.start.column);
            let head = format!("{}[{}]: ", word(found.code.severity()), found.code.id());
            assert!(line.starts_with(&format!("{place}: {head}")), "{name}: {line}");
            assert!(long.contains(&format!("--> {place}\n")), "{name}: {place} in\n{long}");
            assert!(long.contains(&head), "{name}: {head}");
        }
        let last_error = long.rfind("fejl[").unwrap_or(0);
        let first_warning = long.find("advarsel[").unwrap_or(long.len());
        assert!(built.errors() == 0 || last_error < first_warning, "{name}: errors come first\n{long}");
    }
}

/// A project on disk with one of the mistakes of the comparison, or none.
fn project(mistake: Option<usize>) -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    let mistakes = mistakes();
    let faulty: Vec<_> = mistake.iter().map(|at| mistakes[*at].parts[0].as_ref().unwrap()).collect();
    for (path, bytes) in laid("site", &faulty) {
        let place = folder.path().join(path);
        fs::create_dir_all(place.parent().unwrap()).unwrap();
        fs::write(place, bytes).unwrap();
    }
    folder
}

#[test]
fn the_command_keeps_its_exit_codes_and_its_streams_in_every_form() {
    let (sound, faulty) = (project(None), project(Some(7)));
    for format in Format::ALL {
        let run = |folder: &tempfile::TempDir| {
            site(&["check", "--dato", "2026-06-15", "--format", format.name()], folder.path())
        };
        let (well, at_fault) = (run(&sound), run(&faulty));
        assert_eq!((well.code, at_fault.code), (Some(0), Some(1)), "{format:?}: {}", at_fault.stderr);
        assert!(well.stderr.contains("Ingen fejl.") && at_fault.stderr.ends_with("1 fejl.\n"), "{}", at_fault.stderr);
        // Programs read stdout, and nothing else stands there.
        let told = if format.is_for_programs() { &at_fault.stdout } else { &at_fault.stderr };
        assert!(told.contains("H001") && told.contains("fejl-08.md"), "{format:?}: {told}");
        assert_eq!(at_fault.stdout.is_empty(), !format.is_for_programs(), "{format:?}: {}", at_fault.stdout);
        if matches!(format, Format::Json | Format::Gitlab | Format::Sarif) {
            let (_, _) = (read(&well.stdout), read(&at_fault.stdout));
        }
    }
    let unknown = site(&["check", "--format", "xml"], sound.path());
    assert_eq!(unknown.code, Some(2));
    let built = site(&["build", "--dato", "2026-06-15", "--format", "json"], sound.path());
    assert_eq!((built.code, entries(&read(&built.stdout)["diagnostics"]).len()), (Some(0), 0), "{}", built.stderr);
}
