//! What becomes of the published site when a build is ended, refused, or met by another: the old site stays whole.
//!
//! Real programs on real files. What a disk refuses at each single operation is tried in `site/src/io/write_tests.rs`.

use std::collections::BTreeMap;
use std::fs;
use std::io::{BufRead as _, BufReader};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Output, Stdio};
use std::thread;
use std::time::{Duration, Instant};
use tempfile::TempDir;
use tests::corpus::Corpus;
use tests::dist::files;
use tests::driver::is_root;
use tests::prepare::program;

/// The day of all builds here.
const DAY: &str = "2026-06-01";

/// How many builds are killed.
const KILLS: usize = 200;

type Bytes = BTreeMap<String, Vec<u8>>;

fn bytes(folder: &Path) -> Bytes {
    files(folder).into_iter().map(|path| (path.clone(), fs::read(folder.join(path)).unwrap())).collect()
}

/// Two projects that are built to one place, and what each of them comes to.
struct Workshop {
    folder: TempDir,
    sites: [Bytes; 2],
}

impl Workshop {
    fn new(pages: [usize; 2]) -> Self {
        let folder = tempfile::tempdir().unwrap();
        for (at, pages) in pages.into_iter().enumerate() {
            Corpus::new(0x5EED_0100 + at as u64, pages).write(&folder.path().join(format!("project-{at}")));
        }
        fs::create_dir(folder.path().join("place")).unwrap();
        let mut workshop = Self { folder, sites: Default::default() };
        workshop.sites = [0, 1].map(|at| {
            workshop.publish(at);
            bytes(&workshop.dist())
        });
        assert!(workshop.sites[0] != workshop.sites[1] && workshop.sites[0].len() > pages[0]);
        workshop
    }

    fn project(&self, at: usize) -> PathBuf {
        self.folder.path().join(format!("project-{at}"))
    }

    /// Nothing lies in it but the site and what a build is at.
    fn place(&self) -> PathBuf {
        self.folder.path().join("place")
    }

    fn dist(&self) -> PathBuf {
        self.place().join("dist")
    }

    fn command(&self, at: usize) -> Command {
        let mut command = Command::new(program());
        self.arguments(&mut command, at);
        command
    }

    fn arguments(&self, command: &mut Command, at: usize) {
        command.args(["build", "--dato", DAY, "--format", "kort", "--rod"]).arg(self.project(at));
        command.arg("--ud").arg(self.dist()).stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::piped());
    }

    fn publish(&self, at: usize) -> Duration {
        let start = Instant::now();
        let ended = self.command(at).output().unwrap();
        assert!(ended.status.success(), "{}", said(&ended));
        start.elapsed()
    }

    /// Which of the two sites lies in the place, whole; `None` where there is none at all.
    fn lies_there(&self) -> Option<usize> {
        if !self.dist().exists() {
            return None;
        }
        let found = bytes(&self.dist());
        let which = self.sites.iter().position(|site| *site == found);
        which.or_else(|| {
            let of = |site: &Bytes| found.iter().filter(|(path, bytes)| site.get(*path) == Some(bytes)).count();
            let [one, other] = [0, 1].map(|at| of(&self.sites[at]));
            panic!(
                "a mix of two sites or a part of one: {} files, {one} of one site, {other} of the other",
                found.len()
            )
        })
    }

    fn beside(&self) -> Vec<String> {
        let names = fs::read_dir(self.place()).unwrap().map(|entry| entry.unwrap().file_name());
        names.map(|name| name.to_string_lossy().into_owned()).filter(|name| name != "dist").collect()
    }
}

fn said(ended: &Output) -> String {
    format!("{}{}", String::from_utf8_lossy(&ended.stdout), String::from_utf8_lossy(&ended.stderr))
}

/// A small xorshift generator: the same moments each time, as far as a machine has the same speed each time.
struct Random(u64);

impl Random {
    fn below(&mut self, limit: u128) -> u128 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        u128::from(self.0 >> 11) % limit.max(1)
    }
}

#[test]
fn a_build_that_is_killed_at_any_moment_leaves_a_whole_site() {
    let workshop = Workshop::new([80, 70]);
    let mut times = [0, 1, 0].map(|at| workshop.publish(at));
    times.sort();
    let mut whole = times[1].as_nanos();
    let mut random = Random(0x5EED_0002);
    let (mut killed, mut finished, mut renewed) = (0, 0, 0);
    let mut rounds = 0..4 * KILLS;
    while killed < KILLS {
        let round =
            rounds.next().unwrap_or_else(|| panic!("only {killed} were killed in time, {finished} had finished"));
        // Now and then there is no site yet.
        if round % 10 == 9 {
            fs::remove_dir_all(workshop.dist()).unwrap_or_default();
        }
        let before = workshop.lies_there();
        let next = before.map_or(0, |at| 1 - at);
        let mut build = workshop.command(next).stdout(Stdio::null()).stderr(Stdio::null()).spawn().unwrap();
        // Every other one in the second half, where it writes.
        let part = if round % 2 == 0 { random.below(whole) } else { whole / 2 + random.below(whole * 6 / 10) };
        thread::sleep(Duration::from_nanos(u64::try_from(part).unwrap()));
        build.kill().unwrap();
        match build.wait().unwrap().code() {
            // How long a whole build takes follows the machine, which may do other things besides.
            None => {
                killed += 1;
                whole += if part > whole { whole / 20 } else { 0 };
            }
            Some(code) => {
                assert_eq!(code, 0);
                finished += 1;
                whole = whole.min(part.max(whole / 2));
            }
        }
        let after = workshop.lies_there();
        assert!(after == before || after == Some(next), "{before:?}, {next}, {after:?}");
        renewed += usize::from(after != before);
    }
    println!("{killed} killed, {finished} had finished; {renewed} sites were renewed; a whole build: {:?}", times[1]);
    // What they left is cleared up by the next build that is left in peace.
    workshop.publish(0);
    workshop.publish(1);
    assert_eq!(workshop.lies_there(), Some(1));
    assert_eq!(workshop.beside(), Vec::<String>::new());
}

#[test]
fn two_builds_at_once_come_one_after_the_other() {
    let workshop = Workshop::new([40, 30]);
    for _ in 0..8 {
        let both: Vec<Child> = [0, 1, 0, 1].map(|at| workshop.command(at).spawn().unwrap()).into();
        for build in both {
            let ended = build.wait_with_output().unwrap();
            assert_eq!(ended.status.code(), Some(0), "{}", said(&ended));
        }
        assert!(workshop.lies_there().is_some());
        assert_eq!(workshop.beside(), Vec::<String>::new());
    }
}

#[test]
fn a_build_that_has_to_wait_says_so_and_goes_on() {
    let workshop = Workshop::new([20, 16]);
    let claim = site::io::write::claim(&workshop.dist()).unwrap();
    let before = workshop.lies_there();
    let mut build = workshop.command(0).spawn().unwrap();
    let mut errors = BufReader::new(build.stderr.take().unwrap()).lines();
    let waits = errors.any(|line| line.unwrap().contains("Venter på en anden kørsel"));
    assert!(waits, "it does not say that it waits");
    assert_eq!(build.try_wait().unwrap(), None, "it does not wait");
    assert_eq!(workshop.lies_there(), before);
    drop(claim);
    let _rest: Vec<_> = errors.collect();
    assert_eq!(build.wait().unwrap().code(), Some(0));
    assert_eq!(workshop.lies_there(), Some(0));
}

#[test]
fn a_disk_that_takes_no_more_leaves_the_old_site() {
    let workshop = Workshop::new([40, 30]);
    let before = workshop.lies_there();
    assert_eq!(before, Some(1));
    // The system refuses to write past some size, in the middle of a file, as a full disk does.
    let mut command = Command::new("sh");
    command.args(["-c", "trap '' XFSZ; ulimit -f 12; exec \"$@\"", "sh"]).arg(program());
    workshop.arguments(&mut command, 0);
    let ended = command.output().unwrap();
    let told = said(&ended);
    assert_eq!(ended.status.code(), Some(2), "{told}");
    assert!(told.contains("kan ikke skrive") && told.contains("dist/"), "what and where: {told}");
    assert!(told.contains("filen er større, end der må skrives; den gamle side er urørt"), "{told}");
    assert!(told.contains("hjælp: "), "{told}");
    assert_eq!(workshop.lies_there(), before);
    assert_eq!(workshop.beside(), Vec::<String>::new());
    workshop.publish(0);
    assert_eq!(workshop.lies_there(), Some(0));
}

/// Runs builds as somebody whom rights hold for: the system's superuser may write anywhere.
#[cfg(unix)]
fn as_nobody(workshop: &Workshop, at: usize) -> Output {
    use std::os::unix::fs::PermissionsExt as _;
    use std::os::unix::process::CommandExt as _;
    let own = workshop.folder.path().join("site");
    if !own.exists() {
        fs::copy(program(), &own).unwrap();
        fs::set_permissions(workshop.folder.path(), fs::Permissions::from_mode(0o755)).unwrap();
    }
    let mut command = Command::new(own);
    workshop.arguments(&mut command, at);
    if is_root() {
        command.uid(NOBODY).gid(NOBODY);
    }
    command.output().unwrap()
}

const NOBODY: u32 = 65_534;

/// Gives a folder and all in it to whoever [`as_nobody`] builds as.
#[cfg(unix)]
fn hand_over(place: &Path) {
    if is_root() {
        std::os::unix::fs::lchown(place, Some(NOBODY), Some(NOBODY)).unwrap();
        if place.is_dir() {
            fs::read_dir(place).unwrap().for_each(|entry| hand_over(&entry.unwrap().path()));
        }
    }
}

#[cfg(unix)]
fn set_mode(place: &Path, mode: u32) {
    use std::os::unix::fs::PermissionsExt as _;
    fs::set_permissions(place, fs::Permissions::from_mode(mode)).unwrap();
}

#[cfg(unix)]
#[test]
fn a_read_only_target_is_told_and_left_alone() {
    let workshop = Workshop::new([20, 16]);
    hand_over(&workshop.place());
    for (place, dist) in [(0o755, 0o555), (0o555, 0o555)] {
        set_mode(&workshop.dist(), dist);
        set_mode(&workshop.place(), place);
        let ended = as_nobody(&workshop, 0);
        let told = said(&ended);
        assert_eq!(ended.status.code(), Some(2), "{told}");
        assert!(told.contains("dist: adgang nægtet; den gamle side er urørt"), "{told}");
        assert!(told.contains("hjælp: giv den, der bygger, ret til at skrive"), "{told}");
        assert_eq!(workshop.lies_there(), Some(1));
        assert_eq!(workshop.beside(), Vec::<String>::new());
    }
    // Nor can a first site be made where nothing may be.
    set_mode(&workshop.place(), 0o755);
    set_mode(&workshop.dist(), 0o755);
    fs::remove_dir_all(workshop.dist()).unwrap();
    set_mode(&workshop.place(), 0o555);
    let ended = as_nobody(&workshop, 0);
    assert_eq!(ended.status.code(), Some(2));
    assert!(said(&ended).contains("adgang nægtet; der er ikke skrevet noget"), "{}", said(&ended));
    set_mode(&workshop.place(), 0o755);
}

#[cfg(unix)]
#[test]
fn where_only_the_folder_itself_may_be_written_its_files_are_replaced() {
    let workshop = Workshop::new([20, 16]);
    hand_over(&workshop.place());
    set_mode(&workshop.place(), 0o555);
    let ended = as_nobody(&workshop, 0);
    assert_eq!(ended.status.code(), Some(0), "{}", said(&ended));
    assert_eq!(workshop.lies_there(), Some(0));
    assert_eq!(workshop.beside(), Vec::<String>::new());
    set_mode(&workshop.place(), 0o755);
}

/// Builds with one more file; it must be refused as a fault in the content, and touch nothing.
fn refused(workshop: &Workshop, code: &str, what: &str) {
    let before = workshop.lies_there();
    let ended = workshop.command(0).output().unwrap();
    let told = said(&ended);
    assert_eq!(ended.status.code(), Some(1), "{what}: {told}");
    assert!(told.contains(code) && told.contains("hjælp: "), "{what}: {told}");
    assert!(!told.contains("hemmelig besked"), "{what}: {told}");
    assert_eq!(workshop.lies_there(), before, "{what}");
    assert_eq!(workshop.beside(), Vec::<String>::new(), "{what}");
}

#[cfg(unix)]
#[test]
fn no_link_leads_out_of_the_content() {
    use std::os::unix::fs::symlink;
    let workshop = Workshop::new([20, 16]);
    let project = workshop.project(0);
    let outside = workshop.folder.path().join("outside");
    fs::create_dir(&outside).unwrap();
    fs::write(outside.join("hemmelig.md"), "hemmelig besked").unwrap();
    for (link, to) in [
        ("content/ud.md", outside.join("hemmelig.md")),
        ("content/mappe", outside.clone()),
        ("content/ring", project.join("content")),
        ("content/selv.md", project.join("content/selv.md")),
        ("content/indenfor.md", PathBuf::from("index.md")),
        ("content/data/lov2.toml", outside.join("hemmelig.md")),
        ("content/tom.md", PathBuf::from("findes-ikke")),
        ("public/hemmelig.txt", outside.join("hemmelig.md")),
        ("public/mappe", outside.clone()),
    ] {
        symlink(&to, project.join(link)).unwrap();
        refused(&workshop, "F020", link);
        fs::remove_file(project.join(link)).unwrap();
    }
    workshop.publish(0);
}

#[test]
fn no_path_leads_up() {
    let workshop = Workshop::new([20, 16]);
    let project = workshop.project(0);
    fs::write(workshop.folder.path().join("hemmelig.txt"), "hemmelig besked").unwrap();
    let page = |more: &str, text: &str| {
        format!(
            "+++\ntitel = \"Prøve\"\nresume = \"Kort.\"\ngennemgaaet = 2026-01-01\nnaeste_gennemgang = 2027-01-01\n\
             ansvarlig = \"Redaktionen\"\nkilder = []\n{more}+++\n{text}\n"
        )
    };
    for (code, more, text) in [
        ("M012", "tidligere_adresser = [\"/../ud/\"]\n", ""),
        ("M012", "tidligere_adresser = [\"/%2e%2e/ud/\"]\n", ""),
        ("M012", "tidligere_adresser = [\"../ud/\"]\n", ""),
        ("H", "", "[en vej ud](../../hemmelig.txt)"),
        ("H", "", "[en vej ud](/../hemmelig.txt)"),
        ("H", "", "[en vej ud](/%2e%2e/hemmelig.txt)"),
        ("H", "", "![et billede](../../hemmelig.txt)"),
        ("H", "", "![et billede](/../../hemmelig.txt)"),
        ("H", "papir = \"A4\"\n", "[en vej ud](../../hemmelig.txt)"),
        ("H", "", "[en vej ud](file:///etc/hostname)"),
    ] {
        fs::write(project.join("content/proeve.md"), page(more, text)).unwrap();
        refused(&workshop, &format!("fejl[{code}"), &format!("{more}{text}"));
    }
    fs::remove_file(project.join("content/proeve.md")).unwrap();
    workshop.publish(0);

    // A target is what it comes to, whatever way leads there; the folders of the project itself are none.
    for out in ["content", "content/x/../y", "x/../content", "public/../content/z", "content/data"] {
        let before = bytes(&project);
        let out = project.join(out);
        let ended = Command::new(program())
            .args(["build", "--dato", DAY, "--rod"])
            .arg(&project)
            .arg("--ud")
            .arg(&out)
            .output();
        let ended = ended.unwrap();
        assert_eq!(ended.status.code(), Some(2), "{}: {}", out.display(), said(&ended));
        assert!(said(&ended).contains("mappen hører til projektet"), "{}", said(&ended));
        assert!(bytes(&project) == before, "{}", out.display());
    }
    // Nor is a folder that holds something else.
    let ended = Command::new(program())
        .args(["build", "--dato", DAY, "--rod"])
        .arg(&project)
        .arg("--ud")
        .arg(&project)
        .output();
    let ended = ended.unwrap();
    assert!(
        ended.status.code() == Some(2) && said(&ended).contains("ikke bygget af dette program"),
        "{}",
        said(&ended)
    );
}
