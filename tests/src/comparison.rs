//! The comparison with other generators: its mistakes are mistakes, and its report speaks of all of them.

use site::world::MemoryWorld;
use tests::prepare::root;
use tests::side_by_side::{GENERATORS, laid, mistakes};

#[test]
fn every_mistake_is_told_at_its_line_and_the_sound_site_is_sound() {
    let day = jiff::civil::date(2026, 6, 15);
    let world = |files: Vec<(String, Vec<u8>)>| {
        files.into_iter().fold(MemoryWorld::new(day), |world, (path, bytes)| world.with(&path, bytes))
    };
    let sound = site::check(&world(laid("site", &[])));
    assert!(sound.diagnostics.is_empty(), "{}", site::report::lines::short(&sound));
    let mistakes = mistakes();
    assert_eq!(mistakes.len(), 20);
    for mistake in &mistakes {
        let faulty = mistake.parts[0].as_ref().unwrap_or_else(|why| panic!("{}: {why}", mistake.title));
        let built = site::check(&world(laid("site", &[faulty])));
        let found = site::report::findings(&built);
        let told = found.iter().any(|found| {
            found.path == faulty.file.0
                && (faulty.line == 0 || found.start.line == faulty.line)
                && !found.hints.is_empty()
        });
        assert!(built.errors() > 0 && told, "{}:\n{}", mistake.title, site::report::lines::short(&built));
    }
}

#[test]
fn the_report_has_every_mistake_and_every_program() {
    let report = std::fs::read_to_string(root().join("tests/comparison/REPORT.md")).expect("the report");
    for (number, mistake) in mistakes().iter().enumerate() {
        let heading = format!("### {}. {}\n", number + 1, mistake.title);
        let part = report.split(&heading).nth(1).unwrap_or_else(|| panic!("the report lacks {heading}"));
        let part = part.split("\n### ").next().unwrap_or_default();
        for generator in GENERATORS {
            assert!(part.contains(&format!("\n| {generator} | ")), "{heading}: {generator}");
        }
    }
}
