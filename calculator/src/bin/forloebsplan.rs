//! `calculator::ui::course`, started. Built for wasm32 only, by Trunk (`forloebsplan.html`).

fn main() {
    calculator::ui::course::start();
}
