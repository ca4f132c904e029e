import { expect, test } from "vitest";
import { judgeDevice } from "./judge-device.ts";
import { device, GIB, process, weights } from "./testing/facts.ts";

const verdicts = (judged: ReturnType<typeof judgeDevice>) => judged.processes.map(({ verdict }) => verdict);

test("without processes there is nothing to run out", () => {
  expect(judgeDevice([], device(80 * GIB))).toEqual({
    verdict: "OK",
    health: "healthy",
    peaksBytes: 0,
    collectivePressure: false,
    processes: [],
  });
});

test("the device is as badly off as its worst process", () => {
  const judged = judgeDevice([process({ phase: "stable" }), process({ peakBytes: 25 * GIB })], device(10 * GIB));
  expect(verdicts(judged)).toEqual(["OK", "OOM"]);
  expect(judged.verdict).toBe("OOM");
});

test("peaks that together exceed the total make OK TIGHT and TIGHT OOM; equal to it they do not", () => {
  const fits = process({ phase: "stable", peakBytes: 40 * GIB });
  const barely = process({ heldBytes: 30 * GIB, peakBytes: 40 * GIB });
  expect(verdicts(judgeDevice([fits, barely], device(12 * GIB)))).toEqual(["OK", "TIGHT"]);
  const pressed = judgeDevice([fits, { ...barely, peakBytes: 40 * GIB + 1 }], device(12 * GIB));
  expect(verdicts(pressed)).toEqual(["TIGHT", "OOM"]);
  expect(pressed).toMatchObject({ collectivePressure: true, peaksBytes: 80 * GIB + 1 });
  expect(pressed.processes[0]?.reason).toMatchObject({ rule: "collective_pressure", before: "OK" });
});

test("what is OOM by itself keeps its own reason under pressure", () => {
  const judged = judgeDevice([process({ peakBytes: 90 * GIB })], device(10 * GIB));
  expect(judged.processes[0]?.reason.rule).toBe("does_not_fit");
});

test("the guess for an unknown framework presses nobody, and its own guess does not count twice", () => {
  const unknown = process({ framework: "unknown", work: "adam", weights: weights(30) });
  expect(judgeDevice([unknown, process()], device(60 * GIB)).collectivePressure).toBe(false);
  const crowded = [unknown, process({ phase: "stable", heldBytes: 20 * GIB, peakBytes: 75 * GIB })];
  for (const freeBytes of [50 * GIB, 115 * GIB, 200 * GIB])
    expect(judgeDevice(crowded, device(freeBytes)).processes[0]?.verdict).toBe("TIGHT");
});

test.each([
  [16.000_1, "healthy"],
  [16, "warning"],
  [8, "warning"],
  [7.999, "critical"],
] as const)("with %d of 80 GiB free the device is %s", (freeGib, health) => {
  expect(judgeDevice([], device(freeGib * GIB)).health).toBe(health);
  expect(judgeDevice([], device(0, 0)).health).toBeNull();
});

test("every rule has its sentence", () => {
  const sentence = (facts: Parameters<typeof process>[0], free: number, total = 80 * GIB) =>
    judgeDevice([process(facts)], device(free, total)).processes[0]?.sentence;
  expect([
    sentence({ framework: "vllm", kvUseRatio: 0.995 }, 64 * 2 ** 20),
    sentence({ framework: "vllm", kvUseRatio: 0.95 }, GIB),
    sentence({ framework: "sglang" }, 64 * 2 ** 20),
    sentence({ phase: "stable" }, 20 * GIB),
    sentence({ phase: "shrinking" }, 2 * GIB),
    sentence({ heldBytes: null }, 20 * GIB),
    sentence({}, 20 * GIB),
    sentence({ peakBytes: 12 * GIB }, 20 * GIB),
    sentence({ peakBytes: 12 * GIB }, 2.5 * GIB),
    sentence({ work: "adam", weights: weights(10) }, 20 * GIB),
    sentence({ framework: "unknown", weights: weights(10) }, GIB),
    sentence({ phase: "stable" }, 2 * GIB, 8 * GIB),
  ]).toMatchInlineSnapshot(`
    [
      "Its KV cache is 99 % full and only 64 MiB of the GPU is free.",
      "Its KV cache is 95 % full: new requests wait, or running ones give way.",
      "SGLang needs some memory beside its pool, and only 64 MiB of the GPU is free.",
      "Its memory is stable and 25 % of the GPU is free.",
      "Its memory is shrinking, but only 2.5 % of the GPU is free.",
      "The driver does not say what it holds; 25 % of the GPU is free.",
      "It holds the most it is expected to need, 10.0 GiB.",
      "It has held 2.0 GiB more than now, which leaves room in the 20.0 GiB free.",
      "It has held 2.0 GiB more than now, which barely fits into the 2.5 GiB free.",
      "By an estimate it will need 30.0 GiB more than now, which does not fit into the 20.0 GiB free.",
      "An estimate for programs of an unknown kind asks for 5.0 GiB more, with 1.0 GiB free.",
      "The peaks of all processes come to 10.0 GiB, more than the GPU's 8.0 GiB.",
    ]
  `);
});
