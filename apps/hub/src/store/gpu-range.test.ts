import { afterEach, expect, test } from "vitest";
import { historyDb, sampleFixture } from "../testing/history-db.ts";
import { createCleanup } from "../testing/test-hub.ts";
import { createAppender } from "./append.ts";
import { createGpuRange } from "./gpu-range.ts";
import type { GpuSampleRow, RangeQuery } from "./history.ts";
import { createRowIds } from "./row-ids.ts";

const cleanup = createCleanup();
afterEach(() => cleanup.run());

const START_MS = 1_700_000_000_000;

async function rangeOver(samples: GpuSampleRow[], asked: Partial<RangeQuery> = {}) {
  const { writer, reader } = await historyDb(cleanup);
  createAppender(writer, createRowIds(writer)).append([
    { nodeId: "n1", epoch: "e", seq: 1, receivedAtMs: START_MS, samples },
    {
      nodeId: "n2",
      epoch: "e",
      seq: 1,
      receivedAtMs: START_MS,
      samples: [sampleFixture(START_MS, { usedBytes: 999 })],
    },
  ]);
  return createGpuRange(reader)({
    nodeId: "n1",
    gpuUuid: "GPU-0",
    fromMs: START_MS,
    toMs: START_MS + 60_000,
    maxPointsCount: 7,
    nowMs: START_MS + 3_600_000,
    ...asked,
  });
}

test("each bucket has the least, the greatest and the mean; a peak never vanishes", async () => {
  const history = await rangeOver([
    sampleFixture(START_MS, { usedBytes: 100, utilPct: 10, temperatureC: 50, powerMw: 100 }),
    sampleFixture(START_MS + 1_000, { usedBytes: 900, utilPct: 30, temperatureC: 70, powerMw: 300 }),
    sampleFixture(START_MS + 2_000, {
      usedBytes: 200,
      utilPct: null,
      temperatureC: 60,
      powerMw: 200,
      totalBytes: 2_000,
    }),
    sampleFixture(START_MS + 30_000, { usedBytes: 500 }),
  ]);
  expect(history).toMatchObject({ fromMs: START_MS, toMs: START_MS + 60_000, stepMs: 10_000 });
  expect(history.atMs).toEqual([0, 1, 2, 3, 4, 5].map((position) => START_MS + position * 10_000));
  expect(history.usedMinBytes).toEqual([100, null, null, 500, null, null]);
  expect(history.usedMaxBytes).toEqual([900, null, null, 500, null, null]);
  expect(history.usedMeanBytes).toEqual([400, null, null, 500, null, null]);
  expect(history.utilMeanPct[0]).toBe(20);
  expect(history.temperatureMaxC[0]).toBe(70);
  expect(history.powerMeanMw[0]).toBe(200);
  expect(history.totalBytes[0]).toBe(2_000);
  expect(history.reservedBytes[0]).toBe(10);
});

test("what could not be read stays null and is not covered", async () => {
  const lost = {
    usedBytes: null,
    reservedBytes: null,
    totalBytes: null,
    utilPct: null,
    temperatureC: null,
    powerMw: null,
  };
  const samples = Array.from({ length: 60 }, (_, second) =>
    sampleFixture(START_MS + second * 1_000, second < 30 ? {} : lost),
  );
  const history = await rangeOver(samples);
  expect(history.usedMaxBytes).toEqual([100, 100, 100, null, null, null]);
  expect(history.temperatureMaxC[5]).toBeNull();
  // The last reading stands for three intervals.
  expect(history.coverageRatio).toBeCloseTo(32 / 60, 2);
});

test("coverage is the share of the asked time up to now, whatever the spacing of the samples", async () => {
  const everyMs = (intervalMs: number) =>
    Array.from({ length: Math.floor(60_000 / intervalMs) }, (_, index) =>
      sampleFixture(START_MS + index * intervalMs, { intervalMs }),
    );
  expect((await rangeOver(everyMs(1_000))).coverageRatio).toBe(1);
  expect((await rangeOver(everyMs(10_000))).coverageRatio).toBe(1);
  expect(
    (await rangeOver(everyMs(1_000), { nowMs: START_MS + 60_000, toMs: START_MS + 3_600_000 })).coverageRatio,
  ).toBe(1);
  expect((await rangeOver(everyMs(1_000), { fromMs: START_MS - 60_000 })).coverageRatio).toBeCloseTo(0.5, 5);
  expect(
    (await rangeOver(everyMs(1_000), { fromMs: START_MS + 3_600_000, toMs: START_MS + 3_660_000 })).coverageRatio,
  ).toBe(0);
});

test("a sample before the range stands for its beginning", async () => {
  const history = await rangeOver([sampleFixture(START_MS - 10_000, { intervalMs: 20_000 })], {
    toMs: START_MS + 100_000,
  });
  expect(history.coverageRatio).toBeCloseTo(0.5, 5);
});

test("buckets are never shorter than the samples are apart", async () => {
  const sparse = Array.from({ length: 10 }, (_, minute) =>
    sampleFixture(START_MS + minute * 60_000, { intervalMs: 60_000 }),
  );
  const history = await rangeOver(sparse, { toMs: START_MS + 600_000, maxPointsCount: 600 });
  expect(history.stepMs).toBe(75_000);
  // The last bucket begins after the last sample.
  expect(history.usedMeanBytes.slice(0, -1)).not.toContain(null);
});

test("an unknown GPU has an empty history", async () => {
  const history = await rangeOver([], { gpuUuid: "GPU-unknown" });
  expect(new Set(history.usedMaxBytes)).toEqual(new Set([null]));
  expect(history.coverageRatio).toBe(0);
});
