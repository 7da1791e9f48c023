//! Gives the same mistakes to our own program, Zola, Hugo and mdBook, and writes down what each says of them:
//! `cargo run -p tests --bin compare` writes `tests/comparison/REPORT.md`.
//!
//! Contract: a program that is not on PATH is not run, and the report says so. Nothing is judged by hand: whether the file, the
//! line, a column and a remedy were named is read off the output by the rules that the report tells, the same for all.

use std::fmt::Write as _;
use std::fs;
use std::path::Path;
use std::process::Command;
use tests::prepare::root;
use tests::side_by_side::{Faulty, File, GENERATORS, Mistake, laid, mistakes};

/// The day of the sites, so that reviews do not fall due in them.
const DAY: &str = "2026-06-15";

/// A program as it was found.
struct Program {
    name: &'static str,
    command: &'static str,
    version: String,
}

/// What a program did with a site.
struct Ran {
    exit: Option<i32>,
    output: String,
    /// The files of the built site.
    built: Vec<String>,
}

fn main() {
    let mistakes = mistakes();
    let programs: Vec<Option<Program>> = GENERATORS.into_iter().map(found).collect();
    let report = report(&mistakes, &programs);
    let path = root().join("tests/comparison/REPORT.md");
    fs::write(&path, report).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
    println!("{}", path.display());
}

fn command_of(generator: &str) -> &'static str {
    match generator {
        "site" => "site build",
        "zola" => "zola build",
        "hugo" => "hugo build",
        _ => "mdbook build",
    }
}

fn found(generator: &'static str) -> Option<Program> {
    let command = command_of(generator);
    if generator == "site" {
        let built = Command::new(env!("CARGO")).args(["build", "-q", "-p", "site"]).current_dir(root()).status();
        assert!(built.is_ok_and(|status| status.success()), "site cannot be built");
        return Some(Program { name: generator, command, version: "this repository".to_owned() });
    }
    let asked = if generator == "hugo" { "version" } else { "--version" };
    let output = Command::new(generator).arg(asked).output().ok()?;
    let text = clean(&String::from_utf8_lossy(&output.stdout), Path::new("/"));
    // Of Hugo's long line the number, without the hash of its build.
    let line = text.lines().rfind(|line| !line.trim().is_empty()).unwrap_or_default();
    let number = line.split_whitespace().find(|word| word.contains('.')).unwrap_or(line);
    let number = number.trim_start_matches('v').split(['-', '+']).next().unwrap_or_default();
    Some(Program { name: generator, command, version: number.to_owned() })
}

fn run(program: &Program, files: &[File]) -> Ran {
    let folder = tempfile::tempdir().expect("a temporary folder");
    for (path, bytes) in files {
        let place = folder.path().join(path);
        fs::create_dir_all(place.parent().expect("a file lies in a folder")).expect("a folder");
        fs::write(place, bytes).expect("a file");
    }
    let (mut command, built) = match program.name {
        "site" => {
            let target = std::env::var_os("CARGO_TARGET_DIR").map_or_else(|| root().join("target"), Into::into);
            let mut command = Command::new(target.join("debug/site"));
            command.args(["build", "--dato", DAY, "--rod"]).arg(folder.path());
            (command, "dist")
        }
        "mdbook" => (Command::new("mdbook"), "book"),
        name => (Command::new(name), "public"),
    };
    if program.name != "site" {
        command.arg("build");
    }
    let output = command.current_dir(folder.path()).env("NO_COLOR", "1").output().expect("the program can be started");
    let text = [output.stdout, output.stderr].map(|bytes| String::from_utf8_lossy(&bytes).into_owned()).join("\n");
    let built = folder.path().join(built);
    let built = if built.is_dir() { tests::dist::files(&built) } else { Vec::new() };
    Ran { exit: output.status.code(), output: clean(&text, folder.path()), built }
}

/// Without colours and without this machine's paths.
fn clean(text: &str, folder: &Path) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((before, after)) = rest.split_once('\u{1b}') {
        out.push_str(before);
        rest = after.split_once(|c: char| c.is_ascii_alphabetic()).map_or("", |(_, rest)| rest);
    }
    out.push_str(rest);
    let folder = folder.display().to_string();
    if folder == "/" { out } else { out.replace(&format!("{folder}/"), "").replace(&folder, ".") }
}

/// What is read off an output, by the same rules for all.
struct Told {
    noticed: bool,
    file: bool,
    line: bool,
    column: bool,
    remedy: bool,
    published: bool,
}

fn told(ran: &Ran, faulty: &Faulty) -> Told {
    let name = faulty.file.0.rsplit('/').next().unwrap_or_default();
    let stem = name.trim_end_matches(".md");
    let lower = ran.output.to_lowercase();
    let words = ["error", "warn", "fejl[", "advarsel["];
    // A page of that name is listed by some programs where all is well; what counts is a line of fault.
    let noticed = ran.exit != Some(0) || words.iter().any(|word| lower.contains(word));
    let (line, column) = place(&ran.output, name, faulty.line);
    let remedies = ["hjælp:", "help:", "hint:", "did you ", "make sure", "try ", "maybe ", "see "];
    Told {
        noticed,
        file: noticed && ran.output.contains(stem),
        line: noticed && line,
        column: noticed && column,
        remedy: noticed && remedies.iter().any(|word| lower.contains(word)),
        published: ran.built.iter().any(|path| path.contains(stem)),
    }
}

/// Whether the right line is named, as `file:LINE`, `line LINE` or `--> LINE`, and with it a column.
fn place(output: &str, name: &str, line: usize) -> (bool, bool) {
    // A mistake of the whole file is named by any line of it.
    let fits = |number: &str| number.parse::<usize>().is_ok_and(|number| number > 0 && (line == 0 || number == line));
    let marks = [format!("{name}:"), "line ".to_owned(), "--> ".to_owned()];
    let (mut has_line, mut has_column) = (false, false);
    for mark in &marks {
        for (at, _) in output.match_indices(mark.as_str()) {
            let rest = &output[at + mark.len()..];
            let digits = |text: &str| text.chars().take_while(char::is_ascii_digit).collect::<String>();
            let number = digits(rest);
            if fits(&number) {
                has_line = true;
                let after = &rest[number.len()..];
                let column = [":", ", column ", " column ", ", col "].iter().find_map(|sign| after.strip_prefix(sign));
                has_column |= column.is_some_and(|rest| !digits(rest).is_empty());
            }
        }
    }
    (has_line, has_column)
}

/// The lines of an output that say most, shortened.
fn quoted(output: &str) -> String {
    let lines: Vec<&str> = output.lines().map(str::trim).filter(|line| !line.is_empty()).collect();
    let of_fault = |line: &&&str| {
        let line = line.to_lowercase();
        ["error", "warn", "fejl[", "advarsel[", "reason"].iter().any(|word| line.contains(word))
    };
    let shown: Vec<&str> = lines.iter().filter(of_fault).take(3).copied().collect();
    let short = |line: &str| {
        let cut: String = line.chars().take(170).collect();
        let more = if cut.len() < line.len() { " …" } else { "" };
        format!("{}{more}", cut.replace('`', "'").replace('|', "\\|"))
    };
    let shown: Vec<_> = shown.into_iter().map(|line| format!("`{}`", short(line))).collect();
    if shown.is_empty() { "nothing of a fault".to_owned() } else { shown.join("<br>") }
}

fn yes(value: bool) -> &'static str {
    if value { "yes" } else { "no" }
}

fn report(mistakes: &[Mistake], programs: &[Option<Program>]) -> String {
    let mut out = String::from(HEAD);
    for (generator, program) in GENERATORS.iter().zip(programs) {
        let _infallible = match program {
            Some(program) => writeln!(out, "| {generator} | {} | `{}` |", program.version, program.command),
            None => writeln!(out, "| {generator} | not run here: it is not on PATH | `{}` |", command_of(generator)),
        };
    }
    let mut details = String::new();
    let mut counts = vec![[0_usize; 7]; GENERATORS.len()];
    for (number, mistake) in mistakes.iter().enumerate() {
        let _infallible = write!(
            details,
            "\n### {}. {}\n\n| program | exit | file | line | column | remedy | published | said |\n|---|---|---|---|---|---|---|---|\n",
            number + 1,
            mistake.title
        );
        for (at, (part, program)) in mistake.parts.iter().zip(programs).enumerate() {
            let row = match (part, program) {
                (Err(why), _) => format!("| {} | – | | | | | | {why} |", GENERATORS[at]),
                (Ok(_), None) => format!("| {} | – | | | | | | not run here |", GENERATORS[at]),
                (Ok(faulty), Some(program)) => {
                    let ran = run(program, &laid(program.name, &[faulty]));
                    let told = told(&ran, faulty);
                    let all = [true, told.noticed, told.file, told.line, told.column, told.remedy, told.published];
                    all.iter().zip(&mut counts[at]).for_each(|(yes, count)| *count += usize::from(*yes));
                    format!(
                        "| {} | {} | {} | {} | {} | {} | {} | {} |",
                        program.name,
                        ran.exit.map_or_else(|| "killed".to_owned(), |code| code.to_string()),
                        yes(told.file),
                        yes(told.line),
                        yes(told.column),
                        yes(told.remedy),
                        yes(told.published),
                        quoted(&ran.output)
                    )
                }
            };
            let _infallible = writeln!(details, "{row}");
        }
    }
    out.push_str(SUMMARY);
    for (at, program) in programs.iter().enumerate() {
        let Some(program) = program else {
            let _infallible = writeln!(out, "| {} | not run here | | | | | | | |", GENERATORS[at]);
            continue;
        };
        let faulty: Vec<&Faulty> = mistakes.iter().filter_map(|mistake| mistake.parts[at].as_ref().ok()).collect();
        let ran = run(program, &laid(program.name, &faulty));
        let stem = |faulty: &Faulty| faulty.file.0.rsplit('/').next().unwrap_or_default().replace(".md", "");
        let together = faulty.iter().filter(|faulty| ran.output.contains(&stem(faulty))).count();
        let [given, noticed, file, line, column, remedy, published] = counts[at];
        let _infallible = writeln!(
            out,
            "| {} | {given} | {noticed} | {file} | {line} | {column} | {remedy} | {published} | {together} |",
            program.name
        );
    }
    out.push_str("\n## Each mistake\n");
    out.push_str(&details);
    out
}

const HEAD: &str = "\
# The same mistakes in four generators

Written by `cargo run -p tests --bin compare`, which runs each program that is on PATH on the sites of `mistakes/`, laid into the
sound little sites of `base/`. Run it again where the programs are installed; do not edit this file by hand.

Each mistake is in the generator's own form: links and values as its own manual says to write them, with its defaults and no
extension. Mistakes that a generator has nothing for are not given to it.

| program | version | command |
|---|---|---|
";

const SUMMARY: &str = "
How it is read off: *noticed* is an exit code other than 0, or a line that speaks of an error or a warning. *File* is the name of the
page in the output; *line* the line of the mistake after the name, after »line« or after an arrow (any line, where all of the file
is at fault); *column* a number behind that; *remedy* a line of help, a hint or a proposal. *Published* is a page of that name in the
built site. *Together* is how many of the mistakes have their file named when all are in one site. What is quoted is the first three
lines that speak of a fault.

## In short

| program | mistakes | noticed | file | line | column | remedy | published | together |
|---|---|---|---|---|---|---|---|---|
";
