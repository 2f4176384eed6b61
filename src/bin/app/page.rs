//! The root component: it holds the state.

use std::rc::Rc;

use attention_loom::app::{Action, State};
use attention_loom::browser;
use attention_loom::view::Page;
use yew::prelude::*;

use crate::host::{Host, opening};

struct Store(State);

impl Reducible for Store {
    type Action = Action;

    fn reduce(self: Rc<Self>, action: Action) -> Rc<Self> {
        let next = self.0.reduce(action);
        if next == self.0 {
            self
        } else {
            Rc::new(Self(next))
        }
    }
}

#[component]
fn App() -> Html {
    let store = use_reducer(|| Store(opening()));
    let dispatcher = store.dispatcher();
    let host = use_memo((), |()| {
        let dispatcher = dispatcher.clone();
        Host::new(&store.0, move |action| dispatcher.dispatch(action))
    });
    use_effect_with(store.0.clone(), move |state| host.follow(state));
    let dispatch = use_callback((), move |action, ()| dispatcher.dispatch(action));
    html! { <Page state={store.0.clone()} {dispatch} /> }
}

/// Puts the page in place of what stands there until it has arrived.
pub fn mount() {
    match browser::root("app") {
        Some(root) => yew::Renderer::<App>::with_root(root).render(),
        None => yew::Renderer::<App>::new().render(),
    };
}
