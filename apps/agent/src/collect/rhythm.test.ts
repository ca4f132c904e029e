import { expect, test } from "vitest";
import { retryMs, libraryRetryMs, processesDue, slowFactsDue } from "./rhythm.ts";

const list = { atMs: 10_000, costMs: 0.1, usedBytes: 5 };

test.each([
  ["a list that was never read", 10_000, null, 5, true],
  ["at rest after 4 s", 14_000, list, 5, false],
  ["at rest after 5 s", 15_000, list, 5, true],
  ["moved after 1 s", 11_000, list, 6, false],
  ["moved after 2 s", 12_000, list, 6, true],
  ["moved after 2 s by a tick that came early", 11_990, list, 6, true],
  ["memory that became unreadable counts as moved", 12_000, list, null, true],
  ["a call of 100 ms is not repeated after 8 s, even if moved", 18_000, { ...list, costMs: 100 }, 6, false],
  ["but after 10 s", 20_000, { ...list, costMs: 100 }, 6, true],
  ["a call of 5 s once a minute", 69_000, { ...list, costMs: 5_000 }, 6, true],
] as const)("%s: %#", (...[, nowMs, last, usedBytes, due]) => {
  expect(processesDue(nowMs, last, usedBytes)).toBe(due);
});

test("slow facts are read at once and then every 10 s", () => {
  expect([slowFactsDue(0, null), slowFactsDue(8_000, 0), slowFactsDue(10_000, 0)]).toEqual([true, false, true]);
});

test("pauses grow to half a minute and no further", () => {
  expect([1, 2, 3, 5, 6, 7, 1_000].map((count) => retryMs(count))).toEqual([
    1_000, 2_000, 4_000, 16_000, 30_000, 30_000, 30_000,
  ]);
  expect([1, 2, 9].map((count) => libraryRetryMs(count, true))).toEqual([1_000, 2_000, 30_000]);
  expect(libraryRetryMs(1, false)).toBe(30_000);
});
