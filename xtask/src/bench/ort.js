// The benchmark's other side: onnxruntime-web, WASM, one thread, on the same weights as ONNX.
import * as ort from "./ort.wasm.min.mjs";

ort.env.wasm.numThreads = 1;
const started = performance.now();
const session = await ort.InferenceSession.create("model.onnx", { executionProviders: ["wasm"], graphOptimizationLevel: "all" });
const created = performance.now() - started;

const ids = (count) => {
  const numbers = BigInt64Array.from({ length: count }, (_, i) => BigInt(100 + ((i * 7) % 500)));
  return new ort.Tensor("int64", numbers, [1, count]);
};

// Milliseconds of one forward pass with all logits and all attention weights.
const run = async (source, target) => {
  const inputs = { input_ids: ids(source), decoder_input_ids: ids(target) };
  const start = performance.now();
  await session.run(inputs);
  return performance.now() - start;
};

window.ort = { created, run };
