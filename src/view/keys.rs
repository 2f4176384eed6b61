//! The sheet of keys.

use yew::prelude::*;

use crate::app::Action;
use crate::browser;

/// Where the keyboard's focus goes when the sheet opens.
const SHUT: &str = "keys-shut";

/// What a key does, and where.
const KEYS: [(&str, &str); 14] = [
    ("Tab", "from one control to the next"),
    ("← → ↑ ↓", "among layers, figures and other choices of one"),
    ("← → ↑ ↓", "on a word of a figure: to the next word"),
    ("Home End", "to the first and the last word of a column"),
    ("Enter", "pins the word, or lets go of it"),
    ("Shift Enter", "pins one more word"),
    ("Enter", "on a head: shows it too, or no longer"),
    ("Escape", "lets go of what is pinned, then shuts the panel"),
    (
        "← →",
        "in a walk through a pair: one step on or back; in the lessons: the next or the previous one",
    ),
    (
        "← → ↑ ↓",
        "on an arrow's tip in a lesson: moves it, with Shift farther",
    ),
    (
        "Ctrl Z",
        "takes back the last change (in a text box, the box's own)",
    ),
    ("Ctrl Shift Z", "does it again"),
    ("Ctrl wheel", "over a heatmap: larger or smaller cells"),
    ("?", "opens and shuts this sheet"),
];

/// What the [`Keys`] need.
#[derive(PartialEq, Properties)]
pub struct Props {
    /// Where actions go.
    pub dispatch: Callback<Action>,
}

/// The sheet. Takes the keyboard's focus as it opens, so that a screen reader reads it.
#[component]
pub fn Keys(props: &Props) -> Html {
    use_effect_with((), |()| browser::focus(SHUT));
    let shut = props.dispatch.reform(|_: MouseEvent| Action::Keys);
    html! {
        <section class="keys" role="dialog" aria-labelledby="keys-title">
            <div class="keys-head">
                <h2 id="keys-title">{ "Keys" }</h2>
                <button id={SHUT} type="button" class="button quiet" onclick={shut}>{ "Close" }</button>
            </div>
            <dl>
                { for KEYS.map(|(key, does)| html! { <div><dt><kbd>{ key }</kbd></dt><dd>{ does }</dd></div> }) }
            </dl>
        </section>
    }
}
