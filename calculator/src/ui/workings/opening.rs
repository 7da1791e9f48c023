//! A plan out of a link, as what could have been typed: for the module that has the form.
//!
//! Contract: reading the draft that is made of it gives the same plan. Where the prices of today are others, what they would
//! change is said beside it, with the link of the plan as it then is. The order of the texts is that in which `price::draft::open`
//! takes them.

use calculator::wire::Data;
use calculator::{
    Amount, Change, Extra, FixedCost, Line, Measure, Money, Origin, Plan, Pricing, Range, Scenario, Share, Subject,
    link, text,
};
use jiff::civil::Date;

use super::relay::joined;

/// What a link holds: what is wrong with it; or nothing wrong, the link with the prices of today, what those change, the draft.
pub(crate) fn read(data: &Data, fragment: &str, today: Date) -> String {
    let plan = match link::read(fragment) {
        Ok(plan) => plan,
        Err(error) => return joined([error.to_string().as_str()]),
    };
    let mut out = Out(vec![String::new()]);
    match link::recalculate(plan.clone(), &data.catalogue, today) {
        Ok(renewed) if !renewed.changes.is_empty() => {
            out.text(&link::write(&renewed.plan));
            out.number(renewed.changes.len());
            for change in &renewed.changes {
                out.text(&text::recalculated(&renewed.plan, &data.catalogue, change));
            }
        }
        _ => {
            out.text("");
            out.number(0);
        }
    }
    out.plan(&plan);
    joined(out.0.iter().map(String::as_str))
}

/// Texts, one after the other.
struct Out(Vec<String>);

impl Out {
    fn text(&mut self, text: &str) {
        self.0.push(text.to_owned());
    }

    fn number(&mut self, number: usize) {
        self.0.push(number.to_string());
    }

    /// The place of a value in the list of all.
    fn one_of<T: PartialEq>(&mut self, all: &[T], one: &T) {
        self.number(all.iter().position(|other| other == one).unwrap_or_default());
    }

    fn plan(&mut self, plan: &Plan) {
        let day = plan.rate_date();
        for part in [i16::from(day.day()), i16::from(day.month()), day.year()] {
            self.text(&part.to_string());
        }
        self.text(&plan.years().first().to_string());
        self.number(plan.years().count());
        self.number(usize::from(plan.level().is_some()));
        if let Some(level) = plan.level() {
            self.text(&level.base().to_string());
            self.number(level.changes().len());
            for (index, change) in level.changes().iter().enumerate() {
                let year = level.first().later(index).map(|year| usize::from(year.get()));
                self.number(year.unwrap_or_default());
                let bare = |value: Change| without_sign(&value.to_string()).replace('−', "-");
                self.range(*change, bare);
            }
        }
        self.number(plan.scenarios().len());
        plan.scenarios().iter().for_each(|scenario| self.scenario(scenario));
    }

    fn scenario(&mut self, scenario: &Scenario) {
        self.one_of(&calculator::ScenarioKind::ALL, &scenario.kind);
        self.text(&scenario.title);
        self.number(scenario.lines.len());
        scenario.lines.iter().for_each(|line| self.line(line));
        self.number(scenario.fixed.len());
        scenario.fixed.iter().for_each(|cost| self.fixed(cost));
        self.number(scenario.payers.len());
        for payer in &scenario.payers {
            self.text(&payer.name);
            payer
                .shares
                .iter()
                .for_each(|one| self.open(*one, |share: Share| without_sign(&share.to_string()).to_owned()));
        }
    }

    fn line(&mut self, line: &Line) {
        let (kind, words) = match &line.subject {
            Subject::Service(id) => (0, id.as_str()),
            Subject::Own(words) => (1, words.as_str()),
        };
        self.number(kind);
        self.text(words);
        self.one_of(&calculator::Unit::ALL, &line.unit);
        for count in &line.counts {
            self.open(*count, |value| value.get().to_string());
        }
        self.number(usize::from(line.price == Pricing::Composed));
        self.money(if let Pricing::Given(money) = &line.price { Some(money) } else { None });
        self.number(line.extras.len());
        line.extras.iter().for_each(|extra| self.extra(extra));
    }

    fn extra(&mut self, extra: &Extra) {
        self.one_of(&calculator::What::ALL, &extra.what());
        self.open(extra.measure(), |value: Measure| value.to_string());
        self.money(extra.rate());
    }

    /// Nothing, an amount of the user's, or one of a register: a rate, or a figure with its id.
    fn money(&mut self, money: Option<&Money>) {
        let Some(money) = money else { return self.number(0) };
        let year = money.year().map(|year| year.to_string()).unwrap_or_default();
        let register = |out: &mut Out, kind: usize, id: &str| {
            out.number(kind);
            out.text(&money.amount().likely().ore().to_string());
            out.text(&year);
            out.text(id);
        };
        match money.origin() {
            Origin::Entered { provider, note } => {
                self.number(1);
                self.amount(money.amount());
                self.text(&year);
                self.text(provider);
                self.text(note);
            }
            Origin::Rate => register(self, 2, ""),
            Origin::Figure { id } => register(self, 3, id),
        }
    }

    fn fixed(&mut self, cost: &FixedCost) {
        self.one_of(&calculator::FixedKind::ALL, &cost.what);
        self.text(&cost.label);
        cost.amounts.iter().for_each(|amount| self.open(*amount, text::bare_amount));
        self.text(&cost.year.map(|year| year.to_string()).unwrap_or_default());
        self.text(&cost.note);
    }

    fn amount(&mut self, amount: Range<Amount>) {
        self.range(amount, text::bare_amount);
    }

    /// One number.
    fn exact(&mut self, text: &str) {
        self.number(1);
        self.text(text);
    }

    /// A number, or an empty text while it is open.
    fn open<T: Copy + PartialOrd>(&mut self, range: Option<Range<T>>, write: impl Fn(T) -> String) {
        match range {
            Some(range) => self.range(range, write),
            None => self.exact(""),
        }
    }

    /// One number, or three.
    fn range<T: Copy + PartialOrd>(&mut self, range: Range<T>, write: impl Fn(T) -> String) {
        if range.is_exact() {
            return self.exact(&write(range.likely()));
        }
        self.number(3);
        [range.low(), range.likely(), range.high()].into_iter().for_each(|value| self.text(&write(value)));
    }
}

/// A percentage without its sign, as it is typed.
fn without_sign(text: &str) -> &str {
    text.strip_suffix(" %").unwrap_or(text)
}
