//! One sentence in its box.

use std::rc::Rc;

use yew::prelude::*;

use crate::app::Action;
use crate::browser;
use crate::model::Side;

/// What a [`Sentence`] shows.
#[derive(PartialEq, Properties)]
pub struct Props {
    /// Which of the two.
    pub side: Side,
    /// It belongs to the pair that is compared with.
    #[prop_or_default]
    pub beside: bool,
    /// The name of its language.
    pub language: AttrValue,
    /// Its language as a BCP 47 tag.
    pub tag: Option<AttrValue>,
    /// What stands in it.
    pub text: Rc<str>,
    /// What to say about it, such as that it is longer than the model is used to.
    pub notes: Rc<[AttrValue]>,
    /// Stands at the end of its heading.
    #[prop_or_default]
    pub children: Html,
    /// Where actions go.
    pub dispatch: Callback<Action>,
}

/// A labelled box that grows with its text: behind it stands the same text, unseen, and gives it its height.
#[component]
pub fn Sentence(props: &Props) -> Html {
    let side = props.side;
    let beside = props.beside;
    let (id, role) = match (side, beside) {
        (Side::Source, false) => ("source", "what the model reads"),
        (Side::Target, false) => ("target", "what the model writes"),
        (Side::Source, true) => ("source-beside", "to compare with"),
        (Side::Target, true) => ("target-beside", "to compare with"),
    };
    let notes = format!("{id}-notes");
    let dispatch = props.dispatch.clone();
    let oninput = Callback::from(move |event: InputEvent| {
        if let Some(text) = browser::typed(&event) {
            dispatch.emit(match beside {
                false => Action::Type(side, text.into()),
                true => Action::TypeBeside(side, text.into()),
            });
        }
    });
    html! {
        <div class="sentence">
            <div class="sentence-head">
                <label for={id}>{ &props.language }<span class="role">{ role }</span></label>
                { props.children.clone() }
            </div>
            <div class="grow">
                // A line break at the end has height only when something follows it.
                <div class="mirror" aria-hidden="true">{ format!("{}\u{200b}", props.text) }</div>
                <textarea
                    {id}
                    rows="1"
                    dir="auto"
                    lang={props.tag.clone()}
                    spellcheck="false"
                    autocomplete="off"
                    autocapitalize="sentences"
                    value={props.text.to_string()}
                    aria-describedby={notes.clone()}
                    {oninput}
                />
            </div>
            <div class="notes" id={notes} role="status">{ for props.notes.iter().map(|note| html! { <p>{ note }</p> }) }</div>
        </div>
    }
}
