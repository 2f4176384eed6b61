console.log("the worker has started");
console.error("an early complaint", { of: "the worker" });
onmessage = (event) => {
  if (event.data === "throw") throw new Error("thrown in the worker");
  get(event.data).then(postMessage);
};

async function get(path) {
  try {
    // Past the cache: the browser keeps a second request for a file waiting while the first one hangs.
    const reply = await fetch(path, { cache: "no-store" });
    return `${reply.status} ${(await reply.text()).length}`;
  } catch (error) {
    return `failed: ${error.message}`;
  }
}
