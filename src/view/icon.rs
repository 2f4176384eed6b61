//! The few drawings that stand for words.

use yew::prelude::*;

/// A drawing in the colour of the text around it; the words are said elsewhere.
pub fn icon(name: &'static str) -> Html {
    let (size, path) = match name {
        "loom" => (
            "0 0 32 32",
            "M5 7C17 7 15 25 27 25M5 16C15 16 17 7 27 7M5 25C17 25 17 16 27 16",
        ),
        "light" => (
            "0 0 24 24",
            "M12 8a4 4 0 1 0 .01 0M12 2v2M12 20v2M2 12h2M20 12h2M4.9 4.9l1.4 1.4M17.7 17.7l1.4 1.4M4.9 19.1l1.4-1.4M17.7 6.3l1.4-1.4",
        ),
        "dark" => (
            "0 0 24 24",
            "M20 14.5A8.5 8.5 0 1 1 9.5 4a7 7 0 0 0 10.5 10.5z",
        ),
        "system" => (
            "0 0 24 24",
            "M12 3a9 9 0 1 0 .01 0M12 3v18M12 6.5h6M12 10h8M12 14h8M12 17.5h6",
        ),
        "export" => ("0 0 24 24", "M12 3.5v11M8 11l4 4 4-4M4.5 16v3.5h15V16"),
        "undo" => ("0 0 24 24", "M8 4 3.5 8.5 8 13M4 8.5h10a6 6 0 0 1 0 12H9"),
        "redo" => (
            "0 0 24 24",
            "M16 4 20.5 8.5 16 13M20 8.5H10a6 6 0 0 0 0 12h5",
        ),
        "up" => ("0 0 16 16", "M3 10.5 8 5.5 13 10.5"),
        "down" => ("0 0 16 16", "M3 5.5 8 10.5 13 5.5"),
        _ => ("0 0 24 24", ""),
    };
    html! {
        <svg class={classes!("icon", name)} viewBox={size} aria-hidden="true"><path d={path} /></svg>
    }
}
