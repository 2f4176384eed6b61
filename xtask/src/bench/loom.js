// A second worker of the page's own kind, asked to time itself, so that nothing of the page has a part in the figures.
(async () => {
  const page = document.querySelector('meta[name="page-code"]').dataset;
  const worker = new Worker(new URL(WORKER, document.baseURI));
  let next = 1;
  const waiting = new Map();
  let hello;
  const greeted = new Promise((resolve) => (hello = resolve));
  worker.onmessage = ({ data }) => {
    // It greets in the page's own compact form, and answers in JSON whoever asks in JSON.
    if (typeof data[0] !== "string") return hello();
    const message = JSON.parse(data[0]);
    if (message.Answer) {
      const { id, reply } = message.Answer;
      waiting.get(id)(reply);
      waiting.delete(id);
    }
  };
  const ask = (request) => {
    const id = next++;
    const answered = new Promise((resolve) => waiting.set(id, resolve));
    worker.postMessage([JSON.stringify({ id, request })]);
    return answered;
  };
  await greeted;
  const started = performance.now();
  const loaded = await ask({ Load: { folder: "models/en-de/" } });
  if (!loaded.Loaded) throw new Error(JSON.stringify(loaded));
  const created = performance.now() - started;
  // `tired` is one piece; with its end symbol the source has `source` pieces, with its start symbol the target as many rows.
  const text = (count) => Array(count - 1).fill("tired").join(" ");
  const run = async (source, target) => {
    const reply = await ask({ Measure: { source: text(source), target: text(target), times: 1 } });
    return reply.Measured.milliseconds[0];
  };
  window.loom_bench = { created, run };
  return true;
})()
