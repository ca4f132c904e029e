import { expect, test } from "vitest";
import { judgeProcess, peakOf } from "./judge-process.ts";
import { device, GIB, MIB, process, weights } from "./testing/facts.ts";
import type { ProcessFacts } from "./verdict.ts";

const judged = (facts: Partial<ProcessFacts>, freeBytes: number, totalBytes = 80 * GIB) => {
  const { verdict, reason } = judgeProcess(process(facts), device(freeBytes, totalBytes));
  return `${verdict} ${reason.rule}`;
};

test.each([
  [0.9, 50 * MIB, "TIGHT steady_little_free"],
  [0.9001, 50 * GIB, "TIGHT kv_cache_high"],
  [0.9001, 0, "TIGHT kv_cache_high"],
  [0.9899, 50 * MIB, "TIGHT kv_cache_high"],
  [0.99, 100 * MIB, "TIGHT kv_cache_high"],
  [0.99, 100 * MIB - 1, "OOM kv_cache_full"],
  [1, 0, "OOM kv_cache_full"],
  [0.5, 10 * GIB, "OK steady"],
  [Number.NaN, 10 * GIB, "OK steady"],
] as const)("vLLM with its KV cache at %d and %d bytes free: %s", (kvUseRatio, free, expected) => {
  expect(judged({ framework: "vllm", phase: "stable", kvUseRatio }, free)).toBe(expected);
});

test.each([
  [200 * MIB - 1, "TIGHT engine_little_free"],
  [200 * MIB, "OK steady"],
] as const)("SGLang with %d bytes free of 2 GiB: %s", (free, expected) => {
  expect(judged({ framework: "sglang", phase: "stable" }, free, 2 * GIB)).toBe(expected);
});

test("Ollama and an engine that was not asked are judged by the device alone", () => {
  expect(judged({ framework: "ollama", phase: "stable", kvUseRatio: 1 }, 0)).toBe("TIGHT steady_little_free");
  expect(judged({ framework: "vllm", phase: "stable" }, 10 * GIB)).toBe("OK steady");
});

test.each(["stable", "shrinking"] as const)("what is %s is OK down to 5 %% free, and TIGHT below", (phase) => {
  expect(judged({ phase }, 5 * GIB, 100 * GIB)).toBe("OK steady");
  expect(judged({ phase }, 5 * GIB - 1, 100 * GIB)).toBe("TIGHT steady_little_free");
  expect(judged({ phase, peakBytes: 70 * GIB }, 5 * GIB, 100 * GIB)).toBe("OK steady");
});

test.each(["growing", "volatile", null] as const)("what is not steady (%s) is judged by what it has held", (phase) => {
  const facts = { phase, peakBytes: 20 * GIB };
  expect(judged({ phase }, 0)).toBe("OK at_peak");
  expect(judged(facts, 15 * GIB)).toBe("OK fits");
  expect(judged(facts, 15 * GIB - 1)).toBe("TIGHT fits_barely");
  expect(judged(facts, 10 * GIB)).toBe("TIGHT fits_barely");
  expect(judged(facts, 10 * GIB - 1)).toBe("OOM does_not_fit");
});

test("a peak below what is held now is no peak", () => {
  expect(judged({ peakBytes: 4 * GIB }, 0)).toBe("OK at_peak");
  expect(judged({ peakBytes: null }, 0)).toBe("OK at_peak");
});

test("where the driver does not tell what it holds, the free share decides", () => {
  expect(judged({ heldBytes: null }, 40 * GIB)).toBe("OK held_unknown");
  expect(judged({ heldBytes: null, peakBytes: 79 * GIB, weights: weights(30) }, 1 * GIB)).toBe("TIGHT held_unknown");
  expect(judged({ heldBytes: null }, 0, 0)).toBe("TIGHT held_unknown");
});

test.each([
  ["pytorch", "inference", 1.2],
  ["pytorch", "long_context", 1.5],
  ["pytorch", "lora", 1.5],
  ["pytorch", "sgd", 3],
  ["pytorch", "adam", 4],
  ["pytorch", "unknown", 2.5],
  ["vllm", "inference", 1.8],
  ["sglang", "unknown", 1.8],
  ["jax", "unknown", 1.5],
  ["jax", "adam", 4],
  ["llama_cpp", "unknown", 1.5],
  ["unknown", "unknown", 1.5],
  ["unknown", "sgd", 3],
] as const)("%s doing %s needs %d times its weights", (framework, work, multiple) => {
  const facts = process({ framework, work, heldBytes: 5 * GIB, peakBytes: 5 * GIB, weights: weights(10) });
  expect(peakOf(facts)).toMatchObject({ peak: "estimate" });
  expect(peakOf(facts).peakBytes / GIB).toBeCloseTo(10 * multiple);
});

test.each(["vllm", "sglang", "tgi", "jax", "tensorflow"] as const)(
  "%s with unknown weights needs 1.05 of what it holds",
  (framework) => {
    expect(peakOf(process({ framework })).peakBytes / GIB).toBeCloseTo(10.5);
    expect(judged({ framework }, 0.75 * GIB + 1)).toBe("OK fits");
    expect(judged({ framework }, 0.6 * GIB)).toBe("TIGHT fits_barely");
  },
);

test("any other framework with unknown weights needs what it has held", () => {
  for (const framework of ["pytorch", "llama_cpp", "ollama", "diffusion", "unknown"] as const)
    expect(peakOf(process({ framework, peakBytes: 12 * GIB }))).toMatchObject({
      peakBytes: 12 * GIB,
      peak: "observed",
    });
});

test("the larger of what was held and what is estimated counts", () => {
  expect(peakOf(process({ peakBytes: 30 * GIB, weights: weights(10) }))).toMatchObject({ peakBytes: 30 * GIB });
  expect(judged({ work: "adam", weights: weights(10) }, 29 * GIB)).toBe("OOM does_not_fit");
});

test("an unknown framework is never OOM for a multiple of its weights, yet is for a past peak", () => {
  const unknown = { framework: "unknown", weights: weights(10) } as const;
  expect(judged(unknown, 0)).toBe("TIGHT estimate_alone");
  expect(judged({ ...unknown, peakBytes: 12 * GIB }, 2 * GIB)).toBe("TIGHT estimate_alone");
  expect(judged({ ...unknown, peakBytes: 12 * GIB }, 2 * GIB - 1)).toBe("OOM does_not_fit");
});

test("what an engine says of itself comes first; where it is silent, the need decides as for any other", () => {
  const growing = { heldBytes: 70 * GIB, peakBytes: 70 * GIB };
  expect(judged({ ...growing, framework: "sglang" }, 150 * 2 ** 20)).toBe("TIGHT engine_little_free");
  expect(judged({ ...growing, framework: "sglang" }, 1 * GIB)).toBe("OOM does_not_fit");
  expect(judged({ ...growing, framework: "vllm", kvUseRatio: 0.95 }, 1 * GIB)).toBe("TIGHT kv_cache_high");
  expect(judged({ ...growing, framework: "vllm", kvUseRatio: 0.3 }, 1 * GIB)).toBe("OOM does_not_fit");
  // What it held before it would hold again.
  expect(judged({ heldBytes: 60 * GIB, peakBytes: 72 * GIB, framework: "sglang" }, 8 * GIB)).toBe("OOM does_not_fit");
});
