//! The command line: what is asked for.
//!
//! Contract: pure, but for [`from_system`]. Every word is Danish, and a wrong word gets a suggestion.

use super::failure::Failure;
use crate::parse::nearest::nearest;
use crate::report::Format;
use jiff::civil::Date;
use lexopt::{Arg, Parser, ValueExt as _};
use std::ffi::OsString;
use std::path::PathBuf;

/// What the program can do.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Command {
    /// Build, show, and build again at each change.
    Serve,
    /// Build.
    Build,
    /// Look for faults only.
    Check,
    /// Write the addresses of the site into the ledger of published ones.
    Ledger,
    /// Write a page or an entry of a register, with marks where the editor goes on.
    New,
}

/// A command and its options.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Args {
    /// What to do.
    pub command: Command,
    /// The words after it: what `new` is to write; no other command has any.
    pub words: Vec<String>,
    /// `--rod`: the project's folder.
    pub root: Option<PathBuf>,
    /// `--dato`: the day for which to build.
    pub date: Option<Date>,
    /// `--ud`: the folder to write to.
    pub out: Option<PathBuf>,
    /// `--port`: where to serve.
    pub port: Option<u16>,
    /// `--format`: how diagnostics are shown.
    pub format: Format,
    /// `--forhaandsvisning`: with the editors' preview.
    pub preview: bool,
    /// `--komprimer`: with compressed files beside the others.
    pub compress: bool,
}

/// What came of reading the command line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Asked {
    /// A command.
    Run(Args),
    /// The help text.
    Help,
    /// The version.
    Version,
    /// What is said of a code, or of all.
    Explain(Option<String>),
    /// Nothing: no command.
    Nothing,
}

/// The help text.
pub const USAGE: &str = "\
Børnehusguiden: bygger hjemmesiden ud fra content/ og public/

Brug: cargo run --release -- KOMMANDO [VALG]

Kommandoer
  serve    byg siden, vis den på denne maskine, og byg igen, hver gang en fil gemmes
  build    byg siden til dist/
  check    find fejl i indholdet uden at skrive noget
  explain  forklar en fejlkode med eksempler, for eksempel explain M004 (uden kode: vis dem alle)
  adresser skriv nye adresser ind i content/data/adresser.txt, når siden er lagt ud
  new      skriv noget nyt, klar til at blive skrevet færdigt:
             new side MAPPE \"TITEL\"              en side
             new ydelse \"NAVN\"                   en ydelse og dens side
             new lov \"LOVENS NAVN\" \"PARAGRAF\"    en bestemmelse i lovregistret
             new spoergsmaal OMRÅDE \"TEGNET\"     et tegn, linealen spørger om
             new ord \"ORDET\"                     et ord i ordlisten

Valg
  --rod MAPPE     projektets mappe (ellers den nærmeste opad med content/ og Cargo.toml)
  --dato DATO     byg, som om det var denne dag, for eksempel 2026-11-21 (ellers i dag)
  --ud MAPPE      skriv siden hertil (ellers dist/ i projektets mappe)
  --port TAL      vis siden på denne port (ellers 8000 eller den næste ledige)
  --format FORM   vis fejl som »lang« (med uddrag), »kort« (én linje hver), »json«, »github«, »gitlab« eller
                  »sarif« (til programmer; de skrives til stdout)
  --forhaandsvisning
                  byg siden med /redaktoer/, hvor man ser en side og dens fejl, mens man
                  skriver (serve gør det altid); den side er ikke til at udgive
  --komprimer     byg siden med en .br- og en .gz-fil ved siden af hver tekstfil, til
                  værter, der sender dem (se README.md)
  --hjælp, -h     vis denne tekst
  --version, -V   vis programmets version

Afslutningskoder: 0 alt i orden, 1 fejl i indholdet, 2 alt andet.";

/// What the first word asks for.
#[derive(Debug, Clone, Copy)]
enum First {
    Work(Command),
    Explain,
}

const COMMANDS: [(&str, First); 6] = [
    ("serve", First::Work(Command::Serve)),
    ("build", First::Work(Command::Build)),
    ("check", First::Work(Command::Check)),
    ("adresser", First::Work(Command::Ledger)),
    ("new", First::Work(Command::New)),
    ("explain", First::Explain),
];

const OPTIONS: [&str; 9] =
    ["--rod", "--dato", "--ud", "--port", "--format", "--forhaandsvisning", "--komprimer", "--hjælp", "--version"];

/// Reads the command line of this process.
///
/// # Errors
/// Where it is not understood.
pub fn from_system() -> Result<Asked, Failure> {
    parse(std::env::args_os().skip(1))
}

/// Reads a command line without the program's own name.
///
/// # Errors
/// Where it is not understood.
pub fn parse(words: impl IntoIterator<Item = impl Into<OsString>>) -> Result<Asked, Failure> {
    let words: Vec<OsString> = words.into_iter().map(Into::into).collect();
    let mut parser = Parser::from_args(words);
    let (mut command, mut code, mut rest) = (None, None, Vec::new());
    let (mut root, mut date, mut out, mut port, mut format) = (None, None, None, None, Format::default());
    let (mut preview, mut compress) = (false, false);
    while let Some(arg) = parser.next().map_err(|error| translated(&error))? {
        match arg {
            Arg::Long("rod") => root = Some(PathBuf::from(value(&mut parser)?)),
            Arg::Long("ud") => out = Some(PathBuf::from(value(&mut parser)?)),
            Arg::Long("dato") => date = Some(read_date(&text(&mut parser)?)?),
            Arg::Long("port") => port = Some(read_port(&text(&mut parser)?)?),
            Arg::Long("format") => format = read_format(&text(&mut parser)?)?,
            Arg::Long("forhaandsvisning" | "forhåndsvisning") => preview = true,
            Arg::Long("komprimer") => compress = true,
            Arg::Long("hjælp" | "hjaelp" | "help") | Arg::Short('h') => return Ok(Asked::Help),
            Arg::Long("version") | Arg::Short('V') => return Ok(Asked::Version),
            Arg::Value(word) if command.is_none() && HELP.iter().any(|help| word == *help) => return Ok(Asked::Help),
            Arg::Value(word) if command.is_none() => command = Some(read_command(&word.to_string_lossy())?),
            Arg::Value(word) if matches!(command, Some(First::Explain)) && code.is_none() => {
                code = Some(word.to_string_lossy().into_owned());
            }
            Arg::Value(word) if matches!(command, Some(First::Work(Command::New))) => {
                rest.push(word.to_string_lossy().into_owned());
            }
            Arg::Value(word) => {
                return Err(usage(format!("»{}« er ét ord for meget", word.to_string_lossy())));
            }
            Arg::Long(name) => return Err(unknown_option(&format!("--{name}"))),
            Arg::Short(letter) => return Err(unknown_option(&format!("-{letter}"))),
        }
    }
    Ok(match command {
        Some(First::Explain) => Asked::Explain(code),
        Some(First::Work(command)) => {
            Asked::Run(Args { command, words: rest, root, date, out, port, format, preview, compress })
        }
        None => Asked::Nothing,
    })
}

fn value(parser: &mut Parser) -> Result<OsString, Failure> {
    parser.value().map_err(|error| translated(&error))
}

fn text(parser: &mut Parser) -> Result<String, Failure> {
    value(parser)?.string().map_err(|error| translated(&error))
}

fn read_date(word: &str) -> Result<Date, Failure> {
    // The length keeps out other forms that the library reads as well.
    word.parse().ok().filter(|_| word.len() == 10).ok_or_else(|| {
        Failure::new(format!("»{word}« er ikke en dato")).remedy("skriv år-måned-dag, for eksempel --dato 2026-11-21")
    })
}

fn read_port(word: &str) -> Result<u16, Failure> {
    word.parse().ok().filter(|port| *port > 0).ok_or_else(|| {
        Failure::new(format!("»{word}« er ikke en port"))
            .remedy("skriv et tal fra 1 til 65535, for eksempel --port 8080")
    })
}

fn read_format(word: &str) -> Result<Format, Failure> {
    Format::named(word).ok_or_else(|| {
        let names: Vec<_> = Format::ALL.iter().map(|format| format.name()).collect();
        let near = suggestion(word, names.iter().copied());
        Failure::new(format!("formen »{word}« findes ikke{near}"))
            .remedy(format!("skriv --format og et af ordene {}", names.join(", ")))
    })
}

/// Words for the help text, where somebody leaves out the hyphens.
const HELP: &[&str] = &["hjælp", "hjaelp", "help", "?"];

/// What a Dane might call a command.
const MEANT: &[(&str, &str)] = &[
    ("byg", "build"),
    ("udgiv", "build"),
    ("vis", "serve"),
    ("start", "serve"),
    ("server", "serve"),
    ("tjek", "check"),
    ("test", "check"),
    ("kontrol", "check"),
    ("kontroller", "check"),
    ("forklar", "explain"),
    ("forklaring", "explain"),
    ("fejlkode", "explain"),
    ("fejlkoder", "explain"),
    ("hvorfor", "explain"),
    ("ny", "new"),
    ("nyt", "new"),
    ("opret", "new"),
];

fn read_command(word: &str) -> Result<First, Failure> {
    if let Some((_, command)) = COMMANDS.iter().find(|(name, _)| *name == word) {
        return Ok(*command);
    }
    let meant = MEANT.iter().find(|(other, _)| *other == word.to_lowercase());
    let near = match meant {
        Some((_, name)) => format!(" – mente du »{name}«?"),
        None => suggestion(word, COMMANDS.map(|(name, _)| name)),
    };
    Err(usage(format!("kommandoen »{word}« findes ikke{near}")))
}

fn unknown_option(option: &str) -> Failure {
    usage(format!("valget {option} findes ikke{}", suggestion(option, OPTIONS)))
}

fn suggestion<'k>(word: &str, known: impl IntoIterator<Item = &'k str>) -> String {
    nearest(word, known).map(|name| format!(" – mente du »{name}«?")).unwrap_or_default()
}

fn usage(what: String) -> Failure {
    Failure::new(what).remedy("--hjælp viser kommandoer og valg")
}

fn translated(error: &lexopt::Error) -> Failure {
    match error {
        lexopt::Error::MissingValue { option: Some(option) } => usage(format!("{option} mangler en værdi")),
        lexopt::Error::UnexpectedValue { option, .. } => usage(format!("{option} skal ikke have en værdi")),
        lexopt::Error::NonUnicodeValue(value) => usage(format!("»{}« kan ikke læses", value.to_string_lossy())),
        _ => usage("kommandolinjen kan ikke læses".to_owned()),
    }
}

#[cfg(test)]
mod tests {
    use super::{Asked, Command, USAGE, parse};
    use crate::report::Format;
    use jiff::civil::date;
    use std::path::PathBuf;

    fn words(line: &str) -> Result<Asked, String> {
        parse(line.split_whitespace()).map_err(|failure| failure.to_string())
    }

    #[test]
    fn all_options() {
        let line = "build --rod a --dato 2026-11-21 --ud=b --port 80 --format kort";
        let Ok(Asked::Run(args)) = words(line) else { panic!("{:?}", words(line)) };
        assert_eq!((args.command, args.format, args.port), (Command::Build, Format::Short, Some(80)));
        assert_eq!((args.root, args.out), (Some(PathBuf::from("a")), Some(PathBuf::from("b"))));
        assert_eq!(args.date, Some(date(2026, 11, 21)));
        assert!(!args.preview && matches!(words("build --forhåndsvisning"), Ok(Asked::Run(args)) if args.preview));
    }

    #[test]
    fn help_version_and_nothing() {
        assert_eq!(words("--hjælp"), Ok(Asked::Help));
        assert_eq!(words("build -h"), Ok(Asked::Help));
        assert_eq!(words("hjælp"), Ok(Asked::Help));
        assert_eq!(words("-V"), Ok(Asked::Version));
        assert_eq!(words(""), Ok(Asked::Nothing));
        assert_eq!(words("explain"), Ok(Asked::Explain(None)));
        assert_eq!(words("explain m004"), Ok(Asked::Explain(Some("m004".to_owned()))));
        assert_eq!(words("--port 1"), Ok(Asked::Nothing));
        for name in super::OPTIONS {
            assert!(USAGE.contains(name), "{name}");
        }
    }

    #[test]
    fn what_is_new_is_said_with_words_of_its_own() {
        let asked = parse(["new", "side", "akut", "En titel", "--dato", "2026-11-21"]);
        let Ok(Asked::Run(args)) = asked else { panic!("{asked:?}") };
        assert_eq!((args.command, args.words.join("|").as_str()), (Command::New, "side|akut|En titel"));
        for kind in crate::new::Kind::ALL {
            assert!(USAGE.contains(kind.usage()), "{}", kind.usage());
        }
    }

    #[test]
    fn every_form_of_faults_has_its_word_and_some_two() {
        let form = |word: &str| match words(&format!("check --format {word}")) {
            Ok(Asked::Run(args)) => args.format,
            other => panic!("{other:?}"),
        };
        for format in Format::ALL {
            assert_eq!(form(format.name()), *format);
            assert!(USAGE.contains(&format!("»{}«", format.name())), "{}", format.name());
        }
        assert_eq!((form("human"), form("short")), (Format::Long, Format::Short));
    }

    #[test]
    fn what_is_wrong_is_said_in_danish() {
        for (line, part) in [
            ("biuld", "kommandoen »biuld« findes ikke – mente du »build«?"),
            ("tjek", "kommandoen »tjek« findes ikke – mente du »check«?"),
            ("xyz", "kommandoen »xyz« findes ikke\n"),
            ("build to", "»to« er ét ord for meget"),
            ("explain M004 T018", "»T018« er ét ord for meget"),
            ("forklar M004", "kommandoen »forklar« findes ikke – mente du »explain«?"),
            ("build --dat 1", "valget --dat findes ikke – mente du »--dato«?"),
            ("build -x", "valget -x findes ikke"),
            ("build --dato 21.11.2026", "»21.11.2026« er ikke en dato"),
            ("build --dato 2026-02-30", "»2026-02-30« er ikke en dato"),
            ("build --dato 20261121", "»20261121« er ikke en dato"),
            ("build --port 0", "»0« er ikke en port"),
            ("build --port 70000", "»70000« er ikke en port"),
            ("build --format bred", "formen »bred« findes ikke"),
            ("build --format sarf", "formen »sarf« findes ikke – mente du »sarif«?"),
            ("build --rod", "--rod mangler en værdi"),
            ("--version=2", "--version skal ikke have en værdi"),
        ] {
            match words(line) {
                Err(failure) => assert!(failure.contains(part) && failure.contains("hjælp: "), "{line}: {failure}"),
                // lexopt finds an unwanted value only when it is asked for the next word.
                Ok(asked) => assert_eq!((line, asked), ("--version=2", Asked::Version)),
            }
        }
    }
}
