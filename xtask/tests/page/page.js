// Writes down what happens to it, for xtask/tests/driver.rs to read.
const seen = [];
const note = (what) => seen.push(what);
const by = (id) => document.getElementById(id);

by("text").addEventListener("input", (event) => note(`input ${event.target.value}`));
by("button").addEventListener("click", (event) => {
  by("count").textContent = Number(by("count").textContent) + 1;
  note(event.shiftKey ? "shift-click" : "click");
});
by("button").addEventListener("dblclick", () => note("dblclick"));
by("line").addEventListener("pointerenter", (event) => event.target.classList.add("hot"));
by("far").addEventListener("click", () => note("far"));
by("choice").addEventListener("change", (event) => note(`choice ${event.target.value}`));
by("file").addEventListener("change", (event) => note(`file ${event.target.files[0].name}`));
for (const kind of ["pointerdown", "click", "contextmenu"]) {
  by("touch").addEventListener(kind, (event) => note(`${kind} ${event.pointerType}`));
}
for (const kind of ["pointerdown", "pointermove", "pointerup"]) {
  addEventListener(kind, (event) => event.target.id !== "touch" && note(`${kind} ${Math.round(event.clientX)}`));
}
addEventListener("keydown", (event) => {
  const held = [event.ctrlKey && "Control", event.altKey && "Alt", event.shiftKey && "Shift"].filter(Boolean);
  note(["key", ...held, event.key].join(" "));
});

let worker;
function startWorker() {
  worker = new Worker("worker.js?v=1");
  worker.onmessage = (event) => (by("reply").textContent = event.data);
  worker.onerror = (event) => note(`worker error ${event.message}`);
}
startWorker();

function save(name, text) {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(new Blob([text]));
  link.download = name;
  link.click();
}
