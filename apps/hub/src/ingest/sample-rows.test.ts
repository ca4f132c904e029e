import { expect, test } from "vitest";
import { GIB, sampleGpu } from "@vramfleet/core/testing/sample-snapshot";
import { snapshotFixture } from "../testing/fixtures.ts";
import { sampleRows } from "./sample-rows.ts";

test("a row has what was read, null for what was not, and no GPU without identity", () => {
  const lost = sampleGpu({ slotIndex: 1, uuid: "GPU-1", state: "lost", memory: null, utilPct: null, powerMw: null });
  const failed = sampleGpu({ slotIndex: 2, uuid: null, state: "failed" });
  const rows = sampleRows([snapshotFixture("n1", 5_000, { gpus: [sampleGpu(), lost, failed] })]);
  expect(rows.map(({ gpuUuid }) => gpuUuid)).toEqual(["GPU-0", "GPU-1"]);
  expect(rows[0]).toMatchObject({
    atMs: 5_000,
    intervalMs: 1_000,
    usedBytes: 10 * GIB,
    reservedBytes: GIB,
    utilPct: 50,
  });
  expect(rows[1]).toMatchObject({ usedBytes: null, totalBytes: null, utilPct: null, powerMw: null, temperatureC: 60 });
});

test.each([
  ["as often as it says", [0, 1_000, 2_000], 1_000],
  ["more rarely than it says", [0, 60_000, 120_000], 60_000],
  ["with a hole in it", [0, 1_000, 2_000, 3_000, 90_000], 1_000],
  ["once", [5_000], 1_000],
])("a batch sampled %s", (_, instants, intervalMs) => {
  const rows = sampleRows(instants.map((atMs) => snapshotFixture("n1", atMs)));
  expect(new Set(rows.map((row) => row.intervalMs))).toEqual(new Set([intervalMs]));
});
