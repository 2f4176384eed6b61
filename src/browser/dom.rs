//! What the figures ask of the DOM: how wide is this, where is the pointer, what was typed, put these colours on a canvas.
//!
//! Refuses to know what the figures show.

use std::cell::RefCell;
use std::collections::HashMap;

use wasm_bindgen::prelude::*;
use wasm_bindgen::{Clamped, JsCast};
use web_sys::{
    CanvasRenderingContext2d, Document, Element, Event, EventTarget, HtmlCanvasElement,
    HtmlElement, HtmlInputElement, HtmlSelectElement, HtmlTextAreaElement, ImageData, MouseEvent,
    Node, PointerEvent, ResizeObserver, SvgElement, Window,
};

/// So many measured texts are remembered; typing meets the same words again and again.
const MEASURED: usize = 4096;

fn window() -> Option<Window> {
    web_sys::window()
}

fn document() -> Option<Document> {
    window()?.document()
}

/// The element with this id.
pub fn root(id: &str) -> Option<Element> {
    document()?.get_element_by_id(id)
}

/// What stands in the text box that `event` comes from.
pub fn typed(event: &Event) -> Option<String> {
    let target = event.target()?;
    match target.dyn_ref::<HtmlTextAreaElement>() {
        Some(area) => Some(area.value()),
        None => Some(target.dyn_into::<HtmlInputElement>().ok()?.value()),
    }
}

/// The number of the slider that `event` comes from.
pub fn number(event: &Event) -> Option<f32> {
    let input: HtmlInputElement = event.target()?.dyn_into().ok()?;
    input.value().parse().ok()
}

/// Names the tab.
pub fn entitle(title: &str) {
    if let Some(document) = document() {
        document.set_title(title);
    }
}

/// Shows the page from its top.
pub fn to_top() {
    if let Some(window) = window() {
        window.scroll_to_with_x_and_y(0.0, 0.0);
    }
}

/// Everything the pointer of `event` does goes to `node` until it is let go.
pub fn hold(node: &Node, event: &PointerEvent) {
    if let Some(element) = node.dyn_ref::<Element>() {
        // A pointer that is already gone cannot be held, and need not be.
        drop(element.set_pointer_capture(event.pointer_id()));
    }
}

/// Where the pointer is in `node`, as shares of its width and height from the upper left corner.
pub fn share_in(node: &Node, event: &MouseEvent) -> Option<(f32, f32)> {
    let area = node.dyn_ref::<Element>()?.get_bounding_client_rect();
    let (x, y) = place_in(node, event)?;
    let (width, height) = (area.width() as f32, area.height() as f32);
    (width > 0.0 && height > 0.0).then(|| (x / width, y / height))
}

/// Moves the keyboard's focus to the element with this id; nothing happens when there is none.
pub fn focus(id: &str) {
    let Some(element) = document().and_then(|document| document.get_element_by_id(id)) else {
        return;
    };
    let focused = match element.dyn_ref::<SvgElement>() {
        Some(svg) => svg.focus(),
        None => element
            .dyn_ref::<HtmlElement>()
            .map_or(Ok(()), HtmlElement::focus),
    };
    // An element that cannot take the focus leaves it where it is.
    drop(focused);
}

/// Brings the element with this id into view.
pub fn bring(id: &str) {
    if let Some(element) = root(id) {
        element.scroll_into_view();
    }
}

/// Brings the element with this id into view and moves the keyboard's focus to it.
pub fn reveal(id: &str) {
    bring(id);
    focus(id);
}

/// The value of the option that was chosen in the list `event` comes from.
pub fn chosen(event: &Event) -> Option<String> {
    let list: HtmlSelectElement = event.target()?.dyn_into().ok()?;
    Some(list.value())
}

/// Whether `event` comes from something that has a use of its own for arrow keys.
pub fn comes_from_input(event: &Event) -> bool {
    let element: Option<Element> = event.target().and_then(|target| target.dyn_into().ok());
    element.is_some_and(|element| element.matches("input, select, textarea").unwrap_or(false))
}

/// What stands in attribute `data-NAME` of the element that `event` comes from, or of the nearest one around it that has it.
pub fn data(event: &Event, name: &str) -> Option<String> {
    let name = format!("data-{name}");
    let element: Element = event.target()?.dyn_into().ok()?;
    let element = element.closest(&format!("[{name}]")).ok()??;
    element.get_attribute(&name)
}

/// The inner width of the first element that `selector` finds, in pixels.
pub fn inner_width(selector: &str) -> Option<f32> {
    let element = document()?.query_selector(selector).ok()??;
    Some(element.client_width() as f32)
}

/// Where the pointer is, in pixels from the upper left corner of `node`.
pub fn place_in(node: &Node, event: &MouseEvent) -> Option<(f32, f32)> {
    let area = node.dyn_ref::<Element>()?.get_bounding_client_rect();
    let (x, y) = (f64::from(event.client_x()), f64::from(event.client_y()));
    Some(((x - area.left()) as f32, (y - area.top()) as f32))
}

/// Moves what `node` holds along with the pointer, which `node` keeps from now until it is let go: what is under it then has not
/// been clicked.
pub fn pan(node: &Node, event: &PointerEvent) -> Option<()> {
    let element: &Element = node.dyn_ref()?;
    // It fails when the pointer has just been lifted.
    drop(element.set_pointer_capture(event.pointer_id()));
    element.set_scroll_left(element.scroll_left() - event.movement_x());
    element.set_scroll_top(element.scroll_top() - event.movement_y());
    Some(())
}

/// Keeps the middle of what is seen in the middle of `node`, whose contents have grown by `factor`.
pub fn keep_middle(node: &Node, factor: f32) -> Option<()> {
    let element: &Element = node.dyn_ref()?;
    let moved = |scrolled: i32, seen: i32| {
        let half = seen as f32 / 2.0;
        ((scrolled as f32 + half) * factor - half) as i32
    };
    element.set_scroll_left(moved(element.scroll_left(), element.client_width()));
    element.set_scroll_top(moved(element.scroll_top(), element.client_height()));
    Some(())
}

/// How wide texts are in one font.
pub struct Ruler {
    context: Option<CanvasRenderingContext2d>,
    widths: RefCell<HashMap<String, f32>>,
}

impl Ruler {
    /// For a font as CSS writes it, such as `16px system-ui, sans-serif`.
    pub fn new(font: &str) -> Self {
        let context = document()
            .and_then(|document| document.create_element("canvas").ok())
            .and_then(|canvas| canvas.dyn_into::<HtmlCanvasElement>().ok())
            .and_then(|canvas| canvas.get_context("2d").ok().flatten())
            .and_then(|context| context.dyn_into::<CanvasRenderingContext2d>().ok());
        if let Some(context) = &context {
            context.set_font(font);
        }
        Self {
            context,
            widths: RefCell::default(),
        }
    }

    /// Pixels that `text` takes; 0 where the browser cannot say.
    pub fn width(&self, text: &str) -> f32 {
        let mut widths = self.widths.borrow_mut();
        if let Some(width) = widths.get(text) {
            return *width;
        }
        let measured = self
            .context
            .as_ref()
            .and_then(|context| context.measure_text(text).ok());
        let width = measured.map_or(0.0, |metrics| metrics.width() as f32);
        if widths.len() >= MEASURED {
            widths.clear();
        }
        widths.insert(text.to_owned(), width);
        width
    }
}

/// Reports an element's inner width, at once and whenever it changes, until it is dropped.
pub struct WidthObserver {
    observer: Option<ResizeObserver>,
    _callback: Closure<dyn FnMut()>,
}

impl WidthObserver {
    /// Watches `node`; `report` gets CSS pixels.
    pub fn new(node: &Node, report: impl Fn(f32) + 'static) -> Self {
        let element = node.dyn_ref::<Element>().cloned();
        let measure = {
            let element = element.clone();
            move || {
                if let Some(element) = &element {
                    report(element.client_width() as f32);
                }
            }
        };
        measure();
        let callback = Closure::<dyn FnMut()>::new(measure);
        let observer = ResizeObserver::new(callback.as_ref().unchecked_ref()).ok();
        if let Some((observer, element)) = observer.as_ref().zip(element.as_ref()) {
            observer.observe(element);
        }
        Self {
            observer,
            _callback: callback,
        }
    }
}

impl Drop for WidthObserver {
    fn drop(&mut self) {
        if let Some(observer) = &self.observer {
            observer.disconnect();
        }
    }
}

/// Puts `rows × cols` pixels, red, green, blue and opacity of each, on a canvas, and lays it over the rectangle
/// (left, top, width, height) of its parent, in pixels.
pub fn paint_pixels(
    canvas: &Node,
    rows: usize,
    cols: usize,
    rgba: &[u8],
    place: [f32; 4],
) -> Option<()> {
    let canvas: &HtmlCanvasElement = canvas.dyn_ref()?;
    canvas.set_width(u32::try_from(cols).ok()?);
    canvas.set_height(u32::try_from(rows).ok()?);
    let context: CanvasRenderingContext2d = canvas.get_context("2d").ok()??.dyn_into().ok()?;
    let image =
        ImageData::new_with_u8_clamped_array(Clamped(rgba), u32::try_from(cols).ok()?).ok()?;
    context.put_image_data(&image, 0.0, 0.0).ok()?;
    // Through the object model: the content policy forbids style attributes.
    let style = canvas.style();
    for (name, pixels) in ["left", "top", "width", "height"].into_iter().zip(place) {
        let tenths = (pixels.max(0.0) * 10.0).round() as u32;
        let pixels = format!("{}.{}px", tenths / 10, tenths % 10);
        style.set_property(name, &pixels).ok()?;
    }
    Some(())
}

/// Where an event comes from, when it comes from inside `node`.
pub fn comes_from(node: &Node, event: &Event) -> bool {
    let target: Option<Node> = event
        .target()
        .and_then(|target: EventTarget| target.dyn_into().ok());
    node.contains(target.as_ref())
}
