import { expect, test } from "vitest";
import { createRestartPolicy } from "./restart-policy.ts";

test("the wait doubles to half a minute and starts over after a minute of health", () => {
  const policy = createRestartPolicy();
  const waits = [0, 10, 59_999, 0, 0, 0, 0, 0].map((ranMs) => policy.delayMs(ranMs));
  expect(waits).toEqual([500, 1_000, 2_000, 4_000, 8_000, 16_000, 30_000, 30_000]);
  expect(policy.delayMs(60_000)).toBe(500);
  expect(policy.delayMs(1)).toBe(1_000);
});
