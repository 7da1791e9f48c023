//! `calculator::ui::papers`, started. Built for wasm32 only, by Trunk (`papirer.html`).

fn main() {
    calculator::ui::papers::start();
}
