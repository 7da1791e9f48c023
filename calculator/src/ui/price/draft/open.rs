//! From a plan, as it comes out of a link, to what could have been typed.
//!
//! Contract: reading the draft of a plan gives the same plan.

use super::super::signal::Signal;
use calculator::{
    Amount, Extra, FixedCost, Level, Line, Money, Origin, Plan, Pricing, Range, Scenario, Subject, What, text,
};

use super::{Beside, Draft, Fixed, Payer, Priced, Typed, Typing, Way};

impl Draft {
    /// The draft of a plan.
    pub(crate) fn open(plan: &Plan) -> Draft {
        let mut draft = Draft::new(plan.rate_date());
        draft.first_year = Typed::new(&plan.years().first().to_string());
        draft.years = plan.years().count();
        if let Some(level) = plan.level() {
            draft.carried = true;
            draft.level = Level::Current;
            draft.base = Typed::new(&level.base().to_string());
            for (index, change) in level.changes().iter().enumerate() {
                let bare = |value: calculator::Change| without_sign(&value.to_string()).replace('−', "-");
                draft.changes.extend(level.first().later(index).map(|year| (year.get(), typed(*change, bare))));
            }
        }
        draft.scenarios.clear();
        for scenario in plan.scenarios() {
            draft.scenarios.push(Way::new(scenario.kind));
            draft.active = draft.scenarios.len() - 1;
            draft.fill(scenario);
        }
        draft.active = 0;
        draft
    }

    fn fill(&mut self, scenario: &Scenario) {
        for line in &scenario.lines {
            let id = self.line_id(if let Subject::Service(id) = &line.subject { id.as_str() } else { "egen" });
            let line = Typing::open(id, line);
            self.way_mut().lines.push(line);
        }
        let way = self.way_mut();
        way.title = Typed::new(&scenario.title);
        way.fixed = scenario.fixed.iter().map(Fixed::open).collect();
        let payer = |payer: &calculator::Payer| Payer {
            name: Typed::new(&payer.name),
            shares: payer.shares.iter().map(|share| Typed::new(without_sign(&share.to_string()))).collect(),
        };
        way.payers = scenario.payers.iter().map(payer).collect();
    }
}

/// What could have been typed for a range.
fn typed<T: Copy + PartialOrd>(range: Range<T>, write: fn(T) -> String) -> Typed {
    let likely = Typed::new(&write(range.likely()));
    if range.is_exact() {
        return likely;
    }
    let text = [range.low(), range.likely(), range.high()].map(write);
    Typed { text, unsure: true, ..likely }
}

fn amount(range: Range<Amount>) -> Typed {
    typed(range, text::bare_amount)
}

impl Typing {
    fn open(id: String, line: &Line) -> Typing {
        let count = |count: &Option<Range<calculator::Quantity>>| {
            count.map(|count| typed(count, |value| value.get().to_string())).unwrap_or_default()
        };
        let name = if let Subject::Own(name) = &line.subject { Typed::new(name) } else { Typed::default() };
        let price = match &line.price {
            Pricing::Given(money) => Priced::open(money),
            Pricing::Open | Pricing::Composed => Priced { own: true, ..Priced::default() },
        };
        Typing {
            id,
            subject: line.subject.clone(),
            unit: line.unit,
            name,
            counts: line.counts.iter().map(count).collect(),
            price,
            composed: line.price == Pricing::Composed,
            extras: line.extras.iter().map(Beside::open).collect(),
            pulse: Signal::new(),
        }
    }
}

impl Priced {
    fn open(money: &Money) -> Priced {
        let Origin::Entered { provider, note } = money.origin() else {
            return Priced { register: Some(money.clone()), ..Priced::default() };
        };
        Priced {
            amount: amount(money.amount()),
            year: money.year().map(|year| Typed::new(&year.to_string())).unwrap_or_default(),
            provider: Typed::new(provider),
            note: Typed::new(note),
            register: None,
            own: true,
        }
    }
}

impl Beside {
    fn open(extra: &Extra) -> Beside {
        let rate = extra.rate().map(Priced::open);
        let empty = Beside::new(extra.what());
        let text = |value: calculator::Measure| value.to_string();
        debug_assert!(rate.is_some() || extra.what() == What::Cancelled);
        Beside { measure: typed(extra.measure(), text), rate: rate.unwrap_or(empty.rate), ..empty }
    }
}

impl Fixed {
    fn open(cost: &FixedCost) -> Fixed {
        Fixed {
            what: cost.what,
            label: Typed::new(&cost.label),
            amounts: cost.amounts.iter().copied().map(amount).collect(),
            year: cost.year.map(|year| Typed::new(&year.to_string())).unwrap_or_default(),
            note: Typed::new(&cost.note),
        }
    }
}

/// A percentage without its sign, as it is typed.
fn without_sign(text: &str) -> &str {
    text.strip_suffix(" %").unwrap_or(text)
}
