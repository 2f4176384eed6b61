//! A model of the reader's own: files that were chosen on their machine. They go to the worker and nowhere else.

use std::cell::RefCell;

use js_sys::{Array, Uint8Array};
use wasm_bindgen::JsCast;
use wasm_bindgen_futures::JsFuture;
use web_sys::{Event, File, HtmlInputElement};

use crate::model::{CONFIG_FILE, MANIFEST_FILE, Manifest, TOKENIZER_FILE, WEIGHTS_FILE};

use super::fetch::{Folder, sentence};

thread_local! {
    /// What was chosen last, and how often something was.
    static CHOSEN: RefCell<(u32, Vec<File>)> = const { RefCell::new((0, Vec::new())) };
}

/// Takes the files that were chosen in the file input that `event` comes from; `None` when there are none. The number says how
/// often files have been chosen, so that the same ones may be chosen again after a change.
pub fn choose(event: &Event) -> Option<u32> {
    let input: HtmlInputElement = event.target()?.dyn_into().ok()?;
    let list = input.files()?;
    let files: Vec<File> = (0..list.length())
        .filter_map(|index| list.get(index))
        .collect();
    // So that the same choice made again is heard of again.
    input.set_value("");
    if files.is_empty() {
        return None;
    }
    CHOSEN.with_borrow_mut(|(number, chosen)| {
        *number += 1;
        *chosen = files;
        Some(*number)
    })
}

/// The address under which the worker is asked for the files of choice `number`.
pub fn own_folder(number: u32) -> String {
    format!("own/{number}/")
}

/// The chosen files, when `folder` is their address.
pub(super) fn chosen(folder: &str) -> Vec<File> {
    CHOSEN.with_borrow(|(number, files)| {
        if own_folder(*number) == folder {
            files.clone()
        } else {
            Vec::new()
        }
    })
}

/// In the worker: what the files among the parts of a message hold; `None` when it brings none.
pub(super) async fn read(
    message: &Array,
    mut progress: impl FnMut(u64, u64),
) -> Option<Result<Folder, String>> {
    let files: Vec<File> = message
        .iter()
        .filter_map(|part| part.dyn_into().ok())
        .collect();
    if files.is_empty() {
        return None;
    }
    let needed = [CONFIG_FILE, TOKENIZER_FILE, WEIGHTS_FILE];
    let size = |name: &str| find(&files, name).map_or(0.0, |file| file.size());
    let total = needed.iter().map(|name| size(name)).sum::<f64>() as u64;
    let mut contents = Vec::new();
    let mut loaded = 0;
    for name in needed {
        match bytes(&files, name).await {
            Ok(bytes) => contents.push(bytes),
            Err(why) => return Some(Err(why)),
        }
        loaded += size(name) as u64;
        progress(loaded, total);
    }
    let manifest = match find(&files, MANIFEST_FILE) {
        Some(_) => bytes(&files, MANIFEST_FILE).await.and_then(|json| {
            serde_json::from_slice(&json)
                .map_err(|error| sentence(MANIFEST_FILE, &format!("cannot be read ({error})")))
        }),
        None => Ok(Manifest {
            name: "your own".to_owned(),
            ..Manifest::default()
        }),
    };
    Some(manifest.map(|manifest| Folder::new(manifest, contents)))
}

fn find<'a>(files: &'a [File], name: &str) -> Option<&'a File> {
    files.iter().find(|file| file.name() == name)
}

async fn bytes(files: &[File], name: &str) -> Result<Vec<u8>, String> {
    let file = find(files, name).ok_or_else(|| sentence(name, "is not among the chosen ones"))?;
    let buffer = JsFuture::from(file.array_buffer())
        .await
        .map_err(|_| sentence(name, "cannot be read from the disk"))?;
    Ok(Uint8Array::new(&buffer).to_vec())
}
