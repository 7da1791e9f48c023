//! The editors' preview in the browser: the page `/redaktoer/`, started. Built for wasm32 by Trunk (`redaktoer.html`).

#[cfg(target_arch = "wasm32")]
mod browser;
#[cfg(target_arch = "wasm32")]
mod dictionary;
#[cfg(target_arch = "wasm32")]
mod frame;
#[cfg(target_arch = "wasm32")]
mod page;
#[cfg(target_arch = "wasm32")]
mod search;
#[cfg(target_arch = "wasm32")]
mod work;

fn main() {
    #[cfg(target_arch = "wasm32")]
    page::start();
}
