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
    let radio = |&one: &T| Radio {
        text: (options.called)(one),
        title: options.meaning.map(|meaning| meaning(one)),
        checked: one == options.chosen,
        choose: choose.reform(move |_: Event| one),
    };
    radios(options.name, class, options.all.iter().map(radio).collect())
}

/// One option.
pub struct Radio {
    /// What it is called.
    pub text: AttrValue,
    /// What it means, shown when the pointer rests on it.
    pub title: Option<AttrValue>,
    /// It is the one chosen.
    pub checked: bool,
    /// Called when it is chosen.
    pub choose: Callback<Event>,
}

/// The radio buttons of one group.
pub fn radios(name: AttrValue, class: &'static str, radios: Vec<Radio>) -> Html {
    let radio = |radio: Radio| {
        html! {
            <label class="pick" title={radio.title}>
                <input type="radio" name={&name} checked={radio.checked} onchange={radio.choose} />
                <span>{ radio.text }</span>
            </label>
        }
    };
    let radios: Html = radios.into_iter().map(radio).collect();
    html! {
        <div class={classes!("segment", class)} role="radiogroup" aria-label={name}>{ radios }</div>
    }
}
