import { expect, test } from "vitest";
import {
  plausibleBytes,
  plausibleClockMhz,
  plausibleMemory,
  plausiblePct,
  plausiblePowerMw,
  plausibleTemperatureC,
} from "./plausible.ts";

test("ordinary readings pass", () => {
  const memory = { totalBytes: 80, usedBytes: 10, freeBytes: 69, reservedBytes: 1 };
  expect(plausibleMemory(memory)).toBe(memory);
  expect(plausibleMemory({ ...memory, reservedBytes: null })).not.toBeNull();
  expect([plausiblePct(0), plausiblePct(100), plausibleTemperatureC(-5), plausiblePowerMw(0)]).toEqual([0, 100, -5, 0]);
});

test("all bits set, negative and impossible values are no readings", () => {
  const ones = 2 ** 32 - 1;
  expect([plausiblePct(ones), plausiblePct(101), plausiblePct(-1)]).toEqual([null, null, null]);
  expect([plausibleTemperatureC(511), plausiblePowerMw(ones), plausibleClockMhz(ones)]).toEqual([null, null, null]);
  expect([plausibleBytes(2 ** 64), plausibleBytes(-1), plausibleBytes(Number.NaN)]).toEqual([null, null, null]);
});

test("memory that does not add up is no reading", () => {
  const memory = { totalBytes: 80, usedBytes: 10, freeBytes: 69, reservedBytes: 1 };
  expect(plausibleMemory({ ...memory, totalBytes: 0 })).toBeNull();
  expect(plausibleMemory({ ...memory, usedBytes: 81 })).toBeNull();
  expect(plausibleMemory({ ...memory, freeBytes: 2 ** 64 })).toBeNull();
  expect(plausibleMemory(null)).toBeNull();
});
