//! The worker: a session that answers the page.

fn main() {
    #[cfg(target_arch = "wasm32")]
    attention_loom::browser::serve();
}
