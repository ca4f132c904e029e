import { expect, test } from "vitest";
import { gpuSample, memoryHeld, nodeSample } from "../../testing/samples.ts";
import { troubleRank } from "./node-trouble.ts";

test.each([
  ["a critical GPU", nodeSample({ gpus: [gpuSample(), gpuSample({ memory: memoryHeld(0.95) })] }), 0],
  ["a lost GPU", nodeSample({ gpus: [gpuSample({ state: "lost" })] }), 0],
  ["a failed GPU", nodeSample({ gpus: [gpuSample({ state: "failed" })] }), 1],
  ["offline, whatever its last values", nodeSample({ status: "offline", gpus: [gpuSample({ state: "lost" })] }), 1],
  ["no readings", nodeSample({ gpus: [], collector: { state: "hung", sinceMs: 0 } }), 1],
  ["a warning", nodeSample({ gpus: [gpuSample({ memory: memoryHeld(0.85) })] }), 2],
  ["stale", nodeSample({ status: "stale" }), 2],
  ["nothing wrong", nodeSample(), 3],
  ["no GPU at all", nodeSample({ gpus: [] }), 3],
] as const)("a node with %s has its rank", (_words, node, rank) => {
  expect(troubleRank(node)).toBe(rank);
});
