import fc from "fast-check";
import { expect, test } from "vitest";
import { judgeDevice } from "./judge-device.ts";
import { judgeProcess } from "./judge-process.ts";
import { GIB, weights } from "./testing/facts.ts";
import { isWorse, type ProcessFacts } from "./verdict.ts";

const gib = (max: number) => fc.double({ min: 0, max, noNaN: true });
const facts = fc.record<ProcessFacts>({
  framework: fc.constantFrom("pytorch", "jax", "tensorflow", "vllm", "sglang", "tgi", "ollama", "llama_cpp", "unknown"),
  work: fc.constantFrom("inference", "long_context", "lora", "sgd", "adam", "unknown"),
  heldBytes: fc.option(gib(90).map((size) => size * GIB)),
  peakBytes: fc.option(gib(90).map((size) => size * GIB)),
  phase: fc.constantFrom("stable", "growing", "shrinking", "volatile", null),
  weights: fc.option(gib(60).map(weights)),
  kvUseRatio: fc.option(fc.oneof(fc.constantFrom(0.9, 0.99, 1), gib(1))),
}) as fc.Arbitrary<ProcessFacts>;
const crowd = fc.array(facts, { maxLength: 6 });
/** What an engine says of itself goes before what it may need, and can be the milder of the two. */
const withoutEngineFacts = facts.filter(({ framework, kvUseRatio }) => framework !== "sglang" && kvUseRatio === null);
const silentCrowd = fc.array(withoutEngineFacts, { maxLength: 6 });
const steadyEngines = facts.map((one): ProcessFacts => ({ ...one, phase: "stable" }));
// Edges of the rules lie close to nothing free.
const free = fc.oneof(gib(80), gib(0.3), fc.constantFrom(0, 100 / 1_024, 200 / 1_024)).map((size) => size * GIB);
const TOTAL = 80 * GIB;

test.each([
  ["without facts of engines", silentCrowd],
  ["of engines at rest", fc.array(steadyEngines, { maxLength: 6 })],
] as const)("more free memory never makes a verdict worse: processes %s", (_, group) => {
  fc.assert(
    fc.property(group, free, free, (processes, one, other) => {
      const [less, more] = [Math.min(one, other), Math.max(one, other)];
      const poor = judgeDevice(processes, { totalBytes: TOTAL, freeBytes: less });
      const rich = judgeDevice(processes, { totalBytes: TOTAL, freeBytes: more });
      rich.processes.forEach(({ verdict }, index) =>
        expect(isWorse(verdict, poor.processes[index]?.verdict ?? "OK")).toBe(false),
      );
      expect(isWorse(rich.verdict, poor.verdict)).toBe(false);
    }),
    { numRuns: 5_000 },
  );
});

test("a fuller cache never makes the verdict on an engine at rest better", () => {
  fc.assert(
    fc.property(steadyEngines, free, fc.tuple(gib(1), gib(1)), (process, freeBytes, [one, other]) => {
      const at = (kvUseRatio: number) =>
        judgeProcess({ ...process, kvUseRatio }, { totalBytes: TOTAL, freeBytes }).verdict;
      expect(isWorse(at(Math.min(one, other)), at(Math.max(one, other)))).toBe(false);
    }),
  );
});

test("pressure by others only worsens", () => {
  fc.assert(
    fc.property(crowd, facts, free, (processes, neighbour, freeBytes) => {
      const device = { totalBytes: TOTAL, freeBytes };
      const alone = judgeDevice(processes, device);
      const together = judgeDevice([...processes, neighbour], device);
      alone.processes.forEach(({ verdict }, index) =>
        expect(isWorse(verdict, together.processes[index]?.verdict ?? "OK")).toBe(false),
      );
      processes.forEach((process, index) =>
        expect(isWorse(judgeProcess(process, device).verdict, alone.processes[index]?.verdict ?? "OK")).toBe(false),
      );
    }),
    { numRuns: 3_000 },
  );
});

test("every verdict has a reason in one sentence", () => {
  fc.assert(
    fc.property(crowd, free, (processes, freeBytes) => {
      for (const { sentence, reason } of judgeDevice(processes, { totalBytes: TOTAL, freeBytes }).processes) {
        expect(sentence).toMatch(/^[A-Z][^\n]*[.]$/);
        expect(sentence).not.toMatch(/NaN|undefined|null|Infinity|-\d/);
        expect(reason.rule).not.toBe("");
      }
    }),
  );
});

test("an unknown framework that has never held more than now is never OOM", () => {
  fc.assert(
    fc.property(facts, crowd, free, (process, others, freeBytes) => {
      const unknown: ProcessFacts = {
        ...process,
        framework: "unknown",
        heldBytes: 10 * GIB,
        peakBytes: 10 * GIB,
        phase: "growing",
      };
      const device = { totalBytes: TOTAL, freeBytes };
      expect(judgeDevice([unknown, ...others], device).processes[0]?.verdict).not.toBe("OOM");
    }),
  );
});
