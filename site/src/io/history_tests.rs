//! Tests of `history`, on little repositories.

use super::{History, ask};
use jiff::civil::{Date, date};
use std::fs;
use std::path::Path;
use std::process::Command;
use std::sync::Arc;
use tempfile::TempDir;

struct Repository(TempDir);

impl Repository {
    fn new() -> Self {
        let repository = Self(tempfile::tempdir().unwrap());
        fs::create_dir_all(repository.root().join("content")).unwrap();
        repository.git(&["init", "-q", "-b", "main"], None);
        repository
    }

    fn root(&self) -> &Path {
        self.0.path()
    }

    /// Runs git as nobody in particular, on a day.
    fn git(&self, arguments: &[&str], day: Option<Date>) -> String {
        let day = format!("{}T12:00:00+00:00", day.unwrap_or(date(2026, 1, 1)));
        let nobody = ["-c", "user.name=N", "-c", "user.email=n@example.org", "-c", "commit.gpgsign=false"];
        let output = Command::new("git")
            .args(nobody)
            .args(arguments)
            .current_dir(self.root())
            .envs([("GIT_AUTHOR_DATE", "2020-01-01T12:00:00+00:00"), ("GIT_COMMITTER_DATE", &day)])
            .env_remove("GIT_DIR")
            .output()
            .unwrap();
        assert!(output.status.success(), "git {arguments:?}: {}", String::from_utf8_lossy(&output.stderr));
        String::from_utf8(output.stdout).unwrap().trim().to_owned()
    }

    fn put(&self, path: &str, text: &str) {
        let path = self.root().join(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }

    fn commit(&self, day: Date) -> String {
        self.git(&["add", "-A"], None);
        self.git(&["commit", "-q", "-m", "x"], Some(day));
        self.git(&["rev-parse", "HEAD"], None)
    }

    fn history(&self) -> Arc<History> {
        ask(self.root(), None).history()
    }
}

fn note(history: &History) -> &str {
    history.note().unwrap_or_default()
}

#[test]
fn the_last_commit_of_a_file_dates_it() {
    let repository = Repository::new();
    repository.put("content/a.md", "1");
    repository.put("content/blåbær/b c.md", "1");
    repository.put("public/x", "1");
    repository.commit(date(2026, 1, 2));
    repository.put("content/a.md", "2");
    repository.commit(date(2026, 3, 4));
    // What is not committed has no day, and changes none.
    repository.put("content/a.md", "3");
    repository.put("content/ny.md", "1");
    let history = repository.history();
    assert_eq!(history.changed("content/a.md"), Some(date(2026, 3, 4)));
    assert_eq!(history.changed("content/blåbær/b c.md"), Some(date(2026, 1, 2)));
    assert_eq!(history.changed("content/ny.md"), None);
    assert_eq!(history.changed("public/x"), None, "only content is asked for");
    assert_eq!(history.note(), None);
}

#[test]
fn a_merge_dates_only_what_it_joins() {
    let repository = Repository::new();
    let lines = ["a", "b", "c", "d", "e", "f", "g", "h"];
    repository.put("content/both.md", &lines.join("\n"));
    repository.put("content/side.md", "1");
    repository.commit(date(2026, 1, 1));
    repository.git(&["checkout", "-q", "-b", "side"], None);
    repository.put("content/side.md", "2");
    repository.put("content/both.md", &lines.join("\n").replace('a', "A"));
    repository.commit(date(2026, 2, 2));
    repository.git(&["checkout", "-q", "main"], None);
    repository.put("content/both.md", &lines.join("\n").replace('h', "H"));
    repository.commit(date(2026, 3, 3));
    repository.git(&["merge", "-q", "--no-edit", "side"], Some(date(2026, 4, 4)));
    let history = repository.history();
    assert_eq!(history.changed("content/side.md"), Some(date(2026, 2, 2)));
    assert_eq!(history.changed("content/both.md"), Some(date(2026, 4, 4)));
}

#[test]
fn a_commit_that_changed_no_words_is_passed_over() {
    let repository = Repository::new();
    repository.put("content/a.md", "1");
    repository.commit(date(2026, 1, 1));
    repository.put("content/a.md", "2");
    let mass = repository.commit(date(2026, 2, 2));
    assert_eq!(repository.history().changed("content/a.md"), Some(date(2026, 2, 2)));
    repository.put(".git-blame-ignore-revs", &format!("# renamed a key\n{mass} # everywhere\n"));
    assert_eq!(repository.history().changed("content/a.md"), Some(date(2026, 1, 1)));
}

#[test]
fn the_end_of_a_history_dates_only_what_it_shows() {
    let repository = Repository::new();
    repository.put("content/a.md", "1");
    repository.put("content/b.md", "1");
    repository.commit(date(2026, 1, 1));
    repository.put("content/b.md", "2");
    repository.commit(date(2026, 2, 2));
    repository.put("content/a.md", "2");
    repository.commit(date(2026, 3, 3));
    let clone = tempfile::tempdir().unwrap();
    let from = format!("file://{}", repository.root().display());
    let to = clone.path().join("clone").display().to_string();
    repository.git(&["clone", "-q", "--depth", "2", &from, &to], None);
    let shallow = ask(Path::new(&to), None).history();
    assert_eq!(shallow.changed("content/a.md"), Some(date(2026, 3, 3)));
    assert_eq!(shallow.changed("content/b.md"), None, "the oldest commit fetched seems to have written all");
    assert!(note(&shallow).contains("fetch-depth: 0"), "{}", note(&shallow));
    let whole = clone.path().join("whole").display().to_string();
    repository.git(&["clone", "-q", &from, &whole], None);
    let whole = ask(Path::new(&whole), None).history();
    assert_eq!((whole.changed("content/b.md"), whole.note()), (Some(date(2026, 2, 2)), None));
}

#[test]
fn a_folder_below_another_and_a_second_tree_are_found() {
    let repository = Repository::new();
    repository.put("guide/content/a.md", "1");
    repository.put("content/a.md", "1");
    repository.commit(date(2026, 1, 1));
    repository.put("guide/content/a.md", "2");
    repository.commit(date(2026, 2, 2));
    let below = ask(&repository.root().join("guide"), None).history();
    assert_eq!(below.changed("content/a.md"), Some(date(2026, 2, 2)));
    assert_eq!(repository.history().changed("content/a.md"), Some(date(2026, 1, 1)));
    let other = tempfile::tempdir().unwrap();
    let tree = other.path().join("tree").display().to_string();
    repository.git(&["worktree", "add", "-q", &tree, "-b", "other"], None);
    assert_eq!(ask(Path::new(&tree), None).history().changed("content/a.md"), Some(date(2026, 1, 1)));
}

#[test]
fn without_a_history_nothing_is_known_and_it_is_said() {
    let folder = tempfile::tempdir().unwrap();
    fs::create_dir_all(folder.path().join("content")).unwrap();
    let none = ask(folder.path(), None).history();
    assert_eq!(none.changed("content/a.md"), None);
    assert!(note(&none).contains("hentet uden sin historik"), "{}", note(&none));
    let empty = Repository::new().history();
    assert!(note(&empty).contains("intet er lagt i git endnu"), "{}", note(&empty));
}

#[test]
fn the_same_commit_is_not_read_twice() {
    let repository = Repository::new();
    repository.put("content/a.md", "1");
    repository.commit(date(2026, 1, 1));
    let first = repository.history();
    let again = ask(repository.root(), Some(first.clone())).history();
    assert!(Arc::ptr_eq(&first, &again));
    repository.put("content/a.md", "2");
    repository.commit(date(2026, 2, 2));
    let later = ask(repository.root(), Some(first)).history();
    assert_eq!(later.changed("content/a.md"), Some(date(2026, 2, 2)));
}
