//! `calculator::ui::ladder`, started. Built for wasm32 only, by Trunk (`trappescenarie.html`).

fn main() {
    calculator::ui::ladder::start();
}
