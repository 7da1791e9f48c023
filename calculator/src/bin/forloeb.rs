//! What ordinary cases cost, in the browser: `calculator::ui::cases`, started. Built for wasm32 only, by Trunk (`forloeb.html`).

fn main() {
    calculator::ui::cases::start();
}
