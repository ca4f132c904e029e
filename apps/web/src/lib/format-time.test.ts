import { expect, test } from "vitest";
import { formatDuration, formatMoment } from "./format-time.ts";

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

test.each([
  [0, "0 s"],
  [-500, "0 s"],
  [8_900, "8 s"],
  [59_999, "59 s"],
  [3 * MINUTE + 40_000, "3 min"],
  [2 * HOUR, "2 h"],
  [2 * HOUR + 5 * MINUTE, "2 h 5 min"],
  [99 * HOUR, "4 d 3 h"],
  [96 * HOUR, "4 d"],
  [null, "n/a"],
])("%s ms last %s", (ms, text) => {
  expect(formatDuration(ms)).toBe(text);
});

test("a moment has its date when it is not today", () => {
  const noon = Date.UTC(2026, 10, 21, 12, 3, 4);
  expect(formatMoment(noon, noon + HOUR, "UTC")).toBe("12:03:04");
  expect(formatMoment(noon, noon + 24 * HOUR, "UTC")).toBe("21 Nov, 12:03:04");
});
