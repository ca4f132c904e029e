import fc from "fast-check";
import { expect, test } from "vitest";
import { createWorkload, type WorkloadKind } from "./workload-kinds.ts";
import { MIB, type WorkloadSpec } from "./workload.ts";

const KINDS: WorkloadKind[] = [
  "pytorch_training",
  "volatile_training",
  "jax_training",
  "vllm_server",
  "ollama_server",
  "stable_diffusion",
  "notebook",
  "leak",
  "slow_growth",
];
const SPEC: WorkloadSpec = { seed: 3, totalMib: 81_920, limitMib: 70_000, durationS: 7_200 };

const seriesMib = (kind: WorkloadKind, spec: Partial<WorkloadSpec> = {}, stepS = 1) => {
  const whole = { ...SPEC, ...spec };
  const workload = createWorkload(kind, whole);
  return Array.from({ length: Math.floor(whole.durationS / stepS) }, (_, n) => workload.usedBytesAt(n * stepS) / MIB);
};
const at = (series: number[], index: number) => series.at(index) ?? Number.NaN;
const steps = (series: number[]) => series.slice(1).map((value, n) => value - at(series, n));

test.each(KINDS)("%s keeps to its limit in whole steps of 2 MiB, and answers alike in any order", (kind) => {
  fc.assert(
    fc.property(
      fc.integer(),
      fc.tuple(
        fc.constantFrom(15_360, 24_564, 46_068, 81_559, 143_771),
        fc.double({ min: 0.12, max: 0.98, noNaN: true }),
      ),
      fc.array(fc.nat(7_199), { minLength: 1, maxLength: 20 }),
      (seed, [totalMib, ratio], ages) => {
        const spec = { seed, totalMib, limitMib: totalMib * ratio - 500, durationS: 7_200 };
        const workload = createWorkload(kind, spec);
        for (const ageS of ages) {
          const used = workload.usedBytesAt(ageS);
          expect(used % (2 * MIB)).toBe(0);
          expect(used).toBeGreaterThanOrEqual(0);
          expect(used).toBeLessThanOrEqual(spec.limitMib * MIB);
          expect(createWorkload(kind, spec).usedBytesAt(ageS)).toBe(used);
          const busy = workload.busyRatioAt(ageS);
          expect(busy >= 0 && busy <= 1).toBe(true);
        }
      },
    ),
    { numRuns: 60 },
  );
});

test("training jumps at its first batch, then only grows, in small steps", () => {
  const series = seriesMib("pytorch_training");
  const plateau = series.slice(200);
  expect(at(plateau, 0)).toBeGreaterThan(60_000);
  expect(Math.max(...steps(series))).toBeGreaterThan(10_000);
  expect(Math.min(...steps(plateau))).toBe(0);
  const changes = steps(plateau).filter((step) => step > 0);
  expect(changes.length).toBeGreaterThan(4);
  expect(Math.max(...changes)).toBeLessThanOrEqual(800);
});

test("volatile training moves by more than a GiB within seconds, around one level", () => {
  const series = seriesMib("volatile_training", { totalMib: 24_564, limitMib: 12_000 }).slice(120);
  expect(Math.max(...series) - Math.min(...series)).toBeGreaterThan(1_000);
  expect(steps(series).filter((step) => step !== 0).length / series.length).toBeGreaterThan(0.8);
});

test("a server reserves nearly all within two minutes and stays flat", () => {
  const series = seriesMib("vllm_server", { limitMib: 74_800 });
  expect(at(series, 5)).toBe(0);
  expect(at(series, 120)).toBeGreaterThan(73_000);
  const later = series.slice(120);
  expect(Math.max(...later) - Math.min(...later)).toBeLessThan(300);
});

test("JAX takes three quarters of the GPU in one step", () => {
  const series = seriesMib("jax_training");
  expect(Math.max(...steps(series))).toBeCloseTo(0.75 * 81_920, -2);
});

test("a model stays loaded for at least five minutes and then leaves the GPU empty", () => {
  const series = seriesMib("ollama_server", { durationS: 60_000, limitMib: 22_000 });
  const lengths = series
    .map((mib) => (mib > 0 ? "1" : "0"))
    .join("")
    .split(/0+/)
    .slice(1, -1)
    .map((run) => run.length);
  expect(lengths.length).toBeGreaterThan(5);
  expect(Math.min(...lengths)).toBeGreaterThanOrEqual(300);
  expect(series.includes(0)).toBe(true);
});

test("diffusion has no trend but many levels", () => {
  const series = seriesMib("stable_diffusion", { durationS: 80_000 }, 57);
  const half = Math.floor(series.length / 2);
  const mean = (part: number[]) => part.reduce((sum, mib) => sum + mib, 0) / part.length;
  expect(new Set(series).size).toBeGreaterThan(150);
  expect(mean(series.slice(half)) / mean(series.slice(0, half))).toBeCloseTo(1, 0);
});

test("a notebook ends up holding memory with nothing running", () => {
  const workload = createWorkload("notebook", { ...SPEC, durationS: 40_000 });
  expect(workload.usedBytesAt(39_000)).toBeGreaterThan(0);
  expect(Array.from({ length: 2_000 }, (_, n) => workload.busyRatioAt(20_000 + n)).every((busy) => busy === 0)).toBe(
    true,
  );
});

test("a leak, in each of its forms, comes within 1 % of its limit at the end and not before its last tenth", () => {
  for (let seed = 0; seed < 30; seed += 1) {
    const series = seriesMib("leak", { seed, limitMib: 81_200 });
    expect(at(series, -1)).toBeGreaterThan(0.99 * 81_200);
    expect(at(series, Math.floor(series.length * 0.9))).toBeLessThan(0.985 * 81_200);
  }
});

test("slow growth never falls once it grows", () => {
  const series = seriesMib("slow_growth", { durationS: 172_800 }, 60).slice(10);
  expect(Math.min(...steps(series))).toBe(0);
  expect(at(series, -1) / at(series, 0)).toBeGreaterThan(1.5);
});
