//! The workflow files for GitHub and GitLab, held to the program they call and to what keeps them harmless.

use site::io::args::{Asked, Command, parse};
use site::report::Format;
use std::fs;
use tests::prepare::root;
use yaml_rust2::{Yaml, YamlLoader};

fn read(path: &str) -> Yaml {
    let text = fs::read_to_string(root().join(path)).unwrap_or_else(|error| panic!("{path}: {error}"));
    let mut documents = YamlLoader::load_from_str(&text).unwrap_or_else(|error| panic!("{path}: {error}"));
    assert_eq!(documents.len(), 1, "{path}");
    documents.remove(0)
}

/// All workflows of GitHub, by file name.
fn workflows() -> Vec<(String, Yaml)> {
    let folder = root().join(".github/workflows");
    let entries = fs::read_dir(folder).expect("workflows").map(|entry| entry.unwrap().file_name());
    let mut names: Vec<_> = entries.map(|name| name.into_string().unwrap()).collect();
    names.sort();
    assert_eq!(names, ["publish.yml", "pull-request.yml"]);
    names.into_iter().map(|name| (name.clone(), read(&format!(".github/workflows/{name}")))).collect()
}

fn workflow(name: &str) -> Yaml {
    workflows().into_iter().find(|(found, _)| found == name).expect("a workflow").1
}

fn gitlab() -> Yaml {
    read(".gitlab-ci.yml")
}

fn pairs(yaml: &Yaml) -> Vec<(String, Yaml)> {
    let hash = yaml.as_hash().unwrap_or_else(|| panic!("{yaml:?} is no table"));
    hash.iter().map(|(key, value)| (key.as_str().expect("a text").to_owned(), value.clone())).collect()
}

fn keys(yaml: &Yaml) -> Vec<String> {
    pairs(yaml).into_iter().map(|(key, _)| key).collect()
}

fn list(yaml: &Yaml) -> Vec<Yaml> {
    yaml.as_vec().unwrap_or_else(|| panic!("{yaml:?} is no list")).clone()
}

fn text(yaml: &Yaml) -> String {
    yaml.as_str().unwrap_or_else(|| panic!("{yaml:?} is no text")).to_owned()
}

fn steps(job: &Yaml) -> Vec<Yaml> {
    list(&job["steps"])
}

/// The step of a job that uses an action.
fn using(job: &Yaml, action: &str) -> Yaml {
    let fits = |step: &Yaml| step["uses"].as_str().is_some_and(|uses| uses.split('@').next() == Some(action));
    steps(job).into_iter().find(fits).unwrap_or_else(|| panic!("no step uses {action}"))
}

/// Where a rule of GitLab says how to build.
const OPTION: &str = "$BUILD";

fn option(rule: &Yaml) -> Option<String> {
    rule["variables"]["BUILD"].as_str().map(str::to_owned)
}

/// The generator with a press, between `cargo run` and its own words.
const PRESS: &str = "-p pdf --features press -- ";

/// All lines that are run, on either forge.
fn commands() -> Vec<(String, String)> {
    let mut all = Vec::new();
    for (name, workflow) in workflows() {
        for (_, job) in pairs(&workflow["jobs"]) {
            for step in steps(&job).iter().filter(|step| !step["run"].is_badvalue()) {
                all.extend(text(&step["run"]).lines().map(|line| (name.clone(), line.to_owned())));
            }
        }
    }
    for (_, job) in pairs(&gitlab()).into_iter().filter(|(_, job)| job.as_hash().is_some()) {
        // What a rule of the job says of its variables stands in the line for whom the rule is.
        let options: Vec<String> = job["rules"].as_vec().into_iter().flatten().filter_map(option).collect();
        for line in job["script"].as_vec().into_iter().flatten().map(text) {
            let lines = if line.contains(OPTION) { options.clone() } else { vec![String::new()] };
            all.extend(lines.iter().map(|option| (".gitlab-ci.yml".to_owned(), line.replace(OPTION, option))));
        }
    }
    all
}

#[test]
fn every_command_is_one_that_the_program_takes_and_the_readme_names() {
    let readme = fs::read_to_string(root().join("README.md")).unwrap();
    let mut told = Vec::new();
    for (file, line) in commands() {
        let Some((_, rest)) = line.split_once("cargo run ") else {
            assert!(!line.contains("target/release/site"), "{file}: {line}");
            continue;
        };
        let words = ["--release -- ", PRESS].into_iter().find_map(|start| rest.strip_prefix(start));
        let words = words.unwrap_or_else(|| panic!("{file}: {line}"));
        let words: Vec<&str> = words.split('>').next().unwrap_or_default().split_whitespace().collect();
        let Ok(Asked::Run(args)) = parse(words.iter().copied()) else { panic!("{file}: {line}: {:?}", parse(words)) };
        assert!(matches!(args.command, Command::Build | Command::Check), "{file}: {line}");
        assert!(readme.contains(&format!("cargo run --release -- {}", words[0])), "README.md does not name {line}");
        // What is kept in a file must be what the command writes to stdout.
        assert!(!line.contains('>') || args.format.is_for_programs(), "{file}: {line}");
        told.push((file, args.command, args.format, args.preview));
    }
    // The last says whether the site has the editors' preview: to look at it does, to publish it never does.
    for expected in [
        ("pull-request.yml", Command::Check, Format::Github, false),
        ("pull-request.yml", Command::Build, Format::Long, true),
        ("publish.yml", Command::Check, Format::Sarif, false),
        ("publish.yml", Command::Build, Format::Long, false),
        (".gitlab-ci.yml", Command::Check, Format::Gitlab, false),
        (".gitlab-ci.yml", Command::Build, Format::Long, true),
        (".gitlab-ci.yml", Command::Build, Format::Long, false),
    ] {
        let is = |(file, command, format, preview): &(String, Command, Format, bool)| {
            (file.as_str(), *command, *format, *preview) == expected
        };
        assert_eq!(told.iter().filter(|one| is(one)).count(), 1, "{expected:?} in {told:?}");
    }
    assert_eq!(told.len(), 7);
    let rules = list(&gitlab()["build"]["rules"]);
    let previewed =
        rules.iter().filter(|rule| option(rule).is_some_and(|option| option.ends_with("--forhaandsvisning")));
    let when: Vec<_> = previewed.map(|rule| text(&rule["if"])).collect();
    assert_eq!(when, ["$CI_PIPELINE_SOURCE == \"merge_request_event\""]);
}

#[test]
fn what_is_published_has_its_pdfs_and_what_is_only_looked_at_does_without() {
    let readme = fs::read_to_string(root().join("README.md")).unwrap();
    assert!(readme.contains(&format!("`cargo run {PRESS}build`")), "README.md does not name the command");
    let builds: Vec<_> = commands().into_iter().filter(|(_, line)| line.contains("-- build")).collect();
    assert_eq!(builds.len(), 4);
    for (file, line) in builds {
        // What has the editors' preview is to be looked at, and nothing else is.
        assert_eq!(line.contains(PRESS), !line.contains("--forhaandsvisning"), "{file}: {line}");
    }
}

#[test]
fn a_workflow_has_no_more_rights_than_it_needs() {
    for (name, workflow) in workflows() {
        assert_eq!(
            pairs(&workflow["permissions"]),
            [("contents".to_owned(), Yaml::String("read".to_owned()))],
            "{name}"
        );
        let events = keys(&workflow["on"]);
        assert!(!events.iter().any(|event| event == "pull_request_target" || event == "workflow_run"), "{name}");
        assert!(!workflow["concurrency"]["group"].is_badvalue(), "{name}");
        for (id, job) in pairs(&workflow["jobs"]) {
            assert!(job["timeout-minutes"].as_i64().is_some_and(|minutes| minutes <= 60), "{name}: {id}");
            let rights = if job["permissions"].is_badvalue() { Vec::new() } else { keys(&job["permissions"]) };
            let expected: &[&str] = if id == "publish" { &["pages", "id-token"] } else { &[] };
            assert_eq!(rights, expected, "{name}: {id}");
            for step in steps(&job) {
                if let Some(uses) = step["uses"].as_str() {
                    let (action, version) = uses.split_once('@').unwrap_or_else(|| panic!("{uses} is not pinned"));
                    let number = version.strip_prefix('v').unwrap_or_default();
                    let tag = !number.is_empty() && number.bytes().all(|b| b.is_ascii_digit() || b == b'.');
                    let hash = version.len() == 40 && version.bytes().all(|b| b.is_ascii_hexdigit());
                    assert!(tag || hash, "{name}: {uses}");
                    assert!(action.starts_with("actions/") || action == "lycheeverse/lychee-action", "{name}: {uses}");
                }
                // What a stranger may choose (a title, the name of a branch) must not become a part of a command.
                let run = step["run"].as_str().unwrap_or_default();
                assert!(!run.contains("${{"), "{name}: {run}");
            }
        }
    }
}

#[test]
fn what_builds_has_all_of_the_history_and_keeps_what_it_compiled() {
    let mut builds = 0;
    for (name, workflow) in workflows() {
        assert_eq!(text(&workflow["env"]["TZ"]), "Europe/Copenhagen", "{name}");
        for (id, job) in pairs(&workflow["jobs"]) {
            if !steps(&job).iter().any(|step| step["run"].as_str().is_some_and(|run| run.contains("cargo "))) {
                continue;
            }
            builds += 1;
            let checkout = using(&job, "actions/checkout");
            assert_eq!(checkout["with"]["fetch-depth"].as_i64(), Some(0), "{name}: {id}");
            assert_eq!(checkout["with"]["persist-credentials"].as_bool(), Some(false), "{name}: {id}");
            let cache = using(&job, "actions/cache");
            assert!(text(&cache["with"]["path"]).lines().any(|path| path == "target"), "{name}: {id}");
            let key = text(&cache["with"]["key"]);
            assert!(key.contains("hashFiles('Cargo.lock', 'rust-toolchain.toml')"), "{name}: {id}: {key}");
        }
    }
    assert_eq!(builds, 3);
    let gitlab = gitlab();
    assert_eq!(text(&gitlab["variables"]["GIT_DEPTH"]), "0");
    assert_eq!(text(&gitlab["variables"]["TZ"]), "Europe/Copenhagen");
    let files: Vec<_> = list(&gitlab[".cached"]["cache"]["key"]["files"]).iter().map(text).collect();
    assert_eq!(files, ["Cargo.lock", "rust-toolchain.toml"]);
    for job in ["check", "build"] {
        assert_eq!(text(&gitlab[job]["extends"]), ".cached");
    }
    let toolchain: toml::Table = fs::read_to_string(root().join("rust-toolchain.toml")).unwrap().parse().unwrap();
    let channel = toolchain["toolchain"]["channel"].as_str().unwrap();
    let image = text(&gitlab["default"]["image"]);
    let version = image.strip_prefix("rust:").and_then(|tag| tag.split('-').next()).expect("an image of Rust");
    assert!(channel.starts_with(version), "{image} and Rust {channel}");
}

#[test]
fn a_proposed_change_is_checked_and_can_be_looked_at() {
    let workflow = workflow("pull-request.yml");
    assert_eq!(keys(&workflow["on"]), ["pull_request"]);
    assert_eq!(text(&workflow["jobs"]["preview"]["needs"]), "check");
    let kept = using(&workflow["jobs"]["preview"], "actions/upload-artifact");
    assert_eq!(text(&kept["with"]["path"]), "dist/");
    let gitlab = gitlab();
    assert_eq!(text(&gitlab["check"]["artifacts"]["reports"]["codequality"]), "fejl.json");
    assert_eq!(text(&gitlab["check"]["artifacts"]["when"]), "always");
    assert_eq!(list(&gitlab["build"]["artifacts"]["paths"]), [Yaml::String("dist/".to_owned())]);
}

#[test]
fn main_is_published_and_built_anew_every_night() {
    let workflow = workflow("publish.yml");
    assert_eq!(keys(&workflow["on"]), ["push", "schedule", "workflow_dispatch"]);
    assert_eq!(list(&workflow["on"]["push"]["branches"]), [Yaml::String("main".to_owned())]);
    let cron = text(&list(&workflow["on"]["schedule"])[0]["cron"]);
    let fields: Vec<_> = cron.split(' ').collect();
    assert!(fields.len() == 5 && fields[2..] == ["*", "*", "*"], "{cron} is not every night");
    // Denmark is one or two hours ahead of UTC, and its midnight must have passed.
    assert!(fields[1].parse::<u8>().is_ok_and(|hour| hour < 5), "{cron}");
    let site = using(&workflow["jobs"]["build"], "actions/upload-pages-artifact");
    assert_eq!(text(&site["with"]["path"]), "dist/");
    let publish = &workflow["jobs"]["publish"];
    assert_eq!(text(&publish["needs"]), "build");
    let _deploys = using(publish, "actions/deploy-pages");
    let gitlab = gitlab();
    assert_eq!(text(&gitlab["udgiv"]["pages"]["publish"]), "dist");
    assert_eq!(list(&gitlab["udgiv"]["needs"]), [Yaml::String("build".to_owned())]);
    assert_eq!(text(&list(&gitlab["udgiv"]["rules"])[0]["if"]), "$CI_COMMIT_BRANCH == $CI_DEFAULT_BRANCH");
}

#[test]
fn links_to_other_sites_are_a_report_and_no_hindrance() {
    let workflow = workflow("publish.yml");
    let links = &workflow["jobs"]["links"];
    assert_eq!(links["continue-on-error"].as_bool(), Some(true));
    assert!(!pairs(&workflow["jobs"]).iter().any(|(_, job)| job["needs"].as_str() == Some("links")));
    let lychee = using(links, "lycheeverse/lychee-action");
    assert_eq!(lychee["with"]["fail"].as_bool(), Some(false));
    let gitlab = gitlab();
    assert_eq!(gitlab["links"]["allow_failure"].as_bool(), Some(true));
    let script: String = list(&gitlab["links"]["script"]).iter().map(text).collect();
    for called in [text(&lychee["with"]["args"]), script] {
        for part in ["--scheme https", "--scheme http ", "--root-dir", "--exclude"] {
            assert!(called.contains(part), "{called} lacks {part}");
        }
    }
}
