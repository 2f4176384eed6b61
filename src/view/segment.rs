//! One of several: a row of options of which one is chosen.

use yew::prelude::*;

/// What is chosen, and from what.
pub struct Options<'a, T> {
    /// What is chosen here; names the group for assistive technology, so it must be the only one of this name.
    pub name: AttrValue,
    /// The options, in their order.
    pub all: &'a [T],
    /// The one that is chosen.
    pub chosen: T,
    /// What an option is called.
    pub called: fn(T) -> AttrValue,
    /// What it means, shown when the pointer rests on it.
    pub meaning: Option<&'a dyn Fn(T) -> AttrValue>,
}

/// Radio buttons, so that the arrow keys move among them. `class` is empty, or a style of its own.
pub fn segment<T>(options: Options<'_, T>, class: &'static str, choose: &Callback<T>) -> Html
where
    T: Copy + PartialEq + 'static,
{
    let option = |&one: &T| {
        html! {
            <label class="pick" title={options.meaning.map(|meaning| meaning(one))}>
                <input
                    type="radio"
                    name={&options.name}
                    checked={one == options.chosen}
                    onchange={choose.reform(move |_: Event| one)}
                />
                <span>{ (options.called)(one) }</span>
            </label>
        }
    };
    html! {
        <div class={classes!("segment", class)} role="radiogroup" aria-label={&options.name}>
            { for options.all.iter().map(option) }
        </div>
    }
}
