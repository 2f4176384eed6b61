//! The head of the page: its name, what it promises, and what belongs to the person.

use yew::prelude::*;

use crate::app::{Action, Route, Settings, Theme};

use super::icon::icon;
use super::lesson::link;

/// What [`Top`] shows.
#[derive(PartialEq, Properties)]
pub struct Props {
    /// Light or dark, large or not.
    pub settings: Settings,
    /// The open page.
    pub route: Route,
    /// Something can be taken back.
    pub undo: bool,
    /// Something can be done again.
    pub redo: bool,
    /// Where actions go.
    pub dispatch: Callback<Action>,
}

/// The header.
#[component]
pub fn Top(props: &Props) -> Html {
    let settings = props.settings;
    let explorer = props.route == Route::Explorer;
    let large = props.dispatch.reform(move |_: MouseEvent| {
        Action::Settings(Settings {
            large: !settings.large,
            ..settings
        })
    });
    let (drawn, title, next) = match settings.theme {
        Theme::System => (
            "system",
            "Colours as the system has them; click for light",
            Theme::Light,
        ),
        Theme::Light => ("light", "Light; click for dark", Theme::Dark),
        Theme::Dark => (
            "dark",
            "Dark; click for the system's colours",
            Theme::System,
        ),
    };
    let theme = props.dispatch.reform(move |_: MouseEvent| {
        Action::Settings(Settings {
            theme: next,
            ..settings
        })
    });
    html! {
        <header class="top">
            if explorer {
                <h1 class="brand">{ icon("loom") }{ "Attention Loom" }</h1>
                // Phones leave the first sentences out: there the figure has to come soon.
                <p class="promise">
                    <span class="roomy">{ "Type two sentences. A real translation model reads them, here in your browser. " }</span>
                    { "Every line shows which word looks at which." }
                </p>
            } else {
                { link(Route::Explorer, "brand", html! { <>{ icon("loom") }{ "Attention Loom" }</> }, &props.dispatch) }
                <p class="promise" />
            }
            <nav class="pages" aria-label="Pages">
                { page(Route::Explorer, explorer, &props.dispatch) }
                { page(Route::Lessons, !explorer && props.route != Route::Model, &props.dispatch) }
            </nav>
            <div class="switches">
                if explorer {
                { step("undo", "Undo (Ctrl Z)", !props.undo, props.dispatch.reform(|_| Action::Undo)) }
                { step("redo", "Redo (Ctrl Shift Z)", !props.redo, props.dispatch.reform(|_| Action::Redo)) }
                }
                <button
                    type="button"
                    class="button quiet"
                    aria-pressed={settings.large.to_string()}
                    aria-label="Large type"
                    title="Large type, for the classroom"
                    onclick={large}
                >
                    { "Aa" }
                </button>
                <button type="button" class="button quiet icon" aria-label={title} {title} onclick={theme}>
                    { icon(drawn) }
                </button>
            </div>
        </header>
    }
}

fn page(route: Route, open: bool, dispatch: &Callback<Action>) -> Html {
    let class = if open { "page-link open" } else { "page-link" };
    link(route, class, route.title().into(), dispatch)
}

/// One step back or forth.
fn step(
    name: &'static str,
    title: &'static str,
    disabled: bool,
    onclick: Callback<MouseEvent>,
) -> Html {
    html! {
        <button type="button" class="button quiet icon" aria-label={name} {title} {disabled} {onclick}>{ icon(name) }</button>
    }
}
