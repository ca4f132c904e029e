import { existsSync, readFileSync } from "node:fs";
import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { createRng } from "../synth/rng.ts";
import { segmentMeans } from "./segment-means.ts";
import { searchExhaustively } from "./testing/dynamic-programme.ts";
import { searchByPelt } from "./testing/pelt.ts";
import { smallSeries } from "./testing/series.ts";

const found = (samples: readonly number[], penalty: number, minSize = 1) => {
  const result = segmentMeans(Float64Array.from(samples), { penalty, minSize });
  if (!result.ok) throw new Error(result.error.message);
  return result.value;
};
const totalOf = ({ changePoints, cost }: { changePoints: number[]; cost: number }, penalty: number) =>
  cost + penalty * Math.max(0, changePoints.length - 1);
const same = (actual: number, expected: number) =>
  Math.abs(actual - expected) <= 1e-9 * Math.max(Math.abs(expected), 1e-9);

interface VectorSeries {
  name: string;
  values: number[];
  cases: { min_size: number; penalty: number; bkps: number[] | null; total: number; unique: boolean | null }[];
}
const VECTORS = new URL("../../../../../shared/data/segmentation_vectors.json", import.meta.url);
const vectors = existsSync(VECTORS)
  ? (JSON.parse(readFileSync(VECTORS, "utf8")) as { series: VectorSeries[] }).series
  : [];

describe.skipIf(vectors.length === 0)("published vectors (shared/data/segmentation_vectors.json)", () => {
  test.each(vectors)("$name: every total is the optimum, every unique optimum is found", ({ values, cases }) => {
    for (const { min_size: minSize, penalty, bkps, total, unique } of cases) {
      const at = `minSize ${minSize}, penalty ${penalty}`;
      const result = segmentMeans(Float64Array.from(values), { penalty, minSize });
      expect(result.ok, at).toBe(bkps !== null);
      if (!result.ok || bkps === null) continue;
      expect(same(totalOf(result.value, penalty), total), `${at}: ${totalOf(result.value, penalty)}, ${total}`).toBe(
        true,
      );
      if (unique === true) expect(result.value.changePoints, at).toEqual(bkps);
    }
  });

  test.each([2 ** 20, 2 ** -10])("the same in another unit: everything times %d", (factor) => {
    for (const { name, values, cases } of vectors) {
      const scaled = Float64Array.from(values, (value) => value * factor);
      for (const { min_size: minSize, penalty, bkps, unique } of cases) {
        if (bkps === null || unique !== true) continue;
        const result = segmentMeans(scaled, { penalty: penalty * factor * factor, minSize });
        expect(result.ok && result.value.changePoints, `${name} ${minSize} ${penalty}`).toEqual(bkps);
      }
    }
  });
});

test("50,000 small series: no total above that of the exhaustive search", () => {
  const rng = createRng(2026);
  const wrong: unknown[] = [];
  for (let round = 0; round < 50_000; round++) {
    const samples = Float64Array.from(smallSeries(rng));
    const minSize = round % 2 === 0 ? 1 : rng.whole(2, 6);
    const penalty = rng.pick([0, 0.1, 1, 5, rng.between(0, 50), rng.between(0, 2_000), 1e9]);
    if (samples.length > 0 && samples.length < minSize) continue;
    const fast = segmentMeans(samples, { penalty, minSize });
    const slow = segmentMeans(samples, { penalty, minSize }, searchExhaustively);
    if (!fast.ok || !slow.ok) throw new Error("refused a good series");
    if (!same(totalOf(fast.value, penalty), totalOf(slow.value, penalty))) wrong.push({ samples, penalty, minSize });
  }
  expect(wrong).toEqual([]);
});

test("cuts between runs of equal samples are as good as cuts anywhere", () => {
  const rng = createRng(3);
  const everySample = (samples: Float64Array, penalty: number) => {
    const total = new Float64Array(samples.length + 1).fill(Infinity);
    total[0] = -penalty;
    for (let end = 1; end <= samples.length; end++)
      for (let start = 0; start < end; start++) {
        const part = samples.subarray(start, end);
        const mean = part.reduce((sum, value) => sum + value, 0) / part.length;
        const cost = part.reduce((sum, value) => sum + (value - mean) ** 2, 0);
        total[end] = Math.min(total[end] ?? 0, (total[start] ?? 0) + cost + penalty);
      }
    return total[samples.length] ?? 0;
  };
  for (let round = 0; round < 1_000; round++) {
    const samples = Float64Array.from({ length: rng.whole(1, 30) }, () => 10 * rng.whole(0, 2));
    const penalty = rng.between(0, 300);
    expect(same(totalOf(found([...samples], penalty), penalty), everySample(samples, penalty))).toBe(true);
  }
});

test("PELT with delayed pruning, the reference of the benchmark, is exact too", () => {
  const rng = createRng(4);
  for (let round = 0; round < 3_000; round++) {
    const samples = Float64Array.from(smallSeries(rng));
    const options = { penalty: rng.between(0, 500), minSize: rng.whole(1, 6) };
    if (samples.length < options.minSize) continue;
    const pelt = segmentMeans(samples, options, searchByPelt);
    const slow = segmentMeans(samples, options, searchExhaustively);
    if (!pelt.ok || !slow.ok) throw new Error("refused a good series");
    expect(same(totalOf(pelt.value, options.penalty), totalOf(slow.value, options.penalty))).toBe(true);
  }
});

test("pruning at once would lose this optimum", () => {
  expect(found([0, 1, 0, 0, 1], 0.1, 2).changePoints).toEqual([5]);
});

test("a change is where it is, at the level of a B200 in bytes", () => {
  const level = 187_000 * 2 ** 20;
  const samples = Array.from({ length: 4_000 }, (_, index) => level + (index % 7) + (index < 1_234 ? 0 : 2 ** 21));
  expect(found(samples, 50 * 2 ** 40).changePoints).toEqual([1_234, 4_000]);
});

test("one level, one sample, none", () => {
  expect(found([5, 5, 5, 5], 0)).toEqual({ changePoints: [4], cost: 0 });
  expect(found([7], 10)).toEqual({ changePoints: [1], cost: 0 });
  expect(found([], 10)).toEqual({ changePoints: [], cost: 0 });
});

test.each([
  [[1, 2], { penalty: 1, minSize: 3 }, "too_few_samples", "2 samples are fewer than the minimum segment length of 3"],
  [[1, Number.NaN], { penalty: 1, minSize: 1 }, "bad_sample", "sample 1 is NaN"],
  [[Infinity], { penalty: 1, minSize: 1 }, "bad_sample", "sample 0 is Infinity"],
  [[1, 2], { penalty: -1, minSize: 1 }, "bad_option", "penalty is -1"],
  [[1, 2], { penalty: Number.NaN, minSize: 1 }, "bad_option", "penalty is NaN"],
  [[1, 2], { penalty: 1, minSize: 1.5 }, "bad_option", "minSize is 1.5"],
] as const)("%j with %j is refused in words", (...[samples, options, reason, words]) => {
  const result = segmentMeans(Float64Array.from(samples), options);
  expect(result).toMatchObject({ ok: false, error: { reason } });
  expect(result.ok ? "" : result.error.message).toContain(words);
});

test("any finite series and penalty: the segments tile it, each long enough", () => {
  const value = fc.oneof(fc.integer({ min: -3, max: 3 }), fc.double({ noNaN: true, min: -1e100, max: 1e100 }));
  const penalty = fc.oneof(fc.double({ noNaN: true, min: 0, max: Number.MAX_VALUE }), fc.constantFrom(0, 1, 10));
  fc.assert(
    fc.property(
      fc.array(value, { minLength: 6, maxLength: 60 }),
      penalty,
      fc.integer({ min: 1, max: 6 }),
      (samples, price, minSize) => {
        const { changePoints, cost } = found(samples, price, minSize);
        expect(changePoints.at(-1)).toBe(samples.length);
        [0, ...changePoints].slice(0, -1).forEach((start, index) => {
          expect((changePoints[index] ?? 0) - start).toBeGreaterThanOrEqual(minSize);
        });
        expect(cost).toBeGreaterThanOrEqual(0);
        expect(cost).toBeLessThan(Infinity);
      },
    ),
  );
});
