import { expect, test } from "vitest";
import { gibTicks, timeTicks } from "./axis-ticks.ts";
import { findGaps } from "./gaps.ts";
import { toColumns } from "./memory-series.ts";

const GIB = 2 ** 30;

test.each([
  [84.4, [0, 20, 40, 60, 80]],
  [148.8, [0, 20, 40, 60, 80, 100, 120, 140]],
  [25.4, [0, 5, 10, 15, 20, 25]],
  [8.5, [0, 2, 4, 6, 8]],
  [0, [0]],
])("an axis up to %d GiB has round ticks", (top, ticks) => {
  expect(gibTicks(top)).toEqual(ticks);
});

test("time ticks are round in local time", () => {
  const from = Date.UTC(2026, 10, 21, 11, 3, 20) / 1_000;
  const ticks = timeTicks(from, from + 3_600, { mostCount: 7, offsetS: 0 });
  expect(ticks.map((s) => new Date(s * 1_000).toISOString().slice(11, 16))).toEqual([
    "11:10",
    "11:20",
    "11:30",
    "11:40",
    "11:50",
    "12:00",
  ]);
  const india = timeTicks(from, from + 24 * 3_600, { mostCount: 6, offsetS: 19_800 });
  expect(india.every((s) => (s + 19_800) % (4 * 3_600) === 0)).toBe(true);
});

const window = { fromMs: 0, toMs: 100_000 };
const buckets = (values: (number | null)[], firstMs = 0) => ({
  stepMs: 10_000,
  atMs: values.map((_, index) => firstMs + index * 10_000),
  values,
});

test("gaps: inside, before the first sample and after the last", () => {
  expect(findGaps(buckets([1, null, null, null, 1, 1, 1, 1, 1, 1]), window)).toEqual([
    { fromMs: 10_000, toMs: 40_000 },
  ]);
  expect(findGaps(buckets([1, 1, 1], 70_000), window)).toEqual([{ fromMs: 0, toMs: 70_000 }]);
  expect(findGaps(buckets([1, 1, null, null]), window)).toEqual([{ fromMs: 20_000, toMs: 100_000 }]);
  expect(findGaps(buckets([]), window)).toEqual([window]);
});

test("a bucket or two without a sample is no gap", () => {
  expect(findGaps(buckets([1, null, 1, 1, 1, 1, 1, 1, 1, 1]), window)).toEqual([]);
});

test("columns are seconds and GiB, and what is unknown stays unknown", () => {
  const series = {
    stepMs: 1_000,
    atMs: [1_000, 2_000],
    minBytes: [GIB, null],
    maxBytes: [3 * GIB, null],
    meanBytes: [2 * GIB, null],
    totalBytes: [8 * GIB, null],
    reservedBytes: [null, null],
  };
  expect(toColumns(series)).toEqual([
    [1, 2],
    [8, null],
    [3, null],
    [1, null],
    [2, null],
  ]);
});
