//! The whole page.

use std::rc::Rc;

use yew::prelude::*;

use crate::app::{Action, Route, State, Status, Theme};
use crate::lesson::Sizes;
use crate::model::Side;

use super::compared::compared;
use super::controls::Controls;
use super::examples::examples;
use super::explore::explore;
use super::foot::foot;
use super::keys::Keys;
use super::lesson::LessonsPage;
use super::messages::messages;
use super::next::next;
use super::sentence::Sentence;
use super::stage::Stage;
use super::take::Take;
use super::top::Top;
use super::touch::Touching;
use super::touched::touched;
use super::wording;

/// What the [`Page`] shows.
#[derive(PartialEq, Properties)]
pub struct Props {
    /// Everything.
    pub state: State,
    /// Where actions go.
    pub dispatch: Callback<Action>,
}

/// The page: takes the state apart, so that a part is rendered only when it has changed.
#[component]
pub fn Page(props: &Props) -> Html {
    let Props { state, dispatch } = props;
    let theme = match state.settings.theme {
        Theme::System => None,
        Theme::Light => Some("light"),
        Theme::Dark => Some("dark"),
    };
    let dark = state.is_dark();
    let beside = use_callback(dispatch.clone(), |action, dispatch: &Callback<Action>| {
        dispatch.emit(Action::Beside(Box::new(action)));
    });
    let onkeydown = dispatch.clone();
    let onkeydown = Callback::from(move |event: KeyboardEvent| {
        if event.key() == "Escape" {
            onkeydown.emit(Action::LetGo);
        }
    });
    if state.embed {
        return html! {
            <div class="page embed" data-theme={theme} {onkeydown}>
                if state.lessons.route != Route::Explorer {
                    { framed_lesson(props) }
                } else {
                    { framed(props, dark) }
                }
            </div>
        };
    }
    html! {
        <div class="page" data-theme={theme} data-type={state.settings.large.then_some("large")} {onkeydown}>
            <Top
                settings={state.settings}
                route={state.lessons.route}
                undo={state.history.can_undo()}
                redo={state.history.can_redo()}
                {dispatch}
            />
            if state.lessons.route != Route::Explorer {
                { lessons(props) }
            } else {
                { explorer(props, dark, beside) }
            }
            { foot(state, dispatch) }
            if state.keys {
                <Keys {dispatch} />
            }
        </div>
    }
}

/// The reader's two sentences and their figures.
fn explorer(props: &Props, dark: bool, beside: Callback<Action>) -> Html {
    let Props { state, dispatch } = props;
    html! {
            <main>
                <section class="sentences" aria-label="Sentences">
                    { sentence(props, Side::Source) }
                    { sentence(props, Side::Target) }
                </section>
                { examples(state.compare.is_some(), dispatch) }
                { messages(state, dispatch) }
                { compared(state, dispatch) }
                { touched(state, dispatch) }
                <div class="stages">
                    { stage(props, dark, asides(state)) }
                if state.second.is_some() {
                    <Stage
                        key="beside"
                        name="beside-"
                        picture={state.second.clone()}
                        overview={None}
                        view={state.view.clone()}
                        hover={state.hover_beside}
                        pointed={state.pointed_beside()}
                        pinned={state.pinned_beside()}
                        summary={wording::beside(state)}
                        asides={Rc::default()}
                        large={state.settings.large}
                        {dark}
                        dispatch={beside}
                    />
                }
                    { explore(state, dispatch) }
                    { next(state, dispatch) }
                </div>
                <Controls
                    view={state.view.clone()}
                    model={state.model.clone()}
                    touching={touching(state)}
                    {dispatch}
                />
            </main>
    }
}

/// The open page of the lessons, and over it what has to be said of the model.
fn lessons(props: &Props) -> Html {
    let Props { state, dispatch } = props;
    let broken = matches!(state.status, Status::Broken { .. });
    let model = state.model.as_deref();
    let sizes = model.map_or(Sizes::BUILT_IN, Sizes::of);
    html! {
        <>
            if broken || !state.complaints.is_empty() {
                { messages(state, dispatch) }
            }
            <LessonsPage lessons={state.lessons.clone()} texts={state.texts.clone()} {sizes} {dispatch} />
        </>
    }
}

/// The same in another page's frame, such as a slide, with a way to the whole page.
fn framed_lesson(props: &Props) -> Html {
    let whole = ["#", &props.state.lessons.route.fragment()].concat();
    html! {
        <>
            { lessons(props) }
            <footer class="foot">
                <a href={whole} target="_blank" rel="noopener">{ "Open in Attention Loom" }</a>
            </footer>
        </>
    }
}

/// The figure alone, in another page's frame, with a way to the whole page.
fn framed(props: &Props, dark: bool) -> Html {
    let state = &props.state;
    let whole = ["#", &state.link(false).fragment].concat();
    html! {
        <>
            <main>
                <h1 class="unseen">{ "Attention Loom" }</h1>
                { messages(state, &props.dispatch) }
                { stage(props, dark, Rc::new([])) }
            </main>
            <footer class="foot">
                <a href={whole} target="_blank" rel="noopener">{ "Open in Attention Loom" }</a>
            </footer>
        </>
    }
}

fn stage(props: &Props, dark: bool, asides: Rc<[AttrValue]>) -> Html {
    let Props { state, dispatch } = props;
    html! {
        <Stage
            picture={state.picture.clone()}
            overview={state.overview.clone()}
            view={state.view.clone()}
            hover={state.hover}
            pointed={state.pointed()}
            pinned={state.pinned.clone()}
            summary={state.summary()}
            {asides}
            large={state.settings.large}
            {dark}
            {dispatch}
        >
            if !state.embed {
                <Take state={state.clone()} />
            }
        </Stage>
    }
}

fn sentence(props: &Props, side: Side) -> Html {
    let Props { state, dispatch } = props;
    let model = state.model.as_deref();
    let manifest = model.map(|model| &model.manifest);
    let tag = manifest.and_then(|manifest| match side {
        Side::Source => manifest.source_language.clone(),
        Side::Target => manifest.target_language.clone(),
    });
    html! {
        <Sentence
            {side}
            language={wording::language(model, side)}
            tag={tag.map(AttrValue::from)}
            text={state.texts.of(side).clone()}
            notes={state.notes(side).into_iter().map(AttrValue::from).collect::<Rc<[_]>>()}
            {dispatch}
        >
            if side == Side::Target {
                <button
                    type="button"
                    class="button first"
                    disabled={state.translating.is_some()}
                    onclick={dispatch.reform(|_: MouseEvent| Action::Translate)}
                >
                    { if state.translating.is_some() { "Translating" } else { "Translate" } }
                </button>
            }
        </Sentence>
    }
}

/// What the panel of interventions shows.
fn touching(state: &State) -> Touching {
    let words = |side| match state.panels.touch {
        true => state.hideable(side).into(),
        false => Rc::default(),
    };
    Touching {
        panels: state.panels,
        interventions: state.interventions.clone(),
        words: [Side::Source, Side::Target].map(words),
        changed: match state.compare {
            None => state.changes().into_iter().next(),
            Some(_) => None,
        },
    }
}

/// What the row readings on screen mean, each once.
fn asides(state: &State) -> Rc<[AttrValue]> {
    let target = wording::language(state.model.as_deref(), Side::Target);
    let readings = wording::readings(&state.view);
    readings
        .into_iter()
        .map(|reading| wording::reading_meaning(reading, &target).into())
        .collect()
}
