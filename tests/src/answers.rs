//! The questions that readers come with, each from the front page to its answer.
//!
//! As a reader with a telephone does it: at most three links, taken by their words, and then the answer stands on the first
//! screen, or with one scroll on the second.

use serde_json::Value;
use site::io::serve;
use std::process::ExitCode;
use tests::browser::Browser;
use tests::harness::{Test, run};
use tests::prepare::prepared;

/// A question, the links that lead to its answer, and words of the answer.
struct Question {
    name: &'static str,
    links: &'static [&'static str],
    answer: &'static [&'static str],
}

const QUESTIONS: &[Question] = &[
    Question {
        name: "i_suspect_a_father_of_violence_may_i_call_him",
        links: &["Må jeg tale med forældrene først?"],
        answer: &["Så ring ikke hjem", "Underret kommunen samme dag"],
    },
    Question {
        name: "when_must_an_underretning_be_assessed",
        links: &["Hvornår skal kommunen vurdere en underretning?"],
        answer: &["Senest 24 timer efter modtagelsen"],
    },
    Question {
        name: "what_does_boernehus_midt_offer_after_the_course",
        links: &["Hvad kan kommunen købe hos børnehuset efter forløbet?"],
        answer: &["Børnehus Midt nævnte i 2022 syv ydelser"],
    },
    Question {
        name: "how_often_must_a_foster_family_placement_be_followed_up_and_is_that_law",
        links: &["Hvor ofte skal en anbringelse følges op?"],
        answer: &["senest 3 måneder efter start", "ikke lov"],
    },
    Question {
        name: "a_worried_teacher_finds_what_to_do_now",
        links: &["Jeg er bekymret for et barn"],
        answer: &["112"],
    },
    Question { name: "which_boernehus_is_ours", links: &["Find dit børnehus"], answer: &["De fem"] },
];

fn main() -> ExitCode {
    run(QUESTIONS.iter().map(|question| Test::browser(question.name, |browser| answered(browser, question))).collect())
}

fn answered(browser: &Browser, question: &Question) {
    assert!(question.links.len() <= 3, "more than three clicks");
    let server = serve::spawn(prepared().dist.clone()).unwrap_or_else(|failure| panic!("{failure}"));
    browser.screen(390, "light");
    browser.goto(&format!("{}/", server.address));
    for words in question.links {
        let clicked = browser.run(
            "const link = [...document.querySelectorAll('main a')].find(a => a.textContent.trim() === arguments[0]); \
             if (!link) return false; link.click(); return true;",
            &[Value::from(*words)],
        );
        assert_eq!(clicked, Value::Bool(true), "no link »{words}«");
        browser.until("document.readyState === 'complete' && location.pathname !== '/'");
    }
    for words in question.answer {
        let bottom = browser.run(
            "const walk = document.createTreeWalker(document.querySelector('main'), NodeFilter.SHOW_ELEMENT); \
             let best = null; \
             while (walk.nextNode()) { const e = walk.currentNode; const said = e.innerText?.replace(/\\s+/g, ' '); \
               if (said?.includes(arguments[0]) && e.getBoundingClientRect().height > 0) best = best && e.contains(best) ? best : (best && !best.contains(e) ? best : e); } \
             return best ? (best.getBoundingClientRect().bottom + scrollY) / innerHeight : null;",
            &[Value::from(*words)],
        );
        let screens = bottom.as_f64().unwrap_or_else(|| panic!("»{words}« is not on the page"));
        assert!(screens <= 2.0, "»{words}« ends {screens:.1} screens down");
    }
}
