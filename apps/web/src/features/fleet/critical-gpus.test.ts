import { expect, test } from "vitest";
import { gpuSample, memoryHeld, nodeSample } from "../../testing/samples.ts";
import { criticalGpus } from "./critical-gpus.ts";
import { nodeNames } from "./node-names.ts";

const gpu = (slotIndex: number, heldRatio: number) => gpuSample({ slotIndex, memory: memoryHeld(heldRatio) });
const textsOf = (...nodes: ReturnType<typeof nodeSample>[]) =>
  criticalGpus(nodes, nodeNames(nodes)).map(
    ({ nodeName, text, stale }) => `${nodeName} ${text}${stale ? " stale" : ""}`,
  );

test("every device above 90 % is named, by name and slot, not by share", () => {
  const node10 = nodeSample({ hostname: "node10", gpus: [gpu(0, 0.99)] });
  const node2 = nodeSample({ hostname: "node2", gpus: [gpu(0, 0.95), gpu(1, 0.9), gpu(2, 0.904)] });
  expect(textsOf(node10, node2)).toEqual(["node2 GPU0 95%", "node2 GPU2 90.4%", "node10 GPU0 99%"]);
});

test("a lost GPU, one without a reading and an offline node are not critical; a stale one is, and marked", () => {
  const lost = gpuSample({ state: "lost", memory: memoryHeld(0.99) });
  expect(textsOf(nodeSample({ gpus: [lost, gpuSample({ memory: null })] }))).toEqual([]);
  expect(textsOf(nodeSample({ status: "offline", gpus: [gpu(0, 0.99)] }))).toEqual([]);
  expect(textsOf(nodeSample({ status: "stale", gpus: [gpu(0, 0.99)] }))).toEqual(["node1 GPU0 99% stale"]);
});

test("a node without a name goes by its id", () => {
  expect(textsOf(nodeSample({ nodeId: "n-7", hostname: "", gpus: [gpu(0, 0.95)] }))).toEqual(["n-7 GPU0 95%"]);
});

test("two nodes of one name are told apart", () => {
  const nodes = ["aaaaaaaa", "bbbbbbbb"].map((nodeId) => nodeSample({ nodeId, hostname: "box", gpus: [gpu(0, 0.95)] }));
  expect(textsOf(...nodes)).toEqual(["box (aaaaaa) GPU0 95%", "box (bbbbbb) GPU0 95%"]);
});
