//! One of several: a row of options of which one is chosen.

use yew::prelude::*;

/// What a [`Segment`] offers.
#[derive(Debug, PartialEq, Properties)]
pub struct Props {
    /// What is chosen here; names the group for assistive technology, so it must be the only one of this name.
    pub name: AttrValue,
    /// The options.
    pub options: Vec<AttrValue>,
    /// What an option means, shown when the pointer rests on it; empty, or one for each.
    #[prop_or_default]
    pub meanings: Vec<AttrValue>,
    /// The place of the option that is chosen.
    pub chosen: usize,
    /// Called with the place of another option.
    pub choose: Callback<usize>,
    /// More classes.
    #[prop_or_default]
    pub class: Classes,
}

/// Radio buttons, so that the arrow keys move among them.
#[component]
pub fn Segment(props: &Props) -> Html {
    let options = props.options.iter().enumerate().map(|(i, option)| {
        let choose = props.choose.reform(move |_: Event| i);
        html! {
            <label key={i} class="pick" title={props.meanings.get(i).cloned()}>
                <input type="radio" name={&props.name} checked={i == props.chosen} onchange={choose} />
                <span>{ option }</span>
            </label>
        }
    });
    html! {
        <div class={classes!("segment", props.class.clone())} role="radiogroup" aria-label={&props.name}>
            { for options }
        </div>
    }
}
