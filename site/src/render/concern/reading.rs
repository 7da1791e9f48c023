//! How a filled-in form is read: from answers to a level, with pen and paper.
//!
//! Contract: step by step the same rules that the tool has, each step one value to tick; the squares are those of the rules. What comes
//! before all weighing is read first, and a level is never read without whether the parents may be contacted.

use super::super::words::{capital, heading};
use super::sheet::{boxes, title};
use super::tables::square;
use super::{Of, rules, text, words};
use calculator::concern::model::Strength;
use calculator::concern::{Class, Contact};
use maud::{Markup, html};

/// From the answers to the level.
pub(super) fn reading(of: &Of<'_>) -> Markup {
    let limits = &of.model.limits;
    let strongest = |class: Class, of_whom: &str| {
        html! {
            (step(of, &of.model.class(class).name))
            p { "Find det stærkeste tegn med Ja, hvor der står »" (of_whom) "«." }
            (values(of, class))
        }
    };
    html! {
        (title(of, "Aflæs resultatet"))
        (step(of, "De indledende svar"))
        p { "Har et af dine svar »intet niveau« ved sig, stopper du her: Gør det, der står ved svaret. Er der flere, går det akutte først. Mangler et af svarene, så tag det først. Til da er der intet niveau." }
        (step(of, "Må forældrene kontaktes?"))
        p { "Sæt ét kryds. Det strengeste, der står ved et af dine svar, gælder. Mangler et af de indledende svar, er det mindst »" (capital(Contact::Agree.key())) "«." }
        (contacts(of))
        @let (pregnant, said) = text(of, "ufoedt-kontakt");
        p { strong { (pregnant) ": " } (said) }
        (strongest(Class::Child, "Barnet"))
        (strongest(Class::Care, "Omsorgen"))
        ul {
            li { "Et let tegn, der ses næsten hver dag, regnes som tydeligt. Det gælder ikke et tegn mærket »tilstand«." }
            li { "Tegn på samme akse i " (limits.areas_clear) " områder eller flere regnes som tydelige." }
        }
        (step(of, &of.model.class(Class::Breadth).name))
        p { "I hvor mange områder er der mindst ét tydeligt eller alvorligt tegn?" }
        (values(of, Class::Breadth))
        (step(of, &of.model.class(Class::Course).name))
        p { "Er der ingen tegn med Ja, er forløbet »" (of.model.value_name(Class::Course, 0)) "«." }
        (square(of, "forloeb"))
        (step(of, &of.model.class(Class::Burden).name))
        p { "Tæl belastningerne med Ja: " (limits.burden[0]) " eller flere er »" (of.model.value_name(Class::Burden, 1)) "«, " (limits.burden[1]) " eller flere er »" (of.model.value_name(Class::Burden, 2)) "«." }
        (values(of, Class::Burden))
        (square(of, "vaegt"))
        (square(of, "billede"))
        (square(of, "niveau"))
        p { "Står der »mindst niveau« ved et af de indledende svar, er niveauet mindst det. Alene giver " (floors(of)) "." }
        (step(of, "Det, du ikke ved"))
        p { "Ved ikke og tomme felter tæller ikke som Nej. Aflæs derfor to gange: først med dem som det bedste svar, så med dem som det værste. Niveauet ligger imellem. Er mere end 1 ud af " (limits.unknown_one_in) " tegn på en akse ukendt, siger det ikke meget. Får du 1 først og mere end 2 bagefter, kan det ikke afgøres endnu." }
        (boxes(["Niveau nu: ____", "Kan være: ____"].into_iter()))
        p { "Kan det være 4 eller 5? " (text(of, "spaend-stort").1) }
        (step(of, "Kun ved niveau 3"))
        (square(of, "spor-3"))
        p { "Står der underretning, gør du som ved niveau 4." }
        (step(of, "Min egen vurdering"))
        p { @let (name, said) = text(of, "uenighed"); strong { (name) } " " (said) }
        p.write { "Niveau ____ fordi" }
        div.lines { @for _ in 0..3 { span.rule {} } }
        @let (duty, said) = text(of, "pligt");
        p { strong { (duty) ": " } (said) }
    }
}

fn step(of: &Of<'_>, words: &str) -> Markup {
    heading(of.level + 1, None, None, &html! { (words) })
}

/// The values of a class, each with a box.
fn values(of: &Of<'_>, class: Class) -> Markup {
    html! {
        ul.ticks {
            @for value in &of.model.class(class).values {
                li { (capital(&value.name)) @if !value.text.is_empty() { ": " (words(&value.text)) } }
            }
        }
    }
}

/// What may be said to the parents, by the editors' keys: their names would be an invitation.
fn contacts(of: &Of<'_>) -> Markup {
    html! {
        ul.ticks {
            @for contact in Contact::ALL {
                @let row = &of.model.contacts[contact as usize];
                li { strong { (capital(&row.id)) ". " } (super::running(&row.sentences)) }
            }
        }
    }
}

/// `et let tegn mindst niveau 2, et tydeligt tegn mindst 3`
fn floors(of: &Of<'_>) -> String {
    let one = |strength: &Strength| format!("et {} mindst niveau {}", strength.name.to_lowercase(), strength.floor);
    of.model.strengths.iter().map(one).collect::<Vec<_>>().join(", ")
}

/// What is done at each level.
pub(super) fn steps(of: &Of<'_>) -> Markup {
    html! { (title(of, "Det gør du ved hvert niveau")) (rules::levels(&Of { level: of.level + 1, ..*of })) }
}
