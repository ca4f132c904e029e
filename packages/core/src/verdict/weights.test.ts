import fc from "fast-check";
import { expect, test } from "vitest";
import { namedModelBytes } from "./model-size.ts";
import { GIB } from "./testing/facts.ts";
import { estimateSplit } from "./weights.ts";

test.each([
  ["vllm serve Qwen/Qwen2.5-32B-Instruct", "vllm", 64],
  ["vllm serve Qwen/Qwen2.5-1.5B", "vllm", 3],
  ["vllm serve Qwen/Qwen2.5-32B-Instruct-AWQ", "vllm", 18.24],
  ["vllm serve neuralmagic/Meta-Llama-3.1-70B-Instruct-FP8", "vllm", 74.2],
  ["ollama runner --model llama3.1:8b", "ollama", 4.8],
  ["llama-server -m /models/mistral-7b-v0.1.Q8_0.gguf", "llama_cpp", 7.42],
  ["vllm serve mistralai/Mixtral-8x7B-v0.1", "vllm", null],
  ["python train.py --batch 8", "pytorch", null],
  [null, "unknown", null],
] as const)("%s on %s: %d billion bytes", (command, framework, expected) => {
  const bytes = namedModelBytes(command, framework);
  if (expected === null) expect(bytes).toBeNull();
  else expect((bytes ?? 0) / 1e9).toBeCloseTo(expected);
});

const none = { engineBytes: null, namedBytes: null, lowestLevelBytes: null };

test("the surest clue wins, and both parts are marked as estimates", () => {
  const heldBytes = 20 * GIB;
  const clues = { heldBytes, engineBytes: 15 * GIB, namedBytes: 14 * GIB, lowestLevelBytes: 12 * GIB };
  expect(estimateSplit(clues)).toEqual({
    weights: { kind: "estimate", bytes: 15 * GIB, basis: "engine" },
    dynamic: { kind: "estimate", bytes: 5 * GIB, basis: "engine" },
  });
  expect(estimateSplit({ ...clues, engineBytes: null })?.weights.basis).toBe("model_name");
  expect(estimateSplit({ ...clues, engineBytes: null, namedBytes: null })?.weights.basis).toBe("lowest_level");
  expect(estimateSplit({ heldBytes, ...none })).toBeNull();
});

test("a name that says more than is held is no clue: the model is split or not loaded", () => {
  expect(estimateSplit({ heldBytes: 20 * GIB, ...none, namedBytes: 130 * GIB })).toBeNull();
});

test("the parts add up to what is held and are never negative", () => {
  const clue = fc.option(fc.double({ min: -1e9, max: 1e11, noNaN: true }));
  fc.assert(
    fc.property(fc.double({ min: 0, max: 1e11, noNaN: true }), fc.tuple(clue, clue, clue), (heldBytes, clues) => {
      const [engineBytes, namedBytes, lowestLevelBytes] = clues;
      const split = estimateSplit({ heldBytes, engineBytes, namedBytes, lowestLevelBytes });
      if (split === null) return;
      expect(split.weights.bytes + split.dynamic.bytes).toBeCloseTo(heldBytes, 3);
      expect(Math.min(split.weights.bytes, split.dynamic.bytes)).toBeGreaterThanOrEqual(0);
    }),
  );
});
