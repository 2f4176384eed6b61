// Starts the worker's program. The query of this script's own address names the build; the files it asks for carry it too,
// so that no cache can mix two builds.
const build = self.location.search;

importScripts(`worker.js${build}`);
wasm_bindgen({ module_or_path: `worker_bg.wasm${build}` }).catch((error) => {
  // Thrown outside the promise, so that the page hears of it as an error of the worker.
  setTimeout(() => {
    throw error;
  });
});
