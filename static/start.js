// Starts the page's code, whose addresses the build wrote into the head. A file of its own, so that the content policy can
// forbid every inline script; and if the browser cannot run the code, the reader is told.
const code = document.querySelector("meta[name=page-code]").dataset;
const address = (path) => new URL(path, document.baseURI).href;

// The first picture before all else: it needs none of the code, and shall not share its way with it. Where none is shown, or where
// nothing is painted because nobody looks, the code does not wait for it.
const picture = document.querySelector("picture img");
if (picture && !document.documentElement.dataset.opens) {
  const painted = async () => {
    await picture.decode().catch(() => {});
    await new Promise((done) => requestAnimationFrame(() => setTimeout(done)));
  };
  await Promise.race([painted(), new Promise((done) => setTimeout(done, 1000))]);
}

try {
  // Both at once: neither needs the other to arrive.
  const [{ default: init }, wasm] = await Promise.all([
    import(address(code.js)),
    fetch(address(code.wasm)),
  ]);
  await init({ module_or_path: wasm });
} catch (error) {
  console.error(error);
  const hello = document.getElementById("hello");
  if (hello) {
    hello.parentElement.className = "message arriving error";
    hello.nextElementSibling.remove();
    hello.textContent =
      "The page could not start. It needs a browser of the last few years (WebAssembly with SIMD) and all of its files; loading it again may help.";
  }
}
