import type { DeviceLog } from "@vramfleet/core/log-reader/choose-device";
import { expect, test } from "vitest";
import { limitFalls } from "./limit-falls.ts";

const log = (used: readonly number[], stepS = 1): DeviceLog => ({
  atS: Float64Array.from(used, (_, index) => stepS * index),
  usedBytes: Float64Array.from(used),
  totalBytes: 100,
  startedAtS: null,
  gpuIndex: null,
  identity: "",
  notes: [],
});

test("a fall from near the limit is found, at once or over a few readings", () => {
  expect(limitFalls(log([50, 97, 3, 3]), 100)).toEqual([
    { before: { atS: 1, usedBytes: 97 }, after: { atS: 2, usedBytes: 3 } },
  ]);
  expect(limitFalls(log([96, 90, 85, 40, 3]), 100)).toEqual([
    { before: { atS: 0, usedBytes: 96 }, after: { atS: 3, usedBytes: 40 } },
  ]);
  expect(limitFalls(log([99, 3, 99, 3], 60), 100)).toHaveLength(2);
});

test("no other fall is one", () => {
  expect(limitFalls(log([94, 3]), 100)).toEqual([]);
  expect(limitFalls(log([97, 80, 97, 80]), 100)).toEqual([]);
  expect(limitFalls(log([97, ...Array.from({ length: 30 }, (_, index) => 94 - index)]), 100)).toEqual([]);
  expect(limitFalls(log([97, 3]), null)).toEqual([]);
});
