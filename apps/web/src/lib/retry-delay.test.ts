import { expect, test } from "vitest";
import { retryDelayMs } from "./retry-delay.ts";

test("the wait doubles up to two seconds", () => {
  expect([0, 1, 2, 3, 4, 50].map((attempt) => retryDelayMs(attempt, 1))).toEqual([
    250, 500, 1_000, 2_000, 2_000, 2_000,
  ]);
});

test("chance shortens it by up to a half", () => {
  expect(retryDelayMs(3, 0)).toBe(1_000);
  expect(retryDelayMs(3, 0.5)).toBe(1_500);
});
