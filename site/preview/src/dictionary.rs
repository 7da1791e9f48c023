//! The dictionary, which comes after all else.
//!
//! Contract: its files lie beside the page, are larger than everything else there, and are asked for when the first result stands. Until
//! they are there, and where they cannot be had, spelling is not looked at, and the page says so. Then they are files of the
//! world like any others, so that what is said of a word is what `check` says.

use crate::browser::{element, fetch as fetch_text, later, say, window};
use crate::page::{Shared, refresh};
use preview::Content;
use site::check::spelling;
use site::discover::DICTIONARY;
use web_sys::Element;

/// The name of the measurement of how long it takes to read it.
const MEASURED: &str = "ordbog";

/// Where it is said how far the dictionary is.
const STATUS: &str = "red_ordbog";

/// Fetches the files that the page names; it names none where the site was built without.
pub(crate) fn fetch(work: &Shared) {
    let addresses = element::<Element>("redaktoer").and_then(|tool| tool.get_attribute("data-ordbog"));
    let Some(addresses) = addresses else { return };
    say(STATUS, "Ordbogen er på vej. Stavningen er ikke set efter endnu.");
    let mut wanted: Vec<_> = DICTIONARY.iter().copied().zip(addresses.split(' ').map(str::to_owned)).collect();
    wanted.reverse();
    // What is on the screen comes first.
    let work = work.clone();
    _ = later(0, move || next(work, wanted, Vec::new()));
}

/// Fetches the last of the files that are wanted, and so on.
fn next(work: Shared, mut wanted: Vec<(&'static str, String)>, mut got: Vec<(&'static str, String)>) {
    let Some((path, address)) = wanted.pop() else { return ready(&work, got) };
    fetch_text(&address, move |text| match text {
        Some(text) => {
            got.push((path, text));
            next(work, wanted, got);
        }
        None => say(
            STATUS,
            "Ordbogen kunne ikke hentes, så stavningen bliver ikke set efter. Genindlæs siden for at prøve igen, eller brug kommandoen check.",
        ),
    });
}

/// All of them are there: reads them, which takes a moment in which no key is answered, and builds anew.
fn ready(work: &Shared, texts: Vec<(&'static str, String)>) {
    let clock = window().performance();
    if let Some(clock) = &clock {
        _ = clock.mark(MEASURED);
    }
    {
        let mut work = work.borrow_mut();
        for (path, text) in texts {
            work.files.put(path, Content::Whole(text.into_bytes()));
        }
        let work = &mut *work;
        spelling::prepare(&work.files, &mut work.memory);
    }
    if let Some(clock) = &clock {
        _ = clock.measure_with_start_mark(MEASURED, MEASURED);
    }
    refresh(work);
    say(STATUS, "Stavningen er set efter.");
}
