//! Journeys through Bekymringslinealen: worries light and strong, what is unknown, each gate, the own judgement, files, and that
//! nothing is left behind.

use fantoccini::key::Key;
use serde_json::json;
use std::process::ExitCode;
use tests::audit;
use tests::browser::Browser;
use tests::calculator_page::{downloaded, says, select};
use tests::concern_page::{RULER, STEP, answer, go_on, no_gates, open_files, opened, signs, to_the_result};
use tests::frame::{self, Tool};
use tests::harness::{Test, run};
use tests::kept;
use tests::keyboard::{lets_out, tab_to, tab_until};

const RULES: Tool = Tool { address: RULER, name: "linealen", answer: STEP };

fn main() -> ExitCode {
    run(vec![
        Test::browser("a_light_worry", light_worry),
        Test::browser("a_strong_worry", strong_worry),
        Test::browser("what_is_not_known_gives_a_range", unknowns),
        Test::browser("danger_comes_before_everything", danger),
        Test::browser("abuse_ends_the_weighing_and_no_talk_is_invited", abuse),
        Test::browser("social_control_ends_it_too", social_control),
        Test::browser("harm_to_others_and_the_unborn_and_absence", later_gates),
        Test::browser("a_gate_can_be_reached_from_every_step_and_is_not_undone_silently", gates_from_everywhere),
        Test::browser("a_sign_leads_back_to_its_gate", looking_again),
        Test::browser("the_professional_judges_otherwise", own_judgement),
        Test::browser("one_answer_is_changed_and_the_way_leads_back", one_answer),
        Test::browser("all_on_one_page", one_page),
        Test::browser("files_side_by_side", side_by_side),
        Test::browser("old_and_damaged_files", old_and_damaged),
        Test::browser("what_looks_like_a_cpr_number_is_stopped", cpr),
        Test::browser("nothing_is_sent_kept_or_said", nothing_leaves),
        Test::browser("nothing_survives_leaving", leaving),
        Test::browser("without_scripts_the_form_is_there", without_scripts),
        Test::browser("by_keyboard_alone", keyboard),
        Test::browser("by_keyboard_alone_to_what_to_do_and_onto_paper", keyboard_to_paper),
        Test::browser("each_kind_of_step_is_accessible", accessible),
        Test::browser("the_papers_hold_only_what_they_should", papers),
    ])
}

fn result(browser: &Browser) -> String {
    browser.text(".step")
}

fn assert_holds(text: &str, parts: &[&str]) {
    for part in parts {
        assert!(text.contains(part), "»{part}« is not in:\n{text}");
    }
}

fn assert_lacks(text: &str, parts: &[&str]) {
    for part in parts {
        assert!(!text.to_lowercase().contains(&part.to_lowercase()), "»{part}« is in:\n{text}");
    }
}

fn light_worry(browser: &Browser) {
    let _server = opened(browser);
    no_gates(browser, "3-5");
    to_the_result(browser, &["hel-soevn", "udv-glaede"], "nej");
    let text = result(browser);
    assert_holds(&text, &["niveau 2, Undren", "Hvad afgjorde det?", "Hvad kan ændre det?", "barnets lov § 133"]);
    assert_holds(&text, &["Ja, tal med forældrene"]);
    assert!(browser.has(".scale li.on[data-level='2'] em"), "where on the scale is said in words");
}

fn strong_worry(browser: &Browser) {
    let _server = opened(browser);
    no_gates(browser, "6-9");
    to_the_result(browser, &["fam-grundbehov", "inst-traet", "inst-aftaler", "hel-behandling"], "nej");
    let text = result(browser);
    assert_holds(
        &text,
        &["niveau 5, Alvorlig bekymring", "Ring til kommunens børne- og familieafdeling i dag", "§ 136"],
    );
}

fn unknowns(browser: &Browser) {
    let _server = opened(browser);
    no_gates(browser, "10-14");
    to_the_result(browser, &[], "ved-ikke");
    let text = result(browser);
    assert_holds(&text, &["Kan ikke afgøres endnu", "Det, du ikke ved endnu", "Det, der betyder mest at finde ud af"]);
    assert!(browser.count(".scale li.on") > 1, "a range");
    assert_holds(&text, &["Kan være op til"]);
}

fn danger(browser: &Browser) {
    let _server = opened(browser);
    answer(browser, "fare-nu-ja");
    // Said at once, before anything is clicked.
    says(browser, ".acute", "Ring 112");
    browser.click("#fortsaet");
    says(browser, STEP, "Resultat");
    let text = result(browser);
    assert_holds(&text, &["Ring nu", "Ring 112", "Ring ikke hjem"]);
    assert!(!browser.has(".scale"), "no level");
    assert_lacks(&text, &["niveau 1", "niveau 5", "Ja, tal med forældrene"]);
}

fn abuse(browser: &Browser) {
    let _server = opened(browser);
    answer(browser, "fare-nu-nej");
    go_on(browser);
    answer(browser, "overgreb-mistanke");
    says(browser, "#spoergsmaal-overgreb", "Underret i dag");
    answer(browser, "hvem-foraelder");
    browser.click("#fortsaet");
    says(browser, STEP, "Resultat");
    let text = result(browser);
    assert_holds(&text, &["Linealen sætter ikke et tal her", "Underret i dag", "Nej, tal ikke med forældrene"]);
    assert_lacks(&text, &["hold en samtale med forældrene", "fortæl forældrene", "ja, tal med forældrene"]);
    assert!(!browser.has(".scale"), "no level");
    // Preparing a meeting with the parents is not offered either.
    browser.run("window.print = () => { window.printed = true; };", &[]);
    browser.click("#udskriv-fokusteam");
    browser.until("window.printed");
    let paper = browser.value("document.querySelector('.concern-paper').textContent");
    assert_holds(paper.as_str().unwrap_or_default(), &["Ikke til et møde endnu"]);
    assert_lacks(paper.as_str().unwrap_or_default(), &["Forældrene er med på mødet"]);
}

fn social_control(browser: &Browser) {
    let _server = opened(browser);
    answer(browser, "fare-nu-nej");
    go_on(browser);
    answer(browser, "overgreb-nej");
    go_on(browser);
    answer(browser, "social-kontrol-ja");
    answer(browser, "snart-nej");
    browser.click("#fortsaet");
    says(browser, STEP, "Resultat");
    assert_holds(&result(browser), &["Underret i dag, og kontakt ingen i familien", "Nej, tal ikke med forældrene"]);
    assert_lacks(&result(browser), &["ja, tal med forældrene"]);
}

fn later_gates(browser: &Browser) {
    let _server = opened(browser);
    for gate in ["fare-nu", "overgreb", "social-kontrol"] {
        answer(browser, &format!("{gate}-nej"));
        go_on(browser);
    }
    answer(browser, "alder-10-14");
    go_on(browser);
    answer(browser, "skader-andre-vold");
    browser.click("#fortsaet");
    says(browser, STEP, "Resultat");
    assert_holds(&result(browser), &["Begge børn skal have hjælp", "Ikke endnu, aftal det først"]);
    // The unborn child has a gate of its own.
    browser.click("#til-trin-port-1");
    says(browser, STEP, "Fare lige nu");
    for _ in 0..3 {
        go_on(browser);
    }
    answer(browser, "alder-ufoedt");
    go_on(browser);
    answer(browser, "ufoedt-ja");
    browser.click("#fortsaet");
    says(browser, STEP, "Resultat");
    assert_holds(&result(browser), &["Underret kommunen om det ufødte barn"]);
    // Unlawful absence is a duty beside the ruler, and the result goes on.
    browser.click("#til-trin-port-1");
    for _ in 0..3 {
        go_on(browser);
    }
    answer(browser, "alder-10-14");
    go_on(browser);
    answer(browser, "skader-andre-nej");
    go_on(browser);
    answer(browser, "fravaer-ja");
    says(browser, "#spoergsmaal-fravaer", "skolelederens opgave");
    go_on(browser);
    to_the_result(browser, &["udv-glaede"], "nej");
    assert_holds(&result(browser), &["niveau 3", "skolelederens opgave", "sandsynligt"]);
}

fn gates_from_everywhere(browser: &Browser) {
    let _server = opened(browser);
    no_gates(browser, "6-9");
    loop {
        assert!(browser.has(".to-gates button"), "a way to the gates at »{}«", browser.text(STEP));
        if browser.text(STEP) == "Resultat" {
            break;
        }
        signs(browser, &[], "nej");
        go_on(browser);
    }
    browser.click("#til-trin-port-2");
    says(browser, STEP, "Vold og overgreb");
    answer(browser, "overgreb-viden");
    answer(browser, "hvem-naer");
    // Taking it back leaves its mark.
    answer(browser, "overgreb-nej");
    go_on(browser);
    browser.run("[...document.querySelectorAll('.to-gates button')].at(-1).click()", &[]);
    while browser.text(STEP) != "Tjek dine svar" {
        browser.click("#fortsaet");
        browser.until("document.getElementById('linealen-trin')");
    }
    assert_holds(&browser.text(".step"), &["Svar, du har ændret", "var først »Ja, jeg ved det«"]);
    let paper = browser.value("document.querySelector('.concern-paper').textContent");
    assert_holds(paper.as_str().unwrap_or_default(), &["var først »Ja, jeg ved det«"]);
}

fn looking_again(browser: &Browser) {
    let _server = opened(browser);
    no_gates(browser, "6-9");
    to_the_result(browser, &["fam-frygt"], "nej");
    assert_holds(&result(browser), &["hører måske til spørgsmålet om vold og overgreb", "Ikke endnu, aftal det først"]);
    browser.run(
        "[...document.querySelectorAll('button')].find((b) => b.innerText === 'Se på spørgsmålet igen').click()",
        &[],
    );
    says(browser, STEP, "Vold og overgreb");
    browser.click("#fortsaet");
    says(browser, STEP, "Tjek dine svar");
    browser.click("#fortsaet");
    says(browser, STEP, "Resultat");
    // Each of them is answered for itself.
    for _ in 0..4 {
        browser.run(
            "[...document.querySelectorAll('button')].find((b) => b.innerText === 'Jeg har set på det igen. Svaret står')?.click()",
            &[],
        );
    }
    browser.until("![...document.querySelectorAll('button')].some((b) => b.innerText === 'Se på spørgsmålet igen')");
    assert_holds(&result(browser), &["Ikke endnu, aftal det først"]);
}

fn own_judgement(browser: &Browser) {
    let _server = opened(browser);
    no_gates(browser, "6-9");
    to_the_result(browser, &["fam-grundbehov", "inst-traet"], "nej");
    select(browser, "egen-vurdering", 2);
    says(browser, ".own", "Pligten til at underrette er din egen");
    browser.run("document.getElementById('fritekst-begrundelse').focus()", &[]);
    browser.type_text("Linealen ved ikke, at familien lige er flyttet.");
    assert!(browser.has(".scale li[data-level='2'] em"), "the own level stands on the scale too");
    // A tab that was put to sleep wakes with all of it.
    for state in ["frozen", "active"] {
        browser.devtools("Page.setWebLifecycleState", &json!({ "state": state }));
    }
    assert!(browser.has(".scale li[data-level='2'] em"));
    let reason = browser.value("document.getElementById('fritekst-begrundelse').value");
    assert_eq!(reason, "Linealen ved ikke, at familien lige er flyttet.");
    // It hides nothing.
    assert_holds(&result(browser), &["Hvad afgjorde det?", "Kommunen skal have besked"]);
    let paper = browser.value("document.querySelector('.concern-paper').textContent");
    assert_holds(paper.as_str().unwrap_or_default(), &["familien lige er flyttet"]);
}

fn one_answer(browser: &Browser) {
    let _server = opened(browser);
    no_gates(browser, "3-5");
    to_the_result(browser, &["udv-glaede"], "nej");
    browser.click("#tilbage");
    says(browser, STEP, "Tjek dine svar");
    browser.run("[...document.querySelectorAll('.checked button')].find((b) => b.getAttribute('aria-label').endsWith('Udvikling, følelser og adfærd')).click()", &[]);
    says(browser, STEP, "Udvikling, følelser og adfærd");
    // The focus goes along, as soon as the step is there.
    browser.until("document.activeElement.id === 'linealen-trin'");
    answer(browser, "udv-glaede-nej");
    assert_eq!(browser.text("#fortsaet"), "Tilbage til dine svar");
    browser.click("#fortsaet");
    says(browser, STEP, "Tjek dine svar");
    browser.click("#fortsaet");
    assert_holds(&says(browser, ".step", "Trivsel"), &["niveau 1, Trivsel"]);
}

fn one_page(browser: &Browser) {
    let _server = opened(browser);
    browser.click("#visning");
    browser.until("document.querySelectorAll('.step').length > 4");
    for gate in ["fare-nu", "overgreb", "social-kontrol"] {
        answer(browser, &format!("{gate}-nej"));
    }
    answer(browser, "alder-3-5");
    browser.until("document.getElementById('skader-andre-nej')");
    answer(browser, "skader-andre-nej");
    browser.until("document.getElementById('udv-glaede-ja')");
    signs(browser, &["udv-glaede"], "nej");
    browser.until("document.querySelector('.scale li.on')");
    assert_holds(&browser.text("#linealen"), &["niveau 2, Undren"]);
    // The result is far below what is answered, and is said.
    assert_eq!(browser.text("#linealen-status"), "Resultat: Hold øje på en aftalt måde");
    // The answers are the same on the way step by step, and show on each.
    let given = browser.count("#linealen fieldset input:checked");
    browser.click("#visning");
    browser.until("document.querySelectorAll('.step').length === 1");
    let mut shown = 0;
    while browser.text(STEP) != "Tjek dine svar" {
        shown += browser.count("#linealen fieldset input:checked");
        go_on(browser);
    }
    assert_eq!(shown, given, "each given answer is shown as given");
    while browser.has("#tilbage") {
        let before = browser.text(STEP);
        browser.click("#tilbage");
        browser.until(&format!("document.querySelector('{STEP}').innerText !== {}", json!(before)));
        // Only then has the step arrived: the page moves with it, and a click before would go elsewhere.
        browser.until("document.activeElement.id === 'linealen-trin'");
        shown = shown.saturating_sub(browser.count("#linealen fieldset input:checked"));
    }
    assert_eq!(shown, 0, "and on the way back too");
}

fn side_by_side(browser: &Browser) {
    let _server = opened(browser);
    no_gates(browser, "6-9");
    to_the_result(browser, &["udv-glaede"], "nej");
    let first = downloaded(browser, "#gem-fil");
    kept::hold("linealen", &first);
    assert_holds(&first, &["udv-glaede"]);
    browser.click("#til-trin-port-1");
    browser.until("document.getElementById('fare-nu-nej')");
    browser.run("document.getElementById('ryd-svar').click()", &[]);
    browser.click("#ryd-ja");
    browser.until("!document.getElementById('fare-nu-nej').checked");
    no_gates(browser, "6-9");
    to_the_result(browser, &["udv-glaede", "fam-grundbehov"], "nej");
    open_files(browser, &[("kollega.json", &first)]);
    let text = says(browser, "#gemte", "Det kan I tale om");
    assert_holds(&text, &["kollega.json", "I har svaret forskelligt: »", "Forskelligt"]);
    select(browser, "hvordan", 1);
    says(browser, "#gemte", "Blevet værre: »");
    // Going on with a file asks first.
    browser.run(
        "[...document.querySelectorAll('#gemte button')].find((b) => b.innerText === 'Arbejd videre med den').click()",
        &[],
    );
    browser.until("document.activeElement.id === 'aabn-ja'");
    browser.click("#aabn-ja");
    says(browser, STEP, "Tjek dine svar");
}

fn old_and_damaged(browser: &Browser) {
    let _server = opened(browser);
    no_gates(browser, "6-9");
    to_the_result(browser, &["udv-glaede"], "nej");
    let file = downloaded(browser, "#gem-fil");
    // As an older version would have it: a question that is gone, and one whose words were others.
    let old = file.replacen("\"udv-glaede\"", "\"udv-forsvundet\"", 1);
    assert_ne!(old, file);
    open_files(
        browser,
        &[("gammel.json", &old), ("halv.json", &file[..file.len() / 2]), ("tom.json", ""), ("anden.json", "{\"a\":1}")],
    );
    let text = says(browser, "#gemte", "anden.json er ikke med");
    assert_holds(&text, &["gammel.json", "findes ikke længere", "halv.json er ikke med", "tom.json er ikke med"]);
    assert_holds(&result(browser), &["Resultat"]);
    RULES.refuses_files(browser, "#aabn-filer", "#gemte");
}

fn cpr(browser: &Browser) {
    let _server = opened(browser);
    no_gates(browser, "6-9");
    while !browser.has("#fritekst-set") {
        signs(browser, &[], "nej");
        go_on(browser);
    }
    browser.run("document.getElementById('fritekst-set').focus()", &[]);
    browser.type_text("Barnet 010215-1234 sagde");
    says(browser, ".field-error", "ligner et CPR-nummer");
    assert_eq!(
        browser.value("document.getElementById('fritekst-set').value"),
        "Barnet 010215-1234 sagde",
        "nothing typed is lost by an error"
    );
    let paper = browser.value("document.querySelector('.concern-paper').textContent");
    assert_lacks(paper.as_str().unwrap_or_default(), &["010215"]);
    // It is not gone past: neither on to the answers nor onto a paper.
    browser.click("#fortsaet");
    says(browser, ".error-summary", "ligner et CPR-nummer");
    assert!(browser.has("#fritekst-set"));
    browser.click("#til-trin-port-1");
    says(browser, STEP, "Fare lige nu");
    says(browser, ".error-summary", "ligner et CPR-nummer");
    browser.click("#fortsaet");
    says(browser, ".error-summary", "ligner et CPR-nummer");
    browser.run("[...document.querySelectorAll('.error-summary a')].at(-1).click()", &[]);
    browser.until("document.activeElement.id === 'fritekst-set'");
    browser.run(
        "const field = document.getElementById('fritekst-set');
         field.value = 'Barnet sagde noget'; field.dispatchEvent(new InputEvent('input', { bubbles: true }));",
        &[],
    );
    browser.until("!document.querySelector('.field-error')");
    assert_eq!(browser.focused(), "fritekst-set");
}

fn nothing_leaves(browser: &Browser) {
    RULES.leaves_nothing(browser, |browser| {
        let title = browser.value("document.title");
        no_gates(browser, "6-9");
        to_the_result(browser, &["udv-glaede", "fam-frygt"], "ved-ikke");
        // Words of one's own, the own judgement, and all that goes out.
        browser.click("#tilbage");
        browser.run(
            "[...document.querySelectorAll('.checked button')].find((b) => b.getAttribute('aria-label').endsWith('Krop og sundhed')).click()",
            &[],
        );
        says(browser, STEP, "Krop og sundhed");
        while !browser.has("#fritekst-set") {
            go_on(browser);
            if browser.text(STEP) == "Tjek dine svar" {
                browser.click("#tilbage");
                browser.until("document.getElementById('fritekst-set')");
            }
        }
        browser.run("document.getElementById('fritekst-set').focus()", &[]);
        browser.type_text("Barnet sagde noget ved garderoben.");
        go_on(browser);
        browser.click("#fortsaet");
        says(browser, STEP, "Resultat");
        select(browser, "egen-vurdering", 4);
        says(browser, ".own", "Min egen vurdering");
        browser.print();
        browser.run("window.print = () => {};", &[]);
        for paper in ["#udskriv-kvittering", "#udskriv-underretning", "#udskriv-fokusteam", "#kopier-underretning"] {
            browser.click(paper);
            browser.until("document.querySelector('.papers [role=status]').innerText !== ''");
        }
        let file = downloaded(browser, "#gem-fil");
        open_files(browser, &[("samme.json", &file)]);
        says(browser, "#gemte", "Det kan I tale om");
        assert_eq!(browser.value("window.name + history.state"), "null");
        assert_eq!(browser.value("document.title"), title);
        let said: Vec<String> = browser.console().into_iter().filter(|line| !line.contains("beforeunload")).collect();
        assert_eq!(said, Vec::<String>::new(), "the console");
    });
    RULES.prints_without_buttons(browser);
}

fn leaving(browser: &Browser) {
    let server = opened(browser);
    no_gates(browser, "6-9");
    assert_eq!(browser.value("typeof window.onbeforeunload"), "function", "leaving is asked about");
    // Back from another page, and after a reload, nothing is there.
    browser.run("window.onbeforeunload = null; location.href = '/om/';", &[]);
    browser.until("location.pathname === '/om/'");
    browser.back();
    browser.until("location.pathname === '/linealen/vurdering/' && document.getElementById('fortsaet')");
    says(browser, STEP, "Fare lige nu");
    assert_eq!(browser.count("#linealen input:checked"), 0);
    answer(browser, "fare-nu-nej");
    browser.run("window.onbeforeunload = null; location.reload();", &[]);
    browser.until("document.getElementById('fortsaet') && !document.getElementById('fare-nu-nej').checked");
    // The page was put away whole and comes back: it has forgotten.
    answer(browser, "fare-nu-nej");
    browser.run("window.dispatchEvent(new PageTransitionEvent('pageshow', { persisted: true }))", &[]);
    browser.until("!document.getElementById('fare-nu-nej').checked");
    assert_eq!(browser.value("window.onbeforeunload"), json!(null));
    // The way out takes everything along and leaves no way back to it.
    answer(browser, "fare-nu-nej");
    // The command is answered before the page goes: the driver may wait for ever for an answer of a page that is no more.
    browser.run("setTimeout(() => document.getElementById('ryd-og-forlad').click())", &[]);
    browser.until("location.pathname === '/'");
    browser.goto(&format!("{}{RULER}", server.address));
    browser.until("document.getElementById('fortsaet')");
    assert_eq!(browser.count("#linealen input:checked"), 0);
}

fn without_scripts(browser: &Browser) {
    let parts = ["Ring 112", "Er der noget, der tyder på, at barnet har været udsat for vold", "Ved ikke"];
    RULES.is_whole_without_scripts(browser, &parts);
}

fn keyboard(browser: &Browser) {
    let _server = opened(browser);
    let reach = |there: &str| tab_until(browser, there);
    let choose = |first: &str, downs: usize| {
        reach(&format!("document.activeElement.name === '{first}'"));
        browser.type_text(" ");
        for _ in 0..downs {
            browser.press(&[Key::Down]);
        }
        reach("document.activeElement.id === 'fortsaet'");
        browser.press(&[Key::Enter]);
        browser.until("document.activeElement.id === 'linealen-trin'");
    };
    choose("fare-nu", 1);
    says(browser, STEP, "Vold og overgreb");
    choose("overgreb", 3);
    says(browser, STEP, "Social kontrol");
    // Nothing chosen: the summary of errors has the focus, and its link leads to the field.
    reach("document.activeElement.id === 'fortsaet'");
    browser.press(&[Key::Enter]);
    browser.until("document.activeElement.id === 'vaerktoej-fejl-titel'");
    browser.press(&[Key::Tab, Key::Enter]);
    browser.until("document.activeElement.name === 'social-kontrol'");
}

/// A suspicion, answered by keyboard: to what to do now, and out on paper and as a file.
fn keyboard_to_paper(browser: &Browser) {
    let _server = opened(browser);
    for (first, downs) in [("fare-nu", 1), ("overgreb", 1)] {
        tab_until(browser, &format!("document.activeElement.name === '{first}'"));
        browser.type_text(" ");
        for _ in 0..downs {
            browser.press(&[Key::Down]);
        }
        browser.until(&format!("document.querySelector(`input[name='{first}']:checked`)"));
        if first == "fare-nu" {
            tab_to(browser, "fortsaet");
            browser.press(&[Key::Enter]);
            browser.until("document.activeElement.id === 'linealen-trin'");
        }
    }
    says(browser, "#spoergsmaal-overgreb", "Underret i dag");
    tab_until(browser, "document.activeElement.name === 'hvem'");
    browser.type_text(" ");
    tab_to(browser, "fortsaet");
    browser.press(&[Key::Enter]);
    says(browser, STEP, "Resultat");
    browser.until("document.activeElement.id === 'linealen-trin'");
    lets_out(browser, &["Udskriv kvittering", "Gem som fil"]);
    browser.run("window.onbeforeunload = null", &[]);
}

fn accessible(browser: &Browser) {
    let _server = opened(browser);
    let look = |what: &str| {
        let found = frame::looked_at(what, browser);
        assert!(found.is_empty(), "{found:#?}");
    };
    look("the first question");
    browser.click("#fortsaet");
    browser.until("document.querySelector('.error-summary')");
    look("an error");
    no_gates(browser, "6-9");
    look("an area");
    // 200 % of a page of 1280 px, colours of the system, no movement.
    browser.screen(640, "light");
    assert_eq!(audit::sideways(browser), Vec::<String>::new(), "at 200 %");
    browser.screen(1280, "light");
    to_the_result(browser, &["udv-glaede", "fam-frygt"], "ved-ikke");
    look("the result");
    let forced = json!({ "media": "", "features": [
        { "name": "forced-colors", "value": "active" }, { "name": "prefers-reduced-motion", "value": "reduce" },
    ] });
    browser.devtools("Emulation.setEmulatedMedia", &forced);
    let widths = browser.value(
        "['.scale .on', '.scale .off'].map((part) => getComputedStyle(document.querySelector(part)).borderTopWidth)",
    );
    assert_ne!(widths[0], widths[1], "without colours the scale still tells its levels apart");
    let moving = browser.value(
        "[...document.querySelectorAll('#linealen *')].filter((e) => parseFloat(getComputedStyle(e).animationDuration) > 0.01
            || parseFloat(getComputedStyle(e).transitionDuration) > 0.01).length",
    );
    assert_eq!(moving, json!(0), "nothing moves for those who asked for that");
    browser.screen(1280, "light");
    let file = downloaded(browser, "#gem-fil");
    open_files(browser, &[("a.json", &file), ("b.json", "x")]);
    says(browser, "#gemte", "b.json er ikke med");
    look("side by side");
    browser.click("#tilbage");
    says(browser, STEP, "Tjek dine svar");
    look("the answers");
    browser.click("#visning");
    browser.until("document.getElementById('linealen-status')");
    look("all on one page");
    browser.click("#ryd-svar");
    browser.until("document.activeElement.id === 'ryd-ja'");
    look("the question before clearing");
    browser.click("#ryd-ja");
    // What is cleared begins anew, a step at a time.
    browser.until("document.getElementById('fortsaet')");
    answer(browser, "fare-nu-ja");
    says(browser, ".acute", "Ring 112");
    look("danger");
    browser.click("#fortsaet");
    says(browser, STEP, "Resultat");
    look("the result of danger");
}

fn papers(browser: &Browser) {
    let _server = opened(browser);
    no_gates(browser, "6-9");
    to_the_result(browser, &["fam-grundbehov", "inst-traet"], "nej");
    browser.run("window.print = () => { window.printed = (window.printed || 0) + 1; };", &[]);
    browser.click("#udskriv-kvittering");
    browser.until("window.printed === 1");
    let receipt = browser.value("document.querySelector('.concern-paper').textContent");
    let receipt = receipt.as_str().unwrap_or_default();
    assert_holds(receipt, &["version", "CPR-nummer", "Fortroligt", "Hvad afgjorde det?", "Alle svar"]);
    browser.click("#udskriv-underretning");
    browser.until("window.printed === 2");
    let text = browser.value("document.querySelector('.concern-paper').textContent");
    assert_holds(
        text.as_str().unwrap_or_default(),
        &["Tekst til underretning", "Hvorfor underretter du?", "Ved forældrene, at du underretter?"],
    );
    browser.paper();
    for hidden in [".walk", "h1", ".lead"] {
        let seen = browser.value(&format!("document.querySelector('{hidden}').getClientRects().length"));
        assert_eq!(seen, json!(0), "{hidden} is not printed");
    }
    assert_ne!(browser.value("document.querySelector('.concern-paper').getClientRects().length"), json!(0));
}
