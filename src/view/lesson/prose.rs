//! Marked prose: words of the glossary are links in the colour of their part.

use yew::prelude::*;

use crate::app::{Action, Route, Turn};
use crate::lesson::{Span, spans};

/// A link to a page of the page; a click opens it in place, with the keys of the browser it opens as any link does.
pub fn link(route: Route, class: &'static str, inside: Html, dispatch: &Callback<Action>) -> Html {
    let dispatch = dispatch.clone();
    let onclick = Callback::from(move |event: MouseEvent| {
        if !(event.ctrl_key() || event.meta_key() || event.shift_key()) {
            event.prevent_default();
            dispatch.emit(Action::Lessons(Turn::Go(route)));
        }
    });
    html! { <a {class} href={["#", &route.fragment()].concat()} {onclick}>{ inside }</a> }
}

/// Marked prose, to stand in a paragraph.
pub fn prose(text: &str, dispatch: &Callback<Action>) -> Html {
    let span = |span: &Span<'_>| match *span {
        Span::Plain(text) => Html::from(text.to_owned()),
        Span::Stressed(text) => html! { <em>{ text.to_owned() }</em> },
        Span::Term(term, words) => {
            let entry = term.entry();
            let words = html! {
                <span data-part={entry.slug} title={entry.meaning}>{ words.to_owned() }</span>
            };
            link(Route::Glossary(Some(term)), "term", words, dispatch)
        }
        Span::Symbol(part, symbol) => {
            let part = part.map(|part| part.slug());
            html! { <var data-part={part}>{ indexed(symbol) }</var> }
        }
        Span::Source(number) => html! { <sup class="source">{ number }</sup> },
    };
    spans(text).iter().map(span).collect()
}

/// The same without links, where a link may not stand: in labels and headings.
pub fn label(text: &str) -> Html {
    let span = |span: &Span<'_>| match *span {
        Span::Plain(text) => Html::from(text.to_owned()),
        Span::Stressed(text) => html! { <em>{ text.to_owned() }</em> },
        Span::Term(term, words) => {
            html! { <span data-part={term.slug()}>{ words.to_owned() }</span> }
        }
        Span::Symbol(part, symbol) => {
            let part = part.map(|part| part.slug());
            html! { <var data-part={part}>{ indexed(symbol) }</var> }
        }
        Span::Source(_) => html! {},
    };
    spans(text).iter().map(span).collect()
}

/// A symbol whose index follows an underscore.
fn indexed(symbol: &str) -> Html {
    match symbol.split_once('_') {
        Some((name, index)) => html! { <>{ name.to_owned() }<sub>{ index.to_owned() }</sub></> },
        None => Html::from(symbol.to_owned()),
    }
}
