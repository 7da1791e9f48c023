//! `calculator::ui::self_check`, started. Built for wasm32 only, by Trunk (`selvtjek.html`).

fn main() {
    calculator::ui::self_check::start();
}
