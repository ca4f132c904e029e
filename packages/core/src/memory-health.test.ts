import { expect, test } from "vitest";
import { healthLevel, heldShareRatio } from "./memory-health.ts";

const memory = (totalBytes: number, freeBytes: number) => ({
  totalBytes,
  freeBytes,
  usedBytes: totalBytes - freeBytes,
  reservedBytes: null,
});

test.each([
  [0, "healthy"],
  [0.7999, "healthy"],
  [0.8, "warning"],
  [0.9, "warning"],
  [0.9001, "critical"],
  [1, "critical"],
] as const)("a share of %d is %s", (share, level) => {
  expect(healthLevel(share)).toBe(level);
});

test("the share counts everything that is not free, reserved memory too", () => {
  expect(heldShareRatio(memory(100, 5))).toBeCloseTo(0.95);
});

test("without a reading or a total there is no share and no level", () => {
  expect(heldShareRatio(null)).toBeNull();
  expect(heldShareRatio(memory(0, 0))).toBeNull();
  expect(healthLevel(null)).toBeNull();
});
