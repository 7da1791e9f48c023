//! From the texts in which the second module gives a plan out of a link to what could have been typed.
//!
//! Contract: reading the draft gives the same plan. The texts come from `workings::opening` alone, in its order; it has checked
//! every value of the link.

use super::super::relay::Texts;
use super::super::signal::Signal;
use calculator::{Amount, FixedKind, Level, Money, Origin, Range, ScenarioKind, ServiceId, Subject, Unit, What, Year};
use jiff::civil::Date;

use super::{Beside, Draft, Fixed, LIKELY, Payer, Priced, Typed, Typing, Way};

impl Draft {
    /// The draft of a plan.
    pub(crate) fn open(from: &mut Texts<'_>) -> Draft {
        let [day, month] = [(); 2].map(|()| i8::try_from(from.number()).unwrap_or(1));
        let year = from.text().parse().unwrap_or_default();
        let mut draft = Draft::new(Date::new(year, month, day).unwrap_or(Date::MAX));
        draft.first_year = Typed::new(from.text());
        draft.years = from.number();
        draft.carried = from.number() == 1;
        if draft.carried {
            draft.level = Level::Current;
            draft.base = Typed::new(from.text());
            for _ in 0..from.number() {
                let year = u16::try_from(from.number()).unwrap_or_default();
                *draft.change_mut(year) = typed(from);
            }
        }
        draft.scenarios.clear();
        for _ in 0..from.number() {
            draft.scenarios.push(Way::new(one_of(&ScenarioKind::ALL, from)));
            draft.active = draft.scenarios.len() - 1;
            draft.fill(from);
        }
        draft.active = 0;
        draft
    }

    fn fill(&mut self, from: &mut Texts<'_>) {
        let years = self.years;
        self.way_mut().title = Typed::new(from.text());
        for _ in 0..from.number() {
            let line = self.opened_line(from);
            self.way_mut().lines.push(line);
        }
        let way = self.way_mut();
        for _ in 0..from.number() {
            let what = one_of(&FixedKind::ALL, from);
            let label = Typed::new(from.text());
            let amounts = all_typed(years, from);
            let [year, note] = [(); 2].map(|()| Typed::new(from.text()));
            way.fixed.push(Fixed { what, label, amounts, year, note });
        }
        for _ in 0..from.number() {
            let name = Typed::new(from.text());
            way.payers.push(Payer { name, shares: all_typed(years, from) });
        }
    }

    fn opened_line(&self, from: &mut Texts<'_>) -> Typing {
        let (own, words) = (from.number() == 1, from.text());
        let service = if own { None } else { ServiceId::parse(words).ok() };
        let id = self.line_id(if service.is_some() { words } else { "egen" });
        let name = if service.is_some() { Typed::default() } else { Typed::new(words) };
        let subject = service.map_or_else(|| Subject::Own(words.to_owned()), Subject::Service);
        let unit = one_of(&Unit::ALL, from);
        let counts = all_typed(self.years, from);
        let composed = from.number() == 1;
        let price = priced(from);
        let mut extras = Vec::new();
        for _ in 0..from.number() {
            let what = one_of(&What::ALL, from);
            let measure = typed(from);
            extras.push(Beside { what, measure, rate: priced(from) });
        }
        Typing { id, subject, unit, name, counts, price, composed, extras, away: Vec::new(), pulse: Signal::new() }
    }
}

fn one_of<T: Copy>(all: &[T], from: &mut Texts<'_>) -> T {
    all.get(from.number()).copied().unwrap_or(all[0])
}

fn all_typed(count: usize, from: &mut Texts<'_>) -> Vec<Typed> {
    (0..count).map(|_| typed(from)).collect()
}

#[inline(never)]
fn typed(from: &mut Texts<'_>) -> Typed {
    let mut typed = Typed { unsure: from.number() == 3, ..Typed::default() };
    if typed.unsure {
        typed.text = [(); 3].map(|()| from.text().to_owned());
    } else {
        typed.text[LIKELY] = from.text().to_owned();
    }
    typed
}

#[inline(never)]
fn priced(from: &mut Texts<'_>) -> Priced {
    let kind = from.number();
    let mut priced = Priced { own: kind < 2, ..Priced::default() };
    if kind == 1 {
        priced.amount = typed(from);
        let [year, provider, note] = [(); 3].map(|()| Typed::new(from.text()));
        return Priced { year, provider, note, ..priced };
    }
    if kind > 1 {
        let amount = from.text().parse().ok().and_then(Amount::from_ore).unwrap_or_default();
        let year = Year::parse(from.text()).ok();
        let id = from.text().to_owned();
        let origin = if kind == 2 { Origin::Rate } else { Origin::Figure { id } };
        priced.register = Some(Money { amount: Range::exact(amount), year, origin });
    }
    priced
}
