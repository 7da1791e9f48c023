//! Ladders and courses.
//!
//! Contract: a ladder stands on its lowest step, at the bottom left, and climbs to the right; a course runs from the top down, with
//! numbers and arrows. Both are read in the same order as the list beside them, and both fit a phone.

use super::pen::{Column, Em, Pen, WIDTH, faint, plain, strong};
use crate::chart::scale::Share;
use crate::chart::{Sequence, Stage, Step};
use maud::html;

/// How far a step lies to the right of the one below: so far, and all of them together no further than the other.
const STEP: u32 = 700;
const STEPS: u32 = 2_800;

/// The room within a step or a box, on each side and above and below.
const PAD: Em = Em(60);

/// Draws a ladder.
pub(super) fn ladder(pen: &mut Pen, steps: &Sequence<Step>) {
    let above = u32::try_from(steps.items().len()).unwrap_or(u32::MAX).saturating_sub(1).max(1);
    let shift = STEP.min(STEPS / above);
    // Half of the uppermost line.
    pen.down(Em(10));
    for (height, step) in (0_u32..).zip(steps.items()).collect::<Vec<_>>().into_iter().rev() {
        let x = Share::new(shift * height);
        let top = pen.y();
        let column = Column { x: &x.to_string(), indent: PAD, room: room(x) };
        // The ground is drawn below its text, so its height is found first.
        let mut text = Pen::default();
        text.down(Em(top.0 + PAD.0));
        text.text(column, &[strong(&step.name)]);
        text.text(column, &[plain(&step.text)]);
        text.down(PAD);
        let bottom = text.y();
        pen.draw(html! {
            rect.ground x=(x) y=(top) width=(Share::new(10_000 - x.hundredths())) height=(Em(bottom.0 - top.0)) {}
            line.edge x1=(x) x2="100%" y1=(top) y2=(top) {}
            line.edge x1=(x) x2=(x) y1=(top) y2=(bottom) {}
        });
        pen.draw(text.finish());
        pen.down(Em(bottom.0 - top.0));
    }
}

/// Draws a course.
pub(super) fn course(pen: &mut Pen, stages: &Sequence<Stage>) {
    let last = stages.items().len();
    for (number, stage) in (1..).zip(stages.items()) {
        let top = Em(pen.y().0 + 5);
        let column = Column { x: "0", indent: PAD, room: room(Share::ZERO) };
        let mut text = Pen::default();
        text.down(Em(top.0 + PAD.0));
        text.text(column, &[strong(&format!("{number}.")), strong(&stage.name)]);
        if let Some(actor) = &stage.actor {
            text.text(column, &[faint(actor)]);
        }
        text.text(column, &[plain(&stage.text)]);
        text.down(PAD);
        let height = Em(text.y().0 - top.0);
        // Half of a line's thickness lies outside of its box.
        pen.draw(html! { rect.ground.stage x="0.4%" y=(top) width="99.2%" height=(height) {} });
        pen.draw(text.finish());
        pen.down(Em(height.0 + 5));
        if number < last {
            let y = Em(pen.y().0 + 20);
            pen.draw(html! {
                svg x="1.2em" y=(y) width="1.2em" height="1.2em" viewBox="0 0 12 12" { path.arrow d="M6 0v11M2 7l4 4 4-4" {} }
            });
            pen.down(Em(160));
        }
    }
    pen.down(Em(5));
}

fn room(x: Share) -> Em {
    Em(WIDTH.0 * (10_000 - x.hundredths()) / 10_000 - 2 * PAD.0)
}
