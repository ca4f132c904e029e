import { expect, test } from "vitest";
import { createLogClock, startedAtText } from "./log-clock.ts";

const NOON_S = Date.UTC(2026, 0, 31, 12) / 1_000;

test.each([
  [{ startS: 0, endS: 5_400, startedAtS: null }, 3_725, "1:02:05"],
  [{ startS: 0, endS: 5_400, startedAtS: null }, 59.6, "1:00"],
  [{ startS: 0, endS: 60, startedAtS: null }, 7.857, "0:07.9"],
  [{ startS: 0, endS: 0.5, startedAtS: null }, 0.002, "0:00.002"],
  [{ startS: 1.7e9, endS: 1.7e9 + 600, startedAtS: null }, 1.7e9 + 60, "1700000060"],
  [{ startS: 0, endS: 3_600, startedAtS: NOON_S }, 1_800, "12:30:00"],
  [{ startS: 0, endS: 3_600, startedAtS: NOON_S }, 59.999_6, "12:01:00"],
  [{ startS: 0, endS: 90_000, startedAtS: NOON_S }, 43_200, "02-01 00:00:00"],
])("%o shows %d s as %s", (span, atS, shown) => {
  expect(createLogClock(span).at(atS)).toBe(shown);
});

test.each([
  [0, "0 s"],
  [59.4, "59 s"],
  [61, "1 min 1 s"],
  [3_600, "1 h"],
  [5_460, "1 h 31 min"],
  [180_000, "2 d 2 h"],
])("%d s last %s", (durationS, shown) => {
  expect(createLogClock({ startS: 0, endS: 1e6, startedAtS: null }).lasting(durationS)).toBe(shown);
});

test("the start is told as the log has it", () => {
  expect(startedAtText(NOON_S + 0.25)).toBe("2026-01-31T12:00:00.250");
});
