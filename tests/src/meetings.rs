//! Meeting papers: what stands on them, held to what the sources print, and journeys through the tool that fills them in.

use calculator::papers::{self, Kind, Paper, Papers};
use serde_json::Value;
use std::fs;
use std::process::ExitCode;
use tests::browser::Browser;
use tests::calculator_page::{bytes_of, leads_to_the_field, opened_at, says, select};
use tests::dist;
use tests::frame::{self, Tool, button, open_file};
use tests::harness::{Test, run};
use tests::keyboard::{lets_out, tab_to};
use tests::pdf;
use tests::prepare::prepared;
use tests::word::Word;

const PAGE: &str = "/skabeloner/udfyld/";
const TOOL: &str = "papirer";
const PAPERS: Tool = Tool { address: PAGE, name: TOOL, answer: ".paper-sheet" };

fn main() -> ExitCode {
    run(vec![
        Test::plain("each_paper_has_the_fields_of_its_source", fields_of_the_sources),
        Test::plain("each_paper_is_shown_for_the_pen", shown_for_the_pen),
        Test::browser("a_paper_is_filled_in_and_printed", filled_and_printed),
        Test::browser("a_paper_becomes_a_word_file", word_file),
        Test::browser("a_file_goes_out_and_comes_in_again", out_and_in),
        Test::browser("what_is_no_file_of_ours_is_refused", refused),
        Test::browser("the_deadline_before_a_meeting", deadline),
        Test::browser("a_goal_is_judged_letter_by_letter", goal),
        Test::browser("what_looks_like_a_cpr_number_is_told_and_left_out", cpr),
        Test::browser("a_file_of_the_ruler_fills_in_the_paper_of_the_fokusteam", ruler_file),
        Test::browser("rows_come_and_go", rows),
        Test::browser("by_keyboard_alone", by_keyboard),
        Test::browser("clearing_asks_first", clearing),
        Test::browser("without_scripts_all_papers_are_there", without_scripts),
        Test::browser("nothing_leaves_the_page", nothing_leaves),
        Test::browser("in_use_it_is_accessible_and_narrow", accessible),
    ])
}

fn papers() -> Papers {
    let json = dist::carried(&prepared().dist, PAGE, "papirer");
    papers::read(&json).expect("the papers can be read")
}

fn paper(id: &str) -> Paper {
    papers().all.into_iter().find(|paper| paper.id == id).unwrap_or_else(|| panic!("no paper {id}"))
}

/// What the sources call their fields, written down here a second time, in their order.
fn fields_of_the_sources() {
    let expected: [(&str, &[&str]); 6] = [
        (
            "netvaerksmoede-indkaldelse",
            &[
                "mødeleder",
                "beslutningsreferat",
                "formål",
                "form",
                "deltagere",
                "kontaktoplysninger til spørgsmål, afbud eller lignende",
            ],
        ),
        (
            "inddragende-netvaerksmoede",
            &[
                "Invitation til (Navn)s netværksmøde",
                "Dato:",
                "Dag dato tidsrum sted - for mødet",
                "Formålet med mødet er, at samle de voksne, der kender Navn.",
                "Vi mødes fordi ...",
                "Navn (barnet/den unge selv)",
                "Navns forældre,",
                "Navns ven/tante/nabo...",
                "skoleleder og klasselærer",
                "psykolog fra Pædagogisk Psykologisk Rådgivning, Herning Kommune",
                "Sagsbehandler fra Herning Kommune",
                "Sundhedsplejerske fra Herning Kommune",
                "X vil være mødeleder.",
                "Mødet kommer til at forløbe på følgende måde...",
                "Med venlig hilsen",
            ],
        ),
        (
            "inddragende-referat",
            &[
                "Referat fra netværksmøde den",
                "Der var indkaldt til møde på X skole/dagtilbud",
                "på baggrund af en bekymring vedrørende, cpr. nr.",
                "På mødet deltog",
                "Referent:",
                "Kontaktperson:",
                "Bekymringer:",
                "Fungerer:",
                "Hvad vil vi se ske:",
                "Aftaler / løsninger:",
            ],
        ),
        (
            "tvaerfagligt-moede",
            &[
                "Valg af mødeleder. Eventuelt turnusordning",
                "Prioritering af tid ud fra antallet af sager, der skal sparring/koordinering i",
                "Sparring/koordinering af sager med særligt fokus på:",
                "Nyt fra distriktsområdet, faggruppen eller organisationen",
            ],
        ),
        (
            "ressourcecentermoede",
            &[
                "Et barn på skolen eller som skolen modtager eller udskriver",
                "En gruppe af børn på skolen, såsom en klasse eller årgang",
                "Skoleomfattende tiltag",
                "Orientering fra skolens ledelse, CBF eller andre",
                "Aftaler om ansvar for kontakt, mødetidspunkt eller tiltag",
                "Tiltag der er målorienterede og tidsbegrænsede",
                "Opfølgning på et senere møde for erfaringsopsamling",
            ],
        ),
        (
            "smart-maal",
            &[
                "Hvad er målet?",
                "Hvem arbejder med det?",
                "Hvordan kan det ses om der sker fremskridt i forhold til målet?",
                "Hvornår forventes det opfyldt?",
                "S – specifik",
                "M – målbart",
                "A- accepterede og attraktive for barnet",
                "R- realistiske",
                "T- tidsfaste",
            ],
        ),
    ];
    for (id, fields) in expected {
        let paper = paper(id);
        let printed: Vec<&str> =
            paper.fields().map(|field| field.printed.as_str()).filter(|text| !text.is_empty()).collect();
        let found: Vec<&str> = printed.iter().copied().filter(|text| fields.contains(text)).collect();
        assert_eq!(found, fields, "{id}: {printed:?}");
    }
    // The letters and nothing else are demands, and the deadline is the printed one.
    let demands = |paper: &Paper| paper.fields().filter(|field| field.kind == Kind::Demand).count();
    let all = papers();
    assert_eq!(all.all.len(), 8);
    assert_eq!(all.all.iter().map(demands).sum::<usize>(), 5);
    assert_eq!(paper("ressourcecentermoede").field("frist").map(|field| field.days), Some(14));
}

/// Each paper stands on a template's page, whose Word file has every label; nowhere is there a field for a child's name.
fn shown_for_the_pen() {
    let pages = dist::pages(&prepared().dist);
    for paper in papers().all {
        let page =
            pages.iter().find(|page| page.address == paper.href).unwrap_or_else(|| panic!("{} is nowhere", paper.id));
        let html = page.html();
        assert!(
            dist::select(&html, &format!(".offer a[href='{PAGE}#{}']", paper.id)).next().is_some(),
            "no way to fill it in"
        );
        let file = dist::select(&html, "a[download]").next().and_then(|link| link.attr("href")).expect("a Word file");
        let bytes = fs::read(prepared().dist.join(file.trim_start_matches('/'))).expect("the file is there");
        let lines = Word::open(&bytes).lines().join("\n");
        let printed = paper.fields().filter(|field| !field.printed.is_empty()).count();
        let whose = match printed {
            0 => "Felterne og ordene på papiret er vores egne.".to_owned(),
            _ => format!("{printed} fra kilden, resten er vores. Ordene er vores egne"),
        };
        for (place, text) in [("page", &page.text), ("Word file", &lines), ("filled in", &paper.closing)] {
            assert!(text.contains(&whose), "{}, {place}: whose fields and words is not said", paper.id);
        }
        for field in paper.fields() {
            assert!(page.text.contains(&field.label), "{}: {} is not on the page", paper.id, field.label);
            assert!(lines.contains(&field.label), "{}: {} is not in the file", paper.id, field.label);
            let label = field.label.to_lowercase();
            assert!(!label.contains("barnets navn") && !label.contains("cpr"), "a field for a child: {label}");
        }
    }
}

/// Opens the tool with a paper chosen.
fn opened(browser: &Browser, paper: &str) -> site::io::serve::Server {
    let server = opened_at(browser, &format!("{PAGE}#{paper}"), TOOL);
    browser.until(&format!("document.querySelector('[id^=\"{paper}_\"]')"));
    server
}

fn filled_and_printed(browser: &Browser) {
    let _server = opened(browser, "inddragende-netvaerksmoede");
    browser.click("label[for='inddragende-netvaerksmoede_intet-peger']");
    browser.click("label[for='inddragende-netvaerksmoede_barnet']");
    browser.fill("#inddragende-netvaerksmoede_hvornaar", "Tirsdag den 1. december kl. 14-15, skolen");
    browser.fill("#inddragende-netvaerksmoede_fordi", "det er svært om morgenen");
    browser.paper();
    let paper = browser.text("body");
    for part in [
        "Invitation til inddragende netværksmøde",
        "Tirsdag den 1. december",
        "det er svært om morgenen",
        "Formålet med mødet",
    ] {
        assert!(paper.contains(part), "{part}: {paper}");
    }
    for part in ["dit eget tjek", "Intet peger på", "Hvilket papir", "Ikke ved mistanke", "Gem som fil", "Ring 112"] {
        assert!(!paper.contains(part), "{part} is printed too: {paper}");
    }
    assert_eq!(browser.count(".paper-sheet .ticks > .on"), 1);
    let sheets = pdf::pages(&browser.print());
    assert!(sheets.len() <= 2 && sheets.iter().all(|size| pdf::is_paper(*size, (210.0, 297.0))), "{sheets:?}");
    browser.screen(1280, "light");
    // Another paper, and back: what was typed is still there.
    select(browser, "papir", 8);
    browser.until("document.getElementById('smart-maal_maal')");
    select(browser, "papir", 3);
    browser.until("document.getElementById('inddragende-netvaerksmoede_fordi')");
    assert_eq!(
        browser.value("document.getElementById('inddragende-netvaerksmoede_fordi').value"),
        "det er svært om morgenen"
    );
}

fn word_file(browser: &Browser) {
    let _server = opened(browser, "netvaerksmoede-referat");
    browser.fill("#netvaerksmoede-referat_dato", "22-11-2026");
    browser.fill("#netvaerksmoede-referat_formaal", "Linje et\n<w:p> & \"to\"");
    browser.fill("#netvaerksmoede-referat_aftaler-1-1", "Ring til PPR");
    browser.fill("#netvaerksmoede-referat_aftaler-1-2", "Læreren");
    browser.click("label[for='netvaerksmoede-referat_laest-op']");
    let word = Word::open(&bytes_of(browser, &button(browser, "Hent som Word-fil")));
    let lines = word.lines();
    assert_eq!(lines[0], "Heading1: Referat af netværksmøde");
    for part in [
        "|Dato|22-11-2026|",
        "Heading2: Det mødte vi om",
        "LongField: Formålet med mødet",
        "head |Hvad gør vi?|Hvem gør det?|Hvornår er det gjort?|",
        "|Ring til PPR|Læreren||",
        "ListParagraph: ☒ Aftalerne er læst op, før mødet sluttede.",
        "ListParagraph: ☐ Alle fik mulighed for at sige noget til dem.",
        "|Afbud||",
    ] {
        assert!(lines.iter().any(|line| line == part), "{part}: {lines:#?}");
    }
    assert!(
        lines.iter().any(|line| line.contains("<w:p> & \"to\"")),
        "what was typed stands as it was typed: {lines:#?}"
    );
    assert_eq!(word.paper(), (11_906, 16_838));
    assert_eq!(word.property("title"), "Referat af netværksmøde");
    assert_eq!(word.property("language"), "da-DK");
    says(browser, ".outputs", "netvaerksmoede-referat.docx");
}

fn saved(browser: &Browser) -> String {
    PAPERS.saved(browser)
}

fn out_and_in(browser: &Browser) {
    let _server = opened(browser, "ressourcecentermoede");
    browser.fill("#ressourcecentermoede_dato", "15-01-2027");
    browser.fill("#ressourcecentermoede_barn-1-1", "Et punkt");
    browser.click("#ressourcecentermoede_barn-flere");
    browser.until("document.getElementById('ressourcecentermoede_barn-2-1')");
    browser.fill("#ressourcecentermoede_barn-2-1", "Et punkt til");
    browser.click("label[for='ressourcecentermoede_foraeldre-set']");
    let file = saved(browser);
    let before = browser.value("document.querySelector('.paper-sheet').textContent");
    let _server = opened_at(browser, PAGE, TOOL);
    open_file(browser, &file);
    says(browser, ".outputs", "er åbnet");
    browser.until("document.getElementById('ressourcecentermoede_barn-2-1')?.value === 'Et punkt til'");
    assert_eq!(browser.value("document.querySelector('.paper-sheet').textContent"), before);
    assert_eq!(saved(browser), file, "saved again it is the same file");
}

fn refused(browser: &Browser) {
    let _server = opened(browser, "smart-maal");
    browser.fill("#smart-maal_maal", "Det skal blive stående");
    PAPERS.refuses_other_files(browser);
    assert_eq!(browser.value("document.getElementById('smart-maal_maal').value"), "Det skal blive stående");
}

fn deadline(browser: &Browser) {
    let _server = opened(browser, "ressourcecentermoede");
    says(browser, ".worked-out", "Skriv mødets dato");
    browser.fill("#ressourcecentermoede_dato", "15-01-2027");
    says(browser, ".worked-out", "fredag den 1. januar 2027");
    says(browser, ".worked-out", "Datoen er ikke flyttet. Sidste hverdag før er onsdag den 30. december 2026");
    browser.fill("#ressourcecentermoede_dato", "31-02-2027");
    leads_to_the_field(browser, "ressourcecentermoede_dato", "findes ikke");
    says(browser, ".worked-out", "Skriv mødets dato");
    browser.fill("#ressourcecentermoede_dato", "14-03-2028");
    says(browser, ".worked-out", "tirsdag den 29. februar 2028");
    // The agenda is printed in the order of priority, whatever was filled in first.
    browser.fill("#ressourcecentermoede_orientering-1-1", "Nyt fra ledelsen");
    browser.fill("#ressourcecentermoede_skole-1-1", "Trivselsmåling");
    browser.fill("#ressourcecentermoede_gruppe-1-1", "Fjerde årgang");
    browser.fill("#ressourcecentermoede_barn-1-1", "En elev på vej ind");
    browser.until("document.querySelector('.paper-sheet').textContent.includes('En elev på vej ind')");
    let sheet = browser.value("document.querySelector('.paper-sheet').textContent");
    let at = |part: &str| sheet.as_str().and_then(|text| text.find(part)).unwrap_or_else(|| panic!("{part}: {sheet}"));
    let order = ["En elev på vej ind", "Fjerde årgang", "Trivselsmåling", "Nyt fra ledelsen"].map(at);
    assert!(order.is_sorted(), "{order:?}");
}

fn goal(browser: &Browser) {
    let _server = opened(browser, "smart-maal");
    for letter in ["s", "m", "a", "r", "t"] {
        select(browser, &format!("smart-maal_{letter}"), 1);
    }
    says(browser, ".worked-out", "0 af 5 krav");
    says(browser, ".worked-out", "T: Tidsfast: Svaret er ja, men »Hvornår venter vi at være der?« er ikke udfyldt");
    browser.fill("#smart-maal_hvornaar", "01-06-2027");
    says(browser, ".worked-out", "1 af 5 krav");
    browser.fill("#smart-maal_hvad", "I skole alle dage");
    browser.fill("#smart-maal_fremskridt", "Læreren fører listen");
    browser.fill("#smart-maal_hvem", "Læreren");
    browser.fill("#smart-maal_barnets-ord", "Jeg vil gerne følges");
    says(browser, ".worked-out", "Alle krav holder.");
    select(browser, "smart-maal_r", 3);
    says(browser, ".worked-out", "R: Realistisk: Find ud af det");
    let sheet = browser.value("document.querySelector('.paper-sheet').textContent");
    assert!(sheet.as_str().is_some_and(|text| text.contains("4 af 5 krav")), "{sheet}");
}

fn cpr(browser: &Browser) {
    let _server = opened(browser, "fokusteam");
    browser.fill("#fokusteam_set", "Barnet 010203-1234 kom for sent");
    leads_to_the_field(browser, "fokusteam_set", "ligner et CPR-nummer");
    says(browser, "#papirer > [role=status]", "tom linje ved: Hvad har vi set og hørt?");
    let file = saved(browser);
    let word = bytes_of(browser, &button(browser, "Hent som Word-fil"));
    for text in [file, String::from_utf8_lossy(&word).into_owned(), browser.text("body")] {
        assert!(!text.contains("010203-1234"), "{text}");
    }
    browser.paper();
    assert!(!browser.text("body").contains("010203"), "it is on paper");
    browser.screen(1280, "light");
    browser.fill("#fokusteam_set", "Barnet kom for sent");
    browser.until("!document.querySelector('.field-error') && document.querySelector('#papirer > [role=status]').innerText === ''");
    assert!(saved(browser).contains("kom for sent"));
}

/// Opens a file in the field for those of the ruler, and waits for what is said.
fn open_of_ruler(browser: &Browser, text: &str, said: &str) {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("vurdering.json");
    fs::write(&path, text).expect("a file");
    browser.choose_files("#lineal-fil", &[path]);
    says(browser, "#lineal-svar", said);
}

fn ruler_file(browser: &Browser) {
    let _server = opened(browser, "smart-maal");
    assert!(!browser.has("#lineal-fil"), "only the paper of the fokusteam takes it");
    let _server = opened(browser, "fokusteam");
    browser.fill("#fokusteam_set", "Skrevet før");
    let text = |id: &str| browser.value(&format!("document.getElementById('fokusteam_{id}').value"));
    let file = |rest: &str| format!("{{\"boernehusguiden\":\"linealen\",\"version\":\"1\",\"felter\":{{{rest}}}}}");
    // What cannot be opened, and what the ruler sends elsewhere, changes nothing.
    for (given, said) in [
        ("{\"a\":\"1\"}".to_owned(), "ikke gemt her"),
        ("{\"boernehusguiden\":".to_owned(), "beskadiget"),
        (file("").replace("linealen", "papirer"), "et andet værktøj"),
        (String::new(), "tom"),
        (file(""), "ældre udgave"),
        (file("\"fokusteam\":\"Underret med det samme.\""), "Underret med det samme."),
    ] {
        open_of_ruler(browser, &given, said);
        assert_eq!([text("set"), text("grad")], ["Skrevet før", ""], "{said}");
    }
    let found = "\"fokusteam\":{\"set\":\"Fra filen\",\"grad\":\"Niveau 2\",\"advarsel\":\"Underret først.\",\"nyt\":\"ukendt\"}";
    open_of_ruler(browser, &file(found), "er åbnet");
    says(browser, "#lineal-svar", "Underret først.");
    assert_eq!([text("set"), text("grad")], ["Skrevet før\nFra filen", "Niveau 2"]);
    open_of_ruler(browser, &file(found), "er åbnet");
    assert_eq!(text("set"), "Skrevet før\nFra filen", "opened twice it is there once");
}

fn rows(browser: &Browser) {
    let _server = opened(browser, "netvaerksmoede-indkaldelse");
    let cell = |row: usize| {
        browser.value(&format!("document.getElementById('netvaerksmoede-indkaldelse_deltagere-{row}-1')?.value"))
    };
    assert_eq!(
        [cell(1), cell(2), cell(3)],
        [Value::from("Forældre"), Value::from("Barnet eller den unge"), Value::Null]
    );
    browser.click("#netvaerksmoede-indkaldelse_deltagere-flere");
    browser.until("document.activeElement.id === 'netvaerksmoede-indkaldelse_deltagere-3-1'");
    browser.type_text("PPR");
    browser.click("[aria-label^='Fjern række 1: Deltagere']");
    browser.until("!document.getElementById('netvaerksmoede-indkaldelse_deltagere-3-1')");
    assert_eq!([cell(1), cell(2), cell(3)], [Value::from("Barnet eller den unge"), Value::from("PPR"), Value::Null]);
}

fn by_keyboard(browser: &Browser) {
    let _server = opened_at(browser, PAGE, TOOL);
    tab_to(browser, "papir");
    browser.type_text("SMART");
    browser.until("document.getElementById('smart-maal_maal')");
    tab_to(browser, "smart-maal_maal");
    browser.type_text("Et mål");
    tab_to(browser, "smart-maal_s");
    browser.type_text("Nej");
    says(browser, ".worked-out", "S: Specifikt: Skriv målet om");
    tab_to(browser, "smart-maal_gange-flere");
    browser.type_text(" ");
    browser.until("document.activeElement.id === 'smart-maal_gange-2-1'");
    lets_out(browser, &["Udskriv", "Hent som Word-fil", "Gem som fil"]);
    frame::clear_by_keyboard(browser);
    browser.until("document.getElementById('smart-maal_maal').value === ''");
}

fn clearing(browser: &Browser) {
    let _server = opened(browser, "smart-maal");
    assert_eq!(browser.value("window.onbeforeunload === null"), true, "nothing to lose yet");
    browser.fill("#smart-maal_maal", "Et mål");
    select(browser, "smart-maal_s", 1);
    assert_eq!(browser.value("window.onbeforeunload !== null"), true);
    browser.click("#ryd-alt");
    browser.until("document.activeElement.id === 'ryd-alt-ja'");
    browser.click("#ryd-alt-ja");
    browser.until("document.getElementById('smart-maal_maal').value === ''");
    browser.until("document.getElementById('smart-maal_s').selectedIndex === 0");
    assert_eq!(browser.value("window.onbeforeunload === null"), true);
}

fn without_scripts(browser: &Browser) {
    PAPERS.is_whole_without_scripts(browser, &["Referat af netværksmøde", "Vores felter"]);
    for paper in papers().all {
        assert!(browser.has(&format!("tr#{} a[href='{}']", paper.id, paper.href)), "{}", paper.id);
    }
}

fn nothing_leaves(browser: &Browser) {
    PAPERS.sends_and_stores_nothing(browser, |browser| {
        select(browser, "papir", 8);
        browser.fill("#smart-maal_maal", "Et mål");
        _ = bytes_of(browser, &button(browser, "Hent som Word-fil"));
    });
}

fn accessible(browser: &Browser) {
    let mut faults = Vec::new();
    for paper in papers().all {
        let _server = opened(browser, &paper.id);
        // Something in every field: a text that is read as a number nowhere, so that a date is an error.
        let fields = browser.value(
            "[...document.querySelectorAll('#papirer fieldset :is(input[type=text], textarea)')].map((one) => one.id)",
        );
        let fields: Vec<String> = serde_json::from_value(fields).expect("ids");
        assert!(fields.len() > 2, "{}: {fields:?}", paper.id);
        for id in fields {
            browser.fill(&format!("[id='{id}']"), "x");
        }
        faults.extend(frame::faults(browser).into_iter().map(|fault| format!("{}: {fault}", paper.id)));
    }
    let _server = opened(browser, "smart-maal");
    for letter in ["s", "m", "a", "r", "t"] {
        select(browser, &format!("smart-maal_{letter}"), 1);
    }
    says(browser, ".worked-out", "0 af 5 krav");
    faults.extend(frame::looked_at("a goal that does not hold", browser));
    let _server = opened(browser, "fokusteam");
    open_of_ruler(browser, "{}", "ikke gemt her i guiden");
    faults.extend(frame::looked_at("a file of the ruler that is none", browser));
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}
